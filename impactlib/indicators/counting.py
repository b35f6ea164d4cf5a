"""Counts, the one currency: frequency tables of every item and totals of every measure, for all areas and periods at once.

Each source is counted by DuckDB, a query for each question, so the work grows with the number of cells and memory stays bounded.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import duckdb

from impactlib.errors import InputError
from impactlib.indicators.contributors import Beside, Contributions, beside_columns, besides, count_contributions
from impactlib.indicators.criteria import Criterion, criteria_of
from impactlib.indicators.figure import POPULATION, Figure, Given
from impactlib.indicators.finding import period_before
from impactlib.indicators.indicator import Indicator
from impactlib.sources.counted import UNNAMED
from impactlib.sources.layout import NO_OPINION, CountsLayout, SurveyLayout
from impactlib.sources.store import StoredSource
from impactlib.statistics.clusters import ClusterSums

if TYPE_CHECKING:
    import pandas as pd

MEMORY = "1GB"
"""What DuckDB may hold while it counts."""

DECIMALS = 4
"""With so many decimals a score is stored, in four bytes: the nearest number to that is what counts."""

UNKNOWN = "unknown"
"""The group of what belongs to none: it stands beside the others and never vanishes."""

Place = tuple[str, str]
"""(area, period)."""

Pair = tuple[float | None, float | None]
"""(answer before, answer now): None is blank, -1 is no opinion; before is None for an item asked once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A measure, or a measure over its denominator, added up over the providers of an area in a period.

    `reported` of `expected` providers handed in a value (for a pair: both values); the sums are over those. A provider is
    expected when it has a row for the period, or had one for the period before and none says that it is gone.
    """

    value: float
    denominator: float | None
    reported: int
    expected: int


@dataclass(frozen=True, kw_only=True)
class SurveyCounts:
    """The frequency tables of one survey: item → place → pair of answers → people, and the sums over clusters.

    `clusters` holds, for item and criterion ('mean', 'change' or 'at least 4', of `criteria`), the sums of each place; `beside` what
    whoever gave one course learns of the others by them, where there are others.
    """

    source: str
    layout: SurveyLayout
    tables: Mapping[str, Mapping[Place, Mapping[Pair, int]]]
    clusters: Mapping[tuple[str, str], Mapping[Place, ClusterSums]]
    beside: Mapping[tuple[str, str], Mapping[Place, Beside]] = field(default_factory=dict)

    def frame(self) -> pd.DataFrame:
        """All cells as a tidy frame: item, area, period, before, now, n."""
        import pandas as pd

        rows = [
            (item, area, period, before, now, n)
            for item, places in self.tables.items()
            for (area, period), table in places.items()
            for (before, now), n in table.items()
        ]
        return pd.DataFrame(rows, columns=["item", "area", "period", "before", "now", "n"])


@dataclass(frozen=True, kw_only=True)
class MeasureCounts:
    """The totals of one counts source: (measure, denominator or '') → place → total; of what is confidential also who gave most of it."""

    source: str
    layout: CountsLayout
    totals: Mapping[tuple[str, str], Mapping[Place, Total]]
    contributions: Mapping[str, Mapping[Place, Contributions]] = field(default_factory=dict)

    def frame(self) -> pd.DataFrame:
        """All totals as a tidy frame: measure, denominator, area, period, value, denominator_value, reported, expected."""
        import pandas as pd

        rows = [
            (measure, below, area, period, total.value, total.denominator, total.reported, total.expected)
            for (measure, below), places in self.totals.items()
            for (area, period), total in places.items()
        ]
        names = ["measure", "denominator", "area", "period", "value", "denominator_value", "reported", "expected"]
        return pd.DataFrame(rows, columns=names)


Counts = SurveyCounts | MeasureCounts


def count_sources(
    stored: Iterable[StoredSource], indicators: Iterable[Indicator], *, groups: Mapping[str, str] | None = None
) -> list[Counts]:
    """The counts of every stored source that these indicators need.

    With `groups` (area → group) they are those of groups of areas: numerators and denominators are added before anything is divided, and
    what is of no group is that of 'unknown'.
    """
    figures = [figure for each in indicators for figure in each.figures.values()]
    stored = list(stored)
    # How many were invited belongs to a survey's figures, whether or not it is a figure itself.
    invited = {source.layout.invited for source in stored if isinstance(source.layout, SurveyLayout) and source.layout.invited}
    found: list[Counts] = []
    with uncollected(), duckdb.connect() as connection:
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        for number, source in enumerate(stored):
            if number == 0:
                connection.execute(f"SET temp_directory = '{_escaped(str(source.folder))}/.spill'")
            _view(connection, source, groups)
            if isinstance(source.layout, SurveyLayout):
                found.append(_count_survey(connection, source.name, source.layout, figures))
            else:
                whole = None if groups is None else source
                found.append(_count_measures(connection, source.name, source.layout, figures, invited, grouped=whole))
    _refuse_doubles(found)
    return found


@contextmanager
def uncollected() -> Iterator[None]:
    """No garbage is collected meanwhile: what is made here is kept and has no cycles, and looking through it takes a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _view(connection: duckdb.DuckDBPyConnection, source: StoredSource, groups: Mapping[str, str] | None) -> None:
    """The view `coded` of what is stored, with the group in the place of the area where groups are asked for."""
    rows = f"read_parquet('{_escaped(str(source.parquet))}')"
    if groups is None:
        connection.execute(f"CREATE OR REPLACE VIEW coded AS SELECT * FROM {rows}")
        return
    connection.execute("CREATE OR REPLACE TABLE grouped (area VARCHAR, name VARCHAR)")
    if groups:
        connection.executemany("INSERT INTO grouped VALUES (?, ?)", list(groups.items()))
    # Two areas may have a provider of the same name, and a course of the same code.
    column = "cluster" if isinstance(source.layout, SurveyLayout) else "provider"
    apart = f"stored.area || '/' || stored.{column} AS {column}"
    if column == "provider":
        # A provider without a name stays one: it is known by its row.
        named = f"CASE WHEN starts_with(stored.provider, '{UNNAMED}') THEN stored.provider || '/' || stored.area"
        apart = f"{named} ELSE stored.area || '/' || stored.provider END AS provider"
    connection.execute(
        f"CREATE OR REPLACE VIEW coded AS SELECT stored.* REPLACE (coalesce(grouped.name, '{UNKNOWN}') AS area, {apart}) "
        f"FROM {rows} AS stored LEFT JOIN grouped ON grouped.area = stored.area"
    )


