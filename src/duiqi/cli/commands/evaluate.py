"""``align evaluate``: an alignment compared with a gold one."""

from __future__ import annotations

import argparse
import os

from duiqi.cli.parser import make_parser
from duiqi.corrections import holds_corrections, read_corrections
from duiqi.errors import InputError
from duiqi.evaluation import Scores, evaluate, evaluate_corrections, evaluate_folder
from duiqi.text.printable import printable


def parser() -> argparse.ArgumentParser:
    """``align evaluate PREDICTED GOLD``."""
    parser = make_parser(
        "align evaluate",
        "Score an alignment against a gold one: strict, lax and link precision, recall and F1.",
    )
    parser.add_argument(
        "predicted",
        metavar="PREDICTED",
        help="a JSONL or TMX file that duiqi wrote, a file with lines [0, 1]:[2] (Chinese first), or a folder of these",
    )
    parser.add_argument(
        "gold",
        metavar="GOLD",
        help="the same; documents of two folders belong together by name, and the counts are summed. Or a file of "
        "corrections, or a folder of them: PREDICTED is then scored where people looked",
    )
    parser.add_argument("--wrong", action="store_true", help="list the predicted beads that the gold does not have")
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Print the scores, and the wrong beads where they are asked for."""
    if holds_corrections(arguments.gold):
        _print(evaluate_corrections(arguments.predicted, read_corrections(arguments.gold)), arguments.wrong)
        return 0
    folders = os.path.isdir(arguments.predicted), os.path.isdir(arguments.gold)
    if folders[0] != folders[1]:
        odd = arguments.gold if folders[0] else arguments.predicted
        raise InputError("is no folder, but the other one is", path=odd, advice="give two files or two folders")
    compare = evaluate_folder if all(folders) else evaluate
    _print(compare(arguments.predicted, arguments.gold), arguments.wrong)
    return 0


def _print(scores: Scores, wrong: bool) -> None:
    print(scores)
    if wrong:
        print()
        for bead in scores.wrong:
            print(printable(str(bead)))
