"""How many answers a goal needs: from what may be told alone, never more certain than it is, and in plain words."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pytest

from impactlib.agreement.goals import AgreedGoal
from impactlib.indicators.finding import Absence, Bar, Evidence, Finding, Flag, Point, Precision, Response
from impactlib.indicators.indicator import Indicator, catalogue
from impactlib.indicators.planned import Way, way_of
from impactlib.indicators.planning import ALIKE, PER_GROUP, RESPONSE, Last, Plan, last_of, plan_of, plans_of
from impactlib.statistics.estimate import Estimate
from impactlib.telling.agreed.planning import plan_blocks, plan_lines
from impactlib.telling.agreed.protocol import item_blocks
from impactlib.telling.blocks import Items, Table
from tests.agreed import agreement, speaker, text_of
from tests.small import indicator_like

ONE_BY_ONE = Last(period="2025", value=0.9, answered=41, asked=90, per_group=1.0)
"""Forty-one people of ninety answered, and none came in a group."""

ASKED = {
    "share": {"type": "share", "item": "learned", "at_least": 4},
    "mean": {"type": "mean", "item": "mark"},
    "change_of_mean": {"type": "change_of_mean", "item": "online_affairs"},
    "change_of_share": {"type": "change_of_share", "item": "online_affairs", "at_least": 4},
    "improved": {"type": "improved", "item": "online_affairs"},
    "net_share": {"type": "net_share", "item": "mark", "high": 9, "low": 6},
}
"""A figure of every kind that people are asked for."""


def goal(target: float | None = 0.8, direction: str | None = None) -> AgreedGoal:
    """The second goal of the whole agreement (LO04, a share) with another target."""
    aim = {"value": target, "by": "2027"} if target is not None else {"reason": "Eerst meten."}
    return AgreedGoal.model_validate({**agreement().goals[1].model_dump(exclude_none=True), "target": aim, "direction": direction})


def plan(last: Last = ONE_BY_ONE, *, target: float | None = 0.8, indicator: str = "LO04", response: float | None = 0.5, **more) -> Plan:
    """The plan of such a goal."""
    found = plan_of(goal(target, **more), catalogue()[indicator], last, response=response, minimum=10)
    assert found is not None
    return found


def needed(found: Plan) -> float:
    """How many answers a plan needs; endless where no number will do."""
    return found.needed.answers if found.needed is not None else math.inf


def finding(**changes) -> Finding:
    """What was told of LO04: 60 of 80 in eight courses, of 200 who were invited."""
    whole = Finding(
        id="A1/2025/LO04",
        area="A1",
        period="2025",
        indicator="LO04",
        source="survey",
        design="post-only",
        estimate=Estimate(value=0.75, n=80, method="wilson-clusters", lower=0.6, upper=0.85, clusters=8),
        response=Response(invited=200, answered=80, no_opinion=0, blank=0),
        evidence=Evidence(design="post-only", level=1, precision=Precision.NOT_ASKED),
    )
    return replace(whole, **changes)


LO04 = catalogue()["LO04"]


def test_a_goal_for_which_nobody_is_asked_has_no_plan() -> None:
    """Members are counted."""
    assert plan_of(goal(), catalogue()["BR01"], Last(), response=None, minimum=10) is None
    assert ["DI07", "LO04", "LO04"] == [each.indicator for each in plans_of(agreement(), [], catalogue(), minimum_group=10)]


def test_a_goal_needs_what_shows_that_its_target_was_met() -> None:
    """90 % against a target of 80 %: 112 answers of people who came one by one, 224 invitations at 50 %."""
    found = plan()
    assert (112, 224, True) == (needed(found), found.invitations, found.kept)
    assert (45, False) == (found.coming and found.coming.answers, found.enough)


def test_people_in_courses_need_the_design_effect_as_many() -> None:
    """Twelve to a course: 2.1 times."""
    assert math.ceil(112 * 2.1) == needed(plan(replace(ONE_BY_ONE, per_group=12)))


def test_what_is_not_known_is_assumed() -> None:
    """Nothing was released: half of the people answer, twelve to a group, and the figure lies a relevant step beyond its target."""
    found = plan(Last(), response=None)
    assert (RESPONSE, False, None, 1 + (PER_GROUP - 1) * ALIKE) == (found.response, found.response_agreed, found.per_group, found.effect)
    assert (pytest.approx(0.85), False, None, None) == (found.expected, found.kept, found.enough, found.coming)


def test_a_figure_below_its_target_is_not_counted_on() -> None:
    """Last year's 70 % would never show 80 %."""
    assert plan(replace(ONE_BY_ONE, value=0.7)).expected == pytest.approx(0.85)


def test_what_no_survey_can_show_is_said_to_be_so() -> None:
    """80.5 % against 80 %."""
    found = plan(replace(ONE_BY_ONE, value=0.805))
    assert (None, None, False) == (found.needed, found.invitations, found.enough)


