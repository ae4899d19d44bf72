"""Alignments made by hand and by hypothesis, for tests of what comes after aligning."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import get_args

from hypothesis import strategies as st

from duiqi.model import Alignment, Bead, BeadKind, Sentence


def make_alignment(
    zh: list[str], en: list[str], beads: list[tuple[int, int, float]], source: str = "release.txt"
) -> Alignment:
    """An Alignment from sentences and beads (Chinese sentences, English sentences, score), in order."""
    i = j = 0
    made = []
    for zh_count, en_count, score in beads:
        made.append(Bead(range(i, i + zh_count), range(j, j + en_count), score))
        i, j = i + zh_count, j + en_count
    assert (i, j) == (len(zh), len(en))
    return Alignment(
        tuple(Sentence(text, 0, len(text), n // 2) for n, text in enumerate(zh)),
        tuple(Sentence(text, 0, len(text), n // 3) for n, text in enumerate(en)),
        tuple(made),
        signature="duiqi 0.1.0 lexicon:1234",
        source=source,
    )


def small_alignment() -> Alignment:
    """Four beads: 1-1, 1-2, a null bead and a weak 1-1."""
    zh = ["會議在北京舉行。", "王毅說,合作\u201c持續\u201d加強。", "本段沒有譯文。", "來源/外交部網站"]
    en = ["The meeting was held in Beijing.", "Wang Yi spoke.", "Cooperation & trust < grow.", "Source: MFA"]
    return make_alignment(zh, en, [(1, 1, 0.98765), (1, 2, 0.9), (1, 0, 0.7), (1, 1, 0.2)])


def repaired_alignment() -> Alignment:
    """Three pairs: one as it was found, one with an exact repair, and one with an inferred one beside it."""
    plain = make_alignment(
        ["一。", "二。", "三。", "四。"], ["One.", "Two.", "Three."], [(1, 1, 0.9), (1, 1, 0.9), (2, 1, 0.9)]
    )
    one, two, three, four = plain.zh
    exact = replace(two, repair="exact")
    return replace(
        plain, zh=(one, exact, replace(three, repair="exact"), replace(four, repair="inferred", soundness=0.8))
    )


def seed_alignment(shared: Path) -> Alignment:
    """The reference document with its gold beads."""
    gold = json.loads((shared / "seed" / "gold.json").read_text(encoding="utf-8"))
    sides = [tuple(Sentence(s["text"], 0, len(s["text"]), s["line"]) for s in gold[lang]) for lang in ("zh", "en")]
    beads = tuple(
        Bead(range(b["zh"][0], b["zh"][-1] + 1), range(b["en"][0], b["en"][-1] + 1), 0.9) for b in gold["beads"]
    )
    return Alignment(*sides, beads, signature="gold", source=gold["source"])


# Text that breaks careless writers: markup, controls, line ends of all kinds, surrogates, marks of direction.
HOSTILE = st.one_of(
    st.text(max_size=30),
    st.text(st.characters(exclude_categories=()), max_size=10),
    st.text(
        st.sampled_from("]]>&<\"'\r\n\t\0\x01\x0b\x7f\x85\u2028\u2029\u202e\u200f\ufeff\ufffe\ud800\udfff 漢a"),
        max_size=20,
    ),
    st.sampled_from(["]]>", "&amp;", "&#1;", "<!--", "</seg>", "<![CDATA[x]]>", "[0]:[0]", "長" * 3000]),
)


@st.composite
def alignments(draw: st.DrawFn) -> Alignment:
    """Alignments of hostile sentences, null beads among them."""
    beads = draw(
        st.lists(
            st.tuples(st.integers(0, 3), st.integers(0, 3), st.floats(0, 1)).filter(lambda bead: bead[0] or bead[1]),
            max_size=5,
        )
    )
    zh = [draw(HOSTILE) for _ in range(sum(bead[0] for bead in beads))]
    en = [draw(HOSTILE) for _ in range(sum(bead[1] for bead in beads))]
    made = make_alignment(zh, en, beads, source=draw(HOSTILE))
    marked = st.sampled_from([{}, {}, {"repair": "exact"}, {"repair": "inferred", "soundness": 0.75}])
    zh_side, en_side = (
        tuple(replace(sentence, **draw(marked)) for sentence in side)  # type: ignore[arg-type]
        for side in (made.zh, made.en)
    )
    kinds = st.sampled_from(["", "", *get_args(BeadKind)])
    kinded = tuple(bead if bead.is_null else replace(bead, kind=draw(kinds)) for bead in made.beads)
    return replace(made, zh=zh_side, en=en_side, beads=kinded)
