"""The chooser's table for docs/methods.md, by asking the chooser, the judges and the comparison what they give for each kind of figure."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import get_args

from impactlib.indicators.choosing import Sums, figure_of_answers, figure_of_counts
from impactlib.indicators.comparing import compared
from impactlib.indicators.counting import Total
from impactlib.indicators.criteria import criteria_of
from impactlib.indicators.figure import Asked, Counted, Figure
from impactlib.indicators.finding import Evidence, Finding, Precision
from impactlib.indicators.indicator import Indicator, catalogue
from impactlib.indicators.judging import judged
from impactlib.indicators.trends import trend_of
from impactlib.statistics.clusters import ClusterSums
from impactlib.statistics.estimate import Estimate

ASKED: Mapping[str, Mapping[str, object]] = {
    "Share": {"type": "share", "item": "x", "at_least": 4},
    "Mean": {"type": "mean", "item": "x"},
    "NetShare": {"type": "net_share", "item": "x", "high": 5, "low": 3},
    "ChangeOfMean": {"type": "change_of_mean", "item": "x"},
    "ChangeOfShare": {"type": "change_of_share", "item": "x", "at_least": 4},
    "Improved": {"type": "improved", "item": "x"},
}
COUNTED: Mapping[str, Mapping[str, object]] = {
    "Count": {"type": "count", "measure": "x"},
    "Balance": {"type": "balance", "plus": "x", "minus": "y"},
    "Rate": {"type": "rate", "measure": "x", "per": "1000"},
    "Ratio": {"type": "ratio", "part": "x", "whole": "y"},
    "Average": {"type": "average", "total": "x", "over": "y"},
    "Given": {"type": "given", "measure": "x", "lower": "y", "upper": "z"},
}
ANSWERS = {(2.0, 3.0): 20, (3.0, 4.0): 25, (4.0, 4.0): 30, (4.0, 5.0): 20, (4.0, 3.0): 5}
COURSES = [(20, 12.0), (25, 10.0), (30, 20.0), (25, 15.0)]
YEARS = ("2021", "2022", "2023", "2024", "2025")
OTHERS = ("GM0001", "GM0002", "GM0003", "GM0004", "GM0005", "GM0006")


def chosen() -> Iterator[str]:
    """For each kind of figure the method of it and of two years (by themselves and in courses), of a trend and of a comparison."""
    yield from (
        "A figure of the catalogue says what it is made of; `impactlib.indicators.choosing` chooses the method. With two or more courses",
        "on record, the interval allows for people of one course being alike.",
        "",
        "| figure | what it is | by themselves | in courses | two years | two years, in courses | trend | other areas |",
        "|---|---|---|---|---|---|---|---|",
    )
    for kind in (*get_args(Asked), *get_args(Counted)):
        figure = kind.model_validate(ASKED.get(kind.__name__) or COUNTED[kind.__name__])
        told = " ".join((inspect.getdoc(kind) or "").split("\n\n")[0].split()).replace("|", "\\|")
        yield f"| `{figure.type}` | {told} | {' | '.join(_methods_of(figure))} |"
    yield from (
        "",
        "A counted figure has no sampling interval: “did we reach it” is answered by the count. Two years of it are compared as they are.",
        "A change between two years of a figure that people were asked is of different people, and is flagged as such. Where both years",
        "have a standard error it is `welch`; where one of them has none (`wilson`, `wilson-clusters`, `bonett-price`) it is `newcombe`,",
        "made of the limits of both. Limits of a mean and of a change of mean go no further than the scale.",
    )


def _methods_of(figure: Figure) -> Iterator[str]:
    indicator = next(iter(catalogue().values())).model_copy(
        update={"figure": figure, "breaks": [], "direction": "up", "kind": "meten" if figure.asked else "tellen"}
    )
    simple = _estimate(figure, {})
    yield f"`{simple.method}`"
    sums = {each.name: ClusterSums.of(COURSES) for each in criteria_of(figure)} if figure.asked else {}
    in_courses = _estimate(figure, sums)
    yield f"`{in_courses.method}`" if figure.asked else "–"
    yield _two_years(indicator, simple)
    yield _two_years(indicator, in_courses) if figure.asked else "–"
    trend, _ = trend_of(indicator, [_finding(simple, period=period) for period in YEARS])
    yield f"`{trend.yearly.method}`" if trend is not None and trend.yearly is not None else "–"
    others = [_finding(replace(simple), area=area) for area in OTHERS]
    comparison = compared(indicator, _finding(simple), others, OTHERS).comparison
    yield f"`{comparison.method}`" if comparison is not None else "–"


def _two_years(indicator: Indicator, estimate: Estimate) -> str:
    before, now = (_finding(estimate, period=period) for period in YEARS[-2:])
    difference = judged(indicator, now, [before], []).previous_difference
    return f"`{difference.method}`" if difference is not None else "as counted"


def _estimate(figure: Figure, sums: Sums) -> Estimate:
    if isinstance(figure, Asked):
        answers = ANSWERS if figure.twice else {(now, now): people for (_, now), people in ANSWERS.items()}
        return figure_of_answers(figure, answers, sums).estimate
    total = Total(value=400.0, denominator=1000.0, reported=2, expected=2)
    estimate = figure_of_counts(figure, total, where="docs/methods.md", limits=(380.0, 420.0))
    assert estimate is not None
    return estimate


def _finding(estimate: Estimate, *, period: str = YEARS[-1], area: str = "GM0000") -> Finding:
    asked = estimate.lower is not None and estimate.method != "published"
    return Finding(
        id=f"{area}-{period}",
        area=area,
        period=period,
        indicator="X",
        source="x",
        design="post-only" if asked else "register",
        estimate=estimate,
        population=None if asked else 1000,
        evidence=Evidence(design="post-only" if asked else "register", level=int(asked), precision=Precision.NOT_ASKED),
    )
