"""What the strings of a program in JavaScript, TypeScript or PHP say, their escapes resolved."""

from __future__ import annotations

import re

from duiqi.blocks.keyed.messages import unescaped

# \x41 and \u{1F600} as \uXXXX, which others have too.
_CODE = re.compile(r"\\(?:(\\)|x([0-9A-Fa-f]{2})|u\{0*([0-9A-Fa-f]{1,6})\})")
# PHP's texts of several lines. What the last line is indented by is none of the text.
_HEREDOC = re.compile(
    r"""<<<[ \t]*(?P<quote>["']?)(?P<mark>\w+)(?P=quote)\r?\n
        (?P<text>.*?)(?:(?<=\n)|\r?\n)(?P<margin>[ \t]*)(?P=mark)\Z""",
    re.DOTALL | re.VERBOSE,
)
_PLAIN = re.compile(r"\\(['\\])")


def said(written: str, php: bool) -> str:
    """The text of a string that is ``written`` with its quotes, of which the last may lack; any other as it stands."""
    if heredoc := _HEREDOC.match(written):
        text = _without_margin(heredoc["text"], heredoc["margin"])
        return text if heredoc["quote"] == "'" else unescaped(_CODE.sub(_four_digits, text))
    if written[0] not in "'\"`":
        return written
    inner = written[1:-1] if written.endswith(written[0], 1) else written[1:]
    if php and written[0] == "'":
        return _PLAIN.sub(r"\1", inner)
    return unescaped(_CODE.sub(_four_digits, inner)) if "\\" in inner else inner


def _without_margin(text: str, margin: str) -> str:
    return re.sub(rf"^{margin}", "", text, flags=re.MULTILINE)


def _four_digits(match: re.Match[str]) -> str:
    if match[1]:
        return match[0]
    code = int(match[2] or match[3], 16)
    if code > 0x10FFFF:
        return match[0]
    units = chr(code).encode("utf-16-be", "surrogatepass").hex()
    return "".join("\\u" + units[k : k + 4] for k in range(0, len(units), 4))
