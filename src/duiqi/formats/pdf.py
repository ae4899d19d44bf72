"""PDF documents, by pypdfium2: the text in the order of the file, put together from printed lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from duiqi.blocks.contents import MAX_CHARS, Line, Reading, assemble
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.optional import need
from duiqi.model import Omission
from duiqi.structure.hard_lines import WIDE
from duiqi.text.chars import HAN_CHAR, LATIN_LETTER, count_han
from duiqi.text.language import language_of

# What only PDF needs is imported where it is used: ``import duiqi`` comes through here.
if TYPE_CHECKING:
    from duiqi.blocks.pdf_lines import Printed

MAX_PAGES = 3_000
# Characters that a page of any size of paper holds; a page with more is made to take time.
MAX_PAGE_CHARS = 100_000
# A scanned page has none, or the stamp of a scanner on the first one.
MIN_LETTERS_PER_PAGE = 5
# How pdfium marks a hyphen at a line end (fpdf_text.cpp), and what it gives for a character without Unicode value.
HYPHEN, UNKNOWN = (0x02, 0xFFFE), (0x00, 0xFFFF)
# A wider gap than this, in units of the size of type, lies between columns; a justified line has gaps of half of it.
COLUMN_GAP = 0.9
# Of the errors of FPDF_GetLastError (fpdfview.h).
PASSWORD = 4


def read_pdf(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The paragraphs of a PDF. Raises InputError when pypdfium2 is missing, or for a file that is locked, damaged,
    oversized, or scanned and so without text."""
    from duiqi.blocks.pdf_lines import paragraphs_of, without_heads

    pypdfium2 = need("pypdfium2", "pdf", "reading PDF", name)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _unreadable(name, error) from error
    try:
        pages = _pages(document, name)
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
    kept, heads = without_heads(pages)
    lines = [Line(text, None, None, None, f"page {page + 1}") for text, page in paragraphs_of(kept)]
    return assemble(lines, name, "utf-8", [Omission("page head, foot or number", line.text) for line in heads])


def _pages(document: Any, name: str) -> list[list[Printed]]:
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
        pages.append(list(_printed_lines(text_page, number)))
        text_page.close()
        page.close()
    return pages


def _printed_lines(text_page: Any, page: int) -> Iterator[Printed]:
    """The lines of a page as pdfium parts them, with their bounds."""
    from pypdfium2 import raw

    characters: list[tuple[int, str]] = []
    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if code in (0x0A, 0x0D):
            if characters:
                yield from _line(text_page, characters, page)
            characters = []
        elif code in HYPHEN:
            characters.append((index, "-"))
        elif (code not in UNKNOWN and code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF) or 0xD800 <= code <= 0xDFFF:
            characters.append((index, chr(code)))
    if characters:
        yield from _line(text_page, characters, page)


def _line(text_page: Any, characters: list[tuple[int, str]], page: int) -> Iterator[Printed]:
    from pypdfium2 import raw

    from duiqi.blocks.pdf_lines import Printed

    characters = _without_gaps(text_page, characters)
    cut = _column_cut(text_page, characters)
    if cut:
        yield from _line(text_page, characters[:cut], page)
        yield from _line(text_page, characters[cut:], page)
        return
    text = "".join(char for _, char in characters).encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    if not text.strip():
        return
    places = [_place(text_page, index) for index, char in characters if not char.isspace()]
    shown = [place for place in places if place[1] > place[0]] or places
    size = raw.FPDFText_GetFontSize(text_page, characters[len(characters) // 2][0])
    left, right = min(shown[0][0], shown[-1][0]), max(shown[0][1], shown[-1][1])
    yield Printed(text, left, right, shown[0][2], size or 1.0, page)


def _column_cut(text_page: Any, characters: list[tuple[int, str]]) -> int:
    """Where a line goes over from a column in one language to the one beside it in the other; 0 where it does not."""
    from pypdfium2 import raw

    if not any(HAN_CHAR.match(char) for _, char in characters):
        return 0
    shown = [k for k, (_, char) in enumerate(characters) if not char.isspace()]
    size = raw.FPDFText_GetFontSize(text_page, characters[0][0]) or 1.0
    for before, after in pairwise(shown):
        # Only where the script changes, which is soon told: a place is asked of the library.
        if bool(WIDE.match(characters[before][1])) == bool(WIDE.match(characters[after][1])):
            continue
        places = [_place(text_page, characters[k][0]) for k in (before, after)]
        if abs(places[1][0] - places[0][1]) < COLUMN_GAP * size:
            continue
        parts = ["".join(char for _, char in part) for part in (characters[:after], characters[after:])]
        languages = {language_of(part) for part in parts}
        if languages == {"zh", "en"}:
            return after
    return 0


def _without_gaps(text_page: Any, characters: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The characters of a line without the spaces that pdfium makes of the gap between Chinese and other letters;
    spaces that the file has itself stay."""
    from pypdfium2 import raw

    kept = []
    for k, (index, char) in enumerate(characters):
        beside = "".join(c for _, c in (*characters[max(0, k - 1) : k], *characters[k + 1 : k + 2]))
        if char != " " or not WIDE.search(beside) or raw.FPDFText_IsGenerated(text_page, index) != 1:
            kept.append((index, char))
    return kept


def _place(text_page: Any, index: int) -> tuple[float, float, float]:
    """Left, right and base line of a character."""
    from ctypes import byref, c_double

    from pypdfium2 import raw

    rectangle, x, y = raw.FS_RECTF(), c_double(), c_double()
    found = raw.FPDFText_GetLooseCharBox(text_page, index, byref(rectangle))
    if not found or not raw.FPDFText_GetCharOrigin(text_page, index, byref(x), byref(y)):
        return 0.0, 0.0, 0.0
    return rectangle.left, rectangle.right, y.value


def _unreadable(name: str, error: Exception) -> InputError:
    if getattr(error, "err_code", None) == PASSWORD or "password" in str(error).lower():
        return InputError("the PDF is locked with a password", path=name, advice="save a copy without password")
    return InputError("the PDF is damaged or was cut off", path=name, advice="get it again, or print it to PDF anew")


FORMAT = Format(
    name="pdf",
    label="a PDF document",
    suffixes=(".pdf",),
    read_document=read_pdf,
    binary=True,
    extra="pdf",
)
