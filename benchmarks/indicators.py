"""How long and how much memory all indicators take for 342 areas and 5 years, beside the same figures in a user's usual way.

The answers are made up, with the same seed each time, for every packaged survey and counts layout (`made_sources.py`), and stored coded
as `impactlib.sources.store` holds them; making them is not timed. An answer is one filled cell: somebody's answer to one question at one
moment. Then, each in a process of its own:

- ours: counting and measuring every indicator of the catalogue in every area and year; and once with the other figures of each as well;
- a user's way: pandas, and a statsmodels call for each group (`users_way.py`), on every tenth area, scaled to all of them. Reading the
  sources is not scaled.

Both give the same figures: the values of those areas are compared, and the limits where both use the same method.

    python benchmarks/indicators.py                    # 1 million answers: about 1 minute
    python benchmarks/indicators.py --quick            # half of that, once
    python benchmarks/indicators.py --answers 5000000

Exit status 1 when the goal is missed, or a figure differs.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

TIMES_FASTER = 20.0
"""How many times as long a user's way should take."""

ANSWERS, QUICK = 1_000_000, 500_000
YEARS = ["2021", "2022", "2023", "2024", "2025"]
EVERY = 10
"""One area in so many is in a user's way as well."""

CLOSE = 1e-9
"""How far two values may be apart, relative to values over 1."""

SAME_LIMITS = {"wilson", "t", "published"}
"""The methods of which statsmodels has the same limits; for courses it has another correction for few of them."""


