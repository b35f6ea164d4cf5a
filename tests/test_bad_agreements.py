"""Goals that their indicators can never show, and stories about nothing, are refused by a check and before a release alike."""

from __future__ import annotations

import pytest

from impactlib.batch.check import check_workspace
from impactlib.disclosure.measured import measure
from impactlib.errors import ImpactError
from tests.small import SURVEY_LAYOUT, counted, people, tiny, write
from tests.test_bad_settings import AGREEMENT

STORY = """\
stories:
- id: s
  municipality: A1
  period: "{period}"
  indicator: {indicator}
  role: {{nl: x, en: x}}
  text: {{nl: x, en: x}}
  outcome: positive
  chosen: {{nl: x, en: x}}
  consent: {{given: true, date: 2025-03-01}}
  approved_by: x
"""


def workspace_of(folder, agreement, story=""):
    """A tiny workspace with a survey and counts, this agreement, and perhaps this story."""
    more = "stories: data/stories.yml\n" if story else ""
    write(folder / "data/stories.yml", story)
    write(folder / "parameters/A1-aburg.yml", agreement)
    counts = [counted(leden=30, cursisten=20, afgerond=15, getoetst=40, onder=10)]
    return tiny(folder, survey=people(12, geleerd="soms", eerst="soms", nu="vaak", cijfer="7"), counts=counts, more=more)


def agreement(indicator="LO04", target='{value: 60%, by: "2026"}', baseline="{reason: {nl: x, en: x}}", more=""):
    """An agreement with one goal."""
    text = AGREEMENT.format(code="A1", indicator=indicator)
    text = text.replace('target: {value: 60%, by: "2026"}', f"target: {target}")
    return text.replace("baseline: {reason: {nl: x, en: x}}", f"baseline: {baseline}") + more


FAULTS = {
    "80 for a share": (
        agreement("LO04", '{value: 80, by: "2026"}'),
        r"goals\.g\.target\.value: LO04 \(.*\) is 80; write 80% or 0\.8",
    ),
    "a share over everything": (agreement("LO04", '{value: 800, by: "2026"}'), r"is 800; a share lies between 0% and 100%"),
    "a share under nothing as baseline": (
        agreement(baseline='{value: -0.1, period: "2024"}'),
        r"goals\.g\.baseline\.value: .* is -0\.1; a share lies between",
    ),
    "a percentage of what is no share": (
        agreement("DI07", '{value: 75%, by: "2026"}'),
        r"goals\.g\.target\.value: DI07 \(.*\) is 75%, and it is no share; write a plain number",
    ),
    "a mark off its scale": (agreement("BR08", '{value: 11, by: "2026"}'), r"BR08 .* is 11; the answers lie between 1 and 10"),
    "a change over the whole scale": (
        agreement("DI07", '{value: 5, by: "2026"}'),
        r"DI07 .* is 5; on a scale from 1 to 5 a change is at most 4",
    ),
    "a count under nought": (agreement("BR01", '{value: -3, by: "2026"}'), r"BR01 .* is -3; a count is 0 or more"),
    "a goal of context": (agreement("LB13", '{value: 20%, by: "2026"}'), r"goals\.g\.indicator: LB13 .* is context, and no goal"),
    "a target by no period": (agreement(target='{value: 60%, by: "soon"}'), r"'soon' is not a period"),
    "a target by two years that do not follow": (agreement(target='{value: 60%, by: "2025-2027"}'), r"'2025-2027' is not a school year"),
    "a baseline of no period": (agreement(baseline='{value: 60%, period: "last year"}'), r"'last year' is not a period"),
    "a baseline without a period": (agreement(baseline="{value: 60%}"), r"a baseline with a value needs 'period'"),
}


@pytest.mark.parametrize(("text", "what"), FAULTS.values(), ids=FAULTS)
def test_a_goal_that_can_never_be_shown_is_refused_by_check_and_measure(tmp_path, text, what):
    """The file, the goal and the value are named, and what would do."""
    workspace = workspace_of(tmp_path, text)
    with pytest.raises(ImpactError, match=rf"parameters/A1-aburg\.yml(:\d+)?: .*{what}"):
        measure(workspace)
    problems = [str(problem) for problem in check_workspace(workspace).problems]
    with pytest.raises(ImpactError) as refused:
        measure(workspace)
    assert [str(refused.value)] == problems


