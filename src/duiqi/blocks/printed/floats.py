"""What a typesetter moves about on the page: tables and figures with captions, and footnotes. In two translations of a
text they stand in other places, so they are put behind it, in their order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from duiqi.blocks.printed.line import Printed
from duiqi.text.chars import count_han
from duiqi.text.language import count_words

CAPTION = re.compile(
    r"\s*(?:table|figure|fig\.|tab\.|listing|example|表格?|图|圖|插图|插圖|附表|附图|示例|例)\s*"
    r"(?:[A-Z]|\d{1,3})(?:[.．-]\d{1,3}){0,3}\s*(?:[:：.．]|(?=\s)|(?=[^\s\d]))",
    re.IGNORECASE,
)
# A caption has a mark behind its number, or in Chinese a space and no full stop: else it is a sentence that begins with
# a reference.
MARKED = re.compile(r"[^:：]{1,24}?\d\s*[:：.．]\s*\S")
UNMARKED = re.compile(r"\s*[表图圖]\s*\d{1,3}(?:[.．-]\d{1,3}){0,3}\s+[^。！？；]{1,40}\Z")
NOTE = re.compile(r"\s*(?:\d{1,3}|[*†‡§]|[①-⑳]|[\[［]\d{1,3}[\]］])\s*\S")
# Type of footnotes against that of the text (LaTeX: 8 to 10, Word: 9 or 10 to 12; 9 to 10.5 in Chinese).
SMALL = 0.92
# Where prose in the other language is rarer than this, the document is in one: references are in English, and in a
# document with both each has about half.
OTHER = 0.25
SENTENCE = re.compile("[。！？.!?][”’」』）)\"']*\\s*\\Z")
WORDS, HAN = 8, 12  # prose


def is_caption(text: str) -> bool:
    """Whether a line is the caption of a table or figure."""
    return bool(CAPTION.match(text) and (MARKED.match(text) or UNMARKED.match(text)))


def in_one_language(texts: Sequence[str]) -> bool:
    """Whether the prose of a document is in one language. In one with both, what belongs together stands together, and
    nothing is to be moved."""
    prose = [text for text in texts if SENTENCE.search(text)]
    zh = sum(count_han(text) >= HAN for text in prose)
    en = sum(not count_han(text) and count_words(text) >= WORDS for text in prose)
    return min(zh, en) <= OTHER * (zh + en)


def text_size(pages: Sequence[Sequence[Printed]]) -> float:
    """The size of type that most of the text is set in."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=1.0)


def notes(pages: Sequence[Sequence[Printed]]) -> list[list[Printed]]:
    """The lines of each page's footnotes: the last ones in small type, from one with a number on."""
    size = text_size(pages)
    found = []
    for page in pages:
        lines = sorted((line for line in page if not line.cell), key=lambda line: -line.base)
        start = len(lines)
        while start and lines[start - 1].size <= SMALL * size:
            start -= 1
        small = lines[start:]
        first = next((k for k, line in enumerate(small) if NOTE.match(line.text)), len(small))
        # A page all in small type is an appendix or an index.
        ids = {id(line) for line in small[first:]} if start else set()
        found.append([line for line in page if id(line) in ids])
    return found
