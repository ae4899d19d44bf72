"""Loading: encodings, refusals, languages, kinds, layouts, and the paragraphs of real documents."""

from __future__ import annotations

import io
import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duiqi.errors import InputError
from duiqi.loading import document as document_module
from duiqi.loading import read_document
from duiqi.model import Document, Layout
from duiqi.structure import find_paragraphs, side, with_paragraphs
from duiqi.structure.paragraph_kind import kind_of
from duiqi.text.language import language_of

CASES = Path(__file__).parents[1] / "cases" / "loading"
NAMES = {"z": "zh", "e": "en"}
SIMPLIFIED = "今天我们去公园玩，天气很好。\r\nWe went to the park today; the weather was fine.\r\n"
TRADITIONAL = "今天我們去公園玩，天氣很好。\nWe went to the park today; the weather was fine.\n"


def cases(name: str) -> list[object]:
    found = []
    for line in (CASES / name).read_text("utf-8").splitlines():
        case = json.loads(line)
        marks = [pytest.mark.xfail(strict=True, reason=case["xfail"])] if "xfail" in case else []
        found.append(pytest.param(case, id=case.get("name") or case["text"][:30], marks=marks))
    return found


@pytest.mark.parametrize("case", cases("languages.jsonl"))
def test_language(case: dict[str, str]) -> None:
    assert language_of(case["text"]) == case["language"]


@pytest.mark.parametrize("case", cases("kinds.jsonl"))
def test_kind(case: dict[str, str]) -> None:
    assert kind_of(case["text"]) == case["kind"]


@pytest.mark.parametrize("case", cases("layouts.jsonl"))
def test_layout(case: dict[str, object]) -> None:
    paragraphs, layout = find_paragraphs("\n\n".join(case["lines"]))  # type: ignore[arg-type]
    assert layout == case["layout"]
    assert [p.language for p in paragraphs] == [NAMES[n] for n in str(case["languages"])]
    assert [p.block for p in paragraphs] == case["blocks"]


def test_layout_can_be_forced() -> None:
    text = "甲。\nFAST\n\n· A.\n500"
    paragraphs, layout = find_paragraphs(text, "zh")
    assert layout == "zh"
    assert [(p.language, text[p.start : p.end]) for p in paragraphs] == [
        ("zh", "甲。"),
        ("zh", "FAST"),
        ("zh", "A."),
        ("zh", "500"),
    ]
    paragraphs, layout = find_paragraphs("甲。\n乙。\nA.\nB.", "alternating")
    assert layout == "alternating"
    assert [p.block for p in paragraphs] == [0, 0, 0, 0]


def test_bullets_go_and_numbers_stay() -> None:
    text = "·step up\n  - 1. one\n（一）加强\n-----\n* * *\n•\n"
    paragraphs, _ = find_paragraphs(text)
    assert [text[p.start : p.end] for p in paragraphs] == ["step up", "1. one", "（一）加强"]
    assert [p.kind for p in paragraphs] == ["list item"] * 3


@given(
    st.text(alphabet="中文。,A b/|\t\n\r·-*1.（）()\u2028\u3000<br>", max_size=80),
    st.sampled_from(["auto", "zh", "en", "alternating", "zh-then-en", "en-then-zh"]),
)
def test_paragraphs_are_ordered_and_trimmed(text: str, layout: Layout) -> None:
    paragraphs, found = find_paragraphs(text, layout)
    assert found == layout or layout == "auto"
    end = 0
    for p in paragraphs:
        assert end <= p.start < p.end
        assert text[p.start : p.end] == text[p.start : p.end].strip()
        assert len(text[p.start : p.end].splitlines()) == 1
        end = p.end
    assert [p.block for p in paragraphs] == sorted(p.block for p in paragraphs)
    assert side(Document("x", text, paragraphs), "zh") == tuple(
        (i, p) for i, p in enumerate(paragraphs) if p.language == "zh"
    )


