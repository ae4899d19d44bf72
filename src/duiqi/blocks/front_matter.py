"""The settings at the head of a Markdown file (Jekyll, Hugo, Hexo), some of which hold text."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from typing import Literal

from duiqi.model import Language
from duiqi.text.language_tags import language_of_tag

FENCES = ("---", "+++")
# ``body-zh-cn: |-``, a YAML block scalar; what is indented below it is its text (YAML 1.2, chapter 8.1).
BLOCK_SCALAR = re.compile(r"([\w-]+)\s*:\s*[|>][-+]?\d?\s*\Z")
SETTING = re.compile(r"[\"']?[\w.-]+[\"']?\s*[:=]|\s*[-#\]}]|\s+\S|\[{1,2}[\w. \"-]+\]{1,2}\s*\Z")
LANGUAGE = re.compile(r"[-_]([a-z]{2,3})(?:[-_]\w+)?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """``settings`` are the lines that hold no text; ``texts`` the block scalars, each with the language its key names
    (``"other"`` for a third one); ``rest`` is the file below."""

    settings: str
    texts: tuple[tuple[str, Language | Literal["other"] | None], ...]
    rest: str


def split_front_matter(text: str) -> FrontMatter:
    """Take the front matter off ``text``; all of it is ``rest`` when there is none."""
    lines = text.split("\n")
    fence = lines[0].strip()
    if fence not in FENCES:
        return FrontMatter("", (), text)
    ends = [i for i, line in enumerate(lines[1:], 1) if line.rstrip() in (fence, "...")]
    if not ends or not all(not line.strip() or SETTING.match(line) for line in lines[1 : ends[0]]):
        return FrontMatter("", (), text)
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
    kept = "\n".join(line for line in settings if line.strip())
    return FrontMatter(kept, tuple(texts), "\n".join(lines[ends[0] + 1 :]))
