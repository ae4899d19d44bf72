"""Two documents that say themselves which of their texts belong together, by keys or by times, made one with rows.

Takes two documents with hints, the Chinese one first; gives one whose rows hold what belongs together, in the order of
the Chinese one, or none where they say nothing. It reads no file and asks no text what it means.
"""

from duiqi.blocks.keyed.joining import joined

__all__ = ["joined"]
