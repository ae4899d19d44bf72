"""The files of translation programs: their pairs, and how far a translator has come with each."""

from __future__ import annotations

import codecs
import contextlib
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.hostile import ENTITIES, LAUGHS

from duiqi.errors import InputError, UnreadFormat
from duiqi.export import ReadOptions, holds_pairs, iter_pairs, read, save
from duiqi.loading import read_document

CASES = Path(__file__).parents[1] / "cases" / "bilingual"
FORMATS_OF = {".sdlxliff": "sdlxliff", ".mqxliff": "mqxliff", ".ttx": "ttx", ".tbx": "tbx", ".xlf": "xliff"}
EXPECTED = json.loads((CASES / "expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", EXPECTED)
def test_pairs_states_and_what_is_told(name: str) -> None:
    lost = Counter[str]()
    pairs = list(iter_pairs(CASES / name, lost=lost))
    found = [[p.zh, p.en, p.bead.checked, p.place, p.document, p.kind] for p in pairs]
    assert found == EXPECTED[name]["pairs"]
    assert lost == EXPECTED[name]["lost"]
    assert [pair.bead.zh for pair in pairs] == [range(n, n + 1) for n in range(len(pairs))]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("toolkit.tbx", "terms")]
    + [(name, "segments") for name in ("toolkit.tmx", "toolkit.xlf", "toolkit2.xlf", "omegat1.tmx", "omegat2.tmx")],
)
def test_what_other_programs_wrote(name: str, kind: str) -> None:
    """OmegaT sorts the units of its memories."""
    texts = json.loads((CASES / "texts.json").read_text(encoding="utf-8"))[kind]
    lost = Counter[str]()
    assert sorted([pair.zh, pair.en] for pair in iter_pairs(CASES / name, lost=lost)) == sorted(texts)
    assert set(lost) <= {"ids, dates and names"}


@pytest.mark.parametrize("name", EXPECTED)
def test_drafts_are_taken_where_they_are_asked_for(name: str) -> None:
    sure = {(pair.zh, pair.en) for pair in read(CASES / name)}
    pairs = list(iter_pairs(CASES / name, options=ReadOptions(drafts=True)))
    assert [[p.zh, p.en] for p in pairs if (p.zh, p.en) not in sure] == EXPECTED[name]["drafts"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_ttx_in_utf_16(tmp_path: Path, encoding: str) -> None:
    text = (CASES / "tageditor.ttx").read_text(encoding="utf-8")
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    (tmp_path / "a.ttx").write_bytes(mark + text.replace("<?xml version='1.0'?>", "").encode(encoding))
    assert read(tmp_path / "a.ttx") == read(CASES / "tageditor.ttx")


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("trados.sdlxliff", "a translation file of Trados (SDLXLIFF)"),
        ("memoq.mqxliff", "a translation file of memoQ (MQXLIFF)"),
        ("tageditor.ttx", "a translation file of TagEditor (TTX)"),
        ("basic2.tbx", "a termbase (TBX)"),
        ("dct3.tbx", "a termbase (TBX)"),
    ],
)
def test_told_by_what_it_holds_and_never_aligned_anew(tmp_path: Path, name: str, label: str) -> None:
    for other in ("a.xlf", "a.xml", "a.txt"):
        (tmp_path / other).write_bytes((CASES / name).read_bytes())
        assert holds_pairs(tmp_path / other)
        assert read(tmp_path / other) == read(CASES / name)
    with pytest.raises(UnreadFormat, match="with pairs that are aligned already") as caught:
        read_document(CASES / name)
    assert label in str(caught.value)


@pytest.mark.parametrize("name", [name for name in EXPECTED if not name.endswith(".tbx")])
def test_other_languages_are_refused(tmp_path: Path, name: str) -> None:
    text = (CASES / name).read_text(encoding="utf-8")
    for code in ("zh-CN", "zh-tw", "ZH-CN", "zh-Hans"):
        text = text.replace(code, "de-DE")
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"its languages are \S+ and \S+, not Chinese and English") as caught:
        read(tmp_path / name)
    assert f"{name}:" in str(caught.value)


def test_a_termbase_in_other_languages_is_refused(tmp_path: Path) -> None:
    text = (CASES / "dct3.tbx").read_text(encoding="utf-8").replace("zh-Hant", "ja")
    (tmp_path / "a.tbx").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"no entry has Chinese and English terms \(languages found: en, ja\)"):
        read(tmp_path / "a.tbx")


