"""What is known of one area: what its release tells of each indicator, what it does not, and the words that each is known by."""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from impactlib.agreement.model import Agreement
from impactlib.batch.dossier import plans_in
from impactlib.batch.sweep.numbers import in_texts, leaves
from impactlib.disclosure.measured import Measured
from impactlib.disclosure.release import Release, as_json
from impactlib.indicators.figure import Rate
from impactlib.indicators.finding import Finding
from impactlib.indicators.indicator import Indicator
from impactlib.statistics.estimate import Estimate

_WORD = re.compile(r"\w+")

SOURCE = "source "
"""What the name of a source begins with, where it stands among the indicators."""

SHORTEST_CLAIM = 12
"""A shorter claim, such as 'leden', stands in sentences about anything."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One exact number: of which finding, and what of it (n, part, movers)."""

    finding: str
    what: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """One area: what may stand about each indicator, which have no figure, and what is true of them but not told."""

    code: str
    name: str
    slug: str
    told: Mapping[str, frozenset[float]]
    """The numbers of each indicator that are told or agreed."""
    own: Mapping[str, frozenset[float]]
    """The numbers in what each indicator is, in its question and in its answers: beside a figure they may stand."""
    absent: frozenset[str]
    """The indicators of which the period's figure is not told."""
    hidden: Mapping[str, tuple[Stated, ...]] = field(default_factory=dict)
    """What is true of each indicator and stands nowhere in the release."""


def about_areas(measured: Measured, releases: Mapping[str, Release]) -> dict[str, About]:
    """What is known of each area of the release."""
    exact: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in measured.findings:
        exact[finding.area, finding.indicator].append(finding)
    return {code: _about(release, exact, measured) for code, release in releases.items()}


def _about(release: Release, exact: Mapping[tuple[str, str], Sequence[Finding]], measured: Measured) -> About:
    indicators = measured.indicators
    told = {id_: frozenset(found) for id_, found in _agreed(release, measured.agreements.get(release.area.code)).items()}
    hidden: dict[str, tuple[Stated, ...]] = {}
    own: dict[str, frozenset[float]] = {}
    absent = set()
    agreed = _of_the_agreement(measured.agreements.get(release.area.code))
    for finding in (*release.findings, *release.wider):
        indicator = indicators[finding.indicator]
        known = frozenset(_told(finding, indicator))
        told[finding.indicator] = told.get(finding.indicator, frozenset()) | known | agreed
        own[finding.indicator] = frozenset(_own(indicator, release))
    for source in release.manifest.sources:
        of_source = [finding for finding in release.findings if finding.source == source.name]
        told[f"{SOURCE}{source.name}"] = frozenset(number for finding in of_source for number in _answers(finding))
        if not any(finding.estimate is not None for finding in of_source):
            absent.add(f"{SOURCE}{source.name}")
    for finding in release.findings:
        indicator = indicators[finding.indicator]
        if finding.estimate is None:
            absent.add(finding.indicator)
        true = [each for other in exact[finding.area, finding.indicator] for each in stated(other)]
        unsaid = [each for each in true if not any(abs(abs(each.value) - abs(known)) < 1e-9 for known in told[finding.indicator])]
        hidden[finding.indicator] = tuple(unsaid)
    area = release.area
    return About(code=area.code, name=area.name, slug=area.slug, told=told, own=own, absent=frozenset(absent), hidden=hidden)


def _of_the_agreement(agreement: Agreement | None) -> frozenset[float]:
    """The targets of all goals and the costs of all services: a service may be called like an indicator, and then they stand beside it."""
    if agreement is None:
        return frozenset()
    targets = (goal.target.value for goal in agreement.goals)
    costs = (service.cost for service in agreement.services)
    return frozenset(float(each) for each in (*targets, *costs) if each is not None)


def _agreed(release: Release, agreement: Agreement | None) -> Mapping[str, set[float]]:
    """What was agreed and planned of each indicator: the goal's own number, its baseline where that is told, the answers it needs."""
    found: dict[str, set[float]] = defaultdict(set)
    if agreement is None:
        return found
    for number, goal in enumerate(agreement.goals, start=1):
        found[goal.indicator].add(float(number))
        if goal.id in release.area.told_baselines and goal.baseline is not None and goal.baseline.value is not None:
            found[goal.indicator].add(float(goal.baseline.value))
    for plan in plans_in(release, agreement):
        found[plan.indicator].update(leaves(asdict(plan)))
        if plan.asked is not None:
            found[plan.indicator].add(float(math.floor(plan.asked * plan.response)))
    return found


def _told(finding: Finding, indicator: Indicator) -> Iterator[float]:
    """Every number of a told finding, and what a reader works out of it: how many people a share of so many is."""
    yield from leaves(json.loads(as_json(finding)))
    estimates = [finding.estimate, *(point.estimate for point in finding.series), finding.previous.estimate if finding.previous else None]
    for each in estimates:
        if each is not None:
            yield from _parts(each)
            if isinstance(indicator.figure, Rate):
                yield each.value / indicator.figure.inhabitants
    if finding.distribution:
        yield sum(bar.n for bar in finding.distribution)
    if finding.trend is not None and finding.trend.yearly is not None:
        yield from (
            100 * abs(each) for each in (finding.trend.yearly.value, finding.trend.yearly.lower, finding.trend.yearly.upper) if each
        )
    if (response := finding.response) is not None and response.answered is not None and response.invited:
        yield response.answered / response.invited


