"""Parquet files and Arrow's own, as ``datasets`` saves them, a record a row; only the columns of use are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from duiqi.batch.sources.record import Record, record_of
from duiqi.errors import InputError
from duiqi.io.optional import need
from duiqi.io.packed import MAX_RATIO, most_unpacked

SUFFIXES = (".parquet", ".arrow")
# Rows that are held at a time: each may be as large as a document. Files of Arrow are mapped into memory, not read.
ROWS = 8
# Bytes of a column that are read ahead.
BUFFER = 1 << 20


def is_table(path: Path) -> bool:
    """Whether the name is one of Parquet or Arrow."""
    return path.suffix.lower() in SUFFIXES


def table_columns(path: Path) -> list[str]:
    """The names of the columns, and of the fields within them. Raises InputError when the file cannot be read."""
    with _Table(path) as table:
        names: list[str] = []
        for field in table.schema:
            names.append(field.name)
            if _arrow().types.is_struct(field.type):
                names += [f"{field.name}.{field.type.field(n).name}" for n in range(field.type.num_fields)]
        if not table.holds_rows:
            raise InputError("holds no record", path=path)
        return names


def table_records(path: Path, columns: Mapping[str, str]) -> Iterator[Record]:
    """The records of a file, in order. Raises InputError for a file that cannot be read (on)."""
    row = 0
    with _Table(path) as table:
        wanted = {name if name in table.schema.names else name.split(".")[0] for name in columns.values()}
        if missing := sorted(wanted - set(table.schema.names)):
            held = ", ".join(table.schema.names) or "none"
            raise InputError(
                f"there is no column {missing[0]!r}; there are {held}",
                path=path,
                advice="all files must have the columns of the first one",
            )
        for batch in table.batches(sorted(wanted)):
            for start in range(0, batch.num_rows, ROWS):
                for values in batch.slice(start, ROWS).to_pylist():
                    row += 1
                    yield record_of(values, columns, Record(f"{path.stem}-{row}", path=str(path), row=row))


class _Table:
    """An open file. What Arrow raises becomes an InputError."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._is_parquet = path.suffix.lower() == ".parquet"

    def __enter__(self) -> _Table:
        arrow = _arrow()
        try:
            self._source = arrow.memory_map(str(self.path)) if not self._is_parquet else arrow.OSFile(str(self.path))
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror or error}", path=self.path) from error
        try:
            self._file = self._parquet() if self._is_parquet else self._stream_or_file()
        except (arrow.ArrowException, OSError) as error:
            self._source.close()
            raise self._unusable(error) from error
        self.schema = self._file.schema_arrow if self._is_parquet else self._file.schema
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        self._source.close()
        if error is not None and isinstance(error, (_arrow().ArrowException, OSError)):
            raise self._unusable(error) from error

    def _parquet(self) -> Any:
        # pre_buffer would hold the columns of all row groups.
        parquet = need("pyarrow.parquet", "parquet", "Parquet")
        return parquet.ParquetFile(self._source, pre_buffer=False, buffer_size=BUFFER)

    def _stream_or_file(self) -> Any:
        ipc = _arrow().ipc
        try:
            return ipc.open_stream(self._source)
        except _arrow().ArrowInvalid:
            self._source.seek(0)
            return ipc.open_file(self._source)

    @property
    def holds_rows(self) -> bool:
        """Whether there is a row; of a stream the first batches are read for that."""
        if self._is_parquet:
            return bool(self._file.metadata.num_rows)
        return any(batch.num_rows for batch in self.batches(self.schema.names))

    def batches(self, names: list[str]) -> Iterator[Any]:
        """The rows, these columns of them, a part at a time."""
        if self._is_parquet:
            self._check_ratios()
            yield from self._file.iter_batches(batch_size=ROWS, columns=names)
        elif hasattr(self._file, "num_record_batches"):
            for number in range(self._file.num_record_batches):
                yield self._file.get_batch(number).select(names)
        else:
            for batch in self._file:
                yield batch.select(names)

    def _check_ratios(self) -> None:
        """Raise InputError when a column is packed as no text is."""
        metadata = self._file.metadata
        for group in range(metadata.num_row_groups):
            for number in range(metadata.num_columns):
                column = metadata.row_group(group).column(number)
                if column.total_uncompressed_size > most_unpacked(column.total_compressed_size):
                    raise InputError(
                        f"the column {column.path_in_schema} is more than {MAX_RATIO} times its packed size",
                        path=self.path,
                        advice="if you trust it, write it anew without compression",
                    )

    def _unusable(self, error: BaseException) -> InputError:
        what = "Parquet" if self._is_parquet else "Arrow"
        return InputError(f"is no usable {what} file: {error}", path=self.path, advice="get the file again")


def _arrow() -> Any:
    arrow = need("pyarrow", "parquet", "a Parquet or Arrow file")
    need("pyarrow.ipc", "parquet", "an Arrow file")
    return arrow
