"""What reports about some areas tell, as facts, for the ledger: their own figures, the wider area's, and those they are compared with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from impactlib.disclosure.fact import Fact
from impactlib.disclosure.release import Manifest, read_facts, read_release
from impactlib.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What one figure or part tells, and of which people: the source, who answered or was counted, and the files they stand in."""

    owner: str
    population: str
    facts: tuple[Fact, ...]


def facts_of_release(workspace: Workspace, codes: Sequence[str]) -> list[Telling]:
    """Everything that reports about these areas tell.

    Parameters
    ----------
    workspace : Workspace
        Whose release it is.
    codes : sequence of str
        The areas.

    Returns
    -------
    list of Telling
        The figures of these areas and of the wider areas they are part of, with their series and parts. Of a comparison the figures of
        the other areas are taken as told: the benchmark is their sum.

    Raises
    ------
    InputError
        When there is no release, or it is damaged.
    """
    manifest, facts = read_facts(workspace.release)
    told: set[str] = set()
    beside: set[str] = set()
    for code in codes:
        release = read_release(workspace.release, code)
        told |= {code, *(each.area for each in release.wider)}
        for finding in release.findings:
            if finding.comparison is not None:
                beside |= {f"{peer}/{finding.period}/{finding.indicator}" for peer in finding.peers}
    populations = {note.name: note for note in _populations(manifest)}
    return [
        Telling(owner=each.owner, population=_population(each.facts, populations), facts=each.facts)
        for each in facts
        if each.owner.partition("/")[0] in told or each.owner in beside
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Population:
    name: str
    text: str


def _populations(manifest: Manifest) -> Iterable[_Population]:
    for source in manifest.sources:
        who = source.asked.en if source.asked is not None else "who or what was counted"
        files = ", ".join(f"{name} {digest[:12]}" for name, digest in source.files)
        yield _Population(name=source.name, text=f"{source.name}: {who} ({source.design}); {files}")


def _population(facts: Sequence[Fact], populations: dict[str, _Population]) -> str:
    names = dict.fromkeys(term.group.source for fact in facts for term in fact.terms)
    return "; ".join(populations[name].text if name in populations else name for name in names)
