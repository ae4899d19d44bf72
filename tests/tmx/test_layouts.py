"""Units of a known layout are read without being parsed, and are what the parser makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from duiqi.tmx import Layouts, TmxPiece, code_of, scan, score_of, text_of
from duiqi.tmx import layouts as layouts_module

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n<header creationtool="duiqi" srclang="zh"/>\n<body>\n'
)
END = "</body>\n</tmx>\n"
UNIT = (
    '<tu tuid="{id}" changedate="20200101T000000Z">\n<prop type="x-score">{score}</prop>\n<note>{note}</note>\n'
    '<tuv xml:lang="zh"><seg>{zh}</seg></tuv>\n<tuv xml:lang="en" changeid="{id}"><seg>{en}</seg></tuv>\n</tu>\n'
)
PLAIN = UNIT.format(id="1", score="0.5", note="a", zh="会议", en="meeting")
TEXT = st.sampled_from(
    [
        "会议",
        "a &amp; b",
        "&lt;b&gt;",
        "&#65;",
        "",
        " ",
        "a\nb",
        "a<ph x='1'>{0}</ph>",
        "<!-- c -->a",
        "a > b",
        "<![CDATA[a]]>",
    ]
)
LAYOUTS = st.sampled_from(
    [
        lambda unit: unit,
        lambda unit: unit.replace("\n", "\r\n"),
        lambda unit: unit.replace("\n", ""),
        lambda unit: unit.replace("<tu ", "<tu creationtool='other' "),
        lambda unit: unit.replace("<seg>", '<seg id="1">', 1),
        lambda unit: unit.replace("<seg>", "stray <seg>", 1),
        lambda unit: f"<!-- <tu></tu> -->{unit}",
        lambda unit: unit.replace("</tu>", "<tu></tu></tu>"),
        lambda unit: unit.replace("</tuv>", "", 1),
        lambda unit: unit.replace('xml:lang="zh"', 'xml:lang="zh" xml:lang="zh"'),
        lambda unit: f"{unit}<header creationtool='other'/>",
    ]
)
UNITS = st.builds(
    lambda layout, zh, en, note, score: layout(UNIT.format(id="x", score=score, note=note, zh=zh, en=en)),
    LAYOUTS,
    TEXT,
    TEXT,
    st.sampled_from(["", "a", "a\nb", "&amp;"]),
    st.sampled_from(["1", "0.25", "x", " 0.5", ""]),
)


def chunks(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(0, len(text), size)]


def read(texts: Sequence[str], layouts: Layouts | None) -> tuple[list[object], int]:
    """What the pieces are and where, units by their texts, and how many of these were not parsed."""
    told: list[object] = []
    tool, plain = "", 0
    for piece in scan(texts, layouts=layouts):
        node = piece.node
        if piece.kind == "unit" and node:
            plain += piece.plain is not None
            told.append((piece.kind, piece.raw, node.line, seen(piece, tool)))
            if layouts is not None and not piece.plain:
                layouts.learn(piece.raw, node, tool)
        elif node:
            tool = node.attributes.get("creationtool", "") if piece.kind == "header" else tool
            told.append((piece.kind, piece.raw, node.line, piece.problem, piece.column))
    return told, plain


def seen(piece: TmxPiece, tool: str) -> object:
    assert piece.node
    line = piece.node.line
    if piece.plain:
        layout = piece.plain.layout
        lines = [line + below for below in layout.lines]
        return list(zip(layout.codes, piece.plain.texts, lines, strict=True)), piece.plain.score
    variants = piece.node.all("tuv")
    return [(code_of(each), text_of(each), each.line) for each in variants], score_of(piece.node, tool)


BROKEN = PLAIN.replace("</tu>", "<tu></tu></tu>")


@given(st.lists(UNITS, max_size=6), st.sampled_from([40, 300, 100_000]), st.sampled_from([1, 100]))
@example([BROKEN, f"<!-- <tu></tu> -->{PLAIN}"], 40, 1)
@example([BROKEN.replace("meeting", "a > b").replace("1", "x"), f"<!-- <tu></tu> -->{PLAIN}"], 40, 1)
@example(["text\n", PLAIN], 40, 100)
def test_the_same_as_when_all_are_parsed(units: list[str], size: int, often: int) -> None:
    text = HEAD + PLAIN + "".join(units) + PLAIN + END
    with patch.object(layouts_module, "OFTEN", often):  # after so many units a pattern reads them
        assert read(chunks(text, size), Layouts())[0] == read(chunks(text, size), None)[0]


def test_units_alike_are_not_parsed() -> None:
    text = HEAD + PLAIN * 100 + END
    told, plain = read(chunks(text, 1_000), Layouts())
    assert told == read([text], None)[0]
    assert plain > 90


@pytest.mark.parametrize("size", [1, 7, 100, 10_000])
def test_pieces_join_to_the_whole(size: int) -> None:
    text = HEAD + PLAIN * 5 + "<!-- end -->\n" + END
    layouts, raw = Layouts(), b""
    for piece in scan(chunks(text, size), layouts=layouts):
        raw += piece.raw
        if piece.kind == "unit" and piece.node and not piece.plain:
            layouts.learn(piece.raw, piece.node, "duiqi")
    assert raw.decode("utf-8") == text
