"""Elements of XML that say the same in many languages: of these one Chinese and one English version are a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from duiqi.io.xml import XML_LANG
from duiqi.model import Language
from duiqi.text.language_tags import folded_tag, side_of_tag
from duiqi.text.script import script_of_code

# Of what is said in so many languages nothing but one Chinese and one English version is read.
MANY = 3
OTHER_VERSION = {"zh": "another Chinese version", "en": "another English version"}


def rows_of_versions(root: Any) -> tuple[dict[Any, int], dict[Any, str]]:
    """The row of each element that is read of many versions, and why each of the others is left out."""
    rows: dict[Any, int] = {}
    left: dict[Any, str] = {}
    for parent in root.iter("*"):
        for versions in _versions(parent):
            others = _others(versions)
            left |= others
            rows |= dict.fromkeys((each for each in versions if others and each not in others), len(rows))
    return rows, left


def _versions(parent: Any) -> Iterator[list[Any]]:
    """Runs of elements that follow each other, of one name, which name three languages or more, each another one."""
    run: dict[str, Any] = {}
    for child in (*parent.iterchildren("*"), None):
        tag = "" if child is None else folded_tag(child.get(XML_LANG) or "")
        if run and (child is None or tag in run or child.tag != next(iter(run.values())).tag):
            if len(run) >= MANY:
                yield list(run.values())
            run = {}
        if child is not None:
            run[tag] = child


def _others(versions: Sequence[Any]) -> dict[Any, str]:
    """Which of several versions are not read, and why: all but one in Chinese, in Simplified characters where there
    is one, and one in English, that without a tag first. None where there is no version in either language."""
    sides = [side_of(version) for version in versions]
    if len({"zh", "en"} & set(sides)) < 2:
        return {}
    chinese = [version for version, side in zip(versions, sides, strict=True) if side == "zh"]
    english = [version for version, side in zip(versions, sides, strict=True) if side == "en"]
    read = min(chinese, key=_is_traditional), min(english, key=lambda version: XML_LANG in version.attrib)
    return {
        version: OTHER_VERSION.get(side or "", "another language")
        for version, side in zip(versions, sides, strict=True)
        if version not in read
    }


def side_of(element: Any) -> Language | None:
    """The language that ``xml:lang`` says an element is in, which is English where none does."""
    tag = element.get(XML_LANG) or element.getroottree().getroot().get(XML_LANG)
    return side_of_tag(tag) if tag else "en"


def _is_traditional(element: Any) -> bool:
    return script_of_code(element.get(XML_LANG) or "") == "Traditional"
