"""A file of one format as a document, for tests of what is taken of it and what is left out."""

from __future__ import annotations

from pathlib import Path

from support import documents as build

from duiqi.loading import read_document
from duiqi.model import Document, Layout
from duiqi.structure import with_paragraphs

ZH = "王毅在北京主持会议，并宣读致辞。"


EN = "Wang Yi chaired the meeting in Beijing and read a message."


def document(tmp_path: Path, name: str, data: bytes | str, layout: Layout = "auto") -> Document:
    data = data.encode() if isinstance(data, str) else data
    return with_paragraphs(read_document(build.write(tmp_path, name, data)), layout)


def texts(found: Document) -> list[str]:
    return [found.text[p.start : p.end] for p in found.paragraphs]


def left(found: Document) -> dict[str, list[str]]:
    reasons: dict[str, list[str]] = {}
    for omission in found.omissions:
        reasons.setdefault(omission.reason, []).append(omission.text)
    return reasons
