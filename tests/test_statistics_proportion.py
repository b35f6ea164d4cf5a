"""Shares of finite groups, high answers and recommenders; and the traps of statsmodels that these functions go round."""

from __future__ import annotations

import math
import timeit
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from impactlib.errors import InputError
from impactlib.statistics.estimate import Estimate
from impactlib.statistics.paired import net_share
from impactlib.statistics.proportion import (
    difference_of_shares,
    net_promoter,
    reaches,
    share,
    share_of_finite_group,
    top_box,
    wilson_limits,
)
from tests.test_statistics import NEWCOMBE_1998B_TABLE_2, limits
from tests.test_statistics_properties import CLOSE, holds, interval, levels, steady, tables

answered = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n), st.integers(n, 3 * n)))


def test_shares_are_those_of_statsmodels_to_the_twelfth_decimal():
    """Wilson's limits over a grid of shares, sizes (also effective ones) and levels of confidence."""
    for n in (1, 2, 3, 7, 10, 58, 433, 3000, 10**6):
        for successes in sorted({0, 1, n // 7, n // 2, n - 1, n}):
            for confidence in (0.5, 0.8, 0.9, 0.95, 0.99, 0.998):
                theirs = proportion_confint(successes, n, alpha=1 - confidence, method="wilson")
                assert interval(share(successes, n, confidence=confidence)) == pytest.approx(theirs, abs=1e-12)
                effective = n / 1.37
                theirs = proportion_confint(successes / n * effective, effective, alpha=1 - confidence, method="wilson")
                assert wilson_limits(successes / n, effective, confidence=confidence) == pytest.approx(theirs, abs=1e-12)


def test_a_share_is_made_ten_times_as_fast_as_by_statsmodels():
    """Fifty thousand shares a run: the best of several tries each, so that a busy machine does not decide."""
    ours = min(timeit.repeat(lambda: share(81, 263), number=100, repeat=7))
    theirs = min(timeit.repeat(lambda: proportion_confint(81, 263, method="wilson"), number=100, repeat=7))
    assert ours < theirs / 10


@pytest.mark.parametrize("groups", [((9, 10), (3, 10)), ((5, 56), (0, 29)), ((0, 10), (0, 20)), ((10, 10), (0, 10))], ids=str)
def test_where_statsmodels_score_method_fails_newcombes_printed_limits_are_given(groups):
    """method='score' raises ValueError for such small tables (statsmodels #10269), or once mended gives limits; ours are as printed."""
    (x, n), (y, m) = groups
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            theirs = confint_proportions_2indep(x, n, y, m, method="score", compare="diff")
        except ValueError:
            theirs = None
    assert theirs is None or -1 <= theirs[0] <= x / n - y / m <= theirs[1] <= 1
    assert limits(difference_of_shares(share(x, n), share(y, m)), 4) == NEWCOMBE_1998B_TABLE_2[groups]


@pytest.mark.parametrize("groups", [((8, 10), (3, 10)), ((0, 20), (0, 20)), ((5, 56), (0, 29))], ids=str)
def test_every_small_table_has_a_difference_with_limits(groups):
    """The three tables of STATISTICS.md, section 1: statsmodels' own Newcombe method agrees."""
    (x, n), (y, m) = groups
    theirs = confint_proportions_2indep(x, n, y, m, method="newcomb", compare="diff")
    assert interval(difference_of_shares(share(x, n), share(y, m))) == pytest.approx(theirs, abs=1e-9)


def test_nobody_of_twenty_twice_is_not_certainty():
    """0/20 v 0/20: Wald's limits are 0 and 0; ours are as far away as Wilson's of 0 of 20 are."""
    assert confint_proportions_2indep(0, 20, 0, 20, method="wald", compare="diff") == (0, 0)
    assert limits(difference_of_shares(share(0, 20), share(0, 20)), 4) == (-0.1611, 0.1611)


@pytest.mark.parametrize(("n", "points"), [(30, 13), (45, 7)])
def test_a_group_of_sixty_has_the_margins_of_the_table(n, points):
    """STATISTICS.md, section 2.2: of 60 people 30 answers give 13 points either way and 45 give 7, by Wald; Wilson's are a hair less."""
    effective = n * 59 / (60 - n)
    wald = 100 * 1.959964 * math.sqrt(0.25 / effective)
    lower, upper = wilson_limits(0.5, effective)
    assert round(wald) == points
    assert wald - 0.5 < 50 * (upper - lower) < wald
    if n % 2 == 0:
        assert interval(share_of_finite_group(n // 2, n, 60)) == (lower, upper)


def test_a_finite_share_is_statsmodels_wilson_of_the_effective_number():
    """n·(N−1)/(N−n) people, of whom the same share counts; a huge group is as good as an endless one."""
    for successes, n, group in ((27, 45, 60), (0, 10, 12), (12, 12, 13), (3, 7, 8)):
        effective = n * (group - 1) / (group - n)
        theirs = proportion_confint(successes / n * effective, effective, method="wilson")
        found = share_of_finite_group(successes, n, group)
        assert interval(found) == pytest.approx(theirs, abs=1e-12)
        assert found.method == "wilson-finite"
    assert interval(share_of_finite_group(27, 45, 10**12)) == pytest.approx(interval(share(27, 45)), abs=1e-9)


def test_when_everybody_answered_there_is_no_sampling_error():
    """A complete count, without limits, also of one person."""
    assert share_of_finite_group(9, 12, 12) == Estimate(value=0.75, n=12, method="complete-count")
    assert share_of_finite_group(1, 1, 1) == Estimate(value=1.0, n=1, method="complete-count")


@steady
@given(answered, levels, levels)
def test_a_finite_share_lies_within_the_endless_one_and_widens(of, one, other):
    """Knowing that the group ends never widens the interval, more confidence never narrows it, and the noes mirror the yeses."""
    successes, n, group = of
    low, high = sorted((one, other))
    found = share_of_finite_group(successes, n, group, confidence=low)
    if n == group:
        assert found.lower is None
        return
    assert 0 <= interval(found)[0] <= found.value + CLOSE
    assert found.value - CLOSE <= interval(found)[1] <= 1
    assert holds(share(successes, n, confidence=low), found)
    assert holds(share_of_finite_group(successes, n, group, confidence=high), found)
    noes = interval(share_of_finite_group(n - successes, n, group, confidence=low))
    assert interval(found) == pytest.approx((1 - noes[1], 1 - noes[0]), abs=CLOSE)


def test_high_answers_are_shown_with_all_answers():
    """Codes 4 and 5 count, and every code is shown, the lowest first, also one that nobody gave."""
    found = top_box({5: 6, 3: 4, 4: 10, 1: 0}, at_least=4)
    assert found.share == share(16, 20)
    assert found.distribution == ((1, 0, 0.0), (3, 4, 0.2), (4, 10, 0.5), (5, 6, 0.3))


@steady
@given(tables, st.integers(0, 11))
def test_the_distribution_adds_up_to_the_high_share(table, at_least):
    """The shares are one together, and those from the line on are the high share."""
    found = top_box(table, at_least=at_least)
    assert sum(part for _, _, part in found.distribution) == pytest.approx(1)
    assert sum(part for code, _, part in found.distribution if code >= at_least) == pytest.approx(found.share.value)
    assert sum(people for _, people, _ in found.distribution) == found.share.n


def test_promoters_are_nine_and_ten_and_detractors_up_to_six():
    """7 and 8 count in the whole only; other limits may be asked for."""
    answers = {code: code + 1 for code in range(11)}
    assert net_promoter(answers) == net_share(10 + 11, sum(range(1, 8)), 66)
    assert net_promoter(answers, promoters_from=8, detractors_to=5) == net_share(9 + 10 + 11, sum(range(1, 7)), 66)
    assert net_promoter({10: 7}).value == 1.0
    assert net_promoter({0: 7}).value == -1.0


def test_floating_noise_does_not_decide_who_reaches_a_line():
    """0.3 reaches 0.1 + 0.2 and 0.29 does not."""
    assert reaches(0.3, 0.1 + 0.2, where="here")
    assert not reaches(0.29, 0.1 + 0.2, where="here")


@pytest.mark.parametrize(
    ("call", "what"),
    [
        (lambda: share_of_finite_group(1, 0, 5), "share_of_finite_group: n is 0"),
        (lambda: share_of_finite_group(6, 5, 10), "6 of 5"),
        (lambda: share_of_finite_group(3, 5, 4), "5 people of a group of 4 answered"),
        (lambda: share_of_finite_group(3, 5, math.nan), "5 people of a group of nan answered"),
        (lambda: share(3, 5, confidence=0), "confidence is 0"),
        (lambda: top_box({}, at_least=4), "n is 0"),
        (lambda: top_box({4: -1}, at_least=4), "the answer 4 was given by -1 people"),
        (lambda: top_box({math.nan: 3}, at_least=4), "an answer is nan"),
        (lambda: top_box({4: 3}, at_least=math.inf), "the line is inf"),
        (lambda: net_promoter({}), "net_share: n is 0"),
        (lambda: net_promoter({9: -2}), "the answer 9 was given by -2 people"),
        (lambda: net_promoter({math.nan: 2}), "net_promoter: an answer is nan"),
        (lambda: net_promoter({9: 2}, promoters_from=6), "promoters start at 6 and detractors end at 6"),
    ],
)
def test_what_cannot_be_is_refused(call, what):
    """Each wrong input is refused with its value."""
    with pytest.raises(InputError) as refused:
        call()
    assert what in str(refused.value)
