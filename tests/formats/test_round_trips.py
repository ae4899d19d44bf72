"""Every format reads back what it writes, whatever the text."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from support.alignments import alignments
from support.hostile_texts import hostile_texts

from duiqi.blocks.tables.term_cells import alternatives
from duiqi.export import OUTPUT_FORMATS, WriteOptions, Written, iter_pairs, write
from duiqi.formats.tbx import is_term
from duiqi.io.xml import XML_ILLEGAL
from duiqi.model import Alignment, Bead, Pair, Repaired
from duiqi.pairs.fields import LINE_BREAK
from duiqi.text.chars import SURROGATE

pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")
pytest.importorskip("pyarrow")

XML = ("tmx", "intertext", "xliff12", "tbx")
# What a format cannot hold of a text, and so removes.
LOST = {**dict.fromkeys(XML, XML_ILLEGAL), "xlsx": re.compile("[\ud800-\udfff\ufffe\uffff]")}
STATES: tuple[Repaired, ...] = get_args(Repaired)
# Formats without a place for a pair with an empty side, for sentence numbers, for scores and documents.
NO_EMPTY, NO_NUMBERS = ("tmx", "xliff", "xliff12", "moses", "tbx"), ("moses", "intertext")


def held(pair: Pair, format: str) -> tuple[object, ...]:
    """What a file of that format keeps of a pair."""
    zh, en, document = (LOST.get(format, SURROGATE).sub("", text) for text in (pair.zh, pair.en, pair.document))
    if format == "moses":
        zh, en = (" ".join(filter(None, map(str.strip, LINE_BREAK.split(text)))) for text in (zh, en))
    if format == "tbx":  # terms are on one line
        return tuple(" ".join(text.split()) for text in (zh, en, document))
    if format in NO_NUMBERS:
        return zh, en
    if format in ("xliff", "xliff12"):  # in an attribute
        document = XML_ILLEGAL.sub("", document)
    return zh, en, round(pair.score, 4), pair.bead.zh, pair.bead.en, pair.zh_par, pair.en_par, document, pair.repair


def terms_of(pair: Pair) -> list[Pair]:
    """The pairs that a pair is in a termbase: a cell of a table, with neither kind nor document, may hold several."""
    if pair.kind or pair.document:
        return [pair]
    texts = ([XML_ILLEGAL.sub("", term) for term in alternatives(text)] for text in (pair.zh, pair.en))
    zh, en = (list(dict.fromkeys(" ".join(text.split()) for text in side if text.strip())) for side in texts)
    if not zh or not en:
        return [pair]
    return [replace(pair, zh=zh[0], en=term) for term in en] + [replace(pair, zh=term, en=en[0]) for term in zh[1:]]


def whole(pairs: list[Pair], format: str) -> list[Pair]:
    """The pairs that a file of that format has a place for. Pairs that hold no times make no subtitles."""
    if format == "srt":
        return []
    if format == "xlsx":
        pairs = [pair for pair in pairs if max(len(pair.zh), len(pair.en)) <= 32_767]
    if format == "tbx":
        pairs = [term for pair in pairs if is_term(pair) for term in terms_of(pair)]
    if format in NO_EMPTY:
        illegal = SURROGATE if format == "moses" else XML_ILLEGAL
        pairs = [p for p in pairs if illegal.sub("", p.zh).strip() and illegal.sub("", p.en).strip()]
    return pairs


def back(alignment: Alignment | list[Pair], format: str, folder: Path) -> tuple[Written, list[Pair]]:
    """Write and read again, by the format's own suffix."""
    path = folder / {"moses": "a.zh", "intertext": "a.xml", "dataset": "a"}.get(format, f"a.{format}")
    named = format if format in ("dataset", "xliff12") else None
    return write(alignment, path, WriteOptions(format=named, unaligned=True)), list(iter_pairs(path, format=named))


TEXTS = [name for name in OUTPUT_FORMATS if name != "index"]


@pytest.mark.slow
@pytest.mark.parametrize("format", TEXTS)
def test_three_hundred_hostile_texts(tmp_path: Path, format: str) -> None:
    texts = hostile_texts()
    assert len(texts) >= 300
    pairs = [
        Pair(
            text,
            f"{text} {n}",
            0.5,
            Bead(range(n, n + 1), range(n, n + 1), 0.5),
            (n,),
            (n,),
            f"d{n % 7}",
            repair=STATES[n % 3],
        )
        for n, text in enumerate(texts)
    ]
    pairs.sort(key=lambda pair: pair.document)  # the order of sheets and <file>s
    written, found = back(pairs, format, tmp_path)
    expected = whole(pairs, format)
    assert [held(pair, format) for pair in found] == [held(pair, format) for pair in expected]
    # What is not there, or not as it was, was told.
    assert written.units == len(expected)
    assert written.skipped == len(pairs) - len(expected)
    changed = [pair for pair in expected if held(pair, format)[:2] != (pair.zh, pair.en)]
    assert bool(changed) == bool(written.removed or written.joined)


@pytest.mark.parametrize("format", TEXTS)
@given(alignment=alignments())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_reads_back(tmp_path_factory: pytest.TempPathFactory, format: str, alignment: Alignment) -> None:
    expected = whole(list(alignment.pairs(unaligned=True)), format)
    if format == "tmx" and not expected:
        return  # an error; see below
    _, found = back(alignment, format, tmp_path_factory.mktemp("a"))
    if format == "intertext":
        # Sentences are joined again after reading, without the characters that were removed.
        expected = [
            Pair(*(XML_ILLEGAL.sub("", text) for text in (pair.zh, pair.en)), 1.0, pair.bead) for pair in expected
        ]
        assert [(p.bead.zh, p.bead.en) for p in found] == [
            (pair.bead.zh or range(0), pair.bead.en or range(0)) for pair in expected
        ]
        assert [p.en for p in found] == [p.en for p in expected]
        return
    assert [held(pair, format) for pair in found] == [held(pair, format) for pair in _normal_ranges(expected, format)]


def _normal_ranges(pairs: list[Pair], format: str) -> list[Pair]:
    """An empty range has no place in a list of numbers."""
    return [
        Pair(
            p.zh,
            p.en,
            p.score,
            Bead(p.bead.zh or range(0), p.bead.en or range(0), p.score),
            p.zh_par,
            p.en_par,
            p.document,
            repair=p.repair,
        )
        for p in pairs
    ]


@pytest.mark.parametrize("format", [name for name in OUTPUT_FORMATS if name not in ("tmx", "index")])
def test_nothing_reads_back_as_nothing(tmp_path: Path, format: str) -> None:
    assert back([], format, tmp_path)[1] == []
