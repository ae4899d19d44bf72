"""``align memory``: a local memory to search."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from duiqi.batch import STANDARD, Settings
from duiqi.cli.arguments import (
    add_authorship,
    add_drafts,
    add_jobs,
    add_own,
    add_quiet,
    add_reading,
    columns_of,
)
from duiqi.cli.filtering import add_filters, add_keep_equal, add_languages, filters_of
from duiqi.cli.own_files import reading_settings
from duiqi.cli.pair_sources import pairs_of
from duiqi.cli.parser import make_parser
from duiqi.cli.runs.folders import Run
from duiqi.cli.summary import left_out_lines, losses, not_taken, note_lines, tell, told_place, warn
from duiqi.cli.values import percent, positive
from duiqi.errors import InputError
from duiqi.export import OUTPUT_FORMATS, WriteOptions, write
from duiqi.memory import FuzzyMatch, Hit, LocalMemory, kwic_lines, look_up, open_memory, search
from duiqi.model import Language, Pair
from duiqi.pairs.filters import filter_pairs
from duiqi.shown import counted
from duiqi.text.language_tags import side_of_tag
from duiqi.text.printable import printable
from duiqi.tmx import TmxPiece, WholeUnit

# Columns of a line where the output is no terminal.
WIDTH = 120
# Sentences alike that are shown at most: a choice.
MOST_FUZZY = 20
# Marks around what was found: bold on a terminal, in brackets elsewhere.
BOLD, PLAIN = ("\x1b[1m", "\x1b[0m"), ("[", "]")


def parser() -> argparse.ArgumentParser:
    """``align memory add|search|export|remove|upgrade DB …``."""
    parser = make_parser(
        "align memory",
        "Keep pairs in a local memory and search it: align memory add corpus.db INPUT… adds documents or files of "
        "pairs; align memory search corpus.db TERM… shows where terms stand, with both languages and the document; "
        "align memory export corpus.db -o FILE writes all pairs; align memory remove corpus.db DOCUMENT… takes "
        "documents out again; align memory upgrade corpus.db brings a memory of an earlier version up to date.",
    )
    parser.add_argument(
        "action", choices=tuple(ACTIONS), metavar="ACTION", help="add, search, export, remove or upgrade"
    )
    parser.add_argument("memory", metavar="DB", help="the memory's file, made by the first add")
    parser.add_argument(
        "words",
        nargs="*",
        metavar="WORD",
        help="add: documents with both languages or folders of them, which are aligned, or files of pairs. search: "
        "what to find, Chinese in either script; English words in all their forms as they follow each "
        'other; "…" around words meant as they are. '
        "remove: names of documents, as search shows them; pairs of a file that tells none have the file's name",
    )
    parser.add_argument("--fuzzy", action="store_true", help="search: look the sentence up and show the best matches")
    parser.add_argument(
        "--min-match", type=percent, default=60, metavar="N", help="least match of --fuzzy in percent (default: 60)"
    )
    parser.add_argument("--limit", type=positive, default=20, metavar="N", help="search: pairs shown (default: 20)")
    parser.add_argument("--document", metavar="NAME", help="search: only in documents of that name")
    parser.add_argument(
        "--context", action="store_true", help="search: with the pairs before and after in the document"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--kwic", action="store_true", help="search: one line for each place, the terms under each other")
    form.add_argument("--json", action="store_true", help="search: one JSON object a pair")
    parser.add_argument("-o", "--output", metavar="OUTPUT", help="export: file to write, or - for standard output")
    parser.add_argument("--format", choices=tuple(OUTPUT_FORMATS), help="export: format (default: by suffix)")
    add_reading(parser, "add: ")
    add_languages(parser)
    parser.set_defaults(srclang=None)
    add_filters(parser)
    add_keep_equal(parser)
    add_drafts(parser, "add: ")
    add_authorship(parser, "export: ")
    add_own(parser, "add: ")
    add_jobs(parser)
    add_quiet(parser)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Add, search, export, remove or upgrade."""
    return ACTIONS[arguments.action](arguments)


