"""What must hold for every table of counts, whatever is in it."""

from __future__ import annotations

import math
from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impactlib.errors import InputError
from impactlib.statistics.change import change_of_mean
from impactlib.statistics.clusters import ClusterSums, clustered_error, clustered_mean, clustered_share
from impactlib.statistics.estimate import Estimate
from impactlib.statistics.mean import difference_of_means, mean
from impactlib.statistics.proportion import difference_of_shares, share
from impactlib.statistics.rate import rate

steady = settings(derandomize=True, max_examples=60, deadline=None, database=None)
"""The same examples on every run and machine."""

CLOSE = 1e-9
"""How far floating-point error may put two roads to the same figure."""

levels = st.floats(0.5, 0.999)
counts = st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
tables = st.dictionaries(st.integers(1, 10), st.integers(0, 400), min_size=1).filter(lambda table: sum(table.values()) > 1)
pairs = st.dictionaries(st.tuples(st.integers(1, 5), st.integers(1, 5)), st.integers(0, 90), min_size=1).filter(
    lambda table: sum(table.values()) > 1
)
courses = st.lists(st.integers(1, 30).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))), min_size=2, max_size=25)


def interval(found: Estimate) -> tuple[float, float]:
    """Both limits."""
    assert found.lower is not None
    assert found.upper is not None
    return found.lower, found.upper


def sums_of(groups: list[tuple[int, int]]) -> ClusterSums:
    """The sums over courses of (people, how many count)."""
    return ClusterSums.of(groups)


def holds(wide: Estimate, narrow: Estimate) -> bool:
    """The one interval holds the other."""
    (low, high), (inner_low, inner_high) = interval(wide), interval(narrow)
    room = CLOSE * max(1.0, abs(low), abs(high))
    return low <= inner_low + room and inner_high <= high + room


@steady
@given(counts, levels, levels)
def test_a_surer_share_is_never_narrower(of, one, other):
    """More confidence gives an interval that holds the other."""
    low, high = sorted((one, other))
    assert holds(share(*of, confidence=high), share(*of, confidence=low))


@steady
@given(st.integers(0, 5000), levels, levels)
def test_a_surer_rate_is_never_narrower(events, one, other):
    """More confidence gives an interval that holds the other, below and above ten events."""
    low, high = sorted((one, other))
    assert holds(rate(events, 1000, confidence=high), rate(events, 1000, confidence=low))


@steady
@given(tables, pairs, levels, levels)
def test_a_surer_mean_or_change_is_never_narrower(table, before_now, one, other):
    """More confidence gives an interval that holds the other."""
    low, high = sorted((one, other))
    assert holds(mean(table, confidence=high), mean(table, confidence=low))
    assert holds(change_of_mean(before_now, confidence=high).difference, change_of_mean(before_now, confidence=low).difference)


@steady
@given(courses, levels, levels)
def test_a_surer_figure_of_courses_is_never_narrower(groups, one, other):
    """More confidence gives an interval that holds the other."""
    low, high = sorted((one, other))
    sums = sums_of(groups)
    assert holds(clustered_share(sums, confidence=high), clustered_share(sums, confidence=low))
    assert holds(clustered_mean(sums, simple_error=0.1, confidence=high), clustered_mean(sums, simple_error=0.1, confidence=low))


@steady
@given(st.integers(1, 5000), levels)
def test_nobody_and_everybody_have_exact_ends(n, confidence):
    """0/n starts at exactly 0 and n/n ends at exactly 1, and neither reaches the other end."""
    nobody, everybody = interval(share(0, n, confidence=confidence)), interval(share(n, n, confidence=confidence))
    assert (nobody[0], everybody[1]) == (0.0, 1.0)
    assert nobody[1] < 1.0
    assert everybody[0] > 0.0


@steady
@given(counts)
def test_the_share_of_the_others_is_the_rest(of):
    """Counting the noes gives one minus the interval of the yeses."""
    yes, no = interval(share(*of)), interval(share(of[1] - of[0], of[1]))
    assert yes == pytest.approx((1 - no[1], 1 - no[0]), abs=CLOSE)


