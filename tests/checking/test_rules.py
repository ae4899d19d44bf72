"""Every rule finds its cases, and tells them word for word; each documents itself."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest
from support.check_cases import FOLDER, broken, cases
from support.rule_examples import example_file

from duiqi.checking import RULES, check_file
from duiqi.checking import rules as folder
from duiqi.checking.report import Rule
from duiqi.checking.rules import TEXTS
from duiqi.checking.termbase import Term, Termbase
from duiqi.errors import InputError
from duiqi.pairs.filters import Filters

CASES = cases()
PAGE_SCRIPT = Path(__file__).parents[2] / "docs" / "generate_rules.py"


def found(path: Path) -> list[str]:
    try:
        return [f"{finding.line}: {finding.rule}: {finding}" for finding in check_file(path)]
    except InputError as error:
        return ["error: " + str(error).replace(str(path), "FILE")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_rules_find_the_same_without_their_signs(
    tmp_path: Path, case: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.tmx").write_bytes(broken(case))
    told = found(tmp_path / "a.tmx")
    for rule in TEXTS:
        monkeypatch.setattr(rule, "signs", "")
    assert found(tmp_path / "a.tmx") == told


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_each_fault_is_found_and_told(tmp_path: Path, case: dict[str, object]) -> None:
    (tmp_path / "a.tmx").write_bytes(broken(case))
    assert found(tmp_path / "a.tmx") == case["expected"]


def test_there_are_cases_enough_and_every_rule_has_one() -> None:
    assert sum(bool(case["expected"]) for case in CASES) >= 40
    assert len({json.dumps(case["changes"]) for case in CASES}) == len(CASES)
    met = {line.split(": ")[1] for case in CASES for line in case["expected"] if not line.startswith("error")}  # type: ignore[attr-defined]
    assert met == set(RULES) - {"filter", "term"}


def test_cases_are_data() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {"cases.json", "sound.tmx"}


def test_every_file_is_a_rule_and_registered() -> None:
    """A rule's file has the name of its id."""
    files = {path.stem for path in Path(folder.__file__).parent.glob("*.py")} - {"__init__"}
    assert files == {rule.id.replace("-", "_") for rule in RULES.values()}
    assert all(rule.__module__ == f"{folder.__name__}.{rule.id.replace('-', '_')}" for rule in RULES.values())


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_example_of_a_rule_is_found_by_it(tmp_path: Path, rule: type[Rule]) -> None:
    (tmp_path / "a.tmx").write_bytes(example_file(rule).encode("utf-8", "surrogateescape"))
    filters = Filters(max_ratio=2) if rule.id == "filter" else None
    terms = Termbase([Term("一带一路", ("Belt and Road",), ())]) if rule.id == "term" else None
    found = check_file(tmp_path / "a.tmx", filters, termbase=terms)
    findings = [finding for finding in found if finding.rule == rule.id]
    assert findings
    assert (findings[0].severity, findings[0].effect) == (rule.severity, rule.effect)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_says_what_is_wrong(rule: type[Rule]) -> None:
    title = (rule.__doc__ or "").splitlines()[0]
    assert title.endswith(".")
    assert rule.effect


def test_the_page_lists_the_rules_as_they_are() -> None:
    spec = importlib.util.spec_from_file_location("generate_rules", PAGE_SCRIPT)
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    fresh = script.page_with(script.rules_section()) == script.PAGE.read_text(encoding="utf-8")
    assert fresh, "run python docs/generate_rules.py"
