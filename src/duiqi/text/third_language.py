"""Lines in a third language, between the Chinese and the English: told by script, or by function words; pinyin too.

Only what is clearly neither is taken for foreign; an English line must never be lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from duiqi.text.chars import HAN, HAN_CHAR, count_han
from duiqi.text.language import without_addresses
from duiqi.text.late_patterns import late_pattern

# Scripts by block (Unicode 16): kana, Hangul, Greek and Cyrillic, Hebrew and Arabic, Indic to Myanmar, Ethiopic, Khmer,
# Mongolian.
KANA = re.compile("[\u3041-\u30fa\u30fc-\u30ff\u31f0-\u31ff]")
OTHER_SCRIPT = late_pattern(
    "[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3\u0370-\u03ff\u0400-\u052f\u0590-\u06ff\u0900-\u109f\u1200-\u139f"
    "\u1780-\u17ff\u1800-\u18af]"
)
NOT_CHINESE = re.compile(f"[{KANA.pattern[1:-1]}{OTHER_SCRIPT.pattern[1:-1]}]")
# Makes of an ASCII line its words in lower case with space between them.
ASCII_WORDS = {code: chr(code).lower() if chr(code).isalpha() else " " for code in range(128)}
WORD = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")
ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
HAN_OR_LATIN = late_pattern(f"[{HAN}A-Za-z\u00c0-\u024f\u1e00-\u1eff]")

# A reading for learners: words of pinyin syllables, most of them with a tone. A macron or a caron is hardly in any
# language whose words are made like these.
SYLLABLE = "(?:[zcs]h|[bpmfdtnlgkhjqxzcsryw])?(?:[iuü]?[aeo][iuo]?|[iuü]{1,2}|er)(?:n?g?r|ng?)?"
PINYIN = re.compile(f"(?:{SYLLABLE}){{1,6}}", re.IGNORECASE)  # bounded, as a syllable may end in several places
TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ", "aaaaeeeeiiiioooouuuuüüüü")
TONED = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]")
SURE_TONE = re.compile("[āǎēěīǐōǒūǔǖǘǚǜ]")

# The most frequent function words of each language, without those that are also words of another one of the list or
# frequent English words ("a", "me", "no", "die", "on").
_ENGLISH = (
    "the of and to is that for it was with as be by this are from or have an they which not you his were "
    "has but had their will all would there we she been our its who more when can your what if some these "
    "than then into them only other about any may should must shall at after such where he do how my us "
    "every one most also"
)
ENGLISH_WORDS = frozenset(_ENGLISH.split())
_OTHER_LANGUAGES = {
    "es": "de en el los las del que una por con para su al es como más pero sus este esta sin sobre también "
    "hasta hay donde "
    "quien desde todo nos todos uno les otros ese esto antes algunos qué unos y lo se fue ser cada toda persona",
    "fr": "le les des du une est que dans qui pour pas sur plus avec ce il sont au aux par mais ou cette ses son leur "
    "nous vous être elle ne et la ont ces tout toute peut sans sous droit",
    "de": "der das und den von zu mit sich des auf für ist im dem nicht ein eine als auch es werden aus er hat dass "
    "sie nach wird bei einer um am sind noch wie einem über einen jeder hat oder durch",
    "pt": "os as do da dos das em um uma para com não mais que por ao ele como mas sua ou ser quando muito há nos já "
    "está também pelo pela até isso toda pessoa tem direito e o na à",
    "it": "il di che è per una sono con non del della le gli dei delle si da ha anche come più nel alla dalla questo "
    "ogni individuo diritto ad essere al ed e tutti tutte lo dal nei nelle",
    "nl": "de het een van en dat op te zijn voor met die niet aan er om ook als dan maar bij nog uit worden door naar",
    "vi": "và của là có được cho không trong các một những người với để này đã khi từ cũng nhà quyền",
    "id": "yang dan di dengan untuk dari pada adalah ini itu tidak dalam akan oleh atau juga setiap orang berhak",
}
FOREIGN_WORDS = {language: frozenset(words.split()) - ENGLISH_WORDS for language, words in _OTHER_LANGUAGES.items()}
LANGUAGES_OF: dict[str, tuple[str, ...]] = {}
for _language, _words in FOREIGN_WORDS.items():
    for _word in sorted(_words):
        LANGUAGES_OF[_word] = (*LANGUAGES_OF.get(_word, ()), _language)

# A foreign line has this many words at least; shorter ones are foreign only between foreign ones. Of 57,373 Chinese and
# English lines (development gold sets and Tatoeba) none is taken for foreign (tests/text/test_third_language.py).
MIN_WORDS = 4
# The share of function words: English prose has 0.4 to 0.5 of its own list, other languages 0.25 to 0.5 of theirs.
MIN_SHARE = 0.2
# Where not one word of a longer line is on the English list, less is enough.
MIN_SHARE_ALONE = 0.1
# The meaning of an example in linguistics.
QUOTED = re.compile(r"\s*['‘\"“`].*[A-Za-z].*['’\"”][.]?\s*")
# Japanese has a kana for each Han character or more; Chinese has one in a name at most.
KANA_SHARE = 0.2


def foreign_lines(lines: Sequence[str]) -> list[bool]:
    """Whether each line is in a third language. ``lines`` are in the order of the document."""
    verdicts = [_verdict(line) for line in lines]
    for index in _glosses(lines, verdicts):
        verdicts[index] = True
    before = _nearest(verdicts)
    after = _nearest(verdicts[::-1])[::-1]
    result = []
    for line, verdict, left, right in zip(lines, verdicts, before, after, strict=True):
        # A short line goes with its neighbours where both of them are foreign; one with accents where one of them is.
        near = (left and right) or ((left or right) and bool(ACCENTED.search(line)))
        result.append(near if verdict is None else verdict)
    return result


def _glosses(lines: Sequence[str], verdicts: Sequence[bool | None]) -> list[int]:
    """The lines that say word by word what is in the line of pinyin above, ``that CL book I still not read-finish``.
    What it means stands below in quotation marks (Leipzig rules for interlinear glosses). One alone is a quotation."""
    found = [
        index + 1
        for index, verdict in enumerate(verdicts[:-2])
        if verdict
        and QUOTED.fullmatch(lines[index + 2])
        and not QUOTED.fullmatch(lines[index + 1])
        and not HAN_CHAR.search(lines[index + 1])
        and is_reading(lines[index])
    ]
    return found if len(found) > 1 else []


def _nearest(verdicts: Sequence[bool | None]) -> list[bool]:
    """For each line the verdict on it, or on the nearest line before it that has one."""
    found = []
    current = False
    for verdict in verdicts:
        current = current if verdict is None else verdict
        found.append(current)
    return found


def _verdict(line: str) -> bool | None:
    """True for a third language, False for Chinese or English, None where the line is too short to tell."""
    line = without_addresses(line)
    if line.isascii():
        words = line.translate(ASCII_WORDS).split()
        if not words:
            return None
    elif (told := _by_script(line)) is not None:
        return told
    else:
        words = [word.lower() for word in WORD.findall(line)]
        if _is_pinyin(words):
            return True
    english = sum(map(ENGLISH_WORDS.__contains__, words))
    if english * 10 > len(words) > MIN_WORDS:
        return _more_foreign(words, english) if ACCENTED.search(line) else False
    if len(words) < MIN_WORDS:
        return None if not english else False
    foreign = _foreign_words(words)
    if foreign >= max(2, MIN_SHARE * len(words)) and foreign > 2 * english:
        return True
    if not english and foreign >= max(3, MIN_SHARE_ALONE * len(words)):
        return True
    # Capitalised words may be names, which every language keeps with their accents.
    accented = sum(bool(ACCENTED.search(word)) and word.islower() for word in WORD.findall(line))
    if accented * 4 > len(words) and not english:
        return True
    # A heading such as "Artículo 1 Propósitos" between two foreign paragraphs.
    return None if not english else False


def is_reading(text: str) -> bool:
    """Whether ``text`` is pinyin with tones, and nothing else."""
    return not text.isascii() and _is_pinyin([word.lower() for word in WORD.findall(text)])


def _is_pinyin(words: Sequence[str]) -> bool:
    return (
        SURE_TONE.search(" ".join(words)) is not None
        and 2 * sum(TONED.search(word) is not None for word in words) > len(words)
        and all(PINYIN.fullmatch(word.translate(TONES)) for word in words)
    )


def _by_script(line: str) -> bool | None:
    """The same by the characters alone: Chinese ones, or those of another script."""
    if not NOT_CHINESE.search(line):
        return False if HAN_CHAR.search(line) else None
    han, kana, other = count_han(line), len(KANA.findall(line)), len(OTHER_SCRIPT.findall(line))
    if kana or other:
        letters = len(HAN_OR_LATIN.findall(line))
        if kana > KANA_SHARE * (han + kana) and kana > 1 and 2 * (han + kana) > letters:
            return True
        if other > letters:
            return True
    return False if han else None


def _foreign_words(words: Sequence[str]) -> int:
    """How many of ``words`` are function words of the language that has most of them on its list."""
    if LANGUAGES_OF.keys().isdisjoint(words):  # most lines
        return 0
    counts = Counter(language for word in words for language in LANGUAGES_OF.get(word, ()))
    return max(counts.values(), default=0)


def _more_foreign(words: Sequence[str], english: int) -> bool:
    foreign = _foreign_words(words)
    return foreign > 3 * english and foreign >= MIN_SHARE * len(words)