def _answers(finding: Finding) -> Iterator[float]:
    """What a source itself is told to have: so many answers, of so many people."""
    if finding.estimate is not None:
        yield float(finding.estimate.n)
    if finding.response is not None:
        yield from leaves(asdict(finding.response))


def _parts(estimate: Estimate) -> Iterator[float]:
    if 0 <= estimate.value <= 1:
        yield from (round(estimate.value * estimate.n), estimate.n - round(estimate.value * estimate.n))


def _own(indicator: Indicator, release: Release) -> Iterator[float]:
    """The numbers in what an indicator is, in its question and in the answers to it."""
    yield from in_texts(own_texts(indicator, release))
    item = release.manifest.items.get(indicator.figure.question)
    if item is not None:
        yield float(len(item.answers))
    if indicator.relevant is not None:
        yield float(indicator.relevant)


def own_texts(indicator: Indicator, release: Release) -> list[str]:
    """What is said of an indicator whatever the figure is: its definition, its question, the answers to it."""
    texts = [indicator.name, indicator.definition, indicator.numerator, indicator.denominator, indicator.scale, indicator.reference]
    said = [text for each in texts if each is not None for text in (each.nl, each.en)]
    said += [text for phrase in indicator.phrases.values() for text in (phrase.subject, phrase.claim)]
    said += [text for each in indicator.breaks for text in (each.why.nl, each.why.en)]
    item = release.manifest.items.get(indicator.figure.question)
    return said if item is None else [*said, item.text.nl, item.text.en, *item.answers]


def stated(finding: Finding) -> Iterator[Stated]:
    """Everything that an exact finding is, number by number."""
    estimate = finding.estimate
    if estimate is None:
        return

    def of(what: str, *numbers: float | None) -> Iterator[Stated]:
        yield from (Stated(finding.id, what, float(each)) for each in numbers if each is not None)

    yield from of("n", estimate.n)
    yield from of("value", estimate.value)
    yield from of("limit", estimate.lower, estimate.upper)
    yield from of("part", *_parts(estimate))
    if finding.change is not None:
        yield from of("before", finding.change.before.value)
        yield from of("now", finding.change.now.value)
    movers = finding.change.movers if finding.change is not None else finding.movers
    if movers is not None:
        yield from of("movers", *leaves([getattr(movers, name, None) for name in ("improved", "same", "declined")]))
    yield from of("distribution", *(bar.n for bar in finding.distribution))
    if (response := finding.response) is not None:
        yield from of("invited", response.invited)
        yield from of("answered", response.answered)
        yield from of("no-opinion", response.no_opinion)
        yield from of("blank", response.blank)


class Words:
    """Finds which indicators a text is about: by their names, phrases, questions and ids."""

    def __init__(self, indicators: Mapping[str, Indicator], release: Iterable[Release]) -> None:
        self._by_first: dict[str, list[tuple[str, str]]] = defaultdict(list)
        manifests = [each.manifest for each in release][:1]
        items = {name: item for each in manifests for name, item in each.items.items()}
        for source in (source for each in manifests for source in each.sources):
            for title in {source.title.nl, source.title.en}:
                self._add(title, f"{SOURCE}{source.name}")
        for id_, indicator in indicators.items():
            said = [id_.casefold(), indicator.name.nl, indicator.name.en]
            for phrase in indicator.phrases.values():
                said += [phrase.subject, *([phrase.claim] if len(phrase.claim) >= SHORTEST_CLAIM else [])]
            if (item := items.get(indicator.figure.question)) is not None:
                said += [item.text.nl, item.text.en]
            for text in said:
                self._add(text, id_)
        for known in self._by_first.values():
            known.sort(key=lambda each: -len(each[0]))

    def _add(self, text: str, id_: str) -> None:
        words = " ".join(_WORD.findall(text.casefold()))
        known = self._by_first[words.partition(" ")[0]]
        if (f"{words} ", id_) not in known:
            known.append((f"{words} ", id_))

    def about(self, text: str) -> frozenset[str]:
        """The ids of the indicators that a text names; of two names one of which holds the other, the longer."""
        words = _WORD.findall(text.casefold())
        joined = " ".join(words) + " "
        found: set[str] = set()
        place = passed = 0
        for word in words:
            if place >= passed:
                taken = 0
                for phrase, id_ in self._by_first.get(word, ()):
                    if (not taken or len(phrase) == taken) and joined.startswith(phrase, place):
                        taken = len(phrase)
                        found.add(id_)
                passed = place + taken if taken else passed
            place += len(word) + 1
        return frozenset(found)
