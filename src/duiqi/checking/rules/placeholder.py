"""Rule ``placeholder``."""

from __future__ import annotations

import re
from collections import Counter

from duiqi.checking.rule import TextRule
from duiqi.checking.texts import Unit
from duiqi.text.placeholders import PLACEHOLDER


class Placeholder(TextRule):
    """A placeholder or tag of a program is not on the other side as often.

    `%s`, `%1$d`, `{0}`, `{name}`, `${x}`, `$1`, `<b>`. Where a language needs no plural form, or repeats the noun, one
    may stand once or twice; so how often counts only where it is on one side alone or that side has two and more."""

    id = "placeholder"
    signs = "%{$<"
    severity = "doubtful"
    effect = "the program shows a wrong text, or fails"
    example = (("要删除文件吗？", "Delete %s files?"),)

    def pair(self, unit: Unit) -> str:
        zh, en = (Counter(map(_folded, PLACEHOLDER.findall(text))) for text in (unit.zh, unit.en))
        for name, here, there in (("Chinese", zh, en), ("English", en, zh)):
            missing = [mark for mark, times in there.items() if not here[mark] or times > here[mark] + 1]
            if missing:
                verb = "is" if len(missing) == 1 else "are"
                return f"{' and '.join(missing)} {verb} not in the {name} text as often"
        return ""


def _folded(mark: str) -> str:
    """Tags by name: what they link to may be translated."""
    tag = re.match(r"(</?[A-Za-z][A-Za-z0-9]*)", mark)
    return f"{tag[1].lower()}>" if tag else mark
