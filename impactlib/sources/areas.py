"""The register: which areas there are, with code, name and population per year. It is data; no area is known to the code."""

from __future__ import annotations

import fnmatch
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from impactlib.errors import Collector, InputError, UnknownNameError
from impactlib.signs import refuse_unfit
from impactlib.sources.layout import AreaWords, PeriodColumn, RegisterLayout, Rows, read_layout
from impactlib.sources.table import TextTable, clean, open_table, quoted, workbench
from impactlib.workspace import SETTINGS, Text, Workspace

DEFAULT_REGISTER = Path(__file__).parent / "registers" / "nl-municipalities.csv"
"""The Dutch municipalities with their population 2019-2026 (CBS, StatLine 03759ned, CC BY 4.0)."""

DEFAULT_LAYOUT = "cbs-population"

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")
"""How the codes of areas look: folders, commands and the ids of figures are made of them."""

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""No answer was given outside these years: such a date is a slip of the pen (2205 for 2025), or a wrong form of date."""


def slug_of(name: str) -> str:
    """A name as files are called: `'s-Hertogenbosch` becomes `s-hertogenbosch`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "area"


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One area: its code (always text), its name, the wider area it is part of, and its population per period."""

    code: str
    name: str
    part_of: str = ""
    population: Mapping[str, int] = field(default_factory=dict)

    def population_in(self, period: str) -> int | None:
        """The inhabitants in a period; of a school year those of its first calendar year. None where the register has none."""
        found = self.population.get(period)
        return found if found is not None else self.population.get(period.partition("-")[0])


@dataclass(frozen=True, kw_only=True)
class Register:
    """All areas by code, what they are called in a sentence, and where the figures come from."""

    areas: Mapping[str, Area]
    words: Mapping[str, AreaWords]
    wider: Mapping[str, Text]
    title: Text
    owner: Text
    reference_date: Text | None

    def code_of(self, text: str) -> str | None:
        """The code of the area with this code or name (capitals and spaces do not matter in a name); None when there is none."""
        if text in self.areas or text in self.wider:
            return text
        named = self.codes_named(text)
        return named[0] if len(named) == 1 else None

    def codes_named(self, text: str) -> list[str]:
        """The codes of the areas with this name; none when it is itself a code."""
        return [] if text in self.areas else self._by_name.get(_folded(text), [])

    def names(self) -> list[str]:
        """All names and codes, for 'did you mean'."""
        return [*self.areas, *(area.name for area in self.areas.values()), *self.wider]

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {}
        for area in self.areas.values():
            names.setdefault(_folded(area.name), []).append(area.code)
        return names


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def read_register(workspace: Workspace) -> Register:
    """The register of a workspace: its own source with a register layout, else the Dutch municipalities."""
    for name, source in workspace.settings.sources.items():
        layout = read_layout(source.layout, folders=(workspace.parameters / "layouts",), where=f"{SETTINGS}: sources.{name}")
        if isinstance(layout, RegisterLayout):
            return register_from(workspace.files(name), layout, shown=workspace.shown)
    return default_register()


def default_register() -> Register:
    """The Dutch municipalities, with their population by year."""
    layout = read_layout(DEFAULT_LAYOUT)
    assert isinstance(layout, RegisterLayout)
    return register_from([DEFAULT_REGISTER], layout, shown=lambda path: path.name)


def register_from(paths: list[Path], layout: RegisterLayout, *, shown: Any = str) -> Register:
    """The register that these files hold under this layout; every fault in them is told at once."""
    areas: dict[str, Area] = {}
    faults = Collector()
    for code in layout.wider:
        with faults.catching():
            _check_code(code, f"layouts/{layout.layout}.yml: wider")
    with workbench() as connection:
        for number, path in enumerate(paths):
            where = shown(path)
            table = open_table(connection, path, layout.file, layout.columns(), where=where, view=f"raw_{number}")
            for row, cells in rows_kept(table, layout.rows):
                with faults.catching():
                    _add_area(areas, cells, layout, f"{where}: row {row}")
    faults.raise_any()
    if not areas:
        raise InputError(shown(paths[0]), "the register holds no areas", "look at 'rows' in its layout")
    return Register(
        areas=areas,
        words={str(language): words for language, words in layout.words.items()},
        wider=layout.wider,
        title=layout.title,
        owner=layout.owner,
        reference_date=layout.reference_date,
    )


def _add_area(areas: dict[str, Area], cells: Mapping[str, str], layout: RegisterLayout, where: str) -> None:
    code, name = cells[layout.code], cells[layout.name].removesuffix(layout.name_suffix).strip()
    if not code or not name:
        raise InputError(where, f"code is {code!r} and name is {name!r}", "an area needs both")
    part_of = cells[layout.part_of] if layout.part_of else ""
    for each in (code, part_of):
        _check_code(each, where)
    refuse_unfit(name, where, f"the name of {code}", name=True)
    population = dict(_populations(cells, layout, where))
    if layout.period is not None and not population:
        return  # the table lists areas that were abolished before its first year
    if (known := areas.get(code)) is None:
        areas[code] = Area(code=code, name=name, part_of=part_of, population=population)
        return
    if known.name != name:
        raise InputError(where, f"the code {code} is of {known.name!r} and of {name!r}", "give each area its own code")
    if twice := sorted(set(known.population) & set(population)) or (["this area"] if layout.period is None else []):
        raise InputError(where, f"the code {code} ({name}) stands here twice ({twice[0]})", "keep one row")
    areas[code] = Area(code=code, name=name, part_of=known.part_of, population={**known.population, **population})


def _check_code(code: str, where: str) -> None:
    if code and not CODE.fullmatch(code):
        raise InputError(where, f"{code!r} is no code of an area", "a code has letters a-z, digits, '-', '_' and '.', such as GM0200")


def _populations(cells: Mapping[str, str], layout: RegisterLayout, where: str) -> list[tuple[str, int]]:
    if layout.population is None:
        return []
    if layout.period is not None:
        text = cells[layout.population]
        return [(period_of(cells, layout.period, where), whole_number(text, ".", where, layout.population))] if text else []
    found = []
    for column, year in year_columns(layout.population, list(cells)).items():
        if cells[column]:
            found.append((year, whole_number(cells[column], layout.file.decimal, where, column)))
    if not found:
        raise InputError(
            where, f"no column like {layout.population!r} holds a number here", "fill it in, or look at 'population' in the layout"
        )
    return found


def rows_kept(table: TextTable, rows: Rows) -> list[tuple[int, dict[str, str]]]:
    """The rows that count, each with the number it has in the file; cells are cleaned texts ('' when empty), empty rows left out."""
    result = []
    choices = [
        (column, patterns, wanted) for wanted, choice in ((True, rows.keep), (False, rows.drop)) for column, patterns in choice.items()
    ]
    # The columns that choose rows hold few different texts: each is cleaned and compared once.
    chosen: list[dict[Any, bool]] = [{} for _ in choices]
    for number, row in table.numbered_rows():
        for (column, patterns, wanted), known in zip(choices, chosen, strict=True):
            value = row.get(column)
            if value not in known:
                known[value] = _matches(clean(value), patterns) is wanted
            if not known[value]:
                break
        else:
            cells = {name: clean(row.get(name)) for name in table.columns}
            if any(cells.values()):
                result.append((number, cells))
    return result


def _matches(text: str, patterns: list[str]) -> bool:
    return any(fnmatch.fnmatchcase(text.casefold(), pattern.casefold()) for pattern in patterns)


def kept_sql(connection: Any, view: str, rows: Rows) -> str:
    """The condition under which a row of `view` counts, as SQL."""
    conditions = ["true"]
    for wanted, choice in ((True, rows.keep), (False, rows.drop)):
        for column, patterns in choice.items():
            values = [row[0] for row in connection.execute(f"SELECT DISTINCT {quoted(column)} FROM {view}").fetchall()]
            hits = [value for value in values if _matches(clean(value), patterns)]
            listed = ", ".join("'" + value.replace("'", "''") + "'" for value in hits if value is not None)
            test = f"coalesce({quoted(column)} IN ({listed}), false)" if listed else "false"
            if None in hits:
                test = f"({test} OR {quoted(column)} IS NULL)"
            conditions.append(test if wanted else f"NOT {test}")
    return " AND ".join(conditions)


def year_columns(pattern: str, names: list[str]) -> dict[str, str]:
    """The columns that fit a name with {year} in it, each with its year."""
    expression = re.compile(re.escape(pattern).replace(re.escape("{year}"), r"(\d{4})"))
    return {name: found[1] for name in names if (found := expression.fullmatch(name))}


def period_of(cells: Mapping[str, str], column: PeriodColumn, where: str) -> str:
    """The period a row is about."""
    if column.constant is not None:
        return column.constant
    assert column.column is not None
    return parse_period(cells[column.column], column, f"{where}: column {column.column!r}")


def parse_period(text: str, column: PeriodColumn, where: str) -> str:
    """A cell as a period: by the date form of the layout, or by its pattern."""
    if column.date is not None:
        from datetime import datetime

        try:
            day = datetime.strptime(text, column.date)
        except ValueError:
            raise InputError(
                where, f"{text!r} is not a date of the form {column.date}", "correct the cell, or 'date' in the layout"
            ) from None
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            what = f"{text!r} is in the year {day.year}, and dates lie from {FIRST_YEAR} to {LAST_YEAR}"
            raise InputError(where, what, "correct the cell, or 'date' in the layout")
        if column.school_year_starts is None:
            return str(day.year)
        first = day.year if day.month >= column.school_year_starts else day.year - 1
        return f"{first}-{first + 1}"
    expression = re.escape(column.pattern).replace(re.escape("{year}"), r"(\d{4}(?:-\d{4})?)")
    if (found := re.fullmatch(expression, text)) is None:
        raise InputError(where, f"{text!r} is not a period like {column.pattern!r}", "correct the cell, or 'period' in the layout")
    return found[1]


def whole_number(text: str, decimal: str, where: str, column: str) -> int:
    """A count as files hold it: digits, perhaps with the thousands separator that goes with the decimal sign."""
    separator = "." if decimal == "," else ","
    plain = text.replace(separator, "") if re.fullmatch(rf"\d{{1,3}}(\{separator}\d{{3}})+", text) else text
    if re.fullmatch(rf"[1-9]\d{{0,2}}\{decimal}000", text):
        other = f"'decimal' in the layout is {decimal!r}; correct it, or write the number without a separator"
        raise InputError(where, f"column {column!r} holds {text!r}, which may be a thousand or a decimal", other)
    plain = re.sub(rf"\{decimal}0+$", "", plain)
    if re.fullmatch(r"-\d+", plain):
        raise InputError(
            where, f"column {column!r} holds {text!r}, under 0", "a count is 0 or more; a code for 'missing' belongs in the layout"
        )
    if not re.fullmatch(r"\d+", plain):
        raise InputError(
            where, f"column {column!r} holds {text!r}, which is no whole number", "correct the cell, or add it to 'missing' in the layout"
        )
    return int(plain)


def area_of(text: str, register: Register, where: str) -> str:
    """The code of the area a cell names; an error with the nearest name when there is none."""
    if not text:
        raise InputError(where, "the area is empty", "fill in its code or name")
    if len(same := register.codes_named(text)) > 1:
        raise InputError(where, f"{text!r} is the name of {' and '.join(same)}", "give the code")
    if (code := register.code_of(text)) is None:
        raise UnknownNameError.among(where, "area", text, register.names())
    return code
