"""The example workspace: always the same, valid, with the flaws that real files have, and never over somebody's work."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pydantic import BaseModel
from ruamel.yaml import YAML

from impactlib.agreement.concern import Concern
from impactlib.agreement.endorsement import standings
from impactlib.agreement.files import Filed, concerns_of, read_agreements
from impactlib.agreement.history import kept_versions, read_kept
from impactlib.agreement.labels import models
from impactlib.agreement.model import Agreement
from impactlib.agreement.moves import forbidden_moves, stateful
from impactlib.agreement.references import reference_faults
from impactlib.agreement.schema import FIRST_LINE, SCHEMA_FILE
from impactlib.agreement.states import WORKFLOWS
from impactlib.documents import read_document, read_yaml
from impactlib.errors import InputError
from impactlib.example import write_example
from impactlib.example.planning import TODAY
from impactlib.example.region import municipalities
from impactlib.example.unfinished import UNFINISHED
from impactlib.example.yaml_text import document
from impactlib.indicators.indicator import catalogue
from impactlib.sources.store import fill_store
from impactlib.sources.stories import Story, StoryFile
from impactlib.workspace import Workspace

MUNICIPALITIES = 51
"""The municipalities of Gelderland."""

KEPT = ("GM0200-apeldoorn/2024-11-30", "GM0222-doetinchem/2024-11-30", "GM0268-nijmegen/2024-11-30", "GM0268-nijmegen/2025-12-12")
"""The earlier versions of agreements that come with the example."""

LONGEST = 435
"""No agreement of the example has more lines: somebody has to read it."""


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


@pytest.fixture(scope="module")
def filed(example) -> dict[str, Filed]:
    """Every agreement as it lies in its file, by code, with its names looked up."""
    codes = [municipality.code for municipality in municipalities()]
    return dict(read_agreements(Workspace.open(example), codes, catalogue()))


@pytest.fixture(scope="module")
def found(example, filed) -> dict[str, tuple[Concern, ...]]:
    """What the coherence checks find in every agreement, by code."""
    workspace = Workspace.open(example)
    return {code: concerns_of(workspace, each, catalogue()) for code, each in filed.items()}


@pytest.fixture(scope="module")
def kept(example) -> dict[str, Agreement]:
    """The earlier versions that were kept, by folder and day."""
    folder = example / "parameters/history"
    paths = sorted(folder.rglob("*.yml"))
    return {path.relative_to(folder).with_suffix("").as_posix(): read_kept(path, shown=path.name) for path in paths}


def agreement_files(example: Path) -> list[Path]:
    """The files of all agreements, and of all versions that were kept."""
    return [*sorted((example / "parameters").glob("GM*.yml")), *sorted((example / "parameters/history").rglob("*.yml"))]


def parts_of(value: object) -> Iterator[BaseModel]:
    """A part of an agreement and every part within it."""
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from parts_of(getattr(value, name))
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from parts_of(each)


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
    assert len(again.same) == MUNICIPALITIES + len(KEPT) + 8


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


def test_every_council_is_asked_something_in_each_year_after_the_report_date(example, agreements):
    """What lies before the report date was shared; every year after it brings a presentation and a question."""
    day = Workspace.open(example).day
    assert day == TODAY
    for agreement in agreements.values():
        assert {2026, 2027, 2028} <= {each.date.year for each in agreement.presentations if each.date > day}
        assert all(each.question and each.audience == "council" for each in agreement.presentations)
        assert all(each.state == "shared" for each in agreement.presentations if each.date <= day)


def test_every_organisation_but_the_municipality_is_called_an_example(agreements):
    """No reader takes an invented library for a real one."""
    parties = [party for agreement in agreements.values() for party in agreement.parties if party.role != "commissioner"]
    names = [party.name for party in parties] + [entity.name for party in parties for entity in party.entities]
    assert all(name.startswith("Voorbeeld") for name in names)


def test_every_agreement_names_its_schema_and_what_it_is(example):
    """Editors find the schema from the first line, also in the folder of kept versions; readers find that it is invented."""
    for path in agreement_files(example):
        first, second, third, *_ = path.read_text(encoding="utf-8").splitlines()
        deeper = "" if path.parent.name == "parameters" else "../../"
        assert first == FIRST_LINE.replace(SCHEMA_FILE, f"{deeper}{SCHEMA_FILE}")
        assert "verzonnen" in second
        assert "invented" in third


def test_every_agreement_is_short_enough_to_read(example):
    """Not too many lines, and none that is too long."""
    for path in agreement_files(example):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(lines) <= LONGEST, path.name
        assert max(len(line) for line in lines) <= 140, path.name


def test_every_agreement_survives_a_round_trip_byte_for_byte(example):
    """Whoever changes a value with ruamel.yaml changes nothing else."""
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    for path in agreement_files(example):
        text, written = path.read_text(encoding="utf-8"), io.StringIO()
        yaml.dump(yaml.load(text), written)
        assert written.getvalue() == text, path.name


def test_one_agreement_is_left_unfinished_and_says_so(example, found):
    """It shows six warnings or more; all others have none, and nowhere is there an error."""
    assert not [each for concerns in found.values() for each in concerns if each.severity == "error"]
    warned = {code: {each.code for each in concerns if each.severity == "warning"} for code, concerns in found.items()}
    assert [code for code, codes in warned.items() if codes] == [UNFINISHED]
    assert len(warned[UNFINISHED]) >= 6
    (path,) = (example / "parameters").glob(f"{UNFINISHED}-*.yml")
    assert "unfinished on purpose" in path.read_text(encoding="utf-8")


def test_every_state_of_everything_occurs(agreements, kept):
    """Whoever looks for an example of a state finds one."""
    there = {(each.workflow.name, each.state) for agreement in (*agreements.values(), *kept.values()) for each in stateful(agreement)}
    missing = {(name, state) for name, workflow in WORKFLOWS.items() for state in workflow.states} - there
    assert not missing


def test_every_part_occurs_with_each_of_its_fields(agreements):
    """The example shows the whole model: nothing in it is without an example."""
    filled: set[tuple[type[BaseModel], str]] = set()
    for agreement in agreements.values():
        for part in parts_of(agreement):
            filled |= {(type(part), name) for name in type(part).model_fields if getattr(part, name) not in (None, "", [], {}, False)}
    missing = {f"{model.__name__}.{name}" for model in models() for name in model.model_fields if (model, name) not in filled}
    assert not missing


def test_much_of_a_protocol_is_left_to_what_is_usual(agreements):
    """Every item that may be left out is left out somewhere, and is written somewhere else."""
    for name in (
        "outside_influence",
        "scope",
        "quality",
        "privacy",
        "context",
        "comparison",
        "changes",
        "effort",
        "openness",
        "evaluation",
    ):
        written = [getattr(agreement.protocol, name) is not None for agreement in agreements.values()]
        assert 0 < sum(written) < len(written), name


def test_libraries_serve_several_municipalities_and_mfcos_have_two_entities(agreements):
    """One library serves four municipalities and says so in all of their agreements; one municipality has two, of which one leads."""
    contractors = [party for agreement in agreements.values() for party in agreement.with_role("contractor")]
    assert Counter(party.name for party in contractors if len(party.serves) == 4)["Voorbeeldbibliotheek IJsselstreek"] == 4
    assert {len(party.entities) for party in contractors if party.type == "mfco"} == {2}
    several = {
        name: agreement.with_role("contractor") for name, agreement in agreements.items() if len(agreement.with_role("contractor")) > 1
    }
    assert [[party.lead for party in parties] for parties in several.values()] == [[True, False]]


def test_texts_were_changed_and_partners_asked_anew(agreements):
    """About a third of the statements have several versions; what a party said of an older one is kept beside what it is asked now."""
    several = [agreement for agreement in agreements.values() if len(agreement.impact.statements) > 1]
    assert MUNICIPALITIES / 4 <= len(several) <= MUNICIPALITIES / 2
    for agreement in several:
        texts = [statement.text.nl for statement in agreement.impact.statements]
        assert len(set(texts)) == len(texts)
    asked_anew = [
        (agreement.municipality, each.party.id)
        for agreement in several
        for each in standings(agreement)
        if each.said
        and each.said.state == "asked"
        and any(said.party == each.party.id and said.date for said in agreement.impact.endorsements)
    ]
    assert len(asked_anew) >= 3
    stale = {agreement.municipality for agreement in agreements.values() if any(each.stale for each in standings(agreement))}
    assert stale == {UNFINISHED}


def test_no_finding_is_about_a_handful_of_people(agreements):
    """Of the smallest municipalities no rise or fall is written down; of others it is what their counts say."""
    small = {municipality.code for municipality in municipalities() if municipality.population[2025] < 15_000}
    discussed = {agreement.municipality for agreement in agreements.values() if agreement.interpretations}
    assert len(discussed) > MUNICIPALITIES / 2
    assert not discussed & small


def test_versions_that_were_kept_lead_to_what_holds_now(example, filed, kept):
    """They are whole and valid; states moved as they may, and no version's text was changed behind the parties' backs."""
    assert tuple(kept) == KEPT
    workspace = Workspace.open(example)
    for each in filed.values():
        versions = [read_kept(version.path, shown=version.path.name) for version in kept_versions(workspace, each.path)]
        for earlier, later in pairwise([*versions, each.agreement]):
            assert not list(forbidden_moves(earlier, later))
            texts = {statement.version: statement.text for statement in later.impact.statements}
            assert all(texts[statement.version] == statement.text for statement in earlier.impact.statements)
            assert len(earlier.parties) <= len(later.parties)
            assert earlier.goals != later.goals


def test_names_in_versions_that_were_kept_exist(example):
    """A partner that had not joined yet is named nowhere in them."""
    codes = [municipality.code for municipality in municipalities()]
    for path in sorted((example / "parameters/history").rglob("*.yml")):
        content, lines = read_yaml(path)
        assert not list(reference_faults(content, lines, shown=path.name, codes=codes, indicators=catalogue()))


def test_the_committed_agreements_are_what_the_example_writes(example):
    """Nobody changed them by hand, and nothing was left behind."""
    committed = Path(__file__).parents[1]
    names = {path.relative_to(example) for path in agreement_files(example)}
    assert names == {path.relative_to(committed) for path in agreement_files(committed)}
    assert all((committed / name).read_bytes() == (example / name).read_bytes() for name in names)


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


def test_stories_carry_consent_and_four_may_not_be_told(example):
    """Every story says whether and when consent was given; Doesburg's only one was withdrawn, and one in Ede was changed since."""
    all_stories = stories(example)
    untold = [story for story in all_stories if not (story.consent.holds and story.is_approved)]
    assert len({story.municipality for story in all_stories}) == 46
    assert [story.id for story in untold] == ["GM0200-1", "GM0221-1", "GM0228-4", "GM0301-1"]
    assert [story.id for story in untold if not story.consent.given] == ["GM0200-1"]
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
