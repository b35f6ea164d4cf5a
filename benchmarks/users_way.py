"""The baseline of `indicators.py`: the catalogue's figures as one would figure them in a notebook, a statsmodels call for each group.

Every source is read with pandas; every figure is a `groupby(["area", "period"]).apply` of what statsmodels has for it: for courses a
regression on a constant with standard errors that allow for clusters, else `proportion_confint(method="wilson")` and
`DescrStatsW.tconfint_mean`. Counts are pandas sums and divisions.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import statsmodels.api as sm
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

from impactlib.indicators.figure import (
    Average,
    Balance,
    ChangeOfMean,
    ChangeOfShare,
    Count,
    Figure,
    Given,
    Improved,
    Mean,
    NetShare,
    Rate,
    Ratio,
    Share,
)
from impactlib.sources.areas import Register
from impactlib.sources.layout import NO_OPINION, SurveyLayout
from impactlib.sources.store import StoredSource

PLACE = ["area", "period"]
FEWEST = 2
NEARLY = 1e-6
"""Answers are stored with four decimals: a line counts as reached this much before it is."""

Interval = tuple[float, float, float]
"""The figure and its limits."""

Found = tuple[list[Interval], int, int]
"""The figure (of a change also those of before and now), and how many people answered and how many did not."""


def read(stored: Sequence[StoredSource]) -> dict[str, pd.DataFrame]:
    """Every source as a frame: 'no opinion' is missing, counts are plain numbers."""
    frames = {}
    for source in stored:
        frame = pd.read_parquet(source.parquet)
        if isinstance(source.layout, SurveyLayout):
            answers = [name for name in frame.columns if name not in ("area", "period", "cluster")]
            # Answers are stored as four-byte numbers with four decimals.
            frame[answers] = frame[answers].astype(float).round(4).replace(NO_OPINION, np.nan)
        else:
            frame["value"] = frame["value"].astype(float)
        frames[source.name] = frame
    return frames


def figures(
    stored: Sequence[StoredSource], frames: Mapping[str, pd.DataFrame], wanted: Mapping[str, Figure], register: Register, areas: list[str]
) -> dict[tuple[str, str, str], Found]:
    """(indicator, area, period) → the figure with its limits, and how many people it is of."""
    mine = {name: frame[frame["area"].isin(areas)] for name, frame in frames.items()}
    owner = {
        each: source.name
        for source in stored
        for each in (source.layout.questions if isinstance(source.layout, SurveyLayout) else source.layout.measures)
    }
    found: dict[tuple[str, str, str], Found] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # statsmodels warns where all answers of a group are one
        for name, figure in wanted.items():
            places = _asked(mine[owner[figure.question]], figure) if figure.asked else _counted(mine, owner, figure, register)
            found.update({(name, *place): each for place, each in places})
    return found


def _asked(frame: pd.DataFrame, figure: Figure) -> Iterator[tuple[tuple[str, str], Found]]:
    columns = [f"{figure.question}.before", f"{figure.question}.now"] if figure.twice else [f"{figure.question}.now"]
    answers = frame[[*PLACE, "cluster", *columns]]
    answers.columns = pd.Index([*PLACE, "cluster", *(["before", "now"] if figure.twice else ["now"])])
    done = answers.groupby(PLACE)[list(answers.columns[2:])].apply(partial(_of_group, figure=figure))
    yield from ((place, found) for place, found in done.items() if found[0])


def _of_group(everybody: pd.DataFrame, figure: Figure) -> Found:
    group = everybody.dropna(subset=["before", "now"] if figure.twice else ["now"])
    n = len(group)
    return (_figures(group, figure) if n >= FEWEST else []), n, len(everybody) - n


def _figures(group: pd.DataFrame, figure: Figure) -> list[Interval]:
    now = group["now"]
    match figure:
        case Share(at_least=None, one_of=codes):
            return [_share(now.isin(codes), group["cluster"])]
        case Share(at_least=code):
            assert code is not None
            return [_share(now >= code - NEARLY, group["cluster"])]
        case Mean():
            return [_mean(now, group["cluster"])]
        case NetShare(high=high, low=low):
            return [_mean((now >= high).astype(float) - (now <= low).astype(float), group["cluster"])]
        case Improved(by=by):
            return [_share(now - group["before"] >= max(by - NEARLY, NEARLY), group["cluster"])]
        case ChangeOfMean():
            return [_mean(each, group["cluster"]) for each in (now - group["before"], group["before"], now)]
        case ChangeOfShare(at_least=code):
            before, after = group["before"] >= code - NEARLY, now >= code - NEARLY
            difference = _mean(after.astype(float) - before.astype(float), group["cluster"])
            return [difference, _share(before, group["cluster"]), _share(after, group["cluster"])]
    raise TypeError(figure.type)


def _share(counts: pd.Series[bool], courses: pd.Series[str]) -> Interval:
    if courses.nunique() > 1:
        return _over_courses(counts.astype(float), courses)
    lower, upper = proportion_confint(int(counts.sum()), len(counts), method="wilson")
    return float(counts.mean()), float(lower), float(upper)


def _mean(values: pd.Series[float], courses: pd.Series[str]) -> Interval:
    if courses.nunique() > 1:
        return _over_courses(values, courses)
    described = DescrStatsW(values.to_numpy())
    lower, upper = described.tconfint_mean()
    return float(described.mean), float(lower), float(upper)


def _over_courses(values: pd.Series[float], courses: pd.Series[str]) -> Interval:
    groups = pd.factorize(courses)[0]
    fitted = sm.OLS(values.to_numpy(), np.ones(len(values))).fit(cov_type="cluster", cov_kwds={"groups": groups}, use_t=True)
    ((lower, upper),) = fitted.conf_int()
    return float(fitted.params[0]), float(lower), float(upper)


def _counted(
    frames: Mapping[str, pd.DataFrame], owner: Mapping[str, str], figure: Figure, register: Register
) -> Iterator[tuple[tuple[str, str], Found]]:
    def total(measure: str) -> pd.Series[float]:
        frame = frames[owner[measure]]
        return frame[frame["measure"] == measure].groupby(PLACE)["value"].sum()

    above = total(figure.measures[0])
    match figure:
        case Count():
            values = above
        case Given(lower=low, upper=high) if low:
            limits = pd.DataFrame({"value": above, "lower": total(low), "upper": total(high)})
            yield from (
                (place, ([(row.value, row.lower, row.upper)], 0, 0)) for place, row in zip(limits.index, limits.itertuples(), strict=True)
            )
            return
        case Given():
            values = above
        case Balance(minus=below):
            values = above - total(below)
        case Ratio(whole=below) | Average(over=below):
            values = above / total(below)
        case Rate(among=below):
            under = total(below) if below in owner else pd.Series({place: _inhabitants(register, *place) for place in above.index})
            values = figure.inhabitants * above / under
        case _:
            raise TypeError(figure.type)
    yield from ((place, ([(value, np.nan, np.nan)], 0, 0)) for place, value in values.items())


def _inhabitants(register: Register, area: str, period: str) -> Any:
    return register.areas[area].population_in(period)
