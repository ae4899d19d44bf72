"""What a paragraph of reStructuredText shows: without its marks, roles and targets (reference/rst/restructuredtext)."""

from __future__ import annotations

import re
from collections.abc import Mapping

# Lengths are bounded so that a line of nothing but marks takes no quadratic time.
LITERAL = re.compile(r"``(?=\S)(.{1,500}?)(?<=\S)``(?!`)", re.DOTALL)
ESCAPE = re.compile(r"\\(\s|[^\s])")
ROLE = re.compile(r":[A-Za-z][\w+.:-]{0,60}:`([^`]{1,800})`|`([^`]{1,800})`:[A-Za-z][\w+.:-]{0,60}:")
LINK = re.compile(r"`([^`<>]{0,500}?)\s{0,5}<([^`<>]{1,1000})>`__?")
QUOTED = re.compile(r"_?`([^`]{1,500})`_{0,2}")
TITLED = re.compile(r"(.{0,500}?)\s{0,5}<([^<>]{1,500})>\Z", re.DOTALL)
NAMED = re.compile(r"(?<![\w:/@.-])([A-Za-z0-9](?:[A-Za-z0-9.+_-]{0,60}[A-Za-z0-9])?)__?(?!\w)", re.ASCII)
FOOTNOTE = re.compile(r"[ \t]?\[(?:\d{1,4}|#[\w-]{0,60}|\*)\]_(?!\w)")
CITATION = re.compile(r"(\[[\w.-]{1,60}\])_(?!\w)")
SUBSTITUTION = re.compile(r"\|(?!\s)([^|\n]{1,100}?)(?<!\s)\|_{0,2}")
STRONG = re.compile(r"\*\*(?=[^\s*])(.{1,500}?)(?<=[^\s*])\*\*", re.DOTALL)
EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]{1,500}?)(?<=\S)\*(?![\w*])")

# Noncharacters that stand for what is kept as it is, and for a break between two marks that shows nothing.
KEPT, BREAK = "\ufdd2", "\ufdd3"
NONCHARACTER = re.compile(f"[{KEPT}{BREAK}]")


def plain_roles(text: str, substitutions: Mapping[str, str]) -> str:
    """``text`` without inline markup. Literals keep their words, roles and links show theirs, ``|name|`` what it stands
    for in ``substitutions``, by name."""
    kept: list[str] = []

    def keep(shown: str) -> str:
        kept.append(shown)
        return f"{KEPT}{len(kept) - 1}{KEPT}"

    text = LITERAL.sub(lambda match: keep(match[1]), NONCHARACTER.sub("", text))
    text = ESCAPE.sub(lambda match: BREAK if match[1].isspace() else keep(match[1]), text)
    text = ROLE.sub(lambda match: keep(_role_text(match[1] or match[2])), text)
    text = LINK.sub(lambda match: match[1] or match[2], text)
    text = CITATION.sub(r"\1", FOOTNOTE.sub("", QUOTED.sub(r"\1", text)))
    text = SUBSTITUTION.sub(lambda match: substitutions.get(match[1].lower(), match[1]), text)
    text = EMPHASIS.sub(r"\1", STRONG.sub(r"\1", NAMED.sub(r"\1", text)))
    for _ in range(2):  # an escape within a role
        text = re.sub(f"{KEPT}(\\d+){KEPT}", lambda match: kept[int(match[1])], text)
    return text.replace(BREAK, "")


def _role_text(text: str) -> str:
    """``text <target>`` shows its text, ``~module.name`` the name, ``!name`` itself."""
    titled = TITLED.match(text)
    if titled and titled[1]:
        return titled[1]
    return text.rpartition(".")[2] if text.startswith("~") else text.removeprefix("!")
