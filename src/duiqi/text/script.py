"""Which written Chinese a text is in: Simplified, Traditional as in Taiwan, or as in Hong Kong."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources
from typing import Literal

from duiqi.errors import DataError
from duiqi.text.code_points import code_points, told_of

ChineseVariant = Literal["zh-CN", "zh-TW", "zh-HK"]
Script = Literal["simplified", "traditional"]

# Characters made for written Cantonese (嘅 of, 咗 done, 喺 at, 啲 some, 哋 plural, 嚟 come, 嘢 thing) that Big5 cannot
# hold (嘅 and the rest came with Hong Kong's supplementary set). 唔 and 佢 are left out: Wu and Hakka have them too.
CANTONESE = "嘅咗喺啲哋嚟嘢"

# Regions and scripts in language codes.
TRADITIONAL = ("tw", "hk", "mo", "hant")
SIMPLIFIED = ("cn", "sg", "my", "hans")

# Enough to decide: of the 1,497 characters of the seed document 460 are Traditional only, 4 Simplified only.
MAX_CHARS = 200_000
# To count so many takes as long as to load NumPy, which what converts pairs does without.
LONG = 100_000


def chinese_variant(texts: Iterable[str]) -> ChineseVariant:
    """The language code of Chinese text, by its characters.

    ``zh-CN`` unless characters that exist only in Traditional script outnumber those that exist only in
    Simplified. Traditional text is ``zh-HK`` when Hong Kong's forms (衞 説 綫) and written Cantonese outnumber
    the forms that stand for them elsewhere (衛 說 線), else ``zh-TW``. At most the first 200,000 characters are read.
    """
    parts: list[str] = []
    seen = 0
    for text in texts:
        parts.append(text[: MAX_CHARS - seen])
        seen += len(text)
        if seen >= MAX_CHARS:
            break
    counts = _counts("".join(parts))
    if counts["traditional"] <= counts["simplified"]:
        return "zh-CN"
    return "zh-HK" if counts["hong_kong"] > counts["taiwan"] else "zh-TW"


def _counts(text: str) -> dict[str, int]:
    """How many characters of a text are in each of the tables."""
    if len(text) >= LONG:
        codes = code_points(text)
        return {name: int(told_of(chars.__contains__, codes).sum()) for name, chars in _tables().items()}
    read = Counter(text)
    return {name: sum(times for char, times in read.items() if char in chars) for name, chars in _tables().items()}


def count_scripts(text: str) -> tuple[int, int]:
    """How many characters of ``text`` exist in Simplified script only, and in Traditional only."""
    tables = _tables()
    simplified, traditional = tables["simplified"], tables["traditional"]
    return sum(map(simplified.__contains__, text)), sum(map(traditional.__contains__, text))


def script_of(text: str) -> Script | None:
    """The script that has more of the characters that exist in one script only; None when they are level."""
    simplified, traditional = count_scripts(text)
    if simplified == traditional:
        return None
    return "simplified" if simplified > traditional else "traditional"


def same_in_other_script(first: str, second: str) -> bool:
    """Whether two lines are alike but for characters of which one line, always the same, has a form that exists in
    Traditional script only."""
    if len(first) != len(second) or first == second:
        return False
    traditional = _tables()["traditional"]
    side = 0
    for a, b in zip(first, second, strict=True):
        if a != b:
            told = (a in traditional) - (b in traditional)
            if not told or told == -side:
                return False
            side = told
    return True


# As many as ``side_of_tag`` keeps.
@lru_cache(maxsize=1_024)
def script_of_code(code: str) -> str:
    """``Simplified`` or ``Traditional`` when a language code says which; else empty."""
    subtags = code.lower().replace("_", "-").split("-")[1:]
    if any(tag in SIMPLIFIED for tag in subtags):
        return "Simplified"
    return "Traditional" if any(tag in TRADITIONAL for tag in subtags) else ""


def other_script(text: str, code: str) -> str:
    """``Traditional`` or ``Simplified`` when ``text`` is in that script and the language code says the other one; else
    empty. One character may be a name or a quotation, or stand in both scripts for some writers: two are needed, and
    more than twice as many as of the code's own script."""
    script = script_of_code(code)
    if not script:
        return ""
    own, other = ("simplified", "traditional") if script == "Simplified" else ("traditional", "simplified")
    tables = _tables()
    if tables[other].isdisjoint(text):
        return ""  # most texts
    of_other = sum(map(tables[other].__contains__, text))
    is_other = of_other >= 2 and of_other > 2 * sum(map(tables[own].__contains__, text))
    return other.capitalize() if is_other else ""


@lru_cache(maxsize=1)
def _tables() -> dict[str, frozenset[str]]:
    try:
        content = json.loads(resources.files("duiqi").joinpath("data/variants.json").read_text(encoding="utf-8"))
        tables = {name: frozenset(content[name]) for name in ("simplified", "traditional", "hong_kong", "taiwan")}
    except (OSError, ValueError, KeyError) as error:
        raise DataError(f"the package's data/variants.json cannot be read: {error}") from error
    tables["hong_kong"] |= frozenset(CANTONESE)
    return tables
