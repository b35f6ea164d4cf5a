"""What is taken off the numbers that are told: standard errors always, decimals where the answers themselves are withheld."""

from __future__ import annotations

from dataclasses import replace

import pytest

from impactlib.disclosure.blurring import blurred
from impactlib.disclosure.making import judged_findings, make_release
from impactlib.disclosure.measured import measure
from impactlib.disclosure.protect import protect
from impactlib.disclosure.release import read_areas, read_release
from impactlib.indicators.finding import Finding, Goal, Verdict
from impactlib.indicators.indicator import catalogue
from impactlib.statistics.estimate import Estimate
from impactlib.workspace import Privacy, Text
from tests.leaks import baselines, fine_numbers
from tests.small import indicator_like, people, tiny

MARKS = [*people(13, cijfer="7"), *people(14, cijfer="8")]
"""Two bars of ten people and more: their distribution is told, and its mean is 7.5185."""

FEW_MARKS = [*MARKS, *people(4, cijfer="9")]
"""Four gave a 9, so the distribution is withheld; the mean is 7.7097."""

OTHER_YEAR = [*people(12, year="2024", cijfer="6"), *people(4, year="2024", cijfer="7"), *people(5, year="2024", cijfer="8")]
"""A year whose distribution is withheld too; the mean is 6.6667."""


def told(folder, survey, indicator="BR08") -> Finding:
    """What a release tells of A1."""
    make_release(workspace := tiny(folder, survey=survey))
    return next(each for each in read_release(workspace.release, "A1").findings if each.indicator == indicator)


def test_a_mean_is_rounded_where_its_answers_are_withheld(tmp_path):
    """Value, limits and the point in the series have the decimals of the indicator."""
    found = told(tmp_path, FEW_MARKS)
    assert (found.distribution, found.estimate.value, found.estimate.standard_error) == ((), 7.7, None)
    limits = (found.estimate.lower, found.estimate.upper)
    assert limits == tuple(round(limit, 1) for limit in limits)
    assert found.series[-1].estimate == found.estimate


def test_a_mean_stays_exact_where_its_answers_are_told(tmp_path):
    """Whoever sees the bars can work it out; the standard error goes all the same."""
    found = told(tmp_path, MARKS)
    assert (len(found.distribution), found.estimate.standard_error) == (2, None)
    assert found.estimate.value == pytest.approx((13 * 7 + 14 * 8) / 27)


def test_an_earlier_year_is_rounded_in_the_series_and_as_the_previous_one(tmp_path):
    """Each year by its own answers; the exact difference between the two is not told."""
    found = told(tmp_path, [*MARKS, *OTHER_YEAR])
    assert [point.estimate.value for point in found.series] == [6.7, pytest.approx((13 * 7 + 14 * 8) / 27)]
    assert (found.previous.estimate, found.previous_difference) == (found.series[0].estimate, None)
    assert found.previous.estimate.standard_error is None


def test_the_answers_of_before_are_never_told_so_a_change_is_always_rounded(tmp_path):
    """Also where the bars of now are."""
    rows = [*people(14, eerst="soms", nu="vaak"), *people(13, eerst="vaak", nu="altijd"), *people(12, eerst="altijd", nu="vaak")]
    found = told(tmp_path, rows, "DI07")
    assert len(found.distribution) == 2
    assert (found.change.before.value, found.change.now.value) == (3.3, 3.7)
    assert fine_numbers([found], catalogue()) == []


def test_verdicts_are_reached_on_the_exact_figures(tmp_path):
    """Every verdict, level and flag of a release is that of the figures before rounding."""
    workspace = tiny(tmp_path, survey=[*FEW_MARKS, *OTHER_YEAR])
    measured = measure(workspace)
    protected = protect(measured.findings, measured.indicators, Privacy()).findings
    exact = judged_findings(measured, protected, workspace)
    rounded = blurred(exact, protected, measured.indicators)
    assert fine_numbers(exact, catalogue()) != fine_numbers(rounded, catalogue()) == []
    for name in ("target_verdict", "previous_verdict", "previous_precision", "evidence", "absent", "response"):
        assert [getattr(each, name) for each in rounded] == [getattr(each, name) for each in exact]


