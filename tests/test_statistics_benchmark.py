"""An area beside the others: the limits against scipy's distributions, the dispersion against numpy and statsmodels."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.meta_analysis import combine_effects

from impactlib.errors import InputError
from impactlib.statistics.benchmark import FAR, NEAR, compare_means, compare_rates, compare_shares

steady = settings(derandomize=True, max_examples=60, deadline=None, database=None)
"""The same examples on every run and machine."""

ALIKE = {"a": (30, 60), "b": (41, 80), "c": (22, 45), "d": (50, 95), "e": (33, 70)}
"""Five areas that differ less than chance lets them."""

APART = {"a": (12, 60), "b": (60, 80), "c": (22, 45), "d": (80, 95), "e": (20, 70), "f": (31, 66)}
"""Six areas that differ far more than chance lets them."""

LOANS = {"a": (18000, 6000), "b": (20000, 9000), "c": (26000, 5000), "d": (31000, 15000), "e": (14000, 8000)}
"""Loans and inhabitants: far more variation than Poisson's."""

MEANS = {"a": (3.9, 0.1, 60), "b": (4.4, 0.09, 80), "c": (4.0, 0.12, 45), "d": (3.5, 0.08, 95), "e": (4.05, 0.1, 70)}
"""Means, standard errors and people."""

counts = st.integers(20, 90).flatmap(lambda n: st.tuples(st.integers(1, n - 1), st.just(n)))
groups = st.lists(counts, min_size=6, max_size=12).map(lambda areas: {f"area {i}": area for i, area in enumerate(areas)})


def by_lines(distribution, confidence):
    """The limits read from lines through the points (k, P(X ≤ k)), and from above (k, P(X ≥ k))."""
    tail = (1 - confidence) / 2
    points = np.arange(-1, int(distribution.ppf(1 - 1e-9)) + 3)
    low = np.interp(tail, distribution.cdf(points), points)
    high = np.interp(-tail, -distribution.sf(points - 1), points)
    return max(0.0, float(low)), float(high)


def by_hand(values, benchmark, variances):
    """φ and τ² written out."""
    z = [(y - benchmark) / math.sqrt(v) for y, v in zip(values, variances, strict=True)]
    phi = sum(each**2 for each in z) / len(z)
    w = [1 / v for v in variances]
    tau2 = max(0.0, (len(z) * phi - (len(z) - 1)) / (sum(w) - sum(each**2 for each in w) / sum(w)))
    return phi, tau2


def of_benchmark(variance, tau2, people):
    """The variance of a benchmark that weighs areas by their people, written out."""
    total = sum(people)
    return variance / total + tau2 * sum(n**2 for n in people) / total**2


@pytest.mark.parametrize("n", [3, 10, 61, 2500])
def test_limits_of_shares_are_interpolated_binomial_quantiles(n):
    """Without overdispersion the limits lie on the line through scipy's cumulative distribution (Spiegelhalter 2005a, A.1)."""
    found = compare_shares((1, n), ALIKE)
    chances = stats.binom(n, found.benchmark)
    for limits, confidence in ((found.near, NEAR), (found.far, FAR)):
        low, high = by_lines(chances, confidence)
        assert limits == pytest.approx((low / n, min(1.0, high / n)), abs=1e-9)
    assert (found.method, found.between) == ("funnel-binomial", 0.0)


@pytest.mark.parametrize("people", [40, 900, 20000, 4_000_000])
def test_limits_of_rates_are_interpolated_poisson_quantiles(people):
    """The same of Poisson's distribution, from almost no expected events to thousands."""
    others = {name: (round(0.01 * n), n) for name, n in zip("abcdef", (4000, 6000, 5000, 9000, 7000, 2000), strict=True)}
    found = compare_rates((0, people), others)
    chances = stats.poisson(0.01 * people)
    for limits, confidence in ((found.near, NEAR), (found.far, FAR)):
        expected = [each / people * 1000 for each in by_lines(chances, confidence)]
        assert limits == pytest.approx(expected, abs=1e-6)
    assert found.method == "funnel-poisson"


def test_dispersion_of_shares_is_that_of_the_formulas():
    """Benchmark, φ and τ of six areas that lie apart, written out."""
    found = compare_shares((40, 100), APART)
    benchmark = sum(x for x, _ in APART.values()) / sum(n for _, n in APART.values())
    phi, tau2 = by_hand([x / n for x, n in APART.values()], benchmark, [benchmark * (1 - benchmark) / n for _, n in APART.values()])
    assert (found.benchmark, found.dispersion, found.between) == pytest.approx((benchmark, phi, math.sqrt(tau2)))
    variance = benchmark * (1 - benchmark)
    error = math.sqrt(variance / 100 + tau2 + of_benchmark(variance, tau2, [n for _, n in APART.values()]))
    for limits, confidence in ((found.near, 0.95), (found.far, 0.998)):
        half = stats.t.ppf((1 + confidence) / 2, len(APART) - 1) * error
        assert limits == pytest.approx((max(0.0, benchmark - half), min(1.0, benchmark + half)), abs=1e-6)
    assert found.method == "funnel-binomial-overdispersed"


