"""What goes into a memory from a TMX comes out again: codes, direction, language codes, ids, dates, authors, notes."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from lxml import etree

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def parsed(path: Path) -> list[Any]:
    """The units of a TMX."""
    return list(etree.parse(path, etree.XMLParser(load_dtd=False)).iter("tu"))


def as_values(element: Any, inside: bool = False) -> object:
    """An element as values that can be compared, white space between elements aside."""
    name = etree.QName(element).localname
    inside = inside or name in ("seg", "prop", "note")
    attributes = {key: value for key, value in element.attrib.items() if name != "tu" or key not in OF_HEADER}
    texts = [element.text or "", *(child.tail or "" for child in element)]
    children = [as_values(child, inside) for child in element if isinstance(child.tag, str)]
    return name, sorted(attributes.items()), texts if inside else [text.strip() for text in texts], children


# A unit of another program says what the header of its file said.
OF_HEADER = ("creationtool", "srclang")


TMX = """<tmx version="1.4"><header creationtool="Other" creationtoolversion="1" segtype="sentence" o-tmf="x"
 adminlang="en" srclang="en-US" datatype="plaintext"/><body>
<tu tuid="7" changedate="20200101T000000Z" changeid="ann"><note>checked</note><prop type="client">ACME</prop>
<tuv xml:lang="en-US"><seg>Press <bpt i="1" type="b">&lt;b&gt;</bpt>Cancel<ept i="1">&lt;/b&gt;</ept>.</seg></tuv>
<tuv xml:lang="zh-Hant"><prop type="state">final</prop><seg>請按取消。</seg></tuv>
<tuv xml:lang="de"><seg>Abbrechen.</seg></tuv></tu></body></tmx>"""


def exported(align: Any, folder: Path, *options: object) -> Any:
    (folder / "other.tmx").write_text(TMX, encoding="utf-8")
    assert align("memory", "add", folder / "m.db", folder / "other.tmx").status == 0
    assert align("memory", "export", folder / "m.db", "-o", folder / "out.tmx", *options).status == 0
    (unit,) = parsed(folder / "out.tmx")
    return unit


def test_a_unit_says_what_its_header_said(align: Any, tmp_path: Path) -> None:
    unit = exported(align, tmp_path)
    assert as_values(unit) == as_values(parsed(tmp_path / "other.tmx")[0])
    assert unit.get("creationtool") == "Other"
    header = etree.parse(tmp_path / "out.tmx").getroot().find("header")
    assert (header.get("srclang"), unit.get("srclang")) == ("en-US", None)


def test_of_several_directions_that_of_most_is_the_headers(align: Any, tmp_path: Path) -> None:
    other = TMX.replace('srclang="en-US"', 'srclang="zh-Hant"')
    for name, text in (("a", TMX.replace("Cancel", "OK")), ("b", other), ("c", TMX.replace("Cancel", "Save"))):
        (tmp_path / f"{name}.tmx").write_text(text, encoding="utf-8")
        assert align("memory", "add", tmp_path / "m.db", tmp_path / f"{name}.tmx").status == 0
    assert align("memory", "export", tmp_path / "m.db", "-o", tmp_path / "out.tmx").status == 0
    assert etree.parse(tmp_path / "out.tmx").getroot().find("header").get("srclang") == "en-US"
    assert [unit.get("srclang") for unit in parsed(tmp_path / "out.tmx")] == [None, "zh-Hant", None]


def test_nothing_is_said_to_be_lost_that_comes_out_again(align: Any, tmp_path: Path) -> None:
    (tmp_path / "other.tmx").write_text(TMX, encoding="utf-8")
    added = align("memory", "add", tmp_path / "m.db", tmp_path / "other.tmx")
    assert "not taken over" not in added.err


def test_what_is_asked_for_changes(align: Any, tmp_path: Path) -> None:
    unit = exported(align, tmp_path, "--zh-lang", "zh-TW", "--srclang", "zh", "--prop", "project=P")
    codes = [variant.get(XML_LANG) for variant in unit.iter("tuv")]
    assert codes == ["zh-TW", "en-US", "de"]
    assert unit.find("note").text == "checked"
    assert ("project", "P") in [(prop.get("type"), prop.text) for prop in unit.iter("prop")]


def test_a_pair_without_a_unit_gets_it(align: Any, tmp_path: Path) -> None:
    """As in a memory of version 2."""
    exported(align, tmp_path)
    with sqlite3.connect(tmp_path / "m.db") as database:
        database.execute("ALTER TABLE pair DROP COLUMN unit")
        database.execute("PRAGMA user_version = 2")
    unit = exported(align, tmp_path)
    assert unit.find("note").text == "checked"


def test_units_that_differ_in_what_belongs_to_them_are_different(align: Any, tmp_path: Path) -> None:
    start, end = TMX.index("<tu "), TMX.index("</body>")
    again = TMX[start:end].replace('changeid="ann"', 'changeid="bob"')
    (tmp_path / "two.tmx").write_text(TMX[:end] + again + TMX[start:], encoding="utf-8")  # the first one twice
    for count in ("2 added, 1 skipped", "0 added, 3 skipped"):
        assert count in align("memory", "add", tmp_path / "m.db", tmp_path / "two.tmx").err
    assert align("memory", "export", tmp_path / "m.db", "-o", tmp_path / "out.tmx").status == 0
    assert [unit.get("changeid") for unit in parsed(tmp_path / "out.tmx")] == ["ann", "bob"]
