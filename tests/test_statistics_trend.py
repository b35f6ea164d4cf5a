"""Trends against statsmodels and a textbook, and what must hold for every series."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from impactlib.errors import InputError
from impactlib.statistics.estimate import Estimate
from impactlib.statistics.series import fit_rates, span_of, times_of
from impactlib.statistics.trend import FEWEST_YEARS, expected_rate, trend_of_counts, trend_of_means, trend_of_shares

AGRESTI_2002_MALFORMED = {"2000": 48, "2001": 38, "2003": 5, "2008": 1, "2014": 1}
AGRESTI_2002_BIRTHS = {"2000": 17114, "2001": 14502, "2003": 793, "2008": 127, "2014": 38}
"""Agresti (2002), Categorical Data Analysis, table 5.3: malformed infants by alcohol; the years stand for twice his 0, 0.5, 1.5, 4, 7."""

AGRESTI_2002_TREND, AGRESTI_2002_DEPARTURE = 6.57, 5.51
"""Agresti (2002), section 5.3.5: the Cochran-Armitage z², and X² 12.08 of independence less that, with 3 degrees of freedom."""

steady = settings(derandomize=True, max_examples=60, deadline=None, database=None)
"""The same examples on every run and machine."""

YEARS = [str(year) for year in range(2010, 2030)]
series = st.lists(st.integers(0, 5000), min_size=3, max_size=10).filter(lambda counts: any(counts[1:]) and any(counts[:-1]))


def over(years: list[int], values: list[float]) -> dict[str, float]:
    """Values by year."""
    return {str(year): value for year, value in zip(years, values, strict=True)}


def random_series(seed: int) -> tuple[list[int], np.ndarray, np.ndarray]:
    """Years with gaps, overdispersed counts and a growing population."""
    random = np.random.default_rng(seed)
    size = int(random.integers(3, 12))
    years = sorted(random.choice(np.arange(2005, 2025), size, replace=False).tolist())
    events = random.negative_binomial(2, 2 / (2 + random.uniform(2, 900)), size).astype(float)
    return years, events, np.round(random.uniform(5e3, 2e5) * 1.01 ** np.arange(size))


@pytest.mark.parametrize("seed", range(30))
def test_a_trend_of_counts_agrees_with_statsmodels(seed):
    """Growth, limits and dispersion are those of GLM Poisson with offset, X² over its degrees of freedom (at least 1), and t."""
    years, events, population = random_series(seed)
    found = trend_of_counts(over(years, list(events)), over(years, list(population)))
    design = sm.add_constant(np.array(years, dtype=float) - years[0])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = sm.GLM(events, design, family=sm.families.Poisson(), offset=np.log(population)).fit(tol=1e-12)
        fit = sm.GLM(events, design, family=sm.families.Poisson(), offset=np.log(population)).fit(
            tol=1e-12, scale=max(1.0, model.pearson_chi2 / model.df_resid), use_t=True
        )
    assert found.dispersion == pytest.approx(fit.scale, rel=1e-6)
    assert 1 + found.yearly.value == pytest.approx(math.exp(fit.params[1]), rel=1e-6)
    error = fit.bse[1] * stats.t.ppf(0.975, len(years) - 2)
    assert 1 + found.yearly.lower == pytest.approx(math.exp(fit.params[1] - error), rel=1e-5)
    assert 1 + found.yearly.upper == pytest.approx(math.exp(fit.params[1] + error), rel=1e-5)


def test_a_trend_of_shares_agrees_with_agresti():
    """The squared slope over its variance without dispersion is z² of Cochran-Armitage, and the dispersion is the departure by 3."""
    found = trend_of_shares(AGRESTI_2002_MALFORMED, AGRESTI_2002_BIRTHS)
    assert round(found.dispersion * 3, 2) == AGRESTI_2002_DEPARTURE
    assert round((found.yearly.value / found.yearly.standard_error) ** 2 * found.dispersion, 2) == AGRESTI_2002_TREND


@pytest.mark.parametrize("seed", range(10))
def test_the_slope_of_shares_is_that_of_weighted_least_squares(seed):
    """A year counts by its people."""
    random = np.random.default_rng(seed)
    years, people = list(range(2015, 2022)), random.integers(10, 400, 7)
    part = random.binomial(people, random.uniform(0.2, 0.8, 7))
    found = trend_of_shares(over(years, part.tolist()), over(years, people.tolist()))
    fit = sm.WLS(part / people, sm.add_constant(np.array(years, dtype=float)), weights=people).fit()
    assert found.yearly.value == pytest.approx(fit.params[1])
    if found.dispersion > 1:
        pooled = part.sum() / people.sum()
        assert found.dispersion == pytest.approx(fit.ssr / (pooled * (1 - pooled)) / 5)
        assert found.yearly.standard_error == pytest.approx(fit.bse[1])


@pytest.mark.parametrize(("years", "method"), [(3, "ols"), (8, "ols"), (14, "ols"), (15, "ols-hac"), (20, "ols-hac")])
def test_a_trend_of_means_agrees_with_an_independent_fit(years, method):
    """Below 15 years scipy's linregress; from 15 on Newey and West's sandwich with one lag, written out."""
    values = np.random.default_rng(years).normal(7, 1, years) + 0.1 * np.arange(years)
    found = trend_of_means({year: Estimate(value=float(v), n=10, method="t") for year, v in zip(YEARS, values, strict=False)}).yearly
    line = stats.linregress(np.arange(years), values)
    error = line.stderr
    if method == "ols-hac":
        design = np.column_stack([np.ones(years), np.arange(years)])
        moments = design * (values - line.intercept - line.slope * np.arange(years))[:, None]
        lag = moments[1:].T @ moments[:-1]
        inverse = np.linalg.inv(design.T @ design)
        error = math.sqrt((inverse @ (moments.T @ moments + (lag + lag.T) / 2) @ inverse)[1, 1] * years / (years - 2))
    assert found.method == method
    assert found.n == 10 * years
    assert found.value == pytest.approx(line.slope)
    assert found.upper - found.value == pytest.approx(stats.t.ppf(0.975, years - 2) * error)


def test_a_gap_in_many_years_leaves_out_the_lags():
    """The year before is not the value before, so that Newey and West's lag would be another one."""
    years = [*YEARS[:10], *YEARS[11:]]
    means = {year: Estimate(value=float(i % 3), n=10, method="t") for i, year in enumerate(years)}
    assert trend_of_means(means).yearly.method == "ols"


