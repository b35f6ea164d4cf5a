"""Step 1, agree on the desired impact: parties, challenge, statement, target groups, the chain of changes, and who endorses it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from impactlib.agreement.parts import Name, Part, Version, Words
from impactlib.agreement.states import EndorsementState, StatementState
from impactlib.documents import Day

LEVELS = ("knowledge", "attitude", "skill", "behaviour", "situation", "society")
"""The levels of change, from what is nearest to an activity to what is furthest (DOMAIN.md, section 2.1)."""

POSITIVE = frozenset({"endorsed", "endorsed-with-reservation"})
"""The states of an endorsement that carry the statement."""


class LegalEntity(Part):
    """One legal entity of a party: a multifunctional organisation (MFCO) may have several, each with its own subsidy."""

    name: Name
    """Its name in the articles or the register of companies."""
    functions: Words | None = None
    """What it does in this agreement: library, theatre, arts education …"""


class Party(Part):
    """An organisation that takes part, and its role in this agreement. No persons: a contact is a function, not a name."""

    id: Name
    """The short name by which other parts of this file mean this party."""
    name: Name
    """The name as readers know it."""
    role: Literal["commissioner", "contractor", "partner"]
    """Its role here: who asks and pays, who carries out, or who takes part. A role, not a type: it differs between agreements."""
    type: Literal["municipality", "library", "mfco", "welfare", "education", "care", "residents", "support", "other"]
    """What kind of organisation it is."""
    essential: bool = False
    """Whether the impact is not 'broadly supported' without this party."""
    lead: bool = False
    """Whether this party coordinates, where several carry out."""
    contact: str = ""
    """The function that can be asked (policy officer, director); never a person's name."""
    participation: Literal["inform", "consult", "advise", "co-produce", "co-decide"] | None = None
    """How far it takes part (ladder of participation)."""
    interest: Words | None = None
    """Why this party takes part."""
    benefit: Words | None = None
    """What this party gains when the impact is reached."""
    serves: list[str] = []
    """The codes of all municipalities it serves, where that is more than this one."""
    entities: list[LegalEntity] = []
    """Its legal entities, where it has several."""


class Challenge(Part):
    """The societal challenge (*opgave*) that the impact answers to."""

    text: Words
    """The challenge in plain words."""
    source: Words | None = None
    """Where the municipality says so: coalition agreement, social agenda, education plan."""
    theme: Literal["literate-society", "information-society", "lifelong-development"] | None = None
    """The theme of the national covenant (Bibliotheekconvenant) it belongs to."""


class Statement(Part):
    """One version of the impact statement: what will be different, for whom, by when, in plain words."""

    version: Version
    """The number of this version; a changed text is a new version."""
    text: Words
    """The statement in plain words."""
    date: Day | None = None
    """The day on which this text was put to the parties."""
    state: StatementState = "draft"
    """How far this version is."""
    by: str = ""
    """The year by which it is to be so."""
    why: Words | None = None
    """Why this impact and no other."""


class TargetGroup(Part):
    """The people for whom something is to change."""

    name: Words
    """Who they are."""
    size: int | None = Field(default=None, ge=0)
    """How many there are in this municipality, by estimate."""
    source: Words | None = None
    """Where that number comes from."""
    hard_to_reach: bool | None = None
    """Whether they are hard to reach."""
    children: bool = False
    """Whether they are under 16: then consent of parents is needed."""


class Link(Part):
    """A link of the chain: one change leads to another, if something holds."""

    change: Name
    """The id of the change it leads to."""
    assumption: Words | None = None
    """What must hold for the one to lead to the other."""
    evidence: Literal["none", "experience", "research"] | None = None
    """What that assumption rests on."""
    risk: Words | None = None
    """What may come between."""
    watched_by: str = ""
    """The id of the party that watches whether it holds."""


def _as_link(value: object) -> object:
    return {"change": value} if isinstance(value, str) else value


AnyLink = Annotated[Link, BeforeValidator(_as_link, json_schema_input_type=str | Link)]
"""A link, or just the id of the change it leads to."""


class ExpectedChange(Part):
    """A change that the parties want to see, in whom, and what it leads to."""

    id: Name
    """The short name by which goals and links mean this change."""
    text: Words
    """The change in plain words, with a verb: 'participants dare to try'."""
    target_group: Name
    """The id of the target group in which it happens."""
    level: Literal["knowledge", "attitude", "skill", "behaviour", "situation", "society"]
    """What kind of change it is, from near to far."""
    term: Literal["short", "medium", "long"] | None = None
    """How soon it can be expected."""
    leads_to: list[AnyLink] = []
    """The changes it leads to: ids, or links with their assumption and risk."""
    not_covered: Words | None = None
    """Why no service of this agreement works on it, where that is so: it is 'not covered', openly."""


class Endorsement(Part):
    """What one party said of one version of the impact statement."""

    party: Name
    """The id of the party."""
    version: Version
    """The version it said it of."""
    state: EndorsementState
    """What it said."""
    date: Day | None = None
    """When."""
    body: str = ""
    """Which body decided: the executive, the council, the board."""
    reservation: str = ""
    """Under which reservation, in the party's own words."""


class Impact(Part):
    """The impact the parties want: the challenge, the statement in its versions, and the chain of changes."""

    challenge: Challenge
    """The societal challenge."""
    statements: list[Statement] = Field(min_length=1)
    """Every version of the statement, oldest first; the last one holds."""
    target_groups: dict[str, TargetGroup]
    """The target groups by id."""
    changes: list[ExpectedChange] = Field(min_length=1)
    """The chain of changes (theory of change)."""
    endorsements: list[Endorsement] = []
    """What each party said of which version; older entries are kept."""
    alternatives: Words | None = None
    """Which other ways to reach this were weighed, and why this one was chosen."""

    @property
    def current(self) -> Statement:
        """The version of the statement that holds."""
        return self.statements[-1]
