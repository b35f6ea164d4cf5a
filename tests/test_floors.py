"""A folder is a floor, and a module imports only from its own floor or from floors below: the house's plan, read from its imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "impactlib"

FLOORS = {
    "errors": 0,
    "signs": 0,
    "yaml_text": 0,
    "documents": 0,
    "workspace": 1,
    "agreement": 1,
    "sources": 1,
    "statistics": 1,
    "indicators": 2,
    "disclosure": 3,
    "exploring": 4,
    "telling": 4,
    "publishing": 5,
    "batch": 6,
    "workshop": 6,
    "example": 6,
    "cli": 7,
    "__init__": 7,
}
"""Each folder and top module of impactlib, with its floor; `__init__` holds the public names, and imports them when they are asked for."""

TELLERS = ("telling", "publishing")
"""The floors that say what was found: they compute no figure, and see only what was released."""

TYPES_OF_FIGURES = "impactlib.statistics.estimate"
"""All that the tellers may have from statistics: what an Estimate and a Change are."""

CLOSED_TO_TELLERS = ("impactlib.statistics", "impactlib.sources", "impactlib.exploring", "duckdb", "pyarrow")
"""What would let a teller compute a figure, read the store or see exact figures."""

MODULES = [path.relative_to(PACKAGE).as_posix() for path in sorted(PACKAGE.rglob("*.py"))]


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The line and the full name of everything that a module imports, wherever in it, and also through `import_module`."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, alias.name) for alias in names)
            case ast.ImportFrom(level=0, module="impactlib"):
                yield node.lineno, "impactlib"
            case ast.ImportFrom(level=0, module=str(module), names=names):
                yield from ((node.lineno, f"{module}.{alias.name}") for alias in names)
            case ast.ImportFrom():
                yield node.lineno, "." * node.level + (node.module or "")
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[ast.Constant(value=str(module)), *_]):
                if name in ("import_module", "__import__"):
                    yield node.lineno, module


def within(name: str, package: str) -> bool:
    """Whether `name` is `package` or something in it."""
    return name == package or name.startswith(f"{package}.")


def why_not(home: str, name: str) -> str | None:
    """Why a module that lives in `home` may not import `name`, or None where it may."""
    if name.startswith("."):
        return "write the full name: 'from impactlib.…'"
    if home in TELLERS and any(within(name, closed) for closed in CLOSED_TO_TELLERS) and not within(name, TYPES_OF_FIGURES):
        return f"{home} says what was found; it may import nothing from there but {TYPES_OF_FIGURES}"
    if not within(name, "impactlib"):
        return None
    target = name.removeprefix("impactlib").removeprefix(".").split(".")[0]
    if target not in FLOORS or target == "__init__":
        return "inside the house, import from the module that has it, not from 'impactlib'"
    if FLOORS[target] > FLOORS[home]:
        return f"{target} is on floor {FLOORS[target]}, above {home} on floor {FLOORS[home]}"
    return None


def faults(source: str, *, module: str) -> list[str]:
    """What the imports of a module (its path in impactlib) do against the plan, one line for each."""
    home = Path(module).parts[0].removesuffix(".py")
    if home not in FLOORS:
        return [f"impactlib/{module}: {home} has no floor; give it one in tests/test_floors.py, and say in the plan what it is for"]
    found = [(line, name, why_not(home, name)) for line, name in imported(ast.parse(source))]
    return [f"impactlib/{module}:{line}: imports {name}; {reason}" for line, name, reason in found if reason]


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_from_its_own_floor_or_below(module: str) -> None:
    """Every module of the package keeps to the plan."""
    assert faults((PACKAGE / module).read_text(encoding="utf-8"), module=module) == []


def test_every_floor_that_holds_code_was_read() -> None:
    """The list of modules is the package's, and not empty because of a wrong path."""
    assert {"__init__.py", "errors.py", "statistics/estimate.py", "telling/blocks.py"} <= set(MODULES)


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("statistics/change.py", "from impactlib.telling.blocks import Block"),
        ("statistics/change.py", "import impactlib.batch.plan"),
        ("errors.py", "from impactlib.workspace import Workspace"),
        ("sources/store.py", "def late():\n    from impactlib.indicators.finding import Finding"),
        ("sources/store.py", "if TYPE_CHECKING:\n    from impactlib.cli import main"),
        ("disclosure/protect.py", "plan = importlib.import_module('impactlib.batch.plan')"),
        ("indicators/measure.py", "from impactlib import Workspace"),
        ("indicators/measure.py", "from impactlib import workspace"),
        ("indicators/measure.py", "import impactlib"),
        ("indicators/measure.py", "from .finding import Finding"),
        ("indicators/measure.py", "from . import finding"),
        ("telling/sentences.py", "from impactlib.statistics.proportion import wilson"),
        ("telling/sentences.py", "from impactlib.statistics import proportion"),
        ("publishing/html.py", "import impactlib.sources.store"),
        ("telling/report.py", "from impactlib.exploring.analysis import open_analysis"),
        ("exploring/frames.py", "from impactlib.publishing.pages import render"),
        ("publishing/xlsx.py", "import duckdb"),
        ("publishing/xlsx.py", "from pyarrow import parquet"),
        ("utils/text.py", ""),
        ("helpers.py", ""),
    ],
)
def test_a_planted_fault_is_caught(module: str, line: str) -> None:
    """An import upward, round the front door, relative, of the store or from a room without a floor is told once."""
    assert len(faults(line, module=module)) == 1


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("cli.py", "from impactlib.batch.run import run"),
        ("__init__.py", "from impactlib.cli import main"),
        ("batch/run.py", "from impactlib.workshop.form import Form"),
        ("sources/store.py", "from impactlib.sources.layout import Layout"),
        ("sources/store.py", "import duckdb"),
        ("exploring/model.py", "from impactlib.statistics.mean import mean"),
        ("telling/blocks.py", "from impactlib.statistics.estimate import Change, Estimate"),
        ("telling/blocks.py", "import impactlib.statistics.estimate"),
        ("telling/blocks.py", "import pydantic"),
    ],
)
def test_an_import_that_keeps_to_the_plan_is_let_through(module: str, line: str) -> None:
    """Down, level, and from other people's libraries are all allowed."""
    assert faults(line, module=module) == []
