"""What changed since the period before: only what this release tells, and beside it what was agreed and meant then."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import TypeAdapter
from typer.testing import CliRunner

from impactlib.cli import app
from impactlib.disclosure.making import make_release
from impactlib.disclosure.release import Manifest, Release, as_json, read_manifest, read_release
from impactlib.errors import InputError, UnknownNameError
from impactlib.indicators.finding import Absence, Finding, Point, Verdict
from impactlib.telling.blocks import Block, Heading, Items, Sentence
from impactlib.telling.changed import changed_blocks, changed_lines
from impactlib.telling.changes import JUDGED, changes_of, earlier_release, figure_then, movement
from impactlib.telling.language import language_named
from impactlib.telling.phrasing import Phrasing
from impactlib.telling.report import open_report
from impactlib.workspace import Text, Workspace
from tests.small import SURVEY_LAYOUT, counted, spread, tiny

GOAL = "BR04"
OTHER = Text(nl="Iets heel anders.", en="Something quite different.")


@pytest.fixture(scope="module")
def now(example_workspace: Workspace) -> Release:
    """What the example may tell of Apeldoorn in 2025."""
    return read_release(example_workspace.release, "GM0200")


def then_of(release: Release, change: Callable[[Finding], Finding] = lambda each: each, **manifest: object) -> Release:
    """A release of the year before like this one, with its findings changed: as if everything was the same."""
    period = "2024"
    findings = []
    for each in release.findings:
        known = figure_then(each)
        old = replace(each, id=each.id.replace("/2025/", "/2024/"), period=period, previous=None, series=())
        findings.append(change(replace(old, estimate=known) if known is not None else old))
    noted = replace(release.manifest, **{"period": period, "id": "0" * 12, **manifest})  # type: ignore[arg-type]
    return Release(manifest=noted, area=release.area, findings=tuple(findings), wider=())


def judged(release: Release, verdict: Verdict) -> Release:
    """The year before, in which every goal had this verdict."""
    return then_of(release, lambda each: replace(each, goals=tuple(replace(goal, verdict=verdict) for goal in each.goals)))


def section(release: Release, earlier: Release | None, language: str = "nl") -> list[Block]:
    """The section about a release beside an earlier one."""
    return changed_blocks(Phrasing(release=release, language=language_named(language)), earlier)


def text_of(blocks: list[Block]) -> str:
    """All its words."""
    return "\n".join(changed_lines(blocks))


def with_finding(release: Release, finding: Finding) -> Release:
    """The release with this finding in its place."""
    return replace(release, findings=tuple(finding if each.id == finding.id else each for each in release.findings))


def a_judged_one(release: Release) -> Finding:
    """A finding with a goal that is judged and a figure of the year before."""
    return next(each for each in release.findings if each.goals and each.goals[0].verdict in JUDGED and figure_then(each) is not None)


def test_a_verdict_that_is_the_same_did_not_turn(now: Release) -> None:
    """Beside a year in which everything was alike nothing turned, and nothing was agreed or meant otherwise."""
    changes = changes_of(now, then_of(now))
    assert () == changes.turned
    assert () == changes.retargeted
    assert () == changes.redefined
    assert changes.stood > 1


@pytest.mark.parametrize("then", sorted(JUDGED))
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_turn_of_a_verdict_has_its_own_sentence(now: Release, then: Verdict, language: str) -> None:
    """Of each pair of verdicts, in both languages; none is told of two that are alike."""
    finding = a_judged_one(now)
    for verdict in JUDGED:
        goal = replace(finding.goals[0], verdict=verdict)
        here = with_finding(now, replace(finding, goals=(goal,)))
        turned = [each.goal.id for each in changes_of(here, judged(here, then)).turned]
        assert (goal.id in turned) == (verdict is not then)
        name = f"changed-from-{then}-to-{verdict}"
        assert language_named(language).has(name) == (verdict is not then)
        if verdict is not then:
            said = language_named(language).sentence(name, name="NAAM", earlier="2024", period="2025")
            assert {"NAAM", "2024", "2025"} <= set(re.findall(r"NAAM|\d{4}", said))


def test_a_turn_has_its_figure_and_how_surely_it_differs_beside_it(now: Release) -> None:
    """The verdict alone would say that something moved; the sentence with the number of people says how surely."""
    earlier = judged(now, Verdict.CANNOT_SAY)
    phrasing = Phrasing(release=now, language=language_named("nl"))
    told = [block.text for block in section(now, earlier) if isinstance(block, Sentence) and block.figures]
    turned = changes_of(now, earlier).turned
    assert turned
    for each in turned:
        beside = next(text for text in told if phrasing.statement(each.finding) in text)
        assert phrasing.against_previous(each.finding) in beside
        assert phrasing.against_target(each.finding, each.goal) in beside


def test_a_verdict_on_a_figure_that_is_not_told_any_more_stays_untold(now: Release) -> None:
    """The year before told it; this release hides the figure of then, and with it what followed from it."""
    earlier, finding = judged(now, Verdict.CANNOT_SAY), a_judged_one(now)
    assert finding.id in {each.finding.id for each in changes_of(now, earlier).turned}
    series = tuple(replace(point, estimate=None) if point.period == "2024" else point for point in finding.series)
    hidden = with_finding(now, replace(finding, series=series, previous=None))
    assert finding.id not in {each.finding.id for each in changes_of(hidden, earlier).turned}


def test_of_a_figure_that_is_hidden_now_nothing_of_then_is_told(now: Release) -> None:
    """Neither its verdict nor its old number, though the earlier release has both; only that there was one, which this release says."""
    finding = a_judged_one(now)
    bare = replace(
        Finding(
            id=finding.id, area=finding.area, period="2025", indicator=finding.indicator, source="", design="", absent=Absence.PROTECTED
        ),
        series=(Point(period="2024", estimate=None), Point(period="2025", estimate=None)),
        goals=tuple(replace(goal, verdict=Verdict.TOO_FEW, chance=None, on_track=Verdict.NO_TARGET) for goal in finding.goals),
    )
    here = with_finding(now, bare)
    changes = changes_of(here, judged(now, Verdict.MET))
    assert "" == movement(bare)
    everything = (*changes.moved, *changes.alike, *changes.unsure, *changes.lost, *changes.fresh)
    assert finding.id not in {each.id for each in (*everything, *(each.finding for each in (*changes.turned, *changes.redefined)))}


def test_a_target_that_changed_stands_beside_the_verdict_that_turned(now: Release) -> None:
    """Else a lower target would read as a better library."""
    finding = a_judged_one(now)

    def eased(each: Finding) -> Finding:
        goals = tuple(replace(goal, target=(goal.target or 0) * 2, verdict=Verdict.CANNOT_SAY) for goal in each.goals)
        return replace(each, goals=goals) if each.indicator == finding.indicator else each

    earlier = then_of(now, eased)
    said = text_of(section(now, earlier))
    assert "Ook het doel zelf is een ander dan in 2024" in said
    assert "Afspraken die veranderden:" in said
    assert "Ook het doel zelf" not in text_of(section(now, judged(now, Verdict.CANNOT_SAY)))


def test_a_definition_that_changed_is_told_in_the_words_of_both(now: Release) -> None:
    """And beside a verdict that turned; of a figure that is not told it is not."""
    finding = a_judged_one(now)
    definitions = now.manifest.definitions
    other = {**definitions, finding.indicator: replace(definitions[finding.indicator], definition=OTHER)}
    earlier = replace(judged(now, Verdict.CANNOT_SAY), manifest=then_of(now, definitions=other).manifest)
    said = text_of(section(now, earlier))
    assert "Toen: ‘Iets heel anders’." in said
    assert definitions[finding.indicator].definition.nl.rstrip(".") in said
    assert "Ook is er anders gemeten of omschreven" in said


def test_a_figure_of_then_that_was_revised_says_so_beside_the_verdict(now: Release) -> None:
    """The verdict of then was about another number, which is not told."""
    finding = a_judged_one(now)
    known = figure_then(finding)
    assert known is not None

    def other(each: Finding) -> Finding:
        goals = tuple(replace(goal, verdict=Verdict.CANNOT_SAY) for goal in each.goals)
        return replace(each, goals=goals, estimate=replace(known, n=known.n + 7)) if each.indicator == finding.indicator else each

    assert "is sindsdien bijgesteld" in text_of(section(now, then_of(now, other)))
    assert "bijgesteld" not in text_of(section(now, judged(now, Verdict.CANNOT_SAY)))


def test_without_an_earlier_release_the_figures_speak_and_the_rest_is_said_to_be_unknown(now: Release) -> None:
    """What this release has of the year before is told; verdicts of then are not guessed."""
    said = text_of(section(now, None))
    assert "De uitgave over 2024 is er niet." in said
    assert "Dat is meer dan in 2024" in said
    assert "omsloegen" not in said


def test_an_earlier_release_without_definitions_is_read_and_says_so(now: Release) -> None:
    """Releases of before they were kept are still there."""
    content = json.loads(as_json(now.manifest))
    assert content.pop("definitions")
    old = TypeAdapter(Manifest).validate_python(content)
    assert {} == old.definitions
    said = text_of(section(now, replace(then_of(now), manifest=replace(old, period="2024"))))
    assert "of een omschrijving anders is, is niet na te gaan" in said


def test_every_number_in_the_section_belongs_to_a_finding_of_this_release(now: Release) -> None:
    """Each sentence with a figure carries the ids of what it states, and these are told."""
    ids = {each.id for each in now.findings if each.estimate is not None}
    sentences = [block for block in section(now, judged(now, Verdict.CANNOT_SAY)) if isinstance(block, Sentence)]
    carrying = [block for block in sentences if "In 2025" in block.text and block.figures]
    assert carrying
    assert all(set(block.figures) <= ids for block in sentences)


def test_both_languages_say_as_much(now: Release) -> None:
    """Block for block, list for list."""
    dutch, english = (section(now, judged(now, Verdict.CANNOT_SAY), code) for code in ("nl", "en"))
    assert [type(block) for block in dutch] == [type(block) for block in english]
    lists = [[len(block.items) for block in blocks if isinstance(block, Items)] for blocks in (dutch, english)]
    assert lists[0] == lists[1]
    assert "What is different from 2024?" == next(block.text for block in english if isinstance(block, Heading))


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A tiny workspace with a release of 2024, in which the question was another, and then one of 2025."""
    folder = tmp_path_factory.mktemp("two")
    answers = [
        row
        for year, often in (("2024", 20), ("2025", 60))
        for row in spread({"soms": 80 - often, "vaak": often, "altijd": 20}, area="A1", year=year)
    ]
    counts = [counted(year=year, leden=leden, uitleningen=3000, cursisten=150) for year, leden in (("2024", 400), ("2025", 500))]
    old = SURVEY_LAYOUT.replace("text: {nl: Geleerd, en: Learned}", "text: {nl: Iets opgestoken, en: Picked up something}")
    first = tiny(folder, survey=answers, counts=counts, period="2024", layouts={"tiny-survey": old})
    make_release(first)
    second = tiny(folder, survey=answers, counts=counts, period="2025")
    make_release(second)
    return second


