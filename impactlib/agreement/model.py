"""The agreement: one municipality's round of the impact cycle, as the parties wrote it down.

The model holds what each value must be. What values must be to each other stands in `references` (names that must exist) and
`coherence` (whether it all hangs together); `files.read_agreement` looks at all of it.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from impactlib.agreement.goals import AgreedGoal, Baseline, Contribution, Service, Target
from impactlib.agreement.impact import Endorsement, ExpectedChange, Impact, Party, Statement
from impactlib.agreement.learning import Decision, Interpretation, Lesson, Presentation
from impactlib.agreement.parts import Name, Part, Round
from impactlib.agreement.protocol import Moment, Protocol

SCHEMA_VERSION = "2"
"""The version of the agreement's file format."""

__all__ = [
    "SCHEMA_VERSION",
    "AgreedGoal",
    "Agreement",
    "Baseline",
    "Contribution",
    "Decision",
    "Endorsement",
    "ExpectedChange",
    "Impact",
    "Interpretation",
    "Lesson",
    "Moment",
    "Party",
    "Presentation",
    "Protocol",
    "Service",
    "Statement",
    "Target",
]


class Agreement(Part):
    """One municipality's round of the impact cycle."""

    schema_version: Annotated[Literal["2"], BeforeValidator(str, json_schema_input_type=Literal["2", 2])]
    """The version of this file format."""
    municipality: Name
    """The municipality's code in the register, such as GM0200."""
    round: Round
    """The years of this round: 2025-2027."""
    parties: list[Party] = Field(min_length=2)
    """Who takes part: at least a commissioner and a contractor."""
    impact: Impact
    """Step 1: the desired impact."""
    services: list[Service] = Field(min_length=1)
    """Step 2: the products and services."""
    goals: list[AgreedGoal] = Field(min_length=1)
    """Step 2: what each of them is to show."""
    protocol: Protocol = Protocol()
    """Step 3: the monitoring protocol."""
    moments: list[Moment] = []
    """Step 3: the measurement calendar."""
    presentations: list[Presentation] = []
    """Step 4: who is told what, when, and asked what."""
    interpretations: list[Interpretation] = []
    """Step 5: what the parties make of the findings."""
    decisions: list[Decision] = []
    """Step 5: what they decided."""
    lessons: list[Lesson] = []
    """Step 5: what the next round has to take along."""

    def party(self, id_: str) -> Party:
        """The party with this id."""
        return next(each for each in self.parties if each.id == id_)

    def service(self, id_: str) -> Service:
        """The service with this id."""
        return next(each for each in self.services if each.id == id_)

    def change(self, id_: str) -> ExpectedChange:
        """The change with this id."""
        return next(each for each in self.impact.changes if each.id == id_)

    def with_role(self, role: str) -> tuple[Party, ...]:
        """The parties with this role."""
        return tuple(each for each in self.parties if each.role == role)

    @property
    def sides(self) -> tuple[Party, ...]:
        """The two sides that bind themselves: commissioner, then contractors."""
        return (*self.with_role("commissioner"), *self.with_role("contractor"))

    @property
    def promised(self) -> tuple[str, ...]:
        """Every indicator that a goal promises, each once, in order."""
        return tuple(dict.fromkeys(name for goal in self.goals for name in goal.indicators))
