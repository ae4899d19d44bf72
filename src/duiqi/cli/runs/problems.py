"""What is wrong with the arguments of ``align`` together, told before any work."""

from __future__ import annotations

import argparse
import os
from pathlib import PurePath

from duiqi.batch import STANDARD, is_memory
from duiqi.cli.runs.sourcing import Source, place_problem
from duiqi.errors import InputError
from duiqi.export import format_of
from duiqi.io.packed import without_packing
from duiqi.io.zip_folder import is_folder_or_zip

NO_MANIFEST = (
    "--dry-run, --retry-failed, --report and --watch are for several documents and -o with a folder to write to"
)


def needs_manifest(arguments: argparse.Namespace) -> bool:
    """Whether there is an option that needs what is remembered in a folder of outputs."""
    return bool(arguments.dry_run or arguments.retry_failed or arguments.report or arguments.watch)


def problem_of(arguments: argparse.Namespace, several: bool, source: Source | None) -> str | None:
    """What is wrong with the arguments together, if anything is."""
    inputs: list[str] = arguments.inputs
    into_one = several and (arguments.update or bool(format_of_all(arguments.output or STANDARD, arguments.format)))
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
        (
            arguments.level == "both" and bool(arguments.corrections),
            "--level both cannot be used with --corrections: they are of sentences or of clauses",
        ),
        (
            arguments.level == "both" and arguments.update,
            "--level both cannot be used with --update: write the memory anew",
        ),
        (
            arguments.level == "both" and not _keeps_parents(arguments),
            "--level both needs JSONL or TMX: other formats have no place for the sentences of clauses",
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
        (arguments.match != "auto" and not several, "--match is for a folder"),
        (
            arguments.update and arguments.codes == "omegat",
            "--omegat-tags is for a new TMX: the units of one file have tags of one kind",
        ),
        (needs_manifest(arguments) and (into_one or not several), NO_MANIFEST),
        (
            arguments.watch and (arguments.dry_run or arguments.retry_failed),
            "--watch cannot be used with --dry-run or --retry-failed: it does what arrives",
        ),
        (
            arguments.watch and several and (folder is None or source is not None),
            "--watch is for a folder of documents, and an output for each",
        ),
        (arguments.timeout is not None and not several, "--timeout is for several documents"),
    )
    problem = next((problem for is_there, problem in problems if is_there), None)
    return problem or place_problem(arguments, source, several=several, into_one=into_one)


def _keeps_parents(arguments: argparse.Namespace) -> bool:
    """Whether the output is of a format that says which sentences a clause is of; that of a folder is, by default."""
    if arguments.format:
        return arguments.format in ("jsonl", "tmx")
    suffixes = PurePath(arguments.output or "").suffixes
    return not suffixes or bool({".jsonl", ".tmx"} & set(suffixes[-2:]))


def format_of_all(output: str, format: str | None) -> str | None:
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
