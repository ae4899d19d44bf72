"""What a person corrects in the page is what the commands make of the corrections: the same path, the same bytes."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aligner.test_reordered import DATA, written
from review.conftest import run_node
from support.corrected import EN, ZH, aligned, corrections

from duiqi import save
from duiqi.aligner import align_keeping_lattice
from duiqi.corrections import Ruling, correct, read_corrections, restated
from duiqi.corrections.rebuilding import rebuild
from duiqi.corrections.recording import Place, ruled
from duiqi.model import Alignment, Document, Sentence
from duiqi.pipeline import align_documents_keeping_lattice, load_sides
from duiqi.review import Reviewed, page_data

HELD = {"applied", "aligned anew"}
EVERYTHING = "merge,split,shift,link,unlink,right,unused,unmark,comment,edit"


def check(node: str, reviewed: Reviewed, folder: Path, seeds: int, count: int, work: str) -> None:
    """Correct at random in Node, ``count`` times for each seed; compare what the page saves with what Python makes of
    its corrections."""
    data, file = folder / "data.json", folder / "corrections.jsonl"
    data.write_text(json.dumps(page_data(reviewed)), encoding="utf-8")
    pages: list[dict[str, Any]] = run_node(node, "random_work.mjs", str(data), "0", str(seeds), str(count), work)
    for page in pages:
        file.write_text(page["corrections"], encoding="utf-8", newline="")
        made = read_corrections(file)
        anew = correct(reviewed.alignment, made, reviewed.lattice)
        assert {outcome.status for outcome in anew.outcomes} <= HELD, page["done"]
        for format in ("jsonl", "tsv", "tmx"):
            assert saved(anew.alignment, format) == page[format], page["done"]
        # Laid over without aligning anew.
        assert saved(correct(reviewed.alignment, made).alignment, "jsonl") == page["jsonl"], page["done"]


def check_reopened(node: str, reviewed: Reviewed, folder: Path, seeds: int, count: int, work: str) -> None:
    """The same of pages that open with what was corrected in another."""
    data, file = folder / "data.json", folder / "corrections.jsonl"
    data.write_text(json.dumps(page_data(reviewed)), encoding="utf-8")
    for page in run_node(node, "random_work.mjs", str(data), "0", str(seeds), str(count), work):
        file.write_text(page["corrections"], encoding="utf-8", newline="")
        made = read_corrections(file)
        found = correct(reviewed.alignment, made, reviewed.lattice)
        held = [outcome.correction for outcome in found.outcomes if outcome.status in HELD]
        applied = [c for c in held if c.fixes or c.rewrites or c.why or not reviewed.lattice]
        opened = replace(reviewed, corrections=tuple(restated(reviewed.alignment, applied)))
        data.write_text(json.dumps(page_data(opened)), encoding="utf-8")
        again = run_node(node, "reopen.mjs", str(data))
        assert (again["count"], again["left"]) == (len(applied), 0)
        assert again["jsonl"] == page["jsonl"], page["done"]


def saved(alignment: Alignment, format: str) -> str:
    """The text of the file."""
    stream = io.BytesIO()
    save(alignment, stream, format=format)
    return stream.getvalue().decode("utf-8")


def from_gold(shared: Path, chapter: str) -> Reviewed:
    """A chapter of the development data."""
    sides = []
    for side in ("src", "tgt"):
        lines = (shared / "gold" / "macdev" / side / chapter).read_text("utf-8").splitlines()
        sides.append([Sentence(line, 0, len(line), k) for k, line in enumerate(lines)])
    return Reviewed(*align_keeping_lattice(sides[0], sides[1], source="chapter.txt"))


def test_the_seed(node: str, seed_reviewed: Reviewed, tmp_path: Path) -> None:
    check(node, seed_reviewed, tmp_path, 3, 12, f"{EVERYTHING},splitSentence,joinSentences")


def test_sentences_split_and_joined_in_one_place(node: str, seed_reviewed: Reviewed, tmp_path: Path) -> None:
    check(node, seed_reviewed, tmp_path, 10, 12, "splitSentence,joinSentences,merge")


def test_hostile_text(node: str, tmp_path: Path) -> None:
    texts = ["</script><!--\u202e", "a\tb\\n\u2028", '<&>"\x01\x85', "好\ud800。", "﷐\ufffe\uffff", "x 1", "1 y"]
    sides = [[Sentence(text, 0, len(text), k) for k, text in enumerate(texts)] for _ in range(2)]
    reviewed = Reviewed(*align_keeping_lattice(sides[0], sides[1], source='a<b>"&.txt'))
    check(node, reviewed, tmp_path, 3, 6, EVERYTHING)


def test_a_page_that_opens_with_corrections(node: str, seed_reviewed: Reviewed, tmp_path: Path) -> None:
    check_reopened(node, seed_reviewed, tmp_path, 4, 8, f"{EVERYTHING},splitSentence,joinSentences")
    check_reopened(node, replace(seed_reviewed, lattice=None), tmp_path, 2, 8, "merge,split,right,unused,edit")


def test_corrections_of_an_earlier_text_open_in_the_later_one(node: str, tmp_path: Path) -> None:
    later, lattice = aligned(("新的一句。", *ZH[:3], "天气真好。", ZH[4]), ("A new sentence.", *EN))
    before, _ = aligned()
    made = corrections(
        before,
        Place(range(1, 3), range(1, 2), beads=(Ruling(2, 1),)),
        Place(range(3, 4), range(0), now_zh=("天气真好。",)),
        Place(range(0), range(3, 4), now_en=("Back to Shanghai.",)),
        ruled(before.beads[-1]),
    )
    found = correct(later, made, lattice)
    assert {outcome.status for outcome in found.outcomes} <= HELD
    data = tmp_path / "data.json"
    opened = Reviewed(later, lattice, corrections=tuple(restated(later, made)))
    data.write_text(json.dumps(page_data(opened)), encoding="utf-8")
    again = run_node(node, "reopen.mjs", str(data))
    assert (again["count"], again["left"]) == (4, 0)
    assert again["jsonl"] == saved(found.alignment, "jsonl")


def test_pairs_that_cross(node: str, tmp_path: Path) -> None:
    """As of a list that each language sorts its own way: the numbers are those of the document."""
    entries, running = written("both in brackets", 12), [tuple(pair) for pair in DATA["running"]]
    by_alphabet = sorted(entries, key=lambda pair: pair[1].casefold())
    zh = [pair[0] for pair in (*running[:4], *entries, *running[4:])]
    en = [pair[1] for pair in (*running[:4], *by_alphabet, *running[4:])]
    sides = load_sides(*(Document(name, "\n".join(side) + "\n") for name, side in (("a.txt", zh), ("b.txt", en))))
    crossing = Reviewed(*align_documents_keeping_lattice(*sides), sides)
    numbers = [j for bead in crossing.alignment.beads for j in bead.en]
    assert numbers != sorted(numbers)
    check(node, crossing, tmp_path, 10, 8, f"{EVERYTHING},splitSentence,joinSentences")
    check_reopened(node, crossing, tmp_path, 3, 8, f"{EVERYTHING},splitSentence,joinSentences")
    # The pairs that were written of it are enough, too.
    made = read_corrections(tmp_path / "corrections.jsonl")
    pairs = list(crossing.alignment.pairs(unaligned=True))
    assert rebuild(pairs, made).beads == crossing.alignment.beads
    laid_over = correct(rebuild(pairs, made), made).alignment
    assert saved(laid_over, "jsonl") == saved(correct(crossing.alignment, made).alignment, "jsonl")


@pytest.mark.slow
@pytest.mark.parametrize("chapter", ["001", "002", "003", "004"])
def test_one_correction(chapter: str, node: str, shared: Path, tmp_path: Path) -> None:
    """200 corrections, each of a page as it was found."""
    reviewed = from_gold(shared, chapter)
    check(node, reviewed, tmp_path, 50, 1, f"{EVERYTHING},splitSentence,joinSentences")


@pytest.mark.slow
@pytest.mark.parametrize("chapter", ["005", "006"])
def test_many_corrections(chapter: str, node: str, shared: Path, tmp_path: Path) -> None:
    """One after the other."""
    reviewed = from_gold(shared, chapter)
    check(node, reviewed, tmp_path, 10, 30, f"{EVERYTHING},splitSentence,joinSentences")


@pytest.mark.slow
def test_pages_of_a_chapter_that_open_with_corrections(node: str, shared: Path, tmp_path: Path) -> None:
    check_reopened(node, from_gold(shared, "005"), tmp_path, 5, 30, f"{EVERYTHING},splitSentence,joinSentences")
