"""The register: Statistics Netherlands' own files and our packaged table say the same, and what cannot be a register is refused."""

from __future__ import annotations

import csv
import gzip
import json
import time
from pathlib import Path

import pytest

from impactlib.errors import InputError
from impactlib.sources.areas import DEFAULT_LAYOUT, DEFAULT_REGISTER, Register, area_of, register_from
from impactlib.sources.layout import RegisterLayout, read_layout
from tests.shared import shared_file

INHABITANTS_2026 = 18_130_208
"""The population of the Netherlands on 1 January 2026 (CBS, StatLine 03759ned, RegioS NL01)."""

MUNICIPALITIES_2026 = 342
LONGEST = 5.0
"""Seconds that reading the 13,568 observations may take on a busy machine; it takes about half a second on an idle one."""


def layout(name: str) -> RegisterLayout:
    """A packaged register layout."""
    found = read_layout(name)
    assert isinstance(found, RegisterLayout)
    return found


def in_2026(register: Register) -> dict[str, tuple[str, str, dict[str, int]]]:
    """Code → name, province and population per year, of the municipalities that there are in 2026."""
    return {area.code: (area.name, area.part_of, dict(area.population)) for area in register.areas.values() if "2026" in area.population}


@pytest.fixture(scope="module")
def published() -> dict[str, tuple[str, str, dict[str, int]]]:
    """The shared table of municipalities, read with plain csv."""
    with shared_file("municipalities_2026.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: (
                row["name"],
                row["province_code"],
                {name[-4:]: int(row[name]) for name in row if name.startswith("population_") and row[name]},
            )
            for row in csv.DictReader(file)
        }


@pytest.fixture(scope="module")
def statline() -> Register:
    """The register that the files of Statistics Netherlands hold."""
    return register_from([shared_file("cbs/observations-page-1.json")], layout("cbs-03759ned"))


@pytest.fixture(scope="module")
def packaged() -> Register:
    """The register that comes with impactlib."""
    return register_from([DEFAULT_REGISTER], layout(DEFAULT_LAYOUT))


def test_statlines_files_give_the_published_municipalities(statline, published):
    """Codes, names, provinces and the population of every year, for all 342."""
    assert len(published) == MUNICIPALITIES_2026
    assert published == in_2026(statline)


def test_the_packaged_register_gives_the_published_municipalities(packaged, published):
    """What a workspace without a register of its own leans on is the same table."""
    assert published == in_2026(packaged)


@pytest.mark.parametrize("name", ["statline", "packaged"])
def test_the_municipalities_sum_to_the_country(request, name):
    """No municipality is left out, counted twice or read wrongly."""
    register = request.getfixturevalue(name)
    assert sum(population["2026"] for _, _, population in in_2026(register).values()) == INHABITANTS_2026


def test_an_impossible_value_is_missing_and_not_zero(statline):
    """A municipality has a population in the years in which StatLine gives a value, and in no other year."""
    observations = json.loads(shared_file("cbs/observations-page-1.json").read_text(encoding="utf-8"))["value"]
    expected: dict[str, set[str]] = {}
    for each in observations:
        if each["RegioS"].startswith("GM") and each["Measure"] == "M000352" and each["ValueAttribute"] != "Impossible":
            expected.setdefault(each["RegioS"].strip(), set()).add(each["Perioden"][:4])
    assert any(each["ValueAttribute"] == "Impossible" and each["RegioS"].startswith("GM") for each in observations)
    assert expected == {area.code: set(area.population) for area in statline.areas.values()}
    assert min(value for area in statline.areas.values() for value in area.population.values()) > 0


def test_statlines_files_are_read_in_seconds(statline):
    """Reading 13,568 observations is no reason to wait."""
    start = time.perf_counter()
    register_from([shared_file("cbs/observations-page-1.json")], layout("cbs-03759ned"))
    assert time.perf_counter() - start < LONGEST


