"""A wider area is its parts together: whoever has all but one of them has that one as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from impactlib.disclosure.fact import NO_OPINION, Fact, Group, Term, What
from impactlib.disclosure.facts import Sources
from impactlib.disclosure.sources import counted_numbers, survey_tables
from impactlib.disclosure.unknowns import Line
from impactlib.indicators.counting import Counts
from impactlib.sources.areas import Register


def wider_lines(counts: Sequence[Counts], register: Register, sources: Sources) -> Iterator[Line]:
    """Of each count and answer that a wider area has as many of as its parts together: that it does.

    Where it has other numbers it is about other people, and who takes its parts off it finds nothing that is true.
    """
    parts = {code: [each.code for each in register.areas.values() if each.part_of == code] for code in register.wider}
    numbers = counted_numbers(counts)
    for (source, area, period, name), total in numbers.items():
        found = [code for code in parts.get(area, ()) if (source, code, period, name) in numbers]
        if found and sum(numbers[source, code, period, name] for code in found) == total:
            groups = [Group(source=source, area=code, period=period, name=name, asked=False) for code in (area, *found)]
            yield _same(groups, What(kind="number"))
    for (source, name), places in survey_tables(counts).items():
        twice, codes = sources.questions[source, name]
        for (area, period), table in places.items():
            found = [code for code in parts.get(area, ()) if (code, period) in places]
            if found and _sum(places[code, period] for code in found) == Counter(table):
                groups = [Group(source=source, area=code, period=period, name=name, twice=twice, codes=codes) for code in (area, *found)]
                for what in _whats(twice=twice, codes=codes):
                    yield _same(groups, what)


def _sum(tables: Iterable[Mapping[tuple[float | None, float | None], int]]) -> Counter[tuple[float | None, float | None]]:
    total: Counter[tuple[float | None, float | None]] = Counter()
    for table in tables:
        total.update(table)
    return total


def _whats(*, twice: bool, codes: Sequence[float]) -> Iterator[What]:
    for both in (False, True) if twice else (False,):
        yield What(kind="people", both=both)
        yield from (What(kind="is", values=(code,), both=both) for code in codes if code != NO_OPINION)
    if twice:
        yield from (What(kind="before is", values=(code,), both=True) for code in codes if code != NO_OPINION)


def _same(groups: Sequence[Group], what: What) -> Line:
    whole, *parts = (Term(group=group, what=what) for group in groups)
    terms = (whole, *(Term(group=each.group, what=what, weight=-1.0) for each in parts))
    return Line(fact=Fact(terms=terms, low=0.0, high=0.0), owner="", origin="public")
