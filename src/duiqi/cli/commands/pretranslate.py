"""``align pretranslate``: a document as XLIFF with what a memory knows of it."""

from __future__ import annotations

import argparse
import sys

from duiqi.batch import STANDARD
from duiqi.cli.one_language import add_documents, load_documents
from duiqi.cli.parser import make_parser
from duiqi.cli.summary import tell, told_place
from duiqi.cli.values import chinese_code, english_code, percent
from duiqi.export import atomic_write
from duiqi.memory import Pretranslated, Source, Tags, open_memory, pretranslated_lines
from duiqi.shown import counted
from duiqi.text.script import chinese_variant


def parser() -> argparse.ArgumentParser:
    """``align pretranslate DOCUMENT… --memory DB -o FILE``."""
    parser = make_parser(
        "align pretranslate",
        "Write documents in one language as XLIFF 2.1 for a translator: every sentence in its order, with the "
        "translation where the memory has the sentence, else with the most similar ones as candidates.",
    )
    add_documents(parser)
    parser.add_argument(
        "-o", "--output", required=True, metavar="FILE", help="XLIFF to write, or - for standard output"
    )
    parser.add_argument(
        "--min-match", type=percent, default=75, metavar="N", help="least match of a candidate in percent (default: 75)"
    )
    parser.add_argument(
        "--zh-lang",
        type=chinese_code,
        metavar="CODE",
        help="language code of the Chinese (default: that of the documents' script; zh-CN where they are English)",
    )
    parser.add_argument(
        "--en-lang", type=english_code, default="en", metavar="CODE", help="of the English (default: en)"
    )
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Write the file."""
    language, loaded = load_documents(arguments)
    sources = [Source(document, sentences, language) for document, sentences in loaded]
    texts = [sentence.text for source in sources for sentence in source.sentences]
    zh = arguments.zh_lang or (chinese_variant(texts) if language == "zh" else "zh-CN")
    tags = Tags(zh, arguments.en_lang) if language == "zh" else Tags(arguments.en_lang, zh)
    done = Pretranslated()
    with open_memory(arguments.memory) as memory:
        lines = pretranslated_lines(memory, sources, tags, arguments.min_match, done)
        if arguments.output == STANDARD:
            sys.stdout.writelines(lines)
        else:
            with atomic_write(arguments.output) as stream:
                stream.writelines(line.encode("utf-8") for line in lines)
    if not arguments.quiet:
        found = f"{done.filled} translated, {done.candidates} with candidates"
        tell([f"{told_place(arguments.output)}: {counted(done.segments, 'segment')}, {found}"])
    return 0
