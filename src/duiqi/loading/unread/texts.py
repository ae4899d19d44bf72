"""Formats of text that are not read: subtitles, messages of programs, data, markup."""

from __future__ import annotations

import re

from duiqi.loading.unread.advice import CATALOGUE, CODE, EPUB, NO_TEXT, PANDOC, SUBTITLES, TABLE
from duiqi.loading.unread.kind import Unread, mostly
from duiqi.loading.unread.program_text import is_json, is_log, is_minified, is_yaml

# A key of several parts: "apple = 苹果" stands in a list of words.
SETTING = re.compile(r"\s*(?:(?=[^\s=]{0,200}[._-])[A-Za-z][\w.-]{1,200}\s{0,20}=|\[[\w.-]+\]\s*\Z)", re.ASCII)
COMMENT = re.compile(r"\s*(?:[#!;]|/[*/]|\*)")
SPREADSHEET_XML = re.compile(r"\s*<\?xml[^>]*>\s*(?:<\?mso-application[^>]*>\s*)?<(?:\w+:)?Workbook\b")
# The first question has the name of its package, and a field behind it, which po-debconf marks with _ (deb822).
DEBCONF = re.compile(
    r"\s*(?:#.*\n\s*)*Template:[ \t]*[a-z0-9][\w.+-]*/\S+\s*\n"
    r"(?:#.*\n)*_{0,2}(?:Type|Default|Choices|Description)[\w.@-]*:",
    re.ASCII,
)

TEXTS = (
    Unread(label="SAMI subtitles", advice=SUBTITLES, suffixes=(".smi", ".sami"), root="sami"),
    Unread(
        label="subtitles (SBV, SUB)",
        advice=SUBTITLES,
        suffixes=(".sbv", ".sub", ".idx"),
        begins=re.compile(r"\s*(?:\d+:\d\d:\d\d\.\d{3},\d+:\d\d:\d\d\.\d{3}\s*\n|\{\d+\}\{\d+\}\S)"),
    ),
    Unread(label="a Word document in XML", advice="save it as DOCX", root="worddocument"),
    Unread(label="an Excel workbook in XML", advice="save it as XLSX", begins=SPREADSHEET_XML),
    Unread(label="a drawing (SVG)", advice=NO_TEXT, suffixes=(".svg",), root="svg"),
    Unread(label="a property list", advice=TABLE, suffixes=(".plist",), root="plist"),
    Unread(label="a book in FictionBook", advice=EPUB, suffixes=(".fb2",), root="fictionbook"),
    Unread(
        label="messages of Apple programs (STRINGSDICT)",
        advice=CATALOGUE,
        suffixes=(".stringsdict",),
    ),
    Unread(
        label="settings or messages (INI)",
        advice="give it a name that ends in .ini if it holds texts with keys; or convert it to PO",
        suffixes=(".cfg", ".conf"),
        begins=re.compile(r"\s*(?:[;#].*\n\s*)*\[[\w .:-]+\]\s*\n(?:\s*[;#].*\n)*\s*[\w.-][\w. -]{0,80}=", re.ASCII),
        holds=lambda text: mostly(SETTING, text, COMMENT),
    ),
    Unread(
        label="JSON",
        advice="give it a name that ends in .json if it holds texts with keys, or with a field for each language",
        suffixes=(".json5", ".geojson", ".webmanifest", ".map"),
        holds=is_json,
        sure=True,
    ),
    Unread(
        label="YAML",
        advice="give it a name that ends in .yaml if it holds texts with keys, or with a field for each language",
        begins=re.compile(r"%YAML "),
        holds=is_yaml,
    ),
    Unread(label="a style or bibliography of LaTeX", advice=NO_TEXT, suffixes=(".sty", ".cls", ".bib")),
    Unread(
        label="a manual page of BSD (mdoc)",
        advice="save it as plain text: man ./NAME | col -b > NAME.txt",
        begins=re.compile(r"(?:[.']\\\"[^\n]*\n)*\.Dd "),
    ),
    Unread(
        label="a LyX document",
        advice="export it as LaTeX: lyx --export latex NAME.lyx",
        suffixes=(".lyx",),
        begins=re.compile(r"#LyX \d|\\lyxformat \d"),
    ),
    Unread(label="Texinfo", advice=PANDOC, suffixes=(".texi", ".texinfo"), begins=re.compile(r"\\input texinfo")),
    Unread(label="a map of DITA", advice="name the topics that it lists (.dita)", suffixes=(".ditamap",)),
    Unread(
        label="a calendar or contacts (ICS, VCF)",
        advice=TABLE,
        suffixes=(".ics", ".vcf"),
        begins=re.compile(r"BEGIN:(?:VCALENDAR|VCARD)\b"),
    ),
    Unread(
        label="questions of Debian packages (debconf templates)",
        advice="name the PO file of the source package (debian/po) instead",
        suffixes=(".templates",),
        begins=DEBCONF,
    ),
    Unread(label="a log", advice=NO_TEXT, suffixes=(".log",), holds=is_log),
    Unread(label="a script made small (minified)", advice=NO_TEXT, holds=is_minified),
    Unread(
        label="a patch",
        advice=CODE,
        suffixes=(".diff", ".patch"),
        begins=re.compile(r"diff --git |--- \S+.*\n\+\+\+ \S+.*\n@@ |From [0-9a-f]{40} "),
    ),
)
