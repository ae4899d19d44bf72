"""The packed lexicon, and the table of a document."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.dictionary import strengths

from duiqi.errors import DataError
from duiqi.words import lexicon as lexicon_module
from duiqi.words.array_file import find, map_arrays, pack_arrays
from duiqi.words.chinese import chinese_words
from duiqi.words.english import english_stems
from duiqi.words.lexicon import (
    ARRAYS,
    CHAR_SCALE,
    LEXICON_FILE,
    _places,
    document_table,
    load_lexicon,
    read_lexicon,
)


def test_dictionary_words_are_strong() -> None:
    table = strengths(["学习", "国务院", "水", "#25"], ["learn", "studi", "water", "#25", "elephant"])
    assert table["学习", "learn"] == pytest.approx(1.0)
    assert table["学习", "studi"] == pytest.approx(1.0)
    assert table["水", "water"] == pytest.approx(1.0)
    assert table["#25", "#25"] == 1.0
    assert not [pair for pair in table if pair[1] == "elephant"]


def test_characters_speak_for_unknown_words() -> None:
    """A word in no dictionary has the strength of its characters: min(1, 4·Σ p/|z|)."""
    lexicon = load_lexicon()
    word = "猫狗"
    assert find(lexicon.words, [word])[0] == -1
    stem = int(find(lexicon.stems, ["cat"])[0])
    p = 0.0
    for char in find(lexicon.chars, list(word)):
        row = slice(lexicon.char_indptr[char], lexicon.char_indptr[char + 1])
        p += float(sum((lexicon.char_probs[row][lexicon.char_stems[row] == stem] / 255.0) ** 2))
    assert strengths([word], ["cat"])[word, "cat"] == pytest.approx(min(1.0, CHAR_SCALE * p / 2), rel=1e-6)


def test_numbers_have_the_words_of_their_numerals() -> None:
    assert strengths(["#2"], ["both", "#2"])["#2", "both"] > 0.5


def test_latin_words_match_as_they_are() -> None:
    zh, en = chinese_words(["他用Google的iPhone"])[0], english_stems(["He used google on an iPhone"])[0]
    table = strengths(zh, en)
    assert table["googl", "googl"] == table["iphon", "iphon"] == 1.0


words = st.lists(st.text(alphabet="人民学生水火山#25aé〇", max_size=5), max_size=12, unique=True)
stems = st.lists(
    st.sampled_from(["peopl", "student", "water", "mountain", "#25", "#2", "a", "é", "bear", "nation"]), unique=True
)


def test_a_table_is_the_same_whatever_is_looked_up_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    zh, en = ["中国", "#25", "经济", "发展", "电灯", "usa"], ["china", "#25", "econom", "develop", "usa", "lamp"]
    whole = document_table(load_lexicon(), zh, en)
    monkeypatch.setattr(lexicon_module, "_AT_A_TIME", 2)
    parts = document_table(load_lexicon(), zh, en)
    assert len(set(whole.zh.tolist())) == len(zh)
    for name in ("zh", "en", "strength"):
        np.testing.assert_array_equal(getattr(parts, name), getattr(whole, name))


@given(words, stems, st.sampled_from([0.03, 0.1, 0.5]))
@settings(deadline=None)  # the first call loads dictionaries
def test_table_is_a_csr_matrix(zh: list[str], en: list[str], minimum: float) -> None:
    table = document_table(load_lexicon(), zh, en, minimum)
    edges = table.rows.edges
    assert len(edges) == len(zh) + 1
    assert edges[0] == 0
    assert edges[-1] == len(table.en) == len(table.strength)
    assert (np.diff(edges) >= 0).all()
    for row in np.split(table.en, edges[1:-1]):
        assert (np.diff(row) > 0).all()
    assert ((table.strength >= np.float32(minimum)) & (table.strength <= 1)).all()
    assert (table.en < max(len(en), 1)).all()


@pytest.mark.slow
@given(words, stems)
@settings(deadline=None)  # the first call loads dictionaries
def test_a_pair_s_strength_does_not_depend_on_the_rest(zh: list[str], en: list[str]) -> None:
    table = strengths(zh, en)
    for z in zh:
        assert strengths([z], en) == {pair: value for pair, value in table.items() if pair[0] == z}
    for e in en:
        assert strengths(zh, [e]) == {pair: value for pair, value in table.items() if pair[1] == e}


@given(st.lists(st.text(max_size=4), max_size=20), st.lists(st.text(max_size=6), max_size=10))
def test_find_is_membership(table: list[str], wanted: list[str]) -> None:
    table = sorted({word for word in table if word and "\0" not in word})
    wanted = [word for word in wanted if "\0" not in word]
    array = np.array(table, dtype="<U4")
    expected = [table.index(word) if word in table else -1 for word in wanted]
    assert find(array, wanted).tolist() == expected


def test_loading_is_fast_and_shared_by_threads() -> None:
    taken = []
    for _ in range(3):
        read_lexicon.cache_clear()
        start = time.process_time()
        load_lexicon()
        taken.append(time.process_time() - start)
    assert min(taken) < 0.05
    read_lexicon.cache_clear()
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(load_lexicon().digest)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [load_lexicon().digest] * 8


def test_package_file_is_consistent() -> None:
    lexicon = load_lexicon()
    arrays, digest = map_arrays(LEXICON_FILE)
    assert pack_arrays(arrays) == LEXICON_FILE.read_bytes(), "header and digest are those of the arrays"
    assert digest == lexicon.digest
    assert LEXICON_FILE.stat().st_size < 30_000_000
    for names in (lexicon.words, lexicon.stems, lexicon.chars):
        assert (names[:-1] < names[1:]).all()
    assert lexicon.word_indptr[-1] == len(lexicon.word_stems) == len(lexicon.word_strengths)
    assert lexicon.char_indptr[-1] == len(lexicon.char_stems) == len(lexicon.char_probs)
    assert max(lexicon.word_stems.max(), lexicon.char_stems.max()) < len(lexicon.stems)


@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "other"])
def test_damage_is_reported(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "lexicon.bin"
    content = pack_arrays({name: np.zeros(1, "<i4") for name in ARRAYS})
    if damage != "missing":
        path.write_bytes({"empty": b"", "cut": content[:-1], "other": b"x" * 5000}[damage])
    with pytest.raises(DataError, match="reinstall duiqi"):
        read_lexicon(path)


def test_arrays_of_another_kind_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.bin"
    path.write_bytes(pack_arrays({"other": np.zeros(1, "<i4")}))
    with pytest.raises(DataError, match="not a lexicon of this version"):
        read_lexicon(path)


def test_places_that_are_kept_are_those_that_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    lexicon = load_lexicon()
    words = [*lexicon.words[::5000].tolist(), "没有这样的词", "", "#25"]
    # More words than are kept: they are looked up again.
    monkeypatch.setattr(lexicon_module, "_MOST_KEPT", 10)
    for part in (words[:9], words[5:], words, words[:9], []):
        assert _places(lexicon, "words", part).tolist() == find(lexicon.words, part).tolist()
