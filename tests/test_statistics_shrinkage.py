"""Figures of small areas: published examples, and the most likely prior against an independent search with scipy's distributions."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, stats

from impactlib.errors import InputError
from impactlib.statistics.proportion import share
from impactlib.statistics.rate import rate
from impactlib.statistics.shrinkage import shrunken_means, shrunken_rates, shrunken_shares

EFRON_MORRIS_1975 = {
    "Clemente": (18, 0.346),
    "F. Robinson": (17, 0.298),
    "F. Howard": (16, 0.276),
    "Johnstone": (15, 0.222),
    "Berry": (14, 0.273),
    "Spencer": (14, 0.270),
    "Kessinger": (13, 0.263),
    "L. Alvarado": (12, 0.210),
    "Santo": (11, 0.269),
    "Swoboda": (11, 0.230),
    "Unser": (10, 0.264),
    "Williams": (10, 0.256),
    "Scott": (10, 0.303),
    "Petrocelli": (10, 0.264),
    "E. Rodriguez": (10, 0.226),
    "Campaneris": (9, 0.285),
    "Munson": (8, 0.316),
    "Alvis": (7, 0.200),
}
"""Efron and Morris (1975), table 1: hits of 18 players in their first 45 times at bat, and their average in the rest of 1970."""

EFRON_MORRIS_1977 = {"mean": 0.265, "shrinking factor": 0.212, "Clemente": 0.294, "Alvis": 0.242}
"""Efron and Morris (1977), Scientific American: the grand mean, the factor c = 1 − (k − 3)σ²/Σ(y − ȳ)², and two players."""

EIGHT_SCHOOLS = {"A": (28, 15), "B": (8, 10), "C": (-3, 16), "D": (7, 11), "E": (-1, 9), "F": (1, 11), "G": (18, 10), "H": (12, 18)}
"""Rubin (1981); Gelman et al., Bayesian Data Analysis, table 5.2: the pooled effect is 7.7 (standard error 4.1), and τ is most likely 0."""

APART = {
    f"area {i}": (successes, n)
    for i, (successes, n) in enumerate([(3, 40), (22, 60), (9, 12), (40, 55), (5, 9), (70, 200), (8, 31), (18, 24), (1, 3)])
}
"""Nine areas that lie apart; recomputed with scipy's betabinom, not from a publication."""

EVENTS = {
    f"area {i}": each
    for i, each in enumerate([(3, 4000), (42, 9000), (9, 1200), (80, 30000), (0, 900), (31, 5000), (12, 8000), (55, 12000)])
}
"""Eight areas with events and inhabitants; recomputed with scipy's nbinom."""

steady = settings(derandomize=True, max_examples=25, deadline=None, database=None)
"""The same examples on every run and machine."""

counts = st.integers(1, 120).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
groups = st.lists(counts, min_size=1, max_size=14).map(lambda areas: {f"area {i}": area for i, area in enumerate(areas)})


def test_batting_averages_shrink_as_efron_and_morris_printed():
    """With their c in the place of ours (k − 3 for k − 1), means of equal variance are theirs to the last printed digit."""
    averages = {player: hits / 45 for player, (hits, _) in EFRON_MORRIS_1975.items()}
    centre = sum(averages.values()) / 18
    error = math.sqrt(centre * (1 - centre) / 45)
    found = shrunken_means({player: (average, error) for player, average in averages.items()})
    weight = found["Clemente"].weight
    factor = 1 - (1 - weight) * 15 / 17
    assert (round(centre, 3), round(factor, 3)) == (EFRON_MORRIS_1977["mean"], EFRON_MORRIS_1977["shrinking factor"])
    for player in ("Clemente", "Alvis"):
        assert round(centre + factor * (averages[player] - centre), 3) == EFRON_MORRIS_1977[player]
        assert found[player].value == pytest.approx(centre + weight * (averages[player] - centre))


def test_batting_averages_foretell_the_season_better_when_shrunken():
    """The order of the players stays, and the total squared error is less than a third of that of the raw averages."""
    found = shrunken_shares({player: (hits, 45) for player, (hits, _) in EFRON_MORRIS_1975.items()})
    values = [each.value for each in found.values()]
    assert values == sorted(values, reverse=True)
    season = [average for _, average in EFRON_MORRIS_1975.values()]
    error = {
        kind: sum((getattr(each, kind) - true) ** 2 for each, true in zip(found.values(), season, strict=True)) for kind in ("raw", "value")
    }
    assert error["value"] < error["raw"] / 3


