"""The examples that the rules of ``align check`` carry, as files."""

from __future__ import annotations

from duiqi.checking.report import Rule
from duiqi.checking.rule import CharacterRule, ElementRule, TextRule
from duiqi.io.xml import escape

HEADER = (
    '<header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="zh-CN" '
    'datatype="plaintext"/>'
)
ZH, EN = '<tuv xml:lang="zh-CN"><seg>会议开始。</seg></tuv>', '<tuv xml:lang="en"><seg>The meeting begins.</seg></tuv>'
UNIT = f"<tu>{ZH}{EN}</tu>"


def example_file(rule: type[Rule]) -> str:
    """A TMX file that is sound but for the rule's example. What the example is a part of is told by its first tag."""
    if issubclass(rule, TextRule):
        return _file("".join(_unit(zh, en) for zh, en in rule.example))
    assert issubclass(rule, CharacterRule | ElementRule)
    part = rule.example
    if part.startswith("<seg"):
        return _file(f'<tu>{ZH}<tuv xml:lang="en">{part}</tuv></tu>')
    if part.startswith("<tuv"):
        return _file(f"<tu>{ZH}{part}</tu>")
    if part.startswith("<tu"):
        return _file(part)
    if part.startswith("<header"):
        return _file(UNIT, part)
    return part.replace("<header …/>", HEADER).replace("<tu>…</tu>", UNIT)


def _unit(zh: str, en: str) -> str:
    texts = (("zh-CN", zh), ("en", en))
    return "<tu>" + "".join(f'<tuv xml:lang="{code}"><seg>{escape(text)}</seg></tuv>' for code, text in texts) + "</tu>"


def _file(units: str, header: str = HEADER) -> str:
    return f'<tmx version="1.4">\n{header}\n<body>\n{units}\n</body>\n</tmx>\n'
