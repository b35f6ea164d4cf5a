"""A figure beside a target: the verdicts at their edges, the chances against scipy and against integration."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from impactlib.errors import InputError
from impactlib.statistics.estimate import Estimate
from impactlib.statistics.mean import mean
from impactlib.statistics.proportion import share
from impactlib.statistics.rate import complete_count, rate
from impactlib.statistics.target import (
    TargetVerdict,
    against_target,
    chance_mean_reached,
    chance_rate_reached,
    chance_share_reached,
    on_track,
    path_value,
)

JEFFREYS_OF_TEN = {(1, 10): (0.011, 0.381), (2, 10): (0.044, 0.503), (0, 10): (0.0, 0.217)}
"""Jeffreys intervals of 0, 1 and 2 of 10 (method of Brown, Cai and DasGupta 2001), computed with scipy's beta distribution."""

steady = settings(derandomize=True, max_examples=80, deadline=None, database=None)
"""The same examples on every run and machine."""

counts = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
fractions = st.floats(0, 1)


def between(low, high, n=50):
    """An estimate halfway between two limits."""
    return Estimate(value=(low + high) / 2, n=n, method="test", lower=low, upper=high)


@pytest.mark.parametrize(
    ("low", "high", "downward", "verdict"),
    [
        (0.7, 0.9, False, "met"),
        (0.69, 0.9, False, "cannot-say"),
        (0.5, 0.7, False, "cannot-say"),
        (0.5, 0.69, False, "not-yet"),
        (0.5, 0.7, True, "met"),
        (0.5, 0.71, True, "cannot-say"),
        (0.7, 0.9, True, "cannot-say"),
        (0.71, 0.9, True, "not-yet"),
    ],
)
def test_a_verdict_needs_the_whole_interval_on_one_side(low, high, downward, verdict):
    """At the target is met, and just across it is not."""
    assert against_target(between(low, high), 0.7, downward=downward).verdict == verdict


@pytest.mark.parametrize(("target", "up", "down"), [(11, "met", "not-yet"), (12, "met", "met"), (13, "not-yet", "met")])
def test_a_complete_count_is_compared_as_it_is(target, up, down):
    """It has no interval, and few is no objection: nothing was sampled."""
    for count in (complete_count(12), Estimate(value=12, n=3, method="complete-count")):
        assert against_target(count, target).verdict == up
        assert against_target(count, target, downward=True).verdict == down


def test_of_too_few_or_of_one_answer_alone_nothing_is_said():
    """Nine people, or everyone alike, whatever the figure; another minimum may be asked for."""
    assert against_target(between(0.8, 0.9, n=9), 0.1).verdict == "cannot-say"
    assert against_target(between(0.8, 0.9, n=10), 0.1).verdict == "met"
    assert against_target(mean({4: 30}), 1).verdict == "cannot-say"
    assert against_target(rate(3, 1000), 20).verdict == "cannot-say"
    assert against_target(rate(3, 1000), 20, fewest=0).verdict == "not-yet"


def test_a_verdict_carries_its_target_and_chance():
    """What is found elsewhere is passed on."""
    assert against_target(share(30, 40), 0.6, chance=0.97) == TargetVerdict(verdict="cannot-say", target=0.6, chance=0.97)


@pytest.mark.parametrize(("target", "chance"), [(math.nan, None), (math.inf, None), (0.5, 1.2), (0.5, math.nan)])
def test_no_target_and_no_chance_are_refused(target, chance):
    """A target is a finite number and a chance a fraction."""
    with pytest.raises(InputError, match="TargetVerdict"):
        against_target(share(30, 40), target, chance=chance)


@pytest.mark.parametrize(("of", "limits"), JEFFREYS_OF_TEN.items())
def test_chances_of_shares_are_those_of_jeffreys_interval(of, limits):
    """At the limits of the equal-tailed interval the target is reached with 97.5 % and 2.5 % (0 of 10 starts at 0 by convention)."""
    low, high = limits
    assert chance_share_reached(*of, high) == pytest.approx(0.025, abs=0.001)
    assert chance_share_reached(*of, low) == pytest.approx(1.0 if low == 0 else 0.975, abs=0.004)


def test_chances_of_rates_and_means_agree_with_scipy():
    """The gamma and the t distribution, in units of the target."""
    for events in (0, 3, 40):
        for target in (0.5, 2.0, 4.0):
            assert chance_rate_reached(events, 12000, target) == pytest.approx(stats.gamma(events + 0.5, scale=1 / 12).sf(target))
            assert chance_rate_reached(events, 12000, target * 10, per=10000) == pytest.approx(chance_rate_reached(events, 12000, target))
    for target in (3.5, 4.1, 4.6):
        assert chance_mean_reached(4.1, 0.16, 19, target) == pytest.approx(stats.t(19, 4.1, 0.16).sf(target))


