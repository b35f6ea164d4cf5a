"""Who is behind a number: the largest providers of a total, and the courses of a figure of answers.

Each of them knows its own part, and takes it off what is told. What is left is about the others, and disclosure control asks whether
that tells too much of them. Sums of parts are counted here, where the data are; nothing of it is ever told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import duckdb

from impactlib.sources.counted import UNNAMED

Place = tuple[str, str]
"""(area, period)."""

NOISE = 6
"""So many decimals of a sum of squares are kept: the rest is what adding leaves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributions:
    """What a total is made of: the largest and the second largest part, and how many providers gave one (also of 0)."""

    total: float
    largest: float
    second: float
    providers: int

    @property
    def rest(self) -> float:
        """What the others gave together, without the two largest."""
        return max(0.0, self.total - self.largest - self.second)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What whoever gave one course learns of all others, for the course that tells most.

    `people` and `total` are of everybody, and `own_people` and `own_total` of the course beside which the others lie least apart;
    `spread` is the sum of squares of the others around their mean: 0 when they all gave the same. `fewest` are the fewest others that
    there are beside any course; 0 where everybody was in one, and then nothing is learned.
    """

    people: int
    total: float
    own_people: int
    own_total: float
    spread: float
    fewest: int


def contributions_sql(measures: Collection[str], *, grouped: bool) -> str:
    """The query that gives measure, area, period, total, largest, second largest and number of providers.

    One provider in two areas of a group is one: what it gave is added up first ('holdings', Handbook on SDC, section 4.2).
    """
    provider = "provider"
    if grouped:
        provider = f"CASE WHEN starts_with(provider, '{UNNAMED}') THEN provider ELSE regexp_replace(provider, '^[^/]*/', '') END"
    named = ", ".join(f"'{measure}'" for measure in sorted(measures))
    return (
        "SELECT measure, area, period, sum(part), max(part, 2), count(*) FROM ("
        f"SELECT measure, area, period, {provider} AS who, sum(value) AS part FROM coded "
        f"WHERE NOT absent AND value IS NOT NULL AND measure IN ({named}) GROUP BY ALL) GROUP BY measure, area, period"
    )


def count_contributions(
    connection: duckdb.DuckDBPyConnection, measures: Collection[str], *, grouped: bool
) -> dict[str, dict[Place, Contributions]]:
    """Of each of these measures what its total is made of, in each area and period; the view `coded` holds the counts."""
    found: dict[str, dict[Place, Contributions]] = {}
    if not measures:
        return found
    for measure, area, period, total, most, providers in connection.execute(contributions_sql(measures, grouped=grouped)).fetchall():
        largest, second = (*map(_number, most), 0.0)[:2]
        found.setdefault(measure, {})[area, period] = Contributions(
            total=_number(total), largest=largest, second=second, providers=providers
        )
    return found


def beside_columns(k: int) -> list[str]:
    """For criterion `k`: of the courses of a place, the one beside which the others lie least apart, and the fewest others there are.

    The table `courses` holds n, y and s (people, the sum of their values and of the squares of these) of each course, `led` where it
    is one, and people, total and squares of the place.
    """
    others = f"(people{k} - n{k})"
    spread = f"greatest(round(squares{k} - s{k} - (total{k} - y{k}) ** 2 / nullif({others}, 0), {NOISE}), 0.0)"
    here = f"FILTER (led AND n{k} > 0)"
    return [f"min([coalesce({spread}, 0.0), n{k}::DOUBLE, y{k}]) {here}", f"min({others}) {here}"]


def besides(rows: Sequence[tuple[Place, int, float, Sequence[float] | None, int | None]]) -> Iterator[tuple[Place, Beside]]:
    """What `beside_columns` found, with everybody's people and total, for each place that has a course."""
    for place, people, total, least, fewest in rows:
        if least is not None and fewest is not None:
            spread, own_people, own_total = least
            yield (
                place,
                Beside(people=people, total=total, own_people=int(own_people), own_total=own_total, spread=spread, fewest=fewest),
            )


def merged(found: Sequence[Mapping[str, Mapping[Place, Contributions]]]) -> dict[tuple[str, str, str], Contributions]:
    """Of all sources together: (area, period, measure) → what the total is made of."""
    return {
        (area, period, measure): parts for each in found for measure, places in each.items() for (area, period), parts in places.items()
    }


def _number(value: int | Decimal | float) -> float:
    return float(value)
