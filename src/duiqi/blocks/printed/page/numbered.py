"""Numbers of lines at the margin of a page, as in plain text (``typed.page.line_numbers``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duiqi.blocks.printed.line import LEVEL, Part, Printed
from duiqi.blocks.typed.page.line_numbers import numbered_lines


def without_line_numbers(pages: Sequence[Sequence[Printed]]) -> tuple[list[list[Printed]], list[str]]:
    """The pages without the numbers that count their lines, and these."""
    flat = [line for page in pages for line in page]
    if not any(line.text[:1].isdecimal() or line.text[-1:].isdecimal() for line in flat):
        return list(map(list, pages)), []
    joined = [line for page in pages for line in _beside(page)]
    texts = ["" if line.cell else line.text for line in joined]
    found = numbered_lines(texts)
    if not found:
        return list(map(list, pages)), []
    numbers = [texts[k].removesuffix(rest).removeprefix(rest).strip() for k, rest in sorted(found.items())]
    kept: list[list[Printed]] = [[] for _ in pages]
    for k, line in enumerate(joined):
        rest = found.get(k, line.text).strip()
        if rest:
            kept[line.page].append(line if k not in found else _without(line, rest))
    return kept, numbers


def _without(line: Printed, rest: str) -> Printed:
    """A line with what is left of its text."""
    at_end = line.text.startswith(rest)
    parts = line.parts[:-1] if at_end else line.parts[1:]
    left, right = (parts[0].left, parts[-1].right) if parts else (line.left, line.right)
    return line._replace(text=rest, left=left, right=right, parts=parts if len(parts) > 1 else ())


def _beside(page: Sequence[Printed]) -> Iterator[Printed]:
    """The lines of a page, a number that the file has as a line of its own before the text beside it put with that."""
    number: Printed | None = None
    for line in page:
        if number and not line.cell and abs(number.base - line.base) < LEVEL * line.size and number.right < line.left:
            parts = line.parts or ()
            yield line._replace(text=f"{number.text} {line.text}", parts=(Part(*number[:3]), *parts))
            number = None
            continue
        if number:
            yield number
        number = line if line.text.isdecimal() and not line.cell else None
        if not number:
            yield line
    if number:
        yield number
