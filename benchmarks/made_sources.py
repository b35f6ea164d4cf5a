"""Made-up coded sources for `indicators.py`: every packaged survey and counts layout, stored as `impactlib.sources.store` holds them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from impactlib.indicators.figure import Given, Ratio
from impactlib.indicators.indicator import catalogue
from impactlib.sources.areas import Register
from impactlib.sources.layout import DECIMAL_UNITS, NO_OPINION, PACKAGED, AnswerScale, CountsLayout, SurveyLayout, read_layout
from impactlib.sources.scoring import scored_columns
from impactlib.sources.store import StoredSource
from impactlib.sources.survey import answered_columns
from impactlib.sources.table import quoted

SEED = 20261124
COURSE = 12
"""About so many people in a course, class or group."""

FEWEST = 3
"""So many respondents every area has at least, to each survey in each year."""

BLANK, WITHOUT_OPINION = 0.03, 0.03
"""The shares of cells left blank, and of 'no opinion' where the scale has it."""

LAST = ("digital-course", "wsob")
"""Layouts that give what others give too: they are left only what no other one gives."""

MOST_PROVIDERS = 3
LARGEST, STEP = 200_000, 8
"""Totals that are part of nothing are this large at most; a part is this many times smaller than its whole, so never more than it."""


def layouts() -> list[SurveyLayout | CountsLayout]:
    """All packaged survey and counts layouts; what two of them give is left to the first, since a workspace refuses it twice."""
    names = [path.stem for path in sorted(PACKAGED.glob("*.yml")) if path.stem not in LAST]
    taken: set[str] = set()
    found: list[SurveyLayout | CountsLayout] = []
    for name in (*names, *LAST):
        layout = read_layout(name)
        if isinstance(layout, SurveyLayout):
            items = {item: each for item, each in layout.items.items() if item not in taken}
            scores = {score: each for score, each in layout.scores.items() if score not in taken and set(each.items) <= set(items)}
            layout = layout.model_copy(update={"items": items, "scores": scores})
            taken |= set(layout.questions)
        elif isinstance(layout, CountsLayout):
            measures = {measure: each for measure, each in layout.measures.items() if measure not in taken}
            layout = layout.model_copy(update={"measures": measures})
            taken |= set(measures)
        else:
            continue
        found.append(layout)
    return found


def sources(folder: Path) -> list[StoredSource]:
    """The made sources in a folder, as the store would give them."""
    return [StoredSource(name=each.layout, folder=folder / each.layout, layout=each, files=(), rows=None, coded=0) for each in layouts()]


def make(folder: Path, register: Register, years: list[str], answers: int) -> dict[str, int]:
    """Write all sources with about so many answered cells in all; returns how many cells, respondents, courses and counts there are.

    Every area has respondents to every survey in every year, in proportion to its inhabitants, and at least `FEWEST`.
    """
    chance = np.random.default_rng(SEED)
    stored = sources(folder)
    surveys = [each for each in stored if isinstance(each.layout, SurveyLayout)]
    width = sum(len(answered_columns(each.layout)) for each in surveys if isinstance(each.layout, SurveyLayout))
    inhabitants = np.array([area.population_in(years[-1]) or 1 for area in register.areas.values()])
    people = _shared(answers / width / (1 - BLANK) / len(years), inhabitants)
    made = {"answers": 0, "respondents": 0, "courses": 0, "counts": 0, "surveys": len(surveys), "count files": len(stored) - len(surveys)}
    for source in stored:
        source.folder.mkdir(parents=True)
        if isinstance(source.layout, SurveyLayout):
            cells, respondents, courses = _write_survey(source, list(register.areas), years, people, chance)
            made["answers"], made["respondents"] = made["answers"] + cells, made["respondents"] + respondents
            made["courses"] += courses
        else:
            made["counts"] += _write_counts(source, list(register.areas), years, chance)
    return made


def _shared(people: float, inhabitants: Any) -> Any:
    """So many people in all, over areas in proportion to their inhabitants, no area with fewer than `FEWEST`."""
    low, high = 0.0, people / inhabitants.sum()
    for _ in range(50):
        middle = (low + high) / 2
        enough = np.maximum(FEWEST, np.rint(middle * inhabitants)).sum() >= people
        low, high = (low, middle) if enough else (middle, high)
    return np.maximum(FEWEST, np.rint(high * inhabitants)).astype(int)


def _write_survey(source: StoredSource, areas: list[str], years: list[str], people: Any, chance: Any) -> tuple[int, int, int]:
    layout = source.layout
    assert isinstance(layout, SurveyLayout)
    area, year, course = [], [], []
    for code, n in zip(areas, people, strict=True):
        for period in years:
            area += [code] * n
            year += [period] * n
            groups = max(1, round(n / COURSE))
            course += sorted(f"{code}-{period}-{number:04d}" for number in np.arange(n) % groups)
    _, number = np.unique(course, return_inverse=True)
    n = len(area)
    columns: dict[str, Any] = {"area": area, "period": year}
    columns["cluster"] = pa.array(course if layout.cluster else [None] * n, pa.string())
    alike = chance.normal(0, 0.4, number.max() + 1)[number] + chance.normal(0, 0.6, n)
    cells = 0
    for answered in answered_columns(layout):
        scale = answered.scale
        low, high = float(scale.lowest), float(scale.highest)
        middle = (low + high) / 2 + (0.08 if answered.coded.endswith(".now") else -0.05) * (high - low)
        values = np.clip(np.rint(middle + (alike + chance.normal(0, 0.7, n)) * (high - low) / 4), low, high)
        if scale.no_opinion:
            values[chance.random(n) < WITHOUT_OPINION] = NO_OPINION
        blank = chance.random(n) < BLANK
        cells += int(n - blank.sum())
        columns[answered.coded] = pa.array(values, pa.int8() if isinstance(scale, AnswerScale) else pa.float32(), mask=blank, safe=False)
    table = pa.table(columns)
    assert table.num_rows == n
    scores = "".join(f", {computed} AS {quoted(name)}" for name, computed in scored_columns(layout))
    with duckdb.connect() as connection:
        connection.register("made", table)
        connection.execute(
            f"COPY (SELECT *{scores} FROM made ORDER BY area, period, cluster) TO '{source.parquet}' "
            "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 100000)"
        )
    return cells, n, int(number.max()) + 1 if layout.cluster else 0


def _write_counts(source: StoredSource, areas: list[str], years: list[str], chance: Any) -> int:
    layout = source.layout
    assert isinstance(layout, CountsLayout)
    providers = chance.integers(1, MOST_PROVIDERS + 1, len(areas)) if layout.provider else np.ones(len(areas), int)
    in_parts = any(measure.unit in DECIMAL_UNITS for measure in layout.measures.values())
    rows: dict[str, list[Any]] = {name: [] for name in ("area", "period", "measure", "provider", "value", "absent")}
    places = [
        (area, period, measure, f"Bibliotheek {number}" if layout.provider else "")
        for area, several in zip(areas, providers, strict=True)
        for period in years
        for measure in sorted(layout.measures)
        for number in range(several)
    ]
    drawn = chance.random(len(places))
    for (area, period, measure, provider), part in zip(places, drawn, strict=True):
        low, high = _range(measure, layout)
        for name, value in zip(rows, (area, period, measure, provider, int(low + (high - low) * part), False), strict=True):
            rows[name].append(value)
    table = pa.table(rows)
    if in_parts:
        table = table.set_column(4, "value", table.column("value").cast(pa.decimal128(38, 4)).cast(pa.decimal128(18, 4)))
    pq.write_table(table, source.parquet, compression="zstd")
    return table.num_rows


def _range(measure: str, layout: CountsLayout) -> tuple[float, float]:
    """What a measure is drawn from: a percentage between its limits, or a total that is smaller the more it is a part."""
    if layout.measures[measure].unit in ("percent", "kilometre"):
        for figure in (each.figure for each in catalogue().values()):
            if isinstance(figure, Given) and measure in (figure.lower, figure.upper):
                return (5, 15) if measure == figure.lower else (45, 55)
        return 20, 40
    depth, name = 0, measure
    wholes = {each.figure.part: each.figure.whole for each in catalogue().values() if isinstance(each.figure, Ratio)}
    while name in wholes:
        depth, name = depth + 1, wholes[name]
    high = LARGEST / STEP**depth
    return high / 2, high