def test_eight_schools_do_not_differ():
    """The most likely variation between them is none: each has the pooled effect, with an interval that is wider than its own."""
    found = shrunken_means(EIGHT_SCHOOLS)
    assert {(round(each.value, 1), each.weight, each.pooled) for each in found.values()} == {(7.7, 0.0, False)}
    pooled = shrunken_means(dict(list(EIGHT_SCHOOLS.items())[:7]))["A"]
    half = (found["A"].upper - found["A"].lower) / 2
    assert half > 1.96 * 4.1
    assert pooled.pooled


def test_the_beta_prior_is_the_most_likely_one():
    """The shrunken shares are those of a search by another method over scipy's beta-binomial distribution."""
    x, n = np.array(list(APART.values())).T
    best = optimize.minimize(
        lambda at: -stats.betabinom(n, *np.exp(at)).logpmf(x).sum(),
        [0.0, 0.0],
        method="Nelder-Mead",
        options={"xatol": 1e-9, "fatol": 1e-12},
    )
    a, b = np.exp(best.x)
    found = shrunken_shares(APART)
    assert [each.value for each in found.values()] == pytest.approx((x + a) / (n + a + b), abs=1e-5)
    assert [each.weight for each in found.values()] == pytest.approx(n / (n + a + b), abs=1e-5)
    for each, low, high in zip(found.values(), *stats.beta(x + a, n - x + b).interval(0.95), strict=True):
        assert each.upper - each.lower > high - low


def test_the_gamma_prior_is_the_most_likely_one():
    """The shrunken rates are those of a search by another method over scipy's negative binomial distribution."""
    x, n = np.array(list(EVENTS.values())).T
    best = optimize.minimize(
        lambda at: -stats.nbinom(math.exp(at[0]), 1 / (1 + n / math.exp(at[1]))).logpmf(x).sum(),
        [0.0, 6.0],
        method="Nelder-Mead",
        options={"xatol": 1e-9, "fatol": 1e-12},
    )
    shape, size = np.exp(best.x)
    found = shrunken_rates(EVENTS, per=1)
    assert [each.value for each in found.values()] == pytest.approx((x + shape) / (n + size), rel=1e-4)
    assert [each.value * 1000 for each in found.values()] == pytest.approx([each.value for each in shrunken_rates(EVENTS).values()])


def test_the_variance_between_is_that_of_restricted_likelihood():
    """The root of its derivative, found by bisection: Σw²(y − m)² = Σw − Σw²/Σw."""
    y, s = np.array([3.1, 3.9, 4.4, 3.6, 4.9, 4.0, 3.3, 4.6]), np.array([0.2, 0.3, 0.15, 0.25, 0.4, 0.1, 0.3, 0.2])

    def slope(between):
        w = 1 / (between + s**2)
        m = (w * y).sum() / w.sum()
        return (w**2 * (y - m) ** 2).sum() - w.sum() + (w**2).sum() / w.sum()

    between = optimize.brentq(slope, 1e-6, 10)
    found = shrunken_means({str(i): each for i, each in enumerate(zip(y.tolist(), s.tolist(), strict=True))})
    assert [each.weight for each in found.values()] == pytest.approx(between / (between + s**2), abs=1e-5)


def test_with_few_areas_each_has_the_mean_of_the_group():
    """Seven or fewer are taken together and marked, with the interval of all of them."""
    few = dict(list(APART.items())[:7])
    group = share(sum(x for x, _ in few.values()), sum(n for _, n in few.values()))
    for name, each in shrunken_shares(few).items():
        assert (each.value, each.lower, each.upper) == (group.value, group.lower, group.upper)
        assert (each.pooled, each.method, each.weight, each.raw) == (True, "group-mean", 0.0, few[name][0] / few[name][1])
    assert all(not each.pooled for each in shrunken_shares(APART).values())
    events = dict(list(EVENTS.items())[:7])
    together = rate(sum(x for x, _ in events.values()), sum(n for _, n in events.values()))
    assert shrunken_rates(events)["area 0"].upper == together.upper
    assert shrunken_rates(events)["area 0"].pooled


