"""The agreement: one municipality's round of the impact cycle, as the parties wrote it down."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from impactlib.documents import Amount, Day, Document
from impactlib.workspace import Text, check_period

SCHEMA_VERSION = "1"
"""The version of the agreement's file format."""


def _period_if_any(value: str) -> str:
    return check_period(value) if value else value


MaybePeriod = Annotated[str, AfterValidator(_period_if_any)]
"""A period, or nothing where none was agreed."""


class Party(Document):
    """An organisation that takes part, and its role in this agreement."""

    id: str
    name: str
    role: Literal["commissioner", "contractor", "partner"]
    type: Literal["municipality", "library", "mfco", "welfare", "education", "care", "residents", "support", "other"]
    essential: bool = False


class Endorsement(Document):
    """What one party said of one version of the impact statement."""

    party: str
    version: str
    state: Literal["asked", "endorsed", "endorsed-with-reservation", "not-endorsed", "withdrawn"]
    date: Day | None = None
    reservation: str = ""


class ExpectedChange(Document):
    """A change that the parties want to see, in whom, and what it leads to."""

    id: str
    text: Text
    target_group: str
    level: Literal["knowledge", "attitude", "skill", "behaviour", "situation", "society"]
    leads_to: list[str] = []


class Impact(Document):
    """The impact the parties want: the challenge, the statement in plain words, and the chain of changes."""

    challenge: Text
    statement: Text
    version: str
    target_groups: dict[str, Text]
    changes: list[ExpectedChange] = Field(min_length=1)
    endorsements: list[Endorsement] = []


class Baseline(Document):
    """Where things stood at the start, or why that is not known."""

    value: Amount | None = None
    period: MaybePeriod = ""
    reason: Text | None = None

    @model_validator(mode="after")
    def _a_value_or_a_reason(self) -> Baseline:
        if (self.value is None) == (self.reason is None):
            msg = "a baseline has either a 'value' (with its 'period') or a 'reason' why there is none"
            raise ValueError(msg)
        if self.value is not None and not self.period:
            msg = "a baseline with a value needs 'period': the year it is of"
            raise ValueError(msg)
        return self


class Target(Document):
    """What is to be reached, and by when; or a reason why only the direction was agreed."""

    value: Amount | None = None
    by: MaybePeriod = ""
    reason: Text | None = None

    @model_validator(mode="after")
    def _a_value_or_a_reason(self) -> Target:
        if (self.value is None) == (self.reason is None):
            msg = "a target has either a 'value' (with 'by', a period) or a 'reason' why there is none"
            raise ValueError(msg)
        if self.value is not None and not self.by:
            msg = "a target with a value needs 'by': the period in which it is to be reached"
            raise ValueError(msg)
        return self


class AgreedGoal(Document):
    """A goal of a product or service: the change it serves, the indicator that shows it, and what was agreed."""

    id: str
    service: Text
    change: str
    indicator: str
    baseline: Baseline
    target: Target
    contribution: Literal["direct", "shared", "conditional"]
    main: bool = False


class Presentation(Document):
    """One moment of telling: for whom, at which occasion, and the question put to them."""

    audience: str
    occasion: str
    date: Day
    question: Text


class StoryRule(Document):
    """How stories are chosen, agreed beforehand."""

    rule: Text
    critical: bool


class Protocol(Document):
    """What was agreed about accountability."""

    purpose: list[Literal["learn", "account", "communicate"]] = Field(min_length=1)
    if_it_disappoints: Text
    stories: StoryRule


class Agreement(Document):
    """One municipality's round of the impact cycle."""

    schema_version: Literal["1"]
    municipality: str
    round: str
    parties: list[Party] = Field(min_length=2)
    impact: Impact
    goals: list[AgreedGoal] = Field(min_length=1)
    protocol: Protocol
    presentations: list[Presentation] = []
    decisions: list[str] = []

    @model_validator(mode="after")
    def _what_is_named_exists(self) -> Agreement:
        changes = {change.id for change in self.impact.changes}
        parties = {party.id for party in self.parties}
        for change in self.impact.changes:
            if change.target_group not in self.impact.target_groups:
                _refuse(f"impact.changes.{change.id}: target_group", change.target_group, set(self.impact.target_groups))
            for after in change.leads_to:
                if after not in changes:
                    _refuse(f"impact.changes.{change.id}: leads_to", after, changes)
        for goal in self.goals:
            if goal.change not in changes:
                _refuse(f"goals.{goal.id}: change", goal.change, changes)
        for endorsement in self.impact.endorsements:
            if endorsement.party not in parties:
                _refuse("impact.endorsements: party", endorsement.party, parties)
        for kind, names in (
            ("changes", [c.id for c in self.impact.changes]),
            ("goals", [g.id for g in self.goals]),
            ("parties", [p.id for p in self.parties]),
        ):
            if double := [name for name in names if names.count(name) > 1]:
                msg = f"{kind}: the id {double[0]!r} is used twice; give each its own"
                raise ValueError(msg)
        roles = {party.role for party in self.parties}
        if not {"commissioner", "contractor"} <= roles:
            msg = f"parties: roles are {', '.join(sorted(roles))}; name at least one commissioner and one contractor"
            raise ValueError(msg)
        return self


def _refuse(place: str, name: str, known: set[str]) -> None:
    msg = f"{place} names the unknown {name!r}; known: {', '.join(sorted(known))}"
    raise ValueError(msg)
