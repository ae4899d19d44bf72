"""The characters of an XML file before it is parsed: decoded, and free of what no parser takes.

What is found is reported with its line and mended on the way, so that the parser can go on and the rest of the file
is checked too. Lines do not change.
"""

from __future__ import annotations

import codecs
import html
import io
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from duiqi.errors import InputError
from duiqi.io.xml_stream import BUILT_IN
from duiqi.tmx.report import Report

CHUNK = 1 << 16
# A comment or CDATA section must end within this many characters; libxml2 has a like limit for text, ten million.
MAX_OPEN = 10_000_000
BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
DECLARATION = re.compile(r"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z][\w.-]*)["']""")

# The elements of TMX 1.4b. Other tags within a segment are text that somebody forgot to escape.
ELEMENTS = "tmx|header|body|tu|tuv|seg|prop|note|ude|map|bpt|ept|it|ph|hi|ut|sub"
_FAULTS = re.compile(
    "(?P<skip><!--.*?-->|<!\\[CDATA\\[.*?\\]\\]>|<\\?.*?\\?>)"
    "|(?P<illegal>[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff])"
    "|&#(?:x(?P<hex>[0-9A-Fa-f]+)|(?P<decimal>[0-9]+));"
    "|&(?P<entity>[A-Za-z][\\w.-]*);"
    "|(?P<ampersand>&)"
    "|(?P<less><(?![A-Za-z_:/!?]))"
    f"|(?P<tag></?(?!(?:{ELEMENTS})\\b)[A-Za-z_:][\\w:.-]*)",
    re.DOTALL,
)
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What may go on after the end of a chunk.
_OPEN = re.compile(r"<!--(?:(?!-->).)*\Z|<!\[CDATA\[(?:(?!\]\]>).)*\Z|<\?(?:(?!\?>).)*\Z", re.DOTALL)
_UNFINISHED = re.compile(r"(?:&[^;\s<&]{0,40}|<[^>]{0,12}|\r)\Z")


def encoding_of(head: bytes) -> tuple[str, int]:
    """The encoding that a file's first bytes tell, and how many bytes its mark takes. UTF-8 when they tell nothing."""
    for mark, name in BOMS:
        if head.startswith(mark):
            return name, len(mark)
    for sample, name in ((b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be")):
        if head.startswith(sample):
            return name, 0
    declared = DECLARATION.match(head.decode("latin-1"))
    return (declared[1] if declared else "utf-8"), 0


def mended_text(stream: BinaryIO, path: str, report: Report, *, tags: bool = True) -> Iterator[str]:
    """The text of an XML file, a chunk at a time, free of illegal characters and bare markup; with ``tags`` also of
    tags within segments that are none of TMX's.

    Raises InputError when the encoding is not known and when the file is no XML at all.
    """
    with _decoded(stream, path) as text:
        first = text.read(CHUNK)
        begin = _ILLEGAL.sub("", first[:1024]).lstrip()
        if begin and not begin.startswith("<"):
            zipped = begin.startswith("PK")
            raise InputError(
                "is a ZIP file and no TMX" if zipped else "is no TMX: it does not begin with a tag",
                path=path,
                advice="unpack it" if zipped else "other formats become TMX with: align convert",
            )
        chunks = chain((first,), iter(lambda: text.read(CHUNK), ""))
        yield from _mended(chunks, text.encoding, report, tags)


def plain_text(stream: BinaryIO, path: str) -> Iterator[str]:
    """The text of an XML file that ``mended_text`` has found nothing in."""
    with _decoded(stream, path) as text:
        while chunk := text.read(CHUNK):
            yield chunk


def _decoded(stream: BinaryIO, path: str) -> io.TextIOWrapper:
    head = io.BufferedReader(stream, 1024) if not hasattr(stream, "peek") else stream  # type: ignore[type-var]
    name, skipped = encoding_of(head.peek(1024)[:1024])
    head.read(skipped)
    try:
        codec = codecs.lookup(name)
    except LookupError:
        raise InputError(f"its encoding {name} is not known", path=path, line=1, advice="save it as UTF-8") from None
    errors = "replace" if "16" in codec.name or "32" in codec.name else "surrogateescape"
    return io.TextIOWrapper(head, codec.name, errors=errors, newline="")


def _mended(chunks: Iterable[str], encoding: str, report: Report, tags: bool) -> Iterator[str]:
    line, column, rest = 1, 0, ""
    inside: bool | None = False if tags else None
    for more in chunks:
        chunk = rest + more
        held = _OPEN.search(chunk) or _UNFINISHED.search(chunk)
        cut = held.start() if held and len(chunk) - held.start() < MAX_OPEN else len(chunk)
        rest = chunk[cut:]
        if cut:
            yield _mend(chunk[:cut], line, column, inside, encoding, report)
            inside = inside if inside is None else _in_segment(chunk, cut, inside)
            line += chunk.count("\n", 0, cut)
            column = cut - 1 - chunk.rfind("\n", 0, cut) + (0 if "\n" in chunk[:cut] else column)
    if rest:
        yield _mend(rest, line, column, inside, encoding, report)


def _in_segment(chunk: str, at: int, before: bool) -> bool:
    """Whether ``at`` is within a ``<seg>``; ``before`` says so of the start of ``chunk``."""
    opened, closed = chunk.rfind("<seg", 0, at), chunk.rfind("</seg", 0, at)
    return opened > closed if opened != closed else before


def _mend(chunk: str, first_line: int, first_column: int, inside: bool | None, encoding: str, report: Report) -> str:
    """A chunk mended; ``inside`` says whether it begins within a segment, None that tags stay."""
    place = [0, first_line]

    def place_of(at: int) -> tuple[int, int]:
        """Line and column, from 1."""
        place[1] += chunk.count("\n", place[0], at)
        place[0] = at
        start = chunk.rfind("\n", 0, at)
        return place[1], at - start + (first_column if start < 0 else 0)

    def mend(match: re.Match[str]) -> str:
        if match["skip"] is not None:
            return _ILLEGAL.sub(lambda found: _illegal(found[0], place_of(match.start()), encoding, report), match[0])
        if match["illegal"]:
            return _illegal(match[0], place_of(match.start()), encoding, report)
        if match["entity"]:
            return _entity(match["entity"], lambda: place_of(match.start()), report)
        if match["hex"] or match["decimal"]:
            code = int(match["hex"], 16) if match["hex"] else int(match["decimal"])
            if code <= 0x10FFFF and not _ILLEGAL.match(chr(code)):
                return match[0]
            line, column = place_of(match.start())
            report.add("character-reference", line, f"{match[0]} stands for a character that XML cannot hold", column)
            report.repaired(line, f"{match[0]} removed")
            return ""
        if match["tag"] and (inside is None or not _in_segment(chunk, match.start(), inside)):
            return match[0]
        line, column = place_of(match.start())
        if match["tag"]:
            report.add("tag-in-text", line, f'"{match[0]}" stands in the text; in XML its < is written &lt;', column)
            report.repaired(line, f'"{match[0]}" made text')
            return "&lt;" + match[0][1:]
        if match["ampersand"]:
            report.add("bare-ampersand", line, "& stands alone; in XML it is written &amp;", column)
            report.repaired(line, "& made &amp;")
            return "&amp;"
        report.add("bare-less-than", line, "< stands alone; in XML it is written &lt;", column)
        report.repaired(line, "< made &lt;")
        return "&lt;"

    return _FAULTS.sub(mend, chunk)


def _illegal(char: str, place: tuple[int, int], encoding: str, report: Report) -> str:
    line, column = place
    if "\udc80" <= char <= "\udcff":
        report.add("bytes", line, f"the byte 0x{ord(char) - 0xDC00:02X} is no {encoding.upper()}", column)
        report.repaired(line, f"the byte 0x{ord(char) - 0xDC00:02X} made U+FFFD")
        return "\ufffd"
    report.add("control-character", line, f"the character U+{ord(char):04X} cannot be in XML", column)
    report.repaired(line, f"U+{ord(char):04X} removed")
    return ""


def _entity(name: str, place: Callable[[], tuple[int, int]], report: Report) -> str:
    if name in BUILT_IN:
        return f"&{name};"
    (number, column), meaning = place(), html.unescape(f"&{name};")
    report.add(
        "unknown-entity",
        number,
        f"&{name}; is defined in HTML and not in XML" if len(meaning) < 3 else f"&{name}; is not defined",
        column,
    )
    text = meaning if len(meaning) < 3 else f"&amp;{name};"
    report.repaired(number, f"&{name}; made {text if meaning.isprintable() else 'the character it stands for'}")
    return text
