"""The monitoring protocol: all 26 items, what is usual marked as such, in every form, and nothing in it that may not be told."""

from __future__ import annotations

import io
import re

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from impactlib.agreement.items import protocol_items
from impactlib.publishing.docx import report_docx
from impactlib.publishing.html import report_page
from impactlib.publishing.pdf import report_pdf
from impactlib.telling.agreed.protocol import HOLDERS, is_usual, item_blocks, protocol_blocks
from impactlib.telling.blocks import Block, Chart, Heading, Outline, OutlineItem, Sentence, Table
from impactlib.workspace import Text
from tests.agreed import agreement, speaker, text_of
from tests.pdf_rules import broken_rules, shown_text

MADE_OF = (("Gemaakt met", "impactlib"),)
NOTICE = Text(nl="Een voorbeeld.", en="An example.")
EMPTIED = {
    3: "basis",
    5: "outside_influence",
    6: "scope",
    12: "tasks",
    14: "quality",
    18: "comparison",
    21: "if_it_disappoints",
    22: "changes",
    23: "effort",
    24: "openness",
    25: "evaluation",
}
"""The items that have a usual text, with the key of the protocol that takes its place (11 takes that of the moments)."""

PARTS = [(number, key, field) for number, key in HOLDERS.items() for field in protocol_items().items[number].parts]
"""The items of several fields, each with its own usual text."""

REQUIRED = {"rule"}
"""Fields that their part of the protocol cannot be without."""

CAUSAL = re.compile(r"dankzij|leidt tot|zorgt voor|thanks to|leads to|because of the library", re.IGNORECASE)


def protocol(language: str = "nl", **changes) -> list[Block]:
    """The blocks of the whole protocol."""
    return protocol_blocks(speaker(language=language, **changes), notice=NOTICE, made_of=MADE_OF)


def without(key: str):
    """The whole agreement, in which the parties left out one part of the protocol."""
    return agreement(lambda content: content["protocol"].pop(key))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_all_26_items_stand_in_order_under_their_chapters(language):
    """Nobody has to look whether one was forgotten."""
    headings = [block.text for block in protocol(language) if isinstance(block, Heading)]
    found = protocol_items()
    expected = []
    for chapter in found.chapters:
        expected.append(chapter.title.in_language(language))
        expected += [f"{number}. {found.items[number].title.in_language(language)}" for number in chapter.items]
    assert expected == headings


@pytest.mark.parametrize(("number", "key"), EMPTIED.items())
def test_what_the_parties_left_out_has_its_usual_text_marked_as_such(number, key):
    """A signatory sees what was chosen and what is just usual."""
    usual = protocol_items().items[number].usual
    assert usual is not None
    filled, left_out = speaker(), speaker(without(key))
    assert usual.nl not in text_of(item_blocks(filled, number))
    assert usual.nl in text_of(item_blocks(left_out, number))
    assert (is_usual(filled, number), is_usual(left_out, number)) == (False, True)


@pytest.mark.parametrize(("number", "key", "field"), PARTS)
def test_a_field_that_was_left_out_has_its_own_usual_text(number, key, field):
    """Filling in one line of an item takes no right away that another line gave."""
    usual = protocol_items().items[number].parts[field]
    left_out = agreement(lambda content: content["protocol"][key].pop(field)) if field not in REQUIRED else without(key)
    assert usual.nl not in text_of(item_blocks(speaker(), number))
    assert usual.nl in text_of(item_blocks(speaker(left_out), number))
    assert (is_usual(speaker(), number), is_usual(speaker(left_out), number)) == (False, True)
    assert "Gewone waarde" in text_of(item_blocks(speaker(without(key)), number))


def test_what_figures_never_mean_and_the_usual_method_are_marked_as_usual():
    """The first stands under every purpose, the other until every indicator has a method of its own."""
    assert is_usual(speaker(), 2)
    assert is_usual(speaker(), 10)

    def methods(content):
        for name in ("DI07", "DI08", "LO04", "LB06", "BR03", "BR01"):
            content["protocol"]["indicators"][name]["method"] = "Zo."

    assert not is_usual(speaker(agreement(methods)), 10)


