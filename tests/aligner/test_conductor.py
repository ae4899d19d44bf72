"""align_sentences: cases by hand (cases/align), invariants on arbitrary sentences, same bytes on every run."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duiqi import Alignment, Bead, align, align_sentences
from duiqi.aligner.scoring.weights import log_odds
from duiqi.evaluation import read_gold
from duiqi.model import Options

CASES = {
    path.stem: json.loads(path.read_text("utf-8"))
    for path in sorted(Path(__file__).parents[1].glob("cases/align/*.json"))
}
SOURCE = Path(__file__).parents[2] / "src"
SAMPLE = SOURCE.parent / "data" / "samples" / "belt-and-road-2020-06-18.txt"


def check(alignment: Alignment, zh: Sequence[str], en: Sequence[str]) -> None:
    """What holds of every alignment: beads tile both sides, scores are probabilities, parts add up to them."""
    assert [s.text for s in alignment.zh] == list(zh)
    assert [s.text for s in alignment.en] == list(en)
    i = j = 0
    for bead in alignment.beads:
        assert (bead.zh.start, bead.en.start) == (i, j)
        assert bead.zh or bead.en
        i, j = bead.zh.stop, bead.en.stop
        assert 0.0 <= bead.score <= 1.0
        if bead.is_null:
            assert len(bead.zh) + len(bead.en) == 1
        if bead.parts:
            assert sum(bead.parts.values()) == pytest.approx(log_odds(bead.score), abs=1e-6)
        else:
            assert bead.is_null
    assert (i, j) == (len(zh), len(en))


def aligned(zh: Sequence[str], en: Sequence[str], **options: Any) -> Alignment:
    """The alignment, checked."""
    alignment = align_sentences(zh, en, options=Options(**options) if options else None)
    check(alignment, zh, en)
    return alignment


def indices(beads: Sequence[Bead]) -> list[list[list[int]]]:
    return [[list(bead.zh), list(bead.en)] for bead in beads]


def matches(alignment: Alignment) -> list[Bead]:
    return [bead for bead in alignment.beads if not bead.is_null]


def case_parameter(name: str) -> Any:
    """A case that states a ``known_failure`` must fail, so that its repair is noticed."""
    reason = CASES[name].get("known_failure")
    return pytest.param(
        name, marks=pytest.mark.xfail(strict=True, raises=AssertionError, reason=reason) if reason else ()
    )


@pytest.mark.parametrize("name", [case_parameter(name) for name in CASES])
def test_cases(name: str) -> None:
    """``beads`` are the right ones (all, or with ``partial`` those that matter); bounds are of the match scores."""
    case = CASES[name]
    times = case.get("repeat", [1, 1])
    alignment = aligned(case["zh"] * times[0], case["en"] * times[1])
    found = indices(alignment.beads)
    if case.get("partial"):
        assert [bead for bead in case["beads"] if bead not in found] == []
    elif "beads" in case:
        assert found == case["beads"]
    scores = [bead.score for bead in matches(alignment)]
    assert min(scores, default=1.0) >= case.get("least", 0.0)
    assert max(scores, default=0.0) <= case.get("most", 1.0)
    if "most_mean" in case:
        assert scores == [] or sum(scores) / len(scores) <= case["most_mean"]
    if "warning" in case:
        assert list(alignment.warnings) == ([case["warning"]] if case["warning"] else [])
    if "traditional" in case:
        assert indices(aligned(case["traditional"], case["en"]).beads) == found


def test_many_cases() -> None:
    assert len(CASES) >= 30


# Sentences that break careless code: nothing, blanks, controls, half of a pair of surrogates, marks of direction.
ODD_CHARACTERS = (
    "\0\x07\t\n\r \u2028\u200b\u202e\ufeff\ud800\udfff。，？！…“”'\".,?!:;()《》零一二十百千万亿第点年月0123456789%"
)
ODD = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=20),
    st.text(st.sampled_from(ODD_CHARACTERS), max_size=12),
    st.sampled_from(["", " ", "\u3000", "12.5%", "二十五", "1e9", "中" * 400, "a" * 400, "the " * 60, "\U0001f600"]),
)


@given(st.lists(ODD, max_size=15), st.lists(ODD, max_size=15))
@settings(max_examples=150, deadline=None)
def test_any_two_lists_of_text_are_tiled(zh: list[str], en: list[str]) -> None:
    aligned(zh, en)


# Sentences of one another, in any order: every kind of evidence there is, and none of it consistent.
PARTS_OF = st.sampled_from([*CASES["subtitles"]["zh"], *CASES["subtitles"]["en"], *CASES["dialogue"]["zh"], ""])


@given(st.lists(PARTS_OF, max_size=70), st.lists(PARTS_OF, max_size=70))
@settings(max_examples=30, deadline=None)
def test_shuffled_sentences_are_tiled(zh: list[str], en: list[str]) -> None:
    aligned(zh, en)


@pytest.mark.parametrize(("zh", "en"), [(1, 400), (400, 1), (2, 300), (60, 700), (700, 60), (150, 0), (0, 150)])
def test_very_unequal_sides(zh: int, en: int) -> None:
    lines, subtitles = CASES["missing-chapter-english"], CASES["subtitles"]
    source, target = [*lines["zh"], *subtitles["zh"]], [*lines["en"], *subtitles["en"]]
    aligned([source[k % len(source)] for k in range(zh)], [target[k % len(target)] for k in range(en)])


@pytest.mark.parametrize(
    "text", ["中", "中文", "word ", "a", "1", "。", "“", "' ", "\ud800", "二", "百分之", "“”", "a'", "（"]
)
def test_a_sentence_of_a_hundred_thousand_characters(text: str) -> None:
    long = (text * 100_000)[:100_000]
    aligned(["会议在北京举行。", long, "他走了。"], ["The meeting was held in Beijing.", long, "He left."])


def test_ten_times_longer_english() -> None:
    """Four translated sentences among forty are found, and little else is claimed."""
    case = CASES["abridged"]
    alignment = aligned(case["zh"], case["en"])
    assert len(matches(alignment)) <= 5
    assert sum(bead.is_null for bead in alignment.beads) >= 33
    assert alignment.warnings == ("most of the English text has no partner: check that the two sides belong together",)


def test_abridged_translations_are_not_called_unrelated(shared: Path) -> None:
    """A tenth of a chapter in Chinese beside the whole in English: what the longer side lacks is told, no more."""
    document = next(read_gold(shared / "gold" / "macdev"))
    first, last = len(document.zh) // 2, len(document.zh) * 6 // 10
    alignment = aligned(document.zh[first:last], document.en)
    assert alignment.warnings == ("most of the English text has no partner: check that the two sides belong together",)


def test_unknown_alone_is_sure_alone() -> None:
    """Sentences that face an empty side are alone with certainty; so null beads have scores."""
    assert [bead.score for bead in aligned(["甲。", "乙。"], []).beads] == [1.0, 1.0]


def test_a_sentence_left_out_has_a_score() -> None:
    case = CASES["omission"]
    [null] = [bead for bead in aligned(case["zh"], case["en"]).beads if bead.is_null]
    assert 0.5 < null.score <= 1.0


def test_the_sample_comes_out_right_from_its_raw_file(shared: Path) -> None:
    [gold] = read_gold(shared / "gold" / "seed")
    alignment = align(SAMPLE)
    assert [s.text for s in alignment.zh] == list(gold.zh)
    assert [s.text for s in alignment.en] == list(gold.en)
    assert indices(alignment.beads) == [[list(zh), list(en)] for zh, en in gold.beads]


SURE_OF_NONSENSE = pytest.mark.xfail(
    strict=True,
    raises=AssertionError,
    reason="of single sentences one in five scores .9, and as many get no warning",
)


@pytest.mark.slow
@pytest.mark.parametrize(
    "size", [*(pytest.param(size, marks=SURE_OF_NONSENSE) for size in (1,)), 2, 3, 5, 20, 40, 100], ids=str
)
def test_unrelated_texts_score_low(shared: Path, size: int) -> None:
    """Of texts that have nothing to do with each other hardly a bead is sure, and nine in ten get a warning."""
    sets = ("macdev", "aca", "wmt22-enzh-resplit")
    documents = [d for name in sets for d in list(read_gold(shared / "gold" / name))[:12]]
    rng = random.Random(5)
    sure = sentences = warned = 0
    for _ in range(30):
        one, other = rng.sample(documents, 2)
        start, there = rng.randrange(max(1, len(one.zh) - size)), rng.randrange(max(1, len(other.en) - size))
        zh, en = one.zh[start : start + size], other.en[there : there + size]
        alignment = aligned(zh, en)
        sure += sum(bead.score >= 0.9 for bead in matches(alignment))
        sentences += len(zh)
        warned += len(alignment.warnings)
    assert sure / sentences <= 0.03
    assert warned >= 27


@pytest.mark.slow
def test_translations_get_no_warning(shared: Path) -> None:
    for name in ("macdev", "aca", "seed", "wmt22-enzh-resplit"):
        for document in read_gold(shared / "gold" / name):
            assert aligned(document.zh, document.en).warnings == (), f"{name}/{document.name}"


@pytest.mark.slow
def test_traditional_characters_give_the_same_beads(shared: Path) -> None:
    """All but one in a hundred: some characters do not come back from OpenCC as they went."""
    from opencc import OpenCC

    convert = OpenCC("s2t").convert
    same = total = 0
    for document in read_gold(shared / "gold" / "macdev"):
        before = indices(aligned(document.zh, document.en).beads)
        after = indices(aligned([convert(s) for s in document.zh], document.en).beads)
        same += sum(bead in after for bead in before)
        total += len(before)
    assert total > 1200
    assert same / total >= 0.99


PROGRAM = """
import json, sys
from duiqi import align_sentences
zh, en = json.load(sys.stdin)
alignment = align_sentences(zh, en)
print(json.dumps([[list(b.zh), list(b.en), b.score, dict(b.parts)] for b in alignment.beads]))
print(alignment.signature)
"""


@pytest.mark.slow
def test_the_same_on_every_run(shared: Path) -> None:
    """Whatever the hash seed and the number of threads: the same beads, scores and parts to the last bit."""
    document = next(read_gold(shared / "gold" / "macdev"))
    outputs = []
    for seed, threads in (("0", "1"), ("1", "2"), ("12345", "1"), ("12345", "1")):
        environment = dict(os.environ, PYTHONHASHSEED=seed, PYTHONPATH=str(SOURCE))
        for library in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
            environment[library] = threads
        run = subprocess.run(
            [sys.executable, "-c", PROGRAM], input=json.dumps([document.zh, document.en]), env=environment,
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        outputs.append(run.stdout)
    assert len(outputs[0]) > 10_000
    assert len(set(outputs)) == 1


def test_options_are_named_in_the_signature() -> None:
    case = CASES["subtitles"]
    with_it, without = (aligned(case["zh"], case["en"], self_training=on) for on in (True, False))
    assert "self-training:yes" in with_it.signature
    assert "self-training:no" in without.signature


def test_input_is_not_changed() -> None:
    zh, en = list(CASES["dialogue"]["zh"]), list(CASES["dialogue"]["en"])
    aligned(zh, en)
    assert (zh, en) == (CASES["dialogue"]["zh"], CASES["dialogue"]["en"])
