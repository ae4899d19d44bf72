"""jieba and rjieba give the same words; nothing is printed, shared or left where others can write."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from same_output import texts_of

import duiqi
from duiqi.words import jieba_opencc
from duiqi.words.chinese import chinese_words

CASES = Path(__file__).parents[1] / "cases"
Cutter = Callable[[str], Iterable[str]]


@pytest.fixture(scope="module")
def jieba(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cutter]:
    """jieba's tokenizer, with its cache in a folder of the tests."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield jieba_opencc._load_jieba()
    assert list((folder / "duiqi").glob("jieba-*.cache")), "the cache belongs into the user's own folder"


@pytest.fixture(scope="module")
def rjieba() -> Cutter:
    pytest.importorskip("rjieba")
    return jieba_opencc._load_cutter()


def words_by(cutter: Cutter, texts: Sequence[str]) -> list[list[str]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jieba_opencc, "_load_cutter", lambda: cutter)
        return chinese_words(texts)


def test_the_same_words_of_our_cases_and_the_seed(jieba: Cutter, rjieba: Cutter, seed_path: Path) -> None:
    texts = [text for path in sorted(CASES.rglob("*.json*")) for text in texts_of(path)]
    texts += seed_path.read_text(encoding="utf-8").splitlines()
    assert len(texts) > 1_000
    assert words_by(jieba, texts) == words_by(rjieba, texts)


@given(
    st.lists(
        st.text(st.characters() | st.sampled_from("他们一二三国务院總理小心翼翼aB1+#&.\ue000"), max_size=30), max_size=8
    )
)
def test_the_same_words_of_any_text(jieba: Cutter, rjieba: Cutter, texts: list[str]) -> None:
    assert words_by(jieba, texts) == words_by(rjieba, texts)


@pytest.mark.slow
def test_the_same_words_of_the_development_data(jieba: Cutter, rjieba: Cutter, shared: Path) -> None:
    lines = 0
    for path in sorted([*shared.glob("gold/*/[st]*/*"), *shared.glob("train/*")]):
        texts = path.read_text(encoding="utf-8").splitlines()
        assert words_by(jieba, texts) == words_by(rjieba, texts), path
        lines += len(texts)
    assert lines > 50_000


def test_the_seed_aligns_to_the_same_bytes(
    jieba: Cutter, rjieba: Cutter, seed_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []
    for cutter in (jieba, rjieba):
        monkeypatch.setattr(jieba_opencc, "_load_cutter", lambda cutter=cutter: cutter)
        stream = io.BytesIO()
        duiqi.save(duiqi.align(seed_path), stream, format="jsonl", unaligned=True)
        written.append(stream.getvalue())
    assert written[0] == written[1]


@pytest.mark.slow
def test_jieba_without_a_cache_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert jieba_opencc._cache_folder() is None
    assert list(jieba_opencc._load_jieba()("小心翼翼")) == ["小心翼翼"]


FULL = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
from duiqi.words.jieba_opencc import _load_jieba
assert list(_load_jieba()("小心翼翼")) == ["小心翼翼"]
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of POSIX")
def test_a_cache_that_has_no_room_leaves_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    subprocess.run([sys.executable, "-B", "-c", FULL], check=True, timeout=120)
    assert list((tmp_path / "duiqi").iterdir()) == []


@pytest.mark.slow
def test_a_damaged_cache_is_made_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    jieba_opencc._load_jieba()
    (cache,) = (tmp_path / "duiqi").iterdir()
    whole = cache.read_bytes()
    for damaged in (b"", whole[:1_000], b"i\x01\0\0\0"):
        cache.write_bytes(damaged)
        assert list(jieba_opencc._load_jieba()("小心翼翼")) == ["小心翼翼"]
        assert cache.read_bytes() == whole


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_a_cache_folder_that_others_can_write_is_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "duiqi"
    folder.mkdir()
    folder.chmod(0o777)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert jieba_opencc._cache_folder() is None


@pytest.mark.slow
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
