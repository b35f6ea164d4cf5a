"""What a coherence check is, what it may look at, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from impactlib.agreement.model import Agreement
from impactlib.documents import Location
from impactlib.workspace import LOWEST_GROUP, Text

Severity = Literal["error", "warning", "note"]
"""An error stops a release; a warning fails `impact check --strict`; a note is good to know."""


class Measurable(Protocol):
    """What checks need to know of an indicator of the catalogue."""

    @property
    def kind(self) -> str:
        """`tellen`, `meten` or `context`."""

    @property
    def direction(self) -> str:
        """Which way is good: `up`, `down` or `none`."""

    @property
    def name(self) -> Text:
        """The indicator's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What lies around an agreement: the catalogue, the day of looking, the workspace's settings, and the version kept before."""

    indicators: Mapping[str, Measurable]
    day: date
    minimum_group: int = LOWEST_GROUP
    delivered: Collection[str] = ()
    earlier: Agreement | None = None
    figures: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """What the workspace's data say of this area, by indicator and period; empty where nothing was measured yet."""


Found = tuple[Location, str, str]
"""Where in the agreement, what is the matter with the value found, and what would do."""

Look = Callable[[Agreement, Surroundings], Iterator[Found]]
"""Finds everything of one kind that is the matter with an agreement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One coherence check: its code (the first digit is the step of the cycle, 6 the seven lessons), and what it is about."""

    code: str
    severity: Severity
    about: str
    look: Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """What a check found."""

    code: str
    severity: Severity
    place: Location
    what: str
    cure: str
