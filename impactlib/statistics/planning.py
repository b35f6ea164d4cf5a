"""How many answers are needed for a margin, from people who come one by one or in groups, and how many people to ask for them.

Numbers are of people who come one by one; `design_effect` says how many times as many are needed where they come in groups. What is
needed to see a change is in `power`, and for shares in `power_shares`.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from impactlib.errors import InputError
from impactlib.statistics.estimate import CONFIDENCE
from impactlib.statistics.quantiles import normal_quantile, t_quantile

FEWEST = 2
"""Fewer answers than this have no spread."""

TINY = 0.001
"""Fewer standard deviations than this are no margin or change that anybody could measure."""

SLACK = 1e-9
"""A number of answers that lies this near above a whole one is that whole one."""


def margin_of_share(n: int, *, share: float = 0.5, group: int | None = None, confidence: float = CONFIDENCE) -> float:
    """How far the interval of a share will go to either side, when `n` people answer.

    Parameters
    ----------
    n : int
        Answers, 1 or more.
    share : float
        The share that is expected, between 0 and 1. The default has the widest margin.
    group : int, optional
        Of how many people in all; for the margin about just these people. Left out, the people are a sample of many more.
    confidence : float
        Confidence level as a fraction between 0 and 1.

    Returns
    -------
    float
        Half the width of the normal interval, as a fraction of 1, with the correction for a finite group. Of few answers Wilson's
        interval turns out narrower (26 points to either side of 50 % for ten): this errs on the wide side.

    Raises
    ------
    InputError
        When there are no answers, more answers than people, or no share between 0 and 1.

    References
    ----------
    Cochran, W. G. (1977), Sampling Techniques, 3rd ed., sections 3.2 and 4.4.

    Examples
    --------
    >>> [round(margin_of_share(n), 2) for n in (10, 30, 50, 100, 400)]
    [0.31, 0.18, 0.14, 0.1, 0.05]
    >>> [round(margin_of_share(n, group=60), 2) for n in (30, 45)]
    [0.13, 0.07]
    """
    where = "margin_of_share"
    check_answers(n, where, fewest=1)
    check_fraction(share, where)
    z = normal_quantile(confidence)
    if group is None:
        return z * math.sqrt(share * (1 - share) / n)
    if group < n:
        raise InputError(where, f"{n} of {group} people answer", "a group holds at least those who answer")
    left = (group - n) / (group - 1) if group > 1 else 0.0
    return z * math.sqrt(share * (1 - share) / n * left)


def answers_for_margin(margin: float, *, share: float = 0.5, group: int | None = None, confidence: float = CONFIDENCE) -> int:
    """How many answers are needed for a margin of a share.

    Parameters
    ----------
    margin : float
        How far the interval may go to either side, as a fraction of 1, more than 0.
    share, group, confidence
        As for `margin_of_share`.

    Returns
    -------
    int
        The fewest answers with at most this margin.

    Raises
    ------
    InputError
        When the margin is not between 0 and 1, there is no share between 0 and 1, or nobody in the group.

    References
    ----------
    Cochran (1977), section 4.4; tabulated by Krejcie, R. V. and Morgan, D. W. (1970), Educational and Psychological Measurement 30,
    607-610, doi:10.1177/001316447003000308.

    Examples
    --------
    >>> answers_for_margin(0.1), answers_for_margin(0.05), answers_for_margin(0.05, group=1000)
    (97, 385, 278)
    """
    where = "answers_for_margin"
    check_fraction(margin, where, what="margin")
    check_fraction(share, where)
    endless = normal_quantile(confidence) ** 2 * share * (1 - share) / margin**2
    if group is None:
        return whole(endless)
    check_answers(group, where, fewest=1, what="people in the group")
    return whole(endless * group / (endless + group - 1))


def margin_of_mean(n: int, *, confidence: float = CONFIDENCE) -> float:
    """How far the interval of a mean will go to either side, in standard deviations, when `n` people answer.

    Parameters
    ----------
    n : int
        Answers, 2 or more.
    confidence : float
        Confidence level as a fraction between 0 and 1.

    Returns
    -------
    float
        Half the width of the t interval of a mean, or of a mean change, divided by the standard deviation.

    Raises
    ------
    InputError
        When there are fewer than two answers.

    References
    ----------
    Student (1908), Biometrika 6, 1-25.

    Examples
    --------
    >>> [round(margin_of_mean(n), 2) for n in (10, 30, 100)]
    [0.72, 0.37, 0.2]
    """
    check_answers(n, "margin_of_mean")
    return t_quantile(confidence, n - 1) / math.sqrt(n)


def answers_for_margin_of_mean(margin: float, *, confidence: float = CONFIDENCE) -> int:
    """How many answers are needed for a margin of a mean.

    Parameters
    ----------
    margin : float
        How far the interval may go to either side, in standard deviations, 0.001 or more.
    confidence : float
        Confidence level as a fraction between 0 and 1.

    Returns
    -------
    int
        The fewest answers, 2 or more, with at most this margin.

    Raises
    ------
    InputError
        When the margin is under 0.001.

    References
    ----------
    Student (1908), Biometrika 6, 1-25.

    Examples
    --------
    >>> answers_for_margin_of_mean(0.2)
    99
    """
    check_effect(margin, "answers_for_margin_of_mean", what="margin")
    return fewest_with(lambda n: margin_of_mean(n, confidence=confidence) <= margin)


def design_effect(per_cluster: float, icc: float) -> float:
    """How many times as many answers are needed of people who come in groups, such as courses.

    Parameters
    ----------
    per_cluster : float
        Answers per group, 1 or more.
    icc : float
        How much people of one group are alike (the intraclass correlation), from 0 to 1.

    Returns
    -------
    float
        1 + (m - 1) × ICC: 1 or more.

    Raises
    ------
    InputError
        When there is less than one answer per group, or the correlation is not between 0 and 1.

    References
    ----------
    Kish, L. (1965), Survey Sampling; Donner, A. and Klar, N. (2000), Design and Analysis of Cluster Randomization Trials.

    Examples
    --------
    >>> round(design_effect(12, 0.1), 2)
    2.1
    """
    if not (per_cluster >= 1 and math.isfinite(per_cluster)):
        raise InputError("design_effect", f"there are {per_cluster:g} answers per group", "a group has 1 or more")
    if not 0 <= icc <= 1:
        raise InputError("design_effect", f"the correlation within groups is {icc:g}", "give a fraction from 0 to 1, such as 0.1")
    return 1 + (per_cluster - 1) * icc


def invitations(answers: int, response: float) -> int:
    """How many people must be asked for so many answers.

    Parameters
    ----------
    answers : int
        How many are needed, 0 or more.
    response : float
        The share of those asked that answers, more than 0 and at most 1.

    Returns
    -------
    int
        The fewest invitations.

    Raises
    ------
    InputError
        When answers are negative or nobody is expected to answer.

    Examples
    --------
    >>> invitations(85, 0.5), invitations(42, 0.4)
    (170, 105)
    """
    check_answers(answers, "invitations", fewest=0)
    if not 0 < response <= 1:
        raise InputError("invitations", f"the response is {response:g}", "give a fraction of 1, such as 0.5")
    return whole(answers / response, fewest=0)


def fewest_with(enough: Callable[[int], bool]) -> int:
    """The smallest number of answers that is enough, where more than enough is enough as well.

    Examples
    --------
    >>> fewest_with(lambda n: n >= 85)
    85
    """
    low, high = FEWEST - 1, FEWEST
    while not enough(high):
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def whole(answers: float, *, fewest: int = 1) -> int:
    """The number of answers rounded up, but for floating-point error.

    Examples
    --------
    >>> whole(41.2), whole(42.00000000001)
    (42, 42)
    """
    return max(fewest, math.ceil(answers - SLACK * max(1.0, answers)))


def check_answers(n: int, where: str, *, fewest: int = FEWEST, what: str = "answers") -> None:
    """Refuse what is no number of answers."""
    if not (n >= fewest and n == math.floor(n)):
        raise InputError(where, f"there are {n} {what}", f"give a whole number, {fewest} or more")


def check_fraction(value: float, where: str, *, what: str = "share") -> None:
    """Refuse what does not lie between 0 and 1."""
    if not 0 < value < 1:
        raise InputError(where, f"the {what} is {value:g}", "give a fraction between 0 and 1, such as 0.1")


def check_effect(effect: float, where: str, *, what: str = "effect") -> None:
    """Refuse what is no number of standard deviations: under a thousandth, no number of people is enough."""
    if not (effect >= TINY and math.isfinite(effect)):
        raise InputError(where, f"the {what} is {effect:g}", f"give a number of standard deviations, {TINY:g} or more")