def compared(workspace: Workspace, *arguments: str) -> str:
    """What `impact compare` prints."""
    result = CliRunner().invoke(app, ["compare", *arguments, "--workspace", str(workspace.folder)], catch_exceptions=False)
    return result.output


def test_compare_says_what_moved_and_what_was_asked_otherwise(two_years: Workspace) -> None:
    """From two releases on disk, by the area's name as well as its code."""
    said = compared(two_years, "2024", "2025", "A1")
    assert "Aburg (A1)" in said
    assert "Dat is meer dan in 2024 (200)." in said
    assert "Toen: ‘Iets opgestoken’. Nu: ‘Geleerd’." in said
    assert f"({read_manifest(two_years.folder / 'outputs/2024/release').id})" in said
    assert said == compared(two_years, "2024", "2025", "aburg")


def test_compare_speaks_english_when_asked(two_years: Workspace) -> None:
    """With the same content."""
    said = compared(two_years, "2024", "2025", "A1", "--language", "en")
    assert "That is more than in 2024 (200)." in said
    assert "Then: ‘Picked up something’. Now: ‘Learned’." in said


def test_swapped_periods_are_put_in_order_and_that_is_said(two_years: Workspace) -> None:
    """The comparison is the same, under a line that says so."""
    first, rest = compared(two_years, "2025", "2024", "A1").split("\n", 1)
    assert "2025 comes after 2024" in first
    assert rest == compared(two_years, "2024", "2025", "A1")


