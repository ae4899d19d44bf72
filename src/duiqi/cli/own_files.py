"""The user's own words and weights, read before the work and told in a line."""

from __future__ import annotations

import argparse
from collections import Counter

from duiqi.cli.summary import counted, not_taken, tell, warn
from duiqi.export import ReadOptions
from duiqi.own_words import OwnWords


def own_of(arguments: argparse.Namespace) -> tuple[OwnWords | None, str]:
    """What ``--lexicon`` and ``--weights`` name. Raises InputError."""
    if not (arguments.lexicon or arguments.weights):
        return None, ""
    from duiqi.adapting import read_own_weights, read_own_words  # needs NumPy

    words, lost, notes = None, Counter[str](), list[str]()
    if arguments.lexicon:
        words = read_own_words(arguments.lexicon, options=ReadOptions(tell=notes.append), lost=lost)
        if not arguments.quiet:
            tables = f", {counted(len(words.tables), 'learned lexicon')}" if words.tables else ""
            tell([*notes, f"own words: {counted(len(words.terms), 'term')}{tables}"])
        warn(not_taken(lost))
    return words, read_own_weights(arguments.weights) if arguments.weights else ""
