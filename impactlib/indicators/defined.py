"""What a figure meant when it was told: the words of its definition, kept with the release, for who compares it later."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields

from impactlib.indicators.indicator import Indicator
from impactlib.workspace import Text

WORDED = ("definition", "numerator", "denominator", "scale", "reference", "source")
"""The parts of a definition that are texts of their own, beside the name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """An indicator's definition as it was; a later version of this program reads it without knowing that version's catalogue."""

    name: Text
    definition: Text
    numerator: Text | None = None
    denominator: Text | None = None
    scale: Text | None = None
    reference: Text | None = None
    source: Text | None = None
    figure: str = ""
    """How it is figured, as JSON: to see whether that is still the same."""
    direction: str = ""


def definition_of(indicator: Indicator) -> Definition:
    """The definition of an indicator as it is now."""
    return Definition(
        name=indicator.name,
        **{name: getattr(indicator, name) for name in WORDED},
        figure=json.dumps(indicator.figure.model_dump(mode="json"), sort_keys=True),
        direction=indicator.direction,
    )


def redefined(then: Definition, now: Definition) -> Iterator[str]:
    """The names of the parts that are not what they were, in the order in which a definition is read."""
    return (each.name for each in fields(Definition) if getattr(then, each.name) != getattr(now, each.name))
