"""The memory is whole or not changed at all, and nothing foreign is lost."""

from __future__ import annotations

import gzip
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.memories import FOREIGN, counts, pair

from duiqi.errors import InputError
from duiqi.export import read, save
from duiqi.updating import update_memory


def test_foreign_things_stay_byte_for_byte(foreign: Path) -> None:
    assert counts(update_memory(foreign, [pair("再见。", "Goodbye & thanks.")])) == (1, 0, 0, 0)
    data = foreign.read_bytes().decode()
    added = re.search(r'<tu creationtool="duiqi" tuid="[0-9a-f]{16}">\n(?s:.*?)</tu>\n(?=</body>)', data)
    assert added
    assert data.replace(added[0], "") == FOREIGN
    assert (
        '<tuv xml:lang="zh-CN"><seg>再见。</seg></tuv>\n<tuv xml:lang="en-GB"><seg>Goodbye &amp; thanks.</seg></tuv>'
        in data
    )
    assert [(p.zh, p.en, p.score, p.document) for p in read(foreign)][1:] == [
        ("各国感谢。", "All countries <thank>.", 1.0, ""),
        ("再见。", "Goodbye & thanks.", 0.9, "r.txt"),
    ]


def test_a_replaced_unit_keeps_its_history(foreign: Path) -> None:
    update_memory(foreign, [pair("会议开始。", "The <session> opens.")], changed="replace", created="20260101T000000Z")
    expected = FOREIGN.replace(
        """<tu tuid='a' x-unknown="kept" creationid="LIU" creationdate="20090101T000000Z">""",
        '<tu tuid="a" x-unknown="kept" creationid="LIU" creationdate="20090101T000000Z" changedate="20260101T000000Z">',
    ).replace("The meeting begins.", "The &lt;session&gt; opens.")
    assert foreign.read_bytes().decode() == expected


def test_utf16_and_gzip(tmp_path: Path) -> None:
    (tmp_path / "m.tmx").write_bytes(FOREIGN.replace("utf-8", "utf-16").encode("utf-16"))
    update_memory(tmp_path / "m.tmx", [pair("再见。", "Goodbye.")])
    assert b'encoding="UTF-8"' in (tmp_path / "m.tmx").read_bytes()
    assert len(read(tmp_path / "m.tmx")) == 3
    (tmp_path / "m.tmx.gz").write_bytes(gzip.compress(FOREIGN.encode()))
    update_memory(tmp_path / "m.tmx.gz", [pair("再见。", "Goodbye.")])
    assert b"Goodbye." in gzip.decompress((tmp_path / "m.tmx.gz").read_bytes())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "begins",
            "\x01begins",
            "m.tmx:11: the memory is damaged: the character U+0001 cannot be in XML; mend it first",
        ),
        (
            "</tu>",
            "",
            "m.tmx:14: the memory is damaged: the XML is broken (a <tu> begins before the last one has ended); "
            "mend it first: align repair",
        ),
        ("<tmx version", "<memory version", "m.tmx:5: is no TMX: the outermost element is <memory>"),
        ("SYSTEM", "[<!ENTITY x 'y'>] SYSTEM", "m.tmx"),
    ],
)
def test_a_damaged_memory_is_not_touched(foreign: Path, old: str, new: str, message: str) -> None:
    data = FOREIGN.replace(old, new, 1).encode()
    foreign.write_bytes(data)
    with pytest.raises(InputError) as caught:
        update_memory(foreign, [pair("再见。", "Goodbye.")])
    assert message in str(caught.value)
    assert foreign.read_bytes() == data
    assert list(foreign.parent.iterdir()) == [foreign]


def test_a_change_by_another_program_meanwhile(foreign: Path) -> None:
    def pairs() -> object:
        yield pair("再见。", "Goodbye.")
        (other := foreign.with_name("n.tmx")).write_bytes(FOREIGN.replace("ACME", "Acme Ltd").encode())
        other.replace(foreign)

    with pytest.raises(InputError, match="was changed by another program meanwhile; try again"):
        update_memory(foreign, pairs())  # type: ignore[arg-type]
    assert b"Acme Ltd" in foreign.read_bytes()


KILLED = """
import sys, time
from duiqi.model import Bead, Pair
from duiqi.updating import update_memory
first = int(sys.argv[2])
bead = Bead(range(1), range(1), 1.0)
update_memory(sys.argv[1], [Pair(f"新{n}", f"new {n}", 1.0, bead) for n in range(first, first + 300)])
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_killed_at_random_points(tmp_path: Path) -> None:
    """Two hundred times: the old memory or the new one is there, whole."""
    path = tmp_path / "m.tmx"
    save([pair(f"旧{n}", f"old {n}") for n in range(1_000)], path)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}

    def start(first: int) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-c", KILLED, str(path), str(first)], env=environment)

    begun = time.perf_counter()
    whole = subprocess.run([sys.executable, "-c", "import duiqi.updating"], env=environment)
    idle = time.perf_counter() - begun
    assert whole.returncode == 0
    begun = time.perf_counter()
    assert start(0).wait() == 0
    taken = time.perf_counter() - begun
    size, killed, changed, random_ = 1_300, 0, 0, random.Random(5)
    for attempt in range(1, 201):
        before = path.read_bytes()
        process = start(300 * attempt)
        time.sleep(random_.uniform(0.8 * idle, 1.4 * taken))
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        after = path.read_bytes()
        assert after.endswith(b"</body>\n</tmx>\n")
        units = after.count(b"<tu ")
        assert units in (size, size + 300)
        if units == size:
            assert after == before
        else:
            size, changed = units, changed + 1
        if changed and size > 4_000:
            save([pair(f"旧{n}", f"old {n}") for n in range(1_000)], path)
            size = 1_000
    assert len(read(path)) == size
    assert killed > 20
    assert changed > 2
