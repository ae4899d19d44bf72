"""Lists that each language sorts its own way: definitions, glossaries, countries.

A path through a text never goes back, so of such a list it finds few entries. Where paragraphs that surely belong
together cross each other like shuffled cards, within a stretch that is theirs alone on both sides, the English entries
are put into the order of the Chinese ones before the path is sought, with gates between them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from duiqi.aligner.narrowing.definitions import definition_links

Link = tuple[int, int]
Alike = tuple[int, int, float]
# A link is sure when it is so many times as strong as the next of its sentences, on both sides.
MARGIN = 1.3
# Links by likeness alone prove an order when so many of them at least are out of order, and at most this share of them
# is in order: of n entries shuffled at random it is about 2/√n, .63 of ten. None of 151 documents of gold and 24,026
# pairs of Tatoeba has such a stretch. One entry out of order is enough where terms in brackets prove it.
OUT_OF_ORDER, IN_ORDER = 5, 0.6
BRACKETED_OUT_OF_ORDER, BRACKETED_IN_ORDER = 1, 0.9
# So many terms near each other are a list of definitions.
DEFINITIONS = 3
# Of the paragraphs of the stretch so many have a link, on each side.
COVERED = 0.5
# So many entries in their place may stand between two stretches of a list.
IN_PLACE = 1
# A link that crosses more than CROSSED of the REACH links on either side of it is part of a shuffled list, if a quarter
# of these do as well; else it is a mistake.
REACH, CROSSED = 5, 0.25


@dataclass(frozen=True, slots=True)
class Order:
    """The English paragraphs in an order like that of the Chinese; all numbers are of paragraphs.

    ``en``: which paragraph comes where. ``gates``: nodes between entries, in that order. ``inside``: for each Chinese
    paragraph, whether it is part of a list that was put in order.
    """

    en: tuple[int, ...]
    gates: tuple[tuple[int, int], ...]
    inside: tuple[bool, ...]


def find_order(zh: Sequence[str], en: Sequence[str], likeness: Sequence[Alike]) -> Order | None:
    """The order of the English paragraphs; None when it is that of the Chinese ones, as far as one can tell.

    ``zh`` and ``en`` are how the paragraphs begin; ``likeness`` says of pairs that stand out how alike they are.
    """
    terms = definition_links(zh, en)
    links = _sure(terms, likeness)
    stretches = [
        stretch
        for stretch in _lists(_stretches(_without_mistakes(links, set(terms))))
        if _is_shuffled(stretch, len(set(terms).intersection(stretch)))
    ]
    if not stretches:
        return None
    order, inside = list(range(len(en))), [False] * len(zh)
    gates: set[Link] = set()
    for stretch in stretches:
        stretch = _whole(stretch, links, likeness)
        blocks = list(_blocks(stretch))
        place = min(j for _, j in stretch)
        order[place : max(j for _, j in stretch) + 1] = [k for _, columns in blocks for k in range(*columns)]
        for row in range(stretch[0][0], stretch[-1][0] + 1):
            inside[row] = True
        for (row, end), (low, high) in blocks:
            gates.add((row, place))
            place += high - low
            gates.add((end, place))
    return Order(tuple(order), tuple(sorted(gates)), tuple(inside))


def _sure(terms: Sequence[Link], likeness: Sequence[Alike]) -> list[Link]:
    """Links that have no rival, one a paragraph, those of terms first."""
    taken = {i for i, _ in terms}, {j for _, j in terms}
    free = [(i, j, value) for i, j, value in likeness if i not in taken[0] and j not in taken[1]]
    return sorted([*terms, *_mutual(free)])


def _mutual(likeness: Sequence[Alike]) -> list[Link]:
    """Pairs that are each other's best, by a margin."""
    rows: defaultdict[int, list[float]] = defaultdict(list)
    columns: defaultdict[int, list[float]] = defaultdict(list)
    for i, j, value in likeness:
        rows[i].append(value)
        columns[j].append(value)
    for values in chain(rows.values(), columns.values()):
        values.sort(reverse=True)
    return [(i, j) for i, j, value in likeness if _leads(value, rows[i]) and _leads(value, columns[j])]


def _leads(value: float, falling: Sequence[float]) -> bool:
    """Whether ``value`` is the first of ``falling`` values, by a margin."""
    return value == falling[0] and (len(falling) == 1 or value >= MARGIN * falling[1])


