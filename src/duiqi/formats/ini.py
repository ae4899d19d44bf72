"""INI and desktop entries: texts by section and key, ``Name[zh_CN]=`` beside ``Name=``, or a section for each language.

Where keys have texts in languages (Desktop Entry Specification 1.5, "Localized values for keys"), the Chinese and the
English one are a row, and that without a language is the English one; settings beside them are no text.

Read: texts by their keys, both languages of a key.
Left out: comments, other languages, settings beside texts in languages, lines without a key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.blocks.keyed.dictionaries import reading_of_values
from duiqi.formats.format import Format
from duiqi.io.encoding import decode
from duiqi.io.text_lines import text_lines
from duiqi.model import SIDES, Omission
from duiqi.text.language_tags import side_of_tag
from duiqi.text.script import script_of_code

SECTION = re.compile(r"\[(?P<name>[^\[\]]*)\]")
ENTRY = re.compile(
    r"(?P<key>[^=\[\]]*[^=\[\]\s])(?:\[(?P<tag>[A-Za-z]{2,8}(?:[_@.-][\w-]{1,20}){0,3})\])?\s*=\s*(?P<text>.*)"
)
QUOTED = re.compile(r"([\"'])(?P<inner>.*)\1")
ESCAPE = re.compile(r"\\([snt])")
ESCAPED = {"s": " ", "n": "\n", "t": " "}


@dataclass(frozen=True, slots=True)
class _Entry:
    """A text with its section, its key and the tag of its language, which is empty where none is named."""

    section: str
    key: str
    tag: str
    text: str


def read_ini(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The texts in both languages, where keys have such, else all by their keys."""
    text, encoding = decode(data, name, encoding)
    left: list[Omission] = []
    entries = list(_entries((line for _, line in text_lines(text)), left))
    if any(entry.tag for entry in entries):
        return _localized(entries, name, encoding, left)
    sections: dict[str, dict[str, str]] = {}
    for entry in entries:
        sections.setdefault(entry.section, {})[entry.key] = entry.text
    top = sections.pop("", {})
    reading = reading_of_values({**top, **sections}, name, encoding, kind="INI")
    return replace(reading, omissions=(*left, *reading.omissions))


def _entries(lines: Iterable[str], left: list[Omission]) -> Iterator[_Entry]:
    """The entries; lines that are none go into ``left``."""
    section = ""
    for raw in lines:
        line = raw.strip()
        if line.startswith(("#", ";")):
            continue
        if head := SECTION.fullmatch(line):
            section = head["name"]
        elif match := ENTRY.fullmatch(line):
            quoted = QUOTED.fullmatch(match["text"])
            text = ESCAPE.sub(lambda mark: ESCAPED[mark[1]], quoted["inner"] if quoted else match["text"])
            yield _Entry(section, match["key"], match["tag"] or "", text)
        elif line:
            left.append(Omission("without a key", line))


def _localized(entries: Iterable[_Entry], name: str, encoding: str, left: Sequence[Omission]) -> Reading:
    """A row for each key that has texts in several languages."""
    texts: dict[tuple[str, str], list[_Entry]] = {}
    for entry in entries:
        texts.setdefault((entry.section, entry.key), []).append(entry)
    lines: list[Line] = []
    omissions = list(left)
    for row, ((section, key), versions) in enumerate(texts.items()):
        if not any(version.tag for version in versions):
            omissions += [Omission("setting", version.text) for version in versions]
            continue
        sides = [side_of_tag(version.tag.partition(".")[0]) if version.tag else "en" for version in versions]
        for side in SIDES:
            own = [version for version, found in zip(versions, sides, strict=True) if found == side]
            own.sort(key=_is_traditional if side == "zh" else lambda version: bool(version.tag))
            lines += [Line(version.text, side, "text", row, f"{section}.{key}".lstrip(".")) for version in own[:1]]
            omissions += [Omission(f"another version ({version.tag})", version.text) for version in own[1:]]
        others = (version for version, found in zip(versions, sides, strict=True) if found is None)
        omissions += [Omission("another language", version.text) for version in others]
    return assemble(lines, name, encoding, [omission for omission in omissions if omission.text])


def _is_traditional(version: _Entry) -> bool:
    return script_of_code(re.sub("[.@]", "-", version.tag)) == "Traditional"


FORMAT = Format(
    name="ini",
    label="messages or settings (INI)",
    suffixes=(".ini", ".desktop"),
    read_document=read_ini,
)
