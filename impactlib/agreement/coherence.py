"""Does an agreement hang together? All checks in one list; each finds what is the matter, where, and what would do."""

from __future__ import annotations

from collections.abc import Iterator

from impactlib.agreement.checks import goals, impact, lessons, protocol, telling
from impactlib.agreement.concern import Check, Concern, Found, Severity, Surroundings
from impactlib.agreement.model import Agreement
from impactlib.agreement.moves import forbidden_moves

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""From what stops a release to what is good to know."""


def _moves(agreement: Agreement, around: Surroundings) -> Iterator[Found]:
    if around.earlier is not None:
        for each, what, cure in forbidden_moves(around.earlier, agreement):
            yield each.place, f"{each.name}: {what}", cure


CHECKS: tuple[Check, ...] = (
    *impact.CHECKS,
    *goals.CHECKS,
    *protocol.CHECKS,
    *telling.CHECKS,
    *lessons.CHECKS,
    Check(code="A701", severity="error", about="states changed as they may since the version that was kept", look=_moves),
)
"""Every check, in the order of the cycle."""


def concerns(agreement: Agreement, around: Surroundings) -> tuple[Concern, ...]:
    """Everything that is the matter with an agreement, errors first, then in the order of the cycle."""
    found = [
        Concern(code=check.code, severity=check.severity, place=place, what=what, cure=cure)
        for check in CHECKS
        for place, what, cure in check.look(agreement, around)
    ]
    return tuple(sorted(found, key=lambda each: SEVERITIES.index(each.severity)))
