"""Trends over years: the word that so many years bear, and which years belong to the series."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from impactlib.indicators.finding import Absence, Evidence, Finding, Flag, Precision, Verdict
from impactlib.indicators.indicator import Indicator, catalogue
from impactlib.indicators.judging import judged
from impactlib.indicators.trends import trend_of
from impactlib.statistics.amount import complete_amount, complete_balance
from impactlib.statistics.estimate import Estimate
from impactlib.statistics.mean import mean
from impactlib.statistics.proportion import share
from impactlib.statistics.rate import complete_share, realised_rate
from impactlib.statistics.trend import FEWEST_YEARS, trend_of_counts, trend_of_means, trend_of_shares
from tests.small import indicator_like

YEARS = ("2021", "2022", "2023", "2024", "2025")


def history(
    indicator: Indicator,
    estimates: Mapping[str, Estimate | None],
    *,
    population: Mapping[str, int] | int | None = None,
    flags: Mapping[str, tuple[Flag, ...]] | None = None,
    designs: Mapping[str, str] | None = None,
) -> list[Finding]:
    """The findings of A1 in these periods."""
    made = []
    for period, estimate in estimates.items():
        design = (designs or {}).get(period, "post-only" if indicator.figure.asked else "register")
        made.append(
            Finding(
                id=f"A1/{period}/{indicator.id}",
                area="A1",
                period=period,
                indicator=indicator.id,
                source="s",
                design=design,
                absent=None if estimate else Absence.NO_DATA,
                estimate=estimate,
                population=(population.get(period) if isinstance(population, Mapping) else population) if estimate else None,
                evidence=Evidence(
                    design=design, level=int(indicator.figure.asked), precision=Precision.NOT_ASKED, flags=(flags or {}).get(period, ())
                )
                if estimate
                else None,
            )
        )
    return made


def counts(numbers: Mapping[str, float] | list[float]) -> dict[str, Estimate]:
    """Complete counts by year, the last one 2025 where only numbers are given."""
    by_year = numbers if isinstance(numbers, Mapping) else dict(zip(YEARS[-len(numbers) :], numbers, strict=True))
    return {year: complete_amount(number) for year, number in by_year.items()}


ACTIVITIES, LEARNED, MARK = (catalogue()[name] for name in ("LB04", "LO04", "BR08"))
DOWN = indicator_like("LO04", direction="down")
NO_DIRECTION = indicator_like("LO04", direction="none")
RISING, FALLING, LEVEL = [100, 140, 200, 280, 390], [390, 280, 200, 140, 100], [200, 210, 190, 205, 195]


@pytest.mark.parametrize("years", range(1, FEWEST_YEARS))
@pytest.mark.parametrize("numbers", [RISING, FALLING, LEVEL], ids=["rising", "falling", "level"])
def test_below_five_years_there_is_no_word_however_steep(years, numbers):
    """One year is no trend; from two to four the years are there and we cannot say, also where the count doubles each year."""
    trend, verdict = trend_of(ACTIVITIES, history(ACTIVITIES, counts(numbers[-years:])))
    assert verdict is (Verdict.NO_EARLIER if years == 1 else Verdict.CANNOT_SAY)
    assert (trend is None) == (years == 1)
    if trend is not None:
        assert (trend.years, trend.expected) == (years, None)


@pytest.mark.parametrize(
    ("numbers", "verdict"),
    [(RISING, Verdict.HIGHER), (FALLING, Verdict.LOWER), (LEVEL, Verdict.NO_CLEAR_CHANGE)],
    ids=["rising", "falling", "level"],
)
def test_of_five_years_a_count_goes_up_or_down_and_never_better(numbers, verdict):
    """Loans or activities become more or fewer; that is neither good nor bad, whatever the indicator's direction."""
    for indicator in (ACTIVITIES, indicator_like("LB04", direction="up"), indicator_like("LB04", direction="down")):
        trend, found = trend_of(indicator, history(indicator, counts(numbers)))
        assert found is verdict
        assert (trend.first, trend.last, trend.years) == ("2021", "2025", 5)
        assert trend == trend_of_counts(dict(zip(YEARS, numbers, strict=True)), dict.fromkeys(YEARS, 1.0), per=1)


