"""What makes a report stand out, for the adviser who cannot read them all. It is about what there is to look at, never about a library.

Everything here follows from what the report itself may say: a hidden figure counts as one that the report calls 'cannot be shown'.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from impactlib.disclosure.release import Release
from impactlib.indicators.accounted import Delivery
from impactlib.indicators.finding import Absence, Finding, Flag, Verdict
from impactlib.publishing.overview import KINDS, Signal
from impactlib.telling.changes import changes_of
from impactlib.telling.language import language_named
from impactlib.telling.phrasing import Phrasing

MANY = 0.2
"""From this share of its figures on, 'cannot be shown' is what a reader will ask about."""

FEWEST_GOALS = 2
"""Of so many goals or more is looked at how many were not reached: one of one would be 'all' at once."""

GONE = frozenset({Delivery.NOT_HANDED_IN, Delivery.MISSED, Delivery.INCOMPLETE})
"""What became of a promised figure that should be there and is not."""

WEAK_RESPONSE = frozenset({Flag.LOW_RESPONSE, Flag.RESPONSE_UNKNOWN})


def signals_of(release: Release, earlier: Release | None) -> tuple[Signal, ...]:
    """Every reason to look at the report of an area, in the language of the release.

    Parameters
    ----------
    release : Release
        What may be told of the area.
    earlier : Release or None
        The same of the period before, where there is a release of it.

    Returns
    -------
    tuple of Signal
        At most one of each kind, the gravest first. Whether a run failed is no matter of the release, and not among them.
    """
    reader = _Reader(release, earlier)
    found = (
        *reader.turned(),
        *reader.missing(),
        *reader.empty(),
        *reader.hidden(),
        *reader.unmet(),
        *reader.peers(),
        *reader.response(),
        *reader.story(),
    )
    return tuple(Signal(kind=kind, weight=KINDS[kind], text=text) for kind, text in found)


def failure_signal(n: int, language: str) -> Signal:
    """That so many of an area's reports failed."""
    return Signal(kind="failed", weight=KINDS["failed"], text=language_named(language).sentence("signal-failed", n=n))


def signals_on_record(record: Mapping[str, Any], release: str) -> tuple[Signal, ...]:
    """The reasons that an area's `run.json` has on record for this release; none of another one, and none that were damaged."""
    kept = record.get("signals")
    if not isinstance(kept, dict) or kept.get("release") != release or not isinstance(kept.get("found"), list):
        return ()
    known = [each for each in kept["found"] if isinstance(each, dict) and each.get("kind") in KINDS and isinstance(each.get("text"), str)]
    return tuple(Signal(kind=each["kind"], weight=KINDS[each["kind"]], text=each["text"]) for each in known)


class _Reader:
    """One release, looked at by somebody who wonders whether to read its report."""

    def __init__(self, release: Release, earlier: Release | None) -> None:
        self._release, self._earlier = release, earlier
        self._phrasing = Phrasing(release=release, language=language_named(release.manifest.language))
        self._own = [each for each in release.findings if release.indicators[each.indicator].kind != "context"]
        self._goals = [(finding, goal) for finding in self._own for goal in finding.goals]

    def turned(self) -> Iterator[tuple[str, str]]:
        changes = changes_of(self._release, self._earlier)
        if changes.turned:
            names = self._names([each.finding for each in changes.turned])
            yield "turned", self._say("signal-turned", n=len(changes.turned), earlier=changes.earlier, names=names)

    def missing(self) -> Iterator[tuple[str, str]]:
        gone = dict.fromkeys(each.indicator for each in self._release.area.accounts if each.delivery in GONE)
        if gone:
            names = [self._phrasing.language.of(self._release.indicators[each].name) for each in gone]
            yield "missing", self._say("signal-missing", n=len(gone), names=self._phrasing.language.listing(names))

    def empty(self) -> Iterator[tuple[str, str]]:
        if not self._goals:
            yield "empty", self._say("signal-empty-goals")
        elif all(finding.estimate is None for finding, _ in self._goals):
            yield "empty", self._say("signal-empty-figures")

    def hidden(self) -> Iterator[tuple[str, str]]:
        gone = [each for each in self._own if each.absent is not None and each.absent not in (Absence.NO_DATA, Absence.INCOMPLETE)]
        if gone and len(gone) >= MANY * len(self._own):
            share = self._phrasing.language.percent(len(gone) / len(self._own))
            yield "hidden", self._say("signal-hidden", n=len(gone), of=len(self._own), share=share)

    def unmet(self) -> Iterator[tuple[str, str]]:
        unmet = [goal for _, goal in self._goals if goal.verdict in (Verdict.NOT_MET, Verdict.NOT_YET)]
        if len(self._goals) >= FEWEST_GOALS and len(unmet) > len(self._goals) / 2:
            yield "unmet", self._say("signal-unmet", n=len(unmet), of=len(self._goals))

    def peers(self) -> Iterator[tuple[str, str]]:
        apart = [each for each in self._own if each.comparison_verdict in (Verdict.HIGHER, Verdict.LOWER)]
        if apart:
            yield "peers", self._say("signal-peers", n=len(apart), names=self._names(apart), places=self._phrasing.places)

    def response(self) -> Iterator[tuple[str, str]]:
        weak = [each for each in self._own if each.evidence is not None and WEAK_RESPONSE & set(each.evidence.flags)]
        if weak:
            yield "response", self._say("signal-response", n=len(weak), names=self._names(weak))

    def story(self) -> Iterator[tuple[str, str]]:
        if not self._release.area.stories:
            yield "story", self._say("signal-story")

    def _names(self, findings: list[Finding]) -> str:
        return self._phrasing.language.listing([self._phrasing.name(each) for each in findings])

    def _say(self, name: str, **values: str | int) -> str:
        return self._phrasing.language.sentence(name, **values)
