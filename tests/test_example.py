"""The example workspace: always the same, valid, with the flaws that real files have, and never over somebody's work."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import load_workbook

from impactlib.agreement.model import Agreement
from impactlib.documents import read_document, read_yaml
from impactlib.errors import InputError
from impactlib.example import write_example
from impactlib.example.yaml_text import document
from impactlib.indicators.indicator import catalogue
from impactlib.sources.store import fill_store
from impactlib.sources.stories import Story, StoryFile
from impactlib.workspace import Workspace

MUNICIPALITIES = 51
"""The municipalities of Gelderland."""


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """A folder with the example in it."""
    folder = tmp_path_factory.mktemp("example")
    write_example(folder)
    return folder


@pytest.fixture(scope="module")
def agreements(example):
    """Every agreement of the example, by file name."""
    return {path.name: read_document(path, Agreement) for path in sorted((example / "parameters").glob("GM*.yml"))}


def survey_rows(example: Path, year: int) -> list[dict[str, str]]:
    """The rows of one survey file, as text."""
    text = (example / f"data/survey-digital-{year}.csv").read_bytes().decode("windows-1252")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def answers(example: Path, year: int) -> Counter[str]:
    """How many people answered, by municipality: doubled and empty rows left out."""
    people = {(row["Respondentnummer"], row["Gemeente"]) for row in survey_rows(example, year) if row["Respondentnummer"]}
    return Counter(name for _, name in people)


def stories(example: Path) -> list[Story]:
    """The stories, as the workspace's own reader checks them."""
    return read_document(example / "data/stories.yml", StoryFile).stories


def test_two_writes_give_the_same_bytes(example, tmp_path):
    """Nothing in the example depends on the moment or the folder it is made in."""
    written = write_example(tmp_path).written
    assert written
    assert all((tmp_path / name).read_bytes() == (example / name).read_bytes() for name in written)


def test_a_second_write_finds_everything_in_place(example):
    """Whoever writes the example again changes nothing."""
    again = write_example(example)
    assert (again.written, again.kept) == ((), ())
    assert len(again.same) == MUNICIPALITIES + 7


def test_nothing_of_the_user_is_overwritten(tmp_path):
    """A file that somebody changed keeps its content, and is named."""
    write_example(tmp_path)
    mine = tmp_path / "parameters/GM0200-apeldoorn.yml"
    mine.write_text("mine", encoding="utf-8")
    (tmp_path / "data/stories.yml").unlink()
    again = write_example(tmp_path)
    assert mine.read_text(encoding="utf-8") == "mine"
    assert again.kept == ("parameters/GM0200-apeldoorn.yml",)
    assert again.written == ("data/stories.yml",)


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path):
    """The message says what is wrong with the folder."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="this is a file, not a folder"):
        write_example(tmp_path / "file")


def test_the_settings_are_a_workspace_whose_files_are_all_there(example):
    """Every source and the stories match a file."""
    workspace = Workspace.open(example)
    assert workspace.settings.notice is not None
    assert all(workspace.files(name) for name in workspace.settings.sources)
    assert workspace.story_files()


def test_every_source_can_be_read(tmp_path):
    """The example's flaws are flaws that the readers know: nothing is refused, and doubled and empty rows are dropped."""
    write_example(tmp_path)
    _, stored = fill_store(Workspace.open(tmp_path))
    surveys = [source.rows for source in stored if source.rows is not None]
    assert len(stored) == 3
    assert all(rows.doubled > 0 and rows.empty > 0 for rows in surveys)


def test_every_agreement_is_valid_and_its_file_name_holds_its_code(agreements):
    """One agreement for each municipality, found by its code."""
    assert len(agreements) == MUNICIPALITIES
    assert all(name.startswith(f"{agreement.municipality}-") for name, agreement in agreements.items())


def test_every_agreement_has_one_main_goal_and_both_asks_and_counts(agreements):
    """Three to five goals about indicators of the catalogue, none of them context."""
    for agreement in agreements.values():
        kinds = [catalogue()[goal.indicator].kind for goal in agreement.goals]
        assert 3 <= len(kinds) <= 5
        assert {"meten", "tellen"} <= set(kinds)
        assert "context" not in kinds
        assert sum(goal.main for goal in agreement.goals) == 1


def test_some_goals_have_a_reason_instead_of_a_target(agreements):
    """Most goals have a target, a few openly have none."""
    reasons = [bool(goal.target.reason) for agreement in agreements.values() for goal in agreement.goals]
    assert 0 < sum(reasons) < len(reasons) / 5


def test_every_council_is_asked_something_after_the_report_date(example, agreements):
    """The presentation lies in the future of the report."""
    reported = Workspace.open(example).settings.report_date
    assert all(reported < each.date for agreement in agreements.values() for each in agreement.presentations)
    assert all(agreement.presentations for agreement in agreements.values())


def test_every_organisation_but_the_municipality_is_called_an_example(agreements):
    """No reader takes an invented library for a real one."""
    names = [party.name for agreement in agreements.values() for party in agreement.parties if party.role != "commissioner"]
    assert all(name.startswith("Voorbeeld") for name in names)


def test_the_survey_is_written_as_dutch_systems_write_it(example):
    """Windows-1252, CR LF, and a comma in half marks."""
    content = (example / "data/survey-digital-2025.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")
    assert content.count(b"\r\n") > 2000
    assert any(row["Welk rapportcijfer geeft u de cursus?"] == "7,5" for row in survey_rows(example, 2025))


