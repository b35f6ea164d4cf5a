"""Whether the answers of one group lie higher on an ordered scale than those of another, without taking steps for distances."""

from __future__ import annotations

import math
from dataclasses import replace

from scipy import special

from impactlib.errors import InputError
from impactlib.statistics.estimate import CONFIDENCE, Estimate
from impactlib.statistics.mean import moments
from impactlib.statistics.quantiles import check_confidence, t_quantile
from impactlib.statistics.tables import DECIMALS, Frequencies, check_frequencies


def cliffs_delta(now: Frequencies, earlier: Frequencies, *, confidence: float = CONFIDENCE) -> Estimate:
    """How much more often someone of now answers higher than someone of earlier than the other way round: Cliff's delta.

    Parameters
    ----------
    now, earlier : mapping of float to int
        People per answer code of two different groups, at least two people each.
    confidence : float
        Confidence level as a fraction between 0 and 1.

    Returns
    -------
    Estimate
        From -1 (everybody of now below everybody of earlier) to 1 (everybody above); `n` is the size of the group of now. The
        interval is Brunner and Munzel's t interval on the logit of P = P(higher) + P(equal)/2, so it stays within -1 and 1.

        Two tables leave no spread to make an interval from, and get an exact one instead. With k the size of the smaller group,
        k pairs of one of now and one of earlier can be formed of which no two share a person:

        * Everybody of now above everybody of earlier: so are all k pairs, which has a chance of at most P^k. So P is at least
          (α/2)^(1/k), as Clopper and Pearson's limit of k out of k; the other limit is the end of the scale.
        * Everybody gave the same answer: all k pairs are ties, which has a chance of at most (1 - |delta|)^k. So delta
          lies within 1 - (α/2)^(1/k) from 0.

        No closer limit holds for every pair of distributions: one of the groups may be all alike.

    Raises
    ------
    InputError
        When a group has fewer than two people, a frequency is negative, or an answer is no finite number.

    References
    ----------
    Cliff, N. (1993), Psychological Bulletin 114, 494-509, doi:10.1037/0033-2909.114.3.494; Brunner, E. and Munzel, U. (2000),
    Biometrical Journal 42, 17-25; Feng, D. and Cliff, N. (2004), Journal of Modern Applied Statistical Methods 3, 322-332;
    Clopper, C. J. and Pearson, E. S. (1934), Biometrika 26, 404-413.

    Examples
    --------
    >>> found = cliffs_delta({3: 4, 4: 10, 5: 6}, {2: 5, 3: 10, 4: 5})
    >>> round(found.value, 3), round(found.lower, 3), round(found.upper, 3)
    (0.675, 0.38, 0.845)
    >>> found = cliffs_delta({5: 10}, {3: 10})
    >>> found.value, round(found.lower, 3), found.upper
    (1.0, 0.383, 1.0)
    """
    check_confidence(confidence, where="cliffs_delta")
    of_now, of_earlier = _checked(now, "now"), _checked(earlier, "earlier")
    n, m = sum(of_now.values()), sum(of_earlier.values())
    # Where each answer stands in the other group: how many are below it, counting equal ones half.
    codes = sorted(of_now.keys() | of_earlier.keys())
    above_earlier: dict[float, int] = {}
    above_now: dict[float, int] = {}
    below_now = below_earlier = 0
    for code in codes:
        here, there = of_now.get(code, 0), of_earlier.get(code, 0)
        above_earlier[2 * below_earlier + there] = above_earlier.get(2 * below_earlier + there, 0) + here
        above_now[2 * below_now + here] = above_now.get(2 * below_now + here, 0) + there
        below_now += here
        below_earlier += there
    higher = sum(doubled * people for doubled, people in above_earlier.items())
    value = (higher - n * m) / (n * m)
    if len(codes) == 1 or abs(value) == 1:
        lower, upper = _without_spread(value, min(n, m), confidence)
    else:
        standing_now = moments(above_earlier, where="cliffs_delta").variance / (4 * m**2 * n)
        standing_earlier = moments(above_now, where="cliffs_delta").variance / (4 * n**2 * m)
        variance = standing_now + standing_earlier
        freedom = variance**2 / (standing_now**2 / (n - 1) + standing_earlier**2 / (m - 1))
        chance = (value + 1) / 2
        half = t_quantile(confidence, freedom) * math.sqrt(variance) / (chance * (1 - chance))
        middle = float(special.logit(chance))
        lower, upper = (2 * float(special.expit(middle + side * half)) - 1 for side in (-1, 1))
    return Estimate(value=value, n=n, method="cliffs-delta", lower=lower, upper=upper, confidence=confidence)


def common_language(delta: Estimate) -> Estimate:
    """The chance that someone of now answers higher than someone of earlier, counting equal answers half.

    Parameters
    ----------
    delta : Estimate
        As `cliffs_delta` gives it.

    Returns
    -------
    Estimate
        A fraction of 1: (delta + 1)/2, and its limits likewise.

    Raises
    ------
    InputError
        When the value or a limit is not between -1 and 1.

    References
    ----------
    McGraw, K. O. and Wong, S. P. (1992), Psychological Bulletin 111, 361-365; with ties: Vargha, A. and Delaney, H. D. (2000),
    Journal of Educational and Behavioral Statistics 25, 101-132.

    Examples
    --------
    >>> round(common_language(cliffs_delta({3: 4, 4: 10, 5: 6}, {2: 5, 3: 10, 4: 5})).value, 4)
    0.8375
    """
    for figure in (delta.value, delta.lower, delta.upper):
        if figure is not None and not -1 <= figure <= 1:
            raise InputError("common_language", f"delta is {figure:g}", "give a Cliff's delta, which lies between -1 and 1")
    return replace(
        delta,
        value=(delta.value + 1) / 2,
        lower=None if delta.lower is None else (delta.lower + 1) / 2,
        upper=None if delta.upper is None else (delta.upper + 1) / 2,
        method="common-language",
    )


def _without_spread(value: float, pairs: int, confidence: float) -> tuple[float, float]:
    limit = ((1 - confidence) / 2) ** (1 / pairs)
    if value == 0:
        return limit - 1, 1 - limit
    return (2 * limit - 1, 1.0) if value > 0 else (-1.0, 1 - 2 * limit)


def _checked(table: Frequencies, which: str) -> dict[float, int]:
    n = check_frequencies(table, where="cliffs_delta")
    if n < 2:
        raise InputError("cliffs_delta", f"there are {n} answers of {which}", "it needs at least 2 of each group")
    found: dict[float, int] = {}
    for code, people in table.items():
        if people:
            found[round(code, DECIMALS)] = found.get(round(code, DECIMALS), 0) + people
    return found
