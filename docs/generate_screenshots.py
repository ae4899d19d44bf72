"""Take the pictures of the review page in docs/review/: light, dark, narrow, in Chinese, and as it is printed.

    python -m docs.generate_screenshots

They need Debian's Chromium and Playwright, and are looked at by a person; no test compares them.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from duiqi.pipeline import load_sides
from duiqi.review import review_page
from tests.review.browser import chromium, open_page
from tests.review.conftest import reviewed

ROOT = Path(__file__).resolve().parents[1]
OUTPUT = ROOT / "docs" / "review"
SAMPLE = ROOT / "data" / "samples" / "belt-and-road-2020-06-18.txt"


def doubtful(page: Any) -> None:
    """At the least certain pair, with what its score is made of."""
    press(page, "w", "y")


def corrected(page: Any) -> None:
    """After some corrections."""
    press(page, "Home", "a", "ArrowDown", "a", "ArrowDown", "m", "ArrowDown", "x", "w")


def press(page: Any, *keys: str) -> None:
    """Press keys in the list of pairs."""
    page.focus("#grid")
    for key in keys:
        page.keyboard.press(key)


# Name → width, height, colours, language, what is done first.
PICTURES: dict[str, tuple[int, int, str, str, Any]] = {
    "light": (1280, 800, "light", "en", doubtful),
    "dark": (1280, 800, "dark", "en", corrected),
    "contrast": (1280, 800, "contrast", "en", corrected),
    "chinese": (1280, 800, "light", "zh", corrected),
    "narrow": (420, 800, "light", "en", corrected),
}


def main() -> None:
    """Write the pictures."""
    OUTPUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        path = Path(folder) / "page.html"
        path.write_text(review_page(reviewed(load_sides(SAMPLE))), encoding="utf-8")
        for name, (width, height, theme, language, prepare) in PICTURES.items():
            context = browser.new_context(viewport={"width": width, "height": height})
            page = open_page(context, path)
            page.select_option("#theme", theme)
            page.select_option("#language", language)
            prepare(page)
            page.wait_for_timeout(300)
            page.screenshot(path=OUTPUT / f"{name}.png")
            context.close()
        page = open_page(browser.new_context(viewport={"width": 794, "height": 1123}), path)
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.screenshot(path=OUTPUT / "print.png")


if __name__ == "__main__":
    main()