def test_means_on_a_line_are_no_certainty():
    """The interval is that of the years' own standard errors where the residuals give a narrower one."""
    means = {year: Estimate(value=7.0, n=30, method="t", lower=6.8, upper=7.2, standard_error=0.1) for year in YEARS[:5]}
    found = trend_of_means(means).yearly
    assert found.standard_error == pytest.approx(0.1 / math.sqrt(10))
    assert found.lower < 0 < found.upper


def test_the_same_count_each_year_is_no_growth_with_an_interval():
    """The fit of statsmodels warns of 'perfect separation' here; the dispersion is at least 1, so the interval is never empty."""
    found = trend_of_counts(dict.fromkeys(YEARS[:6], 50), dict.fromkeys(YEARS[:6], 9000))
    assert found.yearly.value == pytest.approx(0)
    assert found.dispersion == 1
    assert found.yearly.lower < -0.05 < 0.05 < found.yearly.upper


def test_a_leap_of_counts_meets_its_own_equation():
    """Nearly all events in the last year: the fit has the mean year of the events, where statsmodels stops short of it."""
    events, times = np.array([1.0, 0, 0, 0, 1e6]), np.arange(5.0)
    fit = fit_rates(np.column_stack([np.ones(5), times]), events, np.full(5, 1e4), where="test")
    assert fit.expected.sum() == pytest.approx(events.sum())
    assert fit.expected @ times / events.sum() == pytest.approx(events @ times / events.sum(), rel=1e-12)
    assert trend_of_counts(over(list(range(2021, 2026)), list(events)), dict.fromkeys(map(str, range(2021, 2026)), 1e4)).yearly.lower < 0


