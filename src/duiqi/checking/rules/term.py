"""Rule ``term``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duiqi.checking.rule import TextRule
from duiqi.checking.termbase import stems_of
from duiqi.checking.texts import Unit
from duiqi.checking.wording import quoted


class TermNotFollowed(TextRule):
    """A term of the termbase is in the Chinese, and its English is not there, or one that is forbidden is.

    With ``--termbase FILE``: a table of Chinese, English and, if there is any, English that must not be used, or
    another [termbase](adapting.md). Chinese is found in either script, the longest term first; English in any form of
    its words.
    """

    id = "term"
    severity = "doubtful"
    effect = "the translator gets another term than was agreed"
    example = (("会议讨论了一带一路。", "The meeting discussed One Belt One Road."),)

    def batch(self, units: Sequence[Unit]) -> Iterator[tuple[Unit, str]]:
        if self.termbase is None:
            return
        from duiqi.words.jieba_opencc import to_simplified

        for unit, zh in zip(units, to_simplified([" ".join(u.zh.splitlines()) for u in units]), strict=True):
            english, told = "", set[str]()
            for terms in self.termbase.terms_in(zh):
                name = terms[0].zh
                if name in told:
                    continue
                told.add(name)
                english = english or stems_of(unit.en)
                wrong = [form for term in terms for form in term.forbidden if stems_of(form) in english]
                right = list(dict.fromkeys(form for term in terms for form in term.en))
                if wrong:
                    instead = f", but {' or '.join(map(quoted, right))}" if right else ""
                    yield unit, f"{name} should not be {quoted(wrong[0])}{instead}"
                elif right and not any(stems_of(form) in english for form in right):
                    yield unit, f"{name} is {' or '.join(map(quoted, right))}, which is not in the English text"
