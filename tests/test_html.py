"""Notebooks as pages: what a browser, a screen reader and a printer make of them."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from nbconvert.exporters import export
from nbconvert.nbconvertapp import NbConvertApp
from nbformat import NotebookNode
from playwright.sync_api import Page

from impactlib.errors import InputError, UnknownNameError
from impactlib.publishing.html import AnalysisExporter, ReportExporter, report_page
from impactlib.publishing.overview import Overview, OverviewRow, overview_page
from impactlib.publishing.pages import words
from impactlib.telling.blocks import Chart, Heading, Notice, Sentence, Title
from tests.sample_report import report_notebook, sample_report

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
PANDAS = (
    '<div><style scoped>.dataframe tbody tr th { color: red }</style><table border="1" class="dataframe"><thead>'
    '<tr style="text-align: right;"><th></th><th>n</th><th>share</th></tr><tr><th>branch</th><th></th><th></th></tr></thead>'
    "<tbody><tr><th>Centrum</th><td>161</td><td>62,1%</td></tr><tr><th>De Maten</th><td>48</td><td>54,0%</td></tr></tbody></table></div>"
)
ALT = "Lijn die eerst stijgt van 1 naar 3 en daarna daalt naar 2"


def code(source: str, *outputs: NotebookNode, tags: tuple[str, ...] = ()) -> NotebookNode:
    """A code cell that has been run."""
    return nbformat.v4.new_code_cell(source, outputs=list(outputs), metadata={"tags": list(tags)} if tags else {})


def figure(alt: str) -> NotebookNode:
    """A picture as matplotlib shows it, with its alternative text in the metadata."""
    return nbformat.v4.new_output("display_data", data={"image/png": PIXEL}, metadata={"image/png": {"alt": alt}})


def analysis_notebook() -> NotebookNode:
    """An analysis notebook as it is after a run."""
    cells = [
        code('municipality = "GM9999"', tags=("parameters", "remove-cell")),
        nbformat.v4.new_markdown_cell("# Hoe zeker zijn de cijfers?\n\nEerst de *respons*.\n\n## Respons"),
        code("table()", nbformat.v4.new_output("execute_result", data={"text/html": PANDAS})),
        nbformat.v4.new_markdown_cell("# Nog een hoofdstuk\n\n| a | b |\n|---|---|\n| x | 2 |"),
        code("plot()", figure(ALT), nbformat.v4.new_output("stream", name="stdout", text="klaar <b>\n")),
        code("weg_met_code()", figure(ALT), tags=("remove-input",)),
        code("warn()", nbformat.v4.new_output("stream", name="stderr", text="a/path/of/a/machine: UserWarning")),
    ]
    return nbformat.v4.new_notebook(cells=cells, metadata={"impactlib": {"language": "nl"}})


def overview() -> Overview:
    """A batch in which something failed."""
    rows = (
        OverviewRow(
            code="GM9001", name="Súdwest-Voorbeeld", state="made", reports=(("Raad", "GM9001/council.nl.html"),), summary="1 doel gehaald."
        ),
        OverviewRow(code="GM9002", name="'s-Voorbeeldenbosch", state="too few data", cause="Minder dan 10 antwoorden."),
        OverviewRow(
            code="GM9003",
            name="<b>Bedrieg & Co</b>",
            state="failed",
            cause="rij 41: antwoord '6'",
            repeat="impact run --municipality GM9003",
        ),
        OverviewRow(code="GM9004", name="Aalvoorbeeld", state="made", reports=(("Raad", "GM9004/council.nl.html"),)),
    )
    return Overview(title="Rapporten", period="2025", notice="Verzonnen cijfers.", made_on="23 november 2026", rows=rows)


def analysis() -> str:
    """The analysis as a page."""
    return str(AnalysisExporter().from_notebook_node(analysis_notebook())[0])


PAGES = {
    "report": lambda: report_page(sample_report(), "nl"),
    "report in English": lambda: report_page(sample_report(), "en"),
    "analysis": analysis,
    "overview": lambda: overview_page(overview(), "nl"),
}
EACH = pytest.mark.parametrize("name", PAGES)


def page_of(name: str) -> BeautifulSoup:
    """One of the pages, parsed."""
    return BeautifulSoup(PAGES[name](), "html.parser")


@pytest.mark.browser
@EACH
def test_axe_finds_nothing(page: Page, name: str) -> None:
    """The machine-checkable part of WCAG 2.2 AA and of good practice holds on a page with all kinds of blocks."""
    page.set_content(PAGES[name]())
    violations = Axe().run(page).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in violations] == []


@pytest.mark.browser
@EACH
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_scrolls_sideways(page: Page, name: str, width: int) -> None:
    """Also on the narrowest phone, and at 400 % on a laptop (WCAG 1.4.10)."""
    page.set_viewport_size({"width": width, "height": 800})
    page.set_content(PAGES[name]())
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
@EACH
def test_no_page_asks_another_host(page: Page, name: str, tmp_path: Path) -> None:
    """Opening a page tells nobody."""
    file = tmp_path / "page.html"
    file.write_text(PAGES[name](), "utf-8")
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(file.as_uri())
    assert asked == [file.as_uri()]
    assert complaints == []


@pytest.mark.browser
def test_a_printed_report_keeps_its_notice(page: Page) -> None:
    """What is invented says so on paper too, and the text is black."""
    page.set_content(PAGES["report"]())
    page.emulate_media(media="print")
    assert page.locator(".notice").is_visible()
    assert page.locator(".answer").first.evaluate("element => getComputedStyle(element).color") == "rgb(0, 0, 0)"
    assert not page.locator(".skip").is_visible()


@pytest.mark.browser
def test_the_skip_link_is_the_first_stop(page: Page) -> None:
    """Who uses the keyboard can pass over the notice at once."""
    page.set_content(PAGES["report"]())
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Naar de inhoud"


@pytest.mark.browser
def test_the_overview_can_be_searched_without_accents(page: Page) -> None:
    """Who types 'sud' finds Súdwest, and hears how many are shown."""
    page.set_content(PAGES["overview"]())
    page.get_by_label("Zoek op naam of code").fill("sud")
    assert page.locator(".places > li:visible").count() == 1
    assert page.get_by_role("status").inner_text() == "1 van 4 getoond"


@EACH
def test_a_page_has_language_title_one_first_heading_and_main(name: str) -> None:
    """What every assistive technology starts from."""
    soup = page_of(name)
    assert soup.html is not None
    assert soup.html["lang"] == ("en" if "English" in name else "nl")
    assert soup.title is not None
    assert soup.title.get_text(strip=True)
    assert len(soup.find_all("h1")) == 1
    assert len(soup.find_all("main")) == 1


@EACH
def test_no_level_of_heading_is_skipped(name: str) -> None:
    """Headings are a table of contents to who cannot see the page."""
    levels = [int(heading.name[1]) for heading in page_of(name).find_all(re.compile("^h[1-6]$"))]
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


@EACH
def test_every_header_of_a_table_has_a_scope(name: str) -> None:
    """No cell stands without the words that say what it is."""
    headers = page_of(name).find_all("th")
    assert all(header.get("scope") in {"col", "row", "colgroup", "rowgroup"} for header in headers)


@EACH
def test_no_id_stands_twice(name: str) -> None:
    """Also not between the drawings of one page."""
    ids = [element["id"] for element in page_of(name).find_all(id=True)]
    assert len(ids) == len(set(ids))


@EACH
def test_the_same_input_gives_the_same_bytes(name: str) -> None:
    """A page that has not changed is the same file."""
    assert PAGES[name]() == PAGES[name]()


@EACH
def test_a_page_is_one_small_file(name: str) -> None:
    """Four figures and all, under 300 kB."""
    assert len(PAGES[name]().encode()) < 300_000


def test_every_alternative_text_reaches_the_page() -> None:
    """The template of nbconvert itself drops them."""
    named = [element["aria-label"] for element in page_of("report").select("[role=img]")]
    assert named == [block.alt for block in sample_report() if isinstance(block, Chart)]
    assert "No description has been provided" not in str(page_of("report"))


def test_the_notice_stands_above_everything() -> None:
    """Also when its block comes last."""
    blocks = [block for block in sample_report() if not isinstance(block, Notice)]
    page = report_page([*blocks, Notice(text="Verzonnen")], "nl")
    assert page.index(">Verzonnen<") < page.index("<h1>")


def test_a_section_is_named_after_its_heading_and_a_message_lies_in_it() -> None:
    """Who moves from landmark to landmark hears what each is about."""
    soup = page_of("report")
    for section in soup.find_all("section"):
        heading = soup.find(id=section["aria-labelledby"])
        assert heading is not None
        assert heading.find_parent("section") is section
    assert soup.select(".message")
    assert all(message.find_parent("section") for message in soup.select(".message"))


def test_a_notice_cannot_break_out_of_the_style_sheet() -> None:
    """The running head of the print is CSS made from text."""
    page = report_page([Title(text='</style><script>"\\', subtitle=""), Notice(text='"; } </style><script>')], "nl")
    assert "<script" not in page
    assert page.count("</style>") == 1


def test_a_report_without_a_title_is_refused() -> None:
    """A page has one heading of level 1."""
    with pytest.raises(InputError, match="0 titles"):
        report_page([Sentence(text="x")], "nl")


def test_a_message_outside_a_section_is_refused() -> None:
    """It would skip a level."""
    with pytest.raises(InputError, match="level 3 stands before"):
        report_page([Title(text="x", subtitle=""), Heading(text="y", level=3)], "nl")


def test_an_unknown_language_is_refused() -> None:
    """A page in half a language is no page."""
    with pytest.raises(UnknownNameError, match="known: en, nl"):
        report_page(sample_report(), "fy")


def test_pages_say_the_same_in_every_language() -> None:
    """The same keys with the same places to fill in."""
    shape = {language: {key: re.findall(r"\{\w+\}", str(value)) for key, value in words(language).items()} for language in ("nl", "en")}
    assert shape["nl"] == shape["en"]
    assert words("nl")["states"].keys() == words("en")["states"].keys()


def test_the_exporter_gives_the_page_of_the_blocks() -> None:
    """Through nbconvert, as the command line and JupyterLab do it."""
    output, resources = export(ReportExporter, report_notebook())
    assert output == report_page(sample_report(), "nl")
    assert resources["output_extension"] == ".html"


def test_the_exporter_reads_a_file(tmp_path: Path) -> None:
    """A notebook that was saved gives the same page."""
    file = tmp_path / "council.nl.ipynb"
    nbformat.write(report_notebook(), file)
    assert ReportExporter().from_filename(str(file))[0] == report_page(sample_report(), "nl")


def test_a_notebook_may_say_its_language_itself() -> None:
    """Its own metadata come before those of its blocks, and papermill's parameters after both."""
    notebook = report_notebook()
    notebook.metadata["impactlib"] = {"language": "en"}
    assert '<html lang="en">' in ReportExporter().from_notebook_node(notebook)[0]
    silent = report_notebook()
    for output in silent.cells[0].outputs:
        output.metadata = nbformat.from_dict({})
    silent.metadata["papermill"] = {"parameters": {"language": "en"}}
    assert '<html lang="en">' in ReportExporter().from_notebook_node(silent)[0]


