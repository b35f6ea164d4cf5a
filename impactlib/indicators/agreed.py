"""What was agreed beside what is measured: a goal that its indicator can never show is refused before anything is told of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from impactlib.agreement.files import agreement_place
from impactlib.agreement.model import AgreedGoal, Agreement
from impactlib.errors import Collector, ImpactError, InputError
from impactlib.indicators.indicator import ChangeOfMean, Indicator, Mean, Ratio, Share
from impactlib.sources.layout import SurveyLayout
from impactlib.sources.store import StoredSource
from impactlib.workspace import Workspace

Range = tuple[float, float]
"""The lowest and the highest value that a figure can have."""


def check_agreements(
    workspace: Workspace, agreements: Mapping[str, Agreement], indicators: Mapping[str, Indicator], stored: Iterable[StoredSource]
) -> None:
    """Refuse goals that their indicators cannot show; raises all problems of all agreements at once."""
    faults, scales = Collector(), scales_of(stored)
    for code, agreement in agreements.items():
        for fault in agreement_faults(agreement, indicators, where=agreement_place(workspace, code), scales=scales):
            faults.add(fault)
    faults.raise_any()


def scales_of(stored: Iterable[StoredSource]) -> Mapping[str, Range]:
    """The ends of the scale of every item that these sources ask."""
    found: dict[str, Range] = {}
    for source in stored:
        if isinstance(source.layout, SurveyLayout):
            for name, item in source.layout.items.items():
                scale = source.layout.scales[item.scale]
                found[name] = (float(scale.lowest), float(scale.highest))
    return found


def agreement_faults(
    agreement: Agreement, indicators: Mapping[str, Indicator], *, where: str, scales: Mapping[str, Range]
) -> Iterator[ImpactError]:
    """What is wrong with the goals of an agreement, seen from their indicators."""
    for goal in agreement.goals:
        if (indicator := indicators.get(goal.indicator)) is not None:
            yield from _goal_faults(goal, indicator, f"{where}: goals.{goal.id}", scales)


def _goal_faults(goal: AgreedGoal, indicator: Indicator, where: str, scales: Mapping[str, Range]) -> Iterator[ImpactError]:
    if indicator.kind == "context":
        what = f"{indicator.id} ({indicator.name.en}) is context, and no goal: many others have a part in it"
        yield InputError(f"{where}.indicator", what, "choose an indicator of what the library does or changes")
        return
    for name, value in (("target", goal.target.value), ("baseline", goal.baseline.value)):
        if value is not None and (cure := _out_of_range(value, indicator, scales)):
            yield InputError(f"{where}.{name}.value", f"{indicator.id} ({indicator.name.en}) is {value:g}", cure)


def _out_of_range(value: float, indicator: Indicator, scales: Mapping[str, Range]) -> str:
    """What would do in the place of a value that the indicator can never have; '' when it can."""
    match indicator.figure:
        case Share() | Ratio():
            if 1 < value <= 100:
                return f"write {value:g}% or {value / 100:g}"
            return "" if 0 <= value <= 1 else "a share lies between 0% and 100%"
        case Mean(item=item) if item in scales:
            low, high = scales[item]
            return "" if low <= value <= high else f"the answers lie between {low:g} and {high:g}"
        case ChangeOfMean(item=item) if item in scales:
            low, high = scales[item]
            return "" if abs(value) <= high - low else f"on a scale from {low:g} to {high:g} a change is at most {high - low:g}"
        case Mean() | ChangeOfMean():
            return ""
        case _:
            return "" if value >= 0 else "a count is 0 or more"
