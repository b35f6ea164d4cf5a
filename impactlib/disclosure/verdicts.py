"""When a secret is out: the rule of `Secret`, applied to all blocks of one form, with integer programs only where no witness settles it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from impactlib.disclosure.blocks import Block, Flags, Floats, Form, Ints, Rule
from impactlib.disclosure.known import Why
from impactlib.disclosure.solving import Condition, Program
from impactlib.disclosure.steps import LARGEST, Steps, steps_of
from impactlib.disclosure.witnesses import agrees, climbed, propagated, ranges, shaken, started
from impactlib.errors import InputError

EDGE = 1e-6
FEW = 6
"""With fewer blocks × secrets than this the integer programs are quicker than the search for witnesses."""

PASSES = 8
"""So often is climbed towards both ends of every secret that is not settled; from the third time on after shaking."""

MIXED = 6
"""So many sums of secrets with mixed signs are tried for witnesses in a block that is too large for steps."""

Sight = tuple[float, float, float]
"""What may be seen in a table: at least so many in the secret, at least so many beside it, at most so many in the whole."""

ANY = -math.inf
IN_ONE: Sight = (1, ANY, math.inf)
IN_TWO: Sight = (2, ANY, math.inf)
OUT_ONE: Sight = (ANY, 1, math.inf)
OUT_TWO: Sight = (ANY, 2, math.inf)
BOTH: Sight = (1, 1, math.inf)
EMPTY: Sight = (ANY, ANY, 0)
LONE_IN: Sight = (1, ANY, 1)
LONE_OUT: Sight = (ANY, 1, 1)
SIGHTS = (IN_ONE, IN_TWO, OUT_ONE, OUT_TWO, BOTH, EMPTY, LONE_IN, LONE_OUT)


@dataclass(frozen=True, slots=True)
class Case:
    """A way in which everybody, or nobody, is certainly in a secret: where `premise` can be, and nothing that refutes it."""

    insider: bool
    zero: bool
    premise: Sight | None
    refuters: tuple[Sight, ...]


CASES = (
    Case(insider=False, zero=False, premise=None, refuters=(OUT_ONE, EMPTY)),
    Case(insider=False, zero=True, premise=None, refuters=(IN_ONE, EMPTY)),
    # Somebody who is in it: of the others nobody is beside it, or nobody is in it.
    Case(insider=True, zero=False, premise=IN_ONE, refuters=(BOTH, LONE_IN)),
    Case(insider=True, zero=True, premise=IN_ONE, refuters=(IN_TWO, LONE_IN)),
    # Somebody of the whole who is not in it.
    Case(insider=True, zero=False, premise=OUT_ONE, refuters=(OUT_TWO, LONE_OUT)),
    Case(insider=True, zero=True, premise=OUT_ONE, refuters=(BOTH, LONE_OUT)),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A secret of a block that is out, by its number in the block."""

    secret: int
    why: Why
    lower: float
    upper: float
    insider: bool = False


def why_out(rule: Rule, lower: float, upper: float) -> Why | None:
    """Why a secret with these bounds is out, whatever the whole is; a certain 0 is here harmless unless zeros must be hidden.

    Parameters
    ----------
    rule
        When it is out.
    lower, upper
        Its bounds.

    Returns
    -------
    Why | None
        None where it is not.
    """
    if lower >= rule.group - EDGE:
        return "under" if upper < rule.least - EDGE else None
    if upper - lower < 1 - EDGE:
        return "exact" if rule.zero or abs(upper) > EDGE or abs(lower) > EDGE else None
    if lower >= 1 - EDGE and upper < rule.least - EDGE:
        return "under"
    return "narrow" if upper - lower < rule.width - EDGE else None


