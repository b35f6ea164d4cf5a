"""What is known, cut into blocks that have no unknown in common, and blocks of the same form laid side by side.

What is told exactly ties nothing together: such an unknown is put in everywhere first. Of what is left, areas that were asked the same
questions give blocks of one form: the same unknowns in the same facts, and other limits.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from impactlib.disclosure.known import Known, Secret

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

TOLERANCE = 1e-6
"""So far, relatively, may a limit be off: shares and their margins are computed in floating point, and true data must stay possible."""

MOST_TOLERANCE = 1e-3
"""And never further than this, or an exact count of millions would become a range."""


@dataclass(frozen=True, slots=True)
class Rule:
    """When a secret is out, without its name and its unknowns: see `Secret`."""

    group: int
    least: int
    width: float
    whole: bool
    zero: bool
    insiders: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What blocks of one form share: the weights of facts, secrets and their wholes (a row each, a column for each unknown), and rules."""

    facts: Floats
    secrets: Floats
    wholes: Floats
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block: its limits, what its secrets and wholes have besides the unknowns, and which facts and secrets these were."""

    low: Floats
    high: Floats
    beside: Floats
    whole_beside: Floats
    lines: tuple[int, ...]
    secrets: tuple[int, ...]


class Sums:
    """Weighted sums by their number, flat: which sum, which unknown, what weight."""

    def __init__(self, sums: Iterable[Mapping[str, float]], index: Mapping[str, int]) -> None:
        unknowns: list[int] = []
        weights: list[float] = []
        sizes: list[int] = []
        for terms in sums:
            unknowns.extend(map(index.__getitem__, terms))
            weights.extend(terms.values())
            sizes.append(len(terms))
        self.count = len(sizes)
        self.starts: Ints = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)]).astype(np.int64)
        self.sums: Ints = np.repeat(np.arange(len(sizes)), sizes)
        self.unknowns: Ints = np.array(unknowns, dtype=np.int64)
        self.weights: Floats = np.array(weights, dtype=float)

    def constants(self, values: Floats) -> Floats:
        """What the unknowns with a value (others are NaN) put into each sum."""
        given = ~np.isnan(values[self.unknowns])
        amounts = self.weights[given] * values[self.unknowns[given]]
        return np.bincount(self.sums[given], weights=amounts, minlength=self.count).astype(float)

    def givers(self, number: int, because: Ints) -> list[int]:
        """The facts that give the unknowns of one sum which are given."""
        givers = because[self.unknowns[self.starts[number] : self.starts[number + 1]]]
        return [int(each) for each in givers if each >= 0]

    def dense(self, number: int, place: Ints, width: int) -> Floats:
        """One sum as a row over the unknowns that have a place (−1: none) in the block."""
        row = np.zeros(width)
        part = slice(self.starts[number], self.starts[number + 1])
        places = place[self.unknowns[part]]
        row[places[places >= 0]] = self.weights[part][places >= 0]
        return row


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """Everything known and secret, cut: the forms with their blocks, and facts that are refuted by exact figures alone."""

    families: tuple[tuple[Form, tuple[Block, ...]], ...]
    refuted: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]
    """For each refuted fact: the facts that contradict each other, and the secrets that have an unknown of them."""
    facts: Sums
    secrets: tuple[Sums, Sums]
    because: Ints

    def origins(self, block: Block) -> list[int]:
        """The facts that a block hangs on: its own, and those that gave the unknowns that were put into them and into its secrets."""
        lines = set(block.lines)
        for sums in self.secrets:
            for secret in block.secrets:
                lines |= set(sums.givers(secret, self.because))
        return sorted(_origins(lines, self.facts, self.because))


def lines_of(known: Sequence[Known]) -> tuple[Floats, Floats]:
    """The limits of the facts, as tight as whole numbers make them and as wide as floating point needs.

    Parameters
    ----------
    known
        The facts.

    Returns
    -------
    tuple[Floats, Floats]
        The lowest and the highest of each; low above high where no whole number fits.
    """
    low, high = (np.array([getattr(fact, end) for fact in known], dtype=float) for end in ("low", "high"))
    margins = [np.minimum(TOLERANCE * np.maximum(1.0, np.abs(end)), MOST_TOLERANCE) for end in (low, high)]
    whole = np.array([all(float(weight).is_integer() for weight in fact.terms.values()) for fact in known], dtype=bool)
    with np.errstate(invalid="ignore"):  # inf − inf of a limit that is no limit
        low, high = low - np.where(np.isfinite(low), margins[0], 0), high + np.where(np.isfinite(high), margins[1], 0)
    return np.where(whole, np.ceil(low), low), np.where(whole, np.floor(high), high)


def cut(known: Sequence[Known], secrets: Sequence[Secret]) -> Blocks:
    """The facts and secrets in blocks that have nothing to do with each other.

    A secret of which no unknown is in any fact is in no block: nothing is known of it.

    Parameters
    ----------
    known
        The facts.
    secrets
        What must not be found.

    Returns
    -------
    Blocks
        The blocks, by form.
    """
    index: dict[str, int] = defaultdict(count().__next__)
    facts, parts = Sums((fact.terms for fact in known), index), Sums((secret.terms for secret in secrets), index)
    wholes = Sums((secret.whole for secret in secrets), index)
    low, high = lines_of(known)
    told = np.isfinite(low) | np.isfinite(high)
    values, because = _exact(facts, low, high, told, len(index))
    constants = facts.constants(values)
    left = np.bincount(facts.sums[np.isnan(values[facts.unknowns]) & (facts.weights != 0)], minlength=facts.count)
    low, high = low - constants, high - constants
    edge = TOLERANCE * np.maximum(1.0, np.abs(constants))
    wrong = told & (((left == 0) & ((low > edge) | (high < -edge))) | (low > high + edge))
    refuted = [_refutation(int(line), facts, (parts, wholes), because) for line in np.flatnonzero(wrong)]
    families = _families((facts, parts, wholes), secrets, (low, high), told & (left > 0) & ~wrong, values)
    return Blocks(families=families, refuted=tuple(refuted), facts=facts, secrets=(parts, wholes), because=because)


def _exact(facts: Sums, low: Floats, high: Floats, told: Flags, size: int) -> tuple[Floats, Ints]:
    """The unknowns that a fact gives exactly, once those before it are put in, and which fact (−1: none)."""
    values, because = np.full(size, math.nan), np.full(size, -1, dtype=np.int64)
    downward = np.bincount(facts.sums[facts.weights < 0], minlength=facts.count) > 0
    while True:
        open_ = np.isnan(values[facts.unknowns]) & (facts.weights != 0)
        constants = facts.constants(values)
        left = np.bincount(facts.sums[open_], minlength=facts.count)
        single = told & (left == 1) & (low == high)
        empty = told & (left > 0) & ~downward & (np.abs(high - constants) < TOLERANCE)
        at = np.flatnonzero(open_ & (single | empty)[facts.sums])
        sums = facts.sums[at]
        found = np.where(empty[sums], 0.0, (high[sums] - constants[sums]) / facts.weights[at])
        whole = (np.abs(found - np.round(found)) < TOLERANCE) & (found > -TOLERANCE)
        at, found = at[whole], np.round(found[whole]) + 0.0
        if not at.size:
            return values, because
        unknowns, first = np.unique(facts.unknowns[at], return_index=True)
        values[unknowns], because[unknowns] = found[first], facts.sums[at[first]]


def _origins(lines: Iterable[int], facts: Sums, because: Ints) -> set[int]:
    seen: set[int] = set()
    ahead = list(lines)
    while ahead:
        line = ahead.pop()
        if line in seen:
            continue
        seen.add(line)
        ahead.extend(facts.givers(line, because))
    return seen


def _refutation(line: int, facts: Sums, sums: Sequence[Sums], because: Ints) -> tuple[tuple[int, ...], tuple[int, ...]]:
    lines = sorted(_origins([line], facts, because))
    unknowns = np.concatenate([facts.unknowns[facts.starts[each] : facts.starts[each + 1]] for each in lines])
    touched = {int(each) for terms in sums for each in terms.sums[np.isin(terms.unknowns, unknowns)]}
    return tuple(lines), tuple(sorted(touched))


def _families(
    terms: tuple[Sums, Sums, Sums], secrets: Sequence[Secret], limits: tuple[Floats, Floats], used: Flags, values: Floats
) -> tuple[tuple[Form, tuple[Block, ...]], ...]:
    facts, parts, wholes = terms
    beside, whole_beside = parts.constants(values), wholes.constants(values)
    size = len(values)
    given = np.zeros(parts.count, dtype=bool)
    for each in (parts, wholes):
        given[each.sums[~np.isnan(values[each.unknowns])]] = True
    rules = [_rule(secret) for secret in secrets]
    forms: dict[tuple[object, ...], tuple[Form, list[Block]]] = {}
    place = np.full(size, -1, dtype=np.int64)
    for unknowns, lines, inside in _components(terms, used, np.isnan(values), size):
        if unknowns.size and not lines.size and not given[inside].any():
            continue  # nothing is known of any of these
        place[unknowns] = np.arange(unknowns.size)
        width = int(unknowns.size)
        rows = [
            np.array([each.dense(number, place, width) for number in numbers]).reshape(len(numbers), width)
            for each, numbers in ((facts, lines), (parts, inside), (wholes, inside))
        ]
        place[unknowns] = -1
        key = (width, *(each.tobytes() for each in rows), *(rules[number] for number in inside))
        if key not in forms:
            forms[key] = Form(facts=rows[0], secrets=rows[1], wholes=rows[2], rules=tuple(rules[each] for each in inside)), []
        forms[key][1].append(
            Block(
                low=limits[0][lines],
                high=limits[1][lines],
                beside=beside[inside],
                whole_beside=whole_beside[inside],
                lines=tuple(lines.tolist()),
                secrets=tuple(inside.tolist()),
            )
        )
    return tuple((form, tuple(blocks)) for form, blocks in forms.values())


def _components(terms: tuple[Sums, Sums, Sums], used: Flags, unknown: Flags, size: int) -> Iterator[tuple[Ints, Ints, Ints]]:
    """The unknowns, facts and secrets of each block: numbers of what hangs together by facts and by secrets."""
    facts, parts, wholes = terms
    links: list[tuple[Ints, Ints]] = []
    for each, first, kept in ((facts, size, used), (parts, size + facts.count, None), (wholes, size + facts.count, None)):
        keep = unknown[each.unknowns] & (each.weights != 0)
        if kept is not None:
            keep &= kept[each.sums]
        links.append((first + each.sums[keep], each.unknowns[keep]))
    nodes = size + facts.count + parts.count
    ends = tuple(np.concatenate([link[end] for link in links]) for end in (0, 1))
    labels = connected_components(coo_array((np.ones(len(ends[0])), ends), shape=(nodes, nodes)), directed=False)[1]
    alive = np.concatenate([unknown, used, np.ones(parts.count, dtype=bool)])
    order = np.flatnonzero(alive)
    order = order[np.argsort(labels[order], kind="stable")]
    for members in np.split(order, np.flatnonzero(np.diff(labels[order])) + 1):
        inside = members[members >= size + facts.count] - size - facts.count
        if inside.size or (members >= size).any():
            lines = members[(members >= size) & (members < size + facts.count)] - size
            yield members[members < size], lines, inside


def _rule(secret: Secret) -> Rule:
    return Rule(secret.group, secret.least, secret.width, bool(secret.whole), secret.zero, secret.insiders)
