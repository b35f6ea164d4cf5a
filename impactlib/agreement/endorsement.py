"""Who carries the impact statement: what each party last said, whether that was of this text, and whether it is broadly supported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from impactlib.agreement.impact import POSITIVE, Endorsement, Party
from impactlib.agreement.model import Agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one party stands towards the statement that holds.

    `said` is its last word on any version (None when it never said anything); `stale` that this word was of an earlier text.
    """

    party: Party
    said: Endorsement | None
    stale: bool

    @property
    def carries(self) -> bool:
        """Whether the party endorsed the version that holds, with or without a reservation."""
        return self.said is not None and not self.stale and self.said.state in POSITIVE


def standings(agreement: Agreement) -> tuple[Standing, ...]:
    """The standing of every party, in the order of the agreement."""
    return tuple(_standing(agreement, party) for party in agreement.parties)


def _standing(agreement: Agreement, party: Party) -> Standing:
    current = agreement.impact.current
    said = [each for each in agreement.impact.endorsements if each.party == party.id]
    of_current = [each for each in said if each.version == current.version]
    last = _last(of_current) or _last(said)
    return Standing(party=party, said=last, stale=last is not None and _is_of_another_text(agreement, last))


def _last(said: list[Endorsement]) -> Endorsement | None:
    """The latest word, by date; one without a date, such as a question, came before those that have one."""
    return said[max((each.date or date.min, place) for place, each in enumerate(said))[1]] if said else None


def _is_of_another_text(agreement: Agreement, said: Endorsement) -> bool:
    current = agreement.impact.current
    if said.version != current.version:
        return True
    return said.date is not None and current.date is not None and said.date < current.date


def needed(agreement: Agreement) -> tuple[Party, ...]:
    """The parties without which the statement is not broadly supported: commissioner, contractor, and those marked essential."""
    return tuple(party for party in agreement.parties if party.essential or party.role in ("commissioner", "contractor"))


def missing_support(agreement: Agreement) -> tuple[Party, ...]:
    """The needed parties that do not carry the version that holds; empty means *broadly supported* (*breed gedragen*)."""
    carrying = {each.party.id for each in standings(agreement) if each.carries}
    return tuple(party for party in needed(agreement) if party.id not in carrying)
