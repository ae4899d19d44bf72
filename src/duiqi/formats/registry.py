"""The formats by name. A format is a module of this folder, and a line here."""

from __future__ import annotations

from duiqi.formats import (
    android,
    asciidoc,
    ass,
    csv,
    dataset,
    docx,
    eml,
    epub,
    html,
    index,
    intertext,
    json,
    jsonl,
    latex,
    lrc,
    markdown,
    moses,
    mqxliff,
    ods,
    parquet,
    pdf,
    po,
    properties,
    qt,
    renpy,
    resx,
    rst,
    sdltm,
    sdlxliff,
    sgm,
    srt,
    strings,
    tbx,
    text,
    tmx,
    tsv,
    ttx,
    vtt,
    wiki,
    xcstrings,
    xliff,
    xliff12,
    xlsx,
    xml,
)
from duiqi.formats.format import Format

# In the order in which messages and help list them; what is XLIFF with something of a program's own stands before it.
_MODULES = (
    text, html, markdown, asciidoc, rst, wiki, latex, docx, pdf, epub, tmx, jsonl, tsv, csv, xlsx, sdlxliff, mqxliff,
    xliff, parquet, index, po, ods, xml, moses, intertext, dataset, srt, vtt, ass, lrc,
    properties, android, strings, resx, qt, json, xcstrings, renpy, eml, sgm, xliff12, tbx, ttx, sdltm,
)  # fmt: skip
FORMATS: dict[str, Format] = {module.FORMAT.name: module.FORMAT for module in _MODULES}
