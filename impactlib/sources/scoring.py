"""Scale scores as they are computed, person by person, from the coded answers: reversed items are turned before they come here."""

from __future__ import annotations

from collections.abc import Iterator

from impactlib.sources.layout import NO_OPINION, SurveyLayout
from impactlib.sources.scores import ScaleScore
from impactlib.sources.table import quoted

DECIMALS = 4
"""With so many decimals a score is stored: counting compares values, and two equal means must be equal."""


def scored_columns(layout: SurveyLayout) -> Iterator[tuple[str, str]]:
    """The columns of scores in the coded table, each with the SQL that computes it of the columns of answers.

    Parameters
    ----------
    layout
        The survey's layout.

    Yields
    ------
    tuple[str, str]
        `<score>.now` or `<score>.before`, and an expression of type FLOAT: NULL where too few items were answered, and -1 ('no
        opinion') where every item was answered with no opinion.
    """
    questions = layout.questions
    for name, score in layout.scores.items():
        now = [f"{item}.now" for item in score.items]
        if not questions[name].twice:
            yield f"{name}.now", score_sql(score, now)
            continue
        before = [f"{item}.before" for item in score.items]
        yield f"{name}.before", score_sql(score, before, beside=now)
        yield f"{name}.now", score_sql(score, now, beside=before)


def score_sql(score: ScaleScore, columns: list[str], *, beside: list[str] | None = None) -> str:
    """The SQL of one score, of the coded columns of its items.

    With the columns of the other moment `beside` them, it is over the items that were answered at both: a mean of some items before and of
    others now would show a change in people who did not change. Who answered enough items at one moment alone has a score of that
    moment alone; who answered enough at both, but too few of the same ones, has none.

    Examples
    --------
    >>> import duckdb
    >>> about = {"nl": "Vaardig", "en": "Skilled"}
    >>> score = ScaleScore(text=about, items=["a", "b", "c"], method="share", at_least=4)
    >>> answers = "VALUES (5, 3, NULL), (5, NULL, -1), (-1, -1, -1), (4, 5, 1)"
    >>> duckdb.sql(f"SELECT {score_sql(score, ['a', 'b', 'c'])} FROM ({answers}) AS answers(a, b, c)").fetchall()
    [(0.5,), (None,), (-1.0,), (0.66670...,)]
    """
    given = [_given(column) for column in columns]
    alone = _score(score, columns, given)
    if beside is None:
        scored = f"WHEN {_number(given)} < {score.needed} THEN NULL ELSE {alone}"
    else:
        others = [_given(column) for column in beside]
        both = [f"({here} AND {there})" for here, there in zip(given, others, strict=True)]
        scored = (
            f"WHEN {_number(given)} < {score.needed} THEN NULL WHEN {_number(others)} < {score.needed} THEN {alone} "
            f"WHEN {_number(both)} < {score.needed} THEN NULL ELSE {_score(score, columns, both)}"
        )
    none = " AND ".join(f"coalesce({quoted(column)} = {NO_OPINION}, false)" for column in columns)
    return f"(CASE WHEN {none} THEN {NO_OPINION} {scored} END)::FLOAT"


def _given(column: str) -> str:
    return f"({quoted(column)} IS NOT NULL AND {quoted(column)} <> {NO_OPINION})"


def _number(conditions: list[str]) -> str:
    return "(" + " + ".join(f"{each}::INTEGER" for each in conditions) + ")"


def _score(score: ScaleScore, columns: list[str], counting: list[str]) -> str:
    """The mean, or the share, of the items that count."""
    value = "{column}::DOUBLE" if score.at_least is None else f"({{column}} >= {score.at_least!r})::INTEGER::DOUBLE"
    total = " + ".join(
        f"CASE WHEN {each} THEN {value.format(column=quoted(column))} ELSE 0 END" for each, column in zip(counting, columns, strict=True)
    )
    return f"round(({total}) / {_number(counting)}, {DECIMALS})"
