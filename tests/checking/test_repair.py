"""``align repair`` mends what was planted, tells every change, and loses nothing unsaid."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from support.alignments import small_alignment
from support.check_cases import broken, cases, sound
from support.tmx_validity import is_valid

from duiqi.checking import check_file, repair_file
from duiqi.checking.rules import TEXTS
from duiqi.errors import InputError
from duiqi.export import read, save

CASES = cases()
# What only a person can judge: most of what is in the texts, and some of the codes.
MENDED = {"empty", "duplicate", "escaped-twice", "script"}
LEFT = {rule.id for rule in TEXTS} - MENDED | {"source-language", "mixed-codes"}


def rules(path: Path) -> set[str]:
    return {finding.rule for finding in check_file(path)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_each_fault_is_repaired(tmp_path: Path, case: dict[str, object]) -> None:
    (tmp_path / "a.tmx").write_bytes(broken(case))
    if case["name"] in ("wrong encoding declared", "declares an entity", "another root"):
        with pytest.raises(InputError):
            repair_file(tmp_path / "a.tmx", tmp_path / "b.tmx")
        assert not (tmp_path / "b.tmx").exists()
        return
    changes = repair_file(tmp_path / "a.tmx", tmp_path / "b.tmx")
    data = (tmp_path / "b.tmx").read_bytes()
    assert is_valid(data)
    assert rules(tmp_path / "b.tmx") <= LEFT
    if set(rules(tmp_path / "a.tmx")) - LEFT:
        assert changes
    # Once more changes nothing.
    assert repair_file(tmp_path / "b.tmx", tmp_path / "c.tmx") == []
    assert (tmp_path / "c.tmx").read_bytes() == data


def test_repair_loses_no_text_without_saying_so(tmp_path: Path) -> None:
    """Every word of the broken file is in the copy or in the list of changes."""
    for number, case in enumerate(CASES):
        path = tmp_path / f"{number}.tmx"
        path.write_bytes(broken(case))
        try:
            changes = repair_file(path, tmp_path / "b.tmx")
        except InputError:
            continue
        after = (tmp_path / "b.tmx").read_text(encoding="utf-8") + "\n".join(what for _, what in changes)
        if "broken" in after:
            continue  # where the file ends in mid-unit
        for segment in re.findall(r"<seg>([^<&\x01\x0b\x0c\ufffe]*)</seg>", broken(case).decode("utf-8", "replace")):
            for word in segment.split():
                assert word in after or "\ufffd" in word, (case["name"], word)


def test_a_sound_file_is_left_as_it_is(tmp_path: Path) -> None:
    save(small_alignment(), tmp_path / "a.tmx")
    assert repair_file(tmp_path / "a.tmx", tmp_path / "b.tmx") == []
    assert (tmp_path / "b.tmx").read_bytes() == (tmp_path / "a.tmx").read_bytes()


@pytest.mark.slow
def test_repaired_tico_reads_the_same(shared: Path, tmp_path: Path) -> None:
    path = shared / "train" / "tico19.en-zh.tmx"
    changes = repair_file(path, tmp_path / "b.tmx")
    assert len(changes) == 20
    before, after = read(path), read(tmp_path / "b.tmx")
    assert len(after) == len(before) - 1
    same = {(pair.zh, pair.en) for pair in before} & {(pair.zh, pair.en) for pair in after}
    assert len(same) >= len(after) - 19


@pytest.mark.parametrize("files", [80, pytest.param(300, marks=pytest.mark.slow)])
def test_random_damage_is_repaired(tmp_path: Path, files: int) -> None:
    """Whatever is cut out, put in or doubled: the copy is valid, and nothing in it is refused."""
    kept = 0
    for seed in range(files):
        chosen, data = random.Random(seed), bytearray(sound())
        for _ in range(chosen.randint(1, 3)):
            at, size, kind = chosen.randrange(len(data)), chosen.choice([1, 1, 2, 5, 20, 200]), chosen.random()
            if kind < 0.5:
                del data[at : at + size]
            elif kind < 0.8:
                data[at:at] = bytes(chosen.choice(b"<>&\"'/ \x00ax;") for _ in range(size))
            else:
                other = chosen.randrange(len(data))
                data[at:at] = data[other : other + size]
        (tmp_path / "a.tmx").write_bytes(data)
        try:
            repair_file(tmp_path / "a.tmx", tmp_path / "b.tmx")
        except InputError:  # its beginning is damaged
            continue
        repaired = (tmp_path / "b.tmx").read_bytes()
        assert is_valid(repaired), seed
        assert [f for f in check_file(tmp_path / "b.tmx") if f.severity == "refused"] == [], seed
        kept += repaired.count(b"<tu ") + repaired.count(b"<tu>")
    assert kept > 2 * files  # of three times as many


def test_repair_calls_the_source_as_the_units_do(tmp_path: Path) -> None:
    text = sound().decode().replace('srclang="zh-CN"', 'srclang="zh"', 1)
    (tmp_path / "a.tmx").write_text(text, encoding="utf-8")
    assert repair_file(tmp_path / "a.tmx", tmp_path / "b.tmx") == [(4, 'srclang "zh" made "zh-CN"')]
    assert 'srclang="zh-CN"' in (tmp_path / "b.tmx").read_text(encoding="utf-8")