def _count_survey(connection: duckdb.DuckDBPyConnection, name: str, layout: SurveyLayout, figures: Sequence[Figure]) -> SurveyCounts:
    tables = {item: _tables(connection, item, twice=asked.twice) for item, asked in layout.questions.items()}
    clusters: dict[tuple[str, str], dict[Place, ClusterSums]] = {}
    beside: dict[tuple[str, str], dict[Place, Beside]] = {}
    if layout.cluster is not None:
        wanted = _wanted(layout, figures)
        for each, (sums, others) in zip(wanted, _cluster_sums(connection, wanted) if wanted else (), strict=True):
            clusters[each.item, each.name], beside[each.item, each.name] = sums, others
    return SurveyCounts(source=name, layout=layout, tables=tables, clusters=clusters, beside=beside)


def _tables(connection: duckdb.DuckDBPyConnection, item: str, *, twice: bool) -> dict[Place, dict[Pair, int]]:
    """The frequency table of each place: the cells come place by place, as columns, since there may be millions of them."""
    codes = [f'round("{item}.{moment}"::DOUBLE, {DECIMALS})' for moment in ("before", "now")]
    query = (
        f"SELECT area, period, {codes[0] if twice else 'NULL::DOUBLE'} AS before, {codes[1]} AS now, count(*) AS n "
        "FROM coded GROUP BY ALL ORDER BY area, period"
    )
    cells = connection.execute(query).fetchnumpy()
    area, period = cells["area"], cells["period"]
    starts = [0, *(((area[1:] != area[:-1]) | (period[1:] != period[:-1])).nonzero()[0] + 1).tolist()] if len(area) else []
    before, now, n = (list[Any](cells[name].tolist()) for name in ("before", "now", "n"))
    return {
        (area[start], period[start]): dict(zip(zip(before[start:end], now[start:end], strict=True), n[start:end], strict=True))
        for start, end in zip(starts, [*starts[1:], len(area)], strict=True)
    }


def _wanted(layout: SurveyLayout, figures: Sequence[Figure]) -> list[Criterion]:
    """What has to be added up over courses for these figures, each once: of the questions that this survey has."""
    questions = layout.questions
    found = {
        (each.item, each.name): each
        for figure in figures
        for each in criteria_of(figure)
        if each.item in questions and (questions[each.item].twice or not each.twice)
    }
    return [found[key] for key in sorted(found)]


