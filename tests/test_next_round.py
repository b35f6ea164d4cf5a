"""The draft of the next round: proposals with their reasons, nothing lost, and a whole agreement."""

from __future__ import annotations

import pytest

from impactlib.agreement.editing import load
from impactlib.agreement.model import Agreement
from impactlib.agreement.next_round import Draft, Result, adopted, next_round
from impactlib.agreement.parts import next_round_of
from impactlib.agreement.references import reference_faults
from impactlib.documents import checked, parse_yaml
from impactlib.indicators.indicator import catalogue
from tests.agreed import WHOLE, agreement

TEXT = WHOLE.read_text(encoding="utf-8")
RESULTS = {
    "goal-1": Result(verdict="met", written="1.2"),
    "goal-2": Result(verdict="not-yet", written="74%"),
    "goal-3": Result(verdict="cannot-say", written="49%"),
    "goal-4": Result(verdict="no-target", written="3.1"),
    "goal-5": Result(verdict="too-few"),
}


def drafted(text: str = TEXT, results=RESULTS) -> tuple[Draft, Agreement]:
    """The draft, and the agreement that it is."""
    content, lines = parse_yaml(text, shown="x.yml")
    draft = next_round(text, checked(content, lines, Agreement, shown="x.yml"), results, period="2025", language="nl", shown="x.yml")
    return draft, as_agreement(draft.text)


def as_agreement(text: str) -> Agreement:
    """A draft, checked as every agreement is."""
    content, lines = parse_yaml(text, shown="draft.yml")
    assert [str(each) for each in reference_faults(content, lines, shown="x", codes=["GM0200", "GM0213"], indicators=catalogue())] == []
    return checked(content, lines, Agreement, shown="draft.yml")


@pytest.mark.parametrize(("before", "after"), [("2025-2027", "2028-2030"), ("2025", "2026"), ("2024-2025", "2026-2027")])
def test_the_next_round_takes_as_long_as_this_one(before, after):
    """And begins right after it."""
    assert after == next_round_of(before)


def test_a_reached_target_is_proposed_to_be_kept_up_and_any_other_stays():
    """Each with the reason; the baseline is what was found."""
    _, draft = drafted()
    goals = {goal.id: goal for goal in draft.goals}
    assert (1.2, "2030", 1.2) == (goals["goal-1"].target.value, goals["goal-1"].target.by, goals["goal-1"].baseline.value)
    assert "Gehaald in 2025" in goals["goal-1"].target.why.nl
    assert (0.8, "2030") == (goals["goal-2"].target.value, goals["goal-2"].target.by)
    assert "Nog niet gehaald in 2025" in goals["goal-2"].target.why.nl
    assert "is niets met zekerheid te zeggen" in goals["goal-3"].target.why.nl
    assert goals["goal-4"].target.value is None
    assert goals["goal-5"].baseline.reason.nl == "Over 2025 is er geen cijfer dat verteld mag worden."
    assert goals["goal-3"].target.by == "2029-2030"


def test_everybody_is_asked_anew_and_nothing_is_signed():
    """A new round is not endorsed by yesterday's words."""
    _, draft = drafted()
    assert {"asked"} == {each.state for each in draft.impact.endorsements}
    assert {party.id for party in draft.parties} == {each.party for each in draft.impact.endorsements}
    assert ("under-revision", "draft", [], "2.0") == (
        draft.impact.current.state,
        draft.protocol.state,
        draft.protocol.signatures,
        draft.protocol.version,
    )
    assert {"proposed"} == {goal.contribution.state for goal in draft.goals}


def test_the_calendar_moves_on_and_starts_anew():
    """Three years later, planned; a reason why something was missed belongs to the old round."""
    _, draft = drafted()
    assert ["2028-01-31", "2028-10-01", "2029-02-15", "2030-02-15"] == [moment.date.isoformat() for moment in draft.moments]
    assert ["2027", "", "2028", "2029"] == [moment.covers for moment in draft.moments]
    assert {("planned", None)} == {(moment.state, moment.reason) for moment in draft.moments}
    assert {("draft", None)} == {(each.state, each.question) for each in draft.presentations}
    assert "2029-06-01" == draft.protocol.basis.review.isoformat()
    assert [2029, 2030, 2031] == [day.year for day in draft.protocol.meeting.dates]