def _add(arguments: argparse.Namespace) -> int:
    if not arguments.words:
        raise InputError("there is nothing to add", advice="name files: align memory add corpus.db release.tmx")
    left_out, progress = Counter[str](), Run(arguments.jobs, arguments.quiet)
    pairs = filter_pairs(
        pairs_of(arguments.words, _settings(arguments), progress, named=True),
        filters_of(arguments, all_kinds=False),
        left_out,
    )
    if not os.path.exists(arguments.memory):
        # Inputs that cannot be read do not leave an empty memory behind.
        pairs = chain(list(islice(pairs, 1)), pairs)
    with open_memory(arguments.memory, create=True) as memory:
        added = memory.add(pairs)
        size = len(memory)
    if not arguments.quiet:
        left_out["with an empty side"] = added.unusable
        numbers = f"{added.added} added, {added.skipped} skipped (there already), {size} in all"
        tell([f"{printable(arguments.memory)}: {numbers}", *note_lines(progress.notes), *left_out_lines(left_out)])
    warn(not_taken(progress.lost))
    return progress.status


def _settings(arguments: argparse.Namespace) -> Settings:
    return replace(
        reading_settings(arguments, "jsonl"),
        columns=columns_of(arguments),
        zh_lang=arguments.zh_lang,
        en_lang=arguments.en_lang,
        drafts=arguments.drafts,
    )


def _remove(arguments: argparse.Namespace) -> int:
    if not arguments.words:
        raise InputError("there is nothing to remove", advice="name documents: align memory remove corpus.db r.txt")
    with open_memory(arguments.memory, write=True) as memory:
        removed = memory.remove(arguments.words)
        size = len(memory)
    if not arguments.quiet:
        tell([f"{printable(arguments.memory)}: {counted(removed, 'pair')} removed, {size} in all"])
    return 0


def _upgrade(arguments: argparse.Namespace) -> int:
    if arguments.words:
        raise InputError(f"{arguments.words[0]!r} is one word too many", advice="name the memory only")
    with open_memory(arguments.memory, write=True) as memory:
        size = len(memory)
    if not arguments.quiet:
        tell([f"{printable(arguments.memory)}: up to date, {counted(size, 'pair')}"])
    return 0


def _export(arguments: argparse.Namespace) -> int:
    if arguments.words:
        raise InputError(f"{arguments.words[0]!r} is one word too many", advice="name the output with -o")
    to_stdout = arguments.output in (None, STANDARD)
    left_out = Counter[str]()
    with open_memory(arguments.memory) as memory:
        source = memory.source()
        # The Chinese code goes by the script: not all pairs need be of the files that name the source.
        codes: dict[Language, str] = {"en": source} if side_of_tag(source) == "en" else {}
        options = WriteOptions(
            format=arguments.format or ("jsonl" if to_stdout else None),
            zh_lang=arguments.zh_lang,
            en_lang=arguments.en_lang,
            srclang=arguments.srclang or side_of_tag(source) or "zh",
            input_codes=codes,
            author=arguments.creationid,
            props=tuple(arguments.prop),
        )
        pairs = filter_pairs(_relabelled(memory.pairs(), arguments), filters_of(arguments), left_out)
        written = write(pairs, sys.stdout if to_stdout else arguments.output, options)
    if not arguments.quiet:
        what = f"{counted(written.units, 'pair')} ({written.format})"
        tell([f"{told_place(arguments.output or STANDARD)}: {what}", *left_out_lines(left_out)])
    warn(losses(written))
    return 0


def _relabelled(pairs: Iterator[Pair], arguments: argparse.Namespace) -> Iterator[Pair]:
    """The pairs, units of a TMX with what is asked for."""
    from duiqi.updating.relabelling import Relabelling

    author, props = arguments.creationid or "", tuple(arguments.prop)
    relabelling = Relabelling(arguments.zh_lang, arguments.en_lang, arguments.srclang, author, props)
    for pair in pairs:
        if relabelling and isinstance(pair, WholeUnit):
            piece = TmxPiece("unit", pair.unit.encode("utf-8"))
            unit = relabelling.relabelled(piece, pair.tool).decode("utf-8")
            pair = replace(pair, unit=unit, source=relabelling.source(pair.source) or pair.source)
        yield pair


