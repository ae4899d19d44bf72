"""New releases into an existing translation memory, a TMX file of ours or of another program.

It takes pairs and the memory, and puts a new file in its place, in which everything that did not have to change is the
same to the byte; it gives the counts of what became of the pairs. It never imports the rooms that align, check or
search.
"""

from __future__ import annotations

from duiqi.updating.deciding import Changed
from duiqi.updating.file import Change
from duiqi.updating.update import MemoryLanguages, Updated, Upkeep, remember_rejected, update_memory

__all__ = ["Change", "Changed", "MemoryLanguages", "Updated", "Upkeep", "remember_rejected", "update_memory"]
