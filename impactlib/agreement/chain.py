"""The chain of changes as a graph: loops in it, and what each change leads to in the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from impactlib.agreement.impact import LEVELS, ExpectedChange


def links_of(changes: Sequence[ExpectedChange]) -> Mapping[str, tuple[str, ...]]:
    """The changes that each change leads to, by id; links to what is not there are left out."""
    known = {change.id for change in changes}
    return {change.id: tuple(link.change for link in change.leads_to if link.change in known) for change in changes}


def loop_in(changes: Sequence[ExpectedChange]) -> tuple[str, ...]:
    """The ids of a loop, the first one again at the end; empty when there is none."""
    links = links_of(changes)
    done: set[str] = set()

    def search(here: str, way: tuple[str, ...]) -> tuple[str, ...]:
        if here in way:
            return (*way[way.index(here) :], here)
        if here in done:
            return ()
        done.add(here)
        return next((found for each in links[here] if (found := search(each, (*way, here)))), ())

    return next((found for change in changes if (found := search(change.id, ()))), ())


def reached_from(start: str, changes: Sequence[ExpectedChange]) -> frozenset[str]:
    """The ids of the change itself and of everything it leads to, also by way of others."""
    links, found, waiting = links_of(changes), {start}, [start]
    while waiting:
        for each in links.get(waiting.pop(), ()):
            if each not in found:
                found.add(each)
                waiting.append(each)
    return frozenset(found)


def depth_of(level: str) -> int:
    """How far a level is from the activity: 0 for knowledge, 5 for society."""
    return LEVELS.index(level)


Outline = tuple[str, tuple["Outline", ...]]
"""A change's id, and the outlines of what it leads to."""


def outline_of(changes: Sequence[ExpectedChange]) -> tuple[Outline, ...]:
    """The chain as a nested list: what nothing leads to first, under each what it leads to.

    A change that several lead to stands under each of them, but what follows on it only under the first. Needs a chain without loops.
    """
    links = links_of(changes)
    led_to = {target for targets in links.values() for target in targets}
    told: set[str] = set()

    def part(here: str) -> Outline:
        if here in told:
            return here, ()
        told.add(here)
        return here, tuple(part(each) for each in links[here])

    return tuple(part(change.id) for change in changes if change.id not in led_to)
