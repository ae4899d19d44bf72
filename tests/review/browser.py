"""Debian's Chromium, driven by Playwright, and what tests do on a page in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path("/usr/bin/chromium")
# No connection but to the page itself.
SWITCHES = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@contextmanager
def chromium() -> Iterator[Any]:
    """The browser; a test that needs it skips where there is none."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip("chromium is not installed")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=SWITCHES)
        yield browser
        browser.close()


# Milliseconds that a page may take for anything, where much else is going on.
PATIENCE = 60_000


def open_page(context: Any, path: Path) -> Any:
    """The page, ready; an error of its script fails the test."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    errors: list[str] = []
    page.errors = errors
    page.goto(path.as_uri())
    page.wait_for_selector(".row.current")
    return page


def wait_until(page: Any, condition: str) -> None:
    """Wait until an expression is true. (Playwright's own way needs eval, which the page's policy forbids.)"""
    for _ in range(PATIENCE // 50):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {condition}")


def saved(page: Any, format: str) -> str:
    """The text of a file that the page saves."""
    with page.expect_download() as waited:
        page.select_option("#save", format)
    return Path(waited.value.path()).read_bytes().decode("utf-8")


def shape(page: Any) -> list[str]:
    """The types of the beads, in order."""
    types: list[str] = page.evaluate("duiqi.model.beads.map((bead) => `${bead.zh}-${bead.en}`)")
    return types


def message(page: Any) -> str:
    """What the page says of the last thing that was done."""
    return str(page.text_content("#message"))
