"""Eight audiences: each report has in it what its readers need, and nothing that they must not be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

import pytest

from impactlib.disclosure.release import Release, read_areas, read_release
from impactlib.indicators.finding import Evidence, Flag, Precision
from impactlib.telling.audience import Must, MustNot, Section, audiences
from impactlib.telling.blocks import Block, Chart, Heading, Items, KeyFigure, KeyFigures, Quote, Sentence, Table, Title
from impactlib.telling.language import language_named
from impactlib.telling.outlook import comparison
from impactlib.telling.report import Report
from impactlib.workspace import Workspace
from tests.audience_checks import MUST, MUST_NOT

ENGLISH = 10
"""Every tenth municipality is looked at in English as well."""

FEWEST_AUDIENCES = 8


def report_of(release: Release, audience: str, language: str = "nl") -> Report:
    """The report of a release for an audience."""
    reader = audiences()[audience]
    return Report(release=release, audience=reader, language=language_named(language, reader.wording))


@pytest.fixture(scope="module")
def releases(example_workspace: Workspace) -> dict[str, Release]:
    """What may be told of every municipality of the example."""
    folder = example_workspace.release
    return {code: read_release(folder, code) for code in sorted(read_areas(folder))}


@pytest.mark.parametrize("audience", audiences())
def test_every_report_has_what_its_audience_needs_and_nothing_that_it_must_not_have(releases: dict[str, Release], audience: str) -> None:
    """All municipalities in Dutch and every tenth in English."""
    wrong = []
    for number, (code, release) in enumerate(releases.items()):
        for language in ("nl", "en") if number % ENGLISH == 0 else ("nl",):
            report = report_of(release, audience, language)
            blocks = report.blocks()
            for checks, names in ((MUST, report.audience.must), (MUST_NOT, report.audience.must_not)):
                wrong += [f"{code} {language} {name}: {what}" for name in names for what in checks[name](report, blocks)]
    assert wrong == []


@pytest.mark.parametrize("name", [name for name in get_args(Must) if name != "at-most-three-charts"])
def test_a_report_without_what_it_must_have_is_found_out(releases: dict[str, Release], name: str) -> None:
    """A report of which nothing but its title is left fails every check."""
    for audience in (each for each in audiences().values() if name in each.must):
        report = report_of(releases["GM0200"], audience.id)
        head = [block for block in report.blocks() if isinstance(block, Title)]
        assert list(MUST[name](report, head)), audience.id


PLANTED = {
    "methods": [Heading(text="Hoe de cijfers zijn berekend")],
    "ranking": [Sentence(text="De bibliotheek staat op plaats 3 van de provincie.")],
    "many-figures": [Sentence(text="Er waren 88.639 uitleningen.", figures=("GM0200/2025/LB04",))],
    "our-result": [Items(items=("Dit is ons resultaat.",))],
    "margins": [Sentence(text="De marge loopt van 1 tot 2.")],
    "stories": [Quote(text="Ik durf nu.", by="deelnemer", chosen="omdat")],
    "local-words": [Sentence(text="Dit deed Gemeente Apeldoorn.")],
}
"""A block that breaks each rule, where the rule does not depend on a release of its own."""


@pytest.mark.parametrize("name", PLANTED)
def test_what_must_not_be_there_is_found_out(releases: dict[str, Release], name: str) -> None:
    """One planted block is enough."""
    for audience in (each for each in audiences().values() if name in each.must_not):
        report = report_of(releases["GM0200"], audience.id)
        blocks = report.blocks()
        assert not list(MUST_NOT[name](report, blocks)), audience.id
        assert list(MUST_NOT[name](report, [*blocks[:3], *PLANTED[name], *blocks[3:]])), audience.id


def test_a_comparison_is_found_out(releases: dict[str, Release]) -> None:
    """The sentence of the officer's report in that of the council."""
    report = report_of(releases["GM0200"], "council")
    compared = next(text for each in report.release.findings if (text := comparison(report.phrasing, each)))
    assert list(MUST_NOT["comparisons"](report, [*report.blocks(), Sentence(text=compared)]))


def test_more_pictures_than_three_are_found_out(releases: dict[str, Release]) -> None:
    """A council that is shown four is flooded."""
    report = report_of(releases["GM0200"], "council")
    blocks = [*report.blocks(), *[Chart(svg="<svg/>", alt="", caption="")] * 4]
    assert list(MUST["at-most-three-charts"](report, blocks))


