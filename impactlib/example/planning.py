"""What is special about each agreement: who takes part, how often the text was changed, and how far the protocol is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Literal

from impactlib.documents import Document, read_document
from impactlib.example.chance import happens, pick, seeded, whole
from impactlib.example.goals import ExampleGoal, agreed
from impactlib.example.region import TEXTS, Library, Municipality, municipalities
from impactlib.example.wordings import party_words
from impactlib.example.words import ThemeName, agreement_words
from impactlib.workspace import Text

TODAY = date(2026, 3, 2)
"""The report date of the example's workspace: what is past on it has been done."""

ProtocolState = Literal["aligned", "signed", "in-force", "evaluated"]

SATURDAY = 5
"""The number of the first day of the weekend."""

SIGNED = frozenset({"signed", "in-force", "evaluated"})
"""The states of a protocol that both sides have signed."""

DRAWN: dict[str, tuple[Literal["one", "two", "two-late", "three"], ...]] = {
    "1.0": ("one",),
    "1.1": ("one",),
    "2.0": ("two", "two", "two-late", "three"),
}
"""How often the text was changed, by the version that chance drew."""


class Special(Document):
    """What is special about one agreement; what is None is drawn by chance."""

    versions: Literal["one", "two", "two-late", "three"] | None = None
    withdrawn: str = ""
    protocol: ProtocolState | None = None
    revised: bool = False
    told: bool = False
    talked: bool = False
    refused: bool = False
    withdrew: bool = False
    extra: str = ""
    missed: Text | None = None
    stopped: str = ""
    paused: Text | None = None
    stop: Text | None = None
    group: dict[str, str] = {}
    direction: dict[str, Literal["up", "down"]] = {}


class SpecialCases(Document):
    """All agreements that are special, by code."""

    cases: dict[str, Special]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A party, by what the rest of the agreement needs to know of it."""

    id: str
    name: str
    role: Literal["commissioner", "contractor", "partner"]
    type: str
    essential: bool
    themes: frozenset[ThemeName] = frozenset()
    library: Library | None = None

    @property
    def needed(self) -> bool:
        """Whether the statement is not broadly supported without it."""
        return self.essential or self.role != "partner"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextVersion:
    """A version of the impact statement and the day it was put to the parties."""

    number: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything about one agreement that its parts have to agree on."""

    municipality: Municipality
    goals: tuple[ExampleGoal, ...]
    members: tuple[Member, ...]
    versions: tuple[TextVersion, ...]
    protocol: ProtocolState
    special: Special

    @property
    def code(self) -> str:
        """The municipality's code."""
        return self.municipality.code

    @property
    def themes(self) -> list[ThemeName]:
        """The themes of the goals, that of the main goal first."""
        return list(dict.fromkeys(goal.theme for goal in sorted(self.goals, key=lambda goal: not goal.main)))

    @property
    def contractors(self) -> list[str]:
        """The ids of those who carry it out."""
        return [member.id for member in self.members if member.role == "contractor"]

    @property
    def partners(self) -> list[str]:
        """The ids of the partners."""
        return [member.id for member in self.members if member.role == "partner"]

    def partners_for(self, theme: ThemeName) -> list[str]:
        """The ids of the partners that are about this theme."""
        return [member.id for member in self.members if theme in member.themes]

    def chance(self, purpose: str) -> Random:
        """A generator of its own for a part of this agreement."""
        return seeded(self.code, purpose)


@cache
def special_cases() -> dict[str, Special]:
    """All agreements that are special, by code."""
    return read_document(TEXTS / "special.yml", SpecialCases, shown="example/texts/special.yml").cases


@cache
def plan_of(municipality: Municipality) -> Plan:
    """The plan of one municipality's agreement."""
    goals, special = agreed(municipality), special_cases().get(municipality.code, Special())
    return Plan(
        municipality=municipality,
        goals=goals,
        members=tuple(_members(municipality, goals, special)),
        versions=tuple(_versions(municipality, special)),
        protocol=special.protocol or _protocol(municipality),
        special=special,
    )


def plans() -> tuple[Plan, ...]:
    """The plans of all agreements, in order of code."""
    return tuple(plan_of(municipality) for municipality in municipalities())


def _members(municipality: Municipality, goals: tuple[ExampleGoal, ...], special: Special) -> list[Member]:
    chance, themes = seeded(municipality.code, "parties"), {goal.theme for goal in goals}
    name = f"Gemeente {municipality.name}"
    members = [Member(id="municipality", name=name, role="commissioner", type="municipality", essential=True)]
    for number, library in enumerate(municipality.libraries, start=1):
        key = "library" if number == 1 else f"library-{number}"
        members.append(Member(id=key, name=library.name, role="contractor", type=library.type, essential=True, library=library))
    concerned = [(key, each) for key, each in agreement_words().partners.items() if set(each.themes) & themes]
    for place, (key, partner) in enumerate(concerned):
        if place == 0 or happens(chance, 0.45):
            essential = place == 0 and happens(chance, 0.5)
            about = frozenset(partner.themes)
            members.append(Member(id=key, name=partner.name, role="partner", type=partner.type, essential=essential, themes=about))
    if special.extra:
        more = party_words().extra[special.extra]
        about = frozenset(more.themes)
        members.append(Member(id=special.extra, name=more.name, role="partner", type=more.type, essential=False, themes=about))
    return members


def working_day(day: date) -> date:
    """The day itself, or the first working day after it: nobody signs at the weekend or at the turn of the year."""
    while day.weekday() >= SATURDAY or (day.month, day.day) >= (12, 25) or (day.month, day.day) <= (1, 2):
        day += timedelta(days=1)
    return day


def drawn_version(chance: Random) -> str:
    """The version of the text that chance draws: the first draw of the impact's generator."""
    return pick(chance, ("1.0", "1.1", "2.0"))


def _versions(municipality: Municipality, special: Special) -> list[TextVersion]:
    drawn = drawn_version(seeded(municipality.code, "impact"))
    chance = seeded(municipality.code, "versions")
    kind = special.versions or pick(chance, DRAWN[drawn])
    if kind == "one":
        return [TextVersion(number="1.0", day=working_day(date(2024, 12, whole(chance, 2, 13))))]
    first = TextVersion(number="1.0", day=working_day(date(2024, 9, whole(chance, 3, 20))))
    early, late = working_day(date(2024, 12, whole(chance, 2, 13))), working_day(date(2025, 11, whole(chance, 20, 28)))
    if kind == "two":
        return [first, TextVersion(number="2.0", day=early)]
    if kind == "two-late":
        return [first, TextVersion(number="2.0", day=late + timedelta(days=21))]
    return [first, TextVersion(number="1.1", day=early), TextVersion(number="2.0", day=late)]


def _protocol(municipality: Municipality) -> ProtocolState:
    draw = seeded(municipality.code, "protocol state").random()
    return "aligned" if draw < 0.08 else "signed" if draw < 0.18 else "in-force"