def _search(arguments: argparse.Namespace) -> int:
    if not arguments.words:
        raise InputError("there is nothing to search for", advice="give a term: align memory search corpus.db 会议")
    with open_memory(arguments.memory) as memory:
        results = _found(memory, " ".join(arguments.words), arguments)
    for line in _shown(results, arguments):
        print(line)
    if not arguments.quiet and not arguments.json:
        more = " or more" if len(results) == arguments.limit else ""
        tell([f"{len(results)}{more} found"])
    return 0


def _found(memory: LocalMemory, query: str, arguments: argparse.Namespace) -> list[Hit] | list[FuzzyMatch]:
    if not arguments.fuzzy:
        return search(memory, query, limit=arguments.limit, document=arguments.document)
    if arguments.kwic:
        raise InputError("--fuzzy finds sentences, not terms", advice="leave out --kwic")
    return look_up(memory, query, limit=min(arguments.limit, MOST_FUZZY), minimum=arguments.min_match)


def _shown(results: Sequence[Hit] | Sequence[FuzzyMatch], arguments: argparse.Namespace) -> Iterator[str]:
    marks = BOLD if sys.stdout.isatty() else PLAIN
    if arguments.kwic:
        width = shutil.get_terminal_size((WIDTH, 0)).columns if sys.stdout.isatty() else WIDTH
        yield from kwic_lines([result for result in results if isinstance(result, Hit)], width, marks)
        return
    for result in results:
        if arguments.json:
            yield _json(result)
        else:
            yield from _lines(result, arguments.context, marks)


def _lines(result: Hit | FuzzyMatch, context: bool, marks: tuple[str, str]) -> Iterator[str]:
    pair = result.pair
    head = f"{result.percent}%" if isinstance(result, FuzzyMatch) else f"{pair.score:.2f}"
    numbers = f" {list(pair.bead.zh)}:{list(pair.bead.en)}"
    yield printable(f"{head}  {pair.document or 'no document'}{numbers}")
    ranges = (result.zh_marks, result.en_marks) if isinstance(result, Hit) else ((), ())
    around = (result.before, result.after) if context and isinstance(result, Hit) else (None, None)
    for side, own in enumerate(ranges):
        before, text, after = ((other.zh, other.en)[side] if other else "" for other in (around[0], pair, around[1]))
        if before:
            yield f"    ← {printable(before)}"
        yield f"    {_marked(text, own, marks)}"
        if after:
            yield f"    → {printable(after)}"


def _marked(text: str, ranges: tuple[range, ...], marks: tuple[str, str]) -> str:
    before, after = marks
    out, at = "", 0
    for mark in ranges:
        if mark.start >= at:
            out += printable(text[at : mark.start]) + before + printable(text[mark.start : mark.stop]) + after
            at = mark.stop
    return out + printable(text[at:])


def _json(result: Hit | FuzzyMatch) -> str:
    pair = result.pair
    unit: dict[str, object] = {"zh": pair.zh, "en": pair.en, "score": pair.score, "document": pair.document}
    unit |= {"zh_ids": list(pair.bead.zh), "en_ids": list(pair.bead.en)}
    if isinstance(result, FuzzyMatch):
        unit["match"] = result.percent
    else:
        for name, marks in (("zh_marks", result.zh_marks), ("en_marks", result.en_marks)):
            unit[name] = [[mark.start, mark.stop] for mark in marks]
        for name, other in (("before", result.before), ("after", result.after)):
            unit[name] = {"zh": other.zh, "en": other.en} if other else None
    return json.dumps(unit, ensure_ascii=False)


ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "add": _add,
    "search": _search,
    "export": _export,
    "remove": _remove,
    "upgrade": _upgrade,
}
