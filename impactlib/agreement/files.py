"""The agreements of a workspace: one YAML file a municipality, read and checked together."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from impactlib.agreement.model import Agreement
from impactlib.documents import read_document
from impactlib.errors import Collector, InputError, UnknownNameError
from impactlib.workspace import SETTINGS, Workspace


def agreement_files(workspace: Workspace) -> list[Path]:
    """The agreement files of a workspace, in order of name."""
    return [path for path in sorted(workspace.parameters.glob("*.yml")) if path.name != Path(SETTINGS).name]


def agreement_place(workspace: Workspace, code: str) -> str:
    """Where messages say that an area's agreement is: its file in the workspace, or the code itself when there is none."""
    named = (path for path in agreement_files(workspace) if path.stem == code or path.stem.startswith(f"{code}-"))
    return next((workspace.shown(path) for path in named), code)


def read_agreements(workspace: Workspace, codes: Collection[str], indicators: Collection[str]) -> Mapping[str, Agreement]:
    """Every agreement by area code; raises all problems of all files at once.

    `codes` are the areas of the register, `indicators` the ids of the catalogue: what an agreement names must exist.
    """
    faults = Collector()
    found: dict[str, Agreement] = {}
    places: dict[str, str] = {}
    for path in agreement_files(workspace):
        where = workspace.shown(path)
        with faults.catching():
            agreement = read_document(path, Agreement, shown=where)
            code = agreement.municipality
            if code in places:
                raise InputError(where, f"municipality is {code}, and so it is in {places[code]}", "give each municipality one agreement")
            places[code] = where
            _check_names(agreement, where, path.stem, codes, indicators)
            found[code] = agreement
    faults.raise_any()
    return dict(sorted(found.items()))


def _check_names(agreement: Agreement, where: str, stem: str, codes: Collection[str], indicators: Collection[str]) -> None:
    faults = Collector()
    if agreement.municipality not in codes:
        faults.add(UnknownNameError.among(f"{where}: municipality", "area", agreement.municipality, codes))
    elif not stem.startswith(agreement.municipality):
        faults.add(
            InputError(
                where, f"municipality is {agreement.municipality}, and the file is called {stem}", f"call it {agreement.municipality}-….yml"
            )
        )
    for goal in agreement.goals:
        if goal.indicator not in indicators:
            faults.add(UnknownNameError.among(f"{where}: goals.{goal.id}.indicator", "indicator", goal.indicator, indicators))
    faults.raise_any()
