"""The page of findings: whole, escaped, without scripts, and readable in a browser."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import html

from duiqi.checking import check_file
from duiqi.checking.reports.page import page_lines

EVIL = '<script>alert(1)</script><img src=x onerror="alert(2)">'


@pytest.fixture
def page(tmp_path: Path) -> str:
    pairs = tmp_path / "<b>&.tsv"
    rows = [("一共有35人。", f"There are 53 people. {EVIL}"), ("会议。", "会议。"), *[("好的 %s", "Fine\u202e")] * 12]
    pairs.write_text("".join(f"{zh}\t{en}\n" for zh, en in rows), encoding="utf-8")
    findings = list(check_file(pairs))
    shown = [finding for at, finding in enumerate(findings) if at < 8]
    counts = Counter(finding.rule for finding in findings)
    return "".join(page_lines([(pairs.name, shown, counts), ("clean.tmx", [], Counter())]))


def test_nothing_of_a_text_is_markup(page: str) -> None:
    tree = html.fromstring(page)
    assert not tree.xpath("//script | //img | //b | //@onerror | //@src | //link | //a[not(starts-with(@href, '#'))]")
    assert EVIL in "".join(tree.itertext())
    assert tree.xpath("string(//h2[1])") == "<b>&.tsv"
    assert "\u202e" not in page
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'", policy
    )


def test_what_is_told(page: str) -> None:
    tree = html.fromstring(page)
    text = " ".join(" ".join(tree.itertext()).split())
    assert "35 is not in the English text" in text
    assert "Nothing was found." in text
    links = tree.xpath("//a/@href")
    assert links == [f"#{id}" for id in tree.xpath("//h3/@id")]
    assert "#f0-placeholder" in links
    # The pairs that are there twice are all told of, those beyond the eighth finding not shown.
    assert re.search(r"it is looked up and shown twice\. 11 in all, \d of them here", text)


@pytest.mark.slow
def test_in_a_browser(page: str, tmp_path: Path) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    with sync_api.sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        except sync_api.Error:
            pytest.skip("there is no Chromium")
        told: list[str] = []
        tab = browser.new_page()
        tab.on("console", lambda message: told.append(message.text))
        tab.goto((tmp_path / "page.html").as_uri())
        # The styles are those that the policy allows.
        assert tab.evaluate("getComputedStyle(document.querySelector('table')).borderCollapse") == "collapse"
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert told == []
        browser.close()
