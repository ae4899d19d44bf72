"""The arguments of ``align`` and its subcommands. docs/cli.md is generated from these parsers."""

from __future__ import annotations

import argparse
from typing import get_args

from duiqi._version import __version__
from duiqi.cli.arguments import add_encoding, add_jobs, add_level, add_punctuation, make_parser
from duiqi.cli.filtering import add_filters, add_languages
from duiqi.export.registry import FORMATS, SETS
from duiqi.model import Language

LAYOUTS = ("auto", "zh-then-en", "en-then-zh", "alternating", "columns")


def main_parser() -> argparse.ArgumentParser:
    """``align INPUT [INPUT] -o OUTPUT``."""
    parser = make_parser(
        "align",
        "Align Chinese–English parallel text: from one document with both languages, or two, to sentence pairs.",
        epilog="Also: align check, clean, convert, evaluate, memory, repair, segment, update (see align check --help, "
        "…). A file that bears such a name is given as ./clean.",
    )
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help="a text file with both languages; or a Chinese and an English one, in either order; or a folder; or - for "
        "standard input",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUTPUT",
        help="file to write, or - for standard output (the default, as JSONL); for a folder, the folder to write to",
    )
    parser.add_argument(
        "--format", choices=(*FORMATS, *SETS), help="format of the output (default: by its suffix; for a folder, tmx)"
    )
    add_level(parser)
    parser.add_argument(
        "--keep-unaligned",
        action="store_true",
        help="write sentences without a partner too, with an empty other side (JSONL only)",
    )
    parser.add_argument(
        "--presegmented",
        action="store_true",
        help="the two files have a sentence a line: lines are neither cleaned nor cut, and sentence number i is line "
        "i, counted from 0",
    )
    parser.add_argument(
        "--layout",
        choices=LAYOUTS,
        default="auto",
        help="how a file with both languages is laid out (default: auto, found out)",
    )
    add_encoding(parser)
    add_punctuation(parser)
    add_languages(parser)
    add_filters(parser)
    parser.add_argument(
        "--update",
        action="store_true",
        help="add the document, or all documents of the folder, to the TMX that --output names instead of writing it "
        "anew (see align update)",
    )
    parser.add_argument(
        "--match",
        choices=("name", "content"),
        default="name",
        help="how the files of a folder are paired: those named alike (default), or also those whose names tell "
        "nothing, by what they say",
    )
    add_jobs(parser)
    parser.add_argument(
        "--explain",
        action="store_true",
        help="tell on standard error what was found and repaired, and why each pair scored as it did",
    )
    parser.add_argument(
        "--quiet", action="store_true", help="no progress and no summary on standard error, only warnings and errors"
    )
    parser.add_argument("--version", action="version", version=f"duiqi {__version__}")
    return parser


def evaluate_parser() -> argparse.ArgumentParser:
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
        help="the same; documents of two folders belong together by name, and the counts are summed",
    )
    parser.add_argument("--wrong", action="store_true", help="list the predicted beads that the gold does not have")
    return parser


def clean_parser() -> argparse.ArgumentParser:
    """``align clean INPUT``."""
    parser = make_parser("align clean", "Repair damaged text and write it in UTF-8.")
    _add_text_input(parser)
    add_encoding(parser)
    add_punctuation(parser)
    parser.add_argument(
        "--explain", action="store_true", help="list every repair on standard error, with its line before and after"
    )
    parser.add_argument("--quiet", action="store_true", help="no summary on standard error")
    return parser


def segment_parser() -> argparse.ArgumentParser:
    """``align segment INPUT``."""
    parser = make_parser("align segment", "Clean a text, cut it into sentences and write one a line, in UTF-8.")
    _add_text_input(parser)
    parser.add_argument("--lang", choices=get_args(Language), help="only the sentences in this language")
    add_level(parser, "what is cut out (default: sentence)")
    add_encoding(parser)
    add_punctuation(parser)
    return parser


def _add_text_input(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", metavar="INPUT", help="a text file, or - for standard input")
    parser.add_argument(
        "-o", "--output", metavar="OUTPUT", default="-", help="file to write (default: -, standard output)"
    )