def test_without_measurement_moments_the_usual_calendar_stands():
    """Item 11 follows from the moments, which stand outside the protocol's own part of the file."""
    bare = agreement(lambda content: content.update(moments=[], presentations=[]))
    assert (is_usual(speaker(), 11), is_usual(speaker(bare), 11)) == (False, True)
    assert "Hierover is niets vastgelegd." in text_of(item_blocks(speaker(bare), 20))


@pytest.mark.parametrize("number", range(1, 27))
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_item_of_a_bare_agreement_says_something(number, language):
    """Only what must be there: parties, statement, changes, services, goals."""
    bare = agreement(lambda content: [content.pop(key) for key in ("protocol", "moments", "presentations", "interpretations", "decisions")])
    heading, *said = item_blocks(speaker(bare, language=language), number)
    assert isinstance(heading, Heading)
    assert said


def words_of(items: tuple[OutlineItem, ...]) -> list[str]:
    """All lines of an outline."""
    return [line for item in items for line in (item.text, *words_of(item.items))]


def test_the_chain_is_a_picture_and_the_same_chain_as_a_list():
    """Every change stands in both, and in the picture's alternative text where it begins and where it ends."""
    blocks = item_blocks(speaker(), 5)
    picture = next(block for block in blocks if isinstance(block, Chart))
    outline = next(block for block in blocks if isinstance(block, Outline))
    texts = [change.text.nl.rstrip(".") for change in agreement().impact.changes]
    assert all(any(line.startswith(text) for line in words_of(outline.items)) for text in texts)
    assert "Deelnemers durven digitale dingen uit te proberen" in picture.alt
    assert "Inwoners kunnen meedoen" in picture.alt
    assert len(picture.alt) > 40


def test_an_uncovered_change_is_openly_not_covered():
    """With the reason, in the list."""
    assert "Hiervoor is geen doel gesteld: Dat doet de stichting Leergeld" in text_of(item_blocks(speaker(), 5))


def test_a_baseline_that_may_not_be_told_is_not_printed():
    """Its value stays in the agreement's own file."""
    told, kept = text_of(item_blocks(speaker(), 8)), text_of(item_blocks(speaker(withheld=("goal-2",)), 8))
    assert "77%" in told
    assert "77%" not in kept
    assert "niet afgedrukt" in kept


def test_targets_say_why_and_by_when():
    """A target under its baseline is explained."""
    text = text_of(item_blocks(speaker(), 9))
    assert "Er gaan twee scholen dicht." in text
    assert "1,1 punt vooruitgang" in text
    assert "Eerst moet bekend zijn waar wij staan." in text


def test_an_endorsement_of_an_earlier_text_is_said_to_be_so():
    """A signature under another text is no support for this one."""

    def older(content):
        content["impact"]["endorsements"][2]["version"] = "1.0"

    text = text_of(item_blocks(speaker(agreement(older)), 4))
    assert "Onderschrijft – dat ging over een eerdere tekst" in text
    assert "nog niet breed gedragen. Nog nodig: Bibliotheek Voorbeeldstad." in text
    assert "is breed gedragen" in text_of(item_blocks(speaker(), 4))


def test_whoever_did_not_sign_this_version_has_room_to():
    """A signature under an earlier version is told apart."""

    def unsigned(content):
        content["protocol"]["signatures"] = content["protocol"]["signatures"][:1]

    table = next(block for block in item_blocks(speaker(agreement(unsigned)), 26) if isinstance(block, Table))
    assert table.role == "form"
    assert [row[1:] for row in table.rows] == [("", "", "")] * 3
    assert "ondertekende versie 1.0 op 2 december 2024" in text_of(item_blocks(speaker(agreement(unsigned)), 26))


def test_signatures_from_before_the_statement_are_told():
    """Who signs, signs for a text that was there."""

    def later(content):
        content["impact"]["statements"][-1]["date"] = "2025-11-24"

    assert "van 24 november 2025, na de ondertekening" in text_of(item_blocks(speaker(agreement(later)), 26))
    assert "na de ondertekening" not in text_of(item_blocks(speaker(), 26))


