"""Translated Markdown that keeps its source in comments, an English one above each Chinese passage."""

from __future__ import annotations

import re
from collections.abc import Sequence

from duiqi.blocks.markdown.front_matter import split_front_matter
from duiqi.blocks.markdown.templates import COMMENT_MARKS, block_comments
from duiqi.model import Language
from duiqi.structure.layout import HAN_PER_WORD
from duiqi.text.chars import HAN_CHAR, count_han
from duiqi.text.language import count_words, language_of

# So many comments stand above Chinese, and together they are so long beside the Chinese that is shown; .3 as between
# the languages of a web page that are compared. Of English that is shown there is less, or the comments are remarks.
COMMENTS, SHARE = 3, 0.3
# What programs are told: ``prettier-ignore``, ``more``, ``toc start``.
DIRECTIVE = re.compile(r"[\w:.-]+(?:[ \t]+[a-z\d:.-]+)?", re.ASCII)

Part = tuple[str, Language | None]


def with_sources(text: str, shown: Sequence[str]) -> list[Part]:
    """The parts of a Markdown text in their order, its English comments as parts of their own; one part where they are
    no source. ``shown`` is the text that is read of it without comments, a paragraph each."""
    # Most texts have none.
    if sum(map(text.count, COMMENT_MARKS)) < COMMENTS:
        return [(text, None)]
    sources = [
        (start, end, content)
        for start, end, content in block_comments(text)
        if language_of(content) == "en" and not HAN_CHAR.search(content) and not DIRECTIVE.fullmatch(content)
    ]
    sources = [source for source in sources if _above_chinese(text, source[1])]
    han = sum(map(count_han, shown))
    english = sum(count_words(line) for line in shown if language_of(line) == "en")
    words = sum(count_words(content) for _, _, content in sources)
    least = SHARE * han
    if len(sources) < COMMENTS or HAN_PER_WORD * words < least or HAN_PER_WORD * english >= least:
        return [(text, None)]
    parts: list[Part] = []
    at = 0
    for start, end, content in sources:
        parts += [(text[at:start], None), (split_front_matter(content).rest, "en")]
        at = end
    return [*parts, (text[at:], None)]


def _above_chinese(text: str, end: int) -> bool:
    """Whether the first paragraph behind a comment has Chinese in it."""
    below = re.match(r"\s*(?:\S.*(?:\n|\Z))+", text[end : end + 2_000])
    return below is not None and HAN_CHAR.search(below[0]) is not None
