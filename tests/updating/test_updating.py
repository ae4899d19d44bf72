"""New pairs into an existing memory: idempotent, by rule, whole or not at all, and nothing foreign is lost."""

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
from hypothesis import HealthCheck, given, settings
from support.alignments import alignments, small_alignment

from duiqi.checking import check_file
from duiqi.cli import main
from duiqi.errors import InputError
from duiqi.export import read, save
from duiqi.model import Alignment, Bead, Pair
from duiqi.updating import MemoryLanguages, Updated, update_memory

FOREIGN = """<?xml version='1.0' encoding="utf-8"?>
<?xml-stylesheet href="x.css"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<!-- ours since 2009 -->
<tmx version="1.4">\r
<header creationtool='Other &amp; Sons' creationtoolversion="9" segtype="sentence" o-tmf="x" adminlang="en" srclang="zh-CN" datatype="plaintext"><prop type="x-client">ACME</prop></header>
<body>
  <tu tuid='a' x-unknown="kept" creationid="LIU" creationdate="20090101T000000Z">
    <prop type="x-domain">law</prop><custom:thing xmlns:custom="urn:x">1 &lt; 2</custom:thing>
    <tuv xml:lang="zh-CN"><prop type="y"/><seg>会议<bpt i="1">&lt;b></bpt>开始<ept i="1">&lt;/b></ept>。</seg></tuv>
    <tuv xml:lang="en-GB" changeid='WANG'><seg>The meeting begins.</seg></tuv>
  </tu>

  <tu><tuv xml:lang="zh-CN"><seg>各国感谢。</seg></tuv><tuv xml:lang="en-GB"><seg><![CDATA[All countries <thank>.]]></seg></tuv></tu>
  <!-- </body> is not here -->
</body>
</tmx>
"""  # noqa: E501


def pair(zh: str, en: str, document: str = "r.txt", score: float = 0.9) -> Pair:
    return Pair(zh, en, score, Bead(range(1), range(1), score), document=document)


def counts(updated: Updated) -> tuple[int, int, int, int]:
    return updated.added, updated.replaced, updated.skipped, updated.conflicting


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    (tmp_path / "m.tmx").write_bytes(FOREIGN.encode())
    return tmp_path / "m.tmx"


def test_a_memory_that_is_not_there_is_made(tmp_path: Path) -> None:
    pairs = list(small_alignment().pairs())
    assert counts(update_memory(tmp_path / "m.tmx", [*pairs, pairs[0]])) == (3, 0, 1, 0)
    save(pairs, tmp_path / "n.tmx")
    assert (tmp_path / "m.tmx").read_bytes() == (tmp_path / "n.tmx").read_bytes()


def test_twice_is_once(tmp_path: Path) -> None:
    path = tmp_path / "m.tmx"
    update_memory(path, [pair("一", "one")])
    assert counts(update_memory(path, [pair("一", "one"), pair("二", "two")])) == (1, 0, 1, 0)
    before, stat = path.read_bytes(), path.stat()
    assert counts(update_memory(path, [pair("一", "one"), pair("二", "two", "other.txt")])) == (0, 0, 2, 0)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, stat.st_mtime_ns)


@given(alignments(), alignments())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_hostile_pairs_are_added_once(tmp_path_factory: pytest.TempPathFactory, a: Alignment, b: Alignment) -> None:
    path = tmp_path_factory.mktemp("m") / "m.tmx"
    update_memory(path, a.pairs())
    for changed in ("add", "auto", "keep"):
        update_memory(path, b.pairs(), changed=changed, languages=MemoryLanguages("zh"))  # type: ignore[arg-type]
        before = path.read_bytes()
        for pairs in (a, b):
            again = update_memory(path, pairs.pairs(), changed=changed)  # type: ignore[arg-type]
            assert (again.added, again.replaced) == (0, 0)
        assert path.read_bytes() == before
    assert [f for f in check_file(path) if f.severity == "refused"] == []


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


