"""Judging one piece of an artefact: whether it says of an area what its release does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from impactlib.batch.reading import Piece
from impactlib.batch.sweep.about import About, Stated, Words
from impactlib.batch.sweep.numbers import Number, accounts, is_sharp, numbers
from impactlib.indicators.indicator import Indicator

LONGEST_STRIPPED = 12
"""A text of an agreement that is shorter is not taken out of a piece: it may stand there for another reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is wrong with a piece, in words; where a number is what is true and hidden, which."""

    what: str
    stated: Stated | None = None


@dataclass(slots=True, kw_only=True)
class Judge:
    """Holds the pieces of an area's artefacts against what may be told of the area."""

    indicators: Mapping[str, Indicator]
    words: Words
    constants: frozenset[float]
    """The numbers in the house's own sentences: 95 %, a scale from 0 to 100."""
    few: frozenset[float]
    """The numbers that stand in those sentences also where there is no figure."""
    texts: Mapping[str, Sequence[str]]
    """The parties' own texts with a number in them, by area, longest first."""
    read: int = 0
    _tied: dict[str, frozenset[str]] = field(default_factory=dict)

    def judge(self, about: About, piece: Piece) -> Iterator[Finding]:
        """What is wrong with a piece in an artefact of this area."""
        text = piece.text
        tied = self._about(text) & about.told.keys() or self._about(piece.under) & about.told.keys()
        absent = tied & about.absent
        if piece.drawn and absent and absent == tied:
            yield Finding(what=f"something is drawn about {self._named(absent)}, of which no figure is told")
        told = self._without_parties(about, text)
        found = list(numbers(told, words=bool(absent) and absent == tied))
        self.read += len(found)
        if not found:
            return
        if not tied:
            yield from self._sharp(about, found)
            return
        known = frozenset().union(*(about.told[each] for each in tied))
        also = self.few if absent == tied else self.constants.union(*(about.own.get(each, frozenset()) for each in tied))
        for number in found:
            if not accounts(number, known) and not accounts(number, also):
                yield self._unexplained(about, number, tied, absent)

    def _unexplained(self, about: About, number: Number, tied: frozenset[str], absent: frozenset[str]) -> Finding:
        true = next((each for id_ in sorted(tied) for each in about.hidden.get(id_, ()) if accounts(number, [each.value])), None)
        named = self._named(absent or tied)
        if absent:
            return Finding(what=f"{number.text!r} stands beside {named}, of which no figure is told", stated=true)
        if true is not None:
            return Finding(what=f"{number.text!r} stands beside {named}, and is a number of it that is not told ({true.what})", stated=true)
        return Finding(what=f"{number.text!r} stands beside {named}, and is no number that the release tells of it")

    def _sharp(self, about: About, found: Sequence[Number]) -> Iterator[Finding]:
        """A number so exact that it can only be one of a hidden figure."""
        for number in found:
            if not is_sharp(number.text) or any(accounts(number, told) for told in about.told.values()):
                continue
            for id_, hidden in about.hidden.items():
                true = next((each for each in hidden if each.value % 1 and accounts(number, [each.value])), None)
                if true is not None:
                    yield Finding(what=f"{number.text!r} is a number of {self._named({id_})} that is not told ({true.what})", stated=true)
                    break

    def _about(self, text: str) -> frozenset[str]:
        if len(text) > 2000:
            return self.words.about(text)
        if text not in self._tied:
            self._tied[text] = self.words.about(text)
        return self._tied[text]

    def _without_parties(self, about: About, text: str) -> str:
        for each in self.texts.get(about.code, ()):
            if each in text:
                text = text.replace(each, " ")
        return text

    def _named(self, ids: frozenset[str] | set[str]) -> str:
        known = self.indicators
        return ", ".join(f"{each} ({known[each].name.nl})" if each in known else f"the {each}" for each in sorted(ids))
