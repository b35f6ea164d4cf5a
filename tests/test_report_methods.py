"""How a report says that its figures were worked out: what an officer can check must be what was done."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from impactlib.indicators.finding import Absence, Finding, Flag, Point, Precision, Verdict
from impactlib.statistics.clusters import ClusterSums, clustered_mean, clustered_share
from impactlib.statistics.estimate import Comparison, Estimate
from impactlib.statistics.proportion import net_promoter, share
from impactlib.telling.audience import audience_named
from impactlib.telling.blocks import Items
from impactlib.telling.drawing import chart_of
from impactlib.telling.grounds import sources
from impactlib.telling.language import language_named
from impactlib.telling.methods import methods, methods_of
from impactlib.telling.report import Report, open_report
from impactlib.workspace import Workspace
from tests.told import RECOMMENDS, changed, phrasing_of, release_of, told, two_by_two

MARKS = {9.0: 30, 8.0: 20, 5.0: 12}


def report_of(*findings: Finding, peers_by: str = "population_class") -> Report:
    """The officer's report of these findings."""
    release = release_of(*findings)
    release = replace(release, manifest=replace(release.manifest, peers_by=peers_by))
    return Report(release=release, audience=audience_named("officer"), language=language_named("nl"))


def items_of(report: Report) -> str:
    """What the section on methods says, in one text."""
    return " ".join(item for block in methods(report) if isinstance(block, Items) for item in block.items)


def marks_in(groups: int, *, apart: bool = False) -> Estimate:
    """The mean mark of people in so many groups of six."""
    steps = (0.0,) if apart else (-6.0, 0.0, 6.0)
    sums = ClusterSums.of([(6, 48 + steps[each % len(steps)]) for each in range(groups)])
    return clustered_mean(sums, simple_error=0.2)


def test_of_few_groups_it_is_said_that_they_are_few() -> None:
    """Two groups of six are no twelve people who come one by one, however little alike they are."""
    said = items_of(report_of(told("BR08", marks_in(2, apart=True))))
    assert "12 antwoorden uit maar 2 groepen. Zo weinig groepen maken de marge breed." in said
    assert "mensen die los van elkaar komen" not in said
    assert "uit maar 5 groepen" in items_of(report_of(told("BR08", marks_in(5))))


def test_a_mean_in_groups_is_worth_what_its_margin_is() -> None:
    """The few groups count as well as how alike people of one group are: t with 11 degrees of freedom is wider than z."""
    alike, apart = (items_of(report_of(told("BR08", marks_in(12, apart=each)))) for each in (False, True))
    worth = re.search(r"zo breed als die van (\d+) mensen", apart)
    assert worth is not None
    assert 72 * (1.96 / 2.201) ** 2 == pytest.approx(int(worth[1]), abs=0.6)
    assert "Mensen uit één groep kunnen op elkaar lijken. De marge is daarom" in alike


@pytest.mark.parametrize("language", ["nl", "en"])
def test_one_person_is_no_people(language: str) -> None:
    """Not '1 mensen'."""
    said = language_named(language).sentence("method-alike", name="x", n=12, clusters=6, effective=1)
    assert not re.search("1 mensen|1 unrelated", said)


def test_two_years_are_compared_as_judging_does() -> None:
    """Newcombe where one of the two has no standard error, else Welch: also of a change of shares in groups."""
    in_groups = Estimate(value=0.3, n=88, method="t-clusters", lower=0.2, upper=0.4)
    change = two_by_two(40, 8)
    grouped = replace(change, difference=in_groups)
    cases = [
        (told("LO04", share(82, 100)), "newcombe"),
        (told("LO04", clustered_share(ClusterSums.of([(10, 6), (10, 8), (10, 7)]))), "newcombe"),
        (told(RECOMMENDS, net_promoter(MARKS)), "newcombe"),
        (changed("LB10", change, Precision.CLEAR), "newcombe"),
        (changed("LB10", grouped, Precision.CLEAR), "welch"),
        (told("BR08", marks_in(12)), "welch"),
    ]
    for told_now, method in cases:
        finding = replace(told_now, previous=Point(period="2024", estimate=told_now.estimate), previous_precision=Precision.OPEN)
        assert methods_of(report_of(finding), finding)[2] == method, finding.estimate
    mixed = replace(cases[4][0], previous=Point(period="2024", estimate=change.difference), previous_precision=Precision.OPEN)
    assert methods_of(report_of(mixed), mixed)[2] == "newcombe"


