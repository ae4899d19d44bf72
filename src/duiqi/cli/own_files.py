"""The user's own words, weights and encoder, read before the work and told in a line."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from duiqi.batch import Settings
from duiqi.cli.summary import not_taken, tell, warn
from duiqi.cli.terminal import counting
from duiqi.errors import InputError
from duiqi.export import ReadOptions
from duiqi.own_words import OwnWords
from duiqi.shown import counted

if TYPE_CHECKING:
    from duiqi.adapting import Encoder


class Own(NamedTuple):
    """What the user brings, each where it was given."""

    words: OwnWords | None = None
    weights: str = ""
    similarity: Encoder | None = None


def own_of(arguments: argparse.Namespace) -> Own:
    """What ``--lexicon``, ``--weights`` and ``--similarity`` name. Raises InputError."""
    if not (arguments.lexicon or arguments.weights or arguments.similarity):
        return Own()
    if arguments.weights and arguments.similarity:
        advice = "with an encoder all weights are others, and align fit knows none"
        raise InputError("--weights and --similarity exclude each other", advice=advice)
    from duiqi.adapting import read_encoder, read_own_weights, read_own_words  # needs NumPy

    words, lost, notes = None, Counter[str](), list[str]()
    if arguments.lexicon:
        words = read_own_words(arguments.lexicon, options=ReadOptions(tell=notes.append), lost=lost)
        if not arguments.quiet:
            tables = f", {counted(len(words.tables), 'learned lexicon')}" if words.tables else ""
            tell([*notes, f"own words: {counted(len(words.terms), 'term')}{tables}"])
        warn(not_taken(lost))
    return Own(
        words,
        read_own_weights(arguments.weights) if arguments.weights else "",
        read_encoder(arguments.similarity) if arguments.similarity else None,
    )


def reading_settings(arguments: argparse.Namespace, format: str) -> Settings:
    """The settings that the options name which all commands share that align documents: how these are read and
    repaired, and what the user brings. Raises InputError."""
    own = own_of(arguments)
    return Settings(
        format,
        layout=arguments.layout,
        encoding=arguments.encoding,
        punctuation=arguments.punctuation,
        repair=arguments.repair,
        own_words=own.words,
        own_weights=own.weights,
        similarity=own.similarity,
    )


@contextmanager
def embedding_shown(settings: Settings, quiet: bool) -> Iterator[Settings]:
    """The settings of one document; within, an encoder shows on a terminal how many texts it has embedded."""
    if settings.similarity is None:
        yield settings
        return
    from duiqi.adapting import Encoder  # needs NumPy

    encoder = settings.similarity
    if not isinstance(encoder, Encoder):
        yield settings
        return
    with counting("texts embedded", quiet) as count:
        yield replace(settings, similarity=replace(encoder, watch=count))
