"""The edges, one by one: what cannot be is refused with what would do, and what is at its least still gives the documented answer.

Each edge is tried on the functions that meet it, and in a file where a file can hold it.
"""

from __future__ import annotations

import pytest

from impactlib.errors import ImpactError, InputError
from impactlib.indicators.finding import Absence, Flag, Goal, Precision, Verdict
from impactlib.indicators.indicator import catalogue
from impactlib.indicators.judging import judged
from impactlib.statistics.amount import complete_amount, complete_average, complete_balance
from impactlib.statistics.benchmark import compare_rates, compare_shares
from impactlib.statistics.change import change_of_mean, effect_of_change, signed_rank
from impactlib.statistics.clusters import ClusterSums, clustered_error, clustered_mean, clustered_share
from impactlib.statistics.interrupted import interrupted_series
from impactlib.statistics.mean import difference_of_means, mean
from impactlib.statistics.ordinal import cliffs_delta
from impactlib.statistics.paired import change_of_share, mcnemar_mid_p, movers_of, share_improved
from impactlib.statistics.proportion import net_promoter, net_share, share, share_of_finite_group, top_box
from impactlib.statistics.rate import complete_count, complete_share, rate, rate_ratio, realised_rate
from impactlib.statistics.target import chance_rate_reached, chance_share_reached
from impactlib.statistics.trend import trend_of_counts, trend_of_means, trend_of_shares
from impactlib.statistics.weighting import weighted_mean, weighted_share
from impactlib.workspace import Text
from tests.small import REGISTER, counted, findings, people, spread, tiny

LEARNED, MARK, CHANGE, PARTICIPANTS, COMPLETED, MEMBERS, ACTIVITIES = "LO04", "BR08", "DI07", "DI05", "DI06", "BR01", "LO01"
OTHERS = dict.fromkeys("abcde", (30, 60))

