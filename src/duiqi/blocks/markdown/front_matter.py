"""The settings at the head of a Markdown file (Jekyll, Hugo, Hexo), some of which hold text."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from duiqi.model import Language
from duiqi.text.language_tags import language_of_tag

FENCES = ("---", "+++")
# ``body-zh-cn: |-``, a YAML block scalar; what is indented below it is its text (YAML 1.2, chapter 8.1).
BLOCK_SCALAR = re.compile(r"([\w-]+)\s*:\s*[|>][-+]?\d?\s*\Z")
SETTING = re.compile(r"[\"']?[\w.-]+[\"']?\s*[:=]|\s*[-#\]}]|\s+\S|\[{1,2}[\w. \"-]+\]{1,2}\s*\Z")
# ``title: 标题``, ``subtitle = "…"``, ``title_en: …``; a value in YAML's and TOML's quotes, or as it stands. What a
# template or program fills is none.
TITLE = re.compile(
    r"(?:sub)?title(?:[-_][A-Za-z]{2}(?:[-_][A-Za-z]{2,4})?)?\s*[:=]\s*"
    r"(?:(?P<quote>[\"'])(?P<quoted>(?:(?!(?P=quote))[^`{}\\]){1,300})(?P=quote)|(?P<plain>[^\s\"'|>`{}\[#&*!][^`{}#]{0,300}))\s*\Z"
)
HEADING = re.compile(r"^#[ \t]+(.+)$|^(.+)\n=+[ \t]*$", re.MULTILINE)
LANGUAGE = re.compile(r"[-_]([a-z]{2,3})(?:[-_]\w+)?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """``settings`` are the lines that hold no running text, ``titles`` by these lines what a page shows above its text,
    where it does not begin with it; ``texts`` the block scalars, each with the language its key names (``"other"`` for
    a third one); ``rest`` is the file below."""

    settings: tuple[str, ...]
    texts: tuple[tuple[str, Language | Literal["other"] | None], ...]
    rest: str
    titles: Mapping[str, str] = field(default_factory=dict)


def split_front_matter(text: str) -> FrontMatter:
    """Take the front matter off ``text``; all of it is ``rest`` when there is none."""
    lines = text.split("\n")
    fence = lines[0].strip()
    if fence not in FENCES:
        return FrontMatter((), (), text)
    ends = [i for i, line in enumerate(lines[1:], 1) if line.rstrip() in (fence, "...")]
    if not ends or not all(not line.strip() or SETTING.match(line) for line in lines[1 : ends[0]]):
        return FrontMatter((), (), text)
    settings: list[str] = []
    texts: list[tuple[str, Language | Literal["other"] | None]] = []
    index = 1
    while index < ends[0]:
        block = BLOCK_SCALAR.match(lines[index])
        if not block:
            settings.append(lines[index])
            index += 1
            continue
        stop = index + 1
        while stop < ends[0] and (not lines[stop].strip() or lines[stop][0] in " \t"):
            stop += 1
        named = LANGUAGE.search(block[1])
        language = language_of_tag(named[1]) if named else None
        texts.append((textwrap.dedent("\n".join(lines[index + 1 : stop])), language))
        index = stop
    rest = "\n".join(lines[ends[0] + 1 :])
    kept = [line for line in settings if line.strip()]
    titles = {line: title for line in kept if (title := _title(line)) and not _begins_with(rest, title)}
    return FrontMatter(tuple(kept), tuple(texts), rest, titles)


def _title(line: str) -> str:
    match = TITLE.match(line)
    return (match["quoted"] or match["plain"] or "").strip() if match else ""


def _begins_with(text: str, title: str) -> bool:
    """Whether the first heading of a file holds its title."""
    heading = HEADING.search(text)
    return heading is not None and _letters(title) in _letters(heading[1] or heading[2])


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()