def test_a_percentage_of_few_is_found_out(releases: dict[str, Release]) -> None:
    """'50%' of twelve people."""
    report = report_of(releases["GM0200"], "team")
    finding = next(each for each in report.said if each.change is None and each.estimate is not None)
    assert finding.estimate is not None
    few = replace(finding, estimate=replace(finding.estimate, n=12))
    found = replace(report.release, findings=tuple(few if each is finding else each for each in report.release.findings))
    value = KeyFigures(label="In cijfers", items=(KeyFigure(value="50%", label="", note="", figure=finding.id),))
    blocks: Sequence[Block] = [Sentence(text="Er waren antwoorden.", figures=(finding.id,)), value]
    assert list(MUST_NOT["percentages-of-few"](report_of(found, "public"), blocks))


def test_staff_read_no_figure_of_one_course(releases: dict[str, Release]) -> None:
    """A figure of which all answers come from one course is about whoever taught it: the team reads that it is left out, and no more."""
    release = releases["GM0200"]
    report = report_of(release, "team")
    alone = report.said[0]
    evidence = Evidence(design=alone.design, level=1, precision=Precision.OPEN, flags=(Flag.ONE_COURSE,))
    changed = replace(alone, evidence=evidence)
    other = replace(release, findings=tuple(changed if each is alone else each for each in release.findings))
    told = report_of(other, "team")
    assert alone.id not in {each.id for each in told.said}
    assert not list(MUST_NOT["single-courses"](told, told.blocks()))
    assert list(MUST_NOT["single-courses"](told, [*told.blocks(), Sentence(text="8,4", figures=(alone.id,))]))
    assert told.language.sentence("open-one-course", name=told.phrasing.name(changed)) in told.markdown()
    assert report_of(other, "public").one is None or report_of(other, "public").one[0].id != alone.id  # type: ignore[index]


def test_every_rule_has_a_check_and_every_section_an_audience() -> None:
    """A name in the data that nothing checks would promise what nobody holds to."""
    assert set(MUST) == set(get_args(Must))
    assert set(MUST_NOT) == set(get_args(MustNot))
    assert {name for each in audiences().values() for name in each.must} == set(get_args(Must))
    assert {name for each in audiences().values() for name in each.must_not} == set(get_args(MustNot))
    assert {name for each in audiences().values() for name in each.sections} == set(get_args(Section))
    assert len(audiences()) == FEWEST_AUDIENCES


def test_every_section_of_an_audience_is_made_once_and_in_order(releases: dict[str, Release]) -> None:
    """The headings of a report come in the order of its audience, and none twice."""
    for audience in audiences():
        heads = [
            block.text for block in report_of(releases["GM0200"], audience).blocks() if isinstance(block, Heading) and block.level == 2
        ]
        assert len(set(heads)) == len(heads), audience


def test_a_report_says_on_how_many_pages_it_is_meant_to_fit(releases: dict[str, Release]) -> None:
    """The title carries it to whoever lays it out."""
    pages = {audience: report_of(releases["GM0200"], audience).blocks()[1] for audience in audiences()}
    told = {audience: title.pages for audience, title in pages.items() if isinstance(title, Title)}
    assert told == {"council": 2, "alderman": 2, "officer": 0, "board": 3, "team": 2, "partners": 2, "public": 1, "export": 0}


def test_the_board_reads_the_bad_news(releases: dict[str, Release]) -> None:
    """Each goal that was not reached stands under its own heading with the verdict in a sentence."""
    report = report_of(releases["GM0202"], "board")
    texts = [block.text for block in report.blocks() if isinstance(block, Sentence)]
    missed = [(finding, goal) for finding, goal in report.goals if goal.verdict != "met"]
    assert missed
    assert all(any(report.phrasing.against_target(finding, goal) in text for text in texts) for finding, goal in missed)


def test_the_export_tells_every_figure_with_its_number_and_design(releases: dict[str, Release]) -> None:
    """A row for each figure of the release, also for those that cannot be told."""
    report = report_of(releases["GM0277"], "export")
    table = next(block for block in report.blocks() if isinstance(block, Table))
    assert len(table.rows) == len(report.release.findings)
    assert all(all(cell for cell in row) for row in table.rows)
