"""Charts and diagrams (SmartArt) of Office, which are parts of their own in a document: the words in them.

DrawingML of ECMA-376 part 1, chapters 21.2 (charts) and 21.4 (diagrams).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from duiqi.io.xml import local_name

FIELDS = ("slidenum", "datetime")


def part_texts(root: Any) -> Iterator[str]:
    """The texts of a chart, or of a diagram in the order in which they were made."""
    if local_name(root) == "dataModel":
        for point in root.iterfind("{*}ptLst/{*}pt"):
            yield from map(paragraph_text, point.iterfind("{*}t/{*}p"))
    else:
        yield from _chart_texts(root)


def _chart_texts(root: Any) -> Iterator[str]:
    """Titles of the chart and its axes, names of the series, and of the categories once."""
    for rich in root.iter("{*}rich"):
        yield from map(paragraph_text, rich.iterchildren("{*}p"))
    seen = set()
    for named in root.iter("{*}tx", "{*}cat"):
        for value in named.iterfind("{*}strRef/{*}strCache/{*}pt/{*}v"):
            if value.text and value.text not in seen:
                seen.add(value.text)
                yield value.text


def paragraph_text(paragraph: Any) -> str:
    """The text of a paragraph of a drawing, fields of numbers and dates apart."""
    return "".join(_pieces(paragraph))


def _pieces(paragraph: Any) -> Iterator[str]:
    for child in paragraph:
        tag = local_name(child)
        if tag == "br":
            yield "\n"
        elif tag == "r" or (tag == "fld" and not child.get("type", "").startswith(FIELDS)):
            yield from (text.text or "" for text in child.iterchildren("{*}t"))
