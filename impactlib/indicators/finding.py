"""What the data let us say about one indicator in one area: all that a report may use, and nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from impactlib.errors import InputError
from impactlib.statistics.estimate import Change, Estimate
from impactlib.workspace import Text


def period_before(period: str) -> str:
    """The period before: 2024 before 2025, and 2024-2025 before 2025-2026."""
    return "-".join(str(int(year) - 1) for year in period.split("-"))


class Verdict(StrEnum):
    """What the data let us say of a goal or of a comparison with an earlier period."""

    MET = "met"
    NOT_YET = "not-yet"
    BETTER = "better"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"
    NO_CLEAR_CHANGE = "no-clear-change"
    SAME = "same"
    CANNOT_SAY = "cannot-say"
    TOO_FEW = "too-few"
    NO_DATA = "no-data"
    NO_TARGET = "no-target"
    NO_EARLIER = "no-earlier"


class Absence(StrEnum):
    """Why a finding holds no figure."""

    NO_DATA = "no-data"
    """Nothing was handed in for this area and period."""
    INCOMPLETE = "incomplete"
    """Some providers in the area handed in nothing, so a total would be too low."""
    TOO_FEW = "too-few"
    """Fewer people than the agreed minimum: nothing is told, to protect them and because it would say nothing."""
    TOO_ALIKE = "too-alike"
    """Nearly everybody gave the same answer: telling it would tell what each of them answered."""
    PROTECTED = "protected"
    """What a release says of all three kinds: which of them it is would itself tell something."""
    DERIVED = "derived"
    """It could be worked out together with a figure that is not told."""


class Flag(StrEnum):
    """What makes a finding weaker than its interval alone suggests; each lowers the wording."""

    FEW_ANSWERS = "few-answers"
    LOW_RESPONSE = "low-response"
    RESPONSE_UNKNOWN = "response-unknown"
    ONE_COURSE = "one-course"
    UNLINKED = "unlinked"
    INCOMPLETE = "incomplete"
    WIDER_AREA = "wider-area"


class Precision(StrEnum):
    """How sharp a difference is (STATISTICS.md, section 4)."""

    CLEAR = "clear"
    SOME = "some"
    OPEN = "open"
    NONE_OF_NOTE = "none-of-note"
    NOT_ASKED = "not-asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """How strong a sentence may be: design level 0 to 4, precision after lowering, and the flags that lowered it."""

    design: str
    level: int
    precision: Precision
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """The figure of one period in a series; `estimate` is None where there is none that may be told."""

    period: str
    estimate: Estimate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """How many people gave one answer of a scale."""

    code: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What was agreed about one indicator."""

    id: str
    service: Text
    change: Text
    indicator: str
    contribution: Literal["direct", "shared", "conditional"]
    main: bool = False
    target: float | None = None
    by: str = ""
    no_target_reason: Text | None = None
    baseline: float | None = None
    baseline_period: str = ""
    verdict: Verdict = Verdict.NO_TARGET


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """How many people were invited, gave an answer on the scale, had no opinion, and left it blank; None is not told."""

    invited: int | None
    answered: int | None
    no_opinion: int | None
    blank: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One indicator in one area and period. Without a figure it says why, and then it holds no number at all."""

    id: str
    area: str
    period: str
    indicator: str
    source: str
    design: str
    absent: Absence | None = None
    estimate: Estimate | None = None
    change: Change | None = None
    distribution: tuple[Bar, ...] = ()
    scale: tuple[float, float] | None = None
    alike: int | None = None
    """The most people who answered, or changed, the same. Disclosure control looks at it and takes it out: it is never told."""
    response: Response | None = None
    providers: tuple[int, int] | None = None
    population: int | None = None
    series: tuple[Point, ...] = ()
    goals: tuple[Goal, ...] = ()
    target_verdict: Verdict = Verdict.NO_TARGET
    previous: Point | None = None
    previous_verdict: Verdict = Verdict.NO_EARLIER
    previous_precision: Precision = Precision.NOT_ASKED
    previous_difference: Estimate | None = None
    evidence: Evidence | None = None

    def __post_init__(self) -> None:
        numbers = (self.estimate, self.change, self.alike, self.response, self.providers, self.population, self.previous_difference)
        held = any(number is not None for number in numbers) or self.distribution
        if self.absent is None and self.estimate is None:
            raise InputError(self.id, "a finding without a figure does not say why", "give 'absent'")
        if self.absent is not None and held:
            raise InputError(
                self.id, f"a finding that is absent ({self.absent}) holds a number", "take out every number that belongs to it"
            )
        if self.absent is not None and any(point.period == self.period and point.estimate is not None for point in self.series):
            raise InputError(self.id, "the series of an absent finding holds its figure", "leave the estimate of that period out")
