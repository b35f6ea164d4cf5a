"""A release beside everything that was ever told: what is hidden cannot be worked out from both, and without the ledger it could."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impactlib.disclosure.earlier import differing
from impactlib.disclosure.entries import ToldEntry
from impactlib.disclosure.fact import Fact, Group, Term, Told, What
from impactlib.disclosure.ground import ground_of
from impactlib.disclosure.joint import Accepted, exposed, puzzle_of
from impactlib.disclosure.ledger import Ledger
from impactlib.disclosure.making import safe_release
from impactlib.disclosure.measured import measure
from impactlib.indicators.finding import Absence
from impactlib.workspace import Workspace
from tests.small import counted, people, spread, tiny, write

PEOPLE = frozenset({"course_participants"})


def group(name: str = "learned", *, asked: bool = True) -> Group:
    """A group of the tiny survey, or what a measure counts."""
    return Group(source="survey", area="A1", period="2025", name=name, asked=asked, codes=(1.0, 2.0, 3.0, 4.0, 5.0) if asked else ())


def said(n: int, counted_: int, owner: str = "A1/2025/LO04") -> Told:
    """A share: so many of n answered 4 or 5."""
    facts = [(What(kind="people"), n), (What(kind="at least", values=(4.0,)), counted_)]
    return Told(
        owner=owner, facts=tuple(Fact(terms=(Term(group=group(), what=what),), low=float(each), high=float(each)) for what, each in facts)
    )


def number(n: int, name: str = "course_participants") -> Told:
    """A count."""
    terms = (Term(group=group(name, asked=False), what=What(kind="number")),)
    return Told(owner=f"A1/2025/{name}", facts=(Fact(terms=terms, low=float(n), high=float(n)),))


@pytest.mark.parametrize(
    ("before", "now", "hidden"),
    [
        (said(20, 12), said(20, 12), False),
        (said(20, 12), said(21, 13), True),
        (said(20, 12), said(29, 16), True),
        (said(20, 12), said(30, 17), False),
        (said(20, 12), said(30, 20), True),
        (said(20, 12), said(30, 22), True),
        (said(20, 12), said(30, 14), True),
        (said(20, 12), said(20, 11), True),
        (said(30, 17), said(20, 12), False),
        (number(40), number(41), True),
        (number(40), number(50), False),
        (number(40, "loans"), number(41, "loans"), False),
    ],
    ids=[
        "the same", "one more", "nine more", "ten more", "ten more, two did not", "ten more, all did", "ten more, two did",
        "one corrected", "ten fewer", "a count of one more", "a count of ten more", "one loan more",
    ],
)  # fmt: skip
def test_what_changed_by_a_few_people_is_not_told_again(before, now, hidden):
    """The difference of two reports is a group of people too: ten at least, three on either side."""
    found = differing([now], [("r1", before)], people=PEOPLE, group=10, least=3)
    assert found == ((now.owner,) if hidden else ())


def release_of(workspace: Workspace, ledger: Ledger | None = None) -> Accepted:
    """What may be told, beside what was."""
    return safe_release(measure(workspace), workspace, ledger or Ledger())


def ledger_with(accepted: Accepted, release: str = "r1") -> Ledger:
    """The ledger after this was published."""
    entries = tuple(
        ToldEntry(
            owner=each.owner,
            release=release,
            period="2025",
            day="2026-03-02",
            population="p",
            facts=tuple(fact.to_json() for fact in each.facts),
        )
        for each in accepted.facts
    )
    return Ledger(entries=entries)


def found_in(workspace: Workspace, told: Accepted, ledger: Ledger) -> list[str]:
    """What the attack finds in a release beside a ledger: the last word of each secret."""
    ground = ground_of(measure(workspace), workspace, ledger)
    found = puzzle_of(told.facts, ground)
    return [each.secret for each in exposed(found.known, found.secrets, found)]


def test_publishing_adding_one_person_and_publishing_again_does_not_expose_the_person(tmp_path):
    """The second release is without the figure; had nobody kept a ledger, two reports would say what the one who came answered."""
    first = tiny(tmp_path / "a", survey=spread({"altijd": 12, "soms": 9}))
    ledger = ledger_with(release_of(first))
    later = tiny(tmp_path / "b", survey=[*spread({"altijd": 12, "soms": 9}), *people(1, geleerd="altijd", nummer="late")])
    told = {each.id: each for each in release_of(later, ledger).findings}
    assert told["A1/2025/LO04"].absent is Absence.PROTECTED
    assert found_in(later, release_of(later, ledger), ledger) == []
    careless = release_of(later)
    assert {each.id: each for each in careless.findings}["A1/2025/LO04"].estimate.n == 22
    assert any("between" in each for each in found_in(later, careless, ledger))


@settings(max_examples=8, deadline=None)
@given(high=st.integers(5, 14), low=st.integers(5, 14), more=st.integers(0, 12), less=st.integers(0, 12))
def test_whatever_comes_later_nobody_in_between_is_found(tmp_path_factory, high, low, more, less):
    """Any first survey, any later answers: beside the ledger the attack finds nothing in the second release."""
    folder = tmp_path_factory.mktemp("later")
    base = spread({"altijd": high, "soms": low})
    first = tiny(folder / "a", survey=base)
    ledger = ledger_with(release_of(first))
    late = [
        *[row for each in range(more) for row in people(1, geleerd="meestal", nummer=f"m{each}")],
        *[row for each in range(less) for row in people(1, geleerd="nooit", nummer=f"l{each}")],
    ]
    later = tiny(folder / "b", survey=[*base, *late])
    assert found_in(later, release_of(later, ledger), ledger) == []


def test_a_public_total_gives_no_hidden_count_back(tmp_path):
    """Three places of which one had 7 participants, and a province that publishes all: another count goes as well."""
    rows = [counted("A1", cursisten=7), counted("B2", cursisten=30), counted("C3", cursisten=45)]
    workspace = tiny(tmp_path, counts=rows, more="public: [data/public.yml]\n")
    write(
        tmp_path / "data/public.yml",
        'facts:\n  - {measure: course_participants, period: "2025", areas: all, value: 82, source: KB}\n',
    )
    told = {each.id: each for each in release_of(workspace).findings if each.indicator == "DI05"}
    assert told["A1/2025/DI05"].estimate is None
    assert [told[f"{area}/2025/DI05"].estimate is None for area in ("B2", "C3")].count(True) == 1
    without = tiny(tmp_path / "without", counts=rows)
    assert [each.estimate is None for each in release_of(without).findings if each.indicator == "DI05"] == [True, False, False]


def test_two_shares_of_one_question_give_no_small_answer_back(tmp_path):
    """At least 4 and at least 5: between them lies one answer, given by four people."""
    workspace = tiny(tmp_path, survey=spread({"altijd": 12, "meestal": 4, "soms": 9}))
    write(tmp_path / "parameters/catalogue/own.yml", TWO_SHARES)
    told = {each.id: each for each in release_of(Workspace.open(tmp_path)).findings if each.area == "A1" and each.period == "2025"}
    assert [told[f"A1/2025/{name}"].estimate is None for name in ("LO04", "XA01")].count(True) == 1
    assert workspace.period == "2025"


def test_what_was_published_before_is_known_whatever_is_told_now(tmp_path):
    """Two old reports that gave something away: nothing can take that back, it is named, and it does not stop what is safe."""
    workspace = tiny(tmp_path, survey=spread({"altijd": 12, "soms": 9}))
    old = release_of(workspace)
    facts = [said(20, 12), replace(said(21, 13), owner="A1/2025/LO04")]
    ledger = Ledger(
        entries=(*ledger_with(replace(old, facts=(facts[0],)), "r1").entries, *ledger_with(replace(old, facts=(facts[1],)), "r2").entries)
    )
    accepted = release_of(workspace, ledger)
    assert any("between" in each for each in accepted.already_known)


TWO_SHARES = """\
theme: own
name: {nl: Eigen, en: Own}
indicators:
  - id: XA01
    name: {nl: Altijd geleerd, en: Always learned}
    definition: {nl: Wie altijd zegt., en: Who says always.}
    kind: meten
    unit: person
    figure: {type: share, item: learned, at_least: 5}
    direction: up
    evidence: solicited
    phrases:
      nl: {subject: het deel dat altijd zegt, claim: zegt altijd}
      en: {subject: the share that says always, claim: says always}
"""
"""An own indicator on the question of LO04, with a higher line."""
