"""Surveys: the rows of people who answered, coded on the layout's scales, refused where an answer is on none."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from impactlib.errors import Collector, ImpactError, InputError, suggestion
from impactlib.sources.areas import Register, area_of, kept_sql, parse_period
from impactlib.sources.layout import NO_OPINION, AnswerScale, Item, NumberScale, Scale, SurveyLayout
from impactlib.sources.scoring import scored_columns
from impactlib.sources.table import MORE, TextTable, clean, quoted

SHOWN_ROWS = 5
"""How many row numbers a message names; it counts the others."""

LONGEST_MESSAGE = 200
"""Characters of one fault that are shown."""

SHOWN_VALUES = 20
"""How many wrong values of one column are told; more are one and the same mistake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One column of answers: the item it belongs to, where it goes in the coded table, and its scale."""

    column: str
    coded: str
    scale: Scale
    reversed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyRows:
    """What became of the rows of a survey's files."""

    read: int
    empty: int
    doubled: int
    coded: int


def answered_columns(layout: SurveyLayout) -> list[Answered]:
    """The columns of answers of a layout, in order."""
    found = []
    for name, item in layout.items.items():
        for column, coded in _columns_of(name, item):
            found.append(Answered(column=column, coded=coded, scale=layout.scales[item.scale], reversed=item.reversed))
    return found


def _columns_of(name: str, item: Item) -> list[tuple[str, str]]:
    if item.column is not None:
        return [(item.column, f"{name}.now")]
    assert item.before is not None
    assert item.now is not None
    return [(item.before, f"{name}.before"), (item.now, f"{name}.now")]


def code_survey(
    connection: duckdb.DuckDBPyConnection, tables: Sequence[TextTable], layout: SurveyLayout, register: Register, target: Path
) -> SurveyRows:
    """Write the coded rows of a survey to a Parquet file, sorted by area and period; raises every refused answer at once.

    Columns: `area`, `period`, `cluster`, and for each item `<item>.now` and perhaps `<item>.before`: the code on the scale
    (turned round for a reversed item), -1 for 'no opinion', NULL for blank; then the same for each score. Free text and person keys are
    left behind.
    """
    faults = Collector()
    if layout.area.constant is not None:
        area_of(layout.area.constant, register, f"layouts/{layout.layout}.yml: area.constant")
    read = empty = 0
    for number, table in enumerate(tables):
        filled = " OR ".join(f"nullif(trim({quoted(name)}), '') IS NOT NULL" for name in layout.columns())
        rows, nothing = _rows_of(connection, table, filled)
        read, empty = read + rows, empty + nothing
        kept = kept_sql(connection, table.view, layout.rows)
        named = ", ".join(quoted(name) for name in layout.columns())
        connection.execute(f"CREATE TABLE part_{number} AS SELECT {named} FROM {table.view} WHERE ({kept}) AND ({filled})")
        for problem in _look_up(connection, number, table, layout, register):
            faults.add(problem)
    faults.raise_any()
    named = " UNION ALL ".join(_coded_sql(number, layout) for number in range(len(tables)))
    connection.execute(f"CREATE TABLE coded AS {named}")
    rows = _one(connection, "SELECT count(*) FROM coded")
    if rows == 0:
        raise InputError(tables[0].where, "no row holds an answer", "look at the file, and at 'rows' in the layout")
    doubled = _drop_doubled(connection, layout, tables) if layout.person else 0
    _write_sorted(connection, layout, target)
    return SurveyRows(read=read, empty=empty, doubled=doubled, coded=rows - doubled)


def _rows_of(connection: duckdb.DuckDBPyConnection, table: TextTable, filled: str) -> tuple[int, int]:
    """How many rows a file has, and in how many nothing is filled in, both from one reading of it.

    An error when a row has more cells than the header, since its answers may stand a column too far.
    """
    more = f"count(nullif(trim({quoted(MORE)}), ''))" if table.delimiter else "0"
    found = connection.execute(f"SELECT count(*), count(*) FILTER (WHERE NOT ({filled})), {more} FROM {table.view}").fetchone()
    rows, empty, wide = found or (0, 0, 0)
    if wide:
        deque(table.numbered_rows(), maxlen=0)  # reading on raises at the row, with its number
        raise InputError(
            table.where, f"{wide} rows have more cells than the header", f"put cells that hold {table.delimiter!r} between quotes"
        )
    return int(rows), int(empty)


