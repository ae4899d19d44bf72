"""The language of a line, by script."""

from __future__ import annotations

import re

from duiqi.model import Language
from duiqi.text.chars import HAN, HAN_CHAR, LATIN_LETTER, count_han
from duiqi.text.late_patterns import late_pattern

WORD = re.compile("[A-Za-z\u00c0-\u024f]+(?:['’][A-Za-z\u00c0-\u024f]+)*")
# Makes of an ASCII line its words with space between them, where no two apostrophes follow each other.
ASCII_WORDS = {code: chr(code) if chr(code).isalpha() else " " for code in range(128)} | {ord("'"): None}
FIRST_LETTER = late_pattern(f"[{HAN}A-Za-z\u00c0-\u024f]")
BRACKETED = re.compile(r"\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]|【[^【】]*】")
# A local part has at most 64 characters (RFC 5321) and begins where a word does, or a long word takes quadratic time.
ADDRESS = late_pattern(
    r"(?:https?://|www\.)[^\s\u3000-\u9fff\uff00-\uffef]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.-]+", re.ASCII
)

# A capitalised or abbreviated Latin word is as a rule a name, and Chinese text keeps many names in Latin letters;
# a lower-case word is a sign of English prose. Chosen on the mixed lines of tests/cases/text/languages.jsonl.
NAME_WEIGHT = 0.5


def language_of(line: str) -> Language | None:
    """``"zh"`` or ``"en"``; None for a line without a Han character or Latin letter.

    Han characters are weighed against Latin words outside brackets, where the foreign term or name usually
    stands; names count half, web addresses and single letters nothing. The script that comes first breaks a tie.
    """
    has_han = not line.isascii() and HAN_CHAR.search(line) is not None
    if not has_han or not LATIN_LETTER.search(line):
        return "zh" if has_han else "en" if LATIN_LETTER.search(line) else None
    outside = BRACKETED.sub(" ", without_addresses(line))
    if not (HAN_CHAR.search(outside) or WORD.search(outside)):
        outside = line
    han = count_han(outside)
    # A letter alone is a variable or a label: ``设f(x)=x，则…``.
    words = [word for word in WORD.findall(outside) if len(word) > 1 or word in "aI"]
    names = len(words) - sum(map(str.islower, words))
    latin = len(words) - names + NAME_WEIGHT * names
    if han != latin:
        return "zh" if han > latin else "en"
    first = FIRST_LETTER.search(outside)
    return "zh" if first and HAN_CHAR.match(first[0]) else "en"


def without_addresses(line: str) -> str:
    """``line`` with a space for each web or e-mail address."""
    told = "." in line and ("://" in line or "www." in line or "@" in line)
    return ADDRESS.sub(" ", line) if told else line


def count_words(line: str) -> int:
    """How many Latin words ``line`` holds."""
    if line.isascii() and "''" not in line:
        return len(line.translate(ASCII_WORDS).split())
    return len(WORD.findall(line))