def test_two_goals_may_share_an_indicator_and_its_whole_range(tmp_path):
    """0% and 100% are shares as well."""
    goal = "- {id: h, service: {nl: x, en: x}, change: c, indicator: LO04, baseline: {reason: {nl: x, en: x}}, "
    second = goal + 'target: {value: 100%, by: "2026"}, contribution: direct}\nprotocol:'
    workspace = workspace_of(tmp_path, agreement(target='{value: 0, by: "2026"}').replace("protocol:", second))
    assert () == check_workspace(workspace).problems


def test_a_presentation_to_an_unknown_audience_is_refused(tmp_path):
    """Nothing would ever be made for it."""
    promised = "presentations: [{audience: counsil, occasion: x, date: 2026-05-01, question: {nl: x, en: x}}]\n"
    problems = check_workspace(workspace_of(tmp_path, agreement(more=promised))).problems
    expected = "parameters/A1-aburg.yml: presentations.audience: unknown audience 'counsil'; did you mean 'council'?"
    assert [expected] == [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("story", "what"),
    [
        (STORY.format(period="2025", indicator="LO4"), "data/stories.yml: s: unknown indicator 'LO4'; did you mean 'LO0"),
        (STORY.format(period="spring", indicator="LO04"), "data/stories.yml:4: stories.1.period: 'spring' is not a period"),
    ],
)
def test_a_story_about_nothing_is_refused(tmp_path, story, what):
    """An indicator that does not exist, or a period that is none: it would never be told, and nobody would know why."""
    workspace = workspace_of(tmp_path, agreement(), story)
    (problem,) = check_workspace(workspace).problems
    assert str(problem).startswith(what)
    with pytest.raises(ImpactError) as refused:
        measure(workspace)
    assert str(problem) == str(refused.value)


DATED = SURVEY_LAYOUT.replace('period: {column: jaar, pattern: "{year}"}', 'period: {column: jaar, date: "%d-%m-%Y"}')
SCHOOL = DATED.replace('date: "%d-%m-%Y"', 'date: "%d-%m-%Y", school_year_starts: 8')
ANSWERED = [*people(12, year="31-07-2025", geleerd="soms"), *people(13, year="01-08-2025", geleerd="vaak")]


def test_dates_become_school_years_that_start_in_their_month(tmp_path):
    """The last of July belongs to the year before, the first of August to the new one; the check counts both."""
    workspace = tiny(tmp_path, survey=ANSWERED, period="2025-2026", layouts={"tiny-survey": SCHOOL})
    checked = check_workspace(workspace)
    assert () == checked.problems
    assert "survey: 12 people in 2024-2025, 13 people in 2025-2026" in checked.notes


def test_calendar_years_under_a_school_year_are_a_problem_with_its_cure(tmp_path):
    """Every report would say that nobody answered."""
    workspace = tiny(tmp_path, survey=ANSWERED, period="2025-2026", layouts={"tiny-survey": DATED})
    expected = (
        "parameters/workspace.yml: sources.survey: it has nothing of 2025-2026, which the reports are about, and it has 2025; "
        "its dates are read as calendar years: add 'school_year_starts: 8' to 'period' in layouts/tiny-survey.yml"
    )
    assert [expected] == [str(problem) for problem in check_workspace(workspace).problems]


def test_a_source_without_the_reports_period_is_a_problem(tmp_path):
    """Counts of last year alone, where a report is about this one."""
    (problem,) = check_workspace(tiny(tmp_path, counts=[counted(year="2024", leden=30)])).problems
    assert "sources.counts: it has nothing of 2025, which the reports are about, and it has 2024" in str(problem)


def test_a_source_of_one_period_by_its_layout_is_noted_only(tmp_path):
    """Somebody wrote that period down on purpose."""
    layout = SURVEY_LAYOUT.replace('{column: jaar, pattern: "{year}"}', '{constant: "2024"}')
    checked = check_workspace(tiny(tmp_path, survey=people(12, geleerd="soms"), layouts={"tiny-survey": layout}))
    assert () == checked.problems
    assert "its layout gives one period for all rows" in " ".join(checked.notes)


@pytest.mark.parametrize("text", ["01-03-0025", "01-03-2205", "31-12-1989"])
def test_a_date_in_an_impossible_year_is_refused_with_its_row(tmp_path, text):
    """A slip of the pen would be a period of its own."""
    with pytest.raises(ImpactError) as refused:
        measure(tiny(tmp_path, survey=people(1, year=text, geleerd="soms"), layouts={"tiny-survey": DATED}))
    expected = f"data/survey.csv: row 2: column 'jaar': '{text}' is in the year {int(text[-4:])}, and dates lie from 1990 to 2100"
    assert str(refused.value).startswith(expected)
