"""Two rates beside each other: against statsmodels and against the tests that their limits turn round."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import special, stats
from statsmodels.stats.rates import confint_poisson_2indep
from statsmodels.stats.rates import test_poisson_2indep as two_rates_test

from impactlib.errors import InputError
from impactlib.statistics.rate import difference_of_rates, rate, rate_ratio

PAIRS = [
    ((3, 1000), (7, 1200)),
    ((24, 12000), (15, 11500)),
    ((0, 500), (4, 900)),
    ((9, 100), (9, 100)),
    ((140, 9000), (95, 8000)),
    ((2, 700), (1, 40)),
]
"""Events and inhabitants of two periods, in numbers of our own."""

steady = settings(derandomize=True, max_examples=60, deadline=None, database=None)
"""The same examples on every run and machine."""

rates = st.tuples(st.integers(0, 300), st.floats(1, 1e6))


def interval(found):
    """Both limits."""
    return found.lower, found.upper


@pytest.mark.parametrize("events", [0, 1, 5, 9])
def test_exact_limits_are_those_of_scipys_chi_squared(events):
    """The faster quantile is the same one."""
    found = rate(events, 1000)
    assert interval(found) == pytest.approx(
        (special.chdtri(2 * events, 0.975) / 2 if events else 0.0, stats.chi2.ppf(0.975, 2 * events + 2) / 2), rel=1e-12
    )


@pytest.mark.parametrize("confidence", [0.0, 1.0, 95.0])
def test_a_rate_needs_a_fraction_for_its_confidence(confidence):
    """As every interval."""
    for call in (lambda: rate(3, 100, confidence=confidence), lambda: rate_ratio((3, 100), (2, 100), confidence=confidence)):
        with pytest.raises(InputError, match="confidence is"):
            call()


@pytest.mark.parametrize(("now", "earlier"), [(now, earlier) for now, earlier in PAIRS if max(now[0], earlier[0]) < 10])
def test_a_difference_of_few_events_agrees_with_statsmodels(now, earlier):
    """MOVER on two exact intervals."""
    if now[0] == 0:
        earlier, now = now, earlier
    theirs = confint_poisson_2indep(
        now[0], now[1] / 1000, earlier[0], earlier[1] / 1000, method="mover", method_mover="exact-c", compare="diff"
    )
    found = difference_of_rates(now, earlier)
    if earlier[0] > 0:
        assert interval(found) == pytest.approx(theirs)
    assert found.value == pytest.approx(now[0] / now[1] * 1000 - earlier[0] / earlier[1] * 1000)


def test_a_difference_of_many_events_is_close_to_the_score_interval():
    """With a hundred events Byar's MOVER and statsmodels' score interval differ by under a twentieth of their width."""
    found = difference_of_rates((140, 9000), (95, 8000))
    theirs = confint_poisson_2indep(140, 9, 95, 8, method="score", compare="diff")
    width = theirs[1] - theirs[0]
    assert interval(found) == pytest.approx(theirs, abs=width / 20)
    assert (found.method, found.n) == ("mover", 140)


@pytest.mark.parametrize(("now", "earlier"), PAIRS)
def test_at_the_limits_of_a_ratio_the_exact_test_gives_its_tail(now, earlier):
    """Statsmodels' exact conditional test of that ratio has a one-sided p-value of 2.5 %."""
    found = rate_ratio(now, earlier)
    if now[0] > 0:
        larger = two_rates_test(*now, *earlier, value=found.lower, method="exact-cond", alternative="larger", compare="ratio")
        assert larger.pvalue == pytest.approx(0.025, abs=1e-6)
    smaller = two_rates_test(*now, *earlier, value=found.upper, method="exact-cond", alternative="smaller", compare="ratio")
    assert smaller.pvalue == pytest.approx(0.025, abs=1e-6)
    assert found.value == pytest.approx(now[0] / now[1] / (earlier[0] / earlier[1]))
    assert (found.method, found.n) == ("rate-ratio-exact", now[0])


def test_no_events_now_are_a_ratio_of_exactly_0():
    """With a lower limit of 0, and an upper one that tells how few events there were to go by."""
    found = rate_ratio((0, 1000), (4, 1000))
    assert (found.value, found.lower) == (0.0, 0.0)
    assert found.upper == pytest.approx(1 / 0.025**0.25 - 1)


def test_no_events_at_all_have_a_difference_of_0():
    """Its limits are those of either rate."""
    found = difference_of_rates((0, 1000), (0, 1000))
    assert (found.value, *interval(found)) == pytest.approx((0.0, -3.6889, 3.6889), abs=1e-4)


@pytest.mark.parametrize(
    ("call", "part"),
    [
        (lambda: rate_ratio((3, 100), (0, 100)), "there were no events earlier"),
        (lambda: rate_ratio((0, 100), (0, 90)), "no events earlier; use difference_of_rates"),
        (lambda: rate_ratio((-1, 100), (3, 100)), "there are -1 events"),
        (lambda: rate_ratio((1, 100), (3, 0)), "the population is 0"),
        (lambda: difference_of_rates((1.5, 100), (3, 100)), "there are 1.5 events"),
        (lambda: difference_of_rates((1, 100), (3, -5)), "the population is -5"),
    ],
)
def test_what_are_no_two_rates_is_refused(call, part):
    """A multiple of nothing, and counts that cannot be."""
    with pytest.raises(InputError, match=part):
        call()


@steady
@given(rates, rates)
def test_two_rates_turned_round_give_the_opposite(now, earlier):
    """The difference changes sign, the ratio becomes its inverse, and the limits change places."""
    there, back = difference_of_rates(now, earlier), difference_of_rates(earlier, now)
    assert (there.value, *interval(there)) == pytest.approx((-back.value, -back.upper, -back.lower))
    assume(now[0] > 0 and earlier[0] > 0)
    there, back = rate_ratio(now, earlier), rate_ratio(earlier, now)
    assert (there.value, *interval(there)) == pytest.approx((1 / back.value, 1 / back.upper, 1 / back.lower))


@steady
@given(rates, rates)
def test_a_surer_comparison_of_rates_is_never_narrower(now, earlier):
    """More confidence gives an interval that holds the other."""
    pairs = [(difference_of_rates(now, earlier, confidence=0.9), difference_of_rates(now, earlier, confidence=0.99))]
    if earlier[0] > 0:
        pairs.append((rate_ratio(now, earlier, confidence=0.9), rate_ratio(now, earlier, confidence=0.99)))
    for narrow, wide in pairs:
        assert wide.lower <= narrow.lower
        assert narrow.upper <= wide.upper