def _without_mistakes(links: Sequence[Link], terms: set[Link]) -> list[Link]:
    """The links without those that cross their neighbours though these do not cross each other."""
    shares = []
    for k, (_, j) in enumerate(links):
        before, after = links[max(0, k - REACH) : k], links[k + 1 : k + 1 + REACH]
        crossing = sum(other > j for _, other in before) + sum(other < j for _, other in after)
        shares.append(crossing / max(1, len(before) + len(after)))
    kept = []
    for k, link in enumerate(links):
        around = sorted(shares[max(0, k - REACH) : k] + shares[k + 1 : k + 1 + REACH])
        # One term of several that stand together.
        defined = (
            link in terms
            and len(terms.intersection(links[max(0, k - DEFINITIONS) : k + DEFINITIONS + 1])) >= DEFINITIONS
        )
        shuffled = bool(around) and around[3 * len(around) // 4] >= CROSSED
        if shares[k] < CROSSED or shuffled or defined:
            kept.append(link)
    return kept


def _stretches(links: Sequence[Link]) -> Iterator[list[Link]]:
    """The links cut wherever all before a place are before all after it, on both sides."""
    ranks = {j: rank for rank, j in enumerate(sorted(j for _, j in links))}
    part: list[Link] = []
    highest = -1
    for count, link in enumerate(links, 1):
        part.append(link)
        highest = max(highest, ranks[link[1]])
        if highest == count - 1:
            yield part
            part = []


def _lists(stretches: Iterable[list[Link]]) -> Iterator[list[Link]]:
    """Stretches that cross, those of one list together: by chance an entry may be in its place, or a border of both
    orders be the same."""
    found: list[Link] = []
    waiting: list[Link] = []
    for stretch in stretches:
        if len(stretch) > 1:
            found += [*waiting, *stretch] if found else stretch
            waiting = []
        elif found:
            waiting += stretch
            if len(waiting) > IN_PLACE:
                yield found
                found, waiting = [], []
    if found:
        yield found


def _is_shuffled(links: Sequence[Link], bracketed: int) -> bool:
    """Whether the links of a stretch prove that its order differs: enough of them, few in order, most paragraphs."""
    certain = bracketed > COVERED * len(links)
    out_of_order, in_order = (BRACKETED_OUT_OF_ORDER, BRACKETED_IN_ORDER) if certain else (OUT_OF_ORDER, IN_ORDER)
    rise = _longest_rise([j for _, j in links])
    if len(links) - rise < out_of_order or rise > in_order * len(links):
        return False
    for side in ([i for i, _ in links], [j for _, j in links]):
        if len(links) < COVERED * (max(side) - min(side) + 1):
            # Definitions may be long: what follows the term is part of its entry.
            return certain
    return True


def _longest_rise(numbers: Sequence[int]) -> int:
    ends: list[int] = []
    for number in numbers:
        place = bisect_left(ends, number)
        ends[place : place + 1] = [number]
    return len(ends)


def _whole(stretch: Sequence[Link], links: Sequence[Link], likeness: Sequence[Alike]) -> list[Link]:
    """The links of a stretch, those at its ends that were taken for mistakes, and those of its other paragraphs.

    Of the latter first those that follow paragraphs which are linked, as (a) and (b) of a definition, then the likest.
    """
    whole = dict(stretch)
    while True:
        rows, columns = _range(whole.keys(), 1), _range(whole.values(), 1)
        more = [(i, j) for i, j in links if i in rows and j in columns and i not in whole]
        more = [link for link in more if link not in ((rows[0], columns[0]), (rows[-1], columns[-1]))]
        if not more:
            break
        whole.update(more[:1])
    rows, columns = _range(whole.keys(), 0), _range(whole.values(), 0)
    rest = {(i, j): value for i, j, value in likeness if i in rows and j in columns}
    taken = set(whole.values())
    for i, j in sorted(rest):
        if i not in whole and j not in taken and whole.get(i - 1) == j - 1:
            whole[i] = j
            taken.add(j)
    for i, j in sorted(rest, key=lambda link: (-rest[link], link)):
        if i not in whole and j not in taken:
            whole[i] = j
            taken.add(j)
    return sorted(whole.items())


def _range(numbers: Collection[int], margin: int) -> range:
    return range(min(numbers) - margin, max(numbers) + 1 + margin)


def _blocks(links: Sequence[Link]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The entries: Chinese and English paragraphs ``start … end``, from a link to the next one on either side.

    Entries that follow each other on both sides are one.
    """
    columns = sorted(j for _, j in links)
    after = dict(zip(columns, [*columns[1:], columns[-1] + 1], strict=True))
    start = links[0]
    for link, following in zip(links, [*links[1:], None], strict=True):
        if following is None or after[link[1]] != following[1]:
            yield (start[0], following[0] if following else link[0] + 1), (start[1], after[link[1]])
            if following:
                start = following