def test_a_notebook_that_does_not_say_its_language_is_refused() -> None:
    """A Dutch page read out in English is not accessible."""
    notebook = report_notebook()
    for output in notebook.cells[0].outputs:
        output.metadata = nbformat.from_dict({})
    with pytest.raises(InputError, match="does not say its language"):
        ReportExporter().from_notebook_node(notebook)


def test_a_notebook_without_blocks_is_refused() -> None:
    """What was not run is not published."""
    with pytest.raises(InputError, match="shows no blocks"):
        ReportExporter().from_notebook_node(nbformat.v4.new_notebook(cells=[code("report")]))


@pytest.mark.parametrize("exporter", [ReportExporter, AnalysisExporter])
def test_a_notebook_with_an_error_is_refused(exporter: type[ReportExporter] | type[AnalysisExporter]) -> None:
    """Half a report is no report, and the cell is named."""
    notebook = report_notebook()
    notebook.cells.append(code("1/0", nbformat.v4.new_output("error", ename="ZeroDivisionError", evalue="division by zero", traceback=[])))
    with pytest.raises(InputError, match="cell 2: ZeroDivisionError"):
        exporter().from_notebook_node(notebook)


def test_an_analysis_says_that_it_is_internal() -> None:
    """Exact figures are marked in the page itself, in its language."""
    assert "INTERN – exacte cijfers, niet delen" in analysis()
    notebook = analysis_notebook()
    notebook.metadata["impactlib"]["language"] = "en"
    assert "INTERNAL – exact figures, do not share" in AnalysisExporter().from_notebook_node(notebook)[0]


