"""Radicals in the place of the characters that look like them, as the fonts of PDF map them."""

from __future__ import annotations

import re
import unicodedata

from duiqi.cleaning.edits import Change
from duiqi.cleaning.processes.fonts.mapped_glyphs import RADICALS, find_mapped
from duiqi.text.chars import HAN
from duiqi.text.late_patterns import late_pattern

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
_SENTENCE = late_pattern(f"[{HAN}，。、；：！？“”]")


def find_radicals(text: str) -> list[Change]:
    """Radicals that stand for whole characters inside Chinese text, as PDF fonts map them; those that a writer means
    stay.

    >>> find_radicals("认真⼯作")
    [Change(start=2, end=3, after='工', process="a font's map", odds=10.9)]
    >>> find_radicals("部首⼀⼁⼂⼃")
    []
    """
    places = []
    for match in _RADICAL.finditer(text):
        sides = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
        beside = sum(bool(_SENTENCE.match(side)) for side in sides)
        if not beside or (beside == 1 and len(match[0]) > _LONGEST_RUN):
            continue
        meant = "".join(_SUPPLEMENT.get(c) or unicodedata.normalize("NFKC", c) for c in match[0])
        if meant != match[0]:
            places.append((*match.span(), meant))
    mapped = find_mapped(text, places, RADICALS)
    if not mapped:
        return []
    odds = round(mapped.odds, 1)
    return [Change(start, end, meant, process="a font's map", odds=odds) for start, end, meant in mapped.places]
