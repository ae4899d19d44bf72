"""Documents in one language, to be looked up in a memory."""

from __future__ import annotations

import argparse
from collections import Counter
from typing import get_args

from duiqi.batch import STANDARD
from duiqi.cli.arguments import add_encoding, add_level, add_quiet
from duiqi.cli.text_file import file_or_standard
from duiqi.errors import InputError
from duiqi.model import LANGUAGE_NAMES, Document, Language, Sentence
from duiqi.pairs.filters import USUAL_RATIO
from duiqi.pipeline import load
from duiqi.segmentation import segment_document
from duiqi.structure import with_paragraphs

# The other language may have this share of the text: names, quotations, a credit. A choice; in documents with both
# languages it is about a half.
OTHER = 0.25


def add_documents(parser: argparse.ArgumentParser) -> None:
    """``DOCUMENT…`` and how they are read."""
    parser.add_argument(
        "documents", nargs="+", metavar="DOCUMENT", help="a document in one language, or - for standard input"
    )
    parser.add_argument("--memory", required=True, metavar="DB", help="the memory, made by align memory add")
    parser.add_argument(
        "--from",
        dest="language",
        choices=get_args(Language),
        help="the language of the documents (default: found out)",
    )
    add_encoding(parser)
    add_level(parser, "what a segment is (default: sentence)")
    add_quiet(parser)


def load_documents(arguments: argparse.Namespace) -> tuple[Language, list[tuple[Document, tuple[Sentence, ...]]]]:
    """The documents with their sentences, and the language that all of them are in. Raises InputError for one with both
    languages or another than the others, unless ``--from`` says what it is."""
    if arguments.documents.count(STANDARD) > 1:
        raise InputError("standard input can be given once only", advice="name files instead")
    language: Language | None = arguments.language
    loaded = []
    for path in arguments.documents:
        document = load(file_or_standard(path), encoding=arguments.encoding)
        own: Language = arguments.language or _language(document, path)
        if language is not None and own != language:
            advice = "analyse each language by itself, or say which it is with --from"
            raise InputError(
                f"is {LANGUAGE_NAMES[own]}, the documents before it are {LANGUAGE_NAMES[language]}",
                path=path,
                advice=advice,
            )
        language = own
        document = with_paragraphs(document, own)
        loaded.append((document, segment_document(document, own, arguments.level)))
    assert language is not None  # there is at least one document
    return language, loaded


def _language(document: Document, path: str) -> Language:
    sizes = Counter[str]()
    for paragraph in document.paragraphs:
        # Characters as the same text has them in either language.
        factor = USUAL_RATIO if paragraph.language == "zh" else 1
        sizes[paragraph.language] += round((paragraph.end - paragraph.start) * factor)
    if not sizes:
        raise InputError("holds no text", path=path)
    if min(sizes["zh"], sizes["en"]) > OTHER * sizes.total():
        raise InputError(
            "is in Chinese and in English", path=path, advice="say which is the source with --from zh or --from en"
        )
    return "zh" if sizes["zh"] > sizes["en"] else "en"
