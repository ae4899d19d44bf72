"""The report on a folder of outputs: its figures, and a page that runs nothing and shows all text as it is."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duiqi.batch.report import report_of, report_page
from duiqi.batch.report.figures import NAMED, SLOWEST
from duiqi.batch.resuming import Entry

ODD = 'a<script>alert("x")</script>&\u202e.txt'


def entry(number: int, **told: Any) -> Entry:
    """A document that is done, with a share that grows with its number."""
    told = {
        "zh_alone": 1,
        "en_alone": 2,
        "share": number / 1000,
        "layout": "columns",
        "repairs": {"entities": 2},
        **told,
    }
    scores = [0] * 9 + [3]
    return Entry(
        f"{number:04d}.tmx",
        f"{number:04d}.txt",
        outcome="done",
        pairs=3,
        doubtful=1,
        seconds=float(number % 7),
        told=json.dumps({**told, "scores": scores}),
    )


def test_the_figures() -> None:
    failed = [Entry(f"f{n}.tmx", ODD, outcome="failed", error=f"f{n}: no") for n in range(NAMED + 1)]
    report = report_of([*map(entry, range(1000)), *failed, Entry("p.tmx", "p.txt")])
    assert report.outcomes == {"pending": 1, "done": 1000, "failed": NAMED + 1, "passed over": 0}
    assert (report.pairs, report.doubtful, report.scores) == (3000, 1000, (0,) * 9 + (3000,))
    assert (report.repairs, report.layouts) == ({"entities": 2000}, {"columns": 1000})
    # Below .4, the bound of --match content.
    assert report.wrongly_paired_number == 400
    assert [look.output for look in report.wrongly_paired] == [f"{n:04d}.tmx" for n in range(NAMED)]
    assert [look.output for look in report.slowest] == [f"{n:04d}.tmx" for n in range(6, 1000, 7)][-SLOWEST:]
    assert len(report.failed) == NAMED


@pytest.mark.parametrize("told", ["", "[]", "{}", '"done"'])
def test_rows_that_tell_nothing(told: str) -> None:
    report = report_of([Entry("a.tmx", "a.txt", outcome="done", pairs=2, told=told)])
    assert (report.pairs, report.wrongly_paired_number, report.layouts) == (2, 0, {"not known": 1})


class Seen(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on") or name in ("style", "src", "href")]

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.text(), st.text())
def test_all_text_is_escaped(name: str, error: str) -> None:
    page = report_page(report_of([Entry("a", name, outcome="failed", error=error), entry(1)]), ODD)
    seen = Seen(page)
    assert not seen.tags & {"script", "img", "a", "iframe"}
    assert 'a<script>alert("x")</script>&\\u{202e}.txt' in seen.text
    assert re.search(r"default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; base-uri 'none'", page)