def test_several_contractors_and_partners_with_a_task_are_told_what_that_means():
    """Each for its own part; partners sign nothing."""

    def partner(content):
        content["protocol"]["tasks"][0]["responsible"] = "welzijn"

    assert "geldt dat voor elke opdrachtnemer" in text_of(item_blocks(speaker(), 1))
    assert "Partners ondertekenen dit protocol niet." in text_of(item_blocks(speaker(agreement(partner)), 12))
    assert "Partners ondertekenen" not in text_of(item_blocks(speaker(), 12))


def test_the_smallest_group_is_that_of_the_workspace_where_it_is_stricter():
    """The protocol promises no less than what is done."""
    assert "Cijfers over minder dan 25 mensen" in text_of(item_blocks(speaker(minimum_group=25), 13))


def test_an_mfco_shows_its_legal_entities_and_a_regional_library_its_municipalities():
    """Who signs for what is clear."""
    text = text_of(item_blocks(speaker(), 1))
    assert "Stichting Bibliotheek Voorbeeldstad (Bibliotheek en informatiepunt) en Stichting Theater Voorbeeldstad" in text
    assert "werkt ook voor Voorbeelddorp" in text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_protocol_says_nothing_causal_of_its_own(language):
    """What is hoped for is not said to be so."""
    bare = agreement(lambda content: content.pop("protocol"))
    blocks = protocol_blocks(speaker(bare, language=language), notice=None, made_of=MADE_OF)
    assert CAUSAL.findall(text_of(blocks)) == []


def test_a_column_in_which_nothing_stands_is_left_out():
    """Empty columns say nothing and make the others narrow."""
    bare = agreement(lambda content: [party.pop("contact", "") for party in content["parties"]])
    table = next(block for block in item_blocks(speaker(bare), 1) if isinstance(block, Table))
    assert "Aanspreekpunt (functie)" not in table.columns


@pytest.mark.browser
@pytest.mark.parametrize("language", ["nl", "en"])
def test_axe_finds_nothing_on_the_page(page: Page, language: str):
    """WCAG and best practice; and no sideways scroll at 320 px."""
    page.set_content(report_page(protocol(language), language))
    assert [found["id"] for found in Axe().run(page).response["violations"]] == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_pdf_keeps_the_rules_of_pdf_ua(tmp_path):
    """In both languages."""
    files = {language: report_pdf(protocol(language), language) for language in ("nl", "en")}
    assert {"nl": [], "en": []} == broken_rules(files, tmp_path)


def squeezed(text: str) -> str:
    """The text without its spaces: line ends fall elsewhere in every form."""
    return re.sub(r"[\s\u200b]+", "", text)


def test_every_sentence_reaches_every_form():
    """What is signed on paper is what stands on the page."""
    blocks = protocol()
    said = [block.text for block in blocks if isinstance(block, Sentence | Heading)]
    said += [cell for block in blocks if isinstance(block, Table) for row in block.rows for cell in row]
    pdf = squeezed(shown_text(report_pdf(blocks, "nl")))
    word = docx.Document(io.BytesIO(report_docx(blocks, "nl")))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    words = squeezed("\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells]))
    assert [text for text in said if squeezed(text) not in pdf] == []
    assert [text for text in said if squeezed(text) not in words] == []


@pytest.mark.parametrize("form", [report_pdf, report_docx, lambda blocks, language: report_page(blocks, language).encode()])
def test_the_same_agreement_gives_the_same_bytes(form):
    """A signed file can be made again."""
    assert form(protocol(), "nl") == form(protocol(), "nl")


HOSTILE = '<script>alert(1)</script> {{ 7*7 }} #read("x") $x$ =cmd|calc *b* [l](javascript:1)'


def test_hostile_text_stays_text_in_every_form():
    """A statement is somebody's words, in whatever letters."""

    def hostile(content):
        content["impact"]["statements"][-1]["text"] = HOSTILE

    blocks = protocol_blocks(speaker(agreement(hostile)), notice=None, made_of=MADE_OF)
    html = report_page(blocks, "nl")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert squeezed(HOSTILE) in squeezed(shown_text(report_pdf(blocks, "nl")))
    word = docx.Document(io.BytesIO(report_docx(blocks, "nl")))
    assert HOSTILE in [paragraph.text for paragraph in word.paragraphs]
