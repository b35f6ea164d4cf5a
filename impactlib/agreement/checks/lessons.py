"""The seven lessons of Rekenkamer Nijmegen on why nobody knows whether a subsidy worked (DOMAIN.md, section 2.3), one check each."""

from __future__ import annotations

from collections.abc import Iterator

from impactlib.agreement.chain import loop_in, reached_from
from impactlib.agreement.concern import Check, Found, Surroundings
from impactlib.agreement.model import Agreement
from impactlib.agreement.parts import years_of

FINAL = frozenset({"situation", "society"})
"""The levels at which a chain has arrived at what people live in."""


def _concrete(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    n = len(agreement.goals)
    open_ones = [goal.id for goal in agreement.goals if goal.target.value is None]
    if 2 * len(open_ones) > n:
        what = f"{len(open_ones)} of the {n} goals have no figure to reach"
        yield ("goals",), f"{what}: {', '.join(open_ones)}", "agree on a figure for at least half of them"


def _linked(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    changes = agreement.impact.changes
    if loop_in(changes):
        return
    levels = {change.id: change.level for change in changes}
    for number, goal in enumerate(agreement.goals):
        if not FINAL & {levels[each] for each in reached_from(goal.change, changes) if each in levels}:
            what = f"{goal.change!r}, which {goal.id!r} serves, leads to nothing in people's situation or in society"
            yield ("goals", number, "change"), what, "link it on to the impact that is wanted"


def _weighed(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    if agreement.impact.alternatives is None:
        what = "it is not said which other ways were weighed"
        yield ("impact",), what, "write in 'alternatives' what else could have been done, and why this was chosen"


def _evaluated(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    basis = agreement.protocol.basis
    if basis is None or basis.review is None:
        yield ("protocol",), "no day was agreed on which the parties look back", "write 'review' in 'basis'"


def _checked(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    by = {each.task: each.responsible for each in agreement.protocol.tasks}
    if not by:
        return  # the usual text of item 12 says that the commissioner checks
    if not by.get("check"):
        yield ("protocol", "tasks"), "nobody checks the figures", "add the task 'check'"
    elif by.get("check") == by.get("collect"):
        yield ("protocol", "tasks"), f"{by['check']!r} checks the figures that it collects itself", "let another party check them"


def _informed(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    first, last = years_of(agreement.round)
    meeting = agreement.protocol.meeting
    told = {each.date.year for each in agreement.presentations} | {day.year for day in (meeting.dates if meeting else ())}
    silent = [year for year in range(first + 1, last + 1) if year not in told]
    if silent:
        what = f"in {', '.join(str(year) for year in silent)} nobody is told anything to steer by"
        yield ("presentations",), what, "plan a presentation or a meeting in each year"


def _in_one_hand(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    contractors = agreement.with_role("contractor")
    if len(contractors) > 1 and not any(party.lead for party in agreement.parties):
        names = ", ".join(repr(party.id) for party in contractors)
        yield ("parties",), f"{names} carry it out, and nobody coordinates", "write 'lead: true' at one party"


CHECKS = (
    Check(code="A601", severity="warning", about="lesson 1: goals are concrete", look=_concrete),
    Check(code="A602", severity="warning", about="lesson 2: what is done is linked to what is wanted", look=_linked),
    Check(code="A603", severity="warning", about="lesson 3: alternatives were weighed", look=_weighed),
    Check(code="A604", severity="warning", about="lesson 4: the agreement is evaluated", look=_evaluated),
    Check(code="A605", severity="warning", about="lesson 5: somebody else checks the figures", look=_checked),
    Check(code="A606", severity="warning", about="lesson 6: there is something to steer by each year", look=_informed),
    Check(code="A607", severity="warning", about="lesson 7: carrying out lies in one hand", look=_in_one_hand),
)
