"""Confidential totals: told only where no provider learns another's number from them, in whatever figure they stand."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impactlib.disclosure.attack import attack
from impactlib.disclosure.beside import contributions_of
from impactlib.disclosure.insiders import provider_insiders
from impactlib.disclosure.magnitudes import dominated, is_unsafe, p_percent, two_dominate
from impactlib.disclosure.making import make_release
from impactlib.errors import ImpactError, InputError
from impactlib.indicators.contributors import Contributions
from impactlib.indicators.counting import count_sources
from impactlib.indicators.finding import Absence, Flag
from impactlib.indicators.indicator import catalogue
from impactlib.sources.store import fill_store
from impactlib.statistics.amount import complete_amount, complete_average, complete_balance
from impactlib.statistics.rate import realised_rate
from impactlib.workspace import Dominance, Privacy
from tests.small import COUNTS_LAYOUT, counted, tiny
from tests.told import told

SECRET_LOANS = COUNTS_LAYOUT.replace("unit: loan}", "unit: loan, confidential: true}")
PARTS = st.lists(st.integers(0, 5000), min_size=1, max_size=6)


def made_of(parts: list[int]) -> Contributions:
    """What a total of these parts is made of."""
    first, second, *_ = [*sorted(parts, reverse=True), 0]
    return Contributions(total=sum(parts), largest=first, second=second, providers=len(parts))


SAFE, UNSAFE = made_of([500, 400, 300]), made_of([500, 400, 30])
"""Of the first the others gave 300, of the second 30, which is 6 % of the largest."""


@pytest.mark.parametrize(
    ("parts", "unsafe"),
    [
        ((100_000, 50_000, 49_000), True),
        ((110_000, 52_000, 50_000), False),
        ((1104, 500, 550), True),
        ((1105, 500, 550), False),
    ],
    ids=["Handbook example 1", "Handbook example 2", "just under 10 %", "10 %"],
)
def test_the_p_percent_rule_gives_the_handbooks_examples(parts, unsafe):
    """An estimate 2 % too high is too near, one 15.4 % too high is not (section 4.2); by hand 54 and 55 beside 550."""
    total, *two = parts
    found = Contributions(total=total, largest=max(two), second=min(two), providers=10)
    assert p_percent(found) is unsafe


def test_the_dominance_rule_protects_more_than_the_p_percent_rule():
    """The Handbook's example 2 is safe at p = 10, and not by the (2, 90.9) rule that goes with it."""
    found = Contributions(total=110_000, largest=52_000, second=50_000, providers=10)
    assert not p_percent(found)
    assert two_dominate(found, 100 * 100 / 110)
    assert not is_unsafe(found, Dominance())
    assert is_unsafe(found, Dominance(two=90.9))


@pytest.mark.parametrize("parts", [[700], [0], [700, 600], [0, 0, 0, 0]], ids=["one", "one of nothing", "two", "four of nothing"])
@pytest.mark.parametrize("rule", [p_percent, two_dominate])
def test_one_or_two_providers_and_a_total_of_nothing_are_always_unsafe(rule, parts):
    """Then somebody knows a part exactly: everybody, the other one, or whoever knows that no part is under 0."""
    assert rule(made_of(parts))


@given(PARTS, st.sampled_from([5.0, 10.0, 25.0]))
def test_a_total_is_unsafe_when_some_provider_comes_too_near_to_some_other(parts, p):
    """Whichever takes its own part off the total and guesses whichever other: the two largest are the worst case."""
    total = sum(parts)
    near = any(total - own - other < p / 100 * other for i, own in enumerate(parts) for j, other in enumerate(parts) if i != j)
    assert p_percent(made_of(parts), p) == (near or len(parts) < 3 or total == 0)


@given(PARTS, st.sampled_from([5.0, 10.0, 25.0]))
def test_what_the_dominance_rule_lets_through_the_p_percent_rule_does_too(parts, p):
    """With k = 100·100/(100 + p), as the Handbook proves."""
    assert p_percent(made_of(parts), p) <= two_dominate(made_of(parts), 100 * 100 / (100 + p) - 1e-9)


