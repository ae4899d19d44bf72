"""Inline markup of documents as codes, through cleaning and segmentation to the pairs."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import documents as build
from support.documents import docx_run as run

from duiqi.blocks.coded import Mark, carried, codes_of
from duiqi.cleaning import clean_document
from duiqi.codes import segment_xml
from duiqi.inline import Code, Numbers
from duiqi.model import Document, Pair
from duiqi.pipeline import align, load

MARKUP = Path(__file__).parents[1] / "cases" / "markup"


def shown(pair: Pair) -> tuple[str, str]:
    return segment_xml(pair.zh, pair.zh_codes), segment_xml(pair.en, pair.en_codes)


def pairs_of(tmp_path: Path, zh: bytes, en: bytes, suffix: str = "html") -> list[Pair]:
    return list(align(build.write(tmp_path, f"zh.{suffix}", zh), build.write(tmp_path, f"en.{suffix}", en)))


def test_a_page_keeps_bold_links_and_images(tmp_path: Path) -> None:
    zh = '<p>请阅读<a href="x.html">内部<b>规则</b></a>。看<img src="a.png">图。</p>'
    en = '<p>Please read the <a href="x.html">house <b>rules</b></a>. Look at <img src="a.png">the picture.</p>'
    first, second = pairs_of(tmp_path, build.page(zh), build.page(en))
    link, bold = '<bpt i="1" x="1" type="link">&lt;a href=&quot;x.html&quot;&gt;</bpt>', "&lt;b&gt;</bpt>"
    ends = '<ept i="2">&lt;/b&gt;</ept><ept i="1">&lt;/a&gt;</ept>'
    assert shown(first) == (
        f'请阅读{link}内部<bpt i="2" x="2" type="bold">{bold}规则{ends}。',
        f'Please read the {link}house <bpt i="2" x="2" type="bold">{bold}rules{ends}.',
    )
    image = '<ph x="1" type="image">&lt;img src=&quot;a.png&quot;&gt;</ph>'
    assert shown(second) == (f"看{image}图。", f"Look at {image}the picture.")


def test_markup_around_a_whole_paragraph_is_none_of_its_text(tmp_path: Path) -> None:
    (pair,) = pairs_of(
        tmp_path, build.page("<p><b>会议开始了。</b></p>"), build.page("<p><i><b>It begins.</b></i></p>")
    )
    assert shown(pair) == ("会议开始了。", "It begins.")


def test_what_begins_in_one_sentence_and_ends_in_the_next(tmp_path: Path) -> None:
    zh, en = "<p>甲方<b>同意。乙方</b>拒绝。</p>", "<p>The first party <b>agrees. The second</b> refuses.</p>"
    first, second = pairs_of(tmp_path, build.page(zh), build.page(en))
    assert [code.element for code in (*first.en_codes, *second.en_codes)] == ["it", "it"]
    assert [code.get("pos") for code in (*first.zh_codes, *second.zh_codes)] == ["begin", "end"]


def test_the_text_of_a_document_is_the_same_with_markup_and_without(tmp_path: Path) -> None:
    marked = (MARKUP / "manual.en.html").read_bytes()
    bare = marked
    for tag in (b"b", b"i", b"em", b"u", b"kbd", b"code", b"sup"):
        bare = bare.replace(b"<%s>" % tag, b"").replace(b"</%s>" % tag, b"")
    documents = [load(build.write(tmp_path, f"{n}.html", data)) for n, data in enumerate((marked, bare))]
    assert documents[0].text == documents[1].text
    assert len(documents[0].codes) > len(documents[1].codes) > 0


def test_a_word_document_keeps_formatting_links_and_breaks(tmp_path: Path) -> None:
    def paragraph(before: str, link: str, between: str, bold: str, after: str) -> bytes:
        body = run(before) + f'<w:hyperlink w:anchor="a">{run(link)}</w:hyperlink>' + run(between)
        return build.docx_of(f"<w:p>{body}{run(bold, '<w:b/>')}{run(after[:1])}{run(after[1:])}</w:p>")

    zh = paragraph("请阅读", "规则", "，这很", "重要", "的。")
    en = paragraph("Please read the ", "rules", ", which are ", "important", " now.")
    (pair,) = pairs_of(tmp_path, zh, en, "docx")
    assert shown(pair)[1] == (
        'Please read the <bpt i="1" x="1" type="link">&lt;w:hyperlink w:anchor=&quot;a&quot;&gt;</bpt>rules'
        '<ept i="1">&lt;/w:hyperlink&gt;</ept>, which are <bpt i="2" x="2" type="bold">&lt;w:b&gt;</bpt>important'
        '<ept i="2">&lt;/w:b&gt;</ept> now.'
    )
    assert [code.get("hidden") for code in pair.en_codes] == ["", "", "", "", "yes"]


@pytest.mark.parametrize(
    ("text", "at", "cleaned", "places"),
    [
        ("see this &amp; that now", (4, 18), "see this & that now", [4, 14]),
        ("see &amp; now", (4, 6), "see & now", []),  # the second was within what was repaired
    ],
)
def test_codes_follow_repairs_and_go_with_what_was_repaired(
    text: str, at: tuple[int, int], cleaned: str, places: list[int]
) -> None:
    codes = tuple(Code(k, k, element, (("i", "1"),)) for k, element in zip(at, ("bpt", "ept"), strict=True))
    found = clean_document(Document("a", f"{text}\nx &lt; y &amp; z &lt; 2 &amp;\n", codes=codes))
    assert found.text.startswith(f"{cleaned}\n")
    assert [code.start for code in found.codes] == places


SPACED = st.text(st.sampled_from("ab中 \n\t"), max_size=15)


@given(SPACED, st.lists(st.integers(0, 15), max_size=5))
def test_codes_stay_at_their_characters_when_white_space_is_cleared_up(raw: str, places: list[int]) -> None:
    marks = [Mark(min(at, len(raw)), "<br>", "lb") for at in sorted(places)]
    text = " ".join(raw.split())
    codes = codes_of(raw, marks, text, Numbers())
    assert [code.start for code in codes] == sorted(code.start for code in codes)
    kept = [mark for mark in marks if raw[: mark.at].strip() and raw[mark.at :].strip()]
    assert len(codes) == len(kept)
    for code, mark in zip(codes, kept, strict=True):
        assert "".join(text[: code.start].split()) == "".join(raw[: mark.at].split())


def test_codes_of_a_text_that_differs_in_more_than_white_space_are_gone() -> None:
    assert carried([Code(1, 1, "ph")], "ab", "a") == ()


@given(st.lists(st.sampled_from("ab中"), max_size=6), st.data())
def test_codes_are_carried_as_by_a_list_of_all_characters(chars: list[str], data: st.DataObject) -> None:
    space = st.text(st.sampled_from(" \n\u200b"), max_size=2)
    old, new = ("".join(data.draw(space) + char for char in [*chars, ""]) for _ in range(2))
    before, after = ([at for at, char in enumerate(text) if char in "ab中"] for text in (old, new))
    codes = [Code(at, at, "ph") for at in range(len(old) + 1)]
    expected = []
    for at in range(len(old) + 1):
        number = sum(place < at for place in before)
        spaced = number < len(after) and (number == 0 or before[number - 1] != at - 1)
        expected.append((after[number] if spaced else after[number - 1] + 1) if after else None)
    found = [code.start for code in carried(codes, old, new)]
    assert found == (list(range(len(old) + 1)) if old == new else expected if after else [])
