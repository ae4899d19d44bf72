"""Two pages that are each other's translation: what is menu, contents or hidden on one of them is so on the other.

How much of a page is menu is judged by letters, of which English has three for a Chinese character, and by full stops,
which either language may leave out; so one page may lose a list that the other keeps. Pages made from one source have
the same elements in the same order, which tells what belongs together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from duiqi.blocks.web.html_blocks import BLOCKS, Block
from duiqi.blocks.web.menus import is_named_menu
from duiqi.blocks.web.page import EDGE, HIDDEN, MENU, Page
from duiqi.text.chars import count_han
from duiqi.text.language import count_words, language_of

# What is left out for other reasons (code, another version) is no translation.
BY_LOOKS = frozenset((MENU, EDGE, HIDDEN))
# Pages of which so much of the text stands in the same elements, in order, are made from one source: of the pages of
# Debian's reference and LibreOffice's help in Chinese and English all but a few are alike altogether, while articles of
# one site have the same frame and other paragraphs.
ALIKE = 0.9
# Comparisons of elements that the search for what pages have in common may take: two seconds' worth at the worst, when
# two kinds of elements are mixed at random. What pages have in common at their beginning and end takes none.
MOST_COMPARISONS = 2_000_000


def decide_together(first: Page, second: Page) -> None:
    """Read again what one page leaves out by its looks and the other reads, if it differs; and where both are made from
    one source, and translated, what both leave out, element for element, but for what is named a menu."""
    pages = (first, second) if _chinese_share(first) >= _chinese_share(second) else (second, first)
    couples = [(pages[0].blocks[i], pages[1].blocks[j]) for i, j in _matches(*map(_trails, pages))]
    one_source = _is_one_source(pages, couples)
    for couple in couples:
        if "".join(couple[0].text.split()) == "".join(couple[1].text.split()):
            continue
        reasons = [page.left_out.get(block) for page, block in zip(pages, couple, strict=True)]
        by_looks = all(reason is None or reason in BY_LOOKS for reason in reasons)
        if by_looks and (None in reasons or (one_source and _is_restorable(couple[0]))):
            for page, block, language in zip(pages, couple, ("zh", "en"), strict=True):
                # Hidden text on its own side only, or a page with the other language behind a switch would bring that
                # in too; a line of names and commands that is shown differs from the other page's for a reason.
                if HIDDEN not in reasons or language_of(block.text) in (language, None):
                    page.left_out.pop(block, None)


def _is_restorable(block: Block) -> bool:
    """Whether what both pages leave out is text: no menu by name, and nothing hidden within a sentence."""
    return not is_named_menu(block) and block.tags[-1] in BLOCKS


def _matches(first: Sequence[str], second: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Which elements of two sequences are the same, in order."""
    shorter = min(len(first), len(second))
    head = next((k for k in range(shorter) if first[k] != second[k]), shorter)
    shorter -= head
    tail = next((k for k in range(shorter) if first[-1 - k] != second[-1 - k]), shorter)
    yield from ((k, k) for k in range(head))
    middle = first[head : len(first) - tail], second[head : len(second) - tail]
    counts = [Counter(part) for part in middle]
    if sum(number * counts[1][trail] for trail, number in counts[0].items()) <= MOST_COMPARISONS:
        for block in SequenceMatcher(None, *middle, autojunk=False).get_matching_blocks():
            yield from ((head + block.a + k, head + block.b + k) for k in range(block.size))
    yield from ((len(first) - k, len(second) - k) for k in range(tail, 0, -1))


def _is_one_source(pages: tuple[Page, Page], couples: Sequence[tuple[Block, Block]]) -> bool:
    """Whether what is read of both pages stands in the same elements, and is not the same text."""
    for page, matched in zip(pages, map(set, zip(*couples, strict=True)), strict=True):
        lengths = [(block in matched, len(block.text)) for block in page.kept]
        if sum(length for known, length in lengths if known) < ALIKE * sum(length for _, length in lengths):
            return False
    zh, en = pages
    return any(a.text != b.text and a not in zh.left_out and b not in en.left_out for a, b in couples)


def _trails(page: Page) -> list[str]:
    """The names of the elements around each block."""
    return ["/".join(block.tags) for block in page.blocks]


def _chinese_share(page: Page) -> float:
    """How much of the text that is read is Chinese, from 0 to 1."""
    text = "\n".join(block.text for block in page.kept)
    han, words = count_han(text), count_words(text)
    return han / (han + words) if han + words else 0.0
