"""Entities that an XML file declares for itself, written out: the names of versions and programs, as DocBook has them.

Only plain text is written out, no markup, and of other entities those that are plain text or not declared here (as
``&kate;`` of KDE's), so that it grows once; other files are never opened, and references to them are taken out. What a
document type is told in words (``<!ENTITY % English "INCLUDE">``) is passed over where nothing uses it. What declares
anything else is left as it is, which ``duiqi.io.xml`` then refuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from duiqi.io.xml import ENTITY, HEAD, INTERNAL_SUBSET, MAX_XML_BYTES
from duiqi.text.skipping import behind

SPACE = re.compile(rb"\s*")
COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
# Values are words: of a thousand bytes at most (a choice), without a mark that begins anything else than text.
MOST = 1_000
TEXT = re.compile(
    rb"<!ENTITY\s+([A-Za-z_][\w.-]{0,100})\s+"
    rb"(?:\"((?:[^\"<&%]|&[A-Za-z_][\w.-]{0,100};){0,1000})\"|'((?:[^'<&%]|&[A-Za-z_][\w.-]{0,100};){0,1000})')\s*>"
)
SWITCH = re.compile(rb"<!ENTITY\s+%\s+[A-Za-z_][\w.-]{0,100}\s+(?:\"[^\"<&%]{0,1000}\"|'[^'<&%]{0,1000}')\s*>")
REFERENCE = re.compile(rb"&([A-Za-z_][\w.-]{0,100});")
OTHER_FILE = re.compile(
    rb"<!ENTITY\s+([A-Za-z_][\w.-]{0,100})\s+(?:SYSTEM|PUBLIC\s+(?:\"[^\"]{0,1000}\"|'[^']{0,1000}'))"
    rb"\s+(?:\"[^\"]{0,1000}\"|'[^']{0,1000}')\s*>"
)
# A handbook of 200,000 words has a few thousand.
MAX_REFERENCES = 100_000
END = re.compile(rb"\]\s*>")
TOKEN = re.compile(rb"<!--|<!\[CDATA\[|&([A-Za-z_][\w.-]{0,100});")
CLOSING = {b"<!--": b"-->", b"<![CDATA[": b"]]>"}


def written_out(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The file without its declarations of entities, these written out, and the names of those that are other files.
    The same, and none, where it declares anything else, is in UTF-16, or has or becomes more than it may."""
    head = INTERNAL_SUBSET.search(data[:HEAD])
    if not head or b"\0" in data[:HEAD] or not ENTITY.search(data, head.end(), HEAD):
        return data, ()
    values, end = _declared(data, head.end())
    if not end:
        return data, ()
    used = list(islice((match for match in _references(data, end) if match[1] in values), MAX_REFERENCES + 1))
    if len(used) > MAX_REFERENCES or len(data) + sum(len(values[match[1]] or b"") for match in used) > MAX_XML_BYTES:
        return data, ()
    body, begin = list[bytes](), end
    for match in used:
        body += [data[end : match.start()], values[match[1]] or b""]
        end = match.end()
    others = dict.fromkeys(match[1].decode() for match in used if values[match[1]] is None)
    # As many lines as there were, so that errors name the right one.
    lines = b"\n" * data.count(b"\n", head.end(), begin)
    return b"".join((data[: head.end() - 1], lines, b">", *body, data[end:])), tuple(others)


def _references(data: bytes, at: int) -> Iterator[re.Match[bytes]]:
    """The references to entities from ``at`` on, but for those in comments and CDATA."""
    while match := TOKEN.search(data, at):
        at = match.end()
        if match[1]:
            yield match
        elif (at := data.find(CLOSING[match[0]], at)) < 0:
            return


def _whole(values: dict[bytes, bytes | None]) -> dict[bytes, bytes | None] | None:
    """The values with those written out that they name; None where one names another that does so too, or is of more
    than ``MOST`` bytes then."""
    whole: dict[bytes, bytes | None] = {}
    for name, value in values.items():
        named = [values[key] or b"" for key in REFERENCE.findall(value or b"") if key in values]
        if any(key in values for text in named for key in REFERENCE.findall(text)):
            return None
        if sum(map(len, named)) > MOST:
            return None
        whole[name] = value and REFERENCE.sub(lambda one: values.get(one[1], one[0]) or b"", value)
    return whole


def _declared(data: bytes, at: int) -> tuple[dict[bytes, bytes | None], int]:
    """The entities declared from ``at`` on, None for other files, and where the declarations end; 0 where anything else
    is declared. The first declaration of a name counts (XML 1.0, 4.2)."""
    values: dict[bytes, bytes | None] = {}
    while True:
        at = behind(SPACE, data, at)
        if ended := END.match(data, at):
            return (whole, ended.end()) if (whole := _whole(values)) is not None else ({}, 0)
        text = TEXT.match(data, at)
        found = text or OTHER_FILE.match(data, at) or SWITCH.match(data, at) or COMMENT.match(data, at)
        if not found or found.end() > HEAD:
            return {}, 0
        if text:
            value = text[2] if text[2] is not None else text[3]
            values.setdefault(text[1], value.replace(b'"', b"&quot;"))
        elif found.re is OTHER_FILE:
            values.setdefault(found[1], None)
        at = found.end()