def main() -> int:
    """Make, measure and compare; prints a line for each way."""
    parser = argparse.ArgumentParser(description="All indicators for all areas: seconds, peak memory, and the ratio to a user's way.")
    parser.add_argument("--answers", type=int, default=ANSWERS, help=f"about how many answered cells (default {ANSWERS:,})")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK:,} answers, one round")
    parser.add_argument("--rounds", type=int, default=2, help="how often each way is run, interleaved; the least of each is shown")
    parser.add_argument("--step", choices=["make", "ours", "companions", "users"], help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        print(json.dumps(_step(options.step, options.folder, options.answers)))
        return 0
    answers, rounds = (QUICK, 1) if options.quick else (options.answers, options.rounds)
    with tempfile.TemporaryDirectory(prefix="impactlib-benchmark-") as folder:
        made = _child("make", folder, answers)
        print(
            f"{made['answers']:,} answers (filled cells) of {made['respondents']:,} respondents to {made['surveys']} surveys, "
            f"in {made['courses']:,} courses; {made['counts']:,} counts of {made['count files']} files"
        )
        print(f"{made['areas']} areas, {len(YEARS)} years; {os.cpu_count()} processors; the least of {rounds} rounds", flush=True)
        taken: dict[str, list[dict[str, Any]]] = {"ours": [], "companions": [], "users": []}
        for _ in range(rounds):
            for step, found in taken.items():
                found.append(_child(step, folder, answers))
        differing = _compare(Path(folder))
    best = {step: min(found, key=lambda each: each["cpu"]) for step, found in taken.items()}
    print(f"{'way':44}{'figures':>9}{'wall s':>9}{'CPU s':>9}{'peak memory (MB)':>18}")
    _show("impactlib", best["ours"])
    print(f"{'... of which counting':44}{'':>9}{best['ours']['counting wall']:>9.1f}{best['ours']['counting cpu']:>9.1f}")
    _show("impactlib, with the other figures of each", best["companions"])
    _show(f"pandas and statsmodels, {best['users']['areas']} areas", best["users"])
    scale = made["areas"] / best["users"]["areas"]
    whole = {
        kind: best["users"][f"reading {kind}"] + scale * (best["users"][kind] - best["users"][f"reading {kind}"])
        for kind in ("wall", "cpu")
    }
    scaled = f"... scaled to {made['areas']} areas"
    print(f"{scaled:44}{'':>9}{whole['wall']:>9.1f}{whole['cpu']:>9.1f}")
    ratio = whole["cpu"] / best["ours"]["cpu"]
    print(f"a user's way takes {ratio:.1f} times the CPU time, and {whole['wall'] / best['ours']['wall']:.1f} times as long by the clock")
    if ratio < TIMES_FASTER:
        print(f"missed: the goal is {TIMES_FASTER:g} times", file=sys.stderr)
    return 1 if differing or ratio < TIMES_FASTER else 0


def _show(name: str, taken: dict[str, Any]) -> None:
    shown = f"{taken['wall']:>9.1f}{taken['cpu']:>9.1f}{taken['peak'] / 1024**2:>18,.0f}"
    print(f"{name:44}{taken['figures']:>9,}{shown}")


def _child(step: str, folder: str, answers: int) -> dict[str, Any]:
    command = [sys.executable, __file__, "--step", step, "--folder", folder, "--answers", str(answers)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env={**os.environ, "OMP_NUM_THREADS": "1"})
    return dict(json.loads(done.stdout))


def _step(step: str, folder: Path, answers: int) -> dict[str, Any]:
    import made_sources

    from impactlib.sources.areas import default_register

    register = default_register()
    if step == "make":
        return {**made_sources.make(folder, register, YEARS, answers), "areas": len(register.areas)}
    stored = made_sources.sources(folder)
    return _users(folder, stored, register) if step == "users" else _ours(folder, stored, register, companions=step == "companions")


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _ours(folder: Path, stored: Any, register: Any, *, companions: bool) -> dict[str, Any]:
    """Count and measure; what was found of the areas that a user's way has too is kept for the comparison."""
    from impactlib.indicators.counting import count_sources
    from impactlib.indicators.indicator import catalogue
    from impactlib.indicators.measuring import measure_all, measure_figure

    areas, known = list(register.areas), catalogue()
    wall, cpu = time.perf_counter(), time.process_time()
    counts = count_sources(stored, known.values())
    counted = time.perf_counter() - wall, time.process_time() - cpu
    found = measure_all(counts, known.values(), register, areas, YEARS[-1])
    for indicator in known.values() if companions else ():
        for figure in indicator.also.values():
            found += measure_figure(counts, indicator, figure, register, areas, YEARS[-1])
    taken = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "peak": _peak()}
    if given := set(known) - {each.indicator for each in found}:
        raise SystemExit(f"the sources give nothing for {', '.join(sorted(given))}")
    if not companions:
        some = set(areas[::EVERY][: len(areas) // EVERY])
        kept = {
            (each.indicator, each.area, each.period): (
                [(one.value, one.lower, one.upper, one.method, ends) for one, ends in _intervals(each)],
                each.response.answered if each.response else 0,
                each.response.no_opinion + each.response.blank if each.response else 0,
            )
            for each in found
            if each.area in some and each.estimate is not None
        }
        (folder / "ours.pickle").write_bytes(pickle.dumps(kept))
    return {**taken, "figures": sum(each.estimate is not None for each in found), "counting wall": counted[0], "counting cpu": counted[1]}


def _intervals(finding: Any) -> list[tuple[Any, tuple[float, float]]]:
    """The figures of a finding, each with the ends that its limits keep to."""
    low, high = finding.scale or (-math.inf, math.inf)
    if finding.change is None:
        is_mean = finding.estimate.method == "t"
        return [(finding.estimate, (low, high) if is_mean else (-math.inf, math.inf))]
    change = finding.change
    if change.difference.method != "t":
        return [(each, (-math.inf, math.inf)) for each in (change.difference, change.before, change.now)]
    return [(change.difference, (low - high, high - low)), (change.before, (low, high)), (change.now, (low, high))]


def _users(folder: Path, stored: Any, register: Any) -> dict[str, Any]:
    import users_way

    from impactlib.indicators.indicator import catalogue

    areas = list(register.areas)
    some = areas[::EVERY][: len(areas) // EVERY]
    wall, cpu = time.perf_counter(), time.process_time()
    frames = users_way.read(stored)
    read = time.perf_counter() - wall, time.process_time() - cpu
    found = users_way.figures(stored, frames, {each.id: each.figure for each in catalogue().values()}, register, some)
    taken = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "peak": _peak()}
    (folder / "users.pickle").write_bytes(pickle.dumps(found))
    return {**taken, "figures": len(found), "areas": len(some), "reading wall": read[0], "reading cpu": read[1]}


def _compare(folder: Path) -> bool:
    """Whether any figure of one way is not that of the other; prints how many were compared."""
    ours, users = (pickle.loads((folder / f"{name}.pickle").read_bytes()) for name in ("ours", "users"))
    values = limits = 0
    differing = [f"{key}: only one way gives it" for key in sorted(ours.keys() ^ users.keys())]
    for key in ours.keys() & users.keys():
        if ours[key][1:] != users[key][1:]:
            differing.append(f"{key}: {ours[key][1:]} and {users[key][1:]} people")
        for (value, lower, upper, method, ends), (theirs, below, above) in zip(ours[key][0], users[key][0], strict=True):
            pairs = [(value, theirs)]
            values += 1
            if method in SAME_LIMITS and lower is not None:
                limits += 1
                # Our limits go no further than the scale; those of a user's way do.
                pairs += [(lower, max(below, ends[0])), (upper, min(above, ends[1]))]
            if any(not abs(one - other) <= CLOSE * max(1.0, abs(one)) for one, other in pairs):
                differing.append(f"{key}: {method} {value} ({lower} to {upper}), and {theirs} ({below} to {above})")
    print(f"{values:,} values and {limits:,} intervals compared; {len(differing)} differ")
    for line in differing[:5]:
        print(f"  {line}", file=sys.stderr)
    return bool(differing)


if __name__ == "__main__":
    raise SystemExit(main())
