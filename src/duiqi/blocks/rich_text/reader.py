"""What the control words of RTF say of text: what is shown, in which encoding, where paragraphs and cells end."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass

from duiqi.blocks.contents import Line
from duiqi.blocks.rich_text.code_pages import CHARACTER_SETS, WESTERN, Encoding, code_page, decoded
from duiqi.blocks.rich_text.flow import Flow
from duiqi.blocks.rich_text.tokens import Token, tokens
from duiqi.blocks.word_text import HEADING_STYLES
from duiqi.model import Omission, ParagraphKind

# Groups whose text is not that of the document: tables of fonts and colours, pictures, heads and feet of pages,
# comments, codes of fields, numbers of lists, what older programs show in the place of a shape or a table in a table.
_SKIPPED = (
    "colortbl info pict header headerl headerr headerf footer footerl footerr footerf annotation atnid atnauthor "
    "atndate atntime atnref atnicn fldinst datafield listtext pntext listtable listoverridetable revtbl rsidtbl "
    "generator xe tc rxe txe bkmkstart bkmkend sp sn sv shprslt nonshppict nonesttables filetbl ftnsep ftnsepc ftncn "
    "aftnsep aftnsepc aftncn objdata objclass objname themedata colorschememapping latentstyles datastore htmltag "
    "template"
)
SKIPPED = frozenset(_SKIPPED.split())
LISTED = frozenset(("listtext", "pntext"))
# Of the groups that a reader may pass over when it does not know them (\*) these hold text.
STARRED = frozenset(("shpinst", "shptxt", "footnote", "ud"))
CHARACTERS = {
    "line": "\n", "softline": "\n", "page": "\n", "column": "\n", "lbr": "\n", "tab": "\t", "emdash": "—",
    "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "emspace": " ", "enspace": " ", "qmspace": " ", "\\~": "\u00a0", "\\_": "-",
}  # fmt: skip
ENDS = frozenset(("par", "sect", "\\\n", "\\\r", "nestcell", "cell", "row"))
HIDING = frozenset(("v", "deleted", "mvf"))
SCRIPTS = frozenset(("loch", "hich", "dbch"))
# \outlinelevel9 is text of the body.
BODY_LEVEL = 9


@dataclass(slots=True)
class _State:
    """What holds in a group, and ends with it."""

    flow: Flow
    role: str = "text"
    starred: bool = False
    passes_next: bool = False
    fallback: int = 1
    font: int = -1
    far_font: int = -1
    script: str = ""
    hidden: frozenset[str] = frozenset()
    style: int = 0
    is_heading: bool = False
    is_listed: bool = False
    in_table: bool = False


class RichText:
    """A document that is read once: its lines, and then what was left out of them."""

    def __init__(self, name: str, encoding: str | None = None) -> None:
        """``encoding`` is that of text whose font does not tell it; None: as the document says."""
        self.omissions: list[Omission] = []
        self._name = name
        self._default = encoding or WESTERN
        self._is_given = encoding is not None
        self._fonts: dict[int, str] = {}
        self._styles: dict[int, str] = {}
        self._rows = 0
        self._states: list[_State] = []
        self._notes: list[Line] = []
        self._deleted: list[str] = []
        # Bytes not yet decoded, in which encoding they are, and where they go then.
        self._bytes = bytearray()
        self._encoding = Encoding(WESTERN)
        self._pieces: list[str] = []
        # What still stands for a character given as its number, in characters.
        self._replaced = 0

    def lines(self, data: bytes) -> list[Line]:
        """The paragraphs and cells in their order, text boxes behind the paragraph that they are anchored in, notes at
        the end. Raises InputError for what is cut off or nested without end."""
        body = Flow()
        self._states = [_State(body)]
        for token in tokens(data, self._name):
            if token.name in ("{", "}"):
                self._replaced = 0
                self._begin_group() if token.name == "{" else self._end_group()
            elif self._replaced:
                self._pass_over(token)
            elif token.text:
                self._read_bytes(token.text)
            else:
                self._control(token.name, token.number)
        self._end_paragraph(body, self._states[0])
        body.end_row(None)
        return [*body.lines, *self._notes]

    def _begin_group(self) -> None:
        outer = self._states[-1]
        inner = copy(outer)
        inner.starred = inner.passes_next = False
        if outer.passes_next:
            inner.role, outer.passes_next = "skipped", False
        self._states.append(inner)

    def _end_group(self) -> None:
        inner, outer = self._states.pop(), self._states[-1]
        if inner.flow is outer.flow:
            return
        self._end_paragraph(inner.flow, inner)
        inner.flow.end_row(None)
        if inner.flow.is_note:
            self._notes += inner.flow.lines
        else:
            outer.flow.boxes.append(inner.flow)

    def _pass_over(self, token: Token) -> None:
        """What stands for a character that was given as its number, in programs that know none; a control word stands
        for one."""
        rest = token.text[self._replaced :]
        self._replaced -= min(len(token.text) or 1, self._replaced)
        if rest:
            self._read_bytes(rest)

    def _control(self, word: str, number: int | None) -> None:
        state = self._states[-1]
        starred, state.starred = state.starred, word == "\\*"
        if state.role == "skipped" or (starred and word not in STARRED) or word in SKIPPED:
            if word in LISTED and state.role == "text":
                state.flow.is_listed = True
            if word != "\\*":
                state.role = "skipped"
        elif word == "u":
            self._write(chr((number or 0) % 0x10000))
            self._replaced = state.fallback
        elif word in CHARACTERS:
            self._write(CHARACTERS[word])
        elif word in ENDS:
            self._end(word, state)
        elif word in HIDING:
            state.hidden = state.hidden - {word} if number == 0 else state.hidden | {word}
        else:
            self._set(word, number, state)

    def _end(self, word: str, state: _State) -> None:
        """End a paragraph, cell or row."""
        if word == "row":
            self._flush()
            self._rows += 1
            state.flow.end_row(self._rows)
        elif word == "cell":
            self._flush()
            state.flow.end_cell(self._kind(state))
        elif "deleted" not in state.hidden:  # Else it goes on in the next.
            state.flow.holds_table |= word == "nestcell"
            self._end_paragraph(state.flow, state)

    def _end_paragraph(self, flow: Flow, state: _State) -> None:
        self._flush()
        flow.end_paragraph(self._kind(state), state.in_table)
        if self._deleted:
            self.omissions.append(Omission("deleted text", "".join(self._deleted)))
            self._deleted = []

    def _kind(self, state: _State) -> ParagraphKind | None:
        name = self._styles.get(state.style, "").strip().lower()
        if state.is_heading or (state.style and name.startswith(HEADING_STYLES)):
            return "heading"
        return "list item" if state.is_listed else None

    def _set(self, word: str, number: int | None, state: _State) -> None:
        """A property of the document, of the font table, or of the text that follows."""
        value = number or 0
        if word in ("fonttbl", "stylesheet"):
            state.role = word
        elif word in ("footnote", "shptxt", "dptxbxtext"):
            state.flow = Flow(is_note=word == "footnote")
            _set_text("pard", 0, state)
        elif word == "upr":  # The same text twice, with the code page and in Unicode.
            state.passes_next = True
        elif word == "ansicpg":
            self._default = self._default if self._is_given else code_page(value)
        elif word in ("fcharset", "cpg") and state.role == "fonttbl":
            encoding = CHARACTER_SETS.get(value, "") if word == "fcharset" else code_page(value)
            self._fonts[state.font] = encoding or self._fonts.get(state.font, "")
        elif word == "uc":
            state.fallback = max(value, 0)
        else:
            _set_text(word, value, state)

    def _read_bytes(self, data: bytes) -> None:
        state = self._states[-1]
        if state.role in ("skipped", "fonttbl"):
            return
        encoding = self._encoding_of(state)
        if state.role == "stylesheet":
            self._styles[state.style] = self._styles.get(state.style, "") + decoded(data, encoding)
        elif (pieces := self._shown(state)) is not None:
            # A character may begin in one group and end in the next.
            if self._encoding != encoding or self._pieces is not pieces:
                self._flush()
                self._encoding, self._pieces = encoding, pieces
            self._bytes += data

    def _write(self, text: str) -> None:
        state = self._states[-1]
        if state.role == "stylesheet":
            self._styles[state.style] = self._styles.get(state.style, "") + text
        elif state.role == "text" and (pieces := self._shown(state)) is not None:
            self._flush()
            pieces.append(text)

    def _flush(self) -> None:
        if self._bytes:
            self._pieces.append(decoded(bytes(self._bytes), self._encoding))
            self._bytes.clear()

    def _shown(self, state: _State) -> list[str] | None:
        """Where text goes; None for what is hidden."""
        if not state.hidden:
            return state.flow.pieces
        return self._deleted if state.hidden == {"deleted"} else None

    def _encoding_of(self, state: _State) -> Encoding:
        is_far = state.script == "dbch" and state.far_font >= 0
        font = self._fonts.get(state.far_font if is_far else state.font)
        return Encoding(font or self._default, is_western=font == "")


def _set_text(word: str, value: int, state: _State) -> None:
    """A property of paragraphs or characters."""
    if word == "pard":
        state.style, state.is_heading, state.is_listed, state.in_table = 0, False, False, False
    elif word == "plain":
        state.hidden, state.script, state.far_font = frozenset(), "", -1
    elif word in SCRIPTS:
        state.script = word
    elif word == "f":
        state.font = value
    elif word == "af" and state.script == "dbch":
        state.far_font = value
    elif word == "s":
        state.style = value
    elif word == "outlinelevel":
        state.is_heading = value < BODY_LEVEL
    elif word == "ls":
        state.is_listed = value > 0
    elif word == "intbl":
        state.in_table = True
