"""What in a story could tell who somebody is: marks for a person to look at. Nothing is taken out, and a mark is no judgement.

The rules are of the product itself and hold in both languages. Recall comes before precision: each capital inside a sentence that is not
known to be harmless is marked. A model of Dutch names (spaCy, more than 100 MB) finds fewer of them and says nothing of dates or numbers,
and a person reads every story anyway, so nothing was added to the dependencies.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from impactlib.sources.folding import folded
from impactlib.sources.screening_names import known_places, names_in
from impactlib.sources.screening_numbers import numbers_in


class MarkKind(StrEnum):
    """What a marked part of a text seems to be, what identifies most first."""

    EMAIL = "e-mail"
    URL = "web-address"
    IBAN = "iban"
    PHONE = "phone"
    BSN = "bsn"
    HANDLE = "handle"
    POSTCODE = "postcode"
    PLATE = "licence-plate"
    HIDDEN = "hidden-signs"
    ADDRESS = "street"
    DATE = "date"
    AGE = "age"
    PLACE = "place"
    ORGANISATION = "organisation"
    NAME = "name"
    NUMBER = "number"


NEVER = frozenset(
    {
        MarkKind.EMAIL,
        MarkKind.URL,
        MarkKind.IBAN,
        MarkKind.PHONE,
        MarkKind.BSN,
        MarkKind.HANDLE,
        MarkKind.POSTCODE,
        MarkKind.PLATE,
        MarkKind.HIDDEN,
    }
)
"""What nobody can accept: it leads to one person, or hides what it is. It goes out of the text, or the story is not told."""

STRENGTH = {kind: place for place, kind in enumerate(MarkKind)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A part of a text that could tell who somebody is: from `start` up to `end` of the text as it was written."""

    kind: MarkKind
    start: int
    end: int
    rule: str

    def words(self, text: str) -> str:
        """The marked words, spaces and line ends as single spaces: what an approval names when it accepts them."""
        return " ".join(text[self.start : self.end].split())


def screen(text: str, *, names: Collection[str] = ()) -> list[Mark]:
    """What in a text could tell who somebody is, in order of place.

    Parameters
    ----------
    text : str
        Dutch or English, as it was written.
    names : collection of str, optional
        What is known by name here: areas, libraries, parties, people.

    Returns
    -------
    list of Mark
        Each with its kind and place. Of marks within each other the one that identifies most is kept.

    References
    ----------
    STATISTICS.md, section 3.1, point 9.

    Examples
    --------
    >>> text = "Ik woon in Epe en mijn buurvrouw van 84 jaar heet Annie."
    >>> [(str(mark.kind), mark.words(text)) for mark in screen(text, names=["Epe"])]
    [('place', 'Epe'), ('age', '84 jaar'), ('name', 'Annie')]
    >>> screen("De docent was aardig, maar het ging mij te snel.")
    []
    """
    plain = folded(text)
    marks = [Mark(kind=MarkKind.HIDDEN, start=start, end=end, rule="hidden signs") for start, end in plain.hidden]
    for kind, rule, start, end in [*numbers_in(plain.text), *names_in(plain.text, known_places(frozenset(names)))]:
        first, last = plain.span(start, end)
        marks.append(Mark(kind=MarkKind(kind), start=first, end=last, rule=rule))
    return sorted(_strongest(marks), key=lambda mark: (mark.start, mark.end))


def _strongest(marks: Iterable[Mark]) -> list[Mark]:
    """The marks without those that lie within one that identifies as much or more."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda each: (STRENGTH[each.kind], each.start - each.end, each.start)):
        if not any(other.start <= mark.start and mark.end <= other.end for other in kept):
            kept.append(mark)
    return kept
