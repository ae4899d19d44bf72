"""Lines that are read at once say what they say when each character is looked at."""

from __future__ import annotations

import io
import warnings
from typing import Any

import pytest

from duiqi.blocks.printed.line import Printed
from duiqi.blocks.printed.page import characters as page_characters
from duiqi.blocks.printed.page.characters import Line, characters
from duiqi.blocks.printed.text import printed_lines

# Where on the line and how far above it, in which type, and what stands there.
Piece = tuple[float, float, str, str]
LINES: dict[str, list[Piece]] = {
    "running text": [(72, 0, "Helvetica", "The boats (two of them) came in at “six” – and went out again.")],
    "of one width": [(72, 0, "Courier", "for boat in harbour: boat.count(7)")],
    "Chinese": [(72, 0, "STSong-Light", "船在六点回港，装满 12 箱鱼。")],
    "two types": [
        (72, 0, "STSong-Light", "灯塔用"),
        (114, 0, "Helvetica", "Linux"),
        (146, 0, "STSong-Light", "运行。"),
    ],
    "narrow space": [(79.3, 0, "Helvetica", "boats"), (110.4, 0, "Courier", "came")],
    "raised figure": [(72, 0, "Helvetica", "The harbour"), (136, 5, "Helvetica", "3")],
    "base lines that hardly differ": [(72, 0, "Helvetica", "The nets"), (122, 0.3, "Helvetica", "are dry.")],
    "letters set apart": [(72 + 14 * k, 0, "Helvetica", letter) for k, letter in enumerate("ABSTRACT")],
    "wide gap": [(72, 0, "Helvetica", "boats.conf"), (160, 0, "Helvetica", "The file of all boats")],
    "columns": [
        (72, 0, "Helvetica", "boats"),
        (160, 0, "Helvetica", "nets"),
        (240, 0, "Helvetica", "keepers"),
    ],
    "page number": [(72, 0, "Helvetica", "The keeper"), (400, 0, "Helvetica", "17")],
    "term": [(72, 0, "Helvetica", "keeper"), (118, 0, "Helvetica", "who reads the log")],
    "entry": [(72, 0, "STSong-Light", "1."), (90, 0, "STSong-Light", "守灯人")],
    "both languages": [
        (72, 0, "STSong-Light", "看守人读日志。"),
        (240, 0, "Helvetica", "The keeper reads the log."),
    ],
    "letter for a bullet": [(72, 0, "Symbol", "·"), (90, 0, "Helvetica", "The log is read daily.")],
}
PLAIN = {"running text", "of one width", "Chinese", "two types", "base lines that hardly differ"}


def drawn(pieces: list[Piece]) -> Any:
    """The text page of a PDF with one line."""
    canvas = pytest.importorskip("reportlab.pdfgen.canvas", reason="reportlab is not installed")
    from pypdfium2 import PdfDocument
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = io.BytesIO()
    page = canvas.Canvas(buffer)
    for left, above, font, text in pieces:
        page.setFont(font, 12)
        page.drawString(left, 700 + above, text)
    page.save()
    return PdfDocument(buffer.getvalue())[0].get_textpage()


@pytest.mark.parametrize("name", LINES)
def test_lines_read_at_once_are_as_their_characters(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text_page = drawn(LINES[name])
    at_once: list[Printed] = list(printed_lines(text_page, 0))
    assert at_once
    assert [line.is_plain(12.0) for line in characters(text_page).lines] == [name in PLAIN]
    monkeypatch.setattr(Line, "is_plain", lambda line, size: False)
    assert at_once == list(printed_lines(text_page, 0))


@pytest.mark.parametrize("nowhere", [float("inf"), float("nan")])
def test_characters_that_stand_nowhere_are_read(nowhere: float, monkeypatch: pytest.MonkeyPatch) -> None:
    def placed(*given: Any) -> Any:
        places = known(*given)
        places[3:6] = nowhere
        return places

    known = page_characters._placed
    monkeypatch.setattr(page_characters, "_placed", placed)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (line,) = printed_lines(drawn(LINES["of one width"]), 0)
    assert line.text == "for boat in harbour: boat.count(7)"
