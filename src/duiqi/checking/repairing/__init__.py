"""A corrected copy of a memory: the file with one header and one body, the header's attributes, unit after unit.

What is changed is told in words; what a rule calls a fault it does not ask, but mends by the document type.
"""

from __future__ import annotations

from duiqi.checking.repairing.file import repair_file

__all__ = ["repair_file"]
