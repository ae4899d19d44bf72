"""E-mail messages."""

from __future__ import annotations

import json
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from support.cases import CASES
from support.reading import EN, ZH, document, left, texts

from duiqi.errors import InputError
from duiqi.formats import eml
from duiqi.loading import read_document
from duiqi.pipeline import align


def message(**headers: str) -> EmailMessage:
    made = EmailMessage(policy=SMTP)
    made["Subject"] = "会议 Meeting"
    made["From"] = "a@example.org"
    made["Message-ID"] = "<1@example.org>"
    for name, value in headers.items():
        made[name] = value
    return made


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "big5"])
def test_plain_text_in_an_encoding(tmp_path: Path, charset: str) -> None:
    made = message()
    made.set_content(f"> 各位代表\n\n{ZH if charset != 'big5' else '會議'}\n", charset=charset)
    found = document(tmp_path, "a.eml", made.as_bytes())
    assert texts(found) == ["会议 Meeting", "各位代表", ZH if charset != "big5" else "會議"]


OUTLOOK = "From: Li <li@b.c>\nSent: Monday, 2 October 2023\nTo: Tom\nSubject: 会议\n"
FOXMAIL = (
    "------------------ 原始邮件 ------------------\n发件人: 李 <li@b.c>\n发送时间: 2023年\n收件人: 王\n主题: 会议\n"
)


@pytest.mark.parametrize("head", [OUTLOOK, FOXMAIL, f"-----Original Message-----\n{OUTLOOK}"])
def test_heads_of_quoted_messages(tmp_path: Path, head: str) -> None:
    made = message()
    made.set_content(f"{EN}\n\n{head}\n{ZH}\n")
    found = document(tmp_path, "a.eml", made.as_bytes())
    assert texts(found) == ["会议 Meeting", EN, ZH]
    assert left(found) == {"head of a quoted message": [head.strip()]}
    made.add_alternative(f"<p>{EN}</p><p>{'<br>'.join(head.split(chr(10)))}</p><p>{ZH}</p>", subtype="html")
    assert texts(document(tmp_path, "b.eml", made.as_bytes())) == ["会议 Meeting", EN, ZH]


def test_a_timetable_is_no_head_of_a_message(tmp_path: Path) -> None:
    made = message()
    made.set_content("主题: 会议\n时间: 上午\n\n主持: 王毅\n")
    assert len(texts(document(tmp_path, "a.eml", made.as_bytes()))) >= 3


def test_soft_line_breaks_are_spaces(tmp_path: Path) -> None:
    made = message()
    made.set_content("Wang Yi chaired \nthe meeting.\n-- \nWang\n")
    made.set_param("format", "flowed")
    assert "Wang Yi chaired the meeting.\n" in document(tmp_path, "a.eml", made.as_bytes()).text


def test_of_two_forms_the_page_and_never_what_is_attached(tmp_path: Path) -> None:
    made = message()
    made.set_content(f"{ZH}\n")
    made.add_alternative(f"<p>{ZH}</p><p>{EN}</p>", subtype="html")
    made.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="附件.pdf")
    made.add_attachment(message())
    found = document(tmp_path, "a.eml", made.as_bytes())
    assert texts(found) == ["会议 Meeting", ZH, EN]
    assert left(found) == {"attachment": ["附件.pdf", "message/rfc822"]}
    assert found.notes == ("not read, as attached: 附件.pdf, message/rfc822",)


