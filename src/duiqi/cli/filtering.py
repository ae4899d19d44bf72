"""The options that choose pairs, the same for every subcommand that writes some."""

from __future__ import annotations

import argparse
from typing import get_args

from duiqi.cli.parser import Parser
from duiqi.cli.values import chinese_code, english_code, positive, probability
from duiqi.model import Language
from duiqi.pairs.duplicates import Keep
from duiqi.pairs.filters import Filters
from duiqi.text.script import Script


def add_filters(parser: argparse.ArgumentParser, verb: str = "leave out pairs") -> None:
    """``--min-score`` to ``--keep``, in a group of their own; ``verb`` says what becomes of the pairs."""
    group = parser.add_argument_group("which pairs")
    group.add_argument(
        "--min-score",
        type=probability,
        default=0.0,
        metavar="P",
        help=f"{verb} whose score, from 0 to 1, is lower (default: 0)",
    )
    group.add_argument(
        "--max-ratio",
        type=_ratio,
        metavar="R",
        help=f"{verb} of which one side is more than R times longer than the other makes expect, such as 2.5",
    )
    group.add_argument("--max-length", type=positive, metavar="N", help=f"{verb} with more than N characters on a side")
    group.add_argument("--script", choices=get_args(Script), help=f"{verb} with Chinese in the other script")
    group.add_argument("--different", action="store_true", help=f"{verb} whose two sides are the same text")
    group.add_argument(
        "--duplicates",
        choices=("all", "exact", "near"),
        default="all",
        help="all: keep them (default); exact: the same two texts once; near: also texts that differ in little, "
        "but never in their digits",
    )
    group.add_argument(
        "--keep",
        choices=get_args(Keep),
        default="best",
        help="which of several duplicates: the one with the best score (default), or the first",
    )


def add_keep_equal(parser: Parser) -> None:
    """``--keep-equal``."""
    parser.add_argument(
        "--keep-equal",
        action="store_true",
        help="keep what is no translation: passages that are the same on both sides, and pairs without a letter",
    )


def add_codes(parser: Parser) -> None:
    """``--no-codes`` and ``--omegat-tags``."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument(
        "--no-codes",
        dest="codes",
        action="store_const",
        const="none",
        default="keep",
        help="leave out inline codes: bold, italics, links, images and line breaks of HTML and Word, and those of TMX "
        "and XLIFF",
    )
    group.add_argument(
        "--omegat-tags",
        dest="codes",
        action="store_const",
        const="omegat",
        help="write inline codes in a TMX as OmegaT does its own tags, which is how it finds segments with tags exact",
    )


def filters_of(arguments: argparse.Namespace, *, all_kinds: bool = True) -> Filters:
    """The filters that the options name; ``all_kinds`` lets what is no translation through without ``--keep-equal``."""
    return Filters(
        min_score=arguments.min_score,
        max_ratio=arguments.max_ratio,
        max_length=arguments.max_length,
        script=arguments.script,
        different=arguments.different,
        untranslated=all_kinds or arguments.keep_equal,
        duplicates=arguments.duplicates,
        keep=arguments.keep,
    )


def add_languages(parser: Parser) -> None:
    """``--zh-lang``, ``--en-lang``, ``--srclang``."""
    parser.add_argument(
        "--zh-lang",
        type=chinese_code,
        metavar="CODE",
        help="language code of the Chinese in the output (default: zh-CN, zh-TW or zh-HK, by script); where a web page "
        "or folder has several Chinese versions, the one to read (default: the larger of a page, all of a folder)",
    )
    parser.add_argument(
        "--en-lang", type=english_code, metavar="CODE", help="language code of the English (default: en)"
    )
    parser.add_argument(
        "--srclang",
        choices=get_args(Language),
        default="zh",
        help="the source language of a TMX or XLIFF (default: zh)",
    )


def _ratio(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 1.0 <= value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 up")
    return value
