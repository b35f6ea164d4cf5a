"""A report of an invented town with every kind of block: what the tests of markup and of pages lay out."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

import nbformat
from nbformat import NotebookNode

from impactlib.telling import figures
from impactlib.telling.blocks import (
    BLOCK_TYPE,
    Block,
    Chart,
    Heading,
    Items,
    KeyFigure,
    KeyFigures,
    Notice,
    Outline,
    OutlineItem,
    Provenance,
    Quote,
    Sentence,
    Table,
    Title,
    block_to_json,
)
from impactlib.telling.markup import block_html, block_text

ALT = "Puntgrafiek met intervallen. In 2025 zegt 62% van de deelnemers meer zaken zelf te regelen (55% tot 69%). Het doel is 60%."


NO_TEXT = {"kind", "role", "level", "verdict", "svg", "figure", "figures", "numeric"}
"""The fields of blocks that hold a code or a drawing, and no words."""


def percent(share: float) -> str:
    """The share as a whole percentage."""
    return f"{share:.0%}"


def count(value: float) -> str:
    """The count with Dutch thousands."""
    return f"{value:,.0f}".replace(",", ".")


def share_chart() -> str:
    """The drawing of a share and its target."""
    return figures.share_with_target(0.62, 0.55, 0.69, 0.6, number=percent, label="2025", target_label="doel 60%")


def years_chart() -> str:
    """The drawing of counts with a missing year."""
    return figures.counts_over_years(
        ["2021", "2022", "2023", "2024"],
        [820, None, 1390, 1611],
        target=1750,
        target_period="2026",
        target_label="doel 1.750",
        number=count,
        missing_label="geen gegevens",
    )


def before_now_chart() -> str:
    """The drawing of then and now."""
    row = figures.BeforeNow(
        label="Ik regel zelf zaken",
        label_before="vóór",
        label_now="na",
        before=2.4,
        before_low=2.2,
        before_high=2.6,
        now=3.3,
        now_low=3.1,
        now_high=3.5,
    )
    return figures.before_now([row], scale=(1, 5), end_labels=("oneens", "eens"), number=lambda value: f"{value:.1f}".replace(".", ","))


def answers_chart() -> str:
    """The drawing of five answers."""
    labels = ("helemaal mee oneens", "oneens", "niet eens, niet oneens", "eens", "helemaal mee eens")
    return figures.diverging_answers((3, 11, 25, 80, 42), labels, number=percent, n_text="161 deelnemers")


def sample_report() -> list[Block]:
    """Every kind of block, every role of a sentence and of a table, and four charts, in the order of a report."""
    return [
        Notice(text="Voorbeeld: alle cijfers op deze pagina zijn verzonnen."),
        Title(text="Wat de bibliotheek in Voorbeeldstad bereikte in 2025", subtitle="Voor de gemeenteraad"),
        Sentence(role="answer", text="Van de twee afgesproken doelen is er één gehaald."),
        KeyFigures(
            label="De belangrijkste cijfers",
            items=(
                KeyFigure(
                    value="62%", label="regelt meer zelf", note="161 van 260 antwoordden", verdict="met", verdict_text="doel gehaald"
                ),
                KeyFigure(value="–", label="leest vaker", note="", verdict="too-few", verdict_text="te weinig antwoorden"),
            ),
        ),
        Heading(text="Iedereen kan digitaal meedoen"),
        Heading(level=3, text="Ruim zes op de tien redden zich beter", verdict="met", verdict_text="doel gehaald"),
        Sentence(text="62% van de deelnemers zegt meer zaken zelf te regelen. Het doel was 60%."),
        Sentence(role="caveat", text="Dit zeggen deelnemers zelf. We weten niet zeker of het door de cursus komt."),
        Chart(svg=share_chart(), alt=ALT, caption="161 van 260 deelnemers. Bron: deelnemersonderzoek."),
        Chart(svg=before_now_chart(), alt=f"Voor en na. {ALT}", caption="143 deelnemers."),
        Chart(svg=answers_chart(), alt=f"Antwoorden. {ALT}", caption="161 deelnemers."),
        Chart(svg=years_chart(), alt=f"Per jaar. {ALT}", caption="Telling van de bibliotheek."),
        Quote(
            text="Nu help ik mijn buurvrouw ermee.", by="Deelnemer van 67 jaar", chosen="Gekozen omdat vier van de twaalf dit vertelden."
        ),
        Heading(text="Kinderen lezen met plezier"),
        Heading(level=3, text="Over lezen thuis kunnen we niets zeggen", verdict="cannot-say", verdict_text="niet te zeggen"),
        Items(items=("Scholen doen vanaf 2026 mee.", "De bibliotheek vraagt ouders ook bij het uitlenen.")),
        Table(
            caption="Uitleningen per vestiging",
            columns=("Vestiging", "2024", "2025"),
            rows=(("Centrum", "49.120", "51.034"), ("De Maten", "11.870", "12.377")),
            numeric=(False, True, True),
            note="Een vestiging was dicht.",
        ),
        Sentence(role="note", text="Uitleningen zeggen niets over leesplezier."),
        Outline(
            items=(
                OutlineItem(
                    text="Kinderen krijgen meer boeken onder ogen",
                    items=(
                        OutlineItem(text="Zij lezen vaker", items=(OutlineItem(text="Zij lezen met meer plezier"),)),
                        OutlineItem(text="Hun ouders lezen mee"),
                    ),
                ),
                OutlineItem(text="Leerkrachten kennen meer boeken"),
            )
        ),
        Table(
            caption="Ondertekening",
            columns=("Partij", "Naam", "Handtekening"),
            rows=(("Gemeente Voorbeeldstad", "", ""), ("Bibliotheek Voorbeeldstad", "", "")),
            role="form",
        ),
        Heading(text="Aan u de vraag"),
        Sentence(role="question", text="Wilt u dat de bibliotheek meer mensen bereikt?"),
        Provenance(
            label="Hoe dit rapport tot stand kwam", rows=(("Versie", "0.1.0"), ("Opnieuw maken", "impact run --municipality GM9999"))
        ),
    ]


def shown(block: Block) -> NotebookNode:
    """The output of a cell that shows a block."""
    bundle = {"text/html": block_html(block), "text/plain": block_text(block), BLOCK_TYPE: block_to_json(block)}
    return nbformat.v4.new_output("display_data", data=bundle, metadata={"impactlib": {"language": "nl"}})


def report_notebook() -> NotebookNode:
    """A report notebook as it is after a run."""
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("report", outputs=[shown(block) for block in sample_report()])])


def texts_of(value: object) -> list[str]:
    """Every free text in a block; codes and drawings are none."""
    if isinstance(value, str):
        return [value] if value else []
    if isinstance(value, tuple):
        return [text for each in value for text in texts_of(each)]
    if is_dataclass(value):
        return [text for field in fields(value) if field.name not in NO_TEXT for text in texts_of(getattr(value, field.name))]
    return []


def poisoned(value: Any, hostile: str) -> Any:
    """The value with every free text in it replaced by a hostile one; codes and drawings keep their own."""
    if isinstance(value, str):
        return hostile if value else ""
    if isinstance(value, tuple):
        return tuple(poisoned(each, hostile) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        free = {field.name: getattr(value, field.name) for field in fields(value) if field.name not in NO_TEXT}
        return replace(value, **{name: poisoned(each, hostile) for name, each in free.items()})
    return value
