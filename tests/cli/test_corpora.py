"""``align`` with documents as records: every source and sink, what is done again, parts, and what cannot be used."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.cases import cases
from support.commands import EN, PLAIN, SOON, ZH, processes_of
from support.corpora import SOURCES, documents, done, lines_of, outputs, plain

from duiqi.batch.resuming import read_manifest
from duiqi.cli import main

pytest.importorskip("pyarrow")

SINKS: dict[str, list[object]] = {
    "files": [],
    "jsonl": ["--shard-size", 4],
    "parquet": ["--shard-size", 4, "--format", "parquet"],
}
DOCUMENTS = 9
# How often a run is killed; each time it starts anew.
MOST_KILLS = 3


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """What each sink holds of the corpus."""
    root = tmp_path_factory.mktemp("wanted")
    source = plain(documents(DOCUMENTS), root)
    for sink, options in SINKS.items():
        assert main([str(source), "-o", str(root / sink), "--quiet", "--jobs", "1", *map(str, options)]) == 1
    return {sink: outputs(root / sink) for sink in SINKS}


def test_what_the_sinks_hold(wanted: dict[str, dict[str, bytes]]) -> None:
    ids = [each["id"] for each in documents(DOCUMENTS) if each["en"].strip()]
    assert sorted(wanted["files"]) == sorted(f"{id}.tmx" for id in ids)
    assert list(wanted["jsonl"]) == ["part-00000.jsonl", "part-00001.jsonl", "part-00002.jsonl"]
    rows = [json.loads(line) for data in wanted["jsonl"].values() for line in data.splitlines()]
    assert list(dict.fromkeys(row["document"] for row in rows)) == ids
    assert len(rows) == 3 * len(ids)
    from io import BytesIO

    from pyarrow import parquet

    tables = [parquet.read_table(BytesIO(data)).to_pylist() for data in wanted["parquet"].values()]
    last = {"repair": "", "kind": "", "checked": ""}
    assert [{**row, **last} for row in rows] == [row for table in tables for row in table]


@pytest.mark.parametrize("sink", SINKS)
@pytest.mark.parametrize("source", SOURCES)
def test_every_source_to_every_sink(
    align: Any, tmp_path: Path, wanted: dict[str, dict[str, bytes]], source: str, sink: str
) -> None:
    if source.startswith("saved"):
        pytest.importorskip("datasets")
    path = SOURCES[source](documents(DOCUMENTS), tmp_path)
    result = align(path, "-o", tmp_path / "out", "--jobs", 1, *SINKS[sink])
    assert outputs(tmp_path / "out") == wanted[sink]
    assert result.status == 1
    lines = result.err.splitlines()
    names = "'translation.zh', English in 'translation.en'" if source == "translations" else "'zh', English in 'en'"
    assert lines[0] == f"{path}: a document a record: Chinese in {names}, its id in 'id'"
    assert len([line for line in lines if "holds no text" in line]) == 1
    assert lines[2] == "9 documents, 1 failed: 24 pairs, 0 of 24 (0%) below 0.9"
    again = align(path, "-o", tmp_path / "out", "--jobs", 1, *SINKS[sink])
    assert again.err.splitlines() == [*lines, "  up to date, not aligned again: 8 documents"]
    assert outputs(tmp_path / "out") == wanted[sink]


@pytest.mark.parametrize("sink", SINKS)
def test_a_list(align: Any, tmp_path: Path, wanted: dict[str, dict[str, bytes]], sink: str) -> None:
    (tmp_path / "in").mkdir()
    lines = []
    for each in documents(DOCUMENTS):
        for side in ("zh", "en"):
            (tmp_path / "in" / f"{each['id']}.{side}.txt").write_text(each[side], encoding="utf-8")
        lines.append(f"in/{each['id']}.zh.txt\tin/{each['id']}.en.txt\t{each['id']}\n")
    (tmp_path / "pairs.tsv").write_text("".join(lines), encoding="utf-8")
    result = align("--list", tmp_path / "pairs.tsv", "-o", tmp_path / "out", "--jobs", 1, *SINKS[sink])
    assert (result.status, outputs(tmp_path / "out")) == (1, wanted[sink])
    assert result.err.splitlines()[0] == f"align: {tmp_path}/in/d2.en.txt: the file holds no text"
    (tmp_path / "in" / "d3.en.txt").write_text(EN, encoding="utf-8")
    dry = align("--list", tmp_path / "pairs.tsv", "-o", tmp_path / "out", "--dry-run", *SINKS[sink])
    assert dry.out.decode() == "d3: input changed\n"


def test_a_list_without_ids(align: Any, tmp_path: Path) -> None:
    (tmp_path / "zh").mkdir()
    (tmp_path / "en").mkdir()
    (tmp_path / "zh" / "a.txt").write_text(ZH, encoding="utf-8")
    (tmp_path / "en" / "a.txt").write_text(EN, encoding="utf-8")
    (tmp_path / "b.txt").write_text(ZH + EN, encoding="utf-8")
    (tmp_path / "l.tsv").write_text("zh/a.txt\ten/a.txt\n\nb.txt\n", encoding="utf-8")
    result = align("--list", tmp_path / "l.tsv", "-o", tmp_path / "out", "--jobs", 1, "--format", "jsonl")
    assert (result.status, sorted(outputs(tmp_path / "out"))) == (0, ["a.jsonl", "b.jsonl"])


@pytest.mark.parametrize("case", cases("corpora/bad.jsonl"))
def test_what_cannot_be_used(align: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: dict[str, Any]) -> None:
    monkeypatch.chdir(tmp_path)
    data = bytes.fromhex(case["bytes"]) if "bytes" in case else case["text"].encode()
    Path(case["file"]).write_bytes(data)
    inputs = ["--list", case["file"]] if "list" in case else [case["file"]]
    result = align(*inputs, "-o", "out", "--quiet", "--jobs", 1, *case.get("options", ()))
    lines = result.err.splitlines()
    assert (result.status, len(lines)) == (case["status"], len(case["err"]))
    for line, wanted in zip(lines, case["err"], strict=True):
        # After a star another library has the word.
        assert line == f"align: {wanted}" or (wanted.endswith("*") and line.startswith(f"align: {wanted[:-1]}"))
    assert case["status"] == 1 or not Path("out").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "name a file or folder, or a list of files with --list"),
        (["c.jsonl", "--list", "l.tsv"], "--list takes the place of c.jsonl"),
        (
            ["c.jsonl"],
            "several documents need -o with the folder to write to, or one file for all of them, such as memory.tmx",
        ),
        (["r.txt", "--zh-column", "zh", "-o", "x.tmx"], "columns are named, but no corpus has them"),
        (
            ["c.jsonl", "--columns", "A", "B", "-o", "out"],
            "--columns is for documents; the columns of a corpus are named by --zh-column, --en-column, --text-column "
            "and --id-column",
        ),
        (
            ["c.jsonl", "-o", "x.tmx", "--shard-size", "3"],
            "--shard-size and --shard are for several documents and -o with a folder to write to",
        ),
        (
            ["c.jsonl", "-o", "out", "--shard-size", "3", "--format", "tmx"],
            "--shard-size is for the formats jsonl and parquet",
        ),
        (["c.jsonl", "-o", "out", "--shard", "3/2"], "argument --shard: '3/2' is no share, such as 1/8 to 8/8"),
    ],
)
def test_arguments_that_do_not_go_together(
    align: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    plain(documents(1), tmp_path)
    Path("r.txt").write_text(ZH + EN, encoding="utf-8")
    result = align(*arguments, "--quiet")
    assert (result.status, result.err.splitlines()[-1]) == (2, f"align: error: {message}")


def test_one_output_for_all(align: Any, tmp_path: Path, wanted: dict[str, dict[str, bytes]]) -> None:
    path = plain(documents(DOCUMENTS), tmp_path)
    assert align(path, "-o", tmp_path / "all.jsonl", "--jobs", 1).status == 1
    assert (tmp_path / "all.jsonl").read_bytes() == b"".join(wanted["jsonl"].values())
    memory = [path, "-o", tmp_path / "all.tmx", "--update", "--jobs", 1]
    assert align(*memory).err.splitlines()[-1].startswith(f"{tmp_path}/all.tmx: ")
    assert " 0 added" in align(*memory).err.splitlines()[-1]


def test_a_folder_to_files_of_many(align: Any, folder: Path, tmp_path: Path) -> None:
    result = align(folder, "-o", tmp_path / "out", "--shard-size", 2, "--jobs", 1)
    assert result.status == 1
    rows = [json.loads(line)["document"] for data in outputs(tmp_path / "out").values() for line in data.splitlines()]
    assert rows == ["r1.txt", "r1.txt", "sub/r2.zh.txt sub/r2.en.txt", "sub/r2.zh.txt sub/r2.en.txt"]


def test_names_of_outputs(align: Any, tmp_path: Path) -> None:
    ids = [
        "R1",
        "r1",
        "../../etc/passwd",
        "con",
        ".hidden",
        "a/b",
        "https://x.org/a?b=1",
        "会议",
        "x" * 500,
        "é",
        "e\u0301",
    ]
    path = plain([{"id": id, "zh": ZH, "en": EN} for id in ids], tmp_path)
    assert align(path, "-o", tmp_path / "out", "--jobs", 1, "--format", "jsonl").status == 0
    names = sorted(outputs(tmp_path / "out"))
    assert len({name.casefold() for name in names}) == len(ids)
    assert {"R1.jsonl", "a/b.jsonl", "会议.jsonl"} <= set(names)
    assert sorted(outputs(tmp_path)) == sorted(["c.jsonl", *(f"out/{name}" for name in names)])
    assert {json.loads(data.splitlines()[0])["document"] for data in outputs(tmp_path / "out").values()} == set(ids)


@pytest.mark.parametrize("sink", SINKS)
def test_only_what_changed_is_done(align: Any, tmp_path: Path, sink: str) -> None:
    records = documents(DOCUMENTS)
    path, out = plain(records, tmp_path), tmp_path / "out"
    run = [path, "-o", out, "--quiet", "--jobs", 1, *SINKS[sink]]
    align(*run)
    records[5]["en"] = EN
    records[2]["en"] = EN
    records.append({"id": "new", "zh": ZH, "en": EN})
    plain(records, tmp_path)
    todo = align(*run, "--dry-run").out.decode().splitlines()
    assert todo == ["d2: input changed", "d5: input changed", "new: new"]
    assert align(*run).status == 0
    assert align(*run, "--dry-run").out == b""
    align(path, "-o", tmp_path / "anew", "--quiet", "--jobs", 1, *SINKS[sink])
    assert outputs(out) == outputs(tmp_path / "anew")
    first = min(path for path in out.iterdir() if not path.name.startswith("."))
    first.unlink()
    lost = align(*run, "--dry-run").out.decode().splitlines()
    assert lost == [f"d{n}: output missing" for n in range(1 if sink == "files" else 4)]
    align(*run)
    assert outputs(out) == outputs(tmp_path / "anew")
    assert all(
        "options changed" in line for line in align(*run, "--dry-run", "--min-score", 0.5).out.decode().splitlines()
    )


def test_files_of_an_earlier_run_are_told(align: Any, tmp_path: Path) -> None:
    run = [plain(documents(4), tmp_path), "-o", tmp_path / "out", "--quiet", "--jobs", 1, "--shard-size", 2]
    align(*run)
    plain(documents(2), tmp_path)
    message = "align: warning: of an earlier run with more documents, and not removed: part-00001.jsonl"
    assert align(*run).err.splitlines() == [message]


@pytest.mark.parametrize("sink", ["jsonl", "parquet"])
def test_a_file_that_another_program_changed(align: Any, tmp_path: Path, sink: str) -> None:
    records = documents(4)
    path, out = plain(records, tmp_path), tmp_path / "out"
    run = [path, "-o", out, "--quiet", "--jobs", 1, *SINKS[sink]]
    align(*run)
    (written,) = outputs(out)
    (out / written).write_bytes(b"x" * (out / written).stat().st_size)
    records[0]["en"] = f"{EN}\n"
    plain(records, tmp_path)
    result = align(*run)
    assert result.status == 2
    start = f"align: {out / written}: is not as it was written: "
    assert result.err.splitlines()[-1].startswith(start)
    assert result.err.endswith("; remove it; its documents are then aligned anew\n")
    (out / written).unlink()
    assert align(*run).status == 1
    align(path, "-o", tmp_path / "anew", "--quiet", "--jobs", 1, *SINKS[sink])
    assert outputs(out) == outputs(tmp_path / "anew")


@pytest.mark.parametrize("sink", SINKS)
def test_parts_are_merged(align: Any, tmp_path: Path, wanted: dict[str, dict[str, bytes]], sink: str) -> None:
    out = tmp_path / "out"
    run = [plain(documents(DOCUMENTS), tmp_path), "-o", out, "--quiet", "--jobs", 1, *SINKS[sink], "--shard"]
    for part in ("3/3", "1/3"):
        align(*run, part)
    assert (
        align("status", out).err
        == "align: not counted, as not merged (--merge): what runs with --shard noted: 1/3, 3/3\n"
    )
    merged = align("status", out, "--merge")
    assert (merged.status, merged.err) == (1, "align: --shard 2/3 is missing; run it again\n")
    align(*run, "2/3")
    merged = align("status", out, "--merge")
    assert (merged.status, merged.err) == (0, "")
    assert b"9 documents: 8 done, 1 failed, 0 passed over, 0 pending" in merged.out
    assert outputs(out) == wanted[sink]
    assert sorted(path.name for path in out.glob(".duiqi*")) == [".duiqi.lock", ".duiqi.sqlite"]
    assert align(*run[:-1], "--dry-run").out == b""
    for part in ("1/3", "2/3", "3/3"):
        assert align(*run, part, "--dry-run").out == b""


def test_parts_of_a_folder(align: Any, folder: Path, tmp_path: Path) -> None:
    align(folder, "-o", tmp_path / "whole", "--quiet", "--jobs", 1)
    for part in ("1/2", "2/2"):
        align(folder, "-o", tmp_path / "out", "--quiet", "--jobs", 1, "--shard", part)
    assert align("status", tmp_path / "out", "--merge").status == 0
    assert outputs(tmp_path / "out") == outputs(tmp_path / "whole")


def test_a_part_beside_a_whole_run(align: Any, tmp_path: Path) -> None:
    from duiqi.batch.resuming import Part, locked_manifest

    run = [plain(documents(2), tmp_path), "-o", tmp_path / "out", "--quiet", "--jobs", 1]
    with locked_manifest(tmp_path / "out"):
        assert "another run is writing to it" in align(*run, "--shard", "1/2").err
    with locked_manifest(tmp_path / "out", Part(1, 2)):
        assert "another run is writing to it" in align(*run).err
        assert "another run is writing to it" in align(*run, "--shard", "1/2").err
        assert "another run is writing to it" in align("status", tmp_path / "out", "--merge").err
        assert align(*run, "--shard", "2/2").status == 0


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kinds=st.lists(st.sampled_from("abc"), min_size=1, max_size=7),
    size=st.integers(1, 4),
    parts=st.integers(1, 4),
    order=st.randoms(use_true_random=False),
)
def test_parts_together_are_the_whole(
    tmp_path_factory: pytest.TempPathFactory, kinds: list[str], size: int, parts: int, order: random.Random
) -> None:
    root = tmp_path_factory.mktemp("parts")
    texts = {"a": EN, "b": " ", "c": "We thank all countries.\n"}
    path = plain([{"id": n, "zh": ZH, "en": texts[kind]} for n, kind in enumerate(kinds)], root)
    run = [str(path), "--quiet", "--jobs", "1", "--shard-size", str(size), "-o"]
    main([*run, str(root / "whole")])
    numbers = list(range(1, parts + 1))
    order.shuffle(numbers)
    for number in numbers:
        main([*run, str(root / "parts"), "--shard", f"{number}/{parts}"])
    assert main(["status", str(root / "parts"), "--merge"]) == 0
    assert outputs(root / "parts") == outputs(root / "whole")
    with read_manifest(root / "parts") as joined, read_manifest(root / "whole") as whole:
        assert [e.target for e in joined.entries()] == [e.target for e in whole.entries()]
    pairs = [len(data.splitlines()) for data in outputs(root / "whole").values()]
    assert len(pairs) == -(-len(kinds) // size)


@pytest.mark.slow
@pytest.mark.parametrize("sink", SINKS)
def test_processes_do_not_change_the_outputs(tmp_path: Path, wanted: dict[str, dict[str, bytes]], sink: str) -> None:
    path = plain(documents(DOCUMENTS), tmp_path)
    words = [sys.executable, "-m", "duiqi", path, "-o", tmp_path / "out", "--quiet", "--jobs", 2, *SINKS[sink]]
    subprocess.run(
        [*map(str, words)], env={**PLAIN, "PYTHONHASHSEED": "7"}, capture_output=True, timeout=120, check=False
    )
    assert outputs(tmp_path / "out") == wanted[sink]


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("sink", SINKS)
def test_killed_at_any_moment(tmp_path: Path, seed_path: Path, sink: str) -> None:
    text = seed_path.read_text(encoding="utf-8")
    records = [{"id": n, "text": f"{text[: 3000 + 500 * n]}{n}\n" if n != 5 else " "} for n in range(12)]
    path, out = tmp_path / "c.jsonl", tmp_path / "out"
    path.write_bytes(lines_of(records))
    run = [sys.executable, "-m", "duiqi", str(path), "--jobs", "2", *map(str, SINKS[sink]), "-o"]
    undisturbed = subprocess.run([*run, str(tmp_path / "other")], capture_output=True, env=PLAIN, timeout=120)
    assert undisturbed.returncode == 1
    chance, kills, status = random.Random(sink), 0, -signal.SIGKILL
    while status == -signal.SIGKILL and kills < MOST_KILLS:
        before = done(out)
        process = subprocess.Popen([*run, str(out)], stderr=subprocess.PIPE, env=PLAIN, start_new_session=True)
        while process.poll() is None and done(out) == before:
            time.sleep(0.02)
        time.sleep(chance.uniform(0, 0.3))
        process.send_signal(signal.SIGKILL)
        _, err = process.communicate(timeout=60)
        assert b"Traceback" not in err
        assert before <= done(out)
        status = process.returncode
        kills += status == -signal.SIGKILL
        deadline = time.monotonic() + SOON
        while processes_of(process.pid) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert processes_of(process.pid) == []
    assert kills
    assert subprocess.run([*run, str(out)], capture_output=True, env=PLAIN, timeout=120).returncode == 1
    assert outputs(out) == outputs(tmp_path / "other")
    assert done(out) == done(tmp_path / "other")


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="resource limits of POSIX")
def test_memory_does_not_grow_with_the_corpus(tmp_path: Path) -> None:
    """200 MB that are read in the memory that 10 MB take: each record carries 250 kB that nobody wants."""
    peaks = []
    for number in (40, 800):
        path = tmp_path / f"{number}.jsonl"
        with open(path, "w", encoding="utf-8") as stream:
            for each in documents(number):
                print(json.dumps({**each, "other": "x" * 250_000}), file=stream)
        words = [sys.executable, "-m", "duiqi", str(path), "-o", str(tmp_path / f"out{number}"), "--quiet"]
        process = subprocess.Popen(
            [*words, "--jobs", "1", "--shard-size", "100"], stderr=subprocess.DEVNULL, env=PLAIN, start_new_session=True
        )
        _, status, usage = os.wait4(process.pid, 0)
        assert os.waitstatus_to_exitcode(status) == 1
        peaks.append(usage.ru_maxrss)
        path.unlink()
    assert peaks[1] - peaks[0] < 20_000  # kilobytes
