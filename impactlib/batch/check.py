"""Everything that can be wrong with a workspace, found before a batch starts and told at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from impactlib.agreement.files import agreement_place, read_agreements
from impactlib.agreement.model import Agreement
from impactlib.batch.periods import check_periods
from impactlib.batch.plan import PARAMETERS, check_deliver, check_notebook, check_presentations
from impactlib.errors import Collector, ImpactError
from impactlib.indicators.agreed import check_agreements
from impactlib.indicators.counting import count_sources
from impactlib.indicators.indicator import catalogue, catalogue_with, own_catalogue
from impactlib.indicators.measuring import measure_all
from impactlib.sources.areas import read_register
from impactlib.sources.store import StoredSource, fill_store
from impactlib.sources.stories import read_stories
from impactlib.telling.language import language_named
from impactlib.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What a check found: the problems, and what is good to know."""

    problems: tuple[ImpactError, ...]
    notes: tuple[str, ...]


def check_workspace(workspace: Workspace) -> Checked:
    """Check settings, notebooks, register, layouts, data, agreements and stories; one fault does not hide another."""
    faults = Collector()
    notes: list[str] = []
    indicators = catalogue()
    with faults.catching():
        indicators = catalogue_with(own_catalogue(workspace))
    for name in PARAMETERS:
        with faults.catching():
            check_notebook(workspace, name)
    with faults.catching():
        check_deliver(workspace.settings)
    with faults.catching():
        language_named(workspace.settings.language)
    with faults.catching():
        register = read_register(workspace)
        notes.append(f"{len(register.areas)} areas ({register.title.en})")
        agreements: Mapping[str, Agreement] = {}
        with faults.catching():
            agreements = read_agreements(workspace, register.areas, indicators)
            notes.append(f"{len(agreements)} agreements")
        with faults.catching():
            check_presentations((agreement_place(workspace, code), each) for code, each in agreements.items())
        with faults.catching():
            notes.append(f"{len(read_stories(workspace, register, indicators))} stories")
        stored: list[StoredSource] = []
        with faults.catching():
            _, stored = fill_store(workspace)
        with faults.catching():
            check_agreements(workspace, agreements, indicators, stored)
        for source in stored:
            notes.append(_note(source))
            with faults.catching():
                notes += check_periods(workspace, source, register)
        with faults.catching():
            if not stored:
                return Checked(problems=tuple(faults.found), notes=tuple(notes))
            counts = count_sources(stored, indicators.values())
            findings = measure_all(counts, indicators.values(), register, [*register.areas, *register.wider], workspace.period)
            notes.append(f"{len({each.indicator for each in findings})} of {len(indicators)} indicators can be figured from these sources")
    return Checked(problems=tuple(faults.found), notes=tuple(notes))


def _note(source: StoredSource) -> str:
    if source.rows is None:
        return f"{source.name}: {source.coded} counts"
    rows = source.rows
    return f"{source.name}: {rows.coded} people answered ({rows.empty} empty rows and {rows.doubled} doubled rows left out)"
