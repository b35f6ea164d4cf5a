"""Which of all that was ever published is of the same people as what is told now, and which of other people.

Data are corrected and answers come in late. What was told before with other numbers is of another version of the same group.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from impactlib.disclosure.fact import Fact, Term, Told
from impactlib.disclosure.unknowns import Line

Account = dict[tuple[Term, ...], tuple[float, float]]
"""What is said of a group: the limits of each sum."""


def versions_of(release: Sequence[Told], ledger: Sequence[tuple[str, Told]]) -> list[Line]:
    """The lines of a release and of all that was published before, with the versions of each group told apart.

    Parameters
    ----------
    release : sequence of Told
        What is about to be told.
    ledger : sequence of (str, Told)
        What was told, oldest first, each with the id of its release.

    Returns
    -------
    list of Line
        A group of which an earlier release tells what this one tells, or something else that says nothing about the same sums, is the
        same group. One of which it tells other numbers is another version: that of the nearest later release with which it agrees, or
        one of its own. What was told before as it is told now is a line of the ledger only: hiding it takes nothing back.
    """
    accounts: dict[str, dict[str, Account]] = {key: {"": said} for key, said in _account(release).items()}
    before: dict[tuple[object, ...], Line] = {}
    by_release: dict[str, list[Told]] = defaultdict(list)
    for id_, each in ledger:
        by_release[id_].append(each)
    # From the newest to the oldest: each is compared with what stands nearest to it.
    for id_, told in reversed(by_release.items()):
        here = _account(told)
        versions = {key: _version(here[key], accounts[key], id_) for key in _in_doubt(here, accounts)}
        for each in told:
            for fact in each.facts:
                of = {key: versions[key] for key in _groups(fact) if key in versions}
                for key in _groups(fact):
                    _note(accounts.setdefault(key, {}).setdefault(of.get(key, ""), {}), fact)
                line = Line(fact=fact, owner=each.owner, origin="ledger", versions=of)
                before.setdefault((fact, *of.items()), line)
    fresh = [Line(fact=fact, owner=each.owner, origin="release") for each in release for fact in each.facts if (fact,) not in before]
    return [*fresh, *before.values()]


def _groups(fact: Fact) -> dict[str, None]:
    """The keys of the groups that a fact is about."""
    return dict.fromkeys(term.group.key for term in fact.terms)


def _account(told: Iterable[Told]) -> dict[str, Account]:
    """What some figures say, by group."""
    found: dict[str, Account] = defaultdict(dict)
    for each in told:
        for fact in each.facts:
            for key in _groups(fact):
                _note(found[key], fact)
    return found


def _note(account: Account, fact: Fact) -> None:
    """Add what a fact says: of two accounts of one sum the sharper limits hold."""
    low, high = account.get(fact.terms, (fact.low, fact.high))
    account[fact.terms] = max(low, fact.low), min(high, fact.high)


def _in_doubt(here: Mapping[str, Account], accounts: Mapping[str, Mapping[str, Account]]) -> dict[str, None]:
    """The groups of which something else was said than now.

    A sum over several groups that differs is of other people in those of them that differ by themselves too; where none does, in all.
    """
    differing = [
        dict.fromkeys(term.group.key for term in terms)
        for key, said in here.items()
        for terms in _beside(said, accounts.get(key, {}).get("", {}))
    ]
    alone = {key: None for keys in differing if len(keys) == 1 for key in keys}
    return alone | {key: None for keys in differing if alone.keys().isdisjoint(keys) for key in keys}


def _beside(one: Account, other: Account) -> list[tuple[Term, ...]]:
    """The sums of which the limits in one account lie wholly beside those in the other."""
    return [terms for terms, (low, high) in one.items() if terms in other and (low > other[terms][1] or high < other[terms][0])]


def _version(said: Account, accounts: Mapping[str, Account], id_: str) -> str:
    """The version of a group that is not that of now: the nearest with which it agrees on something, or a new one."""
    for version, other in reversed(list(accounts.items())):
        if version and said.keys() & other.keys() and not _beside(said, other):
            return version
    return f"@{id_}"
