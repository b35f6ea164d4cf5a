"""How long and how much memory it takes from a survey file to its counts, for a file and for one ten times as large.

Each size is made and counted in processes of their own, in a folder that is gone afterwards. The file is what a library's system
exports: the columns of the packaged layout `digital-course`, Windows-1252, semicolons, free text with line breaks in it, blank
answers, and people who stand in it twice. The counts are compared with those that numpy made of the same answers.

    python benchmarks/counting.py                                   # 342 areas, 3,000 and 30,000 respondents each
    python benchmarks/counting.py --areas 40 --respondents 100 1000 # a quick look

Exit status 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

MOST_MEMORY = 2 * 1024**3
"""Bytes: the largest peak that counting may reach, whatever the size of the file."""

MOST_TIMES = 12.0
"""How many times as long ten times the rows may take."""

AREAS, RESPONDENTS = 342, (3_000, 30_000)
SEED = 20260302
PIECE = 400_000
"""Rows written at a time, so that making the file takes little memory as well."""

BLANK, TWICE, LONG_TEXT = 0.03, 0.002, 0.001
"""The shares of answers left blank, of rows that stand twice, and of free texts with a line break in them."""

WORKSPACE = """\
period: "2025"
sources:
  survey: {path: "data/survey.csv", layout: digital-course}
