"""An alignment in a notebook, and as a data frame."""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser

import pytest
from support.corrected import EN, ZH, aligned

from duiqi.errors import InputError
from duiqi.model import Alignment, Bead, Sentence
from duiqi.pairs.fields import FIELDS

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</script><!-- <b>",
    "]]></td></table>&lt;",
    "\u202eevil\u202c \u2066x\u2069",
    "lone \ud800 surrogate\x00\x1b[31m",
    "' onmouseover='alert(1)",
)


def _alignment(texts: tuple[str, ...], score: float = 0.4) -> Alignment:
    side = tuple(Sentence(text, 0, len(text), k) for k, text in enumerate(texts))
    beads = tuple(Bead(range(k, k + 1), range(k, k + 1), score) for k in range(len(texts)))
    return Alignment(side, side, beads, source=texts[0], warnings=texts[:1])


class _Tags(HTMLParser):
    """What a browser makes of it: the tags with their attributes, and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_counts_first_pairs_and_doubtful_ones() -> None:
    alignment, _ = aligned(ZH * 2, EN * 2)
    shown = _Tags()
    shown.feed(alignment._repr_html_())
    assert "release.txt: 8 pairs of 10 Chinese and 8 English sentences, mean score" in shown.text
    assert "First pairs" in shown.text
    assert "without a partner: 2 Chinese, 0 English" in shown.text
    assert ZH[0] in shown.text
    assert {"table", "th", "td", "bdi"} <= shown.tags


def test_hostile_text_is_text() -> None:
    html = _alignment(HOSTILE)._repr_html_()
    shown = _Tags()
    shown.feed(html)
    assert shown.tags == {"div", "p", "table", "caption", "thead", "tbody", "tr", "th", "td", "bdi"}
    assert shown.attributes == {"style", "lang", "scope"}
    for text in HOSTILE[:4]:
        assert text in shown.text
    # What would turn or hide text, or break the encoding, is spelt out.
    assert not re.search("[\u202a-\u202e\u2066-\u2069\ud800-\udfff\x00\x1b]", html)
    assert "\\u{202e}evil" in shown.text
    html.encode("utf-8")


def test_long_text_is_cut_and_nothing_is_shown_of_nothing() -> None:
    assert "长" * 200 + "…" in _alignment(("长" * 1000,))._repr_html_()
    assert "<table>" not in Alignment((), (), ())._repr_html_()


def test_data_frames_have_the_columns_of_the_files() -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    alignment, _ = aligned()
    frame, table = alignment.to_pandas(), alignment.to_arrow()
    assert list(frame.columns) == list(FIELDS) == table.column_names
    assert len(frame) == table.num_rows == 4
    assert frame["zh"].tolist() == table.column("zh").to_pylist() == [ZH[0], ZH[1], ZH[3], ZH[4]]
    assert frame["en_ids"].tolist() == [[0], [1], [2], [3]]
    assert len(alignment.to_pandas(unaligned=True)) == alignment.to_arrow(unaligned=True).num_rows == 5
    assert list(Alignment((), (), ()).to_pandas().columns) == list(FIELDS)


@pytest.mark.parametrize(("method", "module"), [("to_pandas", "pandas"), ("to_arrow", "pyarrow")])
def test_without_the_package(method: str, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(InputError, match=rf"needs the package {module}, which is not installed; install it with"):
        getattr(_alignment(("A",)), method)()
