"""What a batch will make: one run for each notebook, area, audience and language, checked before anything starts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from impactlib.agreement.model import Agreement
from impactlib.disclosure.release import AreaNote
from impactlib.errors import Collector, InputError, UnknownNameError, suggestion
from impactlib.telling.audience import audience_named, audiences
from impactlib.telling.language import language_named
from impactlib.workspace import SETTINGS, Settings, Workspace

FORMATS = {each: f"impact-{each}" for each in ("html", "pdf", "docx", "pptx", "xlsx", "json")}
"""The formats a report can be made in, each with the name of its nbconvert exporter."""

OF_FIGURES = ("xlsx", "json")
"""The formats that hold figures as data: for audiences with `facts: true`."""

PARAMETERS = {
    "report": ("workspace", "municipality", "audience", "language"),
    "analysis": ("workspace", "municipality"),
}
"""The parameters each notebook must have, and it has no others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One notebook to be run for one area; everything a worker process needs to know."""

    workspace: str
    notebook: str
    path: str
    code: str
    name: str
    slug: str
    audience: str = ""
    language: str = ""
    formats: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What it makes, as people read it: `council.nl`, or `analysis`."""
        return f"{self.audience}.{self.language}" if self.audience else self.notebook

    @property
    def parameters(self) -> dict[str, str]:
        """What papermill puts into the notebook."""
        values = {"workspace": self.workspace, "municipality": self.code, "audience": self.audience, "language": self.language}
        return {name: values[name] for name in PARAMETERS[self.notebook]}

    @property
    def repeat(self) -> str:
        """The command that makes it again."""
        if self.notebook == "analysis":
            return f"impact run --only {self.code} --analysis"
        return f"impact run --only {self.code} --audience {self.audience} --language {self.language}"


def check_deliver(settings: Settings) -> None:
    """Every audience and format that the workspace asks for exists; raises all problems at once."""
    faults = Collector()
    for audience, formats in settings.deliver.items():
        with faults.catching():
            _named(audience)
        for each in formats:
            if each not in FORMATS:
                faults.add(UnknownNameError.among(f"{SETTINGS}: deliver.{audience}", "format", each, FORMATS))
            elif each in OF_FIGURES and audience in audiences() and not audience_named(audience).facts:
                others = [name for name, known in audiences().items() if known.facts]
                what = f"a report for {audience!r} holds no figures as data, and {each} is made of those"
                cure = f"take {each} out, or deliver it to {', '.join(others[:-1])} or {others[-1]}"
                faults.add(InputError(f"{SETTINGS}: deliver.{audience}", what, cure))
    if not settings.deliver:
        faults.add(InputError(f"{SETTINGS}: deliver", "there is no audience", "write for example 'council: [html]'"))
    faults.raise_any()


def check_presentations(agreements: Iterable[tuple[str, Agreement]]) -> None:
    """Every audience to which an agreement promises a presentation exists; `agreements` come with the file that each stands in."""
    faults = Collector()
    for where, agreement in agreements:
        for each in agreement.presentations:
            if each.audience not in audiences():
                faults.add(UnknownNameError.among(f"{where}: presentations.audience", "audience", each.audience, audiences()))
    faults.raise_any()


def _named(audience: str) -> None:
    try:
        audience_named(audience)
    except UnknownNameError as problem:
        raise UnknownNameError(f"{SETTINGS}: deliver", problem.what, problem.cure) from None


def check_notebook(workspace: Workspace, name: str) -> Path:
    """The notebook, after comparing its parameters cell with what will be passed: papermill itself only warns."""
    import papermill

    path = workspace.notebook(name)
    where = workspace.shown(path) if path.is_relative_to(workspace.folder) else f"notebooks/{path.name}"
    try:
        found: dict[str, Any] = papermill.inspect_notebook(str(path))
    except Exception as error:  # noqa: BLE001 - nbformat, JSON and papermill each raise their own
        raise InputError(where, f"this notebook cannot be read ({type(error).__name__})", "take it from the project again") from None
    expected = PARAMETERS[name]
    faults = Collector()
    if not found:
        raise InputError(where, "it has no cell with the tag 'parameters'", f"tag the cell that sets {', '.join(expected)}")
    for each in found:
        if each not in expected:
            faults.add(InputError(where, f"its parameters cell sets {each!r}, which nothing passes", suggestion(each, expected)))
    for each in expected:
        if each not in found:
            faults.add(InputError(where, f"its parameters cell does not set {each!r}", f'add {each}: str = "…"'))
    faults.raise_any()
    return path


def plan(
    workspace: Workspace,
    areas: Sequence[AreaNote],
    *,
    only: Sequence[str] = (),
    audience: str = "",
    language: str = "",
    analysis: bool = False,
) -> list[Run]:
    """The runs of a batch, in order of code and audience: what the workspace delivers, narrowed to what was asked."""
    check_deliver(workspace.settings)
    if audience:
        audience_named(audience)
    language_named(language or workspace.settings.language)
    check_presentations((area.agreement_file, area.agreement) for area in areas if area.agreement is not None)
    chosen = _chosen(areas, only)
    notebook = "analysis" if analysis else "report"
    path = str(check_notebook(workspace, notebook))
    blank = Run(workspace=str(workspace.folder), notebook=notebook, path=path, code="", name="", slug="")
    if analysis:
        return [replace(blank, code=area.code, name=area.name, slug=area.slug) for area in chosen]
    deliver = {audience: workspace.settings.deliver.get(audience, ["html"])} if audience else workspace.settings.deliver
    return [
        replace(
            blank,
            code=area.code,
            name=area.name,
            slug=area.slug,
            audience=each,
            language=language or workspace.settings.language,
            formats=tuple(formats),
        )
        for area in chosen
        for each, formats in deliver.items()
    ]


def _chosen(areas: Sequence[AreaNote], only: Sequence[str]) -> list[AreaNote]:
    by_code = {area.code: area for area in areas}
    by_name = {area.name.casefold(): area for area in areas}
    faults = Collector()
    found = []
    for each in only:
        area = by_code.get(each) or by_name.get(each.casefold())
        if area is None:
            faults.add(UnknownNameError.among("--only", "area", each, [*by_code, *(area.name for area in areas)]))
        else:
            found.append(area)
    faults.raise_any()
    return list({area.code: area for area in found}.values()) if only else list(areas)