def test_a_target_at_the_end_of_the_scale_is_not_passed() -> None:
    """Of 98 % the figure that is counted on is 99 %; of 100 % nothing shows it."""
    assert plan(Last(), target=0.98).expected == pytest.approx(0.99)
    assert plan(Last(), target=1.0).needed is None


def test_a_target_downwards_needs_as_many_as_its_mirror_image() -> None:
    """At most 20 % with 10 % is at least 80 % with 90 %."""
    assert needed(plan()) == needed(plan(replace(ONE_BY_ONE, value=0.1), target=0.2, direction="down"))


def test_no_fewer_are_needed_than_may_be_told() -> None:
    """A change of three points is seen in four people; nothing is told about fewer than ten."""
    last = replace(ONE_BY_ONE, value=3.0)
    assert 10 == needed(plan(last, target=0.5, indicator="DI07"))
    assert plan(replace(last, asked=18), target=0.5, indicator="DI07").coming is None


def test_without_a_target_the_margin_or_the_change_that_matters_decides() -> None:
    """Ten points to either side of a share, and 0.3 points of a change with a deviation of 1."""
    assert [97, 90] == [needed(plan(target=None, indicator=each)) for each in ("LO04", "DI07")]


@pytest.mark.parametrize("kind", ASKED)
def test_every_kind_of_figure_that_is_asked_has_a_plan(kind: str) -> None:
    """More people never see less, a nearer target never needs fewer, and what is enough for a step sees that step."""
    indicator = indicator_like("LO04", figure=ASKED[kind], relevant="0.1")
    way = way_of(indicator, bars=(), scale=(1.0, 10.0) if kind == "mean" else None)
    assert way is not None
    sizes = (10, 30, 100, 1000)
    assert sorted((way.margin(n) for n in sizes), reverse=True) == [way.margin(n) for n in sizes]
    smallest = [way.smallest(n) or math.inf for n in sizes]
    assert sorted(smallest, reverse=True) == smallest
    for down in (False, True):
        near, far = _numbers(way, down=down)
        assert near >= far >= 1


def _numbers(way: Way, *, down: bool) -> tuple[float, float]:
    """The answers for a target that is near what is counted on, and for one that is far."""
    sign = -1 if down else 1
    near, far = (way.for_target(0.5, 0.5 + sign * each, down=down) or math.inf for each in (0.1, 0.3))
    return near, far


def test_a_counted_figure_has_no_way() -> None:
    """Nobody is asked."""
    assert way_of(catalogue()["DI06"], bars=(), scale=None) is None


def test_the_spread_of_answers_that_were_told_is_their_own() -> None:
    """Marks that all but agree need fewer answers than a quarter of the scale would make of it."""
    mark = catalogue()["BR08"]
    told, usual = (way_of(mark, bars=bars, scale=(1.0, 10.0)) for bars in ((Bar(code=7, n=20), Bar(code=8, n=20)), ()))
    assert told is not None
    assert usual is not None
    assert told.sought() < usual.sought()
    assert told.margin(30) < usual.margin(30)


def test_last_time_is_what_was_told() -> None:
    """With its ids, as a record of told figures names them."""
    found = last_of(finding(), LO04)
    assert ("2025", 0.75, 80, 200, 10.0) == (found.period, found.value, found.answered, found.asked, found.per_group)
    assert ("A1/2025/LO04", "A1/2025/LO04#invited") == found.uses


def test_people_who_came_alone_are_told_from_one_course() -> None:
    """Without groups there is no design effect; of one course all are in it."""
    estimate = replace(finding().estimate, clusters=None)  # type: ignore[type-var]
    alone = last_of(finding(estimate=estimate), LO04)
    one = Evidence(design="post-only", level=1, precision=Precision.NOT_ASKED, flags=(Flag.ONE_COURSE,))
    assert (1.0, 80.0) == (alone.per_group, last_of(finding(estimate=estimate, evidence=one), LO04).per_group)


HIDDEN = Finding(
    id="A1/2025/LO04", area="A1", period="2025", indicator="LO04", source="survey", design="post-only", absent=Absence.PROTECTED
)
"""A figure that may not be told."""


def test_nothing_of_a_protected_figure_is_used() -> None:
    """Neither its number of answers nor its response; an earlier year that was told is."""
    assert Last() == last_of(HIDDEN, LO04)
    earlier = Estimate(value=0.7, n=30, method="wilson", lower=0.5, upper=0.85)
    series = (Point(period="2023", estimate=None), Point(period="2024", estimate=earlier), Point(period="2025", estimate=None))
    found = last_of(replace(HIDDEN, series=series), LO04)
    assert ("2024", 30, None, ("A1/2024/LO04",)) == (found.period, found.answered, found.asked, found.uses)


