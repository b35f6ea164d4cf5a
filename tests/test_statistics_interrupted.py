"""Interrupted series against a published tutorial and statsmodels, and what must hold for every series."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from impactlib.errors import InputError
from impactlib.statistics.interrupted import interrupted_series
from impactlib.statistics.quantiles import normal_quantile, t_quantile

SICILY_EPISODES = (
    *(728, 659, 791, 734, 757, 726, 760, 740, 720, 814, 795, 858),
    *(887, 766, 851, 769, 781, 756, 766, 752, 765, 831, 879, 928),
    *(914, 808, 937, 840, 916, 828, 845, 818, 860, 839, 887, 886),
    *(831, 796, 833, 820, 877, 758, 767, 738, 781, 843, 850, 908),
    *(1021, 859, 976, 888, 962, 838, 810, 876, 843, 936, 912),
)
SICILY_POPULATION = (
    *(379875.3, 376495.5, 377040.8, 377116.4, 377383.4, 374113.1, 379513.3, 376295.5, 374653.2, 378485.6, 375955.5, 378349.7),
    *(376762.4, 379032.3, 379360.4, 376162.0, 377972.4, 381830.7, 379888.6, 380872.2, 380966.9, 381240.4, 382104.9, 381802.7),
    *(381656.3, 383680.0, 383504.2, 386462.9, 383783.1, 380836.8, 383483.0, 380906.2, 382926.8, 384052.4, 384449.6, 383428.4),
    *(388153.2, 388373.2, 386470.1, 386033.2, 383686.4, 385509.3, 385901.9, 386516.6, 388436.5, 383255.2, 390148.7, 385874.9),
    *(391613.6, 391750.4, 394005.6, 391364.9, 391664.6, 389022.3, 391878.5, 388575.3, 392989.0, 390018.8, 390712.3),
)
"""Acute coronary episodes in Sicily a month, 2002 to November 2006, and the standardised population: Lopez Bernal, Cummins and
Gasparrini (2017), sicily.csv of gasparrini/2017_lopezbernal_IJE_codedata; smoking was banned in public places from January 2005."""

SICILY_QUASI, SICILY_PLAIN = (0.894, 0.839, 0.953), (0.865, 0.925)
"""The rate ratio of the ban with its 95 % limits, quasi-Poisson and plain (STATISTICS.md, section 2): normal quantiles, no seasons."""

steady = settings(derandomize=True, max_examples=40, deadline=None, database=None)
"""The same examples on every run and machine."""


def sicily(values: tuple[float, ...]) -> dict[str, float]:
    """Values by month."""
    return {f"{2002 + i // 12}-{1 + i % 12:02}": value for i, value in enumerate(values)}


def yearly(values: list[int], first: int = 2001) -> dict[str, float]:
    """Values by year."""
    return {str(first + i): value for i, value in enumerate(values)}


def test_the_smoking_ban_in_sicily_is_as_published():
    """With the normal quantile for our t with 56 degrees of freedom, and dispersion taken out for the plain limits."""
    found = interrupted_series(sicily(SICILY_EPISODES), sicily(SICILY_POPULATION), change_at="2005-01")
    ratio = math.log(found.level.value)
    error = (math.log(found.level.upper) - ratio) / t_quantile(0.95, 56)
    quasi = [math.exp(ratio + sign * normal_quantile(0.95) * error) for sign in (0, -1, 1)]
    plain = [math.exp(ratio + sign * normal_quantile(0.95) * error / math.sqrt(found.dispersion)) for sign in (-1, 1)]
    assert tuple(round(number, 3) for number in quasi) == SICILY_QUASI
    assert tuple(round(number, 3) for number in plain) == SICILY_PLAIN
    assert (found.before, found.after, found.claim) == (36, 23, True)
    assert found.level.lower < quasi[1] < quasi[2] < found.level.upper


@pytest.mark.parametrize("harmonics", [0, 1, 2])
def test_level_growth_and_slope_agree_with_statsmodels(harmonics):
    """The models of the tutorial: step; step and seasons; and for the slope also time since the ban."""
    events, people, time = np.array(SICILY_EPISODES, float), np.array(SICILY_POPULATION), np.arange(1, 60.0)
    found = interrupted_series(
        sicily(SICILY_EPISODES), sicily(SICILY_POPULATION), change_at="2005-01", season=12 if harmonics else None, harmonics=harmonics
    )
    waves = [wave(2 * np.pi * k * time / 12) for k in range(1, harmonics + 1) for wave in (np.sin, np.cos)]
    columns = [np.ones(59), time > 36, time, *waves]
    for design, terms in (
        (columns, {1: found.level, 2: found.growth}),
        ([*columns, (time - 36) * (time > 36)], {len(columns): found.slope}),
    ):
        matrix = np.column_stack(design).astype(float)
        fit = sm.GLM(events, matrix, family=sm.families.Poisson(), offset=np.log(people)).fit(scale="X2", use_t=True, tol=1e-12)
        for index, ratio in terms.items():
            assert ratio.value == pytest.approx(math.exp(fit.params[index]), rel=1e-7)
            assert (ratio.lower, ratio.upper) == pytest.approx(tuple(np.exp(fit.conf_int()[index])), rel=1e-6)
        if 1 in terms:
            assert found.dispersion == pytest.approx(fit.scale)


@pytest.mark.parametrize("seed", range(10))
def test_made_series_with_gaps_agree_with_statsmodels(seed):
    """Years that are missing are missing, on either side; the dispersion is at least 1."""
    random = np.random.default_rng(seed)
    years = np.sort(random.choice(np.arange(1990, 2025), 14, replace=False))
    events, change = random.poisson(40 + 20 * (np.arange(14) > 6)).astype(float), int(years[7])
    people = np.round(random.uniform(8e3, 1e4, 14))
    keys = [str(year) for year in years]
    found = interrupted_series(dict(zip(keys, events, strict=True)), dict(zip(keys, people, strict=True)), change_at=str(change))
    matrix = np.column_stack([np.ones(14), years >= change, years - change]).astype(float)
    model = sm.GLM(events, matrix, family=sm.families.Poisson(), offset=np.log(people))
    fit = model.fit(scale=max(1.0, model.fit(tol=1e-12).pearson_chi2 / 11), use_t=True, tol=1e-12)
    assert (found.level.lower, found.level.upper) == pytest.approx(tuple(np.exp(fit.conf_int()[1])), rel=1e-6)
    assert not found.claim


@pytest.mark.parametrize(("before", "after", "claim"), [(3, 3, False), (8, 7, False), (7, 8, False), (8, 8, True), (20, 9, True)])
def test_eight_periods_on_each_side_are_needed_for_a_claim(before, after, claim):
    """Fewer have a figure, which says nothing yet."""
    counts = [20 + i % 3 for i in range(before + after)]
    found = interrupted_series(yearly(counts), dict.fromkeys(yearly(counts), 900), change_at=str(2001 + before))
    assert (found.before, found.after, found.claim) == (before, after, claim)


@pytest.mark.parametrize(
    ("counts", "options", "says"),
    [
        ([9, 9, 9, 9, 9], {"change_at": "2004"}, "2 periods from 2004; 3 or more"),
        ([9, 9, 9, 9, 9], {"change_at": "2003"}, "2 periods before 2003; 3 or more"),
        ([9, 9, 9], {"change_at": "2020"}, "0 periods from 2020"),
        ([0, 0, 0, 9, 9, 9], {"change_at": "2004"}, "no events before 2004"),
        ([9, 9, 9, 0, 0, 0], {"change_at": "2004"}, "no events from 2004"),
        ([9, 0, 0, 9, 0, 0], {"change_at": "2004"}, "no finite rates"),
        ([9, 9, -1, 9, 9, 9], {"change_at": "2004"}, "-1 events in 2003"),
        ([9, 9, 9, 9, 9, 9], {"change_at": "soon"}, "'soon' is no period"),
        ([9, 9, 9, 9, 9, 9], {"change_at": "2004-01"}, "more than one kind"),
        ([9, 9, 9, 9, 9, 9], {"change_at": "2004", "season": 12}, "give both"),
        ([9, 9, 9, 9, 9, 9], {"change_at": "2004", "harmonics": 2}, "give both"),
        ([9, 9, 9, 9, 9, 9], {"change_at": "2004", "harmonics": -1}, "give 0 or more"),
        ([9, 9, 9, 9, 9, 9], {"change_at": "2004", "season": 4, "harmonics": 2}, "2 harmonics in a year of 4 periods"),
        ([9, 9, 9, 9, 9, 9], {"change_at": "2004", "season": 12, "harmonics": 2}, "6 periods for 7 coefficients"),
        ([9, 9, 9, 9, 9, 9], {"change_at": "2004", "confidence": 1.0}, "confidence is 1"),
    ],
)
def test_what_gives_no_change_in_level_is_refused(counts, options, says):
    """Too few periods or events on a side, seasons that do not fit, and what is no count."""
    with pytest.raises(InputError, match=says):
        interrupted_series(yearly(counts), dict.fromkeys(yearly(counts), 900), **options)


def test_a_population_that_is_missing_is_refused():
    """Every period with events needs one."""
    with pytest.raises(InputError, match="population of 2006 is missing"):
        interrupted_series(yearly([9] * 6), yearly([900] * 5), change_at="2004")


def test_a_slope_that_cannot_be_found_is_left_out():
    """Before the change all events are in the last year: growth before has no bounds, the level does."""
    found = interrupted_series(yearly([0, 0, 9, 5, 8, 9]), yearly([900] * 6), change_at="2004")
    assert found.slope is None
    assert 0 <= found.level.lower < found.level.value < found.level.upper < math.inf


def test_a_steady_series_did_not_change():
    """The same count throughout: all ratios are 1, with intervals around it."""
    found = interrupted_series(yearly([50] * 16), yearly([900] * 16), change_at="2009")
    for ratio in (found.level, found.growth, found.slope):
        assert ratio.value == pytest.approx(1)
        assert ratio.lower < 0.999
        assert ratio.upper > 1.001
    assert found.dispersion == 1


def test_the_interval_of_the_level_holds():
    """Of simulated series of 8 and 8 with variance 4 × mean and a true ratio of 1.2, at least 92 % (nominal 95 %)."""
    random, held = np.random.default_rng(20261124), 0
    mean = 90 * 1.02 ** np.arange(16) * np.where(np.arange(16) < 8, 1, 1.2)
    for _ in range(300):
        counts = random.negative_binomial(mean / 3, 1 / 4).tolist()
        found = interrupted_series(yearly(counts), yearly([1000] * 16), change_at="2009").level
        held += found.lower <= 1.2 <= found.upper
    assert held >= 0.92 * 300


@steady
@given(st.lists(st.integers(5, 500), min_size=8, max_size=16), st.randoms(use_true_random=False), st.sampled_from([0.5, 3, 1000]))
def test_neither_order_nor_the_size_of_the_population_changes_a_level(counts, random, factor):
    """Shuffled, with other years in the population, and everybody counted some times over."""
    events, people = yearly(counts), yearly([900] * 25)
    found = interrupted_series(events, people, change_at="2005")
    shuffled = list(events.items())
    random.shuffle(shuffled)
    assert interrupted_series(dict(shuffled), people, change_at="2005") == found
    scaled = interrupted_series(events, {year: count * factor for year, count in people.items()}, change_at="2005")
    assert scaled.level.value == pytest.approx(found.level.value, rel=1e-6)
    assert scaled.level.upper == pytest.approx(found.level.upper, rel=1e-5)


@steady
@given(st.lists(st.integers(0, 300), min_size=6, max_size=14))
def test_any_counts_give_finite_limits_or_a_reason(counts):
    """Never a warning, and never a number that is none."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            found = interrupted_series(yearly(counts), dict.fromkeys(yearly(counts), 900), change_at="2004")
        except InputError:
            return
    assert all(math.isfinite(limit) for limit in (found.level.lower, found.level.upper, found.growth.lower, found.growth.upper))
