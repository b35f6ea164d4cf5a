"""Reports on paper: what an eye, a screen reader and an archive make of them."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import nbformat
import pikepdf
import pytest
from nbconvert.exporters import export

from impactlib.errors import InputError, UnknownNameError
from impactlib.indicators.finding import Verdict
from impactlib.publishing.document import column_widths
from impactlib.publishing.pages import palette
from impactlib.publishing.pdf import ReportPdfExporter, report_pdf
from impactlib.telling.blocks import Chart, Heading, Notice, OutlineItem, Sentence, Table, Title
from tests import pdf_rules
from tests.sample_report import ALT, poisoned, report_notebook, sample_report, share_chart, texts_of

HOSTILE = '#read("/etc/passwd") $x$ *b* @ref <lbl> _i_ `c` // /* == - -- ~ {{7*7}} #{1+1} [x] & \\'

LARGEST_REPORT = 200_000
"""In bytes: what still goes with a mail to a whole council."""

LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])


@pytest.fixture(scope="module")
def made() -> bytes:
    """The sample report as a PDF."""
    return report_pdf(sample_report(), "nl")


def long_protocol() -> list[object]:
    """A document of several pages: a table that goes on, a row longer than a page, and a deep outline."""
    told = "De partijen leggen vast wie meet, wanneer dat gebeurt en hoe lang de gegevens worden bewaard. "
    deep = OutlineItem(text=told, items=(OutlineItem(text="dieper", items=(OutlineItem(text="diepst"),)),))
    outline = next(block for block in sample_report() if block.kind == "outline")
    return [
        Title(text="Meetprotocol", subtitle="Bij de overeenkomst"),
        Heading(text="Metingen"),
        Table(caption="Wie meet wat", columns=("Wat", "Hoe"), rows=tuple((f"Meting {number}", told) for number in range(60))),
        replace(outline, items=(deep, deep)),
        Table(caption="Een lange rij", columns=("Wat", "Hoe"), rows=(("Alles", told * 60),)),
    ]


def test_every_file_conforms_to_pdf_ua_and_every_planted_fault_is_caught(made: bytes, tmp_path: Path) -> None:
    """By the 106 rules of veraPDF. One start of Java checks all: the faults show that the checker is awake."""
    files = {
        "sample": made,
        "English": report_pdf(sample_report(), "en"),
        "without a notice": report_pdf([block for block in sample_report() if not isinstance(block, Notice)], "nl"),
        "protocol": report_pdf(long_protocol(), "nl"),
        "hostile": report_pdf([poisoned(block, HOSTILE) for block in sample_report()], "nl"),
        "no language": pdf_rules.changed(made, pdf_rules.without_language),
        "no alternatives": pdf_rules.changed(made, pdf_rules.without_alternatives),
        "no title": pdf_rules.changed(made, pdf_rules.without_title),
    }
    broken = pdf_rules.broken_rules(files, tmp_path)
    assert [name for name, rules in broken.items() if rules] == ["no language", "no alternatives", "no title"]
    assert {"7.3-1", "7.1-9"} <= {*broken["no alternatives"], *broken["no title"]}


@LANGUAGES
def test_a_file_says_its_language_and_its_title(language: str) -> None:
    """The typesetter would silently make it English; a window shows the title, not the name of the file."""
    with pikepdf.open(io.BytesIO(report_pdf(sample_report(), language))) as file:
        assert str(file.Root["/Lang"]) == language
        assert str(file.docinfo["/Title"]) == "Wat de bibliotheek in Voorbeeldstad bereikte in 2025 – Voor de gemeenteraad"
        assert file.Root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_a_file_says_that_it_is_accessible_and_archivable(made: bytes) -> None:
    """PDF/UA-1 and PDF/A-2a at once."""
    with pikepdf.open(io.BytesIO(made)) as file:
        about = file.open_metadata()
        assert about["pdfuaid:part"] == "1"
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")


def test_a_file_says_how_it_came_about_in_plain_bytes(made: bytes) -> None:
    """So that a batch finds in it which release it tells of."""
    assert b"impact run --municipality GM9999" in made


def test_every_alternative_text_reaches_the_file(made: bytes) -> None:
    """Each says in a sentence what its drawing shows."""
    heard = [alt for tag, alt in pdf_rules.tags(made) if tag == "Figure"]
    assert heard == [block.alt for block in sample_report() if isinstance(block, Chart)]
    assert all(len(alt) >= 40 for alt in heard)


def test_the_cells_that_head_a_column_are_header_cells(made: bytes) -> None:
    """Neither veraPDF nor the typesetter asks for them."""
    columns = sum(len(block.columns) for block in sample_report() if isinstance(block, Table))
    assert [tag for tag, _ in pdf_rules.tags(made)].count("TH") == columns
    planted = pdf_rules.changed(made, pdf_rules.without_headers)
    assert "TH" not in [tag for tag, _ in pdf_rules.tags(planted)]


def test_headings_lists_quotes_and_captions_are_tagged_as_such(made: bytes) -> None:
    """A report is heard in its parts, and every text is a paragraph of its own."""
    found = [tag for tag, _ in pdf_rules.tags(made)]
    levels = [block.level for block in sample_report() if isinstance(block, Heading)]
    assert [tag for tag in found if tag in {"H1", "H2", "H3"}] == ["H1", *(f"H{level}" for level in levels)]
    assert {"L", "LI", "LBody", "Table", "THead", "TBody", "Caption", "BlockQuote", "P"} <= set(found)


@LANGUAGES
def test_the_same_blocks_give_the_same_bytes(language: str) -> None:
    """No clock, no chance and none of the machine's fonts goes in."""
    assert report_pdf(sample_report(), language) == report_pdf(sample_report(), language)


