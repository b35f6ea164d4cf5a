"""Whoever gave one course takes it off what is told, and does not learn what each of the others answered."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impactlib.disclosure.attack import attack
from impactlib.disclosure.beside import besides_of
from impactlib.disclosure.courses import beside_a_course
from impactlib.disclosure.insiders import leader_facts
from impactlib.disclosure.measured import measure
from impactlib.disclosure.release import read_areas, read_release
from impactlib.indicators.contributors import Beside
from impactlib.indicators.counting import count_sources
from impactlib.indicators.finding import Absence, Precision
from impactlib.indicators.indicator import catalogue
from impactlib.sources.store import fill_store
from impactlib.statistics.mean import mean
from impactlib.statistics.proportion import share
from impactlib.workspace import Privacy
from tests.small import ANSWERS, indicator_like, people, spread, tiny
from tests.told import changed, told, two_by_two

LEARNED, MARK, PLACE = catalogue()["LO04"], catalogue()["BR08"], ("A1", "2025")
SHARE_OF = ("learned", "at least 4")
COURSES = st.lists(st.integers(1, 6).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))), min_size=1, max_size=4)
"""Courses, each as its people and how many of them counted."""


def beside(courses: list[tuple[int, int]]) -> Beside:
    """What is beside one of these courses, worked out one by one."""
    people, total = sum(n for n, _ in courses), sum(k for _, k in courses)
    found = []
    for n, k in courses:
        others, counted = people - n, total - k
        found.append((counted * (others - counted) / others if others else 0.0, n, k, others))
    spread, n, k, _ = min(found)
    return Beside(people=people, total=total, own_people=n, own_total=k, spread=spread, fewest=min(others for *_, others in found))


def decided(finding, here: Beside | None, indicator=LEARNED, key=SHARE_OF, **more) -> list[Absence]:
    """Why the figure may not be told, when there is this beside one course."""
    known = {key: {PLACE: here} if here is not None else {}, **more}
    return [each.reason for each in beside_a_course(finding, indicator, Privacy(), beside=known)]


CASES = {
    "all others counted": ([(6, 3), (8, 8)], True),
    "none of the others did": ([(6, 4), (8, 0)], True),
    "one of the others did not": ([(6, 3), (8, 7)], False),
    "beside the other course all did": ([(5, 5), (9, 4)], True),
    "three courses of which two are alike": ([(6, 3), (4, 4), (4, 4)], True),
    "three courses that all differ": ([(6, 3), (4, 4), (4, 3)], False),
    "one course": ([(14, 7)], False),
    "two others": ([(12, 6), (2, 1)], True),
    "three others": ([(12, 6), (3, 1)], False),
}


@pytest.mark.parametrize("case", CASES)
def test_a_share_that_tells_a_leader_what_each_other_answered_is_not_told(case):
    """All or none of them, or fewer than three: of everybody in one course there is nothing to learn."""
    courses, out = CASES[case]
    here = beside(courses)
    finding = told("LO04", share(int(here.total), here.people))
    assert decided(finding, here) == ([Absence.TOO_ALIKE] if out else [])


def test_without_courses_on_record_or_without_a_figure_nothing_is_decided():
    """And what is beside a course of another place or another line says nothing of this one."""
    here = beside([(6, 3), (8, 8)])
    assert decided(told("LO04", share(11, 14)), None) == []
    assert decided(told("LO04", None), here) == []
    assert decided(told("LO04", share(11, 14)), here, key=("learned", "at least 5")) == []
    elsewhere = {SHARE_OF: {("B2", "2025"): here, ("A1", "2024"): here}}
    assert list(beside_a_course(told("LO04", share(11, 14)), LEARNED, Privacy(), beside=elsewhere)) == []


def test_a_change_goes_with_the_share_before_or_now():
    """The difference may be safe while all others agree now: all three are told with it."""
    finding = changed("LB10", two_by_two(40, 8), Precision.CLEAR)
    safe, out = beside([(20, 9), (68, 30)]), beside([(20, 9), (68, 68)])
    item = catalogue()["LB10"].figure.question
    line = f"at least {catalogue()['LB10'].figure.at_least:g}"
    for name in (f"change {line}", f"before {line}", f"now {line}"):
        all_safe = {(item, f"{part}{line}"): {PLACE: safe} for part in ("change ", "before ", "now ")}
        assert list(beside_a_course(finding, catalogue()["LB10"], Privacy(), beside=all_safe)) == []
        one_out = {**all_safe, (item, name): {PLACE: out}}
        assert len(list(beside_a_course(finding, catalogue()["LB10"], Privacy(), beside=one_out))) == 1


@given(COURSES)
@settings(max_examples=150, deadline=None)
def test_the_attack_finds_a_told_share_exactly_when_the_rule_says_so(courses):
    """It knows no rule: only the share, how many answered, and one course. Of one or two others a share alone may still be safe."""
    here = beside(courses)
    finding = told("LO04", share(int(here.total), here.people)) if here.people > 1 else None
    if finding is None or here.fewest < Privacy().minimum_answers:
        return
    known, secrets = leader_facts([finding], catalogue(), beside={SHARE_OF: {PLACE: here}})
    assert bool(attack(known, secrets)) == bool(decided(finding, here))


TWO_YEARS = {
    "the other year all counted, and so did the rest of this one": ([(4, 1), (3, 3)], [(4, 4), (3, 3)], True),
    "the other year some did not": ([(4, 1), (3, 3)], [(4, 4), (3, 2)], False),
    "the rest of this year some did not": ([(4, 1), (3, 2)], [(4, 4), (3, 3)], False),
    "one course in each, and all of the other counted": ([(6, 3)], [(6, 6)], True),
    "one course in each, and some did not": ([(6, 3)], [(6, 5)], False),
}


@pytest.mark.parametrize("case", TWO_YEARS)
def test_of_two_years_together_the_others_are_also_everybody_of_the_other_year(case):
    """The rule and the attack say the same; the decision names the two years."""
    now, before, out = TWO_YEARS[case]
    here = {("A1", "2025"): beside(now), ("A1", "2024"): beside(before)}
    people, total = (sum(each[part] for each in [*now, *before]) for part in (0, 1))
    finding = replace(told("LO04", share(total, people)), years=("2024", "2025"))
    found = list(beside_a_course(finding, LEARNED, Privacy(), beside={SHARE_OF: here}))
    assert [(each.finding, each.reason) for each in found] == ([("A1/2024+2025/LO04", Absence.TOO_ALIKE)] if out else [])
    assert bool(attack(*leader_facts([finding], catalogue(), beside={SHARE_OF: here}))) == out


def test_of_two_years_together_a_mean_goes_where_it_cannot_be_seen_to_be_safe():
    """Of a year without courses on record nobody can say whether all gave the same mark."""
    here = Beside(people=12, total=88, own_people=6, own_total=40, spread=0.0, fewest=6)
    finding = replace(told("BR08", mean({8.0: 10, 6.0: 8})), years=("2024", "2025"))
    key = ("mark", "mean")
    assert len(list(beside_a_course(finding, MARK, Privacy(), beside={key: {PLACE: here}}))) == 1
    both = {key: {PLACE: here, ("A1", "2024"): replace(here, spread=2.0)}}
    assert list(beside_a_course(finding, MARK, Privacy(), beside=both)) == []


@pytest.mark.parametrize(("marks", "out"), [({"8": 6}, True), ({"8": 5, "7": 1}, False)], ids=["all an 8", "one a 7"])
def test_a_mean_that_tells_a_leader_each_mark_of_the_others_is_not_told(tmp_path, marks, out):
    """From the answers themselves: one course gave all kinds of marks, the other six people all an 8, or one of them a 7."""
    rows = people(1, cijfer=4) + people(1, cijfer=6) + people(1, cijfer=9) + people(5, cijfer=10)
    rows = [{**row, "cursus": "eigen"} for row in rows]
    rows += [{**row, "cursus": "ander"} for row in spread(marks, "cijfer")]
    [counts] = count_sources(fill_store(tiny(tmp_path, survey=rows))[1], catalogue().values())
    finding = told("BR08", mean({8.0: 9, 6.0: 5}))
    assert bool(list(beside_a_course(finding, MARK, Privacy(), beside=besides_of([counts])))) == out


def test_what_is_beside_a_course_is_counted_as_one_by_one(tmp_path):
    """For forty places with all kinds of courses, people in none, and answers that are missing or no opinion; for every line and mean."""
    made = random.Random(5)
    codes = [f"T{number}" for number in range(40)]
    register = "code;naam;deel;inwoners 2025\n" + "".join(f"{code};Plaats {code};P1;2000\n" for code in codes)
    rows, truth = [], {}
    for code in codes:
        lines = made.choice([("meestal", "altijd"), ("soms", "meestal"), (*ANSWERS, "weet niet", "-")])
        groups = [made.choice(["a", "b", "c", ""]) for _ in range(made.randint(2, 14))]
        for number, course in enumerate(groups):
            answer = made.choice(lines)
            rows.append({"nummer": f"{code}-{number}", "gemeente": code, "jaar": "2025", "cursus": course, "geleerd": answer})
            if answer in ANSWERS:
                truth.setdefault(code, []).append((course or f"alone {number}", ANSWERS.index(answer) + 1))
    [counts] = count_sources(
        fill_store(tiny(tmp_path, survey=rows, register=register))[1], [LEARNED, indicator_like("LO04", figure=AS_MEAN)]
    )
    for name, value in (("at least 4", lambda code: float(code >= 4)), ("mean", float)):
        found = counts.beside["learned", name]
        expected = {(code, "2025"): one for code, answers in truth.items() if (one := one_by_one(answers, value)) is not None}
        assert found.keys() == expected.keys()
        for place, (least, fewest) in expected.items():
            here = found[place]
            assert (here.spread, here.fewest) == (pytest.approx(least, abs=1e-6), fewest)
            assert (here.people, here.total) == (len(truth[place[0]]), sum(value(code) for _, code in truth[place[0]]))
            own = [value(code) for course, code in truth[place[0]] if course in ("a", "b", "c")]
            assert here.own_people <= len(own)
    assert {here.fewest == 0 for here in counts.beside["learned", "mean"].values()} == {True, False}
    assert sum(here.spread == 0 < here.fewest for here in counts.beside["learned", "at least 4"].values()) > 5


AS_MEAN = {"type": "mean", "item": "learned"}


def one_by_one(answers, value) -> tuple[float, int] | None:
    """The least that the others of any course lie apart, and the fewest others; None where nobody was in a course."""
    found = []
    for course in {course for course, _ in answers if not course.startswith("alone")}:
        others = [value(code) for each, code in answers if each != course]
        centre = sum(others) / len(others) if others else 0.0
        found.append((sum((each - centre) ** 2 for each in others), len(others)))
    return (min(least for least, _ in found), min(fewest for _, fewest in found)) if found else None


def test_the_example_tells_no_leader_of_a_course_what_each_other_answered(example_workspace):
    """The attack over every told share of its release finds nothing; over the exact figures it finds some."""
    measured = measure(example_workspace)
    here = besides_of(measured.counts)
    release = example_workspace.release
    findings = [each for code in read_areas(release) for each in read_release(release, code).findings]
    known, secrets = leader_facts(findings, measured.indicators, beside=here)
    assert len(secrets) > 100
    assert attack(known, secrets) == []
    assert attack(*leader_facts(measured.findings, measured.indicators, beside=here)) != []
