"""PDF: printed lines to paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import documents as build
from support.reading import EN, ZH, document, left, texts

from duiqi.loading import read_document
from duiqi.structure import with_paragraphs
from duiqi.structure.hard_lines import join_wrapped


@pytest.mark.skipif(not build.has_chinese_type(), reason="no Chinese type is installed (Debian: fonts-wqy-microhei)")
def test_pdf_paragraphs(tmp_path: Path) -> None:
    long_zh = ZH * 12
    long_en = f"{EN} The co-operation was inter-national. " * 8
    found = document(tmp_path, "a.pdf", build.pdf_of(["标题", long_zh, long_en.strip()] * 6, head="页眉 Running head"))
    expected = ["标题", long_zh, long_en.strip()] * 6
    assert " ".join(texts(found)).replace("。 王", "。王") == " ".join(expected)
    # Where a sentence ends at the foot of a page it cannot be told whether its paragraph does.
    assert len(texts(found)) <= len(expected) + 3
    assert set(left(found)["page head, foot or number"]) == {"页眉 Running head", *(f"- {n} -" for n in range(1, 4))}
    assert found.hints[0].place == "page 1"


def test_pdf_hyphenation() -> None:

    assert (
        join_wrapped(["the inter-", "national co-", "Operation"], dehyphenate=True) == "the international co-Operation"
    )


def test_pdf_of_a_table_with_a_column_for_each_language(tmp_path: Path) -> None:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    rows = [
        ("第一条", "Article 1"),
        (f"{ZH}一共三十人，来自十个国家。" * 2, f"{EN} " * 3),
        ("第二条", "Article 2"),
        (ZH, EN),
    ]
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    styles = [
        ParagraphStyle("zh", fontName="STSong-Light", fontSize=10, leading=14, wordWrap="CJK"),
        ParagraphStyle("en", fontName="Times-Roman", fontSize=10, leading=12),
    ]
    cells = [[Paragraph(text.strip(), style) for text, style in zip(row, styles, strict=True)] for row in rows]
    path = tmp_path / "a.pdf"
    SimpleDocTemplate(str(path)).build([Table(cells, colWidths=[200, 220])])
    found = with_paragraphs(read_document(path))
    assert texts(found) == [text.strip() for row in rows for text in row]
    assert [p.block for p in found.paragraphs] == [0, 0, 1, 1, 2, 2, 3, 3]


@pytest.mark.parametrize(("drawn", "parts"), [(True, 3), (False, 2)])
def test_bullets_that_a_page_draws(tmp_path: Path, drawn: bool, parts: int) -> None:
    """As browsers print them: entries of a list without space between, which else go on with one another."""
    import io

    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.setFont("Helvetica", 10)
    entries = ["The boats came in at six and went out again by the light of", "Salt for the fish", "Rope and sail"]
    for number, entry in enumerate(entries):
        canvas.drawString(100, 700 - 12 * number, entry)
        if drawn:
            canvas.circle(92, 703 - 12 * number, 2.4, stroke=0, fill=1)
    canvas.save()
    assert len(texts(document(tmp_path, "a.pdf", file.getvalue()))) == parts
