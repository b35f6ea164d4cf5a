"""What laying out a report costs: each format from one executed notebook, beside nbconvert's own page and the usual ways to a PDF.

    python benchmarks/report.py WORKSPACE [AREA] [AUDIENCE] [TIMES]

WORKSPACE has a release (`impact example` and `impact release` make one). The blocks of one report are put in a notebook as
`report.show()` puts them, and every exporter gets that notebook. Seconds are of the processor, children's included, the least of
some runs after a first that loads the library; bytes are of the file.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from importlib.metadata import entry_points
from importlib.util import find_spec

import nbformat
from nbconvert.exporters import get_exporter
from nbformat import NotebookNode
from rich.console import Console
from rich.table import Table

from impactlib.errors import ImpactError
from impactlib.telling.blocks import BLOCK_TYPE, block_to_json
from impactlib.telling.markup import block_html, block_text
from impactlib.telling.report import open_report

LANGUAGE = "nl"
TIMES = 5
OWN_PAGE = "nbconvert's own HTML"


def executed(workspace: str, area: str, audience: str) -> NotebookNode:
    """The notebook of a report as it is after a run."""
    outputs = [
        nbformat.v4.new_output(
            "display_data",
            data={"text/html": block_html(block), "text/plain": block_text(block), BLOCK_TYPE: block_to_json(block)},
            metadata={"impactlib": {"language": LANGUAGE}},
        )
        for block in open_report(workspace, area, audience, LANGUAGE).blocks()
    ]
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("report.show()", outputs=outputs)])


def exported(name: str, notebook: NotebookNode) -> Callable[[], str | bytes]:
    """What makes the file in one format."""
    return lambda: get_exporter(name)().from_notebook_node(notebook)[0]


def printed_by_weasyprint(notebook: NotebookNode) -> Callable[[], bytes]:
    """The report's page as WeasyPrint prints it."""
    from weasyprint import HTML

    page = exported("impact-html", notebook)()
    return lambda: bytes(HTML(string=page).write_pdf(pdf_variant="pdf/ua-1"))


def measured(make: Callable[[], str | bytes], times: int) -> tuple[float, int]:
    """The least seconds of the processor that it takes, and the bytes that come of it."""
    content = make()
    seconds = []
    for _ in range(times):
        before = spent()
        make()
        seconds.append(spent() - before)
    return min(seconds), len(content.encode() if isinstance(content, str) else content)


def spent() -> float:
    """The seconds of the processor so far, of this process and of those it started and that ended."""
    return sum(os.times()[:4])


def main() -> None:
    """Print the table."""
    workspace, area, audience, times = [*sys.argv[1:], *("", "GM0200", "council", str(TIMES))[len(sys.argv) - 1 :]]
    if not workspace:
        sys.exit(__doc__)
    try:
        notebook = executed(workspace, area, audience)
    except ImpactError as error:
        sys.exit(str(error))
    names = sorted(each.name for each in entry_points(group="nbconvert.exporters") if each.name.startswith("impact-"))
    names = [name for name in names if name != "impact-analysis"]
    found: dict[str, tuple[float, int] | str] = {name: made(name, notebook, int(times)) for name in names}
    ours = [each for each in found.values() if not isinstance(each, str)]
    found["all of these"] = (sum(seconds for seconds, _ in ours), sum(size for _, size in ours))
    found[OWN_PAGE] = measured(exported("html", notebook), int(times))
    found["nbconvert webpdf"] = tried(lambda: measured(exported("webpdf", notebook), 1), "playwright")
    found["WeasyPrint of our page"] = tried(lambda: measured(printed_by_weasyprint(notebook), 1), "weasyprint")
    show(found, f"{area}, {audience}: {time.strftime('%Y-%m-%d')}")


def made(name: str, notebook: NotebookNode, times: int) -> tuple[float, int] | str:
    """What was measured of one of our formats, or why this report is not made in it."""
    try:
        return measured(exported(name, notebook), times)
    except ImpactError as error:
        return f"not made: {error.what}"


def tried(measure: Callable[[], tuple[float, int]], library: str) -> tuple[float, int] | str:
    """What was measured, or why nothing was."""
    if find_spec(library) is None:
        return f"not measured: {library} is not installed"
    try:
        return measure()
    except Exception as error:  # noqa: BLE001 - a tool that is not ours may fail in any way
        return f"not measured: {type(error).__name__}"


def show(found: dict[str, tuple[float, int] | str], title: str) -> None:
    """The table: seconds, how many of nbconvert's own page go in them, and kilobytes."""
    own = found[OWN_PAGE]
    table = Table("format", "CPU seconds", "beside nbconvert's page", "kB", title=title)
    for name, what in found.items():
        if isinstance(what, str) or isinstance(own, str):
            table.add_row(name, what if isinstance(what, str) else "", "", "")
        else:
            table.add_row(name, f"{what[0]:.3f}", f"{what[0] / own[0]:.2f}", f"{what[1] / 1000:.0f}")
    Console(width=110).print(table)


if __name__ == "__main__":
    main()
