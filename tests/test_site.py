"""The documentation as a site: it builds without a warning, and its pages fetch nothing from elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built strictly: a broken link or anchor, a page or picture that nothing names ends it."""
    pytest.importorskip("material")
    pytest.importorskip("mkdocstrings")
    folder = tmp_path_factory.mktemp("site")
    # mkdocs-material prints a notice about its own future otherwise.
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    run = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    done = subprocess.run(run, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return folder


@pytest.mark.slow
def test_the_site_builds_with_the_demo(site: Path) -> None:
    assert (site / "index.html").exists()
    assert "<!DOCTYPE html>" in (site / "review" / "demo.html").read_text(encoding="utf-8")[:20]
    assert '<html lang="zh-CN"' in (site / "zh" / "tutorial.html").read_text(encoding="utf-8")
    # What mkdocstrings made of the docstrings.
    assert "Align a document that holds both languages" in (site / "api.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_pages_fetch_nothing(site: Path) -> None:
    loads = re.compile(r"<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=[\"']?(?:https?:)?//[^>]*>")
    styles = re.compile(r"(?:@import\s+|url\()[\"']?(?:https?:)?//[^)]*")
    found = {}
    for path in [*site.rglob("*.html"), *site.rglob("*.css")]:
        pattern = loads if path.suffix == ".html" else styles
        found[path.relative_to(site).as_posix()] = pattern.findall(path.read_text(encoding="utf-8"))
    assert len(found) > 30
    assert {name: loaded for name, loaded in found.items() if loaded} == {}


@pytest.mark.slow
def test_what_markdown_readers_differ_on_is_not_used(site: Path) -> None:
    """Lists need an empty line before them in MkDocs, and none on GitHub."""
    for path in site.rglob("*.html"):
        if path.parent.name != "review":
            assert not re.search(r"<p>[^<]*\n(\*|-|\d+\.) ", path.read_text(encoding="utf-8")), path.name
