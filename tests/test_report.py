"""Reports as text: whole narratives, and what must hold in every one of them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from impactlib.errors import ImpactError
from impactlib.exploring.words import METHODS
from impactlib.indicators.evidence import DESIGN_LEVEL
from impactlib.indicators.finding import Flag, Verdict
from impactlib.indicators.indicator import catalogue
from impactlib.telling.audience import audiences
from impactlib.telling.blocks import Block, Chart, Heading, Items, KeyFigures, Notice, Provenance, Sentence, Table, Title
from impactlib.telling.language import language_named
from impactlib.telling.markup import markdown
from impactlib.telling.opening import STANDS
from impactlib.telling.outlook import CHANCES, UNDER_WAY
from impactlib.telling.phrasing import MISSED
from impactlib.telling.report import Report, open_report
from impactlib.telling.sections import SECTIONS
from impactlib.workspace import Peers, Workspace

CAUSAL = {
    "nl": ("dankzij", "leidt tot", "leidde tot", "zorgt voor", "zorgde voor", "heeft als effect", "bewezen", "bewijst", "als gevolg van"),
    "en": ("because of", "thanks to", "led to", "leads to", "proves", "proven", "as a result of", "caused"),
}
"""Words that no design of ours carries (STATISTICS.md, section 4)."""

SOME = {"nl": 1, "en": 5}
"""Every municipality in Dutch, every fifth in English: the sentences are the same ones."""


@pytest.fixture(scope="module")
def codes(example_workspace: Workspace) -> list[str]:
    """The codes of all municipalities of the example."""
    return sorted(path.name[:6] for path in example_workspace.parameters.glob("GM*.yml"))


@cache
def _opened(folder: Path, code: str, audience: str, language: str) -> tuple[Report, tuple[Block, ...]]:
    report = open_report(folder, code, audience, language)
    return report, tuple(report.blocks())


def every_report(workspace: Workspace, codes: list[str], language: str = "nl") -> list[tuple[Report, tuple[Block, ...]]]:
    """All reports of the example in one language, for every audience."""
    return [_opened(workspace.folder, code, audience, language) for code in codes for audience in audiences()]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_claim_is_causal(example_workspace: Workspace, codes: list[str], language: str) -> None:
    """No sentence that states a figure says or suggests that the library caused it."""
    found = [
        (report.release.area.name, block.text)
        for report, blocks in every_report(example_workspace, codes[:: SOME[language]], language)
        for block in blocks
        if isinstance(block, Sentence) and block.figures
        if any(re.search(rf"\b{word}\b", block.text.casefold()) for word in CAUSAL[language])
    ]
    assert [] == found


def test_every_claim_about_answers_says_how_many_and_when(example_workspace: Workspace, codes: list[str]) -> None:
    """A sentence in the opening that tells what people answered holds their number and the period."""
    told = 0
    for report, blocks in every_report(example_workspace, codes):
        findings = {finding.id: finding for finding in report.release.findings}
        for block in blocks:
            if isinstance(block, Sentence) and block.role == "answer" and len(block.figures) == 1:
                finding = findings[block.figures[0]]
                if finding.response is not None and finding.estimate is not None:
                    told += 1
                    assert report.language.number(finding.estimate.n) in block.text
                    assert finding.period in block.text
    assert told > len(codes)


def test_the_opening_answers_in_at_most_three_sentences_and_three_key_figures(example_workspace: Workspace, codes: list[str]) -> None:
    """A council is flooded rather than short of figures."""
    for report, blocks in every_report(example_workspace, codes):
        answers = [block for block in blocks if isinstance(block, Sentence) and block.role == "answer"]
        key_figures = sum(len(block.items) for block in blocks if isinstance(block, KeyFigures))
        charts = sum(isinstance(block, Chart) for block in blocks)
        assert 1 <= len(answers) <= 3
        assert key_figures <= report.audience.key_figures <= 3
        assert charts <= report.audience.charts


def test_every_promised_indicator_is_in_the_council_report(example_workspace: Workspace, codes: list[str]) -> None:
    """What was promised appears, with its figure or with the reason why there is none."""
    for code in codes:
        report, blocks = _opened(example_workspace.folder, code, "council", "nl")
        agreement = report.release.area.agreement
        assert agreement is not None
        rows = [row for block in blocks if isinstance(block, Table) for row in block.rows]
        assert len(agreement.goals) == len(rows)
        assert all(all(cell for cell in row) for row in rows)


def test_sections_come_in_the_order_of_the_audience(example_workspace: Workspace) -> None:
    """The council reads the goals before the table; the officer the table before the goals."""
    heads = {
        audience: [block.text for block in _opened(example_workspace.folder, "GM0200", audience, "nl")[1] if isinstance(block, Heading)]
        for audience in audiences()
    }
    goals, table = "Wat is afgesproken, en wat zien we?", "Alle afspraken op een rij"
    assert heads["council"].index(goals) < heads["council"].index(table)
    assert heads["officer"].index(table) < heads["officer"].index(goals)


def test_every_section_of_every_audience_can_be_made() -> None:
    """An audience that names a section gets one."""
    assert set(SECTIONS) == {section for audience in audiences().values() for section in audience.sections}


def test_a_small_municipality_tells_nothing_of_its_six_answers(example_workspace: Workspace) -> None:
    """Rozendaal's survey of 2025 is in no sentence, table, chart or alternative text; with that of 2024 it may be ten people or more."""
    for audience in audiences():
        report, blocks = _opened(example_workspace.folder, "GM0277", audience, "nl")
        asked = [each for each in report.release.findings if each.source == "digital_course_survey"]
        assert asked
        alone = [each for each in asked if not each.years]
        assert alone
        assert all(each.estimate is None and each.response is None and each.change is None for each in alone)
        assert all(each.estimate is not None and each.estimate.n >= 10 for each in asked if each.years)
        assert "antwoorden in 2025" not in markdown(blocks)


