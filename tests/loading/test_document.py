"""Files and open files, and what is refused."""

from __future__ import annotations

import io
import tracemalloc
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duiqi.errors import InputError
from duiqi.loading import document as document_module
from duiqi.loading import read_document


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read: No such file"):
        read_document(tmp_path / "none.txt")
    with pytest.raises(InputError, match="cannot be read"):
        read_document(tmp_path)
    with pytest.raises(InputError, match="cannot be read"):
        read_document("a\0b")


@pytest.mark.parametrize("source", ["你好。".encode(), None, 5, ["你好。", "Hello."]])
def test_what_is_no_document(source: Any) -> None:
    told = f"a document is given as {type(source).__name__}; a path, an open file or a Document is meant"
    with pytest.raises(TypeError, match=told):
        read_document(source)


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
        opened = read_document(text)
        assert opened.format == "plain text, as which it was opened"
        assert read_document(binary) == replace(opened, format="plain text, told by its name") == read_document(path)
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


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.txt", "打开\n\nOpen\n", "plain text, told by its name"),
        ("a", "打开\n\nOpen\n", "plain text, as no other"),
        ("a.po", 'msgid "Open"\nmsgstr "打开"\n', "a catalogue of messages (PO), told by how it begins"),
        (
            "a.txt",
            "<TS language='zh'><message><source>Open</source><translation>打开</translation></message></TS>",
            "Qt",
        ),
        ("a.json", '{"a": "打开", "b": "Open"}', "JSON, told by its name"),
    ],
)
def test_what_told_the_format_is_told(name: str, content: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(content, "utf-8")
    told = "a Qt translation (TS), told by how it begins" if told == "Qt" else told
    assert read_document(path).format == told


def test_a_carriage_return_too_many_is_no_line(tmp_path: Path) -> None:
    path = tmp_path / "twice.txt"
    path.write_bytes("第一行。\r\r\n第二行。\r\r\n\r\r\n第三行。\r\n".encode())
    assert read_document(path).text == "第一行。\n第二行。\n\n第三行。\n"
