"""Sentence ends of English: marks found here, full stops judged by Punkt and a few rules around it.

Punkt's own splitting is not used: it cuts before curly closing quotes and knows neither titles nor numbered
abbreviations. It is asked about one full stop at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from duiqi.segmentation.protected import blocked_offsets
from duiqi.segmentation.punkt import ends_sentence, parameters

MARK = re.compile(
    # A dash counts only between a closing and an opening quote: "But I—" "What?"
    # Matching only begins where a run of marks begins, which keeps it linear.
    r"(?P<mark>(?<![.!?。！？…])(?<![.]\s)(?:\.(?:\s?\.){2,}|…+|[.!?。！？]+(?!\s?\.))"
    r"|(?<![—–-])[—–-]+(?=[\"'”’]\s+[\"'“‘]))"
    r"(?P<close>(?:[\"'”’»)\]}）】』」]|\s(?=[”』」）】]))*)"
    # The mark of a note stands behind the stop: He died.[3] His son
    r"(?:(?<=[.!?\"”’)])(?:(?:\[(?:\d{1,3}(?:[,–-]\s?\d{1,3}){0,9}|(?:note\s)?[a-z\d]{1,2})\]){1,5}"
    r"|[\u00b9\u00b2\u00b3\u2070-\u2079]{1,3}|[①-⑳†‡]))?"
    # Without a space: before a capitalised word, told apart from names with dots in _is_run_on.
    r"(?=(?P<space>\s)|\Z|(?<=[。！？”])|(?<=[\w)\]][.!?])(?=[A-Z][a-z]|[AI][\s'’]))"
)
SIGN = re.compile("[.!?。！？…—–-]")  # what a mark begins with
CONTENT = re.compile(r"\w")
# So many words are a sentence where no capital tells one: a choice.
WORD, SENTENCE = re.compile(r"[^\W\d_]+"), 3
OPENING = "\"'“‘«([{（「『【 \u3000\t-–—·•*"
LISTED = re.compile(r"[(（](?:[a-z]|[ivx]{1,5})[)）]\s*(?=[A-Z])")
NEXT_WORD = re.compile(r"[\w'’&-]+(?:\.(?=\w))?")
BEFORE_WORD = re.compile(r"[\s(\[{\"“‘«（/—]")
DOTTED = re.compile(r"(?:[A-Za-z]{1,2}\.)+[A-Za-z]{1,2}\Z")
INITIAL = re.compile(r"[A-Z]\Z")
NUMBERING = re.compile(
    r"\s*(?:(?:Figure|Fig\.|Table|Chapter|Section|Part|Step|Article|Clause|Rule|Item|Question|Lesson|Unit|Exercise|Example"
    r"|Annex|Appendix|Note)\s|[QA](?=\d))?[(]?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[A-Za-z]|[ivx]{1,5}|[IVX]{1,5})[)]?\Z"
)
# A and I are numbers where no verb can follow them: chap. I, sect. B; vol. I of it; app. A.
NUMBER = re.compile(
    r"[\d#]|[IVXLC]{2,}\b|[B-HJ-Z]\b|[A-Z]/|[AI](?:\Z|[.,;:)\]–—-]|\s(?:and|or|of|to|in|on|at|is|was)\b)"
)
LETTER_NUMBER = re.compile(r"(?<![^\s(\[])(?!ed\b)([A-Za-z]{2,})\.\s[IVX]\Z")  # chap. I.
# Before the name of the other party: Smith v. Jones.
VERSUS = frozenset(["v", "vs"])
PARTY = re.compile(r"(?:[A-Z][^\s]*|[^\s]*[.)])\s+vs?\Z")
# A name with dots inside, an address or a path: System.Collections.Generic.
DOTTED_NAME = re.compile(r"\w\.\w[^\s]*\w\.\w|[/\\@_=]")
TOKEN_BEFORE = re.compile(r"[^\s]{0,60}\Z")
LOWER_BEFORE = re.compile(r"[a-z]{3}\Z")
TOKEN = re.compile(r"[^\s]{0,60}")
# Names that end in an exclamation mark.
EXCLAIMED = frozenset(["Yahoo"])
# "…?" Wang asked: the verb of saying belongs to the quotation.
ASKED = re.compile(
    r"(?:I|[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,3})\s(?:said|says|asked|asks|replied|answered|cried|shouted|exclaimed"
    r"|whispered|muttered|murmured|called|demanded|thought|wondered|added|continued|laughed|protested|yelled|screamed"
    r"|remarked|inquired|enquired|responded|repeated|told|snapped|sighed|declared|insisted|commented)\b"
)


def english_cuts(text: str) -> list[int]:
    """Offsets in ``text``, one paragraph, at which a new sentence begins; ascending, without 0 and its length.

    Linear in the length of the text.
    """
    first = SIGN.search(text)
    content = CONTENT.search(text) if first else None
    if first is None or content is None:
        return []
    last_content = last_place(text)
    if first.start() > last_content:  # most paragraphs of one sentence
        return []
    # Chats and subtitles have no capitals at all; a table cell (incl. tax) has no stop at its end either.
    small = text.islower() and SIGN.search(text, last_content) is not None
    blocked: bytearray | None = None  # asked for where a mark stands inside the paragraph
    cuts: list[int] = []
    sentence = 0
    for match in marks_in(text):
        end = match.end()
        if content is None or content.start() >= end or end > last_content:
            continue
        blocked = blocked or blocked_offsets(text)
        if blocked[end]:
            continue
        if _is_end(text, match, sentence, small=small):
            cuts.append(end)
            sentence = end
            content = CONTENT.search(text, end)
    return cuts


def last_place(text: str) -> int:
    """Where the last character of ``text`` stands that is no mark and no white space; there is one."""
    place = len(text) - 1
    while not (text[place].isalnum() or text[place] == "_"):  # as CONTENT says
        place -= 1
    return place


def marks_in(text: str, beginning: re.Pattern[str] = SIGN, mark: re.Pattern[str] = MARK) -> Iterator[re.Match[str]]:
    """What ``mark`` finds: it is asked only where a character stands that it begins with, which takes a third of the
    time."""
    at = 0
    while sign := beginning.search(text, at):
        match = mark.match(text, sign.start())
        at = match.end() if match else sign.end()
        if match:
            yield match


def _is_end(text: str, match: re.Match[str], sentence: int, *, small: bool) -> bool:
    """Whether the mark ends the sentence that began at ``sentence``; ``small``: the paragraph has no capitals."""
    mark, close = match["mark"], match["close"]
    rest = text[match.end() : match.end() + 80].lstrip()
    following = rest.lstrip(OPENING)
    if listed := LISTED.match(rest):  # … submitted. (b) The authority
        following = rest[listed.end() :]
    word = NEXT_WORD.match(following)
    if following[:1].islower() and not following[1:2].isupper():  # iPhone, eBay begin sentences
        return small and _ends_before_small_letter(text, match, sentence)
    if word and match["space"] is None and mark[0] in ".!?" and not _is_run_on(text, match, word):
        return False
    if mark[0] in "—–-":
        return True
    if "…" in mark or (set(mark) == {"."} and len(mark) > 1) or " " in mark:
        return _ends_at_ellipsis(text, match.start(), word)
    if set(mark) & set("!?！？"):
        if close.strip(")]}）】") and ASKED.match(rest):
            return False
        return not (mark == "!" and _word_before(text, match.start()) in EXCLAIMED)
    if mark == "。" or close:
        return True
    return _ends_at_full_stop(text, match.start(), sentence, word)


def _ends_before_small_letter(text: str, match: re.Match[str], sentence: int) -> bool:
    """Whether the mark ends a sentence where none begins with a capital: not behind what may be shortened (win sb.),
    nor behind a quotation that asks or cries and that whoever says it may follow."""
    start = match.start()
    if match["mark"] in ("!", "?"):
        return not match["close"] or text[match.end() : match.end() + 9].lstrip()[:1] in OPENING
    before, word = text[max(sentence, start - 40) : start], _word_before(text, start)
    return (
        match["mark"] == "."
        and len(word) > 1
        and word not in parameters().abbreviations
        and not DOTTED.match(word)
        and len(WORD.findall(before)) >= SENTENCE
        and not (start - sentence <= 24 and NUMBERING.match(before.strip().capitalize()))
    )


def _is_run_on(text: str, match: re.Match[str], word: re.Match[str]) -> bool:
    """Whether the word that follows the mark without a space begins a sentence, and is no part of a name with dots."""
    if word[0].lower() in parameters().openers or word[0] == "I":
        return True
    if match["close"] or "”" in text[match.start() : match.end()]:
        return True
    begin = TOKEN_BEFORE.search(text[max(0, match.start() - 60) : match.start()])
    after = TOKEN.match(text, match.start())
    token = (begin[0] if begin else "") + (after[0] if after else "")
    return len(word[0]) > 2 and bool(LOWER_BEFORE.search(begin[0] if begin else "")) and not DOTTED_NAME.search(token)


def _ends_at_ellipsis(text: str, start: int, word: re.Match[str] | None) -> bool:
    """Before a capital an ellipsis ends the sentence, unless it only stammers: I... I can't."""
    return word is not None and _word_before(text, start).lower() != word[0].lower()


