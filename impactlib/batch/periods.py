"""Of which periods the sources are, beside the period that the reports are about."""

from __future__ import annotations

from impactlib.errors import InputError
from impactlib.sources.areas import Register
from impactlib.sources.layout import CountsLayout, SurveyLayout
from impactlib.sources.store import StoredSource
from impactlib.workspace import SETTINGS, Workspace


def check_periods(workspace: Workspace, source: StoredSource, register: Register) -> list[str]:
    """How much a source has of each period, as notes; refused when it has nothing of the report's period though it has of others."""
    found = rows_by_period(source)
    what = "people" if isinstance(source.layout, SurveyLayout) else "counts"
    notes = [f"{source.name}: {', '.join(f'{n} {what} in {period}' for period, n in found.items())}"]
    if not found or workspace.period in found:
        return notes
    there = f"it has nothing of {workspace.period}, which the reports are about, and it has {', '.join(found)}"
    if (exempt := _exempt(source.layout, register)) is not None:
        return [*notes, f"{source.name}: {there} ({exempt})"]
    raise InputError(f"{SETTINGS}: sources.{source.name}", there, _cure(workspace.period, source.layout))


def rows_by_period(source: StoredSource) -> dict[str, int]:
    """How many rows of the coded table are of each period, in order of period; a count that is missing is no row."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    names = ["period"] if isinstance(source.layout, SurveyLayout) else ["period", "value"]
    table = pq.read_table(source.parquet, columns=names, use_threads=False)
    if "value" in names:
        table = table.filter(pc.is_valid(table.column("value")))
    counts = pc.value_counts(table.column("period")).to_pylist()
    return dict(sorted((str(each["values"]), int(each["counts"])) for each in counts))


def _exempt(layout: SurveyLayout | CountsLayout, register: Register) -> str | None:
    """Why a source may be of another period than the reports, when it may."""
    if layout.period is not None and layout.period.constant is not None:
        return "its layout gives one period for all rows"
    if layout.area.constant is not None and layout.area.constant in register.wider:
        return "it is about a wider area"
    return None


def _cure(period: str, layout: SurveyLayout | CountsLayout) -> str:
    if "-" in period and layout.period is not None and layout.period.date is not None and layout.period.school_year_starts is None:
        return f"its dates are read as calendar years: add 'school_year_starts: 8' to 'period' in layouts/{layout.layout}.yml"
    if "-" not in period and layout.period is not None and layout.period.school_year_starts is not None:
        return f"its dates are read as school years: leave 'school_year_starts' out of 'period' in layouts/{layout.layout}.yml"
    return "add the file of that period, or correct 'period' in the settings or in the layout"
