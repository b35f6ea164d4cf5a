"""Reports as slides: what somebody who shows them, and who cannot see them, finds on each."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import pptx
import pytest
from nbconvert.exporters import export
from pptx.presentation import Presentation as SlideFile
from pptx.util import Pt

from impactlib.errors import InputError, UnknownNameError
from impactlib.publishing.docx import SIGNS
from impactlib.publishing.pages import palette
from impactlib.publishing.pptx import ReportPptxExporter, report_pptx, slide_words
from impactlib.publishing.slide_text import height, shortened, spoken
from impactlib.telling.blocks import Chart, Heading, Items, KeyFigure, KeyFigures, Notice, Quote, Sentence, Table, Theme, Title
from tests.sample_facts import report_with_facts
from tests.sample_report import poisoned, report_notebook, sample_report, texts_of

HOSTILE = "<a:t/></a:r><script> {{ 7 * 7 }} &amp; & \" ' ]]>"

LONG = " ".join(["Deelnemers van de cursus zeggen dat zij nu vaker zelf hun bankzaken en hun post regelen."] * 12)

LARGEST_FILE = 400_000
"""In bytes: what still goes with a mail."""


def opened(content: bytes) -> SlideFile:
    """The file as python-pptx reads it."""
    return pptx.Presentation(io.BytesIO(content))


@pytest.fixture(scope="module")
def content() -> bytes:
    """The sample report as slides."""
    return report_pptx(sample_report(), "nl")


@pytest.fixture(scope="module")
def made(content: bytes) -> SlideFile:
    """The sample report, opened."""
    return opened(content)


def titles(file: SlideFile) -> list[str]:
    """The title of every slide."""
    return [slide.shapes.title.text_frame.text for slide in file.slides]


def notes(file: SlideFile) -> list[str]:
    """What is said with every slide."""
    return [slide.notes_slide.notes_text_frame.text for slide in file.slides]


def shapes(file: SlideFile) -> list[Any]:
    """Every shape of every slide."""
    return [shape for slide in file.slides for shape in slide.shapes]


def overflowing(file: SlideFile) -> list[str]:
    """The texts that stand higher than their box, or outside the slide."""
    found = []
    for shape in shapes(file):
        if shape.left < 0 or shape.top < 0 or shape.left + shape.width > file.slide_width or shape.top + shape.height > file.slide_height:
            found.append(shape.name)
        if not shape.has_text_frame or not shape.text_frame.text:
            continue
        frame = shape.text_frame
        width = (shape.width - frame.margin_left - frame.margin_right) / Pt(1)
        taken = 0.0
        for paragraph in frame.paragraphs:
            indent = int(paragraph._p.pPr.get("marL", 0)) / Pt(1) if paragraph._p.pPr is not None else 0
            size = max((run.font.size.pt for run in paragraph.runs), default=0)
            bold = any(run.font.bold for run in paragraph.runs)
            taken += height([paragraph.text], size, width - indent, bold=bold) + (
                paragraph.space_before.pt if paragraph.space_before else 0
            )
        if taken > shape.height / Pt(1) + 1:
            found.append(f"{shape.name}: {frame.text[:40]}")
    return found


def test_every_slide_has_a_title_of_its_own(made: SlideFile) -> None:
    """By which who hears the slides finds it; it is read first."""
    found = titles(made)
    assert all(found)
    assert len(set(found)) == len(found)
    assert all(slide.shapes[0].is_placeholder and slide.shapes[0] == slide.shapes.title for slide in made.slides)


def test_slides_come_in_the_order_of_the_telling(made: SlideFile) -> None:
    """The answer first, then the figures, the messages, and the question last."""
    found = titles(made)
    assert found[:3] == ["Wat de bibliotheek in Voorbeeldstad bereikte in 2025", slide_words("nl")["answer"], "De belangrijkste cijfers"]
    assert found[3] == "Ruim zes op de tien redden zich beter: doel gehaald"
    assert found[-1] == "Aan u de vraag"


def test_a_message_shows_one_thing(made: SlideFile) -> None:
    """One picture or one table at most."""
    for slide in made.slides:
        assert sum(shape.shape_type is not None and shape.name in ("Figure", "Table") for shape in slide.shapes) <= 1


def test_the_notice_stands_on_every_slide_and_in_all_notes(made: SlideFile) -> None:
    """No slide can be shown without it."""
    notice = next(block.text for block in sample_report() if isinstance(block, Notice))
    for slide in made.slides:
        assert [shape.text_frame.text for shape in slide.shapes if shape.name == "Notice"] == [notice]
    assert all(notice in text for text in notes(made))


def test_a_message_has_its_caveat_and_its_source_on_the_slide(made: SlideFile) -> None:
    """Not only in the notes."""
    slide = made.slides[3]
    found = {shape.name: shape.text_frame.text for shape in slide.shapes if shape.has_text_frame}
    assert found["Caveat"] == "Dit zeggen deelnemers zelf. We weten niet zeker of het door de cursus komt."
    assert found["Source"] == "161 van 260 deelnemers. Bron: deelnemersonderzoek."
    assert found["Verdict"].endswith("doel gehaald")
    assert found["Verdict"].startswith(SIGNS["met"])


def test_a_story_has_its_own_slide_and_its_own_caveat() -> None:
    """What is said of a story stands beside it, and what is said of a figure beside the figure."""
    chart = next(block for block in sample_report() if isinstance(block, Chart))
    blocks = [
        Title(text="x", subtitle=""),
        Heading(text="Wat zien we?"),
        Heading(level=3, text="Digitaal", verdict="met", verdict_text="doel gehaald"),
        Sentence(text="62% zegt dit.", figures=("a",)),
        chart,
        Sentence(role="caveat", text="Dit zeggen zij zelf."),
        Quote(text="Ik durf nu meer.", by="deelnemer", chosen="Door loting."),
        Sentence(role="note", text="Dit vertelt één persoon."),
    ]
    file = opened(report_pptx(blocks, "nl"))
    told = [[shape.text_frame.text for shape in slide.shapes if shape.name == "Caveat"] for slide in file.slides]
    assert titles(file)[1:] == ["Digitaal: doel gehaald", "Digitaal"]
    assert [sum(shape.name == "Verdict" for shape in slide.shapes) for slide in file.slides] == [0, 1, 0]
    assert told == [[], ["Dit zeggen zij zelf."], ["Dit vertelt één persoon."]]


def test_every_word_of_every_block_reaches_the_slides_or_their_notes(made: SlideFile) -> None:
    """Alternative texts too: who speaks has all of it."""
    everything = "\n".join([*notes(made), *(shape.text_frame.text for shape in shapes(made) if shape.has_text_frame)])
    assert [text for block in sample_report() for text in texts_of(block) if text not in everything and not _heading_of_table(text)] == []


def _heading_of_table(text: str) -> bool:
    tables = [block for block in sample_report() if isinstance(block, Table | KeyFigures)]
    labels = [block.label for block in tables if isinstance(block, KeyFigures)]
    return text in labels or any(text in block.columns for block in tables if isinstance(block, Table))


def test_every_picture_says_what_it_shows(made: SlideFile) -> None:
    """In a sentence; a table too."""
    said = [shape._element.nvPicPr.cNvPr.get("descr") for shape in shapes(made) if shape.name == "Figure"]
    assert said == [block.alt for block in sample_report() if isinstance(block, Chart)]
    tables = [shape for shape in shapes(made) if shape.has_table]
    assert tables
    assert all(shape.table.first_row and shape._element.nvGraphicFramePr.cNvPr.get("descr") for shape in tables)


@pytest.mark.parametrize(("language", "region"), [("nl", "nl-NL"), ("en", "en-GB")])
def test_every_run_says_its_language(language: str, region: str) -> None:
    """So that every word is pronounced and spelt in it, in the notes too."""
    file = opened(report_pptx(sample_report(), language))
    parts = [slide.element for slide in file.slides] + [slide.notes_slide.element for slide in file.slides]
    runs = [run for part in parts for run in part.xpath(".//a:r[a:t]")]
    assert runs
    assert {run.rPr.get("lang") if run.rPr is not None else None for run in runs} == {region}
    assert file.core_properties.language == region


def test_no_text_overflows(made: SlideFile) -> None:
    """Every text fits its box, with room for a wider font, and every box the slide."""
    assert overflowing(made) == []


def test_no_long_text_overflows() -> None:
    """Nor where everything is far longer than it should be; the notes hold all of it."""
    table = Table(
        caption="Lang", columns=("Wat", "Hoeveel"), numeric=(False, True), rows=tuple((f"Regel {row}", str(row)) for row in range(60))
    )
    figure = KeyFigure(value="12.345 van de 67.890", label=LONG, note=LONG, verdict="met", verdict_text=LONG[:80])
    blocks = [
        Notice(text=LONG[:400]),
        Title(text=LONG[:150], subtitle=LONG[:150]),
        Sentence(role="answer", text=LONG),
        KeyFigures(label=LONG[:120], items=(figure, figure, figure)),
        Heading(text="Lang"),
        Heading(level=3, text=LONG[:160], verdict="met", verdict_text="doel gehaald"),
        Sentence(text=LONG, figures=("x",)),
        next(block for block in sample_report() if isinstance(block, Chart)),
        Sentence(role="caveat", text=LONG),
        Heading(text="Tabel"),
        table,
        Heading(text="Lijst"),
        Items(items=(LONG[:200],) * 4),
        Heading(text="Verhaal"),
        Quote(text=LONG, by="Een deelnemer", chosen=LONG[:300]),
        Heading(text="Vraag"),
        Sentence(role="question", text=LONG[:500]),
    ]
    file = opened(report_pptx(blocks, "nl"))
    assert overflowing(file) == []
    assert sum(LONG in text for text in notes(file)) >= 4
    rows = [row.cells[0].text for shape in shapes(file) if shape.has_table for row in list(shape.table.rows)[1:]]
    assert rows == [row[0] for row in table.rows]


def test_an_overflow_would_be_seen(content: bytes) -> None:
    """The measure catches a text that is too long, and a box that leaves the slide."""
    file = opened(content)
    slide = file.slides[3]
    lead = next(shape for shape in slide.shapes if shape.name == "Lead")
    lead.text_frame.paragraphs[0].runs[0].text = LONG * 3
    next(shape for shape in slide.shapes if shape.name == "Caveat").left = Pt(900)
    assert len(overflowing(file)) == 2


def test_sentences_are_kept_whole_and_in_order() -> None:
    """What does not fit is left to the notes from the end, so that 'that is more' follows what it is about."""
    text = "Het eerste is 5. Dat is meer dan 4. Het doel is gehaald."
    assert spoken(text, 20, 2000, 30) == text
    assert spoken(text, 20, 350, 30).endswith("Dat is meer dan 4.")
    assert spoken(text, 20, 100, 10) == "Het eerste is 5."
    assert shortened(text, 20, 160, 26) == "Het eerste is 5."
    assert shortened("woord " * 50, 20, 160, 26).endswith("…")


def test_slides_are_wide_and_only_in_the_colours_of_the_house(made: SlideFile, content: bytes) -> None:
    """16 to 9, with the house's font and no picture or printer of the library's template."""
    assert made.slide_width * 9 == made.slide_height * 16
    assert len(made.slide_layouts) == 2
    used = {each for slide in made.slides for each in slide.element.xpath(".//a:srgbClr/@val")}
    assert used <= {value.removeprefix("#").upper() for value in palette().values()}
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = packed.namelist()
        assert not [name for name in names if "printerSettings" in name or "thumbnail" in name]
        assert b"Source Sans 3" in packed.read("ppt/theme/theme1.xml")
        assert {part.date_time for part in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    about = made.core_properties
    assert about.title == "Wat de bibliotheek in Voorbeeldstad bereikte in 2025 – Voor de gemeenteraad"
    assert (about.created.year, about.modified.year, about.author) == (1980, 1980, "")


def test_a_municipality_has_its_own_colours_and_logo() -> None:
    """Verdicts and drawings keep those of the house; the logo says whose it is."""
    logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0h40v20H0z" style="fill: #7a0019"/></svg>'
    theme = Theme(accent="#7a0019", words="#5a0012", logo=logo, logo_kind="svg", logo_alt="Gemeente Voorbeeldstad")
    blocks = [replace(block, theme=theme) if isinstance(block, Title) else block for block in sample_report()]
    content = report_pptx(blocks, "nl")
    file = opened(content)
    (found,) = [shape for shape in shapes(file) if shape.name == "Logo"]
    assert found._element.nvPicPr.cNvPr.get("descr") == "Gemeente Voorbeeldstad"
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert b'<a:accent1><a:srgbClr val="7A0019"/>' in packed.read("ppt/theme/theme1.xml")
        assert b"5A0012" in packed.read("ppt/slides/slide1.xml")
        assert b"003F63" not in b"".join(packed.read(name) for name in packed.namelist() if name.startswith("ppt/slides/slide"))
    assert overflowing(file) == []


def test_hostile_text_stays_text() -> None:
    """What people typed is no part of the file's own signs."""
    file = opened(report_pptx([poisoned(block, HOSTILE) for block in sample_report()], "nl"))
    assert titles(file)[0] == HOSTILE
    assert all(HOSTILE in text for text in notes(file))


