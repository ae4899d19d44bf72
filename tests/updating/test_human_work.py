"""What a person did to a memory stays, through the releases that follow."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.memories import counts, pair

from duiqi.cli import main
from duiqi.errors import InputError
from duiqi.export import read, save, unit_id
from duiqi.model import Bead, Pair
from duiqi.updating import Change, Upkeep, update_memory
from duiqi.updating.record import locked_record, record_path

RELEASE = [pair("一。", "One."), pair("二。", "Two."), pair("三。", "Three.")]


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    update_memory(tmp_path / "m.tmx", RELEASE)
    return tmp_path / "m.tmx"


def edit(memory: Path, old: str, new: str) -> None:
    text = memory.read_text(encoding="utf-8")
    assert old in text
    memory.write_text(text.replace(old, new), encoding="utf-8")


def delete(memory: Path, gone: Pair) -> None:
    text = memory.read_text(encoding="utf-8")
    unit = re.search(rf'<tu tuid="{unit_id(gone)}"(?s:.*?)</tu>\n', text)
    assert unit
    memory.write_text(text.replace(unit[0], ""), encoding="utf-8")


def english(memory: Path) -> list[str]:
    return [unit.en for unit in read(memory)]


def test_a_corrected_translation_stays(memory: Path) -> None:
    edit(memory, "Two.", "Second.")
    updated = update_memory(memory, RELEASE)
    assert counts(updated) == (0, 0, 2, 1)
    assert [(p.en, kept) for p, kept in zip(updated.conflicts, updated.kept, strict=True)] == [
        ("Two.", "二。 | Second.")
    ]
    changed = [pair("一。", "The first."), pair("二。", "The second."), pair("三。", "Three.")]
    assert counts(update_memory(memory, changed)) == (0, 1, 1, 1)
    assert english(memory) == ["The first.", "Second.", "Three."]


@pytest.mark.parametrize("new", [RELEASE, [RELEASE[0], pair("二二。", "Two."), RELEASE[2]]])
def test_a_corrected_source_stays(memory: Path, new: list[Pair]) -> None:
    """The old text does not come back beside it, also when the next release has another one with the translation."""
    edit(memory, "二。", "贰。")
    assert counts(update_memory(memory, new)) == (0, 0, 2, 1)
    assert [unit.zh for unit in read(memory)] == ["一。", "贰。", "三。"]


@pytest.mark.parametrize("suffix", ["jsonl", "xlsx", "csv", "tsv", "xliff", "tmx"])
def test_a_row_corrected_in_another_program(memory: Path, suffix: str) -> None:
    """Whatever side was corrected, it takes the unit's place, and stays; a later correction of it counts again."""
    for zh, en in (("二。", "The second."), ("贰。", "The second."), ("贰。", "Number two.")):
        assert main(["convert", str(memory), "-o", str(memory.with_name(f"m1.{suffix}")), "--quiet"]) == 0
        table = read(memory.with_name(f"m1.{suffix}"))
        edited = memory.with_name(f"edited.{suffix}")
        assert main(["convert", str(memory), "-o", str(edited), "--srclang", "zh", "--quiet"]) == 0
        correct(edited, table[1], zh, en)
        (pair_,) = (p for p in read(edited) if p.zh == zh)
        assert (pair_.en, pair_.score, pair_.bead.checked) == (en, 1.0, "edited")
        assert counts(update_memory(memory, read(edited))) == (0, 1, 2, 0)
        assert counts(update_memory(memory, read(edited))) == (0, 0, 3, 0)
    assert [(p.zh, p.en) for p in read(memory)] == [("一。", "One."), ("贰。", "Number two."), ("三。", "Three.")]
    # The release knows nothing of it.
    assert counts(update_memory(memory, RELEASE))[:2] == (0, 0)
    assert [(p.zh, p.en) for p in read(memory)][1] == ("贰。", "Number two.")


def correct(path: Path, old: Pair, zh: str, en: str) -> None:
    """Change the texts of a row, and nothing else, as an editor does."""
    if path.suffix == ".xlsx":
        from openpyxl import load_workbook

        book = load_workbook(path)
        for row in book.active.iter_rows():
            for cell in row:
                cell.value = {old.zh: zh, old.en: en}.get(cell.value, cell.value)
        book.save(path)
        return
    text = path.read_text(encoding="utf-8-sig")
    assert old.zh in text
    path.write_text(text.replace(old.zh, zh).replace(old.en, en), encoding="utf-8")


def test_both_are_wanted(memory: Path) -> None:
    edit(memory, "二。", "贰。")
    assert counts(update_memory(memory, RELEASE, changed="add")) == (1, 0, 2, 0)


