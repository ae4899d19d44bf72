"""``--engine ray``: two workers on this machine give the same bytes as processes, also when they are killed."""

from __future__ import annotations

import os
import sys
import threading
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import psutil
import pytest
from support.commands import EN, ZH
from support.corpora import documents, outputs, parquet, plain
from support.ray_work import deadly

from duiqi.batch.sources import Record


@pytest.fixture
def corpus(tmp_path: Path) -> tuple[Path, Path]:
    """Two files with records, some of which fail."""
    records = documents(40)
    for number, record in enumerate(records):
        record["name"] = f"n{number}"
    first = plain(records[:25], tmp_path)
    return first, parquet(records[25:], tmp_path)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["c.jsonl", "--address", "auto"], "--address is for --engine ray"),
        (["a.txt", "--engine", "ray"], "--engine ray is for several documents: a folder, a corpus or a --list"),
        (
            ["c.jsonl", "--engine", "ray", "--timeout", "3"],
            "--timeout and --shard cannot be used with --engine ray, which shares out the documents itself",
        ),
        (["c.jsonl", "--engine", "ray", "--address", "auto", "--jobs", "2"], "--jobs is for Ray on this machine"),
        (["c.jsonl", "--engine", "ray", "--format", "moses"], "--engine ray writes no moses, which is several files"),
    ],
)
def test_arguments_that_do_not_go_together(
    align: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], told: str
) -> None:
    plain(documents(3), tmp_path)
    monkeypatch.chdir(tmp_path)
    result = align(*words, "-o", "out/")
    assert result.status == 2
    assert result.err.splitlines()[-1] == f"align: error: {told}"


