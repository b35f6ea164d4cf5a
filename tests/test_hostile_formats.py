"""Hostile texts through every format: what comes out is the text, and nothing else was made, read, fetched or linked."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import docx
import nbformat
import openpyxl
import pikepdf
import pytest
from bs4 import BeautifulSoup
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import etree
from mistune import create_markdown

from impactlib import cli
from impactlib.batch.progress import Progress
from impactlib.batch.work import Outcome
from impactlib.disclosure.making import _write_log
from impactlib.documents import checked, parse_yaml
from impactlib.errors import InputError
from impactlib.exploring.shown import Said
from impactlib.exploring.shown import Table as ShownTable
from impactlib.publishing.calendar import calendar_file
from impactlib.publishing.cells import as_text
from impactlib.publishing.docx import report_docx
from impactlib.publishing.html import AnalysisExporter, report_page
from impactlib.publishing.overview import overview_page
from impactlib.publishing.pages import css_string
from impactlib.publishing.pdf import report_pdf
from impactlib.telling.agreed.calendar import AgreedDay, agreed_days
from impactlib.telling.agreed.protocol import protocol_blocks
from impactlib.telling.blocks import BLOCK_TYPE, Block, Chart, Sentence, Title, block_from_json, block_to_json
from impactlib.telling.markup import block_html, block_text, checked_drawing, markdown
from impactlib.telling.plain_markdown import plain_markdown
from tests import pdf_rules
from tests.agreed import agreement, speaker
from tests.hostile import IN_PRINT, KEPT, OUTSIDE, TRAP, Hostile, on_one_line
from tests.poisoning import harmless, overview_of, poisoned_content, report_of, restored
from tests.sample_report import share_chart, texts_of

TEXTS = [each.text for each in KEPT]
LINES = [" ".join(text.split()) for text in TEXTS]
PRINTED = [each.text for each in IN_PRINT]
DAY = date(2026, 3, 2)

every = pytest.mark.parametrize("each", KEPT, ids=lambda each: each.id)


def skeleton(page: str) -> list[list[Any]]:
    """Every element of a page with its depth, its attributes and its own text, as a parser of HTML reads it; drawings apart.

    Letters in a drawing are paths: another text is another drawing.
    """
    soup = BeautifulSoup(page, "html.parser")
    for drawing in soup.find_all("svg"):
        drawing.decompose()
    found = []
    for element in soup.find_all(True):
        own = "" if element.name == "style" else "".join(str(text) for text in element.find_all(string=True, recursive=False))
        found.append([len(list(element.parents)), element.name, [[key, str(value)] for key, value in element.attrs.items()], own])
    return found


PAGES = {
    "report": lambda texts: report_page(report_of(texts), "nl"),
    "report-en": lambda texts: report_page(report_of(texts), "en"),
    "overview": lambda texts: overview_page(overview_of(texts), "nl"),
    "protocol": lambda texts: report_page(protocol_blocks(speaker(agreement_of(texts)), notice=None, made_of=()), "nl"),
    "protocol-en": lambda texts: report_page(protocol_blocks(speaker(agreement_of(texts), language="en"), notice=None, made_of=()), "en"),
}
"""Pages, made of texts."""


def agreement_of(texts: list[str]) -> Any:
    """The whole agreement of the tests in which people worded everything with these texts."""
    return agreement(lambda content: content.update(poisoned_content(dict(content), texts)))


@pytest.mark.parametrize("name", [name for name in PAGES if name != "overview"])
def test_a_page_with_hostile_texts_is_the_page_with_harmless_ones(name: str) -> None:
    """The same elements with the same attributes, and each text at its place as it was typed."""
    texts = LINES if name.startswith("protocol") else TEXTS
    hostile, plain = PAGES[name](texts), PAGES[name](harmless(texts))
    assert skeleton(hostile) == restored(skeleton(plain), texts)
    assert hostile.count("</style>") == 1


def test_an_overview_with_hostile_texts_is_the_one_with_harmless_ones() -> None:
    """Also what the search looks through, which is the name without capitals and accents."""
    hostile, plain = (skeleton(PAGES["overview"](texts)) for texts in (TEXTS, harmless(TEXTS)))
    without = [[depth, name, [each for each in kept if each[0] != "data-name"], own] for depth, name, kept, own in hostile]
    assert without == restored([[d, n, [each for each in kept if each[0] != "data-name"], own] for d, n, kept, own in plain], TEXTS)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_forbids_what_it_does_not_hold(name: str) -> None:
    """The second line: no script but our own, nothing fetched, no other base, no form."""
    soup = BeautifulSoup(PAGES[name](TEXTS), "html.parser")
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert policy is not None
    rules = [rule.strip() for rule in str(policy["content"]).split(";")]
    assert {"default-src 'none'", "base-uri 'none'", "form-action 'none'", "img-src data:"} <= set(rules)
    assert [rule for rule in rules if rule.startswith("script-src")] == [rule for rule in rules if "sha256-" in rule]


@every
def test_a_text_in_markdown_is_the_text(each: Hostile) -> None:
    """Rendered with all that GitHub's Markdown knows and raw HTML let through, it is one paragraph or more of plain words."""
    render = create_markdown(escape=False, plugins=["table", "strikethrough", "url", "math", "footnotes", "task_lists", "def_list"])
    page = BeautifulSoup(str(render(plain_markdown(each.text))), "html.parser")
    assert {element.name for element in page.find_all(True)} <= {"p", "br"}
    assert on_one_line(page.get_text()) == on_one_line(each.text)


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet="a b*_`[]()<>!#-=+|~\\:/&;.1\n\t$@w", max_size=30))
def test_any_text_in_markdown_is_the_text(text: str) -> None:
    """Whatever signs stand beside each other."""
    page = BeautifulSoup(str(create_markdown(escape=False, plugins=["table", "strikethrough", "url"])(plain_markdown(text))), "html.parser")
    assert {element.name for element in page.find_all(True)} <= {"p", "br"}
    assert " ".join(page.get_text().split()) == " ".join(text.split())


