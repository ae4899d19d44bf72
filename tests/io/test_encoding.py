"""Encodings: told for sure, or refused with what may be done."""

from __future__ import annotations

from pathlib import Path

import pytest

from duiqi.errors import InputError
from duiqi.io.encoding import decode
from duiqi.loading import read_document

SIMPLIFIED = "今天我们去公园玩，天气很好。\r\nWe went to the park today; the weather was fine.\r\n"
TRADITIONAL = "今天我們去公園玩，天氣很好。\nWe went to the park today; the weather was fine.\n"


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
        ("The wave is λ long, and what it differs by is called δ here.\n", "utf-8", "utf-8"),
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
        (b"\x89PNG\r\n\x1a\n\0\0", None, "this is a picture, which is not read; have its text recognised (OCR)"),
        (b"PK\x03\x04abc", None, "ZIP archive (as DOCX, XLSX, EPUB and ODT files are), which is not read; if"),
        (b"%PDF-1.7\n", None, "the PDF is damaged or was cut off"),
        (b"{\\rtf1 x", None, "it was cut off; get it again, or open it in Word"),
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
        (
            "你好世界。\nHello world!!\n".encode(),
            "utf-16",
            "it does not look like utf-16: it is UTF-8; leave --encoding",
        ),
        (b"Plain English in ASCII.\n", "UTF_16_BE", "it does not look like UTF_16_BE: it is UTF-8"),
        ("\ufeff今天我们去公园玩\n".encode(), "utf-16-le", "it does not look like utf-16-le: it is UTF-8"),
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


@pytest.mark.parametrize("text", ["三中三中三", "敏捷的棕色狐狸", "", "我们 OK\n"])
@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_taken_at_its_word(text: str, codec: str) -> None:
    assert decode(text.encode(codec), "a.txt", codec)[0] == text


@pytest.mark.parametrize(
    ("data", "text", "found"),
    [
        ("他们说：好。".encode() + b"\xed\xa0\xbd\xed\xb8\x80\n", "他们说：好。😀\n", "cesu-8"),
        ("他们说：好。\n".encode() + b"They said \x93yes\x94\x85\n", "他们说：好。\nThey said “yes”…\n", None),
        ("他们说：好。\n".encode() + b"It isn\x92t much \x97 really.\n", None, "utf-8 and cp1252"),
        (b"\xef\xbb\xbf" + "他们在会议上讨论了许多重要的问题。\n".encode("gbk"), None, "gb18030"),
    ],
)
def test_what_programs_write_beside_utf8(data: bytes, text: str | None, found: str | None) -> None:
    if found is None:
        with pytest.raises(InputError):
            decode(data, "x.txt")
        return
    read, encoding = decode(data, "x.txt")
    assert encoding == found
    assert "\ufffd" not in read
    assert text is None or read == text
