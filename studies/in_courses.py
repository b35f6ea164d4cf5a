"""People in courses: each course spreads its answers in its own way, by a Dirichlet distribution around that of all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from impactlib.indicators.choosing import figure_of_answers
from impactlib.indicators.figure import Asked, ChangeOfMean, ChangeOfShare, Improved, Mean, NetShare, Share
from impactlib.statistics.clusters import ClusterSums
from impactlib.statistics.estimate import Estimate
from impactlib.statistics.mean import difference_of_means
from impactlib.statistics.proportion import difference_of_shares
from studies.flagged import is_flagged
from studies.sampling import MEAN, SOME, Draw, Situation, Told
from studies.situations import BEFORE, CEILING, CHANGES, COURSES, LARGEST, LIKENESS, SMALLEST, SPREADS, USUAL, Spread

SHARE = Share(type="share", item="x", at_least=5)
NET = NetShare(type="net_share", item="x", high=5, low=3)
CHANGE = ChangeOfMean(type="change_of_mean", item="x")
CROSSED = ChangeOfShare(type="change_of_share", item="x", at_least=5)
IMPROVED = Improved(type="improved", item="x")


def _value(figure: Asked, before: float, now: float) -> float:
    """What one person adds to the sums over courses."""
    match figure:
        case Mean():
            return now
        case Share():
            return float(figure.counts(now))
        case NetShare(high=high, low=low):
            return float(now >= high) - float(now <= low)
        case ChangeOfMean():
            return now - before
        case ChangeOfShare(at_least=line):
            return float(now >= line) - float(before >= line)
        case Improved():
            return float(now > before)


def in_courses() -> Iterator[Situation]:
    """Every figure of answers, of people in few and many courses that are more and less alike."""
    once = {name: {(code, code): part for code, part in SPREADS[name].items()} for name in ("25 % at the top", "80 % at the top")}
    changes = ("12 % at the top before, 25 % now", "60 % at the top before, 80 % now", "70 % unchanged, the others went up")
    again = {name: CHANGES[name] for name in changes}
    kinds: list[tuple[str, str, Asked, Mapping[str, Mapping[tuple[float, float], float]], tuple[float, ...]]] = [
        ("wilson-clusters", "share", SHARE, once, LIKENESS),
        ("t-clusters", "mean", MEAN, once, LIKENESS),
        ("t-clusters", "net share", NET, once, LIKENESS[1:]),
        ("wilson-clusters", "share that improved", IMPROVED, again, LIKENESS[1:2]),
        ("t-clusters", "change of mean", CHANGE, again, LIKENESS[1:]),
        ("t-clusters", "change of share", CROSSED, again, LIKENESS[1:]),
    ]
    for method, name, figure, tables, likenesses in kinds:
        for situation, table in tables.items():
            for likeness in likenesses:
                for courses in COURSES:
                    yield Situation(
                        method=method,
                        figure=name,
                        situation=f"{situation}, likeness {likeness:g}",
                        courses=str(courses),
                        people=f"{SMALLEST}-{LARGEST} a course",
                        times=SOME,
                        draw=_clustered(figure, table, courses, likeness),
                        flags=method == "t-clusters",
                    )


def _course_tables(generator: Generator, parts: NDArray[np.float64], courses: int, likeness: float) -> NDArray[np.int64]:
    """People by answer in each course, whose sizes differ."""
    sizes = generator.integers(SMALLEST, LARGEST + 1, size=courses)
    own = generator.standard_gamma(parts * (1 - likeness) / likeness, size=(courses, len(parts)))
    totals = own.sum(axis=1, keepdims=True)
    # A gamma of so small a shape may underflow to 0 for all answers at once; such a course is drawn as the others are, on average.
    own = np.where(totals > 0, own / np.where(totals > 0, totals, 1), parts)
    return generator.multinomial(sizes, own)


def _figured(figure: Asked, pairs: list[tuple[float, float]], values: NDArray[np.float64], tables: NDArray[np.int64]) -> Told:
    answers = {pair: int(people) for pair, people in zip(pairs, tables.sum(axis=0), strict=True) if people}
    sums = ClusterSums.of(zip(tables.sum(axis=1).tolist(), (tables @ values).tolist(), strict=True))
    # The figures before and now have sums of their own, which are not looked at here.
    estimate = figure_of_answers(figure, answers, {figure.criterion: sums}).estimate
    return estimate, is_flagged(figure, answers, estimate)


def _clustered(figure: Asked, table: Mapping[tuple[float, float], float], courses: int, likeness: float) -> Draw:
    pairs, parts = list(table), np.array(list(table.values()))
    values = np.array([_value(figure, *pair) for pair in pairs])
    truth = float(parts @ values)

    def draw(generator: Generator, times: int) -> Iterator[tuple[Estimate | None, float, bool]]:
        for _ in range(times):
            estimate, alike = _figured(figure, pairs, values, _course_tables(generator, parts, courses, likeness))
            yield estimate, truth, alike

    return draw


def differences_in_courses() -> Iterator[Situation]:
    """Two years, each in courses of its own."""
    for method, name, figure, difference in (
        ("newcombe", "difference of two years' shares", SHARE, difference_of_shares),
        ("welch", "difference of two years' means", MEAN, difference_of_means),
    ):
        for situation, now, earlier in (
            ("12 % at the top earlier, 25 % now", USUAL, BEFORE),
            ("60 % at the top earlier, 80 % now", CEILING, SPREADS["60 % at the top"]),
        ):
            for courses in COURSES:
                yield Situation(
                    method=method,
                    figure=name,
                    situation=f"{situation}, likeness 0.1",
                    courses=f"{courses} v {courses}",
                    people=f"{SMALLEST}-{LARGEST} a course",
                    times=SOME,
                    draw=_difference_in_courses(figure, difference, (now, earlier), courses),
                    flags=isinstance(figure, Mean),
                )


def _difference_in_courses(
    figure: Asked, difference: Callable[[Estimate, Estimate], Estimate], spreads: tuple[Spread, Spread], courses: int
) -> Draw:
    years = [([(code, code) for code in each], np.array(list(each.values()))) for each in spreads]
    values = np.array([_value(figure, *pair) for pair in years[0][0]])
    truth = float((years[0][1] - years[1][1]) @ values)

    def draw(generator: Generator, times: int) -> Iterator[tuple[Estimate | None, float, bool]]:
        for _ in range(times):
            (now, first), (earlier, second) = (
                _figured(figure, pairs, values, _course_tables(generator, parts, courses, 0.1)) for pairs, parts in years
            )
            assert now is not None
            assert earlier is not None
            yield difference(now, earlier), truth, first or second

    return draw
