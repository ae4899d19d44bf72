"""What stands for something else in the texts of programs: placeholders, and the tags of HTML."""

from __future__ import annotations

import re

# Of C and Java (%s, %1$d, %05.2f), Python (%(name)s), .NET and ICU ({0}, {name}), shells and templates (${x}, {{x}},
# $1), Qt (%1, %L1, %n). A percent sign after a digit (50% of) begins none.
_MARKS = (
    r"(?<![\d%])%(?:\d+\$)?[-+#0]?\d*(?:\.\d+)?(?:hh?|ll?|z)?[sdifuxXcgeEp@](?![A-Za-z])"
    r"|%\([A-Za-z_]\w*\)[sdrf]|(?<![\d%])%L?(?:\d(?![\d.,%])|n(?![A-Za-z]))|\$?\{\{?[\w.:#-]{1,40}\}?\}"
    r"|\$\d(?![.,\d])(?!\s*(?:thousand|million|billion|trillion|bn?|m|k)\b)"
)
_TAGS = (
    "a|b|big|blockquote|body|br|center|code|div|em|font|h[1-6]|hr|html|i|img|kbd|li|ol|p|pre|small|span|strong|sub|sup"
)
PLACEHOLDER = re.compile(_MARKS + rf"|</?(?:{_TAGS}|t[dhrt]|table|tbody|thead|u|ul|var)(?:\s[^<>]{{0,200}})?/?>")
