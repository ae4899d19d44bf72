"""PDF documents, by pypdfium2: the text in the order of the file, put together from printed lines.

Read: the text layer, paragraphs and tables put together.
Left out: page heads and feet, page numbers, lists of contents that both sides have, scanned pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from duiqi.blocks.contents import MAX_CHARS, Line, Reading, assemble
from duiqi.blocks.tables import assemble_both
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.optional import need
from duiqi.model import Omission
from duiqi.text.chars import LATIN_LETTER, count_han
from duiqi.text.language import language_of

# What only PDF needs is imported where it is used: ``import duiqi`` comes through here.
if TYPE_CHECKING:
    from duiqi.blocks.printed.line import Printed

MAX_PAGES = 3_000
# Characters that a page of any size of paper holds; a page with more is made to take time.
MAX_PAGE_CHARS = 100_000
# A scanned page has none, or the stamp of a scanner on the first one.
MIN_LETTERS_PER_PAGE = 5
# Of the errors of FPDF_GetLastError (fpdfview.h).
PASSWORD = 4


def read_pdf(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The paragraphs of a PDF. Raises InputError when pypdfium2 is missing, or for a file that is locked, damaged,
    oversized, or scanned and so without text."""
    lines, omissions = _read(data, name)
    return assemble(lines, name, "utf-8", omissions)


def read_files(
    files: Sequence[tuple[bytes, str]], encoding: str | None = None, zh_lang: str | None = None
) -> list[Reading]:
    """The paragraphs of two files that are each other's translation, or of one with both languages, of whose tables
    only these are read. Raises InputError as ``read_pdf`` does."""
    if len(files) > 1:
        return [read_pdf(data, name) for data, name in files]
    ((data, name),) = files
    lines, omissions = _read(data, name)
    return [assemble_both(lines, name, "utf-8", omissions)]


def _read(data: bytes, name: str) -> tuple[list[Line], list[Omission]]:
    from duiqi.blocks.printed.floats import column_order, without_note_marks
    from duiqi.blocks.printed.page.file_order import side_by_side
    from duiqi.blocks.printed.page.numbered import without_line_numbers
    from duiqi.blocks.printed.page.stacking import downwards
    from duiqi.blocks.printed.page.turned import without_turned
    from duiqi.blocks.printed.paragraphs import paragraphs_of
    from duiqi.blocks.printed.running_heads import without_heads
    from duiqi.blocks.printed.spaced import arranged
    from duiqi.blocks.typed.contents.lists import without_pages

    pages, moved = _readable_pages(data, name)
    pages, turned = without_turned(pages)
    pages, numbers = without_line_numbers(pages)
    kept, heads = without_heads(without_note_marks(pages))
    pages = arranged(side_by_side(downwards(kept)))
    paragraphs, repeated = paragraphs_of(pages, _hyphenated([line.text for page in pages for line in page]))
    if all(paragraph.row is None for paragraph in paragraphs):
        order = column_order([(p.page, p.left, language_of(p.text)) for p in paragraphs])
        paragraphs = [paragraphs[k] for k in order]
    moved += [Omission("turned text", line.text) for line in turned]
    moved += [Omission("number of a line", number) for number in numbers]
    omissions = moved + [Omission("page head, foot or number", line.text) for line in [*heads, *repeated]]
    texts, _ = without_pages([paragraph.text for paragraph in paragraphs])
    lines = [
        Line(text, None, None if p.row is None else "table cell", p.row, place, table=p.table, column=p.column)
        for text, p, place in zip(texts, paragraphs, (f"page {p.page + 1}" for p in paragraphs), strict=True)
    ]
    return lines, omissions


def _readable_pages(data: bytes, name: str) -> tuple[list[list[Printed]], list[Omission]]:
    """The printed lines of each page, and what is to be told where the characters of the text layer were moved back.
    Raises InputError for a file that has no text that can be read."""
    from duiqi.blocks.printed.shifted import BROKEN, FEWEST, distance_of, odd_characters, sample

    pypdfium2 = need("pypdfium2", "pdf", "reading PDF", name)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _unreadable(name, error) from error
    moved: list[Omission] = []
    try:
        pages = _pages(document, name)
        odd, share = odd_characters(line.text for page in pages for line in page)
        distance = distance_of(odd)
        if distance:
            shown = sample([line.text for page in pages for line in page])
            moved = [Omission(f"characters of the text layer moved back by {distance:#x}", shown)]
            pages = _pages(document, name, distance)
        elif share > BROKEN and sum(odd.values()) > FEWEST:
            raise InputError(
                "the characters of the PDF's text layer are not those that its pages show",
                path=name,
                advice="have it read by a program for text recognition (OCR), or make the PDF anew",
            )
    except pypdfium2.PdfiumError as error:
        raise _unreadable(name, error) from error
    finally:
        document.close()
    letters = sum(count_han(line.text) + len(LATIN_LETTER.findall(line.text)) for page in pages for line in page)
    if letters < MIN_LETTERS_PER_PAGE * len(pages):
        raise InputError(
            "the PDF holds pictures of pages but hardly any text: it was scanned",
            path=name,
            advice="have it read by a program for text recognition (OCR) first",
        )
    return pages, moved


def _hyphenated(lines: Sequence[str]) -> frozenset[str]:
    """The words that a line end cut behind their own hyphen: both parts are English words, and what they are without
    it is none."""
    from duiqi.structure.hard_lines import cut_words

    cut = sorted(cut_words(lines))
    if not cut:
        return frozenset()
    from duiqi.words.lexicon import known_words

    known = known_words([word for first, second in cut for word in (first, second, first + second)])
    return frozenset(f"{a}-{b}" for a, b in cut if {a, b} <= known and a + b not in known)


def _pages(document: Any, name: str, distance: int = 0) -> list[list[Printed]]:
    from duiqi.blocks.printed.drawing import drawn_on
    from duiqi.blocks.printed.line import one_line, with_bullets
    from duiqi.blocks.printed.text import printed_lines

    count = len(document)
    if count > MAX_PAGES:
        raise InputError(f"the PDF has more than {MAX_PAGES:,} pages", path=name, advice="split it into documents")
    pages = []
    room = MAX_CHARS
    for number in range(count):
        page = document[number]
        text_page = page.get_textpage()
        room -= text_page.count_chars()
        if text_page.count_chars() > MAX_PAGE_CHARS or room < 0:
            raise InputError(
                f"page {number + 1} of the PDF holds more text than a page can", path=name, advice="check what it is"
            )
        tables, dots = drawn_on(page)
        pages.append(one_line(with_bullets(list(printed_lines(text_page, number, tables, distance)), dots)))
        text_page.close()
        page.close()
    return pages


def _unreadable(name: str, error: Exception) -> InputError:
    if getattr(error, "err_code", None) == PASSWORD or "password" in str(error).lower():
        return InputError("the PDF is locked with a password", path=name, advice="save a copy without password")
    return InputError("the PDF is damaged or was cut off", path=name, advice="get it again, or print it to PDF anew")


FORMAT = Format(
    name="pdf",
    label="a PDF document",
    suffixes=(".pdf",),
    read_document=read_pdf,
    read_chosen=read_files,
    binary=True,
    extra="pdf",
    library="pypdfium2",
)
