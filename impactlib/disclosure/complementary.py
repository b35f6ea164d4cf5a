"""What else must go so that what is hidden cannot be worked out: complementary suppression.

For each secret, an integer program looks for other numbers that agree with all that stays told and in which the secret is something
else: far enough away, not small for certain, not everybody. It lets go the owners of what stands in the way, and those that cost
least. Such numbers prove that the secret is kept, whoever asks, and what goes later can only leave more of them possible; so the
numbers found for one secret are held against all others first, and most secrets need no program of their own.

The last step tells again what turned out not to be needed.

References
----------
Fischetti, M. and Salazar-González, J. J. (2001). Solving the cell suppression problem on tabular data with linear constraints.
Management Science 47(7), 1008-1027. The program with an alternative table for each secret.

Kelly, J. P., Golden, B. L. and Assad, A. A. (1992). Cell suppression: disclosure protection for sensitive tabular data. Networks
22(4), 397-417. One secret after the other with what went before for free, and the clean-up afterwards.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from impactlib.disclosure.alternatives import Block, Found, Numbers, Told
from impactlib.disclosure.known import Secret
from impactlib.disclosure.wanted import Kept, Want
from impactlib.errors import InputError

__all__ = ["Complement", "Told", "complement"]

FAR = 50
"""When numbers near the true ones do not do, numbers so many times further away are tried."""

PASSES = 6
"""What is hidden can open a question that had an answer (is it certainly large?); so often all secrets are gone through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Complement:
    """The owners that must go as well, in the order they were chosen, and for which secret; and the secrets that nothing can keep."""

    owners: tuple[str, ...]
    unprotected: tuple[str, ...]
    because: Mapping[str, str]


def complement(
    told: Sequence[Told],
    truth: Mapping[str, int],
    secrets: Sequence[Secret],
    *,
    cells: Mapping[str, Secret] | None = None,
) -> Complement:
    """The owners that must go as well so that no secret can be worked out from what stays.

    Parameters
    ----------
    told
        Every line that is told, was told before or is public. Only owners with a finite cost can go, with all their lines.
    truth
        The true number of each unknown.
    secrets
        What must not be worked out, and when it is.
    cells
        By owner, the secret that comes into being when the owner goes; a hidden cell must at least not be exact.

    Returns
    -------
    Complement
        The same for the same input. A secret that no choice keeps is named in `unprotected`, and nothing is hidden for it.

    Raises
    ------
    InputError
        A told line does not hold for the true numbers, or names an unknown without one.

    Examples
    --------
    Of two by two cells with all totals, one is hidden. It can be had back unless three others go with it:

    >>> truth = {"a": 3, "b": 40, "c": 50, "d": 60}
    >>> lines = {"b": "b", "c": "c", "d": "d", "ab": "ab", "cd": "cd", "ac": "ac", "bd": "bd"}
    >>> told = [
    ...     Told(owner=owner, terms=dict.fromkeys(names, 1.0), low=total, high=total, cost=len(names))
    ...     for owner, names in lines.items()
    ...     for total in [sum(truth[name] for name in names)]
    ... ]
    >>> complement(told, truth, [Secret(name="a", terms={"a": 1.0})]).owners
    ('b', 'c', 'd')
    """
    cells = cells or {}
    chosen: list[str] = []
    because: dict[str, str] = {}
    unprotected: list[str] = []
    for block_told, block_secrets, names in _blocks(told, truth, secrets, cells):
        chooser = _Chooser(Block(names, truth, block_told), block_secrets, cells)
        chooser.choose()
        chosen += chooser.gone
        because |= chooser.because
        unprotected += sorted(chooser.unprotected)
    return Complement(owners=tuple(chosen), unprotected=tuple(unprotected), because=because)


