"""From an alignment to a file or stream in one of the formats."""

from __future__ import annotations

import gzip
import io
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from itertools import chain, islice
from typing import BinaryIO, Literal, TextIO, cast

from duiqi.errors import InputError, check_score
from duiqi.export.registry import OUTPUT_FORMATS, format_of
from duiqi.formats import Format
from duiqi.io.files import atomic_write
from duiqi.io.packed import check_written
from duiqi.language_codes import code_problem
from duiqi.model import Alignment, Language, Pair
from duiqi.pairs.fields import Labels, Written
from duiqi.pairs.filters import Filters, filter_pairs
from duiqi.pairs.two_levels import TwoLevels
from duiqi.text.script import chinese_variant, other_script
from duiqi.tmx import OWN_PROPS

# Inline codes as they are, as OmegaT writes its own tags (TMX), or none.
CodesAs = Literal["keep", "omegat", "none"]
# Pairs without an alignment around them are looked at this far ahead for the script of their Chinese.
LOOK_AHEAD = 1_000

# Parts of a text file that are written at once.
AT_ONCE = 100

TMX_DATE = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOptions:
    """How pairs are written; ``save`` says what each of these is. ``filters``: which of the pairs are written; what
    they leave out is counted. ``author`` (``creationid``) and ``props``, types and values, are for a TMX.
    ``input_codes``: the language codes of the file that the pairs come from, which hold where no others are named.
    ``codes``: what becomes of inline codes."""

    format: str | None = None
    min_score: float = 0.0
    unaligned: bool = False
    zh_lang: str | None = None
    en_lang: str | None = None
    created: datetime | str | None = None
    srclang: Language = "zh"
    filters: Filters | None = None
    author: str = ""
    props: tuple[tuple[str, str], ...] = ()
    input_codes: Mapping[Language, str] = field(default_factory=dict)
    codes: CodesAs = "keep"


def save(  # noqa: PLR0913 (the public interface: one keyword for each choice)
    alignment: Alignment | Iterable[Pair],
    path: str | os.PathLike[str] | BinaryIO | TextIO,
    *,
    format: str | None = None,
    min_score: float = 0.0,
    unaligned: bool = False,
    zh_lang: str | None = None,
    en_lang: str | None = None,
    created: datetime | str | None = None,
    srclang: Language = "zh",
) -> None:
    """Write an alignment, or pairs, to ``path`` or to a stream open for writing.

    format: one of the formats that hold pairs, such as ``tmx``; by default by the suffix of ``path``, where ``.gz`` may
        follow. A stream needs it. Moses, InterText and dataset folders are several files, named after ``path``.
    min_score: leave out beads with a lower score.
    unaligned: write null beads too, with an empty side, in a format that has a place for them.
    zh_lang, en_lang: language codes, by default ``zh-CN``, ``zh-TW`` or ``zh-HK`` by script, and ``en``.
    created: a date with time zone or ``YYYYMMDDThhmmssZ`` for the creation dates of a TMX; by default the environment
        variable SOURCE_DATE_EPOCH (seconds since 1970), and without that no date, so that the same input gives the
        same bytes.
    srclang: the language that is the source in a TMX or XLIFF, ``zh`` or ``en``.

    A file appears when it is complete, and replaces what was there; after an error nothing has changed. Raises
    InputError for an unknown format, language code or date and for a place that cannot be written to; TypeError for
    what are no pairs, ValueError for a ``min_score`` above 1.
    """
    check_score("min_score", min_score)
    options = WriteOptions(
        format=format,
        min_score=min_score,
        unaligned=unaligned,
        zh_lang=zh_lang,
        en_lang=en_lang,
        created=created,
        srclang=srclang,
    )
    write(alignment if isinstance(alignment, Alignment) else _pairs_only(alignment), path, options)


def _pairs_only(pairs: Iterable[Pair]) -> Iterator[Pair]:
    if not isinstance(pairs, Iterable):
        kind = type(pairs).__name__
        raise TypeError(f"what is to be saved is of type {kind}; an Alignment is meant, or Pairs")
    for number, pair in enumerate(pairs):
        if not isinstance(pair, Pair):
            kind = type(pair).__name__
            raise TypeError(f"pairs[{number}] is of type {kind}; a Pair is meant, as duiqi.align and duiqi.read give")
        yield pair


def write(
    alignment: Alignment | Iterable[Pair],
    path: str | os.PathLike[str] | BinaryIO | TextIO,
    options: WriteOptions,
) -> Written:
    """Write an alignment, or pairs, as ``save`` does, and say what was written."""
    format = OUTPUT_FORMATS[format_of(path, options.format)]
    _check_places(format, options, two_levels=isinstance(alignment, TwoLevels))
    pairs, variant, signature = _contents(alignment, options)
    labels = Labels(
        _tag(variant, "zh"),
        _tag(options.en_lang or options.input_codes.get("en", "en"), "en"),
        options.srclang,
        signature,
        tmx_date(options.created),
        options.author,
        checked_props(options.props),
        options.codes == "omegat",
    )
    written = Written(format.name)
    if options.codes == "none":
        pairs = (replace(pair, zh_codes=(), en_codes=()) for pair in pairs)
    elif not format.keeps_codes:
        pairs = _counted(pairs, written)
    if options.filters:
        pairs = filter_pairs(pairs, options.filters, written.left_out)
    whole = alignment if isinstance(alignment, Alignment) else None
    if not (options.zh_lang or whole):
        pairs = _watched(pairs, variant, written)
    if format.write_files:
        format.write_files(pairs, labels, written, cast("str | os.PathLike[str]", path), whole)
    elif format.write_pairs:
        with _sink(path) as emit:
            for part in _batched(format.write_pairs(pairs, labels, written)):
                emit(part)
    return written


