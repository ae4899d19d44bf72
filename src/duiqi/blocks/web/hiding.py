"""How an element of a web page is hidden, and which of several hidden alternatives is the one to read."""

from __future__ import annotations

import re
from typing import Any, Literal

from duiqi.io.xml import local_name

# ``later``: it has its place on the page, and a script makes it appear. ``switch``: it has none until it is chosen.
Hiding = Literal["", "later", "switch"]

LATER = re.compile(r"visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?(?![.\d])", re.IGNORECASE)
SWITCHED = re.compile(r"display\s*:\s*none", re.IGNORECASE)
# Elements that hold what may be shown, or is shown to a reader without scripts.
FOLDED = frozenset(("template", "noscript"))
# Classes and ids of what holds alternatives as blocks, and of the alternative that is meant for most readers.
CHOICE = re.compile(r"switch|\btabs?\b|alternat|variant|toggle|option|case|choice", re.IGNORECASE)
DEFAULT = re.compile(r"default|other|win", re.IGNORECASE)
# Alternatives are few; more elements in a row are a list.
MAX_ALTERNATIVES = 20


def hiding_of(element: Any) -> Hiding:
    """How an element is hidden, if it is."""
    style = element.get("style") or ""
    if (
        local_name(element).lower() in FOLDED
        or element.get("hidden") is not None
        or (element.get("aria-hidden") or "").lower() == "true"
        or (style and SWITCHED.search(style))
    ):
        return "switch"
    return "later" if style and LATER.search(style) else ""


def is_chosen(element: Any, *, block: bool) -> bool:
    """Whether a hidden element is the one to read of several alternatives that stand in one place, all of them hidden
    (keys of two systems): the one for most readers by its class or id, else the first. One alone is read too, where
    it is all that an element holds which is named after a choice: else there is a hole in the sentence."""
    run = _alternatives(element, block=block)
    return bool(run) and element is next((one for one in run if DEFAULT.search(names_of(one))), run[0])


def is_alternative(element: Any) -> bool:
    """Whether a hidden element is one of several alternatives within a line of which one is read."""
    return bool(_alternatives(element, block=False))


def _alternatives(element: Any, *, block: bool) -> list[Any]:
    """The alternatives that a hidden element is one of; none when it is hidden for another reason."""
    parent = element.getparent()
    if parent is None or local_name(element).lower() in FOLDED or element.get("lang"):
        return []
    is_choice = bool(CHOICE.search(names_of(parent))) and not (parent.text or "").strip()
    if block and not is_choice:
        return []
    run = [*reversed(list(_neighbours(element, "getprevious"))), element, *_neighbours(element, "getnext")]
    if len(run) > MAX_ALTERNATIVES or not all(hiding_of(one) for one in run):
        return []
    if len(run) == 1 and not (is_choice and len(parent) == 1 and not (element.tail or "").strip()):
        return []
    return run


def _neighbours(element: Any, step: str) -> list[Any]:
    """The elements before or behind with nothing but space between."""
    found: list[Any] = []
    while len(found) <= MAX_ALTERNATIVES:
        following = getattr(element, step)()
        between = following if step == "getprevious" else element
        if following is None or (between.tail or "").strip() or not isinstance(following.tag, str):
            return found
        found.append(following)
        element = following
    return found


def names_of(element: Any) -> str:
    """The classes and the id of an element, which scripts and style sheets know it by."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"
