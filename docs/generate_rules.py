"""Write the list of rules in docs/check.md from the rules themselves.

    python docs/generate_rules.py

A test fails while the page is not what this writes.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

from duiqi.checking import RULES
from duiqi.checking.report import Rule
from duiqi.checking.rule import CharacterRule, ElementRule, TextRule

PAGE = Path(__file__).parent / "check.md"
START, END = "<!-- From the rules, by docs/generate_rules.py: -->\n", "<!-- End of the rules -->\n"
# Characters of an example that are shown.
SHOWN = 100
SEVERITIES = {
    "refused": "Some program does not take the file",
    "dropped": "Some program passes over the unit, or a part of it",
    "doubtful": "Every program takes it, and a translator should look at it",
}


def rules_section() -> str:
    """Tables of the rules, the worst first, and what there is more to say of some."""
    return "".join(part for name in SEVERITIES for part in _table(name)) + "".join(_remarks())


def page_with(section: str) -> str:
    """The page with the section put in."""
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(START)
    return before + START + section + END + rest.split(END)[1]


def _table(severity: str) -> Iterator[str]:
    yield f"\n**{severity}**: {SEVERITIES[severity]}.\n\n"
    yield "| rule | what is wrong | example | what programs do |\n|---|---|---|---|\n"
    for rule in RULES.values():
        if rule.severity == severity:
            title = _documentation(rule)[0].removesuffix(".")
            yield f"| `{rule.id}` | {title} | {_example(rule)} | {rule.effect} |\n"


def _remarks() -> Iterator[str]:
    yield "\n"
    for rule in sorted(RULES.values(), key=lambda rule: rule.id):
        more = _documentation(rule)[1]
        if more:
            yield f"* **{rule.id}**: {more}\n"
    yield "\n"


def _documentation(rule: type[Rule]) -> tuple[str, str]:
    title, _, more = inspect.cleandoc(rule.__doc__ or "").replace("``", "`").partition("\n")
    return title, " ".join(more.split())


def _example(rule: type[Rule]) -> str:
    if issubclass(rule, TextRule):
        return "<br>".join(f"{_code(zh)} {_code(en)}".strip() for zh, en in rule.example)
    assert issubclass(rule, CharacterRule | ElementRule)
    return _code(rule.example)


def _code(text: str) -> str:
    """A text as code, on one line; bytes and controls as escapes."""
    text = re.sub("[\udc80-\udcff]", lambda match: f"\\x{ord(match[0]) - 0xDC00:02x}", text)
    text = re.sub("[\x00-\x1f]", lambda match: f"\\x{ord(match[0]):02x}", text)
    return f"`{text[:SHOWN]}{'…' if len(text) > SHOWN else ''}`" if text else "—"


if __name__ == "__main__":
    PAGE.write_text(page_with(rules_section()), encoding="utf-8")
