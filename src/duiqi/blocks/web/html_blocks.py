"""The blocks of an HTML tree in document order: paragraphs, headings, list items, table cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from duiqi.blocks.coded import Mark, codes_of
from duiqi.blocks.web.apparatus import is_apparatus
from duiqi.blocks.web.hiding import FOLDED, Hiding, hiding_of, is_alternative, is_chosen
from duiqi.blocks.web.tags import VOID, end_mark, start_mark
from duiqi.inline import Codes, Numbers
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
    "script style iframe object embed applet svg canvas audio video map select button "
    "input textarea datalist head title rt rp rtc frameset annotation annotation-xml"
)
SKIPPED = frozenset(_SKIPPED.split())
KINDS: dict[str, ParagraphKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "caption", "legend", "title"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "list item"),
    **dict.fromkeys(("td", "th"), "table cell"),
}
# Elements of which it counts what stands before them.
AFTER_TEXT = frozenset(("sup", "span", "cite"))
AS_BLOCK = re.compile(r"display\s*:\s*(?:block|list-item|table|flex|grid)", re.IGNORECASE)
# More elements than this in a row are no versions of one text; and looking at each for each takes quadratic time.
MAX_VERSIONS = 12
SENTENCE_END = re.compile("[。！？；.!?;…][”’」』）)\"']*\\s*\\Z")
SPACE = re.compile("[ \t\r\n\x0c\u200b]+")
LINE_END = re.compile("(?<![ \t\r\x0c\u200b])[ \t\r\x0c\u200b]*\n[ \t\r\n\x0c\u200b]*")
BREAK = "\n\n"  # what stands for a ``<br>``


@dataclass(slots=True, eq=False)
class Block:
    """A run of text that nothing but inline markup breaks; ``text`` has a line break for each ``<br>``.

    ``path``: the elements around it, outermost first, and their ``tags``. ``linked``: how many of its characters are in
    links. ``hiding``: how it is hidden. ``codes``: its inline markup.
    """

    path: tuple[Any, ...]
    tags: tuple[str, ...]
    text: str
    linked: int = 0
    kind: ParagraphKind | None = None
    language: str = ""
    row: int | None = None
    code: bool = False
    hiding: Hiding = ""
    codes: Codes = ()


@dataclass(slots=True)
class _State:
    """What has been gathered since the last block boundary."""

    pieces: list[tuple[str, bool]] = field(default_factory=list)
    path: list[Any] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)  # of the path
    rows: dict[Any, int | None] = field(default_factory=dict)  # what is known of table rows
    hiding: list[Hiding] = field(default_factory=list)  # of each element of the path
    hidden: list[Block] = field(default_factory=list)  # what is hidden within the block, which comes after it
    marks: list[tuple[int, Mark]] = field(default_factory=list)
    numbers: Numbers = field(default_factory=Numbers)
    slashed: bool = False
    skipped: frozenset[str] = SKIPPED
    links: int = 0  # how many are open

    def add(self, text: str | None) -> None:
        """Take a piece of text."""
        self.pieces.append((text or "", self.links > 0))

    def enter(self, element: Any, tag: str, hiding: Hiding) -> None:
        """Go into an element that is a block."""
        self.path.append(element)
        self.tags.append(tag)
        self.hiding.append(hiding)

    def leave(self) -> None:
        """Go out of the innermost one."""
        for each in (self.path, self.tags, self.hiding):
            each.pop()

    def last(self) -> str:
        """The last character of the text so far."""
        return next((piece.rstrip()[-1] for piece, _ in reversed(self.pieces) if piece.strip()), "")

    def mark(self, mark: Mark) -> None:
        """Note a tag that stands here: after so many pieces."""
        self.marks.append((len(self.pieces), mark))


def find_blocks(root: Any, *, slashed: bool = False) -> list[Block]:
    """The blocks under ``root``, hidden ones too, with the table row that they stand in and the language that an
    attribute gives. ``slashed``: the page ends tags without an end as XHTML does (``<br/>``)."""
    # What is struck out is text, unless the page marks what was inserted as well: then it was edited.
    is_edited = next(root.iter("ins", "{*}ins"), None) is not None
    return list(_walk(root, _State(slashed=slashed, skipped=SKIPPED | {"del"} if is_edited else SKIPPED)))


def _walk(root: Any, state: _State) -> Iterator[Block]:
    from lxml import etree

    skipped = None
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        if event in ("comment", "pi"):
            state.add(element.tail)
            continue
        tag = local_name(element).lower()
        if event == "start":
            state.links += tag == "a"
            no_text = tag in state.skipped or is_apparatus(element, tag, state.last() if tag in AFTER_TEXT else "")
            hiding = "" if no_text else hiding_of(element)
            block = tag in FOLDED or _is_block(tag, element) or bool(hiding and _holds_blocks(element))
            if no_text or (hiding and not block and not is_chosen(element, block=False)):
                if hiding and not is_alternative(element):
                    state.hidden.append(_hidden_within(element, state, hiding))
                walker.skip_subtree()  # its end still comes
                skipped = element
                continue
            if block:
                yield from _flushed(state)
                state.enter(element, tag, "" if hiding and is_chosen(element, block=True) else hiding)
            else:
                state.mark(start_mark(element, tag, slashed=state.slashed))
            state.add(element.text)
        else:
            if tag == "br":
                state.pieces.append((BREAK, False))
            if element is skipped:
                skipped = None
            elif state.path and state.path[-1] is element:
                yield from _flushed(state)
                state.leave()
            elif tag not in VOID:
                state.mark(end_mark(element, tag))
            state.links -= tag == "a"
            if element is not root:
                state.add(element.tail)
    yield from _flushed(state)


def _flushed(state: _State) -> Iterator[Block]:
    """The block that ends here, if it has text, and what was hidden within it."""
    if any(piece and not piece.isspace() for piece, _ in state.pieces) and (block := _block(state)):
        yield block
    state.pieces, state.marks = [], []
    if state.hidden:
        yield from filter(lambda block: block.text, state.hidden)
        state.hidden = []


def _hidden_within(element: Any, state: _State, hiding: Hiding) -> Block:
    """An inline element that is hidden, as a block of its own: it may be the sentence in the other language."""
    path, tags = (*state.path, element), (*state.tags, local_name(element).lower())
    text = _collapsed(str(element.xpath("string()")))
    return Block(path, tags, text, 0, _kind(tags), _language(path, tags), _row(path, tags, state), False, hiding)


def _block(state: _State) -> Block | None:
    lines: list[list[str]] = [[]]
    linked = 0
    for piece, in_link in state.pieces:
        if piece == BREAK:
            lines.append([])
            continue
        linked += len(piece.strip()) if in_link else 0
        lines[-1].append(piece)
    texts = ["".join(line) for line in lines]
    pre = "pre" in state.tags
    text = "\n".join(texts) if pre else "\n".join(filter(None, map(_collapsed, texts)))
    if not text.strip():
        return None
    path, tags = tuple(state.path), tuple(state.tags)
    return Block(
        path,
        tags,
        text,
        linked,
        _kind(tags),
        _language(path, tags),
        _row(path, tags, state),
        pre,
        next(filter(None, state.hiding), ""),
        _codes(state, BREAK.join(texts), text),
    )


def _codes(state: _State, raw: str, text: str) -> Codes:
    if not state.marks:
        return ()
    offsets = [0, *accumulate(len(piece) for piece, _ in state.pieces)]
    marks = [Mark(offsets[after], mark.content, mark.type, mark.key, mark.closes) for after, mark in state.marks]
    return codes_of(raw, marks, text, state.numbers)


def _collapsed(text: str) -> str:
    """White space as a page shows it, but none where a source line ends between Chinese characters."""

    def shown(match: re.Match[str]) -> str:
        return glue(text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1])

    text = text.strip(" \t\r\n\x0c\xa0\u200b")
    if text.isprintable() and "  " not in text:
        return text
    return SPACE.sub(" ", LINE_END.sub(shown, text) if "\n" in text else text)


def _is_block(tag: str, element: Any) -> bool:
    return tag in BLOCKS or bool(AS_BLOCK.search(element.get("style") or "")) or _is_version(element)


def _holds_blocks(element: Any) -> bool:
    return any(local_name(inner).lower() in BLOCKS for inner in element.iterdescendants("*"))


def _is_version(element: Any) -> bool:
    """Whether the element's text is one of several versions of the same, of which each names its language
    (``<span lang="en">…</span> <span lang="zh">…</span>``), with nothing else around."""
    parent = element.getparent()
    if not element.get("lang") or parent is None or len(parent) > MAX_VERSIONS or (parent.text or "").strip():
        return False
    tags = [child.get("lang") for child in parent if isinstance(child.tag, str)]
    return all(tags) and len(set(tags)) == len(tags) > 1 and not any((child.tail or "").strip() for child in parent)


def _kind(tags: Sequence[str]) -> ParagraphKind | None:
    return next((KINDS[tag] for tag in reversed(tags) if tag in KINDS), None)


def _language(path: Sequence[Any], tags: Sequence[str]) -> str:
    """The ``lang`` attribute of the nearest element below ``<body>``; that of the page says what its menus are in."""
    for element, tag in zip(reversed(path), reversed(tags), strict=True):
        if tag in ("body", "html"):
            return ""
        given = element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang")
        if given:
            return str(given).strip().lower()
    return ""


def row_depth(tags: Sequence[str]) -> int | None:
    """Which of the elements around a text is the row of the innermost table; None outside tables."""
    return len(tags) - 1 - tags[::-1].index("tr") if "tr" in tags else None


def _row(path: Sequence[Any], tags: Sequence[str], state: _State) -> int | None:
    """A number for the table row, if it has several cells and they hold no tables: pages are laid out by those."""
    at = row_depth(tags)
    if at is None:
        return None
    element = path[at]
    if element not in state.rows:
        cells = [child for child in element if local_name(child).lower() in ("td", "th")]
        nested = any(True for cell in cells for _ in cell.iter("table", "{*}table"))
        state.rows[element] = id(element) if len(cells) > 1 and not nested else None
    return state.rows[element]
