"""Feeds: the text of each entry is a page of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.reading import EN, ZH, document, left, texts

RSS = (
    "<?xml version='1.0'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
    "<title>新闻</title><link>http://a.example/</link><item><title>A &amp; B</title><pubDate>Mon, 2 Oct 2023</pubDate>"
    "{}</item></channel></rss>"
)


@pytest.mark.parametrize(
    "body",
    [
        f"<description><![CDATA[<p>{ZH}</p><p>{EN}</p>]]></description>",
        f"<description>&lt;p&gt;{ZH}&lt;/p&gt;&lt;p&gt;{EN}&lt;/p&gt;</description>",
        f"<description>{ZH}\n{EN}</description>",
    ],
)
def test_texts_of_entries(tmp_path: Path, body: str) -> None:
    read = document(tmp_path, "a.xml", RSS.format(body))
    assert texts(read) == ["新闻", "A & B", ZH, EN]
    assert left(read) == {"address, date or author": ["http://a.example/", "Mon, 2 Oct 2023"]}
    assert read.format == "a feed of news (RSS, Atom), told by how it begins"


def test_the_whole_text_is_read_once(tmp_path: Path) -> None:
    whole = f"<description>{ZH}</description><content:encoded>&lt;p&gt;{ZH}&lt;/p&gt;&lt;p&gt;{EN}</content:encoded>"
    read = document(tmp_path, "a.rss", RSS.format(whole))
    assert texts(read) == ["新闻", "A & B", ZH, EN]
    assert left(read)["part of a text that is there as a whole"] == [ZH]
    # An empty one is none.
    read = document(tmp_path, "b.rss", RSS.format(f"<description>{ZH}</description><content:encoded/>"))
    assert texts(read) == ["新闻", "A & B", ZH]


def test_atom(tmp_path: Path) -> None:
    feed = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><id>urn:1</id><entry><title type='html'>A &amp;amp; B</title>"
        f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>{ZH}</p><p>{EN}</p></div></content>"
        "</entry></feed>"
    )
    assert texts(document(tmp_path, "a.atom", feed)) == ["A & B", ZH, EN]


def test_other_rdf_is_no_feed(tmp_path: Path) -> None:
    rdf = f"<?xml version='1.0'?><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><a>{ZH}</a></rdf:RDF>"
    assert document(tmp_path, "a.xml", rdf).format.startswith("XML")
