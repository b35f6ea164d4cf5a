"""A block as HTML and as Markdown."""

from __future__ import annotations

import json
import re
from typing import get_args

import pytest
from bs4 import BeautifulSoup

from impactlib.errors import InputError, UnknownNameError
from impactlib.indicators.finding import Verdict
from impactlib.telling.blocks import Block, Chart, Facts, Heading, KeyFigures, Sentence, Table, block_from_json, block_to_json
from impactlib.telling.markup import MARKS, block_html, block_text, markdown
from tests.sample_report import ALT, poisoned, sample_report, share_chart, texts_of

HOSTILE = '<script>alert(1)</script><img src=x onerror="y"> {{ 7 * 7 }} \' & </p>'

SAMPLES = {f"{block.kind}-{block.role}" if isinstance(block, Sentence | Table) else block.kind: block for block in sample_report()}
KINDS = pytest.mark.parametrize("block", SAMPLES.values(), ids=SAMPLES)


def test_the_sample_holds_every_kind_of_block() -> None:
    """A new kind of block is tested here by existing; facts are on no page (test_facts_json)."""
    assert {type(block) for block in sample_report()} == set(get_args(Block)) - {Facts}


@KINDS
def test_hostile_text_stays_text(block: Block) -> None:
    """What people typed can neither run nor break out of its element."""
    soup = BeautifulSoup(block_html(poisoned(block, HOSTILE)), "html.parser")
    assert not soup.find_all(["script", "img"])
    assert "49" not in soup.get_text()
    assert HOSTILE in soup.get_text() or soup.find(attrs={"aria-label": HOSTILE})


@KINDS
def test_all_words_of_a_block_reach_both_forms(block: Block) -> None:
    """Neither the page nor the Markdown drops a word."""
    html, text = block_html(block), block_text(block)
    for words in texts_of(block):
        assert words in html
        assert words in text


@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_is_a_shape_and_words_and_a_tone(verdict: Verdict) -> None:
    """No verdict hangs on colour alone."""
    chip = BeautifulSoup(block_html(Heading(text="x", verdict=verdict, verdict_text="in woorden")), "html.parser").select_one(".chip")
    assert chip is not None
    assert chip.get_text(strip=True) == "in woorden"
    assert chip.select_one("svg[aria-hidden=true] path[d]") is not None
    assert MARKS[verdict][0] in chip["class"]


@pytest.mark.parametrize("verdict", [Verdict.TOO_FEW, Verdict.CANNOT_SAY, Verdict.NO_DATA, Verdict.NO_TARGET, Verdict.NO_EARLIER])
def test_silence_is_no_alarm(verdict: Verdict) -> None:
    """Where the data say nothing, the page does not look as if they said something bad."""
    assert MARKS[verdict][0] == "neutral"


def test_good_and_poor_differ_in_shape_too() -> None:
    """In grey print the tones fall together; the shapes do not."""
    shapes = {verdict: shape for verdict, (tone, shape) in MARKS.items() if tone != "neutral"}
    assert len(set(shapes.values())) == len(shapes)


def test_an_unknown_verdict_is_refused() -> None:
    """A misspelt code is told, with the one that was meant."""
    with pytest.raises(UnknownNameError, match="did you mean 'not-yet'"):
        block_html(Heading(text="x", verdict="not_yet", verdict_text="nog niet"))


def test_the_alternative_text_speaks_for_the_drawing() -> None:
    """A screen reader hears the alt text and nothing of the drawing's parts."""
    soup = BeautifulSoup(block_html(Chart(svg=share_chart(), alt=ALT, caption="c")), "html.parser")
    picture = soup.select_one("figure > [role=img]")
    assert picture is not None
    assert picture["aria-label"] == ALT
    assert picture.select_one("svg[aria-hidden=true]") is not None


@pytest.mark.parametrize(
    "drawing",
    [
        "<p>no drawing</p>",
        "<svg><script>alert(1)</script></svg>",
        '<svg onload="alert(1)"></svg>',
        '<svg><use href="https://example.org/x#y"/></svg>',
        "<svg><foreignObject/></svg>",
        '<svg><image href="#a"/></svg>',
        '<svg style="background:url(https://example.org/x)"></svg>',
    ],
)
def test_a_drawing_that_does_more_than_draw_is_refused(drawing: str) -> None:
    """A notebook that somebody else wrote cannot bring a script or a request in as a chart."""
    with pytest.raises(InputError):
        block_html(Chart(svg=drawing, alt=ALT, caption="c"))


def test_every_header_says_what_it_heads() -> None:
    """Columns and rows have headers with a scope, and numbers stand right."""
    table = SAMPLES["table-plain"]
    assert isinstance(table, Table)
    soup = BeautifulSoup(block_html(table), "html.parser")
    assert [th["scope"] for th in soup.select("th")] == ["col"] * 3 + ["row"] * 2
    assert len(soup.select("td.number")) == 4
    assert soup.select_one("[role=region][tabindex='0'][aria-label]") is not None


def test_a_form_has_empty_cells_and_no_empty_header() -> None:
    """What is filled in by hand is a cell without words; a header says something."""
    soup = BeautifulSoup(block_html(SAMPLES["table-form"]), "html.parser")
    assert len(soup.select("table.form td:empty")) == 4
    assert all(header.get_text() for header in soup.select("th"))


def test_an_outline_is_nested_in_both_forms() -> None:
    """What follows from a line stands in that line's own list."""
    outline = SAMPLES["outline"]
    soup = BeautifulSoup(block_html(outline), "html.parser")
    assert [item.contents[0] for item in soup.select("ul > li > ul > li > ul > li")] == ["Zij lezen met meer plezier"]
    assert "\n  - Zij lezen vaker\n    - Zij lezen met meer plezier\n  - Hun ouders" in block_text(outline)


@KINDS
def test_a_block_survives_the_notebook(block: Block) -> None:
    """What an executed notebook holds of it is all of it."""
    assert block_from_json(json.loads(json.dumps(block_to_json(block)))) == block


def test_a_bar_in_a_cell_does_not_split_it() -> None:
    """A Markdown table keeps its columns whatever its cells hold."""
    text = block_text(Table(caption="c", columns=("a", "b"), rows=(("x|y", "two\nlines"),)))
    assert r"| x\|y | two lines |" in text


def test_a_whole_report_reads_as_markdown() -> None:
    """Headings, figures and a question follow each other, with one line between."""
    text = markdown(sample_report())
    assert "\n\n\n" not in text
    assert text.endswith("\n")
    assert "### Ruim zes op de tien redden zich beter (doel gehaald)" in text
    assert f"![{ALT}](figure)" in text
    assert re.search(r"^\| Vestiging \| 2024 \| 2025 \|\n\| --- \| ---: \| ---: \|$", text, re.MULTILINE)


def test_key_figures_are_a_list_with_a_name() -> None:
    """Those who hear the page hear how many key figures there are, and of what."""
    figures = SAMPLES["key-figures"]
    assert isinstance(figures, KeyFigures)
    listed = BeautifulSoup(block_html(figures), "html.parser").select_one("ul")
    assert listed is not None
    assert listed["aria-label"] == figures.label
    assert len(listed.find_all("li")) == 2
