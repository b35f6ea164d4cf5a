"""Step 3, agree on accountability: the monitoring protocol, its measurement moments and who does what.

What is left out has its usual value (`items`), which the printed protocol marks as such.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from impactlib.agreement.parts import MaybePeriod, Name, Part, Version, Words
from impactlib.agreement.states import IndicatorState, MomentState, ProtocolState
from impactlib.documents import Amount, Day

USUAL_GROUP = 10
"""Nothing is told about fewer people, unless the parties agree otherwise (DOMAIN.md, section 6)."""

TASKS = ("collect", "check", "interpret", "decide")
"""What has to be done with figures, in order."""


class Basis(Part):
    """Item 3: what the protocol rests on, and how long it holds."""

    kind: Literal["subsidy", "service-agreement", "covenant", "other"]
    """The kind of document it belongs to."""
    reference: str = ""
    """The number or title of that document."""
    start: Day | None = None
    """From when it holds."""
    until: Day | None = None
    """Until when it holds."""
    review: Day | None = None
    """When the parties look at it again."""


class Scope(Part):
    """Item 6: whom and where the figures are about."""

    included: Words
    """Who and where is included."""
    excluded: Words | None = None
    """Who and where is not."""
    split: Words | None = None
    """How figures are split, where the library serves more municipalities."""


class AgreedIndicator(Part):
    """Items 7, 10 and 12: what was agreed about one indicator beside its definition in the catalogue."""

    state: IndicatorState = "agreed"
    """How far it is."""
    owner: str = ""
    """The id of the party that sees to it."""
    method: Words | None = None
    """How it is measured here, where that is not as the catalogue says."""
    user: Words | None = None
    """Who uses it, for which decision."""
    reason: Words | None = None
    """Why it was paused or dropped."""

    @model_validator(mode="after")
    def _a_stop_has_a_reason(self) -> AgreedIndicator:
        if self.state in ("paused", "lapsed") and self.reason is None:
            msg = f"an indicator that is {self.state!r} needs 'reason': why"
            raise ValueError(msg)
        return self


class Response(Part):
    """Item 13: how many answers are sought, and from how many on anything is told."""

    target: Annotated[Amount, Field(ge=0, le=1)] | None = None
    """The share of those asked that should answer: 50%."""
    minimum_group: int = Field(default=USUAL_GROUP, ge=1)
    """Nothing is told about fewer people than this; 5 at the least."""
    if_below: Words | None = None
    """What happens when fewer answer."""


class Privacy(Part):
    """Item 15: what is agreed about personal data."""

    purpose: Words | None = None
    """What answers are used for, and for nothing else."""
    basis: Words | None = None
    """The legal basis (AVG, article 6)."""
    retention: Words | None = None
    """How long raw answers are kept, and by whom."""
    sharing: Words | None = None
    """What the commissioner and others get to see of the answers."""
    consent: Words | None = None
    """How people say yes, and how they take it back."""
    children: Words | None = None
    """How parents say yes, where those asked are under 16."""
    processors: Words | None = None
    """Who else handles the answers."""
    dpia: Literal["done", "not-needed", "planned"] | None = None
    """Whether the risks were assessed (DPIA)."""


class Task(Part):
    """Item 12: who does one thing with the figures (RACI)."""

    task: Literal["collect", "check", "interpret", "decide"]
    """What is done."""
    responsible: str = ""
    """The id of the party that does it."""
    accountable: str = ""
    """The id of the party that answers for it."""
    consulted: list[str] = []
    """The ids of the parties that are asked first."""
    informed: list[str] = []
    """The ids of the parties that hear of it."""


class StoryRule(Part):
    """Item 16: how stories are chosen, agreed beforehand."""

    rule: Words
    """Who is asked, what, and who chooses."""
    critical: bool
    """Whether a story about what did not work is told as well."""
    number: int | None = Field(default=None, ge=0)
    """How many stories a year."""
    consent: Words | None = None
    """How somebody says yes, and takes it back."""
    chosen_by: list[str] = []
    """The ids of the parties that choose together."""


class ContextFigures(Part):
    """Item 17: figures of the surroundings, for which nobody here is judged."""

    indicators: list[str] = []
    """The ids of the context indicators."""
    statement: Words | None = None
    """The statement that these are no targets."""


class Meeting(Part):
    """Item 19: the interpretation meeting, at least once a year."""

    dates: list[Day] = []
    """When."""
    who: list[str] = []
    """The ids of the parties at the table."""
    order: Words | None = None
    """In which order: figures, stories, explanations, decisions."""


class Effort(Part):
    """Item 23: what the monitoring itself costs."""

    hours: Annotated[Amount, Field(ge=0)] | None = None
    """Hours a year."""
    euros: Annotated[Amount, Field(ge=0)] | None = None
    """Euros a year."""
    share: Annotated[Amount, Field(ge=0, le=1)] | None = None
    """As a share of what the services cost."""
    text: Words | None = None
    """How that was weighed."""


class Signature(Part):
    """Item 26: one party's signature under one version."""

    party: Name
    """The id of the party."""
    version: Version
    """The version of the protocol that was signed."""
    date: Day
    """When."""
    function: str = ""
    """In which function; never a person's name."""


