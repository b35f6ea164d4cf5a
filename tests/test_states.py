"""The states of what is agreed: every step that may be taken, every one that may not, and what changed between two versions."""

from __future__ import annotations

from itertools import pairwise, product
from typing import get_args

import pytest

from impactlib.agreement import states
from impactlib.agreement.moves import forbidden_moves, stateful
from impactlib.agreement.states import WORKFLOWS, Workflow
from impactlib.errors import InputError, UnknownNameError
from tests.agreements import agreed

ALLOWED = {
    "statement": """
        draft: submitted, withdrawn
        submitted: endorsed, draft, withdrawn
        endorsed: under-revision, superseded, withdrawn
        under-revision: submitted, superseded, withdrawn
        superseded:
        withdrawn:
    """,
    "endorsement": """
        asked: endorsed, endorsed-with-reservation, not-endorsed
        endorsed: endorsed-with-reservation, withdrawn
        endorsed-with-reservation: endorsed, withdrawn
        not-endorsed: endorsed, endorsed-with-reservation
        withdrawn: asked
    """,
    "contribution": """
        proposed: in-discussion, ended
        in-discussion: agreed, ended
        agreed: changed, ended
        changed: in-discussion, agreed, ended
        ended:
    """,
    "protocol": """
        draft: aligned, lapsed
        aligned: signed, draft, lapsed
        signed: in-force, lapsed
        in-force: evaluated, lapsed
        evaluated: lapsed
        lapsed:
    """,
    "indicator": """
        proposed: agreed, lapsed
        agreed: active, lapsed
        active: paused, lapsed
        paused: active, lapsed
        lapsed:
    """,
    "moment": """
        planned: under-way, missed
        under-way: received, missed
        received: checked
        checked: confirmed, received
        confirmed: published
        published:
        missed:
    """,
    "presentation": """
        draft: fact-check
        fact-check: approved, draft
        approved: shared, draft
        shared:
    """,
}
"""What may follow on what, written down apart from the code (DOMAIN.md, section 2.2)."""


def steps_of(name: str) -> dict[str, list[str]]:
    """The steps that are allowed, by the state before them."""
    lines = [line.strip().partition(":") for line in ALLOWED[name].strip().splitlines()]
    return {before: [each.strip() for each in after.split(",") if each.strip()] for before, _, after in lines}


STEPS = [(name, before, now) for name in ALLOWED for before, after in steps_of(name).items() for now in after]
PAIRS = [(name, *pair) for name in ALLOWED for pair in product(steps_of(name), repeat=2)]
REFUSED = [each for each in PAIRS if each not in STEPS and each[1] != each[2]]

over_workflows = pytest.mark.parametrize("workflow", WORKFLOWS.values(), ids=WORKFLOWS)


def test_there_are_seven_workflows():
    """None more, none less than what was agreed about."""
    assert set(ALLOWED) == set(WORKFLOWS)


@over_workflows
def test_a_workflow_has_the_states_that_the_model_knows(workflow):
    """In the same order: the first is the one that a thing starts in."""
    known = getattr(states, f"{workflow.name.capitalize()}State")
    assert get_args(known) == workflow.states
    assert tuple(steps_of(workflow.name)) == workflow.states


@pytest.mark.parametrize(("name", "before", "now"), STEPS)
def test_a_step_that_may_be_taken_is_allowed(name, before, now):
    """Without a word."""
    WORKFLOWS[name].check(before, now, where="here")
    assert WORKFLOWS[name].allows(before, now)


@pytest.mark.parametrize(("name", "before", "now"), REFUSED)
def test_every_other_step_is_refused_with_a_reason_and_a_cure(name, before, now):
    """The message names where, both states and what would do."""
    with pytest.raises(InputError) as error:
        WORKFLOWS[name].check(before, now, where="here")
    assert str(error.value).startswith("here: ")
    assert f"{name} that is {before!r} cannot become {now!r}" in error.value.what
    assert error.value.cure
    assert not WORKFLOWS[name].allows(before, now)


@pytest.mark.parametrize(("name", "state"), [(name, state) for name in ALLOWED for state in steps_of(name)])
def test_a_state_may_stay_as_it_is(name, state):
    """Nothing has happened to it."""
    assert WORKFLOWS[name].why_not(state, state) is None


@over_workflows
def test_every_state_can_be_reached_from_the_first(workflow):
    """One that cannot would never be true."""
    assert [] == [state for state in workflow.states if not workflow.way(workflow.states[0], state)]


@over_workflows
def test_every_step_leads_to_a_state_of_the_workflow(workflow):
    """And to each once."""
    for before, after in workflow.steps.items():
        assert set(after) <= set(workflow.states) - {before}
        assert len(set(after)) == len(after)


@over_workflows
def test_every_end_has_its_reason(workflow):
    """A state on which nothing follows says why; no other does."""
    assert {state for state, after in workflow.steps.items() if not after} == set(workflow.ends)


def distances(workflow: Workflow) -> dict[tuple[str, str], int]:
    """How many steps lie between each two states (Floyd and Warshall's way, apart from the code)."""
    names = workflow.states
    far = {(a, b): 0 if a == b else 1 if b in workflow.steps[a] else 99 for a in names for b in names}
    for middle, start, end in product(names, repeat=3):
        far[start, end] = min(far[start, end], far[start, middle] + far[middle, end])
    return far


@over_workflows
def test_a_way_is_the_shortest_of_allowed_steps(workflow):
    """From the one state to the other; none where there is none."""
    for (start, end), steps in distances(workflow).items():
        way = workflow.way(start, end)
        assert (0 if steps == 99 else steps + 1) == len(way)
        assert all(now in workflow.steps[before] for before, now in pairwise(way))
        assert way == () or (start, end) == (way[0], way[-1])


