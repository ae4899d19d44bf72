"""What stands on a web page beside its text: code, menus, and the short lines before and after the main text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

from duiqi.blocks.web.html_blocks import SENTENCE_END, Block
from duiqi.io.xml import local_name
from duiqi.text.chars import HAN
from duiqi.text.language import WORD
from duiqi.text.late_patterns import late_pattern

NAVIGATION = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|docnav|navheader|navfooter|menu|breadcrumbs?|crumbs?|pagination|pager|footer"
    r"|cookies?|share|sharing|social|related|recommend(?:ed)?|comments?|toolbar|skip|banner|signup|subscribe)(?:$|[\s_-])",
    re.IGNORECASE,
)
# Sizes of type to choose from, which pages of Chinese authorities have beside the date: ``【字体：大 中 小】``.
TYPE_SIZES = re.compile(
    r"(?:字体|字體|字号|字號|\b(?:font|text)(?: size)?)\s*[:：]?\s*[\[【(（]?\s*"
    r"(?:大\s*中\s*小|小\s*中\s*大|默认\s*大|L\s*M\s*S\b|A\s*A\s*A\b|large\s)",
    re.IGNORECASE,
)
NAVIGATION_ROLES = frozenset(("navigation", "search", "menu", "menubar", "banner", "contentinfo", "complementary"))
# ``© 2024 Example Ltd.``: no sentence, though it ends as one; and the number by which a site is registered in China.
RIGHTS = re.compile(
    r"©|\bcopyright\b|\ball rights reserved\b|版权所有|版權所有|ICP备\s*\d|公网安备\s*\d", re.IGNORECASE
)
ARTICLES = frozenset(("article", "section", "main"))

# What highlighters call a language of programs by, but for text.
LANGUAGE = re.compile(r"\b(?:lang(?:uage)?-|brush:\s*|highlight-source-)(?!te?xt|plain|none)\w", re.IGNORECASE)

# These four were chosen on the pages of the development documents, whose text none of LINKED .4 to .95, EDGE_WORDS 4 to
# 20, EDGE_HAN 8 to 20 and BELIEVED .1 to .9 changes (tests/benchmarks/loading_constants.py).
# A block is a menu when this much of it is in links and it ends no sentence: list items of menus are all link, titles
# of articles that lead to themselves are headings.
LINKED = 0.8
# Blocks outside what trafilatura takes for the main text go only when they end no sentence and have at most this many
# words or Chinese characters (a line of rights, of counters, of links).
EDGE_WORDS = 12
EDGE_HAN = 20
MANY_HAN = late_pattern(f"(?:[^{HAN}]*[{HAN}]){{{EDGE_HAN + 1}}}")
# trafilatura is believed when it keeps this share of the characters that our own rules keep.
BELIEVED = 0.5


def code_among(blocks: Sequence[Block]) -> list[Block]:
    """Program text. A page whose text is mostly in ``<pre>`` is a plain text put on the web, where what is marked as
    code in a language of programs does not count."""
    total = sum(len(block.text) for block in blocks)
    code = [block for block in blocks if block.code]
    in_pre = sum(len(block.text) for block in code)
    if 2 * in_pre <= total:
        return code
    named = list(filter(_names_its_language, code))
    marked = sum(len(block.text) for block in named)
    if marked == total:
        return []
    return named if 2 * (in_pre - marked) > total - marked else code


def _names_its_language(block: Block) -> bool:
    """Whether a ``<pre>`` or a ``<code>`` in it says which language of programs it holds (HTML, 4.5.15)."""
    at = block.tags.index("pre")
    return any(LANGUAGE.search(element.get("class") or "") for element in block.path[at].iter("*"))


def menus_among(blocks: Sequence[Block]) -> list[Block]:
    """Menus and links, unless the page is a list of links, or its main part is named like a menu."""
    known: dict[Any, bool] = {}
    menus = [block for block in blocks if _is_menu(block, known)]
    size = sum(len(block.text) for block in menus)
    rest = sum(len(block.text) for block in blocks) - size
    return [] if rest * 4 < size else menus


def edges_among(blocks: Sequence[Block], main: Callable[[], str]) -> list[Block]:
    """The short blocks before and after the main text, which is asked for only where some stand outside all prose."""
    prose = list(map(is_prose, blocks))
    if not _outside(blocks, prose):
        return []
    known_in = _Within(main())
    inside = [bool(block.hiding) or known_in.has(block) for block in blocks]
    total = sum(len(block.text) for block in blocks)
    if not any(inside) or sum(len(b.text) for b, i in zip(blocks, inside, strict=True) if i) < BELIEVED * total:
        return []
    # trafilatura drops boxes at the end of articles; where a long sentence stands, the text still goes on.
    return _outside(blocks, [known or own for known, own in zip(inside, prose, strict=True)])


def _outside(blocks: Sequence[Block], reaches: Sequence[bool]) -> list[Block]:
    """The short blocks before the first and after the last that the text ``reaches``."""
    if not any(reaches):
        return list(filter(_is_edge, blocks))
    first = reaches.index(True)
    last = len(reaches) - list(reaches)[::-1].index(True)
    # A line of rights at the foot is in no text, whatever element it stands in.
    while last > first + 1 and RIGHTS.search(blocks[last - 1].text) and _is_edge(blocks[last - 1]):
        last -= 1
    return [block for block in [*blocks[:first], *blocks[last:]] if _is_edge(block)]


def is_prose(block: Block) -> bool:
    """Whether the block is a sentence of some length."""
    return bool(SENTENCE_END.search(block.text)) and not _is_short(block)


class _Within:
    """A text that blocks are looked for in, one after another."""

    def __init__(self, main: str) -> None:
        self._lines = {_squeezed(part) for line in main.split("\n") for part in (line, *line.split("|"))}
        self._whole, self._at = _squeezed(main), 0

    def has(self, block: Block) -> bool:
        """Whether it has the block. A short one is found in longer words, so it must be a line or cell of its own."""
        text = _squeezed(block.text)
        if text in self._lines:
            return True
        if _is_short(block):
            return False
        # Most blocks follow one another; from the start every time would take the square of the length.
        found = self._whole.find(text, self._at)
        if found < 0:
            found = self._whole.find(text, 0, self._at + len(text))
        self._at = max(found, 0) or self._at
        return found >= 0


def _squeezed(text: str) -> str:
    """``text`` without white space, as texts from two programs are compared."""
    return "".join(text.split())


def _is_menu(block: Block, known: dict[Any, bool]) -> bool:
    if block.kind == "heading":
        return _is_navigation(block.path, known)
    if _is_toolbar(block):
        return True
    dense = block.linked >= LINKED * len(block.text.replace("\n", "")) and block.linked > 0
    return ((dense or _is_beside(block)) and not SENTENCE_END.search(block.text)) or _is_navigation(block.path, known)


def is_named_menu(block: Block) -> bool:
    """Whether the page itself calls it a menu, or sets it beside its text; links alone may be a list of contents. A
    paragraph's own name is that of its style."""
    path = block.path[:-1] if block.tags[-1] == "p" else block.path
    return _is_beside(block) or _is_navigation(path, {}) or _is_toolbar(block)


