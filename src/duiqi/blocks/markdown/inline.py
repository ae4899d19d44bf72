"""What a paragraph of Markdown shows: without its marks, targets, notes and templates.

CommonMark and GitHub's, Pandoc's notes and citations (Quarto, R Markdown), MyST's roles, Obsidian's marks.
"""

from __future__ import annotations

import re

from duiqi.blocks.inline_markup import RAISED_MARK, strip_html, without_emoji_names
from duiqi.blocks.markdown.templates import fill_templates

WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|\n]{1,300}\|)?([^\[\]|\n]{1,300})\]\](?![(\[])")

# Lengths are bounded so that a line of nothing but marks takes no quadratic time.
_TARGET = (
    r"(?:\(\s{0,5}[^()\s]{0,2000}(?:\([^()]{0,200}\)[^()\s]{0,200}){0,3}(?:\s+[\"'][^\"']{0,500}[\"'])?\)"
    r"|\[[^\[\]]{0,200}\])"
)
IMAGE = re.compile(rf"!\[([^\[\]]{{0,500}})\]{_TARGET}")
LINK = re.compile(rf"\[((?:[^\[\]]|\[[^\[\]]{{0,100}}\]){{0,500}})\]{_TARGET}")
FOOTNOTE_MARK = re.compile(r"\[\^[^\[\]]{1,100}\]")
AUTOLINK = re.compile(r"<((?:https?|ftp|mailto):[^<>\s]{1,2000}|[\w.+-]{1,64}@[\w.-]{1,255})>")
CODE_SPAN = re.compile(r"(?<!`)(`{1,3})(?!`)(.{1,300}?)(?<!`)\1(?!`)", re.DOTALL)
STRONG = re.compile(r"(?<![*_~])(\*\*|__|~~)(?=[^\s*_~])(.{1,300}?)(?<=\S)\1", re.DOTALL)
EMPHASIS = re.compile(
    r"(?<![*A-Za-z0-9_])\*(?=[^\s*])([^*]{1,300}?)(?<=[^\s*])\*(?!\*)"
    r"|(?<![_\w])_(?=[^\s_])([^_]{1,300}?)(?<=[^\s_])_(?![_\w])"
)
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")

# Of Pandoc: a note within the text, and a reference to a list of books, whose keys have figures in them: ``[@name]`` is
# a person elsewhere.
INLINE_NOTE = re.compile(
    r"[ \t]*\^\[([^\[\]\n]{1,500}(?:\[[^\[\]\n]{0,200}\](?:\([^()\s]{0,500}\))?[^\[\]\n]{0,500}){0,5})\]"
)
CITATION = re.compile(r"[ \t]*\[(?:[^\[\]@\n]{0,60}-?@[\w:.#$%&+?~/-]*\d[^\[\]\n]{0,300})\](?![(\[:])")
# A role of MyST; ``{ref}`text <target>`` shows its text.
ROLE = re.compile(r"(?<!\w)\{[A-Za-z][\w+.:-]{0,60}\}(?=`)")
TITLED_ROLE = re.compile(r"(?<!\w)\{[A-Za-z][\w+.:-]{0,60}\}`([^`<>\n]{1,300}?)\s{0,5}<[^`<>\n]{1,300}>`")
# Of Obsidian: a file shown in its place, words marked with a pen, the name of a paragraph.
EMBED = re.compile(r"!\[\[[^\[\]\n]{1,300}\]\]")
HIGHLIGHT = re.compile(r"(?<![=\w])==(?=[^\s=])([^=\n]{1,500}?)(?<=[^\s=])==(?![=\w])")
BLOCK_NAME = re.compile(r"[ \t]+\^[A-Za-z0-9-]{1,60}[ \t]*$", re.MULTILINE)

# What inline markup, HTML, entities, names of paragraphs and templates begin with: most lines have none.
MARKED = re.compile(r"[`<&\[*_~\\{^=]")
# Noncharacters that stand for things while inline markup is taken off; none is left in the text that is read.
HARD_BREAK, SPAN = "\ufdd0", "\ufdd1"
NONCHARACTER = re.compile(f"[{HARD_BREAK}{SPAN}]")
KEPT = re.compile(f"{SPAN}(\\d+){SPAN}")


def plain_inline(text: str) -> str:
    """``text`` without inline markup; a code span keeps its words, since sentences are built around them."""
    if not MARKED.search(text):
        return without_emoji_names(text)
    spans: list[str] = []

    def keep(match: re.Match[str]) -> str:
        spans.append(match[2] if len(match.groups()) > 1 else match[1])
        return f"{SPAN}{len(spans) - 1}{SPAN}"

    if "`" in text:
        if "{" in text:
            text = ROLE.sub("", TITLED_ROLE.sub(r"\1", text))
        text = CODE_SPAN.sub(keep, text)
    if "<" in text:
        text = AUTOLINK.sub(keep, text)
    text = without_emoji_names(fill_templates(text))
    if "<" in text:
        text = RAISED_MARK.sub("", text)
    if "[" in text:
        text = CITATION.sub("", _notes_behind(EMBED.sub("", text)))
        text = WIKI_LINK.sub(r"\1", IMAGE.sub("", text))
        text = FOOTNOTE_MARK.sub("", LINK.sub(r"\1", LINK.sub(r"\1", text)))
    text = _without_emphasis(text)
    text = strip_html(text, HARD_BREAK)
    if "\\" in text:
        text = ESCAPE.sub(r"\1", text)
    return KEPT.sub(lambda m: spans[int(m[1])], text) if spans else text


def pictures(text: str, shown: str) -> list[str]:
    """What the pictures in ``text`` say they are, but for those that are in ``shown``, as examples are in code."""
    found = (match[1].strip() for match in IMAGE.finditer(text)) if "![" in text else ()
    return [alt for alt in found if alt and alt not in shown]


def _notes_behind(text: str) -> str:
    """``text`` with the notes in it on lines of their own behind it; a number alone is the mark of one."""
    if "^[" not in text:
        return text
    notes = [match[1].strip() for match in INLINE_NOTE.finditer(text)]
    shown = [note for note in notes if not note.isdecimal()]
    return HARD_BREAK.join([INLINE_NOTE.sub("", text), *shown])


def _without_emphasis(text: str) -> str:
    if "==" in text:
        text = HIGHLIGHT.sub(r"\1", text)
    if "^" in text:
        text = BLOCK_NAME.sub("", text)
    for _ in range(2):  # strong inside emphasis and the other way round
        before = text
        if "**" in text or "__" in text or "~~" in text:
            text = STRONG.sub(r"\2", text)
        if "*" in text or "_" in text:
            text = EMPHASIS.sub(lambda m: m[1] or m[2], text)
        if text == before:
            break
    return text