def told(last: Last = ONE_BY_ONE, *, language: str = "nl", target: float | None = 0.8, **more):
    """The whole agreement's speaker, with a plan for its second goal."""
    found = plan_of(goal(target), LO04, last, response=more.get("response", 0.5), minimum=10)
    assert found is not None
    changed = agreement(
        lambda content: content["goals"][1].update(target={"value": target, "by": "2027"} if target else {"reason": "Later."})
    )
    return speaker(changed, language=language, plans=(replace(found, goal="goal-2"),))


def test_the_protocol_prints_the_plan_at_its_item() -> None:
    """A table, a line for each goal, and what was assumed; nothing where there is no plan."""
    blocks = item_blocks(told(), 13)
    table = next(block for block in blocks if isinstance(block, Table))
    assert ("112", "224") == table.rows[0][2:4]
    text = text_of(blocks)
    assert "In 2025 kregen 90 mensen de vragenlijst, en kwamen er 41 antwoorden." in text
    assert "zijn dat er 45: te weinig. Ook als iedereen antwoordt, zijn het er te weinig." in text
    assert "en geen afspraak" in text
    assert [] == plan_blocks(speaker())
    assert not any(isinstance(block, Table) for block in item_blocks(speaker(), 13))


SAID = {
    "enough": (replace(ONE_BY_ONE, asked=400), 0.8, "zijn dat er 200: genoeg."),
    "hidden": (replace(ONE_BY_ONE, asked=18), 0.8, "Met zo weinig antwoorden (minder dan 10) maken wij geen cijfer bekend."),
    "unknown": (Last(), 0.8, "is niet bekend of maken wij niet bekend"),
    "not-asked": (replace(ONE_BY_ONE, asked=None), 0.8, "In 2025 kwamen er 41 antwoorden."),
    "too-near": (replace(ONE_BY_ONE, value=0.805), 0.8, "Dat geldt als de uitkomst blijft zoals in 2025 (80,5%)."),
    "never": (Last(), 1.0, "zelfs 5.000 antwoorden zijn te weinig. Dat geldt als de uitkomst in werkelijkheid 100% is."),
    "no-target": (ONE_BY_ONE, None, "Er is geen streefwaarde afgesproken."),
    "step": (Last(), 0.8, "Is de uitkomst in werkelijkheid 85%, dan"),
    "groups": (Last(), 0.8, "rekenden wij met 12."),
}
"""What is known of last time, a target, and words that the plan then says."""


@pytest.mark.parametrize("case", SAID)
def test_a_plan_says_what_is_known_and_what_is_not(case: str) -> None:
    """In the protocol and on the screen."""
    last, target, words = SAID[case]
    for text in (text_of(plan_blocks(told(last, target=target))), " ".join(line.strip() for line in plan_lines(told(last, target=target)))):
        assert words in text


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("case", SAID)
def test_a_plan_claims_no_cause_and_leaves_no_hole(case: str, language: str) -> None:
    """In either language."""
    last, target, _ = SAID[case]
    text = "\n".join(plan_lines(told(last, target=target, language=language)))
    assert not re.search(r"\bNone\b|\bnan\b|\binf\b|\(\)|dankzij|zorgt voor|leads to|thanks to", text)


def test_readings_are_rounded_up() -> None:
    """A margin of 12.1 points is not promised as 12."""
    found = told(replace(ONE_BY_ONE, asked=130))
    plan_ = found.plans[0]
    assert plan_.coming is not None
    points = math.ceil(100 * plan_.coming.margin)
    assert f"de marge {points} procentpunt naar beide kanten" in text_of(plan_blocks(found))


def test_a_goal_that_is_counted_needs_no_answers() -> None:
    """On the screen every goal has its place."""
    lines = plan_lines(told())
    goals = len(agreement().goals)
    assert goals == sum(line.startswith("Doel ") for line in lines)
    assert goals - 1 == sum("wordt geteld" in line for line in lines)


def test_lines_stand_once_for_each_goal() -> None:
    """As many as there are plans."""
    (lines,) = [block for block in plan_blocks(told()) if isinstance(block, Items)]
    assert 1 == len(lines.items)


def test_the_smallest_group_is_the_strictest_of_two() -> None:
    """The workspace's, or the parties' own."""
    own = agreement(lambda content: content["protocol"]["response"].update(minimum_group=25))
    assert [25, 40] == [plans_of(own, [], catalogue(), minimum_group=each)[0].minimum for each in (10, 40)]


def test_an_indicator_that_is_not_known_has_no_plan() -> None:
    """It is refused elsewhere."""
    only: dict[str, Indicator] = {"LO04": LO04}
    assert {"LO04"} == {each.indicator for each in plans_of(agreement(), [], only, minimum_group=10)}
