"""English words that are written with ligatures: such words come out where a font's ligatures were lost."""

from __future__ import annotations

import re

# The commonest of 564 English texts (15,887 words with ff, fi or fl), the forms of a stem together. Left out are those
# of which a word is left without their first letters (fi-red, fl-at, fl-our, fl-ash): a separator before that looks the
# same.
_STEMS = (
    "affair|affect|affiliat|affirm|afford|amplifi|artific|benefi|buffer|certif|classif|clarif|coeffic|"
    "coffee|config|confid|confin|confirm|conflic|deficien|deficit|defin|differ|diffic|diffus|effect|"
    "effic|effort|exemplif|fiction|fierc|fifteen|fifth|fifty|fight|figure|filter|filesy|filename|final|"
    "financ|finding|finger|finish|finite|firewal|firmw|first|fishing|fixed|flexib|flicker|flight|floor|"
    "flower|fluctu|fluen|fluor|fulfil|identif|infinit|inflam|inflat|inflic|influen|justif|magnif|modif|"
    "notif|offen|offer|office|offici|offline|offset|offspring|overflow|pacific|prefix|profic|profil|"
    "profit|qualif|ratif|reflec|reflex|refine|refini|sacrific|satisf|scaffold|scientif|selfish|signif|"
    "simplif|specif|staff|stuff|suffer|suffic|suffix|suffr|terrif|traffic|unif|verif|workflow"
)
_WORDS = (
    "briefly|cliff|coffin|diff|field|fields|file|files|filled|film|find|finds|fine|fiscal|fish|fist|fit|"
    "fits|five|flag|flags|flew|flow|flows|fluid|flying|off|offs|rifle|stiff|wifi"
)
_LISTED = re.compile(f"(?:dis|in|mis|non|over|pre|re|un)?({_STEMS})[a-z]*|({_WORDS})")


def is_listed(word: str, at: int) -> bool:
    """Whether ``word``, in lower case, is one of the common English words with ff, fi or fl, and what begins at the
    offset ``at`` is no ending of it.

    >>> is_listed("reconfigured", 5), is_listed("waffle", 2), is_listed("firstff", 5)
    (True, False, False)
    """
    match = _LISTED.fullmatch(word)
    return match is not None and match.end(match.lastindex or 0) > at