def test_a_whole_report_in_markdown_has_no_link_picture_or_element_of_its_texts() -> None:
    """Headings, tables and lists are those of the blocks; the one picture of each chart leads nowhere."""
    texts = [" ".join(text.split()) for text in TEXTS]
    render = create_markdown(escape=False, plugins=["table", "strikethrough", "url"])

    def names(words: list[str]) -> list[str]:
        return [element.name for element in BeautifulSoup(str(render(markdown(report_of(words)))), "html.parser").find_all(True)]

    assert names(texts) == names(harmless(texts))


@every
def test_what_a_notebook_holds_of_a_block_is_the_text(each: Hostile) -> None:
    """Its HTML is escaped, its block is the block, and its metadata hold nothing of it."""
    block = Sentence(text=each.text)
    data = {"text/html": block_html(block), "text/plain": block_text(block), BLOCK_TYPE: block_to_json(block)}
    written = nbformat.writes(
        nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(outputs=[nbformat.v4.new_output("display_data", data=data)])])
    )
    shown = json.loads(written)["cells"][0]["outputs"][0]["data"]
    assert block_from_json(shown[BLOCK_TYPE]) == block
    page = BeautifulSoup("".join(shown["text/html"]), "html.parser")
    assert [element.name for element in page.find_all(True)] == ["p"]
    assert page.get_text() == each.text


def test_an_analysis_shows_hostile_words_as_words() -> None:
    """The names and questions that the analysis says in Markdown and in tables make no element of the page."""
    import pandas as pd

    def page(texts: list[str]) -> list[list[Any]]:
        said = [nbformat.v4.new_output("display_data", data={"text/markdown": Said(text=text)._repr_markdown_()}) for text in texts]
        frame = pd.DataFrame({"name": texts, "course": texts})
        said.append(nbformat.v4.new_output("display_data", data={"text/html": ShownTable(frame=frame, caption=texts[0])._repr_html_()}))
        said.append(nbformat.v4.new_output("display_data", data={"text/plain": "\n".join(texts)}))
        said.append(nbformat.v4.new_output("stream", name="stdout", text="\n".join(texts)))
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x", outputs=said)])
        return skeleton(AnalysisExporter().from_notebook_node(notebook)[0])

    texts = [" ".join(text.split()) for text in TEXTS if len(text) < 500][:60]
    assert [each[:2] for each in page(texts)] == [each[:2] for each in page(harmless(texts))]


