"""Counts, the one currency: frequency tables of every item and totals of every measure, for all areas and periods at once.

Each source is counted by one DuckDB query, so the work grows with the number of cells and memory stays bounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from impactlib.errors import InputError
from impactlib.indicators.finding import period_before
from impactlib.indicators.indicator import ChangeOfMean, Count, Indicator, Mean, Rate, Ratio, Share
from impactlib.sources.counted import UNNAMED
from impactlib.sources.layout import NO_OPINION, CountsLayout, SurveyLayout
from impactlib.sources.store import StoredSource
from impactlib.statistics.clusters import ClusterSums

if TYPE_CHECKING:
    import pandas as pd

MEMORY = "1GB"
"""What DuckDB may hold while it counts."""

POPULATION = "population"
"""The measure that, where a counts source has it, is the denominator of that source's rates."""

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

    value: int
    denominator: int | None
    reported: int
    expected: int


@dataclass(frozen=True, kw_only=True)
class SurveyCounts:
    """The frequency tables of one survey: item → place → pair of answers → people, and the sums over clusters.

    `clusters` holds, for item and criterion ('mean', 'change' or 'at least 4'), the sums of each place.
    """

    source: str
    layout: SurveyLayout
    tables: Mapping[str, Mapping[Place, Mapping[Pair, int]]]
    clusters: Mapping[tuple[str, str], Mapping[Place, ClusterSums]]

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
    """The totals of one counts source: (measure, denominator or '') → place → total."""

    source: str
    layout: CountsLayout
    totals: Mapping[tuple[str, str], Mapping[Place, Total]]

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


def criterion_of(indicator: Indicator) -> tuple[str, str] | None:
    """The item and the criterion under which its clusters are summed; None for what is not asked of people."""
    match indicator.figure:
        case Share(item=item, at_least=code):
            return item, f"at least {code}"
        case Mean(item=item):
            return item, "mean"
        case ChangeOfMean(item=item):
            return item, "change"
        case _:
            return None


def _criteria(indicator: Indicator) -> list[tuple[str, str]]:
    """All criteria that an indicator needs: a change also the two means that it lies between, of the same people."""
    found = criterion_of(indicator)
    if found is None:
        return []
    return [found, (found[0], "before"), (found[0], "now")] if found[1] == "change" else [found]


def count_sources(stored: Iterable[StoredSource], indicators: Iterable[Indicator]) -> list[Counts]:
    """The counts of every stored source that these indicators need."""
    wanted = list(indicators)
    found: list[Counts] = []
    for source in stored:
        with duckdb.connect() as connection:
            connection.execute(f"SET memory_limit = '{MEMORY}'")
            connection.execute(f"SET temp_directory = '{_escaped(str(source.folder))}/.spill'")
            connection.execute(f"CREATE VIEW coded AS SELECT * FROM read_parquet('{_escaped(str(source.parquet))}')")
            if isinstance(source.layout, SurveyLayout):
                found.append(_count_survey(connection, source.name, source.layout, wanted))
            else:
                found.append(_count_measures(connection, source.name, source.layout, wanted))
    _refuse_doubles(found)
    return found


def _count_survey(connection: duckdb.DuckDBPyConnection, name: str, layout: SurveyLayout, indicators: Sequence[Indicator]) -> SurveyCounts:
    parts, cluster_parts = [], []
    criteria = sorted({found for each in indicators for found in _criteria(each) if found[0] in layout.items})
    for item, asked in layout.items.items():
        before = f'"{item}.before"' if asked.before is not None else "NULL::FLOAT"
        parts.append(f"SELECT '{item}' AS item, area, period, {before}::FLOAT AS before, \"{item}.now\"::FLOAT AS now FROM coded")
    query = f"SELECT item, area, period, before, now, count(*) AS n FROM ({' UNION ALL '.join(parts)}) GROUP BY ALL"
    tables: dict[str, dict[Place, dict[Pair, int]]] = {}
    for item, area, period, before, now, n in connection.execute(query).fetchall():
        tables.setdefault(item, {}).setdefault((area, period), {})[(_rounded(before), _rounded(now))] = n
    if layout.cluster is not None:
        cluster_parts = [_cluster_sql(item, criterion) for item, criterion in criteria]
    clusters: dict[tuple[str, str], dict[Place, ClusterSums]] = {}
    for part in cluster_parts:
        for item, criterion, area, period, *sums in connection.execute(part).fetchall():
            names = ("clusters", "n", "total", "n_squared", "n_total", "total_squared")
            clusters.setdefault((item, criterion), {})[(area, period)] = ClusterSums(**dict(zip(names, sums, strict=True)))
    return SurveyCounts(source=name, layout=layout, tables=tables, clusters=clusters)


