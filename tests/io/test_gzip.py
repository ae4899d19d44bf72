"""How far packed data may grow."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from duiqi.errors import InputError
from duiqi.io.files import open_binary
from duiqi.io.gzip import MAX_RATIO, RATIO_FROM, most_unpacked, unpack_gzip

TEXT = "王毅在北京主持會議。\n".encode()


def test_the_rule() -> None:
    assert [most_unpacked(size) for size in (0, 100, RATIO_FROM)] == [RATIO_FROM, RATIO_FROM, MAX_RATIO * RATIO_FROM]


def test_members_follow_each_other(tmp_path: Path) -> None:
    packed = gzip.compress(TEXT) + gzip.compress(TEXT) + bytes(512)
    assert unpack_gzip(packed, "a.gz") == 2 * TEXT
    (tmp_path / "a.gz").write_bytes(packed)
    with open_binary(tmp_path / "a.gz") as stream:
        assert stream.read() == 2 * TEXT


def test_both_ways_of_reading_keep_to_it(tmp_path: Path) -> None:
    for size, refused in ((RATIO_FROM, False), (RATIO_FROM + 1, True)):
        packed = gzip.compress(bytes(size))
        path = tmp_path / f"{size}.gz"
        path.write_bytes(packed)
        if not refused:
            assert unpack_gzip(packed, "a.gz") == bytes(size)
            with open_binary(path) as stream:
                assert stream.read() == bytes(size)
            continue
        with pytest.raises(InputError, match=f"a.gz: it unpacks to more than 64 MB, or {MAX_RATIO} times its size"):
            unpack_gzip(packed, "a.gz")
        with (
            open_binary(path) as stream,
            pytest.raises(InputError, match=f"more than {MAX_RATIO} times its compressed size"),
        ):
            stream.read()


@pytest.mark.parametrize("cut", [1, 9, 20])
def test_damaged(cut: int) -> None:
    with pytest.raises(InputError, match="the gzip archive is damaged or was cut off; get it again"):
        unpack_gzip(gzip.compress(TEXT)[:-cut], "a.gz")
