"""Every format reads back what it writes, whatever the text."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from support.alignments import alignments, make_alignment, seed_alignment, small_alignment
from support.hostile_texts import hostile_texts

from duiqi.errors import InputError
from duiqi.export import OUTPUT_FORMATS, WriteOptions, Written, iter_pairs, read, save, write
from duiqi.formats.moses import LINE_END
from duiqi.io.xml import XML_ILLEGAL
from duiqi.model import Alignment, Bead, Pair
from duiqi.pairs.fields import SURROGATE

pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")
pytest.importorskip("pyarrow")

XML = ("tmx", "intertext")
# What a format cannot hold of a text, and so removes.
LOST = {**dict.fromkeys(XML, XML_ILLEGAL), "xlsx": re.compile("[\ud800-\udfff\ufffe\uffff]")}
# Formats without a place for a pair with an empty side, for sentence numbers, for scores and documents.
NO_EMPTY, NO_NUMBERS = ("tmx", "xliff", "moses"), ("moses", "intertext")


def held(pair: Pair, format: str) -> tuple[object, ...]:
    """What a file of that format keeps of a pair."""
    zh, en, document = (LOST.get(format, SURROGATE).sub("", text) for text in (pair.zh, pair.en, pair.document))
    if format == "moses":
        zh, en = (LINE_END.sub(" ", text).strip() for text in (zh, en))
    if format in NO_NUMBERS:
        return zh, en
    if format == "xliff":  # in an attribute
        document = XML_ILLEGAL.sub("", document)
    return zh, en, round(pair.score, 4), pair.bead.zh, pair.bead.en, pair.zh_par, pair.en_par, document


def whole(pairs: list[Pair], format: str) -> list[Pair]:
    """The pairs that a file of that format has a place for."""
    if format == "xlsx":
        pairs = [pair for pair in pairs if max(len(pair.zh), len(pair.en)) <= 32_767]
    if format in NO_EMPTY:
        illegal = SURROGATE if format == "moses" else XML_ILLEGAL
        pairs = [p for p in pairs if illegal.sub("", p.zh).strip() and illegal.sub("", p.en).strip()]
    return pairs


def back(alignment: Alignment | list[Pair], format: str, folder: Path) -> tuple[Written, list[Pair]]:
    """Write and read again, by the format's own suffix."""
    path = folder / {"moses": "a.zh", "intertext": "a.xml", "dataset": "a"}.get(format, f"a.{format}")
    named = "dataset" if format == "dataset" else None
    return write(alignment, path, WriteOptions(format=named, unaligned=True)), list(iter_pairs(path, format=named))


TEXTS = [name for name in OUTPUT_FORMATS if name != "index"]


@pytest.mark.parametrize("format", TEXTS)
def test_three_hundred_hostile_texts(tmp_path: Path, format: str) -> None:
    texts = hostile_texts()
    assert len(texts) >= 300
    pairs = [
        Pair(text, f"{text} {n}", 0.5, Bead(range(n, n + 1), range(n, n + 1), 0.5), (n,), (n,), f"d{n % 7}")
        for n, text in enumerate(texts)
    ]
    pairs.sort(key=lambda pair: pair.document)  # the order of sheets and <file>s
    written, found = back(pairs, format, tmp_path)
    expected = whole(pairs, format)
    assert [held(pair, format) for pair in found] == [held(pair, format) for pair in expected]
    # What is not there, or not as it was, was told.
    assert written.units == len(expected)
    assert written.skipped + written.too_long == len(pairs) - len(expected)
    changed = [pair for pair in expected if held(pair, format)[:2] != (pair.zh, pair.en)]
    assert bool(changed) == bool(written.removed or written.joined)