def test_chances_are_bayes_with_jeffreys_prior():
    """Likelihood times prior, integrated: from scratch, without a conjugate formula."""

    def posterior(p):
        return p**7 * (1 - p) ** 5 / math.sqrt(p * (1 - p))

    def of_rate(rate):
        return stats.poisson.pmf(3, rate) / math.sqrt(rate)

    chance = integrate.quad(posterior, 0.6, 1)[0] / (integrate.quad(posterior, 0, 0.6)[0] + integrate.quad(posterior, 0.6, 1)[0])
    assert chance_share_reached(7, 12, 0.6) == pytest.approx(chance, abs=1e-6)
    chance = integrate.quad(of_rate, 4, 60)[0] / integrate.quad(of_rate, 1e-12, 60)[0]
    assert chance_rate_reached(3, 1000, 4) == pytest.approx(chance, abs=1e-6)


@pytest.mark.parametrize(
    ("call", "part"),
    [
        (lambda: chance_share_reached(0, 0, 0.5), "0 of 0"),
        (lambda: chance_share_reached(3, 2, 0.5), "3 of 2"),
        (lambda: chance_share_reached(-1, 2, 0.5), "-1 of 2"),
        (lambda: chance_share_reached(1, 2, 70), "the target is 70"),
        (lambda: chance_rate_reached(-1, 10, 1), "-1 events"),
        (lambda: chance_rate_reached(1, 0, 1), "the population is 0"),
        (lambda: chance_rate_reached(1, 10, 1, per=0), "per 0"),
        (lambda: chance_rate_reached(1, 10, -1), "the target is -1"),
        (lambda: chance_mean_reached(4, 0, 9, 3), "standard error 0"),
        (lambda: chance_mean_reached(4, 1, 0, 3), "0 degrees of freedom"),
        (lambda: chance_mean_reached(math.nan, 1, 9, 3), "a mean of nan"),
        (lambda: path_value(1, 2, start=2025, end=2025, now=2025), "goes from 2025 to 2025"),
        (lambda: path_value(1, 2, start=date(2025, 1, 1), end=2027, now=2026), "give three days, or three years"),
        (lambda: path_value(1, math.nan, start=2025, end=2026, now=2025), "a number is nan"),
        (lambda: path_value(1, 2, start=2025, end=math.inf, now=2025), "a number is inf"),
    ],
)
def test_what_has_no_chance_or_path_is_refused(call, part):
    """With the value that was given."""
    with pytest.raises(InputError, match=part):
        call()


def test_a_path_is_straight_and_ends_at_its_ends():
    """Before the start it is the baseline, after the end the target."""
    years = {2023: 40, 2024: 40, 2025: 45, 2026.5: 52.5, 2028: 60, 2031: 60}
    assert {now: path_value(40, 60, start=2024, end=2028, now=now) for now in years} == pytest.approx(years)
    assert path_value(60, 40, start=date(2024, 1, 1), end=date(2024, 1, 11), now=date(2024, 1, 6)) == 50


def test_on_track_is_a_verdict_against_the_path():
    """Half-way from 60 % to 80 %: 78 of 100 is at least 70 %, with 75 we cannot say, 55 is behind."""
    path = {"baseline": 0.6, "target": 0.8, "start": 2023.0, "end": 2027.0, "now": 2025.0}
    found = [on_track(share(x, 100), **path) for x in (80, 75, 55)]
    assert [each.verdict for each in found] == ["met", "cannot-say", "not-yet"]
    assert {round(each.target, 9) for each in found} == {0.7}
    down = on_track(share(10, 100), **(path | {"target": 0.2, "baseline": 0.4, "downward": True}), chance=0.9)
    assert (down.verdict, round(down.target, 9), down.chance) == ("met", 0.3, 0.9)


@steady
@given(counts, fractions, fractions)
def test_a_higher_target_is_never_likelier(of, one, other):
    """And the chances of reaching it from either side make one."""
    low, high = sorted((one, other))
    assert chance_share_reached(*of, high) <= chance_share_reached(*of, low) + 1e-12
    assert chance_share_reached(*of, one) + chance_share_reached(*of, one, downward=True) == pytest.approx(1)
    assert chance_rate_reached(of[0], of[1], high * 1000) <= chance_rate_reached(of[0], of[1], low * 1000) + 1e-12


@steady
@given(counts, fractions)
def test_turned_round_every_verdict_is_the_same(of, target):
    """The share of the noes going down to one minus the target is the share of the yeses going up to it."""
    successes, n = of
    found = share(successes, n)
    turned = Estimate(value=-found.value, n=n, method="turned", lower=-found.upper, upper=-found.lower)
    assert against_target(found, target).verdict == against_target(turned, -target, downward=True).verdict
    assert chance_share_reached(successes, n, target) == pytest.approx(
        chance_share_reached(n - successes, n, 1 - target, downward=True), abs=1e-9
    )


@steady
@given(counts, fractions, fractions)
def test_a_higher_target_is_never_sooner_met(of, one, other):
    """Met, cannot say, not yet: in that order as the target rises."""
    order = ["met", "cannot-say", "not-yet"]
    low, high = sorted((one, other))
    assert order.index(against_target(share(*of), low).verdict) <= order.index(against_target(share(*of), high).verdict)
