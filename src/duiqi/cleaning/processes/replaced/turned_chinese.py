"""Pairs of quotation marks in Chinese that became ``?``: ``他说：?好。?``, ``推进?五位一体?布局``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duiqi.cleaning.processes.replaced.turned_quotes import Pairs, end_of_line, is_line
from duiqi.text.chars import HAN

_STOPS = "。！？，；…"
# One that opens, and one that closes, where a mark tells it.
_OPENS = re.compile(f"\\?(?=[{HAN}])(?:(?<=[：（]\\?)|(?<=^\\?))", re.MULTILINE)
_MAY_OPEN = re.compile(f"\\?(?=[{HAN}])(?<=[，。；、！？]\\?)")
_CLOSES = re.compile(f"\\?(?:(?<=[{_STOPS}]\\?)|(?<=[{HAN}]\\?)(?=[，。；、：！？）》]|$))", re.MULTILINE)
# Inside a sentence: an even number, the odd ones before a word, the even ones behind one, no space before or behind.
_SENTENCE = re.compile("[^。！？\n]+")
_BESIDE, _WORD = f"{HAN}，、；：（）", f"{HAN}A-Za-z\\d"
_BEGINS = re.compile(f"\\?(?<=[{_BESIDE}]\\?)(?=[{_WORD}])")
# Of 24 characters at most, a choice.
_PAIR = re.compile(
    f"(?:(?<=[{_BESIDE}])|^)\\?(?=[{_WORD}])[^?]{{1,24}}(?<=[{_WORD}》）])\\?(?=[{_BESIDE}]|$)", re.MULTILINE
)
# What questions have.
_ASKS = re.compile(
    "[吗嗎呢么麼谁誰哪几幾何怎吧啊呀乎哉耶邪孰奚曷胡安焉否欤歟嘛呵啦]|[是有会會能可要好对對]不|不是|难道|難道|多少|多[大长長久高]"
)
# Characters that names of others are written with: a dot between two of them became ``?``. A choice: of the 160 dots
# between two ideographs of the development texts 135 stand so.
_NAMES = frozenset(
    "阿埃艾爱安奥巴班邦鲍贝本比彼别宾波伯勃博布策查达戴丹道德邓迪蒂丁杜顿多厄恩尔法凡菲费芬丰佛弗福夫富盖甘冈高戈格葛根贡古圭哈海汉豪"
    "赫亨胡华怀霍基吉季加嘉贾杰捷金津卡凯坎康柯科克肯孔库夸昆拉莱赖兰朗劳勒雷蕾里理利莉丽连廉列林琳留龙隆卢鲁路伦罗洛吕马玛迈麦曼芒茅"
    "梅门蒙米密敏明缪摩莫默姆木穆纳娜乃奈南内尼妮涅宁纽农努诺欧帕潘庞佩彭皮平珀普奇契钱乔切琴丘让热仁日荣茹儒瑞若撒萨塞赛桑瑟森沙莎山"
    "尚绍舍申生圣施石史士斯丝朔思司松苏索塔泰坦汤唐陶特滕提铁廷通图托瓦万旺威韦维伟文翁沃乌武西希锡夏香肖谢欣辛兴休许雪逊雅亚延扬耶叶伊"
    "易因英尤雨约赞泽曾扎詹张珍芝知智州朱兹子宗佐"
)


def chinese_pairs(text: str) -> tuple[Pairs, Pairs]:
    """(start, end) of what stands between two marks, these included; and those that prove it: what one opens behind a
    colon or before a line, and what two enclose in a sentence that asks nothing.

    >>> text = "推进?五位一体?布局"
    >>> chinese_pairs(text)[0]
    [(2, 8)]
    """
    sure = [pair for match in _OPENS.finditer(text) for pair in _closed(text, match.start())]
    taken = {place for start, end in sure for place in (start, end - 1)}
    for start, end in _inside(text):
        if not taken & {start, end - 1}:
            sure.append((start, end))
            taken |= {start, end - 1}
    if not sure:
        return [], []
    pairs = list(sure)
    for match in _MAY_OPEN.finditer(text):
        for start, end in _closed(text, match.start()):
            if not taken & {start, end - 1}:
                pairs.append((start, end))
                taken |= {start, end - 1}
    return pairs, sure


def _closed(text: str, start: int) -> Pairs:
    """What the mark at ``start`` opens, where the next one closes it."""
    behind = text.find("?", start + 1, end_of_line(text, start, len(text)))
    if behind < 0 or not _CLOSES.match(text, behind):
        return []
    is_question = is_line(text, start, behind + 1) and text[behind - 1] not in _STOPS
    return [] if is_question else [(start, behind + 1)]


def _inside(text: str) -> Iterator[tuple[int, int]]:
    """What two marks enclose in sentences that have as many as open and close."""
    if not _BEGINS.search(text):
        return
    for match in _SENTENCE.finditer(text):
        marks = match[0].count("?")
        pairs = [pair.span() for pair in _PAIR.finditer(match[0])] if marks else []
        if pairs and 2 * len(pairs) == marks and not _ASKS.search(match[0]) and not _names(match[0]):
            yield from ((match.start() + first, match.start() + last) for first, last in pairs)


def _names(sentence: str) -> bool:
    """Whether a mark stands inside a name."""
    return any(
        sentence[match.start() - 1 : match.start()] in _NAMES and sentence[match.end() : match.end() + 1] in _NAMES
        for match in re.finditer(r"\?", sentence)
    )