@pytest.mark.parametrize("suffix", ["sdlxliff", "mqxliff", "ttx", "tbx"])
def test_what_is_damaged_or_hostile_is_refused(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    path.write_text("<tmx/>", encoding="utf-8")
    with pytest.raises(InputError, match="is no "):
        read(path, format=suffix)
    sound = next(name for name in EXPECTED if name.endswith(suffix))
    text = (CASES / sound).read_text(encoding="utf-8")
    path.write_text(text[: len(text) * 2 // 3], encoding="utf-8")
    with pytest.raises(InputError, match=r"is no well-formed XML"):
        read(path)
    root = text.index("<", text.index("?>") + 2)
    bomb = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    path.write_text(text[: text.index("?>") + 2] + bomb + text[root:].split("]>", 1)[-1], encoding="utf-8")
    with pytest.raises(InputError, match=r"declares entities|is no well-formed XML"):
        read(path)


UNITS = {
    "tmx": '<tmx version="1.4"><header/><body><tu><tuv xml:lang="en"><seg>{}</seg></tuv></tu></body></tmx>',
    "xliff": '<xliff version="1.2"><file><body><trans-unit><source>{}</source></trans-unit></body></file></xliff>',
    "sdlxliff": '<xliff xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0"><file><body>{}</body></file></xliff>',
    "mqxliff": '<xliff xmlns:mq="MQXliff"><file><body>{}</body></file></xliff>',
    "ttx": '<TRADOStag Version="2.0"><Body><Raw><Tu><Tuv Lang="EN-US">{}</Tuv></Tu></Raw></Body></TRADOStag>',
    "tbx": '<martif type="TBX"><text><body><termEntry>{}</termEntry></body></text></martif>',
    "xml": '<linkGrp toDoc="a.xml" fromDoc="b.xml">{}</linkGrp>',
}


@pytest.mark.parametrize(("declared", "used"), [(LAUGHS, "&a9;"), (ENTITIES, "&e;")], ids=["laughs", "external"])
@pytest.mark.parametrize("suffix", UNITS)
def test_entities_are_refused(tmp_path: Path, suffix: str, declared: str, used: str) -> None:
    path = tmp_path / f"a.{suffix}"
    path.write_text(declared + UNITS[suffix].format(used), encoding="utf-8")
    with pytest.raises(InputError, match=r"declares entities, which it has no need of; remove its <!ENTITY …>"):
        read(path)


@pytest.mark.parametrize("name", EXPECTED)
def test_no_sentence_numbers_are_made_up(name: str) -> None:
    if name.endswith(".xlf"):
        return
    with pytest.raises(InputError, match="has no sentence numbers"):
        list(iter_pairs(CASES / name, need_ids=True))


@pytest.mark.parametrize("format", ["xliff", "xliff12", "tmx", "jsonl"])
def test_what_is_approved_stays_so(tmp_path: Path, format: str) -> None:
    pairs = read(CASES / "trados.sdlxliff")
    save(pairs, tmp_path / "a", format=format)
    again = read(tmp_path / "a", format=format)
    assert [pair.bead.checked for pair in again] == ["approved", "", "approved"]
    assert [(pair.zh, pair.en, pair.document) for pair in again] == [(p.zh, p.en, p.document) for p in pairs]


def test_doubtful_messages_are_drafts(tmp_path: Path) -> None:
    text = 'msgid "Open"\nmsgstr "打开"\n\n#, fuzzy\nmsgid "Save"\nmsgstr "存储"\n'
    (tmp_path / "a.po").write_text(text, encoding="utf-8")
    assert [pair.zh for pair in read(tmp_path / "a.po")] == ["打开"]
    drafts = iter_pairs(tmp_path / "a.po", options=ReadOptions(drafts=True))
    assert [pair.zh for pair in drafts] == ["打开", "存储"]


@given(data=st.data(), name=st.sampled_from([*EXPECTED]))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_mutilated_files_raise_nothing_else(tmp_path: Path, data: st.DataObject, name: str) -> None:
    content = bytearray((CASES / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 40))] = data.draw(st.sampled_from([b"", b"<", b'"', b"\0", b"</g>"]))
    (tmp_path / name).write_bytes(bytes(content))
    with contextlib.suppress(InputError):
        list(iter_pairs(tmp_path / name, format=FORMATS_OF.get(Path(name).suffix)))
