"""TBX, the exchange format of termbases: TBX-Basic as martif (version 2) and TBX 3 in either style are read, the first
is written, which more programs take.

An entry is a concept, with terms in each language. Its first Chinese and its first English term are a pair, and so is
each further term with the first of the other language. Terms that are marked as deprecated or superseded are left out.

Read: terms of each entry, the first with the first.
Left out: definitions, notes, deprecated terms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, BinaryIO

from duiqi._version import __version__
from duiqi.blocks.tables.term_cells import alternatives
from duiqi.codes import CODES
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.formats.inline_text import shown_text
from duiqi.io.signature import root_of
from duiqi.io.xml import XML_ILLEGAL, XML_LANG, escape, legal, local_name
from duiqi.io.xml_stream import forget, iterparse
from duiqi.model import Language, Pair
from duiqi.pairs.fields import Labels, Source, Written, one_line
from duiqi.pairs.states import UnitPairs
from duiqi.text.language_tags import side_of_tag
from duiqi.tmx import language_counts, preferred_variants

if TYPE_CHECKING:
    from lxml.etree import _Element

ROOTS = ("martif", "tbx")
ENTRIES = ("termEntry", "conceptEntry")
LANGUAGES = ("langSet", "langSec")
# Values of the data category administrativeStatus (ISO 30042), also as elements of their own in TBX 3.
NOT_TO_USE = ("deprecatedTerm-admn-sts", "supersededTerm-admn-sts", "deprecatedTerm", "supersededTerm")
ONE_SIDED, UNUSED = "entries without terms in both languages", "terms that are deprecated or superseded"
PLACE = "entry "
# What ends or parts a sentence: a term has none of it in its Chinese.
SENTENCE = frozenset("。！？；，")
# Characters of one of several terms in a cell: a choice; clauses between semicolons are longer.
LONGEST_FORM = 10


@dataclass(frozen=True, slots=True)
class Concept:
    """The terms of an entry in every variant of Chinese and of English, and the English that is not to be used."""

    zh: tuple[str, ...]
    en: tuple[str, ...]
    unused_en: tuple[str, ...]


def read_tbx(stream: BinaryIO, source: Source) -> Iterator[Pair]:
    """The terms of each entry in pairs of kind ``term``, its id as the place. Raises InputError for a file that is
    damaged or no TBX, and for one without a term in both languages."""
    pairs = UnitPairs(source, ONE_SIDED)
    choice = preferred_variants(source)
    found, number = 0, 0
    for number, element in enumerate(_entries(stream, source), 1):
        place = f"{PLACE}{element.get('id') or number}"
        terms, _ = _terms(element, source.lost)
        sides = choice.sides(list(terms), source.lost)
        for zh, en in _matched({side: terms[tag] for side, tag in sides.items()}):
            pair = pairs.pair({"zh": zh, "en": en}, place=place, document=_document(element), kind="term")
            if pair is not None:
                found += 1
                yield pair
    if number and not found:
        raise _without_terms(source)


def read_concepts(stream: BinaryIO, source: Source) -> Iterator[Concept]:
    """Each entry that has terms in both languages. Raises InputError as ``read_tbx`` does."""
    found = seen = 0
    for element in _entries(stream, source):
        seen += 1
        terms, unused = _terms(element, source.lost)
        zh, en, unused_en = _of_side(terms, "zh"), _of_side(terms, "en"), _of_side(unused, "en")
        source.lost.update(f"texts in {tag or 'no language'}" for tag in terms if side_of_tag(tag) is None)
        if zh and (en or unused_en):
            found += 1
            yield Concept(zh, en, unused_en)
        else:
            source.lost[ONE_SIDED] += 1
    if seen and not found:
        raise _without_terms(source)


def _of_side(terms: Mapping[str, list[str]], side: Language) -> tuple[str, ...]:
    found = (term for tag, of_tag in terms.items() if side_of_tag(tag) == side for term in of_tag if term)
    return tuple(dict.fromkeys(found))


def _entries(stream: BinaryIO, source: Source) -> Iterator[_Element]:
    """The entries of a TBX, each forgotten once the next is asked for."""
    for event, element in iterparse(stream, source.path):
        name = local_name(element)
        if event == "start":
            if element.getparent() is None and name not in ROOTS:
                what = f"is no TBX: the outermost element is <{name}>"
                raise InputError(what, path=source.path, line=element.sourceline)
        elif name in ENTRIES:
            yield element
            forget(element)


def _without_terms(source: Source) -> InputError:
    tags = ", ".join(sorted(language_counts(source.path))) or "none"
    return InputError(f"no entry has Chinese and English terms (languages found: {tags})", path=source.path)


def _terms(entry: _Element, lost: Counter[str]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The terms of an entry by language code, in their order: those that are to be used, and those that are not."""
    terms: dict[str, list[str]] = {}
    unused: dict[str, list[str]] = {}
    for section in entry:
        if local_name(section) not in LANGUAGES:
            continue
        for term in section.iter("{*}term"):
            holder = term.getparent()
            group = holder.getparent() if holder is not None and local_name(holder) == "termGrp" else holder
            is_unused = group is not None and any((part.text or "").strip() in NOT_TO_USE for part in group.iter())
            if is_unused:
                lost[UNUSED] += 1
            into = unused if is_unused else terms
            into.setdefault(section.get(XML_LANG, ""), []).append(" ".join(shown_text(term, CODES).split()))
    return terms, unused


