"""Records to pairs: one result for each, in order, and errors as results."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.commands import EN, ZH

import duiqi
from duiqi.batch import align_records
from duiqi.batch.workers import AHEAD, in_order
from duiqi.errors import InputError

ADVICE = 'give "text" with both languages, or "zh" and "en", or a file as "bytes" and "name"'


def test_a_record_is_aligned_as_its_file_is(seed_path: Path) -> None:
    record = {"id": "seed", "text": seed_path.read_text(encoding="utf-8")}
    before = dict(record)
    (result,) = align_records([record])
    alignment = duiqi.align(seed_path)
    assert [(p.zh, p.en, p.score, p.bead) for p in result.pairs] == [(p.zh, p.en, p.score, p.bead) for p in alignment]
    assert {pair.document for pair in result.pairs} == {"seed"}
    assert (result.signature, result.warnings) == (alignment.signature, alignment.warnings)
    assert record == before


def test_sides_are_what_they_are_called() -> None:
    (result,) = align_records([{"id": 1, "zh": ZH, "en": EN, "date": object()}])
    assert (result.id, [pair.type for pair in result.pairs]) == ("1", ["1-1", "1-1"])
    (alone,) = align_records([{"id": "x", "zh": "OK", "en": "OK"}])
    assert alone.error is None


def test_a_file_as_bytes() -> None:
    csv = "zh,en\n会议在北京举行。,The meeting was held in Beijing.\n".encode()
    (result,) = align_records([{"id": "t", "bytes": csv, "name": "t.csv"}])
    assert [(pair.zh, pair.en) for pair in result.pairs] == [("会议在北京举行。", "The meeting was held in Beijing.")]
    (named,) = align_records([{"id": "x", "zh": ZH, "en": EN, "name": "a column like any other"}])
    assert (named.error, len(named.pairs)) == (None, 2)


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({}, ': the record has no "id"; number the records'),
        ({"id": "a"}, f"a: the record holds no text; {ADVICE}"),
        ({"id": "a", "text": None, "zh": ZH}, f'a: the record holds "zh"; {ADVICE}'),
        ({"id": "a", "text": ZH, "en": EN}, f'a: the record holds "text" and "en"; {ADVICE}'),
        ({"id": "a", "text": b"x"}, f'a: "text" is of type bytes, not a string; {ADVICE}'),
        ({"id": "a", "bytes": "x", "name": "r.txt"}, f'a: "bytes" is of type str, not bytes; {ADVICE}'),
        ({"id": "a", "bytes": b"x"}, f'a: the record holds "bytes"; {ADVICE}'),
        ({"id": "a", "zh": ZH, "en": " \n"}, f'a: "en" holds no text; {ADVICE}'),
    ],
)
def test_a_record_that_cannot_be_aligned(record: dict[str, object], message: str) -> None:
    results = list(align_records([record, {"id": "b", "zh": ZH, "en": EN}]))
    assert str(results[0].error) == message.removeprefix(": ")
    assert results[0].pairs == ()
    assert (results[1].error, len(results[1].pairs)) == (None, 2)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"level": "word"}, "level is 'word'; it can be 'sentence', 'clause' or 'paragraph'"),
        ({"jobs": 0}, "jobs is 0; at least one process must work"),
    ],
)
def test_arguments_that_there_are_not(wrong: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        align_records([], **wrong)


def endless(taken: list[int]) -> Iterator[dict[str, object]]:
    """Records without end, which tell how many of them were taken."""
    while True:
        taken.append(len(taken))
        yield {"id": len(taken) - 1, "zh": ZH, "en": EN}


def test_records_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []
    results = align_records(endless(taken))
    assert [next(results).id for _ in range(3)] == ["0", "1", "2"]
    assert len(taken) == 3


@pytest.mark.slow
def test_processes_do_not_change_the_results(seed_path: Path) -> None:
    text = seed_path.read_text(encoding="utf-8")
    records = [{"id": n, "text": text[: 2000 + 300 * n]} if n % 3 else {"id": n, "zh": ZH} for n in range(12)]
    one, two = (list(align_records(records, jobs=jobs)) for jobs in (1, 2))
    assert [(r.id, r.pairs, str(r.error)) for r in one] == [(r.id, r.pairs, str(r.error)) for r in two]
    assert len(pickle.dumps(one)) > 1000
    taken: list[int] = []
    results = align_records(endless(taken), jobs=2)
    assert [next(results).id for _ in range(40)] == [str(n) for n in range(40)]
    assert len(taken) <= 40 + 2 * AHEAD


def doubled(number: int) -> int:
    """Twice the number; 5 kills the process."""
    if number == 5:
        os.kill(os.getpid(), signal.SIGTERM)
    return 2 * number


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_process_that_dies_costs_one_of_many() -> None:
    results = list(in_order(doubled, ((f"n{n}", (n,)) for n in range(40)), 2))
    assert [result for result in results if not isinstance(result, InputError)] == [2 * n for n in range(40) if n != 5]
    assert str(results[5]).startswith("n5: the process that worked on it died")
