"""The subcommands, by their first word: ``align clean``, ``align segment``, ``align evaluate``."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from duiqi.batch.documents import STANDARD, same_file
from duiqi.cli.check import check_parser, repair_parser, run_check, run_repair
from duiqi.cli.convert import convert_parser, run_convert
from duiqi.cli.memory import memory_parser, run_memory
from duiqi.cli.parser import clean_parser, evaluate_parser, segment_parser
from duiqi.cli.update import run_update, update_parser
from duiqi.errors import InputError
from duiqi.evaluation.scores import evaluate, evaluate_folder
from duiqi.explain import count_repairs, explain_document
from duiqi.export import atomic_write
from duiqi.model import Document, Language, Options, Sentence
from duiqi.pipeline import load
from duiqi.segmentation import segment_document
from duiqi.text.printable import printable


class Command(NamedTuple):
    """A subcommand: its parser, and what runs it and returns the exit status."""

    parser: Callable[[], argparse.ArgumentParser]
    run: Callable[[argparse.Namespace], int]


def run_clean(arguments: argparse.Namespace) -> int:
    """Write the repaired text."""
    document = _load(arguments)
    text = document.text if document.text.endswith("\n") else document.text + "\n"
    _write(text, arguments)
    if arguments.explain:
        for line in explain_document(document):
            print(line, file=sys.stderr)
    elif not arguments.quiet:
        kinds = Counter(edit.fix for edit in document.edits)
        print(f"{printable(document.source)}: repairs: {count_repairs(kinds)}", file=sys.stderr)
    return 0


def run_segment(arguments: argparse.Namespace) -> int:
    """Write one sentence a line."""
    document = _load(arguments)
    languages: tuple[Language, ...] = (arguments.lang,) if arguments.lang else ("zh", "en")
    sentences: list[Sentence] = []
    for language in languages:
        sentences += segment_document(document, language, arguments.level)
    sentences.sort(key=lambda sentence: sentence.start)
    _write("".join(f"{sentence.text}\n" for sentence in sentences), arguments)
    return 0


def run_evaluate(arguments: argparse.Namespace) -> int:
    """Print the scores, and the wrong beads where they are asked for."""
    folders = os.path.isdir(arguments.predicted), os.path.isdir(arguments.gold)
    if folders[0] != folders[1]:
        odd = arguments.gold if folders[0] else arguments.predicted
        raise InputError("is no folder, but the other one is", path=odd, advice="give two files or two folders")
    compare = evaluate_folder if all(folders) else evaluate
    scores = compare(arguments.predicted, arguments.gold)
    print(scores)
    if arguments.wrong:
        print()
        for bead in scores.wrong:
            print(printable(str(bead)))
    return 0


COMMANDS = {
    "check": Command(check_parser, run_check),
    "clean": Command(clean_parser, run_clean),
    "convert": Command(convert_parser, run_convert),
    "evaluate": Command(evaluate_parser, run_evaluate),
    "memory": Command(memory_parser, run_memory),
    "repair": Command(repair_parser, run_repair),
    "segment": Command(segment_parser, run_segment),
    "update": Command(update_parser, run_update),
}


def _load(arguments: argparse.Namespace) -> Document:
    source = sys.stdin.buffer if arguments.input == STANDARD else arguments.input
    return load(source, encoding=arguments.encoding, options=Options(punctuation=arguments.punctuation))


def _write(text: str, arguments: argparse.Namespace) -> None:
    """``text`` in UTF-8 to the output, whatever encoding the terminal says it has."""
    data = text.encode("utf-8", errors="surrogatepass")
    if arguments.output == STANDARD:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    if same_file(arguments.input, arguments.output):
        raise InputError("is the input itself", path=arguments.output, advice="give the output another name")
    with atomic_write(arguments.output) as stream:
        stream.write(data)