@pytest.mark.parametrize(
    ("indicator", "shares", "verdict"),
    [
        (LEARNED, (60, 75, 90, 105, 120), Verdict.BETTER),
        (LEARNED, (120, 105, 90, 75, 60), Verdict.WORSE),
        (DOWN, (60, 75, 90, 105, 120), Verdict.WORSE),
        (DOWN, (120, 105, 90, 75, 60), Verdict.BETTER),
        (NO_DIRECTION, (60, 75, 90, 105, 120), Verdict.HIGHER),
        (LEARNED, (90, 91, 89, 92, 90), Verdict.NO_CLEAR_CHANGE),
    ],
    ids=str,
)
def test_answers_become_better_or_worse_by_the_direction_of_the_indicator(indicator, shares, verdict):
    """Shares of 150 people, as the slope of Cochran and Armitage has it."""
    found = trend_of(indicator, history(indicator, {year: share(n, 150) for year, n in zip(YEARS, shares, strict=True)}))
    assert found == (trend_of_shares(dict(zip(YEARS, shares, strict=True)), dict.fromkeys(YEARS, 150)), verdict)


def test_a_mean_rises_by_so_much_a_year():
    """Marks of 6.5 to 8.5 rise by half a point each year."""
    estimates = {year: mean({low: 60, low + 1: 60}) for year, low in zip(YEARS, (6.0, 6.5, 7.0, 7.5, 8.0), strict=True)}
    trend, verdict = trend_of(MARK, history(MARK, estimates))
    assert (trend, verdict) == (trend_of_means(estimates), Verdict.BETTER)
    assert trend.yearly.value == pytest.approx(0.5)


def test_a_rate_is_of_the_events_and_the_inhabitants_of_each_year():
    """Members per 1000: the events are given back exactly, and so 3 % more inhabitants a year are allowed for."""
    members, people = catalogue()["BR01"], dict(zip(YEARS, (10_000, 10_300, 10_609, 10_927, 11_255), strict=True))
    events = dict(zip(YEARS, (3000, 3090, 3183, 3278, 3376), strict=True))
    estimates = {year: realised_rate(events[year], people[year]) for year in YEARS}
    trend, verdict = trend_of(members, history(members, estimates, population=people))
    assert trend == trend_of_counts(events, people, per=1000)
    assert verdict is Verdict.NO_CLEAR_CHANGE
    assert trend.yearly.value == pytest.approx(0.0, abs=1e-3)


def test_a_counted_share_is_of_its_whole():
    """70 to 110 of 200 completed."""
    completed, parts = catalogue()["DI06"], dict(zip(YEARS, (70, 80, 90, 100, 110), strict=True))
    estimates = {year: complete_share(part, 200) for year, part in parts.items()}
    found = trend_of(completed, history(completed, estimates, population=200))
    assert found == (trend_of_shares(parts, dict.fromkeys(YEARS, 200)), Verdict.HIGHER)


def test_years_before_a_break_are_another_series():
    """From 2023 on it is counted otherwise: three years are left, and no word."""
    broken = indicator_like("LB04", breaks=[{"period": "2023", "why": {"nl": "x", "en": "x"}}])
    trend, verdict = trend_of(broken, history(broken, counts(RISING)))
    assert (trend.first, trend.years, verdict) == ("2023", 3, Verdict.CANNOT_SAY)


def test_the_last_of_several_breaks_counts_and_one_to_come_does_not():
    """Breaks of 2022 and 2024 leave two years; one of 2026 is not yet there."""
    why = {"nl": "x", "en": "x"}
    twice = indicator_like("LB04", breaks=[{"period": period, "why": why} for period in ("2024", "2022")])
    assert trend_of(twice, history(twice, counts(RISING)))[0].first == "2024"
    later = indicator_like("LB04", breaks=[{"period": "2026", "why": why}])
    assert trend_of(later, history(later, counts(RISING)))[1] is Verdict.HIGHER


def test_a_break_in_the_year_itself_leaves_that_year_alone():
    """Nothing comes before 2025."""
    broken = indicator_like("LB04", breaks=[{"period": "2025", "why": {"nl": "x", "en": "x"}}])
    assert trend_of(broken, history(broken, counts(RISING))) == (None, Verdict.NO_EARLIER)


def test_incomplete_and_missing_years_are_left_out():
    """A year to which not everybody contributed, and one without a figure, are none of the years: five become four and then three."""
    flagged = history(ACTIVITIES, counts(RISING), flags={"2022": (Flag.INCOMPLETE,)})
    trend, verdict = trend_of(ACTIVITIES, flagged)
    assert (trend.years, trend.first, verdict) == (4, "2021", Verdict.CANNOT_SAY)
    gap = history(ACTIVITIES, {**counts(RISING), "2023": None}, flags={"2022": (Flag.INCOMPLETE,)})
    assert trend_of(ACTIVITIES, gap)[0].years == 3


def test_a_missing_year_in_the_middle_of_six_leaves_five():
    """A gap is no zero: the years keep their distance."""
    numbers = dict(zip(("2019", "2021", "2022", "2024", "2025"), (50, 98, 140, 275, 392), strict=True))
    made = history(ACTIVITIES, {**counts({"2019": 50, "2020": 1}), **counts(numbers), "2020": None})
    trend, verdict = trend_of(ACTIVITIES, made)
    assert (trend.years, verdict) == (5, Verdict.HIGHER)
    assert trend.yearly.value == pytest.approx(0.41, abs=0.01)


