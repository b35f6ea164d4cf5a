"""Before something is hidden: whether it may be told in another way, by taking answers or periods together.

What is told so tells less than what it takes the place of, and it keeps to the same rules: no bar of it is a small group, and no two
numbers that are told give one by subtraction. What else is told elsewhere is for the attack to look at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from impactlib.indicators.figure import ChangeOfMean, ChangeOfShare, Figure, Mean, NetShare, Share
from impactlib.indicators.finding import YEARS, Bar, Finding, period_before
from impactlib.sources.together import Joined, Partition
from impactlib.statistics.estimate import ImprovedOrNot, Movers
from impactlib.workspace import Privacy

UNKNOWNS_OF_A_MEAN = 2
"""Beside a mean so many answers must stay open: of one it would give back who gave it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A figure that is told, with everything known of its answers: what joining looks at.

    `open` says that its distribution may be told only with answers joined; `is_told` that it is told as it is.
    """

    finding: Finding
    figure: Figure
    open: bool
    is_told: bool


def pooled_periods(findings: Sequence[Finding], few: Collection[str], hidden: Collection[str], published: Collection[str]) -> list[Finding]:
    """The figures of two periods together that may take the place of what is not told of the later one.

    Parameters
    ----------
    findings : sequence of Finding
        All exact findings, of every period.
    few : collection of str
        The ids of those that are not told because too few people answered, or too many of them alike.
    hidden : collection of str
        The ids of all that are not told.
    published : collection of str
        What was ever told: owners such as 'GM0200/2025/DI07', 'GM0200/2024+2025/DI07' or 'GM0200/2025/DI07#movers'.

    Returns
    -------
    list of Finding
        The exact figures: only where the figure of neither period is told or ever was, and neither period was ever told together with
        another one. Whether they keep to the rules themselves is still to be seen.
    """
    ever = _by_subject(published)
    found = []
    for finding in findings:
        pooled = finding.pooled
        if pooled is None or finding.id not in few:
            continue
        earlier = f"{finding.area}/{period_before(finding.period)}/{finding.indicator}"
        before = ever.get((finding.area, finding.indicator), ())
        if earlier in hidden and not any(set(each) & set(pooled.years) and each != pooled.years for each in before):
            found.append(pooled)
    return found


def _by_subject(published: Iterable[str]) -> Mapping[tuple[str, str], set[tuple[str, ...]]]:
    """The periods of which something was told, one or two together, by area and indicator."""
    found: dict[tuple[str, str], set[tuple[str, ...]]] = defaultdict(set)
    for owner in published:
        parts = owner.partition("#")[0].split("/")
        if len(parts) == 3:
            found[parts[0], parts[2]].add(tuple(parts[1].split(YEARS)))
    return found


def joined_answers(asked: Iterable[Asked], privacy: Privacy) -> dict[str, tuple[Bar, ...]]:
    """The bars that may be told in the place of a distribution with a small group in it, by the owner of the finding.

    Parameters
    ----------
    asked : iterable of Asked
        All figures that are told of people who were asked, of every area and period.
    privacy : Privacy
        How few people may stand behind a bar.

    Returns
    -------
    dict of str to tuple of Bar
        Of each question the finest way of its layout in which every bar is of nobody or of the minimum group, no bar is of everybody, and
        neither a share, nor a mean, nor another figure of the same question gives back a smaller group. Findings without such a way are
        not in it.
    """
    questions: dict[tuple[str, str, tuple[str, ...], str], list[Asked]] = defaultdict(list)
    for each in asked:
        if each.finding.distribution:
            finding = each.finding
            questions[finding.source, finding.area, finding.years or (finding.period,), each.figure.question].append(each)
    found: dict[str, tuple[Bar, ...]] = {}
    for group in questions.values():
        found.update(_joined(group, privacy))
    return found


def _joined(group: Sequence[Asked], privacy: Privacy) -> Iterator[tuple[str, tuple[Bar, ...]]]:
    """The same way for all figures of one question; where there is none, one for those of most people."""
    waiting = [each for each in group if each.open]
    if not waiting:
        return
    most = max(sum(bar.n for bar in each.finding.distribution) for each in waiting)
    largest = [each for each in waiting if sum(bar.n for bar in each.finding.distribution) == most]
    for these in (waiting, largest) if len(largest) < len(waiting) else (waiting,):
        for way in these[0].finding.partitions:
            if all(_fits(each, way, group, privacy) for each in these) and _differ_enough(these, group, way, privacy):
                for each in these:
                    yield each.finding.owner, _bars(each.finding.distribution, way)
                return


def _fits(asked: Asked, way: Partition, group: Sequence[Asked], privacy: Privacy) -> bool:
    """Whether a way to tell one distribution shows no small group, also beside the shares and means of the same question."""
    bars, n = asked.finding.distribution, sum(bar.n for bar in asked.finding.distribution)
    parts: dict[Joined, int] = defaultdict(int)
    cells: dict[tuple[object, ...], int] = defaultdict(int)
    for bar in bars:
        part = _part(bar.code, way)
        if part is None:
            return False
        parts[part] += bar.n
        cells[part, *(_side(each.figure, bar.code) for each in group)] += bar.n
    if any(n - people < privacy.minimum_answers for people in parts.values()):
        return False
    if any(0 < people < privacy.minimum_group for people in cells.values()):
        return False
    means = any(isinstance(each.figure, Mean | ChangeOfMean) for each in group)
    return not means or sum(int(part.high - part.low) for part in way) >= UNKNOWNS_OF_A_MEAN


def _side(figure: Figure, code: float) -> object:
    """On which side of a figure's line an answer lies; nothing where the figure draws none."""
    match figure:
        case Share():
            return figure.counts(code)
        case ChangeOfShare(at_least=line):
            return code >= line
        case NetShare(high=high, low=low):
            return code >= high, code <= low
        case _:
            return None


