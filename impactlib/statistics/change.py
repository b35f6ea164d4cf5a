"""How the same people changed on a scale, from the table of before × now."""

from __future__ import annotations

from collections import Counter

from impactlib.statistics.estimate import CONFIDENCE, Change, Movers
from impactlib.statistics.mean import mean
from impactlib.statistics.tables import BeforeNow, differences_of


def change_of_mean(table: BeforeNow, *, confidence: float = CONFIDENCE) -> Change:
    """The mean change of the people who answered twice, with a t interval of their differences.

    Parameters
    ----------
    table : mapping of (float, float) to int
        People per pair (answer before, answer now), at least two people. Both answers on one scale on which more is more.
    confidence : float
        Confidence level as a fraction between 0 and 1.

    Returns
    -------
    Change
        Mean before, mean now and mean difference (now minus before) in units of the scale, and how many people went up,
        stayed and went down.

    Raises
    ------
    InputError
        When fewer than two people answered twice, or a cell is negative.

    References
    ----------
    Student (1908), Biometrika 6, 1-25, whose sleep data are the test of this function.

    Examples
    --------
    >>> found = change_of_mean({(2, 3): 6, (3, 3): 4, (4, 3): 2})
    >>> round(found.difference.value, 3), found.movers
    (0.333, Movers(improved=6, same=4, declined=2))
    """
    differences = differences_of(table, where="change_of_mean")
    before: Counter[float] = Counter()
    now: Counter[float] = Counter()
    for (first, second), people in table.items():
        before[first] += people
        now[second] += people
    return Change(
        before=mean(before, confidence=confidence),
        now=mean(now, confidence=confidence),
        difference=mean(differences, confidence=confidence),
        movers=Movers(
            improved=sum(people for difference, people in differences.items() if difference > 0),
            same=differences.get(0.0, 0),
            declined=sum(people for difference, people in differences.items() if difference < 0),
        ),
    )
