"""Rule ``tag-in-text``."""

from __future__ import annotations

from duiqi.checking.rule import CharacterRule
from duiqi.tmx import ELEMENTS, CharacterFault, Mended


def _as_text(tag: str, encoding: str) -> Mended:
    message = f'"{tag}" stands in the text; in XML its < is written &lt;'
    return Mended("&lt;" + tag[1:], message, f'"{tag}" made text')


class TagInText(CharacterRule):
    """A tag in the text that is none of TMX's: somebody forgot to escape it."""

    id = "tag-in-text"
    severity = "refused"
    effect = "every program refuses the file, or leaves that text out"
    example = "<seg>a <b>bold</b> word</seg>"
    fault = CharacterFault(rf"</?(?!(?:{'|'.join(ELEMENTS)})\b)[A-Za-z_:][\w:.-]*", _as_text, "segments")
