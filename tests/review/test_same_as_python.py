"""What a person corrects in the page is what the commands make of the corrections: the same path, the same bytes."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from review.conftest import run_node

from duiqi import save
from duiqi.aligner import align_keeping_lattice
from duiqi.corrections import correct, read_corrections
from duiqi.model import Alignment, Bead, Sentence
from duiqi.review import Reviewed, page_data

EVERYTHING = "merge,split,shift,link,unlink,right,unused,unmark,comment,edit"


def check(node: str, reviewed: Reviewed, folder: Path, seeds: int, count: int, work: str) -> None:
    """Correct at random in Node, ``count`` times for each seed; compare what the page saves with what Python makes of
    its corrections."""
    data, file = folder / "data.json", folder / "corrections.jsonl"
    data.write_text(json.dumps(page_data(reviewed)), encoding="utf-8")
    pages: list[dict[str, Any]] = run_node(node, "random_work.mjs", str(data), "0", str(seeds), str(count), work)
    for page in pages:
        file.write_text(page["corrections"], encoding="utf-8", newline="")
        corrections = read_corrections(file)
        anew = correct(reviewed.alignment, corrections, reviewed.lattice)
        assert {outcome.status for outcome in anew.outcomes} <= {"applied", "aligned anew"}, page["done"]
        for format in ("jsonl", "tsv", "tmx"):
            assert saved(anew.alignment, format) == page[format], page["done"]
        # Laid over without aligning anew.
        assert saved(correct(reviewed.alignment, corrections).alignment, "jsonl") == page["jsonl"], page["done"]


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


def test_pairs_that_cross(node: str, tmp_path: Path) -> None:
    """As of a list that each language sorts its own way: the numbers are those of the document."""
    texts = ["零", "一", "二", "三", "四"], ["Zero", "Two", "Three", "One", "Four"]
    sides = [[Sentence(text, 0, len(text), k) for k, text in enumerate(side)] for side in texts]
    partners = [0, 3, 1, 2, 4]
    beads = tuple(Bead(range(i, i + 1), range(j, j + 1), 0.9) for i, j in enumerate(partners))
    alignment = Alignment(tuple(sides[0]), tuple(sides[1]), beads, source="list.txt")
    check(node, Reviewed(alignment), tmp_path, 1, 0, "right")


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
