"""Everything in an agreement that has a state, and how those states changed since an earlier version."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from impactlib.agreement.model import Agreement
from impactlib.agreement.states import WORKFLOWS, Workflow
from impactlib.documents import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Stateful:
    """One thing with a state: its workflow, the name by which people mean it, its state, and where that stands in the agreement."""

    workflow: Workflow
    name: str
    state: str
    place: Location


def stateful(agreement: Agreement) -> Iterator[Stateful]:
    """Everything that has a state, by a name that stays the same from version to version, such as `moment.spring`."""
    for number, each in enumerate(agreement.impact.statements):
        yield _thing("statement", each.version, each.state, ("impact", "statements", number, "state"))
    for number, said in enumerate(agreement.impact.endorsements):
        yield _thing("endorsement", f"{said.party}.{said.version}", said.state, ("impact", "endorsements", number, "state"))
    for number, goal in enumerate(agreement.goals):
        yield _thing("contribution", goal.id, goal.contribution.state, ("goals", number, "contribution", "state"))
    yield _thing("protocol", agreement.protocol.version, agreement.protocol.state, ("protocol", "state"))
    for name, agreed in agreement.protocol.indicators.items():
        yield _thing("indicator", name, agreed.state, ("protocol", "indicators", name, "state"))
    for number, moment in enumerate(agreement.moments):
        yield _thing("moment", moment.id, moment.state, ("moments", number, "state"))
    for number, told in enumerate(agreement.presentations):
        yield _thing("presentation", told.id or f"{told.audience}.{told.date}", told.state, ("presentations", number, "state"))


def _thing(workflow: str, name: str, state: str, place: Location) -> Stateful:
    return Stateful(workflow=WORKFLOWS[workflow], name=f"{workflow}.{name}", state=state, place=place)


def forbidden_moves(earlier: Agreement, now: Agreement) -> Iterator[tuple[Stateful, str, str]]:
    """Every thing of which no steps that are allowed lead from its earlier state to that of now: with what is wrong, and what would do.

    Between two kept versions several steps may have been taken, so any way that the workflow knows will do.
    """
    if earlier.round != now.round:
        return  # another round starts anew
    before = {each.name: each for each in stateful(earlier)}
    for each in stateful(now):
        known = before.get(each.name)
        if known is not None and not each.workflow.way(known.state, each.state):
            reason = each.workflow.why_not(known.state, each.state)
            assert reason is not None
            yield each, *reason
