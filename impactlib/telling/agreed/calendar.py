"""The days of an agreement, in words: what is measured, told and talked about when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from impactlib.telling.agreed.speaker import Speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedDay:
    """A whole day with what is done on it; `key` names the thing whatever its day becomes, so that a diary replaces what it has."""

    key: str
    day: date
    summary: str
    description: str = ""


def agreed_days(speaker: Speaker) -> tuple[AgreedDay, ...]:
    """Every day of the agreement on which something is done."""
    return tuple(_days(speaker))


def _days(speaker: Speaker) -> Iterator[AgreedDay]:
    agreement, say = speaker.agreement, speaker.say
    code = f"{agreement.municipality}-{agreement.round}"
    for moment in agreement.moments:
        about = [say("event-about", period=moment.covers)] if moment.covers else []
        about += [say("event-responsible", list=speaker.party(moment.responsible))] if moment.responsible else []
        summary = say("event-moment", name=speaker.of(moment.name))
        yield AgreedDay(key=f"{code}-moment-{moment.id}", day=moment.date, summary=summary, description=" ".join(about))
    for number, each in enumerate(agreement.presentations, start=1):
        asked = speaker.of(each.question)
        summary = say("event-presentation", audience=speaker.audience(each.audience), occasion=each.occasion)
        yield AgreedDay(key=f"{code}-presentation-{each.id or number}", day=each.date, summary=summary, description=asked)
    meeting, basis = agreement.protocol.meeting, agreement.protocol.basis
    for number, day in enumerate(meeting.dates if meeting else (), start=1):
        who = say("event-who", list=speaker.parties(meeting.who)) if meeting and meeting.who else ""
        yield AgreedDay(key=f"{code}-meeting-{number}", day=day, summary=say("event-meeting", area=speaker.area), description=who)
    if basis is not None and basis.review is not None:
        yield AgreedDay(key=f"{code}-review", day=basis.review, summary=say("event-review", area=speaker.area))
