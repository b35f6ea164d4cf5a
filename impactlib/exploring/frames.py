"""The analyst's frames: tidy, exact, with a row for what is absent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from impactlib.exploring.questions import Question, rows_of
from impactlib.exploring.words import ABSENCES, BEFORE, BLANK_LABEL, FLAGS, NO_OPINION_LABEL, NOW, method_named, unit_of
from impactlib.indicators.counting import Counts, MeasureCounts, Pair, Place, SurveyCounts
from impactlib.indicators.figure import ChangeOfMean, Mean
from impactlib.indicators.finding import Finding
from impactlib.indicators.indicator import Indicator, catalogue
from impactlib.sources.layout import NO_OPINION, SurveyLayout
from impactlib.sources.store import StoredSource

if TYPE_CHECKING:
    import pandas as pd

OVERVIEW = {"source": "str", "period": "str", "rows": "Int64", "courses": "Int64", "invited": "Int64", "response": "float64"}
FIGURES = {
    "name": "str",
    "indicator": "str",
    "period": "str",
    "value": "float64",
    "lower": "float64",
    "upper": "float64",
    "unit": "str",
    "n": "Int64",
    "absent": "str",
    "flags": "str",
    "method": "str",
}
QUESTIONS = {"text": "str", "item": "str", "asked": "str", "source": "str"}
DISTRIBUTION = {
    "period": "str",
    "here": "bool",
    "moment": "str",
    "answer": "float64",
    "label": "str",
    "n": "Int64",
    "share": "float64",
}


def frame_of(rows: Iterable[Sequence[object]], columns: dict[str, str]) -> pd.DataFrame:
    """The rows as a frame with these columns and kinds, also when there are none."""
    import pandas as pd

    return pd.DataFrame(list(rows), columns=list(columns)).astype(columns)


def overview(stored: Sequence[StoredSource], counts: Sequence[Counts], area: str, period: str) -> pd.DataFrame:
    """What each source holds about the area; this period always has its row."""
    rows = []
    for source in stored:
        found = rows_of(source, area)
        for when in sorted({*found, period}):
            n, courses = found.get(when, (0, None))
            invited = invited_of(source, counts, (area, when))
            rows.append((source.layout.title.nl, when, n, courses, invited, n / invited if invited else None))
    return frame_of(rows, OVERVIEW)


def invited_of(source: StoredSource, counts: Sequence[Counts], place: Place) -> int | None:
    """How many people were invited to a survey: the measure its layout names, where every provider handed it in."""
    if not isinstance(source.layout, SurveyLayout) or not source.layout.invited:
        return None
    for each in counts:
        total = each.totals.get((source.layout.invited, ""), {}).get(place) if isinstance(each, MeasureCounts) else None
        if total is not None and total.reported == total.expected:
            return int(total.value)
    return None


def figures(findings: Iterable[Finding], questions: Mapping[str, Question]) -> pd.DataFrame:
    """Every figure with its interval, or why there is none; in the catalogue's order."""
    order = list(catalogue())
    rows = []
    for finding in sorted(findings, key=lambda each: (order.index(each.indicator), each.period)):
        indicator, estimate = catalogue()[finding.indicator], finding.estimate
        numbers = (estimate.value, estimate.lower, estimate.upper) if estimate else (None, None, None)
        rows.append(
            (
                indicator.name.nl,
                indicator.id,
                finding.period,
                *numbers,
                unit_of(indicator, scale_of(indicator, questions)),
                estimate.n if estimate else None,
                ABSENCES[finding.absent] if finding.absent else "",
                ", ".join(FLAGS[flag] for flag in finding.evidence.flags) if finding.evidence else "",
                method_named(estimate.method) if estimate else "",
            )
        )
    return frame_of(rows, FIGURES)


def scale_of(indicator: Indicator, questions: Mapping[str, Question]) -> tuple[float, float] | None:
    """The ends of the scale that an indicator's values are on; None for shares and counts."""
    figure = indicator.figure
    return questions[figure.item].ends if isinstance(figure, Mean | ChangeOfMean) else None


def questions_frame(questions: Iterable[Question]) -> pd.DataFrame:
    """The questions that can be asked for by name."""
    return frame_of(
        ((each.text, each.name, f"{BEFORE} en {NOW}" if each.twice else NOW, each.layout.title.nl) for each in questions), QUESTIONS
    )


def distribution(question: Question, counts: Sequence[Counts], area: str, areas: Iterable[str], period: str) -> pd.DataFrame:
    """How often each answer was given, here and in the other areas, for each moment and period."""
    survey = next(each for each in counts if isinstance(each, SurveyCounts) and each.source == question.source.name)
    known = set(areas)
    tables: dict[tuple[str, bool], Counter[Pair]] = {(period, True): Counter(), (period, False): Counter()}
    for (where, when), cells in survey.tables.get(question.name, {}).items():
        if where in known:  # rows of a wider area may be the same people once more
            tables.setdefault((when, where == area), Counter()).update(cells)
    found = {code for cells in tables.values() for pair in cells for code in pair if code is not None and code != NO_OPINION}
    codes = sorted({*question.answers(), *found})
    rows: list[tuple[object, ...]] = []
    for when, here in sorted(tables, key=lambda key: (key[0], not key[1])):
        for moment in (BEFORE, NOW) if question.twice else (NOW,):
            given = _answers_at(tables[(when, here)], 0 if moment == BEFORE else 1)
            total = sum(given[code] for code in codes)
            for code in codes:
                label = question.answers().get(code, f"{code:g}".replace(".", ","))
                rows.append((when, here, moment, code, label, given[code], given[code] / total if total else None))
            rows.append((when, here, moment, None, NO_OPINION_LABEL, given[NO_OPINION], None))
            rows.append((when, here, moment, None, BLANK_LABEL, given[None], None))
    return frame_of(rows, DISTRIBUTION)


def _answers_at(cells: Counter[Pair], position: int) -> Counter[float | None]:
    given: Counter[float | None] = Counter()
    for pair, n in cells.items():
        given[pair[position]] += n
    return given