class Protocol(Part):
    """The monitoring protocol: 26 items, of which some follow from the rest of the agreement."""

    version: Version = "1.0"
    """The version of the protocol."""
    state: ProtocolState = "draft"
    """How far it is."""
    purpose: list[Literal["learn", "account", "communicate"]] = Field(default=["learn", "account"], min_length=1)
    """Item 2: what monitoring is for, the first before the others."""
    basis: Basis | None = None
    """Item 3: what it rests on, and how long it holds."""
    outside_influence: Words | None = None
    """Item 5: what lies outside the contractor's influence."""
    scope: Scope | None = None
    """Item 6: whom and where the figures are about."""
    indicators: dict[str, AgreedIndicator] = {}
    """Items 7 and 10: what was agreed about indicators, by id."""
    tasks: list[Task] = []
    """Item 12: who does what."""
    response: Response | None = None
    """Item 13: how many answers, and from how many on anything is told."""
    quality: Words | None = None
    """Item 14: how figures are checked and corrected."""
    privacy: Privacy | None = None
    """Item 15: personal data."""
    stories: StoryRule | None = None
    """Item 16: how stories are chosen."""
    context: ContextFigures | None = None
    """Item 17: figures of the surroundings."""
    comparison: Words | None = None
    """Item 18: with whom figures are compared, and why."""
    meeting: Meeting | None = None
    """Item 19: the interpretation meeting."""
    if_it_disappoints: Words | None = None
    """Item 21: what happens when results disappoint."""
    changes: Words | None = None
    """Item 22: how this protocol is changed."""
    effort: Effort | None = None
    """Item 23: what monitoring costs."""
    openness: Words | None = None
    """Item 24: who owns the data, and what is public."""
    evaluation: Words | None = None
    """Item 25: how this protocol itself is evaluated."""
    signatures: list[Signature] = []
    """Item 26: who signed which version."""


class Moment(Part):
    """One measurement moment: what is measured when, by whom, and how far that is."""

    id: Name
    """The short name of this moment."""
    name: Words
    """What is done: survey after the course, yearly count."""
    date: Day
    """The day by which it is done."""
    covers: MaybePeriod = ""
    """The year (or school year) that the figures are about."""
    indicators: list[str] = []
    """The ids of the indicators that are measured; none means all of the agreement."""
    responsible: str = ""
    """The id of the party that sees to it."""
    feeds: list[str] = []
    """The ids of the presentations that need these figures."""
    state: MomentState = "planned"
    """How far it is."""
    reason: Words | None = None
    """Why it was missed."""

    @model_validator(mode="after")
    def _a_miss_has_a_reason(self) -> Moment:
        if self.state == "missed" and self.reason is None:
            msg = "a moment that was missed needs 'reason': why"
            raise ValueError(msg)
        return self
