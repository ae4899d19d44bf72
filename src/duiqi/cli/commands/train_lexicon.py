"""``align train-lexicon``: word pairs learned from a memory."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from duiqi.adapting import Counted, learn_lexicon
from duiqi.batch import in_order, processors
from duiqi.cli.arguments import add_columns, add_drafts, add_encoding, add_jobs, add_quiet, add_variants, columns_of
from duiqi.cli.parser import make_parser
from duiqi.cli.summary import not_taken, tell, warn
from duiqi.cli.text_file import opened_output
from duiqi.errors import InputError
from duiqi.export import ReadOptions, iter_pairs
from duiqi.model import Pair
from duiqi.shown import counted
from duiqi.text.printable import printable

if TYPE_CHECKING:
    from duiqi.adapting.learning import Texts, Tokens


def parser() -> argparse.ArgumentParser:
    """``align train-lexicon MEMORY… -o LEXICON``."""
    parser = make_parser(
        "align train-lexicon",
        "Learn from translated sentences which words belong together, for align --lexicon: names, terms and a house's "
        "own usage that no dictionary has. A thousand pairs teach something, a hundred thousand a good deal.",
    )
    parser.add_argument(
        "files", nargs="+", metavar="MEMORY", help="a file of pairs that are right: .tmx, .jsonl, .parquet or another"
    )
    parser.add_argument("-o", "--output", required=True, metavar="OUTPUT", help="file to write, such as my.lex")
    add_columns(parser)
    add_encoding(parser)
    add_variants(parser)
    add_drafts(parser)
    add_jobs(parser)
    add_quiet(parser)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Learn, write the file and return the exit status."""
    lost, start = Counter[str](), time.monotonic()
    options = ReadOptions(
        columns_of(arguments),
        arguments.encoding,
        zh_lang=arguments.zh_lang,
        en_lang=arguments.en_lang,
        drafts=arguments.drafts,
    )
    pairs = Counted(_pairs(arguments.files, options, lost))
    content, number = learn_lexicon(pairs, _in_processes(arguments.jobs or processors()))
    with opened_output(arguments.output) as file:
        file.write(content)
    if not arguments.quiet:
        left = f" ({pairs.repeated:,} repeated, {pairs.empty:,} with an empty side left out)"
        seconds = f"{time.monotonic() - start:.1f} s"
        tell([
            f"{printable(arguments.output)}: {counted(number, 'word pair')} learned from {counted(pairs.used, 'pair')}"
            f"{left if pairs.repeated or pairs.empty else ''} in {seconds}"
        ])  # fmt: skip
    warn(not_taken(lost))
    return 0


def _pairs(files: Iterable[str], options: ReadOptions, lost: Counter[str]) -> Iterator[Pair]:
    for path in files:
        yield from iter_pairs(path, lost=lost, options=options)


def _in_processes(jobs: int) -> Callable[[Callable[[Texts], Tokens], Iterator[Texts]], Iterator[Tokens]]:
    def run(work: Callable[[Texts], Tokens], chunks: Iterator[Texts]) -> Iterator[Tokens]:
        for result in in_order(work, (("", (chunk,)) for chunk in chunks), jobs):
            if isinstance(result, InputError):
                raise result
            yield result

    return run