@pytest.mark.parametrize("year", [2024, 2025])
def test_the_survey_has_the_flaws_of_real_files(example, year):
    """Doubled rows, empty rows, untidy answers, and free text with semicolons and line breaks."""
    rows = survey_rows(example, year)
    filled = Counter(tuple(row.values()) for row in rows if any(row.values()))
    assert max(filled.values()) == 2
    assert sum(filled.values()) < len(rows)
    cells = {value for row in rows for value in row.values()}
    assert "Mee eens " in cells
    assert any("\n" in cell for cell in cells)
    assert any(";" in cell for cell in cells)


@pytest.mark.parametrize("year", [2024, 2025])
def test_each_respondent_has_a_code_and_each_course_one_municipality(example, year):
    """A code stands for one person, and a course lies in one place."""
    rows = [row for row in survey_rows(example, year) if row["Respondentnummer"]]
    assert len({tuple(row.values()) for row in rows}) == len({row["Respondentnummer"] for row in rows})
    places = {(row["Cursuscode"], row["Gemeente"]) for row in rows}
    assert len(places) == len({course for course, _ in places})
    assert all(row["Datum ingevuld"].endswith(str(year)) for row in rows)


def test_small_and_large_municipalities_have_the_answers_of_their_size(example):
    """Rozendaal stays under the minimum, the three cities have hundreds, Heerde handed in nothing."""
    people = answers(example, 2025)
    assert 1 <= people["Rozendaal"] <= 9
    assert all(180 <= people[city] <= 420 for city in ("Arnhem", "Nijmegen", "Apeldoorn"))
    assert people["Heerde"] == 0
    assert answers(example, 2024)["Heerde"] > 0


def test_the_workbook_has_a_title_above_totals_below_and_empty_cells(example):
    """The table starts at the fourth row, and what is missing is empty or 'onbekend'."""
    book = load_workbook(example / "data/counts-2021-2025.xlsx", read_only=True)
    assert book.sheetnames == ["Jaarcijfers", "Toelichting"]
    title, _, blank, header, *rows = book["Jaarcijfers"].iter_rows(values_only=True)
    assert "verzonnen" in title[0]
    assert not any(blank)
    table = [dict(zip(header, row, strict=True)) for row in rows]
    assert [row["Gemeente"] for row in table[-5:]] == ["Totaal Gelderland"] * 5
    found = {(row["Gemeente"], row["Jaar"]): row for row in table}
    assert found["Montferland", 2025]["Bezoeken"] is None
    assert found["Aalten", 2024]["Leden totaal"] is None
    assert found["Rozendaal", 2021]["IDO-vragen"] == 0
    assert "onbekend" in found["Culemborg", 2022].values()
    assert sum(row["Gemeente"] == "Overbetuwe" and row["Jaar"] == 2025 for row in table) == 2


def test_no_more_people_answer_or_finish_than_took_part(example):
    """Answers, completed courses and participants of the example agree with each other."""
    book = load_workbook(example / "data/counts-2021-2025.xlsx", read_only=True)
    *_, header = (row for row in book["Jaarcijfers"].iter_rows(max_row=4, values_only=True))
    people = answers(example, 2025)
    took_part: Counter[str] = Counter()
    for row in book["Jaarcijfers"].iter_rows(min_row=5, values_only=True):
        cells = dict(zip(header, row, strict=True))
        if cells["Gemeentecode"] and cells["Cursisten digitale vaardigheden"] is not None:
            assert cells["Cursus afgerond"] <= cells["Cursisten digitale vaardigheden"]
            took_part[cells["Gemeente"]] += cells["Cursisten digitale vaardigheden"] if cells["Jaar"] == 2025 else 0
    shares = [people[name] / took_part[name] for name in took_part if name in people]
    assert all(share <= 0.75 for share in shares)
    assert any(share < 0.4 for share in shares)


def test_small_school_tests_are_crossed_out(example):
    """Rozendaal has too few pupils for a figure."""
    rows = list(csv.DictReader((example / "data/school-tests.csv").read_text(encoding="utf-8").splitlines(), delimiter=";"))
    crossed = {row["gemeentecode"] for row in rows if row["leerlingen getoetst"] == "x"}
    assert crossed == {"GM0277"}


def test_stories_carry_consent_and_three_may_not_be_told(example):
    """Every story says whether and when consent was given; Doesburg's only one was withdrawn."""
    all_stories = stories(example)
    untold = [story for story in all_stories if not story.may_be_told]
    assert len({story.municipality for story in all_stories}) == 46
    assert [(story.municipality, story.consent.given) for story in untold] == [("GM0200", False), ("GM0221", True), ("GM0301", True)]
    assert [story.municipality for story in all_stories].count("GM0221") == 1


def test_stories_belong_to_a_goal_and_a_quarter_is_critical(example, agreements):
    """Each story is about an indicator that its municipality has a goal about."""
    goals = {agreement.municipality: {goal.indicator for goal in agreement.goals} for agreement in agreements.values()}
    all_stories = stories(example)
    assert all(story.indicator in goals[story.municipality] for story in all_stories)
    assert 0.18 <= sum(story.outcome == "critical" for story in all_stories) / len(all_stories) <= 0.33


@pytest.mark.parametrize(
    "text", ["ja: nee", "# geen commentaar", "2025", "0363", "no", "2026-03-02", "a, b", "{x}", "it's", "één", "-", "x:"]
)
def test_text_in_yaml_comes_back_as_it_was(tmp_path, text):
    """What is written is read again, quoted or folded where it has to be."""
    path = tmp_path / "text.yml"
    path.write_text(document({"a": {"b": text, "d": [{"e": text, "c": [text], "f": " ".join([text] * 40)}]}}, {}), encoding="utf-8")
    content, _ = read_yaml(path)
    assert content["a"]["b"] == text
    assert content["a"]["d"][0] == {"e": text, "c": [text], "f": " ".join([text] * 40)}
