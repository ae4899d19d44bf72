"""JSON Lines: what is in the file, and that it reads back."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given, settings
from support.alignments import alignments, repaired_alignment, small_alignment
from support.writing import facts, read_bytes, written

from duiqi.errors import InputError
from duiqi.export import INPUT_FORMATS, unit_id
from duiqi.model import Alignment
from duiqi.pairs.fields import Source
from duiqi.text.chars import SURROGATE


def test_jsonl_line_is_the_documented_one() -> None:
    lines = written(small_alignment(), "jsonl").decode().splitlines()
    assert lines[1] == (
        '{"id": "' + unit_id(list(small_alignment().pairs())[1]) + '", "zh": "王毅說,合作“持續”加強。", '
        '"en": "Wang Yi spoke. Cooperation & trust < grow.", "score": 0.9, "type": "1-2", "zh_ids": [1], '
        '"en_ids": [1, 2], "zh_par": [0], "en_par": [0], "document": "release.txt", "zh_lang": "zh-TW", '
        '"en_lang": "en"}'
    )
    assert [json.loads(line)["score"] for line in lines] == [0.9877, 0.9, 0.2]


def test_a_repaired_pair_says_so_in_its_last_key() -> None:
    units = [json.loads(line) for line in written(repaired_alignment(), "jsonl").splitlines()]
    assert [unit.get("repair") for unit in units] == [None, "exact", "inferred"]
    assert [list(unit)[-1] for unit in units] == ["en_lang", "repair", "repair"]
    assert [unit["score"] for unit in units] == [0.9, 0.9, 0.72]
    assert len(written(repaired_alignment(), "jsonl", min_score=0.8).splitlines()) == 2


def test_jsonl_with_null_beads_has_every_sentence_once() -> None:
    units = [json.loads(line) for line in written(small_alignment(), "jsonl", unaligned=True).splitlines()]
    assert [unit["type"] for unit in units] == ["1-1", "1-2", "1-0", "1-1"]
    assert (units[2]["en"], units[2]["en_ids"], units[2]["en_par"]) == ("", [], [])
    assert [i for unit in units for i in unit["zh_ids"]] == [0, 1, 2, 3]
    assert [j for unit in units for j in unit["en_ids"]] == [0, 1, 2, 3]


def test_jsonl_of_other_programs_needs_the_two_texts_only() -> None:
    pairs = read_bytes('\ufeff{"zh": "一", "en": "one"}\n\n{"en": "two", "zh": "二", "x": 1}'.encode(), "jsonl")
    assert [(pair.zh, pair.en, pair.score) for pair in pairs] == [("一", "one", 1.0), ("二", "two", 1.0)]
    assert [pair.bead.zh for pair in pairs] == [range(1), range(2, 3)]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[1]", "m:2: is not a JSON object"),
        ('{"zh": "一"}', 'm:2: "en" is missing or no string'),
        ('{"zh": "一", "en": 1}', 'm:2: "en" is missing or no string'),
        ('{"zh": "一", "en": "a", "repair": "new"}', 'm:2: "repair" is neither "exact" nor "inferred"'),
        ('{"zh": "一", "en": "a", "score": 2}', 'm:2: "score" is no number from 0 to 1'),
        ('{"zh": "一", "en": "a", "score": NaN}', 'm:2: "score" is no number from 0 to 1'),
        ('{"zh": "一", "en": "a", "zh_ids": [0]}', 'm:2: "en_ids" is missing'),
        ('{"zh": "一", "en": "a", "zh_ids": [0, 2], "en_ids": [0]}', 'm:2: "zh_ids" are not consecutive'),
        ('{"zh": "一", "en": "a", "zh_ids": [-1], "en_ids": [0]}', 'm:2: "zh_ids" is no list of numbers from 0 up'),
        ('{"zh": "一", "en": "a", "zh_par": "x"}', 'm:2: "zh_par" is no list of numbers from 0 up'),
        ('{"zh": "一", "en": "a", "document": 1}', 'm:2: "document" is no string'),
        ("[" * 100_000, "m:2: is not JSON"),
        ('{"zh": "一', "m:2: is not JSON"),
    ],
)
def test_jsonl_faults_have_a_line(line: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        list(
            INPUT_FORMATS["jsonl"].read_pairs(io.BytesIO(f'{{"zh": "一", "en": "a"}}\n{line}\n'.encode()), Source("m"))
        )
    assert str(caught.value).startswith(message)


def test_jsonl_that_is_not_utf8() -> None:
    with pytest.raises(InputError, match="m:1: is not UTF-8; save the file as UTF-8"):
        list(INPUT_FORMATS["jsonl"].read_pairs(io.BytesIO("會".encode("big5")), Source("m")))


def test_jsonl_line_without_end() -> None:
    with pytest.raises(InputError, match="m:1: the line is longer than 16 MiB"):
        list(INPUT_FORMATS["jsonl"].read_pairs(io.BytesIO(b" " * (17 << 20)), Source("m")))


@given(alignments())
@settings(max_examples=50, deadline=None)
def test_jsonl_reads_back(alignment: Alignment) -> None:
    data = written(alignment, "jsonl", unaligned=True)
    assert data.count(b"\n") == len(data.decode("utf-8").splitlines()) == len(alignment.beads)
    expected = [facts(pair, SURROGATE) for pair in alignment.pairs(unaligned=True)]
    assert [facts(pair, SURROGATE) for pair in read_bytes(data, "jsonl")] == expected
