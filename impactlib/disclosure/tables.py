"""A table of how many people, published with its margins so that no hidden number can be worked out.

Small numbers and zeros that give a group away are hidden; first the categories are merged that may be merged, then other numbers are
hidden with them, and the table is given out only after an attack on it, together with all that is public or was told before, finds
nothing. All that is told is exact: totals are of all people, and nothing is rounded.

Which numbers are hidden, and which categories are one, depends on the numbers; somebody who knows how it is chosen learns a little
from the choice. Keep the reasons inside: that a cell is hidden because it is small says that it is small.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from impactlib.disclosure.attack import attack, bounds
from impactlib.disclosure.complementary import Told, complement
from impactlib.disclosure.known import Known, Origin, Secret
from impactlib.disclosure.table_input import checked_groups, read_counts, told_tables
from impactlib.disclosure.table_rules import Axes, Grid, Merge, Place, Reason, redesigned
from impactlib.errors import InputError

ROUNDS = 5
"""So often what the attack still finds is hidden further, before the table is refused."""

MARGIN_COST = 4.0
"""A total over one more axis counts as so many cells when it is chosen what goes."""

NEVER = 10**9
"""A hidden number is hidden however large it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableDecision:
    """A cell or a total that is not told, and why; never how many people it has. For inside."""

    place: Place
    name: str
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedTable:
    """What is told of a table: `told` has for each place (a category on each axis, None where it is added up) how many people.

    `parts` has for each axis which categories are reported as one; `labels` what the reported categories are called. `decisions` and
    what `secrets` gives are for inside.
    """

    told: Mapping[Place, int]
    parts: tuple[tuple[tuple[int, ...], ...], ...]
    labels: tuple[tuple[str, ...], ...]
    decisions: tuple[TableDecision, ...]
    _lines: tuple[Known, ...]
    _given: tuple[Known, ...]
    _secrets: tuple[Secret, ...]

    def known(self, origin: Origin = "release") -> list[Known]:
        """What is told, as facts about the numbers of people in the smallest cells."""
        return [replace(line, origin=origin) for line in self._lines]

    def given(self) -> list[Known]:
        """What was public or told before, with which the table was attacked."""
        return list(self._given)

    def secrets(self) -> list[Secret]:
        """What must not be worked out: all that is small, all that gives a group away, and all that is hidden."""
        return list(self._secrets)

    def log(self) -> list[str]:
        """A line for each thing that was hidden or made one with others, without any number of people."""
        merged = [
            f"axis {axis}: categories {', '.join(map(str, part))} are told as one"
            for axis, parts in enumerate(self.parts)
            for part in parts
            if len(part) > 1
        ]
        return merged + [f"{each.name}: hidden, {each.reason}" for each in self.decisions]


def protect_table(
    counts: ArrayLike | Mapping[tuple[str, ...], int],
    *,
    group: int = 10,
    margins: Iterable[Axes] | None = None,
    grouped: Mapping[int, Sequence[Sequence[int]]] | None = None,
    merge: Mapping[int, Merge] | None = None,
    public: Iterable[Place] = (),
    earlier: Sequence[Known] = (),
    prefix: str = "",
) -> PublishedTable:
    """A frequency table of one to three axes that can be published with its margins.

    Parameters
    ----------
    counts
        How many people are in each cell: an array, or a mapping from the categories of a cell to a number (0 where it has none).
    group
        The fewest people who may be told of as a group: cells and totals of 1 to `group` − 1 are hidden.
    margins
        The tables to tell, each by the axes that it keeps: (0, 1) for the cells of two axes, (0,) for the totals of each category of
        the first, () for the total of all. All of them when it is left out.
    grouped
        By axis, which categories are reported as one in any case.
    merge
        By axis, which categories may be reported as one: groups of them, or 'neighbours' where they have an order. They are merged,
        before anything is hidden, as far as that leaves fewer numbers to hide.
    public
        Places (before merging) of which everybody knows the number of people. They are not protected, and facts for the attack.
    earlier
        What was told before about the same cells, by the names that `known` gives them. A small number that stands there exactly is out,
        and is not told again.
    prefix
        What goes before the names of cells, to tell tables about other people apart.

    Returns
    -------
    PublishedTable
        The same for the same input.

    Raises
    ------
    InputError
        The counts are no table of people, or what is public or was told before gives a number away by itself. Numbers of people are not
        in the message.

    References
    ----------
    Hundepool, A. et al. (2024). Handbook on Statistical Disclosure Control, 2nd edition, chapter 4.

    Examples
    --------
    >>> table = protect_table([[3, 40, 25], [50, 60, 30]])
    >>> [(each.name, each.reason) for each in table.decisions]
    [('cell 0, 0', 'too-few'), ('cell 0, 2', 'complementary'), ('cell 1, 0', 'complementary'), ('cell 1, 2', 'complementary')]
    >>> table.told[None, None]
    208
    """
    table, labels = read_counts(counts)
    if group < 1:
        raise InputError("group", f"it is {group}", "give 1 or more")
    axes = range(table.ndim)
    for name, by_axis in (("grouped", grouped), ("merge", merge)):
        if not set(by_axis or ()) <= set(axes):
            raise InputError(name, f"it names the axes {sorted(by_axis or ())}", f"the table has the axes {list(axes)}")
    parts = tuple(checked_groups(axis, table.shape[axis], (grouped or {}).get(axis)) for axis in axes)
    grid = Grid(counts=table, parts=parts)
    told = told_tables(grid, margins)
    for axis, allowed in (merge or {}).items():
        if not isinstance(allowed, str):
            checked_groups(axis, table.shape[axis], allowed)
        elif allowed != "neighbours":
            raise InputError("merge", f"axis {axis} has {allowed!r}", "give groups of categories, or 'neighbours'")
    grid = redesigned(grid, merge or {}, told, group)
    return _Publisher(grid, labels, told=told, group=group, prefix=prefix).publish(tuple(public), earlier)


