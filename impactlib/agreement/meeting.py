"""What an interpretation meeting filled in, as parts of the agreement: interpretations, decisions, lessons, and what has been done.

A form is made of groups. Each says what it is about (`explain` a goal, `decide` on one, what was `done` of an earlier decision, a
`lesson`), and holds what was typed, by field. What does not fit is refused with its place, all of it at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, get_args

from impactlib.agreement.labels import value_label
from impactlib.agreement.learning import Decision
from impactlib.agreement.model import Agreement
from impactlib.documents import parse_date
from impactlib.errors import Collector, ImpactError, InputError, UnknownNameError
from impactlib.signs import refuse_unfit
from impactlib.workspace import Text

Kind = Literal["meeting", "explain", "decide", "done", "lesson"]
"""The kinds of groups of a form."""

FIELDS: Mapping[Kind, tuple[str, ...]] = {
    "meeting": ("date",),
    "explain": ("finding", "explanation", "alternative", "counter_voice", "by"),
    "decide": ("kind", "text", "owner", "date"),
    "done": ("done",),
    "lesson": ("text",),
}
"""The fields of each kind of group, in the order of the form."""

WHOLE = "whole"
"""What a group is about that is about everything together, and no goal."""

KINDS = tuple(get_args(Decision.model_fields["kind"].annotation))
"""What a decision can be."""

LONGEST = 10_000
"""The letters that one field may hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of a form as it was filled in: `where` it stands, what it is `about`, and what was typed, by field."""

    where: str
    kind: Kind
    about: str
    typed: Mapping[str, str | Sequence[str]]

    def text(self, name: str) -> str:
        """What was typed in a field, without the white around it; refused where it holds a sign that has no place in a text."""
        value = self.typed.get(name, "")
        lines = (value if isinstance(value, str) else ", ".join(value)).replace("\r\n", "\n").strip().split("\n")
        text = "\n".join(line.rstrip() for line in lines)
        if len(text) > LONGEST:
            raise InputError(self.place(name), f"it is {len(text)} letters long", f"write at most {LONGEST}")
        return refuse_unfit(text, self.place(name), "the text")

    def day(self, name: str) -> date | None:
        """The day in a field; None where nothing was typed."""
        if not (typed := self.text(name)):
            return None
        try:
            found = parse_date(typed)
        except ValueError as error:
            raise InputError(self.place(name), str(error)) from None
        assert isinstance(found, date)
        return found

    def one_of(self, name: str, known: Mapping[str, str], what: str) -> str:
        """What was chosen, by what people may call it; '' where nothing was."""
        typed = self.text(name)
        return _named(typed, known, what, self.place(name)) if typed else ""

    def some_of(self, name: str, known: Mapping[str, str], what: str) -> list[str]:
        """All that were chosen, each once."""
        value = self.typed.get(name, ())
        typed = list(value) if not isinstance(value, str) else _parted(self.text(name), known)
        return list(dict.fromkeys(_named(each.strip(), known, what, self.place(name)) for each in typed if each.strip()))

    def place(self, name: str) -> str:
        """Where a field stands."""
        return f"{self.where}: {self.kind} {self.about}, {name}"


@dataclass(slots=True, kw_only=True)
class Taken:
    """What comes into the agreement, as it will stand there; `done` are the numbers of decisions that have been done."""

    interpretations: list[dict[str, Any]] = field(default_factory=list)
    decisions: list[dict[str, Any]] = field(default_factory=list)
    lessons: list[dict[str, Any]] = field(default_factory=list)
    done: list[int] = field(default_factory=list)
    known: int = 0
    """So many of what was filled in stood in the agreement already."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is new."""
        return not (self.interpretations or self.decisions or self.lessons or self.done)


def decision_key(decision: Decision) -> str:
    """What a form calls an earlier decision: its short name, else a number made of its words."""
    return decision.id or hashlib.sha256(f"{decision.kind} {decision.text.nl}".encode()).hexdigest()[:8]