def test_a_report_is_small(made: bytes) -> None:
    """Four drawings and all."""
    assert len(made) < LARGEST_REPORT


def test_hostile_text_stays_text() -> None:
    """What people typed is no command to the typesetter, in whatever block it stands."""
    blocks = [poisoned(block, HOSTILE) for block in sample_report()]
    told = "".join(pdf_rules.shown_text(report_pdf(blocks, "nl")).split())
    printed = [text for block in blocks for text in texts_of(replace(block, alt="") if isinstance(block, Chart) else block)]
    assert told.count("".join(HOSTILE.split())) >= len(printed)


def test_every_word_of_every_block_reaches_the_file(made: bytes) -> None:
    """Those of the pages in print, those of drawings as alternative text."""
    told = pdf_rules.shown_text(made) + " ".join(alt for _, alt in pdf_rules.tags(made))
    words = {word for block in sample_report() for text in texts_of(block) for word in text.split()}
    assert [word for word in sorted(words) if word not in told] == []


def test_signs_of_the_house_are_all_drawn() -> None:
    """In its own font or in the one behind it."""
    signs = "→ ✓ – € ë ï é É × ‘ ’ “ ” … ½ ² ◐ Ж λ"
    assert signs in pdf_rules.shown_text(report_pdf([Title(text="x", subtitle=""), Sentence(text=signs)], "nl"))


def test_signs_that_nobody_sees_are_left_out() -> None:
    """A stray sign from a spreadsheet stops no report."""
    told = pdf_rules.shown_text(report_pdf([Title(text="x", subtitle=""), Sentence(text="voor\x00\x1b\ud800na")], "nl"))
    assert "voorna" in told


def test_a_letter_that_no_font_has_is_refused_by_name() -> None:
    """An empty box tells nobody anything."""
    with pytest.raises(InputError, match="汉"):
        report_pdf([Title(text="x", subtitle=""), Sentence(text="汉")], "nl")


