"""From facts to what a solver can work with: unknown numbers of people, and lines about them.

Of a question the unknowns are how many people gave each pair of answers; pairs that no fact and no secret tells apart are one unknown.
What was published earlier with other numbers is of the same people but for some who came or went: two versions of one group, and the
people in between. How many there are in between, and what they answered, must not be found either.
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from impactlib.disclosure.fact import NO_OPINION, Cell, Fact, Group, What
from impactlib.disclosure.facts import SOME, Sources, some_of
from impactlib.disclosure.known import Known, Origin, Secret

OTHERS = " of others"
"""What follows the key of what some providers counted: the number that the others did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much may be seen for certain: of a group of people, and of the answers within one (the agreed minimum numbers)."""

    group: int = 10
    least: int = 3


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One question's people: what is said or secret of them, and the unknowns that this tells apart."""

    group: Group
    whats: tuple[What, ...]

    @cached_property
    def unknowns(self) -> Mapping[tuple[float, ...], str]:
        """The unknown of each row of weights: people who add the same to everything that is told are one number."""
        found: dict[tuple[float, ...], str] = {}
        for cell in _cells(self.group, self.whats):
            row = self.row(cell)
            if any(row):
                found.setdefault(row, f"{self.group.key}#{len(found)}")
        return found

    def row(self, cell: Cell) -> tuple[float, ...]:
        """What a person with these answers adds to each."""
        return tuple(what.weight(cell) for what in self.whats)

    def terms(self, what: What, version: str = "") -> dict[str, float]:
        """The unknowns of which `what` is the sum."""
        at = self.whats.index(what)
        return {f"{name}{version}": row[at] for row, name in self.unknowns.items() if row[at]}

    def truth(self, table: Mapping[Cell, int]) -> dict[str, int]:
        """The true number behind each unknown, of a frequency table of (before, now)."""
        found = dict.fromkeys(self.unknowns.values(), 0)
        for (before, now), people in table.items():
            name = self.unknowns.get(self.row((before, now)))
            if name is not None:
                found[name] += people
        return found


def _cells(group: Group, whats: Sequence[What]) -> Iterator[Cell]:
    """Every pair of answers that somebody can have given; of answers too many to list those around the lines that are told."""
    codes = group.codes or _around(whats)
    if not group.twice:
        yield from ((None, code) for code in codes)
        yield from ((None, NO_OPINION), (None, None))
        return
    missing = (NO_OPINION, None)
    yield from ((before, now) for before in (*codes, *missing) for now in codes)
    # Of who has no answer now it is nowhere told what it was before.
    yield from ((before, now) for before in (codes[0], *missing) for now in missing)


def _around(whats: Sequence[What]) -> tuple[float, ...]:
    lines = {value for what in whats for value in what.values}
    return tuple(sorted({each + step for each in lines or {1.0} for step in (-1.0, -0.5, 0.0, 0.5)}))


SUMS = frozenset({"sum", "squares", "before sum", "before squares", "change sum", "change squares", "is", "one of", "before is"})
"""What cannot be said of a question whose answers are not listed."""


NUMBERS = frozenset({"people", "returned", "sum", "squares", "before sum", "before squares", "change sum", "change squares"})
"""What is no group of people that answered alike."""


