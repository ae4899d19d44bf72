"""Pages as they are printed or typed: tables drawn with characters, lists of contents.

Takes lines of plain text, or printed lines with their places, and gives paragraphs and rows of cells. It never opens a
file and knows no language but by ``duiqi.text``.
"""

from duiqi.blocks.pages.text_tables import with_cells

__all__ = ["with_cells"]
