"""Nothing is told of the whole example that could tell of a person, in any form; and each rule is needed for it."""

from __future__ import annotations

import csv
import json

import pyarrow.parquet as pq
import pytest

from impactlib.disclosure import protect as protecting
from impactlib.disclosure.making import make_release, measure
from impactlib.disclosure.protect import protect
from impactlib.disclosure.release import read_areas, read_release
from impactlib.example import write_example
from impactlib.indicators.indicator import catalogue
from impactlib.workspace import Workspace
from tests.leaks import GROUP, leaks

ALLOWED_WHEN_ABSENT = {
    "id",
    "area",
    "period",
    "indicator",
    "source",
    "design",
    "absent",
    "goals",
    "series",
    "target_verdict",
    "previous_verdict",
}
"""What a released finding without a figure may hold; goals are what was agreed beforehand, and a series is looked at by itself."""


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """The example workspace with its release."""
    folder = tmp_path_factory.mktemp("example")
    write_example(folder)
    workspace = Workspace.open(folder)
    make_release(workspace)
    return workspace


@pytest.fixture(scope="module")
def exact(example):
    """What is true of the example, before protection."""
    return measure(example).findings


@pytest.fixture(scope="module")
def released(example):
    """The JSON of every released finding, with its tidy columns."""
    rows = pq.read_table(example.release / "findings.parquet").to_pylist()
    return [(json.loads(row.pop("finding")), row) for row in rows]


def test_the_example_is_a_test(exact):
    """It holds groups, counts and answers that may not be told: without them the tests below would prove nothing."""
    assert any(0 < each.estimate.n < GROUP for each in exact if each.estimate)
    assert len(leaks(exact, catalogue())) > 100


def test_no_released_finding_of_the_example_speaks_of_too_few_people(example):
    """Every number of every finding of all areas."""
    told = [each for code in read_areas(example.release) for each in read_release(example.release, code).findings]
    assert len(told) > 51 * 12
    assert leaks(told, catalogue()) == []


def test_an_absent_finding_holds_no_number_at_all(released):
    """Neither in its JSON nor in the tidy columns; its series holds other periods only."""
    absent = [(finding, row) for finding, row in released if finding["absent"]]
    assert absent
    for finding, row in absent:
        assert {name for name, value in finding.items() if value not in (None, [], {})} <= ALLOWED_WHEN_ABSENT
        assert [point["estimate"] for point in finding["series"] if point["period"] == finding["period"]] == [None]
        assert (row["value"], row["lower"], row["upper"], row["n"], row["method"]) == (None,) * 5


def test_a_hidden_year_is_hidden_in_the_series_and_as_the_previous_one(released, example, exact):
    """What may not be told of 2024 is not told in the findings of 2025 either, as a point, a step or a verdict."""
    protected = protect(exact, catalogue(), example.settings.privacy)
    hidden = {(each.area, each.indicator, each.period) for each in protected.findings if each.estimate is None}
    for finding, _ in released:
        for point in finding["series"]:
            assert point["estimate"] is None or (finding["area"], finding["indicator"], point["period"]) not in hidden
        if (finding["area"], finding["indicator"], "2024") in hidden and finding["absent"] is None:
            assert (finding["previous"], finding["previous_difference"]) == (None, None)
            assert finding["previous_verdict"] in ("cannot-say", "no-earlier")


def test_the_tidy_columns_say_what_the_findings_say(released):
    """One truth in two forms."""
    for finding, row in released:
        told = finding["estimate"] or {"value": None, "n": None}
        assert (row["value"], row["n"], row["absent"]) == (told["value"], told["n"], finding["absent"])


def test_what_disclosure_looked_at_is_not_told(released):
    """How many people answered alike never leaves."""
    assert {finding["alike"] for finding, _ in released} == {None}


def test_the_log_of_decisions_holds_no_values(example, exact):
    """Area, period, indicator, part and reason of everything that was hidden, and not one number more."""
    with (example.internal / "disclosure.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == ["area", "period", "indicator", "part", "reason"]
    assert rows
    assert {len(row) for row in rows} == {5}
    assert {row[3] for row in rows} <= {"figure", "distribution", "movers", "invited", "no-opinion", "blank"}
    assert {row[4] for row in rows} <= {"too-few", "too-alike", "derived"}
    assert {(row[0], row[1], row[2]) for row in rows} <= {(each.area, each.period, each.indicator) for each in exact}


@pytest.mark.parametrize("rule", ["too_few_people", "too_alike", "small_parts"])
def test_each_rule_is_needed_on_the_example(monkeypatch, example, exact, rule):
    """Without it something would be told."""
    kept = tuple(each for each in protecting.FINDING_RULES if each.__name__ != rule)
    assert len(kept) == len(protecting.FINDING_RULES) - 1
    monkeypatch.setattr(protecting, "FINDING_RULES", kept)
    assert leaks(protect(exact, catalogue(), example.settings.privacy).findings, catalogue()) != []
