"""Every command is a file with its parser and its run, and a name in the table."""

from __future__ import annotations

from pathlib import Path

import pytest

import duiqi.cli.commands
from duiqi.cli.commands import COMMANDS, command

FOLDER = Path(duiqi.cli.commands.__file__).parent


def test_the_table_names_every_file() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.py")) == sorted(["__init__", "align", *COMMANDS])


@pytest.mark.parametrize("name", ["align", *COMMANDS])
def test_a_command_has_a_parser_and_a_run(name: str) -> None:
    assert command(name).parser().prog == ("align" if name == "align" else f"align {name}")
    assert callable(command(name).run)
