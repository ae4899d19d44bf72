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
MENDED = {"empty", "escaped-twice", "script"}
LEFT = {rule.id for rule in TEXTS} - MENDED | {"source-language", "mixed-codes", "escaped-twice", "unbalanced-codes"}


def rules(path: Path) -> set[str]:
    return {finding.rule for finding in check_file(path)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_each_fault_is_repaired(tmp_path: Path, case: dict[str, object]) -> None:
    (tmp_path / "a.tmx").write_bytes(broken(case))
    if case["name"] in ("wrong encoding declared", "declares an entity", "another root", "byte that is no UTF-8"):
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
    assert len(changes) == 19
    before, after = read(path), read(tmp_path / "b.tmx")
    assert len(after) == len(before)  # what comes twice has two ids
    same = {(pair.zh, pair.en) for pair in before} & {(pair.zh, pair.en) for pair in after}
    assert len(same) >= len(after) - 19


@pytest.mark.parametrize("files", [80, pytest.param(300, marks=pytest.mark.slow)])
def test_random_damage_is_repaired(tmp_path: Path, files: int) -> None:
    """Whatever is cut out, put in or doubled: the copy is valid, and nothing in it is refused."""
    kept = 0
    for seed in range(files):
        chosen, data = random.Random(seed), list(sound().decode())
        for _ in range(chosen.randint(1, 3)):
            at, size, kind = chosen.randrange(len(data)), chosen.choice([1, 1, 2, 5, 20, 200]), chosen.random()
            if kind < 0.5:
                del data[at : at + size]
            elif kind < 0.8:
                data[at:at] = [chosen.choice("<>&\"'/ \x00ax;") for _ in range(size)]
            else:
                other = chosen.randrange(len(data))
                data[at:at] = data[other : other + size]
        (tmp_path / "a.tmx").write_text("".join(data), encoding="utf-8")
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


UNITS = "".join(
    f'<tu tuid="{n}"><tuv xml:lang="zh-CN"><seg>{zh}</seg></tuv><tuv xml:lang="en"><seg>{en}</seg></tuv></tu>\n'
    for n, zh, en in ((1, "会议在北京举行，各国代表参加。", "A"), (2, "经济继续增长，就业保持稳定。", "B"))
)


def memory(units: str, encoding: str = "UTF-8") -> str:
    return (
        f'<?xml version="1.0" encoding="{encoding}"?>\n<tmx version="1.4"><header creationtool="x" segtype="sentence" '
        'creationtoolversion="1" o-tmf="x" adminlang="en" srclang="zh-CN" datatype="plaintext"/>\n<body>\n'
        f"{units}</body></tmx>\n"
    )


@pytest.mark.parametrize("declared", ["UTF-8", "GB2312", "UTF-16", "Big5", "ISO-8859-1"])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16", "utf-8"])
def test_the_encoding_is_that_of_the_text(tmp_path: Path, declared: str, encoding: str) -> None:
    if declared == "ISO-8859-1" and encoding != "utf-16-le":
        pytest.skip("any bytes are text in ISO-8859-1: it is taken at its word")
    (tmp_path / "a.tmx").write_bytes(memory(UNITS, declared).encode(encoding))
    repair_file(tmp_path / "a.tmx", tmp_path / "b.tmx")
    assert [(pair.zh, pair.en) for pair in read(tmp_path / "b.tmx")] == [
        ("会议在北京举行，各国代表参加。", "A"),
        ("经济继续增长，就业保持稳定。", "B"),
    ]


def test_an_encoding_that_is_named(tmp_path: Path) -> None:
    text = memory(
        UNITS.replace("会议在北京举行，各国代表参加。", "會議").replace("经济继续增长，就业保持稳定。", "經濟")
    )
    (tmp_path / "a.tmx").write_bytes(text.encode("big5"))
    repair_file(tmp_path / "a.tmx", tmp_path / "b.tmx", encoding="big5")
    assert [pair.zh for pair in read(tmp_path / "b.tmx")] == ["會議", "經濟"]
    with pytest.raises(InputError, match="its encoding big7 is not known; use utf-8"):
        repair_file(tmp_path / "a.tmx", tmp_path / "b.tmx", encoding="big7")


def test_what_cannot_be_decoded_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.tmx").write_bytes(memory(UNITS).encode().replace("经".encode(), b"\xe7\xbb"))
    with pytest.raises(InputError, match=r"a\.tmx:5: the byte 0xE7 is no UTF-8; name the encoding"):
        repair_file(tmp_path / "a.tmx", tmp_path / "b.tmx")
    assert not (tmp_path / "b.tmx").exists()


DIFFERENT = [
    ('tuid="1"', 'tuid="2"'),
    ("<tu tuid", '<tu changedate="20240101T000000Z" tuid'),
    ("<tuv xml", '<prop type="x-context">dialog</prop><tuv xml'),
    ("<tuv xml", "<note>approved</note><tuv xml"),
    ("<seg>A", "<seg><ph>%s</ph>A"),
]


@pytest.mark.parametrize(("old", "new"), DIFFERENT)
def test_only_what_is_the_same_in_all_is_a_duplicate(tmp_path: Path, old: str, new: str) -> None:
    first = UNITS.splitlines(keepends=True)[0]
    other = first.replace(old, new, 1)
    (tmp_path / "a.tmx").write_text(memory(first + other + first), encoding="utf-8")
    changes = repair_file(tmp_path / "a.tmx", tmp_path / "b.tmx")
    assert [line for line, _ in changes] == [6]
    assert other.strip() in (tmp_path / "b.tmx").read_text(encoding="utf-8")


def test_the_newest_is_kept_when_that_is_asked_for(tmp_path: Path) -> None:
    first = UNITS.splitlines(keepends=True)[0]
    newer = first.replace('tuid="1"', 'tuid="3" changedate="20240101T000000Z"')
    older = first.replace('tuid="1"', 'tuid="4" creationdate="20230101T000000Z"')
    (tmp_path / "a.tmx").write_text(memory(first + newer + older), encoding="utf-8")
    changes = repair_file(tmp_path / "a.tmx", tmp_path / "b.tmx", deduplicate=True)
    assert [line for line, _ in changes] == [4, 6]
    assert all("another one with its texts is newer" in what for _, what in changes)
    assert newer.strip() in (tmp_path / "b.tmx").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("texts", "mended"),
    [
        (["R&amp;amp;D", "Q&amp;amp;A"], True),
        (["R&amp;amp;D", "Q&amp;A"], False),  # others are escaped once
        (["Press &amp;quot;OK&amp;quot;", "a &lt; b"], False),
        (["Press &amp;lt;b&amp;gt;OK&amp;lt;/b&amp;gt;", "Save"], False),  # a program shows the tags
    ],
)
def test_escaped_twice_is_what_the_whole_file_shows(tmp_path: Path, texts: list[str], mended: bool) -> None:
    units = UNITS.replace(">A<", f">{texts[0]}<").replace(">B<", f">{texts[1]}<")
    (tmp_path / "a.tmx").write_text(memory(units), encoding="utf-8")
    assert bool(repair_file(tmp_path / "a.tmx", tmp_path / "b.tmx")) == mended
    after = [text.replace("&amp;amp;", "&amp;") if mended else text for text in texts]
    assert all(f"<seg>{text}</seg>" in (tmp_path / "b.tmx").read_text(encoding="utf-8") for text in after)


def test_namespaces_leave_a_valid_copy(tmp_path: Path) -> None:
    text = memory(UNITS).replace('<tmx version="1.4">', '<tmx version="1.4" xmlns:ex="urn:x">')
    text = text.replace('"plaintext"/>', '"plaintext" ex:a="1"><note ex:id="1">n</note></header>')
    text = text.replace(
        '<tu tuid="1">', '<tu tuid="1" ex:s="draft"><ex:who>Li</ex:who><prop type="t" ex:p="1">v</prop>'
    )
    (tmp_path / "a.tmx").write_text(text, encoding="utf-8")
    repair_file(tmp_path / "a.tmx", tmp_path / "b.tmx")
    assert is_valid((tmp_path / "b.tmx").read_bytes())


def test_what_is_done_alike_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "a.tmx").write_text(memory(UNITS.replace("xml:lang", "lang")), encoding="utf-8")
    assert repair_file(tmp_path / "a.tmx", tmp_path / "b.tmx") == [
        (4, 'lang="zh-CN" made xml:lang="zh-CN" (2 times, here first)'),
        (4, 'lang="en" made xml:lang="en" (2 times, here first)'),
    ]
