"""The repairs, one file each. A fix is a function from a text to its Changes, and does nothing else.

A new one is a file beside these, with its name and its examples, and a line in ``FIXES`` where it has its turn.
"""

from duiqi.cleaning.edits import Fix
from duiqi.cleaning.evidence.census import Kind
from duiqi.cleaning.fixes.chinese_space import find_chinese_space
from duiqi.cleaning.fixes.compatibility_ideographs import find_compatibility_ideographs
from duiqi.cleaning.fixes.control_characters import find_controls
from duiqi.cleaning.fixes.entities import find_entities
from duiqi.cleaning.fixes.escape_sequences import find_escape_sequences
from duiqi.cleaning.fixes.full_width_letters import find_full_width_letters
from duiqi.cleaning.fixes.half_width_punctuation import find_half_width_punctuation
from duiqi.cleaning.fixes.hard_wraps import find_hard_wraps
from duiqi.cleaning.fixes.invisible_marks import find_invisible_marks
from duiqi.cleaning.fixes.ligatures import find_ligatures
from duiqi.cleaning.fixes.line_separators import find_line_separators
from duiqi.cleaning.fixes.literal_line_breaks import find_literal_breaks
from duiqi.cleaning.fixes.pinyin_glosses import find_glosses
from duiqi.cleaning.fixes.private_use import find_private_use
from duiqi.cleaning.fixes.question_marks import find_question_marks
from duiqi.cleaning.fixes.radicals import find_radicals
from duiqi.cleaning.fixes.replacement_characters import find_replacement_characters
from duiqi.cleaning.fixes.slipped_bytes import find_slipped_bytes
from duiqi.cleaning.fixes.small_punctuation import find_small_punctuation
from duiqi.cleaning.fixes.spaced_out_characters import find_spaced_out
from duiqi.cleaning.fixes.surrogates import find_surrogates
from duiqi.cleaning.fixes.utf8_as_latin import find_utf8_as_latin
from duiqi.cleaning.fixes.wrong_encoding import find_wrong_encoding

# Encodings first, while each stray byte still has its character; ligatures before control characters, which some of
# their codes are; glosses and spaces when the characters are right;
# lines last, when they look as they should.
FIXES: dict[str, Fix] = {
    "surrogates": find_surrogates,
    "utf-8 read as latin": find_utf8_as_latin,
    "wrong encoding": find_wrong_encoding,
    "slipped bytes": find_slipped_bytes,
    "escape sequences": find_escape_sequences,
    "entities": find_entities,
    "literal line breaks": find_literal_breaks,
    "ligatures": find_ligatures,
    "control characters": find_controls,
    "line separators": find_line_separators,
    "invisible marks": find_invisible_marks,
    "private use": find_private_use,
    "replacement characters": find_replacement_characters,
    "question marks": find_question_marks,
    "radicals": find_radicals,
    "compatibility ideographs": find_compatibility_ideographs,
    "full-width letters": find_full_width_letters,
    "small punctuation": find_small_punctuation,
    "spaced-out characters": find_spaced_out,
    "chinese space": find_chinese_space,
    "pinyin glosses": find_glosses,
    "hard wraps": find_hard_wraps,
    "half-width punctuation": find_half_width_punctuation,
}
_WRONG = Kind.RARE | Kind.SIGN | Kind.PRIVATE | Kind.LOST | Kind.HIGH_LATIN | Kind.CONTROL
# What a fix needs: where no character of these kinds occurs it has nothing to do, and is not run.
NEEDS: dict[str, Kind] = {
    "surrogates": Kind.SURROGATE,
    "utf-8 read as latin": Kind.HIGH_LATIN | Kind.SIGN,
    "wrong encoding": _WRONG,
    "entities": Kind.AMPERSAND,
    "control characters": Kind.CONTROL,
    "line separators": Kind.LINE_SEPARATOR,
    "invisible marks": Kind.INVISIBLE,
    "private use": Kind.PRIVATE,
    "replacement characters": Kind.LOST,
    "radicals": Kind.RADICAL,
    "compatibility ideographs": Kind.COMPATIBILITY,
    "full-width letters": Kind.FULL_WIDTH,
    "small punctuation": Kind.SMALL_FORM,
    "pinyin glosses": Kind.BRACKET,
}
# These have their own proof in the characters that they change; all others leave alone what is in an unknown encoding.
PROVEN = frozenset(("surrogates", "utf-8 read as latin", "wrong encoding", "slipped bytes", "pinyin glosses"))
# What these spell may be bytes of a wrong encoding: that is looked for before any of them is taken out.
SPELLING = frozenset(("escape sequences", "entities"))
# These run only when they are asked for.
ON_REQUEST = frozenset(("half-width punctuation",))
# Lines that were put together show where others go on: this fix looks until it finds nothing before others have their
# turn.
AT_ONCE = frozenset(("hard wraps",))
