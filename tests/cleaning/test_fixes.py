"""Each fix: its examples, the cases as data, what it leaves alone."""

from __future__ import annotations

import doctest
import importlib
import json
import pkgutil
from functools import lru_cache
from pathlib import Path

import pytest
from support.edits import replay

from duiqi import cleaning
from duiqi.cleaning import fixes
from duiqi.cleaning.fixes import FIXES
from duiqi.model import Cleaned

CASES = Path(__file__).parents[1] / "cases" / "cleaning"


def load(name: str) -> list[dict[str, object]]:
    # Not splitlines: the cases hold other line separators.
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").strip("\n").split("\n")]


@lru_cache
def clean(text: str) -> Cleaned:
    return cleaning.clean(text)


@pytest.mark.parametrize("name", [module.name for module in pkgutil.iter_modules(fixes.__path__)])
def test_examples(name: str) -> None:
    module = importlib.import_module(f"{fixes.__name__}.{name}")
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed


def test_every_file_is_registered() -> None:
    modules = {fix.__module__ for fix in FIXES.values()}
    assert modules == {f"{fixes.__name__}.{module.name}" for module in pkgutil.iter_modules(fixes.__path__)}


@pytest.mark.parametrize("case", load("real.jsonl") + load("synthetic.jsonl"), ids=lambda c: c["label"])
def test_repairs(case):
    cleaned = clean(case["text"])
    assert cleaned.text == case["cleaned"]
    assert replay(case["text"], cleaned.edits) == cleaned.text
    if "fixes" in case:
        assert [edit.fix for edit in cleaned.edits] == case["fixes"]


@pytest.mark.parametrize("case", load("negative.jsonl"), ids=lambda c: c["text"][:12])
def test_leaves_sound_text_alone(case):
    assert clean(case["text"]).edits == ()


@pytest.mark.parametrize("case", load("punctuation.jsonl"), ids=lambda c: c["text"][:12])
def test_restores_punctuation_on_request(case):
    assert cleaning.clean(case["text"], punctuation="restore").text == case["restored"]
    assert clean(case["text"]).edits == ()


@pytest.mark.parametrize("case", load("known_failures.jsonl"), ids=lambda c: c["label"])
@pytest.mark.xfail(strict=True, reason="known failure")
def test_known_failures(case):
    assert clean(case["text"]).text == case["cleaned"]


def test_every_fix_has_a_case():
    fixes = {edit.fix for case in load("real.jsonl") + load("synthetic.jsonl") for edit in clean(case["text"]).edits}
    fixes |= {
        e.fix for case in load("punctuation.jsonl") for e in cleaning.clean(case["text"], punctuation="restore").edits
    }
    fixes |= {e.fix for e in clean("a\u2028b").edits}
    assert fixes == set(FIXES)


def test_split_surrogates_are_joined():
    cleaned = clean("好\ud83d\ude00吗\udc00")  # JSON cannot hold this case: its readers join the pair
    assert cleaned.text == "好😀吗"
    assert [e.fix for e in cleaned.edits] == ["surrogates"] * 2
