"""What can be wrong with what a user gives us, in one family.

    ImpactError                 where: what is wrong, with the value found; what would do
    ├── InputError              a file, a value or a setting cannot be used (also a ValueError)
    ├── UnknownNameError        a name that nothing has (also a LookupError)
    └── Problems                several of these, all told at once

The command line prints them without a traceback and ends with exit status 1.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

MOST_LISTED = 30
"""So many known names are listed in a message at the most."""

CLOSE_ENOUGH = 0.6
"""How alike two names are (0 to 1, `difflib`) before one is offered for the other."""


class ImpactError(Exception):
    """Something the user can mend: where it is, what is wrong, and what would do."""

    def __init__(self, where: str, what: str, cure: str = "") -> None:
        self.where, self.what, self.cure = where, what, cure
        super().__init__(where, what, cure)

    def __str__(self) -> str:
        message = f"{self.where}: {self.what}" if self.where else self.what
        return f"{message}; {self.cure}" if self.cure else message

    def lines(self) -> list[str]:
        """One line for each problem."""
        return [str(self)]


class InputError(ImpactError, ValueError):
    """A file, a value or a setting that cannot be used."""


class UnknownNameError(ImpactError, LookupError):
    """A name that nothing has."""

    @classmethod
    def among(cls, where: str, kind: str, name: str, known: Iterable[str]) -> UnknownNameError:
        """The error for `name`, offering the nearest of the `known` names."""
        cure = suggestion(name, known)
        listed = kind == "indicator" and not cure.startswith("did you mean")
        return cls(where, f"unknown {kind} {name!r}", "'impact indicators' lists them all" if listed else cure)


class Problems(ImpactError):
    """Several problems at once, so that nobody mends a file one line at a time."""

    def __init__(self, problems: Sequence[ImpactError]) -> None:
        self.problems = tuple(problems)
        ImpactError.__init__(self, "", "\n".join(self.lines()))

    def lines(self) -> list[str]:
        """One line for each problem."""
        return [line for problem in self.problems for line in problem.lines()]

    def __reduce__(self) -> tuple[type[Problems], tuple[tuple[ImpactError, ...]]]:
        return Problems, (self.problems,)


class Collector:
    """Gathers problems while a check goes on, and raises them together."""

    def __init__(self) -> None:
        self.found: list[ImpactError] = []

    @contextmanager
    def catching(self) -> Iterator[None]:
        """Keep the problem that the block raises, and go on after it."""
        try:
            yield
        except Problems as problems:
            self.found.extend(problems.problems)
        except ImpactError as problem:
            self.found.append(problem)

    def add(self, problem: ImpactError) -> None:
        """Keep one problem."""
        self.found.append(problem)

    def raise_any(self) -> None:
        """Raise what was found: the problem itself when it is the only one."""
        if len(self.found) == 1:
            raise self.found[0]
        if self.found:
            raise Problems(self.found)


def suggestion(name: str, known: Iterable[str]) -> str:
    """What would do in the place of `name`: the nearest known name, or all of them when they are few."""
    names = sorted(set(known))
    near = difflib.get_close_matches(name, names, n=1, cutoff=CLOSE_ENOUGH)
    if not near:
        folded = {each.casefold(): each for each in names}
        near = [folded[each] for each in difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=CLOSE_ENOUGH)]
    if near:
        return f"did you mean {near[0]!r}?"
    if not names:
        return "there is none yet"
    return f"known: {', '.join(names)}" if len(names) <= MOST_LISTED else f"none of the {len(names)} names is like it"
