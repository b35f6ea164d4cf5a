"""Reports in Word: what somebody who works on them, and a screen reader, find in them."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.document import Document as WordFile
from docx.oxml.ns import qn
from nbconvert.exporters import export
from PIL import Image

from impactlib.errors import InputError, UnknownNameError
from impactlib.indicators.finding import Verdict
from impactlib.publishing.docx import SIGNS, ReportDocxExporter, report_docx
from impactlib.publishing.pages import palette
from impactlib.telling.blocks import Chart, Heading, Items, KeyFigures, Notice, Outline, Sentence, Table, Title
from impactlib.telling.markup import MARKS
from tests.sample_report import poisoned, report_notebook, sample_report, texts_of

HOSTILE = "<w:p/></w:t><script> {{ 7 * 7 }} &amp; & \" ' ]]>"

LARGEST_REPORT = 200_000
"""In bytes: what still goes with a mail to a whole council."""


def opened(content: bytes) -> WordFile:
    """The file as python-docx reads it."""
    return docx.Document(io.BytesIO(content))


@pytest.fixture(scope="module")
def content() -> bytes:
    """The sample report as a Word file."""
    return report_docx(sample_report(), "nl")


@pytest.fixture
def made(content: bytes) -> WordFile:
    """The sample report, opened."""
    return opened(content)


def found(file: WordFile, path: str) -> list[Any]:
    """The elements of the text that the path names."""
    return list(file.element.body.xpath(path))


def told(file: WordFile) -> str:
    """All words of the text: paragraphs and cells, in their order."""
    return "\n".join("".join(each.text or "" for each in paragraph.xpath(".//w:t")) for paragraph in found(file, ".//w:p"))


def texts_with(file: WordFile, style: str) -> list[str]:
    """The paragraphs in a style, by its name in Word."""
    return [paragraph.text for paragraph in file.paragraphs if paragraph.style is not None and paragraph.style.name == style]


def test_headings_are_headings(made: WordFile) -> None:
    """One of level 1, and the levels of the page."""
    levels = [int(each.style.name[-1]) for each in made.paragraphs if each.style is not None and each.style.name.startswith("Heading ")]
    assert levels == [1, *(block.level for block in sample_report() if isinstance(block, Heading))]


@pytest.mark.parametrize(("language", "region"), [("nl", "nl-NL"), ("en", "en-GB")])
def test_a_file_says_its_language_everywhere(language: str, region: str) -> None:
    """No run, style or setting says another, so that every word is pronounced and spelt in it."""
    file = opened(report_docx(sample_report(), language))
    assert file.core_properties.language == region
    roots = (file.element, file.styles.element, file.settings.element)
    marked = [each for root in roots for each in root.xpath(".//w:lang | .//w:themeFontLang")]
    assert {each.get(qn("w:val")) for each in marked} == {region}
    assert file.styles.element.xpath("./w:docDefaults//w:lang")


def test_a_file_says_its_title_and_no_day_of_making(made: WordFile) -> None:
    """A window shows the title; the dates are those of no clock."""
    about = made.core_properties
    assert about.title == "Wat de bibliotheek in Voorbeeldstad bereikte in 2025 – Voor de gemeenteraad"
    assert (about.created.year, about.modified.year) == (1980, 1980)
    assert about.author == ""


def test_every_picture_says_what_it_shows(made: WordFile) -> None:
    """In a sentence, and sharp on paper."""
    said = [each.get("descr") for each in found(made, ".//wp:docPr")]
    assert said == [block.alt for block in sample_report() if isinstance(block, Chart)]
    assert all(len(alt) >= 40 for alt in said)
    pictures = [Image.open(io.BytesIO(each.blob)) for each in made.part.package.image_parts]
    assert {picture.format for picture in pictures} == {"PNG"}
    assert all(picture.width == pytest.approx(476 / 72 * 200, abs=2) for picture in pictures)


def test_the_first_row_of_every_table_is_its_header_on_every_page(made: WordFile) -> None:
    """Of key figures too: their labels head them."""
    for table in found(made, ".//w:tbl"):
        marked = [bool(row.xpath("./w:trPr/w:tblHeader")) for row in table.xpath("./w:tr")]
        assert marked == [True] + [False] * (len(marked) - 1)
        assert table.xpath("./w:tblPr/w:tblLook[@w:firstRow='1'][@w:firstColumn='1']")
        assert table.xpath("./w:tblPr/w:tblCaption")
    captions = [
        block.label if isinstance(block, KeyFigures) else block.caption
        for block in sample_report()
        if isinstance(block, KeyFigures | Table)
    ]
    assert texts_with(made, "Table Caption") == captions


def test_a_form_has_borders_and_high_cells(made: WordFile) -> None:
    """There is room for a signature."""
    form = found(made, ".//w:tbl")[-1]
    assert len(form.xpath("./w:tblPr/w:tblBorders/*")) == 6
    assert len(form.xpath("./w:tr/w:trPr/w:trHeight")) == 2


def test_a_short_table_is_never_torn_and_a_long_one_may_be() -> None:
    """Each row but the last stays with the next; a long table goes on with its head on the next page."""
    for rows, kept in ((5, 5), (40, 0)):
        table = Table(caption="x", columns=("a", "b"), rows=(("c", "d"),) * rows)
        file = opened(report_docx([Title(text="x", subtitle=""), table], "nl"))
        marked = [bool(row.xpath(".//w:pPr/w:keepNext")) for row in found(file, ".//w:tr")]
        assert sum(marked[1:] if kept == 0 else marked) == kept
        assert not marked[-1]


def test_lists_are_lists_at_their_depth(made: WordFile) -> None:
    """Not paragraphs that begin with a dash."""
    plain = [item for block in sample_report() if isinstance(block, Items) for item in block.items]
    assert texts_with(made, "List Bullet")[: len(plain)] == plain
    assert texts_with(made, "List Bullet 2") == ["Zij lezen vaker", "Hun ouders lezen mee"]
    assert texts_with(made, "List Bullet 3") == ["Zij lezen met meer plezier"]


def test_an_outline_of_any_depth_is_laid_out() -> None:
    """Word has nine levels; what lies deeper stands at the ninth."""
    outline = next(block for block in sample_report() if isinstance(block, Outline))
    item = outline.items[1]
    for _ in range(12):
        item = type(item)(text=item.text, items=(item,))
    file = opened(report_docx([Title(text="x", subtitle=""), Outline(items=(item,))], "nl"))
    assert len(texts_with(file, "List Bullet 9")) == 5


def test_every_style_that_is_used_is_there(made: WordFile) -> None:
    """A name that no style has is shown by Word as plain text."""
    styles = {each.get(qn("w:styleId")) for each in made.styles.element.xpath("./w:style")}
    parts = [made.element, *(part for section in made.sections for part in (section.header.part.element, section.footer.part.element))]
    used = {each.get(qn("w:val")) for part in parts for each in part.xpath(".//w:pStyle | .//w:rStyle")}
    assert used - styles == set()


def test_the_same_blocks_give_the_same_bytes(content: bytes) -> None:
    """No clock goes in, neither as a date nor as the time of packing."""
    assert report_docx(sample_report(), "nl") == content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert {part.date_time for part in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_report_is_small(content: bytes) -> None:
    """Four pictures and all."""
    assert len(content) < LARGEST_REPORT


def test_every_word_of_every_block_reaches_the_file(made: WordFile) -> None:
    """Those of the text, and those of pictures as alternative text."""
    everything = told(made) + " ".join(each.get("descr") for each in found(made, ".//wp:docPr"))
    assert [text for block in sample_report() for text in texts_of(block) if text not in everything] == []


def test_hostile_text_stays_text() -> None:
    """What people typed is no part of the file's own signs."""
    blocks = [poisoned(block, HOSTILE) for block in sample_report()]
    file = opened(report_docx(blocks, "nl"))
    words = [text for block in blocks for text in texts_of(block)]
    assert told(file).count(HOSTILE) + sum(each.get("descr") == HOSTILE for each in found(file, ".//wp:docPr")) == len(words)


