"""A release that stands against everybody who has all publications: what one figure hides, no others together give back.

Round by round the attack is let loose on what would be told, on all that was ever told and on what is public; what it finds is answered
by hiding more, until it finds nothing. Only then is it a release. Protecting and attacking know nothing of each other: they meet here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import get_args

from impactlib.disclosure.attack import attack, attacked, bounds
from impactlib.disclosure.complementary import Told as Line
from impactlib.disclosure.complementary import complement
from impactlib.disclosure.earlier import differing
from impactlib.disclosure.fact import Fact, Told
from impactlib.disclosure.facts import SLACK, SOME, Sources, told_facts
from impactlib.disclosure.known import Exposure, Known, Secret
from impactlib.disclosure.ledger_check import many_objects
from impactlib.disclosure.protect import Decision, Part
from impactlib.disclosure.sources import Tables
from impactlib.disclosure.unknowns import OTHERS, Limits, Puzzle, puzzle
from impactlib.disclosure.unknowns import Line as Saying
from impactlib.disclosure.versions import versions_of
from impactlib.errors import InputError
from impactlib.indicators.finding import YEARS, Absence, Finding
from impactlib.indicators.indicator import Indicator

Make = Callable[[Sequence[Decision]], tuple[Sequence[Finding], Sequence[Decision]]]
"""Gives the findings as they would be told, and all that is decided, with these decisions on top of the protector's own."""

ROUNDS = 12
"""So often more is hidden; what is not safe by then is not told at all."""

COSTS: Mapping[str, float] = {"no-opinion": 1.0, "blank": 1.0, "invited": 2.0, "movers": 3.0, "distribution": 4.0}
"""What is lost with a part of a figure; a figure costs far more, and one that was agreed on the most."""

