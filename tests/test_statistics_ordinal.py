"""Cliff's delta: against counting every pair, against statsmodels where it works, and exact where it gives nothing."""

from __future__ import annotations

import itertools
import math
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.nonparametric import rank_compare_2indep

from impactlib.errors import InputError
from impactlib.statistics.estimate import Estimate
from impactlib.statistics.ordinal import cliffs_delta, common_language
from tests.test_statistics_properties import CLOSE, holds, interval, levels, steady, tables

BRUNNER_MUNZEL_2000_ONE = {1: 11, 2: 2, 4: 1}
BRUNNER_MUNZEL_2000_OTHER = {1: 3, 2: 1, 3: 4, 4: 2, 5: 1}
"""Pain on the third day after an operation under two treatments (Brunner and Munzel 2000), the example of R's
`lawstat::brunner.munzel.test`, which prints P = 0.788961 and a linear interval of 0.5952169 to 0.9827052, df = 17.683."""

NEARLY_APART = ({3: 1, 4: 2, 5: 3}, {1: 2, 2: 2, 3: 1})
"""Six people of whom one answers as high as one of five others: statsmodels' linear interval passes 1."""

chances = st.lists(st.integers(0, 8), min_size=3, max_size=5).filter(lambda weights: sum(weights) > 0)


def people(table: dict[float, int]) -> list[float]:
    """The people of a frequency table one by one."""
    return [code for code, times in table.items() for _ in range(times)]


def every_pair(now: dict[float, int], earlier: dict[float, int]) -> float:
    """Delta by comparing everybody with everybody."""
    signs = [(x > y) - (x < y) for x, y in itertools.product(people(now), people(earlier))]
    return sum(signs) / len(signs)


def test_the_pain_example_has_the_published_chance_and_freedom():
    """P(earlier < now) = 0.788961; the logit interval of this table stays within 0 to 1 and is written out from the printed one."""
    found = common_language(cliffs_delta(BRUNNER_MUNZEL_2000_OTHER, BRUNNER_MUNZEL_2000_ONE))
    assert round(found.value, 6) == 0.788961
    error = (0.9827052 - 0.5952169) / 2 / (0.788961 * (1 - 0.788961))
    logit = math.log(0.788961 / (1 - 0.788961))
    expected = tuple(1 / (1 + math.exp(-(logit + side * error))) for side in (-1, 1))
    assert interval(found) == pytest.approx(expected, abs=2e-6)


def test_delta_and_its_error_agree_with_statsmodels():
    """Over seeded tables: the same P, and the t interval on the logit from statsmodels' variance and degrees of freedom."""
    chance = np.random.default_rng(1993)
    compared = 0
    for n, m in ((2, 3), (6, 5), (14, 33), (120, 80)):
        for _ in range(5):
            now = dict(zip(range(1, 6), chance.multinomial(n, [0.1, 0.1, 0.2, 0.3, 0.3]).tolist(), strict=True))
            earlier = dict(zip(range(1, 6), chance.multinomial(m, [0.3, 0.3, 0.2, 0.1, 0.1]).tolist(), strict=True))
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                theirs = rank_compare_2indep(people(now), people(earlier))
            found = cliffs_delta(now, earlier, confidence=0.9)
            assert found.value == pytest.approx(theirs.somersd1, abs=1e-12)
            assert found.value == pytest.approx(every_pair(now, earlier), abs=1e-12)
            if theirs.var_prob > 0:
                p, compared = theirs.prob1, compared + 1
                half = stats.t.ppf(0.95, theirs.df) * math.sqrt(theirs.var_prob) / (p * (1 - p))
                expected = tuple(2 / (1 + math.exp(-(math.log(p / (1 - p)) + side * half))) - 1 for side in (-1, 1))
                assert interval(found) == pytest.approx(expected, abs=1e-9)
    assert compared > 15