def _ends_at_full_stop(text: str, start: int, sentence: int, next_word: re.Match[str] | None) -> bool:
    following = next_word[0] if next_word else ""
    if start - sentence <= 24 and NUMBERING.match(text[sentence:start]):
        return False
    word = _word_before(text, start)
    lower = word.lower()
    shipped = parameters()
    if lower in shipped.titles:
        return False
    if word in VERSUS and not _is_number(next_word):
        party = PARTY.search(text[max(0, start - 40) : start])
        return party is None and following.lower() in shipped.openers
    if (lower in shipped.numbered and not INITIAL.match(word)) or lower in shipped.months:
        return not _is_number(next_word)
    letter = LETTER_NUMBER.search(text[max(0, start - 20) : start]) if text[start - 1] in "IVX" else None
    if letter and letter[1].lower() in shipped.numbered:
        return True
    if lower not in shipped.abbreviations and not DOTTED.match(word) and not INITIAL.match(word):
        return True
    another_initial = len(following) == 1 and next_word is not None and next_word.string[next_word.end() :][:1] == "."
    if following.lower() in shipped.openers and not another_initial:
        return True
    if INITIAL.match(word) or DOTTED.match(word):
        return False
    return bool(following) and ends_sentence(word, following)


def _is_number(word: re.Match[str] | None) -> bool:
    """Whether the next word is a figure, a Roman numeral or a letter that counts."""
    return word is not None and bool(NUMBER.match(word.string, word.start()))


def _word_before(text: str, end: int) -> str:
    start = max(0, end - 40)
    return BEFORE_WORD.split(text[max(start, text.rfind(" ", start, end) + 1) : end])[-1]
