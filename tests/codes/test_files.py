"""Inline codes from file to file: memories go through other formats and through an update, and come back as trees."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from support.codes import segments_of

from duiqi.cli import main
from duiqi.codes import omegat_segments
from duiqi.errors import InputError
from duiqi.export import read, save
from duiqi.inline import Code

CODED = Path(__file__).parents[1] / "cases" / "tmx" / "codes.tmx"


def through(path: Path, folder: Path, *suffixes: str) -> Path:
    """The file converted to each of the formats in turn."""
    for suffix in suffixes:
        converted = folder / f"{path.name.partition('.')[0]}-{suffix}.{suffix}"
        assert main(["convert", str(path), "-o", str(converted), "--quiet", "--keep-equal"]) == 0
        path = converted
    return path


@pytest.mark.parametrize("suffixes", [("xliff", "tmx"), ("jsonl", "tmx"), ("xliff", "jsonl", "xliff", "tmx")])
def test_codes_go_through_formats(tmp_path: Path, suffixes: tuple[str, ...]) -> None:
    assert segments_of(through(CODED, tmp_path, *suffixes)) == segments_of(CODED)


def test_the_xliff_between_is_valid_in_its_core(tmp_path: Path) -> None:
    """Ids are unique on each side, references lead to something, and the order of a unit is that of the standard."""
    root = etree.parse(str(through(CODED, tmp_path, "xliff"))).getroot()
    for unit in root.iter("{*}unit"):
        names = [etree.QName(child).localname for child in unit]
        assert names == [name for name in ("metadata", "originalData", "segment") if name in names]
        data = {each.get("id") for each in unit.iter("{*}data")}
        for side in unit.iter("{*}source", "{*}target"):
            ids = [each.get("id") for each in side.iter() if each.get("id")]
            assert len(ids) == len(set(ids))
            references = {v for e in side.iter() for k, v in e.attrib.items() if k.startswith("dataRef")}
            assert references <= data
            assert {e.get("startRef") for e in side.iter("{*}ec")} - {None} <= set(ids)


@pytest.mark.slow
@pytest.mark.parametrize("suffixes", [("xliff", "tmx"), ("jsonl", "tmx")])
def test_every_memory_of_the_development_data(shared: Path, tmp_path: Path, suffixes: tuple[str, ...]) -> None:
    tried = 0
    for path in sorted((shared / "tmx").glob("*.tmx*")):
        try:
            expected = segments_of(path)
            first = [(pair.zh, pair.en) for pair in read(path)]
        except InputError:
            continue  # not in both languages, or in an encoding that it does not declare
        folder = tmp_path / path.name
        folder.mkdir()
        back = through(path, folder, *suffixes)
        assert [(pair.zh, pair.en) for pair in read(back)] == first, path
        assert segments_of(back) == [unit for unit in expected if all(_has_text(side) for _, side in unit)], path
        tried += 1
    assert tried >= 6


def _has_text(tree: tuple[str, dict[str, str], str, list[object]]) -> bool:
    text, children = tree[2:]
    return bool(text.strip()) or any(
        tail.strip() or (child[0] == "hi" and _has_text(child))
        for child, tail in children  # type: ignore[misc]
    )


def test_formats_without_codes_show_placeholders_and_say_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", str(CODED), "-o", str(tmp_path / "a.tsv")]) == 0
    told = capsys.readouterr().err
    line = "with inline codes, which tsv has no place for: placeholders stay as text, line breaks as spaces"
    assert line in told
    assert told.count("inline codes") == 1
    text = (tmp_path / "a.tsv").read_text(encoding="utf-8")
    assert "Click {0} files to open %s." in text
    assert "First line Second line" in text
    assert main(["convert", str(CODED), "-o", str(tmp_path / "a.xliff")]) == 0
    assert "inline codes" not in capsys.readouterr().err


def test_json_has_codes_only_where_there_are_any(tmp_path: Path) -> None:
    lines = through(CODED, tmp_path, "jsonl").read_text(encoding="utf-8").splitlines()
    units = [json.loads(line) for line in lines]
    assert units[0].keys().isdisjoint(("zh_codes", "en_codes"))
    assert units[1]["en_codes"][0] == {
        "at": [10, 10], "element": "bpt", "attributes": {"i": "1", "type": "bold"}, "content": "<b>",
    }  # fmt: skip


def test_an_update_writes_codes_and_keeps_those_that_are_there(tmp_path: Path) -> None:
    memory = tmp_path / "memory.tmx"
    save(read(CODED)[:4], memory, zh_lang="zh-CN")
    before = segments_of(memory)
    assert main(["update", str(memory), str(CODED), "--quiet"]) == 0
    assert segments_of(memory)[:4] == before
    assert segments_of(memory) == [list(reversed(u)) if u[0][0] == "en" else u for u in segments_of(CODED)]


def test_a_memory_to_search_gives_them_back(tmp_path: Path) -> None:
    local = str(tmp_path / "local.db")
    assert main(["memory", "add", local, str(CODED), "--quiet"]) == 0
    assert main(["memory", "export", local, "-o", str(tmp_path / "out.tmx"), "--quiet"]) == 0
    assert segments_of(tmp_path / "out.tmx") == segments_of(CODED)


def test_bad_codes_of_a_json_line_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"zh": "一", "en": "One", "en_codes": [{"element": "b", "at": [0, 0]}]}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"a.jsonl:1: a code is none that TMX knows"):
        read(path)


MARKUP = CODED.parents[1] / "markup"
PAGES = [str(MARKUP / "manual.en.html"), str(MARKUP / "manual.zh-CN.html")]


def test_codes_of_documents_can_be_left_out(tmp_path: Path) -> None:
    """Nothing else changes: the ids of the units are those of their texts."""
    outputs = [tmp_path / "codes.tmx", tmp_path / "plain.tmx", tmp_path / "converted.tmx"]
    assert main([*PAGES, "-o", str(outputs[0]), "--quiet"]) == 0
    assert main([*PAGES, "-o", str(outputs[1]), "--quiet", "--no-codes"]) == 0
    assert main(["convert", str(outputs[0]), "-o", str(outputs[2]), "--quiet", "--no-codes"]) == 0
    coded, plain, converted = (list(read(path)) for path in outputs)
    assert [replace(pair, zh_codes=(), en_codes=()) for pair in coded] == plain == converted
    assert sum(bool(pair.en_codes) for pair in coded) > len(coded) / 2
    assert not any(pair.was for pair in coded)  # read again as what was written


def test_tags_of_omegat(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.tmx"
    assert main([*PAGES, "-o", str(path), "--srclang", "en", "--quiet", "--omegat-tags"]) == 0
    text = path.read_text(encoding="utf-8")
    assert '<header creationtool="OmegaT"' in text
    source, target = re.search(r"<seg>(They say .*)</seg></tuv>\n.*<seg>(.*)</seg>", text).groups()  # type: ignore[union-attr]
    # The second tag of its paragraph, and its counterpart.
    tag = '<bpt i="1" x="1">&lt;b1&gt;</bpt>{}<ept i="1">&lt;/b1&gt;</ept>'
    assert source == f"They say what may be copied, and {tag.format('who may do it')}."
    assert target == f"规则说明哪些内容可以复制，以及{tag.format('谁可以复制')}。"
    again = read(path)
    assert not any(pair.was for pair in again)
    assert {pair.document for pair in again} == {"manual.zh-CN.html manual.en.html"}
    assert main([*PAGES, "-o", str(tmp_path / "a.xliff"), "--omegat-tags"]) == 2
    assert "xliff has no place for OmegaT's tags; write a TMX, or leave --omegat-tags out" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main([*PAGES, "-o", str(path), "--update", "--omegat-tags"])


def test_tags_that_only_the_translation_has_are_left_out(tmp_path: Path) -> None:
    zh = (Code(0, 0, "ph", (("x", "2"),), "<img>"), Code(1, 1, "ph", (("x", "1"),), "<br>"))
    en = (Code(1, 1, "ph", (("x", "1"), ("number", "4")), "<br>"),)
    source, target = omegat_segments(("ab", en), ("一二", zh))
    assert (source, target) == ('a<ph x="4">&lt;br4&gt;</ph>b', '一<ph x="4">&lt;br4&gt;</ph>二')


def test_documents_become_xliff_with_codes_and_come_back(tmp_path: Path) -> None:
    paths = [tmp_path / "a.tmx", tmp_path / "a.xliff"]
    for path in paths:
        assert main([*PAGES, "-o", str(path), "--quiet"]) == 0
    direct = segments_of(paths[0])
    assert segments_of(through(paths[1], tmp_path, "tmx")) == direct
