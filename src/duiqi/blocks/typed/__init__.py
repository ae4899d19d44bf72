"""Plain text as it was typed for a screen or a printer: tables drawn with characters, filled lines, lists of contents.

``plain.as_typed`` goes through what such texts have, before they are cleaned: what stands between pages (``pages``),
numbers of lines (``page/line_numbers``), senders and times (``turn_heads``), Chinese twice (``two_scripts``); tables,
by what parts their columns (``beside``, ``drawn``, ``side_by_side``, ``spaced``); then what is no table: wrapped
lines (``filled``, ``page/hanging``), dots that lead to pages (``contents/lists``), numbers of lists
(``list_numbers``). Once both sides are clean, ``without_contents`` takes out the lists of contents that both have.
``find_drawn`` and ``find_ruled`` are for markup with tables of that kind. It never opens a file.
"""

from duiqi.blocks.typed.contents.of_both import without_contents
from duiqi.blocks.typed.drawn import find_drawn
from duiqi.blocks.typed.plain import as_typed
from duiqi.blocks.typed.spaced import find_ruled

__all__ = ["as_typed", "find_drawn", "find_ruled", "without_contents"]
