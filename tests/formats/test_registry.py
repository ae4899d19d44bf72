"""The formats and the pages on them say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from duiqi.formats import FORMATS, Format

DOCS = Path(__file__).parents[2] / "docs"
SUFFIX = re.compile(r"`(\.[a-z0-9]+)`")


def rows(page: str) -> list[list[str]]:
    """The cells of all tables of a page."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]


def test_a_suffix_is_of_one_format() -> None:
    for chosen in (
        [format for format in FORMATS.values() if format.reads_documents],
        [format for format in FORMATS.values() if format.reads_pairs],
        [format for format in FORMATS.values() if format.writes_pairs],
    ):
        suffixes = [suffix for format in chosen for suffix in format.suffixes]
        assert len(suffixes) == len(set(suffixes))


@pytest.mark.parametrize("format", FORMATS.values(), ids=lambda format: format.name)
def test_a_format_can_do_something(format: Format) -> None:
    assert format.reads_documents or format.reads_pairs
    assert not (format.read_document and format.read_table)
    assert not (format.read_pairs and format.read_files)
    assert not (format.write_pairs and format.write_files)
    assert format.reads_pairs or not format.writes_pairs
    assert format.binary or not format.marks


def test_the_page_on_input_formats_has_them_all() -> None:
    told = {suffix for row in rows("input-formats.md") if row[0].startswith("[") for suffix in SUFFIX.findall(row[1])}
    assert told == {
        suffix
        for format in FORMATS.values()
        if format.reads_documents
        for suffix in (*format.suffixes, *format.shared_suffixes)
    }


def test_the_page_on_converting_has_them_all() -> None:
    told = {row[0].strip("`"): row for row in rows("convert.md") if row[0].strip("`") in FORMATS}
    assert set(told) == {name for name, format in FORMATS.items() if format.reads_pairs}
    for name, row in told.items():
        assert all(f"`{suffix}`" in row[1] for suffix in FORMATS[name].suffixes if name != "intertext")
        assert ("read only" in row[2]) is not FORMATS[name].writes_pairs
        if FORMATS[name].writes_pairs:
            assert ("an empty side" in row[3]) is not FORMATS[name].keeps_unaligned
