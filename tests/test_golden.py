"""Whole reports as they are read: every audience and language, for five municipalities that differ as much as they can."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from impactlib.indicators.finding import Verdict
from impactlib.telling.audience import audiences
from impactlib.telling.blocks import Provenance
from impactlib.telling.markup import markdown
from impactlib.telling.report import Report, open_report
from impactlib.workspace import Workspace

GOLDEN = Path(__file__).parent / "golden"

KINDS = {"GM0200": "large", "GM0277": "small", "GM0279": "suppressed", "GM0246": "missing data", "GM0268": "all targets met"}
"""Apeldoorn, Rozendaal, Scherpenzeel, Heerde, which handed in nothing for 2025, and Nijmegen."""


def narrative(report: Report) -> str:
    """The report without its foot: that names hashes of code and data, which nobody reads as prose."""
    return markdown(block for block in report.blocks() if not isinstance(block, Provenance))


@pytest.mark.parametrize("code", KINDS)
@pytest.mark.parametrize("audience", audiences())
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_narrative_is_the_agreed_one(example_workspace: Workspace, code: str, audience: str, language: str) -> None:
    """The whole report reads as in the golden file (UPDATE_GOLDEN=1 writes it anew; read the difference as prose)."""
    report = open_report(example_workspace.folder, code, audience, language)
    golden = GOLDEN / f"{report.release.area.slug}.{audience}.{language}.md"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(narrative(report), encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == narrative(report)


def test_the_five_are_what_they_are_chosen_for(example_workspace: Workspace) -> None:
    """When the example changes, the golden reports still cover what they are to cover."""
    opened = {code: open_report(example_workspace.folder, code, "officer", "nl") for code in KINDS}
    verdicts = {code: [report.phrasing.verdict_of(finding, goal) for finding, goal in report.goals] for code, report in opened.items()}
    people = {code: report.release.area.population or 0 for code, report in opened.items()}
    hidden = {code: sum(str(each.absent) == "protected" for each in report.release.findings) for code, report in opened.items()}
    assert people["GM0200"] > 100_000
    assert people["GM0277"] < 2_000
    assert hidden["GM0279"] == max(hidden.values()) > 0
    assert Verdict.NO_DATA in verdicts["GM0246"]
    assert {Verdict.MET} == set(verdicts["GM0268"])


def test_no_golden_file_is_left_over(example_workspace: Workspace) -> None:
    """A file that no test reads says nothing of what reports look like now."""
    slugs = [open_report(example_workspace.folder, code, "council", "nl").release.area.slug for code in KINDS]
    wanted = {f"{slug}.{audience}.{language}.md" for slug in slugs for audience in audiences() for language in ("nl", "en")}
    assert {path.name for path in GOLDEN.iterdir()} == wanted
