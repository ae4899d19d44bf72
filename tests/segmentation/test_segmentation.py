"""Segmentation: cases as data, the reference document, invariants, speed, floors on the development gold."""

from __future__ import annotations

import itertools
import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duiqi.model import Document, Language, Level
from duiqi.segmentation import segment, segment_document
from duiqi.structure import find_paragraphs
from duiqi.text.chars import BULLET_DASHES, BULLETS
from tests.benchmarks.segmentation import SETS, count, scores

CASES = Path(__file__).parents[1] / "cases" / "segmentation"
GAP = re.compile(rf"[\s{re.escape(BULLETS + BULLET_DASHES)}]*")

LANGUAGES = st.sampled_from(["zh", "en"])
LEVELS = st.sampled_from(["sentence", "clause", "paragraph"])
MARKS = st.text(alphabet="。！？…；，：“”‘’「」（）《》.!?;,:\"'()[]—-·•* \n\tA1a中文的U.S说/@", max_size=80)
TEXTS = st.one_of(st.text(max_size=120), MARKS)


def cases(language: str) -> list[object]:
    found = []
    for line in (CASES / f"{language}.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        marks = [pytest.mark.xfail(strict=True, reason=case["xfail"])] if "xfail" in case else []
        found.append(pytest.param(case["text"], case["sentences"], id=case["text"][:30], marks=marks))
    return found


@pytest.mark.parametrize(("text", "sentences"), cases("zh"))
def test_chinese(text: str, sentences: list[str]) -> None:
    assert [s.text for s in segment(text, "zh")] == sentences


@pytest.mark.parametrize(("text", "sentences"), cases("en"))
def test_english(text: str, sentences: list[str]) -> None:
    assert [s.text for s in segment(text, "en")] == sentences


@pytest.mark.parametrize("case", json.loads((CASES / "clauses.json").read_text("utf-8")), ids=lambda c: c["text"][:30])
def test_clauses(case: dict[str, object]) -> None:
    language: Language = case["lang"]  # type: ignore[assignment]
    assert [s.text for s in segment(str(case["text"]), language, level="clause")] == case["clauses"]


@given(TEXTS, LANGUAGES, LEVELS)
def test_sentences_and_gaps_rejoin(text: str, language: Language, level: Level) -> None:
    end = 0
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for sentence in segment(text, language, level=level):
        assert sentence.text == text[sentence.start : sentence.end]
        assert sentence.text.strip() == sentence.text != ""
        assert sentence.start >= end
        assert GAP.fullmatch(text[end : sentence.start])
        assert starts[sentence.paragraph] <= sentence.start < sentence.end <= starts[sentence.paragraph + 1]
        end = sentence.end
    assert GAP.fullmatch(text[end:])


@given(TEXTS, LANGUAGES)
def test_clauses_refine_sentences(text: str, language: Language) -> None:
    def ends(level: Level) -> set[int]:
        return {s.end for s in segment(text, language, level=level)}

    assert ends("paragraph") <= ends("sentence") <= ends("clause")


@given(TEXTS, LEVELS)
def test_document_sentences_cover_paragraphs(text: str, level: Level) -> None:
    paragraphs, layout = find_paragraphs(text)
    document = Document("x", text, paragraphs, layout=layout)
    by_paragraph: dict[int, list[tuple[int, int]]] = {}
    for language in ("zh", "en"):
        for s in segment_document(document, language, level):
            assert s.text == text[s.start : s.end] == s.text.strip() != ""
            assert paragraphs[s.paragraph].language == language
            by_paragraph.setdefault(s.paragraph, []).append((s.start, s.end))
    assert sorted(by_paragraph) == list(range(len(paragraphs)))
    for index, spans in by_paragraph.items():
        paragraph = paragraphs[index]
        assert (spans[0][0], spans[-1][1]) == (paragraph.start, paragraph.end)
        for (_, before), (after, _) in itertools.pairwise(spans):
            assert not text[before:after].strip()


def test_paragraph_numbers_count_lines() -> None:
    assert [(s.text, s.paragraph) for s in segment("甲。乙。\n\n· 丙。\n", "zh")] == [
        ("甲。", 0),
        ("乙。", 0),
        ("丙。", 2),
    ]


def test_line_ends_are_sentence_ends() -> None:
    text = "The areas are:\n· health;\n· trade"
    assert [s.text for s in segment(text, "en")] == ["The areas are:", "health;", "trade"]


@pytest.mark.parametrize("text", ["甲。", ""])
@pytest.mark.parametrize(
    ("language", "level", "message"),
    [
        ("fr", "sentence", "lang is 'fr'; it can be 'zh' or 'en'"),
        ("zh", "word", "level is 'word'; it can be 'sentence', 'clause' or 'paragraph'"),
    ],
)
def test_unknown_names_raise(text: str, language: Language, level: Level, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        segment(text, language, level=level)
    with pytest.raises(ValueError, match=f"^{message}$"):
        segment_document(Document("x", text), language, level)


def test_a_list_is_no_text() -> None:
    with pytest.raises(TypeError, match="text is a list, not a string; of several texts, segment each on its own"):
        segment(["甲。"], "zh")  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_reference_document(shared: Path, language: Language) -> None:
    gold = json.loads((shared / "seed" / "gold.json").read_text("utf-8"))
    found = segment("\n".join(gold[f"{language}_line_text"]), language)
    assert [s.text for s in found] == [s["text"] for s in gold[language]]
    assert [s.paragraph for s in found] == [s["line"] for s in gold[language]]


@pytest.mark.parametrize(
    "floor", json.loads((CASES / "floors.json").read_text("utf-8")), ids=lambda f: f"{f['set']}-{f['lang']}"
)
def test_floors(shared: Path, floor: dict[str, object]) -> None:
    name, folder, language = next(s for s in SETS if s[0] == floor["set"] and s[2] == floor["lang"])
    result = scores(*count(shared, name, folder, language))
    for measure in ("precision", "recall"):
        assert result[measure] >= floor[measure], measure


# Ten times the text must not take much more than ten times as long: the second of these was once quadratic.
@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "unit",
    [
        "他来了。她走了，",
        "！x",
        "(a?)",
        "（a？）",
        ". ",
        '." ',
        '-" ',
        "a, and ",
        "No. 5 ",
        "“a。",
        "《",
        "www.",
        "a@",
        "   |",
        "好．",
        "好？》。",
        "left.Tom",
        "art. I v. A ",
    ],
)
def test_time_is_linear(unit: str, language: Language) -> None:
    start = time.process_time()
    segment(unit * (60_000 // len(unit)), language, level="clause")
    assert time.process_time() - start < 1.5  # quadratic behaviour took 10 s and more
