"""What somebody can work out who has everything that was ever told, what others publish, and what those who were there know.

Every secret is bounded by integer programs over all facts together (Fischetti & Salazar-González call this the attacker's problem); a
secret is out when its bounds say too much (see `Secret`). Nothing here knows the true numbers, and nothing here decides what goes.

Facts fall into blocks that have no unknown in common (`blocks`); blocks of one form are looked at together. A table that agrees with all
facts and in which a secret is 0, and another in which it is 10, settle that secret without proof of how far it goes exactly (`witnesses`);
what no such table settles is bounded exactly (`solving`).

References
----------
Fischetti, M. & Salazar-González, J. J. (2001). Solving the cell suppression problem on tabular data with linear constraints. Management
Science 47(7), 1008-1027. Hundepool, A. et al. (2024). Handbook on Statistical Disclosure Control, 2nd ed., chapter 4.
"""

from __future__ import annotations

import math
import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice

from impactlib.disclosure.blocks import Block, Blocks, Form, cut
from impactlib.disclosure.known import Exposure, Known, Secret
from impactlib.disclosure.verdicts import Family, Verdict
from impactlib.errors import InputError

TOGETHER = 128
"""So many blocks of one form are looked at together: enough to spread the cost of each step, few enough for the processor's cache."""

LISTED = 6
"""So many owners of contradicting facts are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Facts that cannot all be true: who tells them, and the secrets of which nothing can be said."""

    owners: tuple[str, ...]
    secrets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attacked:
    """What an attack came to: safe only when both are empty."""

    exposures: tuple[Exposure, ...]
    contradictions: tuple[Contradiction, ...]


def attack(known: Sequence[Known], secrets: Sequence[Secret], *, workers: int = 1, sharp: bool = False) -> list[Exposure]:
    """The secrets that are out.

    Parameters
    ----------
    known
        Everything known.
    secrets
        What must not be found.
    workers
        So many processes.
    sharp
        Name as owners of an exposure only those of facts of which none can be missed, rather than of all facts that hang together.

    Returns
    -------
    list[Exposure]
        In the order of the secrets; at most one for each.

    Raises
    ------
    InputError
        If facts contradict each other: `attacked` tells which, and what is out elsewhere.

    Examples
    --------
    Three groups of which only is told that each is under 5, and that together they are 12, are 4, 4 and 4:

    >>> few = [Known(terms={name: 1}, low=1, high=4) for name in "abc"]
    >>> total = Known(terms={"a": 1, "b": 1, "c": 1}, low=12, high=12)
    >>> [(each.secret, each.why, each.upper) for each in attack([*few, total], [Secret(name="a", terms={"a": 1})])]
    [('a', 'exact', 4.0)]
    """
    found = attacked(known, secrets, workers=workers, sharp=sharp)
    for each in found.contradictions:
        raise _contradiction(each.owners)
    return list(found.exposures)


def attacked(known: Sequence[Known], secrets: Sequence[Secret], *, workers: int = 1, sharp: bool = False) -> Attacked:
    """The secrets that are out, and the facts that cannot all be true.

    Parameters
    ----------
    known
        Everything known.
    secrets
        What must not be found.
    workers
        So many processes.
    sharp
        As in `attack`.

    Returns
    -------
    Attacked
        Exposures in the order of the secrets, and contradictions.
    """
    blocks = cut(known, secrets)
    contradictions = [
        Contradiction(owners=_owners(known, lines), secrets=tuple(secrets[each].name for each in touched))
        for lines, touched in blocks.refuted
    ]
    exposures: dict[int, Exposure] = {}
    for block, found in _looked_at(blocks, workers):
        if found == []:
            continue
        lines = blocks.origins(block)
        if found is None:
            names = tuple(secrets[each].name for each in block.secrets)
            contradictions.append(Contradiction(owners=_owners(known, lines), secrets=names))
            continue
        owners = _owners(known, lines)
        for verdict in found:
            number = block.secrets[verdict.secret]
            exposures[number] = Exposure(
                secret=secrets[number].name,
                why=verdict.why,
                lower=verdict.lower,
                upper=verdict.upper,
                owners=owners,
                insider=verdict.insider,
            )
            if sharp and len(owners) > 1:
                needed = _needed([known[line] for line in lines], secrets[number], owners)
                exposures[number] = replace(exposures[number], owners=needed)
    return Attacked(exposures=tuple(exposures[number] for number in sorted(exposures)), contradictions=tuple(contradictions))


