"""Many changes in one report: adjusted p-values by hand, the main goal apart, and what does not hold is lowered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest

from impactlib.indicators.evidence import precision_of
from impactlib.indicators.families import LEVEL, in_families
from impactlib.indicators.finding import Absence, Evidence, Finding, Flag, Goal, Precision, Verdict
from impactlib.indicators.indicator import Indicator, catalogue
from impactlib.indicators.judging import judged, p_of
from impactlib.statistics.amount import complete_amount
from impactlib.statistics.estimate import Estimate
from impactlib.statistics.mean import difference_of_means, mean
from impactlib.statistics.paired import change_of_share
from impactlib.statistics.proportion import difference_of_shares, share
from impactlib.statistics.quantiles import normal_quantile, two_sided_p
from impactlib.workspace import Text
from tests.small import indicator_like

P_VALUES = {"XA01": 0.01, "XA02": 0.02, "XA03": 0.045, "XA04": 0.60}
"""Four tests. Adjusted by hand: 0.01·4/1 = 0.04; 0.02·4/2 = 0.04; 0.045·4/3 = 0.06; 0.60·4/4 = 0.60; each at most the next."""

ADJUSTED = {"XA01": 0.04, "XA02": 0.04, "XA03": 0.06, "XA04": 0.60}


def with_p(p: float, *, value: float = 0.5) -> Estimate:
    """A difference with a normal interval that has this p."""
    low, high = 0.0, 40.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if two_sided_p(middle) > p else (low, middle)
    half = value / low * normal_quantile(0.95)
    return Estimate(value=value, n=100, method="made-up", lower=value - half, upper=value + half)


def change(
    name: str, p: float, *, main: bool = False, flags: tuple[Flag, ...] = (), agreed: str = "", target: float | None = None
) -> tuple[Indicator, Finding]:
    """A judged finding of a change in which nothing but its p matters: whatever leaves zero is a clear change."""
    entry = indicator_like("DI07", id=name, relevant="0.01")
    finding = Finding(
        id=f"A1/2025/{name}",
        area="A1",
        period="2025",
        indicator=name,
        source="s",
        design="paired",
        estimate=with_p(p),
        evidence=Evidence(design="paired", level=2, precision=Precision.NOT_ASKED, flags=flags),
    )
    text = Text(nl="x", en="x")
    told = Goal(
        id="g", service=text, change=text, indicator=name, contribution="direct", main=main, agreed=agreed, target=target, by="2027"
    )
    goals = [told] if main or target is not None else []
    return entry, judged(entry, finding, [], goals)


def test_p_values_are_adjusted_as_by_hand():
    """Benjamini and Hochberg's step-up on four tests, each finding with its raw and its adjusted p."""
    found = {each.indicator: each for each in in_families([change(name, p) for name, p in P_VALUES.items()])}
    assert {name: each.p_value for name, each in found.items()} == pytest.approx(P_VALUES)
    assert {name: each.p_adjusted for name, each in found.items()} == pytest.approx(ADJUSTED)


def test_what_does_not_hold_among_so_many_is_lowered_and_says_so():
    """Only the third: by itself it is a change (0.045), among four it is not (0.06). The others keep their words."""
    found = {each.indicator: each for each in in_families([change(name, p) for name, p in P_VALUES.items()])}
    assert [name for name, each in found.items() if Flag.ONE_OF_MANY in each.evidence.flags] == ["XA03"]
    precision = {name: each.evidence.precision for name, each in found.items()}
    assert precision == {"XA01": Precision.CLEAR, "XA02": Precision.CLEAR, "XA03": Precision.SOME, "XA04": Precision.OPEN}


def test_lowering_comes_on_top_of_other_flags():
    """With few answers it was one step down already; a second one leaves nothing to say."""
    rows = [change(name, p, flags=(Flag.FEW_ANSWERS,)) for name, p in P_VALUES.items()]
    found = {each.indicator: each for each in in_families(rows)}
    assert found["XA01"].evidence.precision is Precision.SOME
    assert found["XA03"].evidence.precision is Precision.OPEN
    assert found["XA03"].evidence.flags == (Flag.FEW_ANSWERS, Flag.ONE_OF_MANY)


def test_the_main_goal_declared_beforehand_is_no_part_of_the_family():
    """It keeps its own p, and the three others are a family of three: 0.03, 0.03, 0.60."""
    found = {each.indicator: each for each in in_families([change(name, p, main=name == "XA03") for name, p in P_VALUES.items()])}
    assert found["XA03"].p_adjusted == pytest.approx(0.045)
    assert found["XA03"].evidence.precision is Precision.CLEAR
    assert {name: each.p_adjusted for name, each in found.items()} == pytest.approx(
        {"XA01": 0.03, "XA02": 0.03, "XA03": 0.045, "XA04": 0.60}
    )


