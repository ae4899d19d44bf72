"""What the text of an XML file cannot hold, and what it becomes: characters, bare markup, entities that are none."""

from __future__ import annotations

import html

from duiqi.io.xml import XML_ILLEGAL
from duiqi.io.xml_stream import BUILT_IN
from duiqi.tmx.xml_text import CharacterFault, Mended


def _byte(char: str, encoding: str) -> Mended:
    byte = f"the byte 0x{ord(char) - 0xDC00:02X}"
    return Mended("\ufffd", f"{byte} is no {encoding.upper()}", f"{byte} made U+FFFD")


def _control(char: str, encoding: str) -> Mended:
    name = f"U+{ord(char):04X}"
    return Mended("", f"the character {name} cannot be in XML", f"{name} removed")


def _reference(text: str, encoding: str) -> Mended | None:
    code = int(text[3:-1], 16) if text.startswith("&#x") else int(text[2:-1])
    if code <= 0x10FFFF and not XML_ILLEGAL.match(chr(code)):
        return None
    return Mended("", f"{text} stands for a character that XML cannot hold", f"{text} removed")


def _entity(text: str, encoding: str) -> Mended | None:
    name, meaning = text[1:-1], html.unescape(text)
    if name in BUILT_IN:
        return None
    if len(meaning) > 2:
        return Mended(f"&amp;{name};", f"{text} is not defined", f"{text} made &amp;{name};")
    # &LT; and &AMP; stand for what must not stand alone either.
    meaning = html.escape(meaning, quote=False)
    made = meaning if meaning.isprintable() else "the character it stands for"
    return Mended(meaning, f"{text} is defined in HTML and not in XML", f"{text} made {made}")


def _ampersand(text: str, encoding: str) -> Mended:
    return Mended("&amp;", "& stands alone; in XML it is written &amp;", "& made &amp;")


def _less_than(text: str, encoding: str) -> Mended:
    return Mended("&lt;", "< stands alone; in XML it is written &lt;", "< made &lt;")


# A byte that is not of the encoding is decoded as one of these (PEP 383).
BYTE = CharacterFault("[\udc80-\udcff]", _byte, "all")
# XML_ILLEGAL without those.
CONTROL = CharacterFault("[^\t\n\r\u0020-\ud7ff\udc80-\udcff\ue000-\ufffd\U00010000-\U0010ffff]", _control, "all")
REFERENCE = CharacterFault("&#(?:x[0-9A-Fa-f]+|[0-9]+);", _reference)
ENTITY = CharacterFault("&[A-Za-z][\\w.-]*;", _entity)
AMPERSAND = CharacterFault("&", _ampersand)
LESS_THAN = CharacterFault("<(?![A-Za-z_:/!?])", _less_than)

# Where several fit the first counts: & stands alone when no reference or entity begins with it.
XML_FAULTS = (BYTE, CONTROL, REFERENCE, ENTITY, AMPERSAND, LESS_THAN)
