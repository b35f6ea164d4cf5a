"""Every formula against what its authors or a textbook printed, and over grids against an independent implementation."""

from __future__ import annotations

import math
import warnings
from collections import Counter

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep

from impactlib.errors import InputError
from impactlib.statistics.amount import complete_amount, complete_average, complete_balance, published
from impactlib.statistics.change import change_of_mean
from impactlib.statistics.clusters import ClusterSums, clustered_error, clustered_mean, clustered_share
from impactlib.statistics.estimate import Change, Estimate, Movers
from impactlib.statistics.mean import difference_of_means, mean, moments
from impactlib.statistics.proportion import difference_of_shares, share
from impactlib.statistics.rate import complete_count, complete_share, rate, realised_rate

NEWCOMBE_1998_TABLE_1 = {(81, 263): (0.2553, 0.3662), (15, 148): (0.0624, 0.1605), (0, 20): (0.0, 0.1611), (1, 29): (0.0061, 0.1718)}
"""Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3: Wilson's score interval without continuity correction."""

NEWCOMBE_1998B_TABLE_2 = {
    ((56, 70), (48, 80)): (0.0524, 0.3339),
    ((9, 10), (3, 10)): (0.1705, 0.8090),
    ((6, 7), (2, 7)): (0.0582, 0.8062),
    ((5, 56), (0, 29)): (-0.0381, 0.1926),
    ((0, 10), (0, 20)): (-0.1611, 0.2775),
    ((0, 10), (0, 10)): (-0.2775, 0.2775),
    ((10, 10), (0, 20)): (0.6791, 1.0),
    ((10, 10), (0, 10)): (0.6075, 1.0),
}
"""Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10: the hybrid score interval."""

STUDENT_1908_DEXTRO = (0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0)
STUDENT_1908_LAEVO = (1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4)
"""Student (1908), Biometrika 6, 1-25, table I: additional hours of sleep of ten patients under two drugs (R's data set `sleep`)."""

GARWOOD_1936_LIMITS = {0: (0.0, 3.689), 1: (0.0253, 5.572), 2: (0.2422, 7.225), 3: (0.6187, 8.767), 5: (1.623, 11.668), 9: (4.115, 17.085)}
"""Garwood (1936), Biometrika 28, 437-442, as reprinted by Breslow and Day (1987): exact 95 % limits of a Poisson count."""

BRESLOW_DAY_1987_BYAR = {10: (4.79, 18.39), 30: (20.24, 42.83), 100: (81.36, 121.63)}
"""Byar's approximation of the same limits (Breslow and Day 1987, p. 69)."""


def limits(found: Estimate, decimals: int) -> tuple[float, float]:
    """Both limits, rounded as the source prints them."""
    assert found.lower is not None
    assert found.upper is not None
    return round(found.lower, decimals), round(found.upper, decimals)


@pytest.mark.parametrize(("counts", "printed"), NEWCOMBE_1998_TABLE_1.items(), ids=str)
def test_a_share_has_the_limits_that_newcombe_printed(counts, printed):
    """Wilson's interval, to the four decimals of the table."""
    assert limits(share(*counts), 4) == printed


@pytest.mark.parametrize(("groups", "printed"), NEWCOMBE_1998B_TABLE_2.items(), ids=str)
def test_a_difference_of_shares_has_the_limits_that_newcombe_printed(groups, printed):
    """The hybrid score interval, to the four decimals of the table."""
    now, earlier = groups
    assert limits(difference_of_shares(share(*now), share(*earlier)), 4) == printed


