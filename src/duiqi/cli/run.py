"""The main run: ``align INPUT [INPUT] -o OUTPUT``, for a document or a folder of them."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from duiqi.batch.documents import STANDARD, Settings, align_to_file, align_to_memory, same_file
from duiqi.cli.filtering import filters_of
from duiqi.cli.folder import align_folder
from duiqi.cli.summary import document_lines
from duiqi.cli.update import update_from
from duiqi.errors import InputError
from duiqi.export import format_of


def run(arguments: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    """Align what the arguments name and return the exit status."""
    inputs: list[str] = arguments.inputs
    folders = [path for path in inputs if os.path.isdir(path)]
    if len(inputs) > 2:
        several = "; align update takes several" if arguments.update else ""
        parser.error(f"give one file with both languages, or two files, or a folder{several}")
    if folders and len(inputs) > 1:
        parser.error(f"{folders[0]} is a folder; a folder is given alone, with the files of both languages in it")
    if inputs.count(STANDARD) > 1:
        parser.error("standard input can be given once only")
    if arguments.presegmented and arguments.level != "sentence":
        parser.error("--level cannot be used with --presegmented: lines are not cut")
    if arguments.layout != "auto" and len(inputs) == 2:
        parser.error("--layout is for a file with both languages")
    if arguments.update and not (arguments.output or "").lower().endswith((".tmx", ".tmx.gz")):
        parser.error("--update needs -o with the TMX file to add to")
    if folders and arguments.update:
        return update_from(inputs, arguments.output, _settings(arguments, "tmx"), arguments.jobs, arguments.quiet)
    if folders:
        if arguments.output in (None, STANDARD):
            parser.error("a folder needs -o with the folder to write to")
        settings = _settings(arguments, "tmx")
        return align_folder(Path(folders[0]), Path(arguments.output), settings, arguments.jobs, arguments.quiet)
    if arguments.match != "name":
        parser.error("--match is for a folder")
    return _one_document(inputs, arguments)


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
    for line in summary.report:
        print(line, file=sys.stderr)
    for line in document_lines(summary, output, quiet=arguments.quiet):
        print(line, file=sys.stderr)
    return 0


def _settings(arguments: argparse.Namespace, format: str) -> Settings:
    return Settings(
        format=arguments.format or format,
        level=arguments.level,
        layout=arguments.layout,
        encoding=arguments.encoding,
        presegmented=arguments.presegmented,
        punctuation=arguments.punctuation,
        filters=filters_of(arguments),
        keep_unaligned=arguments.keep_unaligned,
        zh_lang=arguments.zh_lang,
        en_lang=arguments.en_lang,
        srclang=arguments.srclang,
        explain=arguments.explain,
        matching=arguments.match,
    )
