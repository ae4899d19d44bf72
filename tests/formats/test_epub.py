"""EPUB books."""

from __future__ import annotations

from pathlib import Path

from support import documents as build
from support.reading import EN, ZH, document, left, texts


def test_epub_spine_order(tmp_path: Path) -> None:
    found = document(tmp_path, "a.epub", build.epub_of([f"<h1>一</h1><p>{ZH}</p>", f"<p>{EN}</p><pre>x=1</pre>"]))
    assert texts(found) == ["一", ZH, EN]
    assert left(found) == {"table of contents": ["目录 Contents"], "code": ["x=1"]}