@pytest.mark.parametrize("counts", [[5], [5, 9], [0, 0, 0, 0, 0], [0, 0, 0, 0, 7], [7, 0, 0]])
def test_too_few_years_and_counts_without_bounds_have_no_yearly_growth(counts):
    """One or two years, no events, or events in the first or the last year alone."""
    years = YEARS[: len(counts)]
    found = trend_of_counts(dict(zip(years, counts, strict=True)), dict.fromkeys(years, 1000))
    assert (found.first, found.last, found.years) == (years[0], years[-1], len(counts))
    assert found.yearly is None
    assert found.dispersion is None
    assert found.expected is None


@pytest.mark.parametrize("counts", [[0, 3, 0, 0, 0], [0, 0, 4, 9, 1], [0, 8, 0], [1, 0, 0, 0, 1]])
def test_years_without_events_are_allowed(counts):
    """Zero is a count like any other."""
    years = YEARS[: len(counts)]
    found = trend_of_counts(dict(zip(years, counts, strict=True)), dict.fromkeys(years, 1000))
    assert -1 <= found.yearly.lower <= found.yearly.value <= found.yearly.upper < math.inf


@pytest.mark.parametrize("years", [3, 4, 5, 6])
def test_a_later_year_is_expected_from_five_years_on(years):
    """Three and four years have a line alone."""
    counts = dict(zip(YEARS, [30, 34, 31, 38, 40, 41][:years], strict=False))
    found = trend_of_counts(counts, dict.fromkeys(YEARS, 1000))
    assert found.yearly is not None
    assert (found.expected is not None) == (years >= FEWEST_YEARS)
    if years < FEWEST_YEARS:
        with pytest.raises(InputError, match="from 5 years on"):
            expected_rate(counts, dict.fromkeys(YEARS, 1000), period="2017")


def test_the_expected_rate_has_the_value_that_statsmodels_predicts():
    """And an interval wider than that of the line itself; it widens further ahead and with fewer people."""
    years, events = list(range(2015, 2023)), [120.0, 131, 118, 150, 141, 160, 171, 158]
    counts, people = over(years, events), dict.fromkeys(map(str, years), 8000.0)
    found = expected_rate(counts, people, period="2025", per=1000)
    fit = sm.GLM(events, sm.add_constant(np.array(years) - 2015.0), family=sm.families.Poisson(), offset=np.full(8, math.log(8000))).fit(
        scale=trend_of_counts(counts, people).dispersion, use_t=True
    )
    line = fit.get_prediction([[1.0, 10.0]], offset=[math.log(8000)]).summary_frame()
    assert found.value * 8 == pytest.approx(line["mean"].iloc[0])
    assert found.lower * 8 < line["mean_ci_lower"].iloc[0]
    assert found.upper * 8 > line["mean_ci_upper"].iloc[0]
    nearer, smaller = expected_rate(counts, people, period="2023"), expected_rate(counts, people, period="2025", population_then=500)
    assert smaller.value == pytest.approx(found.value)
    assert smaller.upper > found.upper > nearer.upper
    assert trend_of_counts(counts, people).expected == nearer


def test_the_expected_interval_holds_the_next_count():
    """Of simulated series with variance 6 × mean at least 93 % (nominal 95 %)."""
    random, held = np.random.default_rng(20261124), 0
    years = [str(year) for year in range(2018, 2027)]
    for _ in range(400):
        mean = 60 * 1.04 ** np.arange(9)
        counts = random.negative_binomial(mean / 5, 1 / 6)
        found = trend_of_counts(dict(zip(years[:8], counts.tolist(), strict=False)), dict.fromkeys(years[:8], 1000)).expected
        held += found.lower <= counts[8] <= found.upper
    assert held >= 0.93 * 400


@pytest.mark.parametrize(("phi", "years"), [(1, 5), (6, 5), (6, 8)])
def test_the_interval_of_growth_holds(phi, years):
    """Simulated as in STATISTICS.md, 2.1, at least 93 % hold; plain Poisson held 56-58 %."""
    random, held = np.random.default_rng(phi + years), 0
    for _ in range(300):
        mean = 80 * 1.05 ** np.arange(years)
        counts = random.poisson(mean) if phi == 1 else random.negative_binomial(mean / (phi - 1), 1 / phi)
        found = trend_of_counts(dict(zip(YEARS, counts.tolist(), strict=False)), dict.fromkeys(YEARS, 1000)).yearly
        held += found.lower <= 0.05 <= found.upper
    assert held >= 0.93 * 300


