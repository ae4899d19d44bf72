"""What elements of manuals (DocBook, Mallard, DITA) mean for their text: what of it is not shown where it stands, which
of them part a paragraph, and what is shown between keys and between entries of menus.

DocBook 5.2, Mallard 1.1, DITA 1.3. What is shown is as in their stylesheets (DocBook XSL 1.79, Yelp 42, DITA-OT 4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from duiqi.io.xml import local_name
from duiqi.model import Omission

SPACE = re.compile(r"\s+")
# Code as a block.
CODE = frozenset(("programlisting", "screen", "codeblock", "synopsis", "cmdsynopsis"))
# Who wrote and translated it, where that stands beside the title: in info, articleinfo, bookinfo, sectioninfo, ….
CREDITS = frozenset(("author", "authorgroup", "collab", "copyright", "credit", "editor", "othercredit"))
MAY_BE_UNSHOWN = (*sorted(CREDITS), "comment", "indexterm")
# Blocks that stand in the middle of a paragraph of DocBook, DITA, TEI and JATS.
BLOCKS = CODE | frozenset((
    "blockquote", "dl", "figure", "informalexample", "informalfigure", "informaltable", "itemizedlist", "list",
    "mediaobject", "ol", "orderedlist", "p", "para", "procedure", "sl", "simpara", "table", "ul", "variablelist",
))  # fmt: skip
MALLARD = "{http://projectmallard.org/"
REMARK = "{http://docbook.org/ns/docbook}remark"  # an editor's, which stylesheets do not show
BETWEEN = {"keycombo": "+", "keyseq": "+", "guiseq": " ▸ ", "menuchoice": " → ", "menucascade": " > "}


def prepared(root: Any) -> list[Omission]:
    """Make of the tree below ``root`` what is shown of it, in place; what is taken out."""
    omissions = []
    for element in list(root.iter(*(f"{{*}}{name}" for name in MAY_BE_UNSHOWN))):
        reason = _unshown(element)
        if reason and element.getparent() is not None:
            omissions.append(omission_of(element, reason))
            take_out(element)
    for element in list(root.iter(*(f"{{*}}{name}" for name in BETWEEN))):
        _joined(element)
    for block in list(root.iter(*(f"{{*}}{name}" for name in BLOCKS))):
        parent = block.getparent()
        if parent is not None and has_own_text(parent):
            _parted(parent)
    return [omission for omission in omissions if omission.text]


def omission_of(element: Any, reason: str) -> Omission:
    """All text of an element that is not read."""
    return Omission(reason, SPACE.sub(" ", " ".join(element.itertext())).strip())


def has_own_text(element: Any) -> bool:
    """Whether text stands in an element beside the elements in it."""
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


def take_out(element: Any) -> None:
    """Take an element out of the one around it, where what follows it stays."""
    before, around = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        around.text = (around.text or "") + (element.tail or "")
    element.tail = None
    around.remove(element)


def is_code(element: Any) -> bool:
    """Whether an element beside which no text stands is code as a block."""
    return local_name(element) in CODE or element.tag == f"{MALLARD}1.0/}}code"


def _unshown(element: Any) -> str:
    """Why an element is not shown where it stands; empty for others."""
    name, around = local_name(element), element.getparent()
    if name == "indexterm":
        return "index"
    if name in CREDITS and around is not None and local_name(around).endswith("info"):
        return "credits"
    is_comment = (name == "comment" and element.tag.startswith(MALLARD)) or element.tag == REMARK
    return "comment" if is_comment else ""


def _joined(element: Any) -> None:
    """Put between keys, and between entries of menus, what is shown there; the keys of a menu's entry behind it."""
    if has_own_text(element):
        return
    keys = [child for child in element if local_name(child) == "shortcut"]
    for child in keys:
        element.remove(child)
        child.text = f" ({child.text or ''}"
    shown = list(element)
    for child in shown:
        child.tail = BETWEEN[local_name(element)] if child is not shown[-1] else ""
    for child in keys:
        child.tail = ")"
        element.append(child)
    element.text = ""


def _parted(paragraph: Any) -> None:
    """Enclose what stands between the blocks in a paragraph in elements like it, without its attributes."""
    parts = [*_runs(paragraph)]
    for child in list(paragraph):
        paragraph.remove(child)
    paragraph.text = None
    for part in parts:
        if isinstance(part, tuple):
            text, inline = part
            run = paragraph.makeelement(paragraph.tag)
            run.text = text
            run.extend(inline)
            paragraph.append(run)
        else:
            part.tail = None
            paragraph.append(part)


def _runs(paragraph: Any) -> Iterator[Any]:
    """The blocks of a paragraph, and between them runs of text and elements."""
    text, inline = paragraph.text or "", list[Any]()
    for child in paragraph:
        if local_name(child) not in BLOCKS:
            inline.append(child)
            continue
        if text.strip() or inline:
            yield text, inline
        following = child.tail or ""
        yield child
        text, inline = following, []
    if text.strip() or inline:
        yield text, inline
