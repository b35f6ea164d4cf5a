"""The documents about the example's agreements: whole, readable by everybody, and holding nothing that may not be told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from playwright.sync_api import Page

from impactlib.agreement.files import read_agreements
from impactlib.agreement.model import Agreement
from impactlib.batch.dossier import cycle_files, protocol_files, protocol_of
from impactlib.batch.rounds import make_protocols
from impactlib.disclosure.making import make_release
from impactlib.disclosure.release import read_release
from impactlib.sources.areas import read_register
from impactlib.telling.markup import markdown
from impactlib.workspace import Workspace
from tests.small import people, tiny, write
from tests.test_disclosure_blurring import AGREED, MARKS

SOME = ("GM0200", "GM0246", "GM0279")
"""A large municipality, one that handed in little, and one whose agreement was left unfinished."""

CAUSAL = re.compile(r"\b(dankzij|leidt tot|leidde tot|zorgt voor|zorgde voor|thanks to|leads to|led to)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def agreements(example_workspace: Workspace) -> dict[str, Agreement]:
    """Every agreement of the example, by code."""
    from impactlib.indicators.indicator import catalogue

    register = read_register(example_workspace)
    return {code: filed.agreement for code, filed in read_agreements(example_workspace, register.areas, catalogue()).items()}


def cycle_page(workspace: Workspace, code: str, language: str = "nl") -> str:
    """The cycle page of one municipality."""
    (page,) = cycle_files(workspace, read_release(workspace.release, code), language).values()
    return page.decode("utf-8")


@pytest.mark.browser
@pytest.mark.parametrize("code", SOME)
def test_axe_finds_nothing_on_a_cycle_page(page: Page, example_workspace: Workspace, code: str) -> None:
    """WCAG and best practice; no sideways scroll at 320 px."""
    page.set_content(cycle_page(example_workspace, code))
    assert [found["id"] for found in Axe().run(page).response["violations"]] == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_cycle_page_says_where_the_parties_are_and_what_comes_next(example_workspace: Workspace) -> None:
    """The answer first, then the seven questions of the cycle in order."""
    found = BeautifulSoup(cycle_page(example_workspace, "GM0200"), "html.parser")
    answers = [each.get_text() for each in found.select("p.answer")]
    assert answers[0].startswith("De partijen zijn bij stap ")
    assert answers[1] == "Versie 1.0 van de impactbeschrijving is breed gedragen."
    headings = [each.get_text() for each in found.find_all("h2")]
    expected = ["Waar zijn we in de cyclus?", "Wat is er afgesproken?", "Wie onderschrijft dat?", "Alle afspraken op een rij"]
    expected += ["Zijn alle afgesproken cijfers er?", "Wat is er verteld, en aan wie?", "Wat is er geleerd?", "Wat moet er nog gebeuren?"]
    assert expected == headings


def test_a_cycle_page_links_every_verdict_to_what_was_released(example_workspace: Workspace) -> None:
    """A figure that may not be told is not in it: in Rozendaal too few people answered."""
    page = cycle_page(example_workspace, "GM0277")
    assert "niet te tonen" in page


def test_the_same_release_gives_the_same_bytes(example_workspace: Workspace, agreements: dict[str, Agreement]) -> None:
    """Pages, protocols and calendars alike."""
    release = read_release(example_workspace.release, "GM0200")
    assert cycle_files(example_workspace, release, "nl") == cycle_files(example_workspace, release, "nl")
    twice = [protocol_files(example_workspace, release, agreements["GM0200"], "nl") for _ in range(2)]
    assert twice[0] == twice[1]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_agreement_of_the_example_has_its_protocol_and_its_page(
    example_workspace: Workspace, agreements: dict[str, Agreement], language: str
) -> None:
    """All 51, without a causal word, an empty name or an id in the place of one."""
    for code, agreement in agreements.items():
        release = read_release(example_workspace.release, code)
        text = markdown(protocol_of(example_workspace, release, agreement, language))
        page = BeautifulSoup(cycle_page(example_workspace, code, language), "html.parser").get_text(" ")
        for told in (text, page):
            assert CAUSAL.findall(told) == []
            assert not re.search(r"\bNone\b|‘’|\{|\}", told)
            assert [change.id for change in agreement.impact.changes if "-" in change.id and re.search(rf"\b{change.id}\b", told)] == []


def test_a_baseline_of_a_hidden_year_stands_in_no_form_of_the_protocol(tmp_path: Path) -> None:
    """Four people answered in 2024: their mean stays in the agreement's own file."""
    write(tmp_path / "parameters/A1-aburg.yml", AGREED)
    workspace = tiny(tmp_path, survey=[*MARKS, *people(4, year="2024", cijfer="6")])
    make_release(workspace)
    release = read_release(workspace.release, "A1")
    assert () == release.area.told_baselines
    for path in make_protocols(workspace, ["A1"], language="nl", forms=["html"]):
        assert "6,25" not in path.read_text(encoding="utf-8")


def test_a_baseline_that_was_never_measured_here_is_the_parties_own(tmp_path: Path) -> None:
    """Nothing was counted that it could give away."""
    write(tmp_path / "parameters/A1-aburg.yml", AGREED)
    workspace = tiny(tmp_path, survey=MARKS)
    make_release(workspace)
    assert ("g",) == read_release(workspace.release, "A1").area.told_baselines
    pages = [path for path in make_protocols(workspace, ["A1"], language="nl", forms=["html"]) if path.suffix == ".html"]
    assert "6,25" in pages[0].read_text(encoding="utf-8")
