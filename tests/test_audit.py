"""`impact audit` finds whatever may not be in the outputs, with its place, and finds nothing in what we make."""

from __future__ import annotations

import json
import shutil

import pytest
import typer.testing

from impactlib.batch.audit import audit_outputs
from impactlib.batch.driver import run_batch
from impactlib.batch.rounds import make_protocols
from impactlib.cli import app
from impactlib.disclosure.measured import measure
from impactlib.disclosure.release import read_areas, read_release
from impactlib.errors import InputError
from impactlib.workspace import Workspace
from tests.made import changed, copied, made_in
from tests.planted import PLANTS, page

SLUG = "GM0277-rozendaal"
"""The folder of an area where some figures may not be told."""

HIDDEN = "Digitale vaardigheden: 6 deelnemers"
"""How many people answered in Rozendaal in 2025: too few to tell."""

PERSON, COURSE = "R25-00001", "NIM-25-02"
"""A respondent and a course of the example."""

WORDS = "Niet zo veel, ik kon het meeste al."
"""What somebody answered in their own words."""

OTHERS = {
    "respondent": (f"vraag {PERSON.lower()} eens", "the number of a respondent"),
    "course": (f"bron: {COURSE}.", "the code of a course"),
    "own words": (f"Iemand zei: {WORDS}", "words of an answer in somebody's own words"),
    "e-mail": ("schrijf aan jan.jansen@voorbeeld.nl", "the e-mail address 'jan.jansen@voorbeeld.nl'"),
    "telephone": ("bel 06-12345678", "the telephone number '06-12345678'"),
    "path": ("zie /srv/iemand/werk/cijfers.csv", "a path of a machine '/srv/iemand/werk/cijfers.csv'"),
    "path of Windows": (r"zie C:\Users\iemand\cijfers.csv", "a path of a machine"),
    "address of a file": ("zie file:///srv/x.csv", "a path of a machine"),
    "exact value": ("1.1160666666666665", "a number of DI07"),
    "share in words": ("Iets nuttigs geleerd: vijf mensen zeggen ja", "'vijf' stands beside LO04"),
    "everybody": ("100% zegt: Iets nuttigs geleerd", "'100%' stands beside LO04"),
    "id of a finding": ("GM0277/2025/DI07 = 6", "'6' stands beside DI07"),
}
"""Texts of other kinds, each with what is said of it."""

FINE = {
    "of a told figure": "Leden per 1.000 inwoners: 246",
    "of no figure": "Op 6 maart 2026 waren er 6 bijeenkomsten",
    "agreed": "Digitale vaardigheden: in 2025 zijn te weinig antwoorden om iets te zeggen",
}
"""Texts in which nothing is wrong."""


@pytest.fixture(scope="module")
def planted(example_workspace, tmp_path_factory):
    """A copy of the example with all artefacts in one area's folder, and what the audit said of each file."""
    workspace = copied(example_workspace, tmp_path_factory.mktemp("audit") / "workspace")
    folder = workspace.outputs / SLUG
    folder.mkdir(exist_ok=True)
    for plant in PLANTS:
        (folder / plant.name).write_bytes(plant.make(HIDDEN))
    for number, (text, _) in enumerate(OTHERS.values()):
        (folder / f"other-{number}.log").write_text(text, encoding="utf-8")
    for number, text in enumerate(FINE.values()):
        (folder / f"fine-{number}.log").write_text(text, encoding="utf-8")
    (folder / f"{PERSON}.txt").write_text("x")
    (folder / "chart.html").write_bytes(page("<h3>Digitale vaardigheden</h3><svg><rect width='60' height='4'/></svg>"))
    (folder / "bar.html").write_bytes(page("<h3>Digitale vaardigheden</h3><div style='width: 37px'></div>"))
    (folder / "wrong.html").write_bytes(page("<p>Leden per 1.000 inwoners: 999</p>"))
    (folder / "order.html").write_bytes(page(f"<ul>{''.join(f'<li>{name}</li>' for name in DISORDER)}</ul>"))
    (folder / "story.txt").write_text(_untold(workspace), encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    (folder / "link.txt").symlink_to(workspace.folder / "parameters" / "workspace.yml")
    (workspace.outputs / "index.html").write_bytes(page(f"<p>Rozendaal. {HIDDEN}</p><p>{HIDDEN}</p>"))
    (workspace.internal / "analysis.html").write_bytes(page("<p>exact</p>"))
    audited = audit_outputs(workspace)
    said: dict[str, list[str]] = {}
    for problem in audited.problems:
        said.setdefault(str(problem).partition(": ")[0].removeprefix("outputs/2025/"), []).append(str(problem))
    return said


DISORDER = ("Rozendaal", "Apeldoorn", "Zutphen", "Arnhem", "Ede", "Nijmegen", "Tiel")
"""Areas in the order of something else."""


def _untold(workspace: Workspace) -> str:
    """A piece of a story that may not be told."""
    told = {story.text.nl for code in read_areas(workspace.release) for story in read_release(workspace.release, code).area.stories}
    words = next(each.text.nl.split() for each in measure(workspace).stories if each.text.nl not in told)
    runs = (" ".join(words[place : place + 9]) for place in range(len(words) - 8))
    return next(run for run in runs if not any(" ".join(run.split()[2:8]) in " ".join(text.split()) for text in told))


def test_the_hidden_figure_is_hidden(example_workspace):
    """Without it the tests below would prove nothing."""
    found = {each.id: each for each in measure(example_workspace).findings}
    assert 6 == found["GM0277/2025/DI07"].estimate.n
    released = {each.id: each for each in read_release(example_workspace.release, "GM0277").findings}
    assert released["GM0277/2025/DI07"].estimate is None


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.name)
def test_a_hidden_figure_is_found_in_every_kind_of_artefact(planted, plant):
    """Named with its file, its place and the indicator."""
    said = planted[f"{SLUG}/{plant.name}"]
    assert any(plant.place in line and "DI07 (Digitale vaardigheden)" in line for line in said), said


