"""Moses: a Chinese and an English file whose lines belong together. Both are complete before the first appears.

Read: a sentence a line, from two files.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack

from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.files import atomic_write, open_binary, without_suffix
from duiqi.io.text_lines import MAX_LINE
from duiqi.model import Alignment, Bead, Pair
from duiqi.pairs.fields import Labels, Source, Written, one_line


def write_moses(
    pairs: Iterable[Pair],
    labels: Labels,
    written: Written,
    path: str | os.PathLike[str],
    alignment: Alignment | None = None,
) -> None:
    """``NAME.zh`` and ``NAME.en``, in which line i and line i are a pair. Pairs with an empty side are skipped and
    counted; line breaks within a text become spaces, and such texts are counted."""
    stem = without_suffix(path, ".moses", ".zh", ".en")
    with ExitStack() as stack:
        zh, en = (stack.enter_context(atomic_write(f"{stem}.{language}")) for language in ("zh", "en"))
        for pair in pairs:
            lines = [one_line(text, written) for text in (pair.zh, pair.en)]
            if not all(lines):
                written.skip_one_sided()
                continue
            written.units += 1
            for file, line in zip((zh, en), lines, strict=True):
                # A reader takes one of these at the start of a file for a byte order mark.
                mark = "\ufeff" if written.units == 1 and line.startswith("\ufeff") else ""
                file.write(f"{mark}{line}\n".encode())


def read_moses(source: Source) -> Iterator[Pair]:
    """The pairs of ``NAME.zh`` and ``NAME.en``; the path names either, or NAME. Raises InputError when one has more
    lines."""
    if source.need_ids:
        raise InputError("has no sentence numbers", path=source.path)
    stem = without_suffix(source.path, ".moses", ".zh", ".en")
    names = f"{stem}.zh", f"{stem}.en"
    with open_binary(names[0]) as zh, open_binary(names[1]) as en:
        number = 0
        while True:
            lines = [stream.readline(MAX_LINE) for stream in (zh, en)]
            if not all(lines):
                break
            try:
                texts = [line.decode("utf-8-sig" if not number else "utf-8").rstrip("\r\n") for line in lines]
            except UnicodeDecodeError as error:
                raise InputError("is not UTF-8", path=f"{stem}.zh or .en", line=number + 1) from error
            bead = Bead(range(number, number + 1), range(number, number + 1), 1.0)
            number += 1
            yield Pair(texts[0], texts[1], 1.0, bead)
    if any(lines):
        longer, shorter = names if lines[0] else names[::-1]
        raise InputError(
            f"has more lines than {shorter}, which has {number}",
            path=longer,
            advice="the two files of a pair must have the same number of lines",
        )


FORMAT = Format(
    name="moses",
    label="a pair of files in lines (Moses)",
    suffixes=(".zh", ".en"),
    read_files=read_moses,
    write_files=write_moses,
    endings=(".zh", ".en"),
    keeps_unaligned=False,
)
