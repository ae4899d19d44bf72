"""How well an alignment agrees with one made by hand.

It takes beads, or files and folders of them, and gives counts and shares of what is right; ``gold`` reads what was made
by hand. It never imports the rooms that align: what it scores may come from any program.
"""

from __future__ import annotations

from duiqi.evaluation.by_corrections import evaluate_corrections
from duiqi.evaluation.gold import GoldDocument, read_beads, read_gold, read_index
from duiqi.evaluation.scores import Scores, Tally, WrongBead, evaluate, evaluate_folder

__all__ = [
    "GoldDocument",
    "Scores",
    "Tally",
    "WrongBead",
    "evaluate",
    "evaluate_corrections",
    "evaluate_folder",
    "read_beads",
    "read_gold",
    "read_index",
]
