"""Comparable municipalities: of the same class of population, or nearest in what a register knows. Listed by name, never ranked."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence

import numpy as np

from impactlib.errors import InputError, UnknownNameError
from impactlib.sources.areas import Area, Register
from impactlib.workspace import Peers

CLASSES = (5_000, 10_000, 20_000, 50_000, 100_000, 150_000, 250_000)
"""The lower ends of CBS's classes of municipalities by number of inhabitants; the first class is all below."""

FEWEST = 5
"""A benchmark is of so many other areas at least (STATISTICS.md, section 3.1)."""

USUAL_NEIGHBOURS = 10
"""How many nearest municipalities are taken, unless another number is asked for."""


def population_class(population: float) -> tuple[int, int | None]:
    """The class of a number of inhabitants, from its lower end up to (and without) its upper one; None where it has no end.

    Parameters
    ----------
    population : float
        Inhabitants, 0 or more.

    Returns
    -------
    (int, int or None)
        As CBS divides municipalities ('gemeentegrootte').

    Raises
    ------
    InputError
        When the population is negative or not finite.

    References
    ----------
    CBS, 'Gemeentegrootte', classification of municipalities by number of inhabitants.

    Examples
    --------
    >>> population_class(168_000), population_class(4_999), population_class(900_000)
    ((150000, 250000), (0, 5000), (250000, None))
    """
    if not (math.isfinite(population) and population >= 0):
        raise InputError("population_class", f"the population is {population:g}", "give 0 or more")
    place = bisect_right(CLASSES, population)
    return (CLASSES[place - 1] if place else 0), (CLASSES[place] if place < len(CLASSES) else None)


def peers_by_class(register: Register, code: str, period: str, *, among: Sequence[str] | None = None) -> tuple[str, ...]:
    """The other areas of the same class of population, by name; where they are fewer than 5, with those of the classes beside it.

    Parameters
    ----------
    register : Register
        All areas, with their population.
    code : str
        The area whose peers are asked for; it is never among them.
    period : str
        The year or school year whose population counts.
    among : sequence of str or None
        The areas to choose from; all of the register when left out.

    Returns
    -------
    tuple of str
        Codes in the order of the areas' names. Areas without a population in that period are left out; it is empty when the area itself
        has none.

    Raises
    ------
    UnknownNameError
        When the register has no such area.

    References
    ----------
    `population_class`.

    Examples
    --------
    >>> from impactlib.sources.areas import default_register
    >>> dutch = default_register()
    >>> peers = peers_by_class(dutch, "GM0200", "2025")
    >>> [dutch.areas[peer].name for peer in peers][:3]
    ['Almere', 'Amersfoort', 'Arnhem']
    """
    own = _area(register, code).population_in(period)
    if own is None:
        return ()
    others = {each.code: people for each in _others(register, code, among) if (people := each.population_in(period)) is not None}
    place = bisect_right(CLASSES, own)
    found: list[str] = []
    for width in range(len(CLASSES) + 1):
        found = [each for each, people in others.items() if abs(bisect_right(CLASSES, people) - place) <= width]
        if len(found) >= FEWEST:
            break
    return _by_name(register, found)