class Family:
    """Blocks of one form while they are looked at: what is certain, and what was seen in tables that agree.

    Parameters
    ----------
    form
        What the blocks share.
    blocks
        The blocks.
    """

    def __init__(self, form: Form, blocks: Sequence[Block]) -> None:
        self.form = form
        self.low, self.high, self.beside, self.whole_beside = (
            np.array([getattr(block, name) for block in blocks]).reshape(len(blocks), -1)
            for name in ("low", "high", "beside", "whole_beside")
        )
        self.least, self.most = propagated(form, self.low, self.high)
        self.possible: Flags = np.logical_and((self.least <= self.most).all(axis=1), (self.low <= self.high).all(axis=1))
        floor, ceiling = ranges(form, form.secrets, self.low, self.high, self.least, self.most)
        self.floor, self.ceiling = floor + self.beside, ceiling + self.beside
        shape = self.floor.shape
        self.smallest, self.largest = np.full(shape, np.inf), np.full(shape, -np.inf)
        self.seen = np.zeros((*shape, len(SIGHTS)), dtype=bool)
        self.tables = self.least.copy()
        self.has_table = np.zeros(len(blocks), dtype=bool)
        self.cases = [[case for case in CASES if _applies(case, rule)] for rule in form.rules]
        self.programs: dict[int, Program] = {}
        self.unproven: set[tuple[int, int]] = set()

    def verdicts(self) -> list[list[Verdict] | None]:
        """What is out in each block, or None where its facts contradict each other."""
        self._find_tables()
        found: list[list[Verdict] | None] = [[] if possible else None for possible in self.possible]
        for block in np.flatnonzero(np.any(self._unsettled(), axis=0)).tolist():
            found[block] = [each for secret in self._open(block) if (each := self._exact(block, secret))]
            self.programs.pop(block, None)
        return found

    def bounds(self) -> list[list[tuple[float, float]] | None]:
        """The exact bounds of all secrets of each block, or None where its facts contradict each other."""
        self._find_tables()
        secrets = range(len(self.form.rules))
        found = [
            [(self._end(block, each, sign=-1), self._end(block, each, sign=1)) for each in secrets] if self.possible[block] else None
            for block in range(len(self.low))
        ]
        if self.unproven:
            raise self._too_large()
        return found

    def _too_large(self) -> InputError:
        unknowns = self.form.facts.shape[1]
        return InputError("disclosure control", f"{unknowns} unknowns that hang together took too long", "tell less of them at once")

    def _find_tables(self) -> None:
        (lines, width), wanted = self.form.facts.shape, self.floor.size
        steps = steps_of(self.form, self.low, self.high) if lines and 0 < width <= LARGEST and wanted >= FEW else None
        self._note(np.flatnonzero(self.possible), self.least[self.possible])
        if steps is not None and (at := np.flatnonzero(self.possible & ~self.has_table)).size:
            tables, agreed = started(self.form, steps, self.low[at], self.high[at], self.least[at])
            self._note(at[agreed], tables[agreed])
        for block in np.flatnonzero(self.possible & ~self.has_table).tolist():
            table, may_be = self._program(block).table()
            if table is not None:
                self._note(np.array([block]), table[None, :])
            elif may_be:
                raise self._too_large()
            else:
                self.possible[block] = False
        if steps is not None:
            self._climb(steps)
        elif width > LARGEST:
            self._mix()

    def _climb(self, steps: Steps) -> None:
        random = np.random.default_rng(0)
        for number in range(PASSES):
            at = np.flatnonzero(np.any(self._unsettled(), axis=0))
            if not at.size:
                break
            if number > 1:
                self._note(at, shaken(self.form, steps, self.low[at], self.high[at], self.tables[at], random))
            for secret in range(len(self.form.rules)):
                part, whole = self.form.secrets[secret], self.form.wholes[secret]
                for aim in (part, -part, whole - part):
                    at = np.flatnonzero(self.possible)
                    at = at[~self._settled(secret, at)]
                    if at.size and aim.any():
                        self._note(at, climbed(self.form, steps, self.low[at], self.high[at], self.tables[at], aim))

    def _mix(self) -> None:
        """Witnesses for many secrets at once: the largest value of their sum with mixed signs."""
        random = np.random.default_rng(0)
        for block in np.flatnonzero(self.possible).tolist():
            for _ in range(MIXED):
                at = list(self._open(block))
                aim = random.choice([-1.0, 1.0], size=len(at)) @ self.form.secrets[at]
                if not at or not np.isfinite(self.most[block][aim != 0]).all():
                    break
                _, table, _ = self._program(block).largest(aim)
                if table is not None:
                    self._note(np.array([block]), table[None, :])

    def _program(self, block: int) -> Program:
        if block not in self.programs:
            self.programs[block] = Program(self.form.facts, self.low[block], self.high[block], self.least[block], self.most[block])
        return self.programs[block]

    def _note(self, at: Ints, tables: Floats) -> None:
        """Keep what tables show, those of them that agree with everything known."""
        agreed = agrees(self.form, tables, self.low[at], self.high[at])
        at, tables = at[agreed], tables[agreed]
        self.tables[at], self.has_table[at] = tables, True
        parts, wholes = tables @ self.form.secrets.T + self.beside[at], tables @ self.form.wholes.T + self.whole_beside[at]
        self.smallest[at], self.largest[at] = np.minimum(self.smallest[at], parts), np.maximum(self.largest[at], parts)
        for number, (inside, outside, most) in enumerate(SIGHTS):
            self.seen[at, :, number] |= (parts >= inside - EDGE) & (wholes - parts >= outside - EDGE) & (wholes <= most + EDGE)

    def _settled(self, secret: int, at: Ints) -> Flags:
        """In which blocks a secret is certainly not out: of its range and of its whole enough was seen."""
        small, large = self.smallest[at, secret], self.largest[at, secret]
        floor, ceiling, rule = self.floor[at, secret], self.ceiling[at, secret], self.form.rules[secret]
        wide = (floor >= rule.group) | (large - small >= max(rule.width, 1))
        settled: Flags = wide & ((small < 1 - EDGE) | (large >= rule.least))
        if not rule.zero:
            settled |= (ceiling < EDGE) & (floor > -EDGE)
        for case in self.cases[secret]:
            settled &= self.seen[at, secret][:, [SIGHTS.index(each) for each in case.refuters]].any(axis=1)
        return settled

    def _unsettled(self) -> list[Flags]:
        """For each secret the possible blocks in which it is not settled."""
        every = np.arange(len(self.low))
        return [~self._settled(secret, every) & self.possible for secret in range(len(self.form.rules))]

    def _open(self, block: int) -> Iterator[int]:
        """The secrets of a block that are not settled, each when its turn comes: what was found for one may settle the next."""
        at = np.array([block])
        for secret in range(len(self.form.rules)):
            if not self._settled(secret, at)[0]:
                yield secret

    def _exact(self, block: int, secret: int) -> Verdict | None:
        """Whether one secret is out, by integer programs."""
        rule = self.form.rules[secret]
        why: Why | None
        lower = self._end(block, secret, sign=-1)
        if lower < rule.group - EDGE or rule.group < rule.least or (block, secret) in self.unproven:
            upper = self._end(block, secret, sign=1)
            why = why_out(rule, lower, upper)
            if why == "exact" and rule.zero and rule.whole and abs(upper) < EDGE:
                why = self._why_nobody(block, secret)
            why = why or self._why_unproven(block, secret)
            if why is not None:
                return Verdict(secret, why, lower, upper)
        for case in self.cases[secret]:
            if self._holds(block, secret, case):
                return Verdict(secret, "all", lower, self._end(block, secret, sign=1), case.insider)
        return None

    def _why_unproven(self, block: int, secret: int) -> Why | None:
        """Safety has to be shown: where time ran out, a secret is out unless what was seen is enough."""
        return None if (block, secret) not in self.unproven or self._settled(secret, np.array([block]))[0] else "narrow"

    def _why_nobody(self, block: int, secret: int) -> Why | None:
        """Of a certain 0 that must be hidden: nobody of a group, one value, or nothing where there is nobody at all."""
        if not self._can(block, secret, EMPTY):
            return "all"
        return "exact" if self._can(block, secret, OUT_ONE) else None

    def _holds(self, block: int, secret: int, case: Case) -> bool:
        if any(self.seen[block, secret, SIGHTS.index(each)] for each in case.refuters):
            return False
        if case.premise is not None and not self._can(block, secret, case.premise, unknown=True):
            return False
        return not any(self._can(block, secret, each) for each in case.refuters)

    def _can(self, block: int, secret: int, sight: Sight, *, unknown: bool = False) -> bool:
        """Whether a table can show this; `unknown` is the answer where time ran out."""
        if self.seen[block, secret, SIGHTS.index(sight)]:
            return True
        part, whole = self.form.secrets[secret], self.form.wholes[secret]
        beside, whole_beside = self.beside[block, secret], self.whole_beside[block, secret]
        inside, outside, most = sight
        if self.ceiling[block, secret] < inside - EDGE:
            return False
        conditions = (
            Condition(weights=part, low=inside - beside, high=math.inf),
            Condition(weights=whole - part, low=outside - whole_beside + beside, high=math.inf),
            Condition(weights=whole, low=-math.inf, high=most - whole_beside),
        )
        kept = [each for each in conditions if each.low > -math.inf or each.high < math.inf]
        if any(not each.weights.any() and (each.low > EDGE or each.high < -EDGE) for each in kept):
            return False
        table, may_be = self._program(block).table(*(each for each in kept if each.weights.any()))
        if table is not None:
            self._note(np.array([block]), table[None, :])
            return True
        return may_be and unknown

    def _end(self, block: int, secret: int, *, sign: int) -> float:
        """The smallest (sign −1) or the largest value of a secret."""
        certain, best = (self.floor, self.smallest) if sign < 0 else (self.ceiling, self.largest)
        if abs(certain[block, secret] - best[block, secret]) > EDGE:
            program, weights = self._program(block), self.form.secrets[secret]
            value, table, is_proven = program.largest(weights) if sign > 0 else program.smallest(weights)
            if not is_proven:
                self.unproven.add((block, secret))
            if table is not None:
                self._note(np.array([block]), table[None, :])
            value += self.beside[block, secret]
            best[block, secret] = max(best[block, secret], value) if sign > 0 else min(best[block, secret], value)
            if is_proven:
                certain[block, secret] = best[block, secret]
        return float(best[block, secret]) + 0.0


def _applies(case: Case, rule: Rule) -> bool:
    return rule.whole and (rule.insiders or not case.insider) and (rule.zero or not case.zero)
