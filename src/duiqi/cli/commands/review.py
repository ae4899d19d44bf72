"""``align review``: a page on which a person checks and corrects the pairs of a document."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from pathlib import Path

from duiqi.batch import (
    STANDARD,
    Settings,
    check_output_folder,
    list_documents,
    processors,
    same_file,
)
from duiqi.batch.reviews import Page, is_folder, review_all, review_pairs, review_to_file, write_index
from duiqi.cli.arguments import (
    add_encoding,
    add_jobs,
    add_layout,
    add_level,
    add_match,
    add_own,
    add_punctuation,
    add_repair,
)
from duiqi.cli.correcting import tell_corrections
from duiqi.cli.filtering import add_languages
from duiqi.cli.own_files import reading_settings
from duiqi.cli.parser import make_parser
from duiqi.cli.runs.outcomes import PASSED_OVER
from duiqi.cli.runs.pairing import pairing_table, tell_left_out
from duiqi.cli.summary import passed_over_lines, tell, warn
from duiqi.corrections import read_corrections
from duiqi.errors import DuiqiError, InputError
from duiqi.export import holds_pairs
from duiqi.io.zip_folder import is_folder_or_zip
from duiqi.shown import counted
from duiqi.text.printable import printable


def parser() -> argparse.ArgumentParser:
    """``align review INPUT [INPUT] -o PAGE``."""
    parser = make_parser(
        "align review",
        "Write a page on which the pairs of a document are checked and corrected: one HTML file that opens in any "
        "browser, without a network. What is corrected in it is saved as corrections, or as TMX, JSONL or TSV.",
        usual="--output --level --layout --no-repair --zh-lang --corrections --lexicon --quiet",
    )
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help="a document with both languages; or a Chinese and an English one, in either order; or a folder, or three "
        "and more files, which are paired as those of a folder; or a file of pairs, such as TMX, JSONL or XLIFF",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUTPUT",
        required=True,
        help="the page to write, such as review.html; for several documents, the folder for a page each and an index",
    )
    add_level(parser)
    parser.add_argument(
        "--presegmented",
        action="store_true",
        help="the two files have a sentence a line: lines are neither cleaned nor cut",
    )
    add_layout(parser)
    add_encoding(parser)
    add_punctuation(parser)
    add_repair(parser)
    add_languages(parser)
    add_match(parser)
    parser.add_argument(
        "--corrections",
        metavar="PATH",
        help="a file of corrections, or a folder of them: the page opens with them, and correcting goes on",
    )
    add_own(parser)
    add_jobs(parser)
    parser.add_argument("-q", "--quiet", action="store_true", help="no summary on standard error")
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Write the page, or the pages and their index, and return the exit status."""
    inputs, output = arguments.inputs, arguments.output
    settings = replace(
        reading_settings(arguments, "jsonl"),
        level=arguments.level,
        presegmented=arguments.presegmented,
        zh_lang=arguments.zh_lang,
        en_lang=arguments.en_lang,
        srclang=arguments.srclang,
        matching=arguments.match,
        corrections=read_corrections(arguments.corrections) if arguments.corrections is not None else (),
    )
    if arguments.presegmented and (len(inputs) != 2 or arguments.level != "sentence"):
        parser().error("--presegmented is for two files, a Chinese and an English one, and sentences are their lines")
    if output == STANDARD:
        raise InputError("is no name of a page", path=output, advice="name a file to write, such as review.html")
    if any(same_file(path, output) for path in inputs):
        if os.path.isdir(output):
            raise InputError("is the folder that is read", path=output, advice="write to a folder beside it")
        raise InputError("is the input itself", path=output, advice="give the output another name")
    if len(inputs) == 1 and not is_folder_or_zip(inputs[0]) and holds_pairs(inputs[0]):
        _tell(review_pairs(inputs[0], output, settings), output, arguments, settings)
        return 0
    if len(inputs) > 2 or is_folder_or_zip(inputs[0]):
        return _several(arguments, settings)
    if is_folder(output):
        raise InputError("is no name of a page", path=output, advice="name a file to write, such as review.html")
    _tell([review_to_file(inputs, output, settings)], output, arguments, settings)
    return 0


def _several(arguments: argparse.Namespace, settings: Settings) -> int:
    inputs, output = [Path(path) for path in arguments.inputs], arguments.output
    if not is_folder(output):
        raise InputError(
            "is a file, and there are several documents",
            path=output,
            advice="name a folder to write to, such as review/",
        )
    check_output_folder(inputs, Path(output))
    jobs = arguments.jobs or processors()
    listing = list_documents(inputs, settings, jobs)
    if not arguments.quiet:
        tell(pairing_table(listing))
    pages, failed = [], tell_left_out(listing)
    passed_over: list[InputError] = []
    for _, result in review_all(listing, output, settings, jobs):
        if isinstance(result, PASSED_OVER):
            passed_over.append(result)
        elif isinstance(result, DuiqiError):
            failed += 1
            tell([f"align: {printable(str(result))}"])
        else:
            pages.append(result)
    warn(passed_over_lines(passed_over))
    if not pages:
        raise InputError("none of its documents can be aligned", path=listing.root)
    write_index([page.entry for page in pages], output, listing.root.name or os.fspath(listing.root))
    _tell(pages, output, arguments, settings)
    return 1 if failed else 0


def _tell(pages: list[Page], output: str, arguments: argparse.Namespace, settings: Settings) -> None:
    entries = [page.entry for page in pages]
    for entry in entries:
        warn(f"{entry.name}: {warning}" if len(entries) > 1 else warning for warning in entry.warnings)
    if not arguments.quiet:
        pairs, doubtful = (sum(getattr(entry, name) for entry in entries) for name in ("pairs", "doubtful"))
        errors = sum(entry.errors for entry in entries)
        what = f"{len(entries)} documents, " if len(entries) > 1 else ""
        what += counted(pairs, "pair")
        tell([f"{printable(output)}: {what}, {doubtful} of them doubtful, about {errors:.1f} wrong"])
    outcomes = [outcome for page in pages for outcome in page.outcomes]
    tell_corrections(settings.corrections, outcomes, quiet=arguments.quiet)
