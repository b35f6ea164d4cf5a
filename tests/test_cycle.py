"""Where in the cycle an agreement is, and what is due: derived from what was agreed, never typed."""

from __future__ import annotations

from datetime import date

import pytest

from impactlib.agreement.cycle import due, steps, where
from tests.agreed import DAY, agreement


def progress(change=None, day=DAY) -> list[str]:
    """How far each of the five steps is."""
    return [step.progress for step in steps(agreement(change), day)]


def test_the_parties_are_at_the_first_step_that_is_not_done():
    """What was to be agreed is agreed and what was to be told is told; the year that is over still has to be talked about."""
    assert ["done", "done", "done", "done", "under-way"] == progress()
    assert where(agreement(), DAY) == 5


@pytest.mark.parametrize(
    ("change", "step", "expected"),
    [
        (lambda content: content["impact"].update(endorsements=[]), 1, "open"),
        (lambda content: content["impact"]["endorsements"][2].update(state="asked"), 1, "under-way"),
        (lambda content: content["goals"][0]["contribution"].update(state="in-discussion"), 2, "under-way"),
        (lambda content: [goal["contribution"].update(state="proposed") for goal in content["goals"]], 2, "open"),
        (lambda content: content["protocol"].update(state="draft", signatures=[]), 3, "open"),
        (lambda content: content["protocol"].update(state="aligned"), 3, "under-way"),
        (lambda content: content["presentations"][0].update(state="draft"), 4, "under-way"),
        (lambda content: content.update(presentations=[], moments=[]), 4, "open"),
        (lambda content: content.update(interpretations=[], decisions=[]), 5, "open"),
        (lambda content: content["interpretations"][0].update(period="2025"), 5, "done"),
    ],
)
def test_a_step_is_done_when_its_product_is_there(change, step, expected):
    """Endorsed, agreed, signed, told, learned."""
    assert expected == progress(change)[step - 1]


def test_what_is_due_comes_in_order_of_date_and_what_has_none_last():
    """With who sees to it."""
    coming = due(agreement(), DAY)
    days = [each.day or date.max for each in coming]
    assert sorted(days) == days
    assert ("presentation", ("bibliotheek",)) in {(each.kind, each.parties) for each in coming}
    assert {"moment", "confirm", "presentation", "meeting", "review", "decision"} == {each.kind for each in coming}


def test_what_should_have_been_done_is_late():
    """A moment whose day has passed, a presentation that was not held, a decision not carried out."""
    late = {(each.kind, each.late) for each in due(agreement(), date(2027, 12, 31))}
    expected = {("moment", True), ("confirm", True), ("presentation", True), ("decision", True), ("review", True), ("meeting", False)}
    assert expected == late


def test_an_endorsement_of_an_earlier_text_is_to_be_asked_anew():
    """And a side that did not sign this version is to be asked to."""

    def earlier(content):
        content["impact"]["endorsements"][-1]["version"] = "1.0"
        content["protocol"]["version"] = "2.0"

    open_ones = {(each.kind, each.key) for each in due(agreement(earlier), DAY) if each.day is None}
    expected = {("endorsement", "bewoners"), ("signature", "gemeente"), ("signature", "bibliotheek"), ("signature", "taalhuis")}
    assert expected == open_ones
