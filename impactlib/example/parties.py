"""The parties of an agreement, and what each said of every version of the impact statement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from impactlib.example.chance import happens, pick, whole
from impactlib.example.planning import TODAY, Member, Plan, TextVersion, working_day
from impactlib.example.wordings import party_words
from impactlib.example.writing import Content, given, words

ALONE = 1
"""A library that serves one municipality needs no list of them."""

LATEST = 55
"""Within so many days of a text being put to them, parties have answered."""


def parties(plan: Plan) -> list[Content]:
    """Who takes part, what their role is, and for some what they want and gain."""
    chance = plan.chance("who")
    return [_party(plan, member, chance) for member in plan.members]


def _party(plan: Plan, member: Member, chance: Random) -> Content:
    kind, library = party_words().kinds[member.type], member.library
    contact, participation = pick(chance, kind.contacts), pick(chance, kind.participation)
    wants, gains, told = happens(chance, 0.14), happens(chance, 0.1), happens(chance, 0.45)
    want = party_words().wants["library" if library else member.id]
    entities = [given(name=each.name, functions=words(each.functions)) for each in library.entities] if library else []
    return given(
        id=member.id,
        name=member.name,
        role=member.role,
        type=member.type,
        essential=member.essential,
        lead=member.id == "library" and len(plan.contractors) > 1,
        contact=contact,
        participation=participation if told or member.role == "partner" else None,
        serves=list(library.serves) if library and len(library.serves) > ALONE else [],
        entities=entities,
        interest=words(want.interest) if wants else None,
        benefit=words(want.benefit) if gains else None,
    )


def endorsements(plan: Plan) -> list[Content]:
    """What every party said of every version; what it said of earlier texts is kept."""
    chance = plan.chance("endorsements")
    return [each for member in plan.members for each in _said(plan, member, chance)]


def _said(plan: Plan, member: Member, chance: Random) -> Iterator[Content]:
    *older, current = plan.versions
    spoke = False
    for version in older:
        day, joined_in = _day(version, chance), happens(chance, 0.85)
        if member.needed or joined_in:
            spoke = True
            yield _endorsement(member, version, "endorsed", day)
    draw, day = chance.random(), _day(current, chance)
    reservation = pick(chance, getattr(party_words().reservations, member.role))
    refused, withdrew = pick(chance, party_words().reservations.refused), pick(chance, party_words().reservations.withdrawn)
    last_partner = member.id == plan.members[-1].id and not member.needed
    if (plan.special.refused and member.essential and member.role == "partner") or (draw < 0.05 and not member.needed):
        yield _endorsement(member, current, "not-endorsed", day, refused)
    elif plan.special.withdrew and last_partner:
        yield _endorsement(member, current, "withdrawn", day, withdrew)
    elif not member.needed and draw < (0.4 if spoke else 0.14):
        yield given(party=member.id, version=current.number, state="asked")
    elif draw > 0.85:
        yield _endorsement(member, current, "endorsed-with-reservation", day, reservation)
    else:
        yield _endorsement(member, current, "endorsed", day)


def _day(version: TextVersion, chance: Random) -> str:
    day = working_day(version.day + timedelta(days=whole(chance, 12, LATEST)))
    assert day < TODAY
    return day.isoformat()


def _endorsement(member: Member, version: TextVersion, state: str, day: str, reservation: str = "") -> Content:
    body = party_words().kinds[member.type].body
    return given(party=member.id, version=version.number, state=state, date=day, body=body, reservation=reservation)


def broadly_supported(plan: Plan) -> bool:
    """Whether all who are needed endorsed the text that holds."""
    current = plan.versions[-1].number
    carrying = {each["party"] for each in endorsements(plan) if each["version"] == current and str(each["state"]).startswith("endorsed")}
    return all(member.id in carrying for member in plan.members if member.needed)
