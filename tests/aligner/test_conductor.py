"""align_sentences: cases by hand (cases/align), invariants on arbitrary sentences, same bytes on every run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.aligned import CASES, aligned, indices, matches

from duiqi import align, align_sentences
from duiqi.aligner import align_segmented
from duiqi.evaluation import read_gold

SOURCE = Path(__file__).parents[2] / "src"
SAMPLE = SOURCE.parent / "data" / "samples" / "belt-and-road-2020-06-18.txt"


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
@settings(max_examples=60, deadline=None)
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


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["中", "中文", "word ", "a", "1", "。", "“", "' ", "\ud800", "二", "百分之", "“”", "a'", "（"]
)
def test_a_sentence_of_a_hundred_thousand_characters(text: str) -> None:
    long = (text * 100_000)[:100_000]
    aligned(["会议在北京举行。", long, "他走了。"], ["The meeting was held in Beijing.", long, "He left."])


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


@pytest.mark.parametrize(
    ("zh", "en", "message"),
    [
        ("abc", "def", "zh is a string; a list of sentences is meant: duiqi.segment cuts a text into sentences"),
        (["中。"], "def", "en is a string; a list of sentences is meant: duiqi.segment cuts a text into sentences"),
        (b"abc", ["a"], "zh is bytes; a list of sentences is meant: duiqi.segment cuts a text into sentences"),
        (None, ["a"], "zh is of type NoneType; a list of sentences is meant"),
        (["中。", 3], ["a"], "zh[1] is of type int; every sentence must be a string (str)"),
        (["中。"], [b"a"], "en[0] is of type bytes; every sentence must be a string (str)"),
        (["中。"], [None], "en[0] is of type NoneType; every sentence must be a string (str)"),
    ],
)
def test_what_is_no_list_of_sentences(zh: Any, en: Any, message: str) -> None:
    with pytest.raises(TypeError) as error:
        align_sentences(zh, en)
    assert str(error.value) == message


def test_an_unknown_level() -> None:
    with pytest.raises(ValueError, match=r"^level is 'page'; it can be 'sentence', 'clause' or 'paragraph'$"):
        align_segmented([], [], level="page")  # type: ignore[arg-type]
