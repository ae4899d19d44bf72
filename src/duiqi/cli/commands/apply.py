"""``align apply``: corrections applied to pairs, without aligning anew."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from duiqi.batch import STANDARD, Settings, same_file, write_pairs
from duiqi.cli.correcting import tell_corrections
from duiqi.cli.filtering import add_languages
from duiqi.cli.parser import make_parser
from duiqi.cli.summary import tell, written_line
from duiqi.corrections import Correction, Outcome, correct, read_corrections
from duiqi.errors import InputError
from duiqi.export import OUTPUT_FORMATS, format_of
from duiqi.model import Alignment, Pair


def parser() -> argparse.ArgumentParser:
    """``align apply PAIRS CORRECTIONS -o OUTPUT``."""
    parser = make_parser(
        "align apply",
        "Apply corrections to pairs without aligning anew: what no one corrected stays as it is.",
    )
    parser.add_argument(
        "pairs",
        metavar="PAIRS",
        help="a file of pairs with sentence numbers, such as the JSONL of align (best with --keep-unaligned)",
    )
    parser.add_argument("corrections", metavar="CORRECTIONS", help="a file of corrections, or a folder of them")
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUTPUT",
        default=STANDARD,
        help="file to write, or - for standard output (the default, as JSONL)",
    )
    parser.add_argument("--format", choices=tuple(OUTPUT_FORMATS), help="format of the output (default: by its suffix)")
    parser.add_argument(
        "--keep-unaligned", action="store_true", help="write sentences without a partner too, where PAIRS has them"
    )
    add_languages(parser)
    parser.add_argument("-q", "--quiet", action="store_true", help="tell only of corrections that could not be applied")
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Apply the corrections and return the exit status."""
    output: str = arguments.output
    format = arguments.format or ("jsonl" if output == STANDARD else format_of(output))
    if output != STANDARD and same_file(arguments.pairs, output):
        raise InputError("is the input itself", path=output, advice="give the output another name")
    settings = Settings(
        format,
        keep_unaligned=arguments.keep_unaligned,
        zh_lang=arguments.zh_lang,
        en_lang=arguments.en_lang,
        srclang=arguments.srclang,
    )
    outcomes: list[Outcome] = []
    corrections = read_corrections(arguments.corrections)
    corrected = list(_corrected(arguments.pairs, corrections, outcomes))
    # One document is written as an alignment: its script is told by all of it.
    whole = corrected[0] if len(corrected) == 1 else None
    written = write_pairs(whole or _pairs(corrected), output, settings)
    if not arguments.quiet:
        tell([written_line(written, output)])
    tell_corrections(corrections, outcomes, quiet=arguments.quiet)
    return 0


def _corrected(path: str, corrections: tuple[Correction, ...], outcomes: list[Outcome]) -> Iterator[Alignment]:
    """The corrected alignment of each document; what became of its corrections is added to ``outcomes``."""
    from duiqi.corrections.rebuilding import rebuilt, without_unknown  # needs NumPy

    for alignment in rebuilt(path, corrections):
        found = correct(alignment, corrections)
        outcomes += found.outcomes
        yield without_unknown(found.alignment)


def _pairs(alignments: list[Alignment]) -> Iterator[Pair]:
    for alignment in alignments:
        yield from alignment.pairs(unaligned=True)
