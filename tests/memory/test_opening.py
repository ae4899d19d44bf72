"""Memories of an earlier version, processes that are killed, and several at once."""

from __future__ import annotations

import gzip
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.cases import CASES
from support.local_memories import TEXTS, found, pair

from duiqi.errors import InputError
from duiqi.memory import look_up, open_memory, opening, search

ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """``TEXTS`` in a memory of layout 1, as it was made then, and a second document."""
    path = tmp_path / "earlier.db"
    path.write_bytes(gzip.decompress((CASES / "memory" / "layout-1.db.gz").read_bytes()))
    return path


def test_an_earlier_memory_is_not_searched(earlier: Path) -> None:
    with (
        pytest.raises(
            InputError, match="an earlier version made this memory; bring it up to date with: align memory upgrade DB"
        ),
        open_memory(earlier),
    ):
        pass


def test_an_earlier_memory_is_brought_up_to_date(earlier: Path, tmp_path: Path) -> None:
    with open_memory(earlier, write=True) as memory:
        assert len(memory) == len(TEXTS) + 1
    now = tmp_path / "now.db"
    with open_memory(now, create=True) as memory:
        memory.add(pair(zh, en, n) for n, (zh, en) in enumerate(TEXTS))
        memory.add([pair("好。", "Fine.", 7, "b.txt")])
    everything = "SELECT id, key, zh, en, score, numbers, zh_key, en_key, previous FROM pair ORDER BY id"
    terms = "SELECT * FROM terms"
    vocabulary = "CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, term, instance)"
    contents = []
    for path in (earlier, now):
        with open_memory(path, write=True) as memory:
            memory.database.execute(vocabulary)
            contents.append([list(memory.database.execute(query)) for query in (everything, terms)])
    assert contents[0] == contents[1]
    assert contents[0][1]
    assert found(earlier, "meetings") == [0, 1]


def test_a_failed_upgrade_changes_nothing(earlier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = earlier.read_bytes()
    monkeypatch.setattr("duiqi.memory.store._terms", lambda rows: 1 / 0)
    with pytest.raises(ZeroDivisionError), open_memory(earlier, write=True):
        pass
    assert earlier.read_bytes() == before


ADDING = """
import sys
from duiqi.memory import open_memory
from duiqi.model import Bead, Pair
path, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
bead = Bead(range(1), range(1), 1.0)
with open_memory(path, create=True) as memory:
    print("open", flush=True)
    pairs = (Pair(f"新的句子{n}", f"new sentence {n}", 1.0, bead, document=f"{first}.txt") for n in range(first, last))
    memory.add(pairs)
"""


def adding(path: Path, first: int, last: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", ADDING, str(path), str(first), str(last)]
    return subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE)


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_killed_at_random_moments(tmp_path: Path) -> None:
    """The old memory or the new one is there, whole, and can be searched at once."""
    path, units = tmp_path / "m.db", 20_000
    process = adding(path, 0, units)
    assert process.stdout
    process.stdout.readline()
    opened = time.perf_counter()
    assert process.wait() == 0
    taken = time.perf_counter() - opened
    size, killed, changed, chance = units, 0, 0, random.Random(7)
    for attempt in range(1, 21):
        if size > 4 * units:
            path.unlink()
            assert adding(path, 0, units).wait() == 0
            size = units
        process = adding(path, attempt * units, (attempt + 1) * units)
        assert process.stdout
        process.stdout.readline()
        time.sleep(chance.uniform(0, 2 * taken))
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        with open_memory(path) as memory:
            now = len(memory)
            assert now in (size, size + units)
            newest = [hit.pair.document for hit in search(memory, "sentence", limit=1)]
            assert newest == [f"{attempt * units}.txt"] or now == size
            assert memory.database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        with open_memory(path, write=True) as memory:
            memory.database.execute("INSERT INTO term (term, rank) VALUES ('integrity-check', 0)")
            terms = memory.database.execute("SELECT count(*) FROM term WHERE term MATCH 'sentence'").fetchone()
            assert terms == (now,)
        changed += now != size
        size = now
    assert killed > 5
    assert changed


def test_two_at_once_make_and_fill_a_memory(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    processes = [adding(path, 3_000 * n, 3_000 * (n + 1)) for n in range(3)]
    assert [process.wait() for process in processes] == [0, 0, 0]
    with open_memory(path) as memory:
        assert len(memory) == 9_000
        for n in (0, 2_999, 3_000, 8_999):
            assert [hit.pair.en for hit in search(memory, f'"new sentence {n}"')] == [f"new sentence {n}"]
            assert look_up(memory, f"新的句子{n}")[0].percent == 100


def test_another_process_makes_it_between_two_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks at a new file sees it before it is made or after, never half of each."""
    path, look = tmp_path / "m.db", opening._pragma
    others: list[str] = []

    def look_while_another_makes_it(database: sqlite3.Connection, name: str) -> int:
        value = look(database, name)
        if not others:
            others.append("begun")
            try:
                with open_memory(path, create=True) as memory:
                    others.append(f"made with {memory.add([pair('新', 'new')])}")
            except InputError as error:
                others.append(str(error))
        return value

    monkeypatch.setattr(opening, "WAIT", 0)
    monkeypatch.setattr(opening, "_pragma", look_while_another_makes_it)
    with open_memory(path, create=True) as memory:
        memory.add([pair("旧", "old")])
    assert len(others) == 2
    assert found(path, "旧")


def test_another_process_is_writing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("duiqi.memory.opening.WAIT", 0)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        with (
            pytest.raises(InputError, match="another process is writing to the memory; try again later"),
            open_memory(path, write=True) as memory,
        ):
            memory.add([pair("新", "new")])
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert found(path, "新") == []


def test_a_memory_that_may_not_be_written_is_searched(path: Path) -> None:
    path.chmod(0o444)
    assert found(path, "会议") == [0, 1]
    with open_memory(path) as memory, pytest.raises(sqlite3.OperationalError):
        memory.database.execute("DELETE FROM pair")
