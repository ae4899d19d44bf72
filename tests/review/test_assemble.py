"""The page is one file that runs its own script alone, whatever the document says."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from importlib import resources
from pathlib import Path

import pytest

from duiqi.review.assemble import assemble, data_text, joined

PAGE = Path(str(resources.files("duiqi.review").joinpath("page")))
# No module over 250 lines, as in Python 300.
MOST_LINES = 250


@pytest.mark.parametrize(("name", "page"), [("main", "page.html"), ("index", "index.html")])
def test_the_policy_names_the_script_and_the_styles(name: str, page: str) -> None:
    html = assemble(name, page, "a", {})
    (script,) = re.findall(r'<script type="module">(.*?)</script>', html, re.DOTALL)
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    for kind, text in (("script-src", script), ("style-src", style)):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_nothing_is_fetched() -> None:
    html = assemble("main", "page.html", "a", {})
    assert not re.search(r"https?://|\bimport\((?!\x22\./)|\bfetch\(|XMLHttpRequest|<link|url\(", html)
    assert "@import" not in (PAGE / "page.css").read_text("utf-8")
    assert not re.search(r"\beval\(|new Function|innerHTML|insertAdjacentHTML|document\.write", html)
    assert not re.search(r"<[^>]+\son\w+=|<[^>]+\sstyle=", html)


@pytest.mark.parametrize("name", ["main", "index"])
def test_modules_are_joined_with_every_name_once(name: str) -> None:
    script = joined(name)
    assert not re.search(r"^(import|export) ", script, re.MULTILINE)
    names = re.findall(r"^(?:async )?(?:function|const|let|class) (\w+)", script, re.MULTILINE)
    assert [each for each, count in Counter(names).items() if count > 1] == []
    # A module comes after those that it needs.
    assert script.index("class Model") < script.index("start();") if name == "main" else "showIndex();" in script


def test_every_module_is_used() -> None:
    used = joined("main") + joined("index")
    for path in PAGE.glob("*.js"):
        if path.stem != "types":
            first = next(line for line in path.read_text("utf-8").splitlines() if line.startswith("//"))
            assert first in used, path.name


def test_modules_are_short_and_say_what_they_do() -> None:
    for path in PAGE.glob("*.js"):
        lines = path.read_text("utf-8").splitlines()
        assert lines[0].startswith("// "), path.name
        assert len(lines) <= MOST_LINES, path.name


def test_a_text_cannot_leave_the_data() -> None:
    hostile = "</script><script>alert(1)</script><!-- ]]> \ud800 \u2028"
    text = data_text({"a": hostile})
    assert "<" not in text
    assert json.loads(text) == {"a": hostile}
    text.encode("utf-8")


def test_a_name_cannot_leave_the_title() -> None:
    html = assemble("main", "page.html", '</title><b onload="x">\ud800', {})
    assert "&lt;/title&gt;&lt;b onload=&quot;x&quot;&gt;\ufffd</title>" in html