def _look_up(
    connection: duckdb.DuckDBPyConnection, number: int, table: TextTable, layout: SurveyLayout, register: Register
) -> Iterator[ImpactError]:
    """Make the look-up tables of one file: text → area, period or code; yields a problem for each text that has none."""
    part = f"part_{number}"
    if (named := layout.area.column) is not None:

        def area(text: str, where: str) -> str:
            return area_of(text, register, where)

        yield from _look_up_column(connection, part, "area", table=table, column=named, resolve=area)
    if (dated := layout.period.column) is not None:

        def period(text: str, where: str) -> str:
            return parse_period(text, layout.period, where)

        yield from _look_up_column(connection, part, "period", table=table, column=dated, resolve=period)
    for position, answered in enumerate(answered_columns(layout)):

        def code(text: str, where: str, answered: Answered = answered) -> float | None:
            return code_of(text, answered, layout, where)

        yield from _look_up_column(connection, part, f"answer_{position}", table=table, column=answered.column, resolve=code)


def _look_up_column(
    connection: duckdb.DuckDBPyConnection, part: str, name: str, *, table: TextTable, column: str, resolve: Any
) -> Iterator[ImpactError]:
    values = [row[0] for row in connection.execute(f"SELECT DISTINCT {quoted(column)} FROM {part}").fetchall()]
    pairs: dict[str, Any] = {}  # an empty text and none at all are one key, or a row would be joined twice
    refused: dict[str, ImpactError] = {}
    for value in values:
        try:
            pairs[value or ""] = resolve(clean(value), "")
        except ImpactError as problem:
            refused.setdefault(clean(value), problem)
    kind = "VARCHAR" if name in ("area", "period") else "FLOAT"
    connection.execute(f"CREATE TABLE {part}_{name} (text VARCHAR, code {kind})")
    if pairs:
        connection.executemany(f"INSERT INTO {part}_{name} VALUES (?, ?)", list(pairs.items()))
    if refused:
        shown = sorted(refused)[:SHOWN_VALUES]
        rows = table.row_numbers(column, shown)
        for value in shown:
            found = refused[value]
            yield type(found)(f"{table.where}: {_rows(rows[value])}: column {column!r}", _short(found.what), found.cure)
        if len(refused) > len(shown):
            yield InputError(
                f"{table.where}: column {column!r}", f"{len(refused) - len(shown)} more values are refused", "see the first ones"
            )


def _short(text: str) -> str:
    """A message that a file read under a wrong delimiter or quote cannot fill with its own text."""
    return text if len(text) <= LONGEST_MESSAGE else f"{text[:LONGEST_MESSAGE]}… ({len(text)} characters)"


def _rows(numbers: Sequence[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:SHOWN_ROWS])
    more = f" and {len(numbers) - SHOWN_ROWS} more" if len(numbers) > SHOWN_ROWS else ""
    return f"{'row' if len(numbers) == 1 else 'rows'} {shown}{more}"


def code_of(text: str, answered: Answered, layout: SurveyLayout, where: str) -> float | None:
    """The code of an answer: None when blank or declared missing, -1 for no opinion; an error when it is on no scale."""
    folded = text.casefold()
    if not folded or folded in {clean(each).casefold() for each in layout.missing}:
        return None
    scale = answered.scale
    if folded in {clean(each).casefold() for each in scale.no_opinion}:
        return NO_OPINION
    if isinstance(scale, AnswerScale):
        codes = {clean(answer).casefold(): float(code) for answer, code in scale.answers.items()}
        if folded not in codes:
            raise InputError(where, f"{text!r} is no answer of this scale", suggestion(text, [*scale.answers, *scale.no_opinion]))
        code = codes[folded]
    else:
        code = _number(text, scale, layout.file.decimal, where)
    return scale.lowest + scale.highest - code if answered.reversed else code