class _Publisher:
    """Hides what must be hidden of one grid, and holds the attack against it."""

    def __init__(self, grid: Grid, labels: tuple[tuple[str, ...], ...], *, told: Sequence[Axes], group: int, prefix: str) -> None:
        self.grid, self.group, self.prefix = grid, group, prefix
        self.fine = labels
        self.labels = tuple(tuple("+".join(labels[axis][each] for each in part) for part in parts) for axis, parts in enumerate(grid.parts))
        self.told = {place: people for axes in told for place, people in grid.places(axes)}
        self.by_name = {self.name(place): place for place in self.told}
        self.hidden = grid.primary(told, group)

    def name(self, place: Place) -> str:
        """What a place is called where a decision or an error is told."""
        shown = ", ".join("all" if category is None else self.labels[axis][category] for axis, category in enumerate(place))
        return f"{'total' if None in place else 'cell'} {shown}"

    def unknown(self, cell: Sequence[int]) -> str:
        """What the number of people in one smallest cell is called."""
        return self.prefix + "|".join(self.fine[axis][category] for axis, category in enumerate(cell))

    def terms(self, place: Place) -> dict[str, float]:
        """The smallest cells that a place adds up."""
        return {self.unknown(cell): 1.0 for cell in self.grid.cells(place)}

    def publish(self, public: Sequence[Place], earlier: Sequence[Known]) -> PublishedTable:
        """Hide, attack, and hide further until the attack finds nothing."""
        plain = Grid(
            counts=self.grid.counts, parts=tuple(checked_groups(axis, size, None) for axis, size in enumerate(self.grid.counts.shape))
        )
        cells = {self.unknown(cell) for cell in np.ndindex(plain.counts.shape)}
        strange = sorted({name for line in earlier for name in line.terms} - cells)
        if strange:
            raise InputError("earlier", f"it tells of {strange[0]!r}", "give facts about the cells of this table only")
        given = [*self._public(plain, public), *earlier]
        open_to_all = {frozenset(line.terms) for line in given if line.origin == "public"}
        for place in [each for each in self.hidden if frozenset(self.terms(each)) in open_to_all]:
            del self.hidden[place]
        secrets = self._within(given, self._secrets(plain))
        wider: dict[str, float] = {}
        for _ in range(ROUNDS):
            self._complement(given, [_wider(each, wider) for each in [*secrets, *self._complementary()]], plain)
            known, protected = self._known(), [*secrets, *self._complementary()]
            exposures = attack([*known, *given], protected)
            if not exposures:
                return self._published(known, given, protected)
            wider |= {each.secret: 2 * wider.get(each.secret, 1.0) for each in exposures}
        names = ", ".join(sorted({each.secret for each in exposures})[:3])
        raise InputError("the table", f"it cannot be made safe: {names} can be worked out", "tell fewer margins or merge categories")

    def _secrets(self, plain: Grid) -> list[Secret]:
        found: dict[frozenset[str], Secret] = {}
        for grid in (self.grid,) if plain.parts == self.grid.parts else (self.grid, plain):
            for axes in grid.tables if grid is self.grid else (tuple(range(grid.counts.ndim)),):
                for place, people in grid.places(axes):
                    if 1 <= people < self.group:
                        terms = {self.unknown(cell): 1.0 for cell in grid.cells(place)}
                        found.setdefault(frozenset(terms), self._secret(self._name_in(grid, place), terms))
        for place, reason in self.hidden.items():
            if reason == "group-disclosing zero":
                terms = self.terms(place)
                found.setdefault(frozenset(terms), replace(self._secret(self.name(place), terms), zero=True))
        secrets = list(found.values())
        for axes in self.grid.tables:
            for line in self.grid.lines(axes):
                everybody = self._secret(f"{self.name(line.full)} of {self.name(line.total)}", self.terms(line.full))
                secrets.append(replace(everybody, width=1.0, least=1, whole=self.terms(line.total)))
        return secrets

    def _name_in(self, grid: Grid, place: Place) -> str:
        if grid is self.grid:
            return self.name(place)
        return "cell " + ", ".join(self.fine[axis][category] for axis, category in enumerate(place) if category is not None)

    def _secret(self, name: str, terms: Mapping[str, float]) -> Secret:
        return Secret(name=name, terms=terms, group=self.group, least=self.group, width=float(self.group))

    def _within(self, given: Sequence[Known], secrets: list[Secret]) -> list[Secret]:
        """The secrets, none asked to be wider than what is known already leaves it; an error where that gives one away.

        A place that is known to be empty is told to be empty.
        """
        if not given:
            return secrets
        told = {frozenset(line.terms) for line in given if line.low == line.high}
        secrets = [each for each in secrets if frozenset(each.terms) not in told or (each.whole and frozenset(each.whole) not in told)]
        out = {each.secret: each for each in attack(given, secrets)}
        known_empty = {name for name, each in out.items() if each.upper == 0 and self.by_name.get(name) in self.hidden}
        for name in known_empty:
            del self.hidden[self.by_name[name]], out[name]
        secrets = [each for each in secrets if each.name not in known_empty]
        away = sorted(name for name, each in out.items() if each.why != "narrow")
        if away:
            raise InputError(
                "the table",
                f"what is public or was told before gives away {', '.join(away[:3])}",
                "merge these categories with others, or leave them out",
            )
        narrow = [each for each in secrets if each.name in out]
        for secret, (low, high) in zip(narrow, bounds(given, narrow), strict=True):
            secrets[secrets.index(secret)] = replace(secret, width=min(secret.width, high - low))
        return secrets

    def _public(self, plain: Grid, public: Sequence[Place]) -> list[Known]:
        lines = []
        for place in public:
            sizes = plain.counts.shape
            if len(place) != len(sizes) or any(each is not None and not 0 <= each < size for each, size in zip(place, sizes, strict=True)):
                raise InputError("public", f"there is no place {place}", f"give a category or None for each axis of {sizes}")
            people = plain.count(place)
            terms = {self.unknown(cell): 1.0 for cell in plain.cells(place)}
            lines.append(Known(terms=terms, low=people, high=people, origin="public"))
        return lines

    def _known(self) -> list[Known]:
        return [
            Known(terms=self.terms(place), low=people, high=people, owner=self.name(place))
            for place, people in self.told.items()
            if place not in self.hidden
        ]

    def _complementary(self) -> list[Secret]:
        return [self._just_hidden(place) for place, reason in self.hidden.items() if reason == "complementary"]

    def _just_hidden(self, place: Place) -> Secret:
        return Secret(name=f"hidden {self.name(place)}", terms=self.terms(place), group=NEVER, least=1, width=1.0, zero=True)

    def _complement(self, given: Sequence[Known], secrets: Sequence[Secret], plain: Grid) -> None:
        stays = [place for place in self.told if place not in self.hidden]
        lines = [
            Told(owner=self.name(place), terms=self.terms(place), low=people, high=people, cost=_cost(place, people))
            for place in stays
            for people in [self.told[place]]
        ]
        fixed = [Told(owner=f"known before: {each.owner}", terms=each.terms, low=each.low, high=each.high, cost=np.inf) for each in given]
        truth = {self.unknown(cell): int(plain.counts[cell]) for cell in np.ndindex(plain.counts.shape)}
        cells = {self.name(place): self._just_hidden(place) for place in stays}
        chosen = complement([*lines, *fixed], truth, secrets, cells=cells)
        if chosen.unprotected:
            raise InputError(
                "the table",
                f"it cannot be made safe: {', '.join(chosen.unprotected[:3])} can be worked out, whatever is hidden",
                "tell fewer margins or merge categories",
            )
        self.hidden |= dict.fromkeys((self.by_name[owner] for owner in chosen.owners), "complementary")

    def _published(self, known: Sequence[Known], given: Sequence[Known], secrets: Sequence[Secret]) -> PublishedTable:
        decisions = [
            TableDecision(place=place, name=self.name(place), reason=self.hidden[place]) for place in self.told if place in self.hidden
        ]
        return PublishedTable(
            told={place: people for place, people in self.told.items() if place not in self.hidden},
            parts=self.grid.parts,
            labels=self.labels,
            decisions=tuple(decisions),
            _lines=tuple(known),
            _given=tuple(given),
            _secrets=tuple(secrets),
        )


def _cost(place: Place, people: int) -> float:
    """What is lost with a place: a total more than a cell, and many people a little more than few."""
    return float(MARGIN_COST ** place.count(None) + np.log1p(people) / 10)


def _wider(secret: Secret, wider: Mapping[str, float]) -> Secret:
    """The secret, asked to be so many times as wide as it must be."""
    return replace(secret, width=secret.width * wider.get(secret.name, 1.0))
