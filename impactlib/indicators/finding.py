"""What the data let us say about one indicator in one area: all that a report may use, and nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from impactlib.errors import InputError
from impactlib.sources.together import Partition
from impactlib.statistics.estimate import Change, Comparison, Estimate, Movers, Trend
from impactlib.workspace import Text

YEARS = "+"
"""What stands between periods that are told together."""


def period_before(period: str) -> str:
    """The period before: 2024 before 2025, and 2024-2025 before 2025-2026."""
    return "-".join(str(int(year) - 1) for year in period.split("-"))


class Verdict(StrEnum):
    """What the data let us say of a goal or of a comparison with an earlier period."""

    MET = "met"
    NOT_YET = "not-yet"
    NOT_MET = "not-met"
    BETTER = "better"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"
    NO_CLEAR_CHANGE = "no-clear-change"
    SAME = "same"
    NOT_COMPARABLE = "not-comparable"
    WITHIN = "within"
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
    DIFFERS = "differs"
    """It was published before with other numbers: the difference would tell of the few people in between."""


class Flag(StrEnum):
    """What makes a finding weaker than its interval alone suggests; each lowers the wording."""

    FEW_ANSWERS = "few-answers"
    """From the minimum up to 30 people answered."""
    LOW_RESPONSE = "low-response"
    """Fewer than 40 % of those invited answered."""
    RESPONSE_UNKNOWN = "response-unknown"
    """How many were invited is not known."""
    ONE_COURSE = "one-course"
    """All answers come from one course: they say nothing of other courses."""
    LOPSIDED = "lopsided"
    """Nearly everybody gave the same end of the scale, or did not change: a t interval does not hold its level then (docs/methods.md)."""
    UNLINKED = "unlinked"
    """The people of the two periods are different ones."""
    COURSES_UNKNOWN = "courses-unknown"
    """People came in groups, and who was in which is not on record: the interval cannot allow for it."""
    CHOSEN_AFTERWARDS = "chosen-afterwards"
    """The goal was agreed after the period was over: the data may have chosen it."""
    ONE_OF_MANY = "one-of-many"
    """By itself it would be a change; among all that the report tells chance alone gives such a one (Benjamini-Hochberg)."""
    INCOMPLETE = "incomplete"
    """Not every provider handed in what it is made of."""
    WIDER_AREA = "wider-area"
    """It is about a wider area than this one."""
    YEARS_TOGETHER = "years-together"
    """It is of two periods together: of one of them nothing may be told."""


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
    """How many people gave one answer of a scale, or one of the answers from `code` up to and including `upto`.

    `label` is what those answers are called together, where the layout says it.
    """

    code: float
    n: int
    upto: float | None = None
    label: Text | None = None

    @property
    def last(self) -> float:
        """The highest code in it."""
        return self.code if self.upto is None else self.upto


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What was agreed about one indicator."""

    id: str
    service: Text
    change: Text
    indicator: str
    contribution: Literal["direct", "shared", "conditional"]
    main: bool = False
    direction: Literal["up", "down", ""] = ""
    """Which way is good, where the catalogue leaves that open."""
    target: float | None = None
    by: str = ""
    no_target_reason: Text | None = None
    agreed: str = ""
    """The first day on which a party endorsed or signed what was agreed (2025-03-01); '' where that is not known."""
    baseline: float | None = None
    baseline_period: str = ""
    verdict: Verdict = Verdict.NO_TARGET
    chance: float | None = None
    """How likely the target is reached, from 0 to 1; None for a complete count and where nothing is judged."""
    on_track: Verdict = Verdict.NO_TARGET
    """Whether the figure is where it should be by now on the straight path from the baseline to the target."""


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
    movers: Movers | None = None
    """Of the share that improved: how many did, stayed about the same, and declined."""
    distribution: tuple[Bar, ...] = ()
    """Who gave which answer; where that is too few people, who gave one of several answers that may be told together."""
    scale: tuple[float, float] | None = None
    alike: int | None = None
    """The most people who answered, or changed, the same. Disclosure control looks at it and takes it out: it is never told."""
    years: tuple[str, ...] = ()
    """The periods that the figure is of together, the last one its own; empty where it is of its own period only."""
    partitions: tuple[Partition, ...] = ()
    """Which answers may be told together, the finest way first. Disclosure control looks at it and takes it out."""
    pooled: Finding | None = None
    """The figure of this period and the one before together, exactly. Disclosure control looks at it and takes it out."""
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
    p_value: float | None = None
    """Of the test that nothing changed; the series of tests in one report is allowed for in `p_adjusted`."""
    p_adjusted: float | None = None
    trend: Trend | None = None
    trend_verdict: Verdict = Verdict.NO_EARLIER
    comparison: Comparison | None = None
    peers: tuple[str, ...] = ()
    """The areas that the comparison is with, by code in the order of their names: without this one."""
    comparison_verdict: Verdict = Verdict.NO_DATA

    @property
    def owner(self) -> str:
        """What tells it, as a ledger names it: its id; of two periods together an id that no figure of one period has."""
        return f"{self.area}/{YEARS.join(self.years)}/{self.indicator}" if self.years else self.id

    @property
    def is_whole(self) -> bool:
        """Whether it tells of each answer by itself how many people gave it."""
        return bool(self.distribution) and all(bar.upto is None for bar in self.distribution)

    def __post_init__(self) -> None:
        if self.pooled is not None and (self.absent is Absence.PROTECTED or self.pooled.id != self.id):
            raise InputError(self.id, "it holds what it would be with the period before", "take 'pooled' out of what may be told")
        if self.absent is None:
            if self.estimate is None:
                raise InputError(self.id, "a finding without a figure does not say why", "give 'absent'")
            return
        numbers = (
            self.estimate,
            self.change,
            self.movers,
            self.alike,
            self.response,
            self.providers,
            self.population,
            self.previous_difference,
            self.p_value,
            self.trend,
            self.comparison,
        )
        if any(number is not None for number in numbers) or self.distribution:
            raise InputError(
                self.id, f"a finding that is absent ({self.absent}) holds a number", "take out every number that belongs to it"
            )
        if any(point.period == self.period and point.estimate is not None for point in self.series):
            raise InputError(self.id, "the series of an absent finding holds its figure", "leave the estimate of that period out")
