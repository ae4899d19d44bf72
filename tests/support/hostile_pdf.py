"""PDF files that are to be refused."""

from __future__ import annotations

from io import BytesIO


def scanned_pdf(pages: int = 3) -> bytes:
    """A PDF of pictures."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=True)
    for _ in range(pages):
        canvas.rect(50, 50, 400, 700, fill=1)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def crowded_pdf() -> bytes:
    """A PDF with more characters on a page than paper holds."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=True)
    canvas.setFont("Helvetica", 1)
    for line in range(150):
        canvas.drawString(10, 10 + 5 * line, "abcde" * 200)
    canvas.save()
    return buffer.getvalue()


def pdf_with_pages(count: int) -> bytes:
    """A PDF whose page tree has this many pages, all the same object."""
    kids = b"3 0 R " * count
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count "
        + str(count).encode()
        + b"/Kids["
        + kids
        + b"]>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj\n"
        b"trailer<</Root 1 0 R/Size 4>>\n%%EOF"
    )
