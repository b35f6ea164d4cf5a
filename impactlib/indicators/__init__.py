"""The catalogue, counting, measuring and verdicts: from coded answers and counts to findings.

For who explores, the names below give tidy pandas frames and plain figures; they are loaded when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from impactlib.indicators.adding import Quantity, total_of
    from impactlib.indicators.detail_frames import benchmarks, changes
    from impactlib.indicators.frames import figures, figures_frame
    from impactlib.indicators.indicator import catalogue, indicator_named
    from impactlib.indicators.peers import nearest_neighbours, peers_by_class, population_class, register_variables

_HOMES = {
    "Quantity": "adding",
    "benchmarks": "detail_frames",
    "catalogue": "indicator",
    "changes": "detail_frames",
    "figures": "frames",
    "figures_frame": "frames",
    "indicator_named": "indicator",
    "nearest_neighbours": "peers",
    "peers_by_class": "peers",
    "population_class": "peers",
    "register_variables": "peers",
    "total_of": "adding",
}
"""The module in which each public name lives."""

__all__ = [
    "Quantity",
    "benchmarks",
    "catalogue",
    "changes",
    "figures",
    "figures_frame",
    "indicator_named",
    "nearest_neighbours",
    "peers_by_class",
    "population_class",
    "register_variables",
    "total_of",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        msg = f"module 'impactlib.indicators' has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"impactlib.indicators.{_HOMES[name]}"), name)
