"""The questions of a workspace's surveys: which there are, what their answers mean, and who answered what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from impactlib.errors import InputError, UnknownNameError
from impactlib.sources.layout import NO_OPINION, SurveyLayout
from impactlib.sources.scores import Question as Asked
from impactlib.sources.store import StoredSource
from impactlib.sources.table import quoted

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question of a survey, or a scale figure of several, with the source that has it."""

    name: str
    source: StoredSource
    layout: SurveyLayout
    asked: Asked

    @property
    def text(self) -> str:
        """The question as it was put, in Dutch."""
        return self.asked.text.nl

    @property
    def twice(self) -> bool:
        """Whether it was asked about before and about now."""
        return self.asked.twice

    @property
    def ends(self) -> tuple[float, float]:
        """The lowest and the highest code."""
        return self.asked.ends

    def answers(self) -> dict[float, str]:
        """Every code of an answer scale with its text, lowest first; a reversed item has them turned round, as the store has."""
        return dict(self.asked.answers)


def questions_of(stored: Sequence[StoredSource]) -> dict[str, Question]:
    """Every question by name, in the order of the layouts."""
    return {
        name: Question(name=name, source=source, layout=source.layout, asked=asked)
        for source in stored
        if isinstance(source.layout, SurveyLayout)
        for name, asked in source.layout.questions.items()
    }


def question_named(questions: dict[str, Question], name: str) -> Question:
    """The question with this name; an error that offers the nearest."""
    if name not in questions:
        raise UnknownNameError.among("item", "question", name, questions)
    return questions[name]


def twice_asked(questions: dict[str, Question], name: str) -> Question:
    """The question with this name, which must have been asked about before and now."""
    found = question_named(questions, name)
    if not found.twice:
        others = [each.name for each in questions.values() if each.twice]
        cure = f"asked twice: {', '.join(others)}" if others else "no question of this workspace was asked twice"
        raise InputError("item", f"{name!r} was asked about one moment", cure)
    return found


def pairs(question: Question, period: str) -> pd.DataFrame:
    """Everybody who answered the question on its scale for before and for now: area, course, before, now."""
    import duckdb

    before, now = quoted(f"{question.name}.before"), quoted(f"{question.name}.now")
    query = (
        f"SELECT area, cluster AS course, {before}::DOUBLE AS before, {now}::DOUBLE AS now FROM read_parquet(?) "
        f"WHERE period = ? AND {before} IS NOT NULL AND {now} IS NOT NULL AND {before} <> {NO_OPINION} AND {now} <> {NO_OPINION} "
        "ORDER BY area, course, before, now"
    )
    with duckdb.connect() as connection:
        return connection.execute(query, [str(question.source.parquet), period]).df()


def rows_of(source: StoredSource, area: str) -> dict[str, tuple[int, int | None]]:
    """How many people answered, or how many numbers were handed in, for each period of an area; and from how many courses, where known."""
    import duckdb

    clustered = isinstance(source.layout, SurveyLayout) and source.layout.cluster is not None
    courses = "count(DISTINCT cluster)" if clustered else "NULL"
    filled = "*" if isinstance(source.layout, SurveyLayout) else "value"
    query = f"SELECT period, count({filled}), {courses} FROM read_parquet(?) WHERE area = ? GROUP BY period ORDER BY period"
    with duckdb.connect() as connection:
        return {period: (rows, found) for period, rows, found in connection.execute(query, [str(source.parquet), area]).fetchall()}
