"""Answers weighted to known totals of the population (raking), and what that costs in certainty."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from impactlib.errors import InputError
from impactlib.statistics.estimate import CONFIDENCE, Estimate
from impactlib.statistics.quantiles import normal_quantile, t_quantile
from impactlib.statistics.tables import Frequencies, check_frequencies

FEWEST_WEIGHTED = 50
"""Under this many people weights do more harm than good (STATISTICS.md, section 2, 'non-response')."""

FEWEST_IN_CATEGORY = 10
"""A category of fewer people is merged with a neighbour, so that nobody speaks for too many."""

HEAVIEST = 5
"""No weight is more than this many times the median weight when the weights are raked for the last time."""

MARGINS = (2, 4)
"""The fewest and the most margins."""

SAME_TOTAL = 0.01
"""So much of the total two margins may differ in theirs; they are scaled to one another."""

CLOSE, ROUNDS = 1e-12, 5000
"""The weights are found when no category is further from its total than this part of all people, within so many rounds."""

FAR = 1e-9
"""No weights fit when after all rounds a category is still further from its total than this part of all people."""

Cell = tuple[str, ...]
"""The category of a group of people on each margin."""

Floats = NDArray[np.float64]
"""An array of numbers, one for each cell or category."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raked:
    """The weight of everyone in each cell, on average 1, and what the weights cost.

    `n` counts the people with a weight, `effective` as how many people of equal weight they are worth (Kish), and `design_effect` is
    n / effective. `categories` are the categories of each margin as they were weighted, those merged for having too few people
    together; `trimmed` counts the people whose weight was cut.
    """

    weights: Mapping[Cell, float]
    n: int
    effective: float
    design_effect: float
    categories: tuple[tuple[tuple[str, ...], ...], ...]
    trimmed: int


def rake(cells: Mapping[Cell, int], margins: Sequence[Mapping[str, float]]) -> Raked:
    """Weights that give the people who answered the known totals of the population on each margin.

    Parameters
    ----------
    cells : mapping of tuple of str to int
        People who answered, by their category on each margin; at least 50.
    margins : sequence of mapping of str to float
        Two to four: for each the population of every category, as numbers or as shares, in their natural order.

    Returns
    -------
    Raked
        Weights by iterative proportional fitting. Before it, a category of 1 to 9 people is merged with the smaller of its neighbours
        in the given order (with the earlier one when they are equal), fewest people first. After it, weights over five times the
        median are cut to that and everything is fitted once more: the margins always hold, so a weight that one margin alone asks
        for may come back. People of a category without population have weight 0.

    Raises
    ------
    InputError
        When fewer than 50 people have a weight, there are not two to four margins, a category with population has nobody or a
        person's category no total, the totals of the margins differ by over a hundredth, or no weights fit.

    Notes
    -----
    Everybody starts with weight 1. In turn, each category k of a margin is given its total, w ← w · n·(population k / population) / Σ
    w, where the sum is over the people of k, until all margins hold together. Kish's effective number is (Σ w)²/Σ w².

    References
    ----------
    Deming, W. E. and Stephan, F. F. (1940), Annals of Mathematical Statistics 11, 427-444, doi:10.1214/aoms/1177731829;
    Kish, L. (1965), Survey Sampling, section 11.7.

    Examples
    --------
    >>> answered = {("18-44", "woman"): 40, ("18-44", "man"): 20, ("45+", "woman"): 30, ("45+", "man"): 10}
    >>> found = rake(answered, [{"18-44": 45, "45+": 55}, {"woman": 51, "man": 49}])
    >>> {cell: round(weight, 3) for cell, weight in found.weights.items()}
    {('18-44', 'woman'): 0.511, ('18-44', 'man'): 1.228, ('45+', 'woman'): 1.018, ('45+', 'man'): 2.445}
    >>> round(found.effective, 1)
    76.1
    """
    _check(cells, margins)
    used = {
        cell: people for cell, people in cells.items() if people and all(margin[at] > 0 for margin, at in zip(margins, cell, strict=True))
    }
    n = sum(used.values())
    if n < FEWEST_WEIGHTED:
        raise InputError("rake", f"{n} people have a weight", f"weight no fewer than {FEWEST_WEIGHTED}; tell the answers as they are")
    people = np.array(list(used.values()), dtype=float)
    groups, places, totals = [], [], []
    for axis, margin in enumerate(margins):
        merged = _merged(margin, used, axis)
        groups.append(merged)
        home = {category: number for number, group in enumerate(merged) for category in group}
        places.append(np.array([home[cell[axis]] for cell in used]))
        sums = np.array([math.fsum(margin[category] for category in group) for group in merged])
        totals.append(sums / sums.sum() * n)
    weights = _fitted(np.ones(len(used)), people, places, totals)
    most = HEAVIEST * _median(weights, people)
    heavy = weights > most * (1 + FAR)
    if heavy.any():
        weights = _fitted(np.minimum(weights, most), people, places, totals)
    effective = float((people @ weights) ** 2 / (people @ weights**2))
    found = dict(zip(used, weights.tolist(), strict=True))
    return Raked(
        weights={cell: found.get(cell, 0.0) for cell, count in cells.items() if count},
        n=n,
        effective=effective,
        design_effect=n / effective,
        categories=tuple(groups),
        trimmed=int(people[heavy].sum()),
    )


