"""``align`` itself: a document, two files, or a folder of documents, to sentence pairs."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import get_args

from duiqi._version import __version__
from duiqi.batch import STANDARD, Effort, Settings, align_to_file, align_to_memory, processors, same_file
from duiqi.cli.arguments import (
    add_authorship,
    add_level,
    add_most,
    add_own,
    add_quiet,
    add_reading,
    add_telling,
    columns_of,
)
from duiqi.cli.commands import COMMANDS
from duiqi.cli.commands.update import update_with
from duiqi.cli.correcting import tell_corrections, tell_rejected
from duiqi.cli.filtering import add_codes, add_filters, add_keep_equal, add_languages, filters_of
from duiqi.cli.own_files import embedding_shown, own_of
from duiqi.cli.parser import Parser, make_parser
from duiqi.cli.runs.corpora import Totals, Way, align_records_each, align_records_into_one, pairs_of_source
from duiqi.cli.runs.folders import Run, align_each, align_into_one, pairs_of_documents
from duiqi.cli.runs.options import add_several
from duiqi.cli.runs.problems import format_of_all, problem_of
from duiqi.cli.runs.sourcing import Source, source_of, source_of_folder, source_problem
from duiqi.cli.runs.watching import watch
from duiqi.cli.summary import document_lines, tell
from duiqi.cli.terminal import to_file, verbose
from duiqi.errors import InputError
from duiqi.export import OUTPUT_FORMATS, format_of
from duiqi.io.zip_folder import is_folder_or_zip
from duiqi.model import Pair
from duiqi.pairs.two_levels import PairLevel

EXAMPLES = """\
  align release.txt -o release.tmx      one file with both languages
  align zh.txt en.txt -o out.jsonl      two files, in either order
  align releases/ -o aligned/           a folder: an output for each document
  align releases/ -o memory.tmx         the same as one memory
  align release.txt | jq -r .en         no -o: JSON Lines on standard output"""
# What -h tells of.
USUAL = (
    "--output --format --update --keep-unaligned --zh-lang --layout --no-repair --level --corrections --lexicon "
    "--min-score --dry-run --explain --quiet"
)


def parser() -> argparse.ArgumentParser:
    """``align INPUT [INPUT] -o OUTPUT``."""
    width = max(map(len, COMMANDS))
    commands = "\n".join(f"  {name:{width}}  {what}" for name, what in COMMANDS.items())
    parser = make_parser(
        "align",
        "Align Chinese–English parallel text: from one document with both languages,\nor two, to sentence pairs.",
        epilog=f"examples:\n{EXAMPLES}\n\nother commands (align COMMAND -h tells more):\n{commands}\n"
        "  A file that bears such a name is given as ./clean.",
        usual=USUAL,
    )
    parser.usage = "align [options] INPUT [INPUT ...]\n       align COMMAND ..."
    parser.add_argument(
        "inputs",
        nargs="*",
        metavar="INPUT",
        help="a text file with both languages; or a Chinese and an English one, in either order; or a folder, or three "
        "and more files, which are paired as those of a folder; or a corpus of many documents (JSON Lines, Parquet, a "
        "dataset's folder); or - for standard input",
    )
    parser.add_argument("--version", action="version", version=f"duiqi {__version__}")
    _add_writing(parser.add_argument_group("what is written"))
    reading = parser.add_argument_group("what is read")
    add_reading(reading)
    reading.add_argument(
        "--presegmented",
        action="store_true",
        help="the two files have a sentence a line: lines are neither cleaned nor cut, and sentence number i is line "
        "i, counted from 0",
    )
    add_most(reading)
    _add_aligning(parser.add_argument_group("how it is aligned"))
    add_filters(parser)
    add_several(parser.add_argument_group("several documents"))
    telling = parser.add_argument_group("what is told")
    telling.add_argument(
        "--explain",
        action="store_true",
        help="tell on standard error what was found and repaired, and why each pair scored as it did",
    )
    add_telling(telling)
    add_quiet(telling, "no progress and no summary on standard error, only warnings and errors")
    return parser


def _add_aligning(group: Parser) -> None:
    add_level(
        group,
        "what is paired (default: sentence): clause cuts pairs of sentences further where both sides can be cut for "
        "sure, both writes these and the sentences they are of, as JSONL or TMX",
        get_args(PairLevel),
    )
    group.add_argument(
        "--corrections",
        metavar="PATH",
        help="a file of corrections, or a folder of them: what people fixed stays, and the rest is aligned around it",
    )
    add_own(group)


def _add_writing(group: Parser) -> None:
    group.add_argument(
        "-o",
        "--output",
        metavar="OUTPUT",
        help="file to write, or - for standard output (the default, as JSONL); for several documents, the folder to "
        "write to, or one file for all of them, such as memory.tmx",
    )
    group.add_argument(
        "--format",
        choices=tuple(OUTPUT_FORMATS),
        help="format of the output (default: by its suffix; for a folder, tmx)",
    )
    group.add_argument(
        "--update",
        action="store_true",
        help="add the document, or all documents of the folder, to the TMX that --output names instead of writing it "
        "anew (see align update)",
    )
    no_place = [name for name, format in OUTPUT_FORMATS.items() if not format.keeps_unaligned]
    group.add_argument(
        "--keep-unaligned",
        action="store_true",
        help="write sentences without a partner too, with an empty other side, where the format has a place "
        f"({', '.join(no_place[:-1])} and {no_place[-1]} have none)",
    )
    add_keep_equal(group)
    add_languages(group)
    add_authorship(group)
    add_codes(group)


def run(arguments: argparse.Namespace) -> int:
    """Align what the arguments name and return the exit status."""
    if arguments.verbose:
        verbose()
    with to_file(arguments.log_file):
        return _run(arguments)


def _run(arguments: argparse.Namespace) -> int:
    inputs: list[str] = arguments.inputs
    several = len(inputs) > 2 or any(is_folder_or_zip(path) for path in inputs)
    if problem := source_problem(arguments):
        parser().error(problem)
    arguments.own = own_of(arguments)
    source = source_of(arguments)
    if source is None and several and (arguments.shard_size or arguments.engine == "ray"):
        source = source_of_folder(arguments, _settings(arguments, "jsonl"))
    several = several or source is not None
    if problem := problem_of(arguments, several, source):
        parser().error(problem)
    if arguments.corrections is not None:
        from duiqi.corrections import read_corrections

        # What is wrong with them is told before the work.
        arguments.corrections = read_corrections(arguments.corrections)
    if not several:
        return _one_document(inputs, arguments)
    if source:
        return _records(source, arguments)
    progress = Run(
        arguments.jobs,
        arguments.quiet,
        arguments.retry_failed,
        arguments.dry_run,
        arguments.timeout,
        arguments.report,
        arguments.shard,
    )
    status = _several_documents(inputs, arguments, progress)
    if arguments.dry_run:
        return status
    tell_corrections(arguments.corrections or (), progress.totals.outcomes, quiet=arguments.quiet)
    return status


def _records(source: Source, arguments: argparse.Namespace) -> int:
    """Align documents that come as records; the exit status."""
    output, totals = arguments.output, Totals(arguments.quiet)
    # With an engine there is nothing left to align here.
    effort = Effort(1 if source.cluster else arguments.jobs or processors(), arguments.timeout)
    if arguments.update:
        settings = replace(_settings(arguments, "tmx"), keep_unaligned=False)
        pairs = pairs_of_source(source, output, settings, effort, totals)
        update_with(_with_rejected(pairs, totals), output, settings, Run(quiet=arguments.quiet))
    elif format := format_of_all(output, arguments.format):
        align_records_into_one(source, output, _settings(arguments, format), effort, totals)
    else:
        way = Way(
            effort,
            arguments.retry_failed,
            arguments.dry_run,
            arguments.shard_size,
            arguments.shard,
            arguments.report,
        )
        settings = _settings(arguments, "jsonl" if arguments.shard_size else "tmx")
        align_records_each(source, Path(output), settings, way, totals)
        if arguments.dry_run:
            return 0
    tell_corrections(arguments.corrections or (), totals.outcomes, quiet=arguments.quiet)
    return 1 if totals.failed or (source.listing and source.listing.unreadable) else 0


def _with_rejected(pairs: Iterable[Pair], totals: Totals) -> Iterator[Pair]:
    """The pairs, and behind them those that corrections reject, marked so."""
    yield from pairs
    yield from totals.sums.rejected


def _several_documents(inputs: Sequence[str], arguments: argparse.Namespace, progress: Run) -> int:
    paths, output = [Path(path) for path in inputs], arguments.output
    if arguments.update:
        settings = replace(_settings(arguments, "tmx"), keep_unaligned=False)
        return update_with(pairs_of_documents(paths, settings, progress), output, settings, progress)
    if format := format_of_all(output, arguments.format):
        return align_into_one(paths, output, _settings(arguments, format), progress)
    settings = _settings(arguments, "tmx")
    if arguments.watch:
        return watch(paths[0], Path(output), settings, progress)
    return align_each(paths, Path(output), settings, progress)


def _one_document(inputs: Sequence[str], arguments: argparse.Namespace) -> int:
    output = STANDARD if arguments.output is None else arguments.output
    if output == STANDARD:
        format = arguments.format or "jsonl"
    else:
        if os.path.isdir(output):
            # A folder that is misspelled is no folder, and then taken for a document.
            for path in inputs:
                if path != STANDARD and not os.path.exists(path):
                    raise InputError("cannot be read: there is no such file or folder", path=path)
            raise InputError("is a folder", path=output, advice="name a file to write, such as release.tmx")
        # Told before the work, not after it.
        format = format_of(output, arguments.format)
        if any(same_file(path, output) for path in inputs):
            raise InputError("is the input itself", path=output, advice="give the output another name")
    work = align_to_memory if arguments.update else align_to_file
    with embedding_shown(_settings(arguments, format), arguments.quiet) as settings:
        summary = work(inputs, output, settings)
    tell(summary.report)
    tell(document_lines(summary, output, quiet=arguments.quiet))
    if not arguments.update:
        tell_rejected(output, settings, summary.rejected, quiet=arguments.quiet)
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
        codes=arguments.codes,
        max_sentences=arguments.max_sentences,
        own_words=arguments.own.words,
        own_weights=arguments.own.weights,
        similarity=arguments.own.similarity,
    )
