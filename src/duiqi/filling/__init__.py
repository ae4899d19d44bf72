"""Translations put into files of programs, of which nothing else changes: PO, Qt, XLIFF, Android, JSON.

Takes the bytes of a file and pairs; gives the bytes with what was missing. How each format says what is to be
translated and what is to be looked at is in a module of its own. Opens no file, and never imports the commands or the
rooms that align, check or update.
"""

from __future__ import annotations

from duiqi.filling.entry import Filler
from duiqi.filling.fill import Filled, filled
from duiqi.filling.registry import FILLERS, filler_of

__all__ = ["FILLERS", "Filled", "Filler", "filled", "filler_of"]
