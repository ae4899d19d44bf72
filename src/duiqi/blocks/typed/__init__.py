"""Plain text as it was typed for a screen or a printer: tables drawn with characters, filled lines, lists of contents.

Takes a document's lines and gives it back with cells, paragraphs and rows; ``find_drawn`` and ``find_ruled`` are for
markup with tables of that kind. It never opens a file.
"""

from duiqi.blocks.typed.contents.of_both import without_contents
from duiqi.blocks.typed.drawn import find_drawn
from duiqi.blocks.typed.plain import as_typed
from duiqi.blocks.typed.spaced import find_ruled

__all__ = ["as_typed", "find_drawn", "find_ruled", "without_contents"]
