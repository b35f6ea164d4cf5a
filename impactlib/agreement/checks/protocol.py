"""Checks of step 3: whether the protocol is whole, everything has an owner, and the calendar works out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from impactlib.agreement.concern import Check, Found, Surroundings
from impactlib.agreement.model import Agreement
from impactlib.agreement.parts import years_of
from impactlib.agreement.protocol import TASKS
from impactlib.documents import Location
from impactlib.workspace import LOWEST_GROUP

MOST_EFFORT = 0.05
"""Monitoring that costs more of a programme than this takes from what it watches over (DOMAIN.md, section 2.3, item 23)."""

PERSONAL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|(?<![\w-])(?:\+31|0031|0)[\s-]?(?:\d[\s-]?){8}\d(?!\d)")
"""An e-mail address or a Dutch telephone number."""

WAITING = frozenset({"planned", "under-way"})


def _group(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    agreed = agreement.protocol.response
    if agreed is not None and agreed.minimum_group < LOWEST_GROUP:
        what = f"minimum_group is {agreed.minimum_group}: people could be recognised"
        yield ("protocol", "response", "minimum_group"), what, f"make it {LOWEST_GROUP} or more; 10 is usual"


def _kept_group(agreement: Agreement, around: Surroundings) -> Iterator[Found]:
    agreed = agreement.protocol.response
    if agreed is not None and agreed.minimum_group > around.minimum_group:
        what = f"{agreed.minimum_group} people were agreed as the smallest group, and the workspace tells of {around.minimum_group}"
        cure = f"set 'privacy: {{minimum_group: {agreed.minimum_group}}}' in parameters/workspace.yml"
        yield ("protocol", "response", "minimum_group"), what, cure


def _disappointing(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    if agreement.protocol.if_it_disappoints is None:
        yield ("protocol",), "it is not said what happens if results disappoint", "write it in 'if_it_disappoints'"


def _stories(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    stories = agreement.protocol.stories
    if stories is None:
        yield ("protocol",), "it is not said how stories are chosen", "write it in 'stories', with 'critical: true'"
    elif not stories.critical:
        yield ("protocol", "stories", "critical"), "the story rule picks successes only", "tell what did not work as well: 'critical: true'"


def _owners(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    for name in agreement.promised:
        agreed = agreement.protocol.indicators.get(name)
        if agreed is None or not agreed.owner:
            place: Location = ("protocol", "indicators", name) if agreed else ("protocol",)
            yield place, f"{name} has no owner", f"write 'indicators: {{{name}: {{owner: …}}}}' in 'protocol'"
    for number, moment in enumerate(agreement.moments):
        if not moment.responsible:
            yield ("moments", number), f"nobody is responsible for {moment.id!r}", "name a party in 'responsible'"


def _tasks(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    given = agreement.protocol.tasks
    for number, each in enumerate(given):
        if not each.responsible or not each.accountable:
            lacking = "responsible" if not each.responsible else "accountable"
            yield ("protocol", "tasks", number), f"nobody is {lacking} for the task {each.task!r}", f"name a party in '{lacking}'"
    named = [each.task for each in given]
    if given and (missing := [task for task in TASKS if task not in named]):
        yield ("protocol", "tasks"), f"nobody does: {', '.join(missing)}", "add these tasks"
    if double := sorted({task for task in named if named.count(task) > 1}):
        yield ("protocol", "tasks"), f"stands twice: {', '.join(double)}", "one party is accountable for one task"


def _in_time(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    dates = {each.id: each.date for each in agreement.presentations if each.id}
    for number, moment in enumerate(agreement.moments):
        for name in moment.feeds:
            if name in dates and moment.date > dates[name]:
                what = f"{moment.id!r} is on {moment.date}, after the presentation {name!r} that it feeds ({dates[name]})"
                yield ("moments", number, "date"), what, "measure earlier, or tell later"


def _measured(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    if any(not moment.indicators for moment in agreement.moments):
        return
    covered = {name for moment in agreement.moments for name in moment.indicators}
    for name in agreement.promised:
        if name not in covered:
            yield ("moments",), f"no measurement moment is about {name}", "name it in 'indicators' of a moment"


def _term(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    basis = agreement.protocol.basis
    if basis is None:
        return
    place, (first, last) = ("protocol", "basis"), years_of(agreement.round)
    if basis.start and basis.until and basis.start >= basis.until:
        yield (*place, "until"), f"it holds from {basis.start} until {basis.until}", "look at both dates"
    elif (basis.start and basis.start.year > first) or (basis.until and basis.until.year < last):
        held = " ".join(f"{word} {day}" for word, day in (("from", basis.start), ("until", basis.until)) if day is not None)
        what = f"it holds {held}, and the round is {agreement.round}"
        yield place, what, "let the protocol hold for the whole round"


def _signed(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    protocol = agreement.protocol
    signed = {each.party for each in protocol.signatures if each.version == protocol.version}
    if protocol.state in ("signed", "in-force", "evaluated"):
        for party in agreement.sides:
            if party.id not in signed:
                what = f"the protocol is {protocol.state!r}, and {party.id!r} did not sign version {protocol.version}"
                yield ("protocol", "signatures"), what, "let it sign, or make the protocol 'aligned'"


def _old_signatures(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    protocol = agreement.protocol
    newest = {each.party for each in protocol.signatures if each.version == protocol.version}
    for number, each in enumerate(protocol.signatures):
        if each.version != protocol.version and each.party not in newest:
            what = f"{each.party!r} signed version {each.version}, and the protocol is at {protocol.version}"
            yield ("protocol", "signatures", number), what, "ask it to sign the version that holds"


def _signed_first(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    protocol, current = agreement.protocol, agreement.impact.current
    for number, each in enumerate(protocol.signatures):
        if each.version == protocol.version and current.date is not None and each.date < current.date:
            what = f"{each.party!r} signed on {each.date}, before version {current.version} of the statement ({current.date})"
            yield ("protocol", "signatures", number), what, "sign a new version of the protocol"


def _overdue(agreement: Agreement, around: Surroundings) -> Iterator[Found]:
    for number, moment in enumerate(agreement.moments):
        if moment.date < around.day and moment.state in WAITING:
            what = f"{moment.id!r} was due on {moment.date}, and is still {moment.state!r} on {around.day}"
            yield ("moments", number, "state"), what, "say how far it is, or that it was 'missed' and why"


def _meetings(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    meeting = agreement.protocol.meeting
    if meeting is None:
        return
    first, last = years_of(agreement.round)
    # The year of a round is talked about in the year itself or in the next one.
    held = {day.year for day in meeting.dates}
    for year in range(first, last + 1):
        if not {year, year + 1} & held:
            yield ("protocol", "meeting"), f"no meeting is planned about {year}", "plan an interpretation meeting every year"


def _children(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    privacy = agreement.protocol.privacy
    for name, group in agreement.impact.target_groups.items():
        if group.children and (privacy is None or privacy.children is None):
            what = f"{name!r} are children, and it is not said how their parents say yes"
            yield ("impact", "target_groups", name), what, "write it in 'protocol.privacy.children'"


def _persons(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    seen: set[Location] = set()
    for place, text in _texts(agreement.model_dump(), ()):
        # Words stand in two languages; what is in both is told once.
        holder = place[:-1] if place[-1] in ("nl", "en") else place
        if holder in seen:
            continue
        if found := PERSONAL.search(text):
            what = f"{found[0]!r} looks like an e-mail address or a telephone number"
            seen.add(holder)
            yield holder, what, "name functions, not persons: this file is shared"


def _texts(content: Any, place: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(content, str):
        yield place, content
    elif isinstance(content, dict):
        for key, value in content.items():
            yield from _texts(value, (*place, key))
    elif isinstance(content, list):
        for number, value in enumerate(content):
            yield from _texts(value, (*place, number))


def _effort(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    effort = agreement.protocol.effort
    if effort is not None and effort.share is not None and effort.share > MOST_EFFORT:
        what = f"monitoring takes {effort.share:.0%} of what the services cost, more than {MOST_EFFORT:.0%}"
        yield ("protocol", "effort", "share"), what, "measure less, or less often"


def _others_duties(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    given = agreement.protocol.tasks
    ours = {party.id for party in agreement.with_role("commissioner")}
    if given and ours and not any({each.responsible, each.accountable, *each.consulted} & ours for each in given):
        yield ("protocol", "tasks"), "the commissioner has no part in any task", "let it interpret and decide together with the contractor"


CHECKS = (
    Check(code="A301", severity="error", about=f"the minimum group is {LOWEST_GROUP} or more", look=_group),
    Check(code="A302", severity="error", about="the workspace keeps to the minimum group that was agreed", look=_kept_group),
    Check(code="A303", severity="warning", about="it is said what happens if results disappoint", look=_disappointing),
    Check(code="A304", severity="warning", about="the story rule does not pick successes only", look=_stories),
    Check(code="A305", severity="warning", about="every promised indicator and every moment has an owner", look=_owners),
    Check(code="A306", severity="warning", about="every task has one who does it and one who answers for it", look=_tasks),
    Check(code="A307", severity="warning", about="measurement comes before the report it feeds", look=_in_time),
    Check(code="A308", severity="warning", about="every promised indicator has its measurement moment", look=_measured),
    Check(code="A309", severity="warning", about="the protocol holds for the whole round", look=_term),
    Check(code="A310", severity="error", about="a signed protocol bears the signatures of both sides", look=_signed),
    Check(code="A311", severity="warning", about="signatures are under the version that holds", look=_old_signatures),
    Check(code="A312", severity="warning", about="no measurement is overdue", look=_overdue),
    Check(code="A313", severity="warning", about="the parties meet about every year of the round", look=_meetings),
    Check(code="A314", severity="warning", about="for children it is agreed how parents say yes", look=_children),
    Check(code="A315", severity="warning", about="the file names no person's address or number", look=_persons),
    Check(code="A316", severity="warning", about="monitoring costs at most 5% of the services", look=_effort),
    Check(code="A317", severity="warning", about="the commissioner has a part in the work as well", look=_others_duties),
    Check(code="A318", severity="warning", about="signatures are not older than the statement they stand under", look=_signed_first),
)
