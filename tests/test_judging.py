"""Verdicts: beside the target, beside the period before, and how strong the words may be."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from scipy import stats

from impactlib.indicators.evidence import DESIGN_LEVEL, LOWERED, is_too_weak, lowered, precision_of
from impactlib.indicators.finding import Absence, Evidence, Finding, Flag, Goal, Precision, Verdict, period_before
from impactlib.indicators.indicator import catalogue
from impactlib.indicators.judging import against_target as against
from impactlib.indicators.judging import judged
from impactlib.statistics.clusters import ClusterSums, clustered_share
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


@pytest.mark.parametrize(
    ("period", "by", "verdict"),
    [
        ("2025", "2026", Verdict.NOT_YET),
        ("2025", "2025", Verdict.NOT_MET),
        ("2026", "2025", Verdict.NOT_MET),
        ("2024-2025", "2025-2026", Verdict.NOT_YET),
        ("2025-2026", "2025-2026", Verdict.NOT_MET),
        ("2025", "", Verdict.NOT_YET),
    ],
)
def test_a_target_whose_year_is_over_is_not_met_and_before_it_is_not_yet(period, by, verdict):
    """Wholly below the target: in its last year there is no 'yet' left. What is met, or open, stays so."""
    entry = catalogue()["LO04"]
    for target, says in ((0.9, verdict), (0.6, Verdict.MET), (0.75, Verdict.CANNOT_SAY)):
        found = judged(entry, finding("LO04", share(150, 200), period), [], [replace(goal("LO04", target), by=by)])
        assert found.target_verdict is says
        assert found.goals[0].verdict is says


def test_a_count_below_its_target_is_not_met_in_the_last_year_as_well():
    """12 of 20 in the year that was agreed."""
    entry = catalogue()["LO01"]
    late, early = (
        judged(entry, finding("LO01", complete_count(12), "2026"), [], [replace(goal("LO01", 20), by=by)]) for by in ("2026", "2027")
    )
    assert (late.target_verdict, early.target_verdict) == (Verdict.NOT_MET, Verdict.NOT_YET)


BROKEN = indicator_like("LO04", breaks=[{"period": "2025", "why": {"nl": "x", "en": "x"}}])


def test_across_a_break_nothing_is_compared():
    """From 2025 on it is asked otherwise: no difference, no trend, and 'not comparable', however large the step."""
    found = judged(BROKEN, finding("LO04", share(180, 200)), [finding("LO04", share(20, 200), "2024")], [])
    assert found.previous_verdict is Verdict.NOT_COMPARABLE
    assert (found.previous_difference, found.previous_precision, found.trend) == (None, Precision.NOT_ASKED, None)
    assert Flag.UNLINKED not in found.evidence.flags
    after = judged(BROKEN, finding("LO04", share(180, 200), "2026"), [finding("LO04", share(20, 200))], [])
    assert after.previous_verdict is Verdict.BETTER


def test_across_a_break_counts_are_not_compared_either():
    """A complete count of another definition is another count."""
    entry = indicator_like("LO01", breaks=[{"period": "2025", "why": {"nl": "x", "en": "x"}}])
    found = judged(entry, finding("LO01", complete_count(90)), [finding("LO01", complete_count(10), "2024")], [])
    assert found.previous_verdict is Verdict.NOT_COMPARABLE


def chance_of(indicator, estimate, target, **more):
    """How likely the target is reached."""
    entry = catalogue()[indicator] if isinstance(indicator, str) else indicator
    return judged(entry, finding(entry.id, estimate, **more), [], [goal(entry.id, target)]).goals[0].chance


MADE_CHANGE = Estimate(value=0.4, n=60, method="t", lower=0.2, upper=0.6, standard_error=0.1)


@pytest.mark.parametrize(
    ("indicator", "estimate", "targets"),
    [
        ("LO04", share(150, 200), [0.0, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 1.0]),
        ("BR08", mean({6: 20, 7: 50, 8: 30}), [1.0, 6.8, 7.0, 7.1, 7.2, 7.5, 10.0]),
        ("DI07", MADE_CHANGE, [-4.0, 0.0, 0.2, 0.4, 0.6, 4.0]),
    ],
    ids=["share", "mean", "change"],
)
def test_a_higher_target_is_never_likelier(indicator, estimate, targets):
    """The chance falls from near 1 to near 0 as the target rises, and is a half about at the figure itself; 'down' is its mirror."""
    chances = [chance_of(indicator, estimate, target) for target in targets]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] > 0.99
    assert chances[-1] < 0.01
    assert chance_of(indicator, estimate, estimate.value) == pytest.approx(0.5, abs=0.02)
    mirror = indicator_like(indicator, direction="down")
    assert [chance_of(mirror, estimate, target) for target in targets] == pytest.approx([1 - each for each in chances])


def test_the_chance_agrees_with_the_verdict():
    """A target at the lower limit is reached with about 97.5 %, one at the upper with about 2.5 %."""
    for name, estimate in (("LO04", share(150, 200)), ("BR08", mean({6: 20, 7: 50, 8: 30})), ("DI07", MADE_CHANGE)):
        assert chance_of(name, estimate, estimate.lower) == pytest.approx(0.975, abs=0.007)
        assert chance_of(name, estimate, estimate.upper) == pytest.approx(0.025, abs=0.007)


def test_there_is_no_chance_of_what_is_counted_or_too_weak():
    """A complete count has been reached or not; and where we cannot say for want of answers no number says it instead."""
    assert chance_of("LO01", complete_count(12), 20) is None
    assert chance_of("DI06", complete_share(9, 12), 0.9) is None
    assert chance_of("LO04", share(7, 9), 0.5) is None
    assert chance_of("BR08", mean({8: 12}), 7.0) is None
    assert chance_of("LO04", share(150, 200), None) is None
    assert chance_of("LB13", complete_share(40, 100), 0.2) is None
    for flags in [
        (Flag.ONE_COURSE,),
        (Flag.LOPSIDED,),
        (Flag.FEW_ANSWERS, Flag.LOW_RESPONSE),
        (Flag.RESPONSE_UNKNOWN, Flag.COURSES_UNKNOWN),
    ]:
        assert chance_of("LO04", share(150, 200), 0.5, flags=flags) is None
        assert against_target("LO04", share(150, 200), 0.5, flags=flags) is Verdict.CANNOT_SAY


def test_courses_make_a_chance_less_certain():
    """With a design effect of four, 200 answers are worth 50, and for ten courses (z/t)² of that: Beta(¾ m + ½, ¼ m + ½) at 0.7."""
    alone, courses = share(150, 200), clustered_share(ClusterSums(clusters=10, n=200, total=150, jackknife=4 * 0.75 * 0.25 / 200 * 10 / 9))
    assert courses.design_effect == pytest.approx(4)
    worth = 50 * (stats.norm.ppf(0.975) / stats.t.ppf(0.975, 9)) ** 2
    assert chance_of("LO04", courses, 0.7) == pytest.approx(stats.beta.sf(0.7, 0.75 * worth + 0.5, 0.25 * worth + 0.5))
    assert 0.5 < chance_of("LO04", courses, 0.7) < chance_of("LO04", alone, 0.7) < 1


def test_two_courses_that_are_worth_less_than_one_answer_have_no_chance():
    """Nine of nine and none of one: that is no error, and no knowledge."""
    found = clustered_share(ClusterSums.of([(9, 9), (1, 0)]))
    assert found.n / found.design_effect < 1
    assert chance_of("LO04", found, 0.5) is None
    assert against_target("LO04", found, 0.5) is Verdict.CANNOT_SAY


def on_track(indicator, estimate, *, period="2025", target=0.8, by="2027", baseline=0.6, since="2023", flags=()):
    """The verdict against the path from the baseline."""
    entry = catalogue()[indicator] if isinstance(indicator, str) else indicator
    own = replace(goal(entry.id, target), by=by, baseline=baseline, baseline_period=since)
    return judged(entry, finding(entry.id, estimate, period, flags=flags), [], [own]).goals[0]


@pytest.mark.parametrize(
    ("estimate", "period", "verdict"),
    [
        (share(160, 200), "2025", Verdict.MET),
        (share(140, 200), "2025", Verdict.CANNOT_SAY),
        (share(120, 200), "2025", Verdict.NOT_YET),
        (share(160, 200), "2027", Verdict.CANNOT_SAY),
        (share(120, 200), "2028", Verdict.NOT_YET),
    ],
    ids=str,
)
def test_on_track_is_beside_the_straight_path(estimate, period, verdict):
    """From 0.6 in 2023 to 0.8 in 2027 it is 0.7 in 2025: 160 of 200 is 0.74 to 0.85 and above it, 140 across it, 120 below 0.67."""
    found = on_track("LO04", estimate, period=period)
    assert found.on_track is verdict
    assert (found.baseline, found.baseline_period) == (None, "")


def test_on_track_of_a_count_is_plain():
    """From 100 in 2023 to 200 in 2027: 150 in 2025 is on the path, 149 is behind; of school years alike."""
    assert on_track("LO01", complete_count(150), target=200, baseline=100).on_track is Verdict.MET
    assert on_track("LO01", complete_count(149), target=200, baseline=100).on_track is Verdict.NOT_YET
    school = {"period": "2025-2026", "by": "2027-2028", "since": "2023-2024", "target": 200, "baseline": 100}
    assert on_track("LO01", complete_count(150), **school).on_track is Verdict.MET
    assert on_track("LO01", complete_count(149), **school).on_track is Verdict.NOT_YET


def test_on_track_goes_down_where_less_is_better():
    """From 0.8 to 0.6: 0.7 in between, and below it is good."""
    assert on_track(DOWN, share(120, 200), target=0.6, baseline=0.8).on_track is Verdict.MET
    assert on_track(DOWN, share(160, 200), target=0.6, baseline=0.8).on_track is Verdict.NOT_YET


@pytest.mark.parametrize(
    "missing",
    [
        {"baseline": None},
        {"since": ""},
        {"by": ""},
        {"by": "2023"},
        {"by": "2022"},
        {"period": "2022"},
        {"period": "2023"},
        {"target": None},
    ],
    ids=str,
)
def test_without_both_ends_of_a_path_nothing_is_on_track(missing):
    """No baseline, no day, an end before the start, or a figure from before it or of the start itself."""
    assert on_track("LO04", share(160, 200), **missing).on_track is Verdict.NO_TARGET


def test_a_path_does_not_go_across_a_break():
    """The baseline was of another question."""
    assert on_track(BROKEN, share(160, 200)).on_track is Verdict.NO_TARGET
    assert on_track(BROKEN, share(160, 200), period="2026", since="2025").on_track is Verdict.MET


def test_a_weak_figure_is_not_on_track():
    """One course says as little of the path as of the target."""
    found = on_track("LO04", share(190, 200), flags=(Flag.ONE_COURSE,))
    assert (found.verdict, found.on_track, found.chance) == (Verdict.CANNOT_SAY, Verdict.CANNOT_SAY, None)


@pytest.mark.parametrize(
    ("period", "days", "afterwards"),
    [
        ("2025", ["2026-01-01"], True),
        ("2025", ["2025-12-31"], False),
        ("2025", ["2026-01-01", "2026-03-01"], True),
        ("2025", ["2026-01-01", "2025-03-01"], False),
        ("2025", ["", "2026-01-01"], True),
        ("2025", [""], False),
        ("2025", [], False),
        ("2024-2025", ["2025-08-01"], True),
        ("2024-2025", ["2025-07-31"], False),
    ],
)
def test_a_goal_is_chosen_afterwards_when_all_were_agreed_after_the_period(period, days, afterwards):
    """The day after the year, or after the school year on 31 July; one goal agreed in time is enough, and an unknown day is no fault."""
    entry = catalogue()["LO04"]
    goals = [replace(goal("LO04", 0.5), id=str(place), agreed=day) for place, day in enumerate(days)]
    found = judged(entry, finding("LO04", share(150, 200), period), [], goals)
    assert (Flag.CHOSEN_AFTERWARDS in found.evidence.flags) is afterwards


def test_a_count_cannot_be_chosen_by_chance():
    """What was counted in full has no chance in it that choosing could use."""
    entry = catalogue()["LO01"]
    found = judged(entry, finding("LO01", complete_count(12)), [], [replace(goal("LO01", 10), agreed="2026-05-01")])
    assert found.evidence.flags == ()


def test_what_was_chosen_afterwards_is_told_one_step_weaker():
    """A clear change becomes some, as with every other flag."""
    entry = catalogue()["DI07"]
    clear = Estimate(value=0.9, n=60, method="t", lower=0.7, upper=1.1, standard_error=0.1)
    late = judged(entry, finding("DI07", clear), [], [replace(goal("DI07", 0.5), agreed="2026-05-01")])
    assert (judged(entry, finding("DI07", clear), [], []).evidence.precision, late.evidence.precision) == (Precision.CLEAR, Precision.SOME)


ALL_FLAGS = tuple(Flag)
EVERY_SET = [frozenset(flags) for size in range(len(ALL_FLAGS) + 1) for flags in combinations(ALL_FLAGS, size)]
"""All 2048 sets of flags."""


PLACES = {flags: place for place, flags in enumerate(EVERY_SET)}
ONE_MORE = [(place, PLACES[flags | {flag}]) for flags, place in PLACES.items() for flag in ALL_FLAGS if flag not in flags]
"""The places of every set and of every one with one flag more: by steps of one flag, all that hold each other."""


def test_no_flag_ever_strengthens_a_precision():
    """Over all sets of flags and all five precisions: with one flag more the words are as weak or weaker, and what is not strong stays."""
    for precision in Precision:
        found = [lowered(precision, sorted(flags)) for flags in EVERY_SET]
        assert found[0] is precision
        if precision not in STRENGTH:
            assert set(found) == {precision}
            continue
        ranks = [STRENGTH.index(each) for each in found]
        assert all(ranks[more] >= ranks[less] for less, more in ONE_MORE)


def test_the_order_and_the_number_of_times_of_a_flag_change_nothing():
    """A flag that comes with both years counts once."""
    for flags in EVERY_SET[::17]:
        listed = sorted(flags)
        for precision in STRENGTH:
            assert lowered(precision, listed) is lowered(precision, [*reversed(listed), *listed])


INTERVALS = [interval(low, high) for low, high in [(0.35, 0.9), (0.1, 0.9), (-0.1, 0.9), (-0.2, 0.2), (-0.9, -0.35), (-0.9, -0.1)]]
"""Clear, some, open, none of note, and downwards clear and some."""


@pytest.mark.parametrize("design", ["post-only", "retrospective", "paired"])
@pytest.mark.parametrize("name", ["DI07", "BV08", "LO04", "BR08"])
def test_no_flag_ever_gives_a_verdict_where_there_was_none(name, design):
    """Over all sets of flags, designs and intervals: where fewer flags gave 'we cannot say', more never give a verdict."""
    entry = catalogue()[name]
    for estimate in INTERVALS:
        made, weak, silent = finding(name, estimate, design=design), [], []
        for flags in EVERY_SET:
            current = replace(made, evidence=replace(made.evidence, flags=tuple(sorted(flags))))
            weak.append(is_too_weak(entry, current))
            silent.append(against(entry, current, 0.0, downward=False) is Verdict.CANNOT_SAY)
        assert all(silent[place] for place, is_weak in enumerate(weak) if is_weak)
        assert all(weak[more] >= weak[less] and silent[more] >= silent[less] for less, more in ONE_MORE)


FEW_FLAGS = (Flag.FEW_ANSWERS, Flag.LOW_RESPONSE, Flag.ONE_COURSE, Flag.LOPSIDED, Flag.WIDER_AREA)
SOME_SETS = [frozenset(flags) for size in range(len(FEW_FLAGS) + 1) for flags in combinations(FEW_FLAGS, size)]
DIRECTED = {Verdict.BETTER, Verdict.WORSE, Verdict.HIGHER, Verdict.LOWER}


@pytest.mark.parametrize("now", [120, 125, 150, 190])
def test_no_flag_of_either_year_makes_a_comparison_with_the_year_before_stronger(now):
    """Shares of 200 after 100: flags of now and of before, alone and together, only ever take words away."""
    entry = catalogue()["LO04"]
    found = {}
    for ours in SOME_SETS:
        for theirs in SOME_SETS:
            current = finding("LO04", share(now, 200), flags=tuple(sorted(ours)))
            earlier = finding("LO04", share(100, 200), "2024", flags=tuple(sorted(theirs)))
            found[ours, theirs] = judged(entry, current, [earlier], [])
    for (ours, theirs), less in found.items():
        for flag in FEW_FLAGS:
            for more in (found[ours | {flag}, theirs], found[ours, theirs | {flag}]):
                assert more.previous_verdict is less.previous_verdict or more.previous_verdict is Verdict.CANNOT_SAY
                if less.previous_precision in STRENGTH and more.previous_precision in STRENGTH:
                    assert STRENGTH.index(more.previous_precision) >= STRENGTH.index(less.previous_precision)
                assert not (more.previous_verdict in DIRECTED and more.previous_precision is Precision.OPEN)


def test_a_lower_design_never_has_a_higher_level():
    """Counted 0, looked back or asked once 1, asked before and after 2: what a sentence may say at most."""
    assert DESIGN_LEVEL == {"register": 0, "post-only": 1, "retrospective": 1, "paired": 2}


@pytest.mark.parametrize(("direction", "verdict"), [("down", Verdict.NOT_YET), ("up", Verdict.MET), ("", Verdict.MET)])
def test_the_parties_may_agree_on_another_direction_than_the_catalogue(direction, verdict):
    """150 of 200 is above 0.6: met, unless less was agreed; the chance and the path turn with it."""
    entry = catalogue()["LO04"]
    agreed = replace(goal("LO04", 0.6), direction=direction, by="2027", baseline=0.8, baseline_period="2023")
    found = judged(entry, finding("LO04", share(150, 200)), [], [agreed]).goals[0]
    assert found.verdict is verdict
    assert (found.chance < 0.5) is (direction == "down")


@pytest.mark.parametrize("relevant", [None, "0.0"])
def test_without_a_smallest_change_that_matters_nothing_is_clear(relevant):
    """An interval that leaves zero is some change; that it matters was never agreed."""
    assert precision_of(interval(0.35, 0.9), None if relevant is None else 0.0) is Precision.SOME


def test_a_difference_without_width_is_open():
    """Everybody changed alike: nothing follows for others."""
    assert precision_of(interval(1.0, 1.0), 0.3) is Precision.OPEN


def test_under_ten_answers_a_change_has_no_words():
    """Nine people who rose: no interval that holds its level, so nothing is said, however small the group that may be told."""
    few = Estimate(value=0.9, n=9, method="t", lower=0.7, upper=1.1, standard_error=0.1)
    assert judged(catalogue()["DI07"], finding("DI07", few), [], []).evidence.precision is Precision.OPEN
