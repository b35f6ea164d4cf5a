"""Agreements and settings that name what is not there, or the same thing twice."""

from __future__ import annotations

import pytest

from impactlib.agreement.files import read_agreements
from impactlib.batch.plan import check_deliver
from impactlib.errors import ImpactError
from impactlib.indicators.indicator import catalogue
from impactlib.sources.store import fill_store
from impactlib.workspace import Workspace
from tests.small import AREAS, COUNTS_LAYOUT, SURVEY_LAYOUT, counted, people, tiny, write

GOOD = people(12, geleerd="soms")
ONLY_SURVEY = 'period: "2025"\nareas: all\nsources:\n  register: {path: data/register.csv, layout: tiny-register}\n'


def refused(workspace_of) -> str:
    """The one message of what must be refused."""
    with pytest.raises(ImpactError) as error:
        workspace_of()
    return str(error.value)


AGREEMENT = """\
schema_version: "1"
municipality: {code}
round: "2025"
parties:
- {{id: a, name: A, role: commissioner, type: municipality}}
- {{id: b, name: B, role: contractor, type: library}}
impact:
  challenge: {{nl: x, en: x}}
  statement: {{nl: x, en: x}}
  version: "1"
  target_groups: {{all: {{nl: x, en: x}}}}
  changes: [{{id: c, text: {{nl: x, en: x}}, target_group: all, level: skill}}]
goals:
- id: g
  service: {{nl: x, en: x}}
  change: c
  indicator: {indicator}
  baseline: {{reason: {{nl: x, en: x}}}}
  target: {{value: 60%, by: "2026"}}
  contribution: direct
protocol: {{purpose: [learn], if_it_disappoints: {{nl: x, en: x}}, stories: {{rule: {{nl: x, en: x}}, critical: true}}}}
"""


@pytest.mark.parametrize(
    ("code", "indicator", "what"),
    [
        ("A9", "LO04", r"parameters/A1-aburg.yml:2: municipality: unknown area 'A9'"),
        ("A1", "LO4", r"parameters/A1-aburg.yml:17: goals.g.indicator: unknown indicator 'LO4'; did you mean 'LO0\d'"),
        ("B2", "LO04", r"parameters/A1-aburg.yml:2: municipality is B2, and the file is called A1-aburg; call it B2-….yml"),
    ],
)
def test_an_agreement_that_names_what_is_not_there_is_refused(tmp_path, code, indicator, what):
    """An unknown municipality or indicator, or a file under another's name."""
    workspace = tiny(tmp_path)
    write(tmp_path / "parameters/A1-aburg.yml", AGREEMENT.format(code=code, indicator=indicator))
    with pytest.raises(ImpactError, match=what):
        read_agreements(workspace, AREAS, catalogue())


def test_two_agreements_of_one_municipality_are_refused(tmp_path):
    """Both files are named."""
    workspace = tiny(tmp_path)
    for name in ("A1-aburg", "A1-oud"):
        write(tmp_path / f"parameters/{name}.yml", AGREEMENT.format(code="A1", indicator="LO04"))
    message = refused(lambda: read_agreements(workspace, AREAS, catalogue()))
    assert (
        message
        == "parameters/A1-oud.yml: municipality is A1, and so it is in parameters/A1-aburg.yml; give each municipality one agreement"
    )


SETTINGS = {
    "a file that is not there": (
        "  s: {path: data/survy.csv, layout: tiny-survey}",
        "sources.s: no file matches 'data/survy.csv'; look at the path",
    ),
    "a folder": (
        "  s: {path: data, layout: tiny-survey}",
        "sources.s: 'data' is a folder, not a file; name the files in it, such as data/*.csv",
    ),
    "an unknown layout": (
        "  s: {path: data/survey.csv, layout: tiny-survy}",
        "sources.s: unknown layout 'tiny-survy'; did you mean 'tiny-survey'?",
    ),
}


@pytest.mark.parametrize(("source", "what"), SETTINGS.values(), ids=SETTINGS)
def test_a_source_that_is_not_there_is_refused(tmp_path, source, what):
    """The settings and the source are named."""
    tiny(tmp_path, survey=GOOD)
    write(tmp_path / "parameters/workspace.yml", f"{ONLY_SURVEY}{source}\n")
    assert refused(lambda: fill_store(Workspace.open(tmp_path))).startswith(f"parameters/workspace.yml: {what}")


