"""Memories checked: what programs would refuse, drop or get wrong, and a corrected copy."""

from __future__ import annotations

from duiqi.checking.checker import check_file
from duiqi.checking.repair import repair_file
from duiqi.tmx.report import RULES, Finding

__all__ = ["RULES", "Finding", "check_file", "repair_file"]