def _number(text: str, scale: NumberScale, decimal: str, where: str) -> float:
    other = "," if decimal == "." else "."
    if not re.fullmatch(rf"[+-]?[0-9]+(\{decimal}[0-9]+)?", text):
        sign = f" with a decimal {decimal!r}" if other in text else ""
        raise InputError(where, f"{text!r} is not a number{sign}", "correct the cell, or 'decimal' or 'missing' in the layout")
    number = float(text.replace(decimal, "."))
    if not scale.lowest <= number <= scale.highest:
        raise InputError(
            where, f"{text!r} is not between {scale.lowest:g} and {scale.highest:g}", "correct the cell, or the scale in the layout"
        )
    return number


def _coded_sql(number: int, layout: SurveyLayout) -> str:
    part = f"part_{number}"
    area = "area.code" if layout.area.column else _text(layout.area.constant)
    period = "period.code" if layout.period.column else _text(layout.period.constant)
    cluster = f"nullif(trim({quoted(layout.cluster)}), '')" if layout.cluster else "NULL::VARCHAR"
    person = f"nullif(trim({quoted(layout.person)}), '')" if layout.person else "NULL::VARCHAR"
    named = [f"{area} AS area", f"{period} AS period", f"{cluster} AS cluster", f"{person} AS person"]
    joins = []
    for name, column in (("area", layout.area.column), ("period", layout.period.column)):
        if column:
            joins.append(f"JOIN {part}_{name} AS {name} ON {name}.text = coalesce({part}.{quoted(column)}, '')")
    for position, answered in enumerate(answered_columns(layout)):
        kind = "TINYINT" if isinstance(answered.scale, AnswerScale) else "FLOAT"
        named.append(f"answer_{position}.code::{kind} AS {quoted(answered.coded)}")
        joins.append(
            f"JOIN {part}_answer_{position} AS answer_{position} ON answer_{position}.text = coalesce({part}.{quoted(answered.column)}, '')"
        )
    return f"SELECT {', '.join(named)} FROM {part} {' '.join(joins)}"


def _drop_doubled(connection: duckdb.DuckDBPyConnection, layout: SurveyLayout, tables: Sequence[TextTable]) -> int:
    """Count a person who stands in a file twice with the same answers once; refuse one with two different sets of answers."""
    key = "area, period, person"
    connection.execute(
        f"CREATE TABLE doubled AS SELECT {key}, count(*) AS times FROM coded WHERE person IS NOT NULL GROUP BY {key} HAVING count(*) > 1"
    )
    extra = _one(connection, "SELECT coalesce(sum(times - 1), 0) FROM doubled")
    if extra == 0:
        return 0
    connection.execute(f"CREATE TABLE single AS SELECT DISTINCT coded.* FROM coded SEMI JOIN doubled USING ({key})")
    differing = connection.execute(f"SELECT person FROM single GROUP BY {key} HAVING count(*) > 1 ORDER BY person").fetchall()
    if differing:
        # The key of a person is not repeated in full where many are at fault: one is enough to find the cause.
        person, column = differing[0][0], str(layout.person)
        places = [(table.where, table.row_numbers(column, [clean(person)])[clean(person)]) for table in tables]
        raise InputError(
            " and ".join(f"{where}: {_rows(rows)}" for where, rows in places if rows),
            f"{column} {person!r} stands there twice with different answers ({len(differing)} in all)",
            "correct the file, or give the column with a key that is unique to each person",
        )
    connection.execute(f"DELETE FROM coded WHERE person IS NOT NULL AND EXISTS (SELECT 1 FROM doubled WHERE {_same(key)})")
    connection.execute("INSERT INTO coded SELECT * FROM single")
    return extra


def _same(key: str) -> str:
    return " AND ".join(f"doubled.{name} = coded.{name}" for name in key.split(", "))


def _write_sorted(connection: duckdb.DuckDBPyConnection, layout: SurveyLayout, target: Path) -> None:
    answers = [quoted(answered.coded) for answered in answered_columns(layout)]
    scores = [f"{computed} AS {quoted(name)}" for name, computed in scored_columns(layout)]
    columns = ", ".join(["area", "period", "cluster", *answers, *scores])
    connection.execute(
        f"COPY (SELECT {columns} FROM coded ORDER BY area, period, cluster) TO '{str(target).replace(chr(39), chr(39) * 2)}' "
        "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 100000)"
    )


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0


def _text(value: str | None) -> str:
    return "'" + str(value).replace("'", "''") + "'"
