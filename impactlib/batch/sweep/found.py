"""What the hidden numbers that were found give away besides: they are facts like any other, and the attack is let loose on all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from impactlib.batch.sweep.about import Stated
from impactlib.disclosure.fact import Fact, Told, What
from impactlib.disclosure.fact import Term as Part
from impactlib.disclosure.facts import Sources, told_facts
from impactlib.disclosure.ground import ground_of
from impactlib.disclosure.joint import exposed, puzzle_of
from impactlib.disclosure.ledger import read_ledger
from impactlib.disclosure.measured import Measured
from impactlib.disclosure.release import Release
from impactlib.errors import ImpactError
from impactlib.indicators.figure import Average, Count, Figure, Rate, Ratio, Share
from impactlib.indicators.finding import Finding
from impactlib.workspace import Workspace


def facts_found(stated: Iterable[Stated], measured: Measured, sources: Sources) -> list[Told]:
    """The hidden numbers that artefacts state, as facts: how many people a figure is of, how many of them counted, what was counted.

    Parameters
    ----------
    stated
        The numbers, each with what it is a number of.
    measured
        The exact figures.
    sources
        The questions and measures behind them.

    Returns
    -------
    list[Told]
        One for each finding, in the order of their names; numbers that say nothing of a sum of people or things are left out.
    """
    findings = {finding.id: finding for finding in measured.findings}
    found: dict[str, dict[Fact, None]] = defaultdict(dict)
    for each in stated:
        finding = findings[each.finding]
        for fact in _facts(each, finding, measured.indicators[finding.indicator].figure, sources):
            found[each.finding][fact] = None
    return [Told(owner=owner, facts=tuple(facts)) for owner, facts in sorted(found.items())]


def _facts(each: Stated, finding: Finding, figure: Figure, sources: Sources) -> Iterator[Fact]:
    assert finding.estimate is not None
    n, part = float(finding.estimate.n), float(round(finding.estimate.value * finding.estimate.n))
    if figure.asked:
        group = sources.asked(finding, finding.period, figure.question)
        people = What(kind="people", both=figure.twice)
        if each.what in ("n", "answered"):
            yield Fact(terms=(Part(group=group, what=people),), low=n, high=n)
        if isinstance(figure, Share) and each.what in ("part", "value"):
            codes = tuple(map(float, figure.one_of))
            counts = What(kind="one of", values=codes) if codes else What(kind="at least", values=(float(figure.at_least or 0),))
            yield Fact(terms=(Part(group=group, what=counts),), low=part, high=part)
        return
    number = What(kind="number")
    match figure:
        case Count(measure=name) | Rate(measure=name):
            counted = n
        case Ratio(part=name, whole=whole) | Average(total=name, over=whole):
            counted = part
            if each.what == "n":
                name, counted = whole, n
        case _:
            return
    yield Fact(terms=(Part(group=sources.counted(finding, finding.period, name), what=number),), low=counted, high=counted)


def given_away(workspace: Workspace, measured: Measured, releases: Mapping[str, Release], stated: Sequence[Stated]) -> list[str]:
    """The secrets that can be worked out from the release, all that was published, and these numbers, and not without them."""
    areas = {each.finding.partition("/")[0] for each in stated}
    findings = [finding for code, release in releases.items() if code in areas for finding in release.findings]
    ground = ground_of(measured, workspace, read_ledger(workspace))
    told = told_facts(findings, measured.indicators, ground.sources)
    out: list[set[str]] = []
    for more in ([], facts_found(stated, measured, ground.sources)):
        found = puzzle_of([*told, *more], ground)
        try:
            out.append({each.secret for each in exposed(found.known, found.secrets, found)})
        except ImpactError as problem:
            return [f"what the attack made of them: {problem.what}"]
    return sorted(out[1] - out[0])
