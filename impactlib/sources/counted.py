"""Counts: one number for each area, period and measure, added up over providers, with what is missing kept apart from zero."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from impactlib.errors import Collector, InputError
from impactlib.sources.areas import Register, area_of, period_of, rows_kept, whole_number, year_columns
from impactlib.sources.layout import CountsLayout
from impactlib.sources.table import TextTable

UNNAMED = "row "
"""How a provider without a name is called, with its row's number: it is known in its own row only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What one provider counted of one measure in one area and period; `value` is None where it is missing.

    `absent` says that the provider was not there that year: nothing is expected of it.
    """

    area: str
    period: str
    measure: str
    provider: str
    value: int | None
    absent: bool = False


def code_counts(tables: Sequence[TextTable], layout: CountsLayout, register: Register, target: Path) -> int:
    """Write the coded counts to a Parquet file sorted by area; returns how many. Raises every fault at once."""
    faults = Collector()
    found: dict[tuple[str, str, str, str], Count] = {}
    for table in tables:
        for number, cells in rows_kept(table, layout.rows):
            with faults.catching():
                _code_row(found, cells, layout, register, f"{table.where}: row {number}", number)
    faults.raise_any()
    if all(count.absent for count in found.values()):
        raise InputError(tables[0].where, "no row holds a count", "look at the file, and at 'rows' in the layout")
    _write(sorted(found.values(), key=lambda each: (each.area, each.period, each.measure, each.provider)), target)
    return sum(not count.absent for count in found.values())


def _code_row(
    found: dict[tuple[str, str, str, str], Count],
    cells: Mapping[str, str],
    layout: CountsLayout,
    register: Register,
    where: str,
    number: int,
) -> None:
    faults = Collector()
    area_text = layout.area.constant if layout.area.constant is not None else cells[str(layout.area.column)]
    area = area_of(area_text, register, f"{where}: column {layout.area.column!r}")
    provider = cells[layout.provider] if layout.provider else ""
    if layout.provider and not provider:
        provider = f"{UNNAMED}{number}"
    places = _places(cells, layout, where)
    if twice := [(column, period) for measure, column, period in places if (area, period, measure, provider) in found]:
        who, (column, period) = f" of {provider!r}" if provider else "", twice[0]
        what = f"{area}{who} in {period} stands there twice (column {column!r})"
        raise InputError(where, what, "keep one row, or name the column with the provider")
    for measure, column, period in places:
        with faults.catching():
            text = cells[column]
            gone = text in layout.absent
            unknown = gone or not text or text in layout.missing
            value = None if unknown else whole_number(text, layout.file.decimal, where, column)
            found[area, period, measure, provider] = Count(
                area=area, period=period, measure=measure, provider=provider, value=value, absent=gone
            )
    faults.raise_any()


def _places(cells: Mapping[str, str], layout: CountsLayout, where: str) -> list[tuple[str, str, str]]:
    """(measure, column, period) of every cell of a row that holds a count."""
    if layout.period is not None:
        period = period_of(cells, layout.period, where)
        return [(name, measure.column, period) for name, measure in layout.measures.items()]
    places = []
    for name, measure in layout.measures.items():
        columns = year_columns(measure.column, list(cells))
        if not columns:
            raise InputError(where, f"there is no column like {measure.column!r}", "correct 'column' in the layout")
        places += [(name, column, year) for column, year in columns.items()]
    return places


def _write(counts: Sequence[Count], target: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    names = ("area", "period", "measure", "provider")
    columns = {name: pa.array([getattr(count, name) for count in counts], pa.string()) for name in names}
    columns["value"] = pa.array([count.value for count in counts], pa.int64())
    columns["absent"] = pa.array([count.absent for count in counts], pa.bool_())
    pq.write_table(pa.table(columns), target, compression="zstd")
