"""The impact workbench: what a public library changes in a municipality, shown honestly.

Notebooks import from here and nowhere deeper. Names are loaded when they are first used, so that the command line starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from impactlib.disclosure.making import make_release
    from impactlib.disclosure.measured import measure
    from impactlib.errors import ImpactError
    from impactlib.exploring.analysis import open_analysis
    from impactlib.indicators.indicator import catalogue
    from impactlib.telling.report import Report, open_report
    from impactlib.workspace import Workspace

_HOMES = {
    "ImpactError": "impactlib.errors",
    "Report": "impactlib.telling.report",
    "Workspace": "impactlib.workspace",
    "catalogue": "impactlib.indicators.indicator",
    "make_release": "impactlib.disclosure.making",
    "measure": "impactlib.disclosure.measured",
    "open_analysis": "impactlib.exploring.analysis",
    "open_report": "impactlib.telling.report",
}
"""Where each public name lives."""

__all__ = ["ImpactError", "Report", "Workspace", "catalogue", "make_release", "measure", "open_analysis", "open_report"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        msg = f"module 'impactlib' has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(_HOMES[name]), name)
