"""Every command is a file with its parser and its run, and a line in the table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import duiqi.cli.commands
from duiqi.cli import main
from duiqi.cli.commands import COMMANDS, command

FOLDER = Path(duiqi.cli.commands.__file__).parent


def test_the_table_names_every_file() -> None:
    files = [name.replace("-", "_") for name in COMMANDS]
    assert sorted(path.stem for path in FOLDER.glob("*.py")) == sorted(["__init__", "align", *files])


@pytest.mark.parametrize("name", ["align", *COMMANDS])
def test_a_command_has_a_parser_and_a_run(name: str) -> None:
    assert command(name).parser().prog == ("align" if name == "align" else f"align {name}")
    assert callable(command(name).run)


@pytest.mark.parametrize("name", ["align", "clean", "memory", "segment", "update"])
def test_commands_that_read_documents_are_told_how(name: str) -> None:
    options = {option for action in command(name).parser()._actions for option in action.option_strings}
    assert options >= {"--quiet", "--encoding", "--layout", "--columns", "--punctuation", "--repair", "--no-repair"}


@pytest.mark.parametrize("name", ["check", "convert"])
def test_commands_that_read_pairs_are_told_how(name: str) -> None:
    options = {option for action in command(name).parser()._actions for option in action.option_strings}
    assert options >= {"--quiet", "--encoding", "--columns"}


def test_the_help_names_every_command_and_groups_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out
    assert [
        name for name, what in COMMANDS.items() if not re.search(rf"^  {name} +{re.escape(what)}$", told, re.M)
    ] == []
    plain = told.split("\noptions:\n")[1].split("\n\n")[0]
    assert re.findall(r"^  (-\S+)", plain, re.M) == ["-h", "--help", "--version"]


@pytest.mark.parametrize("name", ["align", "convert", "review", "update"])
def test_h_tells_of_some_options_and_how_many_more_there_are(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    options = [action for action in command(name).parser()._actions if {*action.option_strings} - {"-h", "--help"}]
    with pytest.raises(SystemExit):
        main([name, "-h"])
    told = capsys.readouterr().out
    shown = re.findall(r"^  (-\S+)", told.split("the usual options:\n")[1].split("\n\n")[0], re.M)
    assert 7 < len(shown) < len(options)
    assert told.rstrip().endswith(f" --help tells of {len(options) - len(shown)} more options.")


def test_the_main_command_may_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("他来了。\nHe has come.\n", encoding="utf-8")
    assert main(["align", "a.txt", "-o", "a.jsonl", "--quiet"]) == 0
    Path("align").write_text("他走了。\nHe has gone.\n", encoding="utf-8")
    assert main(["align", "-o", "b.jsonl", "--quiet"]) == 0
    assert "gone" in Path("b.jsonl").read_text(encoding="utf-8")


def test_what_is_wrong_is_told_in_few_lines(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--fromat", "tmx", "a.txt"])
    assert capsys.readouterr().err.splitlines() == [
        "usage: align [options] INPUT [INPUT ...]",
        "       align COMMAND ...",
        "align: error: unrecognized arguments: --fromat; did you mean --format?",
    ]


@pytest.mark.parametrize("name", COMMANDS)
def test_usage_is_what_must_be_given(name: str) -> None:
    parser = command(name).parser()
    assert len(parser.format_usage().splitlines()) <= 2
    assert " [options] " in f"{parser.format_usage().strip()} "
