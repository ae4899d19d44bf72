"""What programs read out of a PDF, against the same book as web pages.

    python -m tests.benchmarks.pdf_readers BOOK.pdf "PAGES/*.zh-cn.html" [FIRST LAST]

PAGES are the web pages of the book, whose blocks (paragraphs, entries, cells, headings) say what belongs together. For
each program, of what it reads out of the pages FIRST to LAST (from 1; all by default): the share of the text of the
blocks, by characters, that stands there in one piece; that of the cells of tables; that of blocks which are a part of
their own, where the program gives any; and the seconds of processor time. Blocks that no program finds are on none of
these pages and are not counted. pdfplumber, pypdf and pdfminer.six must be installed.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from glob import glob

from lxml import html
from pypdfium2 import PdfDocument

from duiqi.formats.pdf import read_pdf

BLOCKS = ("p", "li", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4")


def squeezed(text: str) -> str:
    """Letters and digits."""
    return "".join(char for char in text.lower() if char.isalnum())


def blocks_of(pattern: str) -> list[tuple[str, bool]]:
    """The innermost blocks of the pages, each with whether it is a cell."""
    found = []
    for path in sorted(glob(pattern)):
        root = html.parse(path).getroot()
        for element in root.iter(*BLOCKS):
            text = squeezed(element.text_content())
            if len(text) > 1 and not any(True for _ in element.iterdescendants(*BLOCKS)):
                cell = element.tag in ("td", "th") or any(each.tag == "td" for each in element.iterancestors())
                found.append((text, cell))
    return found


def by_duiqi(data: bytes) -> list[str]:
    """The paragraphs and cells that duiqi reads."""
    reading = read_pdf(data, "book.pdf")
    return [reading.text[hint.start : hint.end] for hint in reading.hints]


def by_pdfium(data: bytes) -> list[str]:
    """The text of each page as pdfium gives it, which is what duiqi builds on."""
    return [page.get_textpage().get_text_bounded() for page in PdfDocument(data)]


def by_pdfplumber(data: bytes) -> list[str]:
    """The text of each page."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as book:
        return [page.extract_text() for page in book.pages]


def by_pdfplumber_tables(data: bytes) -> list[str]:
    """The text of each page, and the cells of its tables as paragraphs of their own."""
    import pdfplumber

    found: list[str] = []
    with pdfplumber.open(io.BytesIO(data)) as book:
        for page in book.pages:
            found.append(page.extract_text())
            found += [cell for table in page.extract_tables() for row in table for cell in row if cell]
    return found


def by_pypdf(data: bytes) -> list[str]:
    """The text of each page."""
    from pypdf import PdfReader

    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


def by_pdfminer(data: bytes) -> list[str]:
    """The boxes of text that its layout analysis finds."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTTextBox

    return [box.get_text() for page in extract_pages(io.BytesIO(data)) for box in page if isinstance(box, LTTextBox)]


READERS: dict[str, Callable[[bytes], list[str]]] = {
    "duiqi": by_duiqi,
    "pypdfium2": by_pdfium,
    "pdfplumber": by_pdfplumber,
    "pdfplumber, tables": by_pdfplumber_tables,
    "pypdf": by_pypdf,
    "pdfminer.six": by_pdfminer,
}


def some_pages(path: str, first: int, last: int) -> bytes:
    """A PDF of the pages ``first`` to ``last``."""
    book, part = PdfDocument(path), PdfDocument.new()
    part.import_pages(book, list(range(first - 1, min(last, len(book)))))
    data = io.BytesIO()
    part.save(data)
    return data.getvalue()


def main(path: str, pattern: str, first: str = "1", last: str = "100000") -> None:
    """Print a row for each program."""
    data = some_pages(path, int(first), int(last))
    read: dict[str, tuple[str, set[str], float]] = {}
    for name, reader in READERS.items():
        start = time.process_time()
        parts = [squeezed(part) for part in reader(data)]
        read[name] = "".join(parts), set(parts), time.process_time() - start
    blocks = [block for block in blocks_of(pattern) if any(block[0] in text for text, _, _ in read.values())]
    print(f"{len(blocks)} blocks, {sum(len(text) for text, _ in blocks)} characters")
    print("| program | in one piece | cells | a paragraph of its own | seconds |")
    print("|---|---|---|---|---|")
    for name, (text, parts, seconds) in read.items():
        cells = [block for block, cell in blocks if cell]
        whole = [block for block, _ in blocks]
        shares = share(whole, text), share(cells, text), share(whole, parts)
        print(f"| {name} | {shares[0]:.3f} | {shares[1]:.3f} | {shares[2]:.3f} | {seconds:.1f} |")


def share(blocks: list[str], read: str | set[str]) -> float:
    """The share of the characters of ``blocks`` that are in those which ``read`` holds."""
    return sum(len(block) for block in blocks if block in read) / max(1, sum(map(len, blocks)))


if __name__ == "__main__":
    main(*sys.argv[1:])
