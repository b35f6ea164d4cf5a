"""Public facts: read with their line, refused with what would do, and held against what was handed in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impactlib.disclosure.facts import Sources
from impactlib.disclosure.ground import public_lines
from impactlib.errors import ImpactError, Problems
from impactlib.sources.areas import read_register
from impactlib.sources.public import PublicFact, contradictions, read_public_facts
from tests.small import counted, tiny, write

PATH = "data/public-facts.yml"
GOOD = '{measure: loans, period: "2025", areas: [A1], value: 1200, source: Jaarverslag}'
MEASURES = ("loans", "members", "course_participants")


def facts(folder, *lines: str, more: str = "public: [data/public-facts.yml]\n") -> list[PublicFact]:
    """The public facts of a tiny workspace that declares these."""
    write(folder / PATH, "facts:\n" + "".join(f"  - {line}\n" for line in lines))
    workspace = tiny(folder, counts=[counted(uitleningen=1)], more=more)
    return read_public_facts(workspace, read_register(workspace), MEASURES, surveys=["survey"])


def fact(low: float, high: float, *areas: str) -> PublicFact:
    """What others say of the loans of 2025."""
    return PublicFact(kind="measure", name="loans", period="2025", areas=areas, low=low, high=high, source="Jaarverslag", where=f"{PATH}:2")


def test_a_workspace_that_declares_none_has_none(tmp_path):
    """The setting may be left out."""
    assert facts(tmp_path, GOOD, more="") == []


def test_a_fact_is_read_with_its_line_and_its_areas(tmp_path):
    """Of one area by code or name, of some, of all, and of those that a wider one is made of; exact or between limits."""
    found = facts(
        tmp_path,
        GOOD,
        '{measure: members, period: "2025", areas: Bedorp, value: 3, source: KB}',
        "{measure: members, period: 2024-2025, areas: all, low: 95, high: 105, source: KB}",
        '{survey: survey, period: "2025", areas: P1, value: 64, source: Nieuwsbrief}',
    )
    assert found[0] == fact(1200, 1200, "A1")
    assert [(each.kind, each.name, each.period, each.areas, each.low, each.high, each.where) for each in found[1:]] == [
        ("measure", "members", "2025", ("B2",), 3, 3, f"{PATH}:3"),
        ("measure", "members", "2024-2025", ("A1", "B2", "C3"), 95, 105, f"{PATH}:4"),
        ("survey", "survey", "2025", ("A1", "B2", "C3"), 64, 64, f"{PATH}:5"),
    ]


FAULTS = {
    "an unknown area": (("[A1]", "[Aburgh]"), f"{PATH}:2: unknown area 'Aburgh'; did you mean 'Aburg'?"),
    "an unknown measure": (("loans", "loan"), f"{PATH}:2: unknown measure 'loan'; did you mean 'loans'?"),
    "an unknown survey": (("measure: loans", "survey: enquete"), f"{PATH}:2: unknown survey 'enquete'; known: survey"),
    "a measure and a survey": (("measure: loans", "measure: loans, survey: survey"), "give either 'measure' or 'survey'"),
    "neither": (("measure: loans, ", ""), "give either 'measure' or 'survey'"),
    "a value and limits": (("value: 1200", "value: 1200, low: 1, high: 2"), "give either 'value', or 'low' and 'high'"),
    "no size at all": (("value: 1200, ", ""), "give either 'value', or 'low' and 'high'"),
    "one limit": (("value: 1200", "low: 1200"), "give both 'low' and 'high'"),
    "limits upside down": (("value: 1200", "low: 12, high: 11"), "low is 12 and high is 11; the lowest comes first"),
    "under nought": (("value: 1200", "value: -1"), f"{PATH}:2: facts.1.value is '-1'; it can be 0 or more"),
    "a thousand or a decimal": (("value: 1200", "value: 1.200"), "'1.200' may be a thousand or a decimal"),
    "no period": (("2025", "vorig jaar"), "'vorig jaar' is not a period"),
    "no source": ((", source: Jaarverslag", ""), f"{PATH}:2: the key 'source' is missing"),
    "an area twice": (("[A1]", "[A1, Aburg]"), f"{PATH}:2: the area 'A1' is meant twice; name it once"),
    "an area and what it is part of": (("[A1]", "[P1, A1]"), f"{PATH}:2: the area 'A1' is meant twice; name it once"),
    "no area": (("[A1]", "[]"), f"{PATH}:2: facts.1.areas"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fact_that_cannot_be_used_is_refused_with_its_line(tmp_path, fault):
    """And with what would do."""
    (old, new), says = FAULTS[fault]
    assert old in GOOD
    with pytest.raises(ImpactError) as error:
        facts(tmp_path, GOOD.replace(old, new))
    assert says in str(error.value)
    assert PATH in str(error.value)


def test_the_same_thing_declared_twice_is_refused(tmp_path):
    """Whichever of the two is right; the message names both lines. All faults of a file are told at once."""
    with pytest.raises(Problems) as error:
        facts(tmp_path, GOOD, GOOD.replace("1200", "1300"), GOOD.replace("[A1]", "[X]"))
    assert f"{PATH}:3: loans of A1 in 2025 stands at {PATH}:2 as well; keep one of them" in str(error.value)
    assert f"{PATH}:4: unknown area 'X'" in str(error.value)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    """A forgotten public fact would be one that the attack does not know."""
    with pytest.raises(ImpactError, match=r"parameters/workspace.yml: public: no file matches 'parameters/nothing\*.yml'"):
        facts(tmp_path, GOOD, more="public: [parameters/nothing*.yml]\n")


def test_a_pattern_and_a_name_may_mean_the_same_file(tmp_path):
    """It is read once."""
    assert len(facts(tmp_path, GOOD, more="public: [data/public-*.yml, data/public-facts.yml]\n")) == 1


@pytest.mark.parametrize(
    ("declared", "totals", "says"),
    [
        (fact(30, 30, "A1", "B2"), {"A1": 10, "B2": 20}, ""),
        (fact(30, 30, "A1", "B2"), {"A1": 10, "B2": 21}, "more"),
        (fact(30, 30, "A1", "B2"), {"A1": 10, "B2": 19}, "less"),
        (fact(25, 35, "A1", "B2"), {"A1": 10, "B2": 15}, ""),
        (fact(30, 30, "A1", "B2"), {"A1": 10}, ""),
        (fact(30, 30, "A1", "B2"), {"A1": 31}, "more"),
        (fact(0.3, 0.3, "A1", "B2", "C3"), {"A1": 0.1, "B2": 0.1, "C3": 0.1}, ""),
    ],
    ids=["alike", "over", "under", "within limits", "one area lacks", "over though one lacks", "decimals"],
)
def test_a_fact_that_cannot_be_true_of_the_data_is_told(declared, totals, says):
    """More is always a contradiction; less only where every area handed in all."""
    found = contradictions([declared], {("loans", area, "2025"): float(total) for area, total in totals.items()})
    assert [each.where for each in found] == ([f"{PATH}:2"] if says else [])
    assert all(str(each).startswith(f"{PATH}:2: loans of ") and f"handed in is {says};" in str(each) for each in found)


def test_a_contradiction_names_no_total_of_ours():
    """It may be among what is not told."""
    [found] = contradictions([fact(30, 30, "A1")], {("loans", "A1", "2025"): 31.0})
    assert "31" not in str(found)
    assert "30 (Jaarverslag)" in str(found)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=4), st.integers(0, 200), st.integers(0, 20))
def test_a_public_line_holds_for_the_truth_exactly_when_nothing_contradicts(totals, low, more):
    """The line that the attack gets, and the check that the office gets, say the same."""
    codes = [f"A{number}" for number in range(len(totals))]
    declared = fact(low, low + more, *codes)
    [line] = public_lines(declared, Sources(questions={}, measured={"loans": "counts"}, people=frozenset(), invited={}))
    truth = {f"counts/{code}/2025/loans": total for code, total in zip(codes, totals, strict=True)}
    holds = line.fact.low <= sum(term.weight * truth[term.group.key] for term in line.fact.terms) <= line.fact.high
    found = contradictions([declared], {("loans", code, "2025"): float(total) for code, total in zip(codes, totals, strict=True)})
    assert holds == (found == [])
    assert (line.origin, line.owner) == ("public", "")
