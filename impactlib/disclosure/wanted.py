"""When a secret is kept: what must be possible for whoever reads what is told.

A secret is kept as long as some numbers are possible that differ enough. So each rule about secrets is turned round here, into cases of
which one must be possible: fewer or more people in it, somebody outside it, somebody in it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from impactlib.disclosure.alternatives import Block, Numbers, Wish
from impactlib.disclosure.known import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Numbers that must be possible: how many are in the secret, and how many in the rest of its whole."""

    inside: tuple[float, float] = (-math.inf, math.inf)
    rest: tuple[float, float] = (-math.inf, math.inf)


@dataclass(frozen=True, slots=True, kw_only=True)
class Want:
    """One of `cases` must be possible, or a span of `span`; where `unless` is given, only when that is possible."""

    cases: tuple[Case, ...] = ()
    span: float = 0.0
    unless: Case | None = None


class Kept:
    """A secret within its block: what must be possible for it to be kept, and whether it is among some numbers."""

    def __init__(self, block: Block, secret: Secret) -> None:
        self.secret = secret
        self.inside = block.vector(secret.terms)
        self.rest = block.vector(secret.whole) - self.inside
        self.true = float(self.inside @ block.truth)
        self.near = float(math.ceil(max(secret.width, secret.least, 2.0)))
        self.wants = tuple(self._wants())
        self.need = secret.width

    def _wants(self) -> Iterator[Want]:
        """What must be possible. That somebody is in a secret that must not be known to be empty follows from its width."""
        secret = self.secret
        nobody = Case(inside=(0, 0), rest=(0, 0))
        if self.true >= secret.group:
            unless: Case | None = Case(inside=(-math.inf, secret.group - 1))
        else:
            unless = Case(inside=(1, math.inf)) if self.true < 1 and not secret.zero else None
        yield Want(span=max(secret.width, 1.0), unless=unless)
        yield Want(cases=(Case(inside=(-math.inf, 0)), Case(inside=(secret.least, math.inf))))
        if not secret.whole:
            return
        someone, other = Case(inside=(1, math.inf)), Case(rest=(1, math.inf))
        both, alone, other_alone = (
            Case(inside=(1, math.inf), rest=(1, math.inf)),
            Case(inside=(1, 1), rest=(0, 0)),
            Case(inside=(0, 0), rest=(1, 1)),
        )
        yield Want(cases=(other, nobody))
        if secret.insiders:
            yield Want(cases=(both, alone), unless=someone)
            yield Want(cases=(Case(rest=(2, math.inf)), other_alone), unless=other)
        if secret.insiders and secret.zero:
            yield Want(cases=(Case(inside=(2, math.inf)), alone), unless=someone)
            yield Want(cases=(both, other_alone), unless=other)

    def has(self, want: Want, possible: Numbers) -> bool:
        """Whether these possible numbers show already what is wanted."""
        if want.span:
            values = possible @ self.inside
            return bool(values.max() - values.min() >= want.span - 1e-9)
        return any(self.is_case(each, possible) for each in want.cases)

    def is_case(self, case: Case, possible: Numbers) -> bool:
        """Whether one of these possible numbers is such a case."""
        inside, rest = possible @ self.inside, possible @ self.rest
        return bool(
            np.any(
                (inside >= case.inside[0] - 1e-9)
                & (inside <= case.inside[1] + 1e-9)
                & (rest >= case.rest[0] - 1e-9)
                & (rest <= case.rest[1] + 1e-9)
            )
        )

    def wishes(self, want: Want) -> Iterator[tuple[Wish, ...]]:
        """What a program is asked for: one way after the other in which the want can be met."""
        if want.span:
            yield (Wish(weights=(-self.inside, self.inside), low=want.span),)
        for case in want.cases:
            inside = Wish(weights=(self.inside,), low=case.inside[0], high=case.inside[1])
            yield (inside, Wish(weights=(self.rest,), low=case.rest[0], high=case.rest[1]))
