"""EPUB books."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from support import documents as build
from support.reading import EN, ZH, document, left, texts

from duiqi.errors import InputError
from duiqi.formats.epub import read_epub


def test_epub_spine_order(tmp_path: Path) -> None:
    found = document(tmp_path, "a.epub", build.epub_of([f"<h1>一</h1><p>{ZH}</p>", f"<p>{EN}</p><pre>x=1</pre>"]))
    assert texts(found) == ["一", ZH, EN]
    assert left(found) == {"table of contents": ["目录 Contents"], "code": ["x=1"]}


def test_a_book_whose_folder_was_packed(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(build.epub_of([f"<p>{ZH}</p>", f"<p>{EN}</p>"]))) as book:
        parts = {f"manual/{name}": book.read(name) for name in book.namelist()}
    found = document(tmp_path, "a.epub", build.zipped(parts))
    assert (texts(found), left(found)) == ([ZH, EN], {"table of contents": ["目录 Contents"]})


def test_without_container_it_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"its part META-INF/container\.xml is missing"):
        read_epub(build.zipped({"a/b.xml": ""}), "a.epub")
