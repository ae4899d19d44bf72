"""A memory that is filtered or copied keeps all that its units hold."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from support.cases import CASES
from support.memories import FOREIGN, pair

from duiqi.cli import main
from duiqi.errors import InputError
from duiqi.export import read, save
from duiqi.pairs.filters import Filters
from duiqi.updating.thinning import thin_memory


@pytest.mark.parametrize("name", ["three-languages", "inline-codes", "codes-of-languages", "namespace"])
@pytest.mark.parametrize("command", ["filter", "convert"])
def test_a_copy_is_the_same_to_the_byte(tmp_path: Path, name: str, command: str) -> None:
    source = CASES / "tmx" / f"{name}.tmx"
    assert main([command, str(source), "-o", str(tmp_path / "b.tmx"), "--quiet"]) == 0
    assert (tmp_path / "b.tmx").read_bytes() == source.read_bytes()


def test_memories_of_other_programs(shared: Path, tmp_path: Path) -> None:
    for source in sorted((shared / "tmx").glob("*.tmx")):
        thin_memory(source, tmp_path / "b.tmx", Filters())
        data = source.read_bytes()
        text = data.decode("utf-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else data.decode("utf-8-sig")
        after = (tmp_path / "b.tmx").read_text(encoding="utf-8").replace('"utf-8"', '"UTF-8"')
        assert after.split("<body>")[1] == text.split("<body>")[1].replace("\r\n", "\n"), source.name


def test_only_what_a_filter_names_goes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.tmx").write_bytes(FOREIGN.encode())
    words = ["filter", str(tmp_path / "a.tmx"), "-o", str(tmp_path / "b.tmx.gz"), "--max-length", "18"]
    assert main(words) == 0
    assert capsys.readouterr().err == f"{tmp_path}/b.tmx.gz: 0 of 2 units (tmx)\n  left out: 2 too long\n"
    words[-1] = "20"
    assert main(words) == 0
    left = '  <tu><tuv xml:lang="zh-CN"><seg>各国感谢。'
    after = gzip.decompress((tmp_path / "b.tmx.gz").read_bytes()).decode()
    assert left.strip() not in after
    unit = FOREIGN[FOREIGN.index(left) : FOREIGN.index("</tu>", FOREIGN.index(left)) + 5].strip()
    assert after == FOREIGN.replace(unit, "")


def test_duplicates_and_scores(tmp_path: Path) -> None:
    save(
        [pair("一。", "One.", score=0.5), pair("一。", "One.", "b.txt"), pair("二。", "Two.", score=0.2)],
        tmp_path / "a.tmx",
    )
    thinned = thin_memory(tmp_path / "a.tmx", tmp_path / "b.tmx", Filters(min_score=0.4, duplicates="exact"))
    assert (thinned.before, thinned.after) == (3, 1)
    assert [(unit.zh, unit.score) for unit in read(tmp_path / "b.tmx")] == [("一。", 0.9)]


def test_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.tmx").write_bytes(FOREIGN.replace("</tu>", "", 1).encode())
    with pytest.raises(InputError, match="the memory is damaged"):
        thin_memory(tmp_path / "a.tmx", tmp_path / "b.tmx", Filters())
    assert not (tmp_path / "b.tmx").exists()
    assert main(["filter", str(tmp_path / "a.tmx"), "-o", str(tmp_path / "a.jsonl")]) == 2
    assert "a memory is a TMX file" in capsys.readouterr().err
