"""Triage: the few reports that an adviser looks at first, and why; never how well anybody does."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from playwright.sync_api import Page

from impactlib.batch.plan import Run, plan
from impactlib.batch.record import read_record, record, standing_out_line, write_overview
from impactlib.batch.told import RECORD
from impactlib.batch.triage import MANY, failure_signal, signals_of, signals_on_record
from impactlib.batch.work import Outcome
from impactlib.disclosure.release import Release, read_areas, read_manifest, read_release
from impactlib.indicators.accounted import Delivery
from impactlib.indicators.finding import Absence, Finding, Verdict
from impactlib.publishing.overview import (
    ENOUGH_TO_BE_USUAL,
    KINDS,
    LEAST_WEIGHT,
    MOST_STANDING_OUT,
    Overview,
    OverviewRow,
    Signal,
    overview_page,
    standing_out,
)
from impactlib.telling.language import language_codes, language_named
from impactlib.workspace import Workspace


@pytest.fixture(scope="module")
def release(example_workspace: Workspace) -> Release:
    """What the example may tell of Apeldoorn."""
    return read_release(example_workspace.release, "GM0200")


def kinds(release: Release) -> set[str]:
    """The kinds of reasons that a release gives by itself."""
    return {each.kind for each in signals_of(release, None)}


def hidden(finding: Finding) -> Finding:
    """The finding as one that may not be told."""
    goals = tuple(replace(goal, verdict=Verdict.TOO_FEW) for goal in finding.goals)
    return Finding(
        id=finding.id,
        area=finding.area,
        period=finding.period,
        indicator=finding.indicator,
        source=finding.source,
        design=finding.design,
        absent=Absence.PROTECTED,
        goals=goals,
    )


def row(name: str, *reasons: str, state: str = "made") -> OverviewRow:
    """A municipality with reasons of these kinds."""
    signals = tuple(Signal(kind=kind, weight=KINDS[kind], text=f"Om {kind}.") for kind in reasons)
    return OverviewRow(code=f"C-{name}", name=name, state=state, cause="een fout" if state == "failed" else "", signals=signals)


def own(release: Release) -> list[Finding]:
    """The figures of the area itself, context apart."""
    return [each for each in release.findings if release.indicators[each.indicator].kind != "context"]


def test_an_ordinary_report_gives_no_reason(release: Release) -> None:
    """Apeldoorn has all that was promised, stories, enough answers and goals that were reached."""
    assert set() == kinds(release)


def test_many_hidden_figures_are_counted_as_the_report_itself_calls_them(release: Release) -> None:
    """From a fifth on, with the number and the share; one fewer gives no reason."""
    figures = own(release)
    enough = next(n for n in range(len(figures)) if n >= MANY * len(figures))
    for n, expected in ((enough, {"hidden"}), (enough - 1, set())):
        gone = {each.id for each in figures[-n:]}
        told = replace(release, findings=tuple(hidden(each) if each.id in gone else each for each in release.findings))
        assert expected == {"hidden"} & kinds(told)
    told = replace(release, findings=tuple(hidden(each) if each in figures[-enough:] else each for each in release.findings))
    said = next(each.text for each in signals_of(told, None) if each.kind == "hidden")
    assert f"{enough} van de {len(figures)} cijfers ({round(100 * enough / len(figures))}%) zijn niet te tonen." == said


def test_each_kind_of_reason_comes_from_its_own_fact(release: Release) -> None:
    """No story, a promised figure that is missing, goals not reached, a figure unlike that of others, no goals at all."""
    area = release.area
    gone = tuple(replace(each, delivery=Delivery.NOT_HANDED_IN) for each in area.accounts[:1])
    unmet = tuple(replace(each, goals=tuple(replace(goal, verdict=Verdict.NOT_YET) for goal in each.goals)) for each in release.findings)
    apart = tuple(replace(each, comparison_verdict=Verdict.HIGHER) if each is own(release)[0] else each for each in release.findings)
    without = tuple(replace(each, goals=()) for each in release.findings)
    assert {"story"} == kinds(replace(release, area=replace(area, stories=())))
    assert {"missing"} == kinds(replace(release, area=replace(area, accounts=(*gone, *area.accounts[1:]))))
    assert {"unmet"} == kinds(replace(release, findings=unmet))
    assert {"peers"} == kinds(replace(release, findings=apart))
    assert {"empty"} == kinds(replace(release, findings=without))


def test_a_withheld_promise_is_no_missing_one(release: Release) -> None:
    """It was handed in and measured: that it may not be told is nobody's omission."""
    accounts = tuple(replace(each, delivery=Delivery.WITHHELD) for each in release.area.accounts)
    assert "missing" not in kinds(replace(release, area=replace(release.area, accounts=accounts)))


