"""How well predicted beads agree with gold beads."""

from duiqi.evaluation.scores import Scores, evaluate, evaluate_folder

__all__ = ["Scores", "evaluate", "evaluate_folder"]