@pytest.mark.parametrize("format", TEXTS)
@given(alignment=alignments())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_reads_back(tmp_path_factory: pytest.TempPathFactory, format: str, alignment: Alignment) -> None:
    expected = whole(list(alignment.pairs(unaligned=True)), format)
    if format == "tmx" and not expected:
        return  # an error; see below
    _, found = back(alignment, format, tmp_path_factory.mktemp("a"))
    if format == "intertext":
        # Sentences are joined again after reading, without the characters that were removed.
        expected = [
            Pair(*(XML_ILLEGAL.sub("", text) for text in (pair.zh, pair.en)), 1.0, pair.bead) for pair in expected
        ]
        assert [(p.bead.zh, p.bead.en) for p in found] == [
            (pair.bead.zh or range(0), pair.bead.en or range(0)) for pair in expected
        ]
        assert [p.en for p in found] == [p.en for p in expected]
        return
    assert [held(pair, format) for pair in found] == [held(pair, format) for pair in _normal_ranges(expected, format)]


def _normal_ranges(pairs: list[Pair], format: str) -> list[Pair]:
    """An empty range has no place in a list of numbers."""
    return [
        Pair(
            p.zh,
            p.en,
            p.score,
            Bead(p.bead.zh or range(0), p.bead.en or range(0), p.score),
            p.zh_par,
            p.en_par,
            p.document,
        )
        for p in pairs
    ]


def test_reads_back_tmx_without_units(tmp_path: Path) -> None:
    save([], tmp_path / "a.tmx")
    with pytest.raises(InputError, match="no unit holds both"):
        read(tmp_path / "a.tmx")


@pytest.mark.parametrize("format", [name for name in OUTPUT_FORMATS if name not in ("tmx", "index")])
def test_nothing_reads_back_as_nothing(tmp_path: Path, format: str) -> None:
    assert back([], format, tmp_path)[1] == []


def test_index_reads_back_with_sentences(shared: Path, tmp_path: Path) -> None:
    alignment = seed_alignment(shared)
    save(alignment, tmp_path / "a.align")
    for name, side in (("zh", alignment.zh), ("en", alignment.en)):
        (tmp_path / name).write_text("\n".join(s.text for s in side) + "\n", encoding="utf-8")
    assert read(tmp_path / "a.align")[1].zh == ""
    found = read(tmp_path / "a.align", sentences=(tmp_path / "zh", tmp_path / "en"))
    assert [(p.zh, p.en, p.bead.zh, p.bead.en) for p in found] == [
        (p.zh, p.en, p.bead.zh, p.bead.en) for p in alignment.pairs()
    ]
    (tmp_path / "en").write_text("one\n")
    with pytest.raises(InputError, match="English sentence 1 is named, but there are 1, counted from 0; check that"):
        read(tmp_path / "a.align", sentences=(tmp_path / "zh", tmp_path / "en"))
    with pytest.raises(InputError, match="sentence files go with the index format, and this is tmx"):
        read(tmp_path / "a.tmx", sentences=(tmp_path / "zh", tmp_path / "en"))


@pytest.mark.parametrize(
    "format", [name for name, format in OUTPUT_FORMATS.items() if format.write_pairs and name != "index"]
)
def test_same_bytes_each_time(format: str) -> None:
    streams = [io.BytesIO(), io.BytesIO()]
    for stream in streams:
        write(small_alignment(), stream, WriteOptions(format=format))
    assert streams[0].getvalue() == streams[1].getvalue()


# Contents.


def test_tsv_is_a_line_a_unit(tmp_path: Path) -> None:
    alignment = make_alignment(["一\t二\n三\\"], ["one"], [(1, 1, 0.5)])
    save(alignment, tmp_path / "a.tsv")
    heading, line = (tmp_path / "a.tsv").read_text(encoding="utf-8").splitlines()
    assert heading.split("\t")[1:5] == ["zh", "en", "score", "type"]
    assert line.split("\t")[1:] == [
        r"一\t二\n三\\",
        "one",
        "0.5",
        "1-1",
        "[0]",
        "[0]",
        "[0]",
        "[0]",
        "release.txt",
        "zh-CN",
        "en",
    ]


