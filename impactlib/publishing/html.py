"""An executed notebook as a web page: the report, laid out from its blocks, and the analysis, laid out as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from nbconvert.exporters.exporter import Exporter
from nbformat import NotebookNode
from traitlets import default

from impactlib.errors import ImpactError, InputError
from impactlib.publishing.analysis import analysis_page
from impactlib.publishing.compact import sections_of
from impactlib.publishing.document import document_of
from impactlib.publishing.pages import css_string, render
from impactlib.publishing.theme import logo_html, theme_css, theme_of
from impactlib.telling.blocks import BLOCK_TYPE, Block, Heading, block_from_json
from impactlib.telling.markup import block_html, heading_html


@dataclass(slots=True)
class _Part:
    """What stands under one heading."""

    id: str
    pieces: list[str]
    messages: list[_Part] = field(default_factory=list)


def report_page(blocks: Sequence[Block], language: str) -> str:
    """The blocks as one accessible page: notices above all, sections with messages, and how the report came about below."""
    document = document_of(blocks)
    opening, sections = _sections(document.body)
    theme = theme_of(blocks)
    return render(
        "report.html.j2",
        theme_css=theme_css(theme),
        logo=logo_html(theme),
        fitted=bool(document.title.pages),
        brief={part.id for part, section in zip(sections, sections_of(document.body)[1], strict=True) if section.brief},
        language=language,
        title=document.name,
        notices=[block_html(block) for block in document.notices],
        running_head=css_string(document.notice),
        running_foot=css_string(document.title.text),
        opening=opening,
        sections=sections,
        closing=[block_html(block) for block in document.closing],
    )


def notebook_blocks(notebook: NotebookNode) -> list[Block]:
    """The blocks that an executed notebook shows, in their order."""
    refuse_errors(notebook)
    data = [output.get("data", {}) for output in _outputs(notebook)]
    blocks = [block_from_json(bundle[BLOCK_TYPE]) for bundle in data if BLOCK_TYPE in bundle]
    if not blocks:
        raise InputError("notebook", "it shows no blocks", "run the report notebook first, and convert what that wrote")
    return blocks


def notebook_language(notebook: NotebookNode) -> str | None:
    """The language that the notebook says it is in: its own metadata first, then its blocks, then papermill's parameters."""
    places: list[Any] = [notebook.metadata.get("impactlib", {})]
    places += [output.get("metadata", {}).get("impactlib", {}) for output in _outputs(notebook)]
    places.append(notebook.metadata.get("papermill", {}).get("parameters", {}))
    return next((str(place["language"]) for place in places if place.get("language")), None)


def refuse_errors(notebook: NotebookNode) -> None:
    """Raise the first error that a cell ended in: half a report is no report."""
    for number, cell in enumerate(notebook.cells, start=1):
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                raise InputError(
                    f"notebook, cell {number}", f"{output.ename}: {output.evalue}", "mend the cause and run the notebook again"
                )


class BlocksExporter(Exporter):
    """What the exporters of all formats of a report share: they lay out the blocks that an executed notebook shows."""

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kw: Any) -> tuple[Any, dict[str, Any]]:
        """The file, and nbconvert's resources."""
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        try:
            return self._laid_out(nb), resources
        except ImpactError as error:
            from nbconvert.nbconvertapp import NbConvertApp

            if NbConvertApp.initialized():  # the command line, which would print a traceback
                raise SystemExit(str(error)) from None
            raise

    def _laid_out(self, nb: NotebookNode) -> str | bytes:
        blocks = notebook_blocks(nb)
        language = notebook_language(nb)
        if language is None:
            raise InputError(
                "notebook", "it does not say its language", "set metadata 'impactlib': {'language': 'nl'} on the notebook or its blocks"
            )
        return self.lay_out(blocks, language)

    def lay_out(self, blocks: Sequence[Block], language: str) -> str | bytes:
        """The blocks in this exporter's format."""
        raise NotImplementedError


class ReportExporter(BlocksExporter):
    """`jupyter nbconvert --to impact-html`: a report notebook as the page that is published."""

    export_from_notebook = "Impact report (HTML)"
    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def lay_out(self, blocks: Sequence[Block], language: str) -> str:
        """The page."""
        return report_page(blocks, language)


class AnalysisExporter(Exporter):
    """`jupyter nbconvert --to impact-analysis`: any other notebook as a page for those who may see exact figures."""

    export_from_notebook = "Impact analysis, internal (HTML)"
    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kw: Any) -> tuple[Any, dict[str, Any]]:
        """The page, and nbconvert's resources."""
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        refuse_errors(nb)
        return analysis_page(nb, notebook_language(nb) or "nl"), resources


def _outputs(notebook: NotebookNode) -> Iterable[Any]:
    return (output for cell in notebook.cells for output in cell.get("outputs", []))


def _sections(blocks: Sequence[Block]) -> tuple[list[str], list[_Part]]:
    """What stands before the first section, and the sections; a heading of level 2 opens one, of level 3 a message in it."""
    opening: list[str] = []
    sections: list[_Part] = []
    here = opening
    for number, block in enumerate(blocks, start=1):
        if not isinstance(block, Heading):
            here.append(block_html(block))
            continue
        part = _Part(id=f"part-{number}", pieces=[])
        part.pieces.append(heading_html(block, name=part.id))
        (sections if block.level == 2 else sections[-1].messages).append(part)
        here = part.pieces
    return opening, sections
