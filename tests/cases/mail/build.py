"""Write two messages by Python's email package, and a page saved as one file by Chromium.

    python -m tests.cases.mail.build

Needs Playwright and Chromium. What it writes is committed; the tests read that alone.
"""

from __future__ import annotations

import json
import tempfile
from datetime import datetime, timezone
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
CHROMIUM = "/usr/bin/chromium"
# A picture of one pixel, so that the page has something embedded.
PIXEL = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")


def _message(subject: str, number: int) -> EmailMessage:
    made = EmailMessage(policy=SMTP)
    made["From"], made["To"] = "王工 <wang@example.org>", "Reservoir <reservoir@example.org>"
    made["Subject"], made["Message-ID"] = subject, f"<{number}@example.org>"
    made["Date"] = format_datetime(datetime(2020, 9, 13, 12, 26, 40, tzinfo=timezone.utc))
    return made


def _page(rows: list[list[str]], picture: str = "") -> str:
    texts = "".join(f"<p>{zh}</p>\n<p>{en}</p>\n" for zh, en in rows)
    head = '<meta charset="utf-8"><title>水库</title><style>p { margin: 1em }</style>'
    return f"<!DOCTYPE html>\n<html><head>{head}</head>\n<body>\n{picture}{texts}</body></html>\n"


def letter(subject: str, rows: list[list[str]]) -> bytes:
    """The Chinese as text and the English as a page behind it, each in an encoding of its own, and an attachment."""
    made = _message(subject, 1)
    made.set_content("\n\n".join(zh for zh, _ in rows) + "\n", charset="gb18030", cte="quoted-printable")
    made.make_mixed()
    english = EmailMessage(policy=SMTP)
    english.set_content("".join(f"<p>{en}</p>\n" for _, en in rows), subtype="html", charset="utf-8", cte="base64")
    made.attach(english)
    made.add_attachment("没有译文的附件。\n".encode(), maintype="text", subtype="plain", filename="附件.txt")
    made.set_boundary("=-letter")
    return made.as_bytes()


def two_forms(subject: str, rows: list[list[str]]) -> bytes:
    """Both languages, once as text and once as a page."""
    made = _message(subject, 2)
    made.set_content("\n\n".join(f"{zh}\n{en}" for zh, en in rows) + "\n", cte="base64")
    made.add_alternative(_page(rows), subtype="html", charset="utf-8", cte="quoted-printable")
    made.set_boundary("=-forms")
    return made.as_bytes()


def saved_page(rows: list[list[str]]) -> bytes:
    """What Chromium's command "save as a single file" makes of a page with a picture."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        (Path(folder) / "a.gif").write_bytes(PIXEL)
        path = Path(folder) / "page.html"
        path.write_text(_page(rows, '<img src="a.gif" alt="">\n'), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(path.as_uri())
        shot = page.context.new_cdp_session(page).send("Page.captureSnapshot", {"format": "mhtml"})
        browser.close()
    # Where it lay is of no interest to anyone.
    return str(shot["data"]).replace(Path(folder).as_uri(), "https://example.org").encode("utf-8")


def main() -> None:
    """Write them."""
    texts = json.loads((HERE / "texts.json").read_text("utf-8"))
    subject, rows = texts["subject"], texts["rows"]
    (HERE / "letter.eml").write_bytes(letter(subject, rows))
    (HERE / "forms.eml").write_bytes(two_forms(subject, rows))
    (HERE / "page.mht").write_bytes(saved_page(rows))


if __name__ == "__main__":
    main()
