"""Tables of other programs as pairs, and faults in files of pairs."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import pytest
from support.alignments import make_alignment

from duiqi.errors import InputError
from duiqi.export import read, save
from duiqi.model import Checked


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
        ("a.csv", "zh,en,Kind,Checked\n一,one,noun,x\n", [("一", "one")]),
    ],
)
def test_foreign_tables(tmp_path: Path, name: str, content: str, expected: list[tuple[str, str]]) -> None:
    (tmp_path / name).write_bytes(content.encode())
    assert [(pair.zh, pair.en) for pair in read(tmp_path / name)] == expected


@pytest.mark.parametrize("suffix", ["csv", "tsv", "xlsx", "parquet", "jsonl", "tmx", "xliff"])
def test_what_a_person_made_of_a_pair_is_told_and_read_back(tmp_path: Path, suffix: str) -> None:
    if suffix == "xlsx":
        pytest.importorskip("xlsxwriter")
    if suffix == "parquet":
        pytest.importorskip("pyarrow")
    verdicts: tuple[Checked, ...] = ("", "approved", "edited")
    alignment = make_alignment(["一", "二", "三"], ["one", "two", "three"], [(1, 1, 0.5), (1, 1, 1.0), (1, 1, 1.0)])
    beads = [replace(bead, checked=checked) for bead, checked in zip(alignment.beads, verdicts, strict=True)]
    save(replace(alignment, beads=tuple(beads)), tmp_path / f"a.{suffix}")
    assert tuple(pair.bead.checked for pair in read(tmp_path / f"a.{suffix}")) == verdicts


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
        (
            "a.csv",
            "zh,en,type,document,checked\n一,one,1-1,a,yes\n",
            'a.csv:2: "checked" is none of approved, edited, rejected',
        ),
        ("a.csv", 'zh,en\n"一,one\n', "a.csv:2: a quotation mark opens here and does not close"),
        ("a.csv", 'zh,en\n一"x"y,one\n', "a.csv:2: a quotation mark stands in the middle of a field"),
        ("a.csv", b"zh,en\n\xff\xff,one\n", "a.csv:2: is not UTF-8; save the file as UTF-8"),
        ("a.align", "[0]:[0]\n[0, 2]:[1]\n", "a.align:2: the Chinese numbers are not consecutive"),
        ("a.align", "0 1\n", "a.align:1: is not of the form [0, 1]:[2]"),
        ("a.xlsx", "zh,en", "a.xlsx: is no Excel workbook: File is not a zip file; save it as .xlsx"),
        ("a.parquet", "zh,en", "a.parquet: is no usable Parquet file: "),
        ("a.xliff", "<text/>", "a.xliff:1: is no XLIFF; save it as XLIFF 2.1, or as TMX"),
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


@pytest.mark.parametrize("codec", ["gb18030", "big5", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize(("name", "separator"), [("a.csv", ","), ("a.tsv", "\t"), ("a.csv.gz", ";")])
def test_tables_in_other_encodings(tmp_path: Path, codec: str, name: str, separator: str) -> None:
    rows = [("en", "zh"), ("The meeting began.", "會議在北京舉行。"), ("It ended.", "各國代表出席了會議。")]
    text = "".join(f"{separator.join(row)}\r\n" for row in rows)
    data = text.encode(codec)
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    assert [(pair.en, pair.zh) for pair in read(tmp_path / name)] == rows[1:]


def test_a_damaged_table_is_in_no_other_encoding(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("zh,en\n会议,meeting\n".encode() + "会议,meeting\n".encode("gb18030"))
    with pytest.raises(InputError, match=r"a\.csv:3: is not UTF-8; save the file as UTF-8"):
        read(tmp_path / "a.csv")