def weighted_share(answers: Mapping[Cell, tuple[int, int]], weights: Mapping[Cell, float], *, confidence: float = CONFIDENCE) -> Estimate:
    """The weighted share of people who count as a success, with Wilson's interval for as many people as they are worth.

    Parameters
    ----------
    answers : mapping of tuple of str to tuple of int and int
        Successes and people who answered this question, for each cell.
    weights : mapping of tuple of str to float
        The weight of everyone in a cell, as `rake` gives it.
    confidence : float
        Confidence level as a fraction between 0 and 1.

    Returns
    -------
    Estimate
        Value and limits as fractions of 1; `n` counts the people with a weight who answered, and `design_effect` is n over Kish's
        effective n, of which the interval is made. Nobody gives a lower limit of exactly 0, everybody an upper one of exactly 1.

    Raises
    ------
    InputError
        When fewer than 50 people with a weight answered, a cell has no weight, or successes are not from none to all.

    Notes
    -----
    p = Σ w·x / Σ w, with the limits of `share` for (Σ w)²/Σ w² people.

    References
    ----------
    Kish, L. (1965), Survey Sampling, section 11.7; Wilson, E. B. (1927), Journal of the American Statistical Association 22, 209-212.

    Examples
    --------
    >>> found = weighted_share({("woman",): (30, 60), ("man",): (8, 40)}, {("woman",): 0.8, ("man",): 1.3})
    >>> round(found.value, 3), round(found.lower, 3), round(found.upper, 3)
    (0.344, 0.256, 0.444)
    """
    where = "weighted_share"
    for cell, (successes, asked) in answers.items():
        if not 0 <= successes <= asked:
            raise InputError(where, f"{successes} of {asked} in {cell}", "successes go from none to all")
    weight, people = _of_answers({cell: n for cell, (_, n) in answers.items()}, weights, where)
    count = np.array([successes for successes, _ in answers.values()], dtype=float)
    total = float(weight @ people)
    value, n = min(1.0, float(weight @ count) / total), int(people[weight > 0].sum())
    effective = total**2 / float(weight**2 @ people)
    z = normal_quantile(confidence)
    centre = (value + z**2 / (2 * effective)) / (1 + z**2 / effective)
    half = z / (1 + z**2 / effective) * math.sqrt(value * (1 - value) / effective + z**2 / (4 * effective**2))
    return Estimate(
        value=value,
        n=n,
        method="wilson-weighted",
        lower=0.0 if value == 0 else centre - half,
        upper=1.0 if value == 1 else centre + half,
        confidence=confidence,
        design_effect=n / effective,
    )


def weighted_mean(answers: Mapping[Cell, Frequencies], weights: Mapping[Cell, float], *, confidence: float = CONFIDENCE) -> Estimate:
    """The weighted mean of answers on a scale, with a t interval for as many people as they are worth.

    Parameters
    ----------
    answers : mapping of tuple of str to mapping of float to int
        For each cell the people who gave each answer.
    weights : mapping of tuple of str to float
        The weight of everyone in a cell, as `rake` gives it.
    confidence : float
        Confidence level as a fraction between 0 and 1.

    Returns
    -------
    Estimate
        Mean and limits in units of the scale; `n` and `design_effect` as for `weighted_share`.

    Raises
    ------
    InputError
        When fewer than 50 people with a weight answered, a cell has no weight, or a frequency is negative or no whole number.

    Notes
    -----
    m = Σ w·y / Σ w, with standard error √(Σ w·(y − m)² / Σ w / (k − 1)) and limits m ± t(k − 1) times it, for k = (Σ w)²/Σ w² people.

    References
    ----------
    Kish, L. (1965), Survey Sampling, section 11.7.

    Examples
    --------
    >>> answers = {("woman",): {3: 20, 4: 40}, ("man",): {2: 10, 3: 30}}
    >>> found = weighted_mean(answers, {("woman",): 0.8, ("man",): 1.3})
    >>> round(found.value, 2), round(found.lower, 2), round(found.upper, 2)
    (3.19, 3.06, 3.32)
    """
    where = "weighted_mean"
    weight, people = _of_answers({cell: check_frequencies(table, where=where) for cell, table in answers.items()}, weights, where)
    rows = [(code, each * times) for each, table in zip(weight, answers.values(), strict=True) for code, times in table.items()]
    codes, loads = np.array(rows, dtype=float).T
    total = float(loads.sum())
    value, n = float(loads @ codes) / total, int(people[weight > 0].sum())
    effective = total**2 / float(weight**2 @ people)
    error = math.sqrt(float(loads @ (codes - value) ** 2) / total / (effective - 1)) if effective > 1 else math.inf
    if not math.isfinite(error):
        raise InputError(where, "one person has all the weight", "give weights that `rake` made")
    half = t_quantile(confidence, effective - 1) * error
    return Estimate(
        value=value,
        n=n,
        method="t-weighted",
        lower=value - half,
        upper=value + half,
        confidence=confidence,
        standard_error=error,
        design_effect=n / effective,
    )


