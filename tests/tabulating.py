"""What must hold of a published table, said once more and apart from the product: for the proof, and for publishers that are wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np

from impactlib.disclosure.attack import attack
from impactlib.disclosure.known import Known, Secret

Place = tuple[int | None, ...]
NEVER = 10**9


@dataclass(frozen=True, kw_only=True)
class Publication:
    """What somebody tells of a table: the exact numbers by place, and between which limits the true number of each place then lies."""

    told: Mapping[Place, int]
    limits: Mapping[Place, tuple[float, float]]


def all_places(shape: Sequence[int]) -> list[Place]:
    """Every cell and every total of a table of this shape."""
    return list(product(*([*range(size), None] for size in shape)))


def unknown(cell: Sequence[int]) -> str:
    """The name of a cell's number, as `protect_table` has it."""
    return "|".join(map(str, cell))


def terms(shape: Sequence[int], place: Place) -> dict[str, float]:
    """The cells that a place adds up."""
    ranges = (range(size) if category is None else [category] for size, category in zip(shape, place, strict=True))
    return {unknown(cell): 1.0 for cell in product(*ranges)}


def number(table: np.ndarray, place: Place) -> int:
    """How many people are in a place."""
    return int(table[tuple(slice(None) if category is None else category for category in place)].sum())


def exactly(told: Mapping[Place, int]) -> Publication:
    """A publication of exact numbers."""
    return Publication(told=told, limits={place: (people, people) for place, people in told.items()})


def facts(shape: Sequence[int], limits: Mapping[Place, tuple[float, float]], origin: str = "release") -> list[Known]:
    """Limits as facts about the cells."""
    return [
        Known(terms=terms(shape, place), low=max(low, 0), high=high, origin=origin, owner=str(place))
        for place, (low, high) in limits.items()
    ]


def concentrated(table: np.ndarray) -> list[tuple[Place, Place, list[Place]]]:
    """Lines in which everybody is in one place, in the table and in all its margins: that place, the total and the empty places."""
    found = []
    for kept in (axes for size in range(1, table.ndim + 1) for axes in combinations(range(table.ndim), size)):
        for axis in kept:
            others = [range(table.shape[each]) if each in kept and each != axis else [None] for each in range(table.ndim)]
            for place in product(*others):
                line = [(*place[:axis], category, *place[axis + 1 :]) for category in range(table.shape[axis])]
                full = [each for each in line if number(table, each)]
                if len(line) > 1 and len(full) == 1:
                    found.append((full[0], place, [each for each in line if each != full[0]]))
    return found


def secrets_of(table: np.ndarray, group: int, places: Sequence[Place]) -> list[Secret]:
    """What must not be worked out of a table of which these places might be told: small numbers, zeros and lines that give a group away."""
    shape = table.shape
    found = [
        Secret(name=f"small {place}", terms=terms(shape, place), group=group, least=group, width=group)
        for place in all_places(shape)
        if 1 <= number(table, place) < group
    ]
    for full, total, empty in concentrated(table):
        inside, whole = terms(shape, full), terms(shape, total)
        found.append(Secret(name=f"all of {total} in {full}", terms=inside, group=group, least=1, width=1, whole=whole))
        zeros = [each for each in empty if each in places]
        found += [Secret(name=f"zero {each}", terms=terms(shape, each), group=group, least=group, width=group, zero=True) for each in zeros]
    return found


def hidden_of(shape: Sequence[int], places: Sequence[Place], publication: Publication) -> list[Secret]:
    """What is hidden must at the least not be exact."""
    return [
        Secret(name=f"hidden {place}", terms=terms(shape, place), group=NEVER, least=1, width=1, zero=True)
        for place in places
        if place not in publication.limits
    ]


def faults(
    table: np.ndarray, publication: Publication, *, group: int, public: Sequence[Place] = (), places: Sequence[Place] = ()
) -> list[str]:
    """What is wrong with a publication of a table: told numbers that are not the true ones, and secrets that can be worked out."""
    places = places or all_places(table.shape)
    wrong = [f"untrue {place}" for place, people in publication.told.items() if people != number(table, place)]
    shape = table.shape
    given = facts(shape, {place: (number(table, place), number(table, place)) for place in public}, "public")
    secrets = [*secrets_of(table, group, places), *hidden_of(shape, places, publication)]
    return wrong + [f"{each.why} {each.secret}" for each in attack([*facts(shape, publication.limits), *given], secrets)]
