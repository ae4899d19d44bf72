"""A text layer whose characters are shifted: Chinese at a constant distance from where it belongs, in scripts that
neither language is written in. Programs that build the table from glyphs to characters wrongly make it so."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from duiqi.text.chars import HAN, HAN_CHAR

# Blocks of scripts that are rare or dead (Unicode 16): Syriac to Mandaic without Arabic; Ethiopic to Tagbanwa; Limbu
# to Vedic; phonetic letters and marks; Glagolitic to Ethiopic; Lisu to Phags-pa; Cham to Meetei Mayek.
ODD = re.compile("[\u0700-\u074f\u0780-\u085f\u1200-\u177f\u1900-\u1dff\u2c00-\u2ddf\ua4d0-\ua8df\uaa00-\uabff]")
# Letters that are none in a Chinese word: Latin with two marks (Vietnamese), Greek with breathings.
LETTERS = "\u1e00-\u1fff"
# So many odd characters, and so many different ones, before anything is concluded; in a specification of 12 pages that
# was found so they are 329 and 48. A distance is right when it makes nearly all of them Chinese characters in use: the
# 2,041 most frequent ones are a tenth of the block, so a wrong distance is far below.
FEWEST, DIFFERENT, IN_USE = 20, 6, 0.9
# A share of the letters that no quotation in another script reaches on lines with Chinese (.09 in that file).
BROKEN = 0.02
TRIED = 4  # of the most frequent odd characters, each is tried as any of the Chinese ones in use


def odd_characters(texts: Iterable[str]) -> tuple[Counter[str], float]:
    """The odd characters of lines that hold Chinese too, and their share of the Chinese of the text."""
    odd: Counter[str] = Counter()
    han = 0
    for text in texts:
        found = ODD.findall(text)
        if HAN_CHAR.search(text):
            odd.update(found)
            han += len(HAN_CHAR.findall(text))
        elif len(found) > len(text) / 2:
            odd.update(found)
    total = sum(odd.values())
    return odd, total / max(1, total + han)


def distance_of(odd: Counter[str]) -> int | None:
    """How far the characters are from the Chinese ones that they stand for; None where no one distance is found."""
    total = sum(odd.values())
    if total < FEWEST or len(odd) < DIFFERENT:
        return None
    import numpy as np

    used = _in_use()
    tried = np.array(sorted({ord(han) - ord(char) for char, _ in odd.most_common(TRIED) for han in used}))
    codes, counts = np.array([ord(char) for char in odd]), np.array([*odd.values()])
    reached = np.isin(codes + tried[:, None], [ord(han) for han in used if _is_letter(han)])
    shares = reached @ counts
    best = int(shares.argmax())
    return int(tried[best]) if shares[best] >= IN_USE * total else None


def moved_back(text: str, distance: int) -> str:
    """``text`` with its odd characters, and letters inside Chinese that are none of it, moved by ``distance``."""
    text = ODD.sub(lambda match: _moved(match[0], distance), text)
    return re.sub(
        f"(?<=[{HAN}])[{LETTERS}]+|[{LETTERS}]+(?=[{HAN}])",
        lambda match: "".join(_moved(char, distance) for char in match[0]),
        text,
    )


def sample(texts: Sequence[str]) -> str:
    """The line with the most odd characters."""
    return max(texts, key=lambda text: len(ODD.findall(text)), default="")


def _moved(char: str, distance: int) -> str:
    code = ord(char) + distance
    moved = chr(code) if 0 <= code < 0xD800 else char
    return moved if _is_letter(moved) else char


def _is_letter(char: str) -> bool:
    """Whether ``char`` is a Chinese character, and not the numeral zero."""
    return unicodedata.category(char) == "Lo" and HAN_CHAR.match(char) is not None


@cache
def _in_use() -> frozenset[str]:
    return frozenset((files("duiqi") / "data" / "frequent_han.txt").read_text("utf-8").split()[0])
