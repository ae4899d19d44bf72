"""What stands in the lines of wiki text (MediaWiki): links, templates and tags, made what they show.

Templates are programs of a wiki, and what they show is not in the page. Of those that only set off the text given to
them the text is taken; the others are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from duiqi.model import Omission

# Each stops where another one begins, so that openings without an end take no quadratic time.
COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->|<!--", re.DOTALL)
UNREAD = re.compile(
    r"<(?P<tag>ref|references|pre|syntaxhighlight|source|includeonly|timeline|score|graph|templatedata)\b(?P<attributes>[^<>]*)"
    r"(?:/>|(?<!/)>(?P<text>(?:(?!<(?P=tag)\b).)*?)</(?P=tag)\s*>)",
    re.DOTALL | re.I,
)
KEPT_AS_IS = re.compile(
    r"<(?P<tag>nowiki|math|chem)\b[^<>]*(?<!/)>(?P<text>(?:(?!<(?P=tag)\b).)*?)</(?P=tag)\s*>", re.DOTALL | re.I
)
REASONS = {"ref": "note", "references": "note", "includeonly": "template"}
EXTERNAL = re.compile(r"\[(?:https?:|ftp:|mailto:|//)[^\s\[\]]{1,2000}(?:[ \t]+([^\[\]\n]{0,1000}))?\]")
INNERMOST = re.compile(
    r"\{\{\{(?P<parameter>(?:(?!\{\{|\}\}).)*?)\}\}\}|\{\{(?P<template>(?:(?!\{\{|\}\}|\[\[|\]\]).)*?)\}\}"
    r"|\[\[(?P<link>(?:(?!\{\{|\}\}|\[\[|\]\])[^\n])*?)\]\]",
    re.DOTALL,
)
# Text that is converted between the variants of Chinese: -{zh-hans:计算机;zh-hant:電腦}-.
VARIANTS = re.compile(r"-\{(?:(?P<flags>[A-Z;]{1,9}|zh[\w-]*(?:;zh[\w-]*)*)\|)?(?P<text>(?:(?!-\{)[^\n])*?)\}-")
VARIANT = re.compile(r"\s*(zh(?:-\w+)?)\s*:\s*([^;]*)")
PREFERRED = ("zh-cn", "zh-hans", "zh")
MARKS = re.compile(r"'{2,5}|__[A-Z]{4,30}__")
NAMED = re.compile(r"\s*([\w -]{1,40}?)\s*=", re.UNICODE)
# Namespaces whose links show no text; those of pictures may have a caption.
PICTURE = re.compile(r"\s*:?(?:file|image|media|文件|图像|圖像|檔案|媒体文件)\s*:", re.I)
NAMESPACE = re.compile(r"\s*(?:category|分类|分類|[a-z]{2,3}(?:-[a-z]{2,8})?)\s*:", re.I)
NO_CAPTION = re.compile(r"\s*(?:\d*x?\d+px|[a-z]+(?:-\w+)?|\w+\s*=.*)?\s*\Z", re.I | re.DOTALL)
# Templates that show what they are given, by which of it; those of Wikipedia and of ArchWiki.
FIRST = frozenset(
    ("ic", "pkg", "aur", "grp", "nowrap", "small", "big", "kbd", "key", "code", "mono", "samp", "abbr", "le", "link-en",
     "link-ja", "nihongo", "flag", "bilink", "ilh", "internal link helper", "strong", "em", "tt", "lj"),
)  # fmt: skip
LAST = frozenset(("lang", "tsl", "link", "transl", "color", "fontcolor"))
BOXES = frozenset(
    ("note", "tip", "warning", "caution", "important", "attention", "quote", "cquote", "blockquote", "info", "hint"),
)
# Templates in templates: a choice, more than pages have.
MAX_DEPTH = 40
KEPT = "\ufdd4"


def resolved(text: str, omissions: list[Omission]) -> str:
    """``text`` with links, templates and tags made what they show; what is not read is added to ``omissions``."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match["text"])
        return f"{KEPT}{len(kept) - 1}{KEPT}"

    def leave_out(match: re.Match[str]) -> str:
        if (match["text"] or "").strip():
            omissions.append(Omission(REASONS.get(match["tag"].lower(), "code"), match["text"].strip()))
        return ""

    def show(match: re.Match[str]) -> str:
        if match["link"] is not None:
            return _link(match["link"])
        return _template(match["template"], omissions) if match["template"] is not None else ""

    text = KEPT_AS_IS.sub(keep, COMMENT.sub("", text.replace(KEPT, "")))
    text = EXTERNAL.sub(lambda match: match[1] or "", UNREAD.sub(leave_out, text))
    text = VARIANTS.sub(lambda match: _variant(match["flags"] or "", match["text"]), text)
    for _ in range(MAX_DEPTH):
        text, count = INNERMOST.subn(show, text)
        if not count:
            break
    text = MARKS.sub("", text)
    return re.sub(f"{KEPT}(\\d+){KEPT}", lambda match: kept[int(match[1])], text)


def _variant(flags: str, text: str) -> str:
    """The text in the first variant there is of those that are preferred; nothing of rules that only define one."""
    if set(flags.split(";")) & set("ATHD-N"):
        return ""
    found = {match[1].lower(): match[2].strip() for match in VARIANT.finditer(text)}
    return next((found[code] for code in PREFERRED if code in found), next(iter(found.values()), text))


def _link(inner: str) -> str:
    target, *parts = inner.split("|")
    if PICTURE.match(target):
        caption = parts[-1].strip() if parts and not NO_CAPTION.match(parts[-1]) else ""
        return f"\n\n{caption}\n\n" if caption else ""
    if NAMESPACE.match(target) and not target.startswith(":"):
        return parts[-1] if parts and len(target.partition(":")[0].strip()) > 3 and not _is_category(target) else ""
    if not parts:
        return target.lstrip(":").removeprefix("#").strip()
    # ``[[page (of a kind)|]]`` shows the page.
    return parts[-1] or re.sub(r"\s*[(（][^()（）]*[)）]\Z|\A[^:]*:", "", target)


def _is_category(target: str) -> bool:
    return re.match(r"\s*(?:category|分类|分類)\s*:", target, re.I) is not None


def _template(inner: str, omissions: list[Omission]) -> str:
    name, *parts = inner.split("|")
    name = name.strip().lower().replace("_", " ").removeprefix("template:")
    given = list(_given(parts))
    if given and name in BOXES:
        return f"\n\n{given[0]}\n\n"
    if given and (name in FIRST or name.startswith("lang-")):
        return given[0]
    if given and name in LAST:
        return given[-1]
    if name == "man" and len(given) > 1:
        return f"{given[1]}({given[0]})"
    if inner.strip():
        omissions.append(Omission("template", inner.strip()))
    return ""


def _given(parts: list[str]) -> Iterator[str]:
    """What a template is given without a name, or with a number as its name."""
    for part in parts:
        named = NAMED.match(part)
        if not named:
            yield part.strip()
        elif named[1].isdigit():
            yield part[named.end() :].strip()
