"""``align`` with a folder, again: what is done anew, what is told of the rest, and what a killed run leaves."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from support.commands import EN, PLAIN, SOON, ZH, processes_of
from support.corpora import done, outputs

from duiqi.batch.resuming import Entry, Part, locked_manifest

UP_TO_DATE = "  up to date, not aligned again: "
AGAIN = "  failed or passed over before, unchanged: 1 document (--retry-failed tries again)"


def test_what_is_up_to_date_is_left_alone(align: Any, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = align(folder, "-o", out, "--jobs", 1)
    before, times = outputs(out), {path: path.stat().st_mtime_ns for path in out.rglob("*.tmx")}
    second = align(folder, "-o", out, "--jobs", 1)
    assert (first.status, second.status) == (1, 1)
    assert (outputs(out), {path: path.stat().st_mtime_ns for path in times}) == (before, times)
    told = [line for line in first.err.splitlines() if " → " not in line]
    assert second.err.splitlines() == [*told, f"{UP_TO_DATE}2 documents", AGAIN]


def rewrite(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")


# A name, what is changed in the input or output folder, options of the next run, and what it has to do.
CHANGES: list[tuple[str, Callable[[Path, Path], object], list[object], list[str]]] = [
    ("nothing", lambda folder, out: None, [], []),
    ("only its time", lambda folder, out: os.utime(folder / "r1.txt", (1, 1)), [], []),
    ("an input", lambda folder, out: rewrite(folder / "sub" / "r2.en.txt"), [], ["sub/r2: input changed"]),
    ("one that failed", lambda folder, out: rewrite(folder / "bad.txt"), [], ["bad: input changed"]),
    ("an output", lambda folder, out: rewrite(out / "r1.tmx"), [], ["r1: output changed"]),
    ("no output", lambda folder, out: (out / "r1.tmx").unlink(), [], ["r1: output missing"]),
    ("a new one", lambda folder, out: (folder / "r3.txt").write_text(ZH + EN, "utf-8"), [], ["r3: new"]),
    (
        "an option",
        lambda folder, out: None,
        ["--min-score", 0.1],
        [f"{name}: options changed" for name in ("bad", "r1", "sub/r2")],
    ),
    ("a format", lambda folder, out: None, ["--format", "jsonl"], [f"{name}: new" for name in ("bad", "r1", "sub/r2")]),
    ("what failed", lambda folder, out: None, ["--retry-failed"], ["bad: failed before"]),
    (
        "explain",
        lambda folder, out: None,
        ["--explain"],
        [f"{name}: to be explained" for name in ("bad", "r1", "sub/r2")],
    ),
    ("no manifest", lambda folder, out: (out / ".duiqi.sqlite").unlink(), [], ["bad: new", "r1: new", "sub/r2: new"]),
]


@pytest.fixture(scope="module")
def aligned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder ``in`` that was aligned to ``out``."""
    root = tmp_path_factory.mktemp("aligned")
    (root / "in" / "sub").mkdir(parents=True)
    for name, text in (("r1.txt", ZH + EN), ("sub/r2.zh.txt", ZH), ("sub/r2.en.txt", EN), ("bad.txt", " \n")):
        (root / "in" / name).write_text(text, encoding="utf-8")
    words = [sys.executable, "-m", "duiqi", "in", "-o", "out", "--quiet", "--jobs", "1"]
    subprocess.run(words, cwd=root, env=PLAIN, stderr=subprocess.DEVNULL, timeout=120, check=False)
    return root


@pytest.mark.parametrize("case", CHANGES, ids=[each[0] for each in CHANGES])
def test_what_is_to_be_done(
    align: Any,
    aligned: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    case: tuple[str, Callable[[Path, Path], object], list[object], list[str]],
) -> None:
    _, change, options, todo = case
    subprocess.run(["cp", "-a", f"{aligned}/.", str(tmp_path)], check=True)
    monkeypatch.chdir(tmp_path)
    change(tmp_path / "in", tmp_path / "out")
    before = outputs(tmp_path)
    result = align("in", "-o", "out", "--dry-run", "--quiet", *options)
    assert (result.out.decode().splitlines(), result.status, result.err) == (todo, 0, "")
    assert outputs(tmp_path) == before


