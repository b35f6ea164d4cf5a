"""The same inputs give the same bytes in every format, whatever the machine says of time, place, language and order."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from impactlib.batch.plan import FORMATS
from tests.sample_facts import ROW, report_with_facts

ROOT = Path(__file__).resolve().parents[1]

PROGRAM = """
import hashlib, json, sys, time
later = float(sys.argv[1])
now = time.time
time.time = lambda: now() + later
import datetime as clock
class Later(clock.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + clock.timedelta(seconds=later)
    @classmethod
    def utcnow(cls):
        return super().now() + clock.timedelta(seconds=later)
clock.datetime = Later
from nbconvert.exporters import get_exporter
from nbformat import v4
from impactlib.batch.plan import FORMATS
from tests.sample_facts import report_with_facts
from tests.sample_report import shown
notebook = v4.new_notebook(cells=[v4.new_code_cell("", outputs=[shown(block) for block in report_with_facts()])])
found = {}
for suffix, name in FORMATS.items():
    made = get_exporter(name)().from_notebook_node(notebook)[0]
    found[suffix] = hashlib.sha256(made.encode() if isinstance(made, str) else made).hexdigest()
print(json.dumps(found))
"""


def made_elsewhere(*, seed: str, zone: str, locale: str, later: int) -> dict[str, str]:
    """The checksum of each format, made in a process of its own."""
    settings = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROGRAM, str(later)], env=settings, cwd=ROOT, capture_output=True, text=True, check=True
    )
    found: dict[str, str] = json.loads(run.stdout.splitlines()[-1])
    return found


@pytest.fixture(scope="module")
def first() -> dict[str, str]:
    """What one machine makes."""
    return made_elsewhere(seed="1", zone="Europe/Amsterdam", locale="C.UTF-8", later=0)


@pytest.fixture(scope="module")
def second() -> dict[str, str]:
    """What another makes, 400 days later on the other side of the world."""
    return made_elsewhere(seed="4711", zone="Pacific/Auckland", locale="POSIX", later=400 * 86_400)


@pytest.mark.parametrize("suffix", FORMATS)
def test_two_machines_make_the_same_bytes(first: dict[str, str], second: dict[str, str], suffix: str) -> None:
    """Neither the order of sets, the clock, the time zone nor the language of the machine goes into a file."""
    assert first[suffix] == second[suffix]


@pytest.mark.parametrize("suffix", ["xlsx", "json"])
def test_a_changed_figure_changes_the_bytes(first: dict[str, str], suffix: str) -> None:
    """The last digit of one value is enough."""
    from nbconvert.exporters import get_exporter

    assert ROW.value is not None
    blocks = report_with_facts()
    changed = [*blocks[:-1], replace(blocks[-1], rows=(replace(ROW, value=ROW.value + 1e-12), *blocks[-1].rows[1:]))]  # type: ignore[type-var]
    made = get_exporter(FORMATS[suffix])().lay_out(changed, "nl")
    assert hashlib.sha256(made.encode() if isinstance(made, str) else made).hexdigest() != first[suffix]


@pytest.mark.parametrize("suffix", ["html", "pdf", "docx", "pptx"])
def test_a_changed_word_changes_the_bytes(first: dict[str, str], suffix: str) -> None:
    """One figure in one sentence."""
    from nbconvert.exporters import get_exporter

    from impactlib.telling.blocks import Sentence

    changed = [
        replace(block, text=block.text.replace("62%", "63%")) if isinstance(block, Sentence) else block for block in report_with_facts()
    ]
    made = get_exporter(FORMATS[suffix])().lay_out(changed, "nl")
    assert hashlib.sha256(made.encode() if isinstance(made, str) else made).hexdigest() != first[suffix]
