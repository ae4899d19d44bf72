"""What stands within the text of a web page and is none of it: marks of notes and the way back from them, links to a
heading, "edit", numbers of lists that Word writes out. Between two sentences each would be a third."""

from __future__ import annotations

import re
from typing import Any

from duiqi.blocks.raised import is_note_mark
from duiqi.io.xml import local_name

# Marks of notes and the way back from them (Digital Publishing WAI-ARIA 1.1; EPUB Structural Semantics).
ROLES = ("role", "epub:type", "{http://www.idpf.org/2007/ops}type")
NOTE_MARKS = frozenset(("doc-noteref", "doc-backlink", "noteref", "backlink"))
# Classes of MediaWiki: "[edit]" beside a heading, "^ a b" before a reference.
NAMED = frozenset(("mw-editsection", "mw-cite-backlink"))
# The number that Word puts before the entry of a list, for programs that know none (as its style sheet says).
RAISED = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
LIST_NUMBER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
# ``1``, ``[12]``, ``〔3〕``, ``*``, ``a``, ``[note 2]``, ``[注 1]``.
MARK = re.compile(
    r"[\[(（［〔【]?\s*(?:(?:nb|n|note|注|註|注释|註釋)?\s*\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§]{1,3}|[①-⑳])\s*[\])）］〕】]?",
    re.IGNORECASE,
)
# What a link to a heading, to a note and back has for text where it has no number.
SIGN = re.compile("[¶§#^↑↩↵⤴⏎🔗⚓\ufe0e\ufe0f]{1,3}")
BRACKETED = re.compile(r"[\[［〔]\s*\S.{0,24}[\]］〕]")
LONGEST_MARK, MOST_CHILDREN = 30, 4  # characters with the brackets; a mark is put together from few elements
# What links to notes and back are called by Word, MediaWiki and converters of Markdown.
NOTE_LINK = re.compile(
    r"#(?:_?(?:ftn|edn|fn|en)(?:ref)?[-_:.]?\w{0,20}\d|cite_(?:note|ref)|(?:foot|end)note)", re.IGNORECASE
)


def is_apparatus(element: Any, tag: str, before: str) -> bool:
    """Whether an inline element is no text; ``before``: the character in front of it.

    A raised number counts where it leads to another place, or stands in square brackets behind something other than a
    Latin letter or figure, or behind Chinese or the end of a sentence: ``m²`` and ``a⁽ⁱ⁾`` are text.
    """
    if tag == "a":
        return any(element.get(role) in NOTE_MARKS for role in ROLES) or _is_mark_link(element)
    if tag == "cite":  # who is quoted in a forum: ``<blockquote><cite>Tom wrote:</cite>…``
        parent = element.getparent()
        return local_name(parent).lower() in ("blockquote", "div") and not before and _text(element)[-1:] in (":", "：")
    if tag == "sup" or (tag == "span" and RAISED.search(element.get("style") or "")):
        return _is_raised_mark(element, before)
    if tag == "span":
        style = element.get("style") or ""
        return not NAMED.isdisjoint((element.get("class") or "").split()) or bool(style and LIST_NUMBER.search(style))
    return False


def _is_mark_link(link: Any) -> bool:
    """Whether a link to a place on a page is the mark of a note, or a sign without a letter (``¶``, ``#``, ``↩``)."""
    target = link.get("href") or ""
    if "#" not in target:
        return False
    text = _text(link)
    if not text:
        return False
    if SIGN.fullmatch(text):
        return True
    if not MARK.fullmatch(text):
        return False
    raised = len(link) == 1 and local_name(link[0]).lower() == "sup" and not (link.text or link[0].tail or "").strip()
    return raised or bool(NOTE_LINK.search(target))


def _is_raised_mark(element: Any, before: str) -> bool:
    text = _text(element)
    if not text:
        return False
    targets = [link.get("href") or "" for link in element.iter("a", "{*}a")]
    if targets:
        return bool(BRACKETED.fullmatch(text) or (MARK.fullmatch(text) and all("#" in target for target in targets)))
    if BRACKETED.fullmatch(text):
        return not (before.isascii() and before.isalnum())
    return is_note_mark(text, before)


def _text(element: Any) -> str:
    """The text of an element, if it is short enough for a mark."""
    text = "" if len(element) > MOST_CHILDREN else "".join(element.itertext()).strip(" \t\r\n\xa0\u200b")
    return text if len(text) <= LONGEST_MARK else ""
