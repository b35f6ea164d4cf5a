"""Many blocks of one form at once: what bounds say without solving anything, and whole tables that agree with everything known.

A table that agrees with all facts is a witness: what it shows of a secret cannot be ruled out, however it was found. So this search may
be as hasty as it likes: it only ever saves an integer program, and never replaces the proof that something is out.
"""

from __future__ import annotations

import numpy as np

from impactlib.disclosure.blocks import Flags, Floats, Form, Ints
from impactlib.disclosure.steps import SLACK, Steps

ROUNDS = 40
"""So many steps are taken towards one end at the most."""

SHAKES, CHOICES = 8, 200
"""So many steps away a table is shaken, each chosen from so many."""

FAR = 1e6
"""A step that nothing limits goes so far: large beyond every rule, and small enough to compute with."""


def propagated(form: Form, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """The range of each unknown, as far as each fact by itself narrows it when the other unknowns are in theirs.

    Parameters
    ----------
    form
        What the blocks share.
    low, high
        Limits of the facts (blocks × facts).

    Returns
    -------
    tuple[Floats, Floats]
        Least and largest value (blocks × unknowns); least above largest where the facts contradict each other.
    """
    blocks, width = low.shape[0], form.facts.shape[1]
    least, most = np.zeros((blocks, width)), np.full((blocks, width), np.inf)
    for _ in range(4):
        before = least.copy(), most.copy()
        for number, row in enumerate(form.facts):
            at = np.flatnonzero(row)
            weights = row[at]
            lows, highs = _ends(weights, least[:, at], most[:, at])
            floor = low[:, [number]] - _others(highs)
            ceiling = high[:, [number]] - _others(lows)
            one, other = floor / weights, ceiling / weights
            narrower = np.where(weights > 0, one, other), np.where(weights > 0, other, one)
            least[:, at] = np.maximum(least[:, at], np.ceil(narrower[0] - 1e-6))
            most[:, at] = np.minimum(most[:, at], np.floor(narrower[1] + 1e-6))
        if np.array_equal(before[0], least) and np.array_equal(before[1], most):
            break
    return least, most


def _ends(weights: Floats, least: Floats, most: Floats) -> tuple[Floats, Floats]:
    """The least and the largest that each term of a sum may be."""
    with np.errstate(invalid="ignore"):
        one, other = weights * least, weights * most
    return np.where(weights > 0, one, other), np.where(weights > 0, other, one)


def _others(ends: Floats) -> Floats:
    """For each term the sum of all other terms, of which some may be without limit."""
    endless = np.isinf(ends)
    finite = np.where(endless, 0.0, ends)
    total, endless_count = finite.sum(axis=1, keepdims=True), endless.sum(axis=1, keepdims=True)
    limitless = np.where((ends == np.inf).any(axis=1, keepdims=True), np.inf, -np.inf)
    return np.where(endless_count - endless > 0, limitless, total - finite)


def ranges(form: Form, sums: Floats, low: Floats, high: Floats, least: Floats, most: Floats) -> tuple[Floats, Floats]:
    """Between what the sums lie for certain: as the ranges of their unknowns say, or a fact about the same unknowns.

    Parameters
    ----------
    form
        What the blocks share.
    sums
        Weights (sums × unknowns).
    low, high
        Limits of the facts (blocks × facts).
    least, most
        Ranges of the unknowns (blocks × unknowns).

    Returns
    -------
    tuple[Floats, Floats]
        Certain limits (blocks × sums), not always the narrowest.
    """
    floor, ceiling = (np.zeros((low.shape[0], len(sums))) for _ in range(2))
    for number, row in enumerate(sums):
        at = np.flatnonzero(row)
        lows, highs = _ends(row[at], least[:, at], most[:, at])
        floor[:, number], ceiling[:, number] = lows.sum(axis=1), highs.sum(axis=1)
        for fact in np.flatnonzero((form.facts == row).all(axis=1)) if at.size else ():
            floor[:, number] = np.maximum(floor[:, number], low[:, fact])
            ceiling[:, number] = np.minimum(ceiling[:, number], high[:, fact])
    return floor, ceiling


def started(form: Form, steps: Steps, low: Floats, high: Floats, least: Floats) -> tuple[Floats, Flags]:
    """For each block a table that agrees with everything known, where haste finds one.

    Parameters
    ----------
    form
        What the blocks share.
    steps
        The steps to take.
    low, high
        Limits of the facts (blocks × facts).
    least
        Where to begin (blocks × unknowns).

    Returns
    -------
    tuple[Floats, Flags]
        Tables (blocks × unknowns), and whether each agrees.
    """
    tables = least.copy()
    largest = np.abs(form.facts).max(axis=1, initial=0)
    price = np.tile(1 / np.where(largest > 0, largest, 1), (len(tables), 1))
    effects = steps.effects[steps.loud]
    for _ in range(ROUNDS):
        values = tables @ form.facts.T
        wrong = np.maximum(low - values, 0) - np.maximum(values - high, 0)
        at = np.flatnonzero((np.abs(wrong) > SLACK).any(axis=1))
        if not at.size or not steps.loud.size:
            break
        rows, cost = np.arange(len(at)), np.abs(wrong[at]) * price[at]
        worst = np.argmax(cost, axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            needed = wrong[at, worst][:, None] / effects[:, worst].T
        needed = np.where(needed > 0, needed, 0)
        longest = np.floor(np.minimum(steps.lengths(steps.loud, tables[at]), FAR) + SLACK)
        best, step, times = cost.sum(axis=1) - SLACK, np.zeros(len(at), dtype=np.int64), np.zeros(len(at))
        for rounding in (np.floor, np.ceil):
            length = np.minimum(rounding(needed), longest)
            after = np.zeros_like(length)
            for number in range(len(form.facts)):
                moved = values[at, number][:, None] + length * effects[:, number]
                over = np.maximum(low[at, number][:, None] - moved, moved - high[at, number][:, None])
                after += np.maximum(over, 0) * price[at, number][:, None]
            choice = np.argmin(after, axis=1)
            better = after[rows, choice] < best
            best[better], step[better], times[better] = after[rows, choice][better], choice[better], length[rows, choice][better]
        tables[at] += times[:, None] * steps.moves[steps.loud[step]]
        # Where no step helps, what is wrong becomes dearer, until a step that costs something else does.
        price[at] *= np.where((times == 0)[:, None] & (cost > SLACK), 2, 1)
    return tables, agrees(form, tables, low, high)


def climbed(form: Form, steps: Steps, low: Floats, high: Floats, tables: Floats, aim: Floats) -> Floats:
    """Tables that agree with everything known and in which the aim is larger, as far as greedy steps lead.

    Parameters
    ----------
    form
        What the blocks share.
    steps
        The steps to take.
    low, high
        Limits of the facts (blocks × facts).
    tables
        Tables that agree (blocks × unknowns).
    aim
        The weights of what is to grow.

    Returns
    -------
    Floats
        Tables that agree.
    """
    gains = steps.moves @ aim
    picked = np.flatnonzero(gains > SLACK)
    tables = tables.copy()
    ahead = np.arange(len(tables))
    for _ in range(ROUNDS):
        if not picked.size or not ahead.size:
            break
        length = _lengths(form, steps, picked, (low[ahead], high[ahead]), tables[ahead])
        choice = np.argmax(length * gains[picked], axis=1)
        times = length[np.arange(len(ahead)), choice]
        moving = times > 0
        tables[ahead[moving]] += times[moving][:, None] * steps.moves[picked[choice[moving]]]
        ahead = ahead[moving & (times < FAR)]
    return tables


def shaken(form: Form, steps: Steps, low: Floats, high: Floats, tables: Floats, random: np.random.Generator) -> Floats:
    """Tables that agree with everything known, some steps away in any direction: out of a corner in which climbing was caught.

    Parameters
    ----------
    form
        What the blocks share.
    steps
        The steps to take.
    low, high
        Limits of the facts (blocks × facts).
    tables
        Tables that agree (blocks × unknowns).
    random
        What chooses.

    Returns
    -------
    Floats
        Tables that agree.
    """
    tables, rows = tables.copy(), np.arange(len(tables))
    for _ in range(SHAKES):
        picked = random.choice(len(steps.moves), size=min(CHOICES, len(steps.moves)), replace=False)
        length = _lengths(form, steps, picked, (low, high), tables)
        choice = np.argmax((length > 0) * random.random(length.shape), axis=1)
        longest = np.minimum(length[rows, choice], ROUNDS)
        tables += np.ceil(longest * random.random(len(tables)))[:, None] * steps.moves[picked[choice]]
    return tables


def _lengths(form: Form, steps: Steps, picked: Ints, limits: tuple[Floats, Floats], tables: Floats) -> Floats:
    """How often each of some steps may be taken from each table."""
    values = tables @ form.facts.T
    length = np.minimum(steps.lengths(picked, tables), FAR)
    for number, effect in enumerate(steps.effects[picked].T):
        above, below = limits[1][:, number] - values[:, number], values[:, number] - limits[0][:, number]
        for where, room, size in ((effect > SLACK, above, effect), (effect < -SLACK, below, -effect)):
            if where.any():
                length[:, where] = np.minimum(length[:, where], np.maximum(room[:, None], 0) / size[where])
    return np.floor(length + SLACK)


def agrees(form: Form, tables: Floats, low: Floats, high: Floats) -> Flags:
    """Whether each table agrees with everything known of its block.

    Parameters
    ----------
    form
        What the blocks share.
    tables
        Tables (blocks × unknowns).
    low, high
        Limits of the facts (blocks × facts).

    Returns
    -------
    Flags
        One for each block.
    """
    values = tables @ form.facts.T
    edge = SLACK * np.maximum(1.0, np.abs(tables).max(axis=1, initial=1.0))[:, None]
    agreed: Flags = (tables >= 0).all(axis=1) & ((values >= low - edge) & (values <= high + edge)).all(axis=1)
    return agreed
