"""What the attack on a release sets out from, gathered from the workspace: its sources, the ledger, public facts, and who was there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from impactlib.disclosure.beside import besides_of, contributions_of
from impactlib.disclosure.counted import small_measure
from impactlib.disclosure.courses import beside_a_course
from impactlib.disclosure.fact import Fact, Group, Told, What
from impactlib.disclosure.fact import Term as Part
from impactlib.disclosure.facts import Sources
from impactlib.disclosure.insiders import leader_facts, provider_insiders
from impactlib.disclosure.joint import Ground
from impactlib.disclosure.known import Known, Secret
from impactlib.disclosure.ledger import Ledger
from impactlib.disclosure.magnitudes import dominated
from impactlib.disclosure.measured import Measured, declared
from impactlib.disclosure.protect import Decision
from impactlib.disclosure.renamed import check_names, merged_lines
from impactlib.disclosure.sources import counted_numbers, known_sources, survey_tables
from impactlib.disclosure.unknowns import Limits, Line
from impactlib.disclosure.wider import wider_lines
from impactlib.errors import Collector, ImpactError
from impactlib.indicators.counting import Counts
from impactlib.indicators.finding import Finding
from impactlib.sources.areas import Register
from impactlib.sources.public import PublicFact, contradictions
from impactlib.workspace import Privacy, Workspace


def ground_of(measured: Measured, workspace: Workspace, ledger: Ledger) -> Ground:
    """What somebody may know besides the release, and the truth that the protector works with."""
    privacy = workspace.settings.privacy
    sources = known_sources(measured.counts, list(measured.indicators.values()), measured.findings)
    beside, contributions = besides_of(measured.counts), contributions_of(measured.counts)

    def insiders(findings: Sequence[Finding]) -> tuple[list[Known], list[Secret]]:
        leaders = leader_facts(findings, measured.indicators, beside=beside)
        providers = provider_insiders(findings, measured.indicators, contributions=contributions, dominance=privacy.dominance)
        return [*leaders[0], *providers[0]], [*leaders[1], *providers[1]]

    faults = Collector()
    for fault in contradicted(workspace, measured.register, measured.counts):
        faults.add(fault)
    faults.raise_any()
    published = published_facts(ledger)
    check_names(published, sources, measured.register, workspace.settings)
    agreed = {(code, name) for code, agreement in measured.agreements.items() for name in agreement.promised}
    return Ground(
        sources=sources,
        limits=Limits(group=privacy.minimum_group, least=privacy.minimum_answers),
        published=published,
        public=[
            *(line for fact in measured.public for line in public_lines(fact, sources)),
            *wider_lines(measured.counts, measured.register, sources),
            *merged_lines(published, workspace.settings.formerly),
        ],
        insiders=insiders,
        tables=survey_tables(measured.counts),
        numbers=counted_numbers(measured.counts),
        agreed=frozenset(agreed),
        period=workspace.period,
    )


def published_facts(ledger: Ledger) -> list[tuple[str, Told]]:
    """All that was ever told, oldest first, each with the id of its release; also what was withdrawn, since it was seen."""
    return [(each.release, Told(owner=each.owner, facts=tuple(map(Fact.from_json, each.facts)))) for each in ledger.told]


def primary_besides(measured: Measured, privacy: Privacy) -> list[Decision]:
    """The primary rules that look beyond the finding: at the parts of providers, and at what is beside one course."""
    return list(_besides(measured, privacy))


def _besides(measured: Measured, privacy: Privacy) -> Iterator[Decision]:
    beside, contributions = besides_of(measured.counts), contributions_of(measured.counts)
    people = known_sources(measured.counts, list(measured.indicators.values())).people
    for finding in measured.findings:
        indicator = measured.indicators[finding.indicator]
        yield from small_measure(finding, indicator, privacy, people=people)
        yield from dominated(finding, indicator, privacy, contributions=contributions)
        yield from beside_a_course(finding, indicator, privacy, beside=beside)
        if finding.pooled is not None:
            yield from beside_a_course(finding.pooled, indicator, privacy, beside=beside)


def public_lines(fact: PublicFact, sources: Sources) -> Iterator[Line]:
    """A public fact as lines: a total of a measure, or for every question of a survey how many people returned it."""
    names: list[tuple[str, str, bool, tuple[float, ...]]]
    if fact.kind == "measure":
        names, what = [(sources.measured.get(fact.name, ""), fact.name, False, ())], What(kind="number")
    else:
        questions = sorted((name, asked) for (source, name), asked in sources.questions.items() if source == fact.name)
        names, what = [(fact.name, name, twice, codes) for name, (twice, codes) in questions], What(kind="returned")
    for source, name, twice, codes in names:
        groups = [
            Group(source=source, area=area, period=fact.period, name=name, asked=fact.kind == "survey", twice=twice, codes=codes)
            for area in fact.areas
        ]
        terms = tuple(Part(group=group, what=what) for group in groups)
        yield Line(fact=Fact(terms=terms, low=fact.low, high=fact.high), owner="", origin="public")


def contradicted(workspace: Workspace, register: Register, counts: Sequence[Counts]) -> list[ImpactError]:
    """The declared public facts that what was handed in says otherwise of; raises what is wrong with the facts themselves."""
    facts = declared(workspace, register, counts)
    numbers = counted_numbers(counts)
    totals = {(name, area, period): value for (_, area, period, name), value in numbers.items()}
    for (source, _), places in survey_tables(counts).items():
        for (area, period), table in places.items():
            totals.setdefault((source, area, period), float(sum(table.values())))
    return contradictions(facts, totals)
