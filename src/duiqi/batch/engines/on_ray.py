"""Ray: Ray Data reads the records, a task a file, and aligns them, a task a block of Arrow, on all machines that there
are."""

from __future__ import annotations

import hashlib
import logging
import os
import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from duiqi.batch.corpus import Done
from duiqi.batch.sources import Record
from duiqi.batch.workers import in_order
from duiqi.errors import InputError
from duiqi.io.optional import need

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Digests: TypeAlias = NDArray[np.uint64]

# Reads records: those of one file of a corpus, or a part of a list.
Reader: TypeAlias = Callable[[], Iterator[Record]]
# What becomes of a record. It must be what a module holds, as it is sent by its name.
Work: TypeAlias = Callable[[Record], Done]

# Bytes of a block, which is a task: about 20 documents of 10 kB, half a second of work, where a task costs Ray some
# 10 ms. Ray's own 128 MB would make one task of a small corpus.
BLOCK = 200_000
# Reading takes a small part of a processor. It must differ from the 1 of aligning: Ray joins steps that ask for the
# same to one, and one file would be one task.
READING = 0.1
# Records that are given to Ray at a time.
TOGETHER = 8
# Seconds that a document may take that is aligned in a process of its own: eleven days, which is no limit.
LONG = 1e6
# Bytes for blocks that wait, where Ray is started here: a thousand of them.
STORE = 200_000_000


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where to work: at ``address`` (``auto``: the one that this machine belongs to), or with ``processes`` of this
    machine when there is none."""

    address: str | None
    processes: int


def aligned_on_ray(
    readers: Sequence[Reader], work: Work, known: Iterable[bytes], digest: Callable[[Record], bytes], cluster: Cluster
) -> Iterator[Record]:
    """The records of all readers in their order, each ``done``: with what ``work`` made of it. Those whose ``digest``
    is ``known`` come as they are.

    Workers that die are replaced, and what they were at is done again, each document in a process of its own, so that
    one that kills it is found; it has failed then. Raises InputError when a reader does, when there is no Ray, or no
    cluster at the address, and when the cluster is lost.
    """
    need("pyarrow", "ray", "--engine ray")
    ray: Any = need("ray", "ray", "--engine ray")
    data: Any = need("ray.data", "ray", "--engine ray")
    with _connected(ray, cluster):
        _configure(data)
        begun = ray.remote(num_cpus=0, max_restarts=-1, max_task_retries=-1)(_Begun).remote()
        steps = (
            data.from_items([{"reader": pickle.dumps(reader)} for reader in readers], override_num_blocks=len(readers))
            .map_batches(_read, fn_args=(os.getcwd(),), batch_size=1, batch_format="pyarrow", num_cpus=READING)
            .map_batches(
                _align,
                fn_args=(work, digest, ray.put(_sorted(known)), begun, os.getcwd()),
                batch_size=None,
                batch_format="pyarrow",
            )
        )
        try:
            for batch in steps.iter_batches(batch_size=None, batch_format="pyarrow"):
                for packed in batch["record"].to_pylist():
                    record = pickle.loads(packed)  # written by _read and _align, in processes of this run
                    if isinstance(record, InputError):
                        raise record
                    yield record
        except ray.exceptions.RayError as error:
            last = str(error).strip().splitlines()[-1]
            raise InputError(
                f"Ray gave up: {last}",
                advice="run it again, which goes on from here",
            ) from error


@contextmanager
def _connected(ray: Any, cluster: Cluster) -> Iterator[None]:
    """Ray, started or connected to, until the block ends."""
    # Else it tells its makers that it is used.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    told: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    # What decides the bytes of outputs must be the same on all machines.
    names = ("SOURCE_DATE_EPOCH", "PYTHONHASHSEED")
    told["runtime_env"] = {"env_vars": {name: os.environ[name] for name in names if name in os.environ}}
    try:
        if cluster.address is None:
            # Else its workers wait for all other programs of the machine (nice 15).
            os.environ.setdefault("RAY_worker_niceness", "0")
            # Else a cluster that runs on this machine would be taken, and its size refused.
            own: dict[str, Any] = {"address": "local", "num_cpus": cluster.processes, "object_store_memory": STORE}
            ray.init(**own, include_dashboard=False, **told)
        else:
            ray.init(address=cluster.address, **told)
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise InputError(
            f"there is no cluster: {str(error).strip().splitlines()[0]}",
            path=cluster.address,
            advice="start one with ray start --head, or leave --address out to start Ray on this machine",
        ) from error
    try:
        yield
    finally:
        ray.shutdown()


class _Begun:
    """Knows how often work on a block was begun; it is an actor, which all workers ask."""

    def __init__(self) -> None:
        self._times: Counter[bytes] = Counter()

    def begin(self, block: bytes) -> int:
        """How often that is, with this time."""
        self._times[block] += 1
        return self._times[block]


def _configure(data: Any) -> None:
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    context = data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    context.execution_options.preserve_order = True
    context.target_max_block_size = BLOCK


def _sorted(known: Iterable[bytes]) -> Digests:
    """The digests, of which eight bytes are enough: another record with the same ones is aligned where the run is."""
    import numpy as np

    return np.sort(np.fromiter((int.from_bytes(each[:8], "big") for each in known), np.uint64))


def _is_known(digest: bytes, known: Digests) -> bool:
    import numpy as np

    wanted = np.uint64(int.from_bytes(digest[:8], "big"))
    place = int(np.searchsorted(known, wanted))
    return place < len(known) and bool(known[place] == wanted)


def _go_to(folder: str) -> None:
    """Let relative paths mean on a node what they mean where the run was started."""
    # Where there is no such folder there are no such files, which is told of each.
    with suppress(OSError):
        os.chdir(folder)


def _read(batch: Any, folder: str) -> Iterator[Any]:
    """What the readers of a batch read, a few records at a time; an error is the last of them."""
    _go_to(folder)
    for packed in batch["reader"].to_pylist():
        waiting: list[bytes] = []
        try:
            for record in pickle.loads(packed)():  # what aligned_on_ray gave it
                waiting.append(pickle.dumps(record))
                if len(waiting) == TOGETHER:
                    yield _table(waiting)
                    waiting = []
        except InputError as error:
            waiting.append(pickle.dumps(error))
        yield _table(waiting)


def _align(batch: Any, work: Work, digest: Callable[[Record], bytes], known: Any, begun: Any, folder: str) -> Any:
    """The records of a batch of Arrow, aligned: another batch."""
    import ray

    _go_to(folder)

    digests = ray.get(known) if isinstance(known, ray.ObjectRef) else known
    packed = batch["record"].to_pylist()
    block = hashlib.blake2b(b"".join(packed), digest_size=16).digest()
    is_again = ray.get(begun.begin.remote(block)) > 1
    records = [pickle.loads(each) for each in packed]
    todo = [
        isinstance(each, Record) and each.error is None and not _is_known(digest(each), digests) for each in records
    ]
    wanted = [record for record, is_todo in zip(records, todo, strict=True) if is_todo]
    done = iter(_apart(wanted, work) if is_again else map(work, wanted))
    return _table(
        [
            pickle.dumps(replace(record, done=next(done))) if is_todo else each
            for each, record, is_todo in zip(packed, records, todo, strict=True)
        ]
    )


def _apart(records: Sequence[Record], work: Work) -> Iterator[Done]:
    """The same with a process that may die: the document that kills it has failed."""
    tasks = ((record.id, (record,)) for record in records)
    for result in in_order(work, tasks, 1, timeout=LONG):
        yield Done(result) if isinstance(result, InputError) else result


def _table(packed: list[bytes]) -> Any:
    arrow = need("pyarrow", "ray", "--engine ray")
    return arrow.table({"record": arrow.array(packed, arrow.large_binary())})
