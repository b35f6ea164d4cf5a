"""Checks of steps 4 and 5: whether everybody is told and asked something, and something is done with what was learned."""

from __future__ import annotations

import re
from collections.abc import Iterator

from impactlib.agreement.concern import Check, Found, Surroundings
from impactlib.agreement.model import Agreement
from impactlib.agreement.parts import years_of

FIGURE = re.compile(r"\d+\s*%|(?<![\d-])\d+(?:[.,]\d+)?(?![\d-])")
"""A number in a text."""

YEAR = re.compile(
    r"\b(?:in|over|van|sinds|vanaf|voor|vóór|na|tot|en|eind|begin|zomer|najaar|voorjaar|of|since|from|until|before|after|about|and|[-–/])\s*"
    r"(?:19|20)\d\d(?![\d.,]*\d)",
    re.IGNORECASE,
)
"""A year, by the word before it: '2000 deelnemers' is no year."""


def _question(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    for number, each in enumerate(agreement.presentations):
        if each.question is None and each.kind is None:
            yield (
                ("presentations", number),
                f"the {each.audience} is not asked anything on {each.date}",
                "write its 'question', or the 'kind' of occasion it is",
            )


def _somebody(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    if not agreement.presentations:
        yield ("presentations",), "nobody is told anything", "add at least one presentation: audience, occasion, date, question"


def _delivered(agreement: Agreement, around: Surroundings) -> Iterator[Found]:
    for number, each in enumerate(agreement.presentations):
        if around.delivered and each.audience not in around.delivered:
            what = f"the {each.audience} is promised a presentation, and the workspace makes no report for it"
            cure = f"add '{each.audience}: [html]' under 'deliver' in parameters/workspace.yml"
            yield ("presentations", number, "audience"), what, cure


def _told(agreement: Agreement, around: Surroundings) -> Iterator[Found]:
    for number, each in enumerate(agreement.presentations):
        if each.date < around.day and each.state != "shared":
            what = f"the presentation to the {each.audience} was on {each.date}, and is {each.state!r} on {around.day}"
            yield ("presentations", number, "state"), what, "say that it was 'shared', or move its date"


def _decisions(agreement: Agreement, around: Surroundings) -> Iterator[Found]:
    for number, each in enumerate(agreement.decisions):
        if not each.owner or each.date is None:
            lacking = "owner" if not each.owner else "date"
            yield ("decisions", number), f"the decision to {each.kind} has no {lacking}", f"write its '{lacking}'"
        elif each.date < around.day and not each.done:
            yield ("decisions", number), f"the decision to {each.kind} was to be done by {each.date}", "do it, or say 'done: true'"


def _alternatives(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    for number, each in enumerate(agreement.interpretations):
        if each.alternative is None:
            what = "only one explanation of the finding was looked at"
            yield ("interpretations", number), what, "write what else could explain it in 'alternative'"


def _by_whom(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    for number, each in enumerate(agreement.interpretations):
        if not each.by:
            yield ("interpretations", number), "it is not said whose interpretation this is", "name the parties in 'by'"


def _figures(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    """Disclosure control looks at figures that were counted; it cannot look at a figure that somebody typed."""
    for number, each in enumerate(agreement.interpretations):
        for name in ("finding", "explanation", "alternative", "counter_voice"):
            text = getattr(each, name)
            if text is not None and (found := FIGURE.search(YEAR.sub(" ", f"{text.nl}\n{text.en}"))):
                what = f"it states a figure ({found[0]}) that no disclosure control has seen"
                yield ("interpretations", number, name), what, "leave figures to the report, and say it in words"


def _learned(agreement: Agreement, around: Surroundings) -> Iterator[Found]:
    published = {moment.covers[:4] for moment in agreement.moments if moment.state == "published" and moment.covers}
    discussed = {each.period[:4] for each in agreement.interpretations}
    for year in sorted(published - discussed):
        if int(year) + 1 < around.day.year:
            what = f"figures of {year} were published, and nobody wrote down what they mean"
            yield ("interpretations",), what, "hold the interpretation meeting, and write down what was said"


def _lasting_past(agreement: Agreement, _: Surroundings) -> Iterator[Found]:
    first, last = years_of(agreement.round)
    for number, each in enumerate(agreement.presentations):
        # What was seen in the last year is told in the year after.
        if not first <= each.date.year <= last + 1:
            what = f"the presentation to the {each.audience} is on {each.date}, outside the round {agreement.round}"
            yield ("presentations", number, "date"), what, "look at the year"


CHECKS = (
    Check(code="A401", severity="warning", about="every presentation asks its reader something", look=_question),
    Check(code="A402", severity="warning", about="somebody is told something", look=_somebody),
    Check(code="A403", severity="warning", about="a report is made for everybody who was promised one", look=_delivered),
    Check(code="A404", severity="warning", about="presentations whose day has passed were held", look=_told),
    Check(code="A405", severity="warning", about="presentations lie in the round", look=_lasting_past),
    Check(code="A501", severity="warning", about="every decision has an owner and a date, and is done by then", look=_decisions),
    Check(code="A502", severity="warning", about="another explanation was looked at", look=_alternatives),
    Check(code="A503", severity="warning", about="it is said who interprets", look=_by_whom),
    Check(code="A504", severity="warning", about="interpretations are in words, without figures of their own", look=_figures),
    Check(code="A505", severity="warning", about="what was published has been talked about", look=_learned),
)
