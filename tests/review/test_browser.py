"""The page in a browser, as a person uses it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from review.browser import PATIENCE, chromium, message, open_page, saved, shape, wait_until
from review.conftest import NODE

from duiqi import save
from duiqi.aligner import align_keeping_lattice
from duiqi.corrections import correct, read_corrections
from duiqi.corrections.recording import Reviewer, record, ruled
from duiqi.model import Alignment, Bead, Sentence
from duiqi.review import Reviewed, index_page, review_page
from duiqi.review.index import entry_of

pytestmark = pytest.mark.slow

HOSTILE = [
    "<script>window.hit=1</script>",
    '"><img src=x onerror="window.hit=1">',
    "</script><script>window.hit=1</script>",
    "<!-- </textarea></title> -->",
    "abc\u202edef\u2066",
    "half \ud800 a character",
    "javascript:window.hit=1 &lt;b&gt; &amp;",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.fixture
def context(browser: Any) -> Iterator[Any]:
    made = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB", reduced_motion="reduce")
    yield made
    made.close()


@pytest.fixture(scope="module")
def seed_page(seed_reviewed: Reviewed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "seed.html"
    path.write_text(review_page(seed_reviewed), encoding="utf-8")
    return path


def test_a_review(context: Any, seed_page: Path, seed_reviewed: Reviewed, tmp_path: Path) -> None:
    page = open_page(context, seed_page)
    page.fill("#who", "anna")
    page.focus("#grid")
    before = shape(page)
    press = page.keyboard.press
    press("w")
    assert page.evaluate("duiqi.look.row") == page.evaluate(
        "duiqi.model.beads.map((_, k) => duiqi.model.score(k)).reduce((a, s, k, all) => (s < all[a] ? k : a), 0)"
    )
    press("a")
    assert "about 0.9" not in page.text_content("#progress")
    press("Home")
    press("m")  # merge with the next
    assert shape(page)[0] == "2-2"
    press("s")  # split: one border a side
    press("ArrowRight")
    press("s")
    assert len(shape(page)) >= len(before) - 1
    press("End")
    press("ArrowRight")
    press("u")  # the first sentence of the last pair goes up
    press("Home")
    press("ArrowRight")
    press("e")
    page.fill("#edit-text", "改过的句子。")
    press("Enter")
    wait_until(page, "duiqi.model.zh[0].text === '改过的句子。'")
    press("c")
    page.fill("#edit-text", "a comment\nof two lines")
    page.click("#edit-dialog button[value=save]")
    page.wait_for_selector(".flag[aria-label='with a comment']")
    press("n")
    press("x")
    changed = shape(page), page.evaluate("JSON.stringify([duiqi.model.zh, duiqi.model.beads])")
    for _ in range(10):
        press("Control+z")
    assert "Nothing to undo." in message(page)
    assert shape(page) == before
    for _ in range(10):
        press("Control+y")
    assert (shape(page), page.evaluate("JSON.stringify([duiqi.model.zh, duiqi.model.beads])")) == changed
    page.reload()
    page.wait_for_selector(".row.current")
    assert "of last time are here again" in message(page)
    assert (shape(page), page.evaluate("JSON.stringify([duiqi.model.zh, duiqi.model.beads])")) == changed
    assert page.input_value("#who") == "anna"
    file = tmp_path / "corrections.jsonl"
    file.write_text(saved(page, "corrections"), encoding="utf-8", newline="")
    corrections = read_corrections(file)
    assert {c.who for c in corrections} == {"anna"}
    anew = correct(seed_reviewed.alignment, corrections, seed_reviewed.lattice).alignment
    for format in ("tmx", "jsonl", "tsv"):
        save(anew, tmp_path / f"a.{format}")
        assert saved(page, format) == (tmp_path / f"a.{format}").read_text(encoding="utf-8")
    # A colleague's browser gets the same from the file.
    page.evaluate("localStorage.clear(), duiqi.history.done.length = 0, duiqi.history.undone.length = 0")
    page.reload()
    page.wait_for_selector(".row.current")
    assert shape(page) == before
    page.set_input_files("#file", file)
    wait_until(page, "document.getElementById('message').textContent.includes('corrections loaded')")
    assert shape(page) == changed[0]
    assert page.errors == []


def test_by_keys_alone(context: Any, seed_page: Path, tmp_path: Path) -> None:
    page = open_page(context, seed_page)
    press, type_text = page.keyboard.press, page.keyboard.type
    kept = "JSON.stringify([duiqi.model.zh, duiqi.model.en, duiqi.model.beads])"
    before = page.evaluate(kept)

    def tab_to_grid() -> None:
        for _ in range(40):
            if page.evaluate("document.activeElement.id") == "grid":
                return
            press("Tab")
        raise AssertionError("Tab does not come to the pairs")

    tab_to_grid()
    press("m")
    assert shape(page)[0] == "2-2"
    press("ArrowRight")
    press("e")
    press("Control+a")
    type_text("改过的句子。")
    press("Enter")
    wait_until(page, "duiqi.model.zh[0].text === '改过的句子。'")
    press("c")
    type_text("two")
    press("Enter")
    type_text("lines")
    press("Control+Enter")
    page.wait_for_selector(".flag[aria-label='with a comment']")
    press("c")
    type_text(" that are not kept")
    press("Escape")
    changed = page.evaluate(kept)
    assert "not kept" not in changed
    page.reload()
    page.wait_for_selector(".row.current")
    assert page.evaluate(kept) == changed
    file = tmp_path / "corrections.jsonl"
    file.write_text(saved(page, "corrections"), encoding="utf-8", newline="")
    assert [c.why for c in read_corrections(file) if c.why] == ["two\nlines"]
    tab_to_grid()
    for _ in range(3):
        press("Control+z")
    assert page.evaluate(kept) == before
    press("Control+z")
    assert "Nothing to undo." in message(page)
    assert page.errors == []


def test_opens_with_corrections(context: Any, seed_reviewed: Reviewed, tmp_path: Path) -> None:
    alignment = seed_reviewed.alignment
    places = [ruled(alignment.beads[0]), ruled(alignment.beads[3], "rejected")]
    made = tuple(record(alignment, places, Reviewer("anna", "2026-11-29T10:00:00Z")))
    path = tmp_path / "page.html"
    path.write_text(review_page(replace(seed_reviewed, corrections=made)), encoding="utf-8")
    page = open_page(context, path)
    assert message(page) == "With 2 corrections made before."
    assert page.locator("#row-0 .flag[aria-label=right]").count() == 1
    assert page.locator("#row-3.unused").count() == 1
    page.focus("#grid")
    page.keyboard.press("Control+z")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("a")
    page.reload()
    page.wait_for_selector(".row.current")
    # What the browser kept goes on from them, and does not make them again.
    assert "Your 2 steps" in message(page)
    assert page.locator(".flag[aria-label=right]").count() == 2
    assert page.locator(".row.unused").count() == 0
    assert page.errors == []


def test_joined_words_stand_out_together(context: Any, seed_page: Path) -> None:
    page = open_page(context, seed_page)
    page.focus("#grid")
    page.keyboard.press("y")
    marks = page.locator("#row-0 .zh mark.word")
    assert marks.count() > 5
    assert page.locator("#why .words li").count() == marks.count()
    page.hover("#row-0 .zh mark.word:has-text('北京')")
    assert page.locator("#row-0 mark.on").all_text_contents() == ["北京", "Beijing"]
    assert page.locator("#why .words .on").all_text_contents() == ["北京 Beijing"]
    page.click("#row-0 .en .sentence")
    assert page.locator("#row-0 .en mark.word").count() == marks.count()
    page.keyboard.press("ArrowDown")
    assert page.locator("#row-0 mark").count() == 0
    assert page.errors == []


SEEN = """(height) => {
    const row = document.querySelector(".row.current")?.getBoundingClientRect()
    if (!row) return false
    const grid = document.querySelector("#grid").getBoundingClientRect()
    const seen = Math.min(row.bottom, grid.bottom) - row.top
    return grid.height >= 0.2 * height && row.top >= grid.top - 1 && seen >= Math.min(row.height, grid.height) - 1
}"""


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (400, 800), (360, 640)])
def test_the_pair_that_is_explained_is_seen(width: int, height: int, context: Any, seed_page: Path) -> None:
    page = open_page(context, seed_page)
    page.set_viewport_size({"width": width, "height": height})
    page.focus("#grid")
    for key in ("w", "y", "n", "End"):
        page.keyboard.press(key)
        wait_until(page, f"({SEEN})({height})")
    assert page.errors == []


def test_the_pair_stays_seen_when_the_window_changes(context: Any, seed_page: Path) -> None:
    page = open_page(context, seed_page)
    page.focus("#grid")
    for key in ("w", "End"):
        page.keyboard.press(key)
    for width, height in [(360, 640), (1280, 800), (640, 360), (1280, 500)]:
        page.set_viewport_size({"width": width, "height": height})
        wait_until(page, f"innerWidth === {width} && innerHeight === {height} && ({SEEN})({0.5 * height})")
    assert page.errors == []


def test_the_mouse(context: Any, seed_page: Path) -> None:
    page = open_page(context, seed_page)
    page.click("#row-2 .zh .sentence")
    assert page.evaluate("duiqi.look.sentence").startswith("zh ")
    page.click("#row-4", modifiers=["Shift"], position={"x": 20, "y": 10})
    assert page.evaluate("[...duiqi.look.rows]") == [2, 3, 4]
    page.click("#actions button:has-text('Right')")
    assert page.locator(".row .flag[aria-label=right]").count() == 3
    zh, en = page.locator("#row-5 .zh .sentence").first, page.locator("#row-6 .en .sentence").first
    zh.click(modifiers=["Control"])
    en.click(modifiers=["Control"])
    assert page.locator(".picked").count() == 2
    page.click("#actions button:has-text('Link')")
    assert "found again" in message(page)
    assert page.locator(".row.moved").count() > 0
    page.click("#undo")
    page.click("#row-1 .en .sentence >> nth=0", click_count=2)
    page.wait_for_selector("#edit-dialog[open]")
    page.keyboard.press("Escape")
    page.mouse.click(*strip_point(page, 0.9))
    assert page.evaluate("duiqi.look.row") > 15
    page.click("#actions button:has-text('Why?')")
    assert page.locator("#why .waterfall tr").count() > 2
    page.keyboard.press("Home")
    page.click("#row-1 .number")
    assert "25" in page.locator("#row-1 .zh mark").all_text_contents()
    assert page.errors == []


def strip_point(page: Any, share: float) -> tuple[float, float]:
    box = page.locator("#strip").bounding_box()
    return box["x"] + 5, box["y"] + share * box["height"]


def test_a_row_that_is_higher_than_the_screen(context: Any, tmp_path: Path) -> None:
    path = tmp_path / "long.html"
    texts = {
        "zh": ["短句。", "很长的句子，" * 500, "中间。", "又一个长句，" * 500, "末尾。"],
        "en": ["A.", "Long, " * 900, "B.", "C.", "D."],
    }
    sentences = {side: [Sentence(t, 0, len(t), k) for k, t in enumerate(each)] for side, each in texts.items()}
    beads = (Bead(range(1), range(1), 0.9), Bead(range(1, 4), range(1, 4), 0.9), Bead(range(4, 5), range(4, 5), 0.9))
    alignment = Alignment(tuple(sentences["zh"]), tuple(sentences["en"]), beads)
    path.write_text(review_page(Reviewed(alignment)), encoding="utf-8")
    page = open_page(context, path)
    page.keyboard.press("ArrowDown")
    for key, number in (("ArrowRight", 1), ("ArrowRight", 2), ("ArrowRight", 3), ("ArrowLeft", 2)):
        page.keyboard.press(key)
        assert page.evaluate("duiqi.look.sentence") == f"zh {number}"
        box, grid = page.locator(".sentence.chosen").bounding_box(), page.locator("#grid").bounding_box()
        assert (
            box["y"] >= grid["y"] - 2
            if box["height"] > grid["height"]
            else box["y"] + box["height"] <= grid["y"] + grid["height"] + 2
        )
        assert box["y"] < grid["y"] + grid["height"] - 10
    # A click inside it moves nothing.
    top = page.evaluate("duiqi.grid.scrollTop")
    page.locator("#zh-2").click()
    assert page.evaluate("duiqi.grid.scrollTop") == top
    # A screen at a time goes through it before it goes on, down and up.
    page.keyboard.press("Home")
    tops = []
    while page.evaluate("duiqi.look.row") < 2:
        page.keyboard.press("PageDown")
        tops.append(page.evaluate("duiqi.grid.scrollTop"))
        assert len(tops) < 60
    seen = page.evaluate("duiqi.grid.clientHeight")
    assert len(tops) > 4
    assert all(0 <= b - a <= seen for a, b in pairwise(tops))
    back = []
    while page.evaluate("duiqi.look.row") > 0:
        page.keyboard.press("PageUp")
        back.append(page.evaluate("duiqi.grid.scrollTop"))
        assert len(back) < 60
    assert abs(len(back) - len(tops)) <= 1
    assert all(0 <= a - b <= seen for a, b in pairwise(back))
    assert page.errors == []


def test_a_sentence_cannot_be_emptied(context: Any, seed_page: Path) -> None:
    page = open_page(context, seed_page)
    before = page.text_content("#row-0 .zh .sentence")
    for key in ("ArrowRight", "e"):
        page.keyboard.press(key)
    page.fill("#edit-text", "  ")
    page.keyboard.press("Enter")
    wait_until(page, "document.querySelector('#message').textContent.includes('cannot be empty')")
    assert page.text_content("#row-0 .zh .sentence") == before


def test_filters_and_search(context: Any, seed_page: Path) -> None:
    page = open_page(context, seed_page)

    def rows() -> int:
        return int(page.evaluate("duiqi.shown.length"))

    assert rows() == 26
    for text in ("国务委员", "國務委員", "STATE COUNCILOR"):
        page.fill("#search", text)
        assert 0 < rows() < 26
        assert page.locator(".row mark").count() >= rows()
    page.fill("#search", "")
    for box, value in (("#by-score", "below .9"), ("#by-type", "1-2"), ("#by-state", "repaired")):
        page.select_option(box, value)
        assert 0 < rows() < 26
        page.select_option(box, "")
    page.select_option("#by-state", "changed")
    assert rows() == 0
    page.select_option("#by-state", "")
    page.select_option("#language", "zh")
    assert page.text_content("#undo") == "撤销"
    assert page.evaluate("document.documentElement.lang") == "zh-Hans"
    assert "未检查" in page.text_content("#progress")
    page.focus("#grid")
    page.keyboard.press("y")
    phrases = page.locator("#why .waterfall th").all_text_contents()
    assert len(phrases) > 2
    assert not [phrase for phrase in phrases if not "\u4e00" <= phrase[0] <= "\u9fff"]
    assert page.evaluate("[...document.querySelectorAll('.row .zh')].map((cell) => cell.lang)[0]") == "zh-TW"
    assert page.errors == []


def test_in_a_notebook(context: Any, seed_reviewed: Reviewed, tmp_path: Path) -> None:
    path = tmp_path / "notebook.html"
    alignment = seed_reviewed.alignment
    path.write_text(f"<!DOCTYPE html><body>{alignment._repr_html_()}{alignment.review()._repr_html_()}", "utf-8")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(path.as_uri())
    frame = page.frames[1]
    # It opens at the first pair.
    frame.wait_for_selector("#row-0.current", timeout=PATIENCE)
    page.wait_for_timeout(300)
    assert frame.evaluate("document.querySelector('#grid').scrollTop") == 0
    frame.click("#row-0 .number")
    page.keyboard.press("m")
    frame.wait_for_selector("#row-0 .flag", timeout=PATIENCE)
    with page.expect_download() as waited:
        frame.select_option("#save", "corrections")
    assert '"verdict": "approved"' in Path(waited.value.path()).read_text("utf-8")
    assert errors == []


def test_keys_on_the_closed_menu_save_only_with_enter(context: Any, seed_page: Path) -> None:
    page = open_page(context, seed_page)
    downloads: list[str] = []
    page.on("download", lambda download: downloads.append(download.suggested_filename))
    page.focus("#save")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(300)
    assert (downloads, message(page)) == ([], "Enter saves: TMX")
    with page.expect_download() as waited:
        page.keyboard.press("Enter")
    assert waited.value.suggested_filename.endswith(".tmx")
    # What is left without Enter is not kept in the menu.
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    assert page.input_value("#save") == ""
    assert len(downloads) == 1


def test_hostile_text_is_text(context: Any, tmp_path: Path) -> None:
    sides = [[Sentence(text, 0, len(text), k) for k, text in enumerate(HOSTILE)] for _ in range(2)]
    alignment, lattice = align_keeping_lattice(sides[0], sides[1], source="<b onload=x>.txt")
    path = tmp_path / "hostile.html"
    path.write_text(review_page(Reviewed(alignment, lattice)), encoding="utf-8")
    page = open_page(context, path)
    shown = page.evaluate("[...document.querySelectorAll('.row .zh .sentence')].map((s) => s.textContent)")
    assert [text.replace("\ufffd", "\ud800") for text in shown] == HOSTILE
    # What turns text around is named, and turns nothing.
    assert page.locator(".row .zh bdi[data-code='U+202E'], .row .zh bdi[data-code='U+2066']").count() == 2
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.row bdi[data-code]'), '::before').content")
        == '"U+202E"'
    )
    page.keyboard.press("ArrowRight")
    page.keyboard.press("e")
    page.fill("#edit-text", HOSTILE[1])
    page.keyboard.press("Enter")
    page.wait_for_selector(".sentence.edited")
    page.keyboard.press("c")
    page.fill("#edit-text", HOSTILE[0])
    page.click("#edit-dialog button[value=save]")
    page.wait_for_selector(".flag[aria-label='with a comment']")
    page.click("#actions button:has-text('Why?')")
    assert HOSTILE[0] in page.text_content("#why")
    for format in ("tmx", "jsonl", "tsv", "corrections"):
        assert saved(page, format)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("window.hit") is None
    assert page.locator("img, .row script").count() == 0
    assert page.errors == []
    # Nor does the policy let a script run that got in all the same.
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hit = 1\">')")
    page.wait_for_timeout(200)
    assert page.evaluate("window.hit") is None


def test_the_index(context: Any, seed_reviewed: Reviewed, tmp_path: Path) -> None:
    (tmp_path / "a b#1%:.html").write_text(review_page(seed_reviewed), encoding="utf-8")
    path = tmp_path / "index.html"
    path.write_text(index_page([entry_of(seed_reviewed.alignment, "a b#1%:.html")], "all"), encoding="utf-8")
    page = context.new_page()
    page.goto(path.as_uri())
    assert "1 documents, 26 pairs" in page.text_content("#progress")
    page.click("a")
    page.wait_for_selector(".row.current")


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_nothing_for_axe_to_find(theme: str, context: Any, seed_page: Path, tmp_path: Path) -> None:
    axe = NODE / "node_modules" / "axe-core" / "axe.min.js"
    if not axe.exists():
        pytest.skip("axe-core is not installed (npm ci --ignore-scripts in tests/review/node)")
    page = open_page(context, seed_page)
    page.select_option("#theme", theme)
    for step in ("", "y", "m", "?"):
        if step:
            page.focus("#grid")
            page.keyboard.press(step)
        page.evaluate(axe.read_text(encoding="utf-8"))
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        found = page.evaluate(
            f"axe.run({{runOnly: {tags}}}).then((r) => r.violations.map((v) => [v.id, v.nodes.map((n) => n.html)]))"
        )
        assert found == [], json.dumps(found, ensure_ascii=False)[:3000]
