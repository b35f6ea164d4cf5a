"""The ledger remembers people by area, source and question: under another name they would be taken for others.

So a name in the ledger that the workspace has no more stops a release, until it is said what became of it: a municipality that went
into another one (`formerly`), or a source or question that is gone for good (`retired`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from impactlib.disclosure.fact import Fact, Group, Told
from impactlib.disclosure.fact import Term as Part
from impactlib.disclosure.facts import SOME, Sources
from impactlib.disclosure.unknowns import Line
from impactlib.errors import Collector, InputError
from impactlib.sources.areas import Register
from impactlib.workspace import SETTINGS, Settings


def check_names(published: Sequence[tuple[str, Told]], sources: Sources, register: Register, settings: Settings) -> None:
    """Refuse names of the ledger that nobody accounts for.

    Parameters
    ----------
    published : sequence of (str, Told)
        What was ever told.
    sources : Sources
        What there is now.
    register : Register
        The areas there are now.
    settings : Settings
        With `formerly` and `retired`.

    Raises
    ------
    InputError, Problems
        For each area, source, question or measure that was published and is there no more.
    """
    faults = Collector()
    gone = {code for codes in settings.formerly.values() for code in codes}
    for area in dict.fromkeys(group.area for group in _groups(published)):
        if area not in register.areas and area not in register.wider and area not in gone:
            what = f"the ledger tells of {area}, which the register has no more"
            cure = f"say what it is part of now, such as 'formerly: {{GM9999: [{area}]}}', or give it its code back"
            faults.add(InputError(f"{SETTINGS}: formerly", what, cure))
    for key, group in {(each.source, each.name.partition(SOME)[0]): each for each in _groups(published)}.items():
        there = key in sources.questions if group.asked else sources.measured.get(key[1]) == key[0]
        names = {key[0], "/".join(key)}
        if not there and not names & set(settings.retired):
            what = f"the ledger tells of {'/'.join(key)}, which no source gives any more"
            cure = f"give it its name back, or, when it is gone for good, write 'retired: [{'/'.join(key)}]'"
            faults.add(InputError(f"{SETTINGS}: retired", what, cure))
    faults.raise_any()


def merged_lines(published: Sequence[tuple[str, Told]], formerly: Mapping[str, Sequence[str]]) -> Iterator[Line]:
    """That what is counted of a merged area is the sum of what was counted of those it was made of: of all that was ever told of them."""
    into = {old: new for new, olds in formerly.items() for old in olds}
    seen: dict[Fact, None] = {}
    for _, each in published:
        for fact in each.facts:
            for term in fact.terms:
                new = into.get(term.group.area)
                if new is not None:
                    old = [Part(group=_of(term.group, code), what=term.what, weight=-1.0) for code in formerly[new]]
                    seen[Fact(terms=(Part(group=_of(term.group, new), what=term.what), *old), low=0.0, high=0.0)] = None
    yield from (Line(fact=fact, owner="", origin="public") for fact in seen)


def _of(group: Group, area: str) -> Group:
    return Group(
        source=group.source, area=area, period=group.period, name=group.name, asked=group.asked, twice=group.twice, codes=group.codes
    )


def _groups(published: Sequence[tuple[str, Told]]) -> Iterator[Group]:
    for _, each in published:
        for fact in each.facts:
            yield from (term.group for term in fact.terms)