def test_what_acts_in_an_analysis_of_somebody_else_is_left_out() -> None:
    """The analyst may write HTML; what runs, asks another host or is read otherwise by a browser goes."""
    source = "\n\n".join(
        each.text for each in KEPT if each.kind in ("html", "markdown") and not each.text.startswith(("#", "!", "<img", "Een"))
    )
    source = re.sub(r"<img[^>]*>?|!\[[^\]]*\]\([^)]*\)|!\[x\]\[1\]", "", source)
    raw = nbformat.v4.new_output("display_data", data={"text/html": source})
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(source), nbformat.v4.new_code_cell("x", outputs=[raw])])
    soup = BeautifulSoup(AnalysisExporter().from_notebook_node(notebook)[0], "html.parser")
    assert not soup.select("script, iframe, object, embed, form, base, meta[http-equiv=refresh], math, noscript, link, svg script, animate")
    attributes = [(key, str(value)) for element in soup.find_all(True) for key, value in element.attrs.items()]
    assert [key for key, _ in attributes if key.startswith("on")] == []
    assert [value for key, value in attributes if key in ("href", "src") and re.match(r"\s*(java|data:text)", value, re.IGNORECASE)] == []


@pytest.mark.parametrize(
    "drawing",
    [
        f"<svg/onload={TRAP}></svg>",
        f'<svg viewBox="0 0 1 1"onload="{TRAP}"></svg>',
        f'<svg viewBox="0 0 1 1"><g\nonclick="{TRAP}"/></svg>',
        f'<svg viewBox="0 0 1 1"><animate attributeName="href" values="javascript:{TRAP}"/></svg>',
        '<svg viewBox="0 0 1 1"><set attributeName="onload" to="x"/></svg>',
        '<svg viewBox="0 0 1 1"><style>@import "//pwned.example"</style></svg>',
        '<svg viewBox="0 0 1 1"><a href="#x"><path d="M0 0"/></a></svg>',
        f'<svg viewBox="0 0 1 1"><path d="M0 0" style="fill: url({OUTSIDE}x#y)"/></svg>',
        '<svg viewBox="0 0 1 1"><path d="M0 0" style="fill: u\\72l(//pwned.example)"/></svg>',
        '<svg viewBox="0 0 1 1"><use href="&#104;ttps://pwned.example/x#y"/></svg>',
        '<svg viewBox="0 0 1 1"><use xlink:href="//pwned.example/x#y"/></svg>',
        '<svg viewBox="0 0 1 1"></svg><h1>Nog een kop</h1>',
        '<svg viewBox="0 0 1 1"></svg><form><input name="x"/></form>',
        '<svg viewBox="0 0 1 1"><title><h1>x</h1></title></svg>',
        '<svg viewBox="0 0 1 1"><!-- --!><img src=x> --></svg>',
        '<svg viewBox="0 0 1 1"><![CDATA[><img src=x>]]></svg>',
        '<svg viewBox="0 0 1 1"><?x <img src=x>?></svg>',
        '<svg viewBox="0 0 1 1"><text>geheim 7</text></svg>',
        '<svg viewBox="0 0 1 1" xmlns="http://www.w3.org/1999/xhtml"></svg>',
        '<svg viewBox="0 0 1 1"><g></svg>',
        "<svg viewBox=\"0 0 1 1\">\x00</svg>",
    ],
)  # fmt: skip
def test_a_drawing_of_somebody_else_only_draws(drawing: str) -> None:
    """It is read as XML, of elements and attributes that our own drawings have."""
    with pytest.raises(InputError, match="the drawing"):
        block_html(Chart(svg=drawing, alt="x", caption="x"))


