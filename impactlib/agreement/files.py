"""The agreements of a workspace: one YAML file a municipality, read and checked together."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from impactlib.agreement.coherence import concerns
from impactlib.agreement.concern import Concern, Measurable, Surroundings
from impactlib.agreement.history import kept_versions, read_kept
from impactlib.agreement.migration import migrate, version_of
from impactlib.agreement.model import SCHEMA_VERSION, Agreement
from impactlib.agreement.references import reference_faults
from impactlib.documents import Location, checked, line_of, parse_yaml, place_of, read_text
from impactlib.errors import Collector, ImpactError, InputError, UnknownNameError
from impactlib.workspace import SETTINGS, Workspace

CUT_OFF = re.compile(r"""\s*(?:- )?[\w-]+:\s+[^\s'"{\[#|>&*][^#]*\s(#\d\S*)""")
"""A text without quotes that goes on with a number sign and a number."""

NEW = Path(__file__).parent / "new_agreement.yml"
"""The beginnings of an agreement, with what to fill in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """An agreement as it lies in its file: where every value stands, so that messages can point at it."""

    path: Path
    shown: str
    agreement: Agreement
    content: Mapping[str, Any]
    lines: Mapping[Location, int]
    version: str
    """The version of the format that the file is of; what was read is always of the newest."""

    def place(self, location: Location) -> str:
        """A value's place as messages name it: file, line, and the keys that lead to it."""
        where = f"{self.shown}:{line_of(location, self.lines)}"
        return f"{where}: {place_of(self.content, location)}" if location else where

    def problem(self, concern: Concern) -> ImpactError:
        """What a check found, as an error with its place."""
        return InputError(self.place(concern.place), concern.what, f"{concern.cure} ({concern.code})")


def agreement_files(workspace: Workspace) -> list[Path]:
    """The agreement files of a workspace, in order of name."""
    found = sorted(workspace.parameters.glob("*.yml"))
    return [path for path in found if path.name != Path(SETTINGS).name and not path.name.startswith("theme")]


def agreement_path(workspace: Workspace, code: str) -> Path | None:
    """The file that is called after an area's code; None when there is none."""
    return next((path for path in agreement_files(workspace) if path.stem == code or path.stem.startswith(f"{code}-")), None)


def agreement_place(workspace: Workspace, code: str) -> str:
    """Where messages say that an area's agreement is: its file in the workspace, or the code itself when there is none."""
    path = agreement_path(workspace, code)
    return workspace.shown(path) if path else code


def the_agreement(workspace: Workspace, code: str) -> Path:
    """The file of an area's agreement; an error that offers the nearest code when there is none."""
    if (path := agreement_path(workspace, code)) is None:
        codes = [path.stem.partition("-")[0] for path in agreement_files(workspace)]
        raise UnknownNameError.among("parameters", "agreement", code, [*codes, *(path.stem for path in agreement_files(workspace))])
    return path


def read_agreement(path: Path, *, shown: str, codes: Collection[str], indicators: Collection[str]) -> Filed:
    """One agreement; raises all problems of the file at once: of its values, and of names that nothing has.

    `codes` are the areas of the register, `indicators` the ids of the catalogue: what an agreement names must exist.
    """
    faults = Collector()
    text = read_text(path, shown=shown)
    content, lines = parse_yaml(text, shown=shown)
    version = SCHEMA_VERSION
    if isinstance(content, dict):
        version = version_of(content, shown=shown)
        migrate(content, shown=shown, lines=lines)
    agreement: Agreement | None = None
    with faults.catching():
        agreement = checked(content, lines, Agreement, shown=shown)
    for fault in _cut_off(text, shown):
        faults.add(fault)
    if isinstance(content, dict):
        for fault in reference_faults(content, lines, shown=shown, codes=codes, indicators=indicators):
            faults.add(fault)
        code = content.get("municipality")
        if isinstance(code, str) and code in codes and not path.stem.startswith(code):
            where = f"{shown}:{line_of(('municipality',), lines)}"
            faults.add(InputError(where, f"municipality is {code}, and the file is called {path.stem}", f"call it {code}-….yml"))
    faults.raise_any()
    assert agreement is not None
    return Filed(path=path, shown=shown, agreement=agreement, content=content, lines=lines, version=version)


def _cut_off(text: str, shown: str) -> Iterator[ImpactError]:
    """Texts that YAML takes to end before a number sign: 'course #3' would lose its number without a word."""
    for number, line in enumerate(text.splitlines(), start=1):
        if found := CUT_OFF.match(line):
            yield InputError(f"{shown}:{number}", f"the text ends before {found[1]!r}", "put it between straight quotes")


def read_agreements(workspace: Workspace, codes: Collection[str], indicators: Collection[str]) -> Mapping[str, Filed]:
    """Every agreement by area code; raises all problems of all files at once."""
    faults = Collector()
    found = readable_agreements(workspace, codes, indicators, faults)
    faults.raise_any()
    return found


def readable_agreements(
    workspace: Workspace, codes: Collection[str], indicators: Collection[str], faults: Collector
) -> Mapping[str, Filed]:
    """Every agreement that can be read, by area code; the problems of the others go to `faults`."""
    found: dict[str, Filed] = {}
    for path in agreement_files(workspace):
        where = workspace.shown(path)
        with faults.catching():
            filed = read_agreement(path, shown=where, codes=codes, indicators=indicators)
            code = filed.agreement.municipality
            if code in found:
                raise InputError(
                    where, f"municipality is {code}, and so it is in {found[code].shown}", "give each municipality one agreement"
                )
            found[code] = filed
    return dict(sorted(found.items()))


def concerns_of(
    workspace: Workspace,
    filed: Filed,
    indicators: Mapping[str, Measurable],
    figures: Mapping[tuple[str, str], float] | None = None,
) -> tuple[Concern, ...]:
    """What the coherence checks find in an agreement, beside the workspace's settings and the version that was kept last.

    `figures` are what the data say of its area, by indicator and period, where that is known.
    """
    settings = workspace.settings
    versions = kept_versions(workspace, filed.path)
    earlier = read_kept(versions[-1].path, shown=workspace.shown(versions[-1].path)) if versions else None
    around = Surroundings(
        indicators=indicators,
        day=workspace.day,
        minimum_group=settings.privacy.minimum_group,
        delivered=tuple(settings.deliver),
        earlier=earlier,
        figures=figures or {},
    )
    return concerns(filed.agreement, around)