def test_a_main_goal_that_was_chosen_afterwards_is_a_test_like_the_others():
    """Agreed in 2026 about 2025: declared beforehand it was not."""
    rows = [change(name, p, main=name == "XA03", agreed="2026-02-01") for name, p in P_VALUES.items()]
    assert {each.indicator: each.p_adjusted for each in in_families(rows)} == pytest.approx(ADJUSTED)


def test_where_nothing_can_be_said_of_a_change_its_goal_is_not_judged():
    """Lowered to 'we cannot say' among so many, its target is not met either; sentence and verdict never contradict each other."""
    flags = (Flag.FEW_ANSWERS,)
    (alone,) = in_families([change("XA03", 0.045, flags=flags, target=0.0)])
    found = in_families([change(name, p, flags=flags, target=0.0) for name, p in P_VALUES.items()])
    told = next(each for each in found if each.indicator == "XA03")
    assert alone.target_verdict is Verdict.MET
    assert alone.goals[0].chance > 0.95
    assert (told.target_verdict, told.goals[0].verdict, told.goals[0].chance) == (Verdict.CANNOT_SAY, Verdict.CANNOT_SAY, None)
    assert next(each for each in found if each.indicator == "XA01").target_verdict is Verdict.MET


def test_a_change_of_a_share_is_tested_as_mcnemar_does():
    """6 up and 2 down of 20: the mid-p of 2 in 8, worked out as P(0) + P(1) + P(2)/2, doubled."""
    entry = indicator_like("BV08", id="XA01")
    found = change_of_share({(2, 4): 6, (5, 3): 2, (4, 5): 4, (1, 3): 8}, at_least=4)
    finding = Finding(
        id="A1/2025/XA01",
        area="A1",
        period="2025",
        indicator="XA01",
        source="s",
        design="paired",
        estimate=found.difference,
        change=found,
        evidence=Evidence(design="paired", level=2, precision=Precision.NOT_ASKED),
    )
    (told,) = in_families([(entry, judged(entry, finding, [], []))])
    assert told.p_value == pytest.approx(2 * (1 + 8 + 28 / 2) / 2**8)


def trend(name: str, numbers: Sequence[int]) -> tuple[Indicator, Finding]:
    """The judged count of the last of five years."""
    entry = indicator_like("LB04", id=name)
    made = [
        Finding(
            id=f"A1/{year}/{name}",
            area="A1",
            period=str(year),
            indicator=name,
            source="s",
            design="register",
            estimate=complete_amount(number),
            evidence=Evidence(design="register", level=0, precision=Precision.NOT_ASKED),
        )
        for year, number in enumerate(numbers, 2021)
    ]
    return entry, judged(entry, made[-1], made[:-1], [])


def test_trends_are_a_family_of_their_own():
    """A weak rise is a trend by itself and none among nine level ones; a steep one stays, and changes have no part in it."""
    weak, steep, level = trend("XA00", (100, 125, 135, 150, 165)), trend("XB00", (100, 200, 400, 800, 1600)), (200, 210, 190, 205, 195)
    assert (weak[1].trend_verdict, steep[1].trend_verdict) == (Verdict.HIGHER, Verdict.HIGHER)
    assert in_families([weak])[0].trend_verdict is Verdict.HIGHER
    changes = [change(f"XD{each:02d}", 0.9) for each in range(9)]
    assert in_families([weak, *changes])[0].trend_verdict is Verdict.HIGHER
    many = in_families([weak, steep, *(trend(f"XC{each:02d}", level) for each in range(9))])
    assert [each.trend_verdict for each in many[:2]] == [Verdict.CANNOT_SAY, Verdict.HIGHER]
    assert {each.trend_verdict for each in many[2:]} == {Verdict.NO_CLEAR_CHANGE}


def test_one_change_alone_is_a_family_of_one():
    """Nothing is adjusted."""
    (found,) = in_families([change("XA01", 0.045)])
    assert found.p_adjusted == pytest.approx(0.045)
    assert found.evidence.flags == ()


def test_the_order_of_the_findings_changes_nothing():
    """They come back in the order they came, each as it was."""
    rows = [change(name, p) for name, p in P_VALUES.items()]
    expected = {each.id: each for each in in_families(rows)}
    for order in permutations(rows):
        found = in_families(list(order))
        assert [each.id for each in found] == [each.id for _, each in order]
        assert {each.id: each for each in found} == expected


def test_counts_and_missing_figures_are_no_tests():
    """A complete count tests nothing, and what is hidden has no p: neither makes the family larger."""
    activities = catalogue()["LO01"]
    bare = {"area": "A1", "period": "2025", "source": "s"}
    counted = Finding(
        id="c",
        indicator="LO01",
        design="register",
        estimate=complete_amount(12),
        evidence=Evidence(design="register", level=0, precision=Precision.NOT_ASKED),
        **bare,
    )
    hidden = Finding(id="h", indicator="DI07", design="paired", absent=Absence.PROTECTED, **bare)
    found = in_families([(activities, counted), (catalogue()["DI07"], hidden), change("XA01", 0.045)])
    assert found[:2] == [counted, hidden]
    assert found[2].p_adjusted == pytest.approx(0.045)
    assert in_families([]) == []


