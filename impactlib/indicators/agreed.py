"""What was agreed beside what is measured: a goal that its indicator can never show is refused before anything is told of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from impactlib.agreement.files import Filed, concerns_of
from impactlib.agreement.model import AgreedGoal
from impactlib.documents import Location
from impactlib.errors import Collector, ImpactError, InputError
from impactlib.indicators.figure import Balance, ChangeOfMean, Mean, NetShare
from impactlib.indicators.indicator import Indicator
from impactlib.sources.layout import SurveyLayout
from impactlib.sources.store import StoredSource
from impactlib.workspace import Workspace

Range = tuple[float, float]
"""The lowest and the highest value that a figure can have."""


def check_agreements(
    workspace: Workspace, agreements: Mapping[str, Filed], indicators: Mapping[str, Indicator], stored: Iterable[StoredSource]
) -> None:
    """Refuse agreements that cannot hold, and goals that their indicators cannot show; raises all problems of all agreements at once."""
    faults, scales = Collector(), scales_of(stored)
    for filed in agreements.values():
        for concern in concerns_of(workspace, filed, indicators):
            if concern.severity == "error":
                faults.add(filed.problem(concern))
        for fault in agreement_faults(filed, indicators, scales=scales):
            faults.add(fault)
    faults.raise_any()


def scales_of(stored: Iterable[StoredSource]) -> Mapping[str, Range]:
    """The ends of the scale of every item that these sources ask."""
    found: dict[str, Range] = {}
    for source in stored:
        if isinstance(source.layout, SurveyLayout):
            found |= {name: question.ends for name, question in source.layout.questions.items()}
    return found


def agreement_faults(filed: Filed, indicators: Mapping[str, Indicator], *, scales: Mapping[str, Range]) -> Iterator[ImpactError]:
    """Every target and baseline of an agreement that its indicator can never have."""
    for number, goal in enumerate(filed.agreement.goals):
        indicator = indicators.get(goal.indicator)
        if indicator is not None and indicator.kind != "context":
            yield from _goal_faults(filed, goal, indicator, ("goals", number), scales)


def _goal_faults(
    filed: Filed, goal: AgreedGoal, indicator: Indicator, place: Location, scales: Mapping[str, Range]
) -> Iterator[ImpactError]:
    for name, value in (("target", goal.target.value), ("baseline", goal.baseline.value if goal.baseline else None)):
        if value is None:
            continue
        where, written = filed.place((*place, name, "value")), _written(filed, place, name)
        if written.rstrip().endswith("%") and indicator.figure.scale != "share":
            yield InputError(where, f"{indicator.id} ({indicator.name.en}) is {written}, and it is no share", "write a plain number")
        elif cure := _out_of_range(value, indicator, scales, written=written):
            yield InputError(where, f"{indicator.id} ({indicator.name.en}) is {written}", cure)


def _written(filed: Filed, place: Location, name: str) -> str:
    """A value as it stands in the file."""
    goals, number = place
    return str(filed.content[str(goals)][int(number)][name]["value"])


def _out_of_range(value: float, indicator: Indicator, scales: Mapping[str, Range], *, written: str) -> str:
    """What would do in the place of a value that the indicator can never have; '' when it can."""
    figure = indicator.figure
    ends = scales.get(figure.question)
    match figure:
        case _ if figure.scale == "share":
            return _no_share(value, lowest=-1 if figure.change or isinstance(figure, NetShare) else 0, written=written)
        case Mean() if ends is not None:
            return "" if ends[0] <= value <= ends[1] else f"the answers lie between {ends[0]:g} and {ends[1]:g}"
        case ChangeOfMean() if ends is not None:
            most = ends[1] - ends[0]
            return "" if abs(value) <= most else f"on a scale from {ends[0]:g} to {ends[1]:g} a change is at most {most:g}"
        case Mean() | ChangeOfMean() | Balance():
            return ""
        case _:
            return "" if value >= 0 else "a count is 0 or more"


def _no_share(value: float, *, lowest: int, written: str) -> str:
    """What would do in the place of a number that is no share, or no difference of shares; '' when it is one."""
    if lowest <= value <= 1:
        return ""
    if 1 < abs(value) <= 100 and not written.rstrip().endswith("%"):
        return f"write {value:g}% or {value / 100:g}"
    return f"a {'difference of shares' if lowest else 'share'} lies between {100 * lowest}% and 100%"
