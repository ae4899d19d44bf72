"""Printed lines to paragraphs: wrapped lines joined, tables in their place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from statistics import median

from duiqi.blocks.printed.columns.lone import is_alone
from duiqi.blocks.printed.columns.setting import GAP, Setting, first_word, is_code, settings_of, usual
from duiqi.blocks.printed.columns.terms import terms_at, without_term
from duiqi.blocks.printed.floats import in_one_language, is_caption, notes
from duiqi.blocks.printed.line import Paragraph, Printed
from duiqi.blocks.printed.tables import NUMBERED, are_stacked, cell_texts, parted
from duiqi.blocks.typed.contents.entries import ANY_LEADER
from duiqi.blocks.typed.list_numbers import NUMBER, Entry, without_list_numbers
from duiqi.model import Language
from duiqi.structure.hard_lines import HYPHENATED, WIDE, compounds_of, join_wrapped
from duiqi.text.chars import HAN_CHAR, STOP, list_marker_end
from duiqi.text.language import language_of

# The following were chosen on PDF files of reportlab and LibreOffice, made of the seed and of the development
# documents. Each can be halved or nearly doubled and moves the share of text paired by .0003 at most
# (tests/benchmarks/loading_constants.py).
# Distances in units of the size of type.
INDENT = 0.8
DOUBLE = 3.0  # lines further apart are no paragraph: double spacing is 2.4, in Chinese 2.6
# Where paragraphs are not set apart by space, a line that ends this far from the right margin ends its paragraph;
# English lines that are not justified end a word short.
SHORT = 3.0
SHORT_ENGLISH = 0.12  # of the width of the column
# Where they are, only a line as short as this does (lists, addresses); a shorter gap is enough after a full stop.
SHORT_SPACED, SHORT_SPACED_STOP = 0.4, 0.2
# At the foot of a page, where what stands below is not known, a line of less than half the width does.
SHORT_OVERLEAF = 0.5
FIGURE = 0.5  # the width of a figure in most type
# Text around a list is set no further out than this in units of the size of type; other columns are.
OUTSIDE = 5.0
# Columns on two pages with a column for each language.
FEET = 4
# With fewer captions nothing shows that tables float.
FLOATS = 3
# Lines of a heading are set closer than this (browsers and Word up to 1.5; two headings have space between them).
HEADING_STEP = 1.8
SIZE = 0.12  # a difference in size of type that sets a heading apart


def paragraphs_of(
    pages: Sequence[Sequence[Printed]], hyphenated: Collection[str] = frozenset()
) -> tuple[list[Paragraph], list[Printed]]:
    """The paragraphs and cells, in the order of the file, a table where its first line stands; and the heads of tables
    that were repeated overleaf. In a document in one language footnotes, tables and figures come behind the text.
    Words in ``hyphenated`` keep their hyphen at a line end, as do those that have one within a line."""
    alone = in_one_language([line.text for page in pages for line in page])
    rest, tables, heads = parted(pages)
    below = notes(rest) if alone else [[] for _ in rest]
    rest = [[line for line in page if line not in foot] for page, foot in zip(rest, below, strict=True)]
    order = {id(line): number for number, line in enumerate(line for page in pages for line in page)}
    compounds = compounds_of(line.text for page in pages for line in page) | set(hyphenated)
    groups = _groups([column for page in rest for column in _columns(page)], both=not alone)
    lefts = terms_at(groups)
    blocks = [
        (order[id(group[0])], [_paragraph(part, compounds) for part in without_term(group, lefts)]) for group in groups
    ]
    rows, stacked = 0, are_stacked(tables)
    for number, table in enumerate(tables, 1):
        cells: list[Paragraph] = []
        for row in table.rows:
            rows += 1
            for column, cell in row.items():
                told = Paragraph("", cell[0].page, rows, table=number, column=column)
                cells += [told._replace(text=text) for text in cell_texts(cell, compounds, stacked=stacked)]
        blocks.append((order[id(table.first)], cells))
    ordered = [block for _, block in sorted(blocks, key=lambda item: item[0])]
    if alone:
        footnotes = _groups([column for page in below for column in _columns(page)])
        ordered = floats_last(ordered + [[_paragraph(group, compounds)] for group in footnotes])
    sizes = [line.size for page in rest for line in page]
    return _unnumbered([paragraph for block in ordered for paragraph in block], median(sizes or [0.0])), heads


def _unnumbered(paragraphs: list[Paragraph], size: float) -> list[Paragraph]:
    """The paragraphs with bullets for the numbers of lists that are set in from most others, their text hanging."""
    lefts = Counter(round(p.left) for p in paragraphs if p.hanging is not None and not NUMBER.match(p.text))
    usual_left = lefts.most_common(1)[0][0] if lefts else 0.0
    lists = [p for p in paragraphs if p.row is None and p.left > usual_left + size / 2]
    hanging = {round(p.left) + near for p in lists if p.hanging and NUMBER.match(p.text) for near in (-1, 0, 1)}
    if not hanging:
        return paragraphs
    inside = {id(p) for p in lists if round(p.left) in hanging}
    entries = [Entry("" if p.row is not None else p.text, p.left, id(p) in inside) for p in paragraphs]
    texts = without_list_numbers(entries, FIGURE * size)
    return [p._replace(text=text or p.text) for p, text in zip(paragraphs, texts, strict=True)]


def floats_last(blocks: Sequence[list[Paragraph]]) -> list[list[Paragraph]]:
    """Tables and captions behind the text, in the order of the file, where captions show that tables float: all of
    them, for one that goes over pages, or whose caption is not told, has its other parts there."""
    moved = [block[0].row is not None or is_caption(block[0].text) for block in blocks]
    if sum(is_caption(block[0].text) for block in blocks if block[0].row is None) < FLOATS:
        return list(blocks)
    return [block for away in (False, True) for block, at in zip(blocks, moved, strict=True) if at == away]


def _paragraph(group: Sequence[Printed], compounds: Collection[str]) -> Paragraph:
    text = join_wrapped([line.text for line in group], dehyphenate=True, compounds=compounds)
    first, *others = group
    hanging = min(line.left for line in others) > first.left + first.size / 2 if others else None
    return Paragraph(text, first.page, None, first.left, hanging)


def _groups(columns: Sequence[Sequence[Printed]], *, both: bool = False) -> list[list[Printed]]:
    """The lines of each paragraph; ``both``: of a document that holds both languages."""
    whole = usual(columns)
    groups: list[list[Printed]] = []
    current: list[Printed] = []
    text: list[Printed] = []  # what a figure at the foot of a column interrupts
    feet: list[list[Printed]] = []  # the last ones of columns, which may each hold a language
    set_as: dict[int, Setting] = {}
    for column in columns:
        settings = settings_of(column, whole)
        for line in column:
            setting = set_as[id(line)] = settings[line.size]
            open_groups = [group for group in (current, text) if group]
            goes_on = next(
                (group for group in open_groups if _continues(group, line, setting, set_as[id(group[-1])])), None
            )
            if goes_on is not None:
                goes_on.append(line)
                current = goes_on
                continue
            open_columns = feet if both and line is column[0] else []
            cut = next((cell for cell in (*_last_cells(groups), *open_columns) if _goes_on_overleaf(cell, line)), None)
            if cut is None:
                groups.append([])
            if not (current and is_caption(current[0].text)):
                text = current
            if not is_caption(line.text):
                text = []
            current = groups[-1] if cut is None else cut
            current.append(line)
        feet = [*feet[1 - FEET :], current]
    return groups


def _columns(page: Sequence[Printed]) -> list[list[Printed]]:
    """Runs of lines that go down the page: where one stands higher than the one before, or beside it, a new column (or
    cell of a table) begins."""
    columns: list[list[Printed]] = []
    for line in page:
        if columns and line.base <= columns[-1][-1].base + line.size * 0.5 and _overlap(columns[-1][-1], line):
            columns[-1].append(line)
        else:
            columns.append([line])
    return columns


def _overlap(first: Printed, second: Printed) -> bool:
    """Whether two lines stand below each other. A first line that is set in may begin where a short last one ends."""
    close = 0 < first.base - second.base < DOUBLE * first.size and second.left < first.left
    slack = second.size if close else 0.0
    return first.left < second.right + slack and second.left < first.right


def _continues(group: Sequence[Printed], line: Printed, setting: Setting, before: Setting) -> bool:
    """Whether ``line`` goes on with the paragraph that ``group`` has begun, whose last line is set as ``before``."""
    previous = group[-1]
    size = max(previous.size, line.size, 1.0)
    if abs(previous.size - line.size) > SIZE * size or line.note or _begins_entry(line):
        return False
    if is_code(previous, line, setting):
        return False
    if HYPHENATED.search(previous.text) and line.text[0].islower():
        return True
    if ANY_LEADER.search(previous.text) or is_caption(line.text) or _ends_caption(group, line):
        return False
    languages = language_of(previous.text), language_of(line.text)
    changes = None not in languages and languages[0] != languages[1]
    stopped = bool(STOP.search(previous.text))
    if previous.page != line.page or line.base >= previous.base + size * 0.5:
        # What is not set in is no list entry; in another column that cannot be told.
        further = line.left - group[0].left
        ended = setting.hanging and list_marker_end(group[0].text) > 0 and -OUTSIDE * size < further < size / 2
        # A full line ends a word short at most in Chinese.
        room = SHORT * size + first_word(line) if WIDE.match(previous.text[-1:]) else before.right - before.left
        short = previous.right < before.right - min(SHORT_OVERLEAF * (before.right - before.left), room)
        # On one page what stands higher may be the upper part of a formula.
        return not (stopped or changes or ended or (short and previous.page != line.page))
    if not _overlap(previous, line):
        return False
    if is_alone(group, line, setting, changes=changes):
        return False
    if setting.larger and not stopped and _is_wrapped_heading(previous, line, setting):
        return True
    if setting.pitch and previous.base - line.base > min(setting.pitch, DOUBLE * size) + GAP * size:
        return False
    begins_item = _begins_entry(group[0])
    indent = INDENT * size
    # A line set in is a first line, unless all of its block is, or it hangs below a full one that goes on; two first
    # lines in a row are paragraphs of one line.
    open_end = not stopped and previous.right > setting.right - SHORT * size
    first = (line.left > previous.left + indent and not open_end) or (len(group) == 1 and stopped)
    if not begins_item and line.left > setting.left + indent and first:
        return False
    return not _is_short(previous, line, languages[0], stopped, setting) and not (changes and stopped)


def _is_wrapped_heading(previous: Printed, line: Printed, setting: Setting) -> bool:
    """Whether a line in large type goes on with the one before, in its last script, which had no room for its first
    word."""
    letters = [next(filter(str.isalpha, text), "") for text in (previous.text[::-1], line.text)]
    if len({HAN_CHAR.match(letter) is None for letter in letters}) > 1:
        return False
    room = setting.right - setting.left - (previous.right - previous.left)
    return previous.base - line.base < HEADING_STEP * line.size and room < first_word(line) + line.size


def _begins_entry(line: Printed) -> bool:
    return bool(NUMBERED.match(line.text) or list_marker_end(line.text))


def _ends_caption(group: Sequence[Printed], line: Printed) -> bool:
    """Whether ``group`` is a caption, which neither goes on elsewhere nor has text below that is set further left."""
    last = group[-1]
    elsewhere = last.page != line.page or line.base >= last.base or line.left < last.left - line.size
    return elsewhere and is_caption(group[0].text)


def _last_cells(groups: Sequence[list[Printed]]) -> Sequence[list[Printed]]:
    """The last two groups, if they stand side by side as the cells of a table do."""
    if len(groups) < 2:
        return ()
    first, second = groups[-2:]
    # One that stands wholly below the other is beside nothing.
    feet = [min(line.base for line in group if line.page == group[0].page) for group in (first, second)]
    level = feet[0] < second[0].base + second[0].size and feet[1] < first[0].base + first[0].size
    beside = first[0].page == second[0].page and level and not _overlap(first[-1], second[-1])
    return groups[-2:] if beside else ()


def _goes_on_overleaf(group: Sequence[Printed], line: Printed) -> bool:
    """Whether ``line`` goes on, at the top of the next page, with a cell that the page cut."""
    last = group[-1]
    return (
        line.page == last.page + 1
        and not STOP.search(last.text)
        and not _begins_entry(line)
        and abs(line.left - group[0].left) < line.size
        and language_of(line.text) == language_of(last.text)
    )


def _is_short(previous: Printed, line: Printed, language: Language | None, stopped: bool, setting: Setting) -> bool:
    """Whether ``previous`` ends so far from the margin that the paragraph must end there."""
    width = setting.right - min(previous.left, line.left)
    if setting.spaced:
        return previous.right < setting.right - width * (SHORT_SPACED_STOP if stopped else SHORT_SPACED)
    slack = SHORT * max(previous.size, line.size)
    if not stopped and WIDE.match(previous.text[-1:]):
        slack = max(slack, first_word(line) + line.size)
    if language != "zh" and not HAN_CHAR.search(previous.text[-1:]) and not stopped:
        slack = max(slack, SHORT_ENGLISH * width, first_word(line))
    return previous.right < setting.right - slack
