"""What of each person's answers is added up over courses, so that an interval can allow for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from impactlib.indicators.figure import ChangeOfMean, ChangeOfShare, Figure, Improved, Mean, NetShare, Share

STEP = 1e-6
"""Answers are stored with four decimals: a difference counts as reached this much before it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One value of each person: of the answers to `item`, as SQL in which `{before}` and `{now}` stand for them."""

    item: str
    name: str
    value: str
    twice: bool


def criterion_of(figure: Figure) -> tuple[str, str] | None:
    """The question and the name of what is added up for a figure; None for what is not asked of people."""
    return (figure.question, figure.criterion) if figure.asked else None


def criteria_of(figure: Figure) -> Iterator[Criterion]:
    """What a figure needs: of a change also the two figures that it lies between, of the same people."""
    found = criterion_of(figure)
    if found is None:
        return
    item, name = found
    match figure:
        case Share(one_of=codes) if codes:
            yield Criterion(item=item, name=name, value=f"({{now}} IN ({', '.join(map(str, codes))}))", twice=False)
        case Share(at_least=code):
            yield Criterion(item=item, name=name, value=f"({{now}} >= {(code or 0) - STEP})", twice=False)
        case Mean():
            yield Criterion(item=item, name=name, value="{now}", twice=False)
        case NetShare(high=high, low=low):
            value = f"({{now}} >= {high - STEP})::INT - ({{now}} <= {low + STEP})::INT"
            yield Criterion(item=item, name=name, value=value, twice=False)
        case ChangeOfMean():
            yield Criterion(item=item, name=name, value="{now} - {before}", twice=True)
            yield Criterion(item=item, name="before", value="{before}", twice=True)
            yield Criterion(item=item, name="now", value="{now}", twice=True)
        case ChangeOfShare(at_least=code):
            reached = {moment: f"({{{moment}}} >= {code - STEP})::INT" for moment in ("before", "now")}
            yield Criterion(item=item, name=name, value=f"{reached['now']} - {reached['before']}", twice=True)
            yield Criterion(item=item, name=f"before at least {code:g}", value=reached["before"], twice=True)
            yield Criterion(item=item, name=f"now at least {code:g}", value=reached["now"], twice=True)
        case Improved(by=by):
            least = max(by - STEP, STEP)
            yield Criterion(item=item, name=name, value=f"({{now}} - {{before}} >= {least})", twice=True)
