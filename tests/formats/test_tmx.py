"""TMX: what is in the file, that it reads back, and the TMX of other programs."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from support.alignments import alignments, make_alignment, repaired_alignment, small_alignment
from support.writing import CASES, facts, read_bytes, written

from duiqi.errors import InputError
from duiqi.export import INPUT_FORMATS, OUTPUT_FORMATS, WriteOptions, iter_pairs, read, save, unit_id, write
from duiqi.io.xml import XML_ILLEGAL
from duiqi.model import Alignment
from duiqi.pairs.fields import Labels, Source, Written
from duiqi.pipeline import align

TMX = CASES / "tmx"
EXPECTED = json.loads((TMX / "expected.json").read_text(encoding="utf-8"))


XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def test_tmx_follows_the_profile() -> None:
    data = written(small_alignment(), "tmx", created="20200618T120000Z")
    assert data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n')
    root = ElementTree.fromstring(data)
    assert (root.tag, root.attrib) == ("tmx", {"version": "1.4"})
    header = root.find("header")
    assert header is not None
    assert header.attrib == {
        "creationtool": "duiqi",
        "creationtoolversion": "0.1.0",
        "segtype": "sentence",
        "o-tmf": "duiqi",
        "adminlang": "en",
        "srclang": "zh-TW",
        "datatype": "plaintext",
        "creationdate": "20200618T120000Z",
    }
    assert [(prop.get("type"), prop.text) for prop in header] == [("x-signature", "duiqi 0.1.0 lexicon:1234")]
    units = root.findall("body/tu")
    pairs = list(small_alignment().pairs())
    assert [unit.get("tuid") for unit in units] == [unit_id(pair) for pair in pairs]
    assert {unit.get("creationdate") for unit in units} == {"20200618T120000Z"}
    assert [child.tag for child in units[1]] == ["prop"] * 5 + ["tuv"] * 2
    assert {prop.get("type"): prop.text for prop in units[1].findall("prop")} == {
        "x-score": "0.9",
        "x-align": "1-2",
        "x-document": "release.txt",
        "x-ids": "[1]:[1, 2]",
        "x-paragraphs": "[0]:[0]",
    }
    assert [tuv.get(XML_LANG) for tuv in units[1].findall("tuv")] == ["zh-TW", "en"]
    assert [seg.text for seg in units[1].iter("seg")] == [pairs[1].zh, pairs[1].en]


def test_a_repaired_unit_says_so_before_its_texts() -> None:
    units = list(ElementTree.fromstring(written(repaired_alignment(), "tmx")).iter("tu"))
    props = [{prop.get("type"): prop.text for prop in unit.iter("prop")} for unit in units]
    assert [prop.get("x-repair") for prop in props] == [None, "exact", "inferred"]
    assert [prop["x-score"] for prop in props] == ["0.9", "0.9", "0.72"]
    assert [element.tag for element in units[2]][-3:] == ["prop", "tuv", "tuv"]


def test_tmx_source_language_first() -> None:
    root = ElementTree.fromstring(written(small_alignment(), "tmx", srclang="en", zh_lang="zh-Hant", en_lang="en-GB"))
    assert root.find("header").get("srclang") == "en-GB"  # type: ignore[union-attr]
    for unit in root.iter("tu"):
        assert [tuv.get(XML_LANG) for tuv in unit.findall("tuv")] == ["en-GB", "zh-Hant"]


def test_tmx_never_has_an_empty_segment() -> None:
    alignment = make_alignment(
        ["一", "\x01", " "], ["one", "two", "three", "four"], [(1, 1, 1), (1, 1, 1), (1, 1, 1), (0, 1, 1)]
    )
    stream = io.BytesIO()
    result = write(alignment, stream, WriteOptions(format="tmx", unaligned=True))
    assert (result.units, result.skipped, result.removed) == (1, 3, 1)
    assert [seg.text for seg in ElementTree.fromstring(stream.getvalue()).iter("seg")] == ["一", "one"]


def test_unit_ids_are_pinned_and_the_same_in_both_formats() -> None:
    pair = next(small_alignment().pairs())
    # printf 'release.txt\\0會議在北京舉行。\\0The meeting was held in Beijing.' | b2sum -l 64
    assert unit_id(pair) == "67accfd1e65e35ad"
    ids = [json.loads(line)["id"] for line in written(small_alignment(), "jsonl").splitlines()]
    assert ids == [unit.get("tuid") for unit in ElementTree.fromstring(written(small_alignment(), "tmx")).iter("tu")]


@given(alignments())
@settings(max_examples=50, deadline=None)
def test_tmx_reads_back(alignment: Alignment) -> None:
    data = written(alignment, "tmx")
    ElementTree.fromstring(data)
    expected = [facts(pair, XML_ILLEGAL) for pair in alignment.pairs()]
    expected = [fact for fact in expected if str(fact[0]).strip() and str(fact[1]).strip()]
    if expected:
        assert [facts(pair, XML_ILLEGAL) for pair in read_bytes(data, "tmx")] == expected
    else:
        with pytest.raises(InputError, match="no unit holds both"):
            read_bytes(data, "tmx")


@given(alignments())
@settings(max_examples=50, deadline=None)
def test_ids_survive_a_round_trip(alignment: Alignment) -> None:
    pairs = [pair for pair in alignment.pairs() if XML_ILLEGAL.sub("", pair.zh).strip()]
    pairs = [pair for pair in pairs if XML_ILLEGAL.sub("", pair.en).strip()]
    if pairs:
        assert [unit_id(pair) for pair in read_bytes(written(alignment, "tmx"), "tmx")] == [unit_id(p) for p in pairs]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_foreign_tmx(name: str) -> None:
    expected = EXPECTED[name]
    if isinstance(expected, list):
        pairs = read(TMX / name)
        assert [[pair.zh, pair.en] for pair in pairs] == expected
        assert [pair.bead.zh for pair in pairs] == [range(i, i + 1) for i in range(len(pairs))]
        assert {pair.score for pair in pairs} == {1.0}
    else:
        with pytest.raises(InputError) as caught:
            read(TMX / name)
        assert str(caught.value).startswith(f"{TMX / name}:{expected}")


def test_every_foreign_case_is_expected() -> None:
    assert {path.name for path in TMX.glob("*.tmx")} == set(EXPECTED)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "gb18030", "big5"])
def test_tmx_in_other_encodings(encoding: str) -> None:
    text = (TMX / "codes-of-languages.tmx").read_text(encoding="utf-8")
    declared = {"utf-8-sig": "UTF-8", "utf-16-le": "UTF-16"}.get(encoding, encoding)
    text = f'<?xml version="1.0" encoding="{declared}"?>\n' + text.replace("台湾", "台灣")
    data = (b"\xff\xfe" if encoding == "utf-16-le" else b"") + text.encode(encoding)
    assert [pair.zh for pair in read_bytes(data, "tmx")] == ["一", "二", "三", "四", "臺灣", "六"]


def test_tico(shared: Path) -> None:
    pairs = read(shared / "train" / "tico19.en-zh.tmx")
    assert len(pairs) == 3071
    assert (pairs[0].zh, pairs[0].en) == (
        "这些症状已持续多长时间？",
        "about how long have these symptoms been going on?",
    )


@pytest.mark.parametrize("name", ["namespace.tmx", "codes-of-languages.tmx"])
def test_sentence_numbers_can_be_asked_for(name: str) -> None:
    if name == "codes-of-languages.tmx":  # our own file, the numbers taken out
        data = re.sub(b'<prop type="x-ids">.*</prop>\n', b"", written(small_alignment(), "tmx"))
        with pytest.raises(InputError, match=r"has no sentence numbers \(x-ids\)"):
            list(INPUT_FORMATS["tmx"].read_pairs(io.BytesIO(data), Source("m", need_ids=True)))
    else:
        with pytest.raises(InputError, match=r"has no sentence numbers \(x-ids\)"):
            list(iter_pairs(TMX / name, need_ids=True))


def test_the_documented_examples_are_what_is_written(seed_path: Path) -> None:
    text = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    (line,) = re.findall(r"```json\n(.*?)```", text, re.S)
    (document,) = re.findall(r"```xml\n(.*?)```", text, re.S)
    pairs = read_bytes(line.encode(), "jsonl")
    labels = Labels("zh-TW", "en", "zh", "duiqi 0.1.0 …", "20200618T120000Z")
    assert "".join(OUTPUT_FORMATS["jsonl"].write_pairs(pairs, labels, Written("jsonl"))) == line
    assert "".join(OUTPUT_FORMATS["tmx"].write_pairs(pairs, labels, Written("tmx"))) == document
    assert all(f"`{key}`" in text for key in json.loads(line))
    found = [pair for pair in align(seed_path).pairs() if unit_id(pair) == json.loads(line)["id"]]
    # The score is that of the weights on the day; the rest is what the sample gives.
    assert [replace(pair, score=1.0, bead=pairs[0].bead) for pair in found] == [replace(pairs[0], score=1.0)]
    assert found[0].score == pytest.approx(pairs[0].score, abs=0.05)


def test_reads_back_tmx_without_units(tmp_path: Path) -> None:
    save([], tmp_path / "a.tmx")
    with pytest.raises(InputError, match="no unit holds both"):
        read(tmp_path / "a.tmx")