def test_dispersion_of_rates_is_that_of_the_formulas():
    """The same of loans per 1,000 inhabitants, where the limits become wide enough for a library among libraries."""
    found = compare_rates((25000, 7000), LOANS)
    benchmark = sum(x for x, _ in LOANS.values()) / sum(n for _, n in LOANS.values())
    phi, tau2 = by_hand([x / n for x, n in LOANS.values()], benchmark, [benchmark / n for _, n in LOANS.values()])
    assert (found.benchmark, found.dispersion, found.between) == pytest.approx((benchmark * 1000, phi, math.sqrt(tau2) * 1000))
    assert found.place == "within"
    assert compare_rates((25, 7), LOANS, per=1).value == pytest.approx(found.value / 1000)


def test_dispersion_of_means_is_that_of_the_formulas():
    """The benchmark is the mean of all people; the variance of one answer is pooled."""
    found = compare_means((4.0, 0.05, 50), MEANS)
    m, s, n = (np.array(column) for column in zip(*MEANS.values(), strict=True))
    variance = ((n - 1) * n * s**2).sum() / (n - 1).sum()
    benchmark = (m * n).sum() / n.sum()
    phi, tau2 = by_hand(m, benchmark, variance / n)
    assert (found.benchmark, found.dispersion, found.between) == pytest.approx((benchmark, phi, math.sqrt(tau2)))
    error = math.sqrt(variance / 50 + tau2 + of_benchmark(variance, tau2, n.tolist()))
    assert found.near[1] - benchmark == pytest.approx(stats.t.ppf(0.975, len(n) - 1) * error, abs=1e-6)


@pytest.mark.parametrize("others", [5, 10, 30])
def test_areas_that_differ_by_chance_alone_are_seldom_outside(others):
    """Normal differences between areas, much larger than those within: some 5 % lie outside the near limits."""
    chance = np.random.default_rng(others)
    near = far = 0
    for _ in range(1000):
        means = 4 + chance.normal(0, 0.3, others + 1) + chance.normal(0, 0.1, others + 1)
        areas = {str(place): (float(mean), 0.1, 50) for place, mean in enumerate(means)}
        found = compare_means(areas.pop("0"), areas)
        near += not found.near[0] <= found.value <= found.near[1]
        far += not found.far[0] <= found.value <= found.far[1]
    assert 25 < near < 75
    assert far < 10


def test_the_variance_between_areas_is_dersimonian_and_lairds():
    """Around the weighted mean, where Q = Σ z², statsmodels has the same τ² as our formula gives for φ = Q / I."""
    m, s, _ = (np.array(column) for column in zip(*MEANS.values(), strict=True))
    w = 1 / s**2
    q = (w * (m - (w * m).sum() / w.sum()) ** 2).sum()
    ours = (q - (len(m) - 1)) / (w.sum() - (w**2).sum() / w.sum())
    assert combine_effects(m, s**2, method_re="chi2").tau2 == pytest.approx(ours)


def test_an_own_error_that_is_larger_than_the_others_let_expect_widens_the_limits():
    """An area of one noisy course is not held to the certainty of the others."""
    usual, noisy = compare_means((4.0, 0.0, 50), MEANS), compare_means((4.0, 2.0, 50), MEANS)
    assert noisy.near[1] > usual.near[1]
    assert noisy.benchmark == usual.benchmark


def test_a_small_area_is_within_limits_that_a_large_one_is_above():
    """Two of two is no evidence, 120 of 160 is."""
    assert compare_shares((2, 2), ALIKE).place == "within"
    assert compare_shares((120, 160), ALIKE).place == "above"
    assert compare_shares((40, 160), ALIKE).place == "below"


