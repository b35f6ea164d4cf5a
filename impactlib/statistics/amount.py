"""What was counted in full, added, subtracted and divided: figures without a sampling interval."""

from __future__ import annotations

import math

from impactlib.errors import InputError
from impactlib.statistics.estimate import CONFIDENCE, Estimate

METHOD = "complete-count"


def complete_amount(amount: float) -> Estimate:
    """An amount that was counted in full, of something that comes in parts as well: hours, euros.

    Parameters
    ----------
    amount : float
        0 or more.

    Returns
    -------
    Estimate
        The amount without limits; `n` is the amount in whole ones.

    Raises
    ------
    InputError
        When the amount is negative or not finite.

    References
    ----------
    STATISTICS.md, section 2, 'complete register count'.

    Examples
    --------
    >>> complete_amount(12.5).value
    12.5
    """
    _check(amount, where="complete_amount")
    return Estimate(value=float(amount), n=int(amount), method=METHOD)


def complete_balance(plus: float, minus: float) -> Estimate:
    """What came less what went, both counted in full; it may be negative.

    Parameters
    ----------
    plus, minus : float
        Each 0 or more.

    Returns
    -------
    Estimate
        The difference without limits; `n` counts both.

    Raises
    ------
    InputError
        When one of them is negative or not finite.

    References
    ----------
    STATISTICS.md, section 2, 'complete register count'.

    Examples
    --------
    >>> complete_balance(120, 150).value
    -30.0
    """
    for amount in (plus, minus):
        _check(amount, where="complete_balance")
    return Estimate(value=float(plus - minus), n=int(plus + minus), method=METHOD)


def complete_average(total: float, over: float) -> Estimate:
    """How much of one thing there is for each of another, both counted in full.

    Parameters
    ----------
    total : float
        0 or more.
    over : float
        More than 0.

    Returns
    -------
    Estimate
        total / over without limits; `n` is what it is over.

    Raises
    ------
    InputError
        When the total is negative, or there is nothing to divide it by.

    References
    ----------
    STATISTICS.md, section 2, 'complete register count'.

    Examples
    --------
    >>> complete_average(450, 30).value
    15.0
    """
    _check(total, where="complete_average")
    if not (math.isfinite(over) and over > 0):
        raise InputError("complete_average", f"it is over {over:g}", "give a number over 0")
    return Estimate(value=total / over, n=int(over), method=METHOD)


def published(value: float, *, lower: float | None = None, upper: float | None = None, confidence: float = CONFIDENCE) -> Estimate:
    """A figure as another body published it, with the limits that were published with it.

    Parameters
    ----------
    value : float
        The figure.
    lower, upper : float or None
        Its published limits; both or neither.
    confidence : float
        The confidence level of those limits.

    Returns
    -------
    Estimate
        The figure, with `n` 0: how many people it rests on is theirs to say.

    Raises
    ------
    InputError
        When one limit is missing, or the figure lies outside them.

    References
    ----------
    None: nothing is figured here.

    Examples
    --------
    >>> published(11.3, lower=10.1, upper=12.6).upper
    12.6
    """
    return Estimate(value=value, n=0, method="published", lower=lower, upper=upper, confidence=confidence)


def _check(amount: float, *, where: str) -> None:
    if not (math.isfinite(amount) and amount >= 0):
        raise InputError(where, f"the amount is {amount:g}", "give 0 or more")
