"""Lines without what stands around their text, as places in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import repeat
from operator import eq

Span = tuple[int, int]
Matches = list[re.Match[str] | None]  # one a line


def spans_of(lines: Sequence[str], head: str, tail: str) -> tuple[list[Span], tuple[str, ...]]:
    """Where each line stands without the white space around it and without ``head`` and ``tail``; and these, as they
    are told of. An empty line, or one of nothing else, has 0, 0."""
    if not head and not tail:
        # Mostly nothing stands around them.
        if all(map(eq, lines, map(str.strip, lines))):
            return list(zip(repeat(0), map(len, lines))), ()
        return list(map(_visible, lines)), ()
    spans = []
    for line in lines:
        start = len(head) if head and line.startswith(head) else 0
        end = len(line) - len(tail) if tail and line.endswith(tail) and len(line) - len(tail) >= start else len(line)
        left, right = _visible(line[start:end])
        spans.append((start + left, start + right) if left < right else (0, 0))
    return spans, tuple(words.strip() for words in (head, tail) if words)


def firsts_of(lines: Sequence[str], spans: Sequence[Span]) -> list[str]:
    """The first character of each line, "" of an empty one."""
    return [line[start] if start < end else "" for line, (start, end) in zip(lines, spans, strict=True)]


def _visible(line: str) -> tuple[int, int]:
    """Where a line begins and ends without the white space around; 0, 0 for an empty one."""
    end = len(line.rstrip())
    return (len(line) - len(line.lstrip()), end) if end else (0, 0)
