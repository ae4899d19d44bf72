"""The invariants of the whole pipeline, on arbitrary text and on mutilated documents."""

from __future__ import annotations

import io
import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from duiqi import Alignment, Document, InputError, align, align_sentences, clean, save
from duiqi.cleaning import raw_places

SAMPLE = Path(__file__).parent.parent / "data" / "samples" / "belt-and-road-2020-06-18.txt"

# Building blocks that come near real text, and those that break careless readers.
PIECES = st.sampled_from(
    ["中国", "美國(guó)", "二十五", "。", "！", "……", "”", "“", "（一）", "·", "- ", "1. ", "\n", "\n\n", "\r\n", "\t",
     " ", "The world ", "Mr. ", "e.g. ", "U.S.", "3.5%", "?", ". ", ": ", "...", '"', "’", "(WHO)", "http://a.b/c?d=e",
     "&amp;", "锟斤拷", "ä¸\xad", "?!耙粠б宦贰背h", "\u200b", "\ufeff", "\x00", "\x07", "\u2028", "\ud800",
     "\U0001f600", "\U00020000"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=40).map("".join))
SENTENCES = st.lists(st.one_of(st.text(max_size=12), st.lists(PIECES, max_size=5).map("".join)), max_size=12)


def check(alignment: Alignment) -> None:
    """The beads tile both sides; scores are probabilities; each sentence is where it says."""
    for side, sentences in (("zh", alignment.zh), ("en", alignment.en)):
        indices = [index for bead in alignment.beads for index in getattr(bead, side)]
        assert indices == list(range(len(sentences)))
        assert all(first.end <= second.start for first, second in pairwise(sentences))
    for bead in alignment.beads:
        assert bead.zh or bead.en
        assert 0.0 <= bead.score <= 1.0


def run(text: str) -> Alignment | None:
    """The alignment of ``text`` as a file, checked; None when it is refused as no usable text."""
    try:
        alignment = align(io.BytesIO(text.encode("utf-8", errors="surrogatepass")))
    except InputError:
        return None
    check(alignment)
    for format in ("jsonl", "tmx"):
        save(alignment, io.BytesIO(), format=format, unaligned=True)
    return alignment


def mutilated(text: str, rng: random.Random) -> str:
    """``text`` with pieces deleted, doubled, moved, and odd characters put in."""
    for _ in range(rng.randint(1, 8)):
        start = rng.randrange(len(text))
        end = min(len(text), start + rng.choice((1, 5, 50, 500)))
        piece = text[start:end]
        change = rng.randrange(5)
        if change == 0:
            text = text[:start] + text[end:]
        elif change == 1:
            text = text[:end] + piece + text[end:]
        elif change == 2:
            rest = text[:start] + text[end:]
            place = rng.randrange(len(rest) + 1)
            text = rest[:place] + piece + rest[place:]
        elif change == 3:
            odd = rng.choice("\n\r\t \x00\x07\u200b\ufeff\u2028?\ufffd(（。.“\"'\U0001f600")
            text = text[:start] + odd * rng.randint(1, 3) + text[start:]
        else:
            text = text[:start] + "".join(rng.sample(piece, len(piece))) + text[end:]
        text = text or "x"
    return text


@given(TEXTS)
@example("一\n\x00\n²")  # a line of a mark that stood for a table
@example("一\n\x00\n\n| 甲 | a |\n| 乙 | b |\n\n\x00")
@settings(max_examples=25, deadline=None)
def test_arbitrary_text(text: str) -> None:
    run(text)


@pytest.mark.slow
@given(TEXTS)
@settings(max_examples=10_000, deadline=None)
def test_ten_thousand_arbitrary_texts(text: str) -> None:
    run(text)


def test_mutilated_copies(seed_path: Path) -> None:
    rng = random.Random(1)
    text = seed_path.read_text(encoding="utf-8")
    for _ in range(3):
        run(mutilated(text, rng))


@pytest.mark.slow
def test_five_hundred_mutilated_copies(seed_path: Path, shared: Path) -> None:
    rng = random.Random(2)
    documents = [seed_path, *sorted(p for p in (shared / "docs").glob("*/*") if p.suffix in (".txt", ".md"))]
    texts = [path.read_text(encoding="utf-8")[:20_000] for path in documents]
    assert len(texts) > 5
    aligned = [run(mutilated(texts[k % len(texts)], rng)) for k in range(500)]
    assert sum(alignment is not None for alignment in aligned) > 450


@given(SENTENCES, SENTENCES)
@settings(max_examples=40, deadline=None)
def test_arbitrary_sentences(zh: list[str], en: list[str]) -> None:
    alignment = align_sentences(zh, en)
    check(alignment)
    assert [s.text for s in alignment.zh] == zh
    assert [s.text for s in alignment.en] == en


@given(TEXTS, TEXTS)
@example("AAAAAAAAA㐀", "0AAAAAAAAA㐀")  # each as Chinese as the other
@settings(max_examples=15, deadline=None)
def test_the_order_of_two_texts_does_not_matter(first: str, second: str) -> None:
    results = []
    for texts in ((first, second), (second, first)):
        try:
            results.append(align(*(Document("d", text) for text in texts)))
        except InputError as error:
            results.append(str(error))  # type: ignore[arg-type]
    assert results[0] == results[1]


def test_the_order_of_two_files_does_not_matter(tmp_path: Path, seed_path: Path) -> None:
    lines = seed_path.read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "zh.txt").write_text("".join(lines[:12]), encoding="utf-8")
    (tmp_path / "en.txt").write_text("".join(lines[12:]), encoding="utf-8")
    forth = align(tmp_path / "zh.txt", tmp_path / "en.txt")
    back = align(tmp_path / "en.txt", tmp_path / "zh.txt")
    assert forth == back
    assert forth.source == "zh.txt en.txt"


def test_the_order_of_the_languages_in_a_file_does_not_matter(seed_path: Path) -> None:
    lines = seed_path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    first = next(k for k, line in enumerate(lines) if line.startswith("On the evening"))
    turned = "\n".join([*lines[first:], *lines[:first]])
    forth, back = align(seed_path), align(io.StringIO(turned))
    assert [(b.zh, b.en, b.score) for b in forth.beads] == [(b.zh, b.en, b.score) for b in back.beads]
    assert [s.text for s in forth.zh] == [s.text for s in back.zh]


@given(TEXTS)
@settings(max_examples=50, deadline=None)
def test_edits_lead_back_to_the_raw_text(text: str) -> None:
    cleaned = clean(text)
    assert raw_places(cleaned.text, cleaned.edits)[0] == text
