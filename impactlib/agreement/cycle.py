"""Where in the cycle an agreement is: the state of each of its five steps, and what is due next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from impactlib.agreement.endorsement import missing_support, standings
from impactlib.agreement.model import Agreement
from impactlib.agreement.parts import years_of

Progress = Literal["done", "under-way", "open"]
"""How far a step is."""

STANDING = frozenset({"agreed", "changed", "ended"})
"""The states of a contribution that was agreed, whatever became of it since."""

HELD = frozenset({"signed", "in-force", "evaluated"})
"""The states of a protocol that both sides stand by."""

MEASURED = frozenset({"received", "checked", "confirmed", "published"})
"""The states of a moment of which the figures are there."""

WAITING = frozenset({"planned", "under-way"})
"""The states of a moment of which the figures are still to come."""

UNCONFIRMED = frozenset({"received", "checked"})
"""The states of a moment of which the figures are there, and not yet confirmed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleStep:
    """One of the five steps: 1 impact, 2 goals, 3 accountability, 4 presentation, 5 learning."""

    number: int
    progress: Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something that is to be done: of what kind, which one (an index or an id), by when, by whom, and whether it is late."""

    kind: Literal["moment", "confirm", "presentation", "meeting", "review", "decision", "endorsement", "signature"]
    key: str
    day: date | None
    parties: tuple[str, ...] = ()
    late: bool = False


def steps(agreement: Agreement, day: date) -> tuple[CycleStep, ...]:
    """How far each of the five steps is on this day."""
    found = (_impact(agreement), _goals(agreement), _accountability(agreement), _presenting(agreement, day), _learning(agreement, day))
    return tuple(CycleStep(number=number, progress=progress) for number, progress in enumerate(found, start=1))


def where(agreement: Agreement, day: date) -> int:
    """The number of the step that the parties are at: the first that is not done; 5 when all are."""
    return next((step.number for step in steps(agreement, day) if step.progress != "done"), 5)


def _impact(agreement: Agreement) -> Progress:
    if not missing_support(agreement):
        return "done"
    return "under-way" if agreement.impact.endorsements else "open"


def _goals(agreement: Agreement) -> Progress:
    states = [goal.contribution.state for goal in agreement.goals]
    if all(state in STANDING for state in states):
        return "done"
    return "under-way" if any(state != "proposed" for state in states) else "open"


def _accountability(agreement: Agreement) -> Progress:
    if agreement.protocol.state in HELD:
        return "done"
    return "under-way" if agreement.protocol.state == "aligned" or agreement.protocol.signatures else "open"


def _presenting(agreement: Agreement, day: date) -> Progress:
    """Done when everything was told that was to be told by now, and something was."""
    told = [each for each in agreement.presentations if each.state == "shared"]
    behind = [each for each in agreement.presentations if each.state != "shared" and each.date <= day]
    if told and not behind:
        return "done"
    started = any(each.state != "draft" for each in agreement.presentations) or any(each.state in MEASURED for each in agreement.moments)
    return "under-way" if told or started else "open"


def _learning(agreement: Agreement, day: date) -> Progress:
    """Done when each year that is over has its interpretation, and every decision its owner and day."""
    first, last = years_of(agreement.round)
    over = {str(year) for year in range(first, min(last, day.year - 1) + 1)}
    discussed = {each.period[:4] for each in agreement.interpretations}
    if over and over <= discussed and agreement.decisions:
        return "done"
    return "under-way" if agreement.interpretations or agreement.decisions else "open"


def due(agreement: Agreement, day: date) -> tuple[Due, ...]:
    """Everything that is still to be done, what is late first, then by date; what has no date comes last."""
    return tuple(sorted(_due(agreement, day), key=lambda each: each.day or date.max))


def _due(agreement: Agreement, day: date) -> Iterator[Due]:
    for moment in agreement.moments:
        if moment.state in UNCONFIRMED:
            yield Due(kind="confirm", key=moment.id, day=moment.date, parties=_named(moment.responsible), late=moment.date < day)
        elif moment.state in WAITING:
            yield Due(kind="moment", key=moment.id, day=moment.date, parties=_named(moment.responsible), late=moment.date < day)
    for number, told in enumerate(agreement.presentations):
        if told.state != "shared":
            parties = _named(told.responsible)
            yield Due(kind="presentation", key=str(number), day=told.date, parties=parties, late=told.date < day)
    meeting, basis = agreement.protocol.meeting, agreement.protocol.basis
    for held in meeting.dates if meeting else ():
        if held >= day:
            yield Due(kind="meeting", key="", day=held, parties=tuple(meeting.who) if meeting else ())
    if basis is not None and basis.review is not None and agreement.protocol.state not in ("evaluated", "lapsed"):
        yield Due(kind="review", key="", day=basis.review, parties=_sides(agreement), late=basis.review < day)
    yield from _promised(agreement, day)


def _promised(agreement: Agreement, day: date) -> Iterator[Due]:
    """Decisions that were not carried out yet, and words and signatures that are awaited."""
    for number, decision in enumerate(agreement.decisions):
        if not decision.done:
            late = decision.date is not None and decision.date < day
            yield Due(kind="decision", key=str(number), day=decision.date, parties=_named(decision.owner), late=late)
    for each in standings(agreement):
        if each.said is None or each.stale or each.said.state == "asked":
            yield Due(
                kind="endorsement", key=each.party.id, day=None, parties=tuple(side for side in _sides(agreement) if side != each.party.id)
            )
    signed = {each.party for each in agreement.protocol.signatures if each.version == agreement.protocol.version}
    for party in agreement.sides:
        if party.id not in signed:
            yield Due(kind="signature", key=party.id, day=None, parties=(party.id,))


def _sides(agreement: Agreement) -> tuple[str, ...]:
    return tuple(party.id for party in agreement.sides)


def _named(party: str) -> tuple[str, ...]:
    return (party,) if party else ()
