"""Test sets: NIST's and WMT's SGM, WMT's XML, IWSLT's XML and its training files (``train.tags``).

Each sentence stands in ``<seg id>`` in ``<doc docid>``, which is what pairs it with that of another file; in training
files, which have a sentence a line, its number in the talk and how many the talk has. Read tag by tag, as many of these
files are no valid XML.

Read: sentences, by document and number.
Left out: headers, addresses, keywords.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import chain, pairwise

from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.encoding import decode
from duiqi.io.xml import MAX_TAGS
from duiqi.model import Omission, ParagraphKind
from duiqi.text.language import language_of
from duiqi.text.language_tags import language_from_tag

_TOLD = "url|keywords|speaker|talkid|reviewer|translator"
TAG = re.compile(
    rf"<(?P<end>/?)(?P<name>srcset|refset|tstset|mteval|dataset|doc|src|ref|hyp|p|hl|h1|poster|seg|title|description"
    rf"|{_TOLD})(?P<attributes>\s[^<>]{{0,1000}})?>",
    re.I,
)
ATTRIBUTE = re.compile(r"([\w:]{1,40})\s{0,9}=\s{0,9}(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>]+))")
START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE (?!html)[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)?"
    r"<(?:(?:srcset|refset|tstset)[\s>]|mteval>|dataset id=[^>]*>\s*<doc\b|doc [^>]*(?:doc|set|sys)id="
    r"|url>\s*http[^<]*</url>\s*<)",
    re.I | re.S,
)
# What holds the sentences of one text, and what tells of several that have one language which is meant.
SIDES = ("srcset", "refset", "tstset", "src", "ref", "hyp")
TEXTS = ("seg", "title", "description")
LANGUAGE = ("lang", "trglang", "srclang")
# Texts of a side that its language is told by, where the file does not say it.
SAMPLE = 50


@dataclass(slots=True)
class _Side:
    """The texts of one language or translator, by key: document and number, and how often that stood before."""

    language: str
    texts: dict[tuple[str, int], tuple[str, ParagraphKind]] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class _Parser:
    """Goes through the tags once. ``side`` is what holds the next text, ``document`` and ``talk`` its key."""

    sides: dict[tuple[str, ...], _Side] = field(default_factory=dict)
    set_side: tuple[str, ...] = ()
    side: tuple[str, ...] = ()
    language: str = ""
    document: str = ""
    documents: int = 0
    lines: list[str] = field(default_factory=list)
    left_out: list[Omission] = field(default_factory=list)

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of the tag that opens."""
        if name in SIDES:
            told = next((attributes[key] for key in LANGUAGE if attributes.get(key)), "")
            self.language = "" if told.lower() == "any" else told
            self.side = (name, self.language, attributes.get("translator", "") or attributes.get("system", ""))
            self.set_side = self.side
        elif name == "doc":
            self.flush()
            self.documents += 1
            self.document = attributes.get("docid") or attributes.get("id") or f"document {self.documents}"
            self.side = (*self.set_side, attributes.get("sysid", ""))

    def take(self, name: str, number: str, text: str) -> None:
        """Keep the ``text`` of a tag with its number."""
        text = " ".join(unescape(text).split())
        if name == "url":
            self.flush()
        if name == "talkid":
            self.document = text or self.document
        elif name not in TEXTS:
            self.left_out += [Omission(f"<{name}>", text)] if text else []
        elif text:
            is_segment = name == "seg"
            self.add(f"{self.document}/{number if is_segment else name}", text, "text" if is_segment else "heading")

    def add(self, key: str, text: str, kind: ParagraphKind) -> None:
        """A text of the side that is open."""
        side = self.sides.setdefault(self.side, _Side(self.language))
        side.texts[key, side.seen[key]] = (text, kind)
        side.seen[key] += 1

    def flush(self) -> None:
        """The lines of a talk, which are known by their number and how many there are."""
        for number, line in enumerate(self.lines, 1):
            self.add(f"{self.document}/{number} of {len(self.lines)}", line, "text")
        self.lines.clear()


def read_sgm(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The sentences with their keys; those of both languages in rows, where the file has both. Of several translations
    into one language the first is read. Raises InputError for a file without a sentence."""
    if max(data.count(b"<"), data.count(b"\n")) > MAX_TAGS:
        what = f"the test set has more than {MAX_TAGS:,} tags or lines"
        raise InputError(what, path=name, advice="split it into documents")
    text, encoding = decode(data, name, encoding)
    parser = _parsed(text)
    chosen = _chosen(parser)
    if not chosen:
        raise InputError("the test set holds no sentence", path=name, advice="check what it is")
    return assemble(_rows(chosen) if len(chosen) > 1 else _keyed(chosen[0]), name, encoding, parser.left_out)


def _parsed(text: str) -> _Parser:
    parser = _Parser()
    has_segments = re.search(r"<seg[\s>]", text, re.I) is not None
    for tag, following in pairwise(chain(TAG.finditer(text), (None,))):
        assert tag
        name, content = tag["name"].lower(), text[tag.end() : following.start() if following else len(text)]
        attributes = {found[1].lower(): unescape(found[2] or found[3] or found[4] or "") for found in
                      ATTRIBUTE.finditer(tag["attributes"] or "")}  # fmt: skip
        if tag["end"]:
            if name == "doc":
                parser.flush()
            if not has_segments:  # sentences stand between the tags of talks
                parser.lines += [" ".join(unescape(line).split()) for line in content.splitlines() if line.strip()]
        elif name in TEXTS or name in _TOLD.split("|"):
            parser.begin(name, attributes)
            parser.take(name, attributes.get("id", ""), content)
        else:
            parser.begin(name, attributes)
    parser.flush()
    return parser


def _chosen(parser: _Parser) -> list[tuple[str | None, _Side]]:
    """The first Chinese and the first English side; the first of all where there are not both."""
    found: dict[str | None, _Side] = {}
    for side in parser.sides.values():
        sample = " ".join(text for text, _ in list(side.texts.values())[:SAMPLE])
        language = (side.language and language_from_tag(side.language, sample)) or language_of(sample)
        if language not in found and language != "other":
            found[language] = side
        else:
            parser.left_out += [Omission("another translation", text) for text, _ in side.texts.values()]
    both: list[tuple[str | None, _Side]] = [(side, found[side]) for side in ("zh", "en") if side in found]
    return both or list(found.items())[:1]


def _keyed(chosen: tuple[str | None, _Side]) -> Iterator[Line]:
    for (key, _), (text, kind) in chosen[1].texts.items():
        yield Line(text, None, kind, None, key, key)


def _rows(chosen: list[tuple[str | None, _Side]]) -> Iterator[Line]:
    keys = dict.fromkeys(key for _, side in chosen for key in side.texts)
    for row, key in enumerate(keys):
        for language, side in chosen:
            if key in side.texts:
                text, kind = side.texts[key]
                yield Line(text, "zh" if language == "zh" else "en", kind, row, key[0], key[0])


def is_sgm(text: str) -> bool:
    """Whether ``text`` begins as a test set does."""
    return bool(START.match(text))


FORMAT = Format(
    name="sgm",
    label="a test set (SGM, IWSLT)",
    suffixes=(".sgm", ".sgml"),
    read_document=read_sgm,
    recognises=is_sgm,
)
