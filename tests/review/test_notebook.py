"""The page in a notebook: in a frame apart, whatever the text says."""

from __future__ import annotations

from html.parser import HTMLParser

from duiqi import align_sentences


class Frames(HTMLParser):
    """The attributes of the elements of some HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_one_frame_and_nothing_else() -> None:
    hostile = "</iframe><script>alert(1)</script>\"'\ud800"
    frame = align_sentences([hostile, "再见。"], [hostile, "Bye."]).review()
    parser = Frames()
    parser.feed(frame._repr_html_())
    ((tag, attributes),) = parser.found
    assert tag == "iframe"
    assert attributes["srcdoc"] == frame.page
    assert "allow-same-origin" not in str(attributes["sandbox"])
