"""Was accounted for what was promised? Of each indicator of each goal: whether its figure can be told, and if not, why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from impactlib.agreement.cycle import UNCONFIRMED
from impactlib.agreement.model import Agreement, Moment
from impactlib.indicators.finding import Absence, Finding
from impactlib.workspace import Text

STOPPED = frozenset({"paused", "lapsed"})
"""The states of an indicator in which nothing more of it is promised."""


class Delivery(StrEnum):
    """What became of a promised figure."""

    TOLD = "told"
    """It stands in the report."""
    WITHHELD = "withheld"
    """It was measured, and may not be told: too few people, or nearly all answered alike."""
    INCOMPLETE = "incomplete"
    """Not every provider handed it in."""
    MISSED = "missed"
    """Its measurement moment was missed, for a reason that was written down."""
    STOPPED = "stopped"
    """The parties paused or dropped the indicator, with a reason."""
    NOT_DUE = "not-due"
    """Its measurement moment is still to come."""
    NOT_HANDED_IN = "not-handed-in"
    """Nothing was handed in, and it is not said why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What became of one promised indicator of one goal; `reason` is the parties' own, `due` the day of its measurement moment."""

    goal: str
    indicator: str
    delivery: Delivery
    confirmed: bool = True
    """Whether, by the agreement's own calendar, the figure has been checked and confirmed."""
    owner: str = ""
    due: date | None = None
    reason: Text | None = None


def accounts_of(agreement: Agreement, findings: Mapping[str, Finding], *, period: str, day: date | None) -> tuple[Account, ...]:
    """An account for every promised indicator of every goal; `findings` are this area's, as they may be told, by indicator.

    `day` is the day that reports are of. Where none was set (None) nothing is said to be still to come: a release holds for longer than
    the day on which it was made.
    """
    return tuple(
        _account(agreement, goal.id, name, findings.get(name), period=period, day=day)
        for goal in agreement.goals
        for name in goal.indicators
    )


def _account(agreement: Agreement, goal: str, name: str, finding: Finding | None, *, period: str, day: date | None) -> Account:
    agreed = agreement.protocol.indicators.get(name)
    names = {party.id: party.name for party in agreement.parties}
    moments = list(_moments(agreement.moments, name, period))
    due = min((moment.date for moment in moments), default=None)
    delivery, reason = Delivery.NOT_HANDED_IN, None
    missed = next((moment for moment in moments if moment.state == "missed"), None)
    if finding is not None and finding.estimate is not None:
        delivery = Delivery.TOLD
    elif agreed is not None and agreed.state in STOPPED:
        delivery, reason = Delivery.STOPPED, agreed.reason
    elif finding is not None and finding.absent is Absence.INCOMPLETE:
        delivery = Delivery.INCOMPLETE
    elif finding is not None and finding.absent is not Absence.NO_DATA:
        delivery = Delivery.WITHHELD
    elif missed is not None:
        delivery, reason = Delivery.MISSED, missed.reason
    elif due is not None and day is not None and due > day:
        delivery = Delivery.NOT_DUE
    owner = names.get(agreed.owner, "") if agreed is not None else ""
    confirmed = not any(moment.state in UNCONFIRMED for moment in moments)
    return Account(goal=goal, indicator=name, delivery=delivery, confirmed=confirmed, owner=owner, due=due, reason=reason)


def _moments(moments: Iterable[Moment], name: str, period: str) -> Iterator[Moment]:
    """The moments at which an indicator is measured for a period."""
    for moment in moments:
        if (not moment.indicators or name in moment.indicators) and moment.covers in ("", period):
            yield moment
