"""Stories: chosen by the agreed rule, beside the figure they belong to, of one person, and never more than that figure supports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from impactlib.disclosure.release import Release, ToldStory, read_areas, read_release
from impactlib.indicators.finding import Finding, Verdict
from impactlib.telling.audience import audiences
from impactlib.telling.blocks import Block, Heading, Quote, Sentence
from impactlib.telling.language import language_named
from impactlib.telling.parts.stories import NO_SUPPORT
from impactlib.telling.report import Report
from impactlib.workspace import Text, Workspace

EVERY = 6
"""Of the municipalities with a story, one in so many is looked at."""


def report_of(release: Release, audience: str, language: str = "nl") -> Report:
    """The report of a release for an audience."""
    reader = audiences()[audience]
    return Report(release=release, audience=reader, language=language_named(language, reader.wording))


@pytest.fixture(scope="module")
def releases(example_workspace: Workspace) -> dict[str, Release]:
    """What may be told of every municipality of the example with several stories, of the first, and of every sixth with one."""
    folder = example_workspace.release
    told = [code for code, area in sorted(read_areas(folder).items()) if area.stories]
    several = {code for code, area in read_areas(folder).items() if len(area.stories) > 1}
    return {code: read_release(folder, code) for code in sorted({"GM0200", *several, *told[::EVERY]})}


def quotes(blocks: Sequence[Block]) -> list[tuple[int, Quote]]:
    """The stories with their places."""
    return [(place, block) for place, block in enumerate(blocks) if isinstance(block, Quote)]


def note_after(blocks: Sequence[Block], place: int) -> str:
    """What stands right under a story."""
    note = blocks[place + 1]
    assert isinstance(note, Sentence)
    return note.text


def main_goal(release: Release, verdict: Verdict, story: ToldStory, *, previous: Verdict = Verdict.NO_EARLIER) -> Release:
    """The release with this verdict on the main goal's target, and only this story, about it."""
    report = report_of(release, "council")
    finding, goal = next((each, goal) for each, goal in report.goals if each.estimate is not None and goal.target is not None)
    judged: Finding = replace(finding, goals=(replace(goal, verdict=verdict, main=True),), previous_verdict=previous)
    others = tuple(each for each in release.findings if each is not finding)
    return replace(release, findings=(judged, *others), area=replace(release.area, stories=(replace(story, indicator=finding.indicator),)))


STORY = ToldStory(
    id="S-1",
    indicator="",
    role=Text(nl="deelnemer", en="participant"),
    text=Text(nl="Ik durf het nu.", en="I dare now."),
    outcome="positive",
    chosen=Text(nl="Gekozen omdat het vaak gezegd werd.", en="Chosen because it was said often."),
)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_story_says_why_it_was_chosen_in_which_role_and_that_it_is_of_one_person(releases: dict[str, Release], language: str) -> None:
    """In every report of every municipality that tells one."""
    for release in releases.values():
        by_text = {each.text.in_language(language): each for each in release.area.stories}
        for audience in audiences():
            report = report_of(release, audience, language)
            blocks = report.blocks()
            for place, quote in quotes(blocks):
                story = by_text[quote.text]
                assert report.language.of(story.chosen) in quote.chosen
                assert quote.by == report.language.of(story.role)
                assert note_after(blocks, place).startswith(report.language.sentence("story-of-one"))


@pytest.mark.parametrize("audience", ["council", "officer", "team"])
def test_a_story_stands_beside_the_figure_it_belongs_to(releases: dict[str, Release], audience: str) -> None:
    """Under the heading of its goal, where that is told; else in a section of its own."""
    beside = 0
    for release in releases.values():
        report = report_of(release, audience)
        blocks = report.blocks()
        told = report.said if audience == "team" else tuple(finding for finding, _ in report.goals[: report.audience.messages])
        names = {finding.indicator: report.phrasing.name(finding) for finding in told}
        by_text = {report.language.of(each.text): each for each in release.area.stories}
        for place, quote in quotes(blocks):
            heading = next(block for block in reversed(blocks[:place]) if isinstance(block, Heading))
            indicator = by_text[quote.text].indicator
            if indicator in names:
                beside += 1
                assert heading.text == names[indicator]
            else:
                assert heading.text in {report.language.sentence(name) for name in ("section-story", "section-stories")}
    assert beside


