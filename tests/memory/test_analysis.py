"""Every segment is counted once, in the band of its best match."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.local_memories import TEXTS

from duiqi.memory import BANDS, Segments, analyse, open_memory, total
from duiqi.memory.analysis import count_words


@pytest.mark.parametrize(
    ("text", "band"),
    [
        (TEXTS[2][0], "100%"),
        ("我們感謝各國的支持。", "100%"),  # the other script
        ("8月9日晚，国务委员兼外交部长王毅在北京主持会议。", "95–99%"),  # other numbers
        ("我们感谢各国支持。", "85–94%"),
        ("我们感谢各国支援。", "75–84%"),
        ("我们感谢他们支援。", "50–74%"),
        ("今天天气很冷。", "new"),
        ("……", "new"),
    ],
)
def test_bands(path: Path, text: str, band: str) -> None:
    with open_memory(path) as memory:
        (counts,) = analyse(memory, [Segments("d.txt", [text])], "zh")
    assert counts.segments == {band: 1}
    assert counts.words == {band: count_words(text, "zh")}


def test_context_and_repetitions(path: Path) -> None:
    documents = [
        Segments("a.txt", [TEXTS[1][0], TEXTS[2][0], "今天天气很冷。", "今天天气很冷。", TEXTS[2][0]]),
        Segments("a.txt", ["今天天气很冷。"]),
    ]
    with open_memory(path) as memory:
        first, second = analyse(memory, documents, "zh")
    # What comes before counts as well as the segment itself.
    assert first.segments == {"100%": 2, "in context": 1, "new": 1, "repeated": 1}
    assert second.segments == {"repeated": 1}
    assert total([first, second]).segments == {"100%": 2, "in context": 1, "new": 1, "repeated": 2}


def test_english(path: Path) -> None:
    texts = [TEXTS[2][1], "We thank all states for their support.", "It is cold."]
    with open_memory(path) as memory:
        (counts,) = analyse(memory, [Segments("d.txt", texts)], "en")
    assert counts.words == {"100%": 7, "85–94%": 7, "new": 3}


@given(st.lists(st.sampled_from([*(zh for zh, _ in TEXTS), "新。", "会议讨论了合作。", "1"]), max_size=8))
def test_all_are_counted(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    from support.local_memories import made_memory

    with open_memory(made_memory(tmp_path_factory.mktemp("m"))) as memory:
        (counts,) = analyse(memory, [Segments("d", texts)], "zh")
    assert counts.segments.total() == len(texts)
    assert counts.words.total() == sum(count_words(text, "zh") for text in texts)
    assert set(counts.segments) <= set(BANDS)


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("We met at 9 o'clock – twice.", "en", 7),
        ("", "en", 0),
        ("我们9:30在 Paris 会面。", "zh", 8),
        ("２０２０年，COVID-19蔓延", "zh", 9),
    ],
)
def test_words(text: str, language: str, number: int) -> None:
    assert count_words(text, language) == number  # type: ignore[arg-type]
