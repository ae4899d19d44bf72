"""Lists of contents are left out of both sides or of neither, and nothing that is no such list."""

from __future__ import annotations

import json
from typing import Any

import pytest
from support.cases import CASES

from duiqi import align
from duiqi.blocks.typed.contents.lists import returning_lists
from duiqi.explain import explain_document
from duiqi.model import Document, Hint
from duiqi.pipeline import load_sides

DATA = json.loads((CASES / "blocks" / "contents.json").read_text(encoding="utf-8"))
CHAPTERS: list[tuple[str, str, str, str]] = DATA["chapters"]
BODY = [[line for chapter in CHAPTERS for line in chapter[side : side + 3 : 2]] for side in (0, 1)]
CONTENTS: dict[str, list[str]] = DATA["cases"][0]


def text(lines: list[str]) -> str:
    return "\n\n".join(lines) + "\n"


def pairs_of(*documents: Document) -> list[tuple[str, str]]:
    return [(pair.zh, pair.en) for pair in align(*documents)]


@pytest.mark.parametrize("case", DATA["cases"], ids=lambda case: case["name"])
def test_of_both_sides_or_of_neither(case: dict[str, Any]) -> None:
    fronts = case["zh"], case["en"]
    raw = [Document("a.txt", text([*front, *body])) for front, body in zip(fronts, BODY, strict=True)]
    documents = load_sides(*raw)
    for document, front, body in zip(documents, fronts, BODY, strict=True):
        kept = [document.text[p.start : p.end] for p in document.paragraphs]
        told = [omission.text for omission in document.omissions]
        assert len(kept) + len(told) == len(front) + len(body)
        assert kept[-len(body) :] == body
        assert len(told) == (len(front) if case["left_out"] else 0)
        assert any("table of contents" in note for note in document.notes) == case["left_out"]
        assert not any("third language" in line for line in explain_document(document))
    found = pairs_of(*raw)
    headings = [(chapter[0], chapter[1]) for chapter in CHAPTERS]
    assert [pair for pair in found if pair in headings][-len(headings) :] == headings
    assert not case["left_out"] or found.count(headings[2]) == 1


@pytest.mark.parametrize("alternating", [False, True])
def test_in_a_text_with_both_languages(alternating: bool) -> None:
    sides = [[*CONTENTS[language], *body] for language, body in zip(("zh", "en"), BODY, strict=True)]
    lines = [line for both in zip(*sides, strict=True) for line in both] if alternating else [*sides[0], *sides[1]]
    found = pairs_of(Document("a.txt", text(lines)))
    assert len(found) == len(set(found)) == len(BODY[0])
    assert set(found) == set(zip(*BODY, strict=True))


def test_a_file_that_marks_its_headings_keeps_what_it_lists() -> None:
    documents = []
    for language, body in zip(("zh", "en"), BODY, strict=True):
        lines = [*CONTENTS[language], *body]
        start = len(text(lines[:7])) + 1
        heading = Hint(start, start + len(body[0]), kind="heading")
        documents.append(Document("a.txt", text(lines), hints=(heading,)))
    assert not any(document.omissions for document in load_sides(*documents))


def test_a_text_that_is_all_headings_has_no_list_of_them() -> None:
    headings = [chapter[1] for chapter in CHAPTERS]
    assert returning_lists(["Contents", *headings, *headings]) == []
    assert returning_lists(["Contents", *headings, *BODY[1]]) == [list(range(7))]


def test_a_list_that_ends_the_text() -> None:
    both = []
    for language, body in zip(("zh", "en"), BODY, strict=True):
        lines = [*body, *CONTENTS[language]]
        assert returning_lists(lines) == [list(range(len(body), len(lines)))]
        # What stands behind it, or under another title, is text.
        assert (
            returning_lists([*lines, "The end came late, and nobody who had been there spoke of it again. " * 4]) == []
        )
        assert returning_lists([*body, "Chapters", *CONTENTS[language][1:]]) == []
        both.append(Document("a.txt", text(lines)))
    found = pairs_of(*both)
    assert len(found) == len(set(found)) == len(BODY[0])


def test_titles_that_come_twice_and_lists_of_tables() -> None:
    entries = ["1 Fish", "1.1 Boats", "1.2 Notes", "2 Birds", "2.1 Nests", "2.2 Notes"]
    tables = ["List of Tables", "1.1 Boats", "1.2 Nests"]
    body = [line for entry in entries for line in (entry, f"What there is to say of {entry} is said here, at length.")]
    body[4:4] = ["Table 1.1 Boats"]
    body[-2:-2] = ["Table 1.2 Nests"]
    assert returning_lists(["Contents", *entries, *tables, *body]) == [list(range(10))]


def test_a_sentence_in_the_list_is_text() -> None:
    lines = [*CONTENTS["en"][:4], "What follows was found later.", *CONTENTS["en"][4:], *BODY[1]]
    assert returning_lists(lines) == [[0, 1, 2, 3, 5, 6, 7]]
