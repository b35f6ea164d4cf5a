"""Verdicts: beside the target, beside the period before, and how strong the words may be."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from impactlib.indicators.finding import Absence, Evidence, Finding, Flag, Goal, Precision, Verdict
from impactlib.indicators.indicator import catalogue
from impactlib.indicators.judging import LOWERED, judged, period_before, precision_of
from impactlib.statistics.estimate import Estimate
from impactlib.statistics.mean import mean
from impactlib.statistics.proportion import share
from impactlib.statistics.rate import complete_count, complete_share
from impactlib.workspace import Text
from tests.small import indicator_like

STRENGTH = [Precision.CLEAR, Precision.SOME, Precision.OPEN]
"""From the strongest words to the weakest."""


def finding(indicator: str, estimate: Estimate | None, period: str = "2025", *, design: str = "", flags: tuple[Flag, ...] = ()) -> Finding:
    """A finding with this figure, or without one for lack of data."""
    own = design or ("register" if catalogue()[indicator].kind != "meten" else "retrospective")
    evidence = Evidence(design=own, level=0 if own == "register" else 1, precision=Precision.NOT_ASKED, flags=flags)
    return Finding(
        id=f"A1/{period}/{indicator}",
        area="A1",
        period=period,
        indicator=indicator,
        source="s",
        design=own,
        absent=None if estimate else Absence.NO_DATA,
        estimate=estimate,
        evidence=evidence if estimate else None,
    )


def goal(indicator: str, target: float | None) -> Goal:
    """A goal with this target."""
    text = Text(nl="x", en="x")
    return Goal(id="g", service=text, change=text, indicator=indicator, contribution="direct", target=target, by="2026")


def against_target(indicator, estimate, target, **more):
    """The verdict against a target; `indicator` is an id or an indicator."""
    entry = catalogue()[indicator] if isinstance(indicator, str) else indicator
    return judged(entry, finding(entry.id, estimate, **more), [], [goal(entry.id, target)]).target_verdict


def against_previous(indicator, now, before, *, flags=(), earlier_flags=()):
    """The verdict against the period before."""
    entry = catalogue()[indicator] if isinstance(indicator, str) else indicator
    current, earlier = finding(entry.id, now, flags=flags), finding(entry.id, before, "2024", flags=earlier_flags)
    return judged(entry, current, [earlier], []).previous_verdict


DOWN = indicator_like("LO04", direction="down")
NO_DIRECTION = indicator_like("LO04", direction="none")
DOWN_COUNT = indicator_like("LO01", direction="down")


@pytest.mark.parametrize(
    ("indicator", "target", "verdict"),
    [
        ("LO04", 0.60, Verdict.MET),
        ("LO04", 0.75, Verdict.CANNOT_SAY),
        ("LO04", 0.90, Verdict.NOT_YET),
        (DOWN, 0.90, Verdict.MET),
        (DOWN, 0.75, Verdict.CANNOT_SAY),
        (DOWN, 0.60, Verdict.NOT_YET),
    ],
    ids=str,
)
def test_a_target_is_met_when_the_whole_interval_lies_beyond_it(indicator, target, verdict):
    """150 of 200 is 0.69 to 0.80: met below it, not yet above it, in between we cannot say; turned round for 'down'."""
    assert against_target(indicator, share(150, 200), target) is verdict


def test_a_target_at_the_limit_is_met():
    """Met includes the lower limit itself; for 'down' the upper one."""
    found = share(150, 200)
    assert against_target("LO04", found, found.lower) is Verdict.MET
    assert against_target(DOWN, found, found.upper) is Verdict.MET


@pytest.mark.parametrize(
    ("indicator", "value", "verdict"),
    [("LO01", 12, Verdict.MET), ("LO01", 11, Verdict.NOT_YET), (DOWN_COUNT, 12, Verdict.MET), (DOWN_COUNT, 13, Verdict.NOT_YET)],
    ids=str,
)
def test_a_complete_count_is_compared_plainly(indicator, value, verdict):
    """What was counted in full has no interval: 12 reaches 12."""
    assert against_target(indicator, complete_count(value), 12) is verdict


def test_an_incomplete_count_is_not_judged():
    """Where a library is missing from a share, we cannot say, against the target or the year before."""
    some = {"flags": (Flag.INCOMPLETE,)}
    assert against_target("DI06", complete_share(9, 12), 0.5, **some) is Verdict.CANNOT_SAY
    assert against_previous("DI06", complete_share(9, 12), complete_share(3, 12), flags=(Flag.INCOMPLETE,)) is Verdict.CANNOT_SAY
    assert against_previous("DI06", complete_share(9, 12), complete_share(3, 12), earlier_flags=(Flag.INCOMPLETE,)) is Verdict.CANNOT_SAY


@pytest.mark.parametrize("n", range(2, 10))
def test_fewer_than_ten_answers_are_never_judged(n):
    """Not even when everybody agrees, whatever the parties agreed to show."""
    assert against_target("LO04", share(n, n), 0.01) is Verdict.CANNOT_SAY
    assert against_previous("LO04", share(n, n), share(0, 100)) is Verdict.CANNOT_SAY
    assert against_previous("LO04", share(100, 100), share(0, n)) is Verdict.CANNOT_SAY


def test_one_course_is_never_judged():
    """One course says nothing of courses."""
    assert against_target("LO04", share(90, 100), 0.2, flags=(Flag.ONE_COURSE,)) is Verdict.CANNOT_SAY
    assert against_previous("LO04", share(90, 100), share(20, 100), flags=(Flag.ONE_COURSE,)) is Verdict.CANNOT_SAY
    assert against_previous("LO04", share(90, 100), share(20, 100), earlier_flags=(Flag.ONE_COURSE,)) is Verdict.CANNOT_SAY


def test_an_interval_without_width_is_not_judged():
    """When everybody gave the same mark the t interval is empty, and proves nothing."""
    assert against_target("BR08", mean({8: 12}), 7.0) is Verdict.CANNOT_SAY


def test_context_is_never_scored():
    """A figure that is not the library's gets no verdict against a target, also when somebody agreed one."""
    assert against_target("LB13", complete_share(40, 100), 0.2) is Verdict.NO_TARGET