@pytest.mark.parametrize("part", [0, 40])
def test_the_same_answer_of_everybody_is_no_certainty(part):
    """Nobody or everybody each year: no change, with an interval."""
    found = trend_of_shares(dict.fromkeys(YEARS[:5], part), dict.fromkeys(YEARS[:5], 40)).yearly
    assert found.value == 0
    assert found.lower < 0 < found.upper


def test_two_years_of_means_or_shares_are_no_trend():
    """The line starts at three years."""
    assert trend_of_means({year: Estimate(value=1, n=5, method="t") for year in YEARS[:2]}).yearly is None
    assert trend_of_shares({"2021": 3, "2022": 4}, {"2021": 9, "2022": 9}).yearly is None
    assert trend_of_shares({"2021": 3, "2022": 4, "2023": 4}, dict.fromkeys(["2021", "2022", "2023"], 9)).yearly is not None


@pytest.mark.parametrize(
    ("events", "population", "says"),
    [
        ({}, {}, "no period"),
        ({"2021": -1}, {"2021": 9}, "-1 events in 2021"),
        ({"2021": 1.5}, {"2021": 9}, "1.5 events"),
        ({"2021": math.nan}, {"2021": 9}, "nan events"),
        ({"2021": 1}, {}, "population of 2021 is missing"),
        ({"2021": 1}, {"2021": 0}, "population of 2021 is 0"),
        ({"2021": 1}, {"2021": math.inf}, "population of 2021 is inf"),
        ({"last year": 1}, {"last year": 9}, "'last year' is no period"),
        ({"2021-2023": 1}, {"2021-2023": 9}, "'2021-2023' is no period"),
        ({"2021": 1, "2021-2022": 1}, {"2021": 9, "2021-2022": 9}, "school year and year"),
        ({"2021-01": 1}, {"2021-01": 9}, "the periods are months"),
    ],
)
def test_what_is_no_series_of_counts_is_refused(events, population, says):
    """With the value that was found, and what would do."""
    with pytest.raises(InputError, match=says):
        trend_of_counts(events, population)


def test_an_expected_rate_is_refused_where_the_trend_cannot_reach():
    """A year that was seen, one too far ahead, no people, events in one year, or beyond all bounds."""
    counts, people = over(list(range(2021, 2026)), [3, 4, 5, 4, 6]), dict.fromkeys(map(str, range(2021, 2026)), 100.0)
    for period in ("2025", "2020", "2031"):
        with pytest.raises(InputError, match="take one of the 5 years"):
            expected_rate(counts, people, period=period)
    with pytest.raises(InputError, match="population of 2026 is 0"):
        expected_rate(counts, people, period="2026", population_then=0)
    with pytest.raises(InputError, match="all are in one year"):
        expected_rate(over(list(range(2021, 2026)), [0, 0, 0, 0, 6]), people, period="2026")
    leap = over(list(range(2021, 2026)), [1, 0, 0, 0, 1e6])
    with pytest.raises(InputError, match="over 1e\\+15 events"):
        expected_rate(leap, people, period="2028")


def test_shares_of_more_than_everybody_are_refused():
    """A part is no more than its whole; people are whole."""
    with pytest.raises(InputError, match="5 of 4 people count in 2021"):
        trend_of_shares({"2021": 5}, {"2021": 4})
    with pytest.raises(InputError, match=r"3 of 4\.5 people"):
        trend_of_shares({"2021": 3}, {"2021": 4.5})
    with pytest.raises(InputError, match="the number of people of 2021 is 0"):
        trend_of_shares({"2021": 0}, {"2021": 0})


