"""InterText (Vondřička, Charles University): two texts of numbered sentences and a file of links between them.

``NAME.xml`` links ``NAME.zh.xml`` and ``NAME.en.xml``. As InterText itself exports them, ``fromDoc`` is the first
version (here Chinese), ``toDoc`` the second, and types and targets name the second first.

Read: sentences and their links, from three files.
Left out: other versions.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path, PurePath
from typing import BinaryIO

from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.files import atomic_write, open_binary, without_suffix
from duiqi.io.xml import XML_ILLEGAL, escape, local_name
from duiqi.io.xml_stream import forget, iterparse
from duiqi.joining import join_chinese
from duiqi.model import Alignment, Bead, Pair, Sentence
from duiqi.pairs.fields import Labels, Source, Written
from duiqi.text.language_tags import side_of_tag

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def write_intertext(
    pairs: Iterable[Pair],
    labels: Labels,
    written: Written,
    path: str | os.PathLike[str],
    alignment: Alignment | None = None,
) -> None:
    """Write the three files. Without the ``alignment`` each side of a pair counts as one sentence, since a pair holds
    its sentences joined. Characters that XML cannot hold are removed and counted."""
    stem = without_suffix(path, ".xml", ".intertext")
    names = [f"{stem}.zh.xml", f"{stem}.en.xml"]
    with ExitStack() as stack:
        links, zh, en = (stack.enter_context(atomic_write(name)) for name in (f"{stem}.xml", *names))
        texts = _Text(zh, labels.zh_lang, written), _Text(en, labels.en_lang, written)
        if alignment is not None:
            for text, side in zip(texts, (alignment.zh, alignment.en), strict=True):
                text.add_all(side)
        to_doc, from_doc = (escape(PurePath(name).name) for name in reversed(names))
        links.write(f'{HEAD}<linkGrp toDoc="{to_doc}" fromDoc="{from_doc}">\n'.encode())
        for pair in pairs:
            written.units += 1
            if alignment is not None:
                numbers = [[text.ids[index] for index in side] for text, side in zip(texts, _sides(pair), strict=True)]
            else:
                numbers = [text.add_one(side) for text, side in zip(texts, (pair.zh, pair.en), strict=True)]
            line = (
                f'<link type="{len(numbers[1])}-{len(numbers[0])}" '
                f'xtargets="{" ".join(numbers[1])};{" ".join(numbers[0])}" status="auto"/>\n'
            )
            links.write(line.encode())
        links.write(b"</linkGrp>\n")
        for text in texts:
            text.close()


def _sides(pair: Pair) -> tuple[range, range]:
    return pair.bead.zh, pair.bead.en


class _Text:
    """One of the two texts, paragraph by paragraph. Sentence ids are ``paragraph:sentence``, from 1."""

    def __init__(self, stream: BinaryIO, lang: str, written: Written) -> None:
        self.ids: list[str] = []
        self._stream, self._written, self._paragraph = stream, written, 0
        stream.write(f'{HEAD}<text lang="{escape(lang)}">\n'.encode())

    def add_all(self, sentences: Sequence[Sentence]) -> None:
        for _, group in groupby(sentences, key=lambda sentence: sentence.paragraph):
            self._add([sentence.text for sentence in group])

    def add_one(self, text: str) -> list[str]:
        if not text:
            return []
        self._add([text])
        return self.ids[-1:]

    def _add(self, texts: Sequence[str]) -> None:
        self._paragraph += 1
        lines = [f'<p id="{self._paragraph}">']
        for number, text in enumerate(texts, 1):
            self._written.removed += len(XML_ILLEGAL.findall(text))
            self.ids.append(f"{self._paragraph}:{number}")
            lines.append(f'<s id="{self.ids[-1]}">{escape(text)}</s>')
        self._stream.write(("\n".join(lines) + "\n</p>\n").encode())

    def close(self) -> None:
        self._stream.write(b"</text>\n")


def read_intertext(source: Source) -> Iterator[Pair]:
    """The pairs of a file of links, with the text of the two files beside it that it names.

    Raises InputError when these are missing, are named by a path into another folder, or do not fit.
    """
    name = f"{without_suffix(source.path, '.xml', '.intertext')}.xml"
    with open_binary(name) as stream:
        texts: list[dict[str, tuple[int, str]]] = []
        first_is_chinese = True
        for event, element in iterparse(stream, name):
            tag = local_name(element)
            if event == "start" and tag == "linkGrp":
                documents = [element.get(key, "") for key in ("fromDoc", "toDoc")]
                sides = [_sentences(Path(name).parent, document, name) for document in documents]
                first_is_chinese = sides[0][0] == "zh" or sides[1][0] == "en"
                texts = [sentences for _, sentences in sides]
            elif event == "end" and tag == "link":
                if not texts:
                    raise InputError("a link stands outside <linkGrp>", path=name, line=element.sourceline)
                second, _, first = element.get("xtargets", "").partition(";")
                try:
                    sides_found = [_found(text, ids) for text, ids in zip(texts, (first, second), strict=True)]
                except ValueError as error:
                    raise InputError(str(error), path=name, line=element.sourceline) from None
                if not first_is_chinese:
                    sides_found.reverse()
                (zh_range, zh), (en_range, en) = sides_found
                yield Pair(join_chinese(zh), " ".join(en), 1.0, Bead(zh_range, en_range, 1.0))
                forget(element)
        if not texts:
            raise InputError("holds no <linkGrp>", path=name, advice="name the file with the links, not a text")


def _found(text: dict[str, tuple[int, str]], ids: str) -> tuple[range, list[str]]:
    """Sentence numbers and texts of ``"1:1 1:2"``; ValueError when they are unknown or not consecutive."""
    names = ids.split()
    for name in names:
        if name not in text:
            raise ValueError(f"no sentence has the id {name}")
    numbers = [text[name][0] for name in names]
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False:
        raise ValueError(f"the sentences {ids} are not consecutive")
    return range(numbers[0], numbers[-1] + 1) if numbers else range(0), [text[name][1] for name in names]


def _sentences(folder: Path, document: str, path: str) -> tuple[str | None, dict[str, tuple[int, str]]]:
    """The language that a text or its name tells, and id → (number, text) of its sentences."""
    if not document or PurePath(document).name != document or "\\" in document:
        raise InputError(
            f"names the text {document!r}, which is no file in its own folder",
            path=path,
            advice="put the three files in one folder and let it name them without a path",
        )
    sentences: dict[str, tuple[int, str]] = {}
    language = next((found for part in document.split(".")[1:-1] if (found := side_of_tag(part))), None)
    file = os.fspath(folder / document)
    with open_binary(file) as stream:
        for event, element in iterparse(stream, file):
            if event == "start" and element.getparent() is None:
                language = side_of_tag(element.get("lang", "")) or language
            elif event == "end" and local_name(element) == "s":
                sentences[element.get("id", "")] = len(sentences), "".join(element.itertext())
                forget(element)
    return language, sentences


FORMAT = Format(
    name="intertext",
    label="texts and their links (InterText)",
    suffixes=(".xml",),
    read_files=read_intertext,
    write_files=write_intertext,
    endings=(".xml", ".zh.xml", ".en.xml"),
    is_pairs=lambda head: b"<linkGrp" in head,
    library="lxml",
)