def test_a_page_saved_as_one_whatever_it_is_called(tmp_path: Path) -> None:
    made = message(**{"Content-Location": "https://example.org/"})
    made.set_content(f"<p>{ZH}</p><p>{EN}</p>", subtype="html")
    made.add_related(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    data = b"MIME-Version: 1.0\r\n" + made.as_bytes().replace(b"MIME-Version: 1.0\r\n", b"", 1)
    found = document(tmp_path, "a.txt", data)
    assert (texts(found)[1:], left(found)) == ([ZH, EN], {"embedded file": ["a.png"]})
    assert found.notes == (
        "read as an e-mail message or a page saved as one (EML, MHTML) by what it holds; its name ends in .txt",
    )


def test_menus_of_a_saved_page_and_its_other_language(tmp_path: Path) -> None:
    """It is judged as a page is, alone or with its translation."""
    for name, title, text in (("zh.mht", "首页", ZH), ("en.mht", "Home", EN)):
        made = message(**{"Snapshot-Content-Location": "https://example.org/"})
        made.replace_header("From", "<Saved by Blink>")
        made.set_content(f"<nav><a href='/'>{title}</a></nav><article><p>{text}</p></article>", subtype="html")
        made.add_related(b"p{}", maintype="text", subtype="css", filename="a.css")
        (tmp_path / name).write_bytes(made.as_bytes())
    found = align(tmp_path / "zh.mht", tmp_path / "en.mht")
    assert [(pair.zh, pair.en) for pair in found] == [(ZH, EN)]
    assert left(document(tmp_path, "b.mht", (tmp_path / "zh.mht").read_bytes())) == {
        "menu or links": ["首页"],
        "embedded file": ["a.css"],
    }


def test_what_a_newsletter_says_of_itself(tmp_path: Path) -> None:
    foot = ["您收到此邮件是因为您订阅了通讯。", "12 Garden Road, Beijing", "Unsubscribe"]
    made = message()
    made.set_content(
        f"<p><a href='/'>View in browser</a></p><p>{ZH}</p><p>{EN}</p>{''.join(f'<p>{t}</p>' for t in foot)}"
    )
    made.replace_header("Content-Type", "text/html; charset=utf-8")
    found = document(tmp_path, "a.eml", made.as_bytes())
    assert texts(found)[1:] == [ZH, EN]
    assert left(found) == {"head or foot of a newsletter": ["View in browser", *foot]}
    # A letter about it is text.
    made.set_payload(f"<p>How to unsubscribe from a list:</p><p>{ZH}</p><p>{EN}</p>".encode())
    assert texts(document(tmp_path, "b.eml", made.as_bytes()))[1:] == ["How to unsubscribe from a list:", ZH, EN]


def test_what_is_made_to_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    nested = "".join(f"Content-Type: multipart/mixed; boundary={k}x\n\n--{k}x\n" for k in range(900))
    with pytest.raises(InputError, match="messages in messages, more than 30 deep"):
        eml.read_eml(nested.encode(), "a.eml")
    for data in (b"Subject: a\n" + b"\n--a" * 10_001, b"a:\n" * 500_001):
        with pytest.raises(InputError, match="32 MB, 500,000 lines or 10,000 parts"):
            eml.read_eml(data, "a.eml")


def test_damaged_headers(tmp_path: Path) -> None:
    data = "Received: x\nSubject: =?nonsense?b?5Lya?= =?ut\ufffd?b?!?=\nContent-Type: text/plain; charset=nonsense\n\n"
    assert texts(document(tmp_path, "a.eml", data + ZH))[-1] == ZH


MAIL = CASES / "mail"
TEXTS = json.loads((MAIL / "texts.json").read_text("utf-8"))
ROWS = [tuple(row) for row in TEXTS["rows"]]
LEFT = {
    "letter.eml": {"attachment": ["附件.txt"]},
    "forms.eml": {},
    "page.mht": {
        "title or attribute": ["水库"],
        "embedded file": ["https://example.org/a.gif", "cid:css-8d1cc075-b451-4eed-86c0-c6ed4bad57bd@mhtml.blink"],
    },
}


@pytest.mark.parametrize("name", LEFT)
def test_messages_by_a_program(name: str) -> None:
    """Quoted-printable GB18030 and base64 UTF-8; a text in two forms; a page as Chromium saves it."""
    found = read_document(MAIL / name)
    assert left(found) == LEFT[name]
    pairs = [(pair.zh, pair.en) for pair in align(MAIL / name)]
    assert pairs[-len(ROWS) :] == ROWS
    heads = [tuple(TEXTS["subject"].split(" ", 1))]
    assert pairs[: -len(ROWS)] == (heads if name == "forms.eml" else [])
