"""The plan of an update."""

from __future__ import annotations

from duiqi.model import Bead, Pair
from duiqi.updating.plan import Plan
from duiqi.updating.units import MemoryUnit


def steps_of_a_unit(new: int) -> int:
    """Instructions of SQLite that comparing a unit takes, a person's and another one, with so many new pairs."""
    plan, steps = Plan("zh"), 0
    bead = Bead(range(1), range(1), 1.0)
    plan.add(Pair(f"新{n}。", f"New {n}.", 1.0, bead, document="a.txt", was=f"{n:016x}") for n in range(new))

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    plan._database.set_progress_handler(count, 1)
    for number, edited in enumerate((False, True)):
        unit = MemoryUnit(number, f"旧{number}。", f"Old {number}.", "a.txt", "f" * 15 + str(number), edited=edited)
        plan.match_unit(unit)
    return steps


def test_comparing_a_unit_does_not_look_at_all_new_pairs() -> None:
    assert steps_of_a_unit(2_000) < 2 * steps_of_a_unit(20)