def test_without_ray(align: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = plain(documents(3), tmp_path)
    monkeypatch.setitem(sys.modules, "ray", None)
    result = align(corpus, "-o", tmp_path / "out", "--quiet", "--engine", "ray")
    assert result.status == 2
    assert result.err == (
        "align: --engine ray needs the package ray, which is not installed; install it with: pip install 'duiqi[ray]'\n"
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", [["--shard-size", 7, "--format", "parquet"], ["--format", "tmx"]], ids=["shards", "files"]
)
def test_the_same_bytes_and_only_what_changed(
    align: Any, tmp_path: Path, corpus: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, words: list[Any]
) -> None:
    pytest.importorskip("ray")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    engine = ["--engine", "ray", "--jobs", 2]
    expected = align(*corpus, "-o", tmp_path / "processes", *words)
    result = align(*corpus, "-o", tmp_path / "ray", *words, *engine)
    assert result.status == expected.status == 1
    assert result.err.splitlines()[-15:] == expected.err.splitlines()[-15:]
    assert outputs(tmp_path / "ray") == outputs(tmp_path / "processes") != {}

    records = documents(40)
    records[31]["zh"] = f"{ZH}后来又改了。"
    parquet([{**record, "name": "n"} for record in records[25:]], tmp_path)
    result = align(*corpus, "-o", tmp_path / "ray", *words, *engine)
    assert "  up to date, not aligned again: 33 documents" in result.err.splitlines()
    align(*corpus, "-o", tmp_path / "processes", *words, "--quiet")
    assert outputs(tmp_path / "ray") == outputs(tmp_path / "processes")


@pytest.mark.slow
def test_a_list_into_one_output(align: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ray")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    for number in range(5):
        (tmp_path / f"d{number}.txt").write_text(f"{ZH}\n{EN} This is number {number}.\n", encoding="utf-8")
    listed = tmp_path / "list.tsv"
    listed.write_text("".join(f"d{number}.txt\n" for number in (3, 1, 4, 0, 2)), encoding="utf-8")
    for name, engine in (("a", []), ("b", ["--engine", "ray", "--jobs", 2])):
        assert align("--list", listed, "-o", tmp_path / f"{name}.tmx", "--quiet", *engine).status == 0
    assert (tmp_path / "a.tmx").read_bytes() == (tmp_path / "b.tmx").read_bytes()


@pytest.mark.slow
def test_a_folder_and_either_goes_on_where_the_other_ended(
    align: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("ray")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    folder = tmp_path / "in"
    (folder / "2020").mkdir(parents=True)
    for number in range(4):
        (folder / "2020" / f"d{number}.txt").write_text(f"{ZH}\n{EN} This is number {number}.\n", encoding="utf-8")
    (folder / "r?1.zh.txt").write_text(f"{ZH}\n", encoding="utf-8")
    (folder / "r?1.en.txt").write_text(f"{EN}\n", encoding="utf-8")
    (folder / "lone.zh.txt").write_text(f"{ZH}\n", encoding="utf-8")
    engine = ["--engine", "ray", "--jobs", 2]
    for name, words in (("processes", []), ("ray", engine)):
        assert align(folder, "-o", tmp_path / name, *words).status == 0
    assert outputs(tmp_path / "ray") == outputs(tmp_path / "processes")
    assert len(outputs(tmp_path / "ray")) == 5
    for name, words in (("ray", []), ("processes", engine)):
        again = align(folder, "-o", tmp_path / name, *words)
        assert "up to date, not aligned again: 5 documents" in again.err


@pytest.mark.slow
def test_a_worker_is_killed_during_a_run(align: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ray")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    corpus = plain(documents(600), tmp_path)
    words = [corpus, "--shard-size", 100, "--quiet"]
    align(*words, "-o", tmp_path / "processes")
    killed: list[int] = []
    killer = threading.Thread(target=_kill_workers, args=(killed, 2), daemon=True)
    killer.start()
    result = align(*words, "-o", tmp_path / "ray", "--engine", "ray", "--jobs", 2)
    killer.join()
    assert result.status == 1
    assert len(killed) == 2
    assert outputs(tmp_path / "ray") == outputs(tmp_path / "processes")


@pytest.mark.slow
def test_a_node_of_a_cluster_is_killed_during_a_run(
    align: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("ray")
    from ray.cluster_utils import Cluster

    for name, value in (("SOURCE_DATE_EPOCH", "0"), ("RAY_worker_niceness", "0"), ("RAY_USAGE_STATS_ENABLED", "0")):
        monkeypatch.setenv(name, value)
    plain(documents(600), tmp_path)
    # The nodes are started elsewhere, and must find the file all the same.
    words = ["c.jsonl", "--shard-size", 100, "--quiet"]
    # The head has no processor to align with; of the others, the first that aligns is killed, and the second goes on.
    head = {"num_cpus": 0, "object_store_memory": 100_000_000, "include_dashboard": False}
    cluster = Cluster(initialize_head=True, head_node_args=head)
    try:
        nodes = [cluster.add_node(num_cpus=2, object_store_memory=100_000_000) for _ in range(2)]
        monkeypatch.chdir(tmp_path)
        align(*words, "-o", tmp_path / "processes")
        raylets = [node.all_processes["raylet"][0].process.pid for node in nodes]
        killed: list[int] = []
        ended = threading.Event()
        killer = threading.Thread(target=_kill_node, args=(raylets, killed, ended), daemon=True)
        killer.start()
        result = align(*words, "-o", tmp_path / "ray", "--engine", "ray", "--address", cluster.address)
        ended.set()
        killer.join()
        assert len(killed) == 1
        assert not psutil.pid_exists(killed[0]) or psutil.Process(killed[0]).status() == psutil.STATUS_ZOMBIE
    finally:
        cluster.shutdown()
    assert result.status == 1
    assert outputs(tmp_path / "ray") == outputs(tmp_path / "processes")


def _kill_node(raylets: list[int], killed: list[int], ended: threading.Event) -> None:
    """Kill the first of some nodes that aligns, the raylet with all that it started."""
    while not ended.wait(0.1):
        for raylet in raylets:
            below = psutil.Process(raylet).children(recursive=True)
            if any(_aligns(process) for process in below):
                psutil.Process(raylet).kill()
                killed.append(raylet)
                for process in below:
                    with suppress(psutil.Error):
                        process.kill()
                return


def _aligns(process: psutil.Process) -> bool:
    try:
        return "MapBatches(_align)" in process.name() + "".join(process.cmdline())
    except psutil.Error:
        return False


def _kill_workers(killed: list[int], number: int) -> None:
    """Kill so many workers of Ray while they align."""
    deadline = time.monotonic() + 120
    while len(killed) < number and time.monotonic() < deadline:
        for process in psutil.Process().children(recursive=True):
            try:
                if process.pid not in killed and _aligns(process):
                    process.kill()
                    killed.append(process.pid)
                    break
            except psutil.Error:
                continue
        time.sleep(0.3)


@pytest.mark.slow
def test_documents_that_kill_their_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ray")
    # The workers must find what they are to do.
    paths = [str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, paths)))
    from duiqi.batch.engines import Cluster, aligned_on_ray

    records = [Record(name, {"text": str(tmp_path / name)}) for name in ("first", "always", "once", "last")]
    readers = [partial(iter, records[:2]), partial(iter, records[2:])]
    digest = Record.digest
    known = [digest(records[3])]
    results = list(aligned_on_ray(readers, deadly, known, digest, Cluster(None, 2)))
    assert [result.id for result in results] == ["first", "always", "once", "last"]
    assert results[3] == records[3]
    assert [str(result.done.result) for result in results[:3]] == [
        "first was done",
        "always: the process that worked on it died; it may have run out of memory; leave the file out, or split it",
        "once was done",
    ]
