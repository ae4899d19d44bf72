"""JSONL and TMX as text: what is in the file, and that it reads back."""

from __future__ import annotations

import gzip
import io
import json
import re
from datetime import datetime, timedelta, timezone
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from support.alignments import alignments, make_alignment, seed_alignment, small_alignment

from duiqi.errors import InputError
from duiqi.export import INPUT_FORMATS, OUTPUT_FORMATS, WriteOptions, iter_pairs, read, save, unit_id, write
from duiqi.io.xml import XML_ILLEGAL
from duiqi.model import Alignment, Pair
from duiqi.pairs.fields import SURROGATE, Labels, Source, Written

CASES = Path(__file__).parents[1] / "cases" / "tmx"
SINGLE = sorted(name for name, format in OUTPUT_FORMATS.items() if format.write_pairs)
EXPECTED = json.loads((CASES / "expected.json").read_text(encoding="utf-8"))
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def written(alignment: Alignment, format: str, **options: object) -> bytes:
    stream = io.BytesIO()
    write(alignment, stream, WriteOptions(format=format, **options))
    return stream.getvalue()


def read_bytes(data: bytes, format: str) -> list[Pair]:
    return list(INPUT_FORMATS[format].read_pairs(io.BytesIO(data), Source("memory")))


def facts(pair: Pair, illegal: re.Pattern[str]) -> tuple[object, ...]:
    """What a file keeps of a pair."""
    zh, en, document = (illegal.sub("", text) for text in (pair.zh, pair.en, pair.document))
    return (zh, en, round(pair.score, 4), pair.bead.zh, pair.bead.en, pair.zh_par, pair.en_par, document)


# --- JSONL ---------------------------------------------------------------------------------------------------------


def test_jsonl_line_is_the_documented_one() -> None:
    lines = written(small_alignment(), "jsonl").decode().splitlines()
    assert lines[1] == (
        '{"id": "' + unit_id(list(small_alignment().pairs())[1]) + '", "zh": "王毅說,合作“持續”加強。", '
        '"en": "Wang Yi spoke. Cooperation & trust < grow.", "score": 0.9, "type": "1-2", "zh_ids": [1], '
        '"en_ids": [1, 2], "zh_par": [0], "en_par": [0], "document": "release.txt", "zh_lang": "zh-TW", '
        '"en_lang": "en"}'
    )
    assert [json.loads(line)["score"] for line in lines] == [0.9877, 0.9, 0.2]


def test_jsonl_with_null_beads_has_every_sentence_once() -> None:
    units = [json.loads(line) for line in written(small_alignment(), "jsonl", unaligned=True).splitlines()]
    assert [unit["type"] for unit in units] == ["1-1", "1-2", "1-0", "1-1"]
    assert (units[2]["en"], units[2]["en_ids"], units[2]["en_par"]) == ("", [], [])
    assert [i for unit in units for i in unit["zh_ids"]] == [0, 1, 2, 3]
    assert [j for unit in units for j in unit["en_ids"]] == [0, 1, 2, 3]


def test_jsonl_of_other_programs_needs_the_two_texts_only() -> None:
    pairs = read_bytes('\ufeff{"zh": "一", "en": "one"}\n\n{"en": "two", "zh": "二", "x": 1}'.encode(), "jsonl")
    assert [(pair.zh, pair.en, pair.score) for pair in pairs] == [("一", "one", 1.0), ("二", "two", 1.0)]
    assert [pair.bead.zh for pair in pairs] == [range(1), range(2, 3)]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[1]", "m:2: is not a JSON object"),
        ('{"zh": "一"}', 'm:2: "en" is missing or no string'),
        ('{"zh": "一", "en": 1}', 'm:2: "en" is missing or no string'),
        ('{"zh": "一", "en": "a", "score": 2}', 'm:2: "score" is no number from 0 to 1'),
        ('{"zh": "一", "en": "a", "score": NaN}', 'm:2: "score" is no number from 0 to 1'),
        ('{"zh": "一", "en": "a", "zh_ids": [0]}', 'm:2: "en_ids" is missing'),
        ('{"zh": "一", "en": "a", "zh_ids": [0, 2], "en_ids": [0]}', 'm:2: "zh_ids" are not consecutive'),
        ('{"zh": "一", "en": "a", "zh_ids": [-1], "en_ids": [0]}', 'm:2: "zh_ids" is no list of numbers from 0 up'),
        ('{"zh": "一", "en": "a", "zh_par": "x"}', 'm:2: "zh_par" is no list of numbers from 0 up'),
        ('{"zh": "一", "en": "a", "document": 1}', 'm:2: "document" is no string'),
        ("[" * 100_000, "m:2: is not JSON"),
        ('{"zh": "一', "m:2: is not JSON"),
    ],
)
def test_jsonl_faults_have_a_line(line: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        list(
            INPUT_FORMATS["jsonl"].read_pairs(io.BytesIO(f'{{"zh": "一", "en": "a"}}\n{line}\n'.encode()), Source("m"))
        )
    assert str(caught.value).startswith(message)


def test_jsonl_that_is_not_utf8() -> None:
    with pytest.raises(InputError, match="m:1: is not UTF-8; save the file as UTF-8"):
        list(INPUT_FORMATS["jsonl"].read_pairs(io.BytesIO("會".encode("big5")), Source("m")))


def test_jsonl_line_without_end() -> None:
    with pytest.raises(InputError, match="m:1: the line is longer than 16 MiB"):
        list(INPUT_FORMATS["jsonl"].read_pairs(io.BytesIO(b" " * (17 << 20)), Source("m")))


# --- TMX: writing --------------------------------------------------------------------------------------------------


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


# --- options -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", SINGLE)
def test_min_score(format: str) -> None:
    assert len(read_bytes(written(small_alignment(), format, min_score=0.5), format)) == 2


@pytest.mark.parametrize("format", SINGLE)
def test_pairs_are_written_like_the_alignment_they_come_from(format: str) -> None:
    pairs = list(small_alignment().pairs(unaligned=True))
    signature = b'>\n<prop type="x-signature">duiqi 0.1.0 lexicon:1234</prop>\n</header>'
    for options in ({}, {"unaligned": True}, {"min_score": 0.5}):
        data = written(small_alignment(), format, **options).replace(signature, b"/>")
        stream = io.BytesIO()
        write(iter(pairs), stream, WriteOptions(format=format, **options))  # type: ignore[arg-type]
        assert stream.getvalue() == data


def test_creation_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert b"creationdate" not in written(small_alignment(), "tmx")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1592481600")
    assert b'creationdate="20200618T120000Z"' in written(small_alignment(), "tmx")
    beijing = datetime(2020, 6, 19, 1, 0, tzinfo=timezone(timedelta(hours=8)))
    assert b'creationdate="20200618T170000Z"' in written(small_alignment(), "tmx", created=beijing)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(InputError, match="SOURCE_DATE_EPOCH is 'yesterday'; set it to seconds since 1970"):
        written(small_alignment(), "tmx")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"created": "2020-06-18"}, "the date '2020-06-18' is not of the form 20200618T120000Z"),
        ({"created": "20200618T120000Z\n"}, "is not of the form"),
        ({"created": "2020618T120000Z"}, "is not of the form"),
        ({"created": "20201318T120000Z"}, "is not of the form"),
        ({"created": datetime(2020, 6, 18)}, "the date has no time zone"),
        ({"zh_lang": 'zh"><x'}, "is no language code; write it like zh-TW, zh-Hans or en-GB"),
        ({"en_lang": "en_GB"}, "'en_GB' is no language code"),
        ({"srclang": "de"}, "srclang is 'de'; it can be zh or en"),
        (
            {"format": "docx"},
            "there is no format 'docx'; there are tmx, jsonl, tsv, csv, xlsx, xliff, parquet, index, moses",
        ),
        ({"format": None}, "a stream has no suffix to tell the format by; name the format: tmx, jsonl"),
        ({"format": "moses"}, "the format moses makes several files; name a file to write, not a stream"),
    ],
)
def test_bad_options(options: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=re.escape(message)):
        write(small_alignment(), io.BytesIO(), WriteOptions(**{"format": "tmx", **options}))  # type: ignore[arg-type]


