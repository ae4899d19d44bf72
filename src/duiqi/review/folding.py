"""Search that is blind to script: which characters of any script stand for one of the text."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

# The ideographs of Unicode's main block and extension A: Traditional characters beyond them have no Simplified form.
_IDEOGRAPHS = ((0x3400, 0x4DC0), (0x4E00, 0xA000))


def script_folding(texts: Iterable[str]) -> dict[str, str]:
    """Traditional characters and their Simplified ones, of all whose Simplified one occurs in ``texts``, in either
    script. What is not in it cannot be found in the text, whatever the script of the question."""
    table = _table()
    found = {table.get(char, char) for text in texts for char in set(text)}
    return {char: simple for char, simple in table.items() if simple in found}


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    from duiqi.words.jieba_opencc import to_simplified

    chars = [chr(code) for first, end in _IDEOGRAPHS for code in range(first, end)]
    # One a line: OpenCC converts words otherwise.
    return {char: simple for char, simple in zip(chars, to_simplified(chars), strict=True) if char != simple}
