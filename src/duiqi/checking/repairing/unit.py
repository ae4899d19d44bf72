"""One unit of a memory set right: properties first, source language first, codes and attributes that are known."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterator

from duiqi.checking.codes import SCHEMA_CODE, standard_code
from duiqi.checking.repairing.changes import Changes
from duiqi.checking.repairing.survey import TWICE, Survey, texts_key
from duiqi.checking.wording import shown
from duiqi.io.xml import escape
from duiqi.text.chars import HAN_CHAR, LATIN_LETTER, count_han
from duiqi.text.language_tags import side_of_tag
from duiqi.text.script import chinese_variant, other_script
from duiqi.tmx import (
    ATTRIBUTES,
    CHILDREN,
    DATE,
    DATES,
    POSITIONS,
    REQUIRED,
    SEGTYPES,
    TEXT,
    Layouts,
    Node,
    PlainUnit,
    TmxPiece,
    code_of,
    text_of,
    with_tree,
)

_ISO_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]?(\d\d):?(\d\d):?(\d\d)(?:\.\d+)?Z?)?")


class UnitRepair:
    """Repairs unit after unit; ``source`` is the header's source language, ``found`` what the whole memory is like.
    ``layouts`` learns those of units that need no repair."""

    def __init__(self, found: Survey, changes: Changes) -> None:
        self.source = "*all*"
        self._codes = {language: standard_code(code) for language, code in found.codes.items()}
        self._found = found
        self.layouts = Layouts()
        self.changes = changes
        # 12 bytes a unit: 100 MB for a million, which a repair may take.
        self._database = sqlite3.connect("")  # in RAM while small, then a file that SQLite removes
        self._database.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            "CREATE TABLE seen (key BLOB PRIMARY KEY) WITHOUT ROWID;"
        )

    def repaired(self, piece: TmxPiece, unit: Node) -> Iterator[bytes]:
        """The corrected unit; nothing when it is left out."""
        if piece.plain and self._is_right(piece, piece.plain):  # most units
            yield piece.raw + b"\n"
            return
        if piece.plain:
            piece = with_tree(piece)
            unit = piece.node or unit
        before = len(self.changes)
        yield from self._looked_into(piece, unit)
        if len(self.changes) == before:
            self.layouts.learn(piece.raw, unit, "")

    def _is_right(self, piece: TmxPiece, plain: PlainUnit) -> bool:
        """Whether the texts need no repair, and no other unit has them, as its elements need none."""
        for text, code in zip(plain.texts, plain.layout.codes, strict=True):
            if not text.strip():
                return False
            if side_of_tag(code) == "zh" and (not HAN_CHAR.search(text) or other_script(text, code)):
                return False
        if self._found.escaped_twice and b"&" in piece.raw:
            return False
        return not self._found.repeated or texts_key(piece) not in self._found.repeated

    def _looked_into(self, piece: TmxPiece, unit: Node) -> Iterator[bytes]:
        before = len(self.changes)
        whole = [variant for variant in unit.all("tuv") if len(variant.all("seg")) == 1 and text_of(variant).strip()]
        reason = self._useless(unit, whole)
        if reason:
            self._leave_out(unit, piece, reason)
            return
        codes = {id(variant): self._code(variant) for variant in whole}
        self._swap(unit, whole, codes)
        key = hashlib.blake2b(repr(_tree(piece, unit)).encode(), digest_size=12).digest()
        if not self._database.execute("INSERT OR IGNORE INTO seen VALUES (?)", (key,)).rowcount:
            self._leave_out(unit, piece, "the same one, with all that belongs to it, comes before")
            return
        for variant in unit.all("tuv"):
            if variant not in whole:
                self._told(variant, f"left out of the unit: {shown(piece.raw[variant.start : variant.end])}")
        ordered = self._source_first(unit, whole, codes)
        content = self._unit(piece, unit, ordered, codes)
        # Untouched units stay byte for byte.
        yield content if len(self.changes) > before else piece.raw + b"\n"

    def _told(self, node: Node, what: str) -> None:
        self.changes.add(node.line, what)

    def _leave_out(self, unit: Node, piece: TmxPiece, reason: str) -> None:
        self._told(unit, f"unit left out, {reason}: {shown(piece.raw)}")

    def _useless(self, unit: Node, whole: list[Node]) -> str:
        if not unit.all("tuv"):
            return "it has no text"
        if len(whole) < 2:
            return "it has text in one language only" if whole else "its texts are empty"
        if len({code_of(variant).lower() for variant in whole}) == 1 and code_of(whole[0]):
            return "all its texts are in one language"
        return ""

    def _code(self, variant: Node) -> str:
        """The code that a text should have."""
        code, text = code_of(variant), text_of(variant)
        good = standard_code(code)
        if not SCHEMA_CODE.fullmatch(good):
            # What is no code at all may stand for any language; "und" is the code for that.
            good = "zh" if count_han(text) else "und" if code else "en"
        language = side_of_tag(good)
        common = self._codes.get(language, good) if language else good
        if "-" not in good and "-" in common:
            good = common
        if language == "zh" and other_script(text, good):
            good = chinese_variant([text])
        if good != code or "xml:lang" not in variant.attributes:
            what = f'the language code "{code}" made "{good}"' if code else f'the language code "{good}" put in'
            if good == code:
                what = f'lang="{code}" made xml:lang="{code}"'
            self.changes.add_often(variant.line, what)
        return good

    def _swap(self, unit: Node, whole: list[Node], codes: dict[int, str]) -> None:
        """Exchange the codes of a Chinese and an English text that stand under each other's."""
        zh = [variant for variant in whole if side_of_tag(codes[id(variant)]) == "zh"]
        en = [variant for variant in whole if side_of_tag(codes[id(variant)]) == "en"]
        if len(zh) == len(en) == 1:
            zh_text, en_text = text_of(zh[0]), text_of(en[0])
            if not count_han(zh_text) and count_han(en_text) > len(LATIN_LETTER.findall(en_text)):
                codes[id(zh[0])], codes[id(en[0])] = codes[id(en[0])], codes[id(zh[0])]
                self._told(unit, "the two language codes exchanged: the texts stood under each other's")

    def _source_first(self, unit: Node, whole: list[Node], codes: dict[int, str]) -> list[Node]:
        source = unit.attributes.get("srclang", self.source)
        primary = standard_code(source).split("-")[0].lower()
        first = [variant for variant in whole if codes[id(variant)].split("-")[0].lower() == primary][:1]
        if not first or first[0] is whole[0]:
            return whole
        self._told(unit, f"the text in the source language ({source}) put first")
        return [*first, *(variant for variant in whole if variant is not first[0])]

    def _unit(self, piece: TmxPiece, unit: Node, variants: list[Node], codes: dict[int, str]) -> bytes:
        attributes, extra = self._attributes(unit)
        lines = [_tag("tu", attributes), *extra, *self._properties(piece, unit)]
        for variant in variants:
            attributes, extra = self._attributes(variant)
            attributes = {"xml:lang": codes[id(variant)], **attributes}
            segment = self._segment(piece, variant.all("seg")[0])
            lines += [_tag("tuv", attributes), *extra, *self._properties(piece, variant), segment, b"</tuv>\n"]
        if own := _own_text(unit) or " ".join(map(_own_text, variants)).strip():
            self._told(unit, f"text outside <seg> left out: {own}")
        return b"".join([*lines, b"</tu>\n"])

    def _attributes(self, node: Node) -> tuple[dict[str, str], list[bytes]]:
        """Known attributes, and properties for the others, so that what they say is kept."""
        kept, extra = {}, []
        for name, value in node.attributes.items():
            if name in ("xml:lang", "lang") and node.tag == "tuv":
                continue
            date = _date(value) if name in DATES and not DATE.fullmatch(value) else value
            if date and date != value:
                self._told(node, f'{name} "{value}" made "{date}"')
            bad = name not in ATTRIBUTES[node.tag] or date is None or (name == "segtype" and value not in SEGTYPES)
            if bad and not name.startswith("xml"):
                extra.append(f'<prop type="x-{escape(name)}">{escape(value)}</prop>\n'.encode())
                self._told(node, f'{name}="{value}" made a property, x-{name}')
            elif bad:
                self._told(node, f'{name}="{value}" left out')
            else:
                kept[name] = date or value
        return kept, extra

    def _properties(self, piece: TmxPiece, node: Node) -> Iterator[bytes]:
        """Notes and properties, as they are or set right; elements that may not be here become notes."""
        seen_main = False
        for child in node.children:
            raw = piece.raw[child.start : child.end]
            if child.tag in ("tuv", "seg"):
                seen_main = True
            elif child.tag in ("note", "prop"):
                if seen_main:
                    self._told(child, f"<{child.tag}> put before the text")
                kept = {name: value for name, value in child.attributes.items() if _is_known(child.tag, name, value)}
                wrong = len(kept) < len(child.attributes) or (child.tag == "prop" and "type" not in kept)
                if child.children or wrong:
                    if child.tag == "prop":
                        kept.setdefault("type", "x-unknown")
                    self._told(child, f"set right: {shown(raw)}")
                    raw = _tag(child.tag, kept).strip() + escape(child.text).encode() + f"</{child.tag}>".encode()
                yield raw + b"\n"
            else:
                self._told(child, f"<{child.tag}> made a note: {shown(raw)}")
                yield f"<note>{escape(f'{child.tag}: {child.text}')}</note>\n".encode()

    def _segment(self, piece: TmxPiece, segment: Node) -> bytes:
        raw = piece.raw[segment.start : segment.end]
        if segment.attributes and _sound(segment):
            self._told(segment, f"left out of <seg>: {', '.join(segment.attributes)}")
            raw = b"<seg>" + piece.raw[segment.inside : segment.close] + b"</seg>"
        once, count = TWICE.subn(rb"&\1", raw) if self._found.escaped_twice else (raw, 0)
        if count and b"&nbsp;" in once:
            once = once.replace(b"&nbsp;", "\u00a0".encode())
        if count:
            self._told(segment, f"{count} characters that were escaped twice are escaped once")
        if not _sound(segment):
            self._told(segment, f"inline codes that TMX does not know left out: {shown(raw)}")
            return f"<seg>{escape(segment.text)}</seg>".encode()
        return once


