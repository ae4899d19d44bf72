"""``align convert``: from any of the formats to any other."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, TextIO

from duiqi.batch import STANDARD, is_memory, same_file
from duiqi.cli.arguments import add_authorship, add_columns, add_drafts, add_encoding, add_quiet, columns_of
from duiqi.cli.commands.filter import thin
from duiqi.cli.filtering import add_codes, add_filters, add_keep_equal, add_languages, filters_of
from duiqi.cli.parser import make_parser
from duiqi.cli.summary import listed, losses, not_taken, note_lines, tell, told_place
from duiqi.errors import InputError
from duiqi.export import (
    INPUT_FORMATS,
    OUTPUT_FORMATS,
    NamedLanguages,
    ReadOptions,
    WriteOptions,
    format_of,
    iter_pairs,
    named_languages,
    write,
)
from duiqi.model import Pair
from duiqi.pairs.filters import filter_pairs

if TYPE_CHECKING:
    from duiqi.updating.relabelling import Relabelling


def parser() -> argparse.ArgumentParser:
    """``align convert INPUT… -o OUTPUT``."""
    parser = make_parser(
        "align convert",
        "Convert files of sentence pairs from any of the formats below to any other. Several inputs become one output.",
        usual="--output --from --format --keep-unaligned --zh-lang --srclang --min-score --duplicates --quiet",
    )
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help="a file of pairs; NAME.zh for the pair NAME.zh and NAME.en; NAME.xml for InterText; a dataset's folder",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUTPUT",
        default=STANDARD,
        help="file to write, or - for standard output (the default, as JSONL)",
    )
    parser.add_argument(
        "--from", dest="source", choices=tuple(INPUT_FORMATS), help="format of the inputs (default: by suffix)"
    )
    parser.add_argument("--format", choices=tuple(OUTPUT_FORMATS), help="format of the output (default: by its suffix)")
    parser.add_argument(
        "--sentences",
        nargs=2,
        metavar=("ZH", "EN"),
        help="the files with the sentences, one a line, that an input in the index format counts",
    )
    parser.add_argument(
        "--keep-unaligned", action="store_true", help="keep sentences without a partner, where the format has a place"
    )
    add_languages(parser)
    add_filters(parser)
    add_keep_equal(parser)
    add_codes(parser)
    parser.set_defaults(srclang=None)
    add_columns(parser)
    add_encoding(parser)
    add_drafts(parser)
    add_authorship(parser)
    add_quiet(parser)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Write the pairs of the inputs to the output."""
    output, format = arguments.output, arguments.format
    if output == STANDARD:
        format = format or "jsonl"
        format_of(sys.stdout, format)
    else:
        format = format_of(output, format)
        if any(same_file(path, output) for path in arguments.inputs):
            raise InputError("is the input itself", path=output, advice="give the output another name")
    if _is_copy(arguments, format):
        filters = filters_of(arguments, all_kinds=OUTPUT_FORMATS[format].keeps_unaligned)
        thin(arguments.inputs, output, filters, arguments.quiet, _relabelling(arguments))
        return 0
    named = _named(arguments)
    read, left_out, lost = Counter[str](), Counter[str](), Counter[str]()
    filters = filters_of(arguments, all_kinds=OUTPUT_FORMATS[format].keeps_unaligned)
    notes: list[str] = []
    pairs = filter_pairs(_pairs(arguments, format, (read, lost), notes.append), filters, left_out)
    target: str | TextIO = sys.stdout if output == STANDARD else output
    options = WriteOptions(
        format=format,
        unaligned=arguments.keep_unaligned,
        zh_lang=arguments.zh_lang,
        en_lang=arguments.en_lang,
        srclang=arguments.srclang or named.source or "zh",
        author=arguments.creationid,
        props=tuple(arguments.prop),
        input_codes=named.codes,
        codes=arguments.codes,
    )
    written = write(pairs, target, options)
    if not arguments.quiet:
        place = told_place(output)
        print(f"{place}: {written.units} of {read['pairs']} pairs ({written.format})", file=sys.stderr)
        tell(note_lines(notes))
        if left_out:
            print(f"  left out: {listed(left_out)}", file=sys.stderr)
    for line in (*not_taken(lost), *losses(written)):
        print(f"align: warning: {line}", file=sys.stderr)
    return 0


def _is_copy(arguments: argparse.Namespace, format: str) -> bool:
    """Whether memories become one: all that a unit has is kept then, as ``align filter`` does, but for the
    codes, direction, author and properties that are asked for."""
    inputs, asked = arguments.inputs, arguments.source or arguments.columns or arguments.codes != "keep"
    if format != "tmx" or asked or not all(map(is_memory, (*inputs, arguments.output))):
        return False
    from duiqi.updating.thinning import can_be_joined

    return len(inputs) == 1 or can_be_joined(inputs)


def _relabelling(arguments: argparse.Namespace) -> Relabelling:
    from duiqi.updating.relabelling import Relabelling

    languages = arguments.zh_lang, arguments.en_lang, arguments.srclang
    return Relabelling(*languages, arguments.creationid, tuple(arguments.prop))


def _named(arguments: argparse.Namespace) -> NamedLanguages:
    """The codes and the direction that all inputs have in common."""
    found = [named_languages(path, arguments.source, arguments.zh_lang, arguments.en_lang) for path in arguments.inputs]
    return found[0] if all(other == found[0] for other in found) else NamedLanguages()


def _pairs(
    arguments: argparse.Namespace, format: str, counts: tuple[Counter[str], Counter[str]], tell: Callable[[str], object]
) -> Iterator[Pair]:
    read, lost = counts
    wanted = arguments.zh_lang, arguments.en_lang, arguments.drafts
    options = ReadOptions(columns_of(arguments), arguments.encoding, tell, *wanted)
    for path in arguments.inputs:
        sentences = tuple(arguments.sentences) if arguments.sentences else None
        for pair in iter_pairs(path, format=arguments.source, sentences=sentences, lost=lost, options=options):
            if pair.bead.is_null and not arguments.keep_unaligned:
                continue
            if not (pair.zh or pair.en) and format != "index":
                raise InputError(
                    "holds sentence numbers and no text",
                    path=path,
                    advice="name the files with the sentences: --sentences ZH EN",
                )
            read["pairs"] += 1
            # A pair of a document without a name is told apart by the file it comes from.
            named = pair.document or len(arguments.inputs) == 1
            yield pair if named else replace(pair, document=os.path.basename(path))
