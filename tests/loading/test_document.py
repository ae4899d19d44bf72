"""Files and open files, and what is refused."""

from __future__ import annotations

import io
import tracemalloc
from pathlib import Path

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