def test_our_own_drawing_is_let_through() -> None:
    """Else the other test would say nothing."""
    assert checked_drawing(share_chart()) == share_chart()


@every
def test_a_text_in_a_style_sheet_is_one_string(each: Hostile) -> None:
    """Of letters, digits and numbers of signs only, between two quotes."""
    assert re.fullmatch(r'"(?:[A-Za-z0-9]|\\[0-9a-f]{6})*"', css_string(each.text))


@pytest.fixture(scope="module")
def word_file() -> bytes:
    """All texts in one Word file."""
    return report_docx(report_of(TEXTS), "nl")


def test_a_word_file_holds_every_text_and_nothing_that_acts(word_file: bytes) -> None:
    """No field but the page numbers, no link, nothing outside the file; every part is well-formed."""
    file = docx.Document(io.BytesIO(word_file))
    told = [
        "".join("\n" if run.tag == qn("w:br") else run.text or "" for run in each.xpath(".//w:t | .//w:br"))
        for each in file.element.body.xpath(".//w:p")
    ]
    told += [each.get("descr") for each in file.element.body.xpath(".//wp:docPr")]
    told += [each.get(qn("w:val")) for each in file.element.body.xpath(".//w:tblCaption")]
    everything = "\n".join(told)
    words = {text for block in report_of(TEXTS) for text in texts_of(block)}
    assert [text for text in sorted(words) if text not in everything] == []
    assert {text for text in TEXTS if text in everything} == set(TEXTS)
    with zipfile.ZipFile(io.BytesIO(word_file)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist() if name.endswith((".xml", ".rels"))}
    for name, content in parts.items():
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True))
        assert b"<!DOCTYPE" not in content, name
        names = [etree.QName(each).localname for each in root.iter() if isinstance(each.tag, str)]
        assert not {"instrText", "hyperlink", "fldChar", "object", "altChunk", "attachedTemplate", "OLEObject"} & set(names), name
        assert [each.get("Target") for each in root.iter() if each.get("TargetMode") == "External"] == [], name
        fields = [str(value).strip() for each in root.iter() for key, value in each.attrib.items() if key == qn("w:instr")]
        assert set(fields) <= {"PAGE", "NUMPAGES"}, name


def test_a_word_file_has_the_paragraphs_of_one_with_harmless_texts(word_file: bytes) -> None:
    """No text makes a paragraph, a table or a run of its own; only a new line in it is one."""

    def names(content: bytes) -> list[str]:
        body = docx.Document(io.BytesIO(content)).element.body
        return [etree.QName(each).localname for each in body.iter() if each.tag not in (qn("w:br"), qn("w:t"), qn("w:cantSplit"))]

    assert names(word_file) == names(report_docx(report_of(harmless(TEXTS)), "nl"))


def printed_of(content: bytes) -> str:
    """The words on the pages of a PDF, without spaces and what joins letters: long words are broken."""
    return "".join(on_one_line(pdf_rules.shown_text(content)).split())


@pytest.mark.slow
def test_a_pdf_shows_every_text_and_links_to_nothing() -> None:
    """Nothing was read, imported, computed or made a link; the words stand there as they were typed."""
    short = [text for text in PRINTED if len(text) < 500]
    whole: list[Block] = [Sentence(text=text, role="caveat") for text in short]  # no page ends in the middle of one
    made = report_pdf([*report_of(PRINTED, charts=False), *whole], "nl")
    told = printed_of(made)
    assert [text for text in short if "".join(on_one_line(text).split()) not in told] == []
    with pikepdf.open(io.BytesIO(made)) as file:
        assert [dict(each) for page in file.pages for each in page.get("/Annots", [])] == []
        assert not {"/OpenAction", "/AA", "/Names", "/AcroForm"} & set(file.Root.keys())
        kinds = {str(each.get("/S")) for each in file.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each}
        assert not kinds & {"/URI", "/JavaScript", "/Launch", "/GoToR", "/SubmitForm"}


