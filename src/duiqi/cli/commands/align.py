"""``align`` itself: a document, two files, or a folder of documents, to sentence pairs."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from duiqi._version import __version__
from duiqi.batch import (
    STANDARD,
    Settings,
    align_to_file,
    align_to_memory,
    is_memory,
    same_file,
)
from duiqi.cli.arguments import (
    add_authorship,
    add_jobs,
    add_level,
    add_match,
    add_quiet,
    add_reading,
    columns_of,
    make_parser,
)
from duiqi.cli.commands import COMMANDS
from duiqi.cli.commands.update import update_with
from duiqi.cli.correcting import tell_corrections
from duiqi.cli.filtering import add_filters, add_keep_equal, add_languages, filters_of
from duiqi.cli.folders import Run, align_each, align_into_one, pairs_of_documents
from duiqi.cli.summary import document_lines, tell
from duiqi.errors import InputError
from duiqi.export import OUTPUT_FORMATS, format_of
from duiqi.io.packed import without_packing
from duiqi.io.zip_folder import is_folder_or_zip

NO_MANIFEST = "--dry-run and --retry-failed are for several documents and -o with a folder to write to"


def parser() -> argparse.ArgumentParser:
    """``align INPUT [INPUT] -o OUTPUT``."""
    parser = make_parser(
        "align",
        "Align Chinese–English parallel text: from one document with both languages, or two, to sentence pairs.",
        epilog=f"Also: align {', '.join(COMMANDS)} (see align {COMMANDS[0]} --help, …). A file that bears such a name "
        "is given as ./clean.",
    )
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help="a text file with both languages; or a Chinese and an English one, in either order; or a folder, or three "
        "and more files, which are paired as those of a folder; or - for standard input",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUTPUT",
        help="file to write, or - for standard output (the default, as JSONL); for several documents, the folder to "
        "write to, or one file for all of them, such as memory.tmx",
    )
    no_place = [name for name, format in OUTPUT_FORMATS.items() if not format.keeps_unaligned]
    parser.add_argument(
        "--format",
        choices=tuple(OUTPUT_FORMATS),
        help="format of the output (default: by its suffix; for a folder, tmx)",
    )
    add_level(parser)
    parser.add_argument(
        "--keep-unaligned",
        action="store_true",
        help="write sentences without a partner too, with an empty other side, where the format has a place "
        f"({', '.join(no_place[:-1])} and {no_place[-1]} have none)",
    )
    parser.add_argument(
        "--presegmented",
        action="store_true",
        help="the two files have a sentence a line: lines are neither cleaned nor cut, and sentence number i is line "
        "i, counted from 0",
    )
    add_reading(parser)
    add_languages(parser)
    add_filters(parser)
    add_keep_equal(parser)
    add_authorship(parser)
    parser.add_argument(
        "--update",
        action="store_true",
        help="add the document, or all documents of the folder, to the TMX that --output names instead of writing it "
        "anew (see align update)",
    )
    add_match(parser)
    parser.add_argument(
        "--corrections",
        metavar="PATH",
        help="a file of corrections, or a folder of them: what people fixed stays, and the rest is aligned around it",
    )
    add_jobs(parser)
    parser.add_argument(
        "--retry-failed",
        action="store_true",
        help="try documents of a folder again that failed in an earlier run, though they did not change",
    )
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="align nothing, but print which documents of a folder would be aligned, and why",
    )
    parser.add_argument(
        "--explain",
        action="store_true",
        help="tell on standard error what was found and repaired, and why each pair scored as it did",
    )
    add_quiet(parser, "no progress and no summary on standard error, only warnings and errors")
    parser.add_argument("--version", action="version", version=f"duiqi {__version__}")
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Align what the arguments name and return the exit status."""
    inputs: list[str] = arguments.inputs
    several = len(inputs) > 2 or any(is_folder_or_zip(path) for path in inputs)
    if problem := _problem(arguments, several):
        parser().error(problem)
    if arguments.corrections is not None:
        from duiqi.corrections import read_corrections

        # What is wrong with them is told before the work.
        arguments.corrections = read_corrections(arguments.corrections)
    if not several:
        return _one_document(inputs, arguments)
    progress = Run(arguments.jobs, arguments.quiet, arguments.retry_failed, arguments.dry_run)
    status = _several_documents(inputs, arguments, progress)
    if arguments.dry_run:
        return status
    outcomes = [outcome for summary in progress.summaries for outcome in summary.outcomes]
    tell_corrections(arguments.corrections or (), outcomes, quiet=arguments.quiet)
    return status