EARLIER, FIGURE, AGREED = 20.0, 40.0, 100.0
"""What is lost with a figure of an earlier period, with one of this period, and with one that a goal is about."""


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What the attack sets out from beside the release, and what it may not find.

    `published` is all that was ever told, oldest first, with the id of its release; `public` are lines that others publish; `insiders`
    gives, of what is about to be told, what somebody who was there knows and what he must not learn. `tables` and `numbers` hold the
    truth, with which the protector (and not the attack) works.
    """

    sources: Sources
    limits: Limits
    published: Sequence[tuple[str, Told]] = ()
    public: Sequence[Saying] = ()
    insiders: Callable[[Sequence[Finding]], tuple[list[Known], list[Secret]]] | None = None
    tables: Tables = field(default_factory=dict)
    numbers: Mapping[tuple[str, str, str, str], float] = field(default_factory=dict)
    agreed: frozenset[tuple[str, str]] = frozenset()
    period: str = ""


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """A release that the attack found nothing in: its findings, what it says as facts, and how that came about."""

    findings: tuple[Finding, ...]
    facts: tuple[Told, ...]
    decisions: tuple[Decision, ...]
    lines: int
    secrets: int
    already_known: tuple[str, ...]
    """Secrets that earlier publications and public figures give away whatever is told now: nothing can be done about them."""


def accepted(make: Make, indicators: Mapping[str, Indicator], ground: Ground, *, workers: int = 1) -> Accepted:
    """The findings as they may be told, after the attack found nothing in them.

    Parameters
    ----------
    make : callable
        Protects, judges and blurs.
    indicators : mapping of str to Indicator
        What each finding is a figure of.
    ground : Ground
        What is known besides, and the truth.
    workers : int
        How many processes attack side by side.

    Returns
    -------
    Accepted
        With everything that was decided.

    Raises
    ------
    InputError
        When something can still be worked out after all rounds.
    """
    decisions: list[Decision] = []
    said: dict[str, frozenset[Fact]] | None = None
    exposures: list[Exposure] = []
    for _ in range(ROUNDS):
        findings, decided = make(decisions)
        with many_objects():
            told = told_facts(findings, indicators, ground.sources)
        more = _differing(told, ground)
        if not more:
            with many_objects():
                found = puzzle_of(told, ground)
            known, secrets = _with_insiders(found, findings, ground)
            said, changed = _by_group(told), _changed(said, _by_group(told))
            some = _touched(known, secrets, changed)
            clash = _clash(some, told, ground)
            exposures = [] if clash else [*_still(exposures, *some, found), *exposed(*some, found, workers=workers)]
            ours = _ours(exposures, known, secrets, found)
            if clash:
                said = None  # nothing was attacked in this round
            elif not ours:
                return Accepted(
                    findings=tuple(findings),
                    facts=tuple(told),
                    decisions=tuple(decided),
                    lines=len(known),
                    secrets=len(secrets) + len(found.between),
                    already_known=tuple(sorted({each.secret for each in exposures})),
                )
            more = clash or _hidden_besides(ours, known, secrets, found, ground)
        taken = {(each.finding, each.part) for each in decisions}
        fresh = [each for each in more if (each.finding, each.part) not in taken]
        if not fresh:
            break
        decisions += fresh
    raise InputError(
        "disclosure control",
        "what is hidden can still be worked out, however much more is hidden",
        "raise 'privacy: minimum_group' in parameters/workspace.yml, or leave out the source or public fact it hangs on",
    )


def _clash(some: tuple[Sequence[Known], Sequence[Secret]], told: Sequence[Told], ground: Ground) -> list[Decision]:
    """What goes because earlier publications say otherwise, in a way that no two numbers of one sum show.

    Who has both knows that something changed; what is told now would say what.
    """
    if not ground.published:
        return []
    here = {each.owner for each in told}
    owners = {owner for each in attacked(*some).contradictions for owner in each.owners if owner in here}
    return [decision_of(owner, Absence.DIFFERS) for owner in sorted(owners)]


def puzzle_of(told: Sequence[Told], ground: Ground) -> Puzzle:
    """All lines that somebody with every publication has, and the secrets in them."""
    sources = ground.sources
    invited = {survey: (sources.measured[name], name) for survey, name in sources.invited.items() if name in sources.measured}
    lines = [*versions_of(told, ground.published), *ground.public]
    return puzzle(lines, sources=sources, limits=ground.limits, invited=invited)


def _still(exposures: Sequence[Exposure], known: Sequence[Known], secrets: Sequence[Secret], found: Puzzle) -> list[Exposure]:
    """What was found in the round before and is not looked at again, since nothing changed there."""
    looked_at = {each.name for each in (*secrets, *_between(known, found))}
    there = {each.name for each in (*found.secrets, *found.between)}
    return [each for each in exposures if each.secret in there - looked_at]


def _ours(exposures: Sequence[Exposure], known: Sequence[Known], secrets: Sequence[Secret], found: Puzzle) -> list[Exposure]:
    """What is out by this release, with who tells it: what all publications before it and what is public give away stays out anyhow."""
    releasing = {each.owner for each in known if each.owner and each.origin == "release"}
    ours = [replace(each, owners=tuple(owner for owner in each.owners if owner in releasing)) for each in exposures]
    ours = [each for each in ours if each.owners]
    if not ours:
        return []
    names = {each.secret for each in ours}
    before = [each for each in known if each.origin != "release"]
    already = {each.secret for each in exposed(before, [each for each in secrets if each.name in names], found)}
    return [each for each in ours if each.secret not in already]


def _with_insiders(found: Puzzle, findings: Sequence[Finding], ground: Ground) -> tuple[list[Known], list[Secret]]:
    if ground.insiders is None:
        return found.known, found.secrets
    known, secrets = ground.insiders(findings)
    return [*found.known, *known], [*found.secrets, *secrets]


def _by_group(told: Sequence[Told]) -> dict[str, frozenset[Fact]]:
    """What is said of each group of people."""
    found: dict[str, set[Fact]] = defaultdict(set)
    for each in told:
        for fact in each.facts:
            for term in fact.terms:
                found[term.group.key].add(fact)
    return {key: frozenset(facts) for key, facts in found.items()}


def _changed(before: Mapping[str, frozenset[Fact]] | None, now: Mapping[str, frozenset[Fact]]) -> set[str] | None:
    """The groups of which something else is said than in the round before; None in the first round, when all are new."""
    if before is None:
        return None
    return {group_of(key) for key in before.keys() | now.keys() if before.get(key) != now.get(key)}


def _touched(known: Sequence[Known], secrets: Sequence[Secret], changed: set[str] | None) -> tuple[Sequence[Known], Sequence[Secret]]:
    """The lines and secrets of the blocks in which something changed: nothing was found in the others, and nothing can be now."""
    if changed is None:
        return known, secrets
    roots = _roots(known, secrets)
    fresh = {root for name, root in roots.items() if group_of(name) in changed}
    # What insiders know is of unknowns of their own, without a group.
    fresh |= {roots[next(iter(each.terms))] for each in known if each.origin == "insider"}
    some = [each for each in known if roots[next(iter(each.terms))] in fresh]
    return some, [each for each in secrets if roots[next(iter(each.terms))] in fresh]


def group_of(unknown: str) -> str:
    """The key of the group that an unknown is of, whichever version and part of it."""
    return re.split(r"[#@+]| of o", unknown, maxsplit=1)[0]


def exposed(known: Sequence[Known], secrets: Sequence[Secret], found: Puzzle, *, workers: int = 1) -> list[Exposure]:
    """Every secret that is out. Of the people between two versions the fewest there can be are taken for what they are."""
    exposures = list(attack(known, secrets, workers=workers))
    between = _between(known, found)
    for secret, (low, high) in zip(between, bounds(known, between), strict=True):
        if 0.5 < low < secret.group:
            owners = tuple(dict.fromkeys(each.owner for each in known if each.owner and _meets(each, secret)))
            exposures.append(Exposure(secret=secret.name, why="under", lower=low, upper=high, owners=owners))
    return exposures


def _between(known: Sequence[Known], found: Puzzle) -> list[Secret]:
    """The people between two versions of whom these lines are."""
    there = {name for each in known for name in each.terms}
    return [each for each in found.between if there.issuperset(each.terms)]


def _meets(known: Known, secret: Secret) -> bool:
    """Whether a line is about the group whose versions a secret lies between."""
    group = group_of(next(iter(secret.terms)))
    return any(group_of(name) == group for name in known.terms)


def _differing(told: Sequence[Told], ground: Ground) -> list[Decision]:
    limits = ground.limits
    owners = differing(told, ground.published, people=ground.sources.people, group=limits.group, least=limits.least)
    return [decision_of(owner, Absence.DIFFERS) for owner in owners]


def _hidden_besides(
    exposures: Sequence[Exposure], known: Sequence[Known], secrets: Sequence[Secret], found: Puzzle, ground: Ground
) -> list[Decision]:
    """What else goes, by the protector's own reckoning; where it sees nothing to hide, the cheapest that the attack hung on."""
    roots = _roots(known, secrets)
    bad = {roots[next(iter(secret.terms))] for secret in secrets if secret.name in {each.secret for each in exposures}}
    truth = _truth(found, ground)
    lines = [
        Line(owner=each.owner, terms=each.terms, low=each.low, high=each.high, cost=_cost(each, ground))
        for each in known
        if roots[next(iter(each.terms))] in bad and each.terms.keys() <= truth.keys() and _holds(each, truth)
    ]
    kept = [each for each in secrets if roots[next(iter(each.terms))] in bad and {*each.terms, *each.whole} <= truth.keys()]
    chosen = complement(lines, truth, kept)
    owners = dict.fromkeys(chosen.owners)
    served = {each.name for each in kept} - set(chosen.unprotected) if owners else set()
    for each in exposures:
        if each.secret not in served and owners.keys().isdisjoint(each.owners):
            owners[min(each.owners, key=lambda owner: (_cost_of(owner, ground), owner))] = None
    return [decision_of(owner, Absence.DERIVED) for owner in owners]


