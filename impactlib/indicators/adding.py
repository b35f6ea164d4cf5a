"""Adding what may be added: participations, persons, contacts and questions are four different units and make no total together."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from impactlib.errors import InputError
from impactlib.indicators.figure import Balance, Count
from impactlib.indicators.finding import Finding
from impactlib.indicators.indicator import Indicator
from impactlib.sources.layout import NOT_ADDED, Unit

UNIQUE = frozenset({"person", "pupil", "baby", "household", "organisation"})
"""Units of which the same one may be in two periods: counted once in each, they make no total over both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """So many of one unit. Quantities of one unit can be added with `+`.

    Examples
    --------
    >>> Quantity(value=12, unit="loan") + Quantity(value=30, unit="loan")
    Quantity(value=42, unit='loan')
    >>> Quantity(value=12, unit="person") + Quantity(value=30, unit="participation")
    Traceback (most recent call last):
    impactlib.errors.InputError: Quantity: persons and participations are added; keep them apart, since one person may be in both
    """

    value: float
    unit: Unit

    def __post_init__(self) -> None:
        if not math.isfinite(self.value):
            raise InputError("Quantity", f"the value is {self.value}", "give a finite number")

    def __add__(self, other: Quantity) -> Quantity:
        if self.unit != other.unit:
            raise InputError("Quantity", f"{self.unit}s and {other.unit}s are added", "keep them apart, since one person may be in both")
        if self.unit in NOT_ADDED:
            raise InputError("Quantity", f"{self.unit}s are added", "add what they were worked out from")
        return Quantity(value=self.value + other.value, unit=self.unit)


def total_of(findings: Iterable[tuple[Indicator, Finding]]) -> Quantity:
    """The total of counted figures: of one indicator over areas, or of several that count the same unit.

    Parameters
    ----------
    findings : iterable of (Indicator, Finding)
        Counts and balances; each with its figure. One at least.

    Returns
    -------
    Quantity
        The sum, in the unit that all of them count.

    Raises
    ------
    InputError
        When there is none, units differ, a figure is a share, a rate or an answer (add what it was made of, then divide), a figure is
        missing, or persons of two periods are added (they may be the same people).

    References
    ----------
    DOMAIN.md, section 3, rules: participations, unique persons, contacts and questions are four different units, never added.

    Examples
    --------
    >>> from impactlib.indicators.indicator import catalogue
    >>> from impactlib.statistics.amount import complete_amount
    >>> def loans(area, n):
    ...     return catalogue()["LB04"], Finding(
    ...         id=area, area=area, period="2025", indicator="LB04", source="s", design="register", estimate=complete_amount(n)
    ...     )
    >>> total_of([loans("GM0200", 1200), loans("GM0202", 800)])
    Quantity(value=2000.0, unit='loan')
    """
    total: Quantity | None = None
    periods: set[str] = set()
    names: dict[str, str] = {}
    for indicator, finding in findings:
        where = f"{indicator.id} of {finding.area} in {finding.period}"
        if not isinstance(indicator.figure, Count | Balance):
            kind = indicator.figure.type.replace("_", " ")
            raise InputError(where, f"it is a {kind}", "add what it is made of and divide then: figures(workspace, groups=...) does so")
        if finding.estimate is None:
            raise InputError(where, f"there is no figure ({finding.absent})", "leave it out, and say that the total is not of all")
        quantity = Quantity(value=finding.estimate.value, unit=indicator.unit)
        periods.add(finding.period)
        names[indicator.id] = indicator.figure.type
        if len(names) > 1 and (indicator.unit in UNIQUE or len(set(names.values())) > 1):
            raise InputError(
                where,
                f"{indicator.unit}s of {' and '.join(names)} are added",
                "they may be the same ones, or a difference: keep indicators apart",
            )
        total = quantity if total is None else total + quantity
        if len(periods) > 1 and indicator.unit in UNIQUE:
            raise InputError(
                where, f"{indicator.unit}s of {' and '.join(sorted(periods))} are added", "they may be the same ones: keep periods apart"
            )
    if total is None:
        raise InputError("total_of", "there is nothing to add", "give one finding at least")
    return total