@pytest.mark.parametrize(
    ("rule", "found", "percent", "says"),
    [
        (p_percent, SAFE, 0, "p_percent: the percentage is 0; give a number over 0"),
        (two_dominate, SAFE, -5, "two_dominate: the percentage is -5"),
        (p_percent, replace(SAFE, second=-1), 10, "a part is under 0"),
        (p_percent, replace(SAFE, total=499), 10, "larger than the total"),
    ],
    ids=["no percentage", "a negative one", "a negative part", "a part over the total"],
)
def test_numbers_for_which_the_rule_says_nothing_are_refused(rule, found, percent, says):
    """The rule is for parts from 0, in a total of them."""
    with pytest.raises(InputError, match=says):
        rule(found, percent)


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=6).filter(lambda parts: sum(parts) > 200))
@settings(max_examples=60, deadline=None)
def test_the_attack_finds_a_told_total_exactly_when_the_rule_says_so(parts):
    """It knows no rule: only the total, the second largest part, and the others to within 100 %."""
    finding = told("LO01", complete_amount(sum(parts)))
    found = {("A1", "2025", "activities"): made_of(parts)}
    known, secrets = provider_insiders([finding], catalogue(), contributions=found, dominance=Dominance())
    assert bool(attack(known, secrets)) == p_percent(made_of(parts))


def test_what_is_not_told_gives_an_insider_nothing():
    """A hidden figure is no fact, and of a total that stands in two figures there is one secret."""
    found = {("A1", "2025", "activities"): UNSAFE, ("A1", "2025", "participations"): SAFE}
    assert provider_insiders([told("LO01", None)], catalogue(), contributions=found, dominance=Dominance()) == ([], [])
    both = [told("LO01", complete_amount(930)), told("LO03", complete_average(1200, 930))]
    known, secrets = provider_insiders(both, catalogue(), contributions=found, dominance=Dominance())
    assert [each.name for each in secrets] == ["A1/2025/activities@provider largest", "A1/2025/participations@provider largest"]
    assert {each.owner for each in known if each.origin == "release"} == {"A1/2025/LO01", "A1/2025/LO03"}


FIGURES = {
    "a total": (told("LO01", complete_amount(930)), "activities"),
    "above the line of an average": (told("LO03", complete_average(930, 100)), "participations"),
    "below the line of an average": (told("LO03", complete_average(2000, 930)), "activities"),
    "a rate": (told("BR03", realised_rate(930, 2000, per=1), population=2000), "loans"),
    "what came, of a balance": (told("BR04", complete_balance(930, 200)), "new_members"),
    "what went, of a balance": (told("BR04", complete_balance(2000, 930)), "lapsed_members"),
}


@pytest.mark.parametrize("kind", FIGURES)
@pytest.mark.parametrize("parts", [SAFE, UNSAFE], ids=["safe", "unsafe"])
def test_every_figure_that_is_made_of_an_unsafe_total_goes_with_it(kind, parts):
    """Whatever the total stands in; of a safe one, another year's or another area's nothing goes."""
    finding, measure = FIGURES[kind]
    indicator = catalogue()[finding.indicator]
    here = list(dominated(finding, indicator, Privacy(), contributions={("A1", "2025", measure): parts}))
    assert [(each.part, each.reason) for each in here] == ([("figure", Absence.TOO_FEW)] if parts is UNSAFE else [])
    elsewhere = {("B2", "2025", measure): parts, ("A1", "2024", measure): parts, ("A1", "2025", "schools"): parts}
    assert list(dominated(finding, indicator, Privacy(), contributions=elsewhere)) == []