REFUSED = {
    "x > n: a share": (lambda: share(12, 10), "12 of 10"),
    "x > n: a share of a finite group": (lambda: share_of_finite_group(12, 10, 20), "12 of 10"),
    "x > n: more answered than the group has": (lambda: share_of_finite_group(5, 30, 20), "30 people of a group of 20"),
    "x > n: a counted share": (lambda: complete_share(12, 10), "12 of 10"),
    "x > n: a net share": (lambda: net_share(7, 7, 10), "14 of 10"),
    "x > n: a chance": (lambda: chance_share_reached(12, 10, 0.5), "12 of 10"),
    "x > n: a trend of shares": (
        lambda: trend_of_shares({"2024": 12, "2025": 1}, {"2024": 10, "2025": 10}),
        "12 of 10 people count in 2024",
    ),
    "x > n: a benchmark": (lambda: compare_shares((12, 10), OTHERS), "12 of 10"),
    "x > n: a weighted share": (lambda: weighted_share({("a",): (12, 10)}, {("a",): 1.0}), "12 of 10"),
    "n = 0: a share": (lambda: share(0, 0), "a share needs at least one answer"),
    "n = 0: a net share": (lambda: net_share(0, 0, 0), "a share needs at least one answer"),
    "n = 0: a top box": (lambda: top_box({}, at_least=4), "a share needs at least one answer"),
    "n = 0: promoters": (lambda: net_promoter({10: 0}), "a share needs at least one answer"),
    "n = 0: a mean": (lambda: mean({}), "there are 0 answers"),
    "n = 0: a change": (lambda: change_of_mean({(2, 3): 0}), "there are 0 answers"),
    "n = 0: a change of share": (lambda: change_of_share({}, at_least=4), "a share needs at least one answer"),
    "n = 0: improved": (lambda: share_improved({}), "a share needs at least one answer"),
    "n = 0: signed rank": (lambda: signed_rank({}), "nobody answered twice"),
    "n = 0: Cliff's delta": (lambda: cliffs_delta({}, {3: 10}), "there are 0 answers"),
    "n = 0: a chance": (lambda: chance_share_reached(0, 0, 0.5), "0 of 0"),
    "n = 0: an average": (lambda: complete_average(3, 0), "it is over 0"),
    "n = 0: a benchmark": (lambda: compare_shares((0, 0), OTHERS), "an area has 0 people"),
    "n = 1: a mean": (lambda: mean({4: 1}), "there are 1 answers"),
    "n = 1: a change": (lambda: change_of_mean({(2, 3): 1}), "there are 1 answers"),
    "n = 1: an effect": (lambda: effect_of_change({(2, 3): 2}), "2 people answered twice"),
    "n = 1: Cliff's delta": (lambda: cliffs_delta({3: 1}, {3: 10}), "there are 1 answers"),
    "no variation: an effect": (lambda: effect_of_change({(3, 4): 20}), "everybody gave one and the same answer"),
    "no variation: a benchmark of none": (lambda: compare_shares((3, 10), dict.fromkeys("abcde", (0, 60))), "the share of the others is 0"),
    "negative counts: a share": (lambda: share(-1, 10), "-1 of 10"),
    "negative counts: of fewer than nobody": (lambda: share(0, -3), "n is -3"),
    "negative counts: a mean": (lambda: mean({3: -1, 4: 9}), "was given by -1 people"),
    "negative counts: a change": (lambda: change_of_mean({(3, 4): -1, (3, 3): 9}), "was given by -1 people"),
    "negative counts: movers": (lambda: movers_of({(3, 4): -1}), "was given by -1 people"),
    "negative counts: McNemar": (lambda: mcnemar_mid_p(-1, 3), "-1 people crossed"),
    "negative counts: a rate": (lambda: rate(-1, 1000), "there are -1 events"),
    "negative counts: a count": (lambda: complete_count(-1), "there are -1 events"),
    "negative counts: an amount": (lambda: complete_amount(-1), "the amount is -1"),
    "negative counts: a balance": (lambda: complete_balance(3, -1), "the amount is -1"),
    "negative counts: a trend": (lambda: trend_of_counts({"2024": -1, "2025": 3}, {"2024": 9, "2025": 9}), "there are -1 events in 2024"),
    "negative counts: a benchmark": (lambda: compare_rates((-1, 900), dict.fromkeys("abcde", (9, 900.0))), "there are -1 events"),
    "negative counts: a chance": (lambda: chance_rate_reached(-1, 900, 2), "there are -1 events"),
    "population 0: a rate": (lambda: rate(3, 0), "the population is 0"),
    "population 0: a realised rate": (lambda: realised_rate(3, 0), "the population is 0"),
    "population 0: a ratio of rates": (lambda: rate_ratio((3, 900), (3, 0)), "the population is 0"),
    "population 0: a trend": (lambda: trend_of_counts({"2024": 1, "2025": 3}, {"2024": 0, "2025": 9}), "the population of 2024 is 0"),
    "population 0: a benchmark": (lambda: compare_rates((3, 0), dict.fromkeys("abcde", (9, 900.0))), "an area has 0 people"),
    "population 0: a chance": (lambda: chance_rate_reached(3, 0, 2), "the population is 0"),
    "one course: its sums": (lambda: ClusterSums.of([(10, 7)]), "the clusters have 10 people"),
    "one course: an error": (lambda: clustered_error(ClusterSums(clusters=1, n=10, total=7, jackknife=0)), "there are 1 clusters"),
    "one course: a mean": (
        lambda: clustered_mean(ClusterSums(clusters=1, n=10, total=7, jackknife=0), simple_error=0.1),
        "there are 1 clusters",
    ),
    "one course: a share": (lambda: clustered_share(ClusterSums(clusters=1, n=10, total=7, jackknife=0)), "there are 1 clusters"),
    "one course without people": (lambda: ClusterSums.of([(10, 7), (0, 0)]), "the clusters have 10, 0 people"),
    "two years: an interrupted series": (
        lambda: interrupted_series({"2024": 3, "2025": 9}, {"2024": 900, "2025": 900}, change_at="2025"),
        "there are 1 periods before 2025",
    ),
    "weights that are zero: a share": (lambda: weighted_share({("a",): (3, 10)}, {("a",): 0.0}), "weight"),
    "weights that are zero: a mean": (lambda: weighted_mean({("a",): {3: 5, 4: 5}}, {("a",): 0.0}), "weight"),
    "weights that are negative": (lambda: weighted_share({("a",): (3, 10)}, {("a",): -1.0}), "a weight is negative"),
    "weights that are not there": (lambda: weighted_share({("a",): (3, 10)}, {}), "has no weight"),
}
"""What is refused, and what the message says."""