def test_an_analysis_is_titled_by_its_first_heading() -> None:
    """A second heading of level 1 goes down a level."""
    soup = page_of("analysis")
    assert soup.title is not None
    assert soup.title.get_text() == "Hoe zeker zijn de cijfers?"
    assert [heading.get_text() for heading in soup.find_all("h2")] == ["Respons", "Nog een hoofdstuk"]


def test_tags_decide_what_of_a_cell_is_shown() -> None:
    """Nothing of remove-cell, no code of remove-input, other code folded away; what a machine complains stays out."""
    page = analysis()
    assert "GM9999" not in page
    assert "weg_met_code" not in page
    assert "a/path/of/a/machine" not in page
    assert BeautifulSoup(page, "html.parser").select_one("details:not([open]) pre") is not None


def test_a_table_of_pandas_gets_headers_and_a_region() -> None:
    """The name of the index moves into the empty corner, numbers stand right, and pandas' own style stays out."""
    region = page_of("analysis").select_one(".scroll[tabindex='0'][aria-label='Tabel 1']")
    assert region is not None
    assert [header.get_text() for header in region.select("thead th")] == ["branch", "n", "share"]
    assert [header["scope"] for header in region.select("tbody th")] == ["row", "row"]
    assert "color: red" not in analysis()


@pytest.mark.parametrize(
    "cell",
    [
        code("plot()", figure("")),
        code("plot()", figure("  ")),
        code("show()", nbformat.v4.new_output("display_data", data={"text/html": '<img src="data:image/png;base64,AA==">'})),
        nbformat.v4.new_markdown_cell("![](data:image/png;base64,AA==)"),
        nbformat.v4.new_markdown_cell("![Een kaart](https://example.org/kaart.png)"),
        nbformat.v4.new_markdown_cell("![Een kaart](kaart.png)"),
    ],
    ids=["empty", "blank", "in HTML", "in Markdown", "on another host", "beside the page"],
)
def test_a_picture_that_says_nothing_or_lies_elsewhere_is_refused(cell: NotebookNode) -> None:
    """The page is one file that everybody can read."""
    notebook = analysis_notebook()
    notebook.cells.append(cell)
    with pytest.raises(InputError):
        AnalysisExporter().from_notebook_node(notebook)


