"""``align terms``: the pairs of terms that aligned text supports."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from duiqi.adapting import read_own_words
from duiqi.adapting.terms import FoundTerm, find_terms, known_pairs
from duiqi.batch import STANDARD, Settings
from duiqi.cli.arguments import add_drafts, add_jobs, add_own, add_quiet, add_reading, columns_of
from duiqi.cli.own_files import reading_settings
from duiqi.cli.pair_sources import pairs_of
from duiqi.cli.parser import make_parser
from duiqi.cli.runs.folders import Run
from duiqi.cli.summary import not_taken, note_lines, tell, told_place, warn
from duiqi.cli.text_file import opened_output
from duiqi.cli.values import positive
from duiqi.errors import InputError
from duiqi.export import format_of, save
from duiqi.model import Bead, Pair
from duiqi.shown import counted

# Pairs that score lower are more often wrong than right.
RIGHT_FROM = 0.5
# Characters of an example that are shown on either side of a term.
AROUND = 30
HEADS = (
    "zh",
    "en",
    "score",
    "together",
    "zh_texts",
    "en_texts",
    "log_likelihood",
    "document",
    "zh_example",
    "en_example",
)


def parser() -> argparse.ArgumentParser:
    """``align terms INPUT… -o TERMS``."""
    parser = make_parser(
        "align terms",
        "List the terms that documents and memories translate alike again and again, and that the built-in "
        "lexicon does not have, the best supported first: material for a termbase, to be looked through.",
    )
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help="documents with both languages or folders of them, which are aligned, and files of pairs",
    )
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="OUTPUT",
        help="file to write: .tsv with counts and examples, or another format of pairs, such as .tbx; - for that table "
        "on standard output",
    )
    parser.add_argument(
        "--termbase",
        action="append",
        default=[],
        metavar="FILE",
        help="terms that are known already, and left out; can be given again",
    )
    parser.add_argument(
        "--min-count", type=positive, default=3, metavar="N", help="pairs of texts that have both terms (default: 3)"
    )
    parser.add_argument("--limit", type=positive, metavar="N", help="the first N only")
    add_reading(parser)
    add_drafts(parser)
    add_own(parser)
    add_jobs(parser)
    add_quiet(parser)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Find, write and return the exit status."""
    is_table = arguments.output == STANDARD or arguments.output.lower().endswith(".tsv")
    if not is_table:
        format_of(arguments.output)
    lost = Counter[str]()
    own = read_own_words(arguments.termbase, lost=lost) if arguments.termbase else None
    progress = Run(arguments.jobs, arguments.quiet)
    pairs = [
        pair
        for pair in pairs_of(arguments.inputs, _settings(arguments), progress)
        if pair.score >= RIGHT_FROM and pair.zh
    ]
    # What is there twice supports nothing twice.
    pairs = list({(pair.zh, pair.en): pair for pair in reversed(pairs)}.values())[::-1]
    if not pairs:
        raise InputError("there are no pairs to look for terms in", path=arguments.inputs[0])
    zh, en = [pair.zh for pair in pairs], [pair.en for pair in pairs]
    found = find_terms(zh, en, known_pairs(own), arguments.min_count)[: arguments.limit]
    if is_table:
        with opened_output(arguments.output) as file:
            file.writelines(line.encode("utf-8", "replace") for line in _lines(found, pairs))
    else:
        save([_pair(number, term, pairs) for number, term in enumerate(found)], arguments.output)
    if not arguments.quiet:
        tell([f"{told_place(arguments.output)}: {counted(len(found), 'term')} of {counted(len(pairs), 'pair')}"])
        tell(note_lines(progress.notes))
    warn(not_taken(lost + progress.lost))
    return progress.status


def _lines(found: Sequence[FoundTerm], pairs: Sequence[Pair]) -> Iterator[str]:
    yield "\t".join(HEADS) + "\n"
    for term in found:
        example = pairs[term.examples[0]]
        cells = (
            term.zh,
            term.en,
            term.score,
            term.together,
            term.zh_texts,
            term.en_texts,
            term.log_likelihood,
            example.document,
            _around(example.zh, term.zh),
            _around(example.en, term.en),
        )
        yield "\t".join(" ".join(str(cell).split()) for cell in cells) + "\n"


def _around(text: str, term: str) -> str:
    """The part of the text around a term; its beginning where it is written otherwise there."""
    at = max(text.lower().find(term.lower()), 0)
    start, end = max(at - AROUND, 0), at + len(term) + AROUND
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def _pair(number: int, term: FoundTerm, pairs: Sequence[Pair]) -> Pair:
    one = range(number, number + 1)
    document = pairs[term.examples[0]].document
    return Pair(term.zh, term.en, term.score, Bead(one, one, term.score, kind="term"), document=document)


def _settings(arguments: argparse.Namespace) -> Settings:
    settings = reading_settings(arguments, "jsonl")
    return replace(settings, columns=columns_of(arguments), drafts=arguments.drafts)
