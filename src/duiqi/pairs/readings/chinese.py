"""Chinese numbers that have other digits in English: years of an era, 折 and 成, times, measures, old numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from duiqi.pairs.readings.rules import Reading, readings, rule
from duiqi.words.chinese_numerals import CONTRACTED, arabic_quantity, chinese_tokens

# The year before the first of an era, which is the year one (元年).
ERAS = {
    "民[国國]": 1911, "光[绪緒]": 1874, "宣[统統]": 1908, "同治": 1861, "咸[丰豐]": 1850, "道光": 1820,
    "嘉[庆慶]": 1795, "乾隆": 1735, "雍正": 1722, "康熙": 1661, "[顺順]治": 1643, "崇[祯禎]": 1627, "天[启啟]": 1620,
    "[万萬][历曆]": 1572,
    "嘉靖": 1521, "正德": 1505, "弘治": 1487, "成化": 1464, "永[乐樂]": 1402, "洪武": 1367, "明治": 1867, "大正": 1911,
    "昭和": 1925, "平成": 1988, "令和": 2018,
}  # fmt: skip
# Chinese and other units: how many of the units that translators give instead. 15 亩 are a hectare, a 斤 is 500 g.
CONVERTED: dict[str, tuple[str, ...]] = {
    "[亩畝]": ("0.0667", "0.1647", "667"),
    "公[顷頃]": ("2.471", "10000", "15"),
    "(?<![公])斤": ("0.5", "500", "1.102"),
    "[两兩](?=重|$|[，。的])": ("50", "0.05"),
    "(?<![公英海故千万萬])里(?=$|[^面程边邊])": ("0.5", "500", "0.311"),
    "公里|千米": ("0.6214", "1000"),
    "公斤|千克": ("2.205", "1000"),
    "[吨噸]": ("1000", "2205"),
    "平方米|平米": ("10.76",),
    "坪": ("3.306", "35.58"),
    "(?<![英公])尺": ("0.333", "33.3"),
    "米|公尺": ("3.281", "100", "1.094"),
}
_CHINESE = "零〇○一二三四五六七八九十百千万亿两廿卅卌壹贰叁肆伍陆柒捌玖拾佰仟單单"
N = rf"(?:\d+(?:\.\d+)?|[{_CHINESE}]+(?:点[{_CHINESE}]+)?)"
_WHOLE = rf"(?:\d+|[{_CHINESE}]+)"
_DIGIT = "[一二三四五六七八九]"
_TRADITIONAL = str.maketrans("萬億兩貳參陸點時後個點單", "万亿两贰叁陆点时后个点单")
_LATER = "下午|晚上|傍晚|夜里|夜晚|晚间|晚|午后|夜间"
_READ_OUT = str.maketrans("零〇○一幺二三四五六七八九", "0001123456789")


def value_of(numeral: str) -> Decimal | None:
    """The value of Arabic digits or a Chinese numeral; None when it is no single number.

    >>> value_of("二十六"), value_of("3.5"), value_of("廿一")
    (Decimal('26'), Decimal('3.5'), Decimal('21'))
    """
    if re.fullmatch(r"\d+(?:\.\d+)?", numeral):
        return Decimal(numeral)
    for short, full in CONTRACTED.items():
        numeral = numeral.replace(short, full)
    tokens = chinese_tokens(re.sub("[单單]", "零", numeral))
    return Decimal(tokens[0][1:]) if tokens and len(tokens) == 1 else None


def _plain(match: re.Match[str]) -> Iterator[Decimal]:
    if (value := value_of(match["n"])) is not None:
        yield value


# More than anyone says of something: 倍, 番, and spans of time. Choices.
_MOST_TIMES, _MOST_DOUBLED, _MOST_UNITS, _LAST_CENTURY = 10_000, 10, 1_000, 30


def _era(match: re.Match[str]) -> Iterator[Decimal]:
    value = Decimal(1) if match["n"] == "元" else value_of(match["n"])
    first = next((first for name, first in ERAS.items() if re.fullmatch(name, match["era"])), None)
    if value is not None and first is not None:
        yield first + value


def _off(match: re.Match[str]) -> Iterator[Decimal]:
    """八五折 and 8.5折 leave 85 of a hundred, 15 off."""
    digits = match["n"].translate(_READ_OUT).replace(".", "")
    if digits.isdigit() and len(digits) <= 2:
        left = Decimal(int(digits)) * (10 if len(digits) == 1 else 1)
        yield from (left, 100 - left)


def _tenths(match: re.Match[str]) -> Iterator[Decimal]:
    """七成 is 70%, 三成五 35%, 七八成 70 to 80%."""
    digits = match["n"].translate(_READ_OUT)
    rest = (match["rest"] or "0").replace("半", "5").translate(_READ_OUT)
    for digit in [digits] if "." in digits or digits == "10" else list(digits):
        if re.fullmatch(r"\d+(\.\d+)?", digit):
            yield Decimal(digit) * 10 + int(rest)
    if digits == "十":
        yield Decimal(100)


def _times(match: re.Match[str]) -> Iterator[Decimal]:
    """三倍 is 300%, and with what was there four times as much; 两番 is twice doubled."""
    value = value_of(match["n"])
    if value is None or value > _MOST_TIMES:
        return
    if match["unit"] == "番":
        if value == int(value) and value <= _MOST_DOUBLED:
            yield from (Decimal(2) ** int(value), Decimal(100) * 2 ** int(value), Decimal(100) * (2 ** int(value) - 1))
        return
    half = Decimal("0.5") if match["half"] else 0
    yield from ((value + half) * 100, (value + half + 1) * 100, (value + half - 1) * 100, value + half + 1)


def _clock(match: re.Match[str]) -> Iterator[Decimal]:
    """下午3点30分 is 15:30; 一刻 is 15 minutes, 差一刻 45 of the hour before."""
    hour = Decimal(12) if match["n"] in ("零", "0") else value_of(match["n"])
    if hour is None or hour > 24:
        return
    yield from (hour, hour + 12 if hour < 12 else hour - 12)
    if match["minute"] and (minute := value_of(match["minute"])) is not None:
        yield minute
    if quarter := match["quarter"]:
        minutes = 30 if quarter == "半" else 15 * (3 if quarter[0] in "三3" else 1)
        yield from (Decimal(minutes), Decimal(60 - minutes), hour - 1, hour + 11)


def _with_and(match: re.Match[str]) -> Iterator[Decimal]:
    """三十有二 is 32."""
    tens, units = value_of(match["n"]), value_of(match["rest"])
    if tens is not None and units is not None:
        yield tens + units


def _measured(match: re.Match[str]) -> Iterator[Decimal]:
    """一米八三 is 1.83, 三块五 3.5, 三万五 35,000."""
    whole, rest = value_of(match["n"]), match["rest"].translate(_READ_OUT)
    if whole is not None and rest.isdigit():
        yield whole + Decimal(f"0.{rest}")


def _dozens(match: re.Match[str]) -> Iterator[Decimal]:
    if (value := value_of(match["n"])) is not None:
        yield value * 12


def _spans(match: re.Match[str]) -> Iterator[Decimal]:
    """半个世纪 is 50 years, 两个半小时 150 minutes, 十年 a decade, 三周 21 days."""
    value = Decimal(0) if match["n"] == "半" else value_of(match["n"])
    if value is None or value > _MOST_UNITS:
        return
    value += Decimal("0.5") if match["n"] == "半" or match["half"] else 0
    yield value
    for factor in _PARTS[match["unit"]]:
        yield value * factor


_PARTS = {
    "世纪": (100, 10), "世紀": (100, 10), "年": (12, 52, 365), "小时": (60,), "钟头": (60,), "天": (24,), "日": (24,),
    "周": (7,), "星期": (7,), "礼拜": (7,), "旬": (10,), "甲子": (60,), "季度": (3,), "月": (30, 4),
    "分钟": (60,), "刻钟": (15,),
    "岁": (12,), "打": (12,),
}  # fmt: skip


def _read_out(match: re.Match[str]) -> Iterator[Decimal]:
    """一三八零零: digits one by one."""
    yield Decimal(match["n"].translate(_READ_OUT))


def _arabic(match: re.Match[str]) -> Iterator[Decimal]:
    """7500万 is 75 million."""
    yield Decimal(arabic_quantity(match["n"])[1:])


def _per_mille(match: re.Match[str]) -> Iterator[Decimal]:
    """千分之五 is 0.5%."""
    if (value := value_of(match["n"])) is not None:
        yield from (value, value / 10)


def _to_the_hour(match: re.Match[str]) -> Iterator[Decimal]:
    """差五分 leaves 55 minutes of the hour before."""
    if (minutes := value_of(match["n"])) is not None and minutes < 60:
        yield 60 - minutes


def _century(match: re.Match[str]) -> Iterator[Decimal]:
    """廿世纪八十年代 and 上世纪80年代 are the 1980s, 20世纪 the 1900s."""
    number = Decimal(20) if match["n"] in ("上", "上个") else value_of(match["n"])
    if number is None or number > _LAST_CENTURY:
        return
    decade = value_of(match["decade"]) if match["decade"] else Decimal(0)
    if decade is not None:
        decade *= 10 if decade < 10 else 1
        yield from ((number - 1) * 100 + decade, number)


def _converted(match: re.Match[str]) -> Iterator[Decimal]:
    value = value_of(match["n"])
    factors = next((factors for unit, factors in CONVERTED.items() if re.fullmatch(unit, match["unit"])), ())
    if value is not None:
        for factor in factors:
            yield value * Decimal(factor)


_CHINESE_RULES = (
    rule(rf"(?P<era>{'|'.join(ERAS)})\s*(?P<n>元|{N})\s*(?=年|$|[-–—~至到/])", _era),
    rule(rf"(?P<era>{'|'.join(ERAS)})\s*{N}\s*年?\s*[-–—~至到]\s*(?P<n>{N})\s*年", _era),
    rule(r"(?P<n>\d+(?:\.\d+)?\s*[百千]?[万亿]+)", _arabic),
    rule(rf"千分之\s*(?P<n>{N})", _per_mille),
    rule(rf"差\s*(?P<n>{_WHOLE})\s*分", _to_the_hour),
    rule(rf"(?P<n>上个?|{N})\s*世[纪紀]{_DIGIT}(?P<decade>{_DIGIT}十)年代", _century),
    rule(rf"(?P<n>\d(?:\.\d)?|\d\d|{_DIGIT}{{1,2}})\s*折", _off),
    rule(
        rf"(?P<n>\d+(?:\.\d+)?|{_DIGIT}{{1,2}}|十)\s*成(?P<rest>{_DIGIT}|半)?(?![为了立长熟本员果功分就交品人都])",
        _tenths,
    ),
    rule(rf"(?P<n>{N})\s*(?:多|余)?(?P<unit>番|倍)(?P<half>半)?", _times),
    rule(rf"(?P<n>{_WHOLE})\s*[点时:]\s*(?:(?P<quarter>[一三13]刻|半)|(?P<minute>{_WHOLE})\s*分?)", _clock),
    rule(rf"(?:{_LATER})\s*(?P<n>{_WHOLE})\s*[点时:](?P<quarter>)(?P<minute>)", _clock),
    rule(r"(?P<n>零|0)\s*[点时](?P<quarter>)(?P<minute>)", _clock),
    rule(rf"(?P<n>{N})\s*有\s*(?P<rest>{_DIGIT})(?![{_CHINESE}])", _with_and),
    rule(rf"(?P<n>{N})(?:米|元|块|度|公尺)(?P<rest>[零〇]?{_DIGIT}{{1,2}}|\d{{1,2}})(?![{_CHINESE}\d.])", _measured),
    rule(rf"(?P<n>{N})\s*打(?=[^击算开造扮听印字电架])", _dozens),
    rule(
        rf"(?P<n>半|{N})\s*多?(?:个|個)?(?P<half>半)?(?P<unit>{'|'.join(sorted(_PARTS, key=len, reverse=True))})",
        _spans,
    ),
    rule(rf"(?P<n>{N})\s*(?:周年|週年)(?P<half>)(?P<unit>)", _plain),
    rule(r"(?P<n>[零〇○一幺二三四五六七八九]{3,})", _read_out),
    rule(rf"(?P<n>上个?|{N})\s*世[纪紀](?:\s*(?P<decade>{N})\s*年代)?", _century),
    rule(rf"(?P<n>{N})\s*世[纪紀](?P<decade>{_DIGIT})(?={_DIGIT}十年代)", _century),
    rule(rf"(?P<n>{N})\s*(?P<unit>{'|'.join(CONVERTED)})", _converted, rounded=True),
    # Any other numeral: of an old form (廿一, 一百单八), or one that a word hides (三十岁, 十八般).
    rule(rf"(?P<n>{N})", _plain),
)


def chinese_readings(text: str) -> list[Reading]:
    """The readings of a Chinese text."""
    return readings(text.translate(_TRADITIONAL), _CHINESE_RULES)