def bounds(known: Sequence[Known], secrets: Sequence[Secret]) -> list[tuple[float, float]]:
    """Between which values each secret lies for certain.

    Parameters
    ----------
    known
        Everything known.
    secrets
        What is bounded.

    Returns
    -------
    list[tuple[float, float]]
        The smallest and the largest possible value; `math.inf` where there is none.

    Raises
    ------
    InputError
        If facts contradict each other.

    Examples
    --------
    >>> share = Known(terms={"yes": 1}, low=0.705 * 7, high=0.715 * 7)
    >>> bounds([share], [Secret(name="yes", terms={"yes": 1})])
    [(5.0, 5.0)]
    """
    blocks = cut(known, secrets)
    for lines, _ in blocks.refuted:
        raise _contradiction(_owners(known, lines))
    found = {number: _unknown(secret) for number, secret in enumerate(secrets)}
    for form, of_form in blocks.families:
        for block, ends in zip(of_form, Family(form, of_form).bounds(), strict=True):
            if ends is None:
                raise _contradiction(_owners(known, blocks.origins(block)))
            found.update(zip(block.secrets, ends, strict=True))
    return [found[number] for number in range(len(secrets))]


def _unknown(secret: Secret) -> tuple[float, float]:
    """The bounds of a secret of which nothing is known."""
    weights = secret.terms.values()
    return -math.inf if any(weight < 0 for weight in weights) else 0.0, math.inf if any(weight > 0 for weight in weights) else 0.0


def _contradiction(owners: Sequence[str]) -> InputError:
    listed = ", ".join(owners[:LISTED]) or "facts without an owner"
    more = f" and {len(owners) - LISTED} more" if len(owners) > LISTED else ""
    return InputError(
        "disclosure control", f"what is known contradicts itself: {listed}{more}", "correct or withdraw the fact that is wrong"
    )


def _owners(known: Sequence[Known], lines: Iterable[int]) -> tuple[str, ...]:
    """The owners of some facts, each once and in the order of the facts."""
    return tuple(dict.fromkeys(known[line].owner for line in sorted(lines) if known[line].owner))


def _needed(known: Sequence[Known], secret: Secret, owners: Sequence[str]) -> tuple[str, ...]:
    """Owners of whom none can be missed: when one of them goes as well, the secret is not out.

    Whole groups of owners are tried first, and facts that were told before only once no fact of this release can be missed.
    """
    kept = list(owners)
    recent = {fact.owner for fact in known if fact.origin == "release"}

    def is_out(names: Iterable[str]) -> bool:
        left = {*names, ""}
        return bool(attacked([fact for fact in known if fact.owner in left], [secret]).exposures)

    for candidates in ([each for each in owners if each in recent], [each for each in owners if each not in recent]):
        size = (len(candidates) + 1) // 2
        tried = list(reversed(candidates))
        while size:
            ahead = iter(tried)
            while part := set(islice(ahead, size)):
                rest = [each for each in kept if each not in part]
                if is_out(rest):
                    kept = rest
            tried = [each for each in tried if each in kept]
            size //= 2
    return tuple(kept)


def _looked_at(blocks: Blocks, workers: int) -> Iterator[tuple[Block, list[Verdict] | None]]:
    """Every block with what is out in it; what two blocks of one form have the same is worked out once."""
    tasks: list[tuple[Form, list[Block]]] = []
    alike: list[list[list[Block]]] = []
    for form, of_form in blocks.families:
        same: dict[tuple[bytes, ...], list[Block]] = {}
        for block in of_form:
            same.setdefault(tuple(each.tobytes() for each in (block.low, block.high, block.beside, block.whole_beside)), []).append(block)
        groups = list(same.values())
        for at in range(0, len(groups), TOGETHER):
            part = groups[at : at + TOGETHER]
            tasks.append((form, [group[0] for group in part]))
            alike.append(part)
    for part, found in zip(alike, _done(tasks, workers), strict=True):
        for group, verdict in zip(part, found, strict=True):
            for block in group:
                yield block, verdict


def _done(tasks: list[tuple[Form, list[Block]]], workers: int) -> Iterator[list[list[Verdict] | None]]:
    if workers > 1 and len(tasks) > 1:
        with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
            yield from pool.map(_do, tasks, chunksize=1)
    else:
        yield from map(_do, tasks)


def _do(task: tuple[Form, list[Block]]) -> list[list[Verdict] | None]:
    return Family(*task).verdicts()