WRONG = {
    "a report date that does not exist": (
        'report_date: "2026-02-30"',
        "report_date: '2026-02-30' is a day that does not exist; look at the day and the month",
    ),
    "no form of delivery": ("deliver: {council: []}", "deliver.council is []; give at least 1"),
    "a source with a wrong name": (
        'extra: 1\nsources: {"../x": {path: a, layout: b}}',
        "sources: '../x' is no name; write small letters a-z, digits and _, a letter first, such as 'survey_2025'",
    ),
}


@pytest.mark.parametrize(("line", "what"), WRONG.values(), ids=WRONG)
def test_settings_that_cannot_be_are_refused_when_they_are_read(tmp_path, line, what):
    """Before any data are read."""
    sources = "" if "sources" in line else "sources: {s: {path: a, layout: b}}\n"
    write(tmp_path / "parameters/workspace.yml", f'period: "2025"\n{sources}{line}\n')
    message = refused(lambda: Workspace.open(tmp_path))
    assert message.splitlines()[-1].split(": ", 1)[1] == what or what in message


@pytest.mark.parametrize("form", ["xlsx", "json"])
def test_a_format_of_figures_is_refused_for_an_audience_that_gets_none_as_data(tmp_path, form):
    """Before anything runs, and with the audiences that it can be delivered to; those get it."""
    more = "deliver: {{{}: [html, {}]}}\n"
    council, board = (tiny(tmp_path / name, survey=GOOD, more=more.format(name, form)) for name in ("council", "board"))
    message = refused(lambda: check_deliver(council.settings))
    assert message.startswith(f"parameters/workspace.yml: deliver.council: a report for 'council' holds no figures as data, and {form}")
    assert message.endswith(f"take {form} out, or deliver it to officer, board or export")
    check_deliver(board.settings)


@pytest.mark.parametrize(
    ("layout", "old", "new", "key"),
    [
        (SURVEY_LAYOUT, "  learned: {", '  "Wat geleerd?": {', "items: 'Wat geleerd?' is no name"),
        (SURVEY_LAYOUT, "  mark: {lowest", "  Mark: {lowest", "scales: 'Mark' is no name"),
        (COUNTS_LAYOUT, "  members: {", "  e-members: {", "measures: 'e-members' is no name"),
    ],
)
def test_names_in_a_layout_are_plain(tmp_path, layout, old, new, key):
    """They become columns and folders: no capitals, spaces or signs."""
    kind = "survey" if layout == SURVEY_LAYOUT else "counts"
    assert old in layout
    content = {"survey": GOOD} if kind == "survey" else {"counts": [counted(leden=3)]}
    workspace = tiny(tmp_path, **content, layouts={f"tiny-{kind}": layout.replace(old, new)})
    assert f"layouts/tiny-{kind}.yml:" in refused(lambda: fill_store(workspace))
    assert key in refused(lambda: fill_store(workspace))


def test_a_workspace_may_be_in_a_folder_of_any_name(tmp_path):
    """Only what the user wrote is a pattern: not the brackets, spaces, quotes and accents of the folder itself."""
    workspace = tiny(tmp_path / "ws [2025] d'été", survey=GOOD, counts=[counted(activiteiten=3)])
    path = workspace.parameters / "workspace.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("data/survey.csv", "data/surv*.csv"), encoding="utf-8")
    assert fill_store(Workspace.open(workspace.folder))[1][0].coded == 12


def test_absolute_patterns_and_those_above_the_folder_still_work(tmp_path):
    """The data may lie elsewhere."""
    workspace = tiny(tmp_path / "ws [2025]", survey=GOOD)
    path = workspace.parameters / "workspace.yml"
    (workspace.folder / "data/survey.csv").rename(tmp_path / "survey-1.csv")
    for pattern in (f"{tmp_path}/survey-*.csv", "../survey-*.csv"):
        write(path, f'{ONLY_SURVEY}  s: {{path: "{pattern}", layout: tiny-survey}}\n')
        assert [each.name for each in Workspace.open(workspace.folder).files("s")] == ["survey-1.csv"]


def test_a_name_with_brackets_is_a_name(tmp_path):
    """A file that exists is taken as it is called, before its name is read as a pattern."""
    tiny(tmp_path, survey=GOOD)
    (tmp_path / "data/survey.csv").rename(tmp_path / "data/survey [2025].csv")
    write(tmp_path / "parameters/workspace.yml", f'{ONLY_SURVEY}  s: {{path: "data/survey [2025].csv", layout: tiny-survey}}\n')
    assert fill_store(Workspace.open(tmp_path))[1][0].coded == 12
