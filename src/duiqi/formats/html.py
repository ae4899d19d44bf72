"""HTML pages: the main text without menus, by block.

Our own walk over the tree finds the blocks (``html_blocks``), so that nothing between the first and the last paragraph
can be lost; trafilatura says where the main text of the page begins and ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from duiqi.blocks.choice import one_chinese_version, part_hidden
from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.blocks.html_blocks import SENTENCE_END, Block, find_blocks
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.encoding import MARKS, SUPERSETS, decode
from duiqi.io.optional import need
from duiqi.io.signature import is_html, is_html_part
from duiqi.io.xml import MAX_DEPTH, local_name
from duiqi.model import Omission
from duiqi.text.chars import count_han
from duiqi.text.language import count_words
from duiqi.text.language_tags import language_from_tag

# A page of 16 MB takes 249 MB and 3 seconds (tests/benchmarks/limits.py); the text of a long novel is 2 MB.
MAX_HTML_BYTES = 16 * 1024 * 1024
# The standard asks for the declaration within the first 1024 bytes; pages of the time before it are less strict.
META_HEAD = 4096
# Tags of a page: so many take 284 MB and 6 seconds; and of one that trafilatura is asked about, which takes most of the
# 1.5 seconds that 50,000 tags take (same script).
MAX_TAGS = 500_000
MAX_TAGS_MAIN = 50_000
META = re.compile(rb"<meta[^>]*?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)

NAVIGATION = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|docnav|navheader|navfooter|menu|breadcrumbs?|crumbs?|pagination|pager|footer"
    r"|cookies?|share|sharing|social|related|recommend(?:ed)?|comments?|toolbar|skip|banner)(?:$|[\s_-])",
    re.IGNORECASE,
)
NAVIGATION_ROLES = frozenset(("navigation", "search", "menu", "menubar", "banner", "contentinfo", "complementary"))

# These four were chosen on the pages of the development documents, whose text none of LINKED .4 to .95, EDGE_WORDS 4 to
# 20, EDGE_HAN 8 to 20 and BELIEVED .1 to .9 changes (tests/benchmarks/loading_constants.py).
# A block is a menu when this much of it is in links and it ends no sentence: list items of menus are all link, titles
# of articles that lead to themselves are headings.
LINKED = 0.8
# Blocks outside what trafilatura takes for the main text go only when they end no sentence and have at most this many
# words or Chinese characters (a line of rights, of counters, of links).
EDGE_WORDS = 12
EDGE_HAN = 20
# trafilatura is believed when it keeps this share of the characters that our own rules keep.
BELIEVED = 0.5


def read_html(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The main text of a page. Raises InputError when trafilatura is missing, or for a page that is too large,
    too deeply nested, or has no text."""
    trafilatura = need("trafilatura", "html", "reading HTML", name)
    text, encoding = decode_html(data, name, encoding)
    root = parse_html(text, name)
    blocks, hidden = part_hidden(find_blocks(root), _is_prose)
    blocks, versions, others = one_chinese_version(blocks)
    code, blocks = _without_code(blocks)
    kept, menus = _without_menus(blocks)
    main = ""
    if text.count("<") <= MAX_TAGS_MAIN:
        main = trafilatura.extract(root, favor_recall=True, include_comments=False, include_tables=True) or ""
    kept, edges = _within_main(kept, _squeezed(main))
    omissions = [
        *_omitted("not shown", hidden),
        *_omitted(f"another Chinese version ({', '.join(versions)})", others),
        *_omitted("code", code),
        *_omitted("menu or links", menus),
        *_omitted("outside the main text", edges),
    ]
    return assemble(lines_of(kept), name, encoding, omissions)


def decode_html(data: bytes, name: str, encoding: str | None = None) -> tuple[str, str]:
    """The page as text: by the encoding given, a byte order mark, valid UTF-8, the page's own word, or detection."""
    if len(data) > MAX_HTML_BYTES:
        raise InputError(
            f"the page is larger than {MAX_HTML_BYTES // 1024**2} MB", path=name, advice="split it into documents"
        )
    declared = META.search(data[:META_HEAD])
    if encoding is None and declared and not data.startswith(tuple(mark for mark, _ in MARKS)):
        label = declared[1].decode("ascii").lower()
        label = SUPERSETS.get(label, label)
        if not (_is_utf8(data) or label.startswith("utf")):
            try:
                return decode(data, name, label)
            except InputError:
                pass  # what the page says of itself is wrong: find out
    return decode(data, name, encoding)


