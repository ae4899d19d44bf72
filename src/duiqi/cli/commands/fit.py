"""``align fit``: weights fitted to one's own gold or corrections."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from duiqi.adapting import gold_texts, read_corrected
from duiqi.cli.arguments import add_quiet
from duiqi.cli.parser import make_parser
from duiqi.cli.summary import tell, warn
from duiqi.cli.text_file import opened_output
from duiqi.corrections import Correction, holds_corrections, read_corrections
from duiqi.errors import InputError
from duiqi.shown import counted
from duiqi.text.printable import printable

if TYPE_CHECKING:
    from duiqi.aligner.fitting.adapting import FittedPass

# The scoring passes by their keys in a weights file, as people know them.
PASSES = {"first_round": "short texts", "second_round": "texts of 40 sentences and more"}


def parser() -> argparse.ArgumentParser:
    """``align fit GOLD… -o WEIGHTS``."""
    parser = make_parser(
        "align fit",
        "Fit the weights of the scores to texts of your own, for align --weights. They are drawn from the built-in "
        "ones only as far as there is evidence, and taken only where they do better on texts left out of the fit.",
    )
    parser.add_argument(
        "gold",
        nargs="+",
        metavar="GOLD",
        help="pairs that are right: a JSONL or TMX file with sentence numbers as duiqi writes it, a folder of such, or "
        "one with src, tgt and gold. With a file of corrections among them: what align wrote, of which the beads "
        "that people approved count",
    )
    parser.add_argument("-o", "--output", required=True, metavar="OUTPUT", help="file to write, such as my.weights")
    add_quiet(parser, "no report on standard error, only warnings")
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Fit, write the weights and tell what they are worth."""
    for path in arguments.gold:
        if not os.path.exists(path):
            raise InputError("cannot be read: No such file or directory", path=path)
    corrections = [path for path in arguments.gold if holds_corrections(path)]
    pairs = [path for path in arguments.gold if path not in corrections]
    if not pairs:
        advice = "give the JSONL that align wrote too"
        raise InputError("holds corrections, but no sentences to fit on", path=corrections[0], advice=advice)
    made = [each for path in corrections for each in read_corrections(path)]
    from duiqi.aligner.fitting.adapting import adapt  # needs NumPy

    texts = [text for path in pairs for text in (read_corrected(path, made) if corrections else gold_texts(path))]
    beads = sum(len(text.beads) for text in texts)
    if not beads:
        raise InputError("there is nothing to fit on", path=pairs[0], advice=_advice(made))
    content, report = adapt(texts)
    with opened_output(arguments.output) as file:
        file.write(content.encode("utf-8"))
    if not arguments.quiet:
        tell([f"{printable(arguments.output)}: fitted to {counted(beads, 'bead')} of {counted(len(texts), 'text')}"])
        tell(_lines(report))
    if not any(told.taken for told in report):
        warn(["the built-in weights do as well on these texts, and stand in the file as they are"])
    return 0


def _advice(corrections: Sequence[Correction]) -> str:
    if corrections:
        return "approve a few pairs that follow each other"
    return "give a file with pairs"


def _lines(report: Sequence[FittedPass]) -> Iterator[str]:
    for told in report:
        name = f"  {PASSES[told.name]}"
        if told.before is None or told.after is None:
            yield f"{name}: too few to fit on"
            continue
        yield (
            f"{name}, left out of the fit: log-likelihood a bead {told.before.likelihood:.4f} → "
            f"{told.after.likelihood:.4f}, F1 {told.before.f1:.4f} → {told.after.f1:.4f}: "
            + ("taken" if told.taken else "not taken")
        )