@pytest.mark.parametrize("x", [0, 1, 6, 12])
def test_areas_that_are_all_alike_shrink_completely(x):
    """Without variation each has the mean of the group, and the interval keeps a width."""
    shares = shrunken_shares({str(i): (x, 12) for i in range(10)})
    rates = shrunken_rates({str(i): (x, 12000) for i in range(10)})
    means = shrunken_means({str(i): (float(x), 0.5) for i in range(10)})
    for found, mean in ((shares, x / 12), (rates, x / 12), (means, x)):
        for each in found.values():
            assert (each.value, each.weight) == (pytest.approx(mean), 0.0)
            assert each.lower <= each.value <= each.upper
            assert each.lower < each.upper


def test_large_counts_are_no_trouble():
    """Loans of whole provinces, and people by the hundred thousand."""
    found = shrunken_rates({str(i): (100000 + 900 * i, 30000.0) for i in range(12)})
    assert all(each.weight == pytest.approx(1, abs=0.02) for each in found.values())
    shares = shrunken_shares({str(i): (40000 + 500 * i, 100000) for i in range(12)})
    assert all(each.value == pytest.approx(each.raw, abs=1e-3) for each in shares.values())


@pytest.mark.parametrize(
    ("call", "part"),
    [
        (lambda: shrunken_shares({}), "shrunken_shares: there is no area"),
        (lambda: shrunken_rates({}), "shrunken_rates: there is no area"),
        (lambda: shrunken_means({}), "shrunken_means: there is no area"),
        (lambda: shrunken_shares({"a": (0, 0)}), "a has 0 of 0"),
        (lambda: shrunken_shares({"a": (3, 2)}), "a has 3 of 2"),
        (lambda: shrunken_shares({"a": (-1, 2)}), "a has -1 of 2"),
        (lambda: shrunken_shares({"a": (1, 2)}, confidence=95), "confidence is 95"),
        (lambda: shrunken_rates({"a": (-1, 2)}), "a has -1 events"),
        (lambda: shrunken_rates({"a": (1, 0)}), "a has 0 inhabitants"),
        (lambda: shrunken_rates({"a": (1, math.nan)}), "a has nan inhabitants"),
        (lambda: shrunken_rates({"a": (1, 9)}, per=0), "per 0"),
        (lambda: shrunken_means({"a": (1.0, 0.0)}), "a has a mean of 1 with standard error 0"),
        (lambda: shrunken_means({"a": (math.nan, 1.0)}), "a has a mean of nan"),
    ],
)
def test_what_cannot_be_shrunken_is_refused(call, part):
    """With the area and the value."""
    with pytest.raises(InputError, match=part):
        call()


@steady
@given(groups)
def test_a_shrunken_figure_lies_between_its_own_and_the_groups(areas):
    """Within the raw figures of the group, within its interval, and no weight outside 0 to 1; a larger area keeps more of its own."""
    for found, scale in ((shrunken_shares(areas), 1), (shrunken_rates({name: (x, n * 10.0) for name, (x, n) in areas.items()}), 100)):
        raw = [each.raw for each in found.values()]
        for each in found.values():
            assert min(raw) - 1e-6 * scale <= each.value <= max(raw) + 1e-6 * scale
            assert 0 <= each.weight <= 1
            assert each.lower - 1e-9 <= each.value <= each.upper + 1e-9
            assert each.lower >= 0
        by_size = sorted(areas, key=lambda name: areas[name][1])
        weights = [found[name].weight for name in by_size]
        assert weights == sorted(weights)


@steady
@given(groups, st.randoms(use_true_random=False))
def test_the_order_of_the_areas_changes_nothing(areas, chance):
    """Up to how closely the most likely prior is found."""
    names = list(areas)
    chance.shuffle(names)
    here, there = shrunken_shares(areas), shrunken_shares({name: areas[name] for name in names})
    assert [here[name].value for name in areas] == pytest.approx([there[name].value for name in areas], abs=1e-3)


@steady
@given(groups)
def test_noes_shrink_as_yeses_do(areas):
    """Counting the other answer gives one minus the figure."""
    yes, no = shrunken_shares(areas), shrunken_shares({name: (n - x, n) for name, (x, n) in areas.items()})
    assert [each.value for each in yes.values()] == pytest.approx([1 - each.value for each in no.values()], abs=1e-3)
