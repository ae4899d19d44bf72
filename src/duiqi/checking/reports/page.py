"""Findings as a page to read: one HTML file without scripts, which fetches nothing."""

from __future__ import annotations

import base64
import hashlib
import html
from collections import Counter
from collections.abc import Iterator, Sequence

from duiqi._version import __version__
from duiqi.checking.report import Finding, Rule
from duiqi.checking.rules import RULES
from duiqi.text.chars import SURROGATE
from duiqi.text.printable import printable

_NAMES = {
    "refused": "Some program does not take the file",
    "dropped": "Some program passes over the unit, or a part of it",
    "doubtful": "Every program takes it, and a translator should look at it",
}
# Characters of a text that are shown: a choice, a long sentence.
_SHOWN = 300
_STYLE = """
:root { color-scheme: light dark; --line: #8884; --quiet: #777; }
body { font: 16px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; overflow-wrap: anywhere; }
h3 { font-size: 1rem; margin: 2rem 0 0; } h3 a { color: inherit; text-decoration: none; }
p { margin: .3rem 0; } .quiet { color: var(--quiet); }
table { border-collapse: collapse; width: 100%; margin-top: .5rem; }
th, td { border-top: 1px solid var(--line); padding: .35rem .6rem .35rem 0; text-align: left; vertical-align: top; }
th { font-weight: normal; color: var(--quiet); } td.n, th.n { text-align: right; white-space: nowrap; width: 1%; }
td { overflow-wrap: anywhere; } td p { margin: .2rem 0 0; }
.refused { color: #c22; } .dropped { color: #b60; } .doubtful { color: #27a; }
@media (prefers-color-scheme: dark) { .refused { color: #f77; } .dropped { color: #fb6; } .doubtful { color: #8cf; } }
"""


def page_lines(files: Sequence[tuple[str, Sequence[Finding], Counter[str]]]) -> Iterator[str]:
    """The page of ``files``: the path of each, the findings that are shown, and how many there are by rule."""
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Check of {_text(', '.join(path for path, _, _ in files))}</title>\n"
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>What was found</h1>\n"
    )
    for number, (path, findings, counts) in enumerate(files):
        yield f"<h2>{_text(path)}</h2>\n"
        named = [
            rule for severity in _NAMES for rule in RULES.values() if counts[rule.id] and rule.severity == severity
        ]
        if not named:
            yield "<p>Nothing was found.</p>\n"
            continue
        yield from _contents(number, named, counts)
        for rule in named:
            yield from _section(number, rule, [f for f in findings if f.rule == rule.id], counts[rule.id])
    yield f'<p class="quiet">duiqi {_text(__version__)}</p>\n</body>\n</html>\n'


def _contents(number: int, rules: Sequence[type[Rule]], counts: Counter[str]) -> Iterator[str]:
    yield '<table>\n<tr><th>rule</th><th>what is wrong</th><th class="n">times</th></tr>\n'
    for severity, name in _NAMES.items():
        own = [rule for rule in rules if rule.severity == severity]
        if own:
            yield f'<tr><th colspan="3"><strong class="{severity}">{severity}</strong> {name}</th></tr>\n'
        for rule in own:
            yield (
                f'<tr><td><a href="#f{number}-{rule.id}">{rule.id}</a></td><td>{_text(_title(rule))}</td>'
                f'<td class="n">{counts[rule.id]:,}</td></tr>\n'
            )
    yield "</table>\n"


def _section(number: int, rule: type[Rule], findings: Sequence[Finding], count: int) -> Iterator[str]:
    more = f", {len(findings):,} of them here" if len(findings) < count else ""
    yield (
        f'<h3 id="f{number}-{rule.id}"><span class="{rule.severity}">{rule.id}</span></h3>\n'
        f"<p>{_text(_title(rule))}: {_text(rule.effect)}.</p>\n"
        f'<p class="quiet">{count:,} in all{more}</p>\n'
        '<table>\n<tr><th class="n">where</th><th>what</th></tr>\n'
    )
    for finding in findings:
        texts = "".join(
            f'<p lang="{lang}">{_text(text[:_SHOWN] + ("…" if len(text) > _SHOWN else ""))}</p>'
            for lang, text in (("zh", finding.zh), ("en", finding.en))
            if text
        )
        yield f'<tr><td class="n">{_place(finding)}</td><td>{_text(finding.message)}{texts}</td></tr>\n'
    yield "</table>\n"


def _place(finding: Finding) -> str:
    line = f"line {finding.line:,}" if finding.line else ""
    place = finding.place or (f"unit {finding.unit:,}" if not line and finding.unit else "")
    return "<br>".join(part for part in (line, _text(place)) if part)


def _title(rule: type[Rule]) -> str:
    return (rule.__doc__ or "").split("\n\n")[0].replace("`", "").strip().rstrip(".")


def _text(text: str) -> str:
    return html.escape(printable(SURROGATE.sub("\ufffd", text)))