def test_missing_figures_are_said_and_never_zero(example_workspace: Workspace) -> None:
    """Heerde handed in nothing: its report says so."""
    _, blocks = _opened(example_workspace.folder, "GM0246", "council", "nl")
    assert "geen cijfers aangeleverd" in markdown(blocks)


def test_texts_hold_no_remains_of_the_program(example_workspace: Workspace, codes: list[str]) -> None:
    """No 'None', 'nan', braces, doubled spaces or empty brackets reach a reader."""
    for language in ("nl", "en"):
        for report, blocks in every_report(example_workspace, codes[:: SOME[language]], language):
            text = markdown(block for block in blocks if not isinstance(block, Provenance))
            found = re.findall(r"\bNone\b|\bnan\b|[{}]|\(\)|  +|\.\.|Verdict\.|: :", re.sub(r"(?m)^\|.*\|$|^ +(?=- )", "", text))
            assert [] == found, (report.release.area.name, language)


def test_every_report_of_the_example_says_that_it_is_invented(example_workspace: Workspace, codes: list[str]) -> None:
    """The notice stands before anything else."""
    for _, blocks in every_report(example_workspace, codes):
        assert isinstance(blocks[0], Notice)
        assert isinstance(blocks[1], Title)


def test_a_story_is_told_only_where_it_may_be(example_workspace: Workspace) -> None:
    """The only story of Doesburg was withdrawn: nothing of it is in the release."""
    report, blocks = _opened(example_workspace.folder, "GM0221", "council", "nl")
    assert () == report.release.area.stories
    assert "Een verhaal bij de cijfers" not in markdown(blocks)


def test_context_is_never_credited_to_the_library(example_workspace: Workspace, codes: list[str]) -> None:
    """Context figures stand under 'in the same period' with the note that the library is not judged by them."""
    seen = 0
    for report, blocks in every_report(example_workspace, codes):
        context = {each.id for each in report.release.findings if each.indicator == "LB13"}
        sentences = [block for block in blocks if isinstance(block, Sentence)]
        for place, block in enumerate(sentences):
            if context & set(block.figures):
                seen += 1
                assert "De bibliotheek kan ze niet alleen veranderen" in sentences[place + 1].text
    assert seen > len(codes)


