"""What it can mean for a change that some people answered before and not again: who they were, and how far it can be off."""

from __future__ import annotations

import math
from dataclasses import dataclass

from impactlib.errors import InputError
from impactlib.statistics.change import change_of_mean
from impactlib.statistics.estimate import CONFIDENCE, Change, Estimate
from impactlib.statistics.mean import difference_of_means, mean
from impactlib.statistics.tables import BeforeNow, Frequencies, check_frequencies


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingPairs:
    """A change among those who answered twice, beside what it can have been among all who answered before.

    `complete` is the change of those who answered twice, whose mean before is `complete.before`. `missing` counts those who
    answered before and not again; `before_of_missing` is their mean before (None where there are none, without limits where there
    is one), and `difference_before` that mean minus the one of those who did answer twice (None under two missing people).

    The rest is about all who answered before. `if_no_change` is their mean change if nobody who did not answer again had changed.
    `lowest` and `highest` are the mean change if all of these had gone to the bottom or to the top of the scale: whatever they would
    have answered, it lies there. These three are what-ifs and have no interval: they say nothing of chance.
    """

    complete: Change
    missing: int
    before_of_missing: Estimate | None
    difference_before: Estimate | None
    if_no_change: float
    lowest: float
    highest: float


def bounds_of_change(
    table: BeforeNow, unpaired_before: Frequencies, *, scale: tuple[float, float], confidence: float = CONFIDENCE
) -> MissingPairs:
    """What the mean change can have been among all who answered before, with nothing filled in for who did not answer again.

    Parameters
    ----------
    table : mapping of (float, float) to int
        People per pair (answer before, answer now), at least two people.
    unpaired_before : mapping of float to int
        People per answer before of those who did not answer again; may be empty.
    scale : tuple of float
        The lowest and the highest answer that the scale has.
    confidence : float
        Confidence level of the intervals of those who did answer.

    Returns
    -------
    MissingPairs
        The change of complete pairs, who is missing, and the bounds.

    Raises
    ------
    InputError
        When fewer than two people answered twice, a frequency is negative, the scale's ends are not in order, or an answer lies
        outside them.

    References
    ----------
    Manski, C. F. (1990), American Economic Review, Papers and Proceedings 80, 319-323, and (2003), Partial Identification of
    Probability Distributions, chapter 1.

    Examples
    --------
    >>> found = bounds_of_change({(2, 3): 6, (3, 3): 4}, {2: 5, 1: 5}, scale=(1, 5))
    >>> found.complete.difference.value, found.if_no_change, found.lowest, found.highest
    (0.6, 0.3, 0.05, 2.05)
    >>> round(found.before_of_missing.value, 2), round(found.difference_before.value, 2)
    (1.5, -0.9)
    """
    bottom, top = scale
    if not (math.isfinite(bottom) and math.isfinite(top) and bottom < top):
        raise InputError("bounds_of_change", f"the scale goes from {bottom:g} to {top:g}", "give its lowest and then its highest answer")
    for code in [*(code for pair in table for code in pair), *unpaired_before]:
        if not bottom <= code <= top:
            raise InputError("bounds_of_change", f"the answer {code:g} lies outside {bottom:g} to {top:g}", "give the ends of the scale")
    missing = check_frequencies(unpaired_before, where="bounds_of_change")
    complete = change_of_mean(table, confidence=confidence)
    everybody = complete.difference.n + missing
    changed = math.fsum(people * (now - before) for (before, now), people in table.items())
    before_of_missing = _mean_of_missing(unpaired_before, missing, confidence)
    return MissingPairs(
        complete=complete,
        missing=missing,
        before_of_missing=before_of_missing,
        difference_before=(
            difference_of_means(before_of_missing, complete.before, confidence=confidence) if before_of_missing and missing > 1 else None
        ),
        if_no_change=changed / everybody,
        lowest=(changed + math.fsum(people * (bottom - code) for code, people in unpaired_before.items())) / everybody,
        highest=(changed + math.fsum(people * (top - code) for code, people in unpaired_before.items())) / everybody,
    )


def _mean_of_missing(answers: Frequencies, missing: int, confidence: float) -> Estimate | None:
    if missing == 1:
        return Estimate(value=float(max(code for code, people in answers.items() if people)), n=1, method="mean", confidence=confidence)
    return mean(answers, confidence=confidence) if missing else None
