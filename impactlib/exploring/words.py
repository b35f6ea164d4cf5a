"""The Dutch words of the analysis: what columns, units, methods, flags and absences are called. They carry no verdict."""

from __future__ import annotations

from collections.abc import Mapping

from impactlib.errors import UnknownNameError
from impactlib.indicators.finding import Absence, Flag
from impactlib.indicators.indicator import ChangeOfMean, Count, Indicator, Mean, Rate

SHARE, NUMBER = "aandeel", "aantal"
"""The units whose values are shown as a percentage and as a whole number; all others get two decimals."""

METHODS: Mapping[str, str] = {
    "t": "t-interval",
    "t-clusters": "t-interval over cursussen",
    "wilson": "Wilson",
    "wilson-clusters": "Wilson, over cursussen",
    "complete-count": "volledige telling",
}
"""How a figure was found, by the method of its estimate."""

FLAGS: Mapping[Flag, str] = {
    Flag.FEW_ANSWERS: "weinig antwoorden",
    Flag.LOW_RESPONSE: "lage respons",
    Flag.RESPONSE_UNKNOWN: "respons onbekend",
    Flag.ONE_COURSE: "hoogstens één cursus",
    Flag.UNLINKED: "vóór en nu zijn niet van dezelfde mensen",
    Flag.INCOMPLETE: "niet elke bibliotheek leverde aan",
    Flag.WIDER_AREA: "van een groter gebied",
}
"""What makes a figure weaker than its interval alone suggests."""

ABSENCES: Mapping[Absence, str] = {
    Absence.NO_DATA: "niets aangeleverd",
    Absence.INCOMPLETE: "niet elke bibliotheek leverde aan",
    Absence.TOO_FEW: "minder dan twee antwoorden",
    Absence.TOO_ALIKE: "antwoorden te veel gelijk",
    Absence.DERIVED: "af te leiden",
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
        case Count():
            return NUMBER
        case Rate(per=per):
            return "per inwoner" if per == "1" else "per 1.000 inwoners"
        case Mean():
            return "gemiddelde" + ends
        case ChangeOfMean():
            return "verschil" + ends
        case _:
            return SHARE


def method_named(method: str) -> str:
    """What a method is called; an error when it has no Dutch name yet."""
    if method not in METHODS:
        raise UnknownNameError("exploring/words.py", f"the method {method!r} has no Dutch name", "add it to METHODS")
    return METHODS[method]