def test_years_in_names_move_along():
    """A count over the year before last is not the next one's."""
    named = TEXT.replace("name: Nulmeting,", "name: Meting over 2024,").replace("occasion: Kadernota,", "occasion: Kadernota 2028,")
    _, draft = drafted(named)
    assert "Meting over 2027" == draft.moments[0].name.nl
    assert "Kadernota 2031" == draft.presentations[2].occasion


def test_open_lessons_and_open_decisions_are_taken_along_and_settled_ones_are_not():
    """What was learned is not forgotten, and not told twice."""
    made, draft = drafted()
    assert ["Tel bezoekers aan beide deuren."] == [each.text.nl for each in draft.lessons]
    assert ["bellen"] == [each.id for each in draft.decisions]
    assert (1, []) == (made.lessons, draft.interpretations)


def test_a_goal_that_was_decided_to_stop_is_left_out_with_its_service():
    """The draft says which."""
    stopping = TEXT.replace("kind: investigate, text: Nabellen wie een les mist., goal: goal-2", "kind: stop, text: Stoppen., goal: goal-3")
    made, draft = drafted(stopping)
    assert ("goal-3",) == made.stopped
    assert "goal-3" not in [goal.id for goal in draft.goals]
    assert "consulent" not in [service.id for service in draft.services]
    assert "Gestopt, zoals besloten: goal-3." in made.text


def test_an_indicator_that_nobody_uses_is_marked_for_removal():
    """Without a goal it lapses; without a figure it gets a remark."""
    unused = TEXT.replace(
        "    DI05: {state: lapsed, owner: bibliotheek, reason: Niemand gebruikte dit cijfer.}",
        "    DI05: {state: active, owner: bibliotheek}",
    )
    made, draft = drafted(unused)
    assert "lapsed" == draft.protocol.indicators["DI05"].state
    assert {"DI05", "BR01"} <= set(made.unused)
    assert "# voorstel: laten vervallen of anders meten" in made.text
    assert "proposed" == draft.protocol.indicators["LO04"].state


def test_a_goal_of_which_nothing_is_known_keeps_its_target():
    """No result is no reason to drop what was agreed."""
    _, draft = drafted(results={})
    assert [goal.target.value for goal in agreement().goals] == [goal.target.value for goal in draft.goals]


def test_comments_of_the_file_stay_and_the_draft_says_that_it_is_one():
    """The words that people wrote beside the agreement are theirs."""
    made, _ = drafted()
    assert "# A whole agreement of an invented town" in made.text
    assert "#! CONCEPT voor de volgende ronde" in made.text
    assert "# yaml-language-server: $schema=../schema/agreement.schema.json" == made.text.splitlines()[0]


def test_an_adopted_draft_is_an_agreement_like_any_other():
    """Without the header of the draft, and with the schema named from where it now lies."""
    made, draft = drafted()
    text = adopted(made.text)
    assert draft == as_agreement(text)
    assert "#!" not in text
    assert "# yaml-language-server: $schema=schema/agreement.schema.json" == text.splitlines()[0]


def test_the_agreement_itself_is_not_touched():
    """What was handed in is read only."""
    load(TEXT, shown="x.yml")
    before = TEXT
    drafted()
    assert before == WHOLE.read_text(encoding="utf-8")


def test_a_target_whose_year_is_over_moves_on_with_a_question_first():
    """What was not reached is not simply 'not yet': the parties talk of it before they agree on it again."""
    _, draft = drafted(results={**RESULTS, "goal-2": Result(verdict="not-met", written="74%")})
    (goal,) = (each for each in draft.goals if each.id == "goal-2")
    assert (0.8, "2030") == (goal.target.value, goal.target.by)
    assert goal.target.why.nl.startswith("Niet gehaald: het afgesproken jaar is voorbij")
