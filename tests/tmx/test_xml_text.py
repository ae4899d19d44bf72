"""Characters that no parser takes are told with their place and mended, wherever chunks end."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duiqi.errors import InputError
from duiqi.io.xml import XML_ILLEGAL
from duiqi.tmx import XML_FAULTS, FoundFault, mended_text
from duiqi.tmx.xml_text import _is_legal


def mended(text: str, encoding: str = "utf-8") -> tuple[str, list[tuple[int, int, str]]]:
    """The text mended, and what was found: line, column, message."""
    found: list[FoundFault] = []
    data = text.encode(encoding, "surrogateescape")
    result = "".join(mended_text(io.BytesIO(data), "a.tmx", XML_FAULTS, found.append))
    return result, [(fault.line, fault.column, fault.mended.message) for fault in found]


@pytest.mark.parametrize(
    ("text", "result", "found"),
    [
        ("<a>R&D</a>", "<a>R&amp;D</a>", [(1, 5, "& stands alone; in XML it is written &amp;")]),
        ("<a>\n1 < 2</a>", "<a>\n1 &lt; 2</a>", [(2, 3, "< stands alone; in XML it is written &lt;")]),
        ("<a>\x01</a>", "<a></a>", [(1, 4, "the character U+0001 cannot be in XML")]),
        ("<a>\udce9</a>", "<a>\ufffd</a>", [(1, 4, "the byte 0xE9 is no UTF-8")]),
        ("<a>&#1;&#65;</a>", "<a>&#65;</a>", [(1, 4, "&#1; stands for a character that XML cannot hold")]),
        ("<a>&eacute;&amp;</a>", "<a>é&amp;</a>", [(1, 4, "&eacute; is defined in HTML and not in XML")]),
        ("<a>&LT;b&AMP;</a>", "<a>&lt;b&amp;</a>", [(1, 4, "&LT; is defined in HTML and not in XML"),
                                                   (1, 9, "&AMP; is defined in HTML and not in XML")]),
        ("<a>&company;</a>", "<a>&amp;company;</a>", [(1, 4, "&company; is not defined")]),
        ("<!-- & < \x01 --><a/>", "<!-- & <  --><a/>", [(1, 1, "the character U+0001 cannot be in XML")]),
        ("<a><![CDATA[R&D]]></a>", "<a><![CDATA[R&D]]></a>", []),
    ],
)  # fmt: skip
def test_faults(monkeypatch: pytest.MonkeyPatch, text: str, result: str, found: list[tuple[int, int, str]]) -> None:
    for size in (1 << 16, 1024):
        monkeypatch.setattr("duiqi.tmx.xml_text.CHUNK", size)
        assert mended(text) == (result, found)


@pytest.mark.parametrize("pad", range(1015, 1026))
def test_what_goes_on_after_a_chunk(monkeypatch: pytest.MonkeyPatch, pad: int) -> None:
    monkeypatch.setattr("duiqi.tmx.xml_text.CHUNK", 1024)
    start = "<a>" + "好" * pad
    message = "&nbsp; is defined in HTML and not in XML"
    assert mended(f"{start}&nbsp;</a>") == (f"{start}\u00a0</a>", [(1, pad + 4, message)])


def test_encodings() -> None:
    assert mended("\ufeff<a>好</a>") == ("<a>好</a>", [])
    assert mended("<?xml version='1.0' encoding='gbk'?><a>好</a>", "gbk")[0].endswith("<a>好</a>")
    assert mended("<a>好</a>", "utf-16") == ("<a>好</a>", [])
    with pytest.raises(InputError, match="its encoding utf-9 is not known"):
        mended("<?xml version='1.0' encoding='utf-9'?><a/>")
    with pytest.raises(InputError, match="is no TMX: it does not begin with a tag"):
        mended("你好")


@given(st.text(st.characters(codec=None) | st.sampled_from("\t\n\r\x00\x1f\ud800\udcff\ufffd\ufffe\uffff"), max_size=8))
def test_what_is_told_at_once_is_what_a_search_finds(text: str) -> None:
    assert _is_legal(text) == (XML_ILLEGAL.search(text) is None)