def _is_toolbar(block: Block) -> bool:
    text = block.text.lower()
    told = "字" in text or "font" in text or "text" in text
    return told and TYPE_SIZES.search(block.text) is not None and _is_short(block)


def _is_beside(block: Block) -> bool:
    """Whether the block stands in an ``aside`` of the page, not of an article in it: that is no part of the main text
    (role ``complementary``, HTML Accessibility API Mappings 1.0)."""
    tags = block.tags
    return "aside" in tags and not ARTICLES.intersection(tags[: tags.index("aside")])


def _is_navigation(path: Sequence[Any], known: dict[Any, bool]) -> bool:
    """Whether one of the elements is a menu by its name; what is ``known`` of them is kept."""
    for element in path:
        if element not in known:
            known[element] = _is_named_navigation(element)
    return any(map(known.__getitem__, path))


def _is_named_navigation(element: Any) -> bool:
    tag = local_name(element).lower()
    if tag in ("body", "html", "article", "main"):
        return False
    if tag == "nav" or (element.get("role") or "").lower() in NAVIGATION_ROLES:
        return True
    return NAVIGATION.search(f"{element.get('class') or ''} {element.get('id') or ''}") is not None


def _is_edge(block: Block) -> bool:
    ends = SENTENCE_END.search(block.text) and not RIGHTS.search(block.text)
    return block.kind not in ("heading", "table cell") and not ends and _is_short(block)


def _is_short(block: Block) -> bool:
    """Whether it has few words and Chinese characters: of a long one not all are counted."""
    return not MANY_HAN.match(block.text) and next(islice(WORD.finditer(block.text), EDGE_WORDS, None), None) is None
