"""More of what is behind a figure, as tidy frames for who explores: changes in full, and a figure among its peers. For the office only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from impactlib.errors import InputError
from impactlib.indicators.choosing import answers_of, figure_of_answers
from impactlib.indicators.comparing import COMPARED, compared, events_of, part_of
from impactlib.indicators.counting import Pair, SurveyCounts
from impactlib.indicators.figure import ChangeOfMean, Mean, Rate
from impactlib.indicators.finding import Finding
from impactlib.indicators.frames import counted
from impactlib.indicators.indicator import Indicator
from impactlib.indicators.judging import p_of
from impactlib.indicators.measuring import measure_figure
from impactlib.indicators.peers import peers_of
from impactlib.sources.areas import Register
from impactlib.sources.layout import NO_OPINION
from impactlib.statistics.change import effect_of_change, signed_rank
from impactlib.statistics.estimate import Change
from impactlib.statistics.missing_pairs import bounds_of_change
from impactlib.statistics.paired import movers_of, net_share
from impactlib.statistics.shrinkage import Shrunken, shrunken_means, shrunken_rates, shrunken_shares
from impactlib.workspace import Peers, Workspace

if TYPE_CHECKING:
    import pandas as pd

FEWEST_PAIRS = 10
"""No test and no effect size of fewer pairs (DOMAIN.md, section 3.7)."""

CHANGES: Mapping[str, str] = {
    "area": "str",
    "period": "str",
    "indicator": "str",
    "n": "Int64",
    "before": "Float64",
    "now": "Float64",
    "difference": "Float64",
    "lower": "Float64",
    "upper": "Float64",
    "method": "str",
    "p": "Float64",
    "p_signed_rank": "Float64",
    "effect": "Float64",
    "effect_lower": "Float64",
    "effect_upper": "Float64",
    "improved": "Int64",
    "same": "Int64",
    "declined": "Int64",
    "net": "Float64",
    "net_lower": "Float64",
    "net_upper": "Float64",
    "n_dropped": "Int64",
    "before_of_dropped": "Float64",
    "difference_if_dropped_stayed": "Float64",
    "difference_lowest": "Float64",
    "difference_highest": "Float64",
}
"""The columns of `changes` and their kinds."""

BENCHMARKS: Mapping[str, str] = {
    "area": "str",
    "name": "str",
    "value": "Float64",
    "lower": "Float64",
    "upper": "Float64",
    "benchmark": "Float64",
    "others": "Int64",
    "near_lower": "Float64",
    "near_upper": "Float64",
    "far_lower": "Float64",
    "far_upper": "Float64",
    "dispersion": "Float64",
    "verdict": "str",
    "shrunken": "Float64",
    "shrunken_lower": "Float64",
    "shrunken_upper": "Float64",
    "weight": "Float64",
    "peers": "str",
}
"""The columns of `benchmarks` and their kinds."""


def changes(workspace: Workspace, *, indicators: Iterable[str] | None = None, groups: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Every change of a mean of the same people, in full: exact, and so for the office only.

    Parameters
    ----------
    workspace : Workspace
        Whose sources are read.
    indicators : iterable of str or None
        The ids of the indicators; all whose figure, or a companion, is a change of a mean when left out.
    groups : mapping of str to str or None
        Area → group, as for `figures`.

    Returns
    -------
    DataFrame
        One row for each area (or group), period and indicator of which two people or more answered twice. n pairs; means before and now and
        their difference in units of the scale, with an interval that allows for courses; p of the t test and of the exact signed-rank
        test, and Hedges' g with Bonett's interval (from 10 pairs on); how many improved, stayed the same and declined, and their net share
        with its interval. Of these the signed-rank test, g and the net share take every person by itself, also where courses are known.
        Then who gave an answer before and none now: how many, their mean before, and the difference if they had not
        changed, or had all gone to the lowest or the highest end (bounds without an assumption).

    Raises
    ------
    ImpactError
        With every problem of settings, layouts and data.
    UnknownNameError
        When an indicator does not exist.

    References
    ----------
    `change_of_mean`, `signed_rank`, `effect_of_change`, `net_share` and `bounds_of_change` of `impactlib.statistics`.

    Examples
    --------
    >>> from impactlib.indicators import changes
    >>> changes(Workspace.open("my-workspace"), indicators=["DI07"])  # doctest: +SKIP
    """
    import pandas as pd

    _, counts, wanted = counted(workspace, indicators, groups)
    rows: list[tuple[object, ...]] = []
    for indicator in wanted:
        figure = next((each for each in indicator.figures.values() if isinstance(each, ChangeOfMean)), None)
        source = next((each for each in counts if isinstance(each, SurveyCounts) and figure and figure.item in each.layout.questions), None)
        if figure is None or source is None or not source.layout.questions[figure.item].twice:
            continue
        for place, table in sorted(source.tables.get(figure.item, {}).items()):
            sums = {name: here[place] for (item, name), here in source.clusters.items() if item == figure.item and place in here}
            answers = answers_of(figure, table)
            if sum(answers.values()) < 2:
                continue
            ends = source.layout.questions[figure.item].ends
            found = figure_of_answers(figure, answers, sums, ends=ends)
            rows.append((*place, indicator.id, *_change(answers, found.change, _dropped(table), ends)))
    return pd.DataFrame(rows, columns=list(CHANGES)).astype(dict(CHANGES))


