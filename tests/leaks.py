"""Where told findings speak of too few people: written apart from the rules of disclosure control, on what a reader sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from impactlib.disclosure.protect import PEOPLE
from impactlib.indicators.finding import Absence, Finding
from impactlib.indicators.indicator import Indicator

GROUP, LEAST = 10, 3
"""The example's minimum group, and the fewest people on either side of a share."""


def leaks(told: Sequence[Finding], indicators: Mapping[str, Indicator]) -> list[str]:
    """Every place where told findings speak of too few people."""
    found = []
    parts: set[tuple[str, str, str]] = set()
    for each in told:
        if each.estimate is None:
            continue
        entry, n = indicators[each.indicator], each.estimate.n
        if entry.kind == "meten":
            cells = [bar.n for bar in each.distribution]
            if n < GROUP or any(cell < LEAST for cell in cells) or (cells and n - max(cells) < LEAST):
                found.append(f"{each.id}: group or distribution")
            if entry.figure.type == "share" and not LEAST <= round(each.estimate.value * n) <= n - LEAST:
                found.append(f"{each.id}: share")
            if each.change and each.change.movers:
                movers = each.change.movers
                if min(movers.improved, movers.same, movers.declined) < LEAST:
                    found.append(f"{each.id}: movers")
            if each.change and any(part.lower == part.upper for part in (each.change.before, each.change.now, each.change.difference)):
                found.append(f"{each.id}: everybody alike")
            found += [f"{each.id}: response"] * _response_leaks(each)
        elif entry.unit in PEOPLE and not entry.public:
            if entry.figure.type == "ratio":
                part = round(each.estimate.value * (each.population or 0))
                if (each.population or 0) < GROUP or not LEAST <= part <= (each.population or 0) - LEAST:
                    found.append(f"{each.id}: part of a group")
                parts.add((each.area, each.period, entry.figure.part))
            elif 0 < n < GROUP:
                found.append(f"{each.id}: people")
    hidden = {(each.area, each.period, indicators[each.indicator].figure.measure) for each in told if _hidden_count(each, indicators)}
    return found + [f"{place}: derived" for place in sorted(hidden & parts)]


def _response_leaks(each: Finding) -> bool:
    response = each.response
    small = any(part is not None and 0 < part < LEAST for part in (response.no_opinion, response.blank))
    if response.invited is None:
        return small
    silent = response.invited - response.answered - (response.no_opinion or 0) - (response.blank or 0)
    return small or response.invited < GROUP or 0 < silent < LEAST


def _hidden_count(each: Finding, indicators: Mapping[str, Indicator]) -> bool:
    return indicators[each.indicator].figure.type in ("count", "rate") and each.absent in (Absence.TOO_FEW, Absence.DERIVED)