def test_every_kind_has_its_words_in_every_language() -> None:
    """For the filter of the list."""
    for code in language_codes():
        names = [language_named(code).sentence(f"signal-kind-{kind}") for kind in KINDS]
        assert len(KINDS) == len(set(names))


def test_the_heaviest_come_first_and_then_the_alphabet() -> None:
    """A report that failed before one with lighter reasons; with as much, Á comes before B."""
    rows = [row("Zand", "story", "peers"), row("Beek", "turned"), row("Ádam", "missing"), row("Veen", "failed", state="failed")]
    assert ["Veen", "Ádam", "Beek", "Zand"] == [each.name for each in standing_out(rows)]


def test_one_light_reason_does_not_make_a_report_stand_out() -> None:
    """Else nearly all would."""
    assert LEAST_WEIGHT > KINDS["story"]
    assert () == standing_out([row("Beek", "story"), row("Zand")])


def test_at_most_ten_stand_out_and_the_page_says_how_many_have_as_much() -> None:
    """Nobody is helped by fifty; and who is left out for the alphabet alone is not passed over in silence."""
    rows = [row(f"Beek {each:02}", "turned") for each in range(13)] + [row(f"Zand {each:02}") for each in range(20)]
    assert [f"Beek {each:02}" for each in range(MOST_STANDING_OUT)] == [each.name for each in standing_out(rows)]
    assert "Nog 3 andere rapporten hebben evenveel redenen als het laatste hier." in page_of(rows).get_text()


def test_what_more_than_half_have_makes_none_of_them_stand_out() -> None:
    """Where a target year ended, verdicts turn everywhere; the page says that it does not count."""
    rows = [row(f"Beek {each:02}", "turned") for each in range(ENOUGH_TO_BE_USUAL)] + [row("Zand", "turned", "missing")]
    assert ["Zand"] == [each.name for each in standing_out(rows)]
    assert "telt niet mee: oordeel omgeslagen." in page_of(rows).get_text()
    few = rows[: ENOUGH_TO_BE_USUAL - 1]
    assert len(few) == len(standing_out(few))


def page_of(rows: Sequence[OverviewRow], language: str = "nl") -> BeautifulSoup:
    """The overview of these rows."""
    return BeautifulSoup(overview_page(Overview(title="Rapporten", period="2025", rows=tuple(rows)), language), "html.parser")


ROWS = (
    replace(row("Beek", "turned", "story"), reports=(("Raad", "C-Beek/council.nl.html"),)),
    row("<b>Bedrieg & Co</b>", "failed", state="failed"),
    row("Zand", "story"),
    row("Aan Zee"),
)


def test_the_first_section_says_who_why_and_by_which_rule() -> None:
    """With the links, and that it is no ranking; names and reasons are text."""
    page = page_of(ROWS)
    first = page.select_one("section:has(#first)")
    assert first is not None
    assert ["<b>Bedrieg & Co</b>", "Beek"] == [each.contents[0].strip() for each in first.select("h3")]  # type: ignore[union-attr]
    assert ["Om failed.", "Om turned.", "Om story."] == [each.get_text() for each in first.select(".reasons li")]
    assert "zegt niets over hoe goed" in first.get_text()
    assert ["C-Beek/council.nl.html"] == [each["href"] for each in first.select("a")]


def test_an_overview_without_reasons_is_as_it_was() -> None:
    """No section and no filter where nothing is known."""
    page = page_of([row("Beek"), row("Zand")])
    assert page.select_one("#first") is None
    assert page.select_one("fieldset") is None


