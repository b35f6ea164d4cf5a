"""Whether an interval is told with the flag that its answers are too lopsided for it: the library's own rule."""

from __future__ import annotations

from collections.abc import Mapping

from impactlib.indicators.choosing import is_lopsided
from impactlib.indicators.figure import Asked
from impactlib.statistics.estimate import Estimate

ENDS = (1.0, 5.0)
"""Of the scale that everybody answers on."""


def is_flagged(figure: Asked, answers: Mapping[tuple[float, float], int], estimate: Estimate) -> bool:
    """Whether an interval is flagged as lopsided."""
    return is_lopsided(figure, answers, ENDS, estimate)
