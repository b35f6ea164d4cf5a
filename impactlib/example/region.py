"""The real municipalities of Gelderland, and the invented libraries that serve them in the example."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from impactlib.documents import Amount, Document, read_document
from impactlib.sources.layout import PACKAGED
from impactlib.workspace import Text

REGISTER = PACKAGED.parent / "registers" / "nl-municipalities.csv"
"""All municipalities with their population (CBS, StatLine 03759ned, CC BY 4.0)."""

TEXTS = Path(__file__).parent / "texts"
"""The folder with everything the example says in words."""

YEARS = (2021, 2022, 2023, 2024, 2025)
"""The years the example has counts of; the last two also have a survey."""


class EntityDetails(Document):
    """A legal entity of an invented library, and what it does."""

    name: str
    functions: Text


class LibraryDetails(Document):
    """An invented library and the municipalities it serves."""

    name: str
    type: Literal["library", "mfco"]
    serves: list[str] = Field(min_length=1)
    entities: list[EntityDetails] = []


class Case(Document):
    """What is special about one municipality in the example; what is None is drawn by chance."""

    answers: int | None = None
    response: Amount | None = None
    start: Amount | None = None
    gain: Amount | None = None
    affairs: Amount | None = None
    drift: Amount | None = None
    goals: list[str] = []
    targets: dict[str, str] = {}


class RegionDetails(Document):
    """The province, its invented libraries and its special cases."""

    province: str
    libraries: dict[str, LibraryDetails]
    cases: dict[str, Case]


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """An invented library, as one municipality knows it."""

    id: str
    name: str
    type: Literal["library", "mfco"]
    serves: tuple[str, ...] = ()
    entities: tuple[EntityDetails, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """A real municipality, with its population on 1 January of each year, and its invented libraries."""

    code: str
    name: str
    population: dict[int, int] = field(compare=False)
    libraries: tuple[Library, ...]
    case: Case = field(compare=False)
    prefix: str

    @property
    def slug(self) -> str:
        """The name as it stands in a file name: small letters without marks, and hyphens."""
        plain = unicodedata.normalize("NFKD", self.name).encode("ascii", "ignore").decode("ascii")
        return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


@cache
def municipalities() -> tuple[Municipality, ...]:
    """The 51 municipalities of the example, in order of code."""
    details = read_document(TEXTS / "region.yml", RegionDetails, shown="example/texts/region.yml")
    found: list[Municipality] = []
    prefixes: set[str] = set()
    for row in csv.DictReader(register_lines(details.province)):
        code = row["code"]
        prefix = _prefix(row["name"], prefixes)
        prefixes.add(prefix)
        serving = [
            Library(id=key, name=each.name, type=each.type, serves=tuple(each.serves), entities=tuple(each.entities))
            for key, each in details.libraries.items()
            if code in each.serves
        ]
        found.append(
            Municipality(
                code=code,
                name=row["name"],
                population={year: int(row[f"population_{year}"]) for year in YEARS},
                libraries=tuple(serving),
                case=details.cases.get(code, Case()),
                prefix=prefix,
            )
        )
    return tuple(found)


def register_lines(province: str = "PV25") -> list[str]:
    """The packaged register, cut down to its header and the rows of one province."""
    header, *rows = REGISTER.read_text(encoding="utf-8").splitlines()
    place = header.split(",").index("province_code")
    return [header, *(row for row in rows if row.split(",")[place] == province)]


def _prefix(name: str, taken: set[str]) -> str:
    """Three letters for the course codes, different for each municipality (a course is in one of them)."""
    letters = re.sub(r"[^A-Z]", "", name.upper())
    choices = [letters[:2] + third for third in letters[2:]]
    return next(choice for choice in choices if choice not in taken)
