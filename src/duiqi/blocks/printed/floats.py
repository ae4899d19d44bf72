"""What a typesetter moves about on the page: tables and figures with captions, and footnotes. In two translations of a
text they stand in other places, so they are put behind it, in their order.

Marks of footnotes, raised figures in the text and the figures that open the notes, are numbers of the page and no text:
in the middle of a sentence they hide where it ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, takewhile, zip_longest

from duiqi.blocks.printed.line import LOWERED, RAISED, Printed
from duiqi.blocks.printed.page.note_marks import SUPERIOR, on_line
from duiqi.model import Language
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
COLUMN_PARAGRAPHS = 2  # a page has more of them in each column than a paragraph and its translation
NUMBERS = LOWERED | str.maketrans(SUPERIOR, "0123456789")
_RAISED = f"[{''.join(RAISED.values())}{SUPERIOR}]"
# DocBook's dblatex sets a space before them.
MARK = re.compile(rf"(?<=\S)\s?{_RAISED}{{1,3}}(?!{_RAISED})")
# In brackets they are marks of notes wherever these stand (Wikipedia). Beside a heading it has a link to change it.
BRACKETED = re.compile(rf"[\[［]{_RAISED}{{1,3}}(?:\s?[,，、–~-]\s?{_RAISED}{{1,3}})*[\]］]")
EDIT = re.compile(r"[\[［]\s?(?:edit|edit source|编辑|编辑源代码|編輯|編輯原始碼)\s?[\]］]\s*\Z")
# The number of a note, raised or on the line and then in small type.
NUMBER = re.compile(r"\d{1,3}")
MARKING = re.compile(rf"{_RAISED}|[\[［]|\s\Z")  # what lines without any of these marks do not have
OPENING = re.compile(rf"(?:{_RAISED}{{1,3}}\s*|[\d{SUPERIOR}]{{1,3}}(?=[\s\u3400-\u9fff(（“”A-Z]|--)\s*)(?=\S)")


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


def column_order(places: Sequence[tuple[int, float, Language | None]]) -> list[int]:
    """The order of paragraphs, each with its page, left end and language: where every page has both languages, each in
    a column of its own, the one column through all pages before the other. For what stands beside each other on a page
    need not correspond. At the end one may go on alone."""
    order = list(range(len(places)))
    sides = [language for _, _, language in places]
    known = [k for k in order if sides[k]]
    runs = [
        [list(run) for _, run in groupby(page, key=sides.__getitem__)]
        for _, page in groupby(known, key=lambda k: places[k][0])
    ]
    both = list(takewhile(lambda page: len(page) == 2, runs))
    languages = {tuple(sides[run[0]] for run in page) for page in both}
    if len(runs) < 2 or len(languages) != 1 or any(len(page) != 1 for page in runs[len(both) :]):
        return order
    columns = [[places[k][1] for page in both for k in page[side]] for side in (0, 1)]
    if max(columns[0]) >= min(columns[1]) or min(map(len, columns)) < COLUMN_PARAGRAPHS * len(both):
        return order
    ((first, _),) = languages
    column = list(accumulate(sides, lambda last, language: language or last, initial=first))[1:]
    return sorted(order, key=lambda k: column[k] != first)


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
        first = next((k for k, line in enumerate(small) if line.note or NOTE.match(line.text)), len(small))
        # A page all in small type is an appendix or an index.
        ids = {id(line) for line in small[first:]} if start else set()
        found.append([line for line in page if id(line) in ids])
    return found


def without_note_marks(pages: Sequence[Sequence[Printed]]) -> list[list[Printed]]:
    """The pages without marks of notes that stand on the same page below them, and without the numbers of these notes.
    Other raised figures are figures."""
    size = text_size(pages)
    return [list(_without_marks(page, size)) for page in pages]


def _without_marks(page: Sequence[Printed], size: float) -> Iterator[Printed]:
    opened: dict[str, Printed] = {}
    marked: dict[str, float] = {}
    openings = [_opening(line, size) for line in page]
    for line, below, opening in zip_longest(page, page[1:], openings):
        number = opening or (below is not None and _stands_over(line, below) and line.text)
        if number:
            opened[number] = line
        for match in MARK.finditer(line.text):
            marked.setdefault(_number(match[0]), line.base)
    for line, number in zip(page, openings, strict=True):
        if number and opened[number] is not line:
            marked.setdefault(number, line.base)
    notes = {number for number, line in opened.items() if marked.get(number, line.base) > line.base}
    lone = on_line(page, {number: line for number, line in opened.items() if number not in notes}, SMALL * size)
    notes |= lone.keys()
    touched = {id(opened[note]) for note in notes} | {id(at) for at, _, _ in lone.values()}
    for line, number in zip(page, openings, strict=True):
        if not number and id(line) not in touched and not MARKING.search(line.text):
            yield line
            continue
        text = line.text
        for start, end in sorted(((start, end) for at, start, end in lone.values() if at is line), reverse=True):
            text = text[:start].rstrip() + text[end:]
        text = EDIT.sub("", BRACKETED.sub("", text)).rstrip()
        opens = any(opened[note] is line for note in notes)
        if opens or number in notes:
            text = OPENING.sub("", text, count=1).strip() if number else ""
        text = MARK.sub(lambda match: "" if _number(match[0]) in notes else match[0], text)
        text = text.translate(LOWERED)
        if text:
            parts, term = () if text != line.text else line.parts, line.term.translate(LOWERED)
            yield line._replace(text=text, parts=parts, note=opens, term=term)


def _stands_over(line: Printed, below: Printed) -> bool:
    """Whether a line is the raised number of a note that the file has apart."""
    raised = 0 < line.base - below.base < below.size and 0 <= below.left - line.right < below.size
    return raised and line.size < below.size and NUMBER.fullmatch(line.text) is not None


def _opening(line: Printed, size: float) -> str:
    match = OPENING.match(line.text)
    if not match or (line.text[0].isascii() and line.size > SMALL * size):
        return ""
    return _number(match[0])


def _number(mark: str) -> str:
    return mark.strip().translate(NUMBERS)
