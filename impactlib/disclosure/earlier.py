"""What was published before is out for good: a figure that has changed since by a few people would tell of those few.

Somebody who has both reports takes one from the other. So a figure is told again as it was, or after ten people or more have come to it
(of whom on both sides of every share are enough), or not at all. This is the rule; whether it suffices is for the attack to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from impactlib.disclosure.fact import Fact, Term, Told

Limits = tuple[float, float]

SIDES = frozenset({"at least", "is", "one of", "improved", "declined", "crossed up", "crossed down", "before at least", "before is"})
"""What divides people in two: of those in between enough must be on both sides."""

ALL = frozenset({"people", "number"})
"""What counts everybody in a group."""


@dataclass(kw_only=True)
class _Account:
    """What one release says of a group, and which owner says it."""

    limits: dict[tuple[Term, ...], Limits] = field(default_factory=dict)
    owners: dict[tuple[Term, ...], list[str]] = field(default_factory=lambda: defaultdict(list))


def differing(
    told: Sequence[Told], published: Sequence[tuple[str, Told]], *, people: frozenset[str], group: int, least: int
) -> tuple[str, ...]:
    """The owners whose figures were published before with other numbers, too few people apart.

    Parameters
    ----------
    told : sequence of Told
        What is about to be told.
    published : sequence of (str, Told)
        What was ever told, with the id of its release.
    people : frozenset of str
        The measures that count people; of others (loans, visits) a correction tells nothing of anybody.
    group, least : int
        The fewest people in between, and the fewest of them on either side of what is told.

    Returns
    -------
    tuple of str
        In order of name.
    """
    now = _accounts(told)
    releases: dict[str, list[Told]] = defaultdict(list)
    for id_, each in published:
        releases[id_].append(each)
    found: set[str] = set()
    for earlier in releases.values():
        for key, was in _accounts(earlier).items():
            if key in now and _is_of_people(was, people):
                found |= _too_near(now[key], was, group=group, least=least)
    return tuple(sorted(found))


def _accounts(told: Iterable[Told]) -> Mapping[str, _Account]:
    found: dict[str, _Account] = defaultdict(_Account)
    for each in told:
        for fact in each.facts:
            for key in _keys(fact):
                found[key].limits[fact.terms] = (fact.low, fact.high)
                found[key].owners[fact.terms].append(each.owner)
    return found


def _keys(fact: Fact) -> set[str]:
    return {term.group.key for term in fact.terms}


def _is_of_people(account: _Account, people: frozenset[str]) -> bool:
    return any(term.group.asked or term.group.name in people for terms in account.limits for term in terms)


def _too_near(now: _Account, was: _Account, *, group: int, least: int) -> set[str]:
    """The owners of this account that tell too much beside the other one."""
    apart = {terms: _apart(now.limits[terms], was.limits[terms]) for terms in now.limits.keys() & was.limits.keys()}
    alone = [(terms[0].what.kind, distance) for terms, distance in apart.items() if len(terms) == 1]
    whole = min((distance for kind, distance in alone if kind in ALL), default=0.0)
    if whole >= group and all(least <= distance <= whole - least for kind, distance in alone if kind in SIDES):
        return set()
    return {owner for terms, distance in apart.items() if distance > 0 for owner in now.owners[terms]}


def _apart(now: Limits, was: Limits) -> float:
    """How far two numbers are apart at the least; 0 where they can be the same."""
    return max(0.0, now[0] - was[1], was[0] - now[1])