def test_an_incomplete_year_of_now_has_no_trend():
    """The last point would not be in its own series."""
    made = history(ACTIVITIES, counts(RISING), flags={"2025": (Flag.INCOMPLETE,)})
    assert trend_of(ACTIVITIES, made) == (None, Verdict.NO_EARLIER)
    assert trend_of(ACTIVITIES, history(ACTIVITIES, {**counts(RISING), "2025": None})) == (None, Verdict.NO_EARLIER)


def test_years_of_another_design_are_left_out():
    """Who was asked afterwards is no series with who was asked before and after."""
    entry = indicator_like("LO04")
    estimates = {year: share(n, 150) for year, n in zip(YEARS, (60, 75, 90, 105, 120), strict=True)}
    made = history(entry, estimates, designs={"2021": "paired", "2022": "paired"})
    trend, verdict = trend_of(entry, made)
    assert (trend.first, trend.years, verdict) == ("2023", 3, Verdict.CANNOT_SAY)


def test_calendar_years_and_school_years_are_no_series_together():
    """A source that first counted by calendar year: the school years stand by themselves."""
    numbers = {"2020": 50, "2021": 60, "2021-2022": 100, "2022-2023": 140, "2023-2024": 200, "2024-2025": 280, "2025-2026": 390}
    trend, verdict = trend_of(ACTIVITIES, history(ACTIVITIES, counts(numbers)))
    assert (trend.first, trend.years, verdict) == ("2021-2022", 5, Verdict.HIGHER)


@pytest.mark.parametrize("numbers", [[0, 0, 0, 0, 0], [0, 0, 0, 0, 9], [9, 0, 0, 0, 0]], ids=str)
def test_nothing_or_nothing_but_one_year_bears_no_word(numbers):
    """Growth from nothing has no end, and none is no trend."""
    trend, verdict = trend_of(ACTIVITIES, history(ACTIVITIES, counts(numbers)))
    assert (trend.yearly, verdict) == (None, Verdict.CANNOT_SAY)


@pytest.mark.parametrize("numbers", [[200] * 5, [1, 2, 3, 4, 5]], ids=str)
def test_the_same_number_each_year_is_no_clear_change(numbers):
    """Five counts on a line, or all alike, are still counts: chance in them is allowed for."""
    assert trend_of(ACTIVITIES, history(ACTIVITIES, counts(numbers)))[1] is Verdict.NO_CLEAR_CHANGE


def test_figures_that_are_no_count_share_or_mean_have_no_trend():
    """A balance may be below zero, a published figure is of others, money and a net share are no events."""
    balance = catalogue()["BR04"]
    assert trend_of(balance, history(balance, {year: complete_balance(9, n) for n, year in enumerate(YEARS)})) == (None, Verdict.NO_EARLIER)
    given = catalogue()["BV11"]
    published = {year: Estimate(value=float(n), n=0, method="published") for n, year in enumerate(YEARS)}
    assert trend_of(given, history(given, published)) == (None, Verdict.NO_EARLIER)
    euros = catalogue()["BR09"]
    cents = {year: Estimate(value=10.123 + n, n=100, method="complete-count") for n, year in enumerate(YEARS)}
    assert trend_of(euros, history(euros, cents, population=2001)) == (None, Verdict.NO_EARLIER)
    hours = catalogue()["BR05"]
    assert trend_of(hours, history(hours, counts([10.5, 11, 12, 13, 14]))) == (None, Verdict.NO_EARLIER)


def test_a_finding_holds_its_trend_and_no_trend_where_it_is_hidden():
    """Judging puts it there; a figure that may not be told has none, and a hidden year is none of its years."""
    made = history(ACTIVITIES, counts(RISING))
    found = judged(ACTIVITIES, made[-1], made[:-1], [])
    assert (found.trend.years, found.trend_verdict) == (5, Verdict.HIGHER)
    hidden = history(ACTIVITIES, {**counts(RISING), "2025": None})
    found = judged(ACTIVITIES, hidden[-1], hidden[:-1], [])
    assert (found.trend, found.trend_verdict) == (None, Verdict.NO_EARLIER)
    gap = history(ACTIVITIES, {**counts(RISING), "2022": None})
    assert judged(ACTIVITIES, gap[-1], gap[:-1], []).trend.years == 4


def test_the_order_of_the_earlier_findings_changes_no_trend():
    """Judging puts them in order of time."""
    made = history(ACTIVITIES, counts(RISING))
    assert judged(ACTIVITIES, made[-1], made[-2::-1], []) == judged(ACTIVITIES, made[-1], made[:-1], [])
