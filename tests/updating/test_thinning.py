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


def test_several_memories_become_one_with_all_that_their_units_hold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.tmx").write_bytes(FOREIGN.encode())
    save(
        [pair("会议。", "Meeting."), pair("一。", "One.")], tmp_path / "b.tmx", srclang="en", created="20200618T120000Z"
    )
    words = [str(tmp_path / "a.tmx"), str(tmp_path / "b.tmx"), "-o", str(tmp_path / "c.tmx")]
    assert main(["convert", *words]) == 0
    assert capsys.readouterr().err == f"{tmp_path}/c.tmx: 4 of 4 units (tmx)\n"
    after, added = (tmp_path / "c.tmx").read_bytes().decode(), (tmp_path / "b.tmx").read_text(encoding="utf-8")
    units = added[added.index("<tu ") : added.index("</body>")]
    told = units.replace("<tu ", '<tu srclang="en" creationtool="duiqi" ')
    assert after == FOREIGN.replace("</body>\n</tmx>", f"{told}</body>\n</tmx>")
    # The other way round, the units of the other program say so.
    assert main(["convert", *words[1::-1], *words[2:], "--quiet"]) == 0
    after = (tmp_path / "c.tmx").read_text(encoding="utf-8")
    assert after.count('creationtool="Other &amp; Sons"') == 2
    assert after.count('<tu srclang="zh-CN"') == 2
    assert [unit.score for unit in read(tmp_path / "c.tmx")] == [0.9, 0.9, 1.0, 1.0]
    # Filters look at all of them, and codes are changed in all.
    save([pair("会议。", "Meeting.")], tmp_path / "d.tmx")
    words = [str(tmp_path / "b.tmx"), str(tmp_path / "d.tmx"), "-o", str(tmp_path / "c.tmx"), "--zh-lang", "zh-Hans"]
    assert main(["convert", *words, "--duplicates", "exact"]) == 0
    assert capsys.readouterr().err == f"{tmp_path}/c.tmx: 2 of 3 units (tmx)\n  left out: 1 duplicates\n"
    assert (tmp_path / "c.tmx").read_text(encoding="utf-8").count('xml:lang="zh-Hans"') == 2
    # What stands in a namespace of its file is read and written anew.
    namespace = CASES / "tmx" / "namespace.tmx"
    assert main(["convert", str(tmp_path / "b.tmx"), str(namespace), "-o", str(tmp_path / "c.tmx")]) == 0
    assert "pairs (tmx)" in capsys.readouterr().err
