"""The attack shares no code with the protector: what one of them overlooks, the other does not overlook for the same reason."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[1] / "impactlib" / "disclosure"

ATTACK = {"attack", "blocks", "facts", "insiders", "solving", "sources", "steps", "unknowns", "verdicts", "witnesses"}
"""What reads told figures as facts, and works with them."""

PROTECT = {
    "alternatives",
    "blurring",
    "complementary",
    "counted",
    "courses",
    "earlier",
    "magnitudes",
    "protect",
    "redesign",
    "table_rules",
    "wanted",
}
"""What decides what is not told."""

WORDS = {"beside", "fact", "known"}
"""What both speak in: data, and what is made of the counts; no rule is there, and nothing is solved there."""

MEETING = {"ground", "joint", "making", "tables"}
"""Where the two meet."""


def imports(module: str) -> set[str]:
    """The modules of disclosure control that a module imports, wherever in it."""
    tree = ast.parse((FOLDER / f"{module}.py").read_text(encoding="utf-8"))
    found = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    found |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return {name.removeprefix("impactlib.disclosure.") for name in found if name.startswith("impactlib.disclosure.")}


def reached(module: str) -> set[str]:
    """Everything of disclosure control that a module imports, itself or through others."""
    found: set[str] = set()
    waiting = [module]
    while waiting:
        for name in imports(waiting.pop()) - found:
            found.add(name)
            waiting.append(name)
    return found


@pytest.mark.parametrize("module", sorted(ATTACK))
def test_the_attack_reaches_nothing_of_the_protector(module):
    """Neither directly nor through a module that both use."""
    assert reached(module) <= ATTACK | WORDS


@pytest.mark.parametrize("module", sorted(PROTECT))
def test_the_protector_reaches_nothing_of_the_attack(module):
    """Neither directly nor through a module that both use."""
    assert reached(module) <= PROTECT | WORDS


@pytest.mark.parametrize("module", sorted(WORDS))
def test_what_both_speak_in_reaches_neither(module):
    """Words and numbers, made without either of them."""
    assert reached(module) <= WORDS


def test_every_module_named_here_is_there():
    """A module that was renamed is not tested by accident of being absent; and whatever solves or protects is named."""
    there = {path.stem for path in FOLDER.glob("*.py")}
    assert ATTACK | PROTECT | WORDS | MEETING <= there
    both = {module for module in there if reached(module) & {"attack"} and reached(module) & {"protect", "complementary"}}
    assert MEETING <= both
