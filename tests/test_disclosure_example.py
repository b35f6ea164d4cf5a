"""Nothing is told of the whole example that could tell of a person, in any form; and each rule is needed for it."""

from __future__ import annotations

import csv
import json

import pyarrow.parquet as pq
import pytest

from impactlib.disclosure import protect as protecting
from impactlib.disclosure.making import make_release
from impactlib.disclosure.measured import measure
from impactlib.disclosure.protect import protect
from impactlib.disclosure.release import FINDINGS, read_areas, read_manifest, read_release, table_path
from impactlib.disclosure.story_reasons import Reason
from impactlib.example import write_example
from impactlib.indicators.indicator import catalogue
from impactlib.workspace import Workspace
from tests.leaks import GROUP, baselines, fine_numbers, leaks

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
    "previous_precision",
    "trend_verdict",
    "comparison_verdict",
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
    rows = pq.read_table(table_path(example.release, FINDINGS, read_manifest(example.release).id)).to_pylist()
    return [(json.loads(row.pop("finding")), row) for row in rows]


def test_the_example_is_a_test(exact):
    """It holds groups, counts and answers that may not be told: without them the tests below would prove nothing."""
    assert any(0 < each.estimate.n < GROUP for each in exact if each.estimate)
    assert len(leaks(exact, catalogue())) > 100


def test_no_released_finding_of_the_example_speaks_of_too_few_people(example):
    """Every number of every finding of all areas."""
    told = told_findings(example)
    assert len(told) > 51 * 12
    assert leaks(told, catalogue()) == []


def told_findings(example):
    """Every finding of every area, as reports get them."""
    return [each for code in read_areas(example.release) for each in read_release(example.release, code).findings]


def test_no_released_number_of_the_example_gives_back_a_hidden_distribution(example, exact):
    """Means and changes whose answers are withheld are rounded as they are written; nothing has a standard error."""
    told = told_findings(example)
    assert any(each.change and not each.distribution for each in told)
    assert fine_numbers(told, catalogue()) == []
    assert len(fine_numbers(exact, catalogue())) > 100


def test_no_agreed_baseline_of_the_example_is_told(example):
    """The agreements have them, and some are of a year and an area whose figure is hidden."""
    areas = read_areas(example.release).values()
    assert any(goal.baseline.value is not None for each in measure(example).agreements.values() for goal in each.goals)
    assert baselines(areas, told_findings(example)) == []


def test_a_release_says_of_no_figure_why_it_is_hidden(released):
    """Few, alike or derived is one word in it: which of them it is stands in the office's log."""
    told = {finding["absent"] for finding, _ in released} | {row["absent"] for _, row in released}
    assert "protected" in told
    assert told <= {None, "protected", "no-data", "incomplete"}


def test_an_absent_finding_holds_no_number_at_all(released):
    """Neither in its JSON nor in the tidy columns; its series holds other periods only."""
    absent = [(finding, row) for finding, row in released if finding["absent"]]
    assert absent
    for finding, row in absent:
        assert {name for name, value in finding.items() if value not in (None, [], {})} <= ALLOWED_WHEN_ABSENT
        assert [point["estimate"] for point in finding["series"] if point["period"] == finding["period"]] == [None]
        assert (row["value"], row["lower"], row["upper"], row["n"], row["method"]) == (None,) * 5


def test_an_absent_finding_has_no_trend_comparison_p_or_chance(released):
    """Nothing that is figured from what is hidden: and of a trend and a comparison it says that there is none."""
    absent = [finding for finding, _ in released if finding["absent"]]
    for finding in absent:
        assert (finding["trend"], finding["comparison"], finding["p_value"], finding["p_adjusted"]) == (None,) * 4
        assert (finding["trend_verdict"], finding["comparison_verdict"], finding["peers"]) == ("no-earlier", "no-data", [])
        assert {goal["chance"] for goal in finding["goals"]} <= {None}
        assert {goal["on_track"] for goal in finding["goals"]} <= {"no-target", "too-few", "no-data"}
    assert any(goal["target"] is not None for finding in absent for goal in finding["goals"])


def test_no_released_finding_has_a_p(released):
    """From a p and an interval a standard error follows, and from that the answers."""
    assert {(finding["p_value"], finding["p_adjusted"]) for finding, _ in released} == {(None, None)}
    chances = [goal["chance"] for finding, _ in released for goal in finding["goals"] if goal["chance"] is not None]
    assert chances
    assert all(chance == round(chance, 2) for chance in chances)


def test_nobody_is_compared_with_a_hidden_neighbour_or_with_itself(released):
    """Every peer's own figure is told, and the benchmark is of as many areas as are named."""
    told = {(finding["area"], finding["indicator"]) for finding, _ in released if finding["estimate"]}
    compared = [finding for finding, _ in released if finding["comparison"]]
    assert compared
    for finding in compared:
        assert finding["comparison"]["others"] == len(finding["peers"]) >= 5
        assert finding["area"] not in finding["peers"]
        assert {(peer, finding["indicator"]) for peer in finding["peers"]} <= told


def test_a_hidden_year_is_no_year_of_a_trend(released, example, exact):
    """A trend has no more years than the series that is told has figures."""
    trends = [finding for finding, _ in released if finding["trend"]]
    assert trends
    for finding in trends:
        shown = [point["period"] for point in finding["series"] if point["estimate"]]
        assert finding["trend"]["years"] <= len(shown)
        assert {finding["trend"]["first"], finding["trend"]["last"]} <= set(shown)


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
    parts = {row[3]: row[4] for row in rows}
    assert {part for part in parts if not part.startswith("story:")} <= {
        "figure", "distribution", "movers", "invited", "no-opinion", "blank"
    }  # fmt: skip
    assert {row[4] for row in rows if not row[3].startswith("story:")} <= {"too-few", "too-alike", "derived"}
    assert {reason for part, reason in parts.items() if part.startswith("story:")} <= set(map(str, Reason))
    # Of two years together the parts are decided as well: '2024+2025'.
    of_one = {(row[0], year, row[2]) for row in rows for year in row[1].split("+")}
    assert of_one <= {(each.area, each.period, each.indicator) for each in exact}


@pytest.mark.parametrize(
    ("rules", "rule"),
    [
        ("FINDING_RULES", "too_few_people"),
        ("FINDING_RULES", "too_alike"),
        ("FINDING_RULES", "small_parts"),
        ("JOINT_RULES", "whole_survey"),
    ],
)
def test_each_rule_is_needed_on_the_example(monkeypatch, example, exact, rules, rule):
    """With all of them nothing would be told that may not be; without it something would."""
    assert leaks(protect(exact, catalogue(), example.settings.privacy).findings, catalogue()) == []
    kept = tuple(each for each in getattr(protecting, rules) if each.__name__ != rule)
    assert len(kept) == len(getattr(protecting, rules)) - 1
    monkeypatch.setattr(protecting, rules, kept)
    assert leaks(protect(exact, catalogue(), example.settings.privacy).findings, catalogue()) != []
