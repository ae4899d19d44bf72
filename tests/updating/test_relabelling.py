"""A memory under other codes, in the other direction, with an author and properties: nothing else of it changes."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from lxml import etree
from support.cases import CASES
from support.memories import FOREIGN, pair

from duiqi.cli import main
from duiqi.export import WriteOptions, read, save, write

DTD = CASES / "tmx" / "tmx14.dtd"


def converted(source: Path, output: Path, *words: str) -> str:
    assert main(["convert", str(source), "-o", str(output), "--quiet", *words]) == 0
    return output.read_bytes().decode()


def test_only_what_is_asked_for_changes(tmp_path: Path) -> None:
    source = tmp_path / "a.tmx"
    source.write_bytes(FOREIGN.encode())
    text = converted(source, tmp_path / "b.tmx", "--zh-lang", "zh-Hans")
    assert text == FOREIGN.replace("zh-CN", "zh-Hans")
    assert converted(source, tmp_path / "b.tmx", "--en-lang", "en") == FOREIGN.replace("en-GB", "en")
    text = converted(source, tmp_path / "b.tmx", "--creationid", "A & B", "--prop", "x-project=P <1>")
    props = '<prop type="x-project">P &lt;1&gt;</prop>'
    expected = FOREIGN.replace("<header ", '<header creationid="A &amp; B" ')
    expected = expected.replace('0Z">\n    <prop', f'0Z">{props}\n    <prop')
    assert text == expected.replace("  <tu><tuv", f'  <tu creationid="A &amp; B">{props}<tuv')
    # Doing it again adds nothing.
    again = converted(tmp_path / "b.tmx", tmp_path / "c.tmx", "--creationid", "Other", "--prop", "x-project=P <1>")
    assert again == text


def test_the_other_direction(tmp_path: Path) -> None:
    source = tmp_path / "a.tmx"
    source.write_bytes(FOREIGN.encode())
    text = converted(source, tmp_path / "b.tmx", "--srclang", "en")
    assert 'srclang="en-GB"' in text
    orders = [[tuv.get("{http://www.w3.org/XML/1998/namespace}lang") for tuv in tu.iter("tuv")] for tu in tree(text)]
    assert orders == [["en-GB", "zh-CN"]] * 2
    back = converted(tmp_path / "b.tmx", tmp_path / "c.tmx", "--srclang", "zh")
    assert "".join(back.split()) == "".join(FOREIGN.split())
    assert [(p.zh, p.en) for p in read(tmp_path / "b.tmx")] == [(p.zh, p.en) for p in read(source)]


def tree(text: str) -> list[etree._Element]:
    return list(etree.fromstring(text.encode()).iter("tu"))


@pytest.mark.parametrize("words", [["--zh-lang", "zh-TW"], ["--zh-lang", "zh-Hant"], ["--en-lang", "en-GB"]])
def test_of_several_variants_the_one_meant_is_renamed(shared: Path, tmp_path: Path, words: list[str]) -> None:
    source = shared / "tmx" / "own-multi.tmx"
    text = converted(source, tmp_path / "b.tmx", *words)
    before = source.read_text(encoding="utf-8")
    changed = {"zh-Hant": ("zh-TW", "zh-Hant"), "en-GB": ('srclang="en-US"', 'srclang="en-GB"')}
    assert text == before.replace(*changed.get(words[1], ("", "")))


def test_author_properties_and_dates_of_what_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = [pair("会议。", "Meeting.")]
    save(pairs, tmp_path / "a.jsonl")
    words = ["--creationid", "Ann <x>", "--prop", "x-project=预算", "--prop", "x-client=EU & UN"]
    plain = converted(tmp_path / "a.jsonl", tmp_path / "a.tmx")
    assert "creationid" not in plain
    assert "creationdate" not in plain
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1592481600")
    text = converted(tmp_path / "a.jsonl", tmp_path / "b.tmx", *words)
    assert text == converted(tmp_path / "a.jsonl", tmp_path / "c.tmx", *words)
    parsed = etree.fromstring(text.encode())
    assert etree.DTD(str(DTD)).validate(parsed)
    (unit,) = parsed.iter("tu")
    assert parsed.find("header").get("creationid") == unit.get("creationid") == "Ann <x>"
    assert parsed.find("header").get("creationdate") == unit.get("creationdate") == "20200618T120000Z"
    props = [(prop.get("type"), prop.text) for prop in unit.iter("prop")]
    assert props[-2:] == [("x-project", "预算"), ("x-client", "EU & UN")]
    # Without them it is what it was.
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert converted(tmp_path / "a.jsonl", tmp_path / "a.tmx") == plain


@pytest.mark.parametrize("foreign", [False, True])
def test_an_author_that_duiqi_writes_is_none_who_changed_the_unit(tmp_path: Path, foreign: bool) -> None:
    memory = tmp_path / "m.tmx"
    if foreign:
        memory.write_bytes(FOREIGN.encode())
    else:
        save([pair("旧。", "Old.")], memory)
    save([pair("会议。", "Meeting.")], tmp_path / "a.jsonl")
    save([pair("会议。", "The meeting.")], tmp_path / "b.jsonl")
    words = ["--quiet", "--creationid", "Ann", "--prop", "x-project=P"]
    assert main(["update", str(memory), str(tmp_path / "a.jsonl"), *words]) == 0
    first = memory.read_text(encoding="utf-8")
    assert first.count('creationtool="duiqi" creationid="Ann"') == 1
    assert first.count('<prop type="x-project">P</prop>') == 1
    assert main(["update", str(memory), str(tmp_path / "a.jsonl"), *words]) == 0
    assert memory.read_text(encoding="utf-8") == first
    # A later release replaces it, as it does what has no author.
    assert main(["update", str(memory), str(tmp_path / "b.jsonl"), *words]) == 0
    assert "The meeting." in memory.read_text(encoding="utf-8")
    assert "<seg>Meeting.</seg>" not in memory.read_text(encoding="utf-8")
    if not foreign:
        text = converted(tmp_path / "m.tmx", tmp_path / "n.tmx", "--creationid", "Bob")
        assert (text.count('creationid="Ann"'), text.count('creationid="Bob"')) == (1, 2)
        save([pair("旧。", "Very old.")], tmp_path / "c.jsonl")
        assert main(["update", str(tmp_path / "n.tmx"), str(tmp_path / "c.jsonl"), *words]) == 0
        assert "<seg>Old.</seg>" not in (tmp_path / "n.tmx").read_text(encoding="utf-8")


def test_what_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save([pair("会议。", "Meeting.")], tmp_path / "a.jsonl")
    words = ["convert", str(tmp_path / "a.jsonl"), "-o", str(tmp_path / "a.xliff")]
    assert main([*words, "--creationid", "Ann"]) == 2
    assert "an author and properties are for TMX, and this is xliff" in capsys.readouterr().err
    assert not (tmp_path / "a.xliff").exists()
    for value, message in (
        ("x-project", "'x-project' is not of the form KEY=VALUE"),
        ("=1", "'=1' is not of the form KEY=VALUE"),
        ("x-score=1", "the property x-score is one that duiqi writes itself; name it like x-project"),
    ):
        with pytest.raises(SystemExit):
            main([*words, "--prop", value])
        assert message in capsys.readouterr().err


def test_authors_in_python() -> None:
    stream = io.BytesIO()
    write([pair("会议。", "Meeting.")], stream, WriteOptions(format="tmx", author="Ann", props=(("x-client", "EU"),)))
    assert b'creationid="Ann"' in stream.getvalue()
    assert b'<prop type="x-client">EU</prop>' in stream.getvalue()
