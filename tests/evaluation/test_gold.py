"""What is read as gold."""

from __future__ import annotations

from pathlib import Path

import duiqi
from duiqi.evaluation.gold import read_beads, read_gold


def test_beads_of_consecutive_sentences(tmp_path: Path) -> None:
    """Of lines with numbers, those that skip no sentence; of pairs, all."""
    index = tmp_path / "a.align"
    index.write_text("[0]:[0, 1]\n[2, 1]:[2]\n[3]:[]\n[4]:[3, 5]\n", encoding="utf-8")
    assert read_beads(index) == [(range(1), range(2)), (range(1, 3), range(2, 3)), (range(3, 4), range(0))]
    alignment = duiqi.align_sentences(["你好。", "再见。"], ["Hello.", "Goodbye."])
    duiqi.save(alignment, tmp_path / "a.jsonl")
    assert read_beads(tmp_path / "a.jsonl") == [(bead.zh, bead.en) for bead in alignment.beads]


def test_gold_folder_from_windows(tmp_path: Path) -> None:
    """Lines may end as on Windows, with a byte order mark before them; the side with Chinese characters is Chinese."""
    for side, text in (("src", "Hello.\r\nGoodbye.\r\n"), ("tgt", "你好。\r\n再见。\r\n")):
        (tmp_path / side).mkdir()
        (tmp_path / side / "001").write_bytes(text.encode("utf-8-sig"))
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "001.align").write_text("[0]:[0]\n[1]:[1]\n", encoding="utf-8")
    (document,) = read_gold(tmp_path)
    assert (document.zh, document.en) == (("你好。", "再见。"), ("Hello.", "Goodbye."))
    assert document.beads == (((0,), (0,)), ((1,), (1,)))
