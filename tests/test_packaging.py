"""The files that say how impactlib is installed agree with each other, and git holds nothing that belongs to one machine."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[1]

LARGEST_FILE = 1024 * 1024
"""In bytes: what is larger is data or output, and does not belong in git."""

CONDA_NAMES = {"python-duckdb": "duckdb"}
"""What conda-forge calls otherwise than the Python registry does."""

PYTHONS = ("3.11", "3.12", "3.13")
"""The versions of Python that the exact versions hold for."""

MACHINE = re.compile(r"""/(work|tmp|root|home/[a-z]+)/|https?://[^ "]*/simple([/ "]|$)|index[-]url|"resolved": *"http""")
"""A path of one machine, or the address of a package index."""

PORTABLE = re.compile("tempfile|tmp_path|TMPDIR")
"""A line about a temporary folder that is made where the tests run."""


def tracked() -> list[Path]:
    """Every file that is in git, or would be with the next commit."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in sorted(set(listed.stdout.split("\0"))) if name and (ROOT / name).is_file()]


def pinned(lines: list[str], python: str) -> dict[str, str]:
    """The exact version of each distribution, for one version of Python."""
    requirements = [Requirement(line) for line in lines]
    here = [each for each in requirements if each.marker is None or each.marker.evaluate({"python_version": python})]
    assert all(re.fullmatch(r"==[^*,]+", str(each.specifier)) for each in here), "every version is exact"
    assert len({canonicalize_name(each.name) for each in here}) == len(here), "every distribution stands once"
    return {canonicalize_name(each.name): str(each.specifier).removeprefix("==") for each in here}


def constraints(python: str = "3.11") -> dict[str, str]:
    """The versions of constraints.txt, for one version of Python."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return pinned([line for line in lines if line and not line.startswith("#")], python)


def declared() -> dict[str, Requirement]:
    """The direct dependencies of pyproject.toml, those for developing too."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    requirements = [Requirement(line) for line in (*project["dependencies"], *project["optional-dependencies"]["dev"])]
    return {canonicalize_name(each.name): each for each in requirements}


def environment() -> dict[str, str]:
    """The exact versions of environment.yml, those under pip too, by the names of the Python registry."""
    listed = YAML(typ="safe").load(ROOT / "environment.yml")["dependencies"]
    from_pip = next(entry["pip"] for entry in listed if isinstance(entry, dict))
    assert from_pip[-1] == "-e .", "impactlib itself comes last"
    names = [entry for entry in listed if isinstance(entry, str) and entry != "pip" and not entry.startswith("python ")]
    versions = pinned([*names, *from_pip[:-1]], PYTHONS[0])
    return {CONDA_NAMES.get(name, name): version for name, version in versions.items()}


def test_conda_and_pip_install_the_same_direct_dependencies() -> None:
    """environment.yml names what pyproject.toml names, no more and no less."""
    assert set(declared()) == set(environment())


def test_conda_and_pip_install_the_same_versions() -> None:
    """Each direct dependency has one exact version, whichever tool installs it."""
    pins = constraints()
    assert {name: pins[name] for name in declared()} == environment()


@pytest.mark.parametrize("python", PYTHONS)
def test_the_exact_versions_lie_in_the_declared_ranges(python: str) -> None:
    """What constraints.txt asks for, pyproject.toml allows."""
    pins = constraints(python)
    assert [str(each) for name, each in declared().items() if not each.specifier.contains(pins[name])] == []


def test_the_exact_versions_are_versions_and_nothing_else() -> None:
    """constraints.txt holds no address, no path, no option and no editable line."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r'#.*|[\w.-]+==[\w.]+( ; python_version == "3\.\d+")?', line)] == []


def test_every_dependency_has_a_range_with_both_ends() -> None:
    """A dependency says the oldest version that was tried, and stops before the next that may break."""
    assert [str(each) for each in declared().values() if {part.operator for part in each.specifier} != {">=", "<"}] == []


def test_files_in_git_are_small() -> None:
    """No file in git is larger than 1 MiB."""
    assert [path.relative_to(ROOT).as_posix() for path in tracked() if path.stat().st_size > LARGEST_FILE] == []


def test_notebooks_in_git_hold_no_outputs() -> None:
    """Every notebook is committed without outputs and execution counts, and with the kernelspec that papermill needs."""
    notebooks = {path: json.loads(path.read_text(encoding="utf-8")) for path in tracked() if path.suffix == ".ipynb"}
    cells = [(path.name, cell) for path, notebook in notebooks.items() for cell in notebook["cells"]]
    assert [name for name, cell in cells if cell.get("outputs") or cell.get("execution_count") is not None] == []
    assert [path.name for path, notebook in notebooks.items() if "kernelspec" not in notebook["metadata"]] == []
    assert [path.name for path, notebook in notebooks.items() if "papermill" in notebook["metadata"]] == []


def test_no_file_in_git_belongs_to_one_machine() -> None:
    """No file names a path of the machine it was written on, or a package index."""
    lines = [
        (path.relative_to(ROOT).as_posix(), number, line)
        for path in tracked()
        if b"\0" not in (content := path.read_bytes())
        for number, line in enumerate(content.decode(errors="replace").splitlines(), start=1)
    ]
    assert [f"{name}:{number}" for name, number, line in lines if MACHINE.search(line) and not PORTABLE.search(line)] == []


@pytest.mark.parametrize(
    "line", ["cd /wor" + "k/main", "open('/hom" + "e/anna/x.csv')", "--index" + "-url x", "https:" + "//mirror.example/simpl" + "e/pandas"]
)
def test_a_planted_path_or_address_is_caught(line: str) -> None:
    """The pattern finds what it is for."""
    assert MACHINE.search(line)


def test_the_places_that_contributing_names_are_there() -> None:
    """Every file or folder between backticks in CONTRIBUTING.md exists, so a recipe leads somewhere."""
    named = re.findall(r"`((?:impactlib|tests|notebooks)/[^` ]*|[A-Z]\w*\.md)`", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert [name for name in named if not (ROOT / name).exists()] == []
