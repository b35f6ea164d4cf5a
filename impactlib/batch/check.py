"""Everything that can be wrong with a workspace, found before a batch starts and told at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from impactlib.agreement.concern import Concern
from impactlib.agreement.files import Filed, concerns_of, readable_agreements
from impactlib.batch.periods import check_periods
from impactlib.batch.plan import PARAMETERS, check_deliver, check_notebook, check_presentations
from impactlib.batch.published import loss_lines, story_warnings
from impactlib.disclosure.ground import contradicted
from impactlib.disclosure.ledger import Ledger, now, read_ledger
from impactlib.disclosure.stories import names_known, story_advice
from impactlib.errors import Collector, ImpactError
from impactlib.indicators.agreed import check_agreements
from impactlib.indicators.counting import count_sources
from impactlib.indicators.finding import Finding
from impactlib.indicators.indicator import catalogue, catalogue_with, own_catalogue
from impactlib.indicators.measuring import measure_all
from impactlib.sources.areas import Register, read_register
from impactlib.sources.store import StoredSource, fill_store
from impactlib.sources.stories import Story, read_stories
from impactlib.telling.language import language_named
from impactlib.telling.theme import check_themes
from impactlib.workspace import Workspace

Figures = Mapping[str, Mapping[tuple[str, str], float]]
"""Figures by area, and then by indicator and period."""


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What a check found: the problems, and what is good to know."""

    problems: tuple[ImpactError, ...]
    notes: tuple[str, ...]
    warnings: tuple[ImpactError, ...] = ()
    """What does not stop a release, and should be mended: `impact check --strict` fails on it."""
    advice: tuple[ImpactError, ...] = ()
    """What is good to think about."""


def check_workspace(workspace: Workspace) -> Checked:
    """Check settings, notebooks, register, layouts, data, agreements and stories; one fault does not hide another."""
    faults = Collector()
    notes: list[str] = []
    concerns: list[tuple[Concern, ImpactError]] = []
    indicators = catalogue()
    published: list[ImpactError] = []
    advice: list[ImpactError] = []
    ledger = _ledger(workspace, faults, notes)
    with faults.catching():
        indicators = catalogue_with(own_catalogue(workspace))
    _check_settings(workspace, faults)
    with faults.catching():
        register = read_register(workspace)
        notes.append(f"{len(register.areas)} areas ({register.title.en})")
        agreements: Mapping[str, Filed] = {}
        with faults.catching():
            agreements = readable_agreements(workspace, register.areas, indicators, faults)
            notes.append(f"{len(agreements)} agreements")
        with faults.catching():
            check_presentations((each.shown, each.agreement) for each in agreements.values())
        with faults.catching():
            stories = read_stories(workspace, register, indicators)
            notes.append(f"{len(stories)} stories")
            published += story_warnings(ledger, stories, day=now().date())
            advice += _on_stories(workspace, register, agreements, stories)
        stored: list[StoredSource] = []
        with faults.catching():
            _, stored = fill_store(workspace)
        with faults.catching():
            check_agreements(workspace, agreements, indicators, stored)
        for source in stored:
            notes.append(_note(source))
            with faults.catching():
                notes += check_periods(workspace, source, register)
        figures: Figures = {}
        with faults.catching():
            if stored:
                counts = count_sources(stored, indicators.values())
                findings = measure_all(counts, indicators.values(), register, [*register.areas, *register.wider], workspace.period)
                figures = _figures(findings)
                published += contradicted(workspace, register, counts)
                n = len({each.indicator for each in findings})
                notes.append(f"{n} of {len(indicators)} indicators can be figured from these sources")
        for code, filed in agreements.items():
            with faults.catching():
                found = concerns_of(workspace, filed, indicators, figures.get(code))
                # Errors are among the problems of `check_agreements` already.
                concerns += [(each, filed.problem(each)) for each in found if each.severity != "error"]
    return Checked(
        problems=tuple(faults.found),
        notes=tuple(notes),
        warnings=(*published, *(problem for concern, problem in concerns if concern.severity == "warning")),
        advice=(*advice, *(problem for concern, problem in concerns if concern.severity == "note")),
    )


def _check_settings(workspace: Workspace, faults: Collector) -> None:
    """What is made, with which notebooks, in which language and house style."""
    for name in PARAMETERS:
        with faults.catching():
            check_notebook(workspace, name)
    with faults.catching():
        check_deliver(workspace.settings)
    with faults.catching():
        check_themes(workspace)
    with faults.catching():
        language_named(workspace.settings.language)


def _on_stories(workspace: Workspace, register: Register, agreements: Mapping[str, Filed], stories: Sequence[Story]) -> list[ImpactError]:
    """Why stories are not told, as far as they themselves say so."""
    return story_advice(
        stories,
        privacy=workspace.settings.privacy,
        day=workspace.day,
        names=names_known(register, (each.agreement for each in agreements.values())),
        where=workspace.settings.stories or "stories",
    )


def _ledger(workspace: Workspace, faults: Collector, notes: list[str]) -> Ledger:
    """What was ever published; nothing where the ledger is damaged, which is then a problem."""
    with faults.catching():
        ledger = read_ledger(workspace)
        notes += loss_lines(ledger)
        return ledger
    return Ledger()


def _figures(findings: Iterable[Finding]) -> Figures:
    """Every figure that the data give, by area, and then by indicator and period."""
    found: dict[str, dict[tuple[str, str], float]] = defaultdict(dict)
    for each in findings:
        if each.estimate is not None:
            found[each.area][each.indicator, each.period] = each.estimate.value
    return found


def _note(source: StoredSource) -> str:
    if source.rows is None:
        return f"{source.name}: {source.coded} counts"
    rows = source.rows
    return f"{source.name}: {rows.coded} people answered ({rows.empty} empty rows and {rows.doubled} doubled rows left out)"