"""


def main() -> int:
    """Make, count and compare; prints one line for each size and one for the ratio."""
    arguments = _arguments()
    if arguments.step:
        {"make": _make, "count": _count}[arguments.step](Path(arguments.folder), arguments.areas, arguments.respondents[0])
        return 0
    sizes = sorted(arguments.respondents)
    found = []
    print(f"{'rows':>12} {'file (MB)':>10} {'seconds':>9} {'peak memory (MB)':>17} {'cells':>8}")
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="impactlib-benchmark-") as folder:
            _child("make", folder, arguments.areas, size)
            result = _child("count", folder, arguments.areas, size)
        found.append(result)
        sizes_shown = f"{result['rows']:>12,} {result['file'] / 1e6:>10,.0f}"
        print(f"{sizes_shown} {result['seconds']:>9.1f} {result['peak'] / 1024**2:>17,.0f} {result['cells']:>8,}", flush=True)
    missed = []
    if (peak := max(each["peak"] for each in found)) >= MOST_MEMORY:
        missed.append(f"peak memory is {peak / 1024**2:,.0f} MB; the goal is under {MOST_MEMORY / 1024**2:,.0f} MB")
    if len(found) > 1:
        ratio, rows = found[-1]["seconds"] / found[0]["seconds"], found[-1]["rows"] / found[0]["rows"]
        print(f"{rows:.1f} times the rows takes {ratio:.1f} times as long")
        if ratio > MOST_TIMES * rows / 10:
            missed.append(f"the time grows {ratio:.1f} times; the goal is at most {MOST_TIMES:g} times for 10 times the rows")
    for line in missed:
        print(f"missed: {line}", file=sys.stderr)
    return 1 if missed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="From a survey file to its counts: seconds and peak memory.")
    parser.add_argument("--areas", type=int, default=AREAS, help=f"how many municipalities (default and most: {AREAS})")
    parser.add_argument(
        "--respondents", type=int, nargs="+", default=list(RESPONDENTS), help="respondents in each, one number for each size"
    )
    parser.add_argument("--step", choices=["make", "count"], help=argparse.SUPPRESS)
    parser.add_argument("--folder", help=argparse.SUPPRESS)
    found = parser.parse_args()
    if not 1 <= found.areas <= AREAS:
        parser.error(f"--areas is {found.areas}; it can be 1 to {AREAS}")
    return found


def _child(step: str, folder: str, areas: int, respondents: int) -> dict[str, Any]:
    command = [sys.executable, __file__, "--step", step, "--folder", folder, "--areas", str(areas), "--respondents", str(respondents)]
    # The numpy of the maker must not count as memory of the counter, so each step starts afresh from this small process.
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": "0"})
    return dict(json.loads(done.stdout)) if done.stdout else {}


def _make(folder: Path, areas: int, respondents: int) -> None:
    """Write the workspace: its settings, the survey file, and the counts that must come out."""
    import numpy as np

    from impactlib.sources.areas import DEFAULT_REGISTER
    from impactlib.sources.layout import AnswerScale, SurveyLayout, read_layout
    from impactlib.sources.survey import answered_columns

    layout = read_layout("digital-course")
    assert isinstance(layout, SurveyLayout)
    (folder / "parameters").mkdir()
    (folder / "data").mkdir()
    (folder / "parameters" / "workspace.yml").write_text(WORKSPACE, encoding="utf-8")
    with DEFAULT_REGISTER.open(encoding="utf-8", newline="") as file:
        names = [row["name"] for row in csv.DictReader(file) if row["population_2026"]][:areas]
    columns = answered_columns(layout)
    texts = []
    for column in columns:
        scale = column.scale
        listed = (
            list(scale.answers)
            if isinstance(scale, AnswerScale)
            else [str(mark) for mark in range(int(scale.lowest), int(scale.highest) + 1)]
        )
        texts.append(np.array([*listed, scale.no_opinion[0], ""], dtype=object))
    chance = np.random.default_rng(SEED)
    expected = [np.zeros((areas, len(each)), dtype=np.int64) for each in texts]
    head = ["Respondentnummer", "Datum ingevuld", "Gemeente", "Cursuscode", *(each.column for each in columns), *layout.free_text]
    with (folder / "data" / "survey.csv").open("w", encoding="windows-1252", newline="") as survey:
        survey.write(";".join(head) + "\r\n")
        for start in range(0, areas * respondents, PIECE):
            numbers = np.arange(start, min(start + PIECE, areas * respondents))
            _write_piece(survey, numbers, names=names, texts=texts, expected=expected, chance=chance)
    told = {column.coded: counts.tolist() for column, counts in zip(columns, expected, strict=True)}
    (folder / "expected.json").write_text(json.dumps({"names": names, "told": told}), encoding="utf-8")


def _write_piece(file: Any, numbers: Any, *, names: list[str], texts: list[Any], expected: list[Any], chance: Any) -> None:
    import numpy as np

    n, area = len(numbers), numbers % len(names)
    cells: list[Any] = [[f"R{number:09d}" for number in numbers]]
    days = chance.integers(1, 29, n), chance.integers(1, 13, n)
    cells.append([f"{day:02d}-{month:02d}-2025" for day, month in zip(*days, strict=True)])
    cells.append([names[each] for each in area])
    cells.append([f"C{each:03d}-{course:04d}" for each, course in zip(area, numbers // len(names) // 12, strict=True)])
    for listed, counts in zip(texts, expected, strict=True):
        answer = chance.integers(0, len(listed) - 1, n)
        answer[chance.random(n) < BLANK] = len(listed) - 1
        np.add.at(counts, (area, answer), 1)
        cells.append(listed[answer])
    drawn = chance.random(n)
    changed = np.where(
        drawn < LONG_TEXT, '"Ik mail nu zelf.\r\nDat ""durfde"" ik niet; eerder."', np.where(drawn < 0.1, "Ik bel nu met beeld", "")
    )
    cells += [changed, np.where(chance.random(n) < 0.05, "Meer oefenen", "")]
    rows = [";".join(row) for row in zip(*cells, strict=True)]
    rows += [row for row, again in zip(rows, chance.random(n) < TWICE, strict=True) if again]
    file.write("\r\n".join(rows) + "\r\n")


def _count(folder: Path, areas: int, respondents: int) -> None:
    """From the file to the counts, as a release does it; prints what it took, and compares the counts."""
    start = time.perf_counter()
    from impactlib.indicators.counting import SurveyCounts, count_sources
    from impactlib.indicators.indicator import catalogue
    from impactlib.sources.store import fill_store
    from impactlib.workspace import Workspace

    register, stored = fill_store(Workspace.open(folder))
    (counts,) = count_sources(stored, catalogue().values())
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    assert isinstance(counts, SurveyCounts)
    _compare(folder, counts, register, areas * respondents)
    cells = sum(len(table) for places in counts.tables.values() for table in places.values())
    size = (folder / "data" / "survey.csv").stat().st_size
    print(json.dumps({"rows": areas * respondents, "file": size, "seconds": seconds, "peak": peak, "cells": cells}))


def _compare(folder: Path, counts: Any, register: Any, rows: int) -> None:
    """Refuse the run when a single answer was counted otherwise than it was made."""
    made = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    for coded, expected in made["told"].items():
        item, when = coded.rsplit(".", 1)
        found = 0
        for name, listed in zip(made["names"], expected, strict=True):
            by_code: dict[float | None, int] = {}
            for (before, now), n in counts.tables[item][(register.code_of(name), "2025")].items():
                code = before if when == "before" else now
                by_code[code] = by_code.get(code, 0) + n
            codes: list[float | None] = [*(float(code) for code in range(1, len(listed) - 1)), -1.0, None]
            if [by_code.get(code, 0) for code in codes] != listed:
                msg = f"{coded} in {name}: counted {by_code}, made {listed}"
                raise SystemExit(msg)
            found += sum(by_code.values())
        if found != rows:
            msg = f"{coded}: {found} rows were counted, {rows} were made"
            raise SystemExit(msg)


if __name__ == "__main__":
    raise SystemExit(main())
