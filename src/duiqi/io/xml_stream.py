"""XML of unknown origin, read as a stream.

No DTD is loaded, no entity resolved, nothing fetched, and libxml2's limits on depth and text size stay on. Memory does
not grow with the file as long as the reader forgets what it has read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from duiqi.errors import InputError
from duiqi.io.xml import not_well_formed

if TYPE_CHECKING:
    from lxml.etree import _Element

# Entities that XML has by itself; some files declare them again.
BUILT_IN = frozenset({"lt", "gt", "amp", "apos", "quot"})
ADVICE = "get the file again, or open it in its own program and save it anew"


def iterparse(
    stream: BinaryIO, path: str, part: str = "", advice: str = ADVICE, tags: Sequence[str] = ()
) -> Iterator[tuple[str, _Element]]:
    """``("start" | "end", element)`` in document order, of the ``tags`` alone where any are given (``{*}row``). Raises
    InputError with the line for what is not well-formed, and for a file that declares entities. ``part`` names a file
    inside the archive ``path``, for messages; ``advice`` is what to do about a file that is not well-formed."""
    from lxml import etree

    events = etree.iterparse(
        stream,
        events=("start", "end"),
        tag=list(tags) or None,
        load_dtd=False,
        no_network=True,
        resolve_entities=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    checked = False
    try:
        for event, element in events:
            if not checked:
                _check_entities(element, path)
                checked = True
            yield event, element
        if not checked and events.root is not None:  # it has none of the tags
            _check_entities(events.root, path)
    except etree.XMLSyntaxError as error:
        if part:
            raise not_well_formed(error, path, f"its part {part}") from error
        reason = (error.msg or "damaged").partition(", line ")[0].strip()
        raise InputError(
            f"is no well-formed XML: {reason}",
            path=path,
            line=error.lineno or None,
            advice=advice,
        ) from error


def _check_entities(element: _Element, path: str) -> None:
    subset = element.getroottree().docinfo.internalDTD
    if subset is not None and any(entity.name not in BUILT_IN for entity in subset.iterentities()):
        raise InputError("declares entities, which it has no need of", path=path, advice="remove its <!ENTITY …>")


def forget(element: _Element) -> None:
    """Free what has been read: the element's content and everything before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
