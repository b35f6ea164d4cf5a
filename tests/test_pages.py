"""Reports that are meant to fit a page or two: what belongs together side by side, and nothing left out."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from impactlib.publishing.compact import DENSITIES, compact, sections_of
from impactlib.publishing.document import document_of
from impactlib.publishing.html import report_page
from impactlib.publishing.pages import palette
from impactlib.publishing.pdf import report_pdf
from impactlib.telling.blocks import Block, Chart, Heading, Items, Quote, Sentence, Title, block_to_json
from tests import pdf_rules
from tests.sample_report import ALT, poisoned, sample_report, share_chart, texts_of

TOLD = "Van de deelnemers zegt 62% meer zaken zelf te regelen; dat zijn er 161 van de 260 die antwoordden. "


def fitted(blocks: list[Block], pages: int) -> list[Block]:
    """The blocks as a report that is meant to fit so many pages."""
    return [replace(block, pages=pages) if isinstance(block, Title) else block for block in blocks]


def council(messages: int) -> list[Block]:
    """A report with so many messages: each with words, a drawing, a caveat and a story."""
    blocks: list[Block] = [Title(text="De bibliotheek in Voorbeeldstad", subtitle="2025", pages=2), Sentence(role="answer", text=TOLD)]
    blocks.append(Heading(text="Wat zien we?"))
    for number in range(messages):
        blocks += [
            Heading(level=3, text=f"Doel {number}", verdict="met", verdict_text="doel gehaald"),
            Sentence(text=TOLD * 3),
            Chart(svg=share_chart(), alt=ALT, caption="161 van 260 deelnemers."),
            Sentence(role="caveat", text="Dit zeggen deelnemers zelf."),
            Quote(text=TOLD, by="deelnemer", chosen="Gekozen bij dit cijfer."),
        ]
    return [*blocks, Heading(text="Wat dit niet zegt"), Items(items=(TOLD,) * 4), Heading(text="Bronnen"), Items(items=(TOLD,) * 3)]


def sizes(content: bytes) -> set[float]:
    """The sizes of the letters on the pages, in points; those in drawings apart."""
    with pikepdf.open(io.BytesIO(content)) as file:
        found = [operands for page in file.pages for operands, operator in pikepdf.parse_content_stream(page) if str(operator) == "Tf"]
    return {round(float(size), 1) for _, size in found}


def pages_of(content: bytes) -> int:
    """How many pages the file has."""
    with pikepdf.open(io.BytesIO(content)) as file:
        return len(file.pages)


@pytest.fixture(scope="module")
def close() -> bytes:
    """The sample report on as few pages as it goes."""
    return report_pdf(fitted(sample_report(), 2), "nl")


def test_a_fitted_report_conforms_to_pdf_ua(close: bytes, tmp_path: Path) -> None:
    """By veraPDF's rules, as the ordinary one; what stands side by side is still heard in its order."""
    assert pdf_rules.broken_rules({"close": close}, tmp_path) == {"close": []}


def test_every_word_of_every_block_reaches_the_fitted_file(close: bytes) -> None:
    """A page is made to fit by setting it closer, never by cutting."""
    told = pdf_rules.shown_text(close) + " ".join(alt for _, alt in pdf_rules.tags(close))
    words = {word for block in sample_report() for text in texts_of(block) for word in text.split()}
    assert [word for word in sorted(words) if word not in told] == []


def test_a_report_too_long_for_its_pages_runs_on() -> None:
    """With all of it, and as roomy as so many pages allow."""
    blocks = fitted(council(12), 1)
    made = report_pdf(blocks, "nl")
    told = pdf_rules.shown_text(made)
    assert pages_of(made) > 1
    assert all(f"Doel {number}" in told for number in range(12))
    assert told.count("Gekozen bij dit cijfer.") == 12


@pytest.mark.parametrize("messages", [1, 5], ids=["short", "long"])
def test_a_report_of_some_messages_fits_two_pages(messages: int) -> None:
    """Ordinarily the long one takes more."""
    assert pages_of(report_pdf(council(messages), "nl")) <= 2


def test_a_fitted_report_is_set_closer_only_when_it_must() -> None:
    """A short one keeps its room; a longer one loses some, and takes fewer pages than it would otherwise."""
    body = [density.size for density in DENSITIES]
    assert body == sorted(body, reverse=True)
    assert body[0] in sizes(report_pdf(council(3), "nl"))
    assert body[0] not in sizes(report_pdf(council(8), "nl"))
    assert pages_of(report_pdf(council(8), "nl")) <= 2 < pages_of(report_pdf(fitted(council(8), 0), "nl"))


def test_words_on_paper_stay_large_enough_to_read() -> None:
    """Seven points in how it came about, eight in what else is small."""
    assert min(sizes(report_pdf(fitted(sample_report(), 1), "nl"))) >= 7


def test_brief_sections_stand_in_pairs_and_in_their_order() -> None:
    """Limits beside sources; a section with messages has the width to itself."""
    parts = compact(document_of(council(1)).body, lambda block, _: block_to_json(block))
    assert [part["part"] for part in parts] == ["opening", "section", "pair"]
    assert [each["heading"]["text"] for each in parts[-1]["sections"]] == ["Wat dit niet zegt", "Bronnen"]


def test_a_message_has_its_drawing_beside_its_words_and_its_caveat_below_them() -> None:
    """So that claim, picture and caveat are seen at one glance."""
    message = compact(document_of(council(1)).body, lambda block, _: block_to_json(block))[1]["messages"][0]
    assert [block["role"] for block in message["words"] if block["kind"] == "sentence"] == ["plain", "caveat"]
    assert "chart" in [block["kind"] for block in message["aside"]]


def test_no_block_is_lost_or_told_twice_in_the_parts() -> None:
    """Whatever a report is made of."""
    body = document_of(sample_report()).body
    opening, sections = sections_of(body)
    kept = [*opening, *(block for each in sections for block in [each.heading, *each.blocks, *(part for m in each.messages for part in m)])]
    laid: list[str] = []

    def lay(block: Block, _: float) -> dict[str, object]:
        laid.append(str(block))
        return block_to_json(block)

    compact(body, lay)
    assert kept == list(body)
    assert sorted(laid) == sorted(str(block) for block in body if not isinstance(block, Heading))


def test_a_fitted_file_uses_only_the_colours_of_the_house() -> None:
    """As every file."""
    blocks = [block for block in fitted(sample_report(), 2) if not isinstance(block, Chart)]
    assert pdf_rules.colours(report_pdf(blocks, "nl")) <= {*palette().values(), "#000000"}


def test_hostile_text_stays_text_on_a_fitted_page() -> None:
    """Also where texts are put in a row."""
    hostile = '#read("/etc/passwd") $x$ *b* @ref <lbl> // /* {{7*7}}'
    told = "".join(pdf_rules.shown_text(report_pdf(fitted([poisoned(block, hostile) for block in sample_report()], 2), "nl")).split())
    assert told.count("".join(hostile.split())) > 30


def test_the_same_blocks_give_the_same_fitted_bytes(close: bytes) -> None:
    """However often it was tried."""
    assert report_pdf(fitted(sample_report(), 2), "nl") == close


def test_the_page_of_a_fitted_report_prints_close_too() -> None:
    """Brief sections side by side; on a screen it has room."""
    page = report_page(council(1), "nl")
    assert '<body class="fitted">' in page
    assert page.count('class="section brief"') == 2
    assert "<body>" in report_page(sample_report(), "nl")