def parse_html(text: str, name: str) -> Any:
    """The tree of a page. Entities that the page declares are ignored, nothing is fetched."""
    import lxml.html
    from lxml import etree

    if text.count("<") > MAX_TAGS:
        raise InputError(f"the page has more than {MAX_TAGS:,} tags", path=name, advice="split it into documents")
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8", errors="ignore"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error).lower():
            raise _too_deep(name) from error
        raise InputError("the page holds no text", path=name) from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise _too_deep(name)
    return root


def lines_of(blocks: Sequence[Block]) -> list[Line]:
    """Blocks as lines; a ``lang`` attribute counts where the script leaves room for it."""
    rows: dict[int, int] = {}
    lines = []
    for block in blocks:
        row = None if block.row is None else rows.setdefault(block.row, len(rows))
        language = language_from_tag(block.language, block.text) if block.language else None
        lines.append(Line(block.text, language, block.kind, row))
    return lines


def _too_deep(name: str) -> InputError:
    return InputError(
        f"the page nests elements more than {MAX_DEPTH} deep", path=name, advice="no text is marked up so; check it"
    )


def _is_utf8(data: bytes) -> bool:
    try:
        return not data.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False


def _without_code(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """Program text and the rest. A page whose text is mostly in ``<pre>`` is a plain text put on the web."""
    total = sum(len(block.text) for block in blocks)
    if 2 * sum(len(block.text) for block in blocks if block.code) > total:
        return [], blocks
    code = {block for block in blocks if block.code}
    return [block for block in blocks if block in code], [block for block in blocks if block not in code]


def _without_menus(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    menus = [block for block in blocks if _is_menu(block)]
    kept = [block for block in blocks if not _is_menu(block)]
    if sum(len(block.text) for block in kept) * 4 < sum(len(block.text) for block in menus):
        return blocks, []  # the page is a list of links, or its main part is named like a menu
    return kept, menus


def _is_menu(block: Block) -> bool:
    if block.kind == "heading":
        return _in_navigation(block)
    dense = block.linked >= LINKED * len(block.text.replace("\n", "")) and block.linked > 0
    return (dense and not SENTENCE_END.search(block.text)) or _in_navigation(block)


def _in_navigation(block: Block) -> bool:
    for element in block.path:
        tag = local_name(element).lower()
        if tag in ("body", "html", "article", "main"):
            continue
        if tag == "nav" or (element.get("role") or "").lower() in NAVIGATION_ROLES:
            return True
        if NAVIGATION.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
            return True
    return False


def _within_main(blocks: list[Block], main: str) -> tuple[list[Block], list[Block]]:
    """The blocks without the short ones before and after the main text, and those."""
    inside = [bool(block.hiding) or _squeezed(block.text) in main for block in blocks]
    total = sum(len(block.text) for block in blocks)
    if not any(inside) or sum(len(b.text) for b, i in zip(blocks, inside, strict=True) if i) < BELIEVED * total:
        return blocks, []
    # trafilatura drops boxes at the end of articles; where a long sentence stands, the text still goes on.
    reaches = [known or _is_prose(block) for known, block in zip(inside, blocks, strict=True)]
    first = reaches.index(True)
    last = len(reaches) - reaches[::-1].index(True)
    edges = {block for block in [*blocks[:first], *blocks[last:]] if _is_edge(block)}
    return [block for block in blocks if block not in edges], [block for block in blocks if block in edges]


def _is_edge(block: Block) -> bool:
    return block.kind not in ("heading", "table cell") and not SENTENCE_END.search(block.text) and _is_short(block)


def _is_prose(block: Block) -> bool:
    return bool(SENTENCE_END.search(block.text)) and not _is_short(block)


def _is_short(block: Block) -> bool:
    return count_words(block.text) <= EDGE_WORDS and count_han(block.text) <= EDGE_HAN


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _omitted(reason: str, blocks: Sequence[Block]) -> list[Omission]:
    return [Omission(reason, block.text) for block in blocks]


FORMAT = Format(
    name="html",
    label="an HTML page",
    suffixes=(".html", ".htm", ".xhtml"),
    read_document=read_html,
    recognises=is_html,
    resembles=is_html_part,
    extra="html",
)
