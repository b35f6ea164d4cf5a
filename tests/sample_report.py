"""A report of an invented town with every kind of block: what the tests of markup and of pages lay out."""

from __future__ import annotations

from impactlib.telling import figures
from impactlib.telling.blocks import Block, Chart, Heading, Items, KeyFigure, KeyFigures, Notice, Provenance, Quote, Sentence, Table, Title

ALT = "Puntgrafiek met intervallen. In 2025 zegt 62% van de deelnemers meer zaken zelf te regelen (55% tot 69%). Het doel is 60%."


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
    """Every kind of block, every role of a sentence and four charts, in the order of a report."""
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
        Heading(text="Aan u de vraag"),
        Sentence(role="question", text="Wilt u dat de bibliotheek meer mensen bereikt?"),
        Provenance(
            label="Hoe dit rapport tot stand kwam", rows=(("Versie", "0.1.0"), ("Opnieuw maken", "impact run --municipality GM9999"))
        ),
    ]