@pytest.mark.parametrize("format", ["moses", "intertext", "dataset"])
def test_an_output_of_several_files(align: Any, tmp_path: Path, format: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "r1.txt").write_text(ZH + EN, encoding="utf-8")
    again = [tmp_path / "in", "-o", tmp_path / "out", "--format", format, "--quiet"]
    assert align(*again).status == 0
    files = sorted(path for path in (tmp_path / "out").rglob("*") if path.is_file() and not path.name.startswith("."))
    assert len(files) > 1
    for path in files:
        assert align(*again, "--dry-run").out == b""
        path.unlink()
        assert align(*again, "--dry-run").out == b"r1: output missing\n"
        assert align(*again).status == 0
    rewrite(tmp_path / "in" / "r1.txt")
    assert align(*again).status == 0


def test_a_dry_run_makes_no_folder(align: Any, folder: Path, tmp_path: Path) -> None:
    result = align(folder, "-o", tmp_path / "out", "--dry-run", "--quiet")
    assert result.out.decode().splitlines() == ["bad: new", "r1: new", "sub/r2: new"]
    assert not (tmp_path / "out").exists()


def test_a_dry_run_tells_how_many(align: Any, folder: Path, tmp_path: Path) -> None:
    run = (folder, "-o", tmp_path / "out", "--dry-run")
    assert align(*run).err.splitlines()[-1] == "to align: 3 of 3 documents"
    align(*run[:-1], "--quiet")
    again = align(*run)
    assert (again.out, again.err.splitlines()[-1]) == (b"", "to align: 0 of 3 documents")


