"""Syllables of bopomofo (zhuyin) as pinyin without tone: ``ㄏㄢˋ`` is ``han``."""

from __future__ import annotations

from functools import lru_cache

_INITIALS = dict(
    zip(
        "ㄅㄆㄇㄈㄉㄊㄋㄌㄍㄎㄏㄐㄑㄒㄓㄔㄕㄖㄗㄘㄙ",
        ["b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "zh", "ch", "sh", "r", "z", "c", "s"],
        strict=True,
    )
)
# Behind an initial, and alone (``v`` is ü).
_FINALS = {
    "ㄚ": ("a", "a"), "ㄛ": ("o", "o"), "ㄜ": ("e", "e"), "ㄝ": ("e", "ê"), "ㄞ": ("ai", "ai"), "ㄟ": ("ei", "ei"),
    "ㄠ": ("ao", "ao"), "ㄡ": ("ou", "ou"), "ㄢ": ("an", "an"), "ㄣ": ("en", "en"), "ㄤ": ("ang", "ang"),
    "ㄥ": ("eng", "eng"), "ㄦ": ("er", "er"),
    "ㄧ": ("i", "yi"), "ㄧㄚ": ("ia", "ya"), "ㄧㄛ": ("io", "yo"), "ㄧㄝ": ("ie", "ye"), "ㄧㄞ": ("iai", "yai"),
    "ㄧㄠ": ("iao", "yao"), "ㄧㄡ": ("iu", "you"), "ㄧㄢ": ("ian", "yan"), "ㄧㄣ": ("in", "yin"),
    "ㄧㄤ": ("iang", "yang"), "ㄧㄥ": ("ing", "ying"),
    "ㄨ": ("u", "wu"), "ㄨㄚ": ("ua", "wa"), "ㄨㄛ": ("uo", "wo"), "ㄨㄞ": ("uai", "wai"), "ㄨㄟ": ("ui", "wei"),
    "ㄨㄢ": ("uan", "wan"), "ㄨㄣ": ("un", "wen"), "ㄨㄤ": ("uang", "wang"), "ㄨㄥ": ("ong", "weng"),
    "ㄩ": ("v", "yu"), "ㄩㄝ": ("ve", "yue"), "ㄩㄢ": ("van", "yuan"), "ㄩㄣ": ("vn", "yun"), "ㄩㄥ": ("iong", "yong"),
}  # fmt: skip
SIGNS, TONES = "ㄅ-ㄩ", "ˉˊˇˋ˙"


@lru_cache(maxsize=2048)
def pinyin_of(written: str) -> str:
    """The pinyin of one syllable, "" where there is none of that spelling.

    >>> pinyin_of("ㄒㄩㄝˊ"), pinyin_of("˙ㄗ"), pinyin_of("ㄏㄏ")
    ('xue', 'zi', '')
    """
    bare = written.strip(TONES)
    initial, rest = _INITIALS.get(bare[:1], ""), bare[1:]
    if not initial:
        return _FINALS.get(bare, ("", ""))[1]
    if not rest:
        return initial + "i" if initial in ("zh", "ch", "sh", "r", "z", "c", "s") else ""
    final = _FINALS.get(rest, ("", ""))[0]
    if initial in ("j", "q", "x"):
        final = final.replace("v", "u")
    return initial + final if final else ""