def test_no_target_is_no_verdict():
    """A goal of which only the direction was agreed is not judged."""
    assert against_target("LO04", share(150, 200), None) is Verdict.NO_TARGET


@pytest.mark.parametrize(
    ("indicator", "now", "before", "verdict"),
    [
        ("LO04", 180, 100, Verdict.BETTER),
        ("LO04", 100, 180, Verdict.WORSE),
        ("LO04", 150, 148, Verdict.NO_CLEAR_CHANGE),
        (DOWN, 180, 100, Verdict.WORSE),
        (DOWN, 100, 180, Verdict.BETTER),
        (NO_DIRECTION, 180, 100, Verdict.HIGHER),
        (NO_DIRECTION, 100, 180, Verdict.LOWER),
    ],
    ids=str,
)
def test_the_period_before_is_beaten_when_the_interval_of_the_difference_leaves_zero(indicator, now, before, verdict):
    """Two groups of 200: the direction of the indicator says what better is."""
    assert against_previous(indicator, share(now, 200), share(before, 200)) is verdict


@pytest.mark.parametrize(("now", "before", "verdict"), [(12, 11, Verdict.HIGHER), (11, 12, Verdict.LOWER), (12, 12, Verdict.SAME)])
def test_counts_are_higher_or_lower_never_better(now, before, verdict):
    """Complete counts are compared as they are."""
    assert against_previous("LO01", complete_count(now), complete_count(before)) is verdict


def test_counts_that_read_the_same_are_the_same():
    """0.7512 and 0.7496 both read 75 %: no reader sees a rise between them."""
    assert against_previous("DI06", complete_share(7512, 10000), complete_share(7508, 10000)) is Verdict.SAME


def test_only_the_period_right_before_is_compared():
    """2023 is part of the series, and no 'previous' for 2025."""
    entry = catalogue()["LO04"]
    found = judged(entry, finding("LO04", share(150, 200)), [finding("LO04", share(20, 200), "2023")], [])
    assert (found.previous, found.previous_verdict) == (None, Verdict.NO_EARLIER)
    assert [point.period for point in found.series] == ["2023", "2025"]


def test_the_future_is_not_history():
    """A finding of a later period, or of this one, is no part of the series."""
    entry, now = catalogue()["LO04"], finding("LO04", share(150, 200))
    found = judged(entry, now, [now, finding("LO04", share(20, 200), "2026")], [])
    assert [point.period for point in found.series] == ["2025"]


@pytest.mark.parametrize(("period", "before"), [("2025", "2024"), ("2000", "1999"), ("2025-2026", "2024-2025")])
def test_the_period_before_is_the_year_before(period, before):
    """Also for school years."""
    assert period_before(period) == before


