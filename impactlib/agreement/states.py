"""The states of what is agreed, and which may follow which: a forbidden step is refused with the reason and the way there."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from impactlib.errors import InputError, UnknownNameError

StatementState = Literal["draft", "submitted", "endorsed", "under-revision", "superseded", "withdrawn"]
EndorsementState = Literal["asked", "endorsed", "endorsed-with-reservation", "not-endorsed", "withdrawn"]
ContributionState = Literal["proposed", "in-discussion", "agreed", "changed", "ended"]
ProtocolState = Literal["draft", "aligned", "signed", "in-force", "evaluated", "lapsed"]
IndicatorState = Literal["proposed", "agreed", "active", "paused", "lapsed"]
MomentState = Literal["planned", "under-way", "received", "checked", "confirmed", "published", "missed"]
PresentationState = Literal["draft", "fact-check", "approved", "shared"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Workflow:
    """The states of one kind of thing; `steps` says of each state which may come next, `ends` why nothing follows on some."""

    name: str
    steps: Mapping[str, tuple[str, ...]]
    ends: Mapping[str, str]

    @property
    def states(self) -> tuple[str, ...]:
        """All states, the first one first."""
        return tuple(self.steps)

    @property
    def called(self) -> str:
        """Its name with its article."""
        return f"{'an' if self.name[0] in 'aeiou' else 'a'} {self.name}"

    def allows(self, before: str, now: str) -> bool:
        """Whether a thing in state `before` may be in state `now` a step later; staying as it is always may."""
        return before == now or now in self.steps[before]

    def way(self, before: str, now: str) -> tuple[str, ...]:
        """The shortest way from one state to another, both included; empty when there is none."""
        ways: deque[tuple[str, ...]] = deque([(before,)])
        seen = {before}
        while ways:
            way = ways.popleft()
            if way[-1] == now:
                return way
            for each in self.steps[way[-1]]:
                if each not in seen:
                    seen.add(each)
                    ways.append((*way, each))
        return ()

    def check(self, before: str, now: str, *, where: str) -> None:
        """Refuse a step that is not allowed, with the reason."""
        if now not in self.steps:
            raise UnknownNameError.among(where, f"state of {self.called}", now, self.steps)
        if before not in self.steps:
            raise UnknownNameError.among(where, f"state of {self.called}", before, self.steps)
        if (reason := self.why_not(before, now)) is not None:
            raise InputError(where, reason[0], reason[1])

    def why_not(self, before: str, now: str) -> tuple[str, str] | None:
        """Why a step is not allowed, and what would do; None where it is."""
        if self.allows(before, now):
            return None
        what = f"{self.called} that is {before!r} cannot become {now!r}"
        if not self.steps[before]:
            return f"{what}: {self.ends[before]}", "leave it as it is"
        if way := self.way(before, now):
            return f"{what} at once", f"the way is {' → '.join(way)}"
        return f"{what}: there is no way back", f"it can become {' or '.join(self.steps[before])}"


WORKFLOWS: Mapping[str, Workflow] = {
    each.name: each
    for each in (
        Workflow(
            name="statement",
            steps={
                "draft": ("submitted", "withdrawn"),
                "submitted": ("endorsed", "draft", "withdrawn"),
                "endorsed": ("under-revision", "superseded", "withdrawn"),
                "under-revision": ("submitted", "superseded", "withdrawn"),
                "superseded": (),
                "withdrawn": (),
            },
            ends={"superseded": "a newer version has taken its place", "withdrawn": "the parties took it back; write a new version"},
        ),
        Workflow(
            name="endorsement",
            steps={
                "asked": ("endorsed", "endorsed-with-reservation", "not-endorsed"),
                "endorsed": ("endorsed-with-reservation", "withdrawn"),
                "endorsed-with-reservation": ("endorsed", "withdrawn"),
                "not-endorsed": ("endorsed", "endorsed-with-reservation"),
                "withdrawn": ("asked",),
            },
            ends={},
        ),
        Workflow(
            name="contribution",
            steps={
                "proposed": ("in-discussion", "ended"),
                "in-discussion": ("agreed", "ended"),
                "agreed": ("changed", "ended"),
                "changed": ("in-discussion", "agreed", "ended"),
                "ended": (),
            },
            ends={"ended": "the contribution is over; agree on a new one under a new goal"},
        ),
        Workflow(
            name="protocol",
            steps={
                "draft": ("aligned", "lapsed"),
                "aligned": ("signed", "draft", "lapsed"),
                "signed": ("in-force", "lapsed"),
                "in-force": ("evaluated", "lapsed"),
                "evaluated": ("lapsed",),
                "lapsed": (),
            },
            ends={"lapsed": "it no longer holds; write a new version"},
        ),
        Workflow(
            name="indicator",
            steps={
                "proposed": ("agreed", "lapsed"),
                "agreed": ("active", "lapsed"),
                "active": ("paused", "lapsed"),
                "paused": ("active", "lapsed"),
                "lapsed": (),
            },
            ends={"lapsed": "it was dropped with a reason; propose it anew in the next round"},
        ),
        Workflow(
            name="moment",
            steps={
                "planned": ("under-way", "missed"),
                "under-way": ("received", "missed"),
                "received": ("checked",),
                "checked": ("confirmed", "received"),
                "confirmed": ("published",),
                "published": (),
                "missed": (),
            },
            ends={"published": "its figures are out; a correction is a moment of its own", "missed": "plan a new moment"},
        ),
        Workflow(
            name="presentation",
            steps={
                "draft": ("fact-check",),
                "fact-check": ("approved", "draft"),
                "approved": ("shared", "draft"),
                "shared": (),
            },
            ends={"shared": "it has been told; a correction is a presentation of its own"},
        ),
    )
}
"""What has states, by name (DOMAIN.md, section 2.2)."""
