"""Step 2, set concrete goals: products and services, what each goal is to show, and the contribution that was agreed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from impactlib.agreement.parts import MaybePeriod, Name, Part, Words
from impactlib.agreement.states import ContributionState
from impactlib.documents import Amount


class Service(Part):
    """A product or service that works on changes."""

    id: Name
    """The short name by which goals mean this service."""
    name: Words
    """The service as readers know it."""
    function: Literal["information", "education", "reading", "meeting", "culture"] | None = None
    """The function of the library act (Wsob, article 5) it belongs to."""
    location: Words | None = None
    """Where it is given."""
    cost: Annotated[Amount, Field(ge=0)] | None = None
    """What it costs a year, in euros."""
    partners: list[str] = []
    """The ids of the parties that give it together with the contractor."""


class Baseline(Part):
    """Where things stood at the start, or why that is not known."""

    value: Amount | None = None
    """The figure at the start: 75%, 0.8 or 1450."""
    period: MaybePeriod = ""
    """The year (or school year) it is of."""
    source: Words | None = None
    """How it was obtained."""
    reason: Words | None = None
    """Why there is no figure, where there is none."""

    @model_validator(mode="after")
    def _a_value_or_a_reason(self) -> Baseline:
        if (self.value is None) == (self.reason is None):
            msg = "a baseline has either a 'value' (with its 'period') or a 'reason' why there is none"
            raise ValueError(msg)
        if self.value is not None and not self.period:
            msg = "a baseline with a value needs 'period': the year it is of"
            raise ValueError(msg)
        return self


class Target(Part):
    """What is to be reached, and by when; or a reason why only the direction was agreed."""

    value: Amount | None = None
    """What is to be reached: 80%, 0.5 or 1600."""
    by: MaybePeriod = ""
    """The year (or school year) in which it is to be reached."""
    reason: Words | None = None
    """Why no figure was agreed, where there is none."""
    why: Words | None = None
    """Why this figure: needed where it lies at or below the baseline."""
    set_by: str = ""
    """The id of the party that proposed it."""

    @model_validator(mode="after")
    def _a_value_or_a_reason(self) -> Target:
        if (self.value is None) == (self.reason is None):
            msg = "a target has either a 'value' (with 'by', a period) or a 'reason' why there is none"
            raise ValueError(msg)
        if self.value is not None and not self.by:
            msg = "a target with a value needs 'by': the period in which it is to be reached"
            raise ValueError(msg)
        return self


class Contribution(Part):
    """What the contractor contributes, and what others and the municipality itself do."""

    strength: Literal["direct", "shared", "conditional"]
    """How far the result is the contractor's: its own, shared with others, or only if something else happens."""
    state: ContributionState = "proposed"
    """How far the parties are."""
    text: Words | None = None
    """The contribution in plain words."""
    others: list[str] = []
    """The ids of the parties that contribute too."""
    municipality: Words | None = None
    """What the municipality itself does for it."""
    external: Words | None = None
    """What lies outside everybody's influence here, or what it depends on."""
    resources: Words | None = None
    """The people and money that are set aside for it."""


class AgreedGoal(Part):
    """A goal of a product or service: the change it serves, the indicator that shows it, and what was agreed."""

    id: Name
    """The short name by which moments, interpretations and decisions mean this goal."""
    service: Name
    """The id of the service."""
    change: Name
    """The id of the change that the service works on."""
    target_group: str = ""
    """The id of the target group, where it is not that of the change."""
    indicator: Name
    """The id of the indicator in the catalogue, such as DI08."""
    also: list[str] = []
    """Indicators that are told beside it, without a target."""
    direction: Literal["up", "down"] | None = None
    """Which way is good, where the catalogue leaves that open."""
    baseline: Baseline | None = None
    """Where things stood at the start."""
    target: Target
    """What is to be reached."""
    lasting: Words | None = None
    """How long the change is to last for people."""
    risk: Words | None = None
    """What may make it turn out otherwise."""
    contribution: Contribution
    """Who contributes what."""
    main: bool = False
    """Whether this is the goal that reports open with."""

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicator that shows it, and those beside it."""
        return (self.indicator, *self.also)
