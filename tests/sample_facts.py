"""Figures as data of an invented town: one of every scale, one without a value, and one that a spreadsheet would compute."""

from __future__ import annotations

from dataclasses import fields, replace

from impactlib.telling.blocks import Block, Facts, FigureRow
from impactlib.telling.facts_told import LABELS
from tests.sample_report import sample_report

HOSTILE = "=HYPERLINK(1+1)"

ROW = FigureRow(
    id="GM9999/2025/LO04", theme="lifelong", theme_name="Leven lang ontwikkelen", indicator="LO04", name="Iets geleerd",
    definition="Aandeel dat iets leerde.", kind="gemeten", period="2025", area="GM9999", scale="share", decimals=0, unit="procent",
    value=161 / 260, lower=0.5591, upper=0.6763, n=260, invited=400, design="post-only", design_text="één keer gevraagd", evidence=1,
    evidence_text="1: één keer gevraagd", flags=("unlinked",), flag_texts=("andere mensen",), caveat="Dit zeggen deelnemers zelf.",
    goal="leren", target=0.6, by="2026", verdict="met", verdict_text="doel gehaald", previous=0.55, previous_period="2024",
    previous_verdict="no-clear-change", previous_text="geen duidelijk verschil", source="Vragenlijst (de bibliotheek)",
)  # fmt: skip

NOTHING = {each.name: each.default for each in fields(FigureRow) if each.name in ("value", "lower", "upper", "n", "invited", "evidence")}

ROWS = (
    ROW,
    replace(ROW, id="GM9999/2025/LO09", indicator="LO09", name=HOSTILE, goal="", target=None, by="", verdict="", verdict_text="",
            scale="points", unit="procentpunt", value=0.125, lower=0.01, upper=0.24, before=0.5, now=0.625),
    replace(ROW, id="GM9999/2025/BR01", theme="reach", theme_name="Bereik [1] / twee: een heel lang thema", indicator="BR01",
            name="Leden", scale="number", decimals=0, unit="personen", value=45007.0, lower=None, upper=None, n=45007, invited=None,
            flags=(), flag_texts=(), target=None),
    replace(ROW, id="GM9999/2025/BR02", theme="reach2", theme_name="Bereik [1] / twee: een heel lang ander", indicator="BR02",
            name="Bezoek",
            absent="protected", absent_text="niet te tonen", verdict="too-few", verdict_text="niet te tonen", flags=(), flag_texts=(),
            **NOTHING),
)  # fmt: skip


def sample_facts(rows: tuple[FigureRow, ...] = ROWS) -> Facts:
    """The figures as a block."""
    return Facts(
        area="GM9999", area_name="Voorbeeldstad", period="2025", audience="officer", release="abc", rows=rows,
        labels=tuple((name, name.capitalize()) for name in LABELS), about=(("Gebied", "Voorbeeldstad (GM9999)"),),
        reading=("Een lege waarde is geen nul.",), sources=("Vragenlijst (de bibliotheek)",),
    )  # fmt: skip


def report_with_facts(rows: tuple[FigureRow, ...] = ROWS) -> list[Block]:
    """The sample report with its figures as data at the end."""
    return [*sample_report(), sample_facts(rows)]
