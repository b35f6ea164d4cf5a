"""Tiny workspaces, made by hand in a test's own folder: three areas, a survey, counts and a register, with their layouts."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from impactlib.disclosure.measured import measure
from impactlib.indicators.finding import Finding
from impactlib.indicators.indicator import Indicator, catalogue
from impactlib.workspace import Workspace

AREAS = {"A1": "Aburg", "B2": "Bedorp", "C3": "Cestad"}
"""The areas of the tiny register, each with 2000 inhabitants in 2024 and in 2025; all lie in the wider area P1."""

ANSWERS = ("nooit", "soms", "vaak", "meestal", "altijd")
"""The tiny scale, 1 to 5; 'weet niet' is no opinion."""

SETTINGS = """\
period: "{period}"
areas: all
sources: {{{sources}}}
"""

SURVEY_LAYOUT = """\
layout: tiny-survey
kind: survey
title: {nl: Vragen, en: Questions}
owner: {nl: wij, en: us}
design: retrospective
asked: {nl: deelnemers, en: participants}
activity: {nl: de cursus, en: the course}
file: {format: csv, delimiter: ";", encoding: utf-8, decimal: ","}
area: {column: gemeente}
period: {column: jaar, pattern: "{year}"}
person: nummer
cluster: cursus
invited: course_participants
missing: ["-"]
scales:
  often: {answers: {nooit: 1, soms: 2, vaak: 3, meestal: 4, altijd: 5}, no_opinion: [weet niet]}
  mark: {lowest: 1, highest: 10, no_opinion: [weet niet]}
items:
  learned: {column: geleerd, scale: often, text: {nl: Geleerd, en: Learned}}
  digital_skills: {before: eerst, now: nu, scale: often, text: {nl: Regelen, en: Manage}}
  mark: {column: cijfer, scale: mark, text: {nl: Cijfer, en: Mark}}
"""

COUNTS_LAYOUT = """\
layout: tiny-counts
kind: counts
title: {nl: Tellingen, en: Counts}
owner: {nl: wij, en: us}
file: {format: csv, delimiter: ";", encoding: utf-8, decimal: ","}
area: {column: code}
period: {column: jaar}
provider: bibliotheek
missing: [onbekend]
measures:
  members: {column: leden, unit: person}
  loans: {column: uitleningen, unit: loan}
  activities: {column: activiteiten, unit: activity}
  course_participants: {column: cursisten, unit: person}
  course_completed: {column: afgerond, unit: person}
  pupils_tested: {column: getoetst, unit: pupil}
  pupils_below_level: {column: onder, unit: pupil}
"""

REGISTER_LAYOUT = """\
layout: tiny-register
kind: register
title: {nl: Register, en: Register}
owner: {nl: wij, en: us}
file: {format: csv, delimiter: ";", encoding: utf-8}
code: code
name: naam
part_of: deel
population: "inwoners {year}"
words:
  nl: {one: plaats, many: plaatsen, the: de plaats}
  en: {one: place, many: places, the: the place}
wider: {P1: {nl: Streek, en: Region}}
"""

SURVEY_COLUMNS = ("nummer", "gemeente", "jaar", "cursus", "geleerd", "eerst", "nu", "cijfer")
COUNTS_COLUMNS = ("code", "jaar", "bibliotheek", "leden", "uitleningen", "activiteiten", "cursisten", "afgerond", "getoetst", "onder")
REGISTER = "code;naam;deel;inwoners 2024;inwoners 2025\n" + "".join(f"{code};{name};P1;2000;2000\n" for code, name in AREAS.items())

Row = Mapping[str, object]


def table(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """The rows as a CSV with semicolons; cells that a row does not name are empty."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([[row.get(column, "") for column in columns] for row in rows])
    return text.getvalue()


def people(n: int, area: str = "A1", year: str = "2025", **cells: object) -> list[Row]:
    """The rows of `n` people with the same answers, spread over four courses; every row has its own number."""
    made: list[Row] = []
    for each in range(n):
        answers = "/".join(str(value) for value in cells.values())
        own = hashlib.sha256(f"{area}/{year}/{answers}/{each}".encode()).hexdigest()[:12]
        made.append({"nummer": own, "gemeente": area, "jaar": year, "cursus": f"{area}-{each % 4}", **cells})
    return made


def spread(counts: Mapping[str, int], column: str = "geleerd", area: str = "A1", year: str = "2025") -> list[Row]:
    """The rows of people who gave each answer so often."""
    return [row for answer, n in counts.items() for row in people(n, area, year, **{column: answer})]


def counted(area: str = "A1", year: str = "2025", bibliotheek: str = "Boekerij", **cells: object) -> Row:
    """One row of the counts file."""
    return {"code": area, "jaar": year, "bibliotheek": bibliotheek, **cells}


def write(path: Path, content: str | bytes) -> Path:
    """The file with this content, its folder made where it is not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def tiny(
    folder: Path,
    *,
    survey: Sequence[Row] | str | bytes | None = None,
    counts: Sequence[Row] | str | bytes | None = None,
    register: str = REGISTER,
    period: str = "2025",
    layouts: Mapping[str, str] | None = None,
    more: str = "",
) -> Workspace:
    """A workspace in `folder` with these files; `layouts` take the place of the tiny ones, `more` is added to the settings."""
    sources = ["register: {path: data/register.csv, layout: tiny-register}"]
    write(folder / "data/register.csv", register)
    for name, content, columns in (("survey", survey, SURVEY_COLUMNS), ("counts", counts, COUNTS_COLUMNS)):
        if content is not None:
            sources.append(f"{name}: {{path: data/{name}.csv, layout: tiny-{name}}}")
            write(folder / f"data/{name}.csv", content if isinstance(content, str | bytes) else table(columns, content))
    own = {"tiny-survey": SURVEY_LAYOUT, "tiny-counts": COUNTS_LAYOUT, "tiny-register": REGISTER_LAYOUT, **(layouts or {})}
    for name, text in own.items():
        write(folder / f"parameters/layouts/{name}.yml", text)
    write(folder / "parameters/workspace.yml", SETTINGS.format(period=period, sources=", ".join(sources)) + more)
    return Workspace.open(folder)


def findings(workspace: Workspace) -> dict[tuple[str, str, str], Finding]:
    """The exact findings of a workspace by (area, period, indicator)."""
    return {(each.area, each.period, each.indicator): each for each in measure(workspace).findings}


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file under a folder with its bytes; empty when the folder is not there."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def indicator_like(id_: str, **changes: Any) -> Indicator:
    """An indicator of the catalogue with some of it changed."""
    return Indicator.model_validate({**catalogue()[id_].model_dump(), **changes})
