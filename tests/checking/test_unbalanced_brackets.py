"""Brackets and quotation marks without a partner on one side."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.brackets import BEAD, collections, planted, reported

from duiqi.checking.rules.unbalanced_brackets import UnbalancedBrackets
from duiqi.checking.texts import unit_of_pair
from duiqi.model import Pair


@pytest.mark.parametrize(
    ("zh", "en", "message"),
    [
        ("会议（5月举行。", "The meeting (held in May).", "（ has no partner in the Chinese text"),
        ("会议（5月举行）。", "The meeting held in May).", ") has no partner in the English text"),
        ("参见《人权宣言。", "See the Declaration of Human Rights.", "《 has no partner in the Chinese text"),
        ("见【附件】一", "See [Annex 1", "[ has no partner in the English text"),
        ("他说「你好。", "He said “hello”.", "「 has no partner in the Chinese text"),
        ("他说：“你好。", 'He said "hello".', "“ has no partner in the Chinese text"),
        ("他说：“你好。", "He said hello.", "“ has no partner in the Chinese text"),
        ("所谓“法律的概念。", "The concept of so-called ‘law’.", "“ has no partner in the Chinese text"),
        ("患者（48）入院。", "Patients 48) were admitted.", ") has no partner in the English text"),
        ("包括：(1) 记录。", "These are: 1) recording.", ") has no partner in the English text"),
        ("会议（5月)举行。", "The meeting (held in May).", ""),  # half width closes full width
        ("会议于5月举行。", "The meeting was held in May.", ""),
        ("“我们同意。", "“We agree.", ""),  # cut inside a quotation on both sides
        ("“我们同意。", '"We agree.', ""),
        ("1) 病毒监测", "1) Virological surveillance", ""),
        ("一）病毒监测", "Virological surveillance", ""),
        ("报告如下：2) 监测", "Reports: 2) surveillance", ""),
        ("很好 :)", "Good", ""),
        ("不好", "Bad ;-(", ""),
        ('12"的管子', "A pipe of 12 inches", ""),
        ("男孩们的书", "The boys' books and the girl’s", ""),
        ("所谓”冠状病毒“", "the so-called “CoV”", ""),  # wrong way round, but two
    ],
)
def test_what_is_reported(zh: str, en: str, message: str) -> None:
    assert UnbalancedBrackets(None).pair(unit_of_pair(Pair(zh, en, 1.0, BEAD), 1)) == message


SPEECH = [
    ("海老公道：“好，你过来！", "'Very well,' said Hai. 'Come over here!'"),
    ("韦小宝走了过去。", "Trinket went over to him."),
    ("你听我说。”", "'Now listen!'"),
]


def test_speech_that_is_cut_elsewhere() -> None:
    """Single quotation marks close in every English sentence, the Chinese speech goes on. A mark that is never closed
    is a fault all the same."""
    assert reported(SPEECH) == set()
    assert reported(SPEECH[:2]) == {0}
    assert reported(SPEECH[1:]) == {1}
    assert reported([*SPEECH[:1], *SPEECH]) == {0}


@pytest.mark.slow
def test_right_pairs_are_not_reported_and_planted_faults_are(shared: Path) -> None:
    """At most one report in 200 right pairs of each collection; 95% of the planted faults, but for a novel whose
    English has single quotation marks."""
    for name, pairs in collections(shared):
        assert len(reported(pairs)) <= len(pairs) / 200, name
        found = list(planted(pairs))
        assert sum(found) >= (0.6 if name == "macdev" else 0.95) * len(found), name
