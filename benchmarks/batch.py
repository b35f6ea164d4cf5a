"""Seconds per report, four ways, in one run: (a) the two commands, (b) papermill in a loop, (c) `impact run`, (d) plain functions.

    .venv/bin/python benchmarks/batch.py [--municipalities 10]

Machines are shared and noisy: read the ratios, not the seconds. CPU is user and system time of all processes of a way; the
release is made before, since every way reads the same one. Each way makes the same pages; their bytes are compared.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
NOTEBOOK = ROOT / "notebooks" / "report.ipynb"

LOOP = """
import sys, papermill
from pathlib import Path
from nbconvert.exporters import get_exporter
workspace, notebook, out, *codes = sys.argv[1:]
for code in codes:
    executed = Path(out) / f"{code}.ipynb"
    papermill.execute_notebook(notebook, str(executed), parameters={"workspace": workspace, "municipality": code}, progress_bar=False)
    page, _ = get_exporter("impact-html")().from_filename(str(executed))
    (Path(out) / f"{code}.html").write_text(page, encoding="utf-8")
"""

PLAIN = """
import sys
from pathlib import Path
from impactlib import open_report
from impactlib.publishing.html import report_page
workspace, notebook, out, *codes = sys.argv[1:]
for code in codes:
    report = open_report(workspace, code, "council", "nl")
    (Path(out) / f"{code}.html").write_text(report_page(report.blocks(), "nl"), encoding="utf-8")
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a way took for all reports, in seconds."""

    wall: float
    cpu: float


def timed(work: Callable[[], None]) -> Taken:
    """The wall and CPU seconds of the processes that `work` starts and waits for."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Taken(wall=time.perf_counter() - started, cpu=cpu)


def call(*words: str) -> None:
    """Run a command, quietly; show what it said when it fails."""
    done = subprocess.run(words, capture_output=True, text=True, check=False, env={**os.environ, "OMP_NUM_THREADS": "1"})
    if done.returncode:
        sys.exit(f"{' '.join(words)}\n{done.stdout}\n{done.stderr}")


def commands(workspace: Path, out: Path, codes: list[str]) -> None:
    """(a) What users do: `papermill`, then `jupyter nbconvert`, for each municipality."""
    for code in codes:
        executed = out / f"{code}.ipynb"
        call(str(BIN / "papermill"), str(NOTEBOOK), str(executed), "-p", "workspace", str(workspace), "-p", "municipality", code)
        call(str(BIN / "jupyter"), "nbconvert", "--to", "impact-html", str(executed))


def impact(workspace: Path, codes: list[str], workers: int) -> None:
    """(c) Our own batch."""
    only = [word for code in codes for word in ("--only", code)]
    call(str(BIN / "impact"), "run", "-w", str(workspace), "--workers", str(workers), *only)


def pages(out: Path, pattern: str) -> set[str]:
    """The hashes of the pages a way made."""
    return {hashlib.sha256(path.read_bytes()).hexdigest() for path in out.glob(pattern)}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Seconds per report, four ways.")
    parser.add_argument("--municipalities", type=int, default=10, help="how many reports each way makes")
    parser.add_argument("--rounds", type=int, default=2, help="how often, interleaved; the least of each is shown")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "workspace"
        call(str(BIN / "impact"), "example", str(workspace))
        call(str(BIN / "impact"), "measure", "-w", str(workspace))
        codes = [path.name[:6] for path in sorted((workspace / "parameters").glob("GM*.yml"))][: options.municipalities]
        outs = {name: Path(folder) / name for name in "abd"}
        for out in outs.values():
            out.mkdir()
        ways: dict[str, Callable[[], None]] = {
            "a  papermill command + jupyter nbconvert command": lambda: commands(workspace, outs["a"], codes),
            "b  papermill in a Python loop": lambda: call(
                sys.executable, "-c", LOOP, str(workspace), str(NOTEBOOK), str(outs["b"]), *codes
            ),
            "c1 impact run, 1 worker": lambda: impact(workspace, codes, 1),
            "c2 impact run, 2 workers": lambda: impact(workspace, codes, 2),
            "d  plain functions in one warm process": lambda: call(
                sys.executable, "-c", PLAIN, str(workspace), str(NOTEBOOK), str(outs["d"]), *codes
            ),
        }
        taken: dict[str, list[Taken]] = {name: [] for name in ways}
        for _ in range(options.rounds):
            for name, work in ways.items():
                taken[name].append(timed(work))
        made = [pages(outs[name], "*.html") for name in outs] + [pages(workspace, "outputs/*/GM*/*.html")]
        base = min(each.cpu for each in taken[next(iter(ways))])
        alike = all(each == made[0] for each in made)
        print(f"{len(codes)} reports, {options.rounds} rounds, {os.cpu_count()} processors; the same pages: {alike}")
        print(f"{'way':52}{'wall s':>9}{'CPU s':>9}{'CPU, a/way':>12}   (per report)")
        for name, each in taken.items():
            wall, cpu = min(one.wall for one in each), min(one.cpu for one in each)
            print(f"{name:52}{wall / len(codes):9.2f}{cpu / len(codes):9.2f}{base / cpu:12.2f}")


if __name__ == "__main__":
    main()