@pytest.mark.parametrize(
    ("peers_by", "said"),
    [
        ("population_class", "Vergelijkbaar: ongeveer evenveel inwoners (klassen van het CBS). Zijn dat minder dan 5 gemeenten,"),
        ("neighbours", "Vergelijkbaar: het meest gelijk in aantal inwoners en in groei."),
    ],
)
def test_what_makes_areas_comparable_is_said_as_the_workspace_chose(peers_by: str, said: str) -> None:
    """And only where something is compared."""
    beside = Comparison(
        value=0.82, benchmark=0.64, others=5, near=(0.5, 0.7), far=(0.4, 0.8), dispersion=1.0, between=0.0, method="funnel-binomial"
    )
    finding = told("LO04", share(82, 100))
    assert "Vergelijkbaar" not in items_of(report_of(finding, peers_by=peers_by))
    finding = replace(finding, comparison=beside, comparison_verdict=Verdict.HIGHER, peers=("B2", "C3", "D4", "E5", "F6"))
    assert said in items_of(report_of(finding, peers_by=peers_by))


def test_a_release_knows_how_its_peers_were_chosen(example_workspace: Workspace) -> None:
    """As its settings say."""
    report = open_report(example_workspace.folder, "GM0200", "officer", "nl")
    assert report.release.manifest.peers_by == example_workspace.settings.peers.by


def test_an_officer_reads_how_a_chance_was_found_and_what_its_words_stand_for(example_workspace: Workspace) -> None:
    """A council, who is told no chances, is not."""
    said = open_report(example_workspace.folder, "GM0200", "officer", "nl").markdown()
    assert "De kans dat het doel is gehaald, schatten we op" in said
    assert "prior van Jeffreys" in said
    assert "Zeer waarschijnlijk is een kans van 90% of meer, waarschijnlijk 66% of meer" in said
    assert "en zeer onwaarschijnlijk minder dan 10%." in said
    assert "Jeffreys" not in open_report(example_workspace.folder, "GM0200", "council", "nl").markdown()


@pytest.mark.parametrize(
    ("absences", "said"),
    [
        ((Absence.NO_DATA, Absence.NO_DATA), "geen antwoorden ontvangen over 2025"),
        ((Absence.NO_DATA, Absence.PROTECTED), "geen antwoorden die wij over 2025 mogen tonen"),
    ],
)
def test_a_survey_that_nobody_handed_in_is_not_called_one_that_we_may_not_show(absences: tuple[Absence, ...], said: str) -> None:
    """Nothing was withheld where nothing was received."""
    findings = [replace(told(name, None), absent=absent) for name, absent in zip(("LO04", "BR08"), absences, strict=True)]
    blocks = sources(report_of(*findings))
    assert said in " ".join(item for block in blocks if isinstance(block, Items) for item in block.items)


def test_what_is_computed_of_several_questions_is_no_answer_to_one() -> None:
    """A scale score has no answers of its own; a question has."""
    finding = changed("LB10", two_by_two(40, 8), Precision.CLEAR, flags=(Flag.LOW_RESPONSE,))
    finding = replace(finding, indicator="DI07", id="A1/2025/DI07")
    release = phrasing_of(finding).release
    for answers, caption in (((), "Gemiddelde score op ‘"), (("nee", "ja"), "Gemiddeld antwoord op ‘")):
        note = replace(release.manifest.items["learned"], answers=answers)
        saying = phrasing_of(finding)
        saying = replace(saying, release=replace(release, manifest=replace(release.manifest, items={"digital_skills": note})))
        change = finding.change
        assert change is not None
        before, now = (replace(each, value=3.0, lower=2.5, upper=3.5) for each in (change.before, change.now))
        drawn = chart_of(replace(finding, change=replace(change, before=before, now=now)), saying)
        assert drawn is not None
        assert drawn.caption.startswith(caption)
