"""How many answers are needed: every formula against what was printed, and against statsmodels and binomial sums of our own."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats
from statsmodels.stats.power import NormalIndPower, TTestIndPower, TTestPower

from impactlib.errors import InputError
from impactlib.statistics.planning import (
    answers_for_margin,
    answers_for_margin_of_mean,
    design_effect,
    fewest_with,
    invitations,
    margin_of_mean,
    margin_of_share,
    whole,
)
from impactlib.statistics.power import detectable_change, detectable_difference, pairs_for_change
from impactlib.statistics.power_shares import (
    answers_for_share_target,
    detectable_difference_of_shares,
    detectable_paired_share,
    pairs_for_paired_share,
)
from impactlib.statistics.proportion import share

KREJCIE_MORGAN_1970 = {10: 10, 50: 44, 100: 80, 200: 132, 500: 217, 1000: 278, 2000: 322, 5000: 357, 10000: 370}
"""Krejcie and Morgan (1970), table 1: answers for a margin of 5 points by the size of the group, rounded to the nearest (we round up)."""

COHEN_1988_TWO_GROUPS = {0.2: 393, 0.5: 64, 0.8: 26}
"""Cohen (1988, table 2.4.1; 1992, table 2): people in each of two groups for a power of .80 at alpha .05, two-sided."""

MARGINS = {10: 31, 30: 18, 50: 14, 100: 10, 400: 5}
MARGINS_OF_SIXTY = {30: 13, 45: 7}
CHANGES = {10: 1.00, 15: 0.78, 20: 0.66, 30: 0.53, 50: 0.40, 100: 0.28, 200: 0.20}
PAIRED_SHARES = {(0.30, 0.05): 42, (0.20, 0.05): 85, (0.15, 0.05): 155, (0.10, 0.02): 145}
"""STATISTICS.md, section 2.2: margins in points, changes in standard deviations, and pairs by Connor's formula."""

steady = settings(derandomize=True, max_examples=40, deadline=None, database=None)
powers = st.floats(0.5, 0.99)
sizes = st.integers(2, 3000)
fractions = st.floats(0.01, 0.99)


@pytest.mark.parametrize(("n", "points"), MARGINS.items())
def test_the_margin_of_a_share_is_the_one_of_the_specification(n, points):
    """At 50 %, in whole points."""
    assert points == round(100 * margin_of_share(n))


@pytest.mark.parametrize(("n", "points"), MARGINS_OF_SIXTY.items())
def test_the_margin_about_a_group_of_sixty_is_the_one_of_the_specification(n, points):
    """With the correction for a finite group."""
    assert points == round(100 * margin_of_share(n, group=60))


@pytest.mark.parametrize(("group", "printed"), KREJCIE_MORGAN_1970.items())
def test_answers_for_a_margin_in_a_finite_group_are_those_of_krejcie_and_morgan(group, printed):
    """Theirs are rounded to the nearest, ours up: the same or one more."""
    assert answers_for_margin(0.05, group=group) in (printed, printed + 1)


@given(margin=st.floats(0.005, 0.4), expected=fractions, group=st.none() | st.integers(1, 5000))
@steady
def test_the_answers_for_a_margin_are_the_fewest_that_have_it(margin, expected, group):
    """One fewer has a wider margin."""
    n = answers_for_margin(margin, share=expected, group=group)
    assert margin_of_share(n, share=expected, group=group) <= margin * (1 + 1e-6)
    if n > 1:
        assert margin_of_share(n - 1, share=expected, group=group) > margin * (1 - 1e-6)


