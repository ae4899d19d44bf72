"""What holds of every format that is read as a document."""

from __future__ import annotations

import contextlib
import io
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import documents as build
from support.reading import EN, ZH, document, texts
from support.timing import grows_linearly

from duiqi.errors import InputError
from duiqi.loading import SUFFIXES
from duiqi.pipeline import load


@pytest.mark.parametrize(("codec", "text"), [("gb18030", ZH), ("big5hkscs", "會議在北京舉行，各國代表出席了會議。")])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.csv"])
def test_lines_in_two_encodings(tmp_path: Path, codec: str, text: str, name: str) -> None:
    data = f"{ZH}\n{EN}\n".encode() + f"{text}\n{EN}\n".encode(codec)
    found = document(tmp_path, name, data)
    assert found.encoding == f"utf-8 and {codec}"
    assert [p for p in texts(found) if p != EN] == [ZH, text]


def test_a_damaged_line_is_no_second_encoding(tmp_path: Path) -> None:
    for broken in (f"{ZH}".encode()[:-2], f"{ZH}".encode()[1:], ZH[:4].encode() + b"\xff" + ZH[4:].encode()):
        with pytest.raises(InputError):
            document(tmp_path, "a.txt", f"{ZH}\n{EN}\n".encode() * 3 + broken + b"\n")


def test_gzip(tmp_path: Path) -> None:
    assert texts(document(tmp_path, "a.md.gz", build.gzipped(f"# 题\n\n{EN}\n".encode()))) == ["题", EN]


def test_format_by_content_without_a_name(tmp_path: Path) -> None:
    assert texts(document(tmp_path, "download", build.docx_of(build.docx_p(ZH)))) == [ZH]
    assert texts(document(tmp_path, "download", build.page(f"<p>{ZH}</p>"))) == [ZH]


@pytest.mark.parametrize(("name", "extra"), [("a.html", "html"), ("a.pdf", "pdf")])
def test_missing_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, extra: str) -> None:
    for module in ("trafilatura", "pypdfium2"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(
        InputError,
        match=rf"needs the package \w+, which is not installed; install it with: pip install 'duiqi\[{extra}\]'",
    ):
        document(tmp_path, name, b"%PDF-1.4" if extra == "pdf" else b"<p>a</p>")


@given(
    st.sampled_from(SUFFIXES), st.binary(max_size=80) | st.text("中文。aB <>/&;|#*_`[](){}=\n\t-:1.,\"'", max_size=80)
)
def test_any_content_loads_or_is_refused(suffix: str, content: bytes | str) -> None:
    file = io.BytesIO(content if isinstance(content, bytes) else content.encode())
    file.name = f"a{suffix}"
    try:
        found = load(file)
    except InputError:
        return
    for hint in found.hints:
        assert 0 <= hint.start <= hint.end <= len(found.text)
    assert [h.start for h in found.hints] == sorted(h.start for h in found.hints)


MARKS = ("*", "_a", "a.", "`", "[", "(((", "<!--", "**a\n", "|\n", "<p>")


def read_marks(folder: Path, name: str, mark: str, times: int) -> None:
    """Read a file of nothing but a mark."""
    with contextlib.suppress(InputError):
        document(folder, name, "1\n00:00:01,000 --> 00:00:02,000\n" + mark * times)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.adoc", "a.html", "a.srt", "a.csv"])
def test_marks_without_end_take_no_time(tmp_path: Path, name: str) -> None:
    assert grows_linearly(lambda size: [read_marks(tmp_path, name, mark, size) for mark in MARKS], 2_000)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.adoc", "a.html", "a.srt", "a.csv"])
def test_many_marks_without_end_take_no_time(tmp_path: Path, name: str) -> None:
    for mark in MARKS:
        assert grows_linearly(lambda size, mark=mark: read_marks(tmp_path, name, mark, size), 20_000), mark