def test_unknown_option_is_a_type_error(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="minscore"):
        save(small_alignment(), tmp_path / "a.tmx", minscore=0.5)  # type: ignore[call-arg]


# --- round trips ---------------------------------------------------------------------------------------------------


@given(alignments())
@settings(max_examples=150, deadline=None)
def test_jsonl_reads_back(alignment: Alignment) -> None:
    data = written(alignment, "jsonl", unaligned=True)
    assert data.count(b"\n") == len(data.decode("utf-8").splitlines()) == len(alignment.beads)
    expected = [facts(pair, SURROGATE) for pair in alignment.pairs(unaligned=True)]
    assert [facts(pair, SURROGATE) for pair in read_bytes(data, "jsonl")] == expected


@given(alignments())
@settings(max_examples=150, deadline=None)
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


@pytest.mark.parametrize("suffix", [".tmx", ".jsonl", ".tmx.gz", ".jsonl.gz", ".TMX"])
def test_seed_through_files(shared: Path, tmp_path: Path, suffix: str) -> None:
    alignment = seed_alignment(shared)
    path = tmp_path / f"release.v1{suffix}"
    save(alignment, path)
    assert [facts(pair, XML_ILLEGAL) for pair in read(path)] == [facts(pair, XML_ILLEGAL) for pair in alignment.pairs()]
    assert b"zh-TW" in (path.read_bytes() if "gz" not in suffix else gzip.decompress(path.read_bytes()))


# --- TMX of other programs -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_foreign_tmx(name: str) -> None:
    expected = EXPECTED[name]
    if isinstance(expected, list):
        pairs = read(CASES / name)
        assert [[pair.zh, pair.en] for pair in pairs] == expected
        assert [pair.bead.zh for pair in pairs] == [range(i, i + 1) for i in range(len(pairs))]
        assert {pair.score for pair in pairs} == {1.0}
    else:
        with pytest.raises(InputError) as caught:
            read(CASES / name)
        assert str(caught.value).startswith(f"{CASES / name}:{expected}")


def test_every_foreign_case_is_expected() -> None:
    assert {path.name for path in CASES.glob("*.tmx")} == set(EXPECTED)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "gb18030", "big5"])
def test_tmx_in_other_encodings(encoding: str) -> None:
    text = (CASES / "codes-of-languages.tmx").read_text(encoding="utf-8")
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
            list(iter_pairs(CASES / name, need_ids=True))


# --- docs/formats.md -----------------------------------------------------------------------------------------------


def test_the_documented_examples_are_what_is_written() -> None:
    text = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    (line,) = re.findall(r"```json\n(.*?)```", text, re.S)
    (document,) = re.findall(r"```xml\n(.*?)```", text, re.S)
    pairs = read_bytes(line.encode(), "jsonl")
    labels = Labels("zh-TW", "en", "zh", "duiqi 0.1.0 …", "20200618T120000Z")
    assert "".join(OUTPUT_FORMATS["jsonl"].write_pairs(pairs, labels, Written("jsonl"))) == line
    assert "".join(OUTPUT_FORMATS["tmx"].write_pairs(pairs, labels, Written("tmx"))) == document
    assert all(f"`{key}`" in text for key in json.loads(line))
