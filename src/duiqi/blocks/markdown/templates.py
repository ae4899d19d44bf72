"""What stands in Markdown beside its text: comments, raw HTML, components, and the templates of site generators.

The templates are those of Hugo (``{{< x >}}``, ``{{% x %}}``) and Liquid or Jinja (``{% x %}``, ``{{ x }}``), the
components those of MDX (``<Card title="…">``). Their marks go; text that they are given to show stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from duiqi.model import Omission
from duiqi.structure.hard_lines import glue
from duiqi.text.chars import HAN_CHAR
from duiqi.text.late_patterns import late_pattern

# Where something begins whose end may be many lines and empty lines away.
START = late_pattern(
    r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})"
    r"|(?P<span>(?<!`)(?P<ticks>`{1,3})(?!`)[^\n]{1,300}?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<comment><!--|\{/\*|\{\{[<%]?/\*|\{%-?[ \t]{0,5}comment[ \t]{0,5}-?%\}|^[ \t]*%%(?!%))"
    r"|\{%-?[ \t]{0,5}(?P<block>highlight|codeblock)\b[^%\n]{0,300}%\}"
    r"|<(?P<raw>script|style|pre|svg)(?=[\s>])"
    r"|(?P<component><(?:/?[A-Z][\w.]{0,60}(?=[\s/>])|/?>))"
    r"|(?P<module>^(?:import[ ](?:[\w*{},$ \t]{1,300}[ ]from[ ])?[\"'][^\"'\n]{1,300}[\"'];?[ \t]*$"
    r"|export[ ](?:const|let|default|function)[ ]))",
    re.MULTILINE | re.IGNORECASE,
)
SIGN, MODULE = re.compile(r"`|~~~|<\S|\{[/{%]|%%"), re.compile("^(?:im|ex)port ", re.MULTILINE | re.IGNORECASE)
PRE = re.compile(r"<pre[\s>].{0,20000}?</pre>", re.DOTALL | re.IGNORECASE)
ENDS = {"<!--": "-->", "{/*": "*/}", "{{<": "*/>}}", "{{%": "*/%}}", "{{/": "*/}}"}
COMMENT_MARKS = ("<!--", "{/*")  # of HTML and JSX
# A comment of Obsidian has its lines for itself.
NOTE_END = re.compile(r"%%[ \t]*$", re.MULTILINE)
COMMENT_TAG_END = re.compile(r"\{%-?\s{0,5}endcomment\s{0,5}-?%\}", re.IGNORECASE)
EMPTY_LINE = re.compile(r"\n[ \t]*(?:\n|\Z)")
# A mark behind a heading or sentence, as of the version, is no word of it.
BADGE, LINE_END = re.compile(r"<(?:Badge|Tag|Label|Chip|Pill)\b"), re.compile(r"[ \t]*(?:$|<[A-Z])", re.MULTILINE)
# A component with a whole table of data in it is a few thousand characters long.
MAX_COMPONENT = 20_000

SHORTCODE = re.compile(
    r"([ \t]*)(?:\{\{[<%](.{0,1000}?)[%>]\}\}|\{%(.{0,500}?)%\}|\{\{([^{}]{0,500})\}\}"
    r"|\{(?:[:#]|\.(?=[A-Za-z_-]))[^{}]{0,500}\})([ \t]*)",
    re.DOTALL,
)
# Attributes that templates and components show, the likeliest to be the text itself first.
SHOWN = ("text", "content", "label", "caption", "title", "summary")
ATTRIBUTE = re.compile(r"(?<![\w.-])([\w-]{1,40})\s{0,3}=\s{0,3}(?:\"([^\"]{0,1000})\"|'([^']{0,1000})')")
# A template that looks a term up shows it in the language of the page; its key is the English term.
TERM = ("term_id", "term")
POSITIONAL = re.compile(r"(?<![=\w])[\"“]([^\"”]{1,1000})[\"”]|(?<![=\w])'([^']{1,1000})'")
# Tags that compute, and show nothing of what stands in them.
SILENT = re.compile(
    r"\s*[-/]?\s*(?:assign|capture|set|if|elif|elsif|else|for|unless|case|when|cycle|import|from|extends|block|macro"
    r"|raw|endraw|highlight|link|post_url|ref|relref|figure-start|include_relative|gist|codenew|code_sample)\b"
)


@dataclass(slots=True)
class _Cut:
    """Where a stretch ends, what stands for it, and what is told of it."""

    end: int
    instead: str = ""
    omission: Omission | None = None


@dataclass(slots=True)
class _Scanner:
    text: str
    keep_pre: bool
    unclosed: set[str] = field(default_factory=set)  # kinds with no end in the rest of the text
    _has_modules: bool = field(init=False)

    def __post_init__(self) -> None:
        self._has_modules = MODULE.search(self.text) is not None

    def begun(self, at: int) -> re.Match[str] | None:
        """What begins next. All that may begin but modules has its sign on the line, and most lines have none."""
        if self._has_modules:
            return START.search(self.text, at)
        while sign := SIGN.search(self.text, at):
            line, end = self.text.rfind("\n", 0, sign.start()) + 1, self.text.find("\n", sign.start()) + 1
            stop = end or len(self.text)
            # It begins with the sign, or with the line.
            match = START.match(self.text, line, stop) if line >= at else None
            match = match or START.search(self.text, sign.start(), stop)
            if match or not end:
                return match
            at = end
        return None

    def cut(self, match: re.Match[str]) -> _Cut | None:
        """What to cut where ``match`` begins something; None to leave it."""
        if match["fence"]:
            closing = re.compile(rf"^[ \t>]*{match['fence']}[`~]*[ \t]*$", re.MULTILINE)
            found = closing.search(self.text, match.end())
            end = found.end() if found else len(self.text)
            return _Cut(end, self.text[match.start() : end])
        if match["span"]:
            return _Cut(match.end(), match[0])
        if match["comment"]:
            return self._comment(match)
        if match["block"]:
            return self._code(match)
        if match["raw"]:
            return self._raw(match)
        if match["component"]:
            return self._component(match)
        if match["module"].startswith("import"):
            return _Cut(match.end(), "", Omission("code", match[0]))
        stop = EMPTY_LINE.search(self.text, match.start())
        end = stop.start() if stop else len(self.text)
        return _Cut(end, "", Omission("code", self.text[match.start() : end].strip()))

    def _comment(self, match: re.Match[str]) -> _Cut:
        mark = match["comment"]
        if mark in self.unclosed:
            return _Cut(match.end(), mark if mark.endswith("%%") else "")
        if mark.startswith("{%") or mark.endswith("%%"):
            found = (COMMENT_TAG_END if mark[0] == "{" else NOTE_END).search(self.text, match.end())
            begin, end = (found.start(), found.end()) if found else (-1, -1)
        else:
            closing = ENDS[mark[:3] if mark.startswith("{{") else mark]
            # "<!-->" is a comment too (HTML Living Standard, 13.2.5.43).
            begin = self.text.find(closing, match.end() - (2 if mark == "<!--" else 0))
            end = begin + len(closing)
        if begin < 0:
            self.unclosed.add(mark)
            return _Cut(match.end(), mark if mark.endswith("%%") else "")
        inside = self.text[match.end() : begin].strip()
        return _Cut(end, "", Omission("comment", inside) if inside else None)

    def _code(self, match: re.Match[str]) -> _Cut | None:
        """The program text between two tags of a template."""
        if match["block"] in self.unclosed:
            return None
        found = re.compile(rf"\{{%-?\s{{0,5}}end{match['block']}\b[^%\n]{{0,60}}%\}}").search(self.text, match.end())
        if not found:
            self.unclosed.add(match["block"])
            return None
        return _Cut(found.end(), "\n\n", Omission("code", self.text[match.end() : found.start()].strip()))

    def _raw(self, match: re.Match[str]) -> _Cut | None:
        tag = match["raw"].lower()
        if tag in self.unclosed or (tag == "pre" and self.keep_pre):
            return None
        found = re.compile(rf"</{tag}\s{{0,10}}>", re.IGNORECASE).search(self.text, match.end())
        if not found:
            self.unclosed.add(tag)
            return None
        body = re.sub("<[^<>]{0,1000}>", "", self.text[match.start() : found.end()]).strip()
        told = Omission("code", body) if body and tag != "svg" else None
        return _Cut(found.end(), "\n\n" if tag == "pre" else "", told)

    def _component(self, match: re.Match[str]) -> _Cut | None:
        if match[0][1:2].islower() or match[0][1:3].strip("/").islower():
            return None  # an element of HTML, which IGNORECASE lets through
        if "component" in self.unclosed:
            return None
        end = _tag_end(self.text, match.end() - match[0].endswith(">"))
        if end is None:
            self.unclosed.add("component")  # looking on from each of many takes quadratic time
            return None
        alone = not self.text[self.text.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
        shown = _shown_attribute(self.text[match.start() : end])
        if BADGE.match(match[0]) and not alone and LINE_END.match(self.text, end):
            shown = ""
        return _Cut(end, f"\n\n{shown}\n\n" if alone else shown)


def block_comments(text: str) -> list[tuple[int, int, str]]:
    """``(start, end, content)`` of the comments of HTML and JSX that have their lines for themselves."""
    scanner = _Scanner(text, keep_pre=False)
    found = []
    at = 0
    while match := scanner.begun(at):
        cut = scanner.cut(match)
        at = cut.end if cut else match.end()
        if cut and cut.omission and match["comment"] in COMMENT_MARKS:
            before, after = text.rfind("\n", 0, match.start()) + 1, text.find("\n", at)
            rest = text[before : match.start()] + text[at : after if after >= 0 else len(text)]
            if not rest.strip():
                found.append((match.start(), at, cut.omission.text))
    return found


def strip_unshown(text: str) -> tuple[str, list[Omission]]:
    """Markdown without comments, scripts, style sheets, ``<pre>``, modules and components, and what they held.

    Code blocks and code spans stay as they are. When most of a file is in ``<pre>``, that is its text.
    """
    pre = sum(len(found[0]) for found in PRE.finditer(text)) if "<" in text else 0
    scanner = _Scanner(text, 2 * pre > len(text))
    pieces: list[str] = []
    omissions: list[Omission] = []
    at = 0
    while match := scanner.begun(at):
        cut = scanner.cut(match)
        pieces += (text[at : match.start()], cut.instead if cut else match[0])
        if cut and cut.omission:
            omissions.append(cut.omission)
        at = cut.end if cut else match.end()
    return "".join([*pieces, text[at:]]), omissions


def fill_templates(text: str) -> str:
    """``text`` with the words that its templates show instead of the templates."""
    return SHORTCODE.sub(_filled, text) if "{" in text else text


def _filled(match: re.Match[str]) -> str:
    hugo, tag, output = match[2], match[3], match[4]
    if hugo is not None or tag is not None:
        shown = _shown_by(hugo if hugo is not None else tag)
    else:
        literal = re.match(r"\s*[\"']([^\"'/]{1,500})[\"']", output or "")
        shown = literal[1] if literal and _is_phrase(literal[1]) else ""
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    if not shown:
        spaced = match[1] and match[5] and glue(before, after)
        return " " if spaced else (match[1] or match[5]) if glue(before, after) else ""
    left = match[1] and glue(before, shown[0])
    return left + shown + (match[5] and glue(shown[-1], after))


def _shown_by(template: str) -> str:
    if SILENT.match(template) or template.lstrip(" -").startswith("/"):
        return ""
    shown = _shown_attribute(template)
    if not shown:
        words = [found[1] or found[2] for found in POSITIONAL.finditer(template)]
        shown = next(filter(_is_phrase, words), "")
    return shown


def _shown_attribute(template: str) -> str:
    given = {m[1].lower(): m[2] if m[2] is not None else m[3] for m in ATTRIBUTE.finditer(template)}
    shown = next((given[key].strip() for key in SHOWN if given.get(key, "").strip()), "")
    return shown or next((given[key].replace("-", " ").strip() for key in TERM if given.get(key)), "")


def _is_phrase(words: str) -> bool:
    return bool(HAN_CHAR.search(words)) or (" " in words.strip() and "/" not in words)


def _tag_end(text: str, start: int) -> int | None:
    """Where the tag ends that is open at ``start``: ``>`` outside quotes and braces."""
    depth, quote = 0, ""
    for index in range(start, min(len(text), start + MAX_COMPONENT)):
        char = text[index]
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'`" and (depth or text[index - 1] == "="):
            quote = char
        elif char in "{}":
            depth += 1 if char == "{" else -1
        elif char == ">" and depth <= 0:
            return index + 1
    return None
