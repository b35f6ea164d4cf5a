"""The chooser: from an indicator's figure and the counts there are, which method gives it. It is chosen here and nowhere else.

The method's name stands in the estimate it gives (`Estimate.method`); `telling` has a sentence for each, and `docs/methods.md` a
paragraph.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from impactlib.errors import InputError
from impactlib.indicators.counting import Pair, Total
from impactlib.indicators.figure import (
    Asked,
    Average,
    Balance,
    ChangeOfMean,
    ChangeOfShare,
    Count,
    Counted,
    Given,
    Improved,
    Mean,
    NetShare,
    Rate,
    Ratio,
    Share,
)
from impactlib.sources.layout import NO_OPINION
from impactlib.statistics.amount import complete_amount, complete_average, complete_balance, published
from impactlib.statistics.change import change_of_mean
from impactlib.statistics.clusters import ClusterSums, clustered_mean, clustered_share
from impactlib.statistics.estimate import Change, Estimate, Movers
from impactlib.statistics.mean import mean
from impactlib.statistics.paired import change_of_share
from impactlib.statistics.proportion import net_promoter, share
from impactlib.statistics.quantiles import normal_quantile
from impactlib.statistics.tables import DECIMALS

FEWEST = 2
"""Fewer answers than this have no interval, and fewer courses tell nothing of other courses."""

UNITS_OF_ANALYSIS = {"wilson-clusters": "course", "t-clusters": "course", "complete-count": "area", "published": "area"}
"""What a method takes as one observation; persons where it is not named here."""

MOST_ALIKE, FEWEST_OTHERS = 0.5, 13
"""A t interval is not told as certain when this share of people gave one answer and fewer than so many gave another.

Ten would do for the interval; the flag is told, and of 3 to 12 people it tells no small group (STATISTICS.md, section 3.2).
"""

FEWEST_IN_COURSES = 15
"""Of people in courses so many (effective) people must have answered otherwise than at an end of the scale."""

STEP = 1e-6
"""Answers are stored with four decimals: a step counts as made this much before it is."""

Sums = Mapping[str, ClusterSums]
"""The sums over courses by criterion (`criteria`); without the ones of which there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figured:
    """What the chosen method gave: the figure, and of a change the two figures that it lies between."""

    estimate: Estimate
    change: Change | None = None
    movers: Movers | None = None


def answers_of(figure: Asked, table: Mapping[Pair, int]) -> dict[tuple[float, float], int]:
    """The people whose answers are on the scale, as (before, now); of a figure of one moment `before` repeats `now`."""
    found: dict[tuple[float, float], int] = {}
    twice = figure.twice
    for (before, now), people in table.items():
        if now is None or now == NO_OPINION:
            continue
        if not twice:
            found[now, now] = found.get((now, now), 0) + people
        elif before is not None and before != NO_OPINION:
            found[before, now] = found.get((before, now), 0) + people
    return dict(sorted(found.items()))


def now_of(answers: Mapping[tuple[float, float], int]) -> dict[float, int]:
    """The people by what they answer now."""
    found: dict[float, int] = {}
    for (_, answer), people in answers.items():
        found[answer] = found.get(answer, 0) + people
    return found


def is_lopsided(
    figure: Asked, answers: Mapping[tuple[float, float], int], ends: tuple[float, float], estimate: Estimate | None = None
) -> bool:
    """Whether answers pile up so much that an interval does not hold its level: nearly all at one end, or nearly nobody changed.

    Parameters
    ----------
    figure : Asked
        Shares have Wilson's interval, which holds its level at the ends; others may be lopsided.
    answers : mapping of (float, float) to int
        People by answer before and answer now.
    ends : (float, float)
        The ends of the scale.
    estimate : Estimate or None
        The figure, with its design effect where it allows for courses.

    Returns
    -------
    bool
        At least half gave one end of the scale (or did not change), and too few did otherwise: fewer than 13 people, or, where they came in
        courses, fewer than 15 of a mean or a net share, counted as effective people.

    References
    ----------
    Simulated: studies/coverage.py, whose table is in docs/methods.md.
    """
    n, clustered, fewest = sum(answers.values()), estimate is not None and estimate.clusters is not None, FEWEST_OTHERS
    match figure:
        case Mean():
            alike = max(sum(people for (_, now), people in answers.items() if now == end) for end in ends)
            fewest = FEWEST_IN_COURSES if clustered else FEWEST_OTHERS
        case NetShare(high=high, low=low) if clustered:
            promoters = sum(people for (_, now), people in answers.items() if now >= high - STEP)
            alike = max(promoters, sum(people for (_, now), people in answers.items() if now <= low + STEP))
            fewest = FEWEST_IN_COURSES
        case ChangeOfMean():
            alike = sum(people for (before, now), people in answers.items() if round(now - before, DECIMALS) == 0)
        case ChangeOfShare(at_least=line) if clustered:
            alike = sum(people for (before, now), people in answers.items() if (before >= line - STEP) == (now >= line - STEP))
        case _:
            return False
    effect = max(1.0, (estimate.design_effect if estimate is not None else None) or 1.0)
    return alike >= MOST_ALIKE * n and (n - alike) / effect < fewest


