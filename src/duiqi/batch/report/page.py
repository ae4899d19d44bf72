"""The page of a report: static HTML without a script. All text is escaped, and nothing is fetched when it is opened."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from importlib import resources

from duiqi._version import __version__
from duiqi.batch.report.figures import Look, Report
from duiqi.text.printable import printable

LOOKS = ("document", "output", "pairs", "below 0.9", "without a partner", "paired", "seconds")


def report_page(report: Report, title: str) -> str:
    """The HTML of a report; ``title`` names the folder."""
    style = resources.files("duiqi.batch.report").joinpath("page.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(title)}: report</title>\n<style>{style}</style>\n</head>\n<body>\n"
        + "\n".join(_body(report, title))
        + "\n</body>\n</html>\n"
    )


def _body(report: Report, title: str) -> Iterator[str]:
    documents = sum(report.outcomes.values())
    doubtful = f"{report.doubtful / report.pairs:.1%}" if report.pairs else "none"
    yield f"<header><h1>{_text(title)}</h1>"
    yield (
        f"<p>{documents:,} documents, {report.pairs:,} pairs, {doubtful} of them below 0.9; "
        f'{report.seconds:,.1f} s of work. <span class="dim">duiqi {__version__}</span></p></header>\n<main>'
    )
    yield from _wrongly_paired(report)
    yield from _failed(report)
    yield from _counts("Documents by outcome", "outcome", report.outcomes)
    yield from _counts("Pairs by score", "score", _by_score(report.scores))
    yield from _counts("Repairs by kind", "repair", report.repairs)
    yield from _counts("Documents by layout", "layout", report.layouts)
    yield "<section>\n<h2>Slowest documents</h2>"
    yield from _looks(report.slowest)
    yield "</section>\n</main>"


def _wrongly_paired(report: Report) -> Iterator[str]:
    number, shown = report.wrongly_paired_number, len(report.wrongly_paired)
    yield "<section>\n<h2>Documents that look wrongly paired</h2>"
    if not number:
        yield f"<p>None: pairs hold {report.wrongly_paired_below:.0%} or more of every document.</p></section>"
        return
    more = "" if number == shown else f"; the {shown} with the least are listed"
    yield (
        f'<p><strong class="bad">{number:,}</strong>: pairs hold less than {report.wrongly_paired_below:.0%} of their '
        f"text, each counted by its score. The two texts are perhaps no translations of each other{more}.</p>"
    )
    yield from _looks(report.wrongly_paired)
    yield "</section>"


def _failed(report: Report) -> Iterator[str]:
    if report.failed:
        number, shown = report.outcomes["failed"], len(report.failed)
        more = "" if number == shown else f" (the first {shown} of {number:,})"
        yield f"<section>\n<h2>Documents that failed{more}</h2>"
        yield from _table(("document", "why"), ((_name(name), _name(why)) for name, why in report.failed))
        yield "</section>"


def _counts(heading: str, what: str, counts: Mapping[str, int]) -> Iterator[str]:
    yield f"<section>\n<h2>{heading}</h2>"
    most = max(counts.values(), default=0)
    if most:
        yield from _table((what, "number", ""), (_count(name, number, most) for name, number in counts.items()))
    else:
        yield "<p>None.</p>"
    yield "</section>"


def _count(name: str, number: int, most: int) -> tuple[str, ...]:
    # The digits say it; the bar is for the eye only.
    width = 100 * number / most
    rect = f'<rect width="{width:.2f}" height="16"/>'
    bar = f'<svg viewBox="0 0 100 16" preserveAspectRatio="none" aria-hidden="true">{rect}</svg>'
    return f"<td>{_text(name)}</td>", _number(f"{number:,}"), f'<td class="bar">{bar}</td>'


def _by_score(scores: Sequence[int]) -> dict[str, int]:
    """The best first."""
    return {f"{k / 10:.1f} to {(k + 1) / 10:.1f}": scores[k] for k in reversed(range(len(scores)))}


def _looks(looks: Sequence[Look]) -> Iterator[str]:
    rows = (
        (
            _name(look.document),
            _name(look.output),
            *map(_number, (f"{look.pairs:,}", f"{look.doubtful:,}", f"{look.alone:,}")),
            _number(f"{look.share:.0%}"),
            _number(f"{look.seconds:,.2f}"),
        )
        for look in looks
    )
    yield from _table(LOOKS, rows)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table of cells that are HTML; what is a number stands to the right, and so does its head."""
    rows = list(rows)
    numbers = [rows and 'class="number"' in cell for cell in rows[0]] if rows else [False] * len(heads)
    cells = (
        f'<th scope="col"{" class=number" if number else ""}>{_text(head)}</th>'
        for head, number in zip(heads, numbers, strict=True)
    )
    yield f'<div class="scroll" tabindex="0"><table>\n<thead><tr>{"".join(cells)}</tr></thead>\n<tbody>'
    yield from (f"<tr>{''.join(row)}</tr>" for row in rows)
    yield "</tbody>\n</table></div>"


def _name(text: str) -> str:
    return f'<td class="name"><bdi>{_text(text)}</bdi></td>'


def _number(text: str) -> str:
    return f'<td class="number">{text}</td>'


def _text(text: str) -> str:
    return escape(printable(text))
