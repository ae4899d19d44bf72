"""What is left of an output when the process that was writing it dies."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from duiqi.batch import Settings
from duiqi.batch.resuming import run
from duiqi.errors import InputError
from duiqi.io.files import temporary_beside


def test_what_a_process_that_died_was_writing_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "_entry", lambda *given: None)
    target = tmp_path / "r.tmx"
    manifest: Any = None
    task: Any = SimpleNamespace(target=target)
    entry: Any = object()
    at_work = run._Run([], Settings("tmx"), tmp_path, manifest)
    at_work.held.append((task, entry))
    at_work.leftovers.remove(target)  # the folder is looked through before the work
    left, of_another = temporary_beside(target), temporary_beside(tmp_path / "s.tmx")
    for path in (left, of_another):
        path.touch()
    at_work.ready(0, InputError("the process that worked on it died"))
    assert not left.exists()
    assert of_another.exists()
