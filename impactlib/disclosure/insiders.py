"""Somebody who was there, as the attack has them: who gave one course knows its people and their answers, a provider its own number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from impactlib.disclosure.beside import Besides, Moment
from impactlib.disclosure.known import Known, Secret
from impactlib.indicators.contributors import Contributions
from impactlib.indicators.figure import ChangeOfShare, Improved, Share
from impactlib.indicators.finding import Finding
from impactlib.indicators.indicator import Indicator, shown_decimals
from impactlib.statistics.estimate import Estimate
from impactlib.workspace import Dominance

NEVER = 2**53
"""So large is no total: a secret of which it is the group is never harmless because of its size."""


def leader_facts(findings: Sequence[Finding], indicators: Mapping[str, Indicator], *, beside: Besides) -> tuple[list[Known], list[Secret]]:
    """What whoever gave one course knows of each share that is told, and what he may not find: that all others counted, or none.

    Parameters
    ----------
    findings : sequence of Finding
        As they are told, of every period.
    indicators : mapping of str to Indicator
        What each of them is a figure of.
    beside : mapping
        From `besides_of`.

    Returns
    -------
    (list of Known, list of Secret)
        For each share four unknowns of its own: of the course and of the others, who counted and who did not. The release tells how
        many of how many (as sharp as it is written), the leader knows both of the course. The secret is how many of the others
        counted, with all of them as its whole.

    Raises
    ------
    InputError
        When facts cannot be made of the numbers.

    References
    ----------
    Handbook on Statistical Disclosure Control, 2nd ed. (2024), chapter 5, on intruders who are in the table.
    """
    known: list[Known] = []
    secrets: list[Secret] = []
    for finding in findings:
        indicator = indicators[finding.indicator]
        for name, told, coarse in _shares(finding, indicator):
            for period in finding.years or (finding.period,):
                here = beside.get((indicator.figure.question, name), {}).get((finding.area, period))
                if here is None:
                    continue
                scene = f"{finding.owner}/{name}@course of {period}"
                own, own_not, others, others_not = (
                    f"{scene} {part}" for part in ("counted", "did not", "others counted", "others did not")
                )
                half = 0.5 * 10.0 ** -(shown_decimals(indicator, told.n) + 2) if coarse else 0.0
                low, high = ((told.value + side * (half + 1e-9)) * told.n for side in (-1, 1))
                course = float(here.own_people), float(here.own_total)
                known += [
                    Known(terms={own: 1.0, others: 1.0}, low=low, high=high, owner=finding.owner),
                    Known(
                        terms={own: 1.0, own_not: 1.0, others: 1.0, others_not: 1.0},
                        low=float(told.n),
                        high=float(told.n),
                        owner=finding.owner,
                    ),
                    Known(terms={own: 1.0, own_not: 1.0}, low=course[0], high=course[0], origin="insider"),
                    Known(terms={own: 1.0}, low=course[1], high=course[1], origin="insider"),
                ]
                whole = {others: 1.0, others_not: 1.0}
                # That it is known exactly harms nobody: only that everybody, or nobody, is in it.
                secrets.append(
                    Secret(name=others, terms={others: 1.0}, group=0, least=0, width=0.0, whole=whole, zero=True, insiders=False)
                )
    return known, secrets


def provider_insiders(
    findings: Sequence[Finding],
    indicators: Mapping[str, Indicator],
    *,
    contributions: Mapping[Moment, Contributions],
    dominance: Dominance,
) -> tuple[list[Known], list[Secret]]:
    """What the provider with the second largest part knows of each confidential total that is told, and what it may not find.

    Parameters
    ----------
    findings : sequence of Finding
        As they are told, of every period.
    indicators : mapping of str to Indicator
        What each of them is a figure of.
    contributions : mapping of (area, period, measure) to Contributions
        From `contributions_of`.
    dominance : Dominance
        The workspace's setting.

    Returns
    -------
    (list of Known, list of Secret)
        For each total three unknowns of its own: the largest part, the insider's own, and what all others gave. The total is told, the
        own part is known to the insider, and the others' to within 100 %, which is what the p % rule takes to be known. The secret
        is the largest part: its bounds must be 2·p % of it apart, p % to either side.

    Raises
    ------
    InputError
        When facts cannot be made of the numbers.

    Notes
    -----
    With r what the others gave the insider's bounds are x₁ − r and x₁ + r, so the secret is out exactly when r < p/100 · x₁. Parts are
    rounded to whole numbers, as unknowns are whole: of totals under a few hundred the rule and the attack may differ by that.

    References
    ----------
    Handbook on Statistical Disclosure Control, 2nd ed. (2024), section 4.2, 'The (p, q)-rule': the p % rule is the one with q = 100.
    """
    owners: dict[Moment, str] = {}
    for finding in findings:
        for name in indicators[finding.indicator].figure.measures if finding.estimate is not None else ():
            if (key := (finding.area, finding.period, name)) in contributions:
                owners.setdefault(key, finding.id)
    known: list[Known] = []
    secrets: list[Secret] = []
    for key, owner in owners.items():
        parts, name = contributions[key], "/".join(key)
        largest, own, others = (f"{name}@provider {part}" for part in ("largest", "own", "others"))
        first, second, rest = round(parts.largest), round(parts.second), round(parts.rest)
        total = float(first + second + rest)
        known += [
            Known(terms={largest: 1.0, own: 1.0, others: 1.0}, low=total, high=total, owner=owner),
            Known(terms={own: 1.0}, low=float(second), high=float(second), origin="insider"),
            Known(terms={others: 1.0}, low=0.0, high=2.0 * rest, origin="insider"),
        ]
        width = max(1.0, 2 * dominance.p / 100 * first)
        secrets.append(Secret(name=largest, terms={largest: 1.0}, group=NEVER, least=0, width=width, insiders=False))
    return known, secrets


def _shares(finding: Finding, indicator: Indicator) -> Iterator[tuple[str, Estimate, bool]]:
    """The shares that a finding tells, by the name of what is added up, and whether each is told rounded."""
    figure = indicator.figure
    if finding.estimate is None:
        return
    if isinstance(figure, Share | Improved):
        yield figure.criterion, finding.estimate, figure.twice
    elif isinstance(figure, ChangeOfShare) and finding.change is not None:
        yield f"before at least {figure.at_least:g}", finding.change.before, True
        yield f"now at least {figure.at_least:g}", finding.change.now, True
