"""TMX 1.4, as translation memory programs take it, and back: our own and that of other programs, in any XML encoding.

docs/formats.md describes the file. The markup is a handful of fixed tags, so it is written as text: nothing to import,
memory of one unit, one line an element, and characters that lxml would refuse with an error are removed and counted.
That the text is well-formed and valid is left to the tests: DTD, XSD and four programs that read it. What is read is
not trusted (``duiqi.io.xml_stream``), and read as a stream: memory does not grow with it.

Read: units with Chinese and English, inline codes.
Left out: other languages, notes, properties.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, BinaryIO

from duiqi._version import __version__
from duiqi.codes import omegat_segments, read_segment, segment_xml
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.inline import Codes
from duiqi.io.signature import root_of
from duiqi.io.xml import XML_LANG, escape, escape_marks, legal, local_name
from duiqi.io.xml_stream import forget, iterparse
from duiqi.model import Bead, Language, Pair
from duiqi.pairs.fields import Labels, Source, Written, id_of, rounded, two_listed
from duiqi.pairs.from_fields import as_edited, checked_of, consecutive, kind_of, parent_of, repair_of, two_lists
from duiqi.tmx import WholeUnit, count_losses, preferred_variants, under_header, with_unit

TO_MEND = "get the file again, or mend it with: align repair"

if TYPE_CHECKING:
    from lxml.etree import _Element

# Of what most units of a file have in common, the name of the document above all.
_escaped, _legal = lru_cache(maxsize=64)(escape), lru_cache(maxsize=4)(legal)

Segment = tuple[str, Codes]
_Alike = tuple[str, str, str, str]


def tmx_lines(pairs: Iterable[Pair], labels: Labels, written: Written) -> Iterator[str]:
    """The lines of a TMX file, source language first in every unit.

    Pairs with an empty side (null beads among them) are skipped and counted: an empty segment makes OmegaT insert an
    empty translation. Characters that XML cannot hold are removed and counted: one of them makes it refuse the file.
    """
    yield from _head(labels)
    alike = _alike(labels)
    for pair in pairs:
        zh, en = legal(pair.zh), legal(pair.en)
        written.removed += len(pair.zh) - len(zh) + len(pair.en) - len(en)
        if not zh.strip() or not en.strip():
            written.skip_one_sided()
            continue
        written.units += 1
        if isinstance(pair, WholeUnit) and pair.unit:
            yield under_header(pair, *_header_of(labels)) + "\n"
        else:
            yield _unit(pair, zh, en, labels, alike)
    yield "</body>\n</tmx>\n"


def _header_of(labels: Labels) -> tuple[str, str]:
    """The program and the source language that the header names."""
    return "OmegaT" if labels.omegat else "duiqi", labels.zh_lang if labels.srclang == "zh" else labels.en_lang


def _head(labels: Labels) -> Iterator[str]:
    tool, source = _header_of(labels)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
    attributes = {
        "creationtool": tool,
        "creationtoolversion": __version__,
        "segtype": "sentence",
        "o-tmf": "OmegaT TMX" if labels.omegat else "duiqi",
        "adminlang": "en",
        "srclang": source,
        "datatype": "plaintext",
    }
    if labels.created:
        attributes["creationdate"] = labels.created
    if labels.author:
        attributes["creationid"] = labels.author
    start = "<header " + " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
    if labels.signature:
        yield f"{start}>\n{_prop('x-signature', labels.signature)}</header>\n"
    else:
        yield f"{start}/>\n"
    yield "<body>\n"


def tmx_unit(pair: Pair, labels: Labels) -> str:
    """The lines of one ``<tu>``, without what XML cannot hold."""
    return _unit(pair, legal(pair.zh), legal(pair.en), labels, _alike(labels))


def _unit(pair: Pair, zh: str, en: str, labels: Labels, alike: _Alike) -> str:
    """The same, ``zh`` and ``en`` being the texts without what XML cannot hold."""
    coded = labels.omegat or pair.zh_codes or pair.en_codes
    segments = _coded(pair, labels) if coded else (escape_marks(zh), escape_marks(en))
    made, own, first, second = alike
    source, target = segments if labels.srclang == "zh" else segments[::-1]
    score, align, document, ids, paragraphs, *told = _values(pair)
    props = _EVERY % (score, align, _escaped(document), ids)  # of these only the name has anything to escape
    if paragraphs:
        props += f'<prop type="x-paragraphs">{paragraphs}</prop>\n'
    if any(told):
        props += "".join([_prop(name, value) for name, value in zip(TOLD, told, strict=True) if value])
    return (
        f'<tu tuid="{id_of(_legal(pair.document), zh, en)}"{made}>\n{props}{own}'
        f"{first}<seg>{source}</seg></tuv>\n{second}<seg>{target}</seg></tuv>\n</tu>\n"
    )


def _coded(pair: Pair, labels: Labels) -> tuple[str, str]:
    """The segments with inline codes, Chinese first."""
    texts = (pair.zh, pair.zh_codes), (pair.en, pair.en_codes)
    if not labels.omegat:
        zh, en = (segment_xml(text, codes) if codes else escape(text) for text, codes in texts)
    elif labels.srclang == "zh":
        zh, en = omegat_segments(*texts)
    else:
        en, zh = omegat_segments(*reversed(texts))
    return zh, en


def _alike(labels: Labels) -> _Alike:
    """What all units of a file have: attributes, properties, the tags of both variants, that of the source first."""
    made = f' creationdate="{labels.created}"' if labels.created else ""
    if labels.author or labels.omegat:  # so that it is not taken for a unit that its author changed
        made += ' creationtool="duiqi"'
    if labels.author:
        made += f' creationid="{escape(labels.author)}"'
    own = "".join(_prop(escape(name), value) for name, value in labels.props)
    zh, en = (f'<tuv xml:lang="{escape(lang)}">' for lang in (labels.zh_lang, labels.en_lang))
    return (made, own, zh, en) if labels.srclang == "zh" else (made, own, en, zh)


# Properties of every pair, and those of the pairs of which there is something to tell.
EVERY = ("x-score", "x-align", "x-document", "x-ids")
TOLD = ("x-place", "x-repair", "x-checked", "x-kind", "x-parent")


def unit_props(pair: Pair) -> list[tuple[str, str]]:
    """Types and values of the ``<prop>`` elements of a pair."""
    props = zip((*EVERY, "x-paragraphs", *TOLD), _values(pair), strict=True)
    return [(name, value) for name, value in props if value or name in EVERY]


def _values(pair: Pair) -> tuple[str, ...]:
    """The values of ``EVERY``, of the paragraphs, and of ``TOLD``."""
    bead = pair.bead
    return (
        str(rounded(pair.score)),
        bead.type,
        pair.document,
        two_listed(bead.zh, bead.en),
        two_listed(pair.zh_par, pair.en_par) if pair.zh_par or pair.en_par else "",
        pair.place,
        pair.repair,
        bead.checked,
        bead.kind,
        pair.parent,
    )


def _prop(name: str, value: str) -> str:
    return f'<prop type="{name}">{escape(value)}</prop>\n'


_EVERY = "".join(_prop(name, "%s") for name in EVERY)


def read_tmx(stream: BinaryIO, source: Source) -> Iterator[Pair]:
    """The units that hold Chinese and English, as pairs.

    Of several variants in one language that counts which is asked for, else the one that most of the file is in; units
    without both languages, or with an empty segment, are passed over. Inline codes stand beside the text. Score, ids,
    paragraphs and document are read from a file that duiqi wrote; in others a pair counts as certain (a translator made
    it), and unit i as the pair of sentences i (an InputError with ``need_ids``). What is not taken over is counted in
    ``lost``. Raises InputError with the line for a file that is damaged or no TMX, declares entities, or has no unit in
    both languages.
    """
    tool, srclang, count, seen, path = "", "", 0, set[str](), source.path
    choice = preferred_variants(source)
    for event, element in iterparse(stream, path, advice=TO_MEND):
        name = local_name(element)
        if event == "start":
            if element.getparent() is None and name != "tmx":
                what = f"is no TMX: the outermost element is <{name}>"
                raise InputError(what, path=path, line=element.sourceline)
            if name == "header":
                tool, srclang = element.get("creationtool", ""), element.get("srclang", "")
            continue
        if name == "tu":
            segments = _segments(element)
            seen.update(segments)
            ours = "duiqi" in (tool, element.get("creationtool"))
            sides = choice.sides(list(segments))
            texts = {side: segments[tag] for side, tag in sides.items()}
            pair = _pair(element, texts, count, ours, source)
            if pair is None or not source.options.whole:  # a whole unit loses nothing
                count_losses(element, ours, () if pair is None else sides.values(), source.lost)
            if pair is not None:
                count += 1
                yield with_unit(pair, _xml_of(element), tool, srclang) if source.options.whole else pair
        if name in ("tu", "header"):
            forget(element)
    if not count:
        found = ", ".join(sorted(seen)) or "none"
        raise InputError(f"no unit holds both Chinese and English (languages found: {found})", path=path)


def _xml_of(unit: _Element) -> str:
    """A unit by itself, in no namespace of its own."""
    from lxml import etree

    namespace = unit.tag[: unit.tag.index("}") + 1] if unit.tag.startswith("{") else ""
    if namespace:
        for element in unit.iter(etree.Element):
            element.tag = element.tag.removeprefix(namespace)
        etree.cleanup_namespaces(unit)
    xml: str = etree.tostring(unit, encoding="unicode", with_tail=False)
    return xml


def _pair(unit: _Element, texts: dict[Language, Segment], count: int, own: bool, source: Source) -> Pair | None:
    (zh, zh_codes), (en, en_codes) = texts.get("zh", ("", ())), texts.get("en", ("", ()))
    if not zh.strip() or not en.strip():
        return None
    props = {prop.get("type", ""): prop.text or "" for prop in unit if local_name(prop) == "prop"} if own else {}
    zh_ids = en_ids = range(count, count + 1)
    zh_par: list[int] = []
    en_par: list[int] = []
    try:
        score = float(props.get("x-score", "1"))
        if not 0 <= score <= 1:
            raise ValueError("x-score is not from 0 to 1")
        if "x-ids" in props:
            numbers = two_lists(props["x-ids"], "x-ids")
            zh_ids, en_ids = consecutive(numbers[0], "x-ids"), consecutive(numbers[1], "x-ids")
        elif source.need_ids:
            raise ValueError("has no sentence numbers (x-ids)")
        if "x-paragraphs" in props:
            zh_par, en_par = two_lists(props["x-paragraphs"], "x-paragraphs")
        repair, kind = repair_of(props.get("x-repair", "")), kind_of(props.get("x-kind", ""))
        checked, parent = checked_of(props.get("x-checked", "")), parent_of(props.get("x-parent", "") if own else "")
    except ValueError as error:
        raise InputError(str(error), path=source.path, line=unit.sourceline) from None
    pair = Pair(
        zh,
        en,
        score,
        Bead(zh_ids, en_ids, score, kind=kind, checked=checked),
        tuple(zh_par),
        tuple(en_par),
        document=props.get("x-document", ""),
        place=props.get("x-place", ""),
        repair=repair,
        zh_codes=zh_codes,
        en_codes=en_codes,
        parent=parent,
    )
    return as_edited(pair, unit.get("tuid")) if own else pair


def _segments(unit: _Element) -> dict[str, Segment]:
    """Text and codes by language code as written, the first of each."""
    segments: dict[str, Segment] = {}
    for variant in unit:
        if local_name(variant) != "tuv":
            continue
        lang = variant.get(XML_LANG) or variant.get("lang") or ""
        for child in variant:
            if local_name(child) == "seg":
                segments.setdefault(lang, read_segment(child))
    return segments


FORMAT = Format(
    name="tmx",
    label="a translation memory (TMX)",
    suffixes=(".tmx",),
    recognises=lambda text: root_of(text) == "tmx",
    read_pairs=read_tmx,
    write_pairs=tmx_lines,
    keeps_unaligned=False,
    keeps_codes=True,
    library="lxml",
)
