"""How long protecting and attacking a whole release takes, and how much is lost by it.

Two releases: the example (51 municipalities), and 342 municipalities with all 72 indicators in 5 years, of made-up answers
(`made_sources.py`, the same seed each time). Each is measured first; then, timed:

- protecting: the primary rules, merging, judging, blurring, and what has to go besides; round by round until the attack finds nothing;
- verifying: the attack once more on what came out, by itself, as a reader of all reports would do it.

The baseline of the same run is the release by the primary rules alone, as it was before there was an attack: protected, judged, blurred.

    python benchmarks/disclosure.py                 # about 10 minutes
    python benchmarks/disclosure.py --quick         # the example only

Exit status 1 when a goal is missed: at most 1.5 things hidden besides for one by the primary rules, the whole release of 342
municipalities under 10 minutes, and nothing found in what came out.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

MINUTES = 10.0
"""How long protecting and verifying 342 municipalities may take."""

BESIDES = 1.5
"""How many things may be hidden besides for each that the primary rules hide."""

YEARS = ["2021", "2022", "2023", "2024", "2025"]
ANSWERS = 1_000_000
WORKERS = 2


def main() -> int:
    """Measure each release in a process of its own, and print a line for each."""
    parser = argparse.ArgumentParser(description="Protecting and attacking a release: seconds, memory, and what is lost.")
    parser.add_argument("--quick", action="store_true", help="the example only")
    parser.add_argument("--answers", type=int, default=ANSWERS, help=f"about how many answers of the large release (default {ANSWERS:,})")
    parser.add_argument("--step", choices=["example", "large"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        print(json.dumps(_step(options.step, options.answers)))
        return 0
    print(f"{os.cpu_count()} processors, {WORKERS} of them used to attack", flush=True)
    missed = False
    for step in ["example"] if options.quick else ["example", "large"]:
        command = [sys.executable, __file__, "--step", step, "--answers", str(options.answers)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env={**os.environ, "OMP_NUM_THREADS": "1"})
        missed |= _show(step, json.loads(done.stdout.splitlines()[-1]))
    return int(missed)


def _show(step: str, found: dict[str, Any]) -> bool:
    print(f"{step}: {found['areas']} municipalities, {found['findings']:,} figures, {found['told']:,} of them told")
    print(f"  primary rules alone  {found['alone']:8.1f} s   (the baseline)")
    print(f"  protecting           {found['protecting']:8.1f} s   {found['protecting'] / found['alone']:.1f} times")
    print(f"  verifying            {found['verifying']:8.1f} s   {found['lines']:,} facts, {found['secrets']:,} secrets")
    print(f"  peak memory          {found['peak'] / 1024**2:8,.0f} MB")
    each = found["besides"] / max(1, found["primary"])
    print(
        f"  hidden by the primary rules {found['primary']:,}, besides {found['besides']:,}: {each:.3f} for each (goal: {BESIDES:g} at most)"
    )
    figures = found["besides figures"] / max(1, found["primary figures"])
    print(f"  of which whole figures {found['primary figures']:,} and {found['besides figures']:,}: {figures:.3f} for each")
    minutes = (found["protecting"] + found["verifying"]) / 60
    faults = [
        f"{found['exposed']} secrets are out" if found["exposed"] else "",
        f"{each:.2f} hidden besides for each" if each > BESIDES else "",
        f"{minutes:.1f} minutes" if minutes > MINUTES else "",
    ]
    for fault in filter(None, faults):
        print(f"missed: {fault}", file=sys.stderr)
    return any(faults)


def _step(step: str, answers: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="impactlib-benchmark-") as folder:
        measured, workspace = _example(Path(folder)) if step == "example" else _large(Path(folder), answers)
        return _timed(measured, workspace)


def _example(folder: Path) -> tuple[Any, Any]:
    from impactlib.disclosure.measured import measure
    from impactlib.example import write_example
    from impactlib.workspace import Workspace

    write_example(folder)
    workspace = Workspace.open(folder)
    return measure(workspace), workspace


def _large(folder: Path, answers: int) -> tuple[Any, Any]:
    import made_sources

    from impactlib.disclosure.measured import Measured
    from impactlib.indicators.counting import count_sources
    from impactlib.indicators.indicator import catalogue
    from impactlib.indicators.measuring import measure_all
    from impactlib.sources.areas import default_register
    from impactlib.workspace import Settings, Workspace

    register = default_register()
    made_sources.make(folder, register, YEARS, answers)
    stored = made_sources.sources(folder)
    counts = count_sources(stored, catalogue().values())
    areas = list(register.areas)
    findings = measure_all(counts, catalogue().values(), register, areas, YEARS[-1])
    workspace = Workspace(folder=folder, settings=Settings.model_validate({"period": YEARS[-1], "areas": "all", "sources": {}}))
    measured = Measured(
        register=register,
        agreements={},
        filed={},
        stored=stored,
        counts=counts,
        stories=[],
        findings=findings,
        areas=areas,
        indicators=catalogue(),
    )
    return measured, workspace


def _timed(measured: Any, workspace: Any) -> dict[str, Any]:
    from impactlib.disclosure.attack import attack
    from impactlib.disclosure.blurring import blurred
    from impactlib.disclosure.ground import ground_of
    from impactlib.disclosure.joint import puzzle_of
    from impactlib.disclosure.ledger import Ledger
    from impactlib.disclosure.making import judged_findings, primary, safe_release

    start = time.perf_counter()
    before = primary(measured, workspace)
    blurred(judged_findings(measured, before.findings, workspace), before.findings, measured.indicators)
    alone = time.perf_counter() - start
    start = time.perf_counter()
    safe = safe_release(measured, workspace, Ledger(), workers=WORKERS)
    protecting = time.perf_counter() - start
    start = time.perf_counter()
    ground = ground_of(measured, workspace, Ledger())
    found = puzzle_of(safe.facts, ground)
    exposed = attack(found.known, found.secrets, workers=WORKERS)
    verifying = time.perf_counter() - start
    rules = {(each.finding, each.part) for each in before.decisions}
    besides = {(each.finding, each.part) for each in safe.decisions} - rules
    return {
        "areas": len(measured.areas),
        "findings": len(measured.findings),
        "told": sum(each.estimate is not None for each in safe.findings),
        "alone": alone,
        "protecting": protecting,
        "verifying": verifying,
        "lines": safe.lines,
        "secrets": safe.secrets,
        "exposed": len(exposed),
        "primary": len(rules),
        "besides": len(besides),
        "primary figures": sum(part == "figure" for _, part in rules),
        "besides figures": sum(part == "figure" for _, part in besides),
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024),
    }


if __name__ == "__main__":
    raise SystemExit(main())