def test_inline_codes_do_not_hide_a_pair(foreign: Path) -> None:
    assert counts(update_memory(foreign, [pair("会议开始。", "The meeting begins.")])) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    ("changed", "expected", "after"),
    [
        ("auto", (0, 0, 0, 1), ["The meeting begins."]),
        ("keep", (0, 0, 0, 1), ["The meeting begins."]),
        ("replace", (0, 1, 0, 0), ["The session opens."]),
        ("add", (1, 0, 0, 0), ["The meeting begins.", "The session opens."]),
    ],
)
def test_rules_for_a_unit_of_another_program(
    foreign: Path, changed: str, expected: tuple[int, ...], after: list[str]
) -> None:
    updated = update_memory(foreign, [pair("会议开始。", "The session opens.")], changed=changed)  # type: ignore[arg-type]
    assert counts(updated) == expected
    assert updated.beside == (changed == "add")
    assert [p.en for p in updated.conflicts] == (["The session opens."] if expected[3] else [])
    assert [p.en for p in read(foreign) if p.zh == "会议开始。"] == after


def test_a_replaced_unit_keeps_its_history(foreign: Path) -> None:
    update_memory(foreign, [pair("会议开始。", "The <session> opens.")], changed="replace", created="20260101T000000Z")
    expected = FOREIGN.replace(
        """<tu tuid='a' x-unknown="kept" creationid="LIU" creationdate="20090101T000000Z">""",
        '<tu tuid="a" x-unknown="kept" creationid="LIU" creationdate="20090101T000000Z" changedate="20260101T000000Z">',
    ).replace("The meeting begins.", "The &lt;session&gt; opens.")
    assert foreign.read_bytes().decode() == expected


def test_a_new_version_of_a_document_replaces_what_changed(tmp_path: Path) -> None:
    path = tmp_path / "m.tmx"
    update_memory(path, [pair("一。", "One."), pair("二。", "Two."), pair("三。", "Three.", "other.txt")])
    new = [pair("一。", "One."), pair("二。", "The second.", score=0.8), pair("三。", "The third.")]
    updated = update_memory(path, new)
    assert counts(updated) == (0, 1, 1, 1)  # 三 is of another document: kept, and told
    assert [(p.en, p.score) for p in read(path)] == [("One.", 0.9), ("The second.", 0.8), ("Three.", 0.9)]
    from duiqi.export import unit_id

    assert f'tuid="{unit_id(new[1])}"' in path.read_text(encoding="utf-8")
    assert counts(update_memory(path, new)) == (0, 0, 2, 1)


def test_a_translator_s_change_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "m.tmx"
    update_memory(path, [pair("一。", "One.")])
    text = path.read_text(encoding="utf-8").replace('<tuv xml:lang="en">', '<tuv xml:lang="en" changeid="LIU">')
    path.write_text(text.replace("One.", "Firstly."), encoding="utf-8")
    assert counts(update_memory(path, [pair("一。", "One.")])) == (0, 0, 0, 1)
    assert read(path)[0].en == "Firstly."


def test_two_translations_in_one_document_are_both_kept(tmp_path: Path) -> None:
    path = tmp_path / "m.tmx"
    pairs = [pair("谢谢。", "Thanks."), pair("谢谢。", "Thank you.")]
    update_memory(path, pairs[:1])
    assert counts(update_memory(path, pairs)) == (1, 0, 1, 0)
    assert counts(update_memory(path, pairs)) == (0, 0, 2, 0)


def test_source_language_and_codes_are_the_memory_s(tmp_path: Path) -> None:
    path = tmp_path / "m.tmx"
    save([pair("一", "one")], path, srclang="en", zh_lang="zh-Hans", en_lang="en-US")
    update_memory(path, [pair("二", "two"), pair("甲", "one")], changed="keep")
    text = path.read_text(encoding="utf-8")
    assert '<tuv xml:lang="en-US"><seg>two</seg></tuv>\n<tuv xml:lang="zh-Hans"><seg>二</seg></tuv>' in text
    assert "甲" not in text  # another translation of the English


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


