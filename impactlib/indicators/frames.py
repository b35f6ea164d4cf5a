"""Every figure of a workspace as a tidy pandas frame, for who explores: exact, and so for the office only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from impactlib.errors import UnknownNameError
from impactlib.indicators.choosing import UNITS_OF_ANALYSIS
from impactlib.indicators.counting import UNKNOWN, Counts, count_sources
from impactlib.indicators.finding import Finding
from impactlib.indicators.indicator import Indicator, catalogue_with, own_catalogue
from impactlib.indicators.judging import judged
from impactlib.indicators.measuring import measure_figure
from impactlib.sources.areas import Area, Register
from impactlib.sources.store import fill_store
from impactlib.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Mapping[str, str] = {
    "area": "str",
    "period": "str",
    "indicator": "str",
    "figure": "str",
    "unit": "str",
    "n_invited": "Int64",
    "n_valid": "Int64",
    "n_missing": "Int64",
    "numerator": "Float64",
    "denominator": "Float64",
    "estimate": "Float64",
    "lower": "Float64",
    "upper": "Float64",
    "confidence": "Float64",
    "method": "str",
    "unit_of_analysis": "str",
    "clusters": "Int64",
    "design_effect": "Float64",
    "design": "str",
    "level": "Int64",
    "precision": "str",
    "flags": "str",
    "absent": "str",
    "verdict": "str",
    "trend_verdict": "str",
    "yearly": "Float64",
}
"""The columns of `figures_frame` and their kinds."""


def figures(
    workspace: Workspace,
    *,
    indicators: Iterable[str] | None = None,
    groups: Mapping[str, str] | None = None,
    companions: bool = False,
) -> pd.DataFrame:
    """Every figure of every area and period of a workspace: exact, and so for the office only.

    Parameters
    ----------
    workspace : Workspace
        Whose sources are read.
    indicators : iterable of str or None
        The ids of the indicators; all that the sources give when left out.
    groups : mapping of str to str or None
        Area → group, to have figures of groups of areas: numerators and denominators are added first, and courses stay courses. What is
        of no group is that of 'unknown'.
    companions : bool
        Whether the other figures of each indicator are there too (`figure` has their name; '' is the indicator's own).

    Returns
    -------
    DataFrame
        One row for each area (or group), period, indicator and figure. Shares are fractions of 1. Columns: area, period, indicator,
        figure, unit, n_invited, n_valid and n_missing (people), numerator and denominator (of shares, rates and averages), estimate, lower,
        upper, confidence, method, unit_of_analysis (person, course or area), clusters (courses), design_effect, design, level (D, 0 to 2),
        precision (P), flags (separated by spaces), absent (why there is no figure), verdict (beside the period before), trend_verdict and
        yearly (the change per year).

    Raises
    ------
    ImpactError
        With every problem of settings, layouts and data.
    UnknownNameError
        When an indicator does not exist.

    References
    ----------
    The shape follows PHEindicatormethods (Public Health England): numerator and denominator first, one row a figure.

    Examples
    --------
    >>> from impactlib.indicators import figures
    >>> figures(Workspace.open("my-workspace"), indicators=["LO04"])  # doctest: +SKIP
    """
    register, counts, wanted = counted(workspace, indicators, groups)
    areas = [*register.areas, *register.wider]
    found: list[tuple[Indicator, str, Finding]] = []
    for indicator in wanted:
        for name, figure in (indicator.figures if companions else {"": indicator.figure}).items():
            measured = measure_figure(counts, indicator, figure, register, areas, "")
            as_if = indicator.model_copy(update={"figure": figure})
            found += [(as_if, name, each) for each in judged_series(as_if, (each for each in measured if each.period))]
    return figures_frame(found)


def counted(
    workspace: Workspace, indicators: Iterable[str] | None, groups: Mapping[str, str] | None
) -> tuple[Register, list[Counts], list[Indicator]]:
    """The register, the counts and the indicators asked for (all when None), of areas or of groups of them."""
    register, stored = fill_store(workspace)
    known = catalogue_with(own_catalogue(workspace))
    chosen = list(known if indicators is None else indicators)
    for name in chosen:
        if name not in known:
            raise UnknownNameError.among("indicators", "indicator", name, known)
    wanted = [known[name] for name in chosen]
    if groups is not None:
        groups = {code: groups.get(code, UNKNOWN) for code in register.areas}
        return grouped_register(register, groups), count_sources(stored, wanted, groups=groups), wanted
    return register, count_sources(stored, wanted), wanted


def judged_series(indicator: Indicator, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Each finding judged beside the earlier ones of its area; those of one area follow each other."""
    earlier: list[Finding] = []
    for finding in findings:
        if earlier and earlier[-1].area != finding.area:
            earlier = []
        yield judged(indicator, finding, earlier, ())
        earlier.append(finding)


def grouped_register(register: Register, groups: Mapping[str, str]) -> Register:
    """A register of groups of areas, each with the population of its areas where all of them have one; and of 'unknown'.

    Examples
    --------
    >>> from impactlib.sources.areas import default_register
    >>> found = grouped_register(default_register(), {"GM0200": "Veluwe", "GM0202": "Rivers"})
    >>> sorted(found.areas)
    ['Rivers', 'Veluwe', 'unknown']
    """
    members: dict[str, list[Area]] = {}
    for code, area in register.areas.items():
        members.setdefault(groups.get(code, UNKNOWN), []).append(area)
    areas = {}
    for name, group in sorted(members.items()):
        periods = set.intersection(*(set(each.population) for each in group))
        people = {period: sum(each.population[period] for each in group) for period in sorted(periods)}
        areas[name] = Area(code=name, name=name, population=people)
    return replace(register, areas=areas, wider={})


def figures_frame(findings: Sequence[tuple[Indicator, str, Finding]]) -> pd.DataFrame:
    """Findings as a tidy frame, one row each, in the order they come.

    Parameters
    ----------
    findings : sequence of (Indicator, str, Finding)
        Each with its indicator and the name of the figure ('' for the indicator's own).

    Returns
    -------
    DataFrame
        The columns of `figures`.

    Raises
    ------
    KeyError
        Never: what is missing is an empty cell.

    References
    ----------
    STATISTICS.md, section 2, 'common output row'.

    Examples
    --------
    >>> list(figures_frame([]).columns[:4])
    ['area', 'period', 'indicator', 'figure']
    """
    import pandas as pd

    rows = [_row(indicator, name, finding) for indicator, name, finding in findings]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(dict(COLUMNS))


def _row(indicator: Indicator, name: str, finding: Finding) -> tuple[object, ...]:
    estimate, response, evidence, trend = finding.estimate, finding.response, finding.evidence, finding.trend
    numerator, denominator = _parts(indicator, finding)
    missing = None if response is None else (response.no_opinion or 0) + (response.blank or 0)
    yearly = trend.yearly if trend is not None else None
    return (
        finding.area,
        finding.period,
        indicator.id,
        name,
        indicator.unit,
        response.invited if response else None,
        response.answered if response else None,
        missing,
        numerator,
        denominator,
        estimate.value if estimate else None,
        estimate.lower if estimate else None,
        estimate.upper if estimate else None,
        estimate.confidence if estimate and estimate.lower is not None else None,
        estimate.method if estimate else "",
        UNITS_OF_ANALYSIS.get(estimate.method, "person") if estimate else "",
        estimate.clusters if estimate else None,
        estimate.design_effect if estimate else None,
        finding.design,
        evidence.level if evidence else None,
        str(evidence.precision) if evidence else "",
        " ".join(evidence.flags) if evidence else "",
        str(finding.absent or ""),
        str(finding.previous_verdict),
        str(finding.trend_verdict),
        yearly.value if yearly else None,
    )


def _parts(indicator: Indicator, finding: Finding) -> tuple[float | None, float | None]:
    """What is above and under the line: people of people, events of inhabitants, one thing for each of another."""
    estimate, figure = finding.estimate, indicator.figure
    if estimate is None:
        return None, None
    if figure.asked:
        if figure.scale == "share" and not figure.change and figure.type != "net_share":
            return float(round(estimate.value * estimate.n)), float(estimate.n)
        return None, float(estimate.n)
    if finding.population is None or figure.type in ("count", "balance", "given"):
        return (estimate.value, None) if figure.type == "count" else (None, None)
    per = figure.inhabitants if figure.type == "rate" else 1
    return round(estimate.value * finding.population / per, 6), float(finding.population)