def nearest_neighbours(
    register: Register,
    code: str,
    variables: Mapping[str, Mapping[str, float]],
    *,
    number: int = USUAL_NEIGHBOURS,
    among: Sequence[str] | None = None,
) -> tuple[str, ...]:
    """The areas that are most alike in these variables, by name.

    Parameters
    ----------
    register : Register
        All areas.
    code : str
        The area whose neighbours are asked for; it is never among them.
    variables : mapping of str to mapping of str to float
        For each variable its value by area code. `register_variables` gives those that a register knows. Of an area that lacks one
        variable nothing is known here: it is left out.
    number : int
        How many; at least 5.
    among : sequence of str or None
        The areas to choose from; all of the register when left out.

    Returns
    -------
    tuple of str
        Codes in the order of the areas' names. The distance is Euclidean on standardised variables (each with mean 0 and standard
        deviation 1 over the areas to choose from and the area itself); a variable that is the same everywhere counts for nothing.

    Raises
    ------
    InputError
        When fewer than 5 are asked for, there is no variable, or the area lacks one.
    UnknownNameError
        When the register has no such area.

    References
    ----------
    CIPFA nearest neighbours model; Cover, T. M. and Hart, P. E. (1967), IEEE Transactions on Information Theory 13, 21-27.

    Examples
    --------
    >>> from impactlib.sources.areas import default_register
    >>> dutch = default_register()
    >>> peers = nearest_neighbours(dutch, "GM0200", register_variables(dutch, "2025"), number=5)
    >>> len(peers), "GM0200" in peers
    (5, False)
    """
    _area(register, code)
    if number < FEWEST:
        raise InputError("nearest_neighbours", f"number is {number}", f"give {FEWEST} or more")
    if not variables:
        raise InputError("nearest_neighbours", "there is no variable", "give one at least, such as register_variables(register, period)")
    lacking = [name for name, values in variables.items() if code not in values]
    if lacking:
        raise InputError("nearest_neighbours", f"{code} has no {lacking[0]!r}", "give it, or leave the variable out")
    others = [each.code for each in _others(register, code, among) if all(each.code in values for values in variables.values())]
    table = np.array([[values[each] for values in variables.values()] for each in (code, *others)], dtype=np.float64)
    spread = table.std(axis=0)
    standard = (table - table.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    away = np.square(standard[1:] - standard[0]).sum(axis=1)
    # Of two that are just as near the one with the lower code, whatever the order they came in.
    nearest = sorted(range(len(others)), key=lambda each: (round(float(away[each]), 12), others[each]))[:number]
    return _by_name(register, [others[each] for each in nearest])


def register_variables(register: Register, period: str, *, years: int = 5) -> dict[str, dict[str, float]]:
    """What a register tells of areas that municipalities are compared by: the logarithm of the population, and its growth.

    Parameters
    ----------
    register : Register
        All areas, with their population by period.
    period : str
        The year that counts.
    years : int
        Over how many years growth is taken.

    Returns
    -------
    dict of str to dict of str to float
        'population' (natural logarithm of inhabitants) and 'growth' (a fraction of 1 over those years), each by area code. Growth is
        there only when some area has it.

    Raises
    ------
    InputError
        When no area has a population in that period.

    References
    ----------
    None: no statistic is figured here.

    Examples
    --------
    >>> from impactlib.sources.areas import default_register
    >>> found = register_variables(default_register(), "2025")
    >>> sorted(found), len(found["population"])
    (['growth', 'population'], 342)
    """
    earlier = str(int(period[:4]) - years)
    now = {code: people for code, each in register.areas.items() if (people := each.population_in(period))}
    if not now:
        raise InputError("register_variables", f"no area has a population in {period}", "give a period that the register has")
    then = {code: people for code in now if (people := register.areas[code].population_in(earlier))}
    found = {"population": {code: math.log(people) for code, people in now.items()}}
    if then:
        found["growth"] = {code: now[code] / people - 1 for code, people in then.items()}
    return found


def peers_of(register: Register, codes: Sequence[str], settings: Peers, period: str) -> dict[str, tuple[str, ...]]:
    """The peers of each of these areas among them, chosen as the workspace says.

    Examples
    --------
    >>> from impactlib.sources.areas import default_register
    >>> from impactlib.workspace import Peers
    >>> dutch = default_register()
    >>> found = peers_of(dutch, list(dutch.areas), Peers(by="neighbours", number=5), "2025")
    >>> len(found), len(found["GM0200"])
    (342, 5)
    """
    if settings.by == "population_class":
        return {code: peers_by_class(register, code, period, among=codes) for code in codes}
    if not any(register.areas[code].population_in(period) for code in codes):
        return dict.fromkeys(codes, ())
    variables = register_variables(register, period)
    found: dict[str, tuple[str, ...]] = {}
    for code in codes:
        # A municipality that is newly formed has no growth: its neighbours are those of the same population.
        known = {name: values for name, values in variables.items() if code in values}
        found[code] = nearest_neighbours(register, code, known, number=settings.number, among=codes) if known else ()
    return found


def _area(register: Register, code: str) -> Area:
    if code not in register.areas:
        raise UnknownNameError.among("peers", "area", code, register.areas)
    return register.areas[code]


def _others(register: Register, code: str, among: Sequence[str] | None) -> list[Area]:
    return [register.areas[each] for each in (register.areas if among is None else among) if each != code and each in register.areas]


def _by_name(register: Register, codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(codes, key=lambda code: (register.areas[code].name.casefold().lstrip("'"), code)))
