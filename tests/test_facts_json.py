"""Figures as JSON: what the schema says, unrounded as released, and only what this audience is told."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from nbconvert.exporters import get_exporter

from impactlib.batch.plan import FORMATS
from impactlib.publishing.docx import report_docx
from impactlib.publishing.facts import SCHEMA, SCHEMA_FILE, report_facts
from impactlib.publishing.html import report_page
from impactlib.telling.audience import audience_named
from impactlib.telling.blocks import Facts, block_from_json, block_to_json
from impactlib.telling.facts_told import told_facts
from impactlib.telling.language import language_named
from impactlib.telling.markup import block_html, block_text, markdown
from impactlib.telling.report import Report, open_report
from tests.sample_facts import ROW, ROWS, report_with_facts, sample_facts
from tests.sample_report import sample_report


def schema() -> dict[str, Any]:
    """The schema of the file."""
    found: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return found


def valid(content: str) -> bool:
    """Whether the schema allows the file."""
    return bool(jsonschema.Draft202012Validator(schema()).is_valid(json.loads(content)))


def test_the_file_is_as_its_schema_says() -> None:
    """And the schema is one."""
    jsonschema.Draft202012Validator.check_schema(schema())
    content = report_facts(report_with_facts(), "nl")
    assert valid(content)
    assert json.loads(content)["schema"] == SCHEMA == schema()["properties"]["schema"]["const"]


@pytest.mark.parametrize(
    "planted",
    [{"value": None}, {"absent": "protected"}, {"indicator": "4"}, {"n": -1}, {"name": ""}],
    ids=["no value and no reason", "a value and a reason for none", "no indicator", "fewer than none", "no name"],
)
def test_the_schema_catches_what_is_wrong(planted: dict[str, Any]) -> None:
    """A figure without a value says why, and one with a value does not."""
    assert not valid(report_facts(report_with_facts((replace(ROW, **planted),)), "nl"))


def test_keys_stand_in_order_and_numbers_are_whole() -> None:
    """So that two files can be compared line by line, to the last digit."""
    content = report_facts(report_with_facts(), "nl")
    found = json.loads(content)
    assert content == json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    assert [row["value"] for row in found["rows"]] == [row.value for row in ROWS]
    assert "é" in content


def test_a_figure_that_is_not_told_has_no_decimals() -> None:
    """A number beside it would look like the figure, to a reader and to the audit."""
    rows = json.loads(report_facts(report_with_facts(), "nl"))["rows"]
    assert {True, False} == {row["value"] is None for row in rows}
    assert all((row["value"] is None) == (row["decimals"] is None) for row in rows)


def test_the_page_and_the_document_leave_the_data_out() -> None:
    """What a reader sees is the same with and without."""
    facts = sample_facts()
    assert (block_html(facts), block_text(facts)) == ("", "")
    assert markdown(report_with_facts()) == markdown(sample_report())
    assert report_page(report_with_facts(), "nl") == report_page(sample_report(), "nl")
    assert report_docx(report_with_facts(), "nl") == report_docx(sample_report(), "nl")


def test_the_data_survive_a_notebook() -> None:
    """Unrounded."""
    facts = sample_facts()
    assert block_from_json(json.loads(json.dumps(block_to_json(facts)))) == facts


def test_every_format_of_a_batch_has_its_exporter() -> None:
    """Under the name by which `jupyter nbconvert --to` and JupyterLab know it."""
    for suffix, name in FORMATS.items():
        made = get_exporter(name)()
        assert made.file_extension == f".{suffix}"
        assert made.export_from_notebook.startswith("Impact")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("audience", ["council", "officer", "public"])
def test_the_data_are_what_the_release_tells_and_the_audience_is_told(example_workspace: Any, audience: str, language: str) -> None:
    """Every value is the release's own, to the last digit; figures without a section in the report are not there."""
    report = open_report(example_workspace.folder, "GM0200", audience, language)
    facts = told_facts(report)
    findings = {each.id: each for each in (*report.release.findings, *report.release.wider)}
    assert facts.rows
    for row in facts.rows:
        finding = findings[row.id]
        estimate = finding.estimate
        assert (row.value, row.lower, row.upper) == (
            (estimate.value, estimate.lower, estimate.upper) if estimate is not None else (None, None, None)
        )
        assert bool(row.absent_text) == (estimate is None)
        assert row.source
        assert row.unit
    with_goal = {finding.id for finding, _ in report.goals}
    beside = {row.id for row in facts.rows} - with_goal
    others = {each.id for each in report.others}
    assert with_goal <= {row.id for row in facts.rows}
    assert (others <= beside) == ("counted" in audience_named(audience).sections)
    assert valid(report_facts([*(block for block in report.blocks() if not isinstance(block, Facts)), facts], language))


def test_a_wider_area_is_told_only_where_the_report_has_it(example_workspace: Any) -> None:
    """The council's report has no such section, and so its data have no such figures."""
    officer = open_report(example_workspace.folder, "GM0200", "officer", "nl")
    council = audience_named("council").model_copy(update={"sections": ["opening", "goals"]})
    narrow = told_facts(Report(release=officer.release, audience=council, language=language_named("nl")))
    assert {row.area for row in narrow.rows} == {"GM0200"}
    assert {row.id for row in narrow.rows} == {finding.id for finding, _ in officer.goals}
