"""Agreements and settings that name what is not there, or the same thing twice."""

from __future__ import annotations

import pytest

from impactlib.agreement.files import read_agreements
from impactlib.errors import ImpactError
from impactlib.indicators.indicator import catalogue
from impactlib.sources.store import fill_store
from impactlib.workspace import Workspace
from tests.small import AREAS, people, tiny, write

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
        ("A9", "LO04", r"parameters/A1-aburg.yml: municipality: unknown area 'A9'"),
        ("A1", "LO4", r"parameters/A1-aburg.yml: goals.g.indicator: unknown indicator 'LO4'; did you mean 'LO0\d'"),
        ("B2", "LO04", r"parameters/A1-aburg.yml: municipality is B2, and the file is called A1-aburg; call it B2-….yml"),
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


def test_a_name_with_brackets_is_a_name(tmp_path):
    """A file that exists is taken as it is called, before its name is read as a pattern."""
    tiny(tmp_path, survey=GOOD)
    (tmp_path / "data/survey.csv").rename(tmp_path / "data/survey [2025].csv")
    write(tmp_path / "parameters/workspace.yml", f'{ONLY_SURVEY}  s: {{path: "data/survey [2025].csv", layout: tiny-survey}}\n')
    assert fill_store(Workspace.open(tmp_path))[1][0].coded == 12