@pytest.mark.parametrize("each", [each for each in IN_PRINT if each.kind in ("typst", "latex", "shell")], ids=lambda each: each.id)
def test_a_command_to_a_typesetter_is_printed(each: Hostile) -> None:
    """In a heading and in running text."""
    told = printed_of(report_pdf([Title(text=each.text, subtitle=""), Sentence(text=each.text)], "nl"))
    assert told.count("".join(on_one_line(each.text).split())) >= 2


@every
def test_a_moment_is_one_moment(each: Hostile) -> None:
    """Read line by line: one event, of our own properties only, whose words are the text; its name and its key as well."""
    days = [AgreedDay(key=f"A1-{each.text}", day=DAY, summary=each.text, description=each.text)]
    made = calendar_file(days, name=each.text, language="nl", stamp=DAY)
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    lines = made.decode("utf-8").replace("\r\n ", "").split("\r\n")
    names = [re.split("[:;]", line, maxsplit=1)[0] for line in lines]
    own = ["BEGIN", "VERSION", "PRODID", "X-WR-CALNAME", "BEGIN", "SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "DESCRIPTION", "TRANSP"]
    assert sorted(names) == sorted([*own, "END", "END", ""])
    assert not re.search(r"[\r\n\x0b\x0c\x85\u2028]", "".join(lines))
    [event] = Calendar.from_ical(made).walk("VEVENT")
    assert (str(event["summary"]), str(event["description"])) == (each.text, each.text)


def test_signs_that_end_a_line_elsewhere_end_none_in_a_calendar() -> None:
    """They are refused where they are read; a calendar made of other things has them as new lines of the text."""
    text = "a\x85BEGIN:VEVENT\u2028b\x0bc\x0cd\re\r\nf\x00\x1bg"
    made = calendar_file([AgreedDay(key=text, day=DAY, summary=text)], name=text, language="nl", stamp=DAY)
    assert len(Calendar.from_ical(made).walk("VEVENT")) == 1
    assert len(made.decode().splitlines()) == made.count(b"\r\n")
    assert "SUMMARY;LANGUAGE=nl:a\\nBEGIN:VEVENT\\nb\\nc\\nd\\ne\\nfg" in made.decode().replace("\r\n ", "")


def test_the_keys_of_a_usual_agreement_stay_as_they_were() -> None:
    """A diary that has the moment already replaces it."""
    made = calendar_file([AgreedDay(key="GM0200-2025-2027-moment-na-de-cursus", day=DAY, summary="x")], name="x", language="nl", stamp=DAY)
    assert b"UID:GM0200-2025-2027-moment-na-de-cursus@impactlib" in made


def test_a_calendar_of_a_hostile_agreement_has_its_moments_and_no_other() -> None:
    """As many events as there are agreed days, with the same days."""
    hostile, plain = (agreed_days(speaker(agreement_of(texts))) for texts in (TEXTS, harmless(TEXTS)))
    made = Calendar.from_ical(calendar_file(hostile, name="x", language="nl", stamp=DAY))
    assert sorted(event["dtstart"].dt for event in made.walk("VEVENT")) == sorted(each.day for each in plain)
    assert len(made.walk("VALARM")) == len(made.walk("VTODO")) == 0


@every
def test_a_cell_of_a_file_for_a_spreadsheet_is_text(each: Hostile, tmp_path: Path) -> None:
    """Written and read as CSV it is the text, with an apostrophe where it began as a formula; in a workbook it is no formula."""
    cell = as_text(each.text)
    assert cell in (each.text, f"'{each.text}")
    assert not re.match(r"\s*[=+\-@＝＋－＠]|[\t\r\n]", cell)
    if each.kind == "spreadsheet":
        assert cell == f"'{each.text}"
    file = io.StringIO(newline="")
    csv.writer(file).writerow([cell, "x"])
    assert next(csv.reader(io.StringIO(file.getvalue(), newline=""))) == [cell, "x"]
    book = openpyxl.Workbook()
    book.active.append([cell])
    assert book.active["A1"].data_type == "s"


def test_numbers_stay_numbers_in_cells() -> None:
    """A figure below zero is no formula."""
    assert [as_text(value) for value in (-2, 0.5, None, True, "-2", "2")] == [-2, 0.5, None, True, "'-2", "2"]


def test_the_log_of_what_is_not_told_holds_no_formula(tmp_path: Path) -> None:
    """Whatever a decision is about."""
    rows = [each.text for each in KEPT if each.kind in ("spreadsheet", "csv") and "/" not in each.text]
    decisions = [SimpleNamespace(finding=f"{text}/2025/XA01", part=text, reason=text) for text in rows]
    _write_log(tmp_path / "disclosure.csv", decisions, [])  # type: ignore[arg-type]
    with (tmp_path / "disclosure.csv").open(encoding="utf-8", newline="") as file:
        written = list(csv.reader(file))
    assert [each[0] for each in written[1:]] == [as_text(text) for text in rows]
    assert not any(re.match(r"\s*[=+\-@＝]", cell) for row in written for cell in row)


@every
def test_a_sentence_says_a_text_as_it_is(each: Hostile) -> None:
    """What stands in a value is nothing to Fluent; nor to the words that pages fill in themselves."""
    told = speaker()
    assert told.say("calendar-name", area=each.text, round="2025") == told.say("calendar-name", area="qzq", round="2025").replace(
        "qzq", each.text
    )


def outcome_of(text: str) -> Outcome:
    """A run that failed, of an area with this name and for this reason."""
    run = SimpleNamespace(code="A1", name=text, label="council.nl", repeat="impact run")
    return Outcome(run=run, state="failed", seconds=1.0, cause=text)  # type: ignore[arg-type]


@pytest.mark.parametrize("is_terminal", [True, False], ids=["terminal", "file"])
def test_the_progress_of_a_batch_steers_no_terminal(is_terminal: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """No mark-up of the bar, and no escape, comes of a name or a cause."""
    texts = [each.text for each in KEPT if each.kind in ("terminal", "html", "python")] + ["a\x1b]0;pwned\x07b", "c\rd\u202ee"]
    screen = io.StringIO()
    screen.isatty = lambda: is_terminal  # type: ignore[method-assign]
    monkeypatch.setattr("sys.stdout", screen)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "4000")
    with Progress() as progress:
        for number, text in enumerate(texts, start=1):
            progress.tell(number, len(texts), outcome_of(text))
    shown = screen.getvalue()
    assert "]0;pwned" not in re.sub(r"\\x1b\]0;pwned", "", shown)
    assert "\u202e" not in shown
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown)
    assert "[bold red]x[/bold red] [/]" in plain
    assert "\x1b" not in plain