def _cluster_sums(
    connection: duckdb.DuckDBPyConnection, wanted: Sequence[Criterion]
) -> Iterator[tuple[dict[Place, ClusterSums], dict[Place, Beside]]]:
    """The sums over courses of each area and period, for each criterion, and what is beside one course: from one reading of what is coded.

    Who has no course on record stands alone, resembling nobody in particular.
    """
    courses, alone, places, sums = [], [], [], []
    for k, criterion in enumerate(wanted):
        now, before = f'"{criterion.item}.now"', f'"{criterion.item}.before"'
        valid = " AND ".join(f"{each} IS NOT NULL AND {each} <> {NO_OPINION}" for each in ([now, before] if criterion.twice else [now]))
        nearest = {"now": f"round({now}::DOUBLE, {DECIMALS})", "before": f"round({before}::DOUBLE, {DECIMALS})"}
        value = f"({criterion.value.format_map(nearest)})::DOUBLE"
        courses.append(
            f"count(*) FILTER ({valid}) AS n{k}, sum({value}) FILTER ({valid}) AS y{k}, sum({value} ** 2) FILTER ({valid}) AS s{k}"
        )
        alone.append(
            f"coalesce({valid}, false)::BIGINT AS n{k}, CASE WHEN {valid} THEN {value} END AS y{k}, "
            f"CASE WHEN {valid} THEN {value} ** 2 END AS s{k}"
        )
        places.append(
            f"count(*) FILTER (n{k} > 0) AS courses{k}, sum(n{k})::BIGINT AS people{k}, sum(y{k}) AS total{k}, sum(s{k}) AS squares{k}"
        )
        apart = f"((total{k} - y{k}) / nullif(people{k} - n{k}, 0) - total{k} / people{k}) ** 2"
        sums += [f"any_value(courses{k}), any_value(people{k}), any_value(total{k}), sum({apart}) FILTER (n{k} > 0)", *beside_columns(k)]
    connection.execute(
        f"CREATE OR REPLACE TABLE courses AS SELECT area, period, true AS led, {', '.join(courses)} FROM coded WHERE cluster IS NOT NULL "
        f"GROUP BY area, period, cluster UNION ALL SELECT area, period, false, {', '.join(alone)} FROM coded WHERE cluster IS NULL"
    )
    of_place = f"SELECT area, period, {', '.join(places)} FROM courses GROUP BY area, period"
    query = f"SELECT area, period, {', '.join(sums)} FROM courses JOIN ({of_place}) USING (area, period) GROUP BY area, period"
    rows = connection.execute(query).fetchall()
    for k in range(len(wanted)):
        first, last = 2 + 6 * k, 8 + 6 * k
        here = [((row[0], row[1]), *row[first:last]) for row in rows if row[first]]
        yield (
            {
                place: ClusterSums(clusters=groups, n=people, total=total, jackknife=jackknife or 0.0)
                for place, groups, people, total, jackknife, _, _ in here
            },
            dict(besides([(place, people, total, least, fewest) for place, _, people, total, _, least, fewest in here])),
        )


def _count_measures(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    layout: CountsLayout,
    figures: Sequence[Figure],
    invited: Collection[str],
    *,
    grouped: StoredSource | None,
) -> MeasureCounts:
    wanted = {pair for figure in figures for pair in pairs_of(figure, layout.measures)}
    wanted |= {(measure, "") for measure in invited if measure in layout.measures}
    totals: dict[tuple[str, str], dict[Place, Total]] = {}
    if wanted:
        _expect(connection)
        if grouped is not None:
            _expect_areas(connection, grouped)
        query = " UNION ALL ".join(_pair_sql(*pair) for pair in sorted(wanted))
        for measure, below, area, period, value, denominator, reported, expected in connection.execute(query).fetchall():
            totals.setdefault((measure, below), {})[(area, period)] = Total(
                value=_plain(value), denominator=_plain(denominator) if below else None, reported=reported, expected=expected
            )
    secret = {measure for pair in wanted for measure in pair if measure in layout.measures and layout.measures[measure].confidential}
    contributions = count_contributions(connection, secret, grouped=grouped is not None)
    return MeasureCounts(source=name, layout=layout, totals=totals, contributions=contributions)


