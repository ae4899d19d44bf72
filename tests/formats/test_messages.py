"""Messages of programs: two files with keys, paired by them."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.reading import document, left, texts

from duiqi.errors import InputError
from duiqi.pipeline import align

PROPERTIES = (
    "# 菜单\nmenu.min=分钟\nmenu.file = \\u6587\\u4ef6\\u6253\\u5f00\nmenu.n: 还有 {0} 个，\\\n  请等待\n"
    "menu.zh=仅中文\n",
    "! menu\nmenu.n=There are {0} left, \\\n  please wait\nmenu.file=Open file\nmenu.en=English only\nmenu.min=Pound\n",
)
ANDROID = (
    """<resources xmlns:xliff="urn:oasis:names:tc:xliff:document:1.2"><string name="min">分钟</string>
<string name="file">打开文件</string><!-- x --><string name="n">还有 <xliff:g id="n">%1$d</xliff:g> 个，请等待</string>
<string name="zh">仅中文</string></resources>""",
    """<?xml version="1.0" encoding="utf-8"?><resources><string name="n">There are %1$d left, please wait</string>
<string name="file">Open file</string><string name="en">English only</string>
<string name="min">Pound</string></resources>""",
)
STRINGS = (
    '/* 菜单 */\n"min" = "分钟";\n"file" = "打开文件"; // x\n"n" = "还有 %@ 个，请等待";\nzh = "仅中文";\n',
    '"n" = "There are %@ left, please wait";\n"file"="Open file";\n"en" = "English only";\n"min" = "Pound";',
)
RESX = tuple(
    f'<?xml version="1.0"?>\n<root><resheader name="version"><value>2.0</value></resheader>{data}</root>'
    for data in (
        """<data name="min" xml:space="preserve"><value>分钟</value><comment>time</comment></data>
<data name="file"><value>打开文件</value></data><data name="n"><value>还有 {0} 个，请等待</value></data>
<data name="zh"><value>仅中文</value></data><data name="size" type="System.Drawing.Size"><value>a</value></data>""",
        """<data name="n"><value>There are {0} left, please wait</value></data>
<data name="file"><value>Open file</value></data>
<data name=">>b.Name"><value>b</value></data><data name="en"><value>English only</value></data>
<data name="min"><value>Pound</value></data>""",
    )
)
FILES = {
    "resx": (".resx", RESX),
    "properties": (".properties", PROPERTIES),
    "android": (".xml", ANDROID),
    "strings": (".strings", STRINGS),
}


@pytest.mark.parametrize("kind", FILES)
def test_keys_pair(tmp_path: Path, kind: str) -> None:
    suffix, sides = FILES[kind]
    names = [tmp_path / f"{language}{suffix}" for language in ("zh", "en")]
    for name, text in zip(names, sides, strict=True):
        name.write_text(text, encoding="utf-16" if kind == "strings" else "utf-8")
    alignment = align(names[1], names[0])
    place = {"properties": "{0}", "resx": "{0}", "android": "%1$d", "strings": "%@"}[kind]
    assert {(pair.zh, pair.en) for pair in alignment.pairs(unaligned=True)} == {
        ("分钟", "Pound"),
        ("打开文件" if kind != "properties" else "文件打开", "Open file"),
        ("", "English only"),
        (f"还有 {place} 个，请等待", f"There are {place} left, please wait"),
        ("仅中文", ""),
    }
    assert next(pair.zh for pair in alignment.pairs()) == "分钟"
    assert alignment.zh[0].place == ("menu.min" if kind == "properties" else "min")


def test_files_without_a_common_key_are_not_paired_by_chance(tmp_path: Path) -> None:
    (tmp_path / "zh.properties").write_text("a.b=打开文件\n", encoding="utf-8")
    (tmp_path / "en.properties").write_text("c.d=Open file\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"none of its keys, such as c\.d, is in zh\.properties"):
        align(tmp_path / "zh.properties", tmp_path / "en.properties")


def test_properties(tmp_path: Path) -> None:
    text = "a\\ b\\=c=\\u0057ell\\\\done\r\nempty=\r\nd   e\\tf\r\ng=one\r\ng=two\r\nnumber=12\r\n"
    found = document(tmp_path, "a.properties", text)
    assert [(hint.key, words) for hint, words in zip(found.hints, texts(found), strict=True)] == [
        ("a b=c", "Well\\done"),
        ("d", "e f"),
        ("g", "two"),
    ]
    assert left(found) == {"a key that stands again": ["one"], "no words": ["12"]}


def test_android(tmp_path: Path) -> None:
    text = """<resources>
<string name="a">"Don\\'t  do"\\n  it, &lt;b>now&lt;/b> <b>or</b> never</string>
<string name="b" translatable="false">main.db</string><string name="c">@string/app_name</string>
<string-array name="d"><item>one</item><item>two</item></string-array>
<plurals name="e"><item quantity="one">%d day</item><item quantity="other">%d days</item></plurals>
<color name="red">#f00</color></resources>"""
    found = document(tmp_path, "a.xml", text)
    assert found.text == "Don't do\nit, <b>now</b> or never\n\none\n\ntwo\n\n%d day\n\n%d days\n"
    assert [hint.key for hint in found.hints] == ["a", "d[0]", "d[1]", "e#one", "e#other"]
    assert left(found) == {"not to be translated": ["main.db"], "a reference": ["@string/app_name"]}


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.properties", "a=b\nc=\\u12x\n", 2),
        ("a.xml", '<resources>\n<string name="a">b</string>\n<string>c</string></resources>', 3),
        ("a.resx", '<root>\n<data name="a"/><data><value>b</value></data></root>', 2),
        ("a.strings", '"a" = "b";\n"c" = "d"\n"e" = "f";\n', 2),
        ("a.strings", '"a" = "b";\n/* c', 2),
        ("a.strings", '"a" = "b', 1),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, name: str, text: str, line: int) -> None:
    with pytest.raises(InputError) as error:
        document(tmp_path, name, text)
    assert error.value.line == line
    assert error.value.advice


def test_addresses_are_no_messages(tmp_path: Path) -> None:
    found = document(
        tmp_path, "a.properties", "url=https\\://example.com/zh\nmail=info@example.com\nask=Write to a@b.org\n"
    )
    assert texts(found) == ["Write to a@b.org"]
    assert left(found) == {"an address": ["https://example.com/zh", "info@example.com"]}