@pytest.mark.parametrize(("now", "earlier"), [({5: 6}, {3: 5}), ({3: 6}, {3: 5}), ({1: 4, 2: 2}, {4: 5})], ids=["above", "equal", "below"])
def test_where_statsmodels_gives_no_number_there_is_an_exact_interval(now, earlier):
    """Complete separation and all ties: NaN there, limits around the value here. When this fails, they mended it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert all(math.isnan(limit) for limit in rank_compare_2indep(people(now), people(earlier)).conf_int())
    found = cliffs_delta(now, earlier)
    low, high = interval(found)
    assert -1 <= low <= found.value <= high <= 1
    assert low < high


def test_where_statsmodels_passes_one_the_limits_stay_within():
    """Six people nearly apart from five: an upper limit of P over 1 there, under 1 here. When this fails, they mended it."""
    now, earlier = NEARLY_APART
    assert rank_compare_2indep(people(now), people(earlier)).conf_int()[1] > 1
    assert interval(common_language(cliffs_delta(now, earlier)))[1] < 1


def test_separation_has_clopper_and_pearsons_limit_of_the_smaller_group():
    """All of 6 above all of 5: P is at least the lower limit of 5 out of 5 (scipy's exact binomial interval); turned round likewise."""
    for confidence in (0.8, 0.95, 0.99):
        exact = stats.binomtest(5, 5).proportion_ci(confidence, method="exact").low
        found = common_language(cliffs_delta({4: 2, 5: 4}, {1: 3, 3: 2}, confidence=confidence))
        assert interval(found) == pytest.approx((exact, 1.0), abs=1e-12)
        turned = common_language(cliffs_delta({1: 3, 3: 2}, {4: 2, 5: 4}, confidence=confidence))
        assert interval(turned) == pytest.approx((0.0, 1 - exact), abs=1e-12)


def test_equal_answers_have_an_interval_that_narrows_with_people():
    """Everybody the same: delta 0, within 1 − 0.025^(1/k) of it for k people in the smaller group."""
    for k in (2, 10, 100):
        found = cliffs_delta({3: k}, {3: k + 7})
        assert (found.value, *interval(found)) == pytest.approx((0, 0.025 ** (1 / k) - 1, 1 - 0.025 ** (1 / k)), abs=1e-12)


@steady
@given(chances, chances, st.integers(2, 9), st.integers(2, 9))
def test_the_exact_limits_hold_for_every_pair_of_distributions(one, other, n, m):
    """The chance of separation is at most P^k and that of all ties at most (1 − |delta|)^k, for any two distributions of answers."""
    size = max(len(one), len(other))
    x, y = (np.array(weights + [0] * (size - len(weights))) / sum(weights) for weights in (one, other))
    above = 1 - np.cumsum(x)
    higher, equal = float(above @ y), float(x @ y)
    delta = 2 * higher + equal - 1
    highest_of_y = np.diff(np.cumsum(y) ** m, prepend=0)
    separated = float(highest_of_y @ np.clip(above, 0, 1) ** n)
    tied = float(np.sum(x**n * y**m))
    k = min(n, m)
    assert separated <= ((delta + 1) / 2) ** k + CLOSE
    assert tied <= (1 - abs(delta)) ** k + CLOSE


def test_no_closer_limit_would_hold():
    """With the larger group all alike, separation has exactly the chance that the limit allows."""
    limit = interval(common_language(cliffs_delta({5: 4}, {1: 9})))[0]
    assert limit**4 == pytest.approx(0.025)


@steady
@given(tables, tables, levels, levels)
def test_a_delta_stays_in_range_turns_round_and_widens(now, earlier, one, other):
    """Any two tables: no NaN, limits within −1 to 1 around the value, groups swapped mirrors it, more confidence never narrows it."""
    low, high = sorted((one, other))
    found, turned = cliffs_delta(now, earlier, confidence=low), cliffs_delta(earlier, now, confidence=low)
    assert -1 <= interval(found)[0] <= found.value + CLOSE
    assert found.value - CLOSE <= interval(found)[1] <= 1
    assert (found.value, *interval(found)) == pytest.approx((-turned.value, -interval(turned)[1], -interval(turned)[0]), abs=CLOSE)
    assert holds(cliffs_delta(now, earlier, confidence=high), found)
    assert holds(common_language(cliffs_delta(now, earlier, confidence=high)), common_language(found))


@steady
@given(tables, tables)
def test_only_the_order_of_the_answers_counts(now, earlier):
    """Any scale that keeps the order gives the same delta, and empty cells change nothing."""
    curved = [{float(code) ** 3: times for code, times in table.items()} | {2000.0: 0} for table in (now, earlier)]
    assert cliffs_delta(*curved) == cliffs_delta(now, earlier)


def test_floating_noise_is_no_difference_of_answers():
    """0.1 + 0.2 and 0.3 are one answer."""
    assert cliffs_delta({0.1 + 0.2: 5}, {0.3: 5}).value == 0.0


def test_a_delta_without_limits_has_a_chance_without_limits():
    """(delta + 1)/2 of a bare figure is a bare figure."""
    assert common_language(Estimate(value=0.5, n=4, method="x")) == Estimate(value=0.75, n=4, method="common-language")


@pytest.mark.parametrize(
    ("call", "what"),
    [
        (lambda: cliffs_delta({}, {3: 5}), "0 answers of now"),
        (lambda: cliffs_delta({3: 5}, {3: 1}), "1 answers of earlier"),
        (lambda: cliffs_delta({3: 5, 4: -1}, {3: 5}), "the answer 4 was given by -1 people"),
        (lambda: cliffs_delta({3: 5, math.nan: 2}, {3: 5}), "an answer is nan"),
        (lambda: cliffs_delta({3: 5}, {3: 5}, confidence=1.5), "confidence is 1.5"),
        (lambda: common_language(Estimate(value=1.5, n=4, method="x")), "delta is 1.5"),
        (lambda: common_language(Estimate(value=0, n=4, method="x", lower=-2, upper=1)), "delta is -2"),
    ],
)
def test_what_cannot_be_is_refused(call, what):
    """Each wrong input is refused with its value."""
    with pytest.raises(InputError) as refused:
        call()
    assert what in str(refused.value)
