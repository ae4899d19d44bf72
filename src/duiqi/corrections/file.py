"""Corrections in files: JSON Lines, read with every key checked, and written."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from duiqi.corrections.correction import FORMAT, Correction, DocumentKey, MadeOf, Ruling, Run, Verdict, WasBead
from duiqi.errors import InputError
from duiqi.formats.jsonl import LINE_BREAKS
from duiqi.io.files import open_binary
from duiqi.io.packed import PACKED_SUFFIXES
from duiqi.io.text_lines import stream_lines
from duiqi.model import SIDES, Level
from duiqi.pairs.from_fields import score_of
from duiqi.text.chars import SURROGATE

SUFFIXES = (".jsonl", *(".jsonl" + packed for packed in PACKED_SUFFIXES))
WHEN = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)?")
# Bytes in which the format of the first line is looked for.
HEAD = 200
KEYS = ("format", "document", "was", "now", "who", "when", "why", "program")


def read_corrections(path: str | os.PathLike[str]) -> tuple[Correction, ...]:
    """The corrections of a file, or of all ``.jsonl`` files of a folder and the folders in it, by name.

    Raises InputError with file and line for what is no correction.
    """
    if not os.path.isdir(path):
        return tuple(_read_file(os.fspath(path)))
    files = sorted(file for file in _files(path) if file.name.lower().endswith(SUFFIXES))
    if not files:
        raise InputError("holds no corrections (.jsonl)", path=path)
    return tuple(correction for file in files for correction in _read_file(str(file)))


def holds_corrections(path: str | os.PathLike[str]) -> bool:
    """Whether a file, or a file of a folder, begins with a correction."""
    files = sorted(_files(path)) if os.path.isdir(path) else [Path(path)]
    return any(
        os.path.isfile(file) and file.name.lower().endswith(SUFFIXES) and _begins_with_one(file) for file in files
    )


def _files(folder: str | os.PathLike[str]) -> Iterator[Path]:
    """The files in a folder and the folders in it. Raises InputError where one may not be looked into."""
    for parent, _, names in os.walk(folder, onerror=_refuse):
        yield from (Path(parent, name) for name in names)


def _refuse(error: OSError) -> None:
    raise InputError(f"cannot be read: {error.strerror}", path=error.filename) from error


def _begins_with_one(file: Path) -> bool:
    with open_binary(file) as stream:
        return FORMAT.encode() in stream.read(HEAD)


def _read_file(path: str) -> Iterator[Correction]:
    with open_binary(path) as stream:
        for number, line in stream_lines(stream, path):
            if not line.strip():
                continue
            try:
                yield parse_correction(json.loads(line.strip()), path, number)
            except (ValueError, RecursionError) as error:
                what = f"is not JSON ({error})" if isinstance(error, json.JSONDecodeError) else str(error)
                raise InputError(what, path=path, line=number) from None


def parse_correction(data: Any, path: str = "", line: int = 0) -> Correction:
    """The correction of a line's JSON; ValueError says what is wrong with it."""
    if isinstance(data, dict) and data.get("format") != FORMAT:
        raise ValueError(f'"format" is not "{FORMAT}": no correction, or one of a later version')
    _keys(data, "the correction", KEYS, ("format", "document", "was", "now", "who", "when"))
    was, now = data["was"], data["now"]
    _keys(was, '"was"', ("zh", "en", "beads"))
    _keys(now, '"now"', ("zh", "en", "zh_of", "en_of", "beads"))
    when = _text(data, "when")
    if not WHEN.fullmatch(when):
        raise ValueError('"when" is not of the form 2026-11-29T10:15:00Z')
    correction = Correction(
        document=_document(data["document"]),
        zh=_run(was["zh"]) if "zh" in was else None,
        en=_run(was["en"]) if "en" in was else None,
        was_beads=tuple(_was_bead(bead) for bead in _list(was, "beads")),
        now_zh=_texts(now, "zh") if "zh" in now else None,
        now_en=_texts(now, "en") if "en" in now else None,
        zh_of=_made_of(now, "zh_of") if "zh_of" in now else None,
        en_of=_made_of(now, "en_of") if "en_of" in now else None,
        beads=tuple(_ruling(bead) for bead in _list(now, "beads")),
        who=_text(data, "who"),
        when=when,
        why=_text(data, "why"),
        program=_text(data, "program"),
        path=path,
        line=line,
    )
    _check(correction)
    return correction


def _check(correction: Correction) -> None:
    for side in SIDES:
        if correction.now(side) is not None and correction.run(side) is None:
            raise ValueError(f'"now" has texts of "{side}", and "was" has none')
        made_of, run = correction.made_of(side), correction.run(side)
        if made_of is not None and (run is None or not covers(made_of, len(run.texts), correction.now(side) or ())):
            raise ValueError(f'"{side}_of" does not tell of each text of "now" which sentences it is made of, in order')
        counted = sum(bead.zh if side == "zh" else bead.en for bead in correction.beads)
        if correction.beads and counted != (there := len(correction.texts(side))):
            raise ValueError(f'the beads of "now" count {counted} sentences of "{side}", and there are {there}')
    if correction.zh is None and correction.en is None:
        raise ValueError('"was" has neither "zh" nor "en"')


def covers(made_of: MadeOf, sentences: int, texts: Sequence[str]) -> bool:
    """Whether ``texts`` can be made so of a run of so many sentences: all of it, in order."""
    first = end = 0
    for start, stop in made_of:
        if not first <= start <= end or not max(end, start + 1) <= stop <= sentences:
            return False
        first, end = start, stop
    return end == sentences and len(made_of) == len(texts)


