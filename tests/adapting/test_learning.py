"""A lexicon learned from pairs."""

from __future__ import annotations

import math
import os
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import duiqi
from data.weights.texts import read_texts
from duiqi.adapting import Counted, learn_lexicon, read_own_words
from duiqi.aligner.fitting.texts import Text
from duiqi.errors import InputError
from duiqi.evaluation import Scores, evaluate
from duiqi.model import Bead, Pair
from duiqi.options import Options
from duiqi.words.own.learned import read_learned

WMT22 = Path(os.environ.get("DUIQI_SHARED", "../shared")) / "gold" / "wmt22-enzh-resplit"
# Chinese words that the tokens keep whole, each with English that no dictionary gives.
PLANTED = {"桌子": "zorble", "窗户": "quixam", "苹果": "fenwick", "狐狸": "drubbel", "电梯": "yastro", "雨伞": "plonk"}
OTHERS = {"天气": "weather", "火车": "train", "经济": "economy", "音乐": "music", "学校": "school", "历史": "history"}


def planted(number: int, seed: int = 1) -> Iterator[Pair]:
    """Sentences of three words in both languages, in any order."""
    rng, words = random.Random(seed), [*PLANTED.items(), *OTHERS.items()]
    for k in range(number):
        some = rng.sample(words, 3)
        yield Pair(
            "、".join(zh for zh, _ in some) + f"第{k}。",
            ", ".join(en for _, en in rng.sample(some, 3)) + f" {k}.",
            1.0,
            Bead(range(k, k + 1), range(k, k + 1), 1.0),
        )


def learned(path: Path) -> dict[tuple[str, str], float]:
    table = read_learned(path)
    edges = table.indptr.tolist()
    return {
        (str(word), table.stems[table.of_stems[at]].decode()): table.strengths[at] / 255
        for k, word in enumerate(table.words)
        for at in range(edges[k], edges[k + 1])
    }


def test_planted_translations_are_learned_and_known_ones_are_not(tmp_path: Path) -> None:
    pairs = Counted(planted(200))
    content, number = learn_lexicon(pairs)
    (tmp_path / "my.lex").write_bytes(content)
    found = learned(tmp_path / "my.lex")
    assert (pairs.used, number) == (200, len(found))
    right = {(zh, duiqi_stem(en)) for zh, en in PLANTED.items()}
    assert right <= found.keys()
    assert all(found[pair] > 0.5 for pair in right)
    assert all(strength < 0.2 for pair, strength in found.items() if pair not in right)
    assert not any(zh in OTHERS and found[zh, en] > 0.1 for zh, en in found)


def duiqi_stem(word: str) -> str:
    from duiqi.words.english import english_stems

    return english_stems([word])[0][0]


def test_repeated_pairs_teach_once() -> None:
    once, twice = Counted(planted(80)), Counted([*planted(80), *planted(80)])
    assert learn_lexicon(once) == learn_lexicon(twice)
    assert twice.repeated == 80


def test_too_few_pairs() -> None:
    with pytest.raises(InputError, match="there are only 10 different pairs; give at least 50, better 1,000"):
        learn_lexicon(Counted(planted(10)))


def _pairs(texts: Sequence[Text]) -> Iterator[Pair]:
    for text in texts:
        for i, j, n, m in text.beads:
            if n and m:
                bead = Bead(range(i, i + n), range(j, j + m), 1.0)
                yield Pair("".join(text.zh[i : i + n]), " ".join(text.en[j : j + m]), 1.0, bead)


def _judged(texts: Sequence[Text], options: Options) -> tuple[Scores, float]:
    """The strict scores, and the log loss of the beads' scores in nats a bead."""
    scores, losses = Scores(), []
    for text in texts:
        found = duiqi.align_sentences(text.zh, text.en, options=options)
        gold = [(range(i, i + n), range(j, j + m)) for i, j, n, m in text.beads]
        scores = scores + evaluate(found, gold)
        for bead in found.beads:
            if not bead.is_null:
                p = min(max(bead.score, 1e-6), 1 - 1e-6)
                losses.append(-math.log(p if (bead.zh, bead.en) in gold else 1 - p))
    return scores, sum(losses) / len(losses)


@pytest.mark.slow
@pytest.mark.skipif(not WMT22.exists(), reason="no development data")
@pytest.mark.parametrize("half", [0, 1])
def test_half_of_the_news_makes_the_other_half_surer(half: int, tmp_path: Path) -> None:
    texts = read_texts(WMT22)
    path = tmp_path / "half.lex"
    path.write_bytes(learn_lexicon(Counted(_pairs(texts[half::2])))[0])
    before, loss_before = _judged(texts[1 - half :: 2], Options())
    after, loss_after = _judged(texts[1 - half :: 2], Options(own_words=read_own_words([path])))
    assert after.strict.f1 >= before.strict.f1
    assert loss_after < loss_before