def _cluster_sql(item: str, criterion: str) -> str:
    now, before = f'"{item}.now"', f'"{item}.before"'
    valid = f"{now} IS NOT NULL AND {now} <> {NO_OPINION}"
    value = f"{now}::DOUBLE"
    if criterion in ("change", "before", "now"):
        valid += f" AND {before} IS NOT NULL AND {before} <> {NO_OPINION}"
        value = {"change": f"({now} - {before})::DOUBLE", "before": f"{before}::DOUBLE", "now": f"{now}::DOUBLE"}[criterion]
    elif criterion.startswith("at least "):
        value = f"({now} >= {int(criterion.removeprefix('at least '))})::DOUBLE"
    # Who has no course on record stands alone: their answers resemble nobody's in particular.
    of_cluster = (
        f"SELECT area, period, cluster, count(*) AS n, sum({value}) AS y FROM coded WHERE {valid} AND cluster IS NOT NULL GROUP BY ALL"
    )
    alone = f"SELECT area, period, NULL AS cluster, 1 AS n, {value} AS y FROM coded WHERE {valid} AND cluster IS NULL"
    return (
        f"SELECT '{item}', '{criterion}', area, period, count(*), sum(n)::BIGINT, sum(y), sum(n * n)::DOUBLE, sum(n * y), sum(y * y) "
        f"FROM ({of_cluster} UNION ALL {alone}) GROUP BY area, period"
    )


def _count_measures(
    connection: duckdb.DuckDBPyConnection, name: str, layout: CountsLayout, indicators: Sequence[Indicator]
) -> MeasureCounts:
    wanted: set[tuple[str, str]] = set()
    for indicator in indicators:
        match indicator.figure:
            case Count(measure=measure):
                wanted.add((measure, ""))
            case Rate(measure=measure):
                wanted.add((measure, POPULATION if POPULATION in layout.measures else ""))
            case Ratio(part=part, whole=whole):
                wanted.add((part, whole))
    usable = sorted(pair for pair in wanted if pair[0] in layout.measures and (not pair[1] or pair[1] in layout.measures))
    totals: dict[tuple[str, str], dict[Place, Total]] = {}
    if usable:
        _expect(connection)
        query = " UNION ALL ".join(_pair_sql(*pair) for pair in usable)
        for measure, below, area, period, value, denominator, reported, expected in connection.execute(query).fetchall():
            totals.setdefault((measure, below), {})[(area, period)] = Total(
                value=int(value or 0), denominator=int(denominator or 0) if below else None, reported=reported, expected=expected
            )
    return MeasureCounts(source=name, layout=layout, totals=totals)


def _expect(connection: duckdb.DuckDBPyConnection) -> None:
    """The view `expected`: every count that is there, and an empty one for a provider that was there the period before and fell silent.

    Without it a library that hands in no row at all would make a total look complete and too low.
    """
    periods = [row[0] for row in connection.execute("SELECT DISTINCT period FROM coded").fetchall()]
    connection.execute("CREATE TABLE periods (period VARCHAR, earlier VARCHAR)")
    connection.executemany("INSERT INTO periods VALUES (?, ?)", [(period, period_before(period)) for period in periods])
    same = "here.area = was.area AND here.measure = was.measure AND here.period = periods.period"
    # A provider without a name is known by its row, and a row of one year is no row of another.
    named = f"was.provider NOT LIKE '{UNNAMED}%'"
    connection.execute(
        "CREATE VIEW expected AS SELECT area, period, measure, provider, value FROM coded WHERE NOT absent UNION ALL "
        "SELECT was.area, periods.period, was.measure, was.provider, NULL FROM coded AS was JOIN periods ON periods.earlier = was.period "
        f"WHERE NOT was.absent AND {named} AND EXISTS (SELECT 1 FROM coded AS here WHERE {same}) "
        f"AND NOT EXISTS (SELECT 1 FROM coded AS here WHERE {same} AND here.provider = was.provider)"
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
        names = counts.layout.items if isinstance(counts, SurveyCounts) else counts.layout.measures
        for name in names:
            if name != POPULATION and owner.setdefault(name, counts.source) != counts.source:
                raise InputError(
                    f"sources.{counts.source}",
                    f"it gives {name!r}, and so does the source {owner[name]!r}",
                    "leave one out, or rename it in its layout: figures of two sources are never added",
                )


def _rounded(code: float | None) -> float | None:
    return None if code is None else round(code, 4)


def _escaped(text: str) -> str:
    return text.replace("'", "''")