@pytest.mark.parametrize("stays_away", [1, 2])
def test_what_was_deleted_stays_deleted(memory: Path, stays_away: int) -> None:
    delete(memory, RELEASE[1])
    for _ in range(stays_away):
        updated = update_memory(memory, [*RELEASE, pair("四。", "Four.")])
        assert [p.en for p in updated.deletions] == ["Two."]
    assert english(memory) == ["One.", "Three.", "Four."]
    assert update_memory(memory, RELEASE, upkeep=Upkeep(restore=True)).added == 1
    assert update_memory(memory, RELEASE).deleted == 0
    assert english(memory) == ["One.", "Three.", "Four.", "Two."]


def rejected(pair: Pair) -> Pair:
    return replace(pair, bead=replace(pair.bead, checked="rejected"))


def test_what_was_rejected_is_not_added_by_updates_that_do_not_know_of_it(tmp_path: Path) -> None:
    first, second, third = RELEASE
    for memory in (tmp_path / "new.tmx", tmp_path / "old.tmx"):
        if memory.stem == "old":  # it has the pair, and a person has changed another
            update_memory(memory, RELEASE)
            edit(memory, "Three.", "The third.")
        updated = update_memory(memory, [first, third, rejected(second), rejected(third)])
        assert updated.removed == (memory.stem == "old")
        assert [p.en for p in update_memory(memory, RELEASE).deletions] == ["Two."]
        assert english(memory) == ["One.", "The third." if memory.stem == "old" else "Three."]


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A memory that ``align`` wrote, without a record."""
    save(numbered(3), tmp_path / "w.tmx")
    return tmp_path / "w.tmx"


def numbered(count: int, first: int = 0) -> list[Pair]:
    return [
        Pair(f"第{n}。", f"The {n}.", 0.9, Bead(range(n, n + 1), range(n, n + 1), 0.9), document="r.txt")
        for n in range(first, first + count)
    ]


def test_deleted_before_the_first_update(written: Path) -> None:
    delete(written, numbered(3)[1])
    updated = update_memory(written, numbered(4))
    assert ([p.en for p in updated.deletions], updated.added) == (["The 1."], 1)  # the last one may be new
    assert update_memory(written, numbered(4)).deleted == 1


def test_a_release_that_changed_before_the_first_update(written: Path) -> None:
    """Sentences that came in between move the others: what was there cannot be told."""
    inserted = Pair("新。", "New.", 0.9, Bead(range(1, 2), range(1, 2), 0.9), document="r.txt")
    old = numbered(3)
    moved = [replace(p, bead=Bead(range(n, n + 1), range(n, n + 1), 0.9)) for n, p in ((2, old[1]), (3, old[2]))]
    assert counts(update_memory(written, [old[0], inserted, *moved])) == (1, 0, 3, 0)


def test_filtered_out_before_the_first_update(written: Path) -> None:
    delete(written, numbered(3)[1])
    doubtful = [replace(p, score=0.4) if n == 1 else p for n, p in enumerate(numbered(3))]
    assert counts(update_memory(written, doubtful)) == (1, 0, 2, 0)


def test_a_translation_that_comes_back_was_not_deleted(memory: Path) -> None:
    """The update itself took the unit's old text out."""
    update_memory(memory, [pair("二。", "The second.")])
    assert counts(update_memory(memory, [RELEASE[1]])) == (0, 1, 0, 0)


def test_a_memory_made_anew_has_no_past(memory: Path) -> None:
    memory.unlink()
    assert counts(update_memory(memory, RELEASE)) == (3, 0, 0, 0)


def test_a_renamed_document(memory: Path) -> None:
    """Known by its texts: what changed is replaced, what was deleted stays so, nothing is pruned."""
    delete(memory, RELEASE[0])
    update_memory(memory, [pair(f"{n}。", f"{n}.") for n in range(4, 8)])
    new = [pair(zh, en, "renamed.txt") for zh, en in (("一。", "One."), ("二。", "Two."), ("三。", "The third."))]
    new += [pair(f"{n}。", f"{n}.", "renamed.txt") for n in range(4, 8)]
    updated = update_memory(memory, new, upkeep=Upkeep(documents={"renamed.txt"}))
    assert (*counts(updated), updated.deleted, updated.removed) == (0, 1, 5, 0, 1, 0)
    assert english(memory)[:2] == ["Two.", "The third."]
    again = update_memory(memory, new)
    assert (*counts(again), again.deleted) == (0, 0, 6, 0, 1)


