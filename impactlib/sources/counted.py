"""Counts: one number for each area, period and measure, added up over providers, with what is missing kept apart from zero."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from impactlib.errors import Collector, InputError
from impactlib.sources.areas import Register, area_of, period_of, rows_kept, whole_number, year_columns
from impactlib.sources.layout import DECIMAL_UNITS, NOT_ADDED, CountsLayout, Unit
from impactlib.sources.table import TextTable

UNNAMED = "row "
"""How a provider without a name is called, with its row's number: it is known in its own row only."""

DECIMALS, DIGITS = 4, 18
"""With so many decimals, and digits in all, euros, hours, kilometres and percentages are stored: exactly, so that sums are exact too."""

WHOLE = Decimal(100)
"""The most that a percentage can be: it is a part of all there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What one provider counted of one measure in one area and period; `value` is None where it is missing.

    It is a Decimal of what comes in parts (`DECIMAL_UNITS`), and else whole. `absent` says that the provider was not there that year:
    nothing is expected of it.
    """

    area: str
    period: str
    measure: str
    provider: str
    value: int | Decimal | None
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
    in_parts = any(measure.unit in DECIMAL_UNITS for measure in layout.measures.values())
    _write(sorted(found.values(), key=lambda each: (each.area, each.period, each.measure, each.provider)), target, in_parts=in_parts)
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
            value = None if unknown else number_of(text, layout.measures[measure].unit, layout.file.decimal, where, column)
            found[area, period, measure, provider] = Count(
                area=area, period=period, measure=measure, provider=provider, value=value, absent=gone
            )
    faults.raise_any()


def number_of(text: str, unit: Unit, decimal: str, where: str, column: str) -> int | Decimal:
    """The number in a cell: whole of whatever comes in whole ones, and else with its decimals.

    Parameters
    ----------
    text
        The cell.
    unit
        What one of the measure is.
    decimal
        The layout's decimal sign, `,` or `.`; the other one may separate thousands, but not of a percentage or a distance.
    where, column
        The place that a message names.

    Returns
    -------
    int | Decimal
        An int for units of which there are whole ones only; else a Decimal, rounded to four decimals.

    Raises
    ------
    InputError
        The cell holds no such number, one under 0, a percentage over 100, or what may be a thousand or a decimal.

    Examples
    --------
    >>> number_of("12.500,75", "euro", ",", "accounts.csv: row 2", "Subsidie"), number_of("1.200", "person", ",", "", "Leden")
    (Decimal('12500.7500'), 1200)
    """
    if unit not in DECIMAL_UNITS:
        return whole_number(text, decimal, where, column)
    separator = "." if decimal == "," else ","
    grouped = unit not in NOT_ADDED and re.fullmatch(rf"\d{{1,3}}(\{separator}\d{{3}})+(\{decimal}\d+)?", text)
    plain = text.replace(separator, "") if grouped else text
    held, cure = f"column {column!r} holds {text!r}", "correct the cell, or 'decimal' or 'missing' in the layout"
    if unit not in NOT_ADDED and re.fullmatch(rf"[1-9]\d{{0,2}}\{decimal}\d{{3}}", text):
        other = f"'decimal' in the layout is {decimal!r}; correct it, or write another number of decimals"
        raise InputError(where, f"{held}, which may be a thousand or a decimal", other)
    if re.fullmatch(rf"-\d+(\{decimal}\d+)?", plain):
        raise InputError(where, f"{held}, under 0", "an amount is 0 or more; a code for 'missing' belongs in the layout")
    if not re.fullmatch(rf"\d+(\{decimal}\d+)?", plain):
        sign = f" with a decimal {decimal!r}" if separator in text else ""
        raise InputError(where, f"{held}, which is no number{sign}", cure)
    number = Decimal(plain.replace(decimal, "."))
    if unit == "percent" and number > WHOLE:
        raise InputError(where, held, "a percentage is at most 100; correct the cell")
    if number >= 10 ** (DIGITS - DECIMALS):
        raise InputError(where, held, f"an amount has at most {DIGITS - DECIMALS} digits before the decimals; correct the cell")
    return round(number, DECIMALS)


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


def _write(counts: Sequence[Count], target: Path, *, in_parts: bool) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    names = ("area", "period", "measure", "provider")
    columns = {name: pa.array([getattr(count, name) for count in counts], pa.string()) for name in names}
    kind = pa.decimal128(DIGITS, DECIMALS) if in_parts else pa.int64()
    columns["value"] = pa.array([count.value for count in counts], kind)
    columns["absent"] = pa.array([count.absent for count in counts], pa.bool_())
    pq.write_table(pa.table(columns), target, compression="zstd")
