"""What a change can have been among those who did not answer again: every bound against filling in every answer there is."""

from __future__ import annotations

import itertools
import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from impactlib.errors import InputError
from impactlib.statistics.change import change_of_mean
from impactlib.statistics.mean import mean
from impactlib.statistics.missing_pairs import bounds_of_change
from tests.test_statistics_properties import CLOSE, interval, pairs, steady

PAIRS = {(2, 3): 6, (3, 3): 4, (4, 3): 2}
DROPPED = {1: 2, 4: 1}

dropped = st.dictionaries(st.integers(1, 5), st.integers(0, 40))


def test_the_bounds_are_the_least_and_the_most_of_all_answers_that_could_be():
    """Three missing people and five answers: the mean change over all 125 ways in which they could have answered."""
    found = bounds_of_change(PAIRS, DROPPED, scale=(1, 5))
    seen = [now - before for (before, now), people in PAIRS.items() for _ in range(people)]
    missing = [code for code, people in DROPPED.items() for _ in range(people)]
    ways = itertools.product(range(1, 6), repeat=len(missing))
    could_be = [np.mean(seen + [now - before for before, now in zip(missing, answers, strict=True)]) for answers in ways]
    assert (found.lowest, found.highest) == pytest.approx((min(could_be), max(could_be)), abs=1e-12)
    assert found.if_no_change == pytest.approx(np.mean([*seen, 0, 0, 0]), abs=1e-12)
    assert any(found.if_no_change == pytest.approx(each, abs=1e-12) for each in could_be)


def test_who_is_missing_is_compared_with_who_stayed_as_scipy_does():
    """Welch's interval of the means before, droppers minus stayers."""
    found = bounds_of_change(PAIRS, {1: 4, 2: 3, 4: 2}, scale=(1, 5), confidence=0.9)
    stayed = [before for (before, _), people in PAIRS.items() for _ in range(people)]
    theirs = stats.ttest_ind([1] * 4 + [2] * 3 + [4] * 2, stayed, equal_var=False).confidence_interval(0.9)
    assert interval(found.difference_before) == pytest.approx((theirs.low, theirs.high), abs=1e-9)
    assert found.before_of_missing == mean({1: 4, 2: 3, 4: 2}, confidence=0.9)
    assert (found.missing, found.complete) == (9, change_of_mean(PAIRS, confidence=0.9))


def test_nobody_missing_leaves_the_change_itself():
    """All bounds are the mean change, and there is nobody to compare."""
    for nobody in ({}, {3: 0}):
        found = bounds_of_change(PAIRS, nobody, scale=(1, 5))
        assert (found.if_no_change, found.lowest, found.highest) == pytest.approx((found.complete.difference.value,) * 3, abs=1e-12)
        assert (found.missing, found.before_of_missing, found.difference_before) == (0, None, None)


def test_one_missing_person_has_an_answer_but_no_interval():
    """One person: a mean without limits, and no difference with an interval."""
    found = bounds_of_change(PAIRS, {2: 1, 3: 0}, scale=(1, 5))
    assert (found.before_of_missing.value, found.before_of_missing.lower, found.before_of_missing.n) == (2.0, None, 1)
    assert found.difference_before is None


def test_missing_people_who_all_answered_alike_can_be_compared():
    """No variation among the missing nor among those who stayed: a difference without width, and no error."""
    found = bounds_of_change({(3, 4): 5}, {2: 5}, scale=(1, 5))
    assert (found.difference_before.value, *interval(found.difference_before)) == (-1, -1, -1)


@steady
@given(pairs, dropped)
def test_the_bounds_hold_what_they_must(table, missing):
    """No change lies within the bounds, whose width is the share missing times the length of the scale; swapping ends mirrors."""
    found = bounds_of_change(table, missing, scale=(1, 5))
    people = sum(missing.values())
    assert found.lowest - CLOSE <= found.if_no_change <= found.highest + CLOSE
    assert found.highest - found.lowest == pytest.approx(4 * people / (people + sum(table.values())), abs=CLOSE)
    assert abs(found.if_no_change) <= abs(found.complete.difference.value) + CLOSE
    turned = bounds_of_change(
        {(6 - before, 6 - now): times for (before, now), times in table.items()},
        {6 - code: times for code, times in missing.items()},
        scale=(1, 5),
    )
    assert (turned.lowest, turned.highest) == pytest.approx((-found.highest, -found.lowest), abs=CLOSE)


@steady
@given(pairs, st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), max_size=30))
def test_whatever_the_missing_would_have_answered_lies_within_the_bounds(table, would_have):
    """The change of everybody, had all answered, is between lowest and highest."""
    found = bounds_of_change(table, Counter(before for before, _ in would_have), scale=(1, 5))
    everybody = change_of_mean(Counter(table) + Counter(would_have)).difference.value
    assert found.lowest - CLOSE <= everybody <= found.highest + CLOSE


@pytest.mark.parametrize(
    ("call", "what"),
    [
        (lambda: bounds_of_change({}, {2: 3}, scale=(1, 5)), "there are 0 answers"),
        (lambda: bounds_of_change({(1, 2): 1}, {2: 3}, scale=(1, 5)), "there are 1 answers"),
        (lambda: bounds_of_change(PAIRS, {2: -3}, scale=(1, 5)), "the answer 2 was given by -3 people"),
        (lambda: bounds_of_change({(2, 3): 5, (3, 3): -1}, {}, scale=(1, 5)), "was given by -1 people"),
        (lambda: bounds_of_change(PAIRS, {7: 3}, scale=(1, 5)), "the answer 7 lies outside 1 to 5"),
        (lambda: bounds_of_change(PAIRS, {}, scale=(1, 3)), "the answer 4 lies outside 1 to 3"),
        (lambda: bounds_of_change(PAIRS, {math.nan: 3}, scale=(1, 5)), "the answer nan lies outside"),
        (lambda: bounds_of_change(PAIRS, {}, scale=(5, 1)), "the scale goes from 5 to 1"),
        (lambda: bounds_of_change(PAIRS, {}, scale=(1, math.inf)), "the scale goes from 1 to inf"),
        (lambda: bounds_of_change(PAIRS, {}, scale=(1, 5), confidence=0), "confidence is 0"),
    ],
)
def test_what_cannot_be_is_refused(call, what):
    """Each wrong input is refused with its value."""
    with pytest.raises(InputError) as refused:
        call()
    assert what in str(refused.value)