def test_shares_agree_with_the_roots_of_wilsons_equation():
    """At each limit the score test is exactly on its line: |p − π| = z·√(π(1−π)/n)."""
    for n in (1, 7, 10, 58, 3000):
        for successes in {0, 1, n // 3, n - 1, n}:
            for confidence in (0.8, 0.95, 0.998):
                found = share(successes, n, confidence=confidence)
                z = stats.norm.ppf((1 + confidence) / 2)
                for limit in (found.lower, found.upper):
                    assert abs(successes / n - limit) == pytest.approx(z * math.sqrt(limit * (1 - limit) / n), abs=1e-9)


def test_differences_of_shares_agree_with_statsmodels():
    """Newcombe's method of statsmodels, over a grid of group sizes."""
    for n, m in ((10, 10), (12, 45), (300, 40)):
        for x in (1, n // 2, n - 1):
            for y in (1, m // 3, m - 1):
                theirs = confint_proportions_2indep(x, n, y, m, method="newcomb", compare="diff")
                assert limits(difference_of_shares(share(x, n), share(y, m)), 9) == pytest.approx(theirs, abs=1e-8)


def test_students_sleep_data_give_students_change():
    """T = 4.0621 and p = .00283: mean difference 1.58 hours, 0.70 to 2.46, through the table of before × now."""
    found = change_of_mean(Counter(zip(STUDENT_1908_DEXTRO, STUDENT_1908_LAEVO, strict=True)))
    t = found.difference.value / found.difference.standard_error
    assert (round(t, 4), round(2 * stats.t.sf(t, 9), 5)) == (4.0621, 0.00283)
    assert (round(found.difference.value, 2), *limits(found.difference, 2)) == (1.58, 0.70, 2.46)
    assert found.movers == Movers(improved=9, same=1, declined=0)
    assert (round(found.before.value, 2), round(found.now.value, 2)) == (0.75, 2.33)


def test_floating_noise_makes_no_movers():
    """0.3 − 0.1 and 0.2 are the same step, and −0.1 to −0.1 is none, though computers disagree."""
    found = change_of_mean({(0.1 + 0.2, 0.3): 6, (0.1, 0.3): 4})
    assert found.movers == Movers(improved=4, same=6, declined=0)


def test_unlinked_sleep_data_give_welchs_interval_of_r():
    """R: t.test(extra ~ group, data = sleep) prints −3.3654832 to 0.2054832, df = 17.776."""
    found = difference_of_means(mean(Counter(STUDENT_1908_DEXTRO)), mean(Counter(STUDENT_1908_LAEVO)))
    assert limits(found, 7) == (-3.3654832, 0.2054832)


def test_means_agree_with_scipy():
    """The t interval of a frequency table is that of its people one by one."""
    frequencies = {1: 2, 2: 5, 3: 11, 4: 25, 5: 7}
    everyone = [code for code, n in frequencies.items() for _ in range(n)]
    for confidence in (0.8, 0.95, 0.99):
        theirs = stats.ttest_1samp(everyone, 0).confidence_interval(confidence)
        assert limits(mean(frequencies, confidence=confidence), 9) == (round(theirs.low, 9), round(theirs.high, 9))


def test_welch_agrees_with_scipy():
    """The interval of two different groups, over seeded tables."""
    chance = np.random.default_rng(1947)
    for _ in range(20):
        now, earlier = chance.integers(1, 6, 14), chance.integers(1, 6, 33)
        theirs = stats.ttest_ind(now, earlier, equal_var=False).confidence_interval(0.95)
        found = difference_of_means(mean(Counter(now.tolist())), mean(Counter(earlier.tolist())))
        assert limits(found, 9) == (round(theirs.low, 9), round(theirs.high, 9))


@pytest.mark.parametrize(("events", "printed"), GARWOOD_1936_LIMITS.items())
def test_few_events_have_the_limits_that_garwood_printed(events, printed):
    """Below ten events the limits are exact; none at all has a lower limit of exactly 0."""
    lower, upper = rate(events, 1000).lower, rate(events, 1000).upper
    assert (lower, upper) == pytest.approx(printed, abs=6e-4)
    assert (events == 0) == (lower == 0.0)


@pytest.mark.parametrize(("events", "printed"), BRESLOW_DAY_1987_BYAR.items())
def test_many_events_have_byars_limits(events, printed):
    """From ten events on, to the two decimals of the table."""
    assert limits(rate(events, 1000), 2) == printed


def test_byar_stays_within_a_fifth_of_a_percent_of_the_exact_limits():
    """The claim of Public Health England's technical guide (2018) for ten events and more."""
    for events in range(10, 400):
        found = rate(events, 1000)
        exact = stats.chi2.ppf(0.025, 2 * events) / 2, stats.chi2.ppf(0.975, 2 * events + 2) / 2
        assert (found.lower, found.upper) == pytest.approx(exact, rel=2e-3)


def test_a_rate_is_for_so_many_inhabitants():
    """Events, population and limits are scaled together; a complete count has no limits."""
    assert rate(24, 12000).value == 2.0
    assert realised_rate(4200, 20000, per=1) == Estimate(value=0.21, n=4200, method="complete-count")
    assert complete_share(9, 12) == Estimate(value=0.75, n=12, method="complete-count")
    assert complete_count(0) == Estimate(value=0.0, n=0, method="complete-count")


def clusters(chance: np.random.Generator, groups: int) -> tuple[np.ndarray, np.ndarray, ClusterSums]:
    """People of so many courses of different sizes who resemble each other: course, answer, and the sums."""
    sizes = chance.integers(2, 15, groups)
    course = np.repeat(np.arange(groups), sizes)
    answer = np.clip(np.round(3 + chance.normal(0, 0.6, groups)[course] + chance.normal(0, 0.9, course.size)), 1, 5)
    return course, answer, sums_of(course, answer)


def sums_of(course: np.ndarray, answer: np.ndarray) -> ClusterSums:
    """The sums over courses that the interval needs."""
    return ClusterSums.of(zip(np.bincount(course).tolist(), np.bincount(course, weights=answer).tolist(), strict=True))


@pytest.mark.parametrize("groups", [2, 3, 8, 40])
def test_clustered_errors_are_the_jackknife_over_courses(groups):
    """Each course left out in turn from the answers themselves; the interval is t on courses minus one."""
    course, answer, sums = clusters(np.random.default_rng(groups), groups)
    without = np.array([answer[course != each].mean() for each in range(groups)])
    error = math.sqrt((groups - 1) / groups * ((without - answer.mean()) ** 2).sum())
    assert clustered_error(sums) == pytest.approx(error, rel=1e-9)
    found = clustered_mean(sums, simple_error=0.0)
    half = stats.t.ppf(0.975, groups - 1) * error
    assert (found.lower, found.upper) == pytest.approx((answer.mean() - half, answer.mean() + half), rel=1e-9)


@pytest.mark.parametrize("groups", [2, 3, 8, 40])
def test_courses_of_one_size_are_a_t_interval_of_their_means(groups):
    """Donner and Klar's analysis on cluster means, by scipy; statsmodels' CR1 is the same there."""
    chance = np.random.default_rng(groups)
    answer = np.clip(np.round(3 + chance.normal(0, 0.7, (groups, 1)) + chance.normal(0, 0.9, (groups, 12))), 1, 5)
    found = clustered_mean(sums_of(np.repeat(np.arange(groups), 12), answer.ravel()), simple_error=0.0)
    limits_of_means = stats.ttest_1samp(answer.mean(axis=1), 0).confidence_interval()
    assert (found.lower, found.upper) == pytest.approx((limits_of_means.low, limits_of_means.high), rel=1e-9)
    with warnings.catch_warnings():
        # statsmodels warns that the F statistic of a constant is undefined; nobody asks for it.
        warnings.simplefilter("ignore")
        groups_of = np.repeat(np.arange(groups), 12)
        fitted = sm.OLS(answer.ravel(), np.ones(answer.size)).fit(cov_type="cluster", cov_kwds={"groups": groups_of}, use_t=True)
    assert found.standard_error == pytest.approx(fitted.bse[0], rel=1e-9)


def test_the_jackknife_is_the_more_careful_of_the_two_with_courses_of_many_sizes():
    """CR1 falls short of its level with few courses of unequal size (STATISTICS.md, section 2.1); on average the jackknife is wider."""
    ratios = []
    for seed in range(100):
        course, answer, sums = clusters(np.random.default_rng(seed), 5)
        n, total = np.bincount(course), np.bincount(course, weights=answer)
        ratios.append(clustered_error(sums) / (math.sqrt(5 / 4 * ((total - answer.mean() * n) ** 2).sum()) / answer.size))
    assert 1.02 < float(np.mean(ratios)) < 1.3


def test_the_design_effect_says_how_much_less_courses_tell():
    """A standard error twice as large as that of independent people is a design effect of four."""
    sums = ClusterSums.of([(10, 40), (10, 30), (10, 20)])
    assert clustered_mean(sums, simple_error=clustered_error(sums) / 2).design_effect == pytest.approx(4)
    assert clustered_mean(sums, simple_error=0.0).design_effect is None


def test_clusters_of_one_person_are_the_simple_mean():
    """Who stands alone resembles nobody: the error is that of the t interval."""
    answer = np.random.default_rng(5).integers(1, 6, 40).astype(float)
    simple = mean(Counter(answer.tolist()))
    found = clustered_mean(sums_of(np.arange(40), answer), simple_error=0.0)
    assert (found.standard_error, found.lower) == pytest.approx((simple.standard_error, simple.lower), rel=1e-12)


def test_a_clustered_mean_is_never_surer_than_its_people():
    """Three courses that happen to agree exactly do not shrink the error below that of independent people."""
    sums = ClusterSums.of([(10, 30), (10, 30), (10, 30)])
    assert clustered_error(sums) == 0.0
    assert clustered_mean(sums, simple_error=0.2).standard_error == 0.2


@pytest.mark.parametrize("groups", [2, 3, 8, 40])
def test_a_clustered_share_is_korn_and_graubards_effective_size_in_wilsons_interval(groups):
    """N over the design effect and over (t/z)², never more than n, put into Wilson's formula written out here."""
    course, answer, _ = clusters(np.random.default_rng(100 + groups), groups)
    sums = sums_of(course, (answer >= 4).astype(float))
    p, n = sums.total / sums.n, sums.n
    effect = max(1.0, clustered_error(sums) ** 2 / (p * (1 - p) / n))
    z, t = stats.norm.ppf(0.975), stats.t.ppf(0.975, groups - 1)
    m = min(n, n / effect * (z / t) ** 2)
    middle, half = (p + z * z / (2 * m)) / (1 + z * z / m), z * math.sqrt(p * (1 - p) / m + z * z / (4 * m * m)) / (1 + z * z / m)
    found = clustered_share(sums)
    assert (found.lower, found.upper) == pytest.approx((middle - half, middle + half), abs=1e-12)
    assert found.lower <= share(int(sums.total), n).lower


def test_everybody_or_nobody_keeps_the_end_of_a_clustered_share():
    """0/n has a lower limit of exactly 0 and n/n an upper one of exactly 1."""
    nobody = ClusterSums.of([(10, 0)] * 4)
    everybody = ClusterSums.of([(10, 10)] * 4)
    assert (clustered_share(nobody).lower, clustered_share(everybody).upper) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("call", "what"),
    [
        (lambda: share(1, 0), "n is 0"),
        (lambda: share(5, 4), "5 of 4"),
        (lambda: share(-1, 4), "-1 of 4"),
        (lambda: mean({3: 1}), "there are 1 answers"),
        (lambda: mean({3: 5, 4: -1}), "the answer 4 was given by -1 people"),
        (lambda: moments({}, where="here"), "here: there are 0 answers"),
        (lambda: change_of_mean({(1, 2): 3, (2, 2): -1}), "the answer (2, 2) was given by -1 people"),
        (lambda: rate(-1, 100), "there are -1 events"),
        (lambda: rate(1.5, 100), "there are 1.5 events"),
        (lambda: rate(math.nan, 100), "there are nan events"),
        (lambda: rate(math.inf, 100), "there are inf events"),
        (lambda: rate(1, 0), "the population is 0"),
        (lambda: rate(1, math.nan), "the population is nan"),
        (lambda: complete_share(3, 2), "3 of 2"),
        (lambda: clustered_error(ClusterSums(clusters=1, n=9, total=3, jackknife=0.0)), "there are 1 clusters"),
        (lambda: ClusterSums.of([(9, 3)]), "the clusters have 9 people"),
        (lambda: ClusterSums.of([(9, 3), (0, 0)]), "the clusters have 9, 0 people"),
        (lambda: complete_amount(-0.5), "the amount is -0.5"),
        (lambda: complete_balance(3, math.nan), "the amount is nan"),
        (lambda: complete_average(3, 0), "it is over 0"),
        (lambda: published(3, lower=1), "lower is 1 and upper is None"),
        (lambda: difference_of_shares(complete_share(1, 2), share(1, 2)), "no interval"),
        (lambda: difference_of_means(share(1, 2), mean({1: 2, 2: 2})), "no standard error"),
        (lambda: difference_of_shares(share(1, 2, confidence=0.9), share(1, 2)), "0.9 and 0.95"),
        (lambda: Estimate(value=0.5, n=10, method="x", lower=0.6, upper=0.7), "lies outside 0.6 to 0.7"),
        (lambda: Estimate(value=math.nan, n=10, method="x"), "value is nan"),
        (lambda: Estimate(value=1, n=-1, method="x"), "n is -1"),
        (lambda: Estimate(value=1, n=1, method="x", lower=0.5), "upper is None"),
        (lambda: Change(before=mean({1: 2}), now=mean({1: 3}), difference=mean({0: 2}), movers=None), "compares 2 and 3 people"),
    ],
)
def test_what_cannot_be_is_refused(call, what):
    """Each wrong input is refused with its value."""
    with pytest.raises(InputError) as refused:
        call()
    assert what in str(refused.value)
