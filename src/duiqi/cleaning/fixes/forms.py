"""Look-alike forms: Kangxi radicals from PDF, compatibility ideographs, full-width letters, small punctuation."""

from __future__ import annotations

import re
import unicodedata

from duiqi.cleaning.edits import Change
from duiqi.text.chars import HAN

# CJK Radicals Supplement: Unicode's EquivalentUnifiedIdeograph, for those that are a character's whole shape. (The
# Kangxi block has compatibility decompositions, this one hardly any.)
_SUPPLEMENT = dict(
    zip(
        "⺁⺅⺇⺈⺉⺋⺌⺎⺏⺐⺒⺓⺖⺘⺙⺛⺞⺟⺠⺡⺢⺣⺨⺩⺭⺮⺯⺰⺱⺳⺷⺹⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂亻几𠂊刂㔾小兀尣尢巳幺忄扌攵旡歺母民氵氺灬犭王礻竹糹纟罒网羊耂月臼艹艹艹虎衤覀西见角讠贝⻊车辶辶辶阝钅長镸长门阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
_SUPPLEMENT.pop("⻊")
# Longer runs with Chinese on one side only are lists of radicals.
_LONGEST_RUN = 3
_RADICAL = re.compile("[\u2e80-\u2ef3\u2f00-\u2fd5]+")
_IDEOGRAPH = re.compile(f"[{HAN}]")
_SENTENCE = re.compile(f"[{HAN}，。、；：！？“”]")
_COMPATIBILITY = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]")


def find_radicals(text: str) -> list[Change]:
    """Radicals that stand for whole characters inside Chinese text, as PDF fonts map them; lists of radicals stay."""
    changes = []
    for match in _RADICAL.finditer(text):
        sides = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
        beside = sum(bool(_SENTENCE.match(side)) for side in sides)
        if not beside or (beside == 1 and len(match[0]) > _LONGEST_RUN):
            continue
        after = "".join(_SUPPLEMENT.get(c) or unicodedata.normalize("NFKC", c) for c in match[0])
        if after != match[0]:
            changes.append(Change(match.start(), match.end(), after))
    return changes


def find_compatibility_ideographs(text: str) -> list[Change]:
    """Compatibility ideographs, each to the character it is canonically equivalent to."""
    return [
        Change(m.start(), m.end(), unicodedata.normalize("NFC", m[0]))
        for m in _COMPATIBILITY.finditer(text)
        if unicodedata.normalize("NFC", m[0]) != m[0]
    ]


# Runs of full-width letters and digits, with the points, commas, slashes, signs of numbers and addresses between them.
_FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ]+(?:[．，：／－＿＠＆＋％][０-９Ａ-Ｚａ-ｚ]+)*")
_FULL_WIDTH_ALNUM = re.compile("[０-９Ａ-Ｚａ-ｚ]+")
_INNER = re.compile("(?<=[０-９Ａ-Ｚａ-ｚ])[．／－＿＠＆＋](?=[０-９Ａ-Ｚａ-ｚ])")


def find_full_width_letters(text: str) -> list[Change]:
    """Full-width letters and digits, and the points and signs inside their runs."""
    found = [m.span() for m in _FULL_WIDTH_ALNUM.finditer(text)] + [m.span() for m in _INNER.finditer(text)]
    merged: list[list[int]] = []
    for start, end in sorted(found):
        if merged and start == merged[-1][1]:
            merged[-1][1] = end
        else:
            merged.append([start, end])
    changes = [Change(s, e, "".join(chr(ord(c) - 0xFEE0) for c in text[s:e])) for s, e in merged]
    if "锟斤拷" in text:  # the ruins of GBK: what looks like a letter there never was one
        changes = [c for c in changes if "锟斤拷" not in text[max(0, c.start - 40) : c.end + 40]]
    return changes


# Small form variants, half-width CJK punctuation, and the vertical forms that PDF of vertical text leaves.
_SMALL = dict(
    zip(
        "﹐﹑﹒﹔﹕﹖﹗﹘﹙﹚﹛﹜﹝﹞｡｢｣､︐︑︒︓︔︕︖︗︘︙︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄",
        "，、。；：？！—（）｛｝〔〕。「」、，、。：；！？〖〗…（）｛｝〔〕【】《》〈〉「」『』",
        strict=True,
    )
)
_SMALL_FORM = re.compile(f"[{''.join(_SMALL)}]")
_ASCII_SIDE = re.compile("[\x21-\x7e]")


def find_small_punctuation(text: str) -> list[Change]:
    """Small, half-width and vertical forms of CJK punctuation; a small point between digits becomes a point."""
    changes = []
    for match in _SMALL_FORM.finditer(text):
        after = _SMALL[match[0]]
        if match[0] == "﹒":
            before, behind = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
            if _ASCII_SIDE.match(before) and _ASCII_SIDE.match(behind):
                after = "."
            elif _IDEOGRAPH.match(before) and _IDEOGRAPH.match(behind):
                after = "·"
        changes.append(Change(match.start(), match.end(), after))
    return changes