def test_scripts_are_not_mixed(foreign: Path) -> None:
    with pytest.raises(InputError) as caught:
        update_memory(foreign, [pair("會議開始了。", "The meeting has begun.")])
    assert str(caught.value) == (
        f"{foreign}: the memory is in zh-CN, but the new text is in Traditional characters; keep a memory for each "
        "script, or set the code of the new units with --zh-lang"
    )
    assert counts(
        update_memory(foreign, [pair("會議開始了。", "It has begun.")], languages=MemoryLanguages("zh-TW"))
    ) == (1, 0, 0, 0)


def test_a_change_by_another_program_meanwhile(foreign: Path) -> None:
    def pairs() -> object:
        yield pair("再见。", "Goodbye.")
        (other := foreign.with_name("n.tmx")).write_bytes(FOREIGN.replace("ACME", "Acme Ltd").encode())
        other.replace(foreign)

    with pytest.raises(InputError, match="was changed by another program meanwhile; try again"):
        update_memory(foreign, pairs())  # type: ignore[arg-type]
    assert b"Acme Ltd" in foreign.read_bytes()


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save([pair("一。", "One."), pair("二。", "Two.")], tmp_path / "a.jsonl")
    save([pair("二。", "Second."), pair("三。", "x" * 50)], tmp_path / "b.csv")
    memory = tmp_path / "m.tmx"
    assert main(["update", str(memory), str(tmp_path / "a.jsonl")]) == 0
    assert capsys.readouterr().err == f"{memory}: 2 added, 0 replaced, 0 skipped (there already), 0 conflicting\n"
    words = ["update", str(memory), str(tmp_path / "a.jsonl"), str(tmp_path / "b.csv"), "--max-ratio", "3"]
    assert main([*words, "--changed", "keep"]) == 0
    assert capsys.readouterr().err == (
        f"{memory}: 0 added, 0 replaced, 2 skipped (there already), 1 conflicting\n"
        "  kept another translation of: 二。 | Second.\n"
        "  left out: 1 lengths too different\n"
    )
    before = memory.stat()
    assert main(["update", str(memory), str(memory)]) == 0  # with itself
    assert capsys.readouterr().err == f"{memory}: 0 added, 0 replaced, 2 skipped (there already), 0 conflicting\n"
    assert (memory.stat().st_mtime_ns, memory.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert main(["update", str(tmp_path / "m.xlsx"), str(memory)]) == 2
    assert (
        capsys.readouterr().err == f"align: {tmp_path}/m.xlsx: a memory is a TMX file; name it with .tmx at the end\n"
    )


def test_update_option_of_the_main_command(tmp_path: Path, seed_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    memory = tmp_path / "m.tmx"
    words = [str(seed_path), "-o", str(memory), "--update"]
    assert main(words) == 0
    first = memory.read_bytes()
    assert re.search(rf"{re.escape(str(memory))}: \d+ added, 0 replaced", capsys.readouterr().err)
    assert main(words) == 0
    assert re.search(r": 0 added, 0 replaced, \d+ skipped", capsys.readouterr().err)
    assert memory.read_bytes() == first
    with pytest.raises(SystemExit):
        main([str(seed_path), "-o", str(tmp_path / "m.jsonl"), "--update"])


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    """A folder of releases: documents with both languages, a pair of files in a folder, one without Chinese."""
    folder = tmp_path / "releases"
    texts = {
        "a.txt": "会议在北京举行。\n\nThe meeting was held in Beijing.\n",
        "2021/a.txt": "各国代表感谢中国。\n\nRepresentatives of all countries thanked China.\n",
        "2021/b.zh.txt": "经济继续增长。\n",
        "2021/b.en.txt": "The economy continues to grow.\n",
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("command", ["--update", "update"])
def test_a_folder_of_releases(releases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    memory = tmp_path / "m.tmx"
    words = [str(releases), "-o", str(memory), "--update"] if command == "--update" else ["update", str(memory)]
    words += [] if command == "--update" else [str(releases)]
    assert main([*words, "--jobs", "1"]) == 0
    assert capsys.readouterr().err.splitlines()[-1] == (
        f"{memory}: 3 added, 0 replaced, 0 skipped (there already), 0 conflicting"
    )
    assert {pair.document: pair.en for pair in read(memory)} == {
        "2021/a.txt": "Representatives of all countries thanked China.",
        "2021/b.zh.txt 2021/b.en.txt": "The economy continues to grow.",
        "a.txt": "The meeting was held in Beijing.",
    }
    before, stat = memory.read_bytes(), memory.stat()
    (releases / "bad.txt").write_text("There is nothing here.\n", encoding="utf-8")
    assert main([*words, "--jobs", "2"]) == 1  # a document failed, the others are there
    error = capsys.readouterr().err
    assert "bad.txt: there is no Chinese text" in error
    assert error.splitlines()[-1] == f"{memory}: 0 added, 0 replaced, 3 skipped (there already), 0 conflicting"
    assert (memory.read_bytes(), memory.stat().st_mtime_ns) == (before, stat.st_mtime_ns)


def test_a_folder_in_which_all_fail_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases" / "bad.txt").write_text("There is nothing here.\n", encoding="utf-8")
    assert main([str(tmp_path / "releases"), "-o", str(tmp_path / "m.tmx"), "--update"]) == 2
    assert capsys.readouterr().err.endswith(f"align: {tmp_path}/releases: none of its documents can be aligned\n")
    assert not (tmp_path / "m.tmx").exists()


def test_several_files_are_for_align_update(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["a.txt", "b.txt", "c.txt", "-o", str(tmp_path / "m.tmx"), "--update"])
    assert "give one file with both languages, or two files, or a folder; align update takes several" in (
        capsys.readouterr().err
    )


def test_documents_in_the_other_script_are_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    simplified = [pair(f"会议开始了{n}次。", f"It began {n} times.", "s.txt") for n in range(3)]
    traditional = [pair("會議開始。", "It began.", "t.txt"), pair("一。", "One.", "t.txt")]
    path = tmp_path / "m.tmx"
    for added in (3, 0):  # a new memory, and the same again
        updated = update_memory(path, [*simplified, *traditional])
        assert (counts(updated), updated.other_script) == ((added, 0, 3 - added, 0), 2)
    assert [p.document for p in read(path)] == ["s.txt"] * 3
    save([*simplified, *traditional], tmp_path / "both.jsonl")
    assert main(["update", str(path), str(tmp_path / "both.jsonl")]) == 0
    assert capsys.readouterr().err == (
        f"{path}: 0 added, 0 replaced, 3 skipped (there already), 0 conflicting\n"
        "  2 left out because they are in the other Chinese script than the memory, which is zh-CN\n"
    )
    assert update_memory(path, traditional, languages=MemoryLanguages("zh-TW")).added == 2


def test_filters_of_the_main_command(releases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [str(releases / "a.txt"), "--script", "traditional", "-o"]
    assert main([*words, str(tmp_path / "a.jsonl")]) == 0
    assert "  left out: 1 other script\n" in capsys.readouterr().err
    assert read(tmp_path / "a.jsonl") == ()
    assert main([str(releases), "-o", str(tmp_path / "m.tmx"), "--update", "--max-length", "8", "--quiet"]) == 0
    assert capsys.readouterr().err == ""
    assert main([str(releases), "-o", str(tmp_path / "m.tmx"), "--update", "--max-length", "40"]) == 0
    assert capsys.readouterr().err.endswith(
        "m.tmx: 2 added, 0 replaced, 0 skipped (there already), 0 conflicting\n  left out: 1 too long\n"
    )


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
