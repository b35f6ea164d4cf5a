"""A release beside everything that was ever told: what is hidden cannot be worked out from both, and without the ledger it could."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impactlib.disclosure import joint
from impactlib.disclosure.blurring import blurred
from impactlib.disclosure.complementary import Complement, complement
from impactlib.disclosure.earlier import differing
from impactlib.disclosure.entries import ToldEntry
from impactlib.disclosure.fact import Fact, Group, Term, Told, What
from impactlib.disclosure.facts import Sources
from impactlib.disclosure.ground import ground_of
from impactlib.disclosure.joint import Accepted, Ground, accepted, exposed, puzzle_of
from impactlib.disclosure.known import Exposure, Known, Secret
from impactlib.disclosure.ledger import Ledger, append
from impactlib.disclosure.ledger_check import ledger_path
from impactlib.disclosure.making import judged_findings, make_release, primary, safe_release
from impactlib.disclosure.measured import measure
from impactlib.disclosure.unknowns import Limits, Line, puzzle
from impactlib.disclosure.versions import versions_of
from impactlib.errors import ImpactError, InputError
from impactlib.indicators.finding import Absence
from impactlib.workspace import Workspace
from tests.small import counted, files_of, people, spread, tiny, write

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


def sums(n: int, *facts: tuple[What, float, float], owner: str = "A1/2025/LO04", name: str = "learned") -> Told:
    """So many people, and what else is said of them."""
    terms = [((What(kind="people"), n, n)), *facts]
    return Told(
        owner=owner, facts=tuple(Fact(terms=(Term(group=group(name), what=what),), low=low, high=high) for what, low, high in terms)
    )


def versions(release: list[Told], *ledger: Told) -> list[tuple[str, str, float, float]]:
    """Of each line where it is from, the version of its first group, and its limits; the earlier releases are r1 and so on."""
    lines = versions_of(release, [(f"r{number}", each) for number, each in enumerate(ledger, 1)])
    found = [(each.origin, each.versions.get(each.fact.terms[0].group.key, ""), each.fact.low, each.fact.high) for each in lines]
    return [each for each, line in zip(found, lines, strict=True) if line.fact.terms[0].what.kind != "people"]


SUM = What(kind="sum")


def test_what_was_told_more_sharply_before_is_still_known():
    """A sum from 60 to 70 now, and from 64 to 66 in an earlier report about the same people: both are lines."""
    assert versions([sums(20, (SUM, 60, 70))], sums(20, (SUM, 64, 66))) == [("release", "", 60, 70), ("ledger", "", 64, 66)]


def test_what_was_told_before_is_of_the_ledger_alone():
    """Hiding it would take nothing back, so nothing of it is laid at the door of this release."""
    assert versions([said(20, 12)], said(20, 12)) == [("ledger", "", 12, 12)]


def test_two_old_reports_about_the_same_people_are_put_together():
    """Twenty people in both, thirty now: what the two said is of one earlier version of the group."""
    lines = versions([said(30, 17)], said(20, 12), sums(20, (SUM, 64, 66)), said(20, 12))
    assert {version for origin, version, *_ in lines if origin == "ledger"} == {"@r3"}


def test_a_sum_over_two_years_is_of_other_people_only_in_the_year_that_changed():
    """Of both years together 50, of the first still 20 by itself, of the second 30 and now 45: only the second is another version."""

    def of(year: str, n: int) -> Told:
        (term,) = number(0).facts[0].terms
        return Told(owner=year, facts=(Fact(terms=(replace(term, group=replace(term.group, period=year)),), low=n, high=n),))

    def both(n: int) -> Told:
        terms = tuple(each.facts[0].terms[0] for each in (of("2024", 0), of("2025", 0)))
        return Told(owner="both", facts=(Fact(terms=terms, low=n, high=n),))

    ledger = [("r1", each) for each in (of("2024", 20), of("2025", 30), both(50))]
    lines = versions_of([of("2024", 20), of("2025", 45), both(65)], ledger)
    (old,) = [line for line in lines if line.owner == "both" and line.origin == "ledger"]
    assert old.versions == {"survey/A1/2025/course_participants": "@r1"}


def two_shares(folder: Path, *areas: str) -> Workspace:
    """A workspace in which two shares of one question give the answer between them, of four people in each area."""
    survey = [row for area in areas for row in spread({"altijd": 12, "meestal": 4, "soms": 9}, area=area)]
    tiny(folder, survey=survey)
    write(folder / "parameters/catalogue/own.yml", TWO_SHARES)
    return Workspace.open(folder)


def test_what_both_old_reports_told_is_told_again_and_named(tmp_path):
    """The answer between two shares that were both published is out for good: hiding either of them now would take nothing back."""
    workspace = two_shares(tmp_path, "A1")
    old = Told(owner="A1/2025/XA01", facts=(*said(25, 12).facts[:1], replace(said(25, 12).facts[1], terms=at_least(5.0))))
    ledger = ledger_with(replace(release_of(workspace), facts=(said(25, 16), old)))
    found = release_of(workspace, ledger)
    told = {each.id: each.estimate for each in found.findings}
    assert told["A1/2025/LO04"] is not None
    assert told["A1/2025/XA01"] is not None
    assert any("is 4" in each for each in found.already_known)


def at_least(line: float) -> tuple[Term, ...]:
    """Who reached a line."""
    return (Term(group=group(), what=What(kind="at least", values=(line,))),)


def test_what_was_found_stays_found_until_it_is_answered(monkeypatch, tmp_path):
    """Something is out in two areas, and each round answers for one of them: the other is not forgotten because nothing changed there."""
    workspace = two_shares(tmp_path, "A1", "B2")
    answer = joint._hidden_besides
    monkeypatch.setattr(joint, "_hidden_besides", lambda exposures, *rest: answer(exposures[:1], *rest))
    assert found_in(workspace, release_of(workspace), Ledger()) == []


def test_what_the_protector_cannot_answer_for_is_answered_in_the_same_round(monkeypatch, tmp_path):
    """It chooses for one area and knows nothing of the other: there the cheapest goes that the attack hung on."""
    workspace = two_shares(tmp_path, "A1", "B2")

    def blind(lines, truth, secrets):
        return complement(lines, truth, [each for each in secrets if "/A1/" in each.name])

    monkeypatch.setattr(joint, "complement", blind)
    hidden = [each.finding for each in release_of(workspace).decisions if each.reason is Absence.DERIVED]
    assert {each.partition("/")[0] for each in hidden} == {"A1", "B2"}
    assert found_in(workspace, release_of(workspace), Ledger()) == []


def test_what_is_still_out_after_all_rounds_is_not_told_and_the_old_release_stays(monkeypatch, tmp_path):
    """An attack that always finds something: nothing is written over what was there."""
    workspace = tiny(tmp_path, survey=spread({"altijd": 12, "soms": 9}))
    make_release(workspace)
    before = files_of(workspace.release)

    def always(known, secrets, **_):
        owners = tuple(dict.fromkeys(each.owner for each in known if each.owner))
        return [Exposure(secret=secrets[0].name, why="exact", lower=4, upper=4, owners=owners)] if owners else []

    monkeypatch.setattr(joint, "attack", always)
    monkeypatch.setattr(joint, "ROUNDS", 2)
    with pytest.raises(InputError, match="can still be worked out"):
        make_release(workspace, force=True)
    assert files_of(workspace.release) == before


def test_a_damaged_ledger_stops_the_next_release(tmp_path):
    """What cannot be read back cannot be attacked with: the release that was there stays."""
    workspace = tiny(tmp_path, survey=spread({"altijd": 12, "soms": 9}))
    make_release(workspace)
    before = files_of(workspace.release)
    append(workspace, ledger_with(release_of(workspace)).entries)
    ledger_path(workspace).write_text(ledger_path(workspace).read_text(encoding="utf-8").replace("LO04", "LO05", 1), encoding="utf-8")
    with pytest.raises(ImpactError):
        make_release(workspace, force=True)
    assert files_of(workspace.release) == before


def test_choosing_with_the_true_numbers_hides_less_than_taking_the_cheapest(monkeypatch, tmp_path):
    """Two figures tell the participants of the second place, one those of the third: one goes, and not the two that come first."""
    rows = [counted("A1", cursisten=7), counted("B2", cursisten=30, afgerond=20), counted("C3", cursisten=45)]
    workspace = tiny(tmp_path, counts=rows, more="public: [data/public.yml]\n")
    write(
        tmp_path / "data/public.yml",
        'facts:\n  - {measure: course_participants, period: "2025", areas: all, value: 82, source: KB}\n',
    )

    def besides():
        return {each.finding for each in release_of(workspace).decisions if each.reason is Absence.DERIVED}

    assert besides() == {"C3/2025/DI05"}
    monkeypatch.setattr(joint, "complement", lambda *_: Complement(owners=(), unprotected=(), because={}))
    assert len(besides()) > 1


@pytest.mark.parametrize(
    "sources",
    [{"counts": [counted(cursisten=40, afgerond=25)]}, {"survey": spread({"altijd": 12, "soms": 9})}],
    ids=["no survey", "no counts"],
)
def test_a_release_of_one_kind_of_source_is_made(tmp_path, sources):
    """What is there is told, and the attack finds nothing in it."""
    workspace = tiny(tmp_path, **sources)
    found = release_of(workspace)
    assert any(each.estimate is not None for each in found.findings)
    assert found_in(workspace, found, Ledger()) == []


def test_more_answers_than_were_invited_stop_no_release(tmp_path):
    """Of 26 participants 30 returned the questions: what a reader takes for granted is not so, and something is to be hidden besides."""
    two_shares(tmp_path, "A1")
    survey = [*spread({"altijd": 12, "meestal": 4, "soms": 9}), *people(5, cijfer="7")]
    tiny(tmp_path, survey=survey, counts=[counted(cursisten=26)])
    workspace = Workspace.open(tmp_path)
    found = release_of(workspace)
    assert any(each.reason is Absence.DERIVED for each in found.decisions)
    assert found_in(workspace, found, Ledger()) == []


def test_a_release_without_findings_is_one():
    """Nothing is told, nothing is out."""
    ground = Ground(sources=Sources(questions={}, measured={}, people=frozenset(), invited={}), limits=Limits())
    found = accepted(lambda _: ((), ()), {}, ground)
    assert (found.findings, found.facts, found.lines, found.secrets, found.already_known) == ((), (), 0, 0, ())


DECISIONS = """\
import sys
from pathlib import Path
from impactlib.workspace import Workspace
from tests.test_joint import release_of
found = release_of(Workspace.open(Path(sys.argv[1])))
print(*found.decisions, *found.facts, sep="\\n")
"""


def test_the_same_data_give_the_same_decisions_in_the_same_order(tmp_path):
    """In two processes that hash names differently."""
    found = release_of(two_shares(tmp_path, "A1", "B2"))
    assert any(each.reason is Absence.DERIVED for each in found.decisions)
    other = {**os.environ, "PYTHONHASHSEED": "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"}
    run = subprocess.run([sys.executable, "-c", DECISIONS, str(tmp_path)], env=other, capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == [str(each) for each in (*found.decisions, *found.facts)]


def test_two_shares_of_different_providers_do_not_contradict_each_other(tmp_path):
    """Four of five gave what was completed, another four gave members: the participants of the one four are not those of the other."""
    rows = [
        counted(bibliotheek="one", cursisten=40, afgerond=25),
        counted(bibliotheek="two", cursisten=50, afgerond=30, leden=400),
        counted(bibliotheek="three", cursisten=60, afgerond=35, leden=500),
        counted(bibliotheek="four", cursisten=70, afgerond=40, leden=600),
        counted(bibliotheek="five", cursisten=80, leden=700),
    ]
    tiny(tmp_path, counts=rows)
    write(tmp_path / "parameters/catalogue/own.yml", OF_MEMBERS)
    workspace = Workspace.open(tmp_path)
    found = release_of(workspace)
    names = {term.group.name for each in found.facts for fact in each.facts for term in fact.terms}
    assert {"course_participants of some with course_completed", "course_participants of some with members"} <= names
    assert found_in(workspace, found, Ledger()) == []


def test_what_an_insider_finds_is_hidden(tmp_path):
    """Somebody of whom the figure says something: it goes, and only because of him."""
    workspace = tiny(tmp_path, survey=spread({"altijd": 12, "soms": 9}))
    measured = measure(workspace)
    ground = ground_of(measured, workspace, Ledger())

    def make(more):
        protected = primary(measured, workspace, more=more)
        return blurred(judged_findings(measured, protected.findings, workspace), protected.findings, measured.indicators), more

    def insiders(findings):
        told = any(each.id == "A1/2025/LO04" and each.estimate is not None for each in findings)
        known = [Known(terms={"own": 1.0, "other": 1.0}, low=9, high=9, owner="A1/2025/LO04")] if told else []
        own = [Known(terms={"own": 1.0}, low=5, high=5, origin="insider")]
        return [*known, *own], [Secret(name="other", terms={"other": 1.0})]

    hidden = [each.finding for each in accepted(make, measured.indicators, replace(ground, insiders=insiders)).decisions]
    assert hidden == ["A1/2025/LO04"]
    assert accepted(make, measured.indicators, replace(ground, insiders=None)).decisions == ()


def test_every_question_was_returned_by_as_many_as_were_invited_at_the_most():
    """Twenty answered one question, 26 were invited: another question was returned by 20 to 26 people."""
    (one, other) = sums(20), sums(12, name="other")
    lines = [Line(fact=fact, owner=each.owner, origin="release") for each in (one, other, number(26)) for fact in each.facts]
    sources = Sources(questions={}, measured={}, people=PEOPLE, invited={})
    found = puzzle(lines, sources=sources, limits=Limits(), invited={"survey": ("survey", "course_participants")})
    returned = [each for each in found.known if each.low == 20 and each.high == 26]
    assert [each.owner for each in returned] == ["A1/2025/course_participants"] * 2


OF_MEMBERS = """\
theme: own
name: {nl: Eigen, en: Own}
indicators:
  - id: XA02
    name: {nl: Cursisten per lid, en: Participants for each member}
    definition: {nl: Deel van de leden., en: A part of the members.}
    kind: tellen
    unit: person
    figure: {type: ratio, part: course_participants, whole: members}
    direction: up
    evidence: inferred
    phrases:
      nl: {subject: het deel dat een cursus volgt, claim: volgt een cursus}
      en: {subject: the share that takes a course, claim: takes a course}
