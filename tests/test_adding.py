"""Adding: what makes a total together, and every sum that is refused."""

from __future__ import annotations

import math
from itertools import permutations
from typing import get_args

import pytest

from impactlib.errors import InputError
from impactlib.indicators.adding import UNIQUE, Quantity, total_of
from impactlib.indicators.finding import Absence, Finding
from impactlib.indicators.indicator import catalogue
from impactlib.sources.layout import NOT_ADDED, Unit
from impactlib.statistics.amount import complete_amount, complete_balance
from impactlib.statistics.estimate import Estimate
from impactlib.statistics.proportion import share
from impactlib.statistics.rate import complete_share, realised_rate
from tests.small import indicator_like

UNITS = get_args(Unit)


def one(indicator: str, estimate: Estimate | None, *, area: str = "A1", period: str = "2025", absent: Absence | None = None):
    """An indicator with a finding of it."""
    return catalogue()[indicator], Finding(
        id=f"{area}/{period}/{indicator}",
        area=area,
        period=period,
        indicator=indicator,
        source="s",
        design="register",
        estimate=estimate,
        absent=absent,
    )


@pytest.mark.parametrize("unit", sorted(set(UNITS) - NOT_ADDED))
def test_quantities_of_one_unit_are_added(unit):
    """Twelve and thirty are forty-two, in that unit."""
    assert Quantity(value=12, unit=unit) + Quantity(value=30, unit=unit) == Quantity(value=42, unit=unit)


def test_quantities_of_two_units_are_never_added():
    """Not one pair of all units, in either order: not persons and participations, nor contacts and questions."""
    for one_unit, other in permutations(UNITS, 2):
        with pytest.raises(InputError, match=f"Quantity: {one_unit}s and {other}s are added; keep them apart"):
            Quantity(value=12, unit=one_unit) + Quantity(value=30, unit=other)


@pytest.mark.parametrize("unit", sorted(NOT_ADDED))
def test_percentages_and_distances_make_no_total(unit):
    """10 % and 20 % are no 30 %."""
    with pytest.raises(InputError, match=f"{unit}s are added; add what they were worked out from"):
        Quantity(value=10, unit=unit) + Quantity(value=20, unit=unit)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_quantity_is_a_finite_number(value):
    """Nothing is not a number, and nothing is endless."""
    with pytest.raises(InputError, match=r"Quantity: the value is -?(nan|inf); give a finite number"):
        Quantity(value=value, unit="loan")


def test_a_count_is_added_over_areas():
    """1200 and 800 loans are 2000."""
    loans = [one("LB04", complete_amount(n), area=area) for n, area in [(1200, "A1"), (800, "B2")]]
    assert total_of(loans) == Quantity(value=2000.0, unit="loan")


def test_things_are_added_over_periods_and_indicators():
    """Activities of two years, and of two kinds, are so many activities."""
    rows = [one("LO01", complete_amount(12)), one("LO01", complete_amount(10), period="2024"), one("OP01", complete_amount(5))]
    assert total_of(rows) == Quantity(value=27.0, unit="activity")


def test_a_total_may_be_below_zero():
    """Fifty members more here and eighty fewer there are thirty fewer."""
    rows = [one("BR04", complete_balance(100, 50)), one("BR04", complete_balance(20, 100), area="B2")]
    assert total_of(rows) == Quantity(value=-30.0, unit="person")


def test_one_finding_is_its_own_total():
    """Nothing is added to it."""
    assert total_of([one("LO01", complete_amount(12))]) == Quantity(value=12.0, unit="activity")


def test_nothing_makes_no_total():
    """An empty list is refused: it would be zero of what."""
    with pytest.raises(InputError, match="total_of: there is nothing to add; give one finding at least"):
        total_of([])


def test_persons_and_participations_make_no_total():
    """DI05 counts persons, LO02 participations: one person may be in both."""
    with pytest.raises(InputError, match="persons and participations are added; keep them apart, since one person may be in both"):
        total_of([one("DI05", complete_amount(40)), one("LO02", complete_amount(400))])


def test_persons_and_questions_make_no_total():
    """Nor do who came and what they asked."""
    with pytest.raises(InputError, match="DI01 and DI05 are added"):
        total_of([one("DI01", complete_amount(40)), one("DI05", complete_amount(400))])


@pytest.mark.parametrize(
    ("indicator", "estimate", "kind"),
    [
        ("DI06", complete_share(9, 12), "ratio"),
        ("BR01", realised_rate(40, 2000), "rate"),
        ("LO03", complete_amount(15), "average"),
        ("LO04", share(9, 12), "share"),
        ("BV11", Estimate(value=11.3, n=0, method="published"), "given"),
        ("DI07", Estimate(value=0.3, n=20, method="t"), "change of mean"),
    ],
)
def test_what_was_divided_is_not_added(indicator, estimate, kind):
    """Shares, rates, averages, answers and published figures: add what they are made of, and divide then."""
    with pytest.raises(InputError, match=f"{indicator} of A1 in 2025: it is a {kind}; add what it is made of and divide then"):
        total_of([one(indicator, estimate)])


@pytest.mark.parametrize("absent", [Absence.NO_DATA, Absence.INCOMPLETE, Absence.PROTECTED])
def test_a_missing_figure_makes_no_total_that_is_silently_too_low(absent):
    """The error names the area, and why there is no figure."""
    rows = [one("LO01", complete_amount(12)), one("LO01", None, area="B2", absent=absent)]
    with pytest.raises(InputError, match=f"LO01 of B2 in 2025: there is no figure .{absent}.; leave it out, and say that the total is not"):
        total_of(rows)


@pytest.mark.parametrize("indicator", ["DI05", "BV01", "OP03"])
def test_the_same_persons_may_be_in_two_periods(indicator):
    """Who came in 2024 may have come in 2025: no total over both, of persons or of organisations."""
    unit = catalogue()[indicator].unit
    assert unit in UNIQUE
    rows = [one(indicator, complete_amount(40), period="2024"), one(indicator, complete_amount(50))]
    with pytest.raises(InputError, match=f"{indicator} of A1 in 2025: {unit}s of 2024 and 2025 are added; they may be the same ones"):
        total_of(rows)


def test_persons_of_one_period_are_added_over_areas():
    """Who takes a course in one town is not the one who takes it in another."""
    assert total_of([one("DI05", complete_amount(40)), one("DI05", complete_amount(50), area="B2")]).value == 90.0


def test_persons_of_two_indicators_make_no_total():
    """Who takes a digital course may be learning the language as well."""
    with pytest.raises(InputError, match="BV01 of A1 in 2025: persons of DI05 and BV01 are added; they may be the same ones"):
        total_of([one("DI05", complete_amount(40)), one("BV01", complete_amount(50))])


def test_a_number_and_a_difference_make_no_total():
    """Members and how many more there are now are both persons, and are not added."""
    balance = indicator_like("BR04", unit="loan")
    with pytest.raises(InputError, match="loans of LB04 and BR04 are added; they may be the same ones, or a difference"):
        total_of([one("LB04", complete_amount(40)), (balance, one("BR04", complete_balance(9, 3))[1])])
