"""How many of the same people changed: who went up and who went down, and who crossed a line."""

from __future__ import annotations

from scipy import special

from impactlib.errors import InputError
from impactlib.statistics.estimate import CONFIDENCE, Change, Estimate, Movers
from impactlib.statistics.proportion import net_share, reaches, share
from impactlib.statistics.tables import BeforeNow, check_frequencies, differences_of

__all__ = ["change_of_share", "mcnemar_mid_p", "movers_of", "net_share", "share_improved"]


def movers_of(table: BeforeNow) -> Movers:
    """How many people went up on the scale, stayed, and went down.

    Parameters
    ----------
    table : mapping of (float, float) to int
        People per pair (answer before, answer now), both on one scale on which more is more.

    Returns
    -------
    Movers
        Three numbers of people, all 0 for an empty table.

    Raises
    ------
    InputError
        When a cell is negative or no whole number.

    Examples
    --------
    >>> movers_of({(2, 3): 6, (3, 3): 4, (4, 3): 2})
    Movers(improved=6, same=4, declined=2)
    """
    differences = differences_of(table, where="movers_of")
    return Movers(
        improved=sum(people for difference, people in differences.items() if difference > 0),
        same=differences.get(0.0, 0),
        declined=sum(people for difference, people in differences.items() if difference < 0),
    )


def share_improved(table: BeforeNow, *, confidence: float = CONFIDENCE) -> Estimate:
    """The share of the people who answered twice that went up, with Wilson's interval.

    Parameters
    ----------
    table : mapping of (float, float) to int
        People per pair (answer before, answer now), at least one person.
    confidence : float
        Confidence level as a fraction between 0 and 1.

    Returns
    -------
    Estimate
        A fraction of all pairs: who stayed the same counts below the line.

    Raises
    ------
    InputError
        When nobody answered twice, or a cell is negative.

    Notes
    -----
    The interval is that of `share`, with x the people who went up and n all pairs.

    References
    ----------
    Wilson, E. B. (1927), JASA 22, 209-212.

    Examples
    --------
    >>> found = share_improved({(2, 3): 6, (3, 3): 4, (4, 3): 2})
    >>> found.value, round(found.lower, 3), round(found.upper, 3)
    (0.5, 0.254, 0.746)
    """
    return share(movers_of(table).improved, check_frequencies(table, where="share_improved"), confidence=confidence)


def change_of_share(table: BeforeNow, *, at_least: float, confidence: float = CONFIDENCE) -> Change:
    """How the share that reaches a line on the scale changed among the people who answered twice, with Bonett and Price's interval.

    Parameters
    ----------
    table : mapping of (float, float) to int
        People per pair (answer before, answer now), at least one person.
    at_least : float
        The line: who answers this or more counts.
    confidence : float
        Confidence level as a fraction between 0 and 1.

    Returns
    -------
    Change
        The shares before and now with Wilson's intervals, and their difference, as fractions of 1. The movers are those who
        came to the line (improved), stayed on their side of it (same) and fell below it (declined).

    Raises
    ------
    InputError
        When nobody answered twice, a cell is negative, or an answer or the line is no finite number.

    Notes
    -----
    The difference is (improved − declined)/n, which is the share now less the share before. Its limits are those of `net_share`.

    References
    ----------
    Bonett, D. G. and Price, R. M. (2012), Journal of Educational and Behavioral Statistics 37, 479-488,
    doi:10.3102/1076998611411915; recommended by Fagerland, M. W., Lydersen, S. and Laake, P. (2014), Statistics in Medicine 33,
    2850-2875, doi:10.1002/sim.6148.

    Examples
    --------
    >>> found = change_of_share({(2, 4): 7, (4, 5): 1, (5, 3): 1, (1, 1): 12}, at_least=4)
    >>> round(found.difference.value, 3), round(found.difference.lower, 3), round(found.difference.upper, 3)
    (0.286, 0.013, 0.508)
    """
    n = check_frequencies(table, where="change_of_share")
    before = now = up = down = 0
    for (first, second), people in table.items():
        was, is_now = (reaches(code, at_least, where="change_of_share") for code in (first, second))
        before += people * was
        now += people * is_now
        up += people * (is_now and not was)
        down += people * (was and not is_now)
    return Change(
        before=share(before, n, confidence=confidence),
        now=share(now, n, confidence=confidence),
        difference=net_share(up, down, n, confidence=confidence),
        movers=Movers(improved=up, same=n - up - down, declined=down),
    )


def mcnemar_mid_p(up: int, down: int) -> float:
    """How surprising it is that so many crossed a line upwards and so many downwards if both were equally likely: McNemar's mid-p.

    Parameters
    ----------
    up, down : int
        How many people crossed the line upwards and downwards, 0 or more.

    Returns
    -------
    float
        Two-sided, from 0 to 1: twice the smaller tail, of which those as many as were seen count half. It is 1 where as
        many went up as down, also where nobody crossed (Fagerland and others subtract another half of one chance there).

    Raises
    ------
    InputError
        When a number is negative or not whole.

    Notes
    -----
    With s the smaller of up and down, c = up + down, and X binomial with c trials and a chance of a half:

    p = 2·P(X < s) + P(X = s).

    References
    ----------
    Fagerland, M. W., Lydersen, S. and Laake, P. (2013), BMC Medical Research Methodology 13, 91, doi:10.1186/1471-2288-13-91.

    Examples
    --------
    >>> round(mcnemar_mid_p(1, 7), 4)
    0.0391
    """
    for people in (up, down):
        if not 0 <= people < float("inf") or people != int(people):
            raise InputError("mcnemar_mid_p", f"{people} people crossed", "give a whole number, 0 or more")
    few, crossed = min(up, down), up + down
    if up == down:
        return 1.0
    fewer = float(special.bdtr(few - 1, crossed, 0.5)) if few else 0.0
    return float(special.bdtr(few, crossed, 0.5)) + fewer
