"""Rule ``unbalanced-codes``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from duiqi.checking.rule import ElementRule
from duiqi.tmx import Node

_NAMES = {"bpt": "begins", "ept": "ends"}


class UnbalancedCodes(ElementRule):
    """An inline code begins and does not end, or ends and has not begun; or one side has codes and the other none."""

    id = "unbalanced-codes"
    severity = "doubtful"
    effect = "the translator has to set the codes by hand, and formatting may be lost"
    example = (
        '<tu><tuv xml:lang="zh-CN"><seg>请按<ept i="1"/>取消。</seg></tuv>'
        '<tuv xml:lang="en"><seg>Press <bpt i="1"/>Cancel.</seg></tuv></tu>'
    )

    def unit(self, unit: Node) -> None:
        sides = [
            (variant, Counter(child.tag for child in _codes(segment)))
            for variant in unit.all("tuv")
            for segment in variant.all("seg")[:1]
        ]
        for variant, codes in sides:
            if codes["bpt"] != codes["ept"]:
                more, less = ("bpt", "ept") if codes["bpt"] > codes["ept"] else ("ept", "bpt")
                self.add(variant.line, f"a code {_NAMES[more]} (<{more}>) and none {_NAMES[less]} (<{less}>)")
                return
        if len(sides) == 2 and bool(sides[0][1]) != bool(sides[1][1]):
            bare = sides[0][0] if not sides[0][1] else sides[1][0]
            self.add(bare.line, "this text has no inline codes, the other one has")


def _codes(node: Node) -> Iterator[Node]:
    for child in node.children:
        yield child
        yield from _codes(child)