def figure_of_answers(
    figure: Asked, answers: Mapping[tuple[float, float], int], sums: Sums, *, ends: tuple[float, float] | None = None
) -> Figured:
    """The figure of what people answered, with an interval that allows for courses where there are two or more of them.

    Parameters
    ----------
    figure : Asked
        What to figure.
    answers : mapping of (float, float) to int
        People by answer before and answer now, as `answers_of` gives them; at least two.
    sums : mapping of str to ClusterSums
        The sums over courses by criterion.
    ends : (float, float) or None
        The ends of the scale, which no limit of a mean goes beyond.

    Returns
    -------
    Figured
        Shares: Wilson's interval; means and changes of means: t; changes of shares and net shares: Bonett and Price's. With courses:
        Wilson's on the effective number of people, and t over courses.
    """
    n = sum(answers.values())
    own = _of_courses(sums, figure.criterion)
    match figure:
        case Share():
            return Figured(estimate=clustered_share(own) if own else _share(_who_count(figure, answers), n))
        case Mean():
            return Figured(estimate=_within(_over_courses(mean(now_of(answers)), own), ends))
        case NetShare(high=high, low=low):
            simple = net_promoter(now_of(answers), promoters_from=high, detractors_to=low)
            return Figured(estimate=_over_courses(simple, own, within=(-1.0, 1.0)))
        case Improved(by=by):
            least = max(by - STEP, STEP)
            up = sum(people for (before, after), people in answers.items() if round(after - before, DECIMALS) >= least)
            down = sum(people for (before, after), people in answers.items() if round(before - after, DECIMALS) >= least)
            movers = Movers(improved=up, same=n - up - down, declined=down)
            return Figured(estimate=clustered_share(own) if own else _share(up, n), movers=movers)
        case ChangeOfMean():
            found = change_of_mean(answers)
            change = Change(
                before=_within(_over_courses(found.before, _of_courses(sums, "before")), ends),
                now=_within(_over_courses(found.now, _of_courses(sums, "now")), ends),
                difference=_within(_over_courses(found.difference, own), ends and (ends[0] - ends[1], ends[1] - ends[0])),
                movers=found.movers,
            )
        case ChangeOfShare(at_least=code):
            found = change_of_share(answers, at_least=code - STEP)
            before, after = (_of_courses(sums, f"{moment} at least {code:g}") for moment in ("before", "now"))
            change = Change(
                before=clustered_share(before) if before else found.before,
                now=clustered_share(after) if after else found.now,
                difference=_over_courses(found.difference, own, within=(-1.0, 1.0)),
                movers=found.movers,
            )
    return Figured(estimate=change.difference, change=change)


def _within(estimate: Estimate, ends: tuple[float, float] | None) -> Estimate:
    """An interval that goes no further than the scale: nobody can have answered beyond it."""
    if ends is None or estimate.lower is None or estimate.upper is None or (estimate.lower >= ends[0] and estimate.upper <= ends[1]):
        return estimate
    return replace(estimate, lower=max(estimate.lower, ends[0]), upper=min(estimate.upper, ends[1]))


@lru_cache(maxsize=8192)
def _share(successes: int, n: int) -> Estimate:
    """The share of so many of so many: most places have that of another one."""
    return share(successes, n)


def _who_count(figure: Share, answers: Mapping[tuple[float, float], int]) -> int:
    return sum([people for (_, now), people in answers.items() if figure.counts(now)])


def _of_courses(sums: Sums, criterion: str) -> ClusterSums | None:
    found = sums.get(criterion)
    return found if found is not None and found.clusters >= FEWEST else None


def _over_courses(simple: Estimate, sums: ClusterSums | None, *, within: tuple[float, float] | None = None) -> Estimate:
    """The t interval over courses in the place of one that takes every person by itself."""
    if sums is None:
        return simple
    error = simple.standard_error
    if error is None:
        assert simple.lower is not None
        assert simple.upper is not None
        error = (simple.upper - simple.lower) / 2 / normal_quantile(simple.confidence)
    if within is None:
        return clustered_mean(sums, simple_error=error)
    found = clustered_mean(sums, simple_error=error, within=within)
    assert simple.lower is not None
    assert simple.upper is not None
    assert found.lower is not None
    assert found.upper is not None
    # Cut off at an end, the interval around the figure itself may lie within Bonett and Price's, which leans away from that end.
    return replace(found, lower=min(found.lower, simple.lower), upper=max(found.upper, simple.upper))


def figure_of_counts(figure: Counted, total: Total, *, where: str, limits: tuple[float, float] | None = None) -> Estimate | None:
    """The figure of what was counted in full, without a sampling interval; None when there is nothing under the line.

    Parameters
    ----------
    figure : Counted
        What to figure.
    total : Total
        The measure above the line and the one under it (of a rate: the inhabitants).
    where : str
        The indicator and place, for what is refused.
    limits : (float, float) or None
        The limits that were published with a given figure.

    Raises
    ------
    InputError
        When a part is more than its whole.
    """
    above, below = total.value, total.denominator or 0
    match figure:
        case Given():
            if limits is not None and not limits[0] <= above <= limits[1]:
                raise InputError(where, f"{above:g} with limits {limits[0]:g} and {limits[1]:g}", "correct the figure or its limits")
            return published(above, lower=limits[0], upper=limits[1]) if limits else published(above)
        case Count():
            return complete_amount(above)
        case Balance():
            return complete_balance(above, below)
        case _ if not below:
            return None
        case Rate():
            return replace(complete_amount(above), value=above * figure.inhabitants / below)
        case Average():
            return complete_average(above, below)
        case Ratio():
            if above > below:
                raise InputError(where, f"{above:g} of {below:g}", "a part is no more than its whole: correct the counts")
            return complete_average(above, below)