def test_csv_is_what_the_standard_library_reads(tmp_path: Path) -> None:
    import csv

    alignment = make_alignment(['一"二",三\r\n四'], [" one;"], [(1, 1, 0.5)])
    save(alignment, tmp_path / "a.csv")
    with open(tmp_path / "a.csv", encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["zh"], row["en"], row["zh_ids"]) == ('一"二",三\r\n四', " one;", "[0]")


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.tsv", "I see.\t我明白了。\tCC-BY 2.0 (France) Attribution: tatoeba.org\n", [("我明白了。", "I see.")]),
        ("a.tsv", "C:\\new\t新文件夹\n", [("新文件夹", "C:\\new")]),
        ("a.tsv", "zh-CN\tEN_us\n一\tone\n\n二\ttwo\r\n", [("一", "one"), ("二", "two")]),
        ("a.csv", "\ufeffEnglish;中文\none;一\n", [("一", "one")]),
        ("a.csv", '"one, two","一,""二"""\n', [('一,"二"', "one, two")]),
        ("a.csv", "one,一,\ntwo,二,\n", [("一", "one"), ("二", "two")]),
        ("a.csv", 'zh,en\n"一\n二","one\ntwo"\n', [("一\n二", "one\ntwo")]),
    ],
)
def test_foreign_tables(tmp_path: Path, name: str, content: str, expected: list[tuple[str, str]]) -> None:
    (tmp_path / name).write_bytes(content.encode())
    assert [(pair.zh, pair.en) for pair in read(tmp_path / name)] == expected


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "a.tsv",
            "one\ttwo\n",
            "a.tsv:1: no Chinese and English columns are found in it; name the columns zh and en in",
        ),
        ("a.tsv", "zh\ten\n一\n", "a.tsv:2: has 1 columns only; check the tabs or commas"),
        ("a.tsv", "zh\ten\tscore\n一\tone\thigh\n", "a.tsv:2: "),
        ("a.tsv", "zh\ten\tscore\n一\tone\t7\n", 'a.tsv:2: "score" is no number from 0 to 1'),
        ("a.csv", 'zh,en\n"一,one\n', "a.csv:2: a quotation mark opens here and does not close"),
        ("a.csv", 'zh,en\n一"x"y,one\n', "a.csv:2: a quotation mark stands in the middle of a field"),
        ("a.csv", b"zh,en\n\xff\xff,one\n", "a.csv:2: is not UTF-8; save the file as UTF-8"),
        ("a.align", "[0]:[0]\n[0, 2]:[1]\n", "a.align:2: the Chinese numbers are not consecutive"),
        ("a.align", "0 1\n", "a.align:1: is not of the form [0, 1]:[2]"),
        ("a.xlsx", "zh,en", "a.xlsx: is no Excel workbook: File is not a zip file; save it as .xlsx"),
        ("a.parquet", "zh,en", "a.parquet: is no usable Parquet file: "),
        ("a.xliff", "<tmx version='1.4'/>", "a.xliff:1: is no XLIFF; save it as XLIFF 2.1, or as TMX"),
        (
            "a.xlf",
            "<xliff version='2.0' srcLang='en' trgLang='de'/>",
            "a.xlf:1: its languages are en and de, not Chinese and English",
        ),
        ("a.xml", "<text/>", "a.xml: holds no <linkGrp>; name the file with the links, not a text"),
        (
            "a.xml",
            "<linkGrp fromDoc='/etc/passwd' toDoc='x'/>",
            "a.xml: names the text '/etc/passwd', which is no file in its own folder; put the three",
        ),
        ("a.tmx", "<!DOCTYPE tmx [<!ENTITY x 'y'>]><tmx/>", "a.tmx: declares entities, which it has no need of"),
    ],
)
def test_faults_have_a_place(tmp_path: Path, name: str, content: str | bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(InputError) as caught:
        read(tmp_path / name)
    assert str(caught.value).startswith(str(tmp_path / message))


def test_moses_files_of_different_length(tmp_path: Path) -> None:
    (tmp_path / "a.zh").write_text("一\n二\n", encoding="utf-8")
    (tmp_path / "a.en").write_text("one\n", encoding="utf-8")
    message = f"{tmp_path}/a.zh: has more lines than {tmp_path}/a.en, which has 1; the two files"
    with pytest.raises(InputError, match=re.escape(message)):
        read(tmp_path / "a.en")


def test_a_set_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def failing() -> object:
        yield next(small_alignment().pairs())
        raise RuntimeError("in the middle")

    for name, format in (("a.zh", None), ("b.xml", None), ("c", "dataset")):
        with pytest.raises(RuntimeError):
            save(failing(), tmp_path / name, format=format, zh_lang="zh-CN")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_a_dataset_does_not_overwrite(tmp_path: Path) -> None:
    save(small_alignment(), tmp_path / "d", format="dataset")
    with pytest.raises(InputError, match="d: exists already; name a new folder, or remove this one"):
        save(small_alignment(), tmp_path / "d", format="dataset")


def test_gzip_only_where_it_helps(tmp_path: Path) -> None:
    save(small_alignment(), tmp_path / "a.tsv.gz")
    assert len(read(tmp_path / "a.tsv.gz")) == 3
    with pytest.raises(InputError, match=r"the format parquet is not gzipped; leave \.gz away"):
        save(small_alignment(), tmp_path / "a.parquet.gz")


def test_intertext_follows_its_own_exports(tmp_path: Path) -> None:
    save(small_alignment(), tmp_path / "a.xml", unaligned=True)
    lines = (tmp_path / "a.xml").read_text(encoding="utf-8").splitlines()
    assert lines[1] == '<linkGrp toDoc="a.en.xml" fromDoc="a.zh.xml">'
    # Types and targets name the second text, here English, first.
    assert lines[3] == '<link type="2-1" xtargets="1:2 1:3;1:2" status="auto"/>'
    assert lines[4] == '<link type="0-1" xtargets=";2:1" status="auto"/>'
    assert '<s id="1:2">王毅說,合作“持續”加強。</s>' in (tmp_path / "a.zh.xml").read_text(encoding="utf-8")


def test_xliff_of_another_program(tmp_path: Path) -> None:
    (tmp_path / "a.xlf").write_text(
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en-US" trgLang="zh_TW">'
        "<file id='f'>"
        "<group id='g'><unit id='u'><notes><note>n</note></notes>"
        "<segment><source>Hello <pc id='1'>big</pc><ph id='2'/></source>"
        "<target>大<mrk id='m'>你好</mrk></target></segment>"
        "<ignorable><source> </source></ignorable>"
        "<segment><source>world.</source><target>世界。</target></segment></unit></group>"
        "<unit id='v'><segment><source>No target</source></segment></unit></file></xliff>",
        encoding="utf-8",
    )
    assert [(pair.zh, pair.en) for pair in read(tmp_path / "a.xlf")] == [("大你好世界。", "Hello big world.")]


def test_xlsx_is_for_people(tmp_path: Path) -> None:
    import openpyxl

    save(small_alignment(), tmp_path / "a.xlsx", unaligned=True)
    (sheet,) = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets
    assert sheet.title == "release.txt"
    assert [cell.value for cell in sheet[1]][:5] == ["zh", "en", "score", "type", "document"]
    assert sheet.freeze_panes == "A2"
    assert (sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width) > (50, 50)
    assert sheet["A2"].alignment.wrap_text
    fills = [sheet.cell(row, 1).fill.fgColor.rgb[-6:] for row in range(2, 6)]
    assert fills == ["000000", "000000", "000000", "F8CBAD"]


def test_names_of_sheets(tmp_path: Path) -> None:
    import openpyxl

    names = ["a/b", "A_b", "'x'", "x" * 40, "x" * 50, "History", "", "[1]:*?"]
    pairs = [Pair("一", "one", 1.0, Bead(range(1), range(1), 1.0), document=name) for name in names]
    save(pairs, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["a_b", "A_b (2)", "_x_", "x" * 31, "x" * 27 + " (2)", "History (2)", "pairs", "_1____"]
    assert [pair.document for pair in read(tmp_path / "a.xlsx")] == names


def test_formats_that_need_a_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(InputError) as caught:
        save(small_alignment(), tmp_path / "a.xlsx")
    assert str(caught.value) == (
        "Excel (.xlsx) needs the package xlsxwriter, which is not installed; install it with: pip install 'duiqi[xlsx]'"
    )
