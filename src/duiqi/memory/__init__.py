"""A local memory in one SQLite file: concordance and fuzzy look-up over everything that was aligned."""

from __future__ import annotations

from duiqi.memory.fuzzy import Match, look_up
from duiqi.memory.search import Hit, search
from duiqi.memory.store import Memory, open_memory

__all__ = ["Hit", "Match", "Memory", "look_up", "open_memory", "search"]