@pytest.mark.parametrize("verdict", Verdict)
def test_only_the_colours_of_the_house_are_used(verdict: Verdict) -> None:
    """Drawings have their own style sheet, with its own test."""
    chip = Heading(text="x", verdict=verdict, verdict_text="in woorden")
    blocks = [block for block in sample_report() if not isinstance(block, Chart)]
    used = pdf_rules.colours(report_pdf([*blocks, chip], "nl"))
    assert used <= {*palette().values(), "#000000"}
    assert palette()["accent"] in used


def test_the_notice_is_told_once_and_stands_on_every_page() -> None:
    """It is read out once; on the pages after the first it stands in the head."""
    blocks = [Notice(text="Verzonnen"), *long_protocol()]
    with pikepdf.open(io.BytesIO(made := report_pdf(blocks, "nl"))) as file:
        assert pdf_rules.shown_text(made).count("Verzonnen") == len(file.pages)


def test_a_long_table_goes_on_with_its_header_and_loses_nothing() -> None:
    """Also a row that is longer than a page."""
    told = pdf_rules.shown_text(report_pdf(long_protocol(), "nl"))
    assert all(f"Meting {number} " in told for number in range(60))
    assert told.count("Wat Hoe") > 3
    assert told.count("bewaard.") == 60 + 2 + 60


def test_a_number_keeps_its_column_and_a_signature_gets_room() -> None:
    """Widths follow what is in the cells."""
    told = "Een lange zin die zeker niet in één regel van een tabel past, ook niet op papier. "
    words, number = column_widths(Table(caption="c", columns=("a", "b"), rows=((told * 2, "+0,9 tot +1,1"),), numeric=(False, True)))
    assert number >= len("+0,9 tot +1,1")
    assert words > number
    _, signature = column_widths(Table(caption="c", columns=("Partij", "Handtekening"), rows=(("Gemeente", ""),), role="form"))
    assert signature >= 26


@pytest.mark.parametrize(
    ("blocks", "words"),
    [
        ([Sentence(text="x")], "0 titles"),
        ([Title(text="x", subtitle=""), Heading(text="y", level=3)], "level 3 stands before"),
        ([Title(text="x", subtitle=""), Chart(svg="<svg/>", alt=ALT, caption="c")], "does not say its size"),
        (
            [Title(text="x", subtitle=""), Chart(svg=share_chart().replace("<path", '<image href="x"/><path', 1), alt=ALT, caption="c")],
            "<image",
        ),
    ],
    ids=["no title", "a level skipped", "no size", "a picture in a drawing"],
)
def test_what_cannot_be_laid_out_is_refused(blocks: list[object], words: str) -> None:
    """With the same words as for the page."""
    with pytest.raises(InputError, match=words):
        report_pdf(blocks, "nl")


def test_an_unknown_verdict_or_language_is_refused() -> None:
    """A misspelt code is told, with the one that was meant."""
    with pytest.raises(UnknownNameError, match="did you mean 'not-yet'"):
        report_pdf([Title(text="x", subtitle=""), Heading(text="y", verdict="not_yet", verdict_text="nog niet")], "nl")
    with pytest.raises(UnknownNameError, match="known: en, nl"):
        report_pdf(sample_report(), "fy")


def test_the_exporter_gives_the_file_of_the_blocks(made: bytes) -> None:
    """Through nbconvert, as the command line and the batch do it."""
    output, resources = export(ReportPdfExporter, report_notebook())
    assert output == made
    assert resources["output_extension"] == ".pdf"


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda notebook: notebook.cells.clear(), "shows no blocks"),
        (lambda notebook: [output.metadata.clear() for output in notebook.cells[0].outputs], "does not say its language"),
    ],
    ids=["not run", "no language"],
)
def test_a_notebook_that_is_no_report_is_refused(spoil: Callable[[nbformat.NotebookNode], object], words: str) -> None:
    """As by the exporter of the page."""
    notebook = report_notebook()
    spoil(notebook)
    with pytest.raises(InputError, match=words):
        ReportPdfExporter().from_notebook_node(notebook)
