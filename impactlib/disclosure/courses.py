"""A rule: whoever gave one course takes its people off what is told, and may not learn what each of the others answered.

What is left is about the people of all other courses. It may say how they answered together, as long as they did not all answer the
same: then it would say what each of them did. Of one other person that is always so, and of two a mean often gives both answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from impactlib.disclosure.beside import Besides
from impactlib.disclosure.protect import Decision
from impactlib.indicators.contributors import Beside
from impactlib.indicators.criteria import criteria_of
from impactlib.indicators.finding import Absence, Finding
from impactlib.indicators.indicator import Indicator
from impactlib.workspace import Privacy


def beside_a_course(finding: Finding, indicator: Indicator, privacy: Privacy, *, beside: Besides) -> Iterator[Decision]:
    """A figure that tells whoever gave one course what each of the others answered.

    Parameters
    ----------
    finding : Finding
        An exact figure.
    indicator : Indicator
        What it is a figure of.
    privacy : Privacy
        The workspace's setting; its `minimum_answers` are the fewest others that there may be beside a course.
    beside : mapping
        From `besides_of`.

    Returns
    -------
    iterator of Decision
        One decision, 'too alike', when beside some course all others gave the same value (all of them counted, none did, or all gave
        the same mark), or when they are fewer than the fewest; of a change also the figures of before and of now are looked at. Of
        several periods together the others are also everybody of the other periods; it names the finding by its `owner`.

    Raises
    ------
    InputError
        Never.

    References
    ----------
    Handbook on Statistical Disclosure Control, 2nd ed. (2024), chapter 5, on group disclosure and on intruders who are in the table.
    """
    if finding.estimate is None:
        return
    for each in criteria_of(indicator.figure):
        places = beside.get((each.item, each.name), {})
        found = [places.get((finding.area, period)) for period in finding.years or (finding.period,)]
        told = _tells_of_several(found, each.name) if finding.years else _tells_of_one(found[0], privacy.minimum_answers)
        if told:
            yield Decision(finding=finding.owner, part="figure", reason=Absence.TOO_ALIKE)
            return


def _tells_of_one(here: Beside | None, fewest: int) -> bool:
    """Whether whoever gave some course of one period learns each answer of the others."""
    return here is not None and here.fewest > 0 and (here.spread == 0 or here.fewest < fewest)


def _tells_of_several(found: Sequence[Beside | None], name: str) -> bool:
    """The same of several periods together: beside a course of one of them all of the others must have given the same as well.

    Where it cannot be seen of a period whether they did, they may have.
    """

    def is_even(here: Beside | None) -> bool:
        return here is None or (here.total in (0, here.people) if _is_yes_or_no(name) else here.spread == 0)

    return any(here is not None and here.spread == 0 and all(is_even(other) for other in found if other is not here) for here in found)


def _is_yes_or_no(name: str) -> bool:
    """Whether what is added up is 1 for who counts and 0 for who does not."""
    return name.startswith(("at least", "one of", "improved", "before at least", "now at least"))
