"""Rule ``address``."""

from __future__ import annotations

import re

from duiqi.checking.rule import TextRule
from duiqi.checking.texts import Unit

# In Chinese text an address ends where the Chinese goes on.
_URL = re.compile(r"(?<![A-Za-z])(?:https?|ftp)://[^\s<>\"'“”‘’\u2e80-\uffff]+", re.IGNORECASE)
_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
# What differs when a page has a version for each language.
_LANGUAGE = re.compile(
    r"(?<=[/._=-])(?:zh|en|cn|chs|cht|tw|hk|us|gb|uk|chinese|english)(?:[-_][a-z]{2,4})?(?=[/._&?-]|$)"
)


class Address(TextRule):
    """A web or e-mail address is another one on the other side.

    Addresses that differ in the name of a language (`/zh/`, `/en/`) are the same; a side without any may have left it
    out."""

    id = "address"
    signs = ":@"
    severity = "doubtful"
    effect = "the reader is sent to a wrong place"
    example = (("参见 https://b.example.com/y", "See https://a.example.com/x"),)

    def pair(self, unit: Unit) -> str:
        for sign, kind in (("://", _URL), ("@", _MAIL)):
            if sign not in unit.zh or sign not in unit.en:
                continue  # most units
            zh, en = ({_folded(found) for found in kind.findall(text)} for text in (unit.zh, unit.en))
            if zh and en and len(zh) == len(en) and zh != en:
                only = sorted(en - zh)[0]
                return f"{only} is another address in the Chinese text, {sorted(zh - en)[0]}"
        return ""


def _folded(address: str) -> str:
    return _LANGUAGE.sub("", address.rstrip(".,;:!?)]/").lower())