@pytest.mark.browser
def test_the_filter_by_reason_works_without_a_script(page: Page) -> None:
    """It is CSS alone; with the script the number that is shown goes along."""
    content = overview_page(Overview(title="Rapporten", period="2025", rows=ROWS), "nl")
    without = content[: content.index("<script>")] + "</main></body></html>"
    for each, status in ((without, None), (content, "2 van 4 getoond")):
        page.set_content(each)
        assert 4 == page.locator(".all > li:visible").count()
        page.get_by_label("geen verhaal (2)").check()
        assert ["Beek C-Beek", "Zand C-Zand"] == page.locator(".all > li:visible h3").all_inner_texts()
        assert status is None or status == page.get_by_role("status").inner_text()


@pytest.mark.browser
@pytest.mark.parametrize("language", ["nl", "en"])
def test_axe_finds_nothing_in_an_overview_with_reasons(page: Page, language: str) -> None:
    """Also with the first section and the filter; and it does not scroll sideways on a phone."""
    page.set_viewport_size({"width": 320, "height": 800})
    page.set_content(overview_page(Overview(title="Rapporten", period="2025", rows=ROWS), language))
    assert [] == [(each["id"], [node["html"] for node in each["nodes"]]) for each in Axe().run(page).response["violations"]]
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.fixture
def recorded(example_workspace: Workspace, tmp_path: Path) -> tuple[Workspace, Run]:
    """A workspace with a release like the example's, and a run of one of its areas."""
    shutil.copytree(example_workspace.folder / "parameters", tmp_path / "parameters")
    shutil.copytree(example_workspace.release, tmp_path / "outputs/2025/release")
    workspace = Workspace.open(tmp_path)
    return workspace, next(each for each in plan(workspace, list(read_areas(workspace.release).values())) if each.code == "GM0200")


def put(workspace: Workspace, run: Run, *, state: str = "made", signals: tuple[Signal, ...] = (), made_of: str = "") -> None:
    """An outcome on record, with a page that names its release."""
    manifest, area = read_manifest(workspace.release), read_areas(workspace.release)[run.code]
    page = workspace.outputs / run.slug / "council.nl.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(manifest.id, encoding="utf-8")
    files = {page.name: "0" * 64} if state == "made" else {}
    outcome = Outcome(run=run, state=state, cause="een fout" if state == "failed" else "", files=files, signals=signals, release=made_of)
    record(workspace, manifest, area, outcome)


TURNED = Signal(kind="turned", weight=KINDS["turned"], text="Sinds 2024 sloeg een oordeel om: Leden.")


def test_reasons_are_kept_on_record_for_the_next_overview(recorded: tuple[Workspace, Run]) -> None:
    """A run of other areas does not lose them, nor does a failure of the next report; the line of `impact run` names them."""
    workspace, run = recorded
    put(workspace, run, signals=(TURNED,))
    manifest, areas = read_manifest(workspace.release), list(read_areas(workspace.release).values())
    for _ in range(2):
        assert TURNED.text in write_overview(workspace, manifest, areas).read_text(encoding="utf-8")
    assert "1 report stands out: Apeldoorn" == standing_out_line(workspace)
    put(workspace, replace(run, audience="officer"), state="failed")
    page = write_overview(workspace, manifest, areas).read_text(encoding="utf-8")
    assert TURNED.text in page
    assert failure_signal(1, "nl").text in page


def test_reasons_of_another_release_are_not_told(recorded: tuple[Workspace, Run]) -> None:
    """What was told then may be hidden now."""
    workspace, run = recorded
    put(workspace, run, signals=(TURNED,), made_of="f" * 12)
    path = workspace.outputs / run.slug / RECORD
    assert (TURNED,) == signals_on_record(read_record(path), "f" * 12)
    assert () == signals_on_record(read_record(path), read_manifest(workspace.release).id)
    assert "" == standing_out_line(workspace)


@pytest.mark.parametrize("kept", [None, [], {"release": "r"}, {"release": "r", "found": [{"kind": "odd", "text": "x"}, 3]}], ids=repr)
def test_a_damaged_record_gives_no_reasons(kept: object) -> None:
    """And no traceback."""
    assert () == signals_on_record({"signals": json.loads(json.dumps(kept))}, "r")
