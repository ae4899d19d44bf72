"""What goes with the package: the manual page, the citation, the names of the command."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

import duiqi
from duiqi.cli.commands import COMMANDS
from tests.test_docs import script

ROOT = Path(__file__).parent.parent
PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
MAN = ROOT / "docs" / "man" / "align.1"


def test_the_manual_page_is_fresh() -> None:
    fresh = script("generate_man").man_page() == MAN.read_text(encoding="utf-8")
    assert fresh, "run python docs/generate_man.py"


def test_the_manual_page_has_every_command() -> None:
    page = MAN.read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f".SS align {name}\n" not in page.replace("\\-", "-")] == []


def test_text_is_never_taken_for_a_request_or_an_escape() -> None:
    plain = script("generate_man")._plain
    assert plain(".csv and 'x'") == "\\&.csv and 'x'"
    assert plain("'x'") == "\\&'x'"
    assert plain("a\\b --to") == "a\\eb \\-\\-to"


def test_troff_has_nothing_to_say_about_the_manual_page() -> None:
    if not shutil.which("groff"):
        pytest.skip("groff is not here")
    run = ["groff", "-man", "-Tutf8", "-K", "utf8", "-ww", "-z", str(MAN)]
    done = subprocess.run(run, capture_output=True, text=True, check=False, timeout=60)
    said = [line for line in done.stderr.splitlines() if "can't find font" not in line and "adjust line" not in line]
    # Of the long lists of choices, which cannot be broken to fill a line.
    assert [line for line in said if "can't break line" not in line and "preconv" not in line] == []


def test_the_distributions_own_name_is_a_command() -> None:
    (scripts,) = re.findall(r"^\[project\.scripts\]\n(.*?)\n\n", PROJECT, re.MULTILINE | re.DOTALL)
    commands = dict(re.findall(r'^(\w+) = "(.*)"$', scripts, re.MULTILINE))
    assert commands["duiqi"] == commands["align"]


def test_the_citation_says_what_the_package_says() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    said = dict(re.findall(r"^([a-z-]+): (.+)$", citation, re.MULTILINE))
    assert said["version"] == duiqi.__version__
    assert f'license = "{said["license"]}"' in PROJECT


def test_the_names_of_the_package_have_their_homes() -> None:
    homes = {name for names in duiqi._HOMES.values() for name in names}
    assert homes == {*duiqi.__all__} - {"__version__"}
    assert duiqi.pipeline.align is duiqi.align
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = duiqi.nothing
