"""The survey as the library's system hands it over: a semicolon file with the flaws that such files have."""

from __future__ import annotations

import csv
import io
from random import Random

from pydantic import Field

from impactlib.documents import Document, read_document
from impactlib.example.chance import happens, pick, seeded, whole
from impactlib.example.region import TEXTS, municipalities
from impactlib.example.survey import Respondent, layout, respondents
from impactlib.sources.layout import NO_OPINION, AnswerScale

STAFF_NOTE = "Opmerking medewerker"
"""A column that no layout maps; real files have them."""

DOUBLED = 0.008
"""The share of rows that stands in the file twice, because an export was made twice."""

UNTIDY = 0.02
"""The share of answers with stray capitals or spaces."""


class FreeTexts(Document):
    """What people write in the open questions, and what staff note beside it."""

    changed: list[str] = Field(min_length=10)
    better: list[str] = Field(min_length=10)
    staff: list[str] = Field(min_length=2)


def survey_csv(year: int) -> bytes:
    """The survey file of one year: Windows-1252, semicolons, decimal comma, lines that end in CR LF."""
    texts = read_document(TEXTS / "free-texts.yml", FreeTexts, shown="example/texts/free-texts.yml")
    people = sorted(
        (person for municipality in municipalities() for person in respondents(municipality, year)),
        key=lambda person: (person.day, person.course),
    )
    chance = seeded("survey file", year)
    rows: list[list[str]] = []
    twice: list[list[str]] = []
    for number, person in enumerate(people, start=1):
        row = _row(f"R{year % 100}-{number:05d}", person, texts, chance)
        rows.append(row)
        if happens(chance, DOUBLED):
            twice.append(row)
    rows += twice
    for _ in range(whole(chance, 4, 7)):
        rows.insert(whole(chance, 0, len(rows)), [""] * len(header()))
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(header())
    writer.writerows(rows)
    return file.getvalue().encode("windows-1252")


def header() -> list[str]:
    """The names of the columns, in the file's order."""
    named = layout()
    first = [named.person, named.area.column, named.period.column, named.cluster]
    items = [column for item in named.items.values() for column in (item.before, item.now, item.column)]
    return [name for name in (*first, *items, *named.free_text, STAFF_NOTE) if name]


def _row(number: str, person: Respondent, texts: FreeTexts, chance: Random) -> list[str]:
    named = layout()
    cells = {
        named.person: number,
        named.area.column: person.municipality.name,
        named.period.column: person.day.strftime(named.period.date or "%d-%m-%Y"),
        named.cluster: person.course,
        named.free_text[0]: pick(chance, texts.changed) if happens(chance, 0.45) else "",
        named.free_text[1]: pick(chance, texts.better) if happens(chance, 0.3) else "",
        STAFF_NOTE: pick(chance, texts.staff) if happens(chance, 0.03) else "",
    }
    for item in named.items.values():
        scale = named.scales[item.scale]
        words = {float(code): text for text, code in scale.answers.items()} if isinstance(scale, AnswerScale) else {}
        for column in (item.before, item.now, item.column):
            if column is not None:
                cells[column] = _cell(person.answers[column], words, list(scale.no_opinion), chance)
    return [cells[name] for name in header()]


def _cell(answer: float | None, words: dict[float, str], no_opinion: list[str], chance: Random) -> str:
    if answer is None:
        return ""
    if answer == NO_OPINION:
        return no_opinion[-1] if happens(chance, 0.3) else no_opinion[0]
    if not words:
        return f"{answer:g}".replace(".", ",")
    text = words[answer]
    if not happens(chance, UNTIDY):
        return text
    return pick(chance, (f"{text.capitalize()} ", f" {text}", text.capitalize(), text.upper(), f"{text} "))