def register_of(tmp_path: Path, *lines: str) -> Register:
    """The register of a small file in the form of the packaged one."""
    path = tmp_path / "register.csv"
    path.write_text("\n".join(["code,name,province_code,province,population_2025", *lines]) + "\n", encoding="utf-8")
    return register_from([path], layout(DEFAULT_LAYOUT), shown=lambda each: each.name)


def test_two_areas_with_one_code_are_refused(tmp_path):
    """The message names the code, both names and the row."""
    with pytest.raises(InputError) as caught:
        register_of(tmp_path, "GM0001,Boven,PV20,Groningen,100", "GM0001,Onder,PV20,Groningen,200")
    expected = "register.csv: row 3: the code GM0001 is of 'Boven' and of 'Onder'; give each area its own code"
    assert expected == str(caught.value)


def test_an_area_that_stands_there_twice_is_refused(tmp_path):
    """Two populations of one area in one year are not added and not chosen from."""
    with pytest.raises(InputError) as caught:
        register_of(tmp_path, "GM0001,Boven,PV20,Groningen,100", "GM0001,Boven,PV20,Groningen,200")
    assert str(caught.value) == "register.csv: row 3: the code GM0001 (Boven) stands here twice (2025); keep one row"


def test_a_name_that_two_areas_share_resolves_to_none(tmp_path):
    """Bergen in Limburg is not Bergen in Noord-Holland: only a code can say which."""
    register = register_of(
        tmp_path, "GM0373,Bergen,PV27,Noord-Holland,100", "GM0893,Bergen,PV31,Limburg,200", "GM0200,Apeldoorn,PV25,Gelderland,300"
    )
    assert [register.code_of(text) for text in ("Bergen", "GM0893", " apeldoorn ")] == [None, "GM0893", "GM0200"]
    with pytest.raises(InputError, match="'Bergen' is the name of GM0373 and GM0893; give the code"):
        area_of("Bergen", register, "survey.csv: row 2")


def test_a_population_that_is_no_number_is_refused_with_its_row(tmp_path):
    """A number in words is refused, and the row is the one that the user sees."""
    with pytest.raises(InputError) as caught:
        register_of(tmp_path, "GM0001,Boven,PV20,Groningen,100", "GM0002,Onder,PV20,Groningen,veel")
    assert str(caught.value).startswith("register.csv: row 3: column 'population_2025' holds 'veel'")


def test_a_packed_file_is_read_as_it_is(tmp_path, packaged):
    """A `.gz` gives the same register as the file in it."""
    path = tmp_path / "register.csv.gz"
    path.write_bytes(gzip.compress(DEFAULT_REGISTER.read_bytes()))
    assert packaged.areas == register_from([path], layout(DEFAULT_LAYOUT)).areas


@pytest.mark.parametrize("kept", [100, -8])
def test_half_a_packed_file_is_refused(tmp_path, kept):
    """A download that stopped, early or just before its end, is told and not read as far as it goes."""
    path = tmp_path / "register.csv.gz"
    path.write_bytes(gzip.compress(DEFAULT_REGISTER.read_bytes())[:kept])
    with pytest.raises(InputError) as caught:
        register_from([path], layout(DEFAULT_LAYOUT), shown=lambda each: each.name)
    assert str(caught.value) == "register.csv.gz: this is not a whole gzip file (EOFError); fetch or pack it again"


def test_a_file_that_is_not_packed_and_says_so_is_refused(tmp_path):
    """The name promises a packed file; the bytes are something else."""
    path = tmp_path / "register.csv.gz"
    path.write_bytes(DEFAULT_REGISTER.read_bytes())
    with pytest.raises(InputError) as caught:
        register_from([path], layout(DEFAULT_LAYOUT), shown=lambda each: each.name)
    assert str(caught.value) == "register.csv.gz: this is not a whole gzip file (BadGzipFile); fetch or pack it again"
