"""The blocks of an HTML tree in document order: paragraphs, headings, list items, table cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from duiqi.io.xml import local_name
from duiqi.model import ParagraphKind
from duiqi.structure.hard_lines import glue

# HTML Living Standard, section 15.3.3 (flow content shown as blocks), and the parts of tables.
_BLOCKS = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol "
    "optgroup option p pre search section summary table tbody td tfoot th thead tr ul"
)
BLOCKS = frozenset(_BLOCKS.split())
# Not text, or not shown. <rt> and <rp> hold the pronunciation over a character.
_SKIPPED = (
    "script style noscript template iframe object embed applet svg canvas audio video map select button "
    "input textarea datalist head title rt rp rtc frameset"
)
SKIPPED = frozenset(_SKIPPED.split())
KINDS: dict[str, ParagraphKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "caption", "legend", "title"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "list item"),
    **dict.fromkeys(("td", "th"), "table cell"),
}
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
AS_BLOCK = re.compile(r"display\s*:\s*(?:block|list-item|table|flex|grid)", re.IGNORECASE)
SPACE = re.compile("[ \t\r\n\x0c\u200b]+")


@dataclass(slots=True, eq=False)
class Block:
    """A run of text that nothing but inline markup breaks; ``text`` has a line break for each ``<br>``.

    ``path``: the elements around it, outermost first. ``linked``: how many of its characters are in links.
    """

    path: tuple[Any, ...]
    text: str = ""
    linked: int = 0
    kind: ParagraphKind | None = None
    language: str = ""
    row: int | None = None
    code: bool = False


@dataclass(slots=True)
class _State:
    """What has been gathered since the last block boundary."""

    pieces: list[tuple[str, bool]] = field(default_factory=list)
    path: list[Any] = field(default_factory=list)


def find_blocks(root: Any) -> list[Block]:
    """The blocks under ``root``, with the table row that they stand in and the language that an attribute gives."""
    return [block for block in _walk(root) if block.text]


def _walk(root: Any) -> Iterator[Block]:
    from lxml import etree

    state = _State()
    links = 0
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        if event in ("comment", "pi"):
            state.pieces.append((element.tail or "", links > 0))
            continue
        tag = local_name(element).lower()
        if event == "start":
            if tag in SKIPPED or _is_hidden(element):
                walker.skip_subtree()  # its end still comes
            elif _is_block(tag, element):
                yield _flushed(state)
                state.path.append(element)
            links += tag == "a"
            if tag not in SKIPPED and not _is_hidden(element):
                state.pieces.append((element.text or "", links > 0))
        else:
            if tag == "br":
                state.pieces.append(("\n\n", False))
            if tag not in SKIPPED and not _is_hidden(element) and _is_block(tag, element):
                yield _flushed(state)
                state.path.pop()
            links -= tag == "a"
            if element is not root:
                state.pieces.append((element.tail or "", links > 0))
    yield _flushed(state)


def _flushed(state: _State) -> Block:
    """The block that ends here; without text when there is none."""
    raw = [(piece if piece == "\n\n" else None, piece, linked) for piece, linked in state.pieces]
    pre = any(local_name(element).lower() == "pre" for element in state.path)
    state.pieces = []
    lines: list[list[str]] = [[]]
    linked = 0
    for broken, piece, in_link in raw:
        if broken:
            lines.append([])
            continue
        linked += len(piece.strip()) if in_link else 0
        lines[-1].append(piece)
    texts = ["".join(line) for line in lines]
    text = "\n".join(texts) if pre else "\n".join(filter(None, map(_collapsed, texts)))
    if not text.strip():
        return Block(())
    return Block(tuple(state.path), text, linked, _kind(state.path), _language(state.path), _row(state.path), pre)


def _collapsed(text: str) -> str:
    """White space as a page shows it, but none where a source line ends between Chinese characters."""

    def shown(match: re.Match[str]) -> str:
        if "\n" not in match[0]:
            return " "
        return glue(text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1])

    text = text.strip(" \t\r\n\x0c\xa0\u200b")
    return SPACE.sub(shown, text)


def _is_block(tag: str, element: Any) -> bool:
    return tag in BLOCKS or bool(AS_BLOCK.search(element.get("style") or ""))


def _is_hidden(element: Any) -> bool:
    return (
        element.get("hidden") is not None
        or (element.get("aria-hidden") or "").lower() == "true"
        or bool(HIDDEN.search(element.get("style") or ""))
    )


def _kind(path: list[Any]) -> ParagraphKind | None:
    return next((KINDS[tag] for tag in (local_name(e).lower() for e in reversed(path)) if tag in KINDS), None)


def _language(path: list[Any]) -> str:
    """The ``lang`` attribute of the nearest element below ``<body>``; that of the page says what its menus are in."""
    for element in reversed(path):
        if local_name(element).lower() in ("body", "html"):
            return ""
        given = element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang")
        if given:
            return str(given).strip().lower()
    return ""


def _row(path: list[Any]) -> int | None:
    """A number for the table row, if it has several cells and they hold no tables: pages are laid out by those."""
    for element in reversed(path):
        if local_name(element).lower() == "tr":
            cells = [child for child in element if local_name(child).lower() in ("td", "th")]
            nested = any(True for cell in cells for _ in cell.iter("table", "{*}table"))
            return id(element) if len(cells) > 1 and not nested else None
    return None
