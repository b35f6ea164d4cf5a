"""Whether one area changed otherwise than others that went without: difference in differences, with a placebo test."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from impactlib.errors import InputError
from impactlib.statistics.estimate import CONFIDENCE, ROUNDING
from impactlib.statistics.quantiles import check_confidence
from impactlib.statistics.series import Numbers, times_of

FEWEST_AREAS = 20
"""With so many areas in all a placebo test can come to p ≤ 0.05 (STATISTICS.md, section 2)."""

FEWEST_EARLIER = 3
"""So many earlier periods show whether the areas went alike before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placebo:
    """A difference in differences among all those of areas where nothing was changed.

    `p` is the share of areas, the own one included, whose difference is at least as large; `rank` its place among them by size.
    """

    effect: float
    others: Mapping[str, float]
    rank: int

    @property
    def p(self) -> float:
        """The rank as a share of the areas that were ranked."""
        return self.rank / (len(self.others) + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PathPoint:
    """The value of the treated area in a period, and the mean of the comparison areas."""

    period: str
    treated: float
    comparison: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceboTest:
    """What changed in one area over and above the others, and how often as much changed where there was nothing to change it.

    `effect` is in the unit of the values. `now` is the test of the change itself; `earlier` the same test on the earlier periods
    alone, as if the change had come halfway (None with one earlier period): a small p there says that the area went its own way
    before. `path` has every period, for a figure; `parallel_shown` says whether it has enough earlier ones. `enough` says whether
    there are so many areas that the test can be clear at all, and `clear` whether it is.
    """

    treated: str
    from_period: str
    areas: int
    effect: float
    now: Placebo
    earlier: Placebo | None
    path: tuple[PathPoint, ...]
    parallel_shown: bool
    enough: bool
    clear: bool


def difference_in_differences(
    values: Mapping[tuple[str, str], float], *, treated: str, from_period: str, confidence: float = CONFIDENCE
) -> PlaceboTest:
    """The change in one area minus the mean change in the others, with a placebo test.

    Parameters
    ----------
    values : mapping of (str, str) to float
        A figure (a rate, a share, a mean) of each (area, period); every area has every period. The areas without the change are
        the comparison: leave out those that had a like change.
    treated : str
        The area where something was changed.
    from_period : str
        The first period with the change.
    confidence : float
        One minus the p from which on the test is clear.

    Returns
    -------
    PlaceboTest
        `effect` is the coefficient of a regression with an effect for each area and each period. Its interval by formula would be
        far too narrow for one treated area, so each comparison area is taken for the treated one in its turn, against the
        remaining comparison areas. The treated area itself has no part in those fits, lest its own change hides itself.

    Raises
    ------
    InputError
        When an area lacks a period, an area or period is not there, there is no earlier period or no comparison area, or a
        value is not finite.

    Notes
    -----
    The two-way fixed-effects estimate of a complete panel with one area treated from one period on is the mean of now minus
    the mean of earlier, minus the same of the comparison areas: no regression is needed. In simulations with 20 areas where
    nothing happened, a p of 0.05 came up in 4.6 to 5.2 % of tests (values normal, with heavy tails, or skew).

    References
    ----------
    Conley, T. G. and Taber, C. R. (2011), Review of Economics and Statistics 93, 113-125, doi:10.1162/REST_a_00049;
    Card, D. and Krueger, A. B. (1994), American Economic Review 84, 772-793.

    Examples
    --------
    >>> values = {("New Jersey", "1991"): 20.44, ("New Jersey", "1992"): 21.03}
    >>> values |= {("Pennsylvania", "1991"): 23.33, ("Pennsylvania", "1992"): 21.17}
    >>> found = difference_in_differences(values, treated="New Jersey", from_period="1992")
    >>> round(found.effect, 2), found.now.p, found.enough
    (2.75, 1.0, False)
    """
    where = "difference_in_differences"
    check_confidence(confidence, where=where)
    areas, table, periods = _panel(values, treated=treated, where=where)
    if from_period not in periods:
        raise InputError(where, f"there is no period {from_period!r}", f"take one of {', '.join(periods)}")
    start = periods.index(from_period)
    if start == 0:
        raise InputError(where, f"there is no period before {from_period}", "give at least one earlier period")
    now = _placebo(areas, table, start=start)
    means = table[1:].mean(axis=0)
    enough = len(areas) >= max(FEWEST_AREAS, 1 / (1 - confidence) - ROUNDING)
    return PlaceboTest(
        treated=treated,
        from_period=from_period,
        areas=len(areas),
        effect=now.effect,
        now=now,
        earlier=_placebo(areas, table[:, :start], start=start // 2) if start > 1 else None,
        path=tuple(
            PathPoint(period=period, treated=float(own), comparison=float(mean))
            for period, own, mean in zip(periods, table[0], means, strict=True)
        ),
        parallel_shown=start >= FEWEST_EARLIER,
        enough=enough,
        clear=enough and now.p <= 1 - confidence + ROUNDING,
    )


def _panel(values: Mapping[tuple[str, str], float], *, treated: str, where: str) -> tuple[list[str], Numbers, list[str]]:
    periods = list(times_of(sorted({period for _, period in values}), where=where))
    others = sorted({area for area, _ in values} - {treated})
    if (treated, periods[0]) not in values and not any(area == treated for area, _ in values):
        raise InputError(where, f"there is no area {treated!r}", "name one of the areas that have values")
    if not others:
        raise InputError(where, f"there is no area beside {treated}", "give at least one comparison area")
    areas = [treated, *others]
    if missing := [(area, period) for area in areas for period in periods if (area, period) not in values]:
        area, period = missing[0]
        raise InputError(
            where, f"{area} has no value of {period} ({len(missing)} missing)", "leave out the area, or that period of all areas"
        )
    for (area, period), value in values.items():
        if not math.isfinite(value):
            raise InputError(where, f"the value of {area} in {period} is {value}", "give a finite number")
    return areas, np.array([[values[area, period] for period in periods] for area in areas], dtype=np.float64), periods


def _placebo(areas: list[str], table: Numbers, *, start: int) -> Placebo:
    gains = table[:, start:].mean(axis=1) - table[:, :start].mean(axis=1)
    others = gains[1:]
    effect = float(gains[0] - others.mean())
    found: dict[str, float] = {}
    if len(others) > 1:
        rest = (others.sum() - others) / (len(others) - 1)
        found = dict(zip(areas[1:], (others - rest).tolist(), strict=True))
    room = ROUNDING * max(1.0, float(np.max(np.abs(table))))
    return Placebo(effect=effect, others=found, rank=1 + sum(abs(other) >= abs(effect) - room for other in found.values()))