@pytest.mark.parametrize(
    ("text", "codec", "found"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8"),
        (SIMPLIFIED, "utf-16", "utf-16"),
        (SIMPLIFIED, "utf-32", "utf-32"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "utf-16-be", "utf-16-be"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (TRADITIONAL, "gbk", "gb18030"),
        (TRADITIONAL, "big5", "big5hkscs"),
        (TRADITIONAL, "big5hkscs", "big5hkscs"),
        ("It’s a “café” on the corner of the street – so they said.", "cp1252", "cp1252"),
        ("Plain ASCII in UTF-16.\n", "utf-16-le", "utf-16-le"),
    ],
)
def test_encoding_is_found(tmp_path: Path, text: str, codec: str, found: str) -> None:
    path = tmp_path / "release.txt"
    path.write_bytes(text.encode(codec))
    document = read_document(path)
    assert document.text == text.replace("\r\n", "\n")
    assert (document.encoding, document.source, document.edits) == (found, "release.txt", ())


@pytest.mark.parametrize(
    ("data", "encoding", "message"),
    [
        (b"", None, "the file holds no text"),
        (b"\xef\xbb\xbf \n\t\n", None, "the file holds no text"),
        (b"\x89PNG\r\n\x1a\n\0\0", None, "this is a PNG image, not plain text; save it as plain text (.txt) first"),
        (b"PK\x03\x04abc", None, "ZIP archive (as DOCX, XLSX, EPUB and ODT files are), not plain text"),
        (b"%PDF-1.7\n", None, "this is a PDF document"),
        (b"{\\rtf1 x", None, "this is an RTF document"),
        (b"abc\0\0\0def\0\x01", None, "this is a binary file"),
        (
            "甲。\n".encode() * 30 + b"\xff\n",
            None,
            "a.txt:31: byte 210 (0xff) is not valid utf-8; name the right encoding",
        ),
        ("日本語のテキストです。".encode("shift_jis"), None, "the encoding cannot be told"),
        ("한국어 문장입니다.".encode("euc_kr"), None, "the encoding cannot be told"),
        ("龘靐".encode("gbk"), None, "the encoding cannot be told"),
        ("甲\n乙\n".encode("gbk"), "utf-8", "a.txt:1: byte 0 (0xbc) is not valid utf-8"),
        (b"abc\n\x81\xff", "gbk", "a.txt:2: byte 4 (0x81) is not valid gbk"),
        (b"abc", "klingon", "there is no text encoding 'klingon'; use utf-8"),
        (b"abc", "base64", "there is no text encoding 'base64'"),
        (b"ab\0c", "utf-8", "read as utf-8 it is no text; check --encoding"),
    ],
)
def test_refusals(tmp_path: Path, data: bytes, encoding: str | None, message: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_document(path, encoding=encoding)
    assert str(caught.value).startswith(f"{path}:")
    assert message in str(caught.value)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read: No such file"):
        read_document(tmp_path / "none.txt")
    with pytest.raises(InputError, match="cannot be read"):
        read_document(tmp_path)
    with pytest.raises(InputError, match="cannot be read"):
        read_document("a\0b")


def test_size_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_module, "MAX_BYTES", 2**20)
    with pytest.raises(InputError, match="larger than 1 MB; split it"):
        read_document(io.BytesIO(b"a" * (2**20 + 1)))
    tracemalloc.start()
    with pytest.raises(InputError, match="larger than"):
        read_document("/dev/zero")
    assert tracemalloc.get_traced_memory()[1] < 2**23
    tracemalloc.stop()


def test_open_files(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("甲。\r\nA.\r", "utf-8", newline="")
    with open(path, "rb") as binary, open(path, encoding="utf-8", newline="") as text:
        assert read_document(binary) == read_document(text) == read_document(path)
    assert read_document(io.StringIO("甲。\rA.")).source == "<input>"
    assert read_document(io.StringIO("甲。\rA.")).text == "甲。\nA."
    with pytest.raises(InputError, match="did not decode"):
        read_document(io.StringIO("a\udc80"))
    path.write_bytes(b"\xff")
    with open(path, encoding="utf-8") as text, pytest.raises(InputError, match="is not utf-8"):
        read_document(text)


@given(st.binary(max_size=60))
def test_any_bytes_load_or_are_refused(data: bytes) -> None:
    try:
        document = read_document(io.BytesIO(data))
    except InputError:
        return
    assert "\r" not in document.text
    assert "\0" not in document.text
    assert document.text.encode("utf-8")
    assert "\ufffd" not in document.text or "\ufffd".encode(document.encoding) in data


def test_seed(seed_path: Path) -> None:
    document = with_paragraphs(read_document(seed_path))
    assert document.layout == "zh-then-en"
    assert [p.language for p in document.paragraphs] == ["zh"] * 11 + ["en"] * 22
    assert [i for i, p in enumerate(document.paragraphs) if p.kind == "credit"] == [10, 32]
    assert sum(p.kind == "list item" for p in document.paragraphs) == 9
    assert len({p.block for p in document.paragraphs}) == 1
    assert document.text[document.paragraphs[15].start :].startswith("step up public health")


@pytest.mark.parametrize(
    ("name", "layout"),
    [
        ("enkey-five-life/raw.md", "alternating"),
        ("gov-report-2018/raw.md", "alternating"),
        ("newyear-2021/raw.md", "alternating"),
        ("xuexi-10.22/raw.md", "alternating"),
        ("mulanpsl-1.0/raw.txt", "zh-then-en"),
        ("un-charter-ch1/zh_then_en.txt", "zh-then-en"),
        ("seedlike-newyear-2021/mixed.txt", "zh-then-en"),
        ("udhr-hans/zh.txt", "zh"),
        ("udhr-hant/zh.txt", "zh"),
        ("udhr-hant/en.txt", "en"),
        ("semver-zh-TW/en.md", "en"),
    ],
)
def test_real_documents(shared: Path, name: str, layout: str) -> None:
    assert with_paragraphs(read_document(shared / "docs" / name)).layout == layout


@pytest.mark.parametrize("name", ["newyear-2021", "gov-report-2018", "enkey-five-life", "xuexi-10.22"])
def test_blocks_hold_the_gold_units(shared: Path, name: str) -> None:
    """Wherever both sides of a gold unit are found as paragraphs, they are in one block."""
    document = with_paragraphs(read_document(shared / "docs" / name / "raw.md"))
    units = json.loads((shared / "docs" / name / "gold.json").read_text("utf-8"))["units"]
    blocks: dict[tuple[str, str], set[int]] = {}
    for p in document.paragraphs:
        blocks.setdefault((p.language, document.text[p.start : p.end]), set()).add(p.block)
    found = 0
    for unit in units:
        zh, en = blocks.get(("zh", unit["zh"].strip())), blocks.get(("en", unit["en"].strip()))
        if zh and en:
            found += 1
            assert zh & en, unit
    assert found >= len(units) // 5
