"""Real open data of another country, through parameters and layouts alone: every figure is recomputed here from the raw files."""

from __future__ import annotations

import csv
import gzip
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from impactlib import Workspace, make_release, open_report
from impactlib.disclosure.release import read_areas, read_release
from impactlib.errors import InputError
from impactlib.indicators.finding import Flag, Precision
from impactlib.indicators.indicator import catalogue, own_catalogue
from tests.shared import SHARED, shared_file

ROOT = Path(__file__).resolve().parents[1]
YEARS = ("2016", "2017", "2018")
RATES = {"BR01": ("regbor", 1000), "BR02": ("visits", 1), "BR03": ("totcir", 1), "XP01": ("totpro", 1000)}
"""Indicator → the column of the Public Libraries Survey, and for how many inhabitants."""

ABSENT, MISSING = {"", "-3"}, {"-1", "-9"}
"""Closed or not in that year's file; there, but not known or not published."""

FREQUENCIES = [
    "I had not been using tools like these.",
    "Less than once per year.",
    "Several times per year.",
    "Monthly.",
    "Weekly.",
    "Daily.",
]


@pytest.fixture(scope="module")
def libraries() -> list[dict[str, str]]:
    """The rows of the Public Libraries Survey."""
    with gzip.open(shared_file("imls_public_libraries_2016_2018.csv.gz"), "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def answers() -> list[dict[str, str]]:
    """The rows of the Carpentries' survey that come from the United States."""
    with shared_file("carpentries_longterm_2017.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["Country4"] == "USA"]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory, libraries, answers) -> Workspace:
    """The workspace of the states as it stands in the project, copied so that nothing is written there, with its release made."""
    clone = tmp_path_factory.mktemp("beside")
    shutil.copytree(ROOT / "tests" / "real", clone / "project" / "tests" / "real", ignore=shutil.ignore_patterns("outputs"))
    (clone / "shared").symlink_to(SHARED.parent)
    opened = Workspace.open(clone / "project" / "tests" / "real")
    make_release(opened)
    return opened


@pytest.fixture(scope="module")
def releases(workspace):
    """What may be told, by state."""
    return {code: read_release(workspace.release, code) for code in read_areas(workspace.release)}


@pytest.fixture(scope="module")
def found(releases):
    """State and indicator → its finding."""
    return {(code, finding.indicator): finding for code, release in releases.items() for finding in release.findings}


@pytest.fixture(scope="module")
def about_the_country(releases):
    """Indicator → its finding about the whole of the United States, as Vermont's report may tell it."""
    return {finding.indicator: finding for finding in releases["VT"].wider}


def raw_rate(libraries, state: str, year: str, column: str) -> float | None:
    """Events per inhabitant over the libraries with both numbers; None under four fifths of those that were there."""
    there = [row for row in libraries if row["stabr"] == state and row[f"{column}_{year}"] not in ABSENT]
    pairs = [(row[f"{column}_{year}"], row[f"popu_lsa_{year}"]) for row in there]
    known = [(int(events), int(people)) for events, people in pairs if not {events, people} & (ABSENT | MISSING)]
    if not known or len(known) < 0.8 * len(there):
        return None
    return sum(events for events, _ in known) / sum(people for _, people in known)


@pytest.mark.parametrize("indicator", RATES)
def test_every_state_has_the_rates_of_the_raw_file_in_every_year(libraries, found, releases, indicator):
    """Members, visits, loans and programmes per inhabitant are those of the raw file, and absent where too little is known."""
    column, per = RATES[indicator]
    expected, actual = {}, {}
    for state in releases:
        told = {point.period: point.estimate for point in found[state, indicator].series}
        for year in YEARS:
            raw = raw_rate(libraries, state, year, column)
            expected[state, year] = None if raw is None else round(raw * per, 9)
            actual[state, year] = round(told[year].value, 9) if told.get(year) else None
    assert len(expected) == 55 * 3
    assert expected == actual


def test_the_change_in_visits_from_2016_to_2018_is_that_of_the_raw_file(libraries, found, releases):
    """What a reader sees between the first and the last point of the line is what happened in the raw file."""
    expected, actual = {}, {}
    for state in releases:
        first, last = (raw_rate(libraries, state, year, "visits") for year in ("2016", "2018"))
        told = {point.period: point.estimate for point in found[state, "BR02"].series}
        expected[state] = None if first is None or last is None else round(last - first, 9)
        both = told.get("2016") and told.get("2018")
        actual[state] = round(told["2018"].value - told["2016"].value, 9) if both else None
    assert sum(change is not None for change in expected.values()) == 53
    assert expected == actual


def test_codes_are_never_summed(libraries, workspace):
    """-1 and -9 are unknown values, -3 and empty cells are nobody there, and no stored count is under zero."""
    columns = [f"{name}_{year}" for name in ("popu_lsa", "visits", "regbor", "totcir", "totpro") for year in YEARS]
    cells = [row[column] for row in libraries for column in columns]
    expected = (sum(cell not in ABSENT for cell in cells), sum(cell in MISSING for cell in cells), 0)
    stored = pq.read_table(workspace.store / "public_libraries_survey" / "coded.parquet").to_pylist()
    values = [row["value"] for row in stored if not row["absent"]]
    assert {None} == {row["value"] for row in stored if row["absent"]}
    actual = (len(values), values.count(None), sum(value is not None and value < 0 for value in values))
    assert expected == actual


def test_closed_libraries_are_not_counted_as_missing(libraries, found, releases):
    """The libraries expected to report in 2018 are those that were open; of all of them the report says how many did."""
    expected, actual = {}, {}
    for state in releases:
        there = [row for row in libraries if row["stabr"] == state and row["visits_2018"] not in ABSENT]
        known = [row for row in there if not {row["visits_2018"], row["popu_lsa_2018"]} & MISSING]
        expected[state] = (len(known), len(there)) if known else None
        actual[state] = found[state, "BR02"].providers
    assert any(row["stabr"] == "AK" and row["visits_2018"] == "-3" for row in libraries)
    assert expected == actual


def test_figures_with_many_gaps_are_not_told_and_with_some_gaps_say_so(found):
    """Vermont's loans of 2016 miss a fifth of its libraries; California's visits of 2018 miss the inhabitants of 35 of 218."""
    vermont = {point.period: point.estimate for point in found["VT", "BR03"].series}
    california = found["CA", "BR02"]
    assert vermont["2016"] is None
    assert california.providers == (183, 218)
    assert Flag.INCOMPLETE in california.evidence.flags


def test_the_survey_gives_the_pairs_and_the_change_counted_by_hand(answers, about_the_country):
    """Of the 231 answers from the United States, those with both questions filled in, their mean change, and who moved."""
    codes = {text: code for code, text in enumerate(FREQUENCIES, start=1)} | {"I have not been using tools like these.": 1}
    both = [(row["Programming-Usage-Before-Workshop"], row["Programming-Usage-Since-Workshop"]) for row in answers]
    steps = [codes[now] - codes[before] for before, now in both if before and now]
    expected = (
        231,
        len(steps),
        sum(step > 0 for step in steps),
        steps.count(0),
        sum(step < 0 for step in steps),
        # A change is released rounded as it is shown, since its exact moments would give the answers back.
        round(sum(steps) / len(steps), 1),
    )
    finding = about_the_country["XC01"]
    movers, response = finding.change.movers, finding.response
    rows = response.answered + response.no_opinion + response.blank
    actual = (rows, finding.estimate.n, movers.improved, movers.same, movers.declined, finding.estimate.value)
    assert expected == actual


def test_being_about_a_wider_area_takes_nothing_from_how_sharp_a_change_is(about_the_country):
    """207 pairs that moved by 0.9 are lowered one step, for the unknown response, and not to 'we cannot say'."""
    evidence = about_the_country["XC01"].evidence
    assert (evidence.precision, evidence.flags) == (Precision.SOME, (Flag.RESPONSE_UNKNOWN, Flag.WIDER_AREA))


@pytest.mark.parametrize(("indicator", "column"), [("XC02", "Motivated-Seek-Knowledge"), ("XC03", "Gained-Confidence-With-Data")])
def test_the_survey_gives_the_shares_counted_by_hand(answers, about_the_country, indicator, column):
    """Who agrees or strongly agrees, of those who answered."""
    given = [row[column] for row in answers if row[column]]
    expected = (len(given), round(sum(each in ("Agree", "Strongly agree") for each in given) / len(given), 9))
    estimate = about_the_country[indicator].estimate
    assert expected == (estimate.n, round(estimate.value, 9))


def test_a_survey_of_the_whole_country_says_nothing_of_a_state(found):
    """A state that nobody asked has no finding that says it handed in nothing, unless it was promised."""
    assert {("AK", "XC01")} == {key for key in found if key[1].startswith("XC")}


def test_every_state_gets_a_report_and_none_names_a_dutch_municipality(workspace, releases):
    """All 55 reports are about their own state, for its legislature, and know nothing of the Netherlands."""
    with shared_file("municipalities_2026.csv").open(encoding="utf-8", newline="") as file:
        dutch = re.compile(
            r"\b(" + "|".join(re.escape(row["name"]) for row in csv.DictReader(file)) + r"|[Mm]unicipal\w*|[Gg]emeente\w*)\b"
        )
    named, strangers = [], {}
    for code, release in releases.items():
        for language, council in (("en", "the state legislature"), ("nl", "het parlement van de staat")):
            text = open_report(workspace.folder, code, "council", language).markdown()
            if release.area.name in text and council in text:
                named.append((code, language))
            if hits := dutch.findall(text):
                strangers[code, language] = hits
    assert len(named) == 55 * 2
    assert strangers == {}


@pytest.mark.parametrize(
    ("state", "indicator", "expected"),
    [
        ("OH", "BR02", "not-met"),
        ("OH", "BR01", "not-met"),
        ("OH", "XP01", "met"),
        ("OH", "BR03", "no-target"),
        ("AK", "BR01", "met"),
        ("AK", "XC01", "no-data"),
    ],
)
def test_the_agreements_have_their_verdicts(found, state, indicator, expected):
    """Goals of states are judged as those of municipalities are, also on an indicator of the workspace's own."""
    assert expected == found[state, indicator].target_verdict


def test_an_indicator_of_a_workspace_cannot_take_a_packaged_ones_place(tmp_path):
    """Ids of a workspace's own indicators start with X, and no packaged one does."""
    folder = tmp_path / "parameters"
    shutil.copytree(ROOT / "tests" / "real" / "parameters", folder)
    path = folder / "catalogue" / "programmes.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("XP01", "BR02"), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        own_catalogue(Workspace.open(tmp_path))
    expected = (
        "parameters/catalogue/programmes.yml: the id 'BR02' may come with impactlib; start an indicator of your own with X, such as 'XA01'"
    )
    assert expected == str(caught.value)
    assert [name for name in catalogue() if name.startswith("X")] == []


def impact(workspace: Workspace, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The installed command, run in the workspace's folder."""
    command = [str(Path(sys.executable).parent / "impact"), *arguments]
    return subprocess.run(command, cwd=workspace.folder, capture_output=True, text=True, check=False)


def test_impact_check_finds_nothing_wrong(workspace):
    """The command that checks a Dutch workspace checks this one."""
    done = impact(workspace, "check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "55 areas" in done.stdout
    assert "231 people answered" in done.stdout


def test_impact_run_makes_the_pages_of_states_by_code_and_by_name(workspace):
    """The command that makes Dutch reports makes these, from the same notebook."""
    done = impact(workspace, "run", "--only", "HI", "--only", "American Samoa")
    assert done.returncode == 0, done.stdout + done.stderr
    pages = [workspace.outputs / name / "council.en.html" for name in ("HI-hawaii", "AS-american-samoa")]
    told = [re.search(r"The library in ([A-Z][a-z]+( [A-Z][a-z]+)?)", page.read_text(encoding="utf-8")) for page in pages]
    assert [each and each[1] for each in told] == ["Hawaii", "American Samoa"]


@pytest.mark.slow
def test_impact_run_makes_a_page_for_every_state(workspace):
    """One command, 55 reports."""
    done = impact(workspace, "run")
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(list(workspace.outputs.glob("*/council.en.html"))) == 55