def test_no_story_is_told_twice_in_a_report(releases: dict[str, Release]) -> None:
    """Neither beside two goals nor once more in a section of its own."""
    for release in releases.values():
        for audience in audiences():
            told = [quote.text for _, quote in quotes(report_of(release, audience).blocks())]
            assert len(set(told)) == len(told) <= audiences()[audience].stories


def test_a_critical_story_is_told_as_well_where_that_was_agreed(releases: dict[str, Release]) -> None:
    """Whoever is told more than one story is told one about what did not work, if there is one; and it says that it is critical."""
    found = 0
    for release in releases.values():
        agreement = release.area.agreement
        assert agreement is not None
        critical = [each for each in release.area.stories if each.outcome == "critical"]
        rule = agreement.protocol.stories
        if not critical or len(release.area.stories) < 2 or (rule is not None and not rule.critical):
            continue
        for audience in ("council", "officer", "board", "team"):
            report = report_of(release, audience)
            blocks = report.blocks()
            texts = {report.language.of(each.text) for each in critical}
            places = [place for place, quote in quotes(blocks) if quote.text in texts]
            assert places, (release.area.code, audience)
            assert all(report.language.sentence("caveat-story-critical") in note_after(blocks, place) for place in places)
            found += 1
    assert found


def test_a_critical_story_goes_before_a_second_success(releases: dict[str, Release]) -> None:
    """With room for two of three stories, one of each kind is told, also when the critical one comes last."""
    release = next(each for each in releases.values() if each.area.agreement and report_of(each, "council").goals)
    indicator = report_of(release, "council").goals[0][0].indicator
    stories = [replace(STORY, id=str(n), indicator=indicator, text=Text(nl=f"Verhaal {n}.", en=f"Story {n}.")) for n in range(3)]
    stories[2] = replace(stories[2], outcome="critical")
    changed = replace(release, area=replace(release.area, stories=tuple(stories)))
    assert [quote.text for _, quote in quotes(report_of(changed, "council").blocks())] == ["Verhaal 0.", "Verhaal 2."]


@pytest.mark.parametrize("verdict", [each for each in NO_SUPPORT if each in (Verdict.NOT_YET, Verdict.NOT_MET, Verdict.CANNOT_SAY)])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_story_of_success_beside_a_figure_that_does_not_support_it_says_so(
    releases: dict[str, Release], verdict: Verdict, language: str
) -> None:
    """Beside a goal that was not reached, or of which that cannot be said, no success stands alone."""
    for audience in ("council", "board", "team", "public", "partners", "alderman", "officer"):
        report = report_of(main_goal(releases["GM0200"], verdict, STORY), audience, language)
        blocks = report.blocks()
        ((place, _),) = quotes(blocks)
        said = report.language.sentence(f"story-beside-{verdict}", name=report.phrasing.name(report.release.findings[0]))
        assert said in note_after(blocks, place), audience


def test_a_story_of_success_beside_a_figure_that_got_worse_says_so(releases: dict[str, Release]) -> None:
    """A goal that was reached with a figure that fell."""
    report = report_of(main_goal(releases["GM0200"], Verdict.MET, STORY, previous=Verdict.WORSE), "council")
    blocks = report.blocks()
    ((place, _),) = quotes(blocks)
    assert "minder goed dan vorig jaar" in note_after(blocks, place)


def test_a_story_beside_a_goal_that_was_reached_says_no_more_than_that_it_is_of_one_person(releases: dict[str, Release]) -> None:
    """And a critical story beside a goal that was not reached has nothing to be sorry for."""
    report = report_of(main_goal(releases["GM0200"], Verdict.MET, STORY), "council")
    blocks = report.blocks()
    ((place, _),) = quotes(blocks)
    assert note_after(blocks, place) == report.language.sentence("story-of-one")
    report = report_of(main_goal(releases["GM0200"], Verdict.NOT_MET, replace(STORY, outcome="critical")), "council")
    blocks = report.blocks()
    ((place, _),) = quotes(blocks)
    of_one, critical = report.language.sentence("story-of-one"), report.language.sentence("caveat-story-critical")
    assert note_after(blocks, place) == f"{of_one} {critical}"


def test_the_officer_reads_the_rule_by_which_stories_are_chosen(releases: dict[str, Release]) -> None:
    """The parties' own words, wherever there is a story and a rule."""
    found = 0
    for release in releases.values():
        agreement = release.area.agreement
        rule = agreement.protocol.stories if agreement is not None else None
        if rule is not None:
            found += 1
            assert rule.rule.nl in report_of(release, "officer").markdown()
    assert found
