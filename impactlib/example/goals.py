"""What was agreed for each municipality: indicators, where things stood, and what is to be reached.

Targets are set as people set them: from the figure of the year before and from ambition, without a look at the figures of 2025. So some
are met and some are not, and with few answers the data often cannot tell which.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Literal

from impactlib.example.chance import between, happens, pick, seeded, shuffled, whole
from impactlib.example.counts import counted
from impactlib.example.region import Municipality
from impactlib.example.survey import Respondent, respondents
from impactlib.example.survey import layout as survey_layout
from impactlib.example.words import ThemeName, agreement_words
from impactlib.example.words import goals as goal_words
from impactlib.indicators.figure import ChangeOfMean, Count, Rate, Ratio, Share
from impactlib.indicators.indicator import catalogue
from impactlib.sources.layout import NO_OPINION
from impactlib.workspace import Text

ASKED = ("DI07", "DI08", "LO04", "LO06")
"""Indicators that ask people; every agreement has at least one of them."""

COUNTED: dict[ThemeName, tuple[str, ...]] = {
    "reading": ("LB01", "LB04", "LB05", "LB06"),
    "reach": ("BR01", "BR02"),
    "lifelong": ("LO02",),
    "digital": ("DI03", "DI05", "DI06"),
}
"""Indicators that count what was done, by theme; every agreement has at least one of them."""

ENOUGH_FOR_A_BASELINE = 30
"""With fewer answers than this in 2024, the parties took no baseline from the survey."""

THIS_YEAR, NEXT_YEAR = "2025", "2026"


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """Where things stood, as it is written: `75%`, 0.8 or 1450; or the reason why that is not known."""

    written: str | float | int | None
    period: str = ""
    reason: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What is to be reached, as it is written, and by when; or the reason why there is no figure."""

    written: str | float | int | None
    by: str = ""
    reason: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleGoal:
    """One goal of one municipality."""

    indicator: str
    service: Text
    question: Text
    theme: ThemeName
    change: str
    contribution: Literal["direct", "shared", "conditional"]
    baseline: Baseline
    target: Target
    main: bool


@cache
def agreed(municipality: Municipality) -> tuple[ExampleGoal, ...]:
    """The three to five goals of a municipality; exactly one is the main one."""
    indicators = municipality.case.goals or _indicators(municipality)
    return tuple(_goal(municipality, indicator, main=place == 0) for place, indicator in enumerate(indicators))


def asked_figure(indicator: str, municipality: Municipality, year: int) -> tuple[float | None, int]:
    """The figure of an indicator that asks people, from the example's own survey, and how many people it is about."""
    figure = catalogue()[indicator].figure
    people, items = respondents(municipality, year), survey_layout().items
    match figure:
        case Share(item=item):
            given = [person.answers[items[item].column or ""] for person in people]
            values = [float(figure.counts(answer)) for answer in given if answer is not None and answer != NO_OPINION]
        case ChangeOfMean(item=item):
            pairs = [tuple(_answered(person, item, moment) for moment in ("before", "now")) for person in people]
            values = [now - before for before, now in pairs if before is not None and now is not None]
        case _:
            values = []
    return (math.fsum(values) / len(values) if values else None), len(values)


def _answered(person: Respondent, name: str, moment: str) -> float | None:
    """What somebody answered to an item, or the mean of a score's items where enough were answered."""
    named = survey_layout()
    score = named.scores.get(name)
    columns = [getattr(named.items[item], moment) for item in (score.items if score is not None else [name])]
    answers = [answer for column in columns if (answer := person.answers[column]) is not None and answer != NO_OPINION]
    return math.fsum(answers) / len(answers) if len(answers) >= (score.needed if score is not None else 1) else None


def _indicators(municipality: Municipality) -> list[str]:
    """Which indicators were agreed on, the main one first: more of them in larger municipalities."""
    chance, people = seeded(municipality.code, "goals"), municipality.population[2025]
    number = 3 if people < 15_000 else whole(chance, 3, 4) if people < 40_000 else whole(chance, 4, 5)
    asked = shuffled(chance, ASKED)
    second: ThemeName = pick(chance, ("reading", "reading", "reach", "lifelong"))
    beside = shuffled(chance, COUNTED[second])
    digital = shuffled(chance, COUNTED["digital"])
    more = beside[1:] + asked[1:2] + (["LO08"] if second == "reach" else [])
    chosen = [asked[0], beside[0], digital[0], *shuffled(chance, more)][:number]
    if len(chosen) < number:
        chosen.append(digital[1])
    # Most have what participants say as their main goal, some the schools or the visits.
    return [chosen[1], chosen[0], *chosen[2:]] if happens(chance, 0.25) else chosen


