"""The generator of damage: what it makes, and that it can be undone where no byte is lost."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.benchmarks.damages import PROCESSES, Process
from tests.benchmarks.processes import Outcome, cases, damage, judge

ZH = "这项工作已经开始，预计明年完成。他说：“大家都很努力，也很高兴。”我们会继续关注它的进展情况。"
EN = "The work has begun and is to be finished next year. “Everyone works hard and is glad,” he said – we will see."
PARAGRAPHS = [ZH, EN, ZH.replace("明年", "后年"), EN.replace("next", "this"), ZH.replace("高兴", "满意")]
BY_NAME = {process.name: process for process in PROCESSES}


# jieba loads its dictionary.
SLOW = ("tokenised",)


@pytest.mark.parametrize(
    "process",
    [pytest.param(process, marks=pytest.mark.slow if process.name in SLOW else ()) for process in PROCESSES],
    ids=lambda process: process.name,
)
def test_a_process_damages_text_the_same_way_each_time(process: Process) -> None:
    made = [damage(process, "all", "text", PARAGRAPHS, random.Random(1)) for _ in range(2)]
    assert made[0] == made[1]
    assert made[0] is not None
    assert any(made[0].damaged)
    assert len(made[0].clean) == len(made[0].broken) == len(PARAGRAPHS)


def test_rates() -> None:
    process = BY_NAME["utf-8 read as latin-1"]
    counts = {}
    for rate in ("all", "half", "paragraph", "place"):
        made = damage(process, rate, "text", PARAGRAPHS, random.Random(1))
        assert made is not None
        counts[rate] = sum(made.damaged)
    assert counts == {"all": 5, "half": counts["half"], "paragraph": 1, "place": 1}
    assert counts["half"] in (2, 3)


@pytest.mark.parametrize("name", ["utf-8 read as cp1252", "utf-8 read as latin-1 twice", "entities twice"])
@pytest.mark.parametrize("rate", ["all", "half", "paragraph"])
def test_what_lost_nothing_comes_back(name: str, rate: str) -> None:
    made = damage(BY_NAME[name], rate, "text", PARAGRAPHS, random.Random(1))
    assert made is not None
    outcome, failures = judge(made)
    assert failures == []
    assert outcome.restored == outcome.changed == outcome.damaged > 0


def test_a_guess_is_not_counted_as_restored() -> None:
    made = damage(BY_NAME["utf-8 read as cp949"], "all", "text", [ZH], random.Random(1))
    assert made is not None
    assert made.lost
    outcome, failures = judge(made)
    assert outcome.restored + len(failures) == outcome.damaged == 1


@pytest.mark.slow
def test_nothing_sound_is_harmed_beside_damage(shared: Path) -> None:
    total = sum((judge(case)[0] for case in cases(shared, "utf-8 read as", 1)), Outcome())
    assert total.harmed == 0
