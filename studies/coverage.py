"""How often each 95 % interval that a report may tell holds the truth, from few people to many, and where answers pile up at the top.

    python studies/coverage.py          # a few minutes; writes studies/coverage.csv and prints it
    python studies/coverage.py --exact  # only what needs no simulation; writes nothing

What has few enough outcomes is summed exactly; the rest is simulated with fixed seeds, so the file is the same each time. The intervals
are those of the library itself, for figures of answers as the chooser gives them (`impactlib.indicators.choosing`).
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path

from studies.exact import exact_rows
from studies.simulated import situations
from studies.situations import BAND, Row

TABLE = Path(__file__).with_name("coverage.csv")
HEADER = (*(field.name for field in fields(Row)), "band")
NUMBERS = ("coverage", "lowest", "flagged", "wrong")


def written(row: Row) -> dict[str, str]:
    """A row as it stands in the file: percentages with one decimal."""
    values = {name: getattr(row, name) for name in HEADER}
    return {name: "" if value is None else f"{value:.1f}" if name in NUMBERS else str(value) for name, value in values.items()}


def read(path: Path = TABLE) -> list[Row]:
    """The rows of the file."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Row(**{name: (float(value) if value else None) if name in NUMBERS else value for name, value in each.items() if name != "band"})
            for each in csv.DictReader(file)
        ]


def write(rows: Iterable[Row], path: Path = TABLE) -> None:
    """Write the file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADER, lineterminator="\n")
        writer.writeheader()
        writer.writerows(map(written, rows))


def told_at_most(row: Row) -> bool:
    """Whether a row is as it should be: in the band or above it, or so often flagged that no more is told wrongly than the band allows."""
    return row.band != "below" or (row.wrong is not None and round(row.wrong, 1) <= 100 - BAND[0])


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the table; exit status 1 when an interval is too often wrong where nothing says so."""
    parser = argparse.ArgumentParser(description="How often each 95 % interval holds the truth.")
    parser.add_argument("--exact", action="store_true", help="only what needs no simulation; writes nothing")
    options = parser.parse_args(arguments)
    rows: list[Row] = []
    for row in exact_rows():
        rows.append(row)
        _print(row)
    if not options.exact:
        for situation in situations():
            rows.append(situation.row())
            _print(rows[-1])
        write(rows)
    faults = [row for row in rows if not told_at_most(row)]
    sys.stdout.write(f"{len(rows)} rows; {len(faults)} too often wrong without a flag\n")
    return int(bool(faults))


def _print(row: Row) -> None:
    sys.stdout.write("  ".join(value for value in written(row).values() if value) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
