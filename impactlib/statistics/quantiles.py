"""Quantiles of the distributions that intervals use, by scipy's ufuncs: `scipy.stats` takes some fifty times as long for a single one."""

from __future__ import annotations

import math
from functools import lru_cache

from scipy import special

from impactlib.errors import InputError


def check_confidence(confidence: float, *, where: str) -> None:
    """Refuse a confidence level that is not a fraction between 0 and 1."""
    if not 0 < confidence < 1:
        raise InputError(where, f"confidence is {confidence:g}", "give a fraction between 0 and 1, such as 0.95")


@lru_cache(maxsize=4096)
def normal_quantile(confidence: float) -> float:
    """How many standard errors a two-sided normal interval goes to either side.

    Examples
    --------
    >>> round(normal_quantile(0.95), 4)
    1.96
    """
    check_confidence(confidence, where="normal_quantile")
    return float(special.ndtri((1 + confidence) / 2))


@lru_cache(maxsize=65536)
def t_quantile(confidence: float, freedom: float) -> float:
    """How many standard errors a two-sided t interval goes to either side, with this many degrees of freedom (more than 0).

    Examples
    --------
    >>> round(t_quantile(0.95, 9), 4)
    2.2622
    """
    check_confidence(confidence, where="t_quantile")
    if not freedom > 0:
        raise InputError("t_quantile", f"there are {freedom:g} degrees of freedom", "a t interval needs more than 0")
    return float(special.stdtrit(freedom, (1 + confidence) / 2))


def two_sided_p(statistic: float, freedom: float = math.inf) -> float:
    """The two-sided p of a t statistic, or with endless degrees of freedom of a normal one.

    Examples
    --------
    >>> round(two_sided_p(1.96), 3), round(two_sided_p(2.2622, 9), 3)
    (0.05, 0.05)
    """
    if math.isinf(freedom):
        return float(2 * special.ndtr(-abs(statistic)))
    return float(2 * special.stdtr(freedom, -abs(statistic)))