def _change(
    answers: Mapping[tuple[float, float], int], change: Change | None, dropped: Mapping[float, int], ends: tuple[float, float]
) -> tuple[object, ...]:
    assert change is not None
    n, found, movers = change.now.n, change.difference, movers_of(answers)
    net = net_share(movers.improved, movers.declined, n)
    tested = n >= FEWEST_PAIRS
    effect = effect_of_change(answers) if tested and (change.before.standard_error or change.now.standard_error) else None
    bounds = bounds_of_change(answers, dropped, scale=ends)
    return (
        n,
        change.before.value,
        change.now.value,
        found.value,
        found.lower,
        found.upper,
        found.method,
        p_of(found) if tested else None,
        signed_rank(answers) if tested else None,
        effect.value if effect else None,
        effect.lower if effect else None,
        effect.upper if effect else None,
        movers.improved,
        movers.same,
        movers.declined,
        net.value,
        net.lower,
        net.upper,
        bounds.missing,
        bounds.before_of_missing.value if bounds.before_of_missing else None,
        bounds.if_no_change,
        bounds.lowest,
        bounds.highest,
    )


def _dropped(table: Mapping[Pair, int]) -> dict[float, int]:
    """The answers before of the people who gave none now."""
    found: Counter[float] = Counter()
    for (before, now), people in table.items():
        if before is not None and before != NO_OPINION and now is None:
            found[before] += people
    return dict(found)


def benchmarks(workspace: Workspace, indicator: str, *, period: str = "", peers: Peers | None = None) -> pd.DataFrame:
    """One indicator in every area, beside the benchmark of its peers and drawn in to the group: exact, and so for the office only.

    Parameters
    ----------
    workspace : Workspace
        Whose sources are read.
    indicator : str
        The id of an indicator that is a share, a rate or a mean.
    period : str
        The period; that of the workspace when left out.
    peers : Peers or None
        How peers are chosen; as the workspace says when left out.

    Returns
    -------
    DataFrame
        One row for each area with a figure, in the order of names (nobody is ranked). The benchmark is of the other areas; 95 % (near) and
        99.8 % (far) limits; the verdict is 'lower', 'within', 'higher' or 'cannot-say'. `shrunken` is the empirical-Bayes figure with
        its interval, and `weight` how much of the own figure is in it.

    Raises
    ------
    InputError
        When the indicator is none of these, or no area has a figure.
    UnknownNameError
        When it does not exist.

    References
    ----------
    Spiegelhalter, D. J. (2005), Statistics in Medicine 24, 1185-1202, doi:10.1002/sim.1970; Efron and Morris (1977).

    Examples
    --------
    >>> from impactlib.indicators import benchmarks
    >>> benchmarks(Workspace.open("my-workspace"), "BR01")  # doctest: +SKIP
    """
    import pandas as pd

    register, counts, (known,) = counted(workspace, [indicator], None)
    if not isinstance(known.figure, COMPARED):
        kind = known.figure.type.replace("_", " ")
        raise InputError("benchmarks", f"{indicator} is a {kind}", "give an indicator that is a share, a rate or a mean")
    when = period or workspace.period
    measured = measure_figure(counts, known, known.figure, register, list(register.areas), when)
    here = {each.area: each for each in measured if each.period == when and each.estimate is not None}
    if not here:
        raise InputError("benchmarks", f"no area has a figure of {indicator} in {when}", "look at the sources, or at the period")
    chosen = peers_of(register, list(here), peers or workspace.settings.peers, when)
    drawn_in = _shrunken(known, here)
    rows = [
        _benchmark(register, compared(known, finding, list(here.values()), chosen[code]), drawn_in.get(code))
        for code, finding in sorted(here.items(), key=lambda each: (register.areas[each[0]].name.casefold(), each[0]))
    ]
    return pd.DataFrame(rows, columns=list(BENCHMARKS)).astype(dict(BENCHMARKS))


def _benchmark(register: Register, finding: Finding, drawn_in: Shrunken | None) -> tuple[object, ...]:
    assert finding.estimate is not None
    comparison = finding.comparison
    limits = (*comparison.near, *comparison.far) if comparison else (None,) * 4
    return (
        finding.area,
        register.areas[finding.area].name,
        finding.estimate.value,
        finding.estimate.lower,
        finding.estimate.upper,
        comparison.benchmark if comparison else None,
        comparison.others if comparison else None,
        *limits,
        comparison.dispersion if comparison else None,
        str(finding.comparison_verdict),
        drawn_in.value if drawn_in else None,
        drawn_in.lower if drawn_in else None,
        drawn_in.upper if drawn_in else None,
        drawn_in.weight if drawn_in else None,
        " ".join(finding.peers),
    )


def _shrunken(indicator: Indicator, findings: Mapping[str, Finding]) -> Mapping[str, Shrunken]:
    match indicator.figure:
        case Rate(inhabitants=per):
            return shrunken_rates({code: events_of(each, per) for code, each in findings.items()}, per=per)
        case Mean():
            means = {code: (each.estimate.value, each.estimate.standard_error or 0.0) for code, each in findings.items() if each.estimate}
            return shrunken_means({code: each for code, each in means.items() if each[1] > 0})
        case _:
            return shrunken_shares({code: part_of(each) for code, each in findings.items()})
