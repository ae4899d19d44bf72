"""What the cells of a table of terms say: several terms in one, and which are not to be used."""

from __future__ import annotations

from collections.abc import Sequence

# What parts the alternatives in a cell, as 数据集；数据集合.
ALTERNATIVES = ("；", ";", "|", "\n")
# Columns by which tables of terms mark those that are not to be used, and what such a mark is: words of spreadsheets
# that people keep, and the values of TBX (administrativeStatus, ISO 30042) as tables repeat them.
STATUS_HEADS = frozenset({"status", "usage", "term status", "状态", "狀態"})
STATUS_MARKS = frozenset({
    "yes", "true", "1", "x", "✓", "forbidden", "deprecated", "superseded", "do not use", "not recommended", "obsolete",
    "deprecatedterm", "supersededterm", "deprecatedterm-admn-sts", "supersededterm-admn-sts", "是", "禁用",
    "弃用", "棄用",
})  # fmt: skip
ANSWERS = frozenset({"yes", "true", "1", "x", "✓", "是"})
# What the head of a column has in it that holds such marks, or the English that is not to be used (a choice), and what
# says there that there is none.
FORBIDDING = ("forbidden", "deprecated", "do not use", "don't use", "not to be used", "禁用", "弃用", "棄用")
UNMARKED = frozenset({"", "no", "false", "0", "-", "–", "—", "n/a", "none", "否", "无", "無"})


def alternatives(cell: str) -> tuple[str, ...]:
    """The terms in a cell; what is nothing but such marks is one."""
    parted = cell
    for mark in ALTERNATIVES:
        parted = parted.replace(mark, "\0")
    terms = tuple(term for part in parted.split("\0") if (term := part.strip()))
    return terms or tuple(filter(None, (cell.strip(),)))


def forbids(head: str) -> bool:
    """Whether a column of that head says what is not to be used."""
    return any(word in head.casefold() for word in FORBIDDING)


def is_mark(cell: str) -> bool:
    """Whether the cell, in such a column, says that the term of its row is not to be used."""
    return cell.strip().lower() in STATUS_MARKS


def marks_plainly(head: str, cell: str) -> bool:
    """Whether the cell says so by itself or with its ``head``: a status of ``yes`` or ``1`` may be any other's."""
    return is_mark(cell) and (forbids(head) or cell.strip().lower() not in ANSWERS)


def forbidden_terms(cell: str) -> tuple[str, ...]:
    """The English that the cell, in such a column, says is not to be used."""
    return () if is_mark(cell) or cell.strip().lower() in UNMARKED else alternatives(cell)


def status_columns(heads: Sequence[str]) -> list[int]:
    """The columns whose cells may mark the term of their row."""
    return [at for at, head in enumerate(heads) if head.strip().lower() in STATUS_HEADS or forbids(head)]