def usable(fact: Fact, people: frozenset[str]) -> bool:
    """Whether a fact is about people who may be recognised, and about answers that are listed."""
    return all(
        each.group.name.partition(SOME)[0] in people if not each.group.asked else bool(each.group.codes) or each.what.kind not in SUMS
        for each in fact.terms
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A fact with who tells it, where it is from, and the versions of its groups that are not those of now, by key ('@r1')."""

    fact: Fact
    owner: str
    origin: Origin
    versions: Mapping[str, str] = field(default_factory=dict)


@dataclass(kw_only=True)
class Puzzle:
    """Everything that somebody with all publications may set out from: lines about unknowns, and the secrets in them."""

    known: list[Known] = field(default_factory=list)
    secrets: list[Secret] = field(default_factory=list)
    between: list[Secret] = field(default_factory=list)
    """How many people came or went at the least between two versions: what is out as soon as it can be small."""
    asked: dict[str, Asked] = field(default_factory=dict)


def puzzle(lines: Iterable[Line], *, sources: Sources, limits: Limits, invited: Mapping[str, tuple[str, str]] | None = None) -> Puzzle:
    """The puzzle of these lines.

    Parameters
    ----------
    lines : iterable of Line
        All that is told, was told, and is public. Earlier versions of a group are named by who told them.
    sources : Sources
        Which measures count people who may be recognised, and which answers count in a share.
    limits : Limits
        The agreed minimum numbers.
    invited : mapping of str to (str, str), optional
        Of a survey the source and measure of those who were invited: they are all who can have answered.

    Returns
    -------
    Puzzle
        Its lines and secrets in the order of the groups.
    """
    used = [line for line in lines if usable(line.fact, sources.people)]
    groups: dict[str, Group] = {}
    whats: dict[str, dict[What, None]] = defaultdict(dict)
    versions: dict[str, dict[str, None]] = defaultdict(dict)
    for line in used:
        for term in line.fact.terms:
            groups.setdefault(term.group.key, term.group)
            whats[term.group.key][term.what] = None
            versions[term.group.key][line.versions.get(term.group.key, "")] = None
    found = Puzzle()
    for key, group in groups.items():
        if group.asked:
            found.asked[key] = Asked(
                group=group,
                whats=tuple({**whats[key], **dict.fromkeys(_secret_whats(group, whats[key], sources.lines.get(group.name, ())))}),
            )
    for line in used:
        found.known.append(_known(found, line))
    counts = {f"{key}{version}" for key, group in groups.items() if not group.asked for version in versions[key]}
    told = {_signature(each.terms) for each in found.known if each.low == each.high and not _is_few(each, counts, limits)}
    for key, group in groups.items():
        for version in versions[key]:
            found.secrets += [each for each in _secrets(found, group, whats[key], version, limits) if _signature(each.terms) not in told]
        # That of now first, then from the newest to the oldest.
        _join_versions(found, group, sorted(versions[key], key=bool), limits)
    _parts_and_wholes(found, groups, versions, sources.parts, limits)
    _providers(found, groups, versions, limits)
    if invited:
        found.known += _returned(found, groups, invited)
    return found


def _is_few(known: Known, counts: Collection[str], limits: Limits) -> bool:
    """Whether a number of people is told that may not be: then it is a secret that is out, and no figure that may be told."""
    return len(known.terms) == 1 and next(iter(known.terms)) in counts and 0 < known.low < limits.group


def _signature(terms: Mapping[str, float]) -> frozenset[tuple[str, float]]:
    return frozenset(terms.items())


def terms_of(found: Puzzle, line: Line) -> dict[str, float]:
    """The unknowns that the fact of a line is a sum of."""
    sums: dict[str, float] = defaultdict(float)
    for term in line.fact.terms:
        version = line.versions.get(term.group.key, "")
        parts = found.asked[term.group.key].terms(term.what, version) if term.group.asked else {f"{term.group.key}{version}": 1.0}
        for name, weight in parts.items():
            sums[name] += weight * term.weight
    return {name: weight for name, weight in sums.items() if weight}


def _known(found: Puzzle, line: Line) -> Known:
    terms = terms_of(found, line)
    # Nobody can add to it: a sum of zero, which says nothing.
    terms = terms or {f"{line.fact.terms[0].group.key}#none": 0.0}
    return Known(terms=terms, low=line.fact.low, high=line.fact.high, origin=line.origin, owner=line.owner)


def _secret_whats(group: Group, told: Iterable[What], lines: Iterable[What]) -> list[What]:
    """What must not be found of a question's people: each answer now and before, who moved, and who gave none."""
    both = [what.both for what in told if what.kind == "people"]
    found = [what for what in lines if what.both in both and (group.codes or what.kind not in SUMS)]
    for each in dict.fromkeys(both):
        found += [What(kind="is", values=(code,), both=each) for code in group.codes]
        found += [What(kind="no opinion", both=each), What(kind="blank", both=each)]
    if True in both:
        found += [What(kind="before is", values=(code,), both=True) for code in group.codes]
        if not any(what.kind in ("improved", "crossed up") for what in told):
            found += [What(kind="improved", values=(0.0,), both=True), What(kind="declined", values=(0.0,), both=True)]
    return [*found, What(kind="returned")] if found else []


def _secrets(found: Puzzle, group: Group, told: Mapping[What, None], version: str, limits: Limits) -> Iterator[Secret]:
    name = f"{group.key}{version}"
    if not group.asked:
        yield Secret(name=name, terms={name: 1.0}, group=limits.group, least=limits.group, width=float(limits.group))
        return
    asked = found.asked[group.key]
    for both in dict.fromkeys(what.both for what in told if what.kind == "people"):
        whole = asked.terms(What(kind="people", both=both), version)
        yield Secret(name=f"{name}: people", terms=whole, group=limits.group, least=limits.group, width=float(limits.group))
        for what in asked.whats:
            if what.both != both or what.kind in NUMBERS:
                continue
            terms = asked.terms(what, version)
            label = f"{name}: {what.kind} {' to '.join(f'{value:g}' for value in what.values)}".strip()
            if not terms:
                continue
            if what.kind in ("no opinion", "blank"):
                # It is never more than a few: what must not be found is that it is one or two.
                yield Secret(name=label, terms=terms, group=limits.least, least=limits.least, width=1.0)
                continue
            line = what.kind in ("at least", "before at least", "one of")
            yield Secret(name=label, terms=terms, group=limits.group, least=limits.least, width=float(limits.least), whole=whole, zero=line)


def _parts_and_wholes(
    found: Puzzle, groups: Mapping[str, Group], versions: Mapping[str, Iterable[str]], parts: Iterable[tuple[str, str]], limits: Limits
) -> None:
    """The rest of a counted whole: who did not finish, who was not reached, is a group of people as well."""
    by_name = {(group.area, group.period, group.name): key for key, group in groups.items() if not group.asked}
    limits_of = _limits_of_one(found.known)

    def is_more(part: str, whole: str) -> bool:
        """Whether what looks like a part is told to be more than its whole: then it is of other people as well."""
        return limits_of.get(part, (0.0, 0.0))[0] > limits_of.get(whole, (0.0, math.inf))[1]

    pairs = [pair for part, whole in sorted(parts) for pair in ((part, whole), (some_of(part, whole), some_of(whole, part)))]
    for (area, period, name), key in by_name.items():
        for whole in [by_name.get((area, period, of)) for part, of in pairs if part == name]:
            for version in versions[key] if whole is not None else ():
                if version in versions[whole or ""] and not is_more(f"{key}{version}", f"{whole}{version}"):
                    found.secrets += _part_and_rest(f"{key}{version}", f"{whole}{version}", limits)


def _limits_of_one(known: Iterable[Known]) -> Mapping[str, tuple[float, float]]:
    """Between which limits the unknowns lie of which something is told by itself."""
    found: dict[str, tuple[float, float]] = {}
    for each in known:
        if len(each.terms) == 1 and (name := next(iter(each.terms))) and each.terms[name] == 1.0:
            low, high = found.get(name, (0.0, math.inf))
            found[name] = max(low, each.low), min(high, each.high)
    return found


def _part_and_rest(part: str, whole: str, limits: Limits) -> list[Secret]:
    least, name = limits.least, f"{part} of {whole}"
    rest = Secret(name=f"{name}: rest", terms={whole: 1.0, part: -1.0}, group=least, least=least, width=1.0)
    return [rest, Secret(name=f"{name}: part", terms={part: 1.0}, group=0, least=1, width=0.0, whole={whole: 1.0}, zero=True)]


def _providers(found: Puzzle, groups: Mapping[str, Group], versions: Mapping[str, Iterable[str]], limits: Limits) -> None:
    """What the other providers counted is what is left of the total: people as well."""
    for key in groups:
        total = key.partition(SOME)[0]
        for version in versions[key] if total != key and total in groups else ():
            if version in versions[total]:
                others = f"{key}{version}{OTHERS}"
                terms = {f"{total}{version}": 1.0, f"{key}{version}": -1.0, others: -1.0}
                found.known.append(Known(terms=terms, low=0.0, high=0.0, origin="public"))
                found.secrets.append(
                    Secret(name=others, terms={others: 1.0}, group=limits.group, least=limits.group, width=float(limits.group))
                )


def _join_versions(found: Puzzle, group: Group, versions: Sequence[str], limits: Limits) -> None:
    """Each version of a group is the one before it, and who came, without who went."""
    for earlier, later in itertools.pairwise(versions):
        names = list(found.asked[group.key].unknowns.values()) if group.asked else [group.key]
        moved: dict[str, float] = {}
        for name in names:
            came, went = f"{name}{later}+{earlier}", f"{name}{later}-{earlier}"
            terms = {f"{name}{later}": 1.0, f"{name}{earlier}": -1.0, came: -1.0, went: 1.0}
            found.known.append(Known(terms=terms, low=0.0, high=0.0, origin="ledger"))
            moved |= {came: 1.0, went: 1.0}
        found.between.append(Secret(name=f"{group.key}: between {earlier or 'now'} and {later}", terms=moved, group=limits.group))


def _returned(found: Puzzle, groups: Mapping[str, Group], invited: Mapping[str, tuple[str, str]]) -> Iterator[Known]:
    """Every question of a survey was returned by the same people, and by no more than were invited."""
    numbers = {next(iter(each.terms)): each for each in found.known if len(each.terms) == 1 and each.low == each.high}
    places: dict[tuple[str, str, str], list[Asked]] = defaultdict(list)
    for key, asked in found.asked.items():
        group = groups[key]
        places[group.source, group.area, group.period].append(asked)
    by_terms = {_signature(each.terms): each for each in found.known if each.low == each.high}
    for (source, area, period), questions in places.items():
        low, high, owner = 0.0, float("inf"), ""
        origin: Origin = "release"
        if source in invited:
            counts, measure = invited[source]
            if (known := numbers.get(f"{counts}/{area}/{period}/{measure}")) is not None:
                high, owner, origin = known.high, known.owner, known.origin
        for asked in questions:
            answered, all_told = _accounted(asked, by_terms)
            low = max(low, answered)
            if all_told is not None and all_told < high:
                high, owner, origin = all_told, "", "release"
        if low > high:
            continue  # it says so of other people than those who answered
        for asked in questions:
            what = What(kind="returned")
            if what in asked.whats and (terms := asked.terms(what)):
                yield Known(terms=terms, low=low, high=high, owner=owner, origin=origin)


def _accounted(asked: Asked, told: Mapping[frozenset[tuple[str, float]], Known]) -> tuple[float, float | None]:
    """How many people a question's figures account for at the least, and how many returned it where that is told in full."""
    most, whole = 0.0, None
    for both in (False, True):
        numbers = []
        for kind in ("people", "no opinion", "blank"):
            what = What(kind=kind, both=both)
            known = told.get(_signature(asked.terms(what))) if what in asked.whats else None
            numbers.append(None if known is None else known.low)
        if numbers[0] is not None:
            most = max(most, sum(each or 0.0 for each in numbers))
            if None not in numbers:
                whole = most if whole is None else min(whole, most)
    return most, whole