def _several_documents(inputs: Sequence[str], arguments: argparse.Namespace, progress: Run) -> int:
    paths, output = [Path(path) for path in inputs], arguments.output
    if arguments.update:
        settings = replace(_settings(arguments, "tmx"), keep_unaligned=False)
        return update_with(pairs_of_documents(paths, settings, progress), output, settings, progress)
    if format := _format_of_all(output, arguments.format):
        if arguments.dry_run or arguments.retry_failed:
            parser().error(NO_MANIFEST)
        return align_into_one(paths, output, _settings(arguments, format), progress)
    return align_each(paths, Path(output), _settings(arguments, "tmx"), progress)


def _problem(arguments: argparse.Namespace, several: bool) -> str | None:
    """What is wrong with the arguments together, if anything is."""
    inputs: list[str] = arguments.inputs
    folder = next((path for path in inputs if is_folder_or_zip(path)), None)
    problems = (
        (
            folder is not None and len(inputs) > 1,
            f"{folder} is a folder; a folder is given alone, with the files of both languages in it",
        ),
        (inputs.count(STANDARD) > 1, "standard input can be given once only"),
        (len(inputs) > 2 and STANDARD in inputs, "standard input cannot be one of several documents"),
        (
            arguments.presegmented and arguments.level != "sentence",
            "--level cannot be used with --presegmented: lines are not cut",
        ),
        (arguments.layout != "auto" and len(inputs) == 2, "--layout is for a file with both languages"),
        (bool(arguments.columns) and len(inputs) == 2, "--columns is for a table with both languages"),
        (
            arguments.update and not is_memory(arguments.output or ""),
            "--update needs -o with the TMX file to add to",
        ),
        (
            several and arguments.output in (None, STANDARD),
            "several documents need -o with the folder to write to, or one file for all of them, such as memory.tmx",
        ),
        (arguments.match != "name" and not several, "--match is for a folder"),
        ((arguments.dry_run or arguments.retry_failed) and (arguments.update or not several), NO_MANIFEST),
    )
    return next((problem for is_there, problem in problems if is_there), None)


def _format_of_all(output: str, format: str | None) -> str | None:
    """The format of the one output for all documents; None when ``output`` is a folder to write to.

    It is one when it is there, ends in a slash or has no suffix of a format of pairs. Raises InputError.
    """
    if os.path.isdir(output) or output.endswith(("/", os.sep)):
        return None
    try:
        format_of(without_packing(output)[0])
    except InputError:
        return None
    return format_of(output, format)


def _one_document(inputs: Sequence[str], arguments: argparse.Namespace) -> int:
    output = STANDARD if arguments.output is None else arguments.output
    if output == STANDARD:
        format = arguments.format or "jsonl"
    else:
        if os.path.isdir(output):
            raise InputError("is a folder", path=output, advice="name a file to write, such as release.tmx")
        # Told before the work, not after it.
        format = format_of(output, arguments.format)
        if any(same_file(path, output) for path in inputs):
            raise InputError("is the input itself", path=output, advice="give the output another name")
    work = align_to_memory if arguments.update else align_to_file
    summary = work(inputs, output, _settings(arguments, format))
    tell(summary.report)
    tell(document_lines(summary, output, quiet=arguments.quiet))
    tell_corrections(arguments.corrections or (), summary.outcomes, quiet=arguments.quiet)
    return 0


def _settings(arguments: argparse.Namespace, format: str) -> Settings:
    format = arguments.format or format
    # Where every sentence is to be written once, pairs that are no translations are as well.
    whole = arguments.keep_unaligned and OUTPUT_FORMATS[format].keeps_unaligned
    return Settings(
        format=format,
        level=arguments.level,
        layout=arguments.layout,
        encoding=arguments.encoding,
        columns=columns_of(arguments),
        presegmented=arguments.presegmented,
        punctuation=arguments.punctuation,
        repair=arguments.repair,
        filters=filters_of(arguments, all_kinds=whole),
        keep_unaligned=arguments.keep_unaligned,
        zh_lang=arguments.zh_lang,
        en_lang=arguments.en_lang,
        srclang=arguments.srclang,
        explain=arguments.explain,
        matching=arguments.match,
        corrections=arguments.corrections or (),
        author=arguments.creationid,
        props=tuple(arguments.prop),
    )
