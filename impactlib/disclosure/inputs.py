"""What a release is made of, as one fingerprint: whether the release that is there is still the right one.

It stands apart from the making, so that a batch whose release is fresh loads no statistics.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

from impactlib.agreement.files import agreement_files
from impactlib.agreement.history import FOLDER as HISTORY
from impactlib.disclosure.ledger import read_ledger
from impactlib.disclosure.release import Manifest, is_whole, read_manifest
from impactlib.errors import ImpactError
from impactlib.indicators.indicator import FOLDER as CATALOGUE
from impactlib.indicators.indicator import own_catalogue_files
from impactlib.sources.layout import PACKAGED
from impactlib.workspace import SETTINGS, Workspace, sha256

FLOORS = ("agreement", "sources", "statistics", "indicators", "disclosure")
"""The folders of our own code that a release depends on."""

MODULES = ("documents.py", "errors.py", "signs.py", "workspace.py", "yaml_text.py")
"""The modules beside those folders that read and refuse."""

LIBRARIES = ("duckdb", "numpy", "pyarrow", "scipy", "statsmodels")
"""The libraries that read, count and compute: another version may give another figure."""


def fresh_release(workspace: Workspace) -> Manifest | None:
    """The release of the workspace's period, when nothing that goes into it has changed since; else None.

    What other releases have told since counts as a change: this one was never attacked together with it. A damaged ledger is an error.
    """
    ledger = read_ledger(workspace)
    try:
        known = read_manifest(workspace.release)
    except ImpactError:
        return None
    if known.ledger_lines > len(ledger.entries) or ledger.told_by_others(known.id, since=known.ledger_lines):
        return None
    return known if known.inputs == inputs_of(workspace) and is_whole(workspace.release, known) else None


def inputs_of(workspace: Workspace) -> str:
    """One fingerprint of all that goes into a release: files, agreements, layouts, catalogue, our own code and the libraries under it."""
    package = Path(__file__).parent.parent
    code = [path for folder in FLOORS for path in sorted((package / folder).rglob("*.py"))]
    code += [package / name for name in MODULES]
    paths = [
        workspace.folder / SETTINGS,
        *agreement_files(workspace),
        *sorted((workspace.parameters / HISTORY).rglob("*.yml")),
        *sorted((workspace.parameters / "layouts").glob("*.yml")),
        *own_catalogue_files(workspace),
    ]
    for name in workspace.settings.sources:
        paths += workspace.files(name)
    paths += [*workspace.story_files(), *workspace.public_files(), *sorted(PACKAGED.glob("*.yml")), *sorted(CATALOGUE.glob("*.yml")), *code]
    paths += sorted((PACKAGED.parent / "registers").glob("*.csv"))
    lines = [f"{path.name} {sha256(path)}" for path in paths] + [f"{name} {version(name)}" for name in LIBRARIES]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
