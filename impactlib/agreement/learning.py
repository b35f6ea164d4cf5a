"""Steps 4 and 5, present and learn: for whom what is told, what the figures mean to the parties, and what they decide."""

from __future__ import annotations

from typing import Literal

from impactlib.agreement.parts import MaybePeriod, Name, Part, Words
from impactlib.agreement.states import PresentationState
from impactlib.documents import Day

OccasionKind = Literal["annual-talk", "grant-application", "accountability", "budget-debate", "new-council", "working-visit", "campaign"]
"""The kinds of occasion that a report knows how to open for."""


class Presentation(Part):
    """One moment of telling: for whom, at which occasion, and the question put to them."""

    id: str = ""
    """The short name by which measurement moments mean this presentation."""
    audience: Name
    """The id of the audience: council, officer, public …"""
    occasion: Name
    """The occasion, as it is called in this municipality."""
    kind: OccasionKind | None = None
    """What kind of occasion it is: the report opens accordingly, and asks accordingly where no question is written."""
    date: Day
    """When it is."""
    question: Words | None = None
    """What is asked of the reader."""
    state: PresentationState = "draft"
    """How far it is."""
    responsible: str = ""
    """The id of the party that tells it."""


class Interpretation(Part):
    """What the parties make of a finding: an explanation, and another one that could be true as well."""

    period: MaybePeriod
    """The year (or school year) that the finding is about."""
    goal: str = ""
    """The id of the goal it belongs to."""
    finding: Words
    """What was found, in words; its figures stand in the report."""
    explanation: Words
    """How the parties explain it."""
    alternative: Words | None = None
    """What else could explain it."""
    counter_voice: Words | None = None
    """What was said against it."""
    by: list[str] = []
    """The ids of the parties that said so."""
    date: Day | None = None
    """The day of the meeting."""


class Decision(Part):
    """What the parties decided after looking at the findings."""

    id: str = ""
    """The short name of this decision."""
    kind: Literal["continue", "change", "stop", "scale", "investigate"]
    """Go on, do it otherwise, stop, do more of it, or find out more."""
    text: Words
    """What exactly."""
    goal: str = ""
    """The id of the goal it is about."""
    owner: str = ""
    """The id of the party that sees to it."""
    date: Day | None = None
    """The day by which it is done."""
    done: bool = False
    """Whether it has been done."""


class Lesson(Part):
    """Something learned that the next round has to take along."""

    text: Words
    """The lesson."""
    period: MaybePeriod = ""
    """The year (or school year) it was learned in."""
    open: bool = True
    """Whether nothing has been done with it yet."""