def test_alternative_texts_say_the_figure(example_workspace: Workspace, codes: list[str]) -> None:
    """A picture's text is at least forty characters and holds numbers."""
    for _, blocks in every_report(example_workspace, codes):
        for block in blocks:
            if isinstance(block, Chart):
                assert len(block.alt) >= 40
                assert re.search(r"\d", block.alt)


def test_a_figure_is_written_alike_in_text_table_and_picture(example_workspace: Workspace, codes: list[str]) -> None:
    """59,5% in a sentence is not 59% in the chart below it."""
    compared = 0
    for report, blocks in every_report(example_workspace, codes):
        findings = {finding.id: finding for finding in report.release.findings}
        for block in blocks:
            if isinstance(block, Chart) and block.figures and findings[block.figures[0]].response is None:
                compared += 1
                assert report.phrasing.value(findings[block.figures[0]]) in block.alt
    assert compared > len(codes)


def test_rounding_never_belies_a_verdict(example_workspace: Workspace, codes: list[str]) -> None:
    """What missed its target, or may have, is not written as equal to it."""
    compared = 0
    for code in codes:
        report, _ = _opened(example_workspace.folder, code, "council", "nl")
        for finding, goal in report.goals:
            if goal.target is not None and finding.estimate is not None and finding.target_verdict in MISSED:
                compared += 1
                aim = report.phrasing.target(report.phrasing.indicator(finding), goal)
                told = report.phrasing.value(finding) if finding.estimate.lower is None else report.phrasing.margin(finding)
                assert aim not in told.split(), (code, finding.id)
    assert compared > len(codes)


def test_a_paragraph_never_says_that_we_cannot_say_and_that_the_goal_is_met(example_workspace: Workspace, codes: list[str]) -> None:
    """What is too weak to tell a change by is too weak to judge its goal by."""
    told = 0
    for code in codes:
        report, blocks = _opened(example_workspace.folder, code, "council", "nl")
        findings = {finding.id: finding for finding in report.release.findings}
        for block in blocks:
            if isinstance(block, Sentence) and block.role == "plain" and "terugkijkend anders inschatten" in block.text:
                told += 1
                assert not re.search(r"is gehaald[.:]", block.text), findings[block.figures[0]].id
    assert told


BEYOND = re.compile(
    r"per jaar \(waarschijnlijk|elk jaar ongeveer evenveel|op schema|op het schema|De kans dat"
    r"|grenzen van toeval|is gewoon tussen|vergelijkbare gemeenten"
)
"""What is told beyond the figure itself: its years, its path, and other areas."""


def test_only_an_officer_is_told_of_trends_chances_and_other_areas(example_workspace: Workspace, codes: list[str]) -> None:
    """A council and residents are told what was found, and no more; each such sentence says which figure it is about."""
    told: set[str] = set()
    for report, blocks in every_report(example_workspace, codes):
        found = [block for block in blocks if isinstance(block, Sentence) and BEYOND.search(block.text)]
        assert not found or report.audience.id == "officer"
        assert all(block.figures for block in found)
        told |= {hit for block in found for hit in BEYOND.findall(block.text)}
    assert {"per jaar (waarschijnlijk", "elk jaar ongeveer evenveel", "De kans dat", "is gewoon tussen"} <= told


