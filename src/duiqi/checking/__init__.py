"""Memories checked: what programs would refuse, drop or get wrong, and a corrected copy.

It takes a TMX file of whatever origin and gives findings, or the copy and a list of what was changed in it; every rule
is a file in ``rules``. It never imports the rooms that align, update or search.
"""

from __future__ import annotations

from duiqi.checking.checker import check_file
from duiqi.checking.repairing import repair_file
from duiqi.checking.report import Finding
from duiqi.checking.rules import RULES
from duiqi.checking.termbase import Termbase, read_termbase

__all__ = ["RULES", "Finding", "Termbase", "check_file", "read_termbase", "repair_file"]
