"""Whether was accounted for what was promised: every promised figure is told, or it is said why not."""

from __future__ import annotations

from datetime import date

import pytest

from impactlib.indicators.accounted import Delivery, accounts_of
from impactlib.indicators.finding import Absence, Finding
from impactlib.statistics.estimate import Estimate
from tests.agreed import DAY, agreement


def finding(indicator: str, absent: Absence | None = None) -> Finding:
    """A finding with a figure, or without one."""
    figure = Estimate(value=0.5, lower=None, upper=None, n=40, method="count") if absent is None else None
    return Finding(
        id=f"x/2025/{indicator}", area="x", period="2025", indicator=indicator, source="", design="register", absent=absent, estimate=figure
    )


def delivered(indicator: str, found: Finding | None, change=None, day: date | None = DAY) -> Delivery:
    """What became of one promised indicator."""
    findings = {} if found is None else {indicator: found}
    accounts = accounts_of(agreement(change), findings, period="2025", day=day)
    return next(each.delivery for each in accounts if each.indicator == indicator)


def state(indicator: str, **values):
    """The agreement, with something else agreed about one indicator."""
    return lambda content: content["protocol"]["indicators"][indicator].update(values)


MISSED = {"id": "m", "name": "Meting", "date": "2026-02-01", "covers": "2025", "indicators": ["BR03"], "state": "missed", "reason": "Ziek."}


@pytest.mark.parametrize(
    ("found", "change", "day", "expected"),
    [
        (finding("BR03"), None, DAY, Delivery.TOLD),
        (finding("BR03"), state("BR03", state="lapsed", reason="x"), DAY, Delivery.TOLD),
        (finding("BR03", Absence.PROTECTED), None, DAY, Delivery.WITHHELD),
        (finding("BR03", Absence.INCOMPLETE), None, DAY, Delivery.INCOMPLETE),
        (finding("BR03", Absence.NO_DATA), None, DAY, Delivery.NOT_HANDED_IN),
        (None, None, DAY, Delivery.NOT_HANDED_IN),
        (None, None, date(2026, 2, 1), Delivery.NOT_DUE),
        (None, state("BR03", state="paused", reason="x"), DAY, Delivery.STOPPED),
        (None, lambda content: content["moments"].append(MISSED), DAY, Delivery.MISSED),
        (finding("BR03", Absence.NO_DATA), lambda content: content["moments"].append(MISSED), DAY, Delivery.MISSED),
    ],
)
def test_each_promised_figure_is_told_or_has_its_reason(found, change, day, expected):
    """Nothing promised vanishes."""
    assert expected == delivered("BR03", found, change, day)


def test_every_promised_indicator_of_every_goal_has_its_account():
    """Those told beside a goal's own as well."""
    accounts = accounts_of(agreement(), {}, period="2025", day=DAY)
    promised = [(goal.id, name) for goal in agreement().goals for name in goal.indicators]
    assert promised == [(each.goal, each.indicator) for each in accounts]
    assert ("goal-1", "DI08") in promised


def test_an_account_names_who_sees_to_it_and_when_it_is_due():
    """Asked about a missing figure, a reader knows whom to ask."""
    account = next(each for each in accounts_of(agreement(), {}, period="2025", day=DAY) if each.indicator == "BR03")
    assert ("Bibliotheek Voorbeeldstad", date(2026, 2, 15)) == (account.owner, account.due)


def test_without_a_report_date_nothing_is_said_to_be_still_to_come():
    """A release is read long after the day on which it was made."""
    assert Delivery.NOT_HANDED_IN == delivered("BR03", None, day=None)
