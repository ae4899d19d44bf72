"""The formats that can be filled, by the names that ``duiqi.formats`` gives them."""

from __future__ import annotations

from duiqi.errors import InputError
from duiqi.filling import android, json, po, qt, xliff
from duiqi.filling.entry import Filler
from duiqi.formats import FORMATS
from duiqi.io.signature import root_of, text_head
from duiqi.loading import recognised, suffix_of

FILLERS: dict[str, Filler] = {
    "po": po.FILLER,
    "qt": qt.FILLER,
    "xliff": xliff.FILLER,
    "android": android.FILLER,
    "json": json.FILLER,
}


def filler_of(data: bytes, name: str) -> Filler:
    """How a file is filled, by what it holds, else by the suffix of its ``name``. Raises InputError."""
    text = text_head(data)
    found = recognised(text) or next((f for f in FORMATS.values() if suffix_of(name) in f.suffixes), None)
    if found is not None and found.name in FILLERS:
        return FILLERS[found.name]
    if root_of(text) == "resources":  # it may have no messages yet
        return FILLERS["android"]
    raise InputError(
        f"this is {found.label if found else 'in no format known'}, which is not filled in",
        path=name,
        advice=f"formats that are: {', '.join(FORMATS[known].label for known in FILLERS)}",
    )
