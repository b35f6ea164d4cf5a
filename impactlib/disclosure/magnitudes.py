"""Totals of what providers gave, of which each one's own number is its affair: when a total gives it to the others.

Only measures that a layout calls `confidential` are looked at. Whoever gave the second largest part takes it off the total, and what is
left is the largest part and not much more: that is the p % rule. It says nothing of persons; for these there are other rules.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from impactlib.disclosure.beside import Moment
from impactlib.disclosure.protect import Decision
from impactlib.errors import InputError
from impactlib.indicators.contributors import Contributions
from impactlib.indicators.finding import Absence, Finding, Flag
from impactlib.indicators.indicator import Indicator
from impactlib.workspace import USUAL_DOMINANCE, Dominance, Privacy

FEWEST_PROVIDERS = 3
"""With two providers each of them knows the other's number exactly, with one everybody does."""


def p_percent(contributions: Contributions, p: float = USUAL_DOMINANCE) -> bool:
    """Whether a total is unsafe: it tells somebody who gave to it the largest part of another to within p %.

    Parameters
    ----------
    contributions : Contributions
        What the total is made of; no part is under 0.
    p : float
        How near an estimate may come, in percent of the largest part.

    Returns
    -------
    bool
        True when X − x₁ − x₂ < p/100 · x₁, with X the total and x₁ and x₂ its two largest parts; with one or two providers; and when
        the total is 0, since then every part is.

    Raises
    ------
    InputError
        When p is not over 0, or a part is under 0 or larger than the total.

    References
    ----------
    Handbook on Statistical Disclosure Control, 2nd ed. (2024), section 4.2, table 'Sensitivity rules'. It recommends this rule over
    dominance rules, and a minimum of three contributors.

    Examples
    --------
    Examples 1 and 2 of that section: an estimate of 51,000 for 50,000, and one of 60,000 for 52,000, which is 15.4 % too much.

    >>> p_percent(Contributions(total=100_000, largest=50_000, second=49_000, providers=10))
    True
    >>> p_percent(Contributions(total=110_000, largest=52_000, second=50_000, providers=10))
    False
    """
    _check(contributions, "p_percent", p)
    return _too_few(contributions) or contributions.rest < p / 100 * contributions.largest


def two_dominate(contributions: Contributions, k: float = 85.0) -> bool:
    """Whether a total is unsafe by the (2, k) rule: the two largest parts are over k % of it.

    Parameters
    ----------
    contributions : Contributions
        What the total is made of; no part is under 0.
    k : float
        How much of the total the two may be, in percent.

    Returns
    -------
    bool
        True when x₁ + x₂ > k/100 · X, with one or two providers, and when the total is 0.

    Raises
    ------
    InputError
        When k is not over 0, or a part is under 0 or larger than the total.

    Notes
    -----
    Whatever is safe by (2, 100·100/(100 + p)) is safe by the p % rule, and not the other way round: the second example below is safe at
    p = 10.

    References
    ----------
    Handbook on Statistical Disclosure Control, 2nd ed. (2024), section 4.2, table 'Sensitivity rules' and example 2.

    Examples
    --------
    >>> two_dominate(Contributions(total=100, largest=45, second=30, providers=4))
    False
    >>> two_dominate(Contributions(total=110_000, largest=52_000, second=50_000, providers=10), k=100 * 100 / 110)
    True
    """
    _check(contributions, "two_dominate", k)
    return _too_few(contributions) or contributions.largest + contributions.second > k / 100 * contributions.total


def is_unsafe(contributions: Contributions, dominance: Dominance) -> bool:
    """Whether a total may not be told under the workspace's rules: the p % rule, and the (2, k) rule where it is asked for.

    Parameters
    ----------
    contributions : Contributions
        What the total is made of.
    dominance : Dominance
        The workspace's setting.

    Returns
    -------
    bool
        Whether one of the rules says so.

    Raises
    ------
    InputError
        As `p_percent` does.

    References
    ----------
    As for `p_percent`.
    """
    return p_percent(contributions, dominance.p) or (dominance.two is not None and two_dominate(contributions, dominance.two))


def dominated(
    finding: Finding, indicator: Indicator, privacy: Privacy, *, contributions: Mapping[Moment, Contributions]
) -> Iterator[Decision]:
    """A figure above or below whose line is a confidential total that gives a provider's number to the others.

    Every figure that is made of the measure goes: a total, a rate, an average, a balance. Of some of the providers none is told either:
    beside the total of all it would tell what the others gave.

    Parameters
    ----------
    finding : Finding
        An exact figure.
    indicator : Indicator
        What it is a figure of.
    privacy : Privacy
        The workspace's setting; its `dominance` counts here.
    contributions : mapping of (area, period, measure) to Contributions
        From `contributions_of`.

    Returns
    -------
    iterator of Decision
        One decision when it may not be told, else none.

    Raises
    ------
    InputError
        As `p_percent` does.

    References
    ----------
    As for `p_percent`.
    """
    if finding.estimate is None:
        return
    measures = indicator.figure.measures
    found = [contributions[key] for name in measures if (key := (finding.area, finding.period, name)) in contributions]
    if any(is_unsafe(each, privacy.dominance) for each in found):
        yield Decision(finding=finding.owner, part="figure", reason=Absence.TOO_FEW)
    elif found and finding.evidence is not None and Flag.INCOMPLETE in finding.evidence.flags:
        yield Decision(finding=finding.owner, part="figure", reason=Absence.DERIVED)


def _too_few(contributions: Contributions) -> bool:
    return contributions.providers < FEWEST_PROVIDERS or contributions.total == 0


def _check(contributions: Contributions, where: str, percent: float) -> None:
    if not percent > 0:
        raise InputError(where, f"the percentage is {percent:g}", "give a number over 0, such as 10")
    parts = (contributions.total, contributions.largest, contributions.second)
    if not all(math.isfinite(part) and part >= 0 for part in parts) or contributions.largest > contributions.total:
        raise InputError(where, "a part is under 0, or larger than the total", "the rule is for numbers from 0; look at the source")
