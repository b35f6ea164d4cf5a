"""Checks of step 1: whether the chain holds, every change is somebody's, and who endorsed which text."""

from __future__ import annotations

from collections.abc import Iterator

from impactlib.agreement.chain import depth_of, loop_in, reached_from
from impactlib.agreement.concern import Check, Found, Surroundings
from impactlib.agreement.endorsement import missing_support, needed, standings
from impactlib.agreement.model import Agreement
from impactlib.agreement.parts import years_of

ENDORSEMENTS = ("impact", "endorsements")


def _sides(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    roles = {party.role for party in agreement.parties}
    if missing := [role for role in ("commissioner", "contractor") if role not in roles]:
        yield ("parties",), f"there is no {' and no '.join(missing)}; roles are {', '.join(sorted(roles))}", "give a party that role"


def _loop(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    if loop := loop_in(agreement.impact.changes):
        yield ("impact", "changes"), f"the chain runs in a loop: {' → '.join(loop)}", "take out one of these links"


def _served(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    """A change is served when a goal aims at it or at something that leads to it."""
    served = {each for goal in agreement.goals for each in reached_from(goal.change, agreement.impact.changes)}
    for number, change in enumerate(agreement.impact.changes):
        if change.id not in served and change.not_covered is None:
            what = f"no goal's service works on {change.id!r}, nor on a change that leads to it"
            yield ("impact", "changes", number), what, "give it a goal, or say why it is 'not_covered'"


def _not_covered(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    aimed_at = {goal.change: goal.id for goal in agreement.goals}
    for number, change in enumerate(agreement.impact.changes):
        if change.not_covered is not None and change.id in aimed_at:
            what = f"{change.id!r} is 'not_covered', and {aimed_at[change.id]!r} works on it"
            yield ("impact", "changes", number, "not_covered"), what, "take one of the two out"


def _backwards(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    levels = {change.id: change.level for change in agreement.impact.changes}
    for number, change in enumerate(agreement.impact.changes):
        for place, link in enumerate(change.leads_to):
            after = levels.get(link.change, change.level)
            if depth_of(after) < depth_of(change.level):
                what = f"a change of {change.level} leads back to one of {after} ({link.change!r})"
                yield ("impact", "changes", number, "leads_to", place), what, "turn the link round, or look at the levels"


def _assumptions(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    links = [link for change in agreement.impact.changes for link in change.leads_to]
    if links and not any(link.assumption or link.risk for link in links):
        what = f"none of the {len(links)} links says what it assumes or what may come between"
        yield ("impact", "changes"), what, "write an 'assumption' or a 'risk' at the links that are least sure"


def _watched(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    for number, change in enumerate(agreement.impact.changes):
        for place, link in enumerate(change.leads_to):
            if (link.assumption or link.risk) and not link.watched_by:
                what = f"nobody watches the link from {change.id!r} to {link.change!r}"
                yield ("impact", "changes", number, "leads_to", place), what, "name a party in 'watched_by'"


def _stale(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    current = agreement.impact.current
    for each in standings(agreement):
        if each.stale and each.said is not None and each.said.state != "asked":
            what = f"{each.party.id!r} last spoke of version {each.said.version}"
            if each.said.version == current.version:
                what = f"{each.party.id!r} spoke on {each.said.date}, before the text of version {current.version} ({current.date})"
            place = agreement.impact.endorsements.index(each.said)
            yield (*ENDORSEMENTS, place), f"{what}: its endorsement is stale", f"ask it about version {current.version}"


def _unanswered(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    wanted = {party.id for party in needed(agreement)}
    for each in standings(agreement):
        if each.party.id in wanted and (each.said is None or each.said.state == "asked"):
            what = f"{each.party.id!r} has not said whether it endorses version {agreement.impact.current.version}"
            yield ENDORSEMENTS, what, "ask it, and write down its answer"


def _endorsed(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    missing = missing_support(agreement)
    if agreement.impact.current.state == "endorsed" and missing:
        names = ", ".join(repr(party.id) for party in missing)
        what = f"the statement is 'endorsed', and {names} {'does' if len(missing) == 1 else 'do'} not carry it"
        yield ("impact", "statements"), what, "make it 'submitted' until all sides and essential parties endorse it"


def _same_text(agreement: Agreement, around: Surroundings) -> Iterator[Found]:
    if around.earlier is None:
        return
    before = {each.version: each.text for each in around.earlier.impact.statements}
    there = {each.version for each in agreement.impact.statements}
    for version in before:
        if version not in there:
            what = f"version {version}, which was kept, is not here any more"
            yield ("impact", "statements"), what, "put it back as 'superseded' or 'withdrawn': endorsements were given to it"
    for number, statement in enumerate(agreement.impact.statements):
        if statement.version in before and before[statement.version] != statement.text:
            what = f"the text of version {statement.version} is not the one that was kept, so nobody has endorsed it"
            yield ("impact", "statements", number), what, "give the new text a version of its own, and ask the parties about it"


def _known_version(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    versions = [each.version for each in agreement.impact.statements]
    for number, each in enumerate(agreement.impact.endorsements):
        if each.version not in versions:
            what = f"{each.party!r} spoke of version {each.version!r}, whose text is not here; versions are {', '.join(versions)}"
            yield (*ENDORSEMENTS, number, "version"), what, "add that version to 'statements', or look at the number"


def _reservations(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    for number, each in enumerate(agreement.impact.endorsements):
        if each.state == "endorsed-with-reservation" and not each.reservation:
            yield (*ENDORSEMENTS, number), f"{each.party!r} has a reservation, and it is not said which", "write it in 'reservation'"
        if each.state != "asked" and each.date is None:
            yield (*ENDORSEMENTS, number), f"{each.party!r} said {each.state!r}, and not when", "write the 'date'"


def _groups(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    used = {change.target_group for change in agreement.impact.changes} | {goal.target_group for goal in agreement.goals}
    for name in agreement.impact.target_groups:
        if name not in used:
            what = f"nothing is to change for the target group {name!r}"
            yield ("impact", "target_groups", name), what, "add the change that is wanted for it, or take it out"


def _source(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    if agreement.impact.challenge.source is None:
        yield ("impact", "challenge"), "it is not said where the municipality names this challenge", "give its 'source'"


def _superseded(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    *older, current = agreement.impact.statements
    for number, each in enumerate(older):
        if each.state not in ("superseded", "withdrawn"):
            what = f"version {each.version} is {each.state!r}, and {current.version} came after it"
            yield ("impact", "statements", number, "state"), what, "make it 'superseded' or 'withdrawn'"
    if current.state in ("superseded", "withdrawn"):
        what = f"the last version, {current.version}, is {current.state!r}: no statement holds"
        yield ("impact", "statements", len(older), "state"), what, "add the version that took its place"


def _heard(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    if not any(party.type == "residents" for party in agreement.parties):
        what = "no party speaks for the people it is all about"
        yield ("parties",), what, "add a party of type 'residents', or a panel of participants"


def _in_round(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    current, (first, _last) = agreement.impact.current, years_of(agreement.round)
    if current.by[:4].isdigit() and int(current.by[:4]) < first:
        what = f"the statement is to be so by {current.by}, and the round is {agreement.round}"
        yield (
            ("impact", "statements", len(agreement.impact.statements) - 1, "by"),
            what,
            "write what this round is to bring, as a new version",
        )


CHECKS = (
    Check(code="A101", severity="error", about="both sides, commissioner and contractor, are there", look=_sides),
    Check(code="A102", severity="error", about="the chain of changes has no loop", look=_loop),
    Check(code="A103", severity="warning", about="every change is served by a goal, or openly not covered", look=_served),
    Check(code="A104", severity="warning", about="what is 'not covered' has no goal", look=_not_covered),
    Check(code="A105", severity="warning", about="links go from near changes to far ones", look=_backwards),
    Check(code="A106", severity="warning", about="the chain says what it assumes or what may come between", look=_assumptions),
    Check(code="A107", severity="warning", about="somebody watches each assumption and risk", look=_watched),
    Check(code="A108", severity="warning", about="no endorsement is of an earlier text (stale)", look=_stale),
    Check(code="A109", severity="warning", about="every needed party has said what it thinks of the statement", look=_unanswered),
    Check(code="A110", severity="error", about="a statement that is 'endorsed' is broadly supported", look=_endorsed),
    Check(code="A111", severity="error", about="a version and its text are those that were kept", look=_same_text),
    Check(code="A112", severity="warning", about="endorsements are of versions whose text is there", look=_known_version),
    Check(code="A113", severity="warning", about="a reservation has its words, and an answer its date", look=_reservations),
    Check(code="A114", severity="warning", about="something is to change for every target group", look=_groups),
    Check(code="A115", severity="warning", about="the challenge has a source", look=_source),
    Check(code="A116", severity="warning", about="one version of the statement holds, the last", look=_superseded),
    Check(code="A117", severity="note", about="the people it is about are at the table", look=_heard),
    Check(code="A118", severity="warning", about="the statement is about this round or a later year", look=_in_round),
)