def test_status(align: Any, aligned: Path) -> None:
    lines = align("status", aligned / "out").out.decode().splitlines()
    assert lines[:2] == [
        "failed: bad.tmx: in/bad.txt: the file holds no text",
        "3 documents: 2 done, 1 failed, 0 passed over, 0 pending",
    ]
    assert lines[2].startswith("  4 pairs, ")
    rows = align("status", aligned / "out", "--json").units
    assert [(row["document"], row["output"], row["outcome"], row["pairs"]) for row in rows] == [
        ("bad.txt", "bad.tmx", "failed", 0),
        ("r1.txt", "r1.tmx", "done", 2),
        ("sub/r2.zh.txt sub/r2.en.txt", "sub/r2.tmx", "done", 2),
    ]


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Another run."""
    with closing(sqlite3.connect(out / ".duiqi.lock", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield


def test_a_second_run_says_so(align: Any, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with locked(out):
        result = align(folder, "-o", out, "--quiet", "--jobs", 1)
    assert result.status == 2
    assert result.err.splitlines()[1:] == [
        f"align: {out}: another run is writing to it; wait for its end, or give another folder with -o; align status "
        "shows how far it is"
    ]
    assert outputs(out) == {}


def test_a_part_is_not_refused_for_a_whole_run_that_was(tmp_path: Path) -> None:
    with locked_manifest(tmp_path):
        pass
    with closing(sqlite3.connect(tmp_path / ".duiqi.lock", isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN EXCLUSIVE")
        timer = threading.Timer(0.2, other.execute, ["ROLLBACK"])
        timer.start()
        with locked_manifest(tmp_path, Part(1, 2)) as manifest:
            manifest.put([Entry("a", "a.txt")])
        timer.join()


def damage(out: Path, statement: str) -> None:
    with closing(sqlite3.connect(out / ".duiqi.sqlite")) as database, database:
        database.execute(statement)


@pytest.mark.parametrize("told", ["", "[]", "{}", '["check_choice", "", null, null, null]', '{"left_out": 1}'])
def test_a_row_that_says_nothing_is_done_again(align: Any, folder: Path, tmp_path: Path, told: str) -> None:
    out = tmp_path / "out"
    align(folder, "-o", out, "--quiet", "--jobs", 1)
    damage(out, f"UPDATE documents SET told = '{told}'")
    result = align(folder, "-o", out, "--dry-run", "--quiet")
    assert result.out.decode().splitlines() == [
        f"{name}: not known what became of it" for name in ("bad", "r1", "sub/r2")
    ]


def test_what_a_killed_run_left_is_removed(align: Any, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    align(folder, "-o", out, "--quiet", "--jobs", 1)
    before = outputs(out)
    damage(out, "UPDATE documents SET outcome = 'pending' WHERE target = 'sub/r2.tmx'")
    for name in ("sub/.r2.tmx.0123456789ab.tmp", "sub/.r9.tmx.0123456789ab.tmp", "sub/.r2.tmx.mine.tmp"):
        (out / name).write_bytes(b"<tmx")
    align(folder, "-o", out, "--quiet", "--jobs", 1)
    others = dict.fromkeys(("sub/.r9.tmx.0123456789ab.tmp", "sub/.r2.tmx.mine.tmp"), b"<tmx")
    assert outputs(out) == {**before, **others}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_names_that_are_no_utf8(align: Any, tmp_path: Path) -> None:
    root, out = tmp_path / "in", tmp_path / "out\udcfe"
    root.mkdir()
    for name in ("一\udcff.txt", "b.txt"):
        (root / name).write_text(ZH + EN, encoding="utf-8")
    (root / "c\udcff.txt").write_text(" ", encoding="utf-8")
    assert align(root, "-o", out, "--shard", "1/1", "-q").status == 1
    assert align("status", out, "--merge").out.startswith(b"failed: c\\u{dcff}.tmx: ")
    written = {path.name: path.stat().st_mtime_ns for path in out.glob("*.tmx")}
    assert sorted(written) == ["b.tmx", "一\udcff.tmx"]
    again = align(root, "-o", out)
    assert again.status == 1
    assert f"{UP_TO_DATE}2 documents" in again.err
    assert written == {path.name: path.stat().st_mtime_ns for path in out.glob("*.tmx")}


def test_what_is_no_manifest(align: Any, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / ".duiqi.sqlite").write_bytes(b"no database" * 100)
    for words in ([folder, "-o", out, "--quiet"], ["status", out]):
        result = align(*words)
        assert result.status == 2
        assert result.err.splitlines()[-1] == (
            f"align: {out}/.duiqi.sqlite: is no manifest of a folder's outputs (file is not a database); remove it; "
            "all documents are then aligned anew"
        )
    (out / ".duiqi.sqlite").unlink()
    damage(out, "PRAGMA user_version = 99")
    assert "it was written by a newer duiqi" in align("status", out).err


def test_where_no_folder_was_aligned_to(align: Any, tmp_path: Path) -> None:
    result = align("status", tmp_path)
    assert (result.status, result.out) == (2, b"")
    assert result.err == (
        f"align: {tmp_path}: no folder of documents was aligned to it; name the folder that was given with -o\n"
    )


def killed_or_ended(words: list[str], out: Path, more: int, wait: float) -> int:
    """Start a run, kill it ``wait`` seconds after it has done ``more`` documents, if it is still there, and see that
    nothing of it is left; its status."""
    before = done(out)
    process = subprocess.Popen(words, stderr=subprocess.PIPE, env=PLAIN, start_new_session=True)
    while process.poll() is None and len(done(out)) < len(before) + more:
        time.sleep(0.002)
    time.sleep(wait)
    process.send_signal(signal.SIGKILL)
    _, err = process.communicate(timeout=60)
    assert "Traceback" not in err.decode()
    deadline = time.monotonic() + SOON
    while (left := processes_of(process.pid)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert left == []
    assert before <= done(out)
    return process.returncode


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("jobs", [1, 2])
def test_killed_at_any_moment(tmp_path: Path, seed_path: Path, jobs: int) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    text = seed_path.read_text(encoding="utf-8")
    for number in range(24):
        (folder / f"r{number:02d}.txt").write_text(f"{text}{number}\n", encoding="utf-8")
    (folder / "r05.txt").write_text(" \n", encoding="utf-8")
    run = [sys.executable, "-m", "duiqi", str(folder), "--jobs", str(jobs), "-o"]
    undisturbed = subprocess.run([*run, str(tmp_path / "other")], capture_output=True, env=PLAIN, timeout=120)
    assert undisturbed.returncode == 1
    chance, kills = random.Random(jobs), 0
    # By documents done, not by seconds: a fast machine ends them all within one.
    while killed_or_ended([*run, str(out)], out, chance.randint(1, 4), chance.uniform(0, 0.05)) == -signal.SIGKILL:
        kills += 1
        # Those that were being worked on, and no more, are done again.
        assert len(list(out.glob("*.tmx"))) - len(done(out)) <= jobs
    assert kills
    assert outputs(out) == outputs(tmp_path / "other")
    assert json.dumps(sorted(done(out))) == json.dumps(sorted(done(tmp_path / "other")))
