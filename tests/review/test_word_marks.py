"""The words that the page joins, packed."""

from __future__ import annotations

from duiqi.aligner import align_sentences
from duiqi.model import Alignment, Bead, Sentence
from duiqi.review.word_marks import BASE, DIGITS, pack, word_marks


def unpacked(text: str) -> list[int]:
    """The numbers again."""
    numbers, number = [], 0
    for char in text:
        value = DIGITS.index(char)
        number = number * BASE + value % BASE
        if value < BASE:
            numbers.append(number)
            number = 0
    return numbers


def test_digits_stand_in_json_and_html_as_they_are() -> None:
    assert len(DIGITS) == len(set(DIGITS)) == 2 * BASE
    assert not set(DIGITS) & set('<\\"')


def test_packing() -> None:
    numbers = [0, 44, 1, 45, 2070, 44 * 45 + 44, 45**3]
    assert unpacked(pack(numbers)) == numbers
    # As tests/review/node/unit.test.mjs reads them.
    assert pack([0, 44, 1, 45, 2070, 0]) == "#P$R#RR##"


def test_places_count_in_the_sentences_of_a_pair_laid_end_to_end() -> None:
    texts = ["\U00020000王毅。", "北京。"], ["It rains.", "Wang Yi lives", "in Beijing."]
    zh, en = ([Sentence(text, 0, len(text)) for text in side] for side in texts)
    beads = Bead(range(0), range(1), 0.9), Bead(range(2), range(1, 3), 0.9)
    nothing, marks = word_marks(Alignment(tuple(zh), tuple(en), beads))
    assert nothing == ""
    # 王毅 and Wang; 北京, one character on, and Beijing. The first character is two to JavaScript.
    assert unpacked(marks) == [2, 1, 0, 3, 1, 1, 16, 6]


def test_a_pair_without_words_has_none() -> None:
    assert word_marks(align_sentences(["……"], ["..."])) == [""]