@pytest.mark.parametrize("edge", REFUSED)
def test_what_cannot_be_is_refused_with_what_would_do(edge):
    """An error of our own, with where, the value, and a cure; never a warning, a NaN or another library's traceback."""
    call, says = REFUSED[edge]
    with pytest.raises(InputError) as caught:
        call()
    assert says in caught.value.what + caught.value.cure
    assert caught.value.where
    assert caught.value.cure


def test_one_answer_is_a_share_with_a_wide_interval():
    """1 of 1 is everybody: from 0.21 up to exactly 1; 0 of 1 is the mirror of it."""
    found, mirror = share(1, 1), share(0, 1)
    assert (found.value, found.upper, mirror.lower) == (1.0, 1.0, 0.0)
    assert found.lower == pytest.approx(0.2065, abs=1e-4)
    assert found.lower == pytest.approx(1 - mirror.upper)


def test_no_variation_has_no_width_and_no_verdict():
    """Twelve times an 8: the mean is 8 from 8 to 8, and proves nothing; two such groups differ without an error."""
    found = mean({8: 12})
    assert (found.value, found.lower, found.upper, found.standard_error) == (8.0, 8.0, 8.0, 0.0)
    difference = difference_of_means(mean({8: 12}), mean({7: 12}))
    assert (difference.value, difference.lower, difference.upper) == (1.0, 1.0, 1.0)


def test_no_changers_are_no_change_and_no_error():
    """Twenty who stayed: a difference of exactly 0, nobody moved, and every p is 1."""
    table = {(3, 3): 12, (4, 4): 8}
    found = change_of_mean(table)
    assert (found.difference.value, found.difference.lower, found.difference.upper) == (0.0, 0.0, 0.0)
    assert (found.movers.improved, found.movers.same, found.movers.declined) == (0, 20, 0)
    assert (signed_rank(table), mcnemar_mid_p(0, 0)) == (1.0, 1.0)
    crossed = change_of_share(table, at_least=4).difference
    assert (crossed.value, crossed.lower < 0 < crossed.upper) == (0.0, True)
    assert share_improved(table).lower == 0.0


def test_no_events_have_an_upper_limit():
    """None in 1000: from exactly 0 to 3.69 per 1000."""
    found = rate(0, 1000)
    assert (found.value, found.lower) == (0.0, 0.0)
    assert found.upper == pytest.approx(3.6889, abs=1e-4)
    assert realised_rate(0, 1000).value == complete_count(0).value == complete_share(0, 9).value == 0.0


def test_two_years_are_no_trend():
    """Of two years only that they are there; of one nothing; nothing at all is refused."""
    for years in (1, 2):
        events = dict(zip(("2024", "2025"), (3, 9), strict=True)) if years == 2 else {"2025": 9}
        for found in (
            trend_of_counts(events, dict.fromkeys(events, 900)),
            trend_of_shares(events, dict.fromkeys(events, 20)),
            trend_of_means({year: mean({3: 5, 4: 5}) for year in events}),
        ):
            assert (found.years, found.yearly, found.expected) == (years, None, None)
    with pytest.raises(InputError, match="there is no period; give at least one"):
        trend_of_counts({}, {})


def test_a_weight_of_zero_leaves_a_cell_out():
    """Who weighs nothing counts for nothing, and nobody else is worth less for it."""
    answers = {("a",): (30, 60), ("b",): (1, 60)}
    found = weighted_share(answers, {("a",): 1.0, ("b",): 0.0})
    assert found.value == pytest.approx(0.5)
    assert (found.lower, found.upper) == pytest.approx((share(30, 60).lower, share(30, 60).upper))


