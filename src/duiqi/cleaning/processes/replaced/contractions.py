"""English contractions: where an apostrophe stands between these, nothing else can."""

from __future__ import annotations

_NOT = "ain|aren|can|couldn|didn|doesn|don|hadn|hasn|haven|isn|mightn|mustn|needn|shouldn|wasn|weren|won|wouldn"
_ENDED = {
    "t": frozenset(_NOT.split("|")),
    "m": frozenset(("i",)),
    "re": frozenset(("we", "you", "they")),
    "ve": frozenset(("i", "we", "you", "they")),
    "ll": frozenset(("i", "we", "you", "they", "he", "she", "it", "that", "there")),
    "d": frozenset(("i", "we", "you", "they", "he", "she", "it")),
    "s": frozenset(("he", "she", "it", "that", "there", "what", "who", "here", "where", "let")),
}
ENDINGS = frozenset(_ENDED)


def is_contraction(head: str, ending: str) -> bool:
    """Whether ``head``, an apostrophe and ``ending`` are one, whatever the case of the letters.

    >>> is_contraction("Don", "t"), is_contraction("colou", "r")
    (True, False)
    """
    return head.lower() in _ENDED.get(ending, ())
