"""The file of corrections: written and read back, and what is wrong with a line is told with its number."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.corrected import aligned, corrections

from duiqi.corrections import Ruling, correction_lines, document_digest, read_corrections
from duiqi.corrections.correction import Run, WasBead
from duiqi.corrections.recording import Place
from duiqi.errors import InputError

CASES = json.loads((Path(__file__).parents[1] / "cases" / "corrections" / "lines.json").read_text("utf-8"))


def _made() -> list[Any]:
    alignment, _ = aligned()
    places = (
        Place(range(1, 3), range(1, 2), beads=(Ruling(2, 1),), why="one sentence in English"),
        Place(range(0), range(2, 3), now_en=("The weather \u2028 was <b>fine</b>.",)),
        Place(range(3, 4), range(2, 3), ("天气", "很好。"), None, (Ruling(2, 1, "realigned", 0.25),)),
        Place(range(4, 5), range(0), beads=(Ruling(1, 0, "rejected"),)),
        Place(range(3), range(2), ("我们", "签", "没有来。"), zh_of=((0, 1), (0, 2), (2, 3)), beads=(Ruling(3, 2),)),
    )
    return corrections(alignment, *places)


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    made = _made()
    path = tmp_path / "c.jsonl"
    path.write_text("".join(correction_lines(made)), "utf-8")
    read = read_corrections(path)
    assert [replace(c, path="c.jsonl") for c in read] == made
    assert read[0].zh == Run(1, ("会议在北京举行。", "王先生没有来。"), "我们昨天签署了协议。", "天气很好。")
    assert [(b.zh, b.en) for b in read[0].was_beads] == [((1,), (1,)), ((2,), ())]
    assert isinstance(read[0].was_beads[0], WasBead)
    # A line a correction, whatever is in it.
    assert path.read_text("utf-8").count("\n") == len(made)


def test_keys_are_in_the_order_of_the_specification() -> None:
    first = json.loads(next(correction_lines(_made())))
    assert list(first) == ["format", "document", "was", "now", "who", "when", "why", "program"]
    assert list(first["was"]["zh"]) == ["first", "texts", "before", "after", "digest"]


def test_digests_leave_out_what_xml_cannot_hold() -> None:
    assert document_digest(["天\ud800气\x00"], ["A"]) == document_digest(["天气"], ["A"])
    assert document_digest(["天", "气"], []) != document_digest(["天气"], [])
    # As in docs/corrections.md; the review page computes the same.
    assert document_digest(["天气很好。"], ["The weather is fine."]) == "9c9b2a7b90a58387"


def test_a_folder_of_them_is_read_by_name(tmp_path: Path) -> None:
    lines = list(correction_lines(_made()))
    (tmp_path / "b.jsonl").write_text(lines[0], "utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.jsonl").write_text("\n" + lines[1], "utf-8")
    (tmp_path / "notes.txt").write_text("nothing", "utf-8")
    read = read_corrections(tmp_path)
    assert [(Path(c.path).name, c.line) for c in read] == [("b.jsonl", 1), ("a.jsonl", 2)]


def test_a_folder_without_any(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_corrections(tmp_path)
    assert str(caught.value) == f"{tmp_path}: holds no corrections (.jsonl)"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["message"][:40])
def test_what_is_no_correction_is_told_with_its_line(case: dict[str, Any], tmp_path: Path) -> None:
    good = next(correction_lines(_made()))
    data = json.loads(good)
    for path, value in case["change"].items():
        *keys, last = path.split(".")
        place: Any = data
        for key in keys:
            place = place[int(key)] if isinstance(place, list) else place[key]
        if value is None:
            del place[last]
        else:
            place[last] = value
    file = tmp_path / "c.jsonl"
    file.write_text(good + json.dumps(data) + "\n", "utf-8")
    with pytest.raises(InputError) as caught:
        read_corrections(file)
    assert str(caught.value) == f"{file}:2: {case['message']}"


def test_a_line_that_is_no_json(tmp_path: Path) -> None:
    file = tmp_path / "c.jsonl"
    file.write_text("{\n", "utf-8")
    with pytest.raises(InputError, match=r"c\.jsonl:1: is not JSON"):
        read_corrections(file)
