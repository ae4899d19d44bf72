"""Rich Text Format 1.9.1, from bytes to paragraphs: its tokens, the code pages of its fonts, the paragraphs and cells
of a stream of text, and the reader that puts these together.

Takes the bytes of a file and gives its lines; knows no other format.
"""

from duiqi.blocks.rich_text.reader import RichText

__all__ = ["RichText"]