def _matched(terms: dict[Language, list[str]]) -> Iterator[tuple[str, str]]:
    zh, en = terms.get("zh") or [""], terms.get("en") or [""]
    yield zh[0], en[0]
    yield from ((zh[0], other) for other in en[1:])
    yield from ((other, en[0]) for other in zh[1:])


def _document(entry: _Element) -> str:
    """The source that is named for the whole entry."""
    admins = (part for part in entry.iterchildren("{*}admin") if part.get("type") == "source")
    return next((part.text or "" for part in admins), "")


def tbx_lines(pairs: Iterable[Pair], labels: Labels, written: Written) -> Iterator[str]:
    """The lines of a TBX-Basic file, an entry a term, or for all pairs of one entry of a termbase. Other pairs than
    terms are skipped and counted."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">\n'
        f'<martif type="TBX-Basic" xml:lang="{escape(labels.en_lang)}">\n'
        f"<martifHeader><fileDesc><sourceDesc><p>duiqi {__version__}</p></sourceDesc></fileDesc>"
        '<encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc></martifHeader>\n<text>\n<body>\n'
    )
    groups = groupby(enumerate(_terms_only(pairs, written)), key=lambda item: _entry_key(*item))
    for number, (_, group) in enumerate(groups, 1):
        entry = [pair for _, pair in group]
        written.units += len(entry)
        yield from _entry(entry, number, labels)
    yield "</body>\n</text>\n</martif>\n"


def _entry_key(number: int, pair: Pair) -> tuple[str, str]:
    """What pairs of one entry have in common."""
    return pair.document, pair.place if pair.place.startswith(PLACE) else str(number)


def _terms_only(pairs: Iterable[Pair], written: Written) -> Iterator[Pair]:
    """The pairs that are terms, each side a line a term: a cell of a termbase in a table may hold several."""
    for pair in pairs:
        if not is_term(pair):
            written.no_place["it is no term, for which tbx has no place"] += 1
            continue
        is_whole = bool(pair.kind or pair.document)
        zh, en = (_lines((text,) if is_whole else alternatives(text), written) for text in (pair.zh, pair.en))
        written.removed += sum(len(XML_ILLEGAL.findall(text)) for text in (pair.zh, pair.en))
        if zh and en:
            yield Pair(zh, en, pair.score, pair.bead, document=pair.document, place=pair.place)
        else:
            written.skip_one_sided()


def _lines(terms: Iterable[str], written: Written) -> str:
    plain = (" ".join(one_line(legal(term), written).split()) for term in terms)
    return "\n".join(filter(None, plain))


def is_term(pair: Pair) -> bool:
    """Whether it is a term by its kind; where a table of terms tells no kinds, by its Chinese, which is no sentence. Of
    several terms between ``；`` none is long, and the English is no sentence either."""
    if pair.kind or not SENTENCE.intersection(pair.zh):
        return pair.kind in ("term", "")
    forms = alternatives(pair.zh)
    short = all(len(form) <= LONGEST_FORM and not SENTENCE.intersection(form) for form in forms)
    return len(forms) > 1 and short and not pair.en.rstrip().endswith((".", "!", "?"))


def _entry(pairs: list[Pair], number: int, labels: Labels) -> Iterator[str]:
    yield f'<termEntry id="c{number}">\n'
    if pairs[0].document:
        yield f'<admin type="source">{escape(pairs[0].document)}</admin>\n'
    sides = [(labels.zh_lang, [pair.zh for pair in pairs]), (labels.en_lang, [pair.en for pair in pairs])]
    if labels.srclang != "zh":
        sides.reverse()
    for tag, texts in sides:
        terms = dict.fromkeys(term for text in texts for term in text.split("\n"))
        tigs = "".join(f"<tig><term>{escape(term)}</term></tig>" for term in terms)
        yield f'<langSet xml:lang="{escape(tag)}">{tigs}</langSet>\n'
    yield "</termEntry>\n"


FORMAT = Format(
    name="tbx",
    label="a termbase (TBX)",
    suffixes=(".tbx",),
    read_pairs=read_tbx,
    write_pairs=tbx_lines,
    keeps_unaligned=False,
    recognises=lambda text: root_of(text) in ROOTS,
    library="lxml",
)
