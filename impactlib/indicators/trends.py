"""How a figure went over the years, and which word that bears: none below five years (STATISTICS.md, section 2)."""

from __future__ import annotations

from collections.abc import Sequence

from impactlib.indicators.evidence import direction_of, flags_of
from impactlib.indicators.figure import Count, Improved, Mean, Rate, Ratio, Share
from impactlib.indicators.finding import Finding, Flag, Verdict
from impactlib.indicators.indicator import Indicator
from impactlib.statistics.estimate import Estimate, Trend
from impactlib.statistics.trend import FEWEST_YEARS, trend_of_counts, trend_of_means, trend_of_shares


def trend_of(indicator: Indicator, history: Sequence[Finding]) -> tuple[Trend | None, Verdict]:
    """The trend over the years since the last break in the series, and what may be said of it.

    Parameters
    ----------
    indicator : Indicator
        What is measured.
    history : sequence of Finding
        Its findings in one area, the last one that of now; those without a figure, and totals to which not everybody contributed, are
        left out.

    Returns
    -------
    Trend or None, Verdict
        None where there are fewer than two years, or the figure is none that has a trend. 'Cannot say' below five years.
    """
    now = history[-1]
    used = [each for each in history if _counts(each, now) and indicator.break_between(each.period, now.period) is None]
    if len(used) < 2 or used[-1] is not now:
        return None, Verdict.NO_EARLIER
    trend = _trend(indicator, used)
    if trend is None:
        return None, Verdict.NO_EARLIER
    yearly = trend.yearly
    if trend.years < FEWEST_YEARS or yearly is None or yearly.lower is None or yearly.upper is None:
        return trend, Verdict.CANNOT_SAY
    if yearly.lower <= 0 <= yearly.upper:
        return trend, Verdict.NO_CLEAR_CHANGE
    if indicator.figure.asked:
        return trend, direction_of(indicator, up=yearly.value > 0)
    # As beside the year before: a count is more or less, and not better or worse.
    return trend, Verdict.HIGHER if yearly.value > 0 else Verdict.LOWER


def _counts(finding: Finding, now: Finding) -> bool:
    """Whether a finding is part of the trend: it has a figure, of the same design and calendar, and of everybody who should be in it."""
    alike = finding.design == now.design and ("-" in finding.period) == ("-" in now.period)
    return finding.estimate is not None and alike and Flag.INCOMPLETE not in flags_of(finding)


def _trend(indicator: Indicator, used: Sequence[Finding]) -> Trend | None:
    estimates: dict[str, Estimate] = {each.period: each.estimate for each in used if each.estimate is not None}
    match indicator.figure:
        case Count() if all(each.value == int(each.value) for each in estimates.values()):
            return trend_of_counts({period: each.value for period, each in estimates.items()}, dict.fromkeys(estimates, 1.0), per=1)
        case Rate(inhabitants=per):
            # The events are what the rate was made of; a rate of euros has none.
            people = {each.period: float(each.population or 0) for each in used}
            events = {period: each.value * people[period] / per for period, each in estimates.items()}
            if not all(people.values()) or any(abs(each - round(each)) > 1e-6 * max(1.0, each) for each in events.values()):
                return None
            return trend_of_counts({period: round(each) for period, each in events.items()}, people, per=per)
        case Ratio():
            wholes = {each.period: each.population or 0 for each in used}
            if not all(wholes.values()):
                return None
            return trend_of_shares({period: round(each.value * wholes[period]) for period, each in estimates.items()}, wholes)
        case Share() | Improved():
            people = {period: each.n for period, each in estimates.items()}
            return trend_of_shares({period: round(each.value * each.n) for period, each in estimates.items()}, people)
        case Mean():
            return trend_of_means(estimates)
        case _:
            return None