@pytest.mark.parametrize(
    ("name", "before", "now", "reason"),
    [
        ("statement", "draft", "endorsed", "cannot become 'endorsed' at once; the way is draft → submitted → endorsed"),
        ("statement", "superseded", "draft", "cannot become 'draft': a newer version has taken its place; leave it as it is"),
        ("protocol", "signed", "draft", "cannot become 'draft': there is no way back; it can become in-force or lapsed"),
        ("moment", "planned", "published", "the way is planned → under-way → received → checked → confirmed → published"),
        ("endorsement", "endorsed", "not-endorsed", "the way is endorsed → withdrawn → asked → not-endorsed"),
    ],
)
def test_a_refusal_says_which_way_leads_there(name, before, now, reason):
    """Or that none does, and what can be done instead."""
    with pytest.raises(InputError) as error:
        WORKFLOWS[name].check(before, now, where="")
    assert str(error.value).endswith(reason)


@pytest.mark.parametrize(
    ("name", "state", "cure"),
    [
        ("statement", "endorced", "did you mean 'endorsed'?"),
        ("protocol", "In-Force", "did you mean 'in-force'?"),
        ("moment", "plannned", "did you mean 'planned'?"),
        ("presentation", "gedeeld", "known: approved, draft, fact-check, shared"),
        ("indicator", "", "known: active, agreed, lapsed, paused, proposed"),
    ],
)
def test_an_unknown_state_is_refused_with_the_nearest_name(name, state, cure):
    """Or with all of them, where none is near."""
    workflow = WORKFLOWS[name]
    with pytest.raises(UnknownNameError) as error:
        workflow.check(workflow.states[0], state, where="here")
    assert str(error.value).startswith("here: unknown state of ")
    assert str(error.value).endswith(f" {name} {state!r}; {cure}")


def test_everything_with_a_state_is_listed_with_its_place():
    """By a name that stays the same from version to version, and where its state stands."""
    found = {each.name: (each.state, each.place) for each in stateful(agreed())}
    assert found["statement.1.1"] == ("endorsed", ("impact", "statements", 1, "state"))
    assert found["endorsement.welzijn.1.1"] == ("endorsed-with-reservation", ("impact", "endorsements", 4, "state"))
    assert found["contribution.goal-4"] == ("changed", ("goals", 3, "contribution", "state"))
    assert found["protocol.1.1"] == ("in-force", ("protocol", "state"))
    assert found["indicator.DI05"] == ("lapsed", ("protocol", "indicators", "DI05", "state"))
    assert found["moment.najaar"] == ("missed", ("moments", 1, "state"))
    assert found["presentation.raad-2025"] == ("shared", ("presentations", 0, "state"))
    assert set(WORKFLOWS) == {each.workflow.name for each in stateful(agreed())}


def test_a_presentation_without_an_id_is_known_by_its_audience_and_day():
    """So that its state can be followed as well."""
    names = [each.name for each in stateful(agreed(("id: raad-2025, ", "")))]
    assert "presentation.council.2025-11-12" in names


MOVES = {
    "one step": ("state: received}", "state: checked}", []),
    "several steps": ("  feeds: [raad-2027]", "  feeds: [raad-2027]\n  state: published", []),
    "several steps to an end": ("  feeds: [raad-2027]", "  feeds: [raad-2027]\n  state: missed\n  reason: Ziek.", []),
    "several steps round": ("state: changed, text", "state: in-discussion, text", []),
    "a step back that may be": ("state: draft\n  responsible", "state: approved\n  responsible", []),
    "a contribution taken up anew": ("state: agreed, text: Het Taalhuis", "state: changed, text: Het Taalhuis", []),
    "back from an end": ("state: missed, reason", "state: planned, reason", ["moment.najaar"]),
    "back where no way leads": ("state: received}", "state: planned}", ["moment.jaar-1"]),
    "back from force": ("state: in-force", "state: aligned", ["protocol.1.1"]),
    "a statement that was superseded": ("state: superseded", "state: endorsed", ["statement.1.0"]),
    "an indicator that was dropped": ("DI05: {state: lapsed", "DI05: {state: active", ["indicator.DI05"]),
    "a presentation that was held": ("state: shared}", "state: draft}", ["presentation.raad-2025"]),
    "another thing under another name": ("{id: najaar, name: Peiling", "{id: najaar-2, name: Peiling", []),
    "a new version of the protocol": ('  version: "1.1"\n  state: in-force', '  version: "1.2"\n  state: draft', []),
    "another round": ("round: 2025-2027", "round: 2028-2030", []),
}


@pytest.mark.parametrize(("old", "new", "expected"), MOVES.values(), ids=MOVES)
def test_a_move_between_two_versions_is_forbidden_when_no_steps_lead_there(old, new, expected):
    """Several steps may have been taken since the version that was kept."""
    found = list(forbidden_moves(agreed(), agreed((old, new))))
    assert expected == [each.name for each, _, _ in found]
    assert all(what and cure for _, what, cure in found)


def test_a_contribution_that_ended_stays_ended():
    """Whatever else changed."""
    ended = ("state: agreed, text: Het Taalhuis", "state: ended, text: Het Taalhuis")
    (found,) = forbidden_moves(agreed(ended), agreed())
    assert found[0].name == "contribution.goal-6"
    assert (
        "a contribution that is 'ended' cannot become 'agreed': the contribution is over; agree on a new one under a new goal" == found[1]
    )
    assert ("goals", 5, "contribution", "state") == found[0].place


def test_in_another_round_everything_starts_anew():
    """Even what had ended."""
    assert [] == list(forbidden_moves(agreed(("round: 2025-2027", "round: 2022-2024")), agreed(("state: shared}", "state: draft}"))))
