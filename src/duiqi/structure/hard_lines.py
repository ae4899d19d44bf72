"""Lines that a format or a page wrapped, put together again."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from duiqi.text.chars import HAN
from duiqi.text.late_patterns import late_pattern

# Han, kana and full-width punctuation: no space belongs between two of these, wherever a line ends. Radicals too, which
# stand for characters in the text of many PDF files.
WIDE = late_pattern(f"[{HAN}\u2e80-\u2fdf\u3001-\u30ff\uff01-\uff60]")
WIDE_MARK = re.compile("[\u3001-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff60，。！？“”‘’…—]")
ASCII_MARKS = "!%()*,.:;<>?[]{}~\"'"
# "inter-" at a line end and "national" at the next; not "Sino-" and "US", not a dash.
HYPHENATED = re.compile("[A-Za-z]{2}[-\u00ad\u2010]\\Z")
# "short-" and "and long-term": the hyphen stands for what follows both.
SUSPENDED = re.compile("(?:and|or|nor|to|but) ")
# The last part of the word that a hyphen ends, and what the next line begins with.
CUT, CUT_OFF, LETTERS = re.compile("([A-Za-z]{3,})-\\Z"), re.compile("[a-z]{3,}"), re.compile("[A-Za-z]+")
COMPOUND = re.compile(r"(?<![\w-])[A-Za-z]{2,}(?:-[A-Za-z]{2,})+(?![\w-])")
# A path or address that was broken behind a slash: "/usr/" and "local", not "read /" and "write".
SLASHED = re.compile(r"[\w/:]/\Z")
# An address with a hyphen that LaTeX put behind a slash; a path in quotation marks, before a slash.
ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]*/-\Z")
OPENED_PATH = re.compile(r"/[\w.]", re.ASCII)
PATH = re.compile(r"[\"“](?:~|[~.]?/[!#-~]*\w)\Z")
# An address that was broken: before a slash, or anywhere in brackets that the next line closes behind its first word.
BROKEN = re.compile(r"https?:/{0,2}[!-~]*\Z")
OPENED = re.compile(r"[(<]\s?https?://[^\s()<>]*\Z")
CLOSED = re.compile(r"[^\s()<>]+[)>]")
# A name in capitals that was broken behind its slash: ``GNU/`` and ``Linux``, not ``/srv/`` and ``Debian``.
SLASHED_NAME = re.compile(r"(?<![\w/.~-])[A-Z]\w*/\Z")
# What a line ends with where programs break words, paths and addresses.
BREAKS = frozenset("-/([{=#?&")
# Gives those of some words, English in lower case, that are in use.
Known = Callable[[Sequence[str]], Collection[str]]

BEFORE_HYPHEN, BEHIND_HYPHEN = re.compile("(?:[A-Za-z]+-)*[A-Za-z]{2,}-\\Z"), re.compile("[a-z]{2,}(?:-[A-Za-z]+)*")
# A text was hyphenated where so many words were surely cut, and twice as many as have a hyphen of their own. (Of words
# with one, ``co-`` and ``operation``, some are in use without it.)
CUTS, TIMES = 3, 2
LONGEST = 300  # of the characters before a line end so many are looked at


def join_wrapped(lines: Sequence[str], *, dehyphenate: bool = False, compounds: Collection[str] = frozenset()) -> str:
    """One line from several: no space between Chinese characters, nor between one and a mark or figure, one elsewhere.

    ``dehyphenate`` undoes a hyphen at a line end before a lower-case letter, but for ``compounds`` (see
    ``compounds_of``); others lose theirs, for which of the two a hyphen was cannot be told without a dictionary.
    """
    if len(lines) == 1:
        return lines[0].strip(" \t")
    parts: list[str] = []
    end = ""  # the last characters: what is joined may be long
    for line in lines:
        line = line.strip(" \t")
        if not line:
            continue
        cut, space = 0, ""
        if end and end[-1].isascii() and line[0].isascii() and end[-1] not in BREAKS and line[0] not in "/)]}":
            space = " "  # as for most English lines
        elif end:
            cut, space = _seam(end, line, dehyphenate, compounds)
        if cut:
            parts[-1] = parts[-1][:-cut]
        parts += [space, line]
        end = (end + space + line if len(line) < LONGEST else line)[-LONGEST:]
    return "".join(parts)


def compounds_of(lines: Iterable[str]) -> frozenset[str]:
    """The words in lower case that stand with a hyphen within the lines."""
    return frozenset(match[0].lower() for line in lines if "-" in line for match in COMPOUND.finditer(line))


def cut_words(lines: Sequence[str]) -> frozenset[tuple[str, str]]:
    """What stands before a hyphen at the end of a line and what the next begins with in lower case, both so, where
    neither the lines nor a compound in them show which of the two the hyphen was."""
    seams = {
        (before[1].lower(), after[0].lower())
        for line, following in pairwise(lines)
        if (before := CUT.search(line)) and (after := CUT_OFF.match(following))
    }
    if not seams:
        return frozenset()
    whole = {word.lower() for line in lines for word in LETTERS.findall(line)}
    return frozenset((first, second) for first, second in seams if first + second not in whole)


def hyphens_kept(lines: Sequence[str], known: Known) -> frozenset[str]:
    """The words in lower case whose hyphen at a line end stays. Programs that hyphenate cut words, others break lines
    behind a word's own hyphen only: all stay in a text of these; else those that stand with one elsewhere, and two
    words that are none together. Which it is, all line ends tell."""
    seams = set(_hyphens(lines))
    if not seams:
        return frozenset()
    compounds = compounds_of(lines)
    whole = {word.lower() for line in lines for word in LETTERS.findall(line)}
    parts = {seam: (*seam[0].split("-")[-2:-1], seam[1].split("-")[0]) for seam in seams}
    in_use = known(sorted({word for a, b in parts.values() for word in (a, b, a + b)}))
    kept, cut = set(), 0
    for seam, (a, b) in parts.items():
        own = a in in_use and b in in_use and a + b not in in_use
        if a + b in whole or (a + b in in_use and not {a, b} <= set(in_use)):
            cut += "".join(seam) not in compounds
        elif own:
            kept.add(seam)
    kept |= {seam for seam in seams if "".join(seam) in compounds}
    hyphenated = cut >= CUTS and cut >= TIMES * len(kept)
    return frozenset("".join(seam) for seam in (kept if hyphenated else seams))


def _hyphens(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What stands before each hyphen at a line end, with it, and behind."""
    for line, following in pairwise(lines):
        if line.rstrip(" \t")[-1:] == "-":
            before, after = BEFORE_HYPHEN.search(line.rstrip(" \t")), BEHIND_HYPHEN.match(following.lstrip(" \t"))
            if before and after:
                yield before[0].lower(), after[0].lower()


