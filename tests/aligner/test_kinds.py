"""Kinds of pairs, and rows whose words say nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from duiqi.aligner import align_segmented, align_sentences
from duiqi.aligner.result.kinds import with_rows
from duiqi.model import Alignment, Bead, Document, Hint, Sentence
from duiqi.segmentation import segment_document
from duiqi.structure import nowhere, places_of, with_paragraphs


def kinds(zh: list[str], en: list[str]) -> list[str]:
    return [bead.kind for bead in align_sentences(zh, en).beads]


def table(rows: list[tuple[str, str]]) -> Alignment:
    """The alignment of a table with a Chinese and an English column."""
    text, hints = "", []
    for number, cells in enumerate(rows):
        for cell in cells:
            hints.append(Hint(len(text), len(text) + len(cell), None, "table cell", number))
            text += cell + "\n"
    document = with_paragraphs(Document("a.docx", text, hints=tuple(hints)))
    sides = segment_document(document, "zh"), segment_document(document, "en")
    return align_segmented(*sides, places=places_of(document, document, *sides))


@pytest.mark.parametrize(
    ("zh", "en", "kind"),
    [
        ("今天下雨。", "It is raining today.", ""),
        ("This kernel module is deprecated.", "This kernel  module is deprecated.", "same"),
        ("SEE README", "See README", "same"),
        ("（3.5）", "3.5", "wordless"),
        ("120 %", "120 %", "same"),
        ("", "", "same"),
        ("二〇二〇年", "2020", ""),
    ],
)
def test_kinds_of_texts(zh: str, en: str, kind: str) -> None:
    found = kinds(["会议昨天在北京举行。", zh], ["The meeting was held in Beijing yesterday.", en])
    assert found[0] == ""
    assert kind in found


def test_headings_and_words_of_a_row_are_terms() -> None:
    rows = [
        ("账户", "Account"),
        ("区块链", "Blockchain"),
        ("交易费用", "Transaction fee"),
        ("今天下雨。", "It rains today."),
    ]
    alignment = table(rows)
    assert [(pair.zh, pair.en) for pair in alignment] == rows
    assert [pair.kind for pair in alignment] == ["term", "term", "term", ""]


def rows_paired(found: list[bool]) -> list[tuple[str, float]]:
    """Type and score of what ``with_rows`` makes of rows of one sentence a side, of which the words tell so many."""
    n = len(found)
    sides = [tuple(Sentence("x", k, k + 1, 2 * k + side) for k in range(n)) for side in (0, 1)]
    rows = tuple(range(1, n + 1))
    gates = tuple((k, k) for k in range(1, n))
    places = replace(nowhere(n, n), rows=(rows, rows), gates=gates)
    beads: list[Bead] = []
    for k, paired in enumerate(found):
        if paired:
            beads.append(Bead(range(k, k + 1), range(k, k + 1), 0.9))
        else:
            beads += [Bead(range(k, k + 1), range(k, k), 0.6), Bead(range(k + 1, k + 1), range(k, k + 1), 0.6)]
    return [(bead.type, bead.score) for bead in with_rows(beads, (sides[0], sides[1]), places)]


def test_a_row_is_a_pair_where_most_rows_are() -> None:
    assert rows_paired([True, False, True, True]) == [("1-1", 0.9), ("1-1", 0.75), ("1-1", 0.9), ("1-1", 0.9)]


def test_a_row_may_be_none_where_few_rows_are() -> None:
    assert rows_paired([True, False]) == [("1-1", 0.9), ("1-0", 0.6), ("0-1", 0.6)]


def test_a_term_that_is_in_no_dictionary() -> None:
    found = {pair.zh: pair.en for pair in table([("账户", "Account"), ("弥逊", "Mijin"), ("公链", "Public chain")])}
    assert found["弥逊"] == "Mijin"


def test_untranslated_passages_are_no_reason_to_warn() -> None:
    zh = ["会议昨天在北京举行。", "双方讨论了疫苗合作。", "他们明年再见面。"]
    en = [
        "The meeting was held in Beijing yesterday.",
        "Both sides discussed vaccines.",
        "They will meet again next year.",
    ]
    code = [f"usage: tool{k} --verbose --output FILE{k} prints {k} lines of text" for k in range(12)]
    alignment = align_sentences(zh + code, en + code)
    assert alignment.warnings == ()
    assert [pair.kind for pair in alignment] == [""] * 3 + ["same"] * 12
    assert min(pair.score for pair in alignment) > 0.9