def test_a_fit_without_an_answer_is_refused():
    """Too many coefficients, terms that are each other's copy, and a group without events."""
    ones, ramp = np.ones(4), np.arange(4.0)
    for columns, events, says in (
        ([ones, ramp, ramp**2, ramp**3], [1, 2, 3, 4], "4 periods for 4 coefficients"),
        ([ones, ramp, 2 * ramp], [1, 2, 3, 4], "cannot be told apart"),
        ([ones, ramp > 1], [1, 2, 0, 0], "no finite rates"),
    ):
        with pytest.raises(InputError, match=says):
            fit_rates(np.column_stack(columns).astype(float), np.array(events, float), np.full(4, 100.0), where="test")


def test_periods_of_each_kind_have_their_numbers():
    """One more for each period; a school year goes by its first year."""
    assert span_of("2024-2025", where="test") == ("school year", 2024)
    assert list(times_of(["2025-01", "2024-12"], where="test").items()) == [("2024-12", 24299), ("2025-01", 24300)]
    assert times_of(["2024-Q4", "2025-Q1"], where="test") == {"2024-Q4": 8099, "2025-Q1": 8100}
    for wrong in ("2025-13", "2025-Q5", "2025-2027", "25", ""):
        with pytest.raises(InputError, match="is no period"):
            span_of(wrong, where="test")


@steady
@given(series, st.randoms(use_true_random=False))
def test_neither_order_nor_other_years_nor_the_calendar_change_a_trend(counts, random):
    """Shuffled, with the population of other years, as school years and ten years later."""
    years = YEARS[: len(counts)]
    events = dict(zip(years, counts, strict=True))
    found = trend_of_counts(events, dict.fromkeys(years, 1000))
    shuffled = list(events.items())
    random.shuffle(shuffled)
    assert trend_of_counts(dict(shuffled), dict.fromkeys(YEARS, 1000)) == found
    school = {f"{year}-{int(year) + 1}": count for year, count in events.items()}
    assert trend_of_counts(school, dict.fromkeys(school, 1000)).yearly == found.yearly


@steady
@given(series, st.integers(2, 9))
def test_a_trend_goes_by_rates(counts, times):
    """Population that is some times as large everywhere changes nothing but the expected rate, which is as much smaller."""
    years = YEARS[: len(counts)]
    events = dict(zip(years, counts, strict=True))
    small, large = trend_of_counts(events, dict.fromkeys(years, 1000)), trend_of_counts(events, dict.fromkeys(years, 1000 * times))
    assert large.yearly.value == pytest.approx(small.yearly.value, rel=1e-6, abs=1e-9)
    assert large.dispersion == pytest.approx(small.dispersion)
    if small.expected:
        assert large.expected.value * times == pytest.approx(small.expected.value, rel=1e-6)


@steady
@given(series)
def test_backwards_a_trend_is_its_own_reverse(counts):
    """Growth by a factor becomes growth by one over it, limits swapped."""
    years = YEARS[: len(counts)]
    forth = trend_of_counts(dict(zip(years, counts, strict=True)), dict.fromkeys(years, 1000)).yearly
    back = trend_of_counts(dict(zip(years, counts[::-1], strict=True)), dict.fromkeys(years, 1000)).yearly
    assert math.log1p(back.value) == pytest.approx(-math.log1p(forth.value), abs=1e-7)
    assume(forth.lower > -1)
    assert math.log1p(back.upper) == pytest.approx(-math.log1p(forth.lower), rel=1e-4, abs=1e-7)


@steady
@given(st.lists(st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=3, max_size=8))
def test_the_share_that_does_not_count_goes_the_other_way(groups):
    """The slope of the complement is minus the slope, with the same dispersion; and no slope is beyond what shares can do."""
    years = YEARS[: len(groups)]
    n = {year: whole for year, (_, whole) in zip(years, groups, strict=True)}
    part = {year: some for year, (some, _) in zip(years, groups, strict=True)}
    found, other = trend_of_shares(part, n), trend_of_shares({year: n[year] - part[year] for year in years}, n)
    assert other.yearly.value == pytest.approx(-found.yearly.value, abs=1e-12)
    assert other.dispersion == pytest.approx(found.dispersion)
    assert abs(found.yearly.value) <= 1
