"""Text and codes to the segments of TMX and XLIFF, and back."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from lxml import etree
from support.codes import coded_texts

from duiqi.codes import XLIFF_CORE, read_content, read_segment, segment_xml, xliff_content
from duiqi.codes.shown import settled
from duiqi.inline import Code, Codes, as_values, balanced, from_values, joined_codes, without
from duiqi.model import Sentence


def tmx(xml: str) -> tuple[str, Codes]:
    return read_segment(etree.fromstring(f"<seg>{xml}</seg>"))


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("plain", "plain"),
        ('Press <bpt i="1" type="b">&lt;b&gt;</bpt>Save<ept i="1">&lt;/b&gt;</ept>.', "Press Save."),
        ('one<ph x="1">&lt;br/&gt;</ph>two', "one two"),
        ('one <ph x="1" assoc="p">&lt;br/&gt;</ph>two', "one two"),
        ('Delete <ph x="2" type="x-odd">{0}</ph> files', "Delete {0} files"),
        ('<it pos="begin" x="1">&lt;i&gt;</it>half', "half"),
        ('a <hi type="term">word</hi> here<ut x="1">\\cf1</ut>', "a word here"),
        ('see<ph x="1">&lt;img alt="<sub type="alt">A <hi>cat</hi></sub>"&gt;</ph>', "see"),
        ('<hi><ph x="1">&lt;br/&gt;</ph>x</hi>', "x"),
        ('Press <bpt i="1"/>Cancel.', "Press Cancel."),
    ],
)
def test_a_segment_of_tmx_is_read_and_written_again(xml: str, text: str) -> None:
    read, codes = tmx(xml)
    assert read == text
    assert etree.canonicalize(f"<seg>{segment_xml(read, codes)}</seg>") == etree.canonicalize(f"<seg>{xml}</seg>")


@pytest.mark.parametrize(
    ("xml", "text", "elements"),
    [
        ('<pc id="1" dataRefStart="d1" dataRefEnd="d2">red</pc> one', "red one", ["bpt", "ept"]),
        ('<sc id="1"/>a<sc id="2"/>b<ec startRef="1"/>c<ec startRef="2"/>', "abc", ["bpt", "bpt", "ept", "ept"]),
        ('<sc id="1" isolated="yes"/>a', "a", ["it"]),
        ('a<ec id="1" isolated="yes"/>', "a", ["it"]),
        ('one<ph id="1" dataRef="d3"/>two', "one two", ["ph"]),
        ('Open <ph id="1" dataRef="d4" disp="name"/>', "Open {0}", ["ph"]),
        ('a <mrk id="m1" type="term" value="x">word</mrk>', "a word", ["hi", "/hi"]),
        # XLIFF 1.2
        ('<g id="1" ctype="bold">red</g> one', "red one", ["bpt", "ept"]),
        ('a<x id="1" ctype="lb"/>b<bx id="2" rid="9"/>c<ex id="3" rid="9"/>', "abc", ["ph", "bpt", "ept"]),
        ('<bpt id="1">&lt;b&gt;</bpt>a<ept id="1">&lt;/b&gt;</ept>', "a", ["bpt", "ept"]),
        ('a<ph id="1">&lt;img alt="<sub>A cat</sub>"&gt;</ph>', "a", ["ph"]),
        ('<it id="1" pos="close">&lt;/i&gt;</it>a', "a", ["it"]),
        ('<mrk mtype="seg" mid="1">One.</mrk>', "One.", []),
    ],
)
def test_a_side_of_xliff_is_read(xml: str, text: str, elements: list[str]) -> None:
    data = {"d1": "<b>", "d2": "</b>", "d3": "<br/>", "d4": "{0}"}
    read, codes = read_content(etree.fromstring(f"<source>{xml}</source>"), data, {})
    assert (read, [code.element for code in codes]) == (text, elements)
    pairs = [code.get("i") for code in codes if code.element in ("bpt", "ept")]
    assert sorted(pairs[: len(pairs) // 2]) == sorted(pairs[len(pairs) // 2 :])


def test_source_and_target_share_ids_and_nested_pairs_are_spans() -> None:
    source = tmx('<bpt i="1" x="1">&lt;b&gt;</bpt>red<ept i="1">&lt;/b&gt;</ept> <ph x="2">{0}</ph>')
    target = tmx('<ph x="2">{0}</ph> <bpt i="1" x="1">&lt;b&gt;</bpt>红<ept i="1">&lt;/b&gt;</ept>')
    content = xliff_content(source, target)
    assert content.source == '<pc id="1" dataRefStart="d1" dataRefEnd="d2">red</pc> <ph id="2" dataRef="d3"/>'
    assert content.target == '<ph id="2" dataRef="d3"/> <pc id="1" dataRefStart="d1" dataRefEnd="d2">红</pc>'
    assert content.told == {}


@given(coded_texts(), coded_texts())
def test_codes_go_through_tmx_and_xliff(source: tuple[str, Codes], target: tuple[str, Codes]) -> None:
    """What can be written at all is read back; what TMX wrote goes through XLIFF as it is."""
    given_sides = []
    for text, codes in (source, target):
        read, back = tmx(segment_xml(text, codes))
        assert read == text
        assert [code.content for code in back] == [code.content for code in settled(text, codes)]
        given_sides.append((read, back))
    content = xliff_content(*given_sides)
    xml = {"source": content.source, "target": content.target}
    for (text, codes), side in zip(given_sides, ("source", "target"), strict=True):
        element = etree.fromstring(f'<source xmlns="{XLIFF_CORE}">{xml[side]}</source>')
        told = {
            key.partition(" ")[2]: from_values([json.loads(value)], 0)[0]
            for key, value in content.told.items()
            if key.startswith(side)
        }
        read, back = read_content(element, {id: text for text, id in content.data.items()}, told)
        assert read == text
        assert [(c.start, c.element, dict(c.attributes), c.content, c.inner) for c in back] == [
            (c.start, c.element, dict(c.attributes), c.content, c.inner) for c in codes
        ]


@given(coded_texts())
def test_codes_as_json(coded: tuple[str, Codes]) -> None:
    text, codes = coded
    assert from_values(as_values(codes), len(text)) == codes


@pytest.mark.parametrize(
    "value",
    [
        {},
        [1],
        [{"element": "b", "at": [0, 0]}],
        [{"element": "ph"}],
        [{"element": "ph", "at": [0, 9]}],
        [{"element": "ph", "at": [1, 1]}, {"element": "ph", "at": [0, 0]}],
        [{"element": "ph", "at": [0, 0], "content": 1}],
        [{"element": "ph", "at": [0, 0], "attributes": {"x": 1}}],
    ],
)
def test_what_is_no_code_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="code"):
        from_values(value, 3)


def test_codes_of_joined_sentences_get_numbers_of_their_own() -> None:
    codes = (Code(0, 0, "bpt", (("i", "1"),), "<b>"), Code(1, 1, "ept", (("i", "1"),), "</b>"))
    sentences = [Sentence("A.", 0, 2, codes=codes), Sentence("B.", 3, 5, codes=codes)]
    joined = joined_codes("A. B.", sentences)
    assert [(code.start, code.get("i")) for code in joined] == [(0, "1"), (1, "1"), (3, "2"), (4, "2")]


def test_codes_follow_their_text_when_something_is_taken_out() -> None:
    codes = (Code(1, 1, "ph"), Code(3, 4, "ph", (), "<br/>"))
    assert without("a\x01b c", codes, re.compile("\x01")) == ("ab c", (Code(1, 1, "ph"), Code(2, 3, "ph", (), "<br/>")))


def test_what_overlaps_or_has_no_partner_is_not_written() -> None:
    codes = (Code(0, 0, "/hi"), Code(0, 2, "ph"), Code(1, 1, "ph"), Code(2, 2, "hi"))
    assert balanced(codes) == (codes[1],)