def test_no_command_prints_but_through_the_one_that_makes_it_visible() -> None:
    """What steers a terminal, in a file's name or a wrong value, never reaches it."""
    source = Path(cli.__file__).read_text(encoding="utf-8")
    assert source.count("typer.echo(") == 1
    assert "print(" not in source.replace("visible(", "")
    assert source.count("sys.stderr.write(") == source.count('sys.stderr.write(f"{visible(line)}') == 1


def test_a_command_shows_what_would_steer_the_terminal_as_its_number(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """From what is typed on the command line itself too."""
    monkeypatch.setattr("sys.argv", ["impact", "check", "-w", "/nowhere/\x1b[2J\u202e"])
    with pytest.raises(SystemExit):
        cli.main()
    printed = "".join(capsys.readouterr())
    assert "\\x1b[2J\\u202e" in printed
    assert "\x1b" not in printed


def test_a_hostile_agreement_is_read_and_says_what_it_was_given() -> None:
    """The words of an agreement go through its file and its model unchanged."""
    content, lines = parse_yaml(json.dumps({"a": TEXTS}, ensure_ascii=False), shown="x.yml")
    assert content == {"a": TEXTS}
    assert agreement_of(TEXTS).impact.challenge.text.nl.startswith("Zo ")
    assert lines
    assert checked


def test_blocks_take_their_place_in_json_whatever_they_say() -> None:
    """A notebook's file is JSON, in which no text ends before its end."""
    blocks: list[Block] = report_of(TEXTS)
    assert [block_from_json(json.loads(json.dumps(block_to_json(block)))) for block in blocks] == blocks
