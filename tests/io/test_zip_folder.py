"""ZIP archives as folders."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from duiqi.errors import InputError
from duiqi.io.packed import RATIO_FROM
from duiqi.io.zip_folder import files_in, is_zip_folder, open_file


def archive(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return path


def test_files_of_an_archive(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.ZIP", {"en/a.txt": b"A.", "en/": b"", "b.txt": b"B.", "__MACOSX/b.txt": b"x"})
    assert is_zip_folder(path)
    assert files_in(path) == [path / "b.txt", path / "en" / "a.txt"]
    with open_file(path / "en" / "a.txt") as stream:
        assert stream.read() == b"A."
    for missing in (path / "c.txt", tmp_path / "b.zip" / "a.txt", tmp_path / "c.txt"):
        with pytest.raises(OSError, match="No such file"):
            open_file(missing)


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_names_of_chinese_systems(tmp_path: Path, codec: str) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("a" * len("会议.txt".encode(codec)), b"x")
    data = buffer.getvalue().replace(b"a" * len("会议.txt".encode(codec)), "会议.txt".encode(codec))
    (tmp_path / "a.zip").write_bytes(data)
    assert [path.name for path in files_in(tmp_path / "a.zip")] == ["会议.txt"]


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "a/../../b.txt", "..\\a.txt", "C:/a.txt"])
def test_names_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    path = archive(tmp_path / "a.zip", {"b.txt": b"B.", name: b"A."})
    with pytest.raises(InputError, match="would lie outside of the archive; unpack it if you trust it"):
        files_in(path)
    with pytest.raises(InputError, match="would lie outside"):
        open_file(path / "b.txt")


def test_links_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        link = zipfile.ZipInfo("a.txt")
        link.external_attr = 0o120777 << 16
        packed.writestr(link, "/etc/passwd")
    with pytest.raises(InputError, match=r"its part a\.txt would lie outside"):
        files_in(tmp_path / "a.zip")


def test_bombs_are_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {f"{k}.txt": bytes(RATIO_FROM // 2) for k in range(3)})
    with pytest.raises(InputError, match="it unpacks to more than 400 times its size"):
        files_in(path)


@pytest.mark.parametrize(("name", "data"), [("b.zip", b"PK\x03\x04"), ("b.txt.gz", b"\x1f\x8b"), ("b", b"\xfd7zXZ\0")])
def test_archives_in_archives_are_refused(tmp_path: Path, name: str, data: bytes) -> None:
    path = archive(tmp_path / "a.zip", {name: data})
    with pytest.raises(InputError, match="it is an archive in an archive; unpack the outer one"):
        open_file(path / name)


def test_what_is_a_document_or_damaged_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "d.zip").write_bytes(b"PK\x03\x04")
    parts = ("mimetype", "[Content_Types].xml", "book/META-INF/container.xml")
    paths = [archive(tmp_path / f"{k}.zip", {part: b""}) for k, part in enumerate(parts)]
    assert not any(map(is_zip_folder, (*paths, tmp_path / "d.zip", tmp_path, tmp_path / "none.zip")))
    assert not is_zip_folder(archive(tmp_path / "a.bin", {"a.txt": b"A."}))