def _tree(piece: TmxPiece, node: Node) -> tuple[object, ...]:
    """All that a unit holds, however it is laid out in the file: of texts, notes and properties the bytes."""
    children = [child for child in node.children if child.tag in ("tuv", "seg", "prop", "note", "ude")]
    if node.tag in ("tu", "tuv"):
        return node.tag, sorted(node.attributes.items()), [_tree(piece, child) for child in children]
    return node.tag, sorted(node.attributes.items()), piece.raw[node.inside : node.close]


def _is_known(tag: str, name: str, value: str) -> bool:
    """Whether a note or property may have the attribute."""
    return name in ATTRIBUTES[tag] and not (name == "xml:lang" and value and not SCHEMA_CODE.fullmatch(value))


def _sound(node: Node) -> bool:
    """Whether the inline codes of a segment are what TMX knows."""
    for child in node.children:
        known = child.tag in CHILDREN.get(node.tag, ()) and set(child.attributes) <= set(ATTRIBUTES.get(child.tag, ()))
        known = known and child.attributes.get("pos", "end") in POSITIONS
        if not known or (child.tag in REQUIRED and REQUIRED[child.tag] not in child.attributes) or not _sound(child):
            return False
    return node.tag in TEXT


def _date(value: str) -> str | None:
    match = _ISO_DATE.fullmatch(value.strip())
    if not match:
        return None
    year, month, day, *time = match.groups("00")
    date = f"{year}{month}{day}T{''.join(time)}Z"
    return date if DATE.fullmatch(date) else None


def _own_text(node: Node) -> str:
    return " ".join(node.own_text.split())


def _tag(name: str, attributes: dict[str, str]) -> bytes:
    parts = [name, *(f'{key}="{escape(value)}"' for key, value in attributes.items())]
    return f"<{' '.join(parts)}>\n".encode()