def test_signs_that_nobody_sees_are_left_out() -> None:
    """A stray sign from a spreadsheet stops no report, and a new line stays one."""
    file = opened(report_docx([Title(text="x", subtitle=""), Sentence(text="voor\x00\x1bna\ntwee")], "nl"))
    assert file.paragraphs[-1].text == "voorna\ntwee"


@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_is_a_sign_and_words_and_a_tone(verdict: Verdict) -> None:
    """No verdict hangs on colour alone; as on the page."""
    blocks = [Title(text="x", subtitle=""), Heading(text="y", verdict=verdict, verdict_text="in woorden")]
    file = opened(report_docx(blocks, "nl"))
    chip = file.paragraphs[-1]
    assert chip.text.replace("\xa0", " ") == f" {SIGNS[verdict]} in woorden "
    assert {run.style.name for run in chip.runs} == {f"Chip {MARKS[verdict][0]}"}


def test_verdicts_with_the_same_shape_have_the_same_sign() -> None:
    """And those with another have another."""
    assert len({(shape, SIGNS[verdict]) for verdict, (_, shape) in MARKS.items()}) == len({shape for _, shape in MARKS.values()})


def test_only_the_colours_of_the_house_are_used(made: WordFile) -> None:
    """In the text and in every style; python-docx's own are gone."""
    roots = (made.element, made.styles.element, made.part.numbering_part.element)
    used = {str(each) for root in roots for each in root.xpath(".//w:color/@w:val | .//@w:color | .//@w:fill")}
    assert used - {"auto"} <= {value.removeprefix("#") for value in palette().values()}


def test_the_notice_is_told_once_and_stands_at_the_head_of_the_other_pages(made: WordFile) -> None:
    """The first page has it in its text."""
    section = made.sections[0]
    notice = next(block.text for block in sample_report() if isinstance(block, Notice))
    assert texts_with(made, "Notice") == [notice]
    assert section.different_first_page_header_footer
    assert [each.text for each in section.header.paragraphs] == [notice]
    assert [each.text for each in section.first_page_header.paragraphs] == [""]


def test_every_page_has_a_title_and_a_number(made: WordFile) -> None:
    """The first too."""
    for footer in (made.sections[0].footer, made.sections[0].first_page_footer):
        fields = [each.get(qn("w:instr")).strip() for each in footer.part.element.xpath(".//w:fldSimple")]
        assert fields == ["PAGE", "NUMPAGES"]
        assert footer.paragraphs[0].text.startswith("Wat de bibliotheek in Voorbeeldstad bereikte in 2025")


def test_what_cannot_be_laid_out_is_refused() -> None:
    """With the same words as for the page."""
    with pytest.raises(InputError, match="0 titles"):
        report_docx([Sentence(text="x")], "nl")
    with pytest.raises(UnknownNameError, match="known: en, nl"):
        report_docx(sample_report(), "fy")
    with pytest.raises(UnknownNameError, match="did you mean 'not-yet'"):
        report_docx([Title(text="x", subtitle=""), Heading(text="y", verdict="not_yet", verdict_text="nog niet")], "nl")


def test_the_exporter_gives_the_file_of_the_blocks(content: bytes) -> None:
    """Through nbconvert, as the command line and the batch do it."""
    output, resources = export(ReportDocxExporter, report_notebook())
    assert output == content
    assert resources["output_extension"] == ".docx"