def _document(data: Any) -> DocumentKey:
    _keys(data, '"document"', ("name", "digest", "level"), ("name", "digest"))
    level = data.get("level", "sentence")
    if level not in get_args(Level):
        raise ValueError(f'"level" is none of {", ".join(get_args(Level))}')
    return DocumentKey(_text(data, "name"), _text(data, "digest"), level)


def _run(data: Any) -> Run:
    _keys(data, "a side of was", ("first", "texts", "before", "after", "digest"), ("first", "texts"))
    run = Run(_count(data, "first"), _texts(data, "texts"), _text(data, "before"), _text(data, "after"))
    if data.get("digest", run.digest) != run.digest:
        raise ValueError('"digest" is not that of "texts": they were changed; what is to change goes into "now"')
    return run


def _was_bead(data: Any) -> WasBead:
    _keys(data, "a bead of was", ("zh", "en", "score"), ("zh", "en", "score"))
    for side in SIDES:
        if not all(type(number) is int and number >= 0 for number in _list(data, side)):
            raise ValueError(f'"{side}" of a bead of was is no list of numbers from 0 up')
    return WasBead(tuple(data["zh"]), tuple(data["en"]), score_of(data["score"]))


def _ruling(data: Any) -> Ruling:
    _keys(data, "a bead of now", ("zh", "en", "verdict", "score"), ("zh", "en", "verdict"))
    zh, en, verdict = _count(data, "zh"), _count(data, "en"), data["verdict"]
    if verdict not in get_args(Verdict):
        raise ValueError(f'"verdict" is none of {", ".join(get_args(Verdict))}')
    if not zh and not en:
        raise ValueError("a bead of now has no sentence")
    if (verdict == "realigned") != ("score" in data):
        raise ValueError('"score" goes with the verdict "realigned", and with that alone')
    return Ruling(zh, en, verdict, score_of(data["score"]) if "score" in data else 1.0)


def _keys(data: Any, name: str, known: Iterable[str], needed: Iterable[str] = ()) -> None:
    if not isinstance(data, dict):
        raise ValueError(f"{name} is not a JSON object")
    if odd := [key for key in data if key not in known]:
        raise ValueError(f"{name} has the key {odd[0]!r}, which there is not; there are {', '.join(known)}")
    if missing := [key for key in needed if key not in data]:
        raise ValueError(f'{name} has no "{missing[0]}"')


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        raise ValueError(f'"{key}" is no string')
    return value


def _texts(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = data[key]
    if not isinstance(value, list) or not value or not all(isinstance(text, str) and text.strip() for text in value):
        raise ValueError(f'"{key}" is no list of texts, of which none is empty')
    return tuple(value)


def _made_of(data: Mapping[str, Any], key: str) -> MadeOf:
    pairs = _list(data, key)
    if not all(isinstance(p, list) and len(p) == 2 and all(type(n) is int and n >= 0 for n in p) for p in pairs):
        raise ValueError(f'"{key}" is no list of pairs of numbers from 0 up')
    return tuple((first, end) for first, end in pairs)


def _list(data: Mapping[str, Any], key: str) -> list[Any]:
    value = data.get(key, [])
    if not isinstance(value, list):
        raise ValueError(f'"{key}" is no list')
    return value


def _count(data: Mapping[str, Any], key: str) -> int:
    value = data[key]
    if type(value) is not int or value < 0:
        raise ValueError(f'"{key}" is no number from 0 up')
    return value


def correction_lines(corrections: Iterable[Correction]) -> Iterator[str]:
    """The lines of a file of corrections, each with its line end. Lone surrogates, which no such file can hold, are
    left out."""
    for correction in corrections:
        line = SURROGATE.sub("", json.dumps(as_json(correction), ensure_ascii=False, allow_nan=False))
        yield LINE_BREAKS.sub(lambda match: f"\\u{ord(match[0]):04x}", line) + "\n"


def as_json(correction: Correction) -> dict[str, Any]:
    """The JSON of a line, keys in their order."""
    was: dict[str, Any] = {side: _run_json(run) for side in SIDES if (run := correction.run(side))}
    if correction.was_beads:
        was["beads"] = [{"zh": list(b.zh), "en": list(b.en), "score": b.score} for b in correction.was_beads]
    now: dict[str, Any] = {side: list(texts) for side in SIDES if (texts := correction.now(side)) is not None}
    now |= {f"{side}_of": list(map(list, of)) for side in SIDES if (of := correction.made_of(side)) is not None}
    if correction.beads:
        now["beads"] = [_ruling_json(bead) for bead in correction.beads]
    document = correction.document
    return {
        "format": FORMAT,
        "document": {"name": document.name, "digest": document.digest, "level": document.level},
        "was": was,
        "now": now,
        "who": correction.who,
        "when": correction.when,
        **({"why": correction.why} if correction.why else {}),
        **({"program": correction.program} if correction.program else {}),
    }


def _run_json(run: Run) -> dict[str, Any]:
    return {
        "first": run.first,
        "texts": list(run.texts),
        "before": run.before,
        "after": run.after,
        "digest": run.digest,
    }


def _ruling_json(bead: Ruling) -> dict[str, Any]:
    score = {"score": bead.score} if bead.verdict == "realigned" else {}
    return {"zh": bead.zh, "en": bead.en, "verdict": bead.verdict, **score}
