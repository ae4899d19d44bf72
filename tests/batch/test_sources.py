"""Records out of files: which files are a corpus, which columns hold what, limits, and names after ids."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.cases import cases
from support.corpora import SOURCES, documents, parquet, plain, saved, saved_splits

from duiqi.batch.corpus.names import MAX_BYTES, safe_name
from duiqi.batch.sources import Columns, Record, corpus_files, find_columns, lines, read_records
from duiqi.batch.sources.columns import found_columns
from duiqi.errors import InputError

COLUMNS = Columns("zh", "en", id="id")


@pytest.mark.parametrize("case", cases("corpora/columns.jsonl"))
def test_columns_are_found(case: dict[str, Any]) -> None:
    assert found_columns(case["names"], Columns(**case.get("wanted", {})), "c").named() == case["found"]


@pytest.mark.parametrize("source", SOURCES)
def test_records_are_the_same_whatever_they_are_in(tmp_path: Path, source: str) -> None:
    pytest.importorskip("pyarrow")
    pytest.importorskip("datasets")
    wanted = documents(7)
    files = corpus_files([str(SOURCES[source](wanted, tmp_path))])
    assert files
    records = list(read_records(files, find_columns(files, Columns())))
    assert [record.id for record in records] == [each["id"] for each in wanted]
    good = [(record.id, dict(record.texts)) for record in records if not record.error]
    assert good == [(each["id"], {"zh": each["zh"], "en": each["en"]}) for each in wanted if each["en"].strip()]
    (bad,) = [record.error for record in records if record.error]
    assert "holds no text" in str(bad)


def test_numbers_stand_for_ids(tmp_path: Path) -> None:
    path = plain([{"zh": "会议", "en": "Meeting"}] * 2, tmp_path)
    columns = find_columns([path], Columns())
    assert [(record.id, record.place) for record in read_records([path], columns)] == [
        ("c-1", f"{path}:1"),
        ("c-3", f"{path}:3"),
    ]


def test_what_is_no_corpus(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text("x", encoding="utf-8")
    plain([], tmp_path)
    assert corpus_files([str(tmp_path / "r.txt")]) is None
    assert corpus_files([str(tmp_path / "r.txt"), str(tmp_path / "c.jsonl")]) is None
    assert corpus_files([str(tmp_path)]) is None
    assert corpus_files([str(tmp_path)], named=True) == [tmp_path / "c.jsonl"]
    (tmp_path / "r.txt").rename(tmp_path / "README.md")
    (tmp_path / "_SUCCESS").touch()
    assert corpus_files([str(tmp_path)]) == [tmp_path / "c.jsonl"]


def test_a_dataset_with_files_missing_or_elsewhere(tmp_path: Path) -> None:
    pytest.importorskip("datasets")
    folder = saved(documents(4), tmp_path)
    state = json.loads((folder / "state.json").read_text())
    first = state["_data_files"][0]["filename"]
    (folder / first).unlink()
    with pytest.raises(InputError, match="is missing; save the dataset again"):
        corpus_files([str(folder)])
    for name in (f"../{first}", "/etc/passwd", "..", 5):
        (folder / "state.json").write_text(json.dumps({"_data_files": [{"filename": name}]}))
        with pytest.raises(InputError, match=r"state\.json: names files elsewhere"):
            corpus_files([str(folder)])
    splits = saved_splits(documents(4), tmp_path)
    for text in ("", "[]", '{"splits": 5}', "[" * 100_000):
        (splits / "dataset_dict.json").write_text(text)
        with pytest.raises(InputError, match=r"dataset_dict\.json: is no note of a saved dataset"):
            corpus_files([str(splits)])


def test_a_line_that_is_too_long_costs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MAX_LINE", 1 << 20)
    wide = {"id": "wide", "zh": "会" * (1 << 20), "en": "x"}
    path = plain([*documents(1), wide, {"id": "z", "zh": "会议", "en": "Meeting"}], tmp_path)
    records = list(read_records([path], COLUMNS))
    assert [(record.line, record.id, bool(record.error)) for record in records] == [
        (1, "d0", False),
        (3, "c-3", True),
        (4, "z", False),
    ]
    assert str(records[1].error) == f"{path}:3: the line is longer than 1 MiB; split the document"


@pytest.mark.parametrize("packing", ["gzip", "zstd"])
def test_what_unpacks_too_far_is_refused(tmp_path: Path, packing: str) -> None:
    data = b" " * (1 << 28)
    path = tmp_path / "c.jsonl"
    if packing == "gzip":
        path.write_bytes(gzip.compress(data, 9))
    else:
        arrow = pytest.importorskip("pyarrow")
        path.write_bytes(arrow.compress(data, codec="zstd", asbytes=True))
    with pytest.raises(InputError, match=r"more than 400 times its (compressed|packed) size"):
        find_columns([path], Columns())


def test_a_parquet_file_that_unpacks_too_far_is_refused(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet as pq

    path = tmp_path / "c.parquet"
    row = {"id": "a", "zh": "会" * (1 << 24), "en": "x"}
    pq.write_table(arrow.Table.from_pylist([row]), path, compression="zstd")
    with pytest.raises(InputError, match="the column zh is more than 400 times its packed size"):
        list(read_records([path], COLUMNS))


def test_a_later_file_without_a_column(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    files = [parquet(documents(1), tmp_path), parquet([{"id": "x", "zh": "会议"}], tmp_path, "d.parquet")]
    records = read_records(files, COLUMNS)
    assert next(records).id == "d0"
    with pytest.raises(InputError, match=r"d\.parquet: there is no column 'en'; there are id, zh; all files must"):
        next(records)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_id_makes_a_name(id: str) -> None:
    name = safe_name(id)
    parts = name.split("/")
    assert all(part and part not in (".", "..") and not part.startswith(".") for part in parts)
    assert all(len(part.encode()) < 255 - 60 for part in parts)
    assert not set(name) & set('<>:"\\|?*\0\n')
    assert name == id or name[-9] == "-"


@given(st.lists(st.text(st.sampled_from("aB/.?: \u00e9e\u0301"), min_size=1, max_size=5), unique=True, min_size=2))
def test_different_ids_have_different_names(ids: list[str]) -> None:
    assert len({safe_name(id) for id in ids}) == len(ids)


def test_a_name_has_room_for_what_follows() -> None:
    assert len(safe_name("会" * 500).encode()) <= MAX_BYTES + 9
    assert len(safe_name("a/" * 5000)) < 20
    assert safe_name("/").startswith("_-")


def test_a_digest_tells_records_apart() -> None:
    records = [
        Record("a", {"text": "x"}),
        Record("b", {"text": "x"}),
        Record("a", {"text": "y"}),
        Record("a", {"zh": "x"}),
    ]
    assert len({record.digest() for record in records}) == 4
    assert len(records[0].digest()) == 16
    assert records[0].digest() == Record("a", {"text": "x"}, line=5).digest()
