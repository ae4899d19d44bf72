"""What is filled in, and that nothing else changes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duiqi.errors import InputError
from duiqi.export import read
from duiqi.filling import FILLERS, filled
from duiqi.filling.matching import Found, Translations
from duiqi.io.xml import parse_xml
from duiqi.model import Bead, Pair

CASES = Path(__file__).parents[1] / "cases" / "filling"
BEAD = Bead(range(1), range(1), 1.0)
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp")), min_size=1
).filter(lambda text: text.strip() == text and "Chinese" not in text)


def pairs(*texts: tuple[str, str]) -> list[Pair]:
    """Pairs of Chinese and English."""
    return [Pair(zh, en, 1.0, BEAD) for zh, en in texts]


@pytest.mark.parametrize(
    ("zh", "en", "source", "expected", "certain"),
    [
        ("打开", "Open", "Open", "打开", True),
        ("打开", "Open", " Open\n", " 打开\n", True),
        ("打开", "Open", "open", "", None),
        ("打开(&O)...", "&Open...", "&Open...", "打开(&O)...", True),
        ("打开...", "Open...", "&Open...", "打开(&O)...", False),
        ("打开(&O)", "&Open", "Open", "打开", False),
        ("另存为…", "Save as…", "Save _as…", "另存为(_A)…", False),
        ("盐和胡椒 & 油", "Salt & oil", "Salt & oil", "盐和胡椒 & 油", True),
        ("第 3 页，共 12 页", "Page 3 of 12", "Page 4 of 20", "第 4 页，共 20 页", False),
        ("共 12 页，第 3 页", "Page 3 of 12", "Page 4 of 20", "共 20 页，第 4 页", False),
        ("三月有 31 天", "March 3 has 31 days", "March 4 has 31 days", "", None),
        ("3 或 3", "3 or 3", "4 or 5", "", None),
        ("%1 中的 3", "3 of %1", "4 of %1", "%1 中的 4", False),
        ("%2$s 的 %1$d", "%d of %s", "%d of %s", "%2$s 的 %1$d", True),
        ("%2$s 的 %2$s", "%s of %s", "%s of %s", "placeholders differ", None),
        ("%2 的", "of %1", "of %1", "placeholders differ", None),
        ("100% 完成", "100% done", "50% done", "50% 完成", False),
        ("研发", "R&D", "R&D", "研发", True),
        ("打开 文件", "Open  file", "Open file", "打开 文件", False),
    ],
)
def test_the_translation_of_a_text(zh: str, en: str, source: str, expected: str, certain: bool | None) -> None:
    found = Translations(pairs((zh, en)), "zh").of(source)
    assert found == (expected if certain is None else Found(expected, certain))


def test_of_several_translations_the_most_frequent_is_taken_and_marked() -> None:
    several = pairs(("开", "Open"), ("打开", "Open"), ("打开", "Open"))
    assert Translations(several, "zh").of("Open") == Found("打开", False)
    assert Translations(several[:2], "zh").of("Open") == Found("开", False)


def test_an_english_accelerator_is_a_letter_of_the_text() -> None:
    assert Translations(pairs(("关闭", "Close")), "en").of("关闭(&L)") == Found("C&lose", False)


def made(name: str, source: str, mark: str) -> tuple[bytes, tuple[bytes, str] | None]:
    """A file of each format with one message without a translation, and ``mark`` around it."""
    xml, quoted = escape(source), json.dumps(source, ensure_ascii=False)
    note = escape(mark).replace("--", "- -").rstrip("-")
    if name == "po":
        head = 'msgid ""\r\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\r\n'
        text = f'{head}# {mark}\r\nmsgid {quoted}\r\nmsgstr ""\r\n# {mark}'
    elif name == "qt":
        text = f"<TS language='zh'><!--{note}--><message><source>{xml}</source>\n<translation/></message>{note}</TS>"
    elif name == "xliff":
        text = (
            f"<xliff version='1.2'><file source-language='en' target-language='zh'><!--{note}--><body><trans-unit>"
            f"<source xml:space='preserve'>{xml}</source></trans-unit>{note}</body></file></xliff>"
        )
    elif name == "android":
        text = f"<resources><!--{note}--><string name='a'/>{note}</resources>"
        return text.encode(), (f"<resources><string name='a'>{xml}</string></resources>".encode(), "source.xml")
    else:
        text = f'{{"x": {json.dumps(mark)} ,"a":"", "y": [1 ,2]}}'
        return text.encode(), (f'{{"a": {quoted}}}'.encode(), "source.json")
    return text.encode(), None


@pytest.mark.parametrize("name", list(FILLERS))
@given(translation=TEXT, mark=TEXT)
def test_all_but_the_translation_stays(name: str, translation: str, mark: str) -> None:
    """What is put in stands in one place; before and behind it the file is what it was."""
    source = "Into Chinese, please"
    data, beside = made(name, source, mark)
    result = filled(FILLERS[name], (data, "file"), pairs((translation, source)), beside)
    if result.hindered:
        assert result.hindered == {"placeholders differ": 1}
        assert result.data == data
        return
    assert (result.filled, result.review) == (1, 0)
    same = next((k for k, (old, new) in enumerate(zip(data, result.data, strict=False)) if old != new), len(data))
    rest = data[same:]
    # What went is an empty translation at most.
    gone = re.match(rb'(?:[^"<>]{0,12}/?>)?', rest)
    assert gone
    assert result.data.endswith(rest[gone.end() :])
    if name in ("qt", "xliff", "android"):
        parse_xml(result.data, "file")
    again = filled(FILLERS[name], (result.data, "file"), pairs((translation, source)), beside)
    assert (again.filled, again.there, again.data) == (0, 1, result.data)


@pytest.mark.parametrize(("name", "suffix"), [("po", ".po"), ("xliff", ".xlf")])
@given(translation=TEXT)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_filled_in_is_read_as_a_pair(name: str, suffix: str, translation: str, tmp_path: Path) -> None:
    """And what the pairs of a filled file are put into is the same file."""
    source = "Into Chinese, please"
    data, _ = made(name, source, "mark")
    result = filled(FILLERS[name], (data, "file"), pairs((f"中{translation}", source)))
    if result.hindered:
        return
    path = tmp_path / f"a{suffix}"
    path.write_bytes(result.data)
    found = read(path)
    assert [(pair.zh, pair.en) for pair in found] == [(f"中{translation}", source)]
    assert filled(FILLERS[name], (data, "file"), found).data == result.data


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("po", b'msgid "a\n', "a.po:1: this is no line of a PO file; check it with msgfmt -c"),
        ("qt", b"<TS><message></TS>", "a.po:1: the file is no valid XML"),
        (
            "qt",
            b"<TS language='fr'><message><source>a</source></message></TS>",
            "a.po: its translations are in fr, neither Chinese nor English; check that it is the file meant",
        ),
        ("qt", b'<!DOCTYPE a [<!ENTITY b "c">]><TS>&b;</TS>', "a.po: the file declares XML entities"),
        ("xliff", b"<a/>", "a.po:1: is no XLIFF; check that it is the file meant"),
        ("json", b"{", "a.po:1: this is no JSON"),
        ("json", b'{"a": ""}', "a.po: has no source texts; name the file that has them: --source-file FILE"),
        (
            "po",
            b'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n\nmsgid "Open"\nmsgstr ""\n',
            "a.po: its encoding, ISO-8859-1, has no '打', which a translation needs; convert the file to UTF-8 first",
        ),
    ],
)
def test_what_cannot_be_filled_is_refused(name: str, data: bytes, message: str) -> None:
    with pytest.raises(InputError) as error:
        filled(FILLERS[name], (data, "a.po"), pairs(("打开", "Open")))
    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    ("name", "case", "suffix"),
    [
        ("po", "po", "po"),
        ("qt", "qt", "ts"),
        ("xliff", "xliff12", "xlf"),
        ("xliff", "xliff2", "xlf"),
        ("android", "android", "xml"),
        ("json", "json", "json"),
        ("json", "json-fields", "json"),
    ],
)
@given(st.data())
@settings(deadline=None)
def test_a_damaged_file_is_filled_or_refused(name: str, case: str, suffix: str, data: st.DataObject) -> None:
    """What is filled is in the format still, and filled to the end."""
    folder = CASES / case
    whole = (folder / f"into.{suffix}").read_bytes()
    source = folder / f"source.{suffix}"
    beside = (source.read_bytes(), "source") if source.exists() else None
    at = data.draw(st.integers(0, len(whole)))
    length = data.draw(st.integers(0, 12))
    put = data.draw(
        st.sampled_from([b"", b"<", b"&amp;", b'"', b"\\", b"\r", b"{", b",", b" ", b"%s", b"\xff", b"#, "])
    )
    damaged = whole[:at] + put + whole[at + length :]
    known = read(folder / "pairs.jsonl")
    try:
        result = filled(FILLERS[name], (damaged, "into"), known, beside)
    except InputError:
        return
    if suffix in ("ts", "xlf", "xml"):
        parse_xml(result.data, "into")
    elif suffix == "json":
        json.loads(result.data, strict=False)
    assert filled(FILLERS[name], (result.data, "into"), known, beside).data == result.data


def test_an_encoding_that_only_python_knows() -> None:
    folder = CASES / "qt"
    data = (folder / "into.ts").read_bytes().replace(b'encoding="utf-8"', b'encoding="utf"')
    assert b'encoding="utf"' in data
    with pytest.raises(InputError) as refused:
        filled(FILLERS["qt"], (data, "into.ts"), read(folder / "pairs.jsonl"), None)
    assert str(refused.value) == (
        "into.ts:1: its encoding utf is not known in XML; name the right one there, such as utf-8"
    )
