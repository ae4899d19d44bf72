"""What the document type of TMX 1.4b knows: elements, attributes, and where each may stand.

The schema that OmegaT has is stricter in parts (header attributes, segtype, dates); those are here too. It
belongs to OmegaT and is not shipped.
"""

from __future__ import annotations

import re

from duiqi.codes import INLINE_ATTRIBUTES

HEADER_REQUIRED = ("creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype")
_WHO_AND_WHEN = ("creationdate", "creationid", "changedate", "changeid")
_USE = ("o-encoding", "datatype", "usagecount", "lastusagedate", "creationtool", "creationtoolversion", "o-tmf")
# Every element, with the attributes that it may have.
ATTRIBUTES = {
    "tmx": ("version",),
    "header": (*HEADER_REQUIRED, "o-encoding", *_WHO_AND_WHEN),
    "body": (),
    "tu": ("tuid", *_USE, *_WHO_AND_WHEN, "segtype", "srclang"),
    "tuv": ("xml:lang", "lang", *_USE, *_WHO_AND_WHEN),
    "seg": (),
    "prop": ("type", "xml:lang", "lang", "o-encoding"),
    "note": ("xml:lang", "lang", "o-encoding"),
    "ude": ("name", "base"),
    "map": ("unicode", "code", "ent", "subst"),
    **INLINE_ATTRIBUTES,
}
ELEMENTS = tuple(ATTRIBUTES)
INLINE = ("bpt", "ept", "it", "ph", "hi", "ut")
CHILDREN = {
    "header": ("note", "prop", "ude"),
    "tu": ("note", "prop", "tuv"),
    "tuv": ("note", "prop", "seg"),
    "seg": INLINE,
    "hi": INLINE,
    "sub": INLINE,
    "ude": ("map",),
    **dict.fromkeys(("bpt", "ept", "it", "ph", "ut"), ("sub",)),
}
# Elements that may hold text.
TEXT = frozenset({"seg", "prop", "note", "sub", *INLINE})
# The one attribute that an element must have.
REQUIRED = {"prop": "type", "bpt": "i", "ept": "i", "it": "pos", "ude": "name", "map": "unicode"}
SEGTYPES = ("block", "paragraph", "sentence", "phrase")
POSITIONS = ("begin", "end")
DATES = ("creationdate", "changedate", "lastusagedate")
DATE = re.compile(r"\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3])[0-5]\d[0-5]\dZ")
