"""The Dutch words of the analysis: what columns, units, methods, flags and absences are called. They carry no verdict."""

from __future__ import annotations

from collections.abc import Mapping

from impactlib.errors import UnknownNameError
from impactlib.indicators.figure import (
    POPULATION,
    Average,
    Balance,
    ChangeOfMean,
    ChangeOfShare,
    Count,
    Given,
    Mean,
    NetShare,
    Rate,
)
from impactlib.indicators.finding import Absence, Flag
from impactlib.indicators.indicator import Indicator

SHARE, NUMBER = "aandeel", "aantal"
"""The units whose values are shown as a percentage and as a whole number; all others get two decimals."""

SHARE_CHANGE = "verschil van aandelen"
"""The unit of a difference between two shares: a fraction of 1 as well."""

NET_SHARE = "saldo van aandelen"
"""The unit of a share less another: from -1 to 1."""

UNITS = {"percent": "procent", "kilometre": "kilometer", "euro": "euro", "hour": "uur"}
"""The units that a number is not just a number of."""

METHODS: Mapping[str, str] = {
    "t": "t-interval",
    "t-clusters": "t-interval over cursussen",
    "wilson": "Wilson",
    "wilson-clusters": "Wilson, over cursussen",
    "complete-count": "volledige telling",
    "published": "cijfer van een ander",
    "bonett-price": "Bonett en Price",
    "wilson-finite": "Wilson, van een eindig aantal mensen",
    "wilson-weighted": "Wilson, gewogen",
    "t-weighted": "t-interval, gewogen",
    "newcombe": "Newcombe",
    "welch": "Welch",
    "quasi-poisson": "quasi-Poisson",
    "quasi-poisson-expected": "quasi-Poisson, verwachting",
    "cochran-armitage": "Cochran-Armitage",
    "ols": "kleinste kwadraten",
    "ols-hac": "kleinste kwadraten, met een jaar vertraging",
    "funnel-binomial": "trechter, aandelen",
    "funnel-binomial-overdispersed": "trechter, aandelen, met meer spreiding",
    "funnel-poisson": "trechter, aantallen",
    "funnel-poisson-overdispersed": "trechter, aantallen, met meer spreiding",
    "funnel-normal": "trechter, gemiddelden",
    "funnel-normal-overdispersed": "trechter, gemiddelden, met meer spreiding",
}
"""How a figure was found, by the method of its estimate."""

FLAGS: Mapping[Flag, str] = {
    Flag.FEW_ANSWERS: "weinig antwoorden",
    Flag.LOW_RESPONSE: "lage respons",
    Flag.RESPONSE_UNKNOWN: "respons onbekend",
    Flag.ONE_COURSE: "hoogstens één cursus",
    Flag.LOPSIDED: "veel antwoorden gelijk",
    Flag.UNLINKED: "vóór en nu zijn niet van dezelfde mensen",
    Flag.COURSES_UNKNOWN: "cursussen onbekend",
    Flag.CHOSEN_AFTERWARDS: "doel achteraf gekozen",
    Flag.ONE_OF_MANY: "één van veel vergelijkingen",
    Flag.INCOMPLETE: "niet elke bibliotheek leverde aan",
    Flag.WIDER_AREA: "van een groter gebied",
    Flag.YEARS_TOGETHER: "twee jaren samen",
}
"""What makes a figure weaker than its interval alone suggests."""

ABSENCES: Mapping[Absence, str] = {
    Absence.NO_DATA: "niets aangeleverd",
    Absence.INCOMPLETE: "niet elke bibliotheek leverde aan",
    Absence.TOO_FEW: "minder dan twee antwoorden",
    Absence.TOO_ALIKE: "antwoorden te veel gelijk",
    Absence.DERIVED: "af te leiden",
    Absence.DIFFERS: "eerder anders gepubliceerd",
    Absence.PROTECTED: "niet te tonen",
}
"""Why there is no figure."""

COLUMNS: Mapping[str, str] = {
    "source": "bron",
    "period": "periode",
    "rows": "rijen",
    "courses": "cursussen",
    "invited": "uitgenodigd",
    "response": "respons",
    "indicator": "code",
    "name": "indicator",
    "value": "waarde",
    "lower": "van",
    "upper": "tot",
    "unit": "eenheid",
    "n": "n",
    "method": "methode",
    "flags": "let op",
    "absent": "geen cijfer",
    "item": "naam",
    "text": "vraag",
    "asked": "gevraagd over",
    "here": "waar",
    "moment": "moment",
    "answer": "antwoord",
    "label": "betekenis",
    "share": "aandeel",
    "area": "gemeente",
    "course": "cursus",
    "before": "vóór",
    "now": "nu",
    "change": "verschil",
    "term": "term",
    "estimate": "schatting",
    "p": "p",
    "clusters": "groepen",
}
"""The heading of each column when a frame is shown."""

BEFORE, NOW = "vóór", "nu"
HERE, ELSEWHERE = "hier", "elders"
NO_OPINION_LABEL, BLANK_LABEL = "geen mening", "niet ingevuld"


def unit_of(indicator: Indicator, scale: tuple[float, float] | None) -> str:
    """In what the values of an indicator are; shares are fractions of 1."""
    ends = f", schaal {scale[0]:g}–{scale[1]:g}" if scale else ""
    match indicator.figure:
        case Count() | Balance() | Given():
            return UNITS.get(indicator.unit, NUMBER)
        case Rate(per=per, among=among):
            whom = indicator.denominator.nl if among != POPULATION and indicator.denominator is not None else "inwoners"
            if per == "1":
                return "per inwoner" if whom == "inwoners" else f"voor elk van de {whom}"
            return f"per {'1.000' if per == '1000' else per} {whom}"
        case Average():
            return "gemiddelde"
        case Mean():
            return "gemiddelde" + ends
        case ChangeOfMean():
            return "verschil" + ends
        case ChangeOfShare():
            return SHARE_CHANGE
        case figure:
            return NET_SHARE if isinstance(figure, NetShare) else SHARE


def method_named(method: str) -> str:
    """What a method is called; an error when it has no Dutch name yet."""
    if method not in METHODS:
        raise UnknownNameError("exploring/words.py", f"the method {method!r} has no Dutch name", "add it to METHODS")
    return METHODS[method]