def test_a_confidential_figure_of_some_of_the_providers_goes():
    """Beside the total of all of them it would tell what the others gave; of what is not confidential it stays."""
    finding = told("LO03", complete_average(930, 100), flags=(Flag.INCOMPLETE,))
    found = {("A1", "2025", "activities"): SAFE}
    assert [each.reason for each in dominated(finding, catalogue()["LO03"], Privacy(), contributions=found)] == [Absence.DERIVED]
    assert list(dominated(finding, catalogue()["LO03"], Privacy(), contributions={})) == []


def test_a_figure_that_is_absent_anyway_is_not_decided_about():
    """There is nothing to hide in it."""
    assert list(dominated(told("LO01", None), catalogue()["LO01"], Privacy(), contributions={("A1", "2025", "activities"): UNSAFE})) == []


ROWS = [
    counted("A1", bibliotheek="Een", uitleningen=500, leden=100),
    counted("A1", bibliotheek="Twee", uitleningen=400, leden=100),
    counted("A1", bibliotheek="Drie", uitleningen=300, leden=100),
    counted("A1", bibliotheek="Vier", uitleningen="onbekend", leden=100),
    counted("B2", bibliotheek="Een", uitleningen=700, leden=100),
    counted("B2", bibliotheek="Twee", uitleningen=0, leden=100),
]


def counts_of(folder, layout: str, **more):
    """The counts of a tiny workspace with this layout."""
    workspace = tiny(folder, counts=ROWS, layouts={"tiny-counts": layout})
    _, stored = fill_store(workspace)
    return count_sources(stored, catalogue().values(), **more)


def test_the_parts_of_a_confidential_total_are_counted_where_the_data_are(tmp_path):
    """The largest, the second and how many there are; a missing number is none, a nought is one; of other measures nothing is kept."""
    found = contributions_of(counts_of(tmp_path, SECRET_LOANS))
    assert found == {
        ("A1", "2025", "loans"): Contributions(total=1200, largest=500, second=400, providers=3),
        ("B2", "2025", "loans"): Contributions(total=700, largest=700, second=0, providers=2),
    }


def test_of_measures_that_are_not_confidential_no_parts_are_counted(tmp_path):
    """The packaged and the usual layouts have none: nothing is slower for them."""
    assert contributions_of(counts_of(tmp_path, COUNTS_LAYOUT)) == {}


def test_a_provider_in_two_areas_of_a_group_is_one(tmp_path):
    """What it gave in both is added first: 1200 of 1900 is of the provider that is called the same in A1 and B2."""
    found = contributions_of(counts_of(tmp_path, SECRET_LOANS, groups={"A1": "both", "B2": "both"}))
    assert found == {("both", "2025", "loans"): Contributions(total=1900, largest=1200, second=400, providers=3)}


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ("p: 1", "privacy.dominance.p is 1.0; it can be 5.0 or more"),
        ("p: 101", "privacy.dominance.p is 101.0; it can be 100.0 or less"),
        ("p: veel", "privacy.dominance.p: 'veel' is not a number"),
        ("k: 85", "unknown key 'k'"),
    ],
    ids=["too near", "too far", "no number", "another key"],
)
def test_a_setting_that_would_not_protect_is_refused(tmp_path, setting, says):
    """With the line, and what it can be."""
    with pytest.raises(ImpactError, match=says):
        tiny(tmp_path, counts=ROWS, more=f"privacy: {{dominance: {{{setting}}}}}\n")


def test_how_near_is_too_near_stays_in_the_office(tmp_path):
    """Who knows p comes nearer (Handbook, section 4.2): the workspace has it, and its release does not."""
    workspace = tiny(tmp_path, counts=ROWS, more="privacy: {dominance: {p: 37, two: 81}}\n")
    assert workspace.settings.privacy.dominance == Dominance(p=37, two=81)
    make_release(workspace)
    manifest = json.loads((workspace.release / "release.json").read_text(encoding="utf-8"))
    assert "minimum_group" in manifest["privacy"]
    assert "dominance" not in json.dumps(manifest)
