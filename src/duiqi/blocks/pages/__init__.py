"""Pages as they are printed or typed: tables drawn with characters, filled lines, lists of contents.

Takes lines of plain text, or printed lines with their places, and gives paragraphs and rows of cells. It never opens a
file and knows no language but by ``duiqi.text``.
"""

from duiqi.blocks.pages.plain import as_typed

__all__ = ["as_typed"]