# The same edges in files.


def test_in_a_file_a_part_above_its_whole_is_refused(tmp_path):
    """X > n: the message names area, year and indicator."""
    with pytest.raises(InputError, match="A1 in 2025: DI06: 12 of 10; a part is no more than its whole"):
        findings(tiny(tmp_path, counts=[counted(cursisten=10, afgerond=12)]))


def test_in_a_file_nothing_of_nothing_is_no_figure(tmp_path):
    """N = 0: nobody took part, so there is no share of them; the number itself is 0."""
    found = findings(tiny(tmp_path, counts=[counted(cursisten=0, afgerond=0, leden=0)]))
    assert found["A1", "2025", COMPLETED].absent is Absence.NO_DATA
    assert (found["A1", "2025", PARTICIPANTS].estimate.value, found["A1", "2025", MEMBERS].estimate.value) == (0.0, 0.0)


@pytest.mark.parametrize("answer", ["", "-", "weet niet"], ids=["blank", "declared missing", "no opinion"])
def test_in_a_file_when_every_answer_is_missing_there_is_no_figure(tmp_path, answer):
    """All missing: the people were there, so they are too few with an answer, and there is no number at all."""
    rows = [{**row, "cijfer": "7"} for row in people(12, geleerd=answer, eerst=answer, nu=answer)]
    found = findings(tiny(tmp_path, survey=rows))
    for indicator in (LEARNED, CHANGE):
        assert (found["A1", "2025", indicator].absent, found["A1", "2025", indicator].estimate) == (Absence.TOO_FEW, None)
    assert found["A1", "2025", MARK].estimate.n == 12


def test_a_file_without_any_answer_is_refused(tmp_path):
    """A header and nothing below it."""
    with pytest.raises(ImpactError, match=r"data/survey\.csv: no row holds an answer; look at the file"):
        findings(tiny(tmp_path, survey=[]))
    with pytest.raises(ImpactError, match=r"data/counts\.csv: no row holds a count; look at the file"):
        findings(tiny(tmp_path / "counts", counts=[]))


def test_in_a_file_one_answer_is_too_few(tmp_path):
    """N = 1: of a share, a mean and a change alike."""
    found = findings(tiny(tmp_path, survey=people(1, geleerd="vaak", cijfer="7", eerst="soms", nu="vaak")))
    assert {found["A1", "2025", name].absent for name in (LEARNED, MARK, CHANGE)} == {Absence.TOO_FEW}


def verdict_of(found, indicator: str, target: float) -> Verdict:
    """The verdict on a measured figure beside a target."""
    text = Text(nl="x", en="x")
    goal = Goal(id="g", service=text, change=text, indicator=indicator, contribution="direct", target=target, by="2027")
    return judged(catalogue()[indicator], found, [], [goal]).target_verdict


def test_in_a_file_no_variation_and_no_changers_are_flagged_and_never_judged(tmp_path):
    """Forty tens and forty who stayed where they were: figures without width, of which nothing is said."""
    rows = [*people(40, cijfer="10", eerst="vaak", nu="vaak")]
    found = findings(tiny(tmp_path, survey=rows))
    mark, change = found["A1", "2025", MARK], found["A1", "2025", CHANGE]
    assert (mark.estimate.value, change.estimate.value) == (10.0, 0.0)
    assert (change.change.movers.same, change.change.movers.improved) == (40, 0)
    assert Flag.LOPSIDED in mark.evidence.flags
    assert Flag.LOPSIDED in change.evidence.flags
    assert {verdict_of(mark, MARK, 5.0), verdict_of(change, CHANGE, -1.0)} == {Verdict.CANNOT_SAY}
    precision = judged(catalogue()[CHANGE], change, [], []).evidence.precision
    assert precision not in (Precision.CLEAR, Precision.SOME)