@pytest.mark.parametrize(
    ("absent", "verdict"),
    [
        (Absence.NO_DATA, Verdict.NO_DATA),
        (Absence.INCOMPLETE, Verdict.NO_DATA),
        (Absence.TOO_FEW, Verdict.TOO_FEW),
        (Absence.TOO_ALIKE, Verdict.TOO_FEW),
        (Absence.DERIVED, Verdict.TOO_FEW),
    ],
)
def test_an_absent_figure_says_why_in_both_verdicts(absent, verdict):
    """Target and previous say the same; without a goal or a history they say that."""
    entry, now = catalogue()["LO04"], replace(finding("LO04", None), absent=absent)
    found = judged(entry, now, [finding("LO04", share(20, 200), "2024")], [goal("LO04", 0.5)])
    assert (found.target_verdict, found.previous_verdict) == (verdict, verdict)
    assert (found.previous, found.previous_difference, found.evidence) == (None, None, None)
    alone = judged(entry, now, [], [])
    assert (alone.target_verdict, alone.previous_verdict) == (Verdict.NO_TARGET, Verdict.NO_EARLIER)


def test_a_hidden_year_before_gives_no_difference():
    """When the figure before may not be told, neither may the step from it."""
    entry = catalogue()["LO04"]
    hidden = replace(finding("LO04", None, "2024"), absent=Absence.TOO_FEW)
    found = judged(entry, finding("LO04", share(150, 200)), [hidden], [])
    assert (found.previous, found.previous_difference, found.previous_verdict) == (None, None, Verdict.CANNOT_SAY)
    assert [point.estimate for point in found.series] == [None, found.estimate]


def test_different_people_before_are_flagged():
    """A comparison with last year's participants is of other people, and says so."""
    entry = catalogue()["LO04"]
    found = judged(entry, finding("LO04", share(180, 200)), [finding("LO04", share(100, 200), "2024")], [])
    assert found.evidence.flags == (Flag.UNLINKED,)
    assert found.evidence.precision is Precision.SOME


def interval(lower: float, upper: float) -> Estimate:
    """An estimate with this interval."""
    return Estimate(value=(lower + upper) / 2, n=100, method="made-up", lower=lower, upper=upper)


@pytest.mark.parametrize(
    ("lower", "upper", "precision"),
    [
        (0.35, 0.9, Precision.CLEAR),
        (-0.9, -0.35, Precision.CLEAR),
        (0.1, 0.9, Precision.SOME),
        (-0.9, -0.1, Precision.SOME),
        (-0.1, 0.9, Precision.OPEN),
        (-0.9, 0.9, Precision.OPEN),
        (-0.2, 0.2, Precision.NONE_OF_NOTE),
        (0.05, 0.25, Precision.NONE_OF_NOTE),
    ],
)
def test_precision_is_how_the_interval_lies_beside_the_smallest_change_that_matters(lower, upper, precision):
    """Beyond it, clear of zero, across zero, or wholly within it."""
    assert precision_of(interval(lower, upper), 0.3) is precision


def test_without_an_interval_precision_is_not_asked():
    """Neither a complete count nor a missing comparison is sharp."""
    assert (precision_of(None, 0.3), precision_of(complete_count(3), 0.3)) == (Precision.NOT_ASKED, Precision.NOT_ASKED)


@pytest.mark.parametrize("lower", [-0.1, 0.1, 0.35])
def test_a_flag_never_strengthens_the_words(lower):
    """Over all sets of three flags: a set that holds another gives words that are as weak or weaker."""
    entry = catalogue()["DI07"]
    names = (Flag.FEW_ANSWERS, Flag.LOW_RESPONSE, Flag.ONE_COURSE)
    sets = [flags for size in range(4) for flags in combinations(names, size)]
    found = {flags: judged(entry, finding("DI07", interval(lower, 0.9), flags=flags), [], []).evidence.precision for flags in sets}
    for less in sets:
        for more in sets:
            if set(less) < set(more):
                assert STRENGTH.index(found[more]) >= STRENGTH.index(found[less])


def test_lowering_goes_down_one_step_at_a_time():
    """Clear, some, open; nothing is ever raised."""
    assert all(STRENGTH.index(after) == STRENGTH.index(before) + 1 for before, after in LOWERED.items())


def test_counts_never_get_words_of_change():
    """Design level 0 has no precision, whatever the difference."""
    entry = catalogue()["LO01"]
    found = judged(entry, finding("LO01", complete_count(90)), [finding("LO01", complete_count(10), "2024")], [])
    assert (found.evidence.level, found.evidence.precision) == (0, Precision.NOT_ASKED)