def test_an_officer_reads_how_each_figure_was_worked_out(example_workspace: Workspace, codes: list[str]) -> None:
    """Every figure that the report tells stands with its method, and of every survey figure how many answered."""
    heading = "Hoe de cijfers zijn berekend"
    for report, blocks in every_report(example_workspace, codes):
        heads = [place for place, block in enumerate(blocks) if isinstance(block, Heading) and block.text == heading]
        told = [each for each in report.seen if each.estimate is not None]
        assert len(heads) == ("methods" in report.audience.sections and bool(told))
        for place in heads:
            items, after = blocks[place + 1], blocks[place + 2]
            assert isinstance(items, Items)
            assert all(report.phrasing.name(each) in " ".join(items.items) for each in told)
            asked = [each for each in told if each.response is not None]
            assert isinstance(after, Table) == bool(asked)
            if isinstance(after, Table):
                assert [report.language.number(each.estimate.n) for each in asked if each.estimate] == [row[2] for row in after.rows]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_there_is_a_sentence_for_every_precision_and_sign(language: str) -> None:
    """Whatever the direction that is good, a difference is told by its sign and by how sure it is."""
    known = language_named(language)
    names = [
        f"{kind}-{sure}-{way}"
        for kind in ("previous", "previous-change", "change", "paired", "change-of-share", "paired-share")
        for sure in ("clear", "some")
        for way in ("up", "down")
    ]
    kinds = ("previous", "previous-change", "change", "paired", "change-of-share", "paired-share")
    names += [f"{kind}-{open_}" for kind in kinds for open_ in ("open", "none-of-note")]
    names += [f"previous-{each}" for each in ("higher", "lower", "same", "cannot-say", "not-comparable")]
    names += [f"stand-{each}" for each in STANDS]
    names += [f"target-{each}-{kind}" for each in ("met", "not-yet", "not-met", "cannot-say") for kind in ("counted", "asked", "change")]
    names += [f"caveat-{each}" for each in (*DESIGN_LEVEL, *Flag) if each != "register"]
    names += [f"track-{each}" for each in (Verdict.MET, *UNDER_WAY)] + [f"chance-{each}" for _, each in CHANCES]
    names += [f"comparison-{each}" for each in ("within", "higher", "lower", "between", "cannot-say")]
    names += [f"comparison-usual-{each}" for each in ("within", "higher", "lower", "between")]
    names += [f"method-comparable-{each.replace('_', '-')}" for each in get_args(get_type_hints(Peers)["by"])]
    names += [f"form-{'context' if each.kind == 'context' else each.figure.type.replace('_', '-')}" for each in catalogue().values()]
    names += [f"method-{each}" for each in METHODS]
    names += [f"verdict-{each}" for each in Verdict]
    names += [f"{place}-{each}" for place in ("absent", "short") for each in ("no-data", "incomplete", "protected")]
    assert [] == [name for name in names if not known.has(name)]


def test_every_goal_has_its_own_verdict_also_when_two_share_an_indicator(own_example: Workspace) -> None:
    """A goal of 95% in 2027 is not met because one of 75% in 2025 is."""
    from impactlib.disclosure.making import make_release

    path = own_example.parameters / "GM0200-apeldoorn.yml"
    text = path.read_text(encoding="utf-8")
    start = text.index("  - id: goal-3")
    block = text[start : text.index("  - id: goal-4")]
    second = block.replace("id: goal-3", "id: goal-9").replace('target: {value: 75%, by: "2025"}', 'target: {value: 95%, by: "2027"}')
    assert second.count("95%") == 1
    path.write_text(text[:start] + block + second + text[start + len(block) :], encoding="utf-8")
    make_release(own_example)
    report = open_report(own_example.folder, "GM0200", "officer", "nl")
    assert {"goal-3": Verdict.MET, "goal-9": Verdict.NOT_YET} == {
        goal.id: goal.verdict for _, goal in report.goals if goal.id in ("goal-3", "goal-9")
    }
    assert "Het doel van 95% voor 2027 is nog niet gehaald." in report.markdown()


def test_an_unknown_municipality_is_refused_with_the_nearest(example_workspace: Workspace) -> None:
    """A code typed wrong is no other town's report."""
    with pytest.raises(ImpactError, match="unknown area 'GM0201'; did you mean 'GM0"):
        open_report(example_workspace.folder, "GM0201", "council", "nl")


def test_nobody_is_the_default_outside_the_example(own_example: Workspace) -> None:
    """'example' stands for an area only where figures are declared to be invented."""
    from impactlib.disclosure.making import make_release

    settings = own_example.folder / "parameters" / "workspace.yml"
    text = settings.read_text(encoding="utf-8")
    start = text.index("notice:")
    end = re.compile(r"(?m)^(?=[a-z#])").search(text, start + 1)
    assert end is not None
    settings.write_text(text[:start] + text[end.start() :], encoding="utf-8")
    make_release(Workspace.open(own_example.folder))
    with pytest.raises(ImpactError, match="give the code of the area"):
        open_report(own_example.folder, "example", "council", "nl")
