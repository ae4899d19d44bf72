"""The rules, one file each: its id, how bad the fault is, which program minds, an example, and how it is found.

Each takes the part of a file that it is about and says what is wrong with it; a rule never imports another, nor what
drives them. They are tried in the order in which they stand here, and so are findings in one line.
"""

from __future__ import annotations

from duiqi.checking.report import Rule
from duiqi.checking.rule import CharacterRule, ElementRule, TextRule
from duiqi.checking.rules.address import Address
from duiqi.checking.rules.bare_ampersand import BareAmpersand
from duiqi.checking.rules.bare_less_than import BareLessThan
from duiqi.checking.rules.bytes import Bytes
from duiqi.checking.rules.character_reference import CharacterReference
from duiqi.checking.rules.conflict import Conflict
from duiqi.checking.rules.control_character import ControlCharacter
from duiqi.checking.rules.date import Date
from duiqi.checking.rules.duplicate import Duplicate
from duiqi.checking.rules.empty import Empty
from duiqi.checking.rules.entity_declaration import EntityDeclaration
from duiqi.checking.rules.escaped_twice import EscapedTwice
from duiqi.checking.rules.filter import Filter
from duiqi.checking.rules.header_attribute import HeaderAttribute
from duiqi.checking.rules.header_value import HeaderValue
from duiqi.checking.rules.identical import Identical
from duiqi.checking.rules.language_code import LanguageCode
from duiqi.checking.rules.lost_characters import LostCharacters
from duiqi.checking.rules.misaligned import Misaligned
from duiqi.checking.rules.missing_attribute import MissingAttribute
from duiqi.checking.rules.mixed_codes import MixedCodes
from duiqi.checking.rules.no_body import NoBody
from duiqi.checking.rules.no_header import NoHeader
from duiqi.checking.rules.no_segment import NoSegment
from duiqi.checking.rules.no_variant import NoVariant
from duiqi.checking.rules.not_well_formed import NotWellFormed
from duiqi.checking.rules.number import Number
from duiqi.checking.rules.old_lang import OldLang
from duiqi.checking.rules.one_language import OneLanguage
from duiqi.checking.rules.order import Order
from duiqi.checking.rules.placeholder import Placeholder
from duiqi.checking.rules.root import Root
from duiqi.checking.rules.script import Script
from duiqi.checking.rules.source_language import SourceLanguage
from duiqi.checking.rules.source_not_first import SourceNotFirst
from duiqi.checking.rules.stray_text import StrayText
from duiqi.checking.rules.tag_in_text import TagInText
from duiqi.checking.rules.term import TermNotFollowed
from duiqi.checking.rules.three_letter_code import ThreeLetterCode
from duiqi.checking.rules.too_long import TooLong
from duiqi.checking.rules.unbalanced_brackets import UnbalancedBrackets
from duiqi.checking.rules.unbalanced_codes import UnbalancedCodes
from duiqi.checking.rules.unknown_attribute import UnknownAttribute
from duiqi.checking.rules.unknown_code import UnknownCode
from duiqi.checking.rules.unknown_element import UnknownElement
from duiqi.checking.rules.unknown_entity import UnknownEntity
from duiqi.checking.rules.version import Version
from duiqi.checking.rules.wrong_language import WrongLanguage

# What no parser takes, or takes for markup. Where several fit, the first finds it.
CHARACTERS: tuple[type[CharacterRule], ...] = (
    Bytes,
    ControlCharacter,
    CharacterReference,
    UnknownEntity,
    BareAmpersand,
    BareLessThan,
    TagInText,
)

# What the document type and OmegaT's schema ask.
STRUCTURE: tuple[type[ElementRule], ...] = (
    EntityDeclaration,
    NotWellFormed,
    Root,
    NoHeader,
    Version,
    Order,
    UnknownElement,
    UnknownAttribute,
    Date,
    HeaderValue,
    MissingAttribute,
    OldLang,
    NoSegment,
    NoVariant,
    StrayText,
    HeaderAttribute,
    NoBody,
    UnbalancedCodes,
)

# Language codes.
LANGUAGES: tuple[type[ElementRule], ...] = (
    ThreeLetterCode,
    LanguageCode,
    UnknownCode,
    MixedCodes,
    OneLanguage,
    SourceLanguage,
    SourceNotFirst,
)

# The texts themselves, in files of pairs too.
TEXTS: tuple[type[TextRule], ...] = (
    WrongLanguage,
    Script,
    Empty,
    TooLong,
    EscapedTwice,
    LostCharacters,
    Identical,
    Misaligned,
    Number,
    Placeholder,
    Address,
    UnbalancedBrackets,
    TermNotFollowed,
    Duplicate,
    Conflict,
    Filter,
)

RULES: dict[str, type[Rule]] = {rule.id: rule for rule in (*CHARACTERS, *STRUCTURE, *LANGUAGES, *TEXTS)}
