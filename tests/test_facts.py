"""What told figures say as facts: the truth always agrees with them, and they say as much as a careful reader would find."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impactlib.disclosure.blurring import blurred
from impactlib.disclosure.fact import Fact, Group, Term, Told, What
from impactlib.disclosure.facts import Sources, told_facts
from impactlib.disclosure.ground import ground_of
from impactlib.disclosure.joint import Ground, puzzle_of
from impactlib.disclosure.ledger import Ledger
from impactlib.disclosure.making import judged_findings
from impactlib.disclosure.measured import Measured, measure
from impactlib.disclosure.protect import protect
from impactlib.disclosure.unknowns import Asked, Limits, Line, puzzle
from impactlib.errors import ImpactError
from impactlib.workspace import Privacy, Workspace
from tests.small import SURVEY_LAYOUT, counted, people, spread, tiny

TWICE = Group(source="s", area="A1", period="2025", name="q", twice=True, codes=(1.0, 2.0, 3.0))
ONCE = Group(source="s", area="A1", period="2025", name="q", codes=(1.0, 2.0, 3.0))


def exact_truth(ground: Ground, found) -> dict[str, float]:
    """The true number behind every unknown of a puzzle, from the counts themselves."""
    truth: dict[str, float] = {}
    for asked in found.asked.values():
        group = asked.group
        truth |= asked.truth(ground.tables.get((group.source, group.name), {}).get((group.area, group.period), {}))
    for (source, area, period, name), number in ground.numbers.items():
        truth[f"{source}/{area}/{period}/{name}"] = number
    return truth


def told_of(workspace: Workspace, measured: Measured) -> tuple[list[Told], Ground]:
    """What the first release would tell, before anything was attacked, and the ground of the attack."""
    protected = protect(measured.findings, measured.indicators, workspace.settings.privacy).findings
    findings = blurred(judged_findings(measured, protected, workspace), protected, measured.indicators)
    ground = ground_of(measured, workspace, Ledger())
    return told_facts(findings, measured.indicators, ground.sources), ground


def broken(told: list[Told], ground: Ground) -> list[str]:
    """Every fact of which the truth says otherwise."""
    found = puzzle_of(told, ground)
    truth = exact_truth(ground, found)
    sums = [(each, sum(weight * truth.get(name, 0) for name, weight in each.terms.items())) for each in found.known]
    return [f"{each.owner}: {value} is not from {each.low} to {each.high}" for each, value in sums if not near(each, value)]


def near(known, value: float) -> bool:
    """Whether a value lies between the limits of a line, but for floating-point error."""
    return known.low - 1e-4 <= value <= known.high + 1e-4


def test_the_truth_agrees_with_every_fact_of_the_example(example_workspace):
    """Some thousands of facts, of every kind of figure: each holds of the numbers that nobody is told."""
    told, ground = told_of(example_workspace, measure(example_workspace))
    assert broken(told, ground) == []
    kinds = {term.what.kind for each in told for fact in each.facts for term in fact.terms}
    assert {"number", "people", "is", "at least", "sum", "change sum", "before sum", "improved", "no opinion"} <= kinds


@settings(max_examples=15, deadline=None)
@given(
    answers=st.dictionaries(st.sampled_from(["nooit", "soms", "vaak", "meestal", "altijd"]), st.integers(0, 25), min_size=2),
    before=st.sampled_from(["nooit", "soms", "vaak"]),
    marks=st.lists(st.sampled_from(["5", "6", "7", "7,5", "8", "10"]), min_size=12, max_size=40),
)
def test_the_truth_agrees_with_every_fact_of_any_survey(tmp_path_factory, answers, before, marks):
    """Whatever was answered, rounded or not, hidden or not: no fact is sharper than what is told."""
    rows = [
        *spread(answers),
        *[row for answer, n in answers.items() for row in people(n, eerst=before, nu=answer)],
        *[row for number, mark in enumerate(marks) for row in people(1, cijfer=mark, nummer=str(number))],
    ]
    workspace = tiny(tmp_path_factory.mktemp("facts"), survey=rows, counts=[counted(cursisten=400, afgerond=200)])
    told, ground = told_of(workspace, measure(workspace))
    assert broken(told, ground) == []


def test_a_share_says_how_many_people_it_is(tmp_path):
    """12 of 20: told as 60 % of 20, which is 12."""
    workspace = tiny(tmp_path, survey=spread({"altijd": 12, "soms": 8}))
    told, _ = told_of(workspace, measure(workspace))
    facts = {(fact.terms[0].what.kind, fact.low, fact.high) for each in told if each.owner == "A1/2025/LO04" for fact in each.facts}
    assert facts == {("people", 20.0, 20.0), ("at least", 12.0, 12.0)}


def test_a_rounded_mean_and_the_middle_of_its_interval_say_its_sum(tmp_path):
    """A mean of 7.05 of 20 people, told as 7.0 with 6.7 to 7.4, is a sum of 140 or 141: sharper than 7.0. Its width gives the squares."""
    marks = [*people(11, cijfer="7"), *people(5, cijfer="8"), *people(4, cijfer="6")]
    alone = {"tiny-survey": SURVEY_LAYOUT.replace("cluster: cursus\n", "")}
    workspace = tiny(tmp_path, survey=marks, layouts=alone)
    told, _ = told_of(workspace, measure(workspace))
    facts = {fact.terms[0].what.kind: (fact.low, fact.high) for each in told if each.owner == "A1/2025/BR08" for fact in each.facts}
    low, high = facts["sum"]
    assert low - 1e-3 < 141 < high + 1e-3
    assert 0.9 < high - low < 1.1
    assert facts["people"] == (20.0, 20.0)
    spreads = [fact for each in told if each.owner == "A1/2025/BR08" for fact in each.facts if len(fact.terms) == 2]
    values = {"squares": 7 * 7 * 11 + 64 * 5 + 36 * 4, "sum": 141}
    sums = [(fact, sum(term.weight * values[term.what.kind] for term in fact.terms)) for fact in spreads]
    assert len(sums) == 4
    assert all(fact.low <= value <= fact.high and min(value - fact.low, fact.high - value) < 15 for fact, value in sums)


@pytest.mark.parametrize(
    ("what", "cell", "weight"),
    [
        (What(kind="people"), (None, 3.0), 1.0),
        (What(kind="people"), (2.0, -1.0), 0.0),
        (What(kind="people", both=True), (-1.0, 3.0), 0.0),
        (What(kind="at least", values=(3.0,)), (None, 3.0), 1.0),
        (What(kind="at least", values=(3.0,)), (None, 2.0), 0.0),
        (What(kind="is", values=(1.0, 2.0)), (None, 2.0), 1.0),
        (What(kind="one of", values=(1.0, 3.0)), (None, 2.0), 0.0),
        (What(kind="change sum", both=True), (1.0, 3.0), 2.0),
        (What(kind="change squares", both=True), (3.0, 1.0), 4.0),
        (What(kind="improved", values=(0.0,), both=True), (3.0, 3.0), 0.0),
        (What(kind="improved", values=(2.0,), both=True), (1.0, 2.0), 0.0),
        (What(kind="declined", values=(0.0,), both=True), (3.0, 2.0), 1.0),
        (What(kind="crossed up", values=(2.0,), both=True), (1.0, 2.0), 1.0),
        (What(kind="crossed down", values=(2.0,), both=True), (1.0, 2.0), 0.0),
        (What(kind="before sum", both=True), (2.0, 1.0), 2.0),
        (What(kind="no opinion", both=True), (-1.0, 2.0), 1.0),
        (What(kind="no opinion"), (-1.0, 2.0), 0.0),
        (What(kind="blank"), (1.0, None), 1.0),
        (What(kind="blank", both=True), (None, -1.0), 0.0),
        (What(kind="returned"), (None, None), 1.0),
    ],
    ids=lambda each: f"{each.kind} {each.both:d} {each.values}" if isinstance(each, What) else str(each),
)
def test_what_a_person_adds(what, cell, weight):
    """One pair of answers at a time."""
    assert what.weight(cell) == weight


def test_a_fact_survives_the_ledger():
    """Written as JSON and read again it is the same."""
    fact = Fact(terms=(Term(group=TWICE, what=What(kind="at least", values=(2.0,), both=True), weight=-1.0),), low=3.0, high=4.5)
    assert Fact.from_json(json.loads(json.dumps(fact.to_json()))) == fact


@pytest.mark.parametrize("content", [[], [1, 2, 3], [[["s"]], 1, 2], None, {"terms": 1}], ids=str)
def test_what_is_no_fact_is_refused(content):
    """A ledger line that was tampered with, or is of another version."""
    with pytest.raises(ImpactError, match="a fact cannot be read"):
        Fact.from_json(content)


def test_cells_that_nothing_tells_apart_are_one_unknown():
    """Of nine pairs of answers and those without one, only what is told and what is secret makes a difference."""
    asked = Asked(group=TWICE, whats=(What(kind="people", both=True), What(kind="is", values=(3.0,), both=True)))
    assert len(asked.unknowns) == 2
    assert sum(asked.truth({(1.0, 3.0): 4, (2.0, 3.0): 1, (2.0, 2.0): 6, (None, 3.0): 9}).values()) == 11


def test_what_is_told_exactly_is_no_secret():
    """A share of which both sides are told is not looked for any more; each answer still is."""
    lines = [
        Line(fact=Fact(terms=(Term(group=ONCE, what=What(kind="people")),), low=20, high=20), owner="a", origin="release"),
        Line(fact=Fact(terms=(Term(group=ONCE, what=What(kind="at least", values=(3.0,))),), low=12, high=12), owner="a", origin="release"),
    ]
    sources = Sources(questions={}, measured={}, people=frozenset(), invited={})
    names = {each.name.rpartition(": ")[2] for each in puzzle(lines, sources=sources, limits=Limits()).secrets}
    assert names == {"is 1", "is 2", "no opinion", "blank"}


def test_the_limits_are_those_of_the_workspace(tmp_path):
    """A lower minimum, with its reason, is what the attack holds the release to."""
    workspace = tiny(tmp_path, survey=spread({"altijd": 12, "soms": 8}), more="privacy: {minimum_group: 7, reason: {nl: r, en: r}}\n")
    ground = ground_of(measure(workspace), workspace, Ledger())
    assert ground.limits == Limits(group=7, least=Privacy().minimum_answers)
