"""From findings to charts: every chart of every report tells its numbers in words, and a funnel holds nothing that is not released."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest

from impactlib.disclosure.funnels import funnel_among
from impactlib.disclosure.release import Release, read_areas, read_beside, read_release
from impactlib.indicators.finding import Finding, Goal, Verdict
from impactlib.telling.audience import audiences
from impactlib.telling.blocks import Chart
from impactlib.telling.drawing import chart_of
from impactlib.telling.drawing_beside import benchmark_of, funnel_of
from impactlib.telling.drawing_goals import goals_picture
from impactlib.telling.language import language_named
from impactlib.telling.markup import checked_drawing
from impactlib.telling.phrasing import Phrasing
from impactlib.telling.report import Report
from impactlib.workspace import Workspace

LEAST = 40
"""The least signs of an alternative text."""

LARGEST = 60_000
"""The most bytes of one chart of a report: eight goals in one picture."""

PUBLISHING = Path(__file__).resolve().parents[1] / "impactlib" / "publishing"


@pytest.fixture(scope="module")
def releases(example_workspace: Workspace) -> list[Release]:
    """What the example tells of each of its areas."""
    folder = example_workspace.release
    return [read_release(folder, code) for code in read_areas(folder)]


def phrasings(releases: list[Release], language: str) -> Iterator[Phrasing]:
    """Each release in one language; in English every fifth, since both languages draw the same figures."""
    for release in releases[:: 1 if language == "nl" else 5]:
        yield Phrasing(release=release, language=language_named(language))


def charts(phrasing: Phrasing, *, with_funnels: bool) -> Iterator[tuple[Finding, Chart]]:
    """Every chart that can be made of a release; funnels read what lies beside it, and so take their time."""
    for finding in phrasing.release.findings:
        goal = finding.goals[0] if finding.goals else None
        drawings = [chart_of(finding, phrasing, goal), benchmark_of(finding, phrasing)]
        for drawn in (*drawings, funnel_of(finding, phrasing) if with_funnels else None):
            if drawn is not None:
                yield finding, drawn


def report_of(release: Release, language: str = "nl") -> Report:
    """A report of a release for the first audience."""
    return Report(release=release, audience=next(iter(audiences().values())), language=language_named(language))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_chart_says_its_key_number_in_words(releases: list[Release], language: str) -> None:
    """Its alternative text holds at least 40 signs, and the figure as it is written everywhere else."""
    found = 0
    for number, phrasing in enumerate(phrasings(releases, language)):
        for finding, drawn in charts(phrasing, with_funnels=number % 10 == 0):
            found += 1
            assert len(drawn.alt) >= LEAST, drawn.alt
            assert finding.estimate is not None
            value = finding.change.now.value if finding.change is not None else finding.estimate.value
            share = phrasing.indicator(finding).figure.scale == "share"
            written = phrasing.share(finding, value) if finding.change is not None and share else phrasing.amount(finding, value)
            assert written in drawn.alt or phrasing.value(finding) in drawn.alt, (finding.id, written, drawn.alt)
            assert drawn.figures == (finding.id,)
            assert drawn.caption.endswith(".")
    assert found > 50


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_chart_only_draws_and_is_small(releases: list[Release], language: str) -> None:
    """Nothing in it is fetched or run, and a page with a dozen stays small."""
    for phrasing in phrasings(releases[:10], language):
        for _, drawn in charts(phrasing, with_funnels=phrasing.release is releases[0]):
            assert len(checked_drawing(drawn.svg)) < LARGEST


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_goal_has_its_panel_and_its_line(releases: list[Release], language: str) -> None:
    """Also a goal without a figure: its verdict is in the alternative text, and none is left out."""
    absent = 0
    for phrasing in phrasings(releases, language):
        report = report_of(phrasing.release, language)
        blocks = goals_picture(report)
        assert bool(blocks) == bool(report.goals)
        drawn = [block for block in blocks if isinstance(block, Chart)]
        alt = " ".join(block.alt for block in drawn)
        for finding, goal in report.goals:
            absent += finding.estimate is None
            verdict = report.phrasing.verdict_text(report.phrasing.verdict_of(finding, goal))
            line = alt[alt.index(report.phrasing.name(finding)) :]
            assert verdict in line
            assert report.phrasing.value(finding) in line
        assert set(chain.from_iterable(block.figures for block in drawn)) == {finding.id for finding, _ in report.goals}
        assert all(len(block.svg) < LARGEST for block in drawn)
    assert absent or language == "en"


def test_a_benchmark_is_drawn_only_where_one_is_told(releases: list[Release]) -> None:
    """No comparison, no picture of one."""
    told = untold = 0
    for phrasing in phrasings(releases[::5], "nl"):
        for finding in phrasing.release.findings:
            drawn = benchmark_of(finding, phrasing)
            assert (drawn is not None) == (finding.comparison is not None)
            told, untold = told + (drawn is not None), untold + (drawn is None)
    assert told
    assert untold


def test_a_funnel_has_the_limits_that_are_told_at_the_own_size(releases: list[Release]) -> None:
    """What is worked out from the released figures is what was compared, for counts to the last digit."""
    found = 0
    for release in releases[::8]:
        for finding in release.findings:
            funnel = funnel_among(release.indicators[finding.indicator], finding, release.beside(finding.peers, finding.indicator))
            if funnel is None or finding.comparison is None or release.indicators[finding.indicator].figure.asked:
                continue
            at_own = [each for each in funnel.limits if abs(each.size - funnel.own.size) < 1e-9]
            for each in at_own:
                found += 1
                assert each.near == pytest.approx(finding.comparison.near, rel=1e-6)
                assert each.far == pytest.approx(finding.comparison.far, rel=1e-6)
    assert found


def test_a_funnel_knows_no_names_and_no_order_but_size(releases: list[Release]) -> None:
    """Of the others it has the size and the figure that are released, smallest first."""
    release, finding = next((release, each) for release in releases for each in release.findings if each.comparison is not None)
    beside = release.beside(finding.peers, finding.indicator)
    funnel = funnel_among(release.indicators[finding.indicator], finding, beside)
    assert funnel is not None
    assert [dot.size for dot in funnel.others] == sorted(dot.size for dot in funnel.others)
    assert sorted(dot.value for dot in funnel.others) == sorted(each.estimate.value for each in beside if each.estimate is not None)
    assert not re.search("|".join(finding.peers), repr(funnel))


def test_a_funnel_that_does_not_fit_its_comparison_is_not_drawn(releases: list[Release]) -> None:
    """Such as when one of the figures beside it is of a newer release, or is gone."""
    release, finding = next((release, each) for release in releases for each in release.findings if each.comparison is not None)
    indicator, beside = release.indicators[finding.indicator], release.beside(finding.peers, finding.indicator)
    assert funnel_among(indicator, finding, beside) is not None
    assert funnel_among(indicator, finding, beside[1:]) is None
    first = beside[0]
    assert first.estimate is not None
    moved = replace(first, estimate=replace(first.estimate, value=first.estimate.value * 1.2))
    assert funnel_among(indicator, finding, [moved, *beside[1:]]) is None
    assert funnel_among(indicator, replace(finding, comparison=None), beside) is None


def test_what_lies_beside_is_what_others_are_told_themselves(example_workspace: Workspace, releases: list[Release]) -> None:
    """The reader of other areas gives their released findings, of the indicators that are asked for and no other."""
    codes, indicators = [release.area.code for release in releases[:3]], ["BR01", "BR02"]
    told = [each for release in releases[:3] for each in release.findings if each.indicator in indicators]
    assert sorted(read_beside(example_workspace.release, codes, indicators), key=lambda each: each.id) == sorted(
        told, key=lambda each: each.id
    )
    assert read_beside(example_workspace.release, [], indicators) == ()


def test_a_release_that_lies_nowhere_has_nothing_beside_it(releases: list[Release]) -> None:
    """A release that a test or a notebook put together still makes a report, without a funnel."""
    release = next(each for each in releases if any(finding.comparison for finding in each.findings))
    finding = next(each for each in release.findings if each.comparison is not None)
    alone = Phrasing(release=replace(release, folder=None), language=language_named("nl"))
    assert funnel_of(finding, alone) is None
    assert benchmark_of(finding, alone) is not None


def test_a_target_below_the_figure_stays_within_its_panel(releases: list[Release]) -> None:
    """A target far off the scale is drawn at its end and said in words."""
    release = next(each for each in releases if report_of(each).goals)
    report = report_of(release)
    finding, goal = next((finding, goal) for finding, goal in report.goals if finding.estimate is not None)
    far: Goal = replace(goal, target=1e6, verdict=Verdict.NOT_MET)
    moved = replace(
        release, findings=tuple(replace(each, goals=(far,)) if each is finding else replace(each, goals=()) for each in release.findings)
    )
    block = goals_picture(report_of(moved))[-1]
    assert isinstance(block, Chart)
    assert "1.000.000" in block.alt or "100.000.000" in block.alt


def test_no_format_draws(releases: list[Release]) -> None:
    """A figure is drawn once, when its report is told: what publishes it has the SVG and nothing to draw with."""
    assert releases
    for path in PUBLISHING.glob("*.py"):
        assert not re.search(r"telling\.(charts|figures|drawing)", path.read_text(encoding="utf-8")), path.name
