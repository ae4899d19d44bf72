"""Findings as SARIF 2.1.0 (OASIS), which code hosts and editors show beside the lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from duiqi._version import __version__
from duiqi.checking.report import Finding
from duiqi.checking.rules import RULES

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"refused": "error", "dropped": "warning", "doubtful": "note"}


def sarif(findings: Iterable[tuple[str, Finding]]) -> dict[str, Any]:
    """A SARIF log of the findings, each with the path of its file."""
    results = [_result(path, finding) for path, finding in findings]
    driver = {
        "name": "duiqi",
        "version": __version__,
        "rules": [
            {
                "id": rule.id,
                "shortDescription": {"text": (rule.__doc__ or "").split("\n\n")[0].strip()},
                "help": {"text": rule.effect},
                "defaultConfiguration": {"level": _LEVELS[rule.severity]},
            }
            for rule in RULES.values()
        ],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}


def _result(path: str, finding: Finding) -> dict[str, Any]:
    region = {"startLine": finding.line} if finding.line else {}
    if finding.line and finding.column:
        region["startColumn"] = finding.column
    place: dict[str, Any] = {"artifactLocation": {"uri": path.replace("\\", "/")}}
    if region:
        place["region"] = region
    return {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": str(finding)},
        "locations": [{"physicalLocation": place}],
    }
