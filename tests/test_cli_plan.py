"""`impact plan`: how many answers the goals of a municipality need, from what was released."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from impactlib.agreement.model import Agreement
from impactlib.batch.dossier import told_in
from impactlib.batch.rounds import make_protocols, open_agreement
from impactlib.batch.told import may_be_told
from impactlib.disclosure.release import read_areas, read_release
from impactlib.workspace import Workspace
from tests.made import copied
from tests.test_cli import Command, impact

__all__ = ["impact"]  # the fixture


def test_a_plan_says_of_each_goal_what_it_needs(impact: Command, example_workspace: Workspace) -> None:
    """In the workspace's language; the municipality by its name."""
    status, out, err = impact("plan", "Apeldoorn", "-w", str(example_workspace.folder))
    assert (0, "") == (status, err)
    lines = out.splitlines()
    assert lines[0] == "Hoeveel antwoorden zijn er per jaar nodig voor de doelen van Apeldoorn?"
    goals = open_agreement(example_workspace, "GM0200").agreement.goals
    assert len(goals) == sum(line.startswith("Doel ") for line in lines)
    assert any(line.endswith("antwoorden nodig.") for line in lines)
    assert any("uitnodigingen nodig." in line for line in lines)


def test_a_plan_is_there_in_english_too(impact: Command, example_workspace: Workspace) -> None:
    """When asked for; another language is refused."""
    status, out, _ = impact("plan", "GM0200", "--language", "en", "-w", str(example_workspace.folder))
    assert (0, True) == (status, out.startswith("How many answers a year do the goals of Apeldoorn need?"))
    status, out, err = impact("plan", "GM0200", "--language", "fy", "-w", str(example_workspace.folder))
    assert (1, "", True) == (status, out, "known: en, nl" in err)


def test_an_unknown_municipality_is_refused(impact: Command, example_workspace: Workspace) -> None:
    """As everywhere."""
    status, out, err = impact("plan", "GM9999", "-w", str(example_workspace.folder))
    assert (1, "", True) == (status, out, "GM9999" in err)


@pytest.mark.slow
def test_a_plan_makes_the_release_where_there_is_none(impact: Command, own_example: Workspace) -> None:
    """As a protocol does."""
    status, out, _ = impact("plan", "GM0200", "-w", str(own_example.folder))
    assert (0, True) == (status, "antwoorden nodig." in out)
    assert (own_example.release / "release.json").is_file()


@pytest.fixture(scope="module")
def agreements(example_workspace: Workspace) -> dict[str, Agreement]:
    """Every agreement of the example, by code."""
    notes = read_areas(example_workspace.release)
    return {code: note.agreement for code, note in notes.items() if note.agreement is not None}


def test_protocols_use_nothing_that_may_not_be_told(example_workspace: Workspace, agreements: dict[str, Agreement]) -> None:
    """Of no municipality; and what they use is on record, so that it is taken from view when it may no longer be told."""
    used = 0
    for code, agreement in agreements.items():
        release = read_release(example_workspace.release, code)
        told = set(told_in(release, agreement))
        assert told <= may_be_told(release)
        used += any(id_.startswith(code) for id_ in told)
    assert used > 10


def test_the_record_of_a_protocol_names_the_figures_it_tells(example_workspace: Workspace, tmp_path: Path) -> None:
    """The last number of answers is a figure."""
    workspace = copied(example_workspace, tmp_path / "workspace")
    make_protocols(workspace, ["GM0200"], language="nl", forms=["html"])
    record = json.loads(next(workspace.outputs.glob("GM0200-*/run.json")).read_text(encoding="utf-8"))
    assert any(id_.startswith("GM0200/2025/") for id_ in record["documents"]["protocol.nl"]["told"])