def a_mean(lower: float, value: float, upper: float, *, target: float, verdict: Verdict) -> Finding:
    """A mean of BR08 whose answers are withheld, beside its target."""
    text = Text(nl="x", en="x")
    return Finding(
        id="A1/2025/BR08",
        area="A1",
        period="2025",
        indicator="BR08",
        source="survey",
        design="post-only",
        estimate=Estimate(value=value, n=31, method="t", lower=lower, upper=upper, standard_error=0.1),
        goals=(Goal(id="g", service=text, change=text, indicator="BR08", contribution="direct", target=target, verdict=verdict),),
    )


@pytest.mark.parametrize(
    ("direction", "exact", "expected"),
    [
        ("up", (7.52, 7.71, 7.97), (7.5, 7.7, 7.9)),
        ("up", (7.98, 8.21, 8.43), (7.9, 8.2, 8.4)),
        ("up", (7.53, 7.81, 8.02), (7.5, 7.8, 8.1)),
        ("up", (8.03, 8.31, 8.52), (8.0, 8.3, 8.5)),
        ("down", (8.03, 8.31, 8.52), (8.1, 8.3, 8.5)),
        ("down", (7.52, 7.71, 7.97), (7.5, 7.7, 8.0)),
    ],
    ids=["under it", "across it from just below", "across it to just above", "reached", "over it", "under it, where less is better"],
)
def test_rounding_takes_no_limit_over_its_target(direction, exact, expected):
    """Of a target of 8.0: what is not reached looks so, and what can be either is on both sides of it."""
    finding = a_mean(*exact, target=8.0, verdict=Verdict.CANNOT_SAY)
    (found,) = blurred([finding], [replace(finding, goals=())], {"BR08": indicator_like("BR08", direction=direction)})
    assert (found.estimate.lower, found.estimate.value, found.estimate.upper) == expected


AGREED = """\
schema_version: "1"
municipality: A1
round: "2025"
parties:
  - {id: a, name: A, role: commissioner, type: municipality}
  - {id: b, name: B, role: contractor, type: library}
impact:
  challenge: {nl: x, en: x}
  statement: {nl: x, en: x}
  version: "1"
  target_groups: {all: {nl: x, en: x}}
  changes: [{id: c, text: {nl: x, en: x}, target_group: all, level: skill}]
goals:
  - id: g
    service: {nl: x, en: x}
    change: c
    indicator: BR08
    baseline: {value: "6.25", period: "2024"}
    target: {value: "8", by: "2026"}
    contribution: direct
protocol: {purpose: [learn], if_it_disappoints: {nl: x, en: x}, stories: {rule: {nl: x, en: x}, critical: true}}
"""


def test_an_agreed_baseline_of_a_hidden_year_is_not_told(tmp_path):
    """Four people answered in 2024: what the parties wrote down of them stays in the agreement's own file, and out of the release."""
    agreement = tmp_path / "parameters/A1-aburg.yml"
    agreement.parent.mkdir(parents=True)
    agreement.write_text(AGREED, encoding="utf-8")
    make_release(workspace := tiny(tmp_path, survey=[*MARKS, *people(4, year="2024", cijfer="6")]))
    (goal,) = next(each for each in read_release(workspace.release, "A1").findings if each.indicator == "BR08").goals
    assert (goal.target, goal.baseline, goal.baseline_period) == (8.0, None, "")
    told_areas = list(read_areas(workspace.release).values())
    assert baselines(told_areas, read_release(workspace.release, "A1").findings) == []
    assert next(area for area in told_areas if area.code == "A1").agreement.goals[0].target.value == 8.0