"""
"""An own indicator of the same participants, beside another whole than in the catalogue."""


def test_a_wider_area_gives_no_part_of_it_back(tmp_path):
    """The wider area has 82 participants, two of its three parts 30 and 45: the third is 7, so another one goes too."""
    parts = [counted("A1", cursisten=7), counted("B2", cursisten=30), counted("C3", cursisten=45)]
    workspace = tiny(tmp_path, counts=[*parts, counted("P1", cursisten=82)])
    told = {each.area: each for each in release_of(workspace).findings if each.indicator == "DI05" and each.period == "2025"}
    assert told["A1"].estimate is None
    assert [told[area].estimate is None for area in ("B2", "C3", "P1")].count(True) >= 1


def test_a_small_number_of_people_is_not_what_something_is_divided_by(tmp_path):
    """Loans for each of seven pupils would tell that there were seven."""
    workspace = tiny(tmp_path, counts=[counted(uitleningen=70, getoetst=7, onder=4)])
    own = (
        TWO_SHARES.replace("kind: meten", "kind: tellen")
        .replace("unit: person", "unit: loan")
        .replace("evidence: solicited", "evidence: inferred")
    )
    write(
        tmp_path / "parameters/catalogue/own.yml",
        own.replace("{type: share, item: learned, at_least: 5}", "{type: average, total: loans, over: pupils_tested}"),
    )
    told = {each.id: each for each in release_of(Workspace.open(workspace.folder)).findings}
    assert told["A1/2025/XA01"].absent is Absence.PROTECTED


def test_a_merged_area_is_the_sum_of_what_was_published_of_its_parts(tmp_path):
    """A1 had 7 and was hidden, B2 had 30 and was told; together they are 37 now, which would give the 7 back."""
    first = tiny(tmp_path / "a", counts=[counted("A1", cursisten=7), counted("B2", cursisten=30), counted("C3", cursisten=45)])
    ledger = ledger_with(release_of(first))
    register = "code;naam;deel;inwoners 2024;inwoners 2025\nM1;Merg;P1;4000;4000\nC3;Cestad;P1;2000;2000\n"
    rows = [counted("M1", cursisten=37), counted("C3", cursisten=45)]
    with pytest.raises(ImpactError, match=r"formerly: the ledger tells of B2, which the register has no more; say what it is part of now"):
        release_of(tiny(tmp_path / "b", counts=rows, register=register), ledger)
    later = tiny(tmp_path / "c", counts=rows, register=register, more="formerly: {M1: [A1, B2]}\n")
    told = {each.area: each for each in release_of(later, ledger).findings if each.indicator == "DI05" and each.period == "2025"}
    assert (told["M1"].estimate is None, told["C3"].estimate is None) == (True, False)


def test_a_source_under_another_name_does_not_pass_for_another_one(tmp_path):
    """One more person answered, and the survey is called otherwise: the ledger would not know it again."""
    ledger = ledger_with(release_of(tiny(tmp_path / "a", survey=spread({"altijd": 12, "soms": 9}))))
    later = tiny(tmp_path / "b", survey=[*spread({"altijd": 12, "soms": 9}), *people(1, geleerd="altijd", nummer="late")])
    settings = later.folder / "parameters/workspace.yml"
    write(settings, settings.read_text(encoding="utf-8").replace("survey: {", "enquete: {"))
    with pytest.raises(
        ImpactError, match=r"retired: the ledger tells of survey/learned, which no source gives any more; give it its name back"
    ):
        release_of(Workspace.open(later.folder), ledger)
    write(settings, settings.read_text(encoding="utf-8") + "retired: [survey]\n")
    assert release_of(Workspace.open(later.folder), ledger).findings


def test_a_public_total_that_the_data_contradict_stops_the_release(tmp_path):
    """The attack would rest on a falsehood."""
    workspace = tiny(tmp_path, counts=[counted("A1", cursisten=70), counted("B2", cursisten=30)], more="public: [data/public.yml]\n")
    fact = 'facts:\n  - {measure: course_participants, period: "2025", areas: [A1, B2], value: 75, source: KB}\n'
    write(tmp_path / "data/public.yml", fact)
    with pytest.raises(
        ImpactError, match=r"data/public.yml:2: course_participants of 2 areas in 2025 is 75 \(KB\), and what was handed in is more"
    ):
        release_of(workspace)


def test_an_earlier_publication_that_cannot_be_of_the_same_answers_hides_and_does_not_stop(tmp_path):
    """Then 12 of 21 answered 4 or 5, told as a share; now nobody can tell from the mean alone that one answer was changed."""
    first = tiny(tmp_path / "a", survey=spread({"altijd": 12, "soms": 9}))
    ledger = ledger_with(release_of(first))
    later = tiny(tmp_path / "b", survey=spread({"altijd": 11, "soms": 10}))
    write(later.folder / "parameters/catalogue/own.yml", TWO_SHARES)
    told = {each.id: each for each in release_of(Workspace.open(later.folder), ledger).findings}
    assert told["A1/2025/LO04"].absent is Absence.PROTECTED