def _check_places(format: Format, options: WriteOptions, *, two_levels: bool) -> None:
    """Raise InputError where the format has no place for what is asked for."""
    if options.srclang not in ("zh", "en"):
        raise InputError(f"srclang is {options.srclang!r}", advice="it can be zh or en")
    if options.codes == "omegat" and format.name != "tmx":
        raise InputError(
            f"{format.name} has no place for OmegaT's tags", advice="write a TMX, or leave --omegat-tags out"
        )
    if two_levels and format.name not in ("jsonl", "tmx"):
        raise InputError(f"{format.name} has no place for the sentences of clauses", advice="write JSONL or TMX")
    if (options.author or options.props) and format.name != "tmx":
        raise InputError(f"an author and properties are for TMX, and this is {format.name}")


def _contents(alignment: Alignment | Iterable[Pair], options: WriteOptions) -> tuple[Iterable[Pair], str, str]:
    """The pairs to write, the code of their Chinese, the signature."""
    zh_lang, least, unaligned = options.zh_lang, options.min_score, options.unaligned
    if isinstance(alignment, Alignment):
        variant = zh_lang or chinese_variant(sentence.text for sentence in alignment.zh)
        return alignment.pairs(least, unaligned), variant, alignment.signature
    pairs = iter(alignment)
    ahead = [] if zh_lang else list(islice(pairs, LOOK_AHEAD))
    variant = zh_lang or options.input_codes.get("zh") or chinese_variant(pair.zh for pair in ahead)
    chosen = (pair for pair in chain(ahead, pairs) if (unaligned if pair.bead.is_null else pair.score >= least))
    return chosen, variant, ""


def _watched(pairs: Iterable[Pair], code: str, written: Written) -> Iterator[Pair]:
    """The same pairs; those in the other script than their code says are counted."""
    written.zh_lang = code
    for pair in pairs:
        written.other_script += bool(other_script(pair.zh, code))
        yield pair


def _counted(pairs: Iterable[Pair], written: Written) -> Iterator[Pair]:
    """The same pairs; those with inline codes are counted."""
    for pair in pairs:
        written.bare += bool(pair.zh_codes or pair.en_codes)
        yield pair


@contextmanager
def _sink(path: str | os.PathLike[str] | BinaryIO | TextIO) -> Iterator[Callable[[str | bytes], object]]:
    """A function that takes text (as UTF-8) or bytes to ``path``, gzipped when the name says so."""
    if isinstance(path, (str, os.PathLike)):
        with atomic_write(path) as raw:
            if check_written(path):
                # No name and no time in the gzip header: same input, same bytes.
                with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed:
                    yield lambda part: packed.write(_encoded(part))
            else:
                yield lambda part: raw.write(_encoded(part))
        return
    # A text stream such as sys.stdout encodes as the terminal likes and may change line ends; its bytes are ours.
    binary = getattr(path, "buffer", None)
    if isinstance(path, io.TextIOBase) and binary is None:
        yield lambda part: cast(TextIO, path).write(part if isinstance(part, str) else _refuse_bytes())
        return
    stream = cast(BinaryIO, binary if binary is not None else path)
    path.flush()
    yield lambda part: stream.write(_encoded(part))
    stream.flush()


def _batched(parts: Iterable[str | bytes]) -> Iterator[str | bytes]:
    """The same, so many texts joined: to write each takes as long as to make it."""
    texts: list[str] = []
    for part in parts:
        if isinstance(part, str):
            texts.append(part)
            if len(texts) < AT_ONCE:
                continue
        yield "".join(texts)
        texts.clear()
        if isinstance(part, bytes):
            yield part
    yield "".join(texts)


def _encoded(part: str | bytes) -> bytes:
    return part.encode("utf-8") if isinstance(part, str) else part


def _refuse_bytes() -> str:
    raise InputError("a text stream cannot hold this format", advice="open a binary one, or name a file")


def _tag(tag: str, side: Language) -> str:
    if problem := code_problem(tag, side):
        raise InputError(problem)
    return tag


def checked_props(props: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The types and values of properties; InputError for a type that is empty or one that duiqi writes itself."""
    props = tuple(props)
    for name, _ in props:
        if not name.strip():
            raise InputError("a property has no name", advice="name it like x-project")
        if name in OWN_PROPS:
            raise InputError(f"the property {name} is one that duiqi writes itself", advice="name it like x-project")
    return props


def tmx_date(created: datetime | str | None) -> str | None:
    """``created``, or SOURCE_DATE_EPOCH, as TMX writes dates."""
    if created is None:
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        if not epoch:
            return None
        try:
            return datetime.fromtimestamp(int(epoch), timezone.utc).strftime(TMX_DATE)
        except (ValueError, OverflowError, OSError):
            raise InputError(f"SOURCE_DATE_EPOCH is {epoch!r}", advice="set it to seconds since 1970") from None
    if isinstance(created, str):
        try:
            # strptime takes a month or hour of one digit too; the pattern is for that.
            if re.fullmatch(r"\d{8}T\d{6}Z", created, re.ASCII) and datetime.strptime(created, TMX_DATE):
                return created
        except ValueError:
            pass
        raise InputError(f"the date {created!r} is not of the form 20200618T120000Z")
    if not isinstance(created, datetime):
        raise TypeError(f"created is {created!r}; a datetime or a text like 20200618T120000Z is meant")
    if created.tzinfo is None:
        raise InputError("the date has no time zone", advice="give datetime(…, tzinfo=timezone.utc)")
    return created.astimezone(timezone.utc).strftime(TMX_DATE)
