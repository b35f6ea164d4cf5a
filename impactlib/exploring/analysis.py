"""The analyst's view of one area: exact figures, without disclosure control, and so never to be shared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from impactlib.agreement.files import agreement_files
from impactlib.agreement.model import Agreement
from impactlib.disclosure.release import EXAMPLE
from impactlib.documents import read_document
from impactlib.errors import InputError, UnknownNameError
from impactlib.exploring import frames
from impactlib.exploring.model import MODEL, About, Model, model_of
from impactlib.exploring.questions import Question, pairs, question_named, questions_of, twice_asked
from impactlib.exploring.shown import Picture, Said, Table, whole_number
from impactlib.exploring.words import NOW, SHARE, unit_of
from impactlib.indicators.counting import Counts, count_sources
from impactlib.indicators.figure import Average, ChangeOfMean, Mean
from impactlib.indicators.finding import Finding
from impactlib.indicators.indicator import Indicator, catalogue, indicator_named
from impactlib.indicators.measuring import measure_all
from impactlib.sources.areas import Area, Register
from impactlib.sources.store import StoredSource, fill_store
from impactlib.telling.plain_markdown import plain_markdown
from impactlib.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd

NOTHING_ASKED_TWICE = "In deze werkmap is geen vraag gesteld over vóór en nu."

MOST_ANSWERS = 11
"""A scale with more answers than this is drawn in whole numbers."""


@dataclass(frozen=True, kw_only=True)
class Analysis:
    """Everything exact about one area, as tidy frames, pictures and a model; 'elsewhere' is all other areas in the files.

    A question is given by its name in the layout; without one it is the first that fits: `questions()` lists them.
    """

    workspace: Workspace
    area: Area
    register: Register
    stored: Sequence[StoredSource]
    counts: Sequence[Counts]
    findings: Sequence[Finding]

    @property
    def period(self) -> str:
        """The period that the workspace is about."""
        return self.workspace.period

    def overview(self) -> pd.DataFrame:
        """What was handed in about this area.

        Columns: source (its title), period, rows (people who answered, or numbers counted), courses (of the people; absent for
        counts), invited (people; absent where unknown), response (rows / invited, a fraction of 1).
        """
        return frames.overview(self.stored, self.counts, self.area.code, self.period)

    def figures(self, period: str = "") -> pd.DataFrame:
        """Every indicator's exact figure, of one period or of all.

        Columns: name, indicator (its id), period, value, lower and upper (95% interval; absent for complete counts), unit (shares are
        fractions of 1), n (people, or events counted), absent (why there is no figure), flags (what weakens it), method.
        """
        return frames.figures((each for each in self.findings if period in ("", each.period)), self._questions)

    def questions(self) -> pd.DataFrame:
        """The questions of the surveys: text, item (the name to ask for it), asked (about now, or about before and now), source."""
        return frames.questions_frame(self._questions.values())

    def distribution(self, item: str = "") -> pd.DataFrame:
        """How often each answer was given, here and elsewhere.

        Columns: period, here, moment (before or now), answer (code on the scale; absent for no opinion and blank), label, n (people),
        share (fraction of 1 of those with an answer on the scale).
        """
        if (question := self._question(item)) is None:
            return frames.frame_of([], frames.DISTRIBUTION)
        return frames.distribution(question, self.counts, self.area.code, self.register.areas, self.period)

    def changes(self, item: str = "", *, period: str = "") -> pd.DataFrame:
        """Everybody who answered for before and now, here and elsewhere, in one period (the workspace's, unless another is given).

        Columns: area (code), here, course (absent where it is not on record), before, now and change (now minus before), in points of
        the scale.
        """
        import pandas as pd

        question = self._twice(item)
        if question is None:
            kinds = {"area": "str", "course": "str", "before": "float64", "now": "float64"}
            found = frames.frame_of([], kinds)
        else:
            found = pairs(question, period or self.period)
        found = found[found["area"].isin(list(self.register.areas))].reset_index(drop=True)
        found.insert(1, "here", pd.Series(found["area"] == self.area.code, dtype=bool))
        return found.assign(change=found["now"] - found["before"])

    def model(self, item: str = "") -> Model:
        """Whether participants here changed more or less than those elsewhere who began with the same answer; see `model_of`."""
        if (question := self._twice(item)) is None:
            return Model(frame=frames.frame_of([], MODEL), sentence=NOTHING_ASKED_TWICE)
        about = About(
            area=self.area.name,
            text=question.text,
            retrospective=question.layout.design == "retrospective",
            courses_known=question.layout.cluster is not None,
        )
        return model_of(self.changes(question.name), about)

    def draw_before_now(self, item: str = "") -> Picture | Said:
        """How many people here went from which answer to which."""
        from impactlib.exploring import pictures

        if (question := self._twice(item)) is None:
            return Said(text=NOTHING_ASKED_TWICE)
        changes = self.changes(question.name)
        here = changes[changes["here"]]
        if here.empty:
            return Said(text=self._nothing(f"antwoorden over vóór en nu op ‘{question.text}’", f"in {self.period}"))
        cells = here.assign(before=here["before"].map(pictures.whole), now=here["now"].map(pictures.whole))
        cells = cells.groupby(["before", "now"]).size().reset_index(name="n")
        caption = f"‘{question.text}’: {self.area.name}, {self.period}, aantal deelnemers (n = {whole_number(len(here))})."
        return pictures.before_now(cells, question.answers(), question.ends, caption=caption)

    def draw_distribution(self, item: str = "") -> Picture | Said:
        """Which answers people gave about now, here beside elsewhere."""
        from impactlib.exploring import pictures

        if (question := self._question(item)) is None:
            return Said(text="Deze werkmap heeft geen vragenlijst.")
        every = self.distribution(question.name)
        shares = every[(every["period"] == self.period) & (every["moment"] == NOW) & every["answer"].notna()]
        here, elsewhere = (int(shares.loc[shares["here"] == side, "n"].sum()) for side in (True, False))
        if not here:
            return Said(text=self._nothing(f"antwoorden op ‘{question.text}’", f"in {self.period}"))
        if rounded := shares["answer"].nunique() > MOST_ANSWERS:
            shares = shares.assign(answer=shares["answer"].map(pictures.whole))
            shares = shares.groupby(["here", "answer"], as_index=False)[["n", "share"]].sum()
            shares["label"] = shares["answer"].astype(int).astype(str)
        caption = (
            f"‘{question.text}’: {self.area.name} (n = {whole_number(here)}) en elders (n = {whole_number(elsewhere)}), "
            f"{self.period}, aandeel van wie een mening gaf{', antwoorden afgerond op hele getallen' if rounded else ''}."
        )
        return pictures.distribution(shares, caption=caption)

    def draw_series(self, indicator: str) -> Picture | Said:
        """One indicator over the periods."""
        from impactlib.exploring import pictures

        known = indicator_named(indicator, where="indicator")
        found = {each.period: each for each in self.findings if each.indicator == indicator}
        if not any(each.estimate for each in found.values()):
            return Said(text=self._nothing(f"cijfers voor {known.name.nl}", "tot nu toe"))
        periods = _without_gaps(sorted(found))
        scale = frames.scale_of(known, self._questions)
        unit = unit_of(known, scale)
        decimals = 1 if unit == SHARE else max(known.decimals, _fewest_decimals(known))
        low = scale[0] if isinstance(known.figure, Mean) and scale else 0.0
        caption = f"{known.name.nl}: {self.area.name}, {periods[0]} tot en met {periods[-1]} ({unit})."
        return pictures.series(
            [(period, found.get(period)) for period in periods], share=unit == SHARE, decimals=decimals, caption=caption, low=low
        )

    def show(self, frame: pd.DataFrame, caption: str = "") -> Table:
        """A frame as it is read: Dutch headings, Dutch numbers, shares as percentages."""
        return Table(frame=frame, caption=caption)

    def _repr_markdown_(self) -> str:
        notice = self.workspace.settings.notice
        return f"# Analyse van {plain_markdown(self.area.name)}, {self.period}" + (f"\n\n{plain_markdown(notice.nl)}" if notice else "")

    def __repr__(self) -> str:
        return f"Analyse van {self.area.name} ({self.area.code}), {self.period}: intern, exacte cijfers"

    @cached_property
    def _questions(self) -> dict[str, Question]:
        return questions_of(self.stored)

    def _question(self, item: str) -> Question | None:
        if item:
            return question_named(self._questions, item)
        return next(iter(self._questions.values()), None)

    def _twice(self, item: str) -> Question | None:
        if item:
            return twice_asked(self._questions, item)
        return next((each for each in self._questions.values() if each.twice), None)

    def _nothing(self, what: str, when: str) -> str:
        return f"Voor {self.area.name} zijn er {when} geen {what}."


def open_analysis(workspace: str | Path, municipality: str) -> Analysis:
    """The analysis of one area, by code or name; 'example' is the first area of a workspace whose figures are declared to be invented.

    Reads the files through the store. What it gives is exact and not protected: it is for inside.
    """
    opened = Workspace.open(workspace)
    register, stored = fill_store(opened)
    area = _area(opened, register, municipality)
    counts = count_sources(stored, catalogue().values())
    findings = measure_all(counts, catalogue().values(), register, [area.code], opened.period)
    return Analysis(workspace=opened, area=area, register=register, stored=stored, counts=counts, findings=findings)


def _area(workspace: Workspace, register: Register, municipality: str) -> Area:
    if municipality == EXAMPLE:
        if workspace.settings.notice is None:
            raise InputError(
                "municipality",
                f"it is {EXAMPLE!r}, and this workspace is no example",
                "give the code of the area, such as -p municipality GM0200",
            )
        municipality = _first(workspace, register)
    code = register.code_of(municipality)
    if code is None or code not in register.areas:
        names = [name for each in register.areas.values() for name in (each.code, each.name)]
        raise UnknownNameError.among("municipality", "area", municipality, names)
    return register.areas[code]


def _first(workspace: Workspace, register: Register) -> str:
    """The first of the areas that have reports, so that every notebook's example is the same one."""
    agreed = agreement_files(workspace) if workspace.settings.areas == "agreed" else []
    if not agreed:
        return min(register.areas)
    return read_document(agreed[0], Agreement, shown=workspace.shown(agreed[0])).municipality


def _fewest_decimals(indicator: Indicator) -> int:
    """How many decimals a figure has at least when it is drawn as a number: fractions of 1 have two."""
    if indicator.figure.scale == "share":
        return 2
    return 1 if isinstance(indicator.figure, Mean | ChangeOfMean | Average) else 0


def _without_gaps(periods: Sequence[str]) -> list[str]:
    """The periods, and the calendar years between them for which nothing was handed in."""
    if all(period.isdigit() for period in periods):
        return [str(year) for year in range(int(periods[0]), int(periods[-1]) + 1)]
    return list(periods)
