"""Plain text as it was typed for a screen or a printer: tables drawn with characters, filled lines, lists of contents.

Takes a document's lines and gives it back with cells, paragraphs and rows. It never opens a file.
"""

from duiqi.blocks.typed.plain import as_typed

__all__ = ["as_typed"]