def test_in_a_file_everybody_who_rose_alike_is_no_proof(tmp_path):
    """Forty who all went up by exactly one: a difference without width is no clear change."""
    found = findings(tiny(tmp_path, survey=people(40, eerst="soms", nu="vaak")))["A1", "2025", CHANGE]
    assert (found.estimate.value, found.estimate.lower, found.estimate.upper) == (1.0, 1.0, 1.0)
    assert verdict_of(found, CHANGE, 0.5) is Verdict.CANNOT_SAY
    assert judged(catalogue()[CHANGE], found, [], []).evidence.precision is Precision.OPEN


@pytest.mark.parametrize("column", ["leden", "uitleningen", "cursisten"])
def test_in_a_file_a_negative_count_is_refused(tmp_path, column):
    """Negative counts: the row and the column are named; a code for 'missing' belongs in the layout."""
    message = rf"data/counts\.csv: row 2: column '{column}' holds '-5', under 0; a count is 0 or more"
    with pytest.raises(ImpactError, match=message):
        findings(tiny(tmp_path, counts=[counted(**{column: -5})]))


def test_in_a_file_a_population_of_zero_gives_no_rate(tmp_path):
    """Population 0: nobody can be a member; what was counted stands by itself."""
    register = REGISTER.replace("A1;Aburg;P1;2000;2000", "A1;Aburg;P1;0;0")
    found = findings(tiny(tmp_path, counts=[counted(leden=3, activiteiten=4), counted("B2", leden=3)], register=register))
    assert found["A1", "2025", MEMBERS].absent is Absence.NO_DATA
    assert found["A1", "2025", ACTIVITIES].estimate.value == 4.0
    assert found["B2", "2025", MEMBERS].estimate.value == 1.5


def test_in_a_file_one_course_is_flagged_and_never_judged(tmp_path):
    """One course: of whoever took part, and of no other course."""
    rows = [{**row, "cursus": "K"} for row in spread({"altijd": 40, "soms": 4})]
    found = findings(tiny(tmp_path, survey=rows))["A1", "2025", LEARNED]
    assert (found.estimate.method, found.estimate.clusters) == ("wilson", None)
    assert Flag.ONE_COURSE in found.evidence.flags
    assert verdict_of(found, LEARNED, 0.1) is Verdict.CANNOT_SAY


def test_in_a_file_two_years_are_compared_and_are_no_trend(tmp_path):
    """Two years: more than the year before, and no trend word."""
    found = findings(tiny(tmp_path, counts=[counted(activiteiten=9), counted(year="2024", activiteiten=3)]))
    told = judged(catalogue()[ACTIVITIES], found["A1", "2025", ACTIVITIES], [found["A1", "2024", ACTIVITIES]], [])
    assert (told.previous_verdict, told.trend_verdict, told.trend.yearly) == (Verdict.HIGHER, Verdict.CANNOT_SAY, None)


def test_in_a_file_a_person_twice_counts_once_and_with_two_answers_is_refused(tmp_path):
    """Duplicated person keys: the same answers are one person; different ones are two people under one key."""
    rows = spread({"altijd": 7, "soms": 6})
    assert findings(tiny(tmp_path / "a", survey=[*rows, rows[0]]))["A1", "2025", LEARNED].estimate.n == 13
    other = {**rows[0], "geleerd": "soms"}
    with pytest.raises(
        InputError, match=r"data/survey\.csv: rows 2, 15: nummer '\w+' stands there twice with different answers \(1 in all\)"
    ):
        findings(tiny(tmp_path / "b", survey=[*rows, other]))


def test_in_a_file_the_same_key_in_two_places_is_two_people(tmp_path):
    """Number 7 of A1 is not number 7 of B2, nor that of the year before."""
    rows = spread({"altijd": 7, "soms": 6})
    elsewhere = [{**row, "gemeente": "B2"} for row in rows]
    before = [{**row, "jaar": "2024"} for row in rows]
    found = findings(tiny(tmp_path, survey=[*rows, *elsewhere, *before]))
    assert [found[area, year, LEARNED].estimate.n for area, year in [("A1", "2025"), ("B2", "2025"), ("A1", "2024")]] == [13, 13, 13]
