"""Notebooks hold calls and prose, no logic, and are committed clean."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import nbformat
import papermill
import pytest

from impactlib.batch.plan import PARAMETERS

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
TAGS = {"parameters", "remove-cell", "remove-input", "hide-input"}
LONGEST_CELL = 8
LOGIC = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.For, ast.While, ast.Try, ast.If, ast.With, ast.Lambda)
BY_NAME = [path.name for path in NOTEBOOKS]


def code_cells(path: Path) -> list[str]:
    """The sources of a notebook's code cells."""
    return [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def test_there_is_a_notebook_for_each_kind_of_run() -> None:
    """What the batch can run is there."""
    assert set(PARAMETERS) <= {path.stem for path in NOTEBOOKS}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=BY_NAME)
def test_a_notebook_holds_no_logic(path: Path) -> None:
    """No definition, loop, branch or handler: what needs one is a library function. And no cell is long."""
    for source in code_cells(path):
        assert [] == [type(node).__name__ for node in ast.walk(ast.parse(source)) if isinstance(node, LOGIC)]
        assert len(source.splitlines()) <= LONGEST_CELL


@pytest.mark.parametrize("path", NOTEBOOKS, ids=BY_NAME)
def test_a_notebook_is_committed_clean(path: Path) -> None:
    """No outputs, counts or traces of papermill; with a kernelspec, without which papermill stops."""
    content = json.loads(path.read_text(encoding="utf-8"))
    assert "python3" == content["metadata"]["kernelspec"]["name"]
    assert "papermill" not in json.dumps(content)
    for cell in content["cells"]:
        assert set(cell["metadata"].get("tags", [])) <= TAGS
        assert (None, []) == (cell.get("execution_count"), cell.get("outputs", []))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=BY_NAME)
def test_parameters_are_typed_and_explained(path: Path) -> None:
    """Papermill reads a type and a help text for each."""
    for parameter in papermill.inspect_notebook(str(path)).values():
        assert "str" == parameter["inferred_type_name"]
        assert parameter["help"]


def test_the_report_has_no_static_words() -> None:
    """Whatever a reader sees comes from the language file: the notebook has no Markdown."""
    cells = nbformat.read(ROOT / "notebooks" / "report.ipynb", as_version=4).cells
    assert {"code"} == {cell.cell_type for cell in cells}
