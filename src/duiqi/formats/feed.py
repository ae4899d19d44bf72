"""Feeds of news and blogs (RSS 2.0 and 1.0, Atom): the title and text of each entry.

The text is a web page of its own, written out (``&lt;p&gt;``), in a CDATA section or, in Atom, as elements (RFC 4287,
section 3.1.1). Where an entry has its whole text and a part of it, the whole is read.

Read: titles and texts of the feed and its entries, block by block.
Left out: addresses, dates, authors, categories, the beginning of a text that is there as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from duiqi.blocks.contents import Line, Reading
from duiqi.blocks.tables import assemble_both
from duiqi.formats.format import Format
from duiqi.formats.html import lines_of_markup, parse_html
from duiqi.io.signature import root_of
from duiqi.io.xml import local_name, parse_xml
from duiqi.model import Omission

ROOTS = frozenset(("rss", "feed", "rdf"))
# RDF holds much else; of feeds in it this is the namespace (RSS 1.0, section 4.2).
RSS_1 = "http://purl.org/rss/1.0/"
ENTRIES = frozenset(("item", "entry"))
# The whole text of an entry, and what may be a part of it, the fullest first.
TEXTS = ("encoded", "content", "description", "summary")
TITLES = frozenset(("title", "subtitle", "tagline"))
MARKUP = re.compile(r"<[a-z][^<>]*>|&(?:#\d+|#x[\da-f]+|[a-z]+);", re.IGNORECASE)


def read_feed(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The texts of a feed. ``encoding`` is that of the XML declaration, whatever is asked for."""
    omissions: list[Omission] = []
    return assemble_both(list(_lines(parse_xml(data, name), name, omissions)), name, "utf-8", omissions)


def _lines(container: Any, name: str, omissions: list[Omission]) -> Iterator[Line]:
    """The texts of a feed or entry, then those of the entries in it."""
    texts = {tag: child for tag in TEXTS for child in container if local_name(child) == tag}
    fullest = next((tag for tag in TEXTS if tag in texts and _content(texts[tag]).strip()), "")
    for child in container:
        tag = local_name(child)
        if tag in ENTRIES or tag == "channel":
            yield from _lines(child, name, omissions)
        elif tag in TITLES or (tag == fullest and child is texts[tag]):
            yield from _shown(_content(child), tag in TITLES, name)
        elif tag in TEXTS and (text := " ".join(_content(child).split())):
            omissions.append(Omission("part of a text that is there as a whole", text))
        elif tag and (text := " ".join("".join(child.itertext()).split())):
            omissions.append(Omission("address, date or author", text))


def _content(element: Any) -> str:
    """The text of an element, or the page that stands in it as elements."""
    from lxml import etree

    if len(element):
        inner = (etree.tostring(child, encoding="unicode") for child in element)
        return (element.text or "") + "".join(inner)
    return element.text or ""


def _shown(text: str, is_title: bool, name: str) -> Iterator[Line]:
    """What a reader of the feed shows of a text."""
    if not MARKUP.search(text):
        for line in text.split("\n"):
            yield Line(line.strip(), None, "heading" if is_title else None)
    elif is_title:
        yield Line("".join(parse_html(text, name).itertext()), None, "heading")
    else:
        yield from lines_of_markup(text, name)


def is_feed(text: str) -> bool:
    """Whether ``text`` begins as a feed does."""
    root = root_of(text)
    return root in ROOTS and (root != "rdf" or RSS_1 in text[:4000])


FORMAT = Format(
    name="feed",
    label="a feed of news (RSS, Atom)",
    suffixes=(".rss", ".atom"),
    shared_suffixes=(".xml",),
    read_document=read_feed,
    recognises=is_feed,
    library="lxml",
)