@pytest.mark.parametrize(
    ("periods", "what"),
    [
        (("2025", "2025"), "is both periods"),
        (("2023", "2025"), "do not follow each other"),
        (("2024-2025", "2025"), "a calendar year and a school year"),
        (("24", "2025"), "'24' is not a period"),
    ],
    ids=["same", "apart", "kinds", "no period"],
)
def test_periods_that_cannot_be_compared_are_refused(two_years: Workspace, periods: tuple[str, str], what: str) -> None:
    """With what would do."""
    with pytest.raises(InputError, match=re.escape(what)) as error:
        compared(two_years, *periods, "A1")
    assert error.value.cure


@pytest.mark.parametrize(
    ("arguments", "what"),
    [(("2025", "2026", "A1"), "there is no release of 2026"), (("2024", "2025", "A9"), "unknown area 'A9'")],
    ids=["period", "area"],
)
def test_what_is_not_there_is_named(two_years: Workspace, arguments: tuple[str, ...], what: str) -> None:
    """And what there is."""
    with pytest.raises(UnknownNameError, match=re.escape(what)):
        compared(two_years, *arguments)


def test_an_area_that_the_earlier_release_does_not_have_is_compared_with_none(two_years: Workspace) -> None:
    """It may have had no agreement then."""
    outputs, release = two_years.outputs.parent, read_release(two_years.release, "A1")
    assert earlier_release(outputs, release) is not None
    assert earlier_release(outputs, replace(release, area=replace(release.area, code="A9"))) is None
    assert earlier_release(Path("nowhere"), release) is None


def test_the_officer_reads_it_and_the_council_does_not(two_years: Workspace) -> None:
    """In the audience's own list of sections."""
    titles = {
        audience: [block.text for block in open_report(two_years.folder, "A1", audience, "nl").blocks() if isinstance(block, Heading)]
        for audience in ("officer", "council")
    }
    assert "Wat is er anders dan in 2024?" in titles["officer"]
    assert "Wat is er anders dan in 2024?" not in titles["council"]