def test_the_overview_tells_failures_first_and_lists_all_alphabetically() -> None:
    """With the cause and the way to repeat it; names are text."""
    soup = page_of("overview")
    assert [item.get_text() for item in soup.select(".counts li")] == [
        "1 gemeente: mislukt",
        "2 gemeenten: gemaakt",
        "1 gemeente: te weinig gegevens",
    ]
    failure = soup.select_one(".failure")
    assert failure is not None
    assert "<b>Bedrieg & Co</b>" in failure.get_text()
    assert "impact run --municipality GM9003" in failure.get_text()
    assert [item["data-name"].split()[-1] for item in soup.select(".places > li")] == ["gm9003", "gm9004", "gm9002", "gm9001"]


def test_the_overview_works_without_a_script() -> None:
    """The search box stays away, the list is whole."""
    soup = page_of("overview")
    assert soup.select_one("#finder[hidden]") is not None
    assert not soup.select(".places > li[hidden]")


@pytest.mark.parametrize("href", ["https://example.org/x", "/etc/passwd", "javascript:alert(1)", "file:///x"])
def test_the_overview_links_only_within_its_folder(href: str) -> None:
    """The folder works wherever it is put."""
    with pytest.raises(InputError, match="not relative"):
        OverviewRow(code="GM9001", name="x", state="made", reports=(("Raad", href),))


def test_a_failure_without_a_cause_is_refused() -> None:
    """'It failed' helps nobody."""
    with pytest.raises(InputError, match="does not say why"):
        OverviewRow(code="GM9001", name="x", state="failed")


def test_the_command_line_says_what_is_wrong_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nbconvert would print the whole way to the fault; who calls the exporter from a program gets the error itself."""
    empty = nbformat.v4.new_notebook()
    with pytest.raises(InputError, match="it shows no blocks"):
        export(ReportExporter, empty)
    monkeypatch.setattr(NbConvertApp, "initialized", lambda: True)
    with pytest.raises(SystemExit, match="notebook: it shows no blocks; run the report notebook first"):
        export(ReportExporter, empty)