@pytest.mark.parametrize(
    ("compare", "own", "others", "part"),
    [
        (compare_shares, (1, 2), dict(list(ALIKE.items())[:4]), "there are 4 others"),
        (compare_shares, (1, 2), ALIKE | {"big": (300, 351)}, "big is 50% of the others"),
        (compare_shares, (3, 2), ALIKE, "3 of 2"),
        (compare_shares, (0, 0), ALIKE, "0 people"),
        (compare_shares, (1, 2), ALIKE | {"f": (-1, 5)}, "-1 of 5"),
        (compare_shares, (1, 2), dict.fromkeys("abcde", (0, 9)), "share of the others is 0"),
        (compare_shares, (1, 2), dict.fromkeys("abcde", (9, 9)), "share of the others is 1"),
        (compare_rates, (-1, 10), LOANS, "-1 events"),
        (compare_rates, (math.nan, 10), LOANS, "nan events"),
        (compare_rates, (1, math.inf), LOANS, "inf people"),
        (compare_rates, (1, 10), dict.fromkeys("abcde", (0, 9)), "not one|one event"),
        (compare_means, (math.nan, 0.1, 9), MEANS, "a mean of nan"),
        (compare_means, (4.0, -0.1, 9), MEANS, "standard error -0.1"),
        (compare_means, (4.0, 0.1, 1), MEANS, "a mean of 1 people"),
        (compare_means, (4.0, 0.1, 9), dict.fromkeys("abcde", (5.0, 0.0, 9)), "every standard error of the others is 0"),
    ],
    ids=lambda each: each if isinstance(each, str) else None,
)
def test_what_makes_no_comparison_is_refused(compare, own, others, part):
    """Too few others, one that dominates, figures that cannot be, and benchmarks around which there are no limits."""
    with pytest.raises(InputError, match=part):
        compare(own, others)


def test_a_rate_is_per_a_number_of_inhabitants():
    """Per 0 is refused."""
    with pytest.raises(InputError, match="per 0"):
        compare_rates((1, 10), LOANS, per=0)


def test_half_of_the_others_is_not_over_half():
    """The rule is over half, for each kind of figure."""
    others = {"big": (100, 200)} | dict.fromkeys("abcd", (25, 50))
    assert compare_shares((5, 10), others).benchmark == 0.5
    assert compare_rates((5, 10), others).benchmark == 500
    assert compare_means((4.0, 0.1, 10), {name: (4.0, 0.1, n) for name, (_, n) in others.items()}).benchmark == 4.0


@steady
@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_outside_is_where_chance_comes_under_two_and_a_half_percent(own):
    """Without overdispersion a count lies outside the limits exactly when scipy's tail is under 2.5 %, on either side."""
    for found, chances in (
        (compare_shares(own, ALIKE), stats.binom(own[1], sum(x for x, _ in ALIKE.values()) / 350)),
        (compare_rates(own, ALIKE), stats.poisson(own[1] * sum(x for x, _ in ALIKE.values()) / 350)),
    ):
        assert found.between == 0
        below, above = chances.cdf(own[0]) < 0.025, chances.sf(own[0] - 1) < 0.025
        assert found.place == ("below" if below else "above" if above else "within")


@steady
@given(groups, counts, counts)
def test_an_area_never_has_a_say_in_its_own_benchmark(others, one, other):
    """Whatever the area's own figures are, benchmark and dispersion are the same."""
    for compare in (compare_shares, compare_rates):
        here, there = compare(one, others), compare(other, others)
        assert (here.benchmark, here.dispersion, here.between) == (there.benchmark, there.dispersion, there.between)


@steady
@given(groups, counts, st.randoms(use_true_random=False))
def test_the_order_of_the_others_changes_nothing(others, own, chance):
    """Limits, benchmark and dispersion, up to floating-point error."""
    names = list(others)
    chance.shuffle(names)
    for compare in (compare_shares, compare_rates):
        here, there = compare(own, others), compare(own, {name: others[name] for name in names})
        assert (*here.near, *here.far, here.benchmark, here.between) == pytest.approx(
            (*there.near, *there.far, there.benchmark, there.between), abs=1e-9
        )


@steady
@given(st.lists(st.integers(0, 10), min_size=3, max_size=6), st.integers(1, 300), st.integers(1, 3))
def test_others_further_apart_never_make_narrower_limits(steps, n, times):
    """Pairs of areas as far above the benchmark as below it, and the same pairs further apart."""

    def of(factor):
        others = {f"{i}{sign:+}": (50 + sign * step * factor, 100) for i, step in enumerate(steps) for sign in (-1, 1)}
        return compare_shares((0, n), others)

    near, apart = of(1), of(1 + times)
    assert near.benchmark == apart.benchmark == 0.5
    for one, other in ((near.near, apart.near), (near.far, apart.far)):
        assert other[0] <= one[0] + 1e-9
        assert one[1] <= other[1] + 1e-9


@steady
@given(groups, counts)
def test_far_limits_hold_near_ones_and_both_hold_the_benchmark(others, own):
    """And shares stay between 0 and 1, rates above 0."""
    for compare, most in ((compare_shares, 1.0), (compare_rates, math.inf)):
        found = compare(own, others)
        assert 0 <= found.far[0] <= found.near[0] <= found.benchmark + 1 / own[1] * (1000 if compare is compare_rates else 1)
        assert found.near[1] <= found.far[1] <= most
