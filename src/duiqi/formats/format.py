"""What a format is: what it is called, and the functions that read and write it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from duiqi.blocks.contents import Reading
from duiqi.model import Alignment, Pair
from duiqi.pairs.fields import Labels, Source, Written


class DocumentReader(Protocol):
    """The text of a file's bytes; ``name`` is for messages, ``encoding`` what the user says the text is in."""

    def __call__(self, data: bytes, name: str, encoding: str | None = None, /) -> Reading: ...


class TableReader(Protocol):
    """The same of a table; ``columns`` names the Chinese and the English one, where the user does."""

    def __call__(
        self, data: bytes, name: str, encoding: str | None = None, columns: tuple[str, str] | None = None, /
    ) -> Reading: ...


class ChoosingReader(Protocol):
    """The texts of one file, or of two that are each other's translation, each given as its bytes and name.

    ``zh_lang`` is the tag of the Chinese to read where a file holds several versions.
    """

    def __call__(
        self, files: Sequence[tuple[bytes, str]], encoding: str | None = None, zh_lang: str | None = None, /
    ) -> list[Reading]: ...


class LoneReader(Protocol):
    """A ``DocumentReader`` that is told whether the file is ``alone``, and not one of two."""

    def __call__(self, data: bytes, name: str, encoding: str | None = None, *, alone: bool = False) -> Reading: ...


def each_alone(read: LoneReader) -> ChoosingReader:
    """A reader of files one by one, each told whether it is alone: then it may hold the other language too."""

    def read_files(
        files: Sequence[tuple[bytes, str]], encoding: str | None = None, zh_lang: str | None = None
    ) -> list[Reading]:
        return [read(data, name, encoding, alone=len(files) == 1) for data, name in files]

    return read_files


class PairReader(Protocol):
    """Yields the pairs of an open file."""

    def __call__(self, stream: BinaryIO, source: Source, /) -> Iterator[Pair]: ...


class PairWriter(Protocol):
    """Yields a file's content, text or bytes, a part at a time, and counts in ``written``."""

    def __call__(
        self, pairs: Iterable[Pair], labels: Labels, written: Written, /
    ) -> Iterator[str] | Iterator[bytes]: ...


class FilesReader(Protocol):
    """Yields the pairs of the several files that ``source.path`` stands for."""

    def __call__(self, source: Source, /) -> Iterator[Pair]: ...


class FilesWriter(Protocol):
    """Writes the several files that ``path`` stands for, all of them or none; ``alignment``, where there is one, has
    the sentences that the pairs hold joined."""

    def __call__(
        self,
        pairs: Iterable[Pair],
        labels: Labels,
        written: Written,
        path: str | os.PathLike[str],
        alignment: Alignment | None,
        /,
    ) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format, as text to be aligned (``read_document``, or ``read_table`` where it has columns) and as pairs; None
    where it cannot be read or written so.

    ``name`` is what options call it, ``label`` what messages do. A format of one file has ``read_pairs`` and
    ``write_pairs``, one of several files ``read_files`` and ``write_files``, which for ``NAME.FORMAT`` writes NAME with
    each of the ``endings``. ``binary`` files are told by their first
    bytes and are not gzipped: a PDF and the like by ``duiqi.io.signature``, a ZIP archive by one of the ``marks`` in
    it. ``keeps_unaligned``: there is a place for a pair with an empty side;
    ``keeps_codes``: for inline codes. ``extra`` brings the packages that it
    needs: ``pip install 'duiqi[EXTRA]'``; ``library`` names those that it is read or written with, beside the standard
    library. What is read and what is left out stands in the module's docstring. ``has_columns``: a table, of
    which a user can choose the columns; ``has_encoding``: text, pairs of which may be in any.
    ``is_pairs`` tells, by the first bytes, a file of pairs from a document with
    the same suffix that is to be aligned. ``recognises`` tells by how a text begins that it is in this format, whatever
    the file is called (``shared_suffixes`` are names that files in others have too); ``resembles`` that a file of plain
    text may be taken for it, ``holds_pairs`` that it may for one of pairs. ``read_chosen``
    does what ``read_document`` does, where the other one of two files tells, or the user, what of a file is read.
    """

    name: str
    label: str
    suffixes: tuple[str, ...]
    shared_suffixes: tuple[str, ...] = ()
    read_document: DocumentReader | None = None
    read_table: TableReader | None = None
    read_chosen: ChoosingReader | None = None
    read_pairs: PairReader | None = None
    write_pairs: PairWriter | None = None
    read_files: FilesReader | None = None
    write_files: FilesWriter | None = None
    endings: tuple[str, ...] = ()
    binary: bool = False
    marks: tuple[bytes, ...] = ()
    keeps_unaligned: bool = True
    keeps_codes: bool = False
    extra: str = ""
    library: str = ""
    has_columns: bool = False
    has_encoding: bool = False
    is_pairs: Callable[[bytes], bool] = lambda head: True
    recognises: Callable[[str], bool] | None = None
    resembles: Callable[[str], bool] | None = None
    holds_pairs: Callable[[str], bool] | None = None

    @property
    def reads_documents(self) -> bool:
        """Whether text to be aligned is read from it."""
        return bool(self.read_document or self.read_table)

    @property
    def reads_pairs(self) -> bool:
        """Whether pairs are read from it."""
        return bool(self.read_pairs or self.read_files)

    @property
    def writes_pairs(self) -> bool:
        """Whether pairs are written to it."""
        return bool(self.write_pairs or self.write_files)
