"""What parts a line from the next: list items, headings, labels, program text, tables, quotations that open."""

from __future__ import annotations

import re

from duiqi.cleaning.evidence.lines.line_table import Line
from duiqi.text.late_patterns import late_pattern

# Headings, list items, numbered clauses, quoted mail, table rows, code, markup, dialogue dashes.
_SET_APART = late_pattern(
    r"\s*(?:[-*•·●○■□◆▪–—#>|/=+]|\d{1,3}[.)、．]|[(（]?[一二三四五六七八九十百]{1,4}[)）、.．]|[(（]\d{1,3}[)）]|第.{1,6}[章节節条條款编編部篇卷]"
    r"|[A-Za-z][.)]\s|<|https?:|\w+::"
    # References, times, quoted strings, commands, Latin labels.
    r"|\[|\d{1,2}[:：]\d{2}|\w[\w-]*:|[\"'`$%\\@]"
    # A term and what it means, notes, labels that are spaced out.
    r"|\w{1,12}\s+[-–—]\s|(?:提示|注意|警告|错误|錯誤|说明|說明|备注|備註|注|用法|参数|參數|返回|[范範示]例)[:：]"
    r"|\w(?:[ \u3000]+\w){1,3}[:：])"
)
# The name of a speaker, a label. A word and a colon can open a line by chance; where they open one of five lines, and
# two at least, they mean to.
_LABEL = re.compile("\\s*[^ \\t\\n，。、；：,;:]{1,8}：")
_MANY_LABELS, _LABEL_SHARE = 2, 0.2
# Program text, tables of commands, forms to be filled in.
_CODE = re.compile(
    r"[{}=<>$\\|]|\w\(|[(\[\]].*;\s*$|^\s*\S+(?: \S+)?;\s*$|^[^(]*\)\s*$|::|->|//|\w_\w|\)\($|__|\\n\"$"
    r"|(?<![\w—–])--?\w"
    r"|^\s*(?:import [\w.]+(?: as \w+)?\s*$|from [\w.]+ import\b|def\b|return(?: [\w.]+)?\s*$)|^\s*\S+\s{2,}"
)
# Without one of these signs, only the beginning of a line can show that.
_CODE_SIGN = re.compile(r"[{}=<>$\\|(;):/_-]")
_CODE_BEGINS = re.compile(
    r"\s*(?:import [\w.]+(?: as \w+)?\s*$|from [\w.]+ import\b|def\b|return(?: [\w.]+)?\s*$)|\s*\S+\s{2,}"
)
# Columns of a table, not a stop and the indent of what follows.
_COLUMNS = re.compile("[^\\s。！？：；”’」』）)][ \u3000]{2,}\\S|\\S\t+\\S")
# A line that ends so was drawn, is masked, or is filled in by a program.
# So does a row of a list of words: a word and how often it is found.
_DRAWN_END = re.compile("(?:[*~_#^=+\u2500-\u27bf]|%[sd\\d]|%[A-Z]+|[^\\x00-\x7f],[0-9]+)\\s*$")
# Short fields with commas of ASCII between them, three and more: a row of a table.
_FIELDS = re.compile("(?:^|[\\s,])[^\\s,，。]{1,4},(?:[^\\s,，。]{1,4},){2,}[^\\s,，。]{1,6}(?:[\\s,]|$)")
# How far back an opening quotation mark is looked for.
_QUOTES, _REACH = {"”": "“", "’": "‘"}, 600
_CLAUSES = re.compile("[，。；]")
_HEADING = re.compile("\\s*(?:第.{1,6}[章节節条條款编編部篇卷]|[一二三四五六七八九十]+、|#)")


def begins_apart(text: str, start: int, end: int, *, labelled: bool) -> bool:
    """Whether what stands at the beginning of a line sets it apart, or a label where lines have labels."""
    return bool(_SET_APART.match(text, start, end) or (labelled and _LABEL.match(text, start, end)))


def is_labelled(text: str) -> bool:
    """Whether labels, or names of speakers, open so many lines that they mean to."""
    colons = text.count("：")
    if colons < _MANY_LABELS:
        return False
    lines = list(filter(None, text.split("\n")))
    if colons < _LABEL_SHARE * len(lines):
        return False
    labels = sum("：" in line and _LABEL.match(line) is not None for line in lines)
    return labels >= _MANY_LABELS and labels >= _LABEL_SHARE * len(lines)


def is_heading(text: str, line: Line) -> bool:
    """Whether the line opens as headings do, and has no clauses."""
    return _HEADING.match(text, line.start, line.last) is not None and not _CLAUSES.search(text, line.start, line.last)


def are_apart(text: str, line: Line, following: Line) -> bool:
    """Whether a Chinese line is a heading, the next begins a paragraph, or both are program text or rows of a table."""
    if is_heading(text, line) or _indent(text, following) > _indent(text, line):
        return True
    if _DRAWN_END.search(text[line.start : line.last]) or _opens_quotation(text, line, following):
        return True
    if _LABEL.match(text, line.start, line.last) and _LABEL.match(text, following.start, following.end):
        return True
    fields = _FIELDS.search(text, line.start, line.last)
    if fields and _FIELDS.search(text, following.start, following.end):
        return True
    both = text[line.first : line.last] + text[following.first : following.end]
    return _COLUMNS.search(both) is not None or is_code(both)


def _opens_quotation(text: str, line: Line, following: Line) -> bool:
    """Whether the mark at the beginning of ``following`` is a closing one only by its form: nothing is open before."""
    opening = _QUOTES.get(text[following.first])
    if opening is None:
        return False
    before = text[max(0, line.start - _REACH) : line.last]
    return before.count(opening) <= before.count(text[following.first])


def _indent(text: str, line: Line) -> int:
    """The columns before the first character."""
    return line.first - line.start + text.count("\u3000", line.start, line.first)


def is_code(line: str) -> bool:
    """Whether a line is program text."""
    return (_CODE.search(line) if _CODE_SIGN.search(line) else _CODE_BEGINS.match(line)) is not None