@pytest.mark.parametrize("kind", OTHERS)
def test_what_else_may_not_be_there_is_found(planted, kind):
    """Respondents, courses, answers in somebody's own words, contacts, paths, exact values, numbers in words."""
    said = planted[f"{SLUG}/other-{list(OTHERS).index(kind)}.log"]
    assert any(OTHERS[kind][1] in line for line in said), said


@pytest.mark.parametrize("kind", FINE)
def test_what_may_be_there_is_no_problem(planted, kind):
    """Told figures, numbers of other things, and that there is no figure."""
    assert f"{SLUG}/fine-{list(FINE).index(kind)}.log" not in planted


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (f"{SLUG}/{PERSON}.txt", "the number of a respondent"),
        (f"{SLUG}/chart.html", "something is drawn about DI07"),
        (f"{SLUG}/bar.html", "something is drawn about DI07"),
        (f"{SLUG}/wrong.html", "is no number that the release tells of it"),
        (f"{SLUG}/order.html", "areas stand in an order of their own: Rozendaal, Apeldoorn"),
        (f"{SLUG}/story.txt", "which may not be told"),
        (f"{SLUG}/broken.pdf", "it cannot be read as a PDF"),
        (f"{SLUG}/link.txt", "it is a link to another place"),
        ("index.html", "'6' stands beside DI07"),
        ("internal/analysis.html", "does not say that it is internal"),
    ],
)
def test_names_drawings_orders_stories_and_links_are_judged(planted, name, words):
    """A bar tells a number by its length, a list by its order, and a file by its name."""
    assert any(words in line for line in planted[name]), planted[name]


def test_the_names_of_the_user_and_the_machine_are_found(example_workspace, tmp_path, monkeypatch):
    """Also in the properties of a file."""
    monkeypatch.setattr("getpass.getuser", lambda: "gebruikersnaam")
    monkeypatch.setattr("socket.gethostname", lambda: "kantoor-pc-7.intranet")
    (tmp_path / "a.json").write_text(json.dumps({"author": "Gebruikersnaam", "on": "kantoor-pc-7", "in": str(example_workspace.folder)}))
    said = "\n".join(map(str, audit_outputs(example_workspace, tmp_path).problems))
    assert "'Gebruikersnaam'" in said
    assert "'kantoor-pc-7'" in said
    assert "the path of the workspace" in said


def test_the_release_itself_holds_nothing_hidden(example_workspace):
    """Its tables, its manifest, and the facts it says."""
    assert () == audit_outputs(example_workspace, example_workspace.release).problems


def test_the_reports_of_two_areas_hold_nothing_hidden_in_any_form(example_workspace, tmp_path):
    """Also protocols, calendars, cycle pages, records and the overview."""
    workspace = made_in(tmp_path / "made", example_workspace)
    make_protocols(workspace, ["GM0277"], language="nl")
    audited = audit_outputs(workspace)
    assert [] == list(map(str, audited.problems))
    assert audited.files > 12
    assert audited.numbers > 500


def test_the_command_says_what_is_wrong_and_fails(example_workspace, tmp_path):
    """Each problem on a line, and how many there are."""
    workspace = copied(example_workspace, tmp_path / "workspace")
    (workspace.outputs / SLUG).mkdir()
    (workspace.outputs / SLUG / "a.txt").write_text(HIDDEN)
    result = typer.testing.CliRunner().invoke(app, ["audit", str(workspace.outputs)])
    assert 1 == result.exit_code
    assert f"outputs/2025/{SLUG}/a.txt: line 1: '6' stands beside DI07 (Digitale vaardigheden)" in result.output
    assert "found." in result.output.splitlines()[-1]


def test_the_command_says_how_much_it_read(example_workspace, tmp_path):
    """Of what is fine."""
    workspace = copied(example_workspace, tmp_path / "workspace")
    shutil.rmtree(workspace.release.parent / "internal")
    result = typer.testing.CliRunner().invoke(app, ["audit", "outputs/2025", "-w", str(workspace.folder)])
    assert 0 == result.exit_code, result.output
    assert "numbers read: no problems found." in result.output


@pytest.mark.parametrize(("name", "words"), [("2024", "there is no such folder"), ("2023", "is no folder of 2025")])
def test_a_folder_that_is_not_there_or_of_another_period_is_refused(example_workspace, tmp_path, name, words):
    """With what would do."""
    workspace = copied(example_workspace, tmp_path / "workspace")
    (workspace.outputs.parent / "2023").mkdir()
    with pytest.raises(InputError, match=words):
        audit_outputs(workspace, workspace.outputs.parent / name)


@pytest.mark.slow
def test_nothing_hidden_is_in_any_artefact_of_the_whole_example(own_example):
    """All areas, in the three forms."""
    changed(own_example, "parameters/workspace.yml", "council: [html]", "council: [html, pdf, docx]")
    workspace = Workspace.open(own_example.folder)
    assert () == run_batch(workspace).failed
    audited = audit_outputs(workspace)
    assert [] == list(map(str, audited.problems))
    assert audited.files > 51 * 5
    assert audited.numbers > 10_000
