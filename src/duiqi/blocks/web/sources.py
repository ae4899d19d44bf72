"""What a page owes to the program that wrote it: documents that a word processor saved as a page have no menus, notes
of reviewers stand below their text, sites list the languages that they come in, and newsletters how to be rid of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from duiqi.blocks.web.html_blocks import Block

# ``<meta name="generator">`` of word processors and editors that save a document as a page.
WRITERS = re.compile(r"LibreOffice|OpenOffice|Microsoft Word|WPS Office|Google Docs|Aspose\.Words", re.IGNORECASE)
# The way back from a reviewer's note, which Google Docs (``cmnt``) and Word (``_msocom_``) write below the text.
NOTE_BACK = re.compile(r"#(?:cmnt_ref|_msoanchor_)\d", re.IGNORECASE)


# What only newsletters say, and the share of one that its foot takes at most: a choice.
MAILING = re.compile(
    r"\bunsubscribe\b|\b(?:update|manage) (?:your |email )?(?:preferences|subscription)|\bview (?:this |it |the )?"
    r"(?:email |e-mail |message |online )?in (?:your |a )?(?:web )?browser|\byou(?:'re|’re| are) receiving (?:this|our)"
    r"|\byou (?:have )?received this (?:e-?mail|message) because|退订|退訂|取消订阅|取消訂閱"
    r"|在浏览器中(?:查看|打开|阅读)|在瀏覽器中|[您你](?:之所以)?收到(?:此|这|这封|本|該|這封)(?:封)?(?:邮件|郵件|电子邮件)|管理(?:您的)?订阅",
    re.IGNORECASE,
)
# Of the characters of a newsletter its foot has at most this share. Of .05 to 1 tried on the messages of the tests (few
# of which are long) .4 to .8 take all feet and nothing else.
MOST_FOOT = 0.4


def is_document(root: Any) -> bool:
    """Whether a word processor wrote the page."""
    named = (meta for meta in root.iter("meta") if (meta.get("name") or "").lower() == "generator")
    if any(WRITERS.search(meta.get("content") or "") for meta in named):
        return True
    return any("doc-content" in (body.get("class") or "").split() for body in root.iter("body"))


def comments_among(blocks: Sequence[Block]) -> list[Block]:
    """The notes of reviewers: what stands in one element with the way back to their place, which opens it."""
    holders = {holder for block in blocks if (holder := _opened_by_note(block)) is not None}
    return [block for block in blocks if not holders.isdisjoint(block.path)]


def _opened_by_note(block: Block) -> Any:
    """The element of a note, of which a paragraph is the first; None for other text."""
    paragraph = block.path[-1]
    first = next(iter(paragraph), None) if len(paragraph) else None
    if first is None or first.tag != "a" or not NOTE_BACK.search(first.get("href") or ""):
        return None
    parent = paragraph.getparent()
    alone = parent is not None and parent.tag == "div" and parent[0] is paragraph
    return parent if alone else paragraph


def languages_among(blocks: Sequence[Block]) -> list[Block]:
    """The names of the languages that a page comes in: links that say which one they lead to, and nothing else."""
    return [block for block in blocks if block.linked >= len(block.text) and _leads_to_language(block.path[-1])]


def _leads_to_language(element: Any) -> bool:
    links = [element] if element.tag == "a" else list(element.iter("a", "{*}a"))
    return bool(links) and all(link.get("hreflang") for link in links)


def mailing_among(blocks: Sequence[Block]) -> list[Block]:
    """What a newsletter says of itself, at its head and foot: how to see it in a browser, why it came and how to be rid
    of it, and the address and rights beside that."""
    told = [bool(MAILING.search(block.text)) for block in blocks]
    room = MOST_FOOT * sum(len(block.text) for block in blocks)
    foot, size = len(blocks), 0
    for k in range(len(blocks) - 1, -1, -1):
        size += len(blocks[k].text)
        if size > room:
            break
        foot = k if told[k] else foot
    head = next((k for k, block in enumerate(blocks) if not told[k] or not block.linked), 0)
    return [*blocks[: min(head, foot)], *blocks[foot:]]
