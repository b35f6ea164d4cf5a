"""Checks of step 2: whether each goal can be shown, its target is a target, and it is said who contributes what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from impactlib.agreement.concern import Check, Found, Surroundings
from impactlib.agreement.model import AgreedGoal, Agreement
from impactlib.agreement.parts import years_of

MOST_FOR_A_GOAL = 3
"""More indicators of one goal are more than anybody will look at (DOMAIN.md, section 2.3, item 7)."""

MOST_IN_ALL = 15
"""More indicators in one agreement flood its readers (DOMAIN.md, section 2.3, item 7)."""


def _baseline(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    for number, goal in enumerate(agreement.goals):
        if goal.baseline is None:
            yield ("goals", number), f"{goal.id!r} has no baseline, and no reason why not", "give 'baseline' a 'value' or a 'reason'"


def good_is_down(goal: AgreedGoal, around: Surroundings) -> bool:
    """Whether less is better: by the goal, else by the catalogue."""
    indicator = around.indicators.get(goal.indicator)
    return (goal.direction or (indicator.direction if indicator else "up")) == "down"


def _reached(agreement: Agreement, around: Surroundings) -> Iterator[Found]:
    for number, goal in enumerate(agreement.goals):
        if goal.baseline is None or goal.baseline.value is None or goal.target.value is None or goal.target.why is not None:
            continue
        start, aim = goal.baseline.value, goal.target.value
        if start <= aim if good_is_down(goal, around) else start >= aim:
            what = f"the target {aim:g} of {goal.id!r} was already reached at the start ({start:g})"
            yield ("goals", number, "target"), what, "choose another, or say in 'why' what keeping it up takes"


def _many_for_a_goal(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    for number, goal in enumerate(agreement.goals):
        if (n := len(set(goal.indicators))) > MOST_FOR_A_GOAL:
            what = f"{goal.id!r} has {n} indicators, more than {MOST_FOR_A_GOAL}"
            yield ("goals", number, "also"), what, "keep those that somebody decides with"


def _many_in_all(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    if (n := len(agreement.promised)) > MOST_IN_ALL:
        yield ("goals",), f"there are {n} indicators, more than {MOST_IN_ALL}", "keep those that somebody decides with"


def _without_goal(agreement: Agreement, around: Surroundings) -> Iterator[Found]:
    for name, agreed in agreement.protocol.indicators.items():
        known = around.indicators.get(name)
        if name not in agreement.promised and agreed.state != "lapsed" and (known is None or known.kind != "context"):
            yield ("protocol", "indicators", name), f"{name} measures no goal", "give it a goal, or make it 'lapsed' with a 'reason'"


def _context(agreement: Agreement, around: Surroundings) -> Iterator[Found]:
    for number, goal in enumerate(agreement.goals):
        known = around.indicators.get(goal.indicator)
        if known is not None and known.kind == "context":
            what = f"{goal.indicator} ({known.name.en}) is context, and no goal: many others have a part in it"
            yield ("goals", number, "indicator"), what, "choose an indicator of what the library does or changes"


def _dates(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    first, last = years_of(agreement.round)
    for number, goal in enumerate(agreement.goals):
        by, since = goal.target.by[:4], goal.baseline.period[:4] if goal.baseline else ""
        if by and not first <= int(by) <= last:
            what = f"{goal.id!r} is to be reached in {goal.target.by}, outside the round {agreement.round}"
            yield ("goals", number, "target", "by"), what, "choose a year of the round"
        if by and since and int(since) >= int(by):
            what = f"the baseline of {goal.id!r} is of {since}, no earlier than its target ({by})"
            yield ("goals", number, "baseline", "period"), what, "look at both years"


def _contribution(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    for number, goal in enumerate(agreement.goals):
        given, place = goal.contribution, ("goals", number, "contribution")
        if given.text is None:
            yield place, f"it is not said what the contractor contributes to {goal.id!r}", "write it in 'text'"
        if given.strength == "shared" and not given.others and given.external is None:
            yield place, f"the contribution to {goal.id!r} is shared, and it is not said with whom", "name parties in 'others'"
        if given.strength == "conditional" and given.external is None and given.municipality is None:
            what = f"the contribution to {goal.id!r} is conditional, and it is not said on what"
            yield place, what, "write it in 'external' or 'municipality'"


def _municipality(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    if not any(goal.contribution.municipality for goal in agreement.goals):
        what = "nowhere is it said what the municipality itself does"
        yield ("goals",), what, "write it in 'contribution.municipality' of the goals that need it"


def _dimensions(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    """What, who, how much (scale, depth, duration), contribution and risk: the five dimensions of the Impact Management Project.

    What changes and how deep it goes (the change, and the target or why there is none) no goal can be without; the rest is looked at here.
    """
    for number, goal in enumerate(agreement.goals):
        change = next((each for each in agreement.impact.changes if each.id == goal.change), None)
        group = agreement.impact.target_groups.get(goal.target_group or (change.target_group if change else ""))
        risks = goal.risk is not None or any(link.risk is not None for link in (change.leads_to if change else []))
        lacking = {
            "who, and how many they are ('size' of the target group)": group is None or group.size is None,
            "how long it lasts ('lasting')": goal.lasting is None,
            "the contribution ('contribution.text')": goal.contribution.text is None,
            "the risk ('risk')": not risks,
        }
        if missing := [name for name, lacks in lacking.items() if lacks]:
            yield (
                ("goals", number),
                f"of {goal.id!r} it is not said: {'; '.join(missing)}",
                "complete what, who, how much, contribution and risk",
            )


def _services(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    used = {goal.service for goal in agreement.goals}
    for number, service in enumerate(agreement.services):
        if service.id not in used:
            yield ("services", number), f"{service.id!r} has no goal", "give it one, or take it out"


def _main(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    main = [goal.id for goal in agreement.goals if goal.main]
    if not main:
        yield ("goals",), "no goal is the main one", "write 'main: true' at the goal that reports open with"
    if len(main) > 1:
        yield ("goals",), f"{len(main)} goals are the main one: {', '.join(main)}", "keep 'main: true' at one of them"


def _direction(agreement: Agreement, around: Surroundings) -> Iterator[Found]:
    for number, goal in enumerate(agreement.goals):
        known = around.indicators.get(goal.indicator)
        if known is None or goal.direction is None or known.direction in ("none", goal.direction):
            continue
        what = f"{goal.id!r} wants {goal.indicator} to go {goal.direction}, and of it {known.direction} is good"
        yield ("goals", number, "direction"), what, "take 'direction' out, or choose another indicator"


def _twice(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    targets: dict[tuple[str, str], set[float]] = defaultdict(set)
    for goal in agreement.goals:
        if goal.target.value is not None:
            targets[goal.indicator, goal.target.by].add(goal.target.value)
    for (indicator, by), values in targets.items():
        if len(values) > 1:
            what = f"{indicator} has {len(values)} targets for {by}: {', '.join(f'{value:g}' for value in sorted(values))}"
            yield ("goals",), what, "agree on one of them"


def _agreed(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    if agreement.protocol.state not in ("signed", "in-force", "evaluated"):
        return
    for number, goal in enumerate(agreement.goals):
        if goal.contribution.state in ("proposed", "in-discussion"):
            what = f"the protocol is {agreement.protocol.state!r}, and the contribution to {goal.id!r} is only {goal.contribution.state!r}"
            yield ("goals", number, "contribution", "state"), what, "agree on it first"


def _as_measured(agreement: Agreement, around: Surroundings) -> Iterator[Found]:
    """The figure itself is not told here: what `impact check` prints may go anywhere."""
    for number, goal in enumerate(agreement.goals):
        baseline = goal.baseline
        if (
            baseline is None
            or baseline.value is None
            or baseline.source is not None
            or (goal.indicator, baseline.period) not in around.figures
        ):
            continue
        if abs(baseline.value - around.figures[goal.indicator, baseline.period]) > _tolerance(baseline.value):
            what = f"the baseline of {goal.id!r} is {baseline.value:g}, and the data of {baseline.period} say otherwise"
            yield ("goals", number, "baseline", "value"), what, "take the figure of the report of that year, or say in 'source' whose it is"


def _tolerance(value: float) -> float:
    """A little more than half of the last digit that was written: what was rounded is no difference."""
    decimals = len(f"{value:.6f}".rstrip("0").partition(".")[2])
    return 0.6 * 10.0 ** -min(decimals, 2)


CHECKS = (
    Check(code="A201", severity="warning", about="every goal has a baseline, or a reason why not", look=_baseline),
    Check(code="A202", severity="warning", about="no target was already reached at the start, unless it is said why", look=_reached),
    Check(code="A203", severity="warning", about=f"a goal has at most {MOST_FOR_A_GOAL} indicators", look=_many_for_a_goal),
    Check(code="A204", severity="warning", about=f"there are at most {MOST_IN_ALL} indicators in all", look=_many_in_all),
    Check(code="A205", severity="warning", about="every indicator measures a goal", look=_without_goal),
    Check(code="A206", severity="error", about="no context statistic is a goal", look=_context),
    Check(code="A207", severity="warning", about="targets lie in the round, and after their baselines", look=_dates),
    Check(code="A208", severity="warning", about="every contribution is in words, with others and conditions", look=_contribution),
    Check(code="A209", severity="warning", about="it is said what the municipality itself does", look=_municipality),
    Check(code="A210", severity="warning", about="every goal has the five dimensions of impact (IMP)", look=_dimensions),
    Check(code="A211", severity="warning", about="every service has a goal", look=_services),
    Check(code="A212", severity="warning", about="one goal is the main one", look=_main),
    Check(code="A213", severity="error", about="a goal wants its indicator to go the way that is good", look=_direction),
    Check(code="A214", severity="warning", about="goals with one indicator agree on its target", look=_twice),
    Check(code="A215", severity="warning", about="contributions are agreed before the protocol is signed", look=_agreed),
    Check(code="A216", severity="warning", about="a baseline is what the data of its period say", look=_as_measured),
)
