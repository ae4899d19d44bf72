"""What ``save`` and ``write`` can be told, for every format."""

from __future__ import annotations

import gzip
import io
import re
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from support.alignments import seed_alignment, small_alignment
from support.writing import facts, read_bytes, written

from duiqi.errors import InputError
from duiqi.export import OUTPUT_FORMATS, WriteOptions, holds_pairs, read, save, write
from duiqi.io.xml import XML_ILLEGAL

SINGLE = sorted(name for name, format in OUTPUT_FORMATS.items() if format.write_pairs)


@pytest.mark.parametrize(
    "format", [name for name in SINGLE if name not in ("srt", "tbx")]
)  # of pairs with times, and terms
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
        ({"zh_lang": 'zh"><x'}, "is no code of Chinese; write it like zh-TW, zh-Hans or yue"),
        ({"en_lang": "en_GB"}, "'en_GB' is no code of English"),
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


def test_an_output_that_is_no_file_is_a_type_error() -> None:
    with pytest.raises(TypeError, match=r"^the output is of type NoneType; a path or an open file is meant$"):
        save(small_alignment(), None)  # type: ignore[arg-type]


def test_a_date_of_another_type_is_a_type_error(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match=r"^created is 5; a datetime or a text like 20200618T120000Z is meant$"):
        save(small_alignment(), tmp_path / "a.tmx", created=5)  # type: ignore[arg-type]


def test_unknown_option_is_a_type_error(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="minscore"):
        save(small_alignment(), tmp_path / "a.tmx", minscore=0.5)  # type: ignore[call-arg]


@pytest.mark.parametrize("suffix", [".tmx", ".jsonl", ".tmx.gz", ".jsonl.gz", ".TMX"])
def test_seed_through_files(shared: Path, tmp_path: Path, suffix: str) -> None:
    alignment = seed_alignment(shared)
    path = tmp_path / f"release.v1{suffix}"
    save(alignment, path)
    assert [facts(pair, XML_ILLEGAL) for pair in read(path)] == [facts(pair, XML_ILLEGAL) for pair in alignment.pairs()]
    assert b"zh-TW" in (path.read_bytes() if "gz" not in suffix else gzip.decompress(path.read_bytes()))


@pytest.mark.parametrize(
    "format", [name for name, format in OUTPUT_FORMATS.items() if format.write_pairs and name != "index"]
)
def test_same_bytes_each_time(format: str) -> None:
    streams = [io.BytesIO(), io.BytesIO()]
    for stream in streams:
        write(small_alignment(), stream, WriteOptions(format=format))
    assert streams[0].getvalue() == streams[1].getvalue()


def test_gzip_only_where_it_helps(tmp_path: Path) -> None:
    save(small_alignment(), tmp_path / "a.tsv.gz")
    assert len(read(tmp_path / "a.tsv.gz")) == 3
    with pytest.raises(InputError, match=r"the format parquet is not packed; leave \.gz away"):
        save(small_alignment(), tmp_path / "a.parquet.gz")


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.tmx", b"", True),
        ("a.csv.gz", b"", True),
        ("a.po", b"", True),
        ("a.XLF", b"", True),
        ("a.docx", b"", False),
        ("a.txt", b"", False),
        ("a", b"", False),
        ("a.xml", b"<doc><p>text</p></doc>", False),
        ("a.xml", b'<?xml version="1.0"?><linkGrp toDoc="a.en.xml">', True),
    ],
)
def test_files_of_pairs_are_told_from_documents(tmp_path: Path, name: str, content: bytes, expected: bool) -> None:
    (tmp_path / name).write_bytes(content)
    assert holds_pairs(tmp_path / name) is expected


def test_folders_of_pairs_are_told_from_folders_of_documents(tmp_path: Path) -> None:
    assert not holds_pairs(tmp_path)
    (tmp_path / "a.parquet").touch()
    assert holds_pairs(tmp_path)
    assert holds_pairs(tmp_path / "none.tmx")
    assert not holds_pairs(tmp_path / "none.txt")


def test_pairs_are_not_read_from_a_document(tmp_path: Path) -> None:
    (tmp_path / "a.docx").touch()
    message = f"{tmp_path}/a.docx: this is a Word document (DOCX), whose text has to be aligned first (align "
    with pytest.raises(InputError, match=re.escape(message)):
        read(tmp_path / "a.docx")


@pytest.mark.parametrize("given", [[{"zh": "你好。", "en": "Hello."}], [1]])
def test_what_are_no_pairs(given: list[object], tmp_path: Path) -> None:
    with pytest.raises(TypeError, match=r"pairs\[0\] is of type (dict|int); a Pair is meant"):
        save(given, tmp_path / "a.jsonl")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="what is to be saved is of type int; an Alignment is meant, or Pairs"):
        save(1, tmp_path / "a.jsonl")  # type: ignore[arg-type]
    assert not (tmp_path / "a.jsonl").exists()
    with pytest.raises(ValueError, match="min_score is 90"):
        save(small_alignment(), tmp_path / "a.jsonl", min_score=90)


@pytest.mark.parametrize(
    ("codes", "which"),
    [({"zh_lang": "en"}, "Chinese"), ({"zh_lang": "xx"}, "Chinese"), ({"en_lang": "zh-CN"}, "English")],
)
def test_the_code_of_the_other_language(codes: dict[str, str], which: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=f"is no code of {which}"):
        save(small_alignment(), tmp_path / "a.tmx", zh_lang=codes.get("zh_lang"), en_lang=codes.get("en_lang"))
    assert not (tmp_path / "a.tmx").exists()
