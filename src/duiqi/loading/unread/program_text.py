"""What programs write and read, told from prose by how it looks: program code, data, logs.

Prose that holds code stays prose: most lines must be code, and hardly any a sentence outside comments.
"""

from __future__ import annotations

import re
from itertools import pairwise

from duiqi.loading.unread.kind import written_lines
from duiqi.text.chars import HAN_CHAR

# What is said in words in a program: comments over several lines, and strings of Python that document.
_BLOCK = re.compile(
    r'/\*.*?(?:\*/|\Z)|^[ \t]*[rRbBuUfF]{0,2}("""|\'\'\').*?(?:\1|\Z)|<!--.*?(?:-->|\Z)', re.DOTALL | re.MULTILINE
)
_BLOCK_MARKS = "/*", '"""', "'''", "<!--"
_COMMENT = re.compile(r"\s*(?://|\#(?!\s*(?:include|define|if|endif|pragma|undef|import)\b)|--\s|;;|%\s|\*\s)")
# Code in Markdown.
_FENCE, _FENCE_MARKS = re.compile(r"^(?:```|~~~)", re.MULTILINE), ("```", "~~~")
# A statement: it begins with a word of programs and goes on as these do, or ends in a mark that ends no sentence.
_STATEMENT = re.compile(
    r"""\s*(?:
      \S.*[;{}](?:\s*(?://|/\*|\#).*)?$
    | [})\]]+[;,)]*$ | [{(\[]+$
    | (?:import|using|package|include|require)\s+[\w.{*'"<@][^.。]*$ | from\s+[\w.]+\s+import\b
    | \#\s*(?:include|define|ifn?def|endif|pragma|undef)\b | \#!\s*/
    | (?:async\s+)?(?:def|class|func|fn|function|sub|struct|interface|enum|impl|module|trait)\s+[\w.]+\s*[({:<].*
    | (?:public|private|protected|static|export|abstract|final|override|virtual|extern|declare)
      \s+[\w<>\[\]*]+.*[({;=,].*
    | (?:var|let|const|val|local|my|auto|int|char|float|double|bool|void|string)\s+[\w$*&{\[]+.*[=;(,].*
    | (?:if|elif|else\s+if|while|for|foreach|switch|case|with|unless|until)\b.*(?:[:{(]|then|do)(?:\s*\#.*)?$
    | (?:else|try|finally|begin|do)\s*[:{]?$
    | (?:return|raise|throw|yield|await|assert|del|break|continue|pass|goto|end|fi|done|esac|endif)\b
      (?:[^.。]*|.*[)\]}])$
    | (?:except|catch)\b.*[:{]$ | @\w[\w.]*(?:\(.*\)?)?$
    | \)?\s*->\s*\S+:?$ | [\w.$\]]+\(.*\)?[,;:{]?$ | [)\]}]*\.[\w.]+\(.*$
    | (?:SELECT|INSERT\s+INTO|UPDATE|DELETE\s+FROM|CREATE|ALTER|DROP|WHERE|FROM|VALUES)\b[^.。]*$
    | </?[A-Za-z][\w.-]*(?:\s+[:@\w.-]+(?:=(?:"[^"]*"|'[^']*'|\{[^}]*\}))?)*\s*/?>$
    )""",
    re.VERBOSE,
)
# What stands between statements, and in lists of terms too: assignments, keys, single strings.
_DATUM = re.compile(
    r"""\s*(?:
      (?:self\.|this\.|[$@])?[A-Za-z_][\w.\[\]'"$\->]*\s*(?:[-+*/|&:%?.]|<<|>>)?=(?!=)\s*\S.*
    | [\w$]+\s*:\s*[\w\[\].|"', ]+(?:\s*=\s*\S+.*|,)$
    | ['"]?[\w-]+['"]?\s*[?]?:\s*(?:['"\[{(\d-].*|true|false|null|None)[,{\[]?$
    | [rfbu]?['"].*['"]\)*[,:;]?$ | [\w.]+,$ | -?[\d.]+,?$
    )""",
    re.VERBOSE,
)
# What a line of code says in words is quoted, or a comment behind it.
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`[^`]*`|(?<![:\w])//.*|\s\#\s?.*")
_SENTENCE = re.compile(r"[a-z]{2,} [a-z]{2,} [a-z]{2,} [a-z]{2,}")
# Shares of the lines that are neither empty nor comments, and the fewest of these. Of 1,258 files of program code with
# Chinese comments they tell 87%, of 5,168 texts of six kinds none.
_LEAST_CODE, _LEAST_STATEMENTS, _MOST_PROSE, _LINES = 0.7, 0.15, 0.1, 5

_TIME = r"\d{1,2}:\d\d:\d\d"
_STAMP = re.compile(
    rf"\W{{0,2}}(?:\d{{4}}[-/.]\d\d[-/.]\d\d[T ]{_TIME}|\w{{3}} +\d{{1,2}} {_TIME} [\w.-]+ |{_TIME}[.,]\d{{3}}"
    r"|\[ *\d+\.\d{6}\])"
    r"|[\d.:a-f]+ \S+ \S+ \[\d\d/\w{3}/\d{4}:"
)
_LEVEL = re.compile(
    r"\b(?:INFO|WARN(?:ING)?|ERROR|DEBUG|TRACE|FATAL|NOTICE|CRITICAL|SEVERE)\b|[\w.-]\[\d+\]:|\"(?:GET|POST|HEAD|PUT) /"
    r"|^\W*\[ *\d+\.\d{6}\]",
    re.IGNORECASE,
)
# Shares of the lines with a time and of those with a level, and the fewest of these, as of program code. Of 1,961 texts
# (books, help, manuals, subtitles, code with Chinese comments) none has times on more than a fifth of its lines.
_LEAST_STAMPED, _LOG_LINES = 0.8, 5

_TOKEN = re.compile(r'[\s\[\]{},:]+|"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null')
_YAML = re.compile(
    r"(?P<indent> *)(?:- )*(?:(?P<key>[\"\']?[A-Za-z_][\w.-]*[\"\']?):(?:\s+(?P<value>\S.*)?)?\Z|- )", re.ASCII
)
# Of .5 to 1 swept on 25 files of programs .7 to .8 tell 15 and .9 14; of the 1,961 texts none comes above .42.
_LEAST_YAML = 0.9
_SELECTORS = re.compile(r"[\s\w.#:,>+~*()\[\]=\"'@%&^$|;{/\\-]{1,2000}", re.ASCII)
_STYLED = re.compile(r"(?:\s*[\w-]{1,60}\s*:[^;]{1,2000}(?:;|\Z))+\s*", re.ASCII)
# Of .3 to .95 swept on 169 style sheets .8 tells 165 and .9 161; of the 1,961 texts the likest (types) comes to .74.
_LEAST_STYLED = 0.9
# A text of fewer characters is no beginning that was cut off: a choice, far below what is looked at.
_CUT = 2_000
_KEY = re.compile(r'"(?:[^"\\]|\\.)*"\s*:')
# A minified script: lines of so many characters with few spaces and many marks. English prose has a space in six.
_LONG_LINE, _MOST_SPACES, _LEAST_MARKS = 500, 0.08, 0.1
_MARK = re.compile(r"[;{}()=,:&!?]")
# Text whose characters are spelled out is restored by cleaning.
_REFERENCE = re.compile(r"&(?:amp;)*#x?[0-9a-fA-F]{2,6};?|\\[ux]\{[0-9a-fA-F]{2,6}\}")


def is_json(text: str) -> bool:
    """Whether ``text`` is JSON as far as it goes: an object or list of tokens of JSON with a key or a string in it."""
    text = text.strip("\ufeff \t\r\n")
    if not text.startswith(("{", "[")):
        return False
    at = 0
    while found := _TOKEN.match(text, at):
        at = found.end()
    # What is cut off at the end of the beginning that is looked at is a token begun.
    rest = text[at:]
    whole = not rest or (at > 0 and rest.startswith('"') and len(text) > _CUT)
    return whole and bool(_KEY.search(text) or text.startswith('["') or re.match(r"\[\s*\"", text))


def is_style_sheet(text: str) -> bool:
    """Whether nine tenths of ``text`` are rules of a style sheet: selectors, and properties with values in braces."""
    if "{" not in text:
        return False
    bare = _BLOCK.sub("", text)
    rules = (rule.rpartition("{") for rule in bare.split("}")[:-1])
    styled = sum(
        len(names) + len(body) + 2
        for names, brace, body in rules
        if brace and _SELECTORS.fullmatch(names) and _STYLED.fullmatch(body)
    )
    return styled > 0 and styled >= _LEAST_STYLED * len(bare.strip())


def is_yaml(text: str) -> bool:
    """Whether ``text`` is YAML: hardly a line is anything but a key or an entry of a list, and below a key that has no
    value of its own stand others, further in. A list of words and their meanings has no keys below keys."""
    lines = [line for line in written_lines(text) if not line.lstrip().startswith("#")]
    # Each such line has one of these.
    if text.count(":") + text.count("- ") < _LEAST_YAML * len(lines):
        return False
    keys = [_YAML.match(line) for line in lines]
    if len(lines) < _LINES or sum(map(bool, keys)) < _LEAST_YAML * len(lines):
        return False
    return any(
        above and below and above["key"] and not above["value"] and len(below["indent"]) > len(above["indent"])
        for above, below in pairwise(keys)
        if not below or below["key"]
    )


def is_program(text: str) -> bool:
    """Whether ``text`` is program code, and not prose that holds some."""
    if any(mark in text for mark in _FENCE_MARKS) and _FENCE.search(text):
        return False
    bare = _BLOCK.sub("\n", text) if any(mark in text for mark in _BLOCK_MARKS) else text
    lines = [line.rstrip() for line in written_lines(bare) if not _COMMENT.match(line)]
    if len(lines) < _LINES:
        return False
    statements = others = 0
    for line in lines:
        if _STATEMENT.match(line):
            statements += 1
        elif not _DATUM.match(line):
            others += 1
            if len(lines) - others < _LEAST_CODE * len(lines):
                return False
    if statements < _LEAST_STATEMENTS * len(lines):
        return False
    return sum(map(_is_prose, lines)) <= _MOST_PROSE * len(lines)


def _is_prose(line: str) -> bool:
    bare = _QUOTED.sub("", line)
    return len(HAN_CHAR.findall(bare)) > 3 or bool(_SENTENCE.search(bare))


def is_log(text: str) -> bool:
    """Whether ``text`` is a log: most lines begin with a time, and most of these name a level, process or request. The
    lines of a chat begin with times too."""
    lines = written_lines(text)
    stamped = [line for line in lines if _STAMP.match(line)]
    if len(stamped) < max(_LOG_LINES, _LEAST_STAMPED * len(lines)):
        return False
    return sum(bool(_LEVEL.search(line)) for line in stamped) >= _LEAST_STAMPED * len(stamped)


def is_minified(text: str) -> bool:
    """Whether most of ``text`` is in long lines of code without spaces."""
    long = [line for line in text.replace("\r", "\n").split("\n") if len(line) >= _LONG_LINE]
    size = sum(map(len, long))
    if size < len(text) / 2 or not long or _FENCE.search(text):
        return False
    whole = "".join(long)
    if 2 * sum(map(len, _REFERENCE.findall(whole))) > size:
        return False
    return (
        sum(map(str.isspace, whole)) <= _MOST_SPACES * size
        and len(_MARK.findall(whole)) >= _LEAST_MARKS * size
        and sum(map(str.isalnum, whole)) >= size / 3
        and len(HAN_CHAR.findall(_QUOTED.sub("", whole))) < size / 50
    )
