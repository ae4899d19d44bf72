"""The report of --explain."""

from __future__ import annotations

import math

import pytest

from duiqi.aligner import part_phrases
from duiqi.explain import explain
from duiqi.model import Alignment, Bead, Document, Edit, Paragraph, Sentence
from duiqi.text.printable import printable


def test_every_part_of_a_score_has_a_phrase() -> None:
    from duiqi.aligner.scoring.features import ALL_FEATURES

    phrases = part_phrases()
    assert set(phrases) == {*ALL_FEATURES, "candidate", "cuts", "rivals", "row", "sentences"}
    assert len(set(phrases.values())) == len(phrases)


def test_the_whole_report() -> None:
    document = Document(
        "r.txt",
        "服務\n好。\nService.",
        (Paragraph("zh", "heading", 0, 2), Paragraph("zh", "text", 3, 5), Paragraph("en", "text", 6, 14)),
        (Edit("pinyin glosses", 2, "(wù)", ""),),
        "zh-then-en",
    )
    zh = (Sentence("服務", 0, 2), Sentence("好。", 3, 5, 1))
    en = (Sentence("Service.", 6, 14, 2),)
    parts = {"placed_en": 2.5, "gale_church": -0.04, "log_length": 0.01, "rivals": -0.3}
    beads = (Bead(range(1), range(1), 1 / (1 + math.exp(-2.17)), parts), Bead(range(1, 2), range(0), 0.8))
    alignment = Alignment(zh, en, beads, "duiqi:1", "r.txt")
    assert "\n".join(explain(document, document, alignment)) == (
        "r.txt\n"
        "  encoding    utf-8\n"
        "  layout      Chinese, then English\n"
        "  paragraphs  2 Chinese, 1 English (text: 2, heading: 1)\n"
        "  repairs     1 (pinyin glosses 1)\n"
        "    line 1, pinyin glosses: 服務(wù) → 服務 (exact)\n"
        "\n"
        "Pairs (sentences counted from 0)\n"
        "\n"
        "  1-1  zh 0  en 0  score 0.898\n"
        "    zh  服務\n"
        "    en  Service.\n"
        "      +2.50  English words that the Chinese explains\n"
        "      -0.30  other ways to pair these sentences\n"
        "      -0.03  2 smaller parts\n"
        "      +2.17  in all: log-odds of 0.898\n"
        "\n"
        "  1-0  zh 1  en –  score 0.800\n"
        "    zh  好。\n"
        "    no partner found; the score is the probability that there is none\n"
        "\n"
        "Made by duiqi:1"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a中\u3000b", "a中\u3000b"), ("a\nb", "a\\u{a}b"), ("\x1b[2J", "\\u{1b}[2J"), ("\u202e", "\\u{202e}")],
)
def test_nothing_a_terminal_would_obey_is_printed(text: str, shown: str) -> None:
    assert printable(text) == shown