def test_a_copy_of_a_document_is_no_other_name_of_it(memory: Path) -> None:
    copy = [pair(p.zh, p.en, "copy.txt") for p in RELEASE[:2]] + [pair("三。", "The third.", "copy.txt")]
    assert counts(update_memory(memory, [*copy, pair("五。", "Five.")])) == (1, 0, 2, 1)


def test_documents_that_are_gone(memory: Path) -> None:
    update_memory(memory, [pair("四。", "Four.", "other.txt"), pair("五。", "Five.", "other.txt")])
    edit(memory, "Five.", "The fifth.")
    updated = update_memory(memory, RELEASE, upkeep=Upkeep(documents={"r.txt"}))
    assert updated.changes == [Change("removed", ("四。", "Four."), document="other.txt")]
    assert english(memory) == ["One.", "Two.", "Three.", "The fifth."]
    # Removed by the update, not by a person: it may come back.
    assert update_memory(memory, [pair("四。", "Four.", "other.txt")]).added == 1


def test_a_trial_writes_nothing(memory: Path) -> None:
    before, record, told = memory.read_bytes(), record_path(memory).read_bytes(), []
    new = [pair("一。", "The first."), pair("四。", "Four.")]
    updated = update_memory(memory, new, upkeep=Upkeep(dry_run=True, tell=told.append))
    assert told == [
        Change("replaced", ("一。", "One."), ("一。", "The first.")),
        Change("added", new=("四。", "Four.")),
    ]
    assert counts(updated) == (1, 1, 0, 0)
    assert (memory.read_bytes(), record_path(memory).read_bytes()) == (before, record)
    update_memory(memory.with_name("n.tmx"), new, upkeep=Upkeep(dry_run=True))
    assert sorted(path.name for path in memory.parent.iterdir()) == ["m.tmx", "m.tmx.ids"]


def test_a_memory_of_others_gets_no_record(foreign: Path) -> None:
    update_memory(foreign, [pair("会议开始。", "The meeting begins.")])
    assert list(foreign.parent.iterdir()) == [foreign]


def test_a_record_that_is_none(memory: Path) -> None:
    record_path(memory).write_text("ids", encoding="utf-8")
    with pytest.raises(InputError, match=r"m\.tmx\.ids: is no record .*move it away"):
        update_memory(memory, RELEASE)


def test_another_update_is_waited_for(memory: Path) -> None:
    with (
        locked_record(memory),
        pytest.raises(InputError, match="another update of it is running"),
        locked_record(memory, wait=0.05),
    ):
        pass


def test_a_record_that_the_one_before_removed_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory, waiting, connect = tmp_path / "m.tmx", threading.Event(), sqlite3.connect
    in_place: list[bool] = []

    def second() -> None:
        with locked_record(memory):
            in_place.append(record_path(memory).exists())

    def connected(*words: Any, **options: Any) -> sqlite3.Connection:
        database = connect(*words, **options)
        waiting.set()
        return database

    thread = threading.Thread(target=second)
    with locked_record(memory):
        monkeypatch.setattr(sqlite3, "connect", connected)
        thread.start()
        assert waiting.wait(60)
    thread.join(60)
    assert in_place == [True]
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("name", ["a#1.tmx", "100%41.tmx", "a?b.tmx"])
def test_a_trial_of_a_memory_whatever_it_is_called(name: str, tmp_path: Path) -> None:
    memory = tmp_path / name
    update_memory(memory, RELEASE)
    tried = update_memory(memory, RELEASE, upkeep=Upkeep(dry_run=True))
    assert tried.skipped == len(RELEASE)
    assert sorted(os.listdir(tmp_path)) == [name, f"{name}.ids"]


def test_a_trial_with_a_record_that_is_none(memory: Path) -> None:
    record_path(memory).write_text("ids", encoding="utf-8")
    with pytest.raises(InputError, match=r"m\.tmx\.ids: is no record .*move it away"):
        update_memory(memory, RELEASE, upkeep=Upkeep(dry_run=True))


WRITER = """
import sys
from duiqi.model import Bead, Pair
from duiqi.updating import update_memory
bead = Bead(range(1), range(1), 1.0)
for turn in range(3):
    update_memory(sys.argv[1], [Pair(f"{sys.argv[2]}{turn}{n}", f"{n}", 1.0, bead) for n in range(100)])
"""


@pytest.mark.slow
def test_two_updates_at_once_both_end_up_in_it(memory: Path) -> None:
    running = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(memory), name], env={"PYTHONPATH": ":".join(sys.path)})
        for name in ("甲", "乙", "丙")
    ]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert len(read(memory)) == 3 + 900
