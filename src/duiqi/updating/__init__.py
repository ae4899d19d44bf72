"""New releases into an existing memory."""

from __future__ import annotations

from duiqi.updating.update import Changed, Updated, update_memory

__all__ = ["Changed", "Updated", "update_memory"]
