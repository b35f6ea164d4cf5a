"""Every audience's report as it is handed out: by what a browser, a screen reader, a printer and an office suite make of it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from impactlib.publishing.docx import report_docx
from impactlib.publishing.html import report_page
from impactlib.publishing.pages import palette
from impactlib.publishing.pdf import report_pdf
from impactlib.publishing.pptx import report_pptx
from impactlib.telling.audience import audiences
from impactlib.telling.blocks import Block, Chart, Heading, Table, Theme, Title
from impactlib.telling.report import open_report
from impactlib.workspace import Workspace
from tests import pdf_rules
from tests.office import printed

LARGEST = {"html": 300_000, "pdf": 200_000}
"""In bytes: what opens at once on a phone, and what goes with a mail to a whole council."""

LARGE, SMALL = "GM0200", "GM0277"

EACH = pytest.mark.parametrize("audience", audiences())


@cache
def blocks_of(folder: Path, audience: str, code: str = LARGE, language: str = "nl") -> tuple[Block, ...]:
    """The blocks of one report, with its foot."""
    return tuple(open_report(folder, code, audience, language).blocks())


@cache
def page_of(folder: Path, audience: str, code: str = LARGE, language: str = "nl") -> str:
    """One report as a web page."""
    return report_page(blocks_of(folder, audience, code, language), language)


@pytest.mark.browser
@EACH
def test_axe_finds_nothing_and_the_page_flows_on_a_phone(example_workspace: Workspace, page: Page, audience: str) -> None:
    """The machine-checkable part of WCAG 2.2 AA and of good practice, also at 320 px, where nothing scrolls sideways (WCAG 1.4.10)."""
    page.set_content(page_of(example_workspace.folder, audience))
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        violations = Axe().run(page).response["violations"]
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in violations] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
@EACH
def test_the_keyboard_reaches_everything_that_can_be_used(example_workspace: Workspace, page: Page, audience: str) -> None:
    """The first stop passes over the notice; then every link and every region that scrolls, each with a ring around it, and no trap."""
    page.set_content(page_of(example_workspace.folder, audience))
    usable = "a[href], button, input, select, textarea, summary, [tabindex='0']"
    stops = page.locator(usable).count()
    seen = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(f'[...document.querySelectorAll("{usable}")].indexOf(document.activeElement)'))
        ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert ring != "none"
    assert seen == list(range(stops))


@pytest.mark.browser
@EACH
def test_a_printed_page_keeps_its_notice_and_is_black(example_workspace: Workspace, page: Page, audience: str) -> None:
    """What is invented says so on paper too."""
    page.set_content(page_of(example_workspace.folder, audience))
    page.emulate_media(media="print")
    assert page.locator(".notice").is_visible()
    assert page.locator("h1").evaluate("element => getComputedStyle(element).color") == "rgb(0, 0, 0)"
    assert not page.locator(".skip").is_visible()


@EACH
@pytest.mark.parametrize("code", [LARGE, SMALL])
def test_files_are_small(example_workspace: Workspace, audience: str, code: str) -> None:
    """HTML at most 300 kB, PDF at most 200 kB."""
    page = page_of(example_workspace.folder, audience, code)
    assert len(page.encode()) <= LARGEST["html"]
    assert len(report_pdf(blocks_of(example_workspace.folder, audience, code), "nl")) <= LARGEST["pdf"]


def test_every_pdf_conforms_to_pdf_ua_and_planted_faults_are_caught(example_workspace: Workspace, tmp_path: Path) -> None:
    """By the 106 rules of veraPDF, for every audience in both languages; one start of Java checks all."""
    folder = example_workspace.folder
    files = {
        f"{audience}.{language}": report_pdf(blocks_of(folder, audience, LARGE, language), language)
        for audience in audiences()
        for language in ("nl", "en")
    }
    for name, content in files.items():
        with pikepdf.open(io.BytesIO(content)) as file:
            assert str(file.Root["/Lang"]) == name.rpartition(".")[2]
            assert str(file.docinfo["/Title"])
    planted = {
        "no language": pdf_rules.without_language,
        "no alternatives": pdf_rules.without_alternatives,
        "no title": pdf_rules.without_title,
    }
    faulty = {name: pdf_rules.changed(files["council.nl"], change) for name, change in planted.items()}
    broken = pdf_rules.broken_rules(files | faulty, tmp_path)
    assert [name for name, rules in broken.items() if rules] == list(planted)


def headless(content: bytes, blocks: Sequence[Block]) -> bool:
    """Whether a column of a table has no header cell: neither veraPDF nor the typesetter asks for one."""
    columns = sum(len(block.columns) for block in blocks if isinstance(block, Table))
    return [tag for tag, _ in pdf_rules.tags(content)].count("TH") != columns


def strange_colours(blocks: Sequence[Block]) -> set[str]:
    """The colours of the pages that are no colours of the house; drawings have a style sheet, and a test, of their own."""
    used = pdf_rules.colours(report_pdf([block for block in blocks if not isinstance(block, Chart)], "nl"))
    return used - {*palette().values(), "#000000"}


@EACH
def test_every_column_has_a_header_and_every_colour_is_of_the_house(example_workspace: Workspace, audience: str) -> None:
    """What no checker asks: a table without headers, and a colour of which nobody knows the contrast, are caught."""
    blocks = blocks_of(example_workspace.folder, audience)
    made = report_pdf(blocks, "nl")
    assert not headless(made, blocks)
    assert strange_colours(blocks) == set()
    if any(isinstance(block, Table) for block in blocks):
        assert headless(pdf_rules.changed(made, pdf_rules.without_headers), blocks)
    title = next(block for block in blocks if isinstance(block, Title))
    pale = [replace(block, theme=Theme(accent="#9a9a9a")) if block is title else block for block in blocks]
    assert strange_colours(pale) != set()


@EACH
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_picture_has_an_alternative_that_says_something(example_workspace: Workspace, audience: str, language: str) -> None:
    """At least 40 characters, with a figure in it or the words why there is none."""
    for code in (LARGE, SMALL):
        for block in blocks_of(example_workspace.folder, audience, code, language):
            if isinstance(block, Chart):
                assert len(block.alt) >= 40
                assert any(letter.isdigit() for letter in block.alt) or not block.figures


@pytest.mark.slow
def test_office_files_open_and_show_every_heading(example_workspace: Workspace, tmp_path: Path) -> None:
    """LibreOffice prints each Word file and each set of slides with every heading on it."""
    folder = example_workspace.folder
    files = {}
    for audience in audiences():
        files[f"{audience}.docx"] = report_docx(blocks_of(folder, audience), "nl")
        (tmp_path / "slides").mkdir(exist_ok=True)
    documents = printed(files, tmp_path)
    slides = printed({f"{audience}.pptx": report_pptx(blocks_of(folder, audience), "nl") for audience in audiences()}, tmp_path / "slides")
    for audience in audiences():
        heads = [block.text for block in blocks_of(folder, audience) if isinstance(block, Heading)]
        text = _bare(pdf_rules.shown_text(documents[f"{audience}.docx"]))
        assert [head for head in heads if _bare(head) not in text] == []
        shown = _bare(pdf_rules.shown_text(slides[f"{audience}.pptx"]))
        messages = [block.text for block in blocks_of(folder, audience) if isinstance(block, Heading) and block.level == 3]
        assert [head for head in messages if _bare(head) not in shown] == []


def _bare(text: str) -> str:
    """Without white space and hyphens: where a line breaks is the typesetter's."""
    return "".join(text.replace("-", "").replace("‐", "").split())