def _seam(end: str, line: str, dehyphenate: bool, compounds: Collection[str]) -> tuple[int, str]:
    """How many characters go before a line end, and what is put there."""
    goes_on = line[0].isascii() and line[0].isalnum()
    if dehyphenate and HYPHENATED.search(end):
        whole = re.search(r"[A-Za-z-]+\Z", end), re.match("[A-Za-z-]+", line)
        if end[-1] == "-" and "".join(part[0] for part in whole if part).lower() in compounds:
            return 0, ""
        if SUSPENDED.match(line):
            return 0, " "
        if line[0].islower():
            return 1, ""
        # "Build-" and "Depends", "Apache-" and "2.0".
        if goes_on:
            return 0, ""
    if end.endswith("/-") and goes_on and ADDRESS.search(end):
        return 1, ""
    return 0, "" if _is_cut_path(end, line) else glue(end[-1:], line[0])


def _is_cut_path(end: str, line: str) -> bool:
    """Whether the line end stands within an address, a path or words with a slash."""
    if end[-1] == "/":
        words = SLASHED if "a" <= line[0] <= "z" else SLASHED_NAME if "A" <= line[0] <= "Z" else None
        if words and words.search(end):
            return True
    if line[0] == "/" and OPENED_PATH.match(line) and (PATH.search(end) or BROKEN.search(end)):
        return True
    within = (end[-1] in BREAKS or line[0] == "/") and line[0].isascii()
    return bool(within and OPENED.search(end) and CLOSED.match(line))


def glue(before: str, after: str) -> str:
    """What belongs between two characters that a line break parted."""
    if not before or not after or before in "([{（［｛" or after in ")]}）］｝":
        return ""
    if before.isascii() and after.isascii():
        return " "
    wide = bool(WIDE.match(before)), bool(WIDE.match(after))
    if any(wide) and (before in ASCII_MARKS or after in ASCII_MARKS):
        return ""
    # 6月18 at a line end and 日 at the next: a figure belongs to the measure word behind it.
    if any(wide) and (before.isdigit() or after.isdigit()):
        return ""
    # The curly quotation marks of both languages are the same characters; they take no space beside Chinese.
    if all(wide) or (any(wide) and (WIDE_MARK.match(before) or WIDE_MARK.match(after))):
        return ""
    return " "