def _goal(municipality: Municipality, indicator: str, *, main: bool) -> ExampleGoal:
    words, chance = goal_words().about(indicator), seeded(municipality.code, "goal", indicator)
    asked = catalogue()[indicator].kind == "meten"
    value, baseline = _asked_baseline(indicator, municipality) if asked else _counted_baseline(indicator, municipality, chance)
    target = _target(indicator, value, chance)
    if indicator in municipality.case.targets:
        target = Target(written=municipality.case.targets[indicator], by=THIS_YEAR)
    return ExampleGoal(
        indicator=indicator,
        service=pick(chance, words.services),
        question=pick(chance, words.questions),
        theme=words.theme,
        change=words.change,
        contribution=pick(chance, words.contributions),
        baseline=baseline,
        target=target,
        main=main,
    )


def _asked_baseline(indicator: str, municipality: Municipality) -> tuple[float | None, Baseline]:
    value, n = asked_figure(indicator, municipality, 2024)
    if value is None or n < ENOUGH_FOR_A_BASELINE:
        return None, Baseline(written=None, reason=agreement_words().baseline_reasons.few)
    return value, Baseline(written=_written(indicator, value), period="2024")


def _counted_baseline(indicator: str, municipality: Municipality, chance: Random) -> tuple[float | None, Baseline]:
    reasons = agreement_words().baseline_reasons
    year = 2024 if happens(chance, 0.75) else 2023
    value = counted(indicator, municipality, year)
    if value is None:
        other = counted(indicator, municipality, 2023)
        return other, Baseline(written=None, reason=reasons.unknown)
    if happens(chance, 0.08):
        return value, Baseline(written=None, reason=reasons.new)
    return value, Baseline(written=_written(indicator, value), period=str(year))


def _target(indicator: str, value: float | None, chance: Random) -> Target:
    if happens(chance, 0.08):
        return Target(written=None, reason=pick(chance, agreement_words().target_reasons))
    by = NEXT_YEAR if happens(chance, 0.15) else THIS_YEAR
    match catalogue()[indicator].figure:
        case Share():
            aim = pick(chance, (0.65, 0.7, 0.75, 0.8)) if value is None else value + pick(chance, (-0.15, -0.1, 0.0, 0.05, 0.1, 0.15))
            return Target(written=f"{min(90, max(50, 5 * round(aim * 20)))}%", by=by)
        case ChangeOfMean():
            aim = pick(chance, (0.3, 0.5, 0.8, 1.0)) if value is None else value + pick(chance, (-0.6, -0.4, -0.2, 0.0, 0.3))
            return Target(written=round(max(0.3, aim), 1), by=by)
        case Ratio():
            return Target(written=f"{min(100, 5 * math.ceil(20 * ((value or 0.7) + between(chance, -0.03, 0.06))))}%", by=by)
        case Rate():
            more = _written(indicator, (value or 0.0) * pick(chance, (1.0, 1.02, 1.05, 1.1)))
            return Target(written=_rounded(more) if isinstance(more, int) else more, by=by)
        case _:
            return Target(written=_rounded((value or 0.0) * pick(chance, (1.0, 1.05, 1.1, 1.2))), by=by)


def _written(indicator: str, value: float) -> str | float | int:
    """The figure as people write it in an agreement."""
    figure = catalogue()[indicator].figure
    match figure:
        case Share() | Ratio():
            return f"{round(100 * value)}%"
        case ChangeOfMean():
            return round(value, 1)
        case Rate():
            # Such as 238 members for every 1000 inhabitants, or 3.1 visits for each.
            return round(value, catalogue()[indicator].decimals) if figure.inhabitants == 1 else round(value)
        case Count():
            return round(value)
        case _:
            return round(value, 1)


def _rounded(value: float) -> int:
    """A count as people choose it for a target: a round number, no lower than meant."""
    step = 5 if value < 400 else 10 if value < 1_000 else 50 if value < 5_000 else 100 if value < 20_000 else 500
    return step * max(1, math.ceil(value / step))
