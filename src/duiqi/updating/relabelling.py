"""A memory's units under other language codes, in the other direction, or with an author and properties: nothing else
of them changes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from duiqi.io.xml import escape
from duiqi.model import Language
from duiqi.text.language_tags import side_of_tag
from duiqi.tmx import FIRST, Node, TmxPiece, Variants, made_by_duiqi, sides_of, variants_of, with_tree

Edit = tuple[int, int, str]


def edited(raw: bytes, edits: Iterable[Edit]) -> bytes:
    """``raw`` with each of the edits, a text in the place of the bytes from its start to its end; none overlap."""
    for start, end, new in sorted(edits, reverse=True):
        raw = raw[:start] + new.encode("utf-8") + raw[end:]
    return raw


@dataclass(frozen=True, slots=True)
class Relabelling:
    """What is asked for: codes for Chinese and English, the source language, an ``author`` for units and a header that
    name none, ``props`` for each unit. ``choice``: which of several variants of a language is meant."""

    zh_lang: str | None = None
    en_lang: str | None = None
    srclang: Language | None = None
    author: str = ""
    props: tuple[tuple[str, str], ...] = ()
    choice: Variants = FIRST

    def __bool__(self) -> bool:
        return bool(self.zh_lang or self.en_lang or self.srclang or self.author or self.props)

    def of_file(self, path: str | os.PathLike[str]) -> Relabelling:
        """What is asked for, with the choice among the variants of the memory at ``path``."""
        return replace(self, choice=variants_of(os.fspath(path), self.zh_lang, self.en_lang))

    def code(self, language: Language) -> str | None:
        """The code that is asked for."""
        return self.zh_lang if language == "zh" else self.en_lang

    def source(self, code: str) -> str | None:
        """What ``srclang`` becomes where it is ``code``; None where it stays."""
        side = self.srclang or side_of_tag(code)
        if side is None or (side == side_of_tag(code) and not self.code(side)):
            return None
        return self.code(side) or self.choice.most(side) or side

    def relabelled(self, piece: TmxPiece, tool: str) -> bytes:
        """A header or unit with what is asked for, of a memory that the program ``tool`` made; any other piece as it
        is."""
        if not self or piece.kind not in ("header", "unit"):
            return piece.raw
        piece = with_tree(piece)
        if piece.node is None:
            return piece.raw
        changes = self._source_and_author(piece.node)
        edits = [start_tag(piece.raw, piece.node, changes)] if piece.kind == "header" else self._unit(piece, tool)
        return edited(piece.raw, edits)

    def _source_and_author(self, node: Node) -> dict[str, str]:
        changes = {}
        if "srclang" in node.attributes and (source := self.source(node.attributes["srclang"])):
            changes["srclang"] = source
        if self.author and "creationid" not in node.attributes:
            changes["creationid"] = self.author
        return changes

    def _unit(self, piece: TmxPiece, tool: str) -> list[Edit]:
        unit, raw = piece.node, piece.raw
        assert unit is not None
        texts, sides = unit.all("tuv"), sides_of(unit, self.choice)
        changes = self._source_and_author(unit)
        if any("creationid" in text.attributes for text in texts):
            changes.pop("creationid", None)
        if "creationid" in changes and made_by_duiqi(unit, tool):
            changes["creationtool"] = "duiqi"  # or the author would be taken for one who changed it since
        edits = [start_tag(raw, unit, changes)]
        there = {(prop.attributes.get("type"), prop.text) for prop in unit.all("prop")}
        edits += [
            (unit.inside, unit.inside, f'<prop type="{escape(name)}">{escape(value)}</prop>')
            for name, value in reversed(self.props)
            if (name, value) not in there
        ]
        source = sides.get(self.srclang) if self.srclang else None
        for side, text in sides.items():
            code = self.code(side)
            start, inside, tag = start_tag(raw, text, {_code_name(text): code} if code else {})
            if text is source and text is not texts[0]:
                # The source stands first: some programs go by the order.
                edits.append((texts[0].start, texts[0].start, tag + raw[inside : text.end].decode("utf-8")))
                edits.append((start, text.end, ""))
            else:
                edits.append((start, inside, tag))
        return edits


def _code_name(text: Node) -> str:
    return "xml:lang" if "xml:lang" in text.attributes else "lang"


def start_tag(raw: bytes, node: Node, changes: dict[str, str]) -> Edit:
    """The start tag of ``node`` with attributes changed or added; all else in it as it stands."""
    tag = raw[node.start : node.inside].decode("utf-8")
    for name, value in changes.items():
        attribute = f'{name}="{escape(value)}"'
        there = re.search(rf"""(?<=\s){re.escape(name)}\s*=\s*(?:"[^"]*"|'[^']*')""", tag)
        name_end = re.match(r"<[^\s/>]+", tag)
        assert name_end is not None
        start, end = there.span() if there else (name_end.end(), name_end.end())
        tag = tag[:start] + (attribute if there else f" {attribute}") + tag[end:]
    return node.start, node.inside, tag
