"""What anybody may know of the sources behind a release, from their layouts and the scales that people answered on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from impactlib.disclosure.fact import What
from impactlib.disclosure.facts import Sources, some_of
from impactlib.disclosure.known import PEOPLE
from impactlib.indicators.counting import Counts, SurveyCounts
from impactlib.indicators.evidence import flags_of
from impactlib.indicators.figure import Figure, Improved, Rate, Ratio, Share
from impactlib.indicators.finding import Finding, Flag
from impactlib.indicators.indicator import Indicator
from impactlib.sources.layout import NO_OPINION
from impactlib.sources.scores import Question

MOST_CODES = 21
"""A question with more different answers than these (a mean of several items) is attacked by its shares alone, not by its mean."""


def known_sources(counts: Sequence[Counts], indicators: Collection[Indicator], findings: Iterable[Finding] = ()) -> Sources:
    """The questions with the answers there can be, and the measures, of these counts.

    The answers are those of the scale, and of a number that people gave themselves also what any of them gave: an attacker who
    knows fewer possible answers than there are would miss the truth. Of the findings only is looked at which are of some providers.
    """
    public = {name for each in indicators if each.public for name in each.figure.measures}
    questions: dict[tuple[str, str], tuple[bool, tuple[float, ...]]] = {}
    measured: dict[str, str] = {}
    people: set[str] = set()
    invited: dict[str, str] = {}
    for each in counts:
        if isinstance(each, SurveyCounts):
            for name, question in each.layout.questions.items():
                questions[each.source, name] = question.twice, _codes(each, name, question)
            if each.layout.invited:
                invited[each.source] = each.layout.invited
        else:
            for name, measure in each.layout.measures.items():
                measured.setdefault(name, each.source)
                if measure.unit in PEOPLE and name not in public:
                    people.add(name)
    figures = [each.figure for each in indicators]
    lines: dict[str, dict[What, None]] = defaultdict(dict)
    for figure in figures:
        if (what := line_of(figure)) is not None:
            lines[figure.question][what] = None
    parts = {(figure.measures[0], figure.denominator) for figure in figures if isinstance(figure, Ratio | Rate) and figure.denominator}
    return Sources(
        questions=questions,
        measured=measured,
        people=frozenset(people),
        invited=invited,
        lines={name: tuple(whats) for name, whats in lines.items()},
        partial=frozenset(each.id for each in findings if Flag.INCOMPLETE in flags_of(each)),
        parts=frozenset(pair for pair in parts if people.issuperset(pair)),
    )


def line_of(figure: Figure) -> What | None:
    """The answers that count in a share; None for what is no share of people."""
    match figure:
        case Share(one_of=codes) if codes:
            return What(kind="one of", values=tuple(map(float, codes)))
        case Share(at_least=line):
            return What(kind="at least", values=(float(line or 0),))
        case Improved(by=by):
            return What(kind="improved", values=(float(by),), both=True)
        case _:
            return None


def _codes(counts: SurveyCounts, name: str, question: Question) -> tuple[float, ...]:
    given: set[float] = set(question.answers)
    if not given:
        given = {float(each) for each in range(int(question.lowest), int(question.highest) + 1)}
        for table in counts.tables.get(name, {}).values():
            for pair in table:
                given |= {each for each in pair if each is not None and each != NO_OPINION}
    return tuple(sorted(given)) if len(given) <= MOST_CODES else ()


Tables = Mapping[tuple[str, str], Mapping[tuple[str, str], Mapping[tuple[float | None, float | None], int]]]
"""(source, question) → (area, period) → (answer before, answer now) → people."""


def survey_tables(counts: Sequence[Counts]) -> Tables:
    """The frequency tables of every question."""
    return {(each.source, item): tables for each in counts if isinstance(each, SurveyCounts) for item, tables in each.tables.items()}


def counted_numbers(counts: Sequence[Counts]) -> Mapping[tuple[str, str, str, str], float]:
    """The exact totals to which everybody contributed, and those of some providers: (source, area, period, measure) → number."""
    found: dict[tuple[str, str, str, str], float] = {}
    for each in counts:
        if isinstance(each, SurveyCounts):
            continue
        for (measure, below), places in sorted(each.totals.items()):
            for (area, period), total in places.items():
                complete = total.reported == total.expected > 0
                for name, value, beside in ((measure, total.value, below), (below, total.denominator, measure)):
                    if name and value is not None and total.reported and (complete or beside):
                        found.setdefault((each.source, area, period, name if complete else some_of(name, beside)), value)
    return found
