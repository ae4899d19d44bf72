"""The programs of docs/scale.md: whichever engine calls the function, the rows are the same."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from support.corpora import documents

from duiqi.batch import align_batch

ROOT = Path(__file__).parents[2]
RECIPES = {
    re.findall(r"^(?:import|from) (ray|pyspark|dask|datasets)\b", text, re.MULTILINE)[0]: text
    for text in re.findall(
        r"^```python\n(.*?)^```$", (ROOT / "docs" / "scale.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
}
# Seconds: an engine that starts takes 30 on a busy machine.
LIMIT = 300


def test_each_engine_has_a_recipe() -> None:
    assert set(RECIPES) == {"ray", "pyspark", "dask", "datasets"}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["ray", "pyspark", "dask", "datasets"])
def test_a_recipe_gives_the_same_rows(tmp_path: Path, name: str) -> None:
    pytest.importorskip(name)
    if name == "pyspark" and shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    import pyarrow
    from pyarrow import parquet

    table = pyarrow.Table.from_pylist([{**each, "other": str(each["other"])} for each in documents(40)])
    parquet.write_table(table, tmp_path / "corpus.parquet", row_group_size=10)
    (tmp_path / "recipe.py").write_text(RECIPES[name], encoding="utf-8")
    paths = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    # Only Ray heeds the last: it tells its makers nothing then.
    environment = {**os.environ, "PYTHONPATH": paths, "RAY_USAGE_STATS_ENABLED": "0"}
    ended = subprocess.run(
        [sys.executable, "recipe.py"], cwd=tmp_path, env=environment, capture_output=True, timeout=LIMIT, check=False
    )
    assert ended.returncode == 0, ended.stderr.decode(errors="replace")[-2000:]

    expected = align_batch(table.combine_chunks().to_batches()[0]).to_pylist()
    assert len(expected) > 100
    # An engine may write the documents in another order; the rows of one stay together.
    assert sorted(_rows(tmp_path, name), key=lambda row: row["document"]) == sorted(
        expected, key=lambda row: row["document"]
    )


def _rows(folder: Path, name: str) -> list[dict[str, Any]]:
    from pyarrow import parquet

    if name == "datasets":
        import datasets

        return list(datasets.load_from_disk(str(folder / name)).to_list())
    files = sorted((folder / name.removeprefix("py")).glob("*.parquet"))
    return [row for file in files for row in parquet.read_table(file).to_pylist()]