def taken(groups: Sequence[Group], agreement: Agreement, *, period: str) -> Taken:
    """What the groups of a form bring into an agreement; what stands there already is brought once.

    Parameters
    ----------
    groups : sequence of Group
        The form as it was filled in.
    agreement : Agreement
        The agreement as it is.
    period : str
        The year (or school year) that was talked about.

    Raises
    ------
    ImpactError
        With every place that holds what does not fit.
    """
    faults, reader = Collector(), _Reader(agreement=agreement, period=period)
    for each in sorted(groups, key=lambda group: group.kind != "meeting"):  # its date comes with every interpretation
        reader.read(each, faults)
    faults.raise_any()
    return reader.taken


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Reads groups one after the other."""

    agreement: Agreement
    period: str
    day: date | None = None
    taken: Taken = field(default_factory=Taken)

    def read(self, group: Group, faults: Collector) -> None:
        read: Mapping[Kind, Callable[[Group], None]] = {
            "meeting": self._meeting,
            "explain": self._explain,
            "decide": self._decide,
            "done": self._done,
            "lesson": self._lesson,
        }
        for fault in _unknown(group):
            faults.add(fault)
        with faults.catching():
            read[group.kind](group)

    @property
    def _parties(self) -> dict[str, str]:
        return {name.casefold(): party.id for party in self.agreement.parties for name in (party.name, party.id)}

    def _meeting(self, group: Group) -> None:
        self.day = group.day("date")

    def _explain(self, group: Group) -> None:
        said = {name: group.text(name) for name in ("explanation", "alternative", "counter_voice")}
        by = group.some_of("by", self._parties, "party")
        goal = self._goal(group)
        if not any(said.values()):
            if by:
                raise InputError(group.place("by"), "it says by whom, and nothing else", "write the explanation, or take this out")
            return
        if not said["explanation"]:
            other = next(name for name, text in said.items() if text)
            cure = "write it, or that nobody knows it yet"
            raise InputError(group.place("explanation"), f"it is empty, and {other} is filled in", cure)
        if not (finding := group.text("finding")):
            raise InputError(group.place("finding"), "it is empty", "write in words what was found")
        entry = {"period": self.period, "goal": goal, "finding": finding, **said, "by": by, "date": self.day}
        self._add("interpretations", entry, ("period", "goal", "finding", *said, "by", "date"))

    def _decide(self, group: Group) -> None:
        kind = group.one_of("kind", _kinds(), "kind of decision")
        text, owner, day = group.text("text"), group.one_of("owner", self._parties, "party"), group.day("date")
        goal = self._goal(group)
        if not (kind or text or owner or day):
            return
        if not kind:
            raise InputError(group.place("kind"), "it is empty, and the decision is filled in", f"choose {', '.join(KINDS)}")
        if not text:
            raise InputError(group.place("text"), f"it is empty, and {kind!r} was chosen", "write what exactly was decided")
        entry = {"kind": kind, "text": text, "goal": goal, "owner": owner, "date": day}
        name = self._free_name(f"{self.period}-{goal or WHOLE}-{kind}")
        self._add("decisions", entry, tuple(entry), id=name)

    def _done(self, group: Group) -> None:
        keys = {decision_key(each): number for number, each in enumerate(self.agreement.decisions)}
        if group.about not in keys:
            raise UnknownNameError.among(group.place("done"), "earlier decision", group.about, keys)
        number = keys[group.about]
        answer = group.one_of("done", {"yes": "yes", "ja": "yes", "no": "no", "nee": "no"}, "answer")
        if answer == "yes" and not self.agreement.decisions[number].done:
            self.taken.done.append(number)

    def _lesson(self, group: Group) -> None:
        if text := group.text("text"):
            self._add("lessons", {"text": text, "period": self.period}, ("text", "period"))

    def _goal(self, group: Group) -> str:
        if group.about.partition(" ")[0] == WHOLE:
            return ""
        goals = [each.id for each in self.agreement.goals]
        if group.about not in goals:
            raise UnknownNameError.among(f"{group.where}: {group.kind}", "goal", group.about, goals)
        return group.about

    def _free_name(self, name: str) -> str:
        used = {each.id for each in self.agreement.decisions} | {each["id"] for each in self.taken.decisions}
        return next(each for each in (name, *(f"{name}-{number}" for number in range(2, len(used) + 3))) if each not in used)

    def _add(self, part: str, entry: dict[str, Any], same: Sequence[str], **head: str) -> None:
        """Add an entry to a part, unless one that says the same stands there; what was left out is left out."""
        held = [{name: _plain(getattr(each, name)) for name in same} for each in getattr(self.agreement, part)]
        held += [{name: _plain(each.get(name)) for name in same} for each in getattr(self.taken, part)]
        if {name: _plain(entry[name]) for name in same} in held:
            self.taken.known += 1
            return
        shown = {name: value.isoformat() if isinstance(value, date) else value for name, value in {**head, **entry}.items() if value}
        getattr(self.taken, part).append(shown)


def _kinds() -> dict[str, str]:
    """What people call each kind of decision, in every language."""
    words = {kind: value_label(Decision, kind) for kind in KINDS}
    return {name.casefold(): kind for kind, told in words.items() for name in (kind, told.nl, told.en)}


def _plain(value: object) -> object:
    """A value as it can be held beside another: a text as its Dutch words, nothing as an empty text."""
    if isinstance(value, Text):
        return value.nl
    if isinstance(value, date):
        return value.isoformat()
    return value or ""


def _unknown(group: Group) -> Iterator[ImpactError]:
    where, known = f"{group.where}: {group.kind} {group.about}", FIELDS[group.kind]
    yield from (UnknownNameError.among(where, "field", name, known) for name in group.typed if name not in known)


def _named(typed: str, known: Mapping[str, str], what: str, where: str) -> str:
    folded = " ".join(typed.casefold().split())
    found = known.get(folded) or known.get(folded.rstrip("."))
    if found is None:
        raise UnknownNameError.among(where, what, typed, known)
    return found


def _parted(text: str, known: Mapping[str, str]) -> list[str]:
    """Several names in one text: each on a line, or with a comma, a semicolon, 'en' or 'and' between them.

    A name may hold such a sign or word itself: the longest name that is known is taken first.
    """
    found, rest = [], " ".join(text.split())
    while rest:
        folded = rest.casefold()
        name = max((each for each in known if folded.startswith(each) and _ends(folded[len(each) :])), key=len, default="")
        if name:
            found.append(rest[: len(name)])
            rest = rest[len(name) :]
        else:
            word, _, rest = rest.replace(";", ",").partition(",")
            found.append(word)
        rest = rest.lstrip(" ,;.")
        for between in ("en ", "and "):
            rest = rest[len(between) :] if rest.casefold().startswith(between) else rest
    return found


def _ends(rest: str) -> bool:
    return not rest or not rest[0].isalnum()
