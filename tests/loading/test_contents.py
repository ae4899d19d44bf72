"""What a file holds says its format: which it is read in, which it is refused for, and what is told of it."""

from __future__ import annotations

import gzip
import io
import time
from pathlib import Path

import pytest
from support import documents as build
from support.cases import cases
from support.reading import EN, ZH, document, texts

from duiqi.cli import main
from duiqi.errors import InputError, UnreadFormat
from duiqi.loading import ENDINGS, SUFFIXES, read_document
from duiqi.loading.registry import BY_SUFFIX, PAIRS_BY_SUFFIX, format_of_content, suffix_of
from duiqi.loading.unread import BY_SUFFIX as UNREAD_BY_SUFFIX
from duiqi.loading.unread import UNREAD

CASES = cases("loading/contents.jsonl")
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le")


@pytest.mark.parametrize("case", CASES)
def test_the_format(case: dict[str, str]) -> None:
    for encoding in ENCODINGS:
        assert found_in(case["text"].encode(encoding), case["file"]) == case["format"], encoding


def found_in(data: bytes, name: str) -> str:
    try:
        return format_of_content(data, name, suffix_of(name)).name
    except UnreadFormat as error:
        return error.message.removeprefix("this is ").partition(", w")[0]


def test_what_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = f"<html><body><p>{ZH}</p><p>{EN}</p></body></html>"
    note = "read as an HTML page by what it holds; its name ends in .txt"
    found = document(tmp_path, "a.txt", page)
    assert found.notes == (note,)
    assert texts(found) == [ZH, EN]
    assert document(tmp_path, "b.html", page).notes == ()
    for arguments in ([], ["--explain"]):
        assert main([str(tmp_path / "a.txt"), "-o", str(tmp_path / "o.tmx"), *arguments]) == 0
        assert capsys.readouterr().err.count(note) == 1 + len(arguments)
    assert document(tmp_path, "page", page).notes == ("read as an HTML page by what it holds",)
    assert document(tmp_path, "a.doc", f"{ZH}\n{EN}\n").notes == (
        "read as plain text, which it holds; its name ends in .doc",
    )


def test_packed_files(tmp_path: Path) -> None:
    data = build.docx_of(build.docx_p(ZH))
    assert texts(document(tmp_path, "a.docx.gz", gzip.compress(data))) == [ZH]
    packed = document(tmp_path, "a.txt", gzip.compress(f"{ZH}\n".encode()))
    assert (texts(packed), packed.notes) == ([ZH], ("a gzip archive, which was unpacked",))
    with pytest.raises(UnreadFormat, match="this is JSON, which is not read"):
        document(tmp_path, "a.txt.gz", gzip.compress(b'{"a": "b"}'))
    assert ".pdf.gz" in SUFFIXES
    assert ".pdf" in ENDINGS


@pytest.mark.parametrize(
    ("name", "data", "read_as"),
    [
        ("a.txt", build.docx_of(build.docx_p(ZH)), "a Word document (DOCX)"),
        ("a.pdf", build.docx_of(build.docx_p(ZH)), "a Word document (DOCX)"),
        ("a.xlf", f"<html><p>{ZH}</p></html>".encode(), "an HTML page"),
    ],
)
def test_a_binary_format_by_another_name(tmp_path: Path, name: str, data: bytes, read_as: str) -> None:
    found = document(tmp_path, name, data)
    assert texts(found) == [ZH]
    assert found.notes == (f"read as {read_as} by what it holds; its name ends in {name[1:]}",)


def test_formats_that_are_not_read() -> None:
    suffixes = [suffix for unread in UNREAD for suffix in unread.suffixes]
    assert len(suffixes) == len(set(suffixes)) == len(UNREAD_BY_SUFFIX)
    assert not set(suffixes) & (set(BY_SUFFIX) | set(PAIRS_BY_SUFFIX))
    for unread in UNREAD:
        assert unread.label
        assert unread.advice
        assert unread.suffixes or unread.first or unread.root or unread.begins or unread.holds
    noise = bytes(range(256))
    for suffix, unread in UNREAD_BY_SUFFIX.items():
        with pytest.raises(UnreadFormat, match="which is not read"):
            format_of_content(noise if unread.is_binary else b"x\n", f"a{suffix}", suffix)


def test_formats_of_pairs_are_no_documents() -> None:
    for suffix, format in PAIRS_BY_SUFFIX.items():
        with pytest.raises(UnreadFormat, match="with pairs that are aligned already; see align convert"):
            format_of_content(b"PAR1" if format.binary else b"x\n", f"a{suffix}", suffix)
        assert format.reads_pairs


@pytest.mark.parametrize(
    "text",
    [
        *("<!---->" * 9_000, "<!-- " * 12_000, "<?a?>" * 12_000, "<!DOCTYPE a [" * 5_000, "<" * 60_000, "a_" * 30_000),
        *("[a]\n" + " " * 60_000, "%\n" * 30_000, "[[" * 30_000, "=" * 60_000, "{{a" * 20_000, "a:" * 30_000),
        *("/*" * 30_000, '"""' * 20_000, "a;" * 30_000, "'" * 60_000, "a(" * 30_000, "<a " * 20_000, "a{" * 30_000),
        *("![" * 30_000, "**a" * 20_000, "a=" * 30_000, ") " * 30_000, "- " * 30_000, "return " * 9_000, "\\" * 60_000),
    ],
    ids=lambda text: repr(text[:12]),
)
def test_marks_without_end_take_no_time(text: str) -> None:
    """A second for 60 kB of them on one line, and on many."""
    begin = time.process_time()
    for whole in (text, f"{text[:500]}\n" * 100):
        found_in(whole.encode(), "a.txt")
    assert time.process_time() - begin < 1


def test_an_open_file_is_told_by_its_content_too() -> None:
    with pytest.raises(UnreadFormat):
        read_document(io.BytesIO(b'{"a": "b"}'))
    with pytest.raises(InputError, match="holds no text"):
        read_document(io.BytesIO(b""))


def test_a_folder_passes_over_what_is_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    build.write(folder, "a.txt", f"{ZH}\n{EN}\n".encode())
    for name in ("b.txt", "c.txt"):
        build.write(folder, name, b'{"a": "b"}')
    for name in ("d.json5", "e.json5", "f.json5", "g.json5", "h.json5", "i.css", "j.json"):
        build.write(folder, name, b"{}")
    assert main([str(folder), "-o", str(tmp_path / "out"), "--jobs", "1"]) == 0
    assert [path.name for path in (tmp_path / "out").glob("[!.]*")] == ["a.tmx"]
    errors = capsys.readouterr().err
    assert "d.json5, e.json5, f.json5 and 2 more  passed over: JSON, which is not read\n" in errors
    assert "i.css" in errors
    assert "passed over, JSON whose texts have no keys, which is not read" in errors
    assert "passed over, JSON, which is not read: b.txt, c.txt" in errors.replace(f"{folder}/", "")
    (folder / "a.txt").unlink()
    assert main([str(folder), "-o", str(tmp_path / "out2"), "--jobs", "1"]) == 2
    assert capsys.readouterr().err.endswith(f"align: {folder}: none of its documents is in a format that is read\n")
    assert not list(tmp_path.glob("out2/[!.]*"))