def pairs_of(figure: Figure, measures: Collection[str]) -> list[tuple[str, str]]:
    """The (measure, denominator or '') that a source with these measures gives for a figure: both at once where it has both.

    The denominator may come from another source (inhabitants up to 17, say), and all inhabitants from the register.
    """
    if figure.asked:
        return []
    first, *others = figure.measures
    if isinstance(figure, Given):
        return [(name, "") for name in (first, *others) if name in measures] if first in measures else []
    below = figure.denominator
    if first in measures:
        return [(first, below if below in measures else "")]
    return [(below, "")] if below in measures and below != POPULATION else []


def _expect(connection: duckdb.DuckDBPyConnection) -> None:
    """The table `expected`: every count that is there, and an empty one for a provider that was there the period before and fell silent.

    Without it a library that hands in no row at all would make a total look complete and too low.
    """
    periods = [row[0] for row in connection.execute("SELECT DISTINCT period FROM coded").fetchall()]
    connection.execute("CREATE OR REPLACE TABLE periods (period VARCHAR, earlier VARCHAR)")
    connection.executemany("INSERT INTO periods VALUES (?, ?)", [(period, period_before(period)) for period in periods])
    same = "here.area = was.area AND here.measure = was.measure AND here.period = periods.period"
    # A provider without a name is known by its row, and a row of one year is no row of another.
    named = f"was.provider NOT LIKE '{UNNAMED}%'"
    connection.execute(
        "CREATE OR REPLACE TABLE expected AS SELECT area, period, measure, provider, value FROM coded WHERE NOT absent UNION ALL "
        "SELECT was.area, periods.period, was.measure, was.provider, NULL FROM coded AS was JOIN periods ON periods.earlier = was.period "
        f"WHERE NOT was.absent AND {named} AND EXISTS (SELECT 1 FROM coded AS here WHERE {same}) "
        f"AND NOT EXISTS (SELECT 1 FROM coded AS here WHERE {same} AND here.provider = was.provider)"
    )


def _expect_areas(connection: duckdb.DuckDBPyConnection, source: StoredSource) -> None:
    """An empty count in `expected` for each area of a group that handed in nothing at all in a period in which others of it did.

    A total of some areas is none of the group, and divided by the inhabitants of all of them it would be too low.
    """
    rows = f"read_parquet('{_escaped(str(source.parquet))}')"
    connection.execute(
        "INSERT INTO expected SELECT grouped.name, here.period, here.measure, grouped.area || '/', NULL "
        "FROM grouped JOIN (SELECT DISTINCT area, period, measure FROM coded) AS here ON here.area = grouped.name "
        f"WHERE NOT EXISTS (SELECT 1 FROM {rows} AS stored WHERE stored.area = grouped.area AND stored.period = here.period)"
    )


def _pair_sql(measure: str, below: str) -> str:
    if not below:
        return (
            f"SELECT '{measure}' AS measure, '' AS below, area, period, sum(value) AS value, NULL AS denominator, "
            f"count(value) AS reported, count(*) AS expected FROM expected WHERE measure = '{measure}' GROUP BY area, period"
        )
    return (
        f"SELECT '{measure}', '{below}', area, period, sum(a) FILTER (a IS NOT NULL AND b IS NOT NULL), "
        "sum(b) FILTER (a IS NOT NULL AND b IS NOT NULL), count(*) FILTER (a IS NOT NULL AND b IS NOT NULL), count(*) FROM ("
        f"SELECT area, period, provider, max(value) FILTER (measure = '{measure}') AS a, max(value) FILTER (measure = '{below}') AS b "
        f"FROM expected WHERE measure IN ('{measure}', '{below}') GROUP BY area, period, provider) GROUP BY area, period"
    )


def _refuse_doubles(found: Sequence[Counts]) -> None:
    owner: dict[str, str] = {}
    for counts in found:
        names = counts.layout.questions if isinstance(counts, SurveyCounts) else counts.layout.measures
        for name in names:
            if name != POPULATION and owner.setdefault(name, counts.source) != counts.source:
                raise InputError(
                    f"sources.{counts.source}",
                    f"it gives {name!r}, and so does the source {owner[name]!r}",
                    "leave one out, or rename it in its layout: figures of two sources are never added",
                )


def _plain(value: int | Decimal | None) -> float:
    """A sum as a plain number: whole ones stay whole, and amounts in euros were added without rounding."""
    return float(value) if isinstance(value, Decimal) else value or 0


def _escaped(text: str) -> str:
    return text.replace("'", "''")
