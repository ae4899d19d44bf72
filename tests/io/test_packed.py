"""How far packed data may grow."""

from __future__ import annotations

import gzip
import lzma
import sys
from pathlib import Path

import pytest

from duiqi.errors import InputError
from duiqi.io.files import open_binary
from duiqi.io.packed import (
    MAX_RATIO,
    PACKINGS,
    RATIO_FROM,
    Packing,
    check_written,
    most_unpacked,
    unpack,
    without_packing,
)

TEXT = "王毅在北京主持會議。\n".encode()


def test_the_rule() -> None:
    assert [most_unpacked(size) for size in (0, 100, RATIO_FROM)] == [RATIO_FROM, RATIO_FROM, MAX_RATIO * RATIO_FROM]


def packed(data: bytes, packing: Packing) -> bytes:
    if packing.name == "zstd":
        return bytes(pytest.importorskip("backports.zstd").compress(data))
    return gzip.compress(data) if packing.name == "gzip" else lzma.compress(data)


every_packing = pytest.mark.parametrize("packing", PACKINGS, ids=lambda packing: packing.name)


@every_packing
def test_members_follow_each_other(tmp_path: Path, packing: Packing) -> None:
    data = 2 * packed(TEXT, packing) + (b"" if packing.name == "zstd" else bytes(512))
    assert unpack(data, "a", packing) == 2 * TEXT
    (tmp_path / "a").write_bytes(data)
    with open_binary(tmp_path / "a") as stream:
        assert stream.read() == 2 * TEXT


@every_packing
def test_both_ways_of_reading_keep_to_it(tmp_path: Path, packing: Packing) -> None:
    for size, refused in ((RATIO_FROM, False), (RATIO_FROM + 1, True)):
        data = packed(bytes(size), packing)
        path = tmp_path / f"{size}"
        path.write_bytes(data)
        if not refused:
            assert unpack(data, "a", packing) == bytes(size)
            with open_binary(path) as stream:
                assert stream.read() == bytes(size)
            continue
        with pytest.raises(InputError, match=f"a.gz: it unpacks to more than 64 MB, or {MAX_RATIO} times its size"):
            unpack(data, "a.gz", packing)
        with (
            open_binary(path) as stream,
            pytest.raises(InputError, match=f"more than {MAX_RATIO} times its compressed size"),
        ):
            stream.read()


@every_packing
@pytest.mark.parametrize("cut", [1, 9, 20])
def test_damaged(packing: Packing, cut: int) -> None:
    with pytest.raises(InputError, match=f"the {packing.name} archive is damaged or was cut off; get it again"):
        unpack(packed(TEXT, packing)[:-cut], "a", packing)


def test_a_missing_package_is_named_with_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("backports.zstd", "compression.zstd"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(InputError, match=r"zst: a file packed with zstd needs .* pip install 'duiqi\[zstd\]'"):
        unpack(PACKINGS[2].magic, "a.txt.zst", PACKINGS[2])


def test_names() -> None:
    assert [without_packing(name) for name in ("A.TMX.XZ", "a.gz.txt")] == [("A.TMX", PACKINGS[1]), ("a.gz.txt", None)]
    assert (check_written("a.tmx.GZ"), check_written("a.tmx")) == (True, False)
    with pytest.raises(
        InputError, match=r"written plain or packed with gzip, not with xz; give it a name that ends in \.gz"
    ):
        check_written("a.tmx.xz")
