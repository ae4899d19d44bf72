"""An alignment scored against what people corrected: where they looked, and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import compress
from pathlib import Path
from typing import TYPE_CHECKING

from duiqi.errors import InputError
from duiqi.evaluation.gold import files_of
from duiqi.evaluation.scores import Scores, evaluate

if TYPE_CHECKING:
    from duiqi.corrections import Correction


def evaluate_corrections(predicted: str | os.PathLike[str], corrections: Sequence[Correction]) -> Scores:
    """Score the pairs of a file, or of a folder of files, against ``corrections`` of their documents. They must have
    sentence numbers and texts.

    Gold are the beads that were approved; of the predicted ones those that share a sentence with one of these. Raises
    InputError for a file that cannot be used, and when there is no approved bead of its documents.
    """
    files = files_of(Path(predicted)) if os.path.isdir(predicted) else [predicted]
    total = sum((_scores(path, corrections) for path in files), Scores())
    if not total.documents:
        raise InputError("none of the corrections approves a bead of its documents", path=predicted)
    return total


def _scores(path: str | os.PathLike[str], corrections: Sequence[Correction]) -> Scores:
    from duiqi.corrections.gold import approved_beads, looked_at
    from duiqi.corrections.rebuilding import rebuilt, without_unknown  # needs NumPy

    total = Scores()
    for alignment in rebuilt(path, corrections):
        if gold := approved_beads(alignment, corrections):
            beads = without_unknown(alignment).beads
            total += evaluate(list(compress(beads, looked_at(beads, gold))), gold, document=alignment.source)
    return total