def test_wilsons_margin_is_never_wider_than_the_planned_one():
    """What is promised beforehand is what comes out, or better."""
    for n in range(2, 200, 2):
        found = share(n // 2, n)
        assert found.upper is not None
        assert found.lower is not None
        assert (found.upper - found.lower) / 2 <= margin_of_share(n)


def test_everybody_asked_leaves_no_margin():
    """About the group itself nothing is left to guess, also where it is one person."""
    assert (0.0, 0.0) == (margin_of_share(60, group=60), margin_of_share(1, group=1))


@pytest.mark.parametrize("n", [2, 5, 10, 80])
def test_the_margin_of_a_mean_is_that_of_the_t_interval(n):
    """Against scipy.stats."""
    assert margin_of_mean(n) == pytest.approx(stats.t.interval(0.95, n - 1, scale=1 / math.sqrt(n))[1])


@given(margin=st.floats(0.02, 3))
@steady
def test_the_answers_for_a_margin_of_a_mean_are_the_fewest_that_have_it(margin):
    """One fewer has a wider margin."""
    n = answers_for_margin_of_mean(margin)
    assert margin_of_mean(n) <= margin
    assert n == 2 or margin_of_mean(n - 1) > margin


@pytest.mark.parametrize(("n", "change"), CHANGES.items())
def test_the_smallest_change_is_the_one_of_the_specification(n, change):
    """And that of statsmodels."""
    assert change == round(detectable_change(n), 2)
    assert detectable_change(n) == pytest.approx(TTestPower().solve_power(nobs=n, alpha=0.05, power=0.8), rel=1e-5)


@given(n=st.integers(3, 3000), power=powers, alpha=st.floats(0.001, 0.2))
@steady
def test_a_smallest_change_has_the_power_that_was_asked_for(n, power, alpha):
    """By statsmodels' noncentral t, where that is no NaN, and else by an integral."""
    found = detectable_change(n, power=power, alpha=alpha)
    known = TTestPower().power(found, n, alpha)
    assert (power_by_integral(found, n, alpha) if math.isnan(known) else known) == pytest.approx(power, abs=1e-5)


def power_by_integral(effect: float, n: int, alpha: float) -> float:
    """The power of a t test, from the normal curve alone, over all that the standard deviation may turn out to be."""
    critical, freedom, shift = stats.t.isf(alpha / 2, n - 1), n - 1, effect * math.sqrt(n)

    def seen(spread: float) -> float:
        either = stats.norm.cdf(shift - critical * spread) + stats.norm.cdf(-shift - critical * spread)
        return float(stats.chi2.pdf(spread**2 * freedom, freedom) * 2 * spread * freedom * either)

    return float(integrate.quad(seen, 0, 1 + 12 / math.sqrt(freedom), limit=400, points=[shift / critical])[0])


@pytest.mark.parametrize(("n", "alpha"), [(2, 0.05), (2, 0.01), (3, 0.05), (5, 0.001)])
def test_the_power_of_the_smallest_groups_is_that_of_the_integral(n, alpha):
    """Where scipy's noncentral t, and so statsmodels, may give NaN."""
    for power in (0.5, 0.8, 0.95):
        assert power_by_integral(detectable_change(n, power=power, alpha=alpha), n, alpha) == pytest.approx(power, abs=1e-6)


@pytest.mark.parametrize("effect", [0.01, 0.1, 0.2, 0.3, 0.5, 0.8, 1.2, 3.0])
def test_the_pairs_for_a_change_are_the_fewest_with_that_power(effect):
    """By statsmodels: this many have it, one fewer has not."""
    n = pairs_for_change(effect)
    assert TTestPower().power(effect, n, 0.05) >= 0.8
    assert n == 2 or TTestPower().power(effect, n - 1, 0.05) < 0.8


@given(n=sizes, power=powers)
@steady
def test_the_pairs_for_the_smallest_change_are_those_it_was_the_smallest_for(n, power):
    """There and back."""
    assert n == pairs_for_change(detectable_change(n, power=power) * (1 + 1e-7), power=power)


@pytest.mark.parametrize(("effect", "n"), COHEN_1988_TWO_GROUPS.items())
def test_the_smallest_difference_between_two_groups_is_cohens(effect, n):
    """Cohen's number of people sees his effect, and one fewer does not."""
    assert detectable_difference(n) <= effect + 0.001
    assert detectable_difference(n - 1) > effect


@given(n=sizes, power=powers)
@steady
def test_the_smallest_difference_has_the_power_that_was_asked_for(n, power):
    """By statsmodels."""
    assert TTestIndPower().power(detectable_difference(n, power=power), n, 0.05) == pytest.approx(power, abs=1e-5)


@pytest.mark.parametrize(("moved", "pairs"), PAIRED_SHARES.items())
def test_the_pairs_for_a_paired_share_are_connors(moved, pairs):
    """The four cases of the specification; which way people go makes no difference."""
    assert (pairs, pairs) == (pairs_for_paired_share(*moved), pairs_for_paired_share(*reversed(moved)))


@pytest.mark.parametrize("moved", PAIRED_SHARES)
def test_connors_pairs_have_about_the_power_that_was_asked_for(moved):
    """By binomial sums over who moved, with McNemar's statistic without correction: enough, and not much more."""
    n, (up, down) = pairs_for_paired_share(*moved), moved
    power = 0.0
    for all_moved in range(1, n + 1):
        least = math.ceil((all_moved + stats.norm.ppf(0.975) * math.sqrt(all_moved)) / 2)
        power += stats.binom.pmf(all_moved, n, up + down) * stats.binom.sf(least - 1, all_moved, up / (up + down))
    assert 0.8 <= power < 0.84


@given(n=st.integers(30, 3000), down=st.floats(0, 0.3), power=powers)
@steady
def test_the_smallest_paired_rise_needs_no_more_pairs_than_there_are(n, down, power):
    """And a slightly smaller one needs as many or more."""
    rise = detectable_paired_share(n, down=down, power=power)
    if rise is not None:
        assert pairs_for_paired_share(min(1 - down, rise + down), down, power=power) <= n
        assert pairs_for_paired_share(rise * 0.99 + down, down, power=power) >= n


def test_too_few_pairs_see_no_rise_at_all():
    """Nothing is promised that cannot be."""
    assert detectable_paired_share(2, down=0.05) is None


@pytest.mark.parametrize("n", [20, 50, 100, 400, 2000])
def test_the_smallest_difference_of_shares_is_near_that_of_the_arcsine(n):
    """Statsmodels has Cohen's h: the same question by another road; at 50 % they agree within a point."""
    h = NormalIndPower().solve_power(nobs1=n, alpha=0.05, power=0.8)
    assert detectable_difference_of_shares(n) == pytest.approx(math.sin(h / 2), abs=0.015)


def sure(n: int, expected: float, target: float) -> float:
    """The chance that Wilson's interval lies at or above the target, by trying every number of people."""
    met = [x for x in range(n + 1) if (share(x, n).lower or 0.0) >= target]
    return float(sum(stats.binom.pmf(x, n, expected) for x in met))


@pytest.mark.parametrize(("expected", "target"), [(0.9, 0.8), (0.95, 0.8), (0.85, 0.6), (0.5, 0.3), (0.2, 0.05)])
def test_the_answers_for_a_target_are_those_from_which_wilsons_interval_shows_it(expected, target):
    """With 80 % power from that number on, and not at one fewer; counted out by the interval that reports print."""
    n = answers_for_share_target(expected, target)
    assert n is not None
    assert sure(n - 1, expected, target) < 0.8
    assert all(sure(each, expected, target) >= 0.8 for each in range(n, n + 12))


@pytest.mark.parametrize(("expected", "target"), [(0.8, 0.8), (0.7, 0.8), (0.81, 0.8), (1.0, 1.0), (0.0, 0.0001)])
def test_a_target_that_no_survey_shows_has_no_number(expected, target):
    """Too near, under it, or all of everybody: that is said, and no number made up."""
    assert answers_for_share_target(expected, target) is None


def test_a_target_of_nothing_is_shown_by_one_answer():
    """Every share is at or above 0 %."""
    assert 1 == answers_for_share_target(0.5, 0.0)


@given(target=st.floats(0.05, 0.9), step=st.floats(0.03, 0.09), power=st.floats(0.5, 0.9))
@steady
def test_more_power_and_a_nearer_target_never_need_fewer_answers(target, step, power):
    """Of any kind."""
    numbers = [
        (answers_for_share_target(target + step, target, power=power), answers_for_share_target(target + step, target, power=power + 0.09)),
        (answers_for_share_target(target + step, target, power=power), answers_for_share_target(target + step / 2, target, power=power)),
        (pairs_for_change(step, power=power), pairs_for_change(step, power=power + 0.09)),
        (pairs_for_change(step, power=power), pairs_for_change(step / 2, power=power)),
        (pairs_for_paired_share(step, 0.01, power=power), pairs_for_paired_share(step, 0.01, power=power + 0.09)),
        (pairs_for_paired_share(step, 0.01), pairs_for_paired_share(step, 0.02)),
        (answers_for_margin(step), answers_for_margin(step / 2)),
    ]
    assert all((less or math.inf) <= (more or math.inf) for less, more in numbers)


def test_the_design_effect_is_that_of_the_specification():
    """Twelve to a course and a correlation of .1; one to a course, or none alike, is as if they came alone."""
    assert [2.1, 1.0, 1.0, 12.0] == [round(design_effect(*each), 9) for each in ((12, 0.1), (1, 0.5), (12, 0), (12, 1))]


@given(answers=st.integers(0, 5000), response=st.floats(0.01, 1))
@steady
def test_invitations_bring_the_answers_and_one_fewer_does_not(answers, response):
    """At the expected response."""
    asked = invitations(answers, response)
    assert asked * response >= answers - 1e-4
    assert asked == 0 or (asked - 1) * response < answers


def test_whole_numbers_are_not_rounded_up_past_themselves():
    """0.1 + 0.2 is 0.3."""
    assert [3, 4, 1, 0] == [whole(3.0000000001), whole(3.1), whole(0.0), whole(0.0, fewest=0)]
    assert 2 == fewest_with(lambda n: n > 0)


NAN = math.nan


REFUSED = {
    "margin_of_share: there are 0 answers": lambda: margin_of_share(0),
    "margin_of_share: the share is 1": lambda: margin_of_share(10, share=1.0),
    "margin_of_share: the share is nan": lambda: margin_of_share(10, share=NAN),
    "margin_of_share: 10 of 9 people answer": lambda: margin_of_share(10, group=9),
    "normal_quantile: confidence is 1": lambda: margin_of_share(10, confidence=1.0),
    "answers_for_margin: the margin is 0": lambda: answers_for_margin(0.0),
    "answers_for_margin: the margin is 1.2": lambda: answers_for_margin(1.2),
    "answers_for_margin: there are 0 people in the group": lambda: answers_for_margin(0.1, group=0),
    "margin_of_mean: there are 1 answers": lambda: margin_of_mean(1),
    "answers_for_margin_of_mean: the margin is 0": lambda: answers_for_margin_of_mean(0.0),
    "detectable_change: there are 1 answers": lambda: detectable_change(1),
    "detectable_change: there are 10.5 answers": lambda: detectable_change(10.5),
    "detectable_change: power is 0.4": lambda: detectable_change(10, power=0.4),
    "detectable_change: power is 0.8 and alpha is 0": lambda: detectable_change(10, alpha=0.0),
    "detectable_change: power is 1": lambda: detectable_change(10, power=1.0),
    "detectable_difference: there are 1 answers": lambda: detectable_difference(1),
    "pairs_for_change: the effect is 0": lambda: pairs_for_change(0.0),
    "pairs_for_change: the effect is -0.5": lambda: pairs_for_change(-0.5),
    "pairs_for_change: the effect is inf": lambda: pairs_for_change(math.inf),
    "pairs_for_change: the effect is nan": lambda: pairs_for_change(NAN),
    "pairs_for_paired_share: up is 0.2 and down is 0.2": lambda: pairs_for_paired_share(0.2, 0.2),
    "pairs_for_paired_share: up is 0.8 and down is 0.3": lambda: pairs_for_paired_share(0.8, 0.3),
    "pairs_for_paired_share: up is nan": lambda: pairs_for_paired_share(NAN, 0.3),
    "detectable_paired_share: there are 0 answers": lambda: detectable_paired_share(0, down=0.1),
    "detectable_paired_share: down is 0.5": lambda: detectable_paired_share(10, down=0.5),
    "detectable_difference_of_shares: there are 0 answers": lambda: detectable_difference_of_shares(0),
    "answers_for_share_target: the expected share is 1.2": lambda: answers_for_share_target(1.2, 0.8),
    "answers_for_share_target: the target is nan": lambda: answers_for_share_target(0.9, NAN),
    "answers_for_share_target: there are 0 answers": lambda: answers_for_share_target(0.9, 0.8, most=0),
    "design_effect: there are 0.5 answers per group": lambda: design_effect(0.5, 0.1),
    "design_effect: the correlation within groups is -0.1": lambda: design_effect(12, -0.1),
    "invitations: there are -1 answers": lambda: invitations(-1, 0.5),
    "invitations: the response is 0": lambda: invitations(10, 0.0),
    "invitations: the response is 1.5": lambda: invitations(10, 1.5),
}
"""What is refused, with the words that it is refused with."""


@pytest.mark.parametrize("words", REFUSED)
def test_what_cannot_be_is_refused_with_its_value(words):
    """No NaN comes out, and no traceback of another library."""
    with pytest.raises(InputError, match=re.escape(words)):
        REFUSED[words]()
