"""Files of which one names its language and has no partner by name: what they and the files named alike say decides."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal

from duiqi.batch.by_content import profile
from duiqi.batch.by_name import BY_NAME_AND_CONTENT, LONE, TAKEN_MIXED, Found, Listing, distinct, folded
from duiqi.batch.file_names import stem_of
from duiqi.batch.workers import in_task_order
from duiqi.errors import DuiqiError, InputError, NotTranslated
from duiqi.pipeline import load
from duiqi.structure import chinese_first

# What the files are: the sides of a document, or the first one alone, or one with both languages.
Verdict = Literal["sides", "both", "partner holds both", "lone", "unreadable"]


def settled(listing: Listing, encoding: str | None, jobs: int) -> Listing:
    """The listing with every document that is ``marked`` either a pair, or a file with both languages, or a problem.

    Only the files of these are read.
    """
    root = listing.root
    open_ = [document for document in listing.documents if document.marked]
    if not open_:
        return listing
    names = [document.name for document in open_]
    verdicts = in_task_order(_verdict, [(document, encoding) for document in open_], names, jobs)
    found = [document for document in listing.documents if not document.marked]
    left: dict[Path, None] = {}
    paired: set[Path] = set()
    for document, result in zip(open_, verdicts, strict=True):
        verdict: Verdict = "unreadable" if isinstance(result, DuiqiError) else result
        found.append(_settled(root, document, verdict))
        for partner in document.files[1:]:
            if verdict in ("sides", "unreadable"):
                paired.add(partner)
            left[partner] = None
    for path in left:
        if path not in paired:
            found.append(Found(stem_of(path.relative_to(root)), (path,), reason=TAKEN_MIXED))
    found.sort(key=lambda document: folded(document.name))
    return replace(listing, documents=tuple(distinct(root, found)))


def _settled(root: Path, document: Found, verdict: Verdict) -> Found:
    files, marked = document.files, document.marked
    own, other = ("Chinese", "English") if marked == "zh" else ("English", "Chinese")
    if verdict == "sides" or (verdict == "unreadable" and len(files) > 1):
        order = files if marked == "zh" else files[::-1]
        return replace(document, files=order, reason=BY_NAME_AND_CONTENT.format(other=other), marked=None)
    alone = Found(stem_of(files[0].relative_to(root)), files[:1], reason="it holds both languages")
    if verdict in ("both", "unreadable"):
        return alone if verdict == "both" else replace(alone, reason="it cannot be read")
    return replace(alone, problem=f"it is {own} by its name, and {LONE}", reason="left alone", alone=True)


def _verdict(document: Found, encoding: str | None) -> Verdict:
    try:
        texts = [load(path, encoding=encoding) for path in document.files]
    except InputError:
        return "unreadable"
    if len(texts) == 2:
        if profile(texts[1]) is None:
            return "partner holds both" if profile(texts[0]) else "both"
        try:
            zh, en = chinese_first(*texts)
        except NotTranslated:
            return "sides"  # that is told when they are aligned
        except InputError:
            pass
        else:
            if (zh if document.marked == "zh" else en) is texts[0]:
                return "sides"
    return "lone" if profile(texts[0]) else "both"