def test_signs_that_nobody_sees_are_left_out() -> None:
    """A stray sign from a spreadsheet stops no slides."""
    file = opened(report_pptx([Title(text="x\x00", subtitle=""), Sentence(text="voor\x00\x1bna", role="answer")], "nl"))
    assert titles(file) == ["x", slide_words("nl")["answer"]]
    assert "voorna" in notes(file)[1]


def test_slides_are_small_and_leave_figures_as_data_out(content: bytes) -> None:
    """Four pictures and all; a spreadsheet is for the data."""
    assert len(content) < LARGEST_FILE
    assert report_pptx(report_with_facts(), "nl") == content


def test_what_cannot_be_laid_out_is_refused() -> None:
    """With the same words as for the page."""
    with pytest.raises(InputError, match="0 titles"):
        report_pptx([Sentence(text="x")], "nl")
    with pytest.raises(UnknownNameError, match="known: en, nl"):
        report_pptx(sample_report(), "fy")


def test_the_words_of_slides_are_the_same_in_every_language() -> None:
    """No key is missing in one."""
    assert set(slide_words("nl")) == set(slide_words("en"))


def test_the_exporter_gives_the_file_of_the_blocks(content: bytes) -> None:
    """Through nbconvert, as the command line and the batch do it."""
    output, resources = export(ReportPptxExporter, report_notebook())
    assert output == content
    assert resources["output_extension"] == ".pptx"