@steady
@given(counts, counts)
def test_a_difference_of_shares_turned_round_is_its_negative(now, earlier):
    """Swapping the groups turns value and limits round, and never leaves −1 to 1."""
    there, back = difference_of_shares(share(*now), share(*earlier)), difference_of_shares(share(*earlier), share(*now))
    low, high = interval(there)
    assert (there.value, low, high) == pytest.approx((-back.value, -interval(back)[1], -interval(back)[0]), abs=CLOSE)
    assert -1 - CLOSE <= low <= high <= 1 + CLOSE


@steady
@given(tables, tables)
def test_a_difference_of_means_turned_round_is_its_negative(now, earlier):
    """Swapping the groups turns value and limits round."""
    there, back = difference_of_means(mean(now), mean(earlier)), difference_of_means(mean(earlier), mean(now))
    assert (there.value, *interval(there)) == pytest.approx((-back.value, -interval(back)[1], -interval(back)[0]), abs=CLOSE)


@steady
@given(pairs)
def test_a_change_turned_round_is_its_negative(table):
    """Before for now: the difference changes sign, and who went up went down."""
    there, back = change_of_mean(table), change_of_mean({(now, before): n for (before, now), n in table.items()})
    low, high = interval(back.difference)
    assert (there.difference.value, *interval(there.difference)) == pytest.approx((-back.difference.value, -high, -low), abs=CLOSE)
    assert (there.movers.improved, there.movers.same) == (back.movers.declined, back.movers.same)


@steady
@given(pairs)
def test_a_change_is_the_difference_of_its_two_means(table):
    """Of the same people the mean difference is the difference of the means."""
    found = change_of_mean(table)
    assert found.difference.value == pytest.approx(found.now.value - found.before.value, abs=CLOSE)


@steady
@given(tables, st.integers(0, 10**6))
def test_the_order_of_the_answers_does_not_matter(table, seed):
    """A frequency table in another order, with empty answers added, is the same table."""
    items = [*table.items(), *((code, 0) for code in range(11, 15))]
    Random(seed).shuffle(items)
    assert interval(mean(dict(items))) == interval(mean(table))


@steady
@given(courses, st.integers(0, 10**6))
def test_the_order_of_courses_does_not_matter(groups, seed):
    """Courses in another order give the same figure."""
    mixed = list(groups)
    Random(seed).shuffle(mixed)
    assert clustered_share(sums_of(mixed)) == clustered_share(sums_of(groups))


@steady
@given(courses)
def test_courses_never_make_a_share_surer(groups):
    """Allowing for courses gives an interval that holds Wilson's, within 0 to 1."""
    sums = sums_of(groups)
    found = clustered_share(sums)
    assert holds(found, share(int(sums.total), sums.n))
    assert 0 <= interval(found)[0] <= found.value <= interval(found)[1] <= 1


@steady
@given(courses)
def test_an_error_of_courses_is_a_finite_number(groups):
    """Rounding never makes a spread negative."""
    found = clustered_error(sums_of(groups))
    assert math.isfinite(found)
    assert found >= 0


@steady
@given(courses, st.integers(2, 5))
def test_the_same_courses_again_make_a_figure_surer(groups, times):
    """Seeing every course several times over narrows the interval of courses, or leaves it."""
    assert holds(clustered_mean(sums_of(groups), simple_error=0.0), clustered_mean(sums_of(groups * times), simple_error=0.0))


@steady
@given(st.integers(0, 3000), st.integers(1, 10**6), st.sampled_from([1, 100, 1000]))
def test_a_rate_is_the_same_for_any_number_of_inhabitants(events, population, per):
    """Per thousand is a thousand times per one."""
    single, many = rate(events, population, per=1), rate(events, population, per=per)
    assert (many.value, *interval(many)) == pytest.approx((per * single.value, *(per * limit for limit in interval(single))), rel=1e-12)


@steady
@given(st.floats(-10, 10), st.floats(0.001, 5), st.floats(0.001, 5))
def test_a_value_outside_its_interval_cannot_be(value, gap, width):
    """An estimate whose interval lies above or below its value is refused."""
    for lower, upper in ((value + gap, value + gap + width), (value - gap - width, value - gap)):
        with pytest.raises(InputError, match="lies outside"):
            Estimate(value=value, n=10, method="made-up", lower=lower, upper=upper)


@steady
@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=2, max_size=60))
def test_people_one_by_one_are_their_table(answers):
    """Counting people into a table and counting the table's halves together is one and the same."""
    half = len(answers) // 2
    assert change_of_mean(Counter(answers)) == change_of_mean(Counter(answers[:half]) + Counter(answers[half:]))