def _differ_enough(these: Sequence[Asked], group: Sequence[Asked], way: Partition, privacy: Privacy) -> bool:
    """Whether two distributions of one question, of all who answered and of those who also did before, give no few by subtraction."""
    shown = [each for each in group if each.is_told or each in these]
    sums = [[sum(bar.n for bar in each.finding.distribution if _part(bar.code, way) == part) for part in way] for each in shown]
    return not any(
        0 < abs(here - there) < privacy.minimum_answers for one in sums for other in sums for here, there in zip(one, other, strict=True)
    )


def _part(code: float, way: Partition) -> Joined | None:
    return next((part for part in way if part.low <= code <= part.high), None)


def _bars(distribution: Iterable[Bar], way: Partition) -> tuple[Bar, ...]:
    """The bars of a way: as in a whole distribution, what nobody answered has none."""
    people = dict.fromkeys(way, 0)
    for bar in distribution:
        part = _part(bar.code, way)
        assert part is not None
        people[part] += bar.n
    return tuple(
        Bar(code=part.low, n=n, upto=part.high if part.high > part.low else None, label=part.label) for part, n in people.items() if n
    )


def joined_movers(figure: Figure, movers: Movers | ImprovedOrNot | None, privacy: Privacy) -> ImprovedOrNot | None:
    """Who went up and who did not, where who stayed or who went down is a small group; None where that tells of few as well.

    Only of a change of a mean: of a change of shares the shares before and now would give back who went down.

    Examples
    --------
    >>> joined_movers(ChangeOfMean(type="change_of_mean", item="x"), Movers(improved=14, same=9, declined=3), Privacy())
    ImprovedOrNot(improved=14, others=12)
    """
    if not isinstance(figure, ChangeOfMean) or not isinstance(movers, Movers):
        return None
    found = ImprovedOrNot(improved=movers.improved, others=movers.same + movers.declined)
    return found if min(found.improved, found.others) >= privacy.minimum_group else None
