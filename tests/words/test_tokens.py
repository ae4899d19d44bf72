"""Tokens of both languages: cases, and what holds for any text."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duiqi.words import jieba_opencc as segmenter
from duiqi.words.chinese import chinese_words
from duiqi.words.english import english_stems
from duiqi.words.lexicon_fit import CHINESE_FUNCTION_WORDS
from duiqi.words.stems import irregular_forms, stem_word

CASES = Path(__file__).parents[1] / "cases" / "tokens"
MIXED = st.text(
    alphabet=st.sampled_from("他们的一二三十百万亿第月年点两，。“”在小心翼翼星期天學習aB1 9.%'-#@\n\ue000"), max_size=40
)


def cases(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", cases("chinese.jsonl"), ids=lambda c: c["text"])
def test_chinese(case: dict[str, object]) -> None:
    tokens = chinese_words([str(case["text"])])[0]
    if "tokens" in case:
        assert tokens == case["tokens"]
    for prefix in case.get("without", []):  # type: ignore[attr-defined]
        assert not any(token.startswith(prefix) for token in tokens), tokens


@pytest.mark.parametrize("case", cases("english.jsonl"), ids=lambda c: c["text"])
def test_english(case: dict[str, object]) -> None:
    assert english_stems([str(case["text"])])[0] == case["tokens"]


@given(st.lists(MIXED, max_size=5))
@settings(deadline=None)  # the first call loads dictionaries
def test_sentences_do_not_touch_each_other(texts: list[str]) -> None:
    """A batch gives what its sentences give alone; no token is empty or holds white space."""
    together = chinese_words(texts)
    assert together == [chinese_words([text])[0] for text in texts]
    assert english_stems(texts) == [english_stems([text])[0] for text in texts]
    assert all(token and not any(c.isspace() for c in token) for line in together for token in line)


def test_traditional_matches_simplified() -> None:
    assert chinese_words(["國務院總理說，漢語學習者達到兩億人"]) == chinese_words(
        ["国务院总理说，汉语学习者达到两亿人"]
    )


def test_function_words_are_dropped() -> None:
    words = chinese_words(["我的书在桌子上，他也把它给我了"])[0]
    assert not CHINESE_FUNCTION_WORDS.intersection(words)
    assert {"我", "书", "他", "它"} <= set(words)


def test_private_use_characters_do_no_harm() -> None:
    assert chinese_words(["\ue000三人\ue001和Tom"]) == chinese_words(["三人和Tom"])


def test_jieba_and_rjieba_agree(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("rjieba")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    texts = ["他二〇二〇年第三天来了。", "小心翼翼地走", "国务院总理\ue000万元，\ue001"]
    by_rjieba = segmenter.cut_words(texts)
    slow = segmenter._load_jieba()
    assert [w for w in slow("\n".join(texts)) if w != "\n"] == [w for line in by_rjieba for w in line]
    assert list((tmp_path / "duiqi").glob("jieba-*.cache")), "the cache belongs into the user's own folder"


def test_jieba_without_a_cache_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert segmenter._cache_folder() is None
    assert list(segmenter._load_jieba()("小心翼翼")) == ["小心翼翼"]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_a_cache_folder_that_others_can_write_is_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "duiqi"
    folder.mkdir()
    folder.chmod(0o777)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert segmenter._cache_folder() is None


def test_nothing_is_printed_and_nothing_heavy_imported() -> None:
    code = (
        "import sys; from duiqi.words.chinese import chinese_words; from duiqi.words.english import english_stems\n"
        "assert not {'jieba', 'rjieba', 'opencc', 'nltk'} & set(sys.modules)\n"
        "sys.modules['rjieba'] = None\n"  # as if it were not installed
        "assert chinese_words(['小心翼翼']) == [['小心翼翼']]; english_stems(['went'])\n"
        "assert 'nltk' not in sys.modules\n"
        "import jieba, logging; assert jieba.default_logger.level == logging.DEBUG; assert not jieba.dt.initialized"
    )
    done = subprocess.run([sys.executable, "-W", "always", "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_irregular_forms_lead_to_base_forms() -> None:
    table = irregular_forms()
    assert [stem_word(form) for form in ("went", "children", "worketh")] == ["go", "child", "work"]
    assert all(form.isascii() and form.islower() and form != base for form, base in table.items())
    assert not [base for base in table.values() if base in table], "a base form must not be read as another"