class _Chooser:
    """Hides within one block until every secret is kept."""

    def __init__(self, block: Block, secrets: Sequence[Secret], cells: Mapping[str, Secret]) -> None:
        self.block, self.cells = block, cells
        self.secrets = {each.name: Kept(block, each) for each in secrets}
        self.gone: dict[str, None] = {}
        self.because: dict[str, str] = {}
        self.unprotected: set[str] = set()
        self.possible = block.truth[None, :]

    def choose(self) -> None:
        """Go through the secrets until nothing more has to go; then tell again what need not have gone."""
        for _ in range(PASSES):
            before = len(self.gone)
            for name in self._order():
                self._keep(self.secrets[name])
            if len(self.gone) == before:
                break
        for owner in sorted(self.gone, key=lambda each: (-self.block.cost[each], each)):
            self._tell_again(owner)

    def _order(self) -> list[str]:
        return sorted(self.secrets, key=lambda name: (-self.secrets[name].need, name))

    def _keep(self, kept: Kept) -> None:
        for want in kept.wants:
            if kept.has(want, self.possible) or self._is_idle(kept, want):
                continue
            best: Found | None = None
            for reach in (kept.near, kept.near * FAR):
                options = (self.block.find(wishes, gone=self.gone, reach=reach) for wishes in kept.wishes(want))
                best = min((each for each in options if each), key=lambda each: (each.cost, each.owners), default=None)
                if best:
                    break
            best = best or self._at_any_cost(kept, want)
            if best is None:
                self.unprotected.add(kept.secret.name)
                continue
            self.possible = np.unique(np.vstack([self.possible, best.numbers]), axis=0)
            for owner in best.owners:
                self.gone[owner] = None
                self.because[owner] = kept.secret.name
                if owner in self.cells:
                    self.secrets[f"hidden {owner}"] = Kept(self.block, self.cells[owner])

    def _at_any_cost(self, kept: Kept, want: Want) -> Found | None:
        """Numbers that are possible when all goes that can, where none were found that cost little; and who must go for them."""
        can_go = {owner for owner, cost in self.block.cost.items() if math.isfinite(cost)}
        numbers = self._without(kept, want, can_go)
        if numbers is None:
            return None
        owners = set().union(*(self.block.breaks(each) for each in numbers)) - self.gone.keys()
        return Found(numbers=numbers, owners=tuple(sorted(owners)), cost=sum(self.block.cost[owner] for owner in owners))

    def _is_idle(self, kept: Kept, want: Want) -> bool:
        """Whether what would make the want one cannot be, from what stays told now."""
        if want.unless is None or kept.is_case(want.unless, self.possible):
            return False
        return self._without(kept, Want(cases=(want.unless,)), self.gone) is None

    def _without(self, kept: Kept, want: Want, gone: Iterable[str]) -> Numbers | None:
        for reach in (kept.near, kept.near * FAR):
            for wishes in kept.wishes(want):
                if found := self.block.find(wishes, gone=tuple(gone), reach=reach, closed=True):
                    return found.numbers
        return None

    def _tell_again(self, owner: str) -> None:
        """Tell an owner again when every secret is kept without its going."""
        gone = dict(self.gone)
        del gone[owner]
        holds = [row for row in self.possible if owner not in self.block.breaks(row)]
        possible = np.array(holds)
        ahead = self.because[owner]
        own = f"hidden {owner}"
        for name in sorted(self.secrets.keys() - self.unprotected - {own}, key=lambda each: (each != ahead, each)):
            kept = self.secrets[name]
            for want in kept.wants:
                if kept.has(want, possible):
                    continue
                if want.unless is not None and not kept.is_case(want.unless, possible):
                    opened = self._without(kept, Want(cases=(want.unless,)), gone)
                    if opened is None:
                        continue
                    possible = np.vstack([possible, opened])
                numbers = self._without(kept, want, gone)
                if numbers is None:
                    return
                possible = np.vstack([possible, numbers])
        self.gone, self.possible = gone, np.unique(possible, axis=0)
        del self.because[owner]
        self.secrets.pop(own, None)


def _blocks(
    told: Sequence[Told], truth: Mapping[str, int], secrets: Sequence[Secret], cells: Mapping[str, Secret]
) -> Iterator[tuple[list[Told], list[Secret], list[str]]]:
    """The told lines, the secrets and the unknowns that hang together, in the order of their first secret."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    def join(names: Iterable[str]) -> None:
        first, *others = [root(name) for name in names]
        for other in others:
            parent[root(other)] = root(first)

    first_of: dict[str, str] = {}
    for line in told:
        join(line.terms)
        anchor = next(iter(line.terms))
        if math.isfinite(line.cost):
            join([first_of.setdefault(line.owner, anchor), anchor])
    for secret in [*secrets, *cells.values()]:
        join([*secret.terms, *secret.whole])
    missing = sorted(parent.keys() - truth.keys())
    if missing:
        raise InputError("complementary suppression", f"{len(missing)} unknowns have no true number, such as {missing[0]!r}", "give all")
    lines, hidden, names = defaultdict(list), defaultdict(list), defaultdict(list)
    for line in told:
        lines[root(next(iter(line.terms)))].append(line)
    for name in sorted(parent):
        names[root(name)].append(name)
    for secret in secrets:
        hidden[root(next(iter(secret.terms)))].append(secret)
    for block, found in hidden.items():
        yield lines[block], found, names[block]
