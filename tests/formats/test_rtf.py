"""Rich Text Format: encodings, fonts, groups; a file of LibreOffice is in test_office."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.reading import document, left, texts

from duiqi.blocks.rich_text import RichText
from duiqi.errors import InputError
from duiqi.loading import read_document
from duiqi.model import Document


def escaped(text: str, encoding: str) -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode(encoding))


def rtf_of(body: str, head: str = r"\ansicpg936{\fonttbl{\f0\fcharset134 SimSun;}{\f1\fcharset0 Times;}}") -> bytes:
    return (r"{\rtf1\ansi\deff0" + head + body + "}").encode("latin-1")


def read(tmp_path: Path, body: str, head: str | None = None) -> Document:
    return document(tmp_path, "a.rtf", rtf_of(body) if head is None else rtf_of(body, head))


@pytest.mark.parametrize(
    ("head", "body", "found"),
    [
        # By the font, whatever the document says, and by the document where no font says it.
        (r"\ansicpg1252{\fonttbl{\f0\fcharset134 S;}}", r"\f0 " + escaped("会议", "gbk"), "会议"),
        (r"\ansicpg1252{\fonttbl{\f0\fcharset136 M;}}", r"\f0 " + escaped("會議", "big5"), "會議"),
        (r"\ansicpg936", escaped("会议", "gbk"), "会议"),
        (r"\ansicpg950", escaped("會議", "big5"), "會議"),
        (r"\ansicpg65001", escaped("会议", "utf-8"), "会议"),
        (r"\ansicpg936{\fonttbl\f0\fnil\fcharset134 STHeitiSC;}", r"\f0 " + escaped("会议", "gbk"), "会议"),
        # Of four bytes, beyond GBK; of bytes that are letters, also of the marks of RTF itself.
        (r"\ansicpg936", escaped("㐀会", "gb18030"), "㐀会"),
        (r"\ansicpg950", r"\'b3\\" + escaped("會", "big5"), "許會"),
        (r"\ansicpg950", r"\'a8D", "求"),
        # A character that begins in one group and ends in the next.
        (r"\ansicpg936", r"{\b\'bb}\'e1" + escaped("议", "gbk"), "会议"),
        # The far-eastern font counts for far-eastern text only.
        (
            r"\ansicpg1252{\fonttbl{\f0\fcharset0 T;}{\f1\fcharset134 S;}}",
            r"\f0\loch\af0\dbch\af1 " + escaped("会", "gbk") + r"\loch\f0 caf\'e9",
            "会café",
        ),
        (r"\ansicpg936{\fonttbl{\f1\fcharset0 T;}}", r"\f1 \'93Hello\'94 caf\'e9", "“Hello” café"),
        # By number, with what stands for it in old programs: none, one, two bytes, a control word.
        ("", r"\uc0\u20250 \u-30286 \uc1", "会" + chr(65536 - 30286)),
        ("", r"\u20250?\u35758\'3f.", "会议."),
        ("", r"\uc2\u20250\'bb\'e1\u35758\'d2\'e9\uc1.", "会议."),
        ("", r"{\uc3\u20250\'e4\'bc\'9a}\u35758?.", "会议."),
        ("", r"\u20250\bullet .\u20250", "会.会"),
        ("", r"\u-10174?\u-8958?", chr(0x20902)),
        ("", r"\u-10174?x", "\ufffdx"),
        # Bytes that are no character are lost.
        (r"\ansicpg936{\fonttbl{\f0\fcharset134 S;}}", r"\f0 \'bb\'e1\'ff.", "会\ufffd."),
        # No such code page.
        (r"\ansicpg99999", r"caf\'e9", "café"),
    ],
)
def test_encodings(tmp_path: Path, head: str, body: str, found: str) -> None:
    assert read(tmp_path, body, head).text == f"{found}\n"


def test_the_encoding_that_the_user_names(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(rtf_of(escaped("会议", "gbk"), r"\ansicpg1252"))
    assert read_document(path, encoding="gb18030").text == "会议\n"
    with pytest.raises(InputError, match="there is no encoding 'gbx'; name another"):
        read_document(path, encoding="gbx")


def test_what_is_text(tmp_path: Path) -> None:
    body = (
        r"{\stylesheet{\s0 Normal;}{\s1 " + escaped("标题 1", "gbk") + r";}{\*\cs5 heading 2;}}"
        r"{\info{\title t}}{\header h\par}{\*\unknown u}"
        r"\pard\s1 one\par\pard two {\v hidden}{\*\bkmkstart b}\b0 {\pict 00ff}three\line four\par"
        "\\pard\\outlinelevel1 five\\\n\\pard\\ls1 six\\par"
        r"\pard{\pntext\'b7\tab}seven\par\pard{\field{\*\fldinst PAGE}{\fldrslt eight}}{\object{\result  nine}}\par"
        r"{\upr{ten}{\*\ud{10}}}\{\}\\\~x\_y\-z \lquote q\rquote\bin3 }}}\emdash\par"
        r"{\shp{\*\shpinst{\sp{\sn n}{\sv v}}{\shptxt box\par}}{\shprslt old}}at{\footnote\pard note} end\par"
    )
    found = read(tmp_path, body)
    assert texts(found) == [
        "one", "two three", "four", "five", "six", "seven", "eight nine", "10{}\\\u00a0x-yz ‘q’—", "at end", "box",
        "note",
    ]  # fmt: skip
    kinds = {found.text[h.start : h.end]: h.kind for h in found.hints}
    assert [text for text, kind in kinds.items() if kind == "heading"] == ["one", "five"]
    assert [text for text, kind in kinds.items() if kind == "list item"] == ["six", "seven"]


def test_tables(tmp_path: Path) -> None:
    body = (
        r"before\par\trowd\pard\intbl A\par A2\cell\pard\intbl B\cell\row\trowd\pard\intbl only\cell\row"
        r"\trowd\pard\intbl outer\par\pard\intbl\itap2 in\nestcell\nestcell{\*\nesttableprops\trowd\nestrow}"
        r"{\nonesttables\par old}\pard\intbl\cell\pard\intbl out\cell\row\pard after\par"
        r"\trowd\pard\intbl C\cell\pard\intbl D\cell\pard unended\par"
    )
    found = read(tmp_path, body)
    rows = {found.text[h.start : h.end]: h.row for h in found.hints}
    assert rows == {
        "before": None, "A": 1, "A2": 1, "B": 1, "only": None, "outer": None, "in": None, "out": None, "after": None,
        "C": None, "D": None, "unended": None,
    }  # fmt: skip


def test_deleted_text_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, r"a {\deleted gone {\v no}now }b{\deleted0 c}{\revised d}\par")
    assert texts(found) == ["a bcd"]
    assert texts(read(tmp_path, r"a {\deleted gone\par}b\par c\par")) == ["a b", "c"]
    assert left(found) == {"deleted text": ["gone now "]}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (rb"{\rtf1 abc", "it was cut off; get it again, or open it in Word and save it anew"),
        (rb"{\rtf1 abc\bin99999999 x}", "it was cut off; get it again, or open it in Word and save it anew"),
        (b"{\\rtf1 " + b"{" * 600 + b"}" * 601, "it nests groups more than 500 deep; check what it is"),
        (rb"{\rtf1}", "the file holds no text"),
    ],
)
def test_refused(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        document(tmp_path, "a.rtf", data)
    assert str(caught.value) == f"{tmp_path / 'a.rtf'}: {message}"


def test_a_doc_that_is_rtf(tmp_path: Path) -> None:
    found = document(tmp_path, "a.doc", rtf_of("hello world"))
    assert texts(document(tmp_path, "b.rtf", codecs.BOM_UTF8 + rtf_of("hello world"))) == ["hello world"]
    assert found.notes == ("read as an RTF document by what it holds; its name ends in .doc",)


LETTERS = st.text(st.characters(codec="gb18030", categories=("L", "N", "P", "S")), min_size=1)


def by_number(text: str) -> str:
    units = text.encode("utf-16-le")
    numbers = [int.from_bytes(units[k : k + 2], "little", signed=True) for k in range(0, len(units), 2)]
    return "".join(f"\\u{number}?" for number in numbers)


@given(st.lists(LETTERS, min_size=1, max_size=4), st.booleans())
def test_any_text_in_either_writing(paragraphs: list[str], numbers: bool) -> None:
    """Each character by its number, or by its bytes in the code page of the document."""
    body = r"\par ".join(by_number(text) if numbers else escaped(text, "gb18030") for text in paragraphs)
    found = RichText("a.rtf").lines(rtf_of(body, r"\ansicpg54936"))
    assert [line.text for line in found if line.text] == paragraphs