def _check(cells: Mapping[Cell, int], margins: Sequence[Mapping[str, float]]) -> None:
    where = "rake"
    if not MARGINS[0] <= len(margins) <= MARGINS[1]:
        raise InputError(where, f"there are {len(margins)} margins", f"give {MARGINS[0]} to {MARGINS[1]}")
    for cell, people in cells.items():
        if people < 0 or people != int(people):
            raise InputError(where, f"{people} people in {cell}", "a frequency is a whole number, 0 or more")
        if len(cell) != len(margins):
            raise InputError(where, f"the cell {cell} has {len(cell)} categories", f"give one for each of the {len(margins)} margins")
    for axis, margin in enumerate(margins):
        present = {cell[axis] for cell, people in cells.items() if people}
        for category in sorted(present - set(margin)):
            raise InputError(where, f"people answered from {category!r}, of which no total is known", "give its total, or leave them out")
        for category, total in margin.items():
            if not (math.isfinite(total) and total >= 0):
                raise InputError(where, f"the total of {category!r} is {total:g}", "give a number of people or a share, 0 or more")
            if total > 0 and category not in present:
                raise InputError(where, f"nobody answered from {category!r}", "merge it with another category, or leave out this margin")
    sums = [math.fsum(margin.values()) for margin in margins]
    if not min(sums) > 0 or max(sums) - min(sums) > SAME_TOTAL * max(sums):
        raise InputError(where, f"the margins have totals {', '.join(f'{each:g}' for each in sums)}", "give totals of one population")


def _merged(margin: Mapping[str, float], used: Mapping[Cell, int], axis: int) -> tuple[tuple[str, ...], ...]:
    """The categories of a margin that have population, those of too few people merged with the smaller neighbour."""
    people = {category: 0 for category, total in margin.items() if total > 0}
    for cell, count in used.items():
        people[cell[axis]] += count
    groups: list[tuple[tuple[str, ...], int]] = [((category,), count) for category, count in people.items()]
    while len(groups) > 1:
        least = min(range(len(groups)), key=lambda each: groups[each][1])
        if groups[least][1] >= FEWEST_IN_CATEGORY:
            break
        with_ = min((each for each in (least - 1, least + 1) if 0 <= each < len(groups)), key=lambda each: groups[each][1])
        first = min(least, with_)
        (left, some), (right, more) = groups[first : first + 2]
        groups[first : first + 2] = [(left + right, some + more)]
    return tuple(group for group, _ in groups)


def _fitted(weights: Floats, people: Floats, places: Sequence[NDArray[np.int64]], totals: Sequence[Floats]) -> Floats:
    """Iterative proportional fitting: one margin after the other is given its totals, until all have them."""
    allowed = people.sum()
    for _ in range(ROUNDS):
        for place, total in zip(places, totals, strict=True):
            weights = weights * (total / np.bincount(place, weights * people, len(total)))[place]
        off = max(
            float(np.abs(np.bincount(place, weights * people, len(total)) - total).max())
            for place, total in zip(places, totals, strict=True)
        )
        if off <= CLOSE * allowed:
            break
    if off > FAR * allowed:
        raise InputError(
            "rake", "no weights fit all margins", "merge categories: some of the combinations that the totals ask for have nobody"
        )
    return weights


def _median(weights: Floats, people: Floats) -> float:
    """The weight of the person in the middle; between two, the mean of theirs."""
    order = np.argsort(weights)
    reached = np.cumsum(people[order])
    low, high = (weights[order][np.searchsorted(reached, rank)] for rank in ((reached[-1] + 1) // 2, reached[-1] // 2 + 1))
    return float((low + high) / 2)


def _of_answers(people: Mapping[Cell, int], weights: Mapping[Cell, float], where: str) -> tuple[Floats, Floats]:
    """The weight of each cell that answered and its people."""
    for cell, count in people.items():
        if count < 0 or count != int(count):
            raise InputError(where, f"{count} people in {cell}", "a frequency is a whole number, 0 or more")
        if count and cell not in weights:
            raise InputError(where, f"the cell {cell} has no weight", "weight with all cells in which people answered")
    weight = np.array([weights.get(cell, 0.0) for cell in people])
    if not (np.isfinite(weight).all() and (weight >= 0).all()):
        raise InputError(where, "a weight is negative or no number", "give weights of 0 or more")
    counts = np.array(list(people.values()), dtype=float)
    n = int(counts[weight > 0].sum())
    if n < FEWEST_WEIGHTED:
        raise InputError(
            where, f"{n} people with a weight answered", f"weight no fewer than {FEWEST_WEIGHTED}; tell the answers as they are"
        )
    return weight, counts
