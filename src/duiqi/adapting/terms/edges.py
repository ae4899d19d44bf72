"""Words that a term neither begins nor ends with, beside those that the tokens leave out.

Pronouns, numerals, adverbs, verbs of saying and being, units of counting: common words that stand beside terms, chosen
by hand before anything was measured.
"""

from __future__ import annotations

_CHINESE = """
我 你 他 她 它 我们 你们 他们 她们 它们 自己 这个 那个 这些 那些 这样 那样 什么 怎么 为什么 谁 哪 几 多 少 有
没有 不 没 也 都 就 还 再 才 只 可以 能 会 要 想 说 是 来 去 上 下 里 外 后 前 时 当 从 到 由 给 让 使 被 用
其 此 该 各 每 某 本 第 们 个 次 年 月 日 很 更 最 太 非常 已经 已 正在 因为 所以 但是 但 如果 虽然 而且 或者
并且 以及 一些 一样 一种 这种 那种 它的 这里 那里 现在
"""
_ENGLISH = """
i you he she it we they me him her us them my your his its our their this that these those who what when where
how not no yes can could may might must shall should said say says one two three more most other some any each
every very too only also now here there because but while after before between during over under out up down
off
"""
CHINESE_EDGES, ENGLISH_EDGES = frozenset(_CHINESE.split()), frozenset(_ENGLISH.split())
