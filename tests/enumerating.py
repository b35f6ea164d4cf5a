"""An attacker that tries every number: slow, plain, and sharing nothing with the attack or with the protector but their vocabulary."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from impactlib.disclosure.known import Known, Secret


def possible(known: Sequence[Known], names: Sequence[str], *, most: int) -> np.ndarray:
    """Every way in which the named unknowns can be numbers from 0 to `most` and agree with what is known; a row for each."""
    every = np.indices([most + 1] * len(names), dtype=np.int16).reshape(len(names), -1).T
    for line in known:
        told = sum(weight * every[:, names.index(name)] for name, weight in line.terms.items())
        every = every[(told >= line.low - 1e-6) & (told <= line.high + 1e-6)]
    return every


def out(known: Sequence[Known], secrets: Sequence[Secret], *, most: int) -> list[tuple[str, str]]:
    """The secrets that are out when no number is above `most`, and why; with a high `most` there are only fewer."""
    names = sorted({name for each in [*known] for name in each.terms} | {name for each in secrets for name in [*each.terms, *each.whole]})
    rows = possible(known, names, most=most)
    found = []
    for secret in secrets:
        inside = sum(weight * rows[:, names.index(name)] for name, weight in secret.terms.items())
        low, high = inside.min(), inside.max()
        harmless = low >= secret.group or (high == 0 and not secret.zero)
        if low == high and not harmless:
            found.append((secret.name, "exact"))
        elif 1 <= low and high < secret.least:
            found.append((secret.name, "under"))
        elif high - low < secret.width and not harmless:
            found.append((secret.name, "narrow"))
        if secret.whole:
            whole = sum(weight * rows[:, names.index(name)] for name, weight in secret.whole.items())
            rest = whole - inside
            everybody = rest.max() == 0 and whole.min() >= 1
            nobody = secret.zero and inside.max() == 0 and whole.min() >= 1
            if everybody or nobody:
                found.append((secret.name, "all"))
            if secret.insiders:
                for mine, others in ((inside, rest), (rest, inside)):
                    seen = mine >= 1
                    if seen.any():
                        left_whole, left_mine, left_others = (whole - 1)[seen], (mine - 1)[seen], others[seen]
                        left_inside, left_rest = (left_mine, left_others) if mine is inside else (left_others, left_mine)
                        certain = left_whole.min() >= 1
                        if certain and (left_rest.max() == 0 or (secret.zero and left_inside.max() == 0)):
                            found.append((secret.name, "insider"))
    return found
