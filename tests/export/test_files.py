"""Files whole or not at all, streams, permissions, gzip without trust."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.alignments import small_alignment

from duiqi.errors import InputError
from duiqi.export import WriteOptions, atomic_write, iter_pairs, read, save, write
from duiqi.model import Bead, Pair

PAIR = Pair("一", "one", 1.0, Bead(range(1), range(1), 1.0))


def failing() -> Iterator[Pair]:
    yield PAIR
    raise RuntimeError("in the middle")


def interrupted_write(path: Path) -> None:
    with atomic_write(path) as stream:
        stream.write(b"new")
        raise KeyboardInterrupt


def test_a_failed_write_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        save(failing(), tmp_path / "a.tmx", zh_lang="zh-CN")
    assert list(tmp_path.iterdir()) == []


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("old")
    with pytest.raises(KeyboardInterrupt):
        interrupted_write(path)
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("a.jsonl", "old")]


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_permissions(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        save([PAIR], tmp_path / "new.tmx")
        assert (tmp_path / "new.tmx").stat().st_mode & 0o777 == 0o640
        (tmp_path / "old.tmx").touch()
        (tmp_path / "old.tmx").chmod(0o604)
        save([PAIR], tmp_path / "old.tmx")
        assert (tmp_path / "old.tmx").stat().st_mode & 0o777 == 0o604
    finally:
        os.umask(old)


@pytest.mark.skipif(os.name != "posix", reason="links and devices of POSIX")
def test_links_and_devices_stay(tmp_path: Path) -> None:
    (tmp_path / "link.tmx").symlink_to(tmp_path / "real.tmx")
    save([PAIR], tmp_path / "link.tmx")
    assert (tmp_path / "link.tmx").is_symlink()
    assert read(tmp_path / "real.tmx")[0].en == "one"
    save([PAIR], os.devnull, format="tmx")
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("no-folder/a.tmx", "a.tmx: cannot be written: No such file or directory; check that the folder exists"),
        ("folder.tmx", "folder.tmx: is a folder; name a file to write"),
        ("a.docx", "a.docx: the suffix .docx is not one of a format; use one of .tmx, .jsonl, .tsv"),
        ("a.gz", "a.gz: the name has no suffix to tell it by; use one of"),
    ],
)
def test_places_that_cannot_be_written(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "folder.tmx").mkdir()
    with pytest.raises(InputError) as caught:
        save([PAIR], tmp_path / name)
    assert message in str(caught.value)


@pytest.mark.parametrize("name", ["none.tmx", "none.jsonl"])
def test_files_that_are_not_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=f"{name}: cannot be read: No such file"):
        read(tmp_path / name)


def test_streams(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    text, data = io.StringIO(), io.BytesIO()
    write(small_alignment(), text, WriteOptions(format="jsonl"))
    write(small_alignment(), data, WriteOptions(format="jsonl"))
    save(small_alignment(), sys.stdout, format="jsonl")
    assert text.getvalue().encode() == data.getvalue() == capsysbinary.readouterr().out


def test_gzip_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    for name in ("a.tmx.gz", "b.tmx.gz"):
        save(small_alignment(), tmp_path / name)
    save(small_alignment(), tmp_path / "a.tmx")
    packed = (tmp_path / "a.tmx.gz").read_bytes()
    assert packed == (tmp_path / "b.tmx.gz").read_bytes()
    assert gzip.decompress(packed) == (tmp_path / "a.tmx").read_bytes()


def test_gzip_is_told_by_content(tmp_path: Path) -> None:
    save(small_alignment(), tmp_path / "a.tmx.gz")
    (tmp_path / "a.tmx.gz").rename(tmp_path / "a.tmx")
    assert len(read(tmp_path / "a.tmx")) == 3


@pytest.mark.parametrize("suffix", ["tmx", "jsonl"])
def test_damaged_gzip(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}.gz"
    save(small_alignment(), path)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(InputError, match=r"the gzip data is damaged: .*; get it again"):
        read(path)


def test_gzip_bomb(tmp_path: Path) -> None:
    line = json.dumps({"zh": "一", "en": "one"}).encode() + b"\n"
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(gzip.compress(line + b" " * (5 << 20)))
    with pytest.raises(InputError, match="the gzip data is more than 400 times its compressed size; unpack it"):
        read(path)


def peak_grows(tmp_path: Path, suffix: str, few: int, many: int) -> bool:
    """Whether writing and reading back ``many`` pairs takes more memory than ``few``."""

    def peak(count: int) -> int:
        path = tmp_path / f"{count}.{suffix}"
        pairs = (
            Pair(f"第{i}句。" * 10, f"Sentence {i}. " * 10, 0.5, Bead(range(i, i + 1), range(i, i + 1), 0.5))
            for i in range(count)
        )
        tracemalloc.start()
        # Without a code a thousand pairs are looked at for the script of their Chinese.
        save(pairs, path, zh_lang="zh-CN")
        assert sum(1 for _ in iter_pairs(path)) == count
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    peak(10)  # modules and tables are loaded once
    return peak(many) > 1.2 * peak(few) + 100_000


@pytest.mark.parametrize("suffix", ["tmx", "jsonl", "tmx.gz"])
def test_memory_does_not_grow_with_the_file(tmp_path: Path, suffix: str) -> None:
    # Six hundred pairs more, kept, would be 500 kB.
    assert not peak_grows(tmp_path, suffix, 200, 800)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["tmx", "jsonl", "csv", "tsv", "xliff", "tmx.gz"])
def test_memory_does_not_grow_with_a_long_file(tmp_path: Path, suffix: str) -> None:
    assert not peak_grows(tmp_path, suffix, 2_000, 8_000)


def run_python(script: str, *arguments: str, hash_seed: str = "0") -> str:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.run(command, check=True, env=environment, capture_output=True, text=True).stdout


def test_same_bytes_for_any_hash_seed(tmp_path: Path) -> None:
    save(small_alignment(), tmp_path / "a.jsonl", unaligned=True)
    script = (
        "import sys; from duiqi.export import read, save; pairs = read(sys.argv[1]); "
        "[save(pairs, sys.stdout, format=name, unaligned=True) for name in ('tmx', 'jsonl', 'csv', 'xliff')]"
    )
    outputs = {run_python(script, str(tmp_path / "a.jsonl"), hash_seed=seed) for seed in "01"}
    assert len(outputs) == 1
    assert len(outputs.pop()) > 2_000


def test_importing_loads_nothing_heavy() -> None:
    heavy = "lxml", "numpy", "opencc", "jieba", "nltk"
    script = f"import sys, duiqi.export, duiqi.evaluation; print(*[name for name in {heavy} if name in sys.modules])"
    assert run_python(script).strip() == ""
