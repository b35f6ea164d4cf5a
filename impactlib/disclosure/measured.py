"""Everything known about a workspace's period, exactly: for the analyst and for disclosure control, never for a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from impactlib.agreement.files import Filed, read_agreements
from impactlib.agreement.model import Agreement
from impactlib.errors import InputError
from impactlib.indicators.agreed import check_agreements
from impactlib.indicators.counting import Counts, MeasureCounts, SurveyCounts, count_sources
from impactlib.indicators.finding import Finding
from impactlib.indicators.indicator import Indicator, catalogue_with, own_catalogue
from impactlib.indicators.measuring import measure_all
from impactlib.sources.areas import Register
from impactlib.sources.public import PublicFact, read_public_facts
from impactlib.sources.store import StoredSource, fill_store
from impactlib.sources.stories import Story, read_stories
from impactlib.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Measured:
    """Everything known about a workspace's period, exactly: for the analyst, never for a report."""

    register: Register
    agreements: Mapping[str, Agreement]
    filed: Mapping[str, Filed]
    stored: Sequence[StoredSource]
    counts: Sequence[Counts]
    stories: Sequence[Story]
    findings: Sequence[Finding]
    areas: Sequence[str]
    indicators: Mapping[str, Indicator]
    public: Sequence[PublicFact] = ()


def measure(workspace: Workspace) -> Measured:
    """Read, check, store, count and measure everything; raises every problem found."""
    register, stored = fill_store(workspace)
    indicators = catalogue_with(own_catalogue(workspace))
    filed = read_agreements(workspace, register.areas, indicators)
    check_agreements(workspace, filed, indicators, stored)
    agreements = {code: each.agreement for code, each in filed.items()}
    stories = read_stories(workspace, register, indicators)
    counts = count_sources(stored, indicators.values())
    public = declared(workspace, register, counts)
    areas = list(register.areas) if workspace.settings.areas == "all" else list(agreements)
    if not areas:
        raise InputError("parameters", "there is no agreement", "write one for each municipality, or set 'areas: all' in the workspace")
    findings = measure_all(counts, indicators.values(), register, [*areas, *register.wider], workspace.period)
    return Measured(
        register=register,
        agreements=agreements,
        filed=filed,
        stored=stored,
        counts=counts,
        stories=stories,
        findings=findings,
        areas=areas,
        indicators=indicators,
        public=public,
    )


def declared(workspace: Workspace, register: Register, counts: Sequence[Counts]) -> list[PublicFact]:
    """The public facts that a workspace declares, about the measures and surveys that it has."""
    measures = {name for each in counts if isinstance(each, MeasureCounts) for name in each.layout.measures}
    surveys = [each.source for each in counts if isinstance(each, SurveyCounts)]
    return read_public_facts(workspace, register, measures, surveys=surveys)