def asked(name: str, now: int, before: int, n: int = 400) -> tuple[Indicator, Finding]:
    """The judged share of two years of `n` people each."""
    entry = indicator_like("LO04", id=name, relevant="0.001")
    made = [
        Finding(
            id=f"A1/{period}/{name}",
            area="A1",
            period=period,
            indicator=name,
            source="s",
            design="post-only",
            estimate=share(part, n),
            evidence=Evidence(design="post-only", level=1, precision=Precision.NOT_ASKED),
        )
        for period, part in (("2024", before), ("2025", now))
    ]
    return entry, judged(entry, made[1], made[:1], [])


def test_a_difference_with_the_year_before_that_chance_gives_is_no_better():
    """By itself 230 of 400 after 200 is better; as one of eight of which seven did not move, we cannot say."""
    rows = [asked("XA00", 230, 200), *(asked(f"XA{each:02d}", 200, 200) for each in range(1, 8))]
    assert (rows[0][1].previous_verdict, rows[0][1].previous_precision) == (Verdict.BETTER, Precision.SOME)
    found = in_families(rows)
    assert found[0].p_value < LEVEL < found[0].p_adjusted
    assert (found[0].previous_verdict, found[0].previous_precision) == (Verdict.CANNOT_SAY, Precision.OPEN)
    assert Flag.ONE_OF_MANY in found[0].evidence.flags
    assert {each.previous_verdict for each in found[1:]} == {Verdict.NO_CLEAR_CHANGE}
    assert in_families(rows[:1])[0].previous_verdict is Verdict.BETTER


def test_a_large_difference_stands_among_many():
    """300 of 400 after 200 is better, also as one of eight."""
    rows = [asked("XA00", 300, 200), *(asked(f"XA{each:02d}", 200, 200) for each in range(1, 8))]
    assert in_families(rows)[0].previous_verdict is Verdict.BETTER


def test_more_tests_never_make_a_finding_stronger():
    """With each test more that found nothing, the adjusted p is as large or larger."""
    adjusted = [in_families([change("XA00", 0.02), *(change(f"XB{n:02d}", 0.9) for n in range(more))])[0].p_adjusted for more in range(8)]
    assert adjusted == sorted(adjusted)
    assert adjusted[1:] == pytest.approx([0.02 * (more + 1) for more in range(1, 8)])


@pytest.mark.parametrize("now", [mean({3: 6, 4: 4}), mean({3: 100, 4: 90, 5: 10})], ids=["ten", "two hundred"])
@pytest.mark.parametrize("earlier", [mean({2: 6, 3: 4, 4: 1}), mean({2: 100, 3: 90, 5: 10})], ids=["eleven", "two hundred"])
def test_a_p_is_that_of_the_interval_it_belongs_to(now, earlier):
    """Moved so that the interval just holds zero, or just does not, the p of Welch's difference is just over or just under 0.05."""
    difference = difference_of_means(now, earlier)
    half = difference.value - difference.lower
    for factor, under in ((0.999, False), (1.001, True)):
        value = half * factor
        moved = replace(difference, value=value, lower=value - half, upper=value + half)
        assert (p_of(moved) < 0.05) is under
        assert p_of(moved) == pytest.approx(0.05, abs=5e-4)
        assert p_of(replace(difference, value=-value, lower=-value - half, upper=-value + half)) == pytest.approx(p_of(moved))


def test_the_p_of_a_difference_of_means_is_welchs():
    """The same as scipy's test with unequal variances, where one group is small and the other large."""
    from scipy import stats

    now, earlier = {3: 6, 4: 4, 5: 2}, {2: 100, 3: 90, 5: 10}
    lists = [[code for code, people in table.items() for _ in range(people)] for table in (now, earlier)]
    expected = stats.ttest_ind(*lists, equal_var=False).pvalue
    assert p_of(difference_of_means(mean(now), mean(earlier))) == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize(("now", "before"), [(60, 50), (66, 50), (90, 50), (50, 60), (50, 90), (50, 50)])
def test_the_p_of_a_difference_of_shares_agrees_with_its_interval(now, before):
    """Under 0.05 exactly where Newcombe's interval leaves zero."""
    difference = difference_of_shares(share(now, 100), share(before, 100))
    assert (p_of(difference) < 0.05) == (difference.lower > 0 or difference.upper < 0)
    assert (precision_of(difference, 0.0) is Precision.OPEN) == (p_of(difference) >= 0.05)


def test_no_difference_has_a_p_of_one_and_no_interval_none():
    """Zero is the least surprising of all; a complete count has no p."""
    assert p_of(Estimate(value=0.0, n=20, method="t", lower=-1.0, upper=1.0, standard_error=0.5)) == 1.0
    assert p_of(Estimate(value=2.0, n=20, method="t", lower=2.0, upper=2.0, standard_error=0.0)) == 0.0
    assert (p_of(None), p_of(complete_amount(3))) == (None, None)
