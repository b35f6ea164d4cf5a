"""What may not be told, decided before anything is told: small groups, their complements, and what is derived from them.

Each rule is a function that gives decisions; rules about one finding come first, then rules that look at all findings of all
areas together. A decision names what goes and why, and never a value. The why stays in the office: 'too alike' beside a group
of thirty tells what they answered, so a told finding only says that its figure is protected.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from impactlib.disclosure.known import PEOPLE
from impactlib.disclosure.redesign import Asked, joined_answers, joined_movers, pooled_periods
from impactlib.indicators.figure import Balance, ChangeOfShare, Given, Improved, NetShare, Rate, Ratio, Share
from impactlib.indicators.finding import Absence, Bar, Finding
from impactlib.indicators.indicator import Indicator
from impactlib.statistics.estimate import ImprovedOrNot, Movers
from impactlib.workspace import Privacy

Part = Literal["figure", "distribution", "movers", "invited", "no-opinion", "blank"]
Instead = Literal["", "joined", "years-together"]
"""What is told in the place of what is not: fewer and larger groups, or two periods together."""

PERCENT = 100
"""A rate for so many people is read as a share of them."""

FEW = frozenset({Absence.TOO_FEW, Absence.TOO_ALIKE})
"""The reasons for hiding a figure that two periods together may take away."""

HIDDEN = frozenset({Absence.TOO_FEW, Absence.TOO_ALIKE, Absence.DERIVED, Absence.DIFFERS})
"""The reasons for hiding a figure, which one learns from `disclosure.csv` and from nothing that is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One thing that is not told: the finding it is in (its owner), which part, and why; and what is told in its place."""

    finding: str
    part: Part
    reason: Absence
    instead: Instead = ""


@dataclass(frozen=True, kw_only=True)
class Protected:
    """The findings as they may be told, in the order they came, and what was decided."""

    findings: tuple[Finding, ...]
    decisions: tuple[Decision, ...]


FindingRule = Callable[[Finding, Indicator, Privacy], Iterator[Decision]]
JointRule = Callable[[Sequence[Finding], Mapping[str, Indicator], Sequence[Decision]], Iterator[Decision]]


def protect(
    findings: Sequence[Finding],
    indicators: Mapping[str, Indicator],
    privacy: Privacy,
    *,
    extra: Iterable[Decision] = (),
    published: Collection[str] = (),
) -> Protected:
    """Every finding without what may not be told, and without why. What is derived from a hidden figure is hidden with it.

    Parameters
    ----------
    findings : sequence of Finding
        The exact findings of all areas and periods.
    indicators : mapping of str to Indicator
        What they are of.
    privacy : Privacy
        How few people may stand behind what is told.
    extra : iterable of Decision
        What must go as well, as was found elsewhere: about a finding, or about two periods together by their owner.
    published : collection of str
        The owners of all that was ever told, with or without '#part'.

    Returns
    -------
    Protected
        In the place of a figure that is not told may stand that of two periods together (it has `years`), and in the place of a
        distribution or of movers fewer and larger groups.
    """
    decisions = [decision for finding in findings for decision in _decided(finding, indicators[finding.indicator], privacy)]
    more = tuple(extra)
    decisions.extend(more)
    for joint in JOINT_RULES:
        decisions.extend(joint(findings, indicators, tuple(decisions)))
    pooled = _pooled(findings, indicators, privacy, decisions, published)
    # What was found elsewhere of a part of a finding holds for whatever is told under its id.
    decisions.extend(replace(each, finding=pooled[each.finding].owner) for each in more if each.finding in pooled)
    candidates = [pooled.get(finding.id, finding) for finding in findings]
    by_finding: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        by_finding[decision.finding].append(decision)
    told = [_without(each, by_finding.get(each.owner, ())) for each in candidates]
    asked = list(_asked(candidates, told, indicators, by_finding))
    bars = joined_answers(asked, privacy)
    movers = {
        each.finding.owner: found
        for each in asked
        if _is_few(by_finding.get(each.finding.owner, ()), "movers")
        and each.finding.change is not None
        and (found := joined_movers(each.figure, each.finding.change.movers, privacy)) is not None
    }
    instead: dict[tuple[str, str], Instead] = {(id_, "figure"): "years-together" for id_ in pooled}
    instead |= {(owner, "distribution"): "joined" for owner in bars}
    instead |= {(owner, "movers"): "joined" for owner in movers}
    redesigned = (_redesigned(each, bars.get(each.owner), movers.get(each.owner)) for each in told)
    return Protected(
        findings=tuple(_told(each, indicators[each.indicator]) for each in redesigned),
        decisions=tuple(replace(each, instead=instead.get((each.finding, each.part), "")) for each in decisions),
    )


def _redesigned(finding: Finding, bars: tuple[Bar, ...] | None, movers: ImprovedOrNot | None) -> Finding:
    if bars is not None:
        finding = replace(finding, distribution=bars)
    if movers is not None and finding.change is not None:
        finding = replace(finding, change=replace(finding.change, movers=movers))
    return finding


def _is_few(decisions: Iterable[Decision], part: Part) -> bool:
    """Whether a part is not told because of a small group in it, and for no other reason."""
    return {decision.reason for decision in decisions if decision.part == part} == {Absence.TOO_FEW}


def _decided(finding: Finding, indicator: Indicator, privacy: Privacy) -> Iterator[Decision]:
    for rule in FINDING_RULES:
        yield from rule(finding, indicator, privacy)


def _pooled(
    findings: Sequence[Finding],
    indicators: Mapping[str, Indicator],
    privacy: Privacy,
    decisions: list[Decision],
    published: Collection[str],
) -> dict[str, Finding]:
    """The figures of two periods together that are told, by the id of the finding they take the place of; their decisions are added."""
    hidden = {decision.finding for decision in decisions if decision.part == "figure"}
    few = {decision.finding for decision in decisions if decision.part == "figure" and decision.reason in FEW}
    few -= {decision.finding for decision in decisions if decision.part == "figure" and decision.reason not in FEW}
    found: dict[str, Finding] = {}
    for pooled in pooled_periods(findings, few, hidden, published):
        own = [replace(each, finding=pooled.owner) for each in _decided(pooled, indicators[pooled.indicator], privacy)]
        if pooled.owner not in hidden and not any(each.part == "figure" for each in own):
            decisions.extend(own)
            found[pooled.id] = pooled
    return found


def _asked(
    exact: Sequence[Finding], told: Sequence[Finding], indicators: Mapping[str, Indicator], decisions: Mapping[str, Sequence[Decision]]
) -> Iterator[Asked]:
    """The told figures of people who were asked: with which answers, and whether those are told, or may be when they are joined."""
    for finding, shown in zip(exact, told, strict=True):
        figure = indicators[finding.indicator].figure
        if shown.estimate is not None and figure.asked:
            few = _is_few(decisions.get(finding.owner, ()), "distribution")
            yield Asked(finding=finding, figure=figure, open=few, is_told=bool(shown.distribution))


def too_few_people(finding: Finding, indicator: Indicator, privacy: Privacy) -> Iterator[Decision]:
    """A group of people under the minimum: as the base of a figure, or as the figure or its part (zero people may be counted)."""
    groups: list[int] = []
    if finding.estimate is not None:
        counted = indicator.unit in PEOPLE and not indicator.public
        if counted and _is_part(indicator):
            groups = [finding.population or 0, _part_and_rest(finding, per=_per(indicator))[0]]
        elif counted and isinstance(indicator.figure, Balance):
            # What came and what went are two groups of people; of both the balance and one of them give the other.
            groups = [round(finding.estimate.value) + (finding.population or 0), finding.population or 0]
        elif (counted and not isinstance(indicator.figure, Given)) or indicator.figure.asked:
            groups = [finding.estimate.n]
    # A figure that measuring itself left out for want of answers is a decision too: the log names every figure that is not told.
    if finding.absent is Absence.TOO_FEW or any(0 < group < privacy.minimum_group for group in groups):
        yield Decision(finding=finding.id, part="figure", reason=Absence.TOO_FEW)


def too_alike(finding: Finding, indicator: Indicator, privacy: Privacy) -> Iterator[Decision]:
    """A figure from which one learns what nearly everybody in the group answered or did, or what a single one did not."""
    if finding.estimate is None:
        return
    n, least = finding.estimate.n, privacy.minimum_answers
    if isinstance(indicator.figure, Share | Improved):
        part = round(finding.estimate.value * n)
        sides = [part, n - part]
    elif isinstance(indicator.figure, ChangeOfShare) and finding.change is not None:
        change = finding.change
        sides = [round(each.value * n) for each in (change.before, change.now)]
        sides += [n - side for side in sides]
        movers = change.movers
        sides += [people for people in (movers.improved, movers.declined) if people] if isinstance(movers, Movers) else []
    elif isinstance(indicator.figure, NetShare):
        high, low = indicator.figure.high, indicator.figure.low
        ends = (
            sum(bar.n for bar in finding.distribution if bar.code >= high),
            sum(bar.n for bar in finding.distribution if bar.code <= low),
        )
        sides = [people for people in ends if people] + ([n - finding.alike] if finding.alike is not None else [])
    elif indicator.figure.asked:
        sides = [n - bar.n for bar in finding.distribution] + ([n - finding.alike] if finding.alike is not None else [])
    elif _is_part(indicator) and indicator.unit in PEOPLE and not indicator.public and finding.population:
        sides = [people for people in _part_and_rest(finding, per=_per(indicator)) if people >= 0]
    else:
        return
    if min(sides, default=0) < least:
        yield Decision(finding=finding.id, part="figure", reason=Absence.TOO_ALIKE)


def small_parts(finding: Finding, indicator: Indicator, privacy: Privacy) -> Iterator[Decision]:
    """The parts of a figure that may be told: a distribution, movers or a non-response with too few people in a cell.

    A bar and a mover are groups of people of whom one thing is told, so the minimum for groups holds for each of them.
    """
    del indicator
    least, group = privacy.minimum_answers, privacy.minimum_group
    if any(0 < bar.n < group for bar in finding.distribution):
        yield Decision(finding=finding.id, part="distribution", reason=Absence.TOO_FEW)
    movers = finding.change.movers if finding.change is not None else finding.movers
    if isinstance(movers, Movers) and min(movers.improved, movers.same, movers.declined) < group:
        yield Decision(finding=finding.id, part="movers", reason=Absence.TOO_FEW)
    if (response := finding.response) is None:
        return
    for part, n in (("no-opinion", response.no_opinion), ("blank", response.blank)):
        if n is not None and 0 < n < least:
            yield Decision(finding=finding.id, part=part, reason=Absence.TOO_FEW)  # type: ignore[arg-type]
    if response.invited is not None and response.answered is not None:
        silent = response.invited - response.answered - (response.no_opinion or 0) - (response.blank or 0)
        if response.invited < privacy.minimum_group or 0 < silent < least:
            yield Decision(finding=finding.id, part="invited", reason=Absence.TOO_FEW)


def derived(findings: Sequence[Finding], indicators: Mapping[str, Indicator], decisions: Sequence[Decision]) -> Iterator[Decision]:
    """A count that is hidden is hidden in every rate and share that is made of it, and the part of a hidden share in every count."""
    gone = {decision.finding for decision in decisions if decision.part == "figure"}
    hidden: set[tuple[str, str, str]] = set()
    for finding in findings:
        if finding.id in gone and (measures := indicators[finding.indicator].figure.measures):
            # Of a share the whole may be told on its own; with its part it would give the share away.
            hidden.add((finding.area, finding.period, measures[0]))
    for finding in findings:
        uses = {(finding.area, finding.period, measure) for measure in indicators[finding.indicator].figure.measures}
        if finding.id not in gone and finding.estimate is not None and uses & hidden:
            yield Decision(finding=finding.id, part="figure", reason=Absence.DERIVED)


def whole_survey(findings: Sequence[Finding], indicators: Mapping[str, Indicator], decisions: Sequence[Decision]) -> Iterator[Decision]:
    """Who gave no answer, in every question of a survey where it is small in one: each question adds up to the same number of people."""
    del indicators
    small = {decision.finding for decision in decisions if decision.part in ("no-opinion", "blank", "invited")}
    decided = {(decision.finding, decision.part) for decision in decisions}
    surveys = {(finding.source, finding.area, finding.period) for finding in findings if finding.id in small}
    parts: tuple[Part, ...] = ("no-opinion", "blank")
    for finding in findings:
        if finding.response is None or (finding.source, finding.area, finding.period) not in surveys:
            continue
        for part in parts:
            if (finding.id, part) not in decided:
                yield Decision(finding=finding.id, part=part, reason=Absence.DERIVED)


FINDING_RULES: tuple[FindingRule, ...] = (too_few_people, too_alike, small_parts)
"""Primary rules, each about one finding."""

JOINT_RULES: tuple[JointRule, ...] = (derived, whole_survey)
"""Rules over all findings of all areas and periods; complementary suppression takes its place here."""


def _is_part(indicator: Indicator) -> bool:
    """Whether a count is a part of a whole, or told for every 100 of a group as if it were: its complement is a group of people too."""
    return isinstance(indicator.figure, Ratio) or _per(indicator) == PERCENT


def _per(indicator: Indicator) -> int:
    return indicator.figure.inhabitants if isinstance(indicator.figure, Rate) else 1


def _part_and_rest(finding: Finding, *, per: int) -> list[int]:
    """The people of a counted share who did, and who did not; under 0 where the part is no part of that whole."""
    assert finding.estimate is not None
    whole = finding.population or 0
    part = round(finding.estimate.value * whole / per)
    return [part, whole - part]


def _told(finding: Finding, indicator: Indicator) -> Finding:
    """A protected finding without what only disclosure control looks at: who were alike, what went, and why a figure is hidden."""
    population = None if isinstance(indicator.figure, Balance) else finding.population
    absent = Absence.PROTECTED if finding.absent in HIDDEN else finding.absent
    return replace(finding, alike=None, population=population, absent=absent, partitions=(), pooled=None)


def _without(finding: Finding, decisions: Iterable[Decision]) -> Finding:
    parts = {decision.part for decision in decisions}
    if not parts:
        return finding
    if "figure" in parts:
        # Built anew rather than emptied: whatever a finding learns to hold later is left out here by itself.
        return Finding(
            id=finding.id,
            area=finding.area,
            period=finding.period,
            indicator=finding.indicator,
            source=finding.source,
            design=finding.design,
            absent=Absence.PROTECTED,
        )
    change, response = finding.change, finding.response
    movers = None if "movers" in parts else finding.movers
    if "movers" in parts and change is not None:
        change = replace(change, movers=None)
    if response is not None:
        response = replace(
            response,
            invited=None if "invited" in parts else response.invited,
            no_opinion=None if "no-opinion" in parts else response.no_opinion,
            blank=None if "blank" in parts else response.blank,
        )
    return replace(
        finding, change=change, movers=movers, response=response, distribution=() if "distribution" in parts else finding.distribution
    )
