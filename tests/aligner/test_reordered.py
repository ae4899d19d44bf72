"""Lists that each language sorts its own way, in running text."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.aligned import aligned_lines
from support.cases import CASES

from duiqi.aligner.narrowing.definitions import definition_links
from duiqi.aligner.narrowing.reordering import find_order
from duiqi.aligner.realigning import realign
from duiqi.model import Document
from duiqi.pipeline import align_documents, align_documents_keeping_lattice, load_sides

DATA = json.loads((CASES / "reordered.json").read_text(encoding="utf-8"))
Entry = list[str]
# How an entry is written: Chinese, English, the key by which English sorts it.
FORMS: dict[str, Callable[[Entry], tuple[str, str]]] = {
    "both in brackets": lambda e: (f"“{e[0]}”({e[1]}) 指{e[2]}；", f"“{e[1]}” ({e[0]}) means {e[3]};"),
    "English in brackets": lambda e: (f"“{e[0]}”（{e[1].title()}）指{e[2]}。", f"“{e[1].title()}” means {e[3]}."),
    "no brackets": lambda e: (f"{e[0]}：{e[2]}。", f"{e[1].capitalize()}: {e[3]}."),
    "bold": lambda e: (f"{e[0]} ({e[1]})：{e[2]}。", f"{e[1]} ({e[0]}): {e[3]}."),
    "countries": lambda e: (e[0], e[1]),
}


def written(form: str, count: int) -> list[tuple[str, str]]:
    entries = DATA["countries" if form == "countries" else "definitions"]
    return [FORMS[form](entry) for entry in entries[:count]]


@pytest.mark.parametrize("one", [True, False], ids=["one document", "two documents"])
@pytest.mark.parametrize(
    ("form", "count"),
    [("both in brackets", 40), ("both in brackets", 4), ("English in brackets", 40), ("bold", 12), ("no brackets", 40),
     ("countries", 38)],
)  # fmt: skip
def test_a_list_in_running_text(form: str, count: int, one: bool) -> None:
    entries, running = written(form, count), [tuple(pair) for pair in DATA["running"]]
    by_alphabet = sorted(entries, key=lambda pair: pair[1].casefold())
    zh = [pair[0] for pair in (*running[:4], *entries, *running[4:])]
    en = [pair[1] for pair in (*running[:4], *by_alphabet, *running[4:])]
    alignment = aligned_lines(zh, en, one=one)
    pairs = {(pair.zh, pair.en): pair.kind for pair in alignment}
    assert len(pairs.keys() & set(entries)) >= 0.9 * len(entries)
    assert set(pairs) >= set(running)
    assert {pairs[pair] for pair in running} == {""}
    # The first and the last ones may be where they belong.
    assert sum(kind != "reordered" for pair, kind in pairs.items() if pair in entries) <= 2
    assert [i for bead in alignment.beads for i in bead.zh] == list(range(len(alignment.zh)))
    assert sorted(j for bead in alignment.beads for j in bead.en) == list(range(len(alignment.en)))


@pytest.mark.parametrize("form", FORMS)
def test_a_list_in_the_same_order_is_left_alone(form: str) -> None:
    entries = written(form, 38)
    alignment = aligned_lines([zh for zh, _ in entries], [en for _, en in entries], one=False)
    assert [pair.kind for pair in alignment] == [""] * 38
    assert [(pair.zh, pair.en) for pair in alignment] == entries


def test_what_follows_a_term_stays_with_it() -> None:
    entries = written("both in brackets", 12)
    more = ("（甲）如属个人，其住址；", "(a) in the case of an individual, the residential address;")
    by_alphabet = sorted(entries, key=lambda pair: pair[1])
    with_more = {entries[2], entries[7]}
    sides = [
        [text for pair in order for text in ((pair[k], more[k]) if pair in with_more else (pair[k],))]
        for k, order in enumerate((entries, by_alphabet))
    ]
    pairs = [(pair.zh, pair.en) for pair in aligned_lines(*sides, one=False)]
    assert set(pairs) == {*entries, more}
    assert pairs.count(more) == 2


@given(st.integers(0, 30), st.integers(20, 60), st.integers(0, 30), st.integers(0, 10**6))
@settings(max_examples=30, deadline=None)
def test_a_shuffled_list_is_put_in_order(before: int, size: int, after: int, seed: int) -> None:
    rng = random.Random(seed)
    shuffled = list(range(before, before + size))
    rng.shuffle(shuffled)
    partner = [*range(before), *shuffled, *range(before + size, before + size + after)]
    total = len(partner)
    likeness = [(i, j, 1.0) for i, j in enumerate(partner)]
    order = find_order([""] * total, [""] * total, likeness)
    assert order is not None
    assert sorted(order.en) == list(range(total))
    assert list(order.gates) == sorted(order.gates, key=lambda gate: gate[1])
    # An entry at an end may be taken for a mistake, and the others then stand a place away.
    place = {j: k for k, j in enumerate(order.en)}
    assert sum(abs(place[j] - i) <= 2 for i, j in enumerate(partner)) >= 0.9 * total


@given(st.integers(40, 120), st.integers(0, 4), st.integers(0, 10**6))
@settings(max_examples=30, deadline=None)
def test_a_text_with_a_few_false_links_is_left_alone(size: int, mistakes: int, seed: int) -> None:
    rng = random.Random(seed)
    partner = list(range(size))
    # Those that stand together, on both sides, would be a shuffled list.
    places = rng.sample(range(0, size, 5), 2 * mistakes)
    for i, j in zip(places[::2], places[1::2], strict=True):
        partner[i], partner[j] = partner[j], partner[i]
    likeness = [(i, j, 1.0) for i, j in enumerate(partner)]
    assert find_order([""] * size, [""] * size, likeness) is None


def test_terms_that_paragraphs_define() -> None:
    zh = [
        "本条例可引称为《租务条例》。",
        "“承租人”(tenant) 指…；",
        "業主 (landlord)：收租的人。",
        "租金（Rent）指款项。",
        "甲(x)乙",
    ]
    en = ["“rent” means money.", "“landlord” (業主) means…", "Tenant (承租人): a person", "the rent is due."]
    assert definition_links(zh, en) == [(1, 2), (2, 1), (3, 0)]


def test_a_term_in_two_places_proves_nothing() -> None:
    assert definition_links(["“租”(rent) 指…", "“租”(rent) 指…"], ["“rent” means…"]) == []


def test_cases_are_there() -> None:
    assert Path(CASES / "reordered.json").stat().st_size > 2000


@pytest.mark.parametrize(("form", "count"), [("both in brackets", 12), ("countries", 38)])
def test_with_the_lattice_kept_the_pairs_are_the_same(form: str, count: int) -> None:
    entries = written(form, count)
    by_alphabet = sorted(entries, key=lambda pair: pair[1].casefold())
    texts = ["\n".join([pair[side] for pair in some]) + "\n" for side, some in enumerate((entries, by_alphabet))]
    sides = load_sides(*(Document(f"{name}.txt", text) for name, text in zip("ab", texts, strict=True)))
    alignment, lattice = align_documents_keeping_lattice(*sides)
    assert alignment == align_documents(*sides)
    assert "reordered" in {bead.kind for bead in alignment.beads}
    # Nothing fixed: the old path, in the order of the Chinese.
    found = realign(lattice, [])
    assert [(bead.zh, len(bead.en)) for bead in found if bead.zh] == [
        (bead.zh, len(bead.en)) for bead in alignment.beads if bead.zh
    ]