def _holds(known: Known, truth: Mapping[str, int]) -> bool:
    """Whether a line is true. That no more people answered than were invited sometimes is not, nor what others publish."""
    value = sum(weight * truth[name] for name, weight in known.terms.items())
    room = SLACK * max(1.0, abs(value))
    return known.low - room <= value <= known.high + room


def decision_of(owner: str, reason: Absence) -> Decision:
    """The decision to hide what an owner tells."""
    finding, _, part = owner.partition("#")
    named: Part = next((each for each in get_args(Part) if each == part), "figure")
    return Decision(finding=finding, part=named, reason=reason)


def _cost(known: Known, ground: Ground) -> float:
    return _cost_of(known.owner, ground) if known.owner and known.origin == "release" else float("inf")


def _cost_of(owner: str, ground: Ground) -> float:
    finding, _, part = owner.partition("#")
    if part:
        return COSTS[part]
    area, period, indicator = finding.split("/")
    if period.rpartition(YEARS)[2] != ground.period:
        return EARLIER
    return AGREED if (area, indicator) in ground.agreed else FIGURE


def _truth(found: Puzzle, ground: Ground) -> dict[str, int]:
    """The true number behind every unknown of which there is one: not of what was published of other people earlier."""
    truth: dict[str, int] = {}
    for asked in found.asked.values():
        group = asked.group
        truth |= asked.truth(ground.tables.get((group.source, group.name), {}).get((group.area, group.period), {}))
    numbers = {"/".join(key): int(number) for key, number in ground.numbers.items() if number == int(number)}
    totals = {key: numbers[key.partition(SOME)[0]] for key in numbers if SOME in key and key.partition(SOME)[0] in numbers}
    return truth | numbers | {f"{key}{OTHERS}": total - numbers[key] for key, total in totals.items() if total >= numbers[key]}


def _roots(known: Sequence[Known], secrets: Sequence[Secret]) -> Mapping[str, str]:
    """For each unknown the name of the block it is in: what hangs together by lines or secrets."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while (up := parent.setdefault(name, name)) != name:
            parent[name] = parent[up]
            name = up
        return name

    groups: Iterable[list[str]] = [*(list(each.terms) for each in known), *([*each.terms, *each.whole] for each in secrets)]
    for first, *others in groups:
        for other in others:
            parent[root(other)] = root(first)
    found: dict[str, str] = defaultdict(str)
    for name in list(parent):
        found[name] = root(name)
    return found
