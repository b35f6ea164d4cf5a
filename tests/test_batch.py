"""The batch: each municipality by itself, whole files or none, and an overview that tells the truth."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import nbformat
import papermill
import pytest
from nbconvert.exporters import get_exporter

from impactlib.batch.driver import perform_all, run_batch
from impactlib.batch.plan import check_notebook, plan
from impactlib.batch.record import write_overview
from impactlib.batch.work import Outcome
from impactlib.disclosure.release import read_areas, read_manifest
from impactlib.errors import ImpactError
from impactlib.workspace import Workspace
from tests.made import ROOT, changed, copied, made_in, record_of, workspace_with


@pytest.fixture(scope="module")
def two_made(example_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A copy of the example in which two municipalities' reports were made."""
    return made_in(tmp_path_factory.mktemp("made") / "workspace", example_workspace)


def test_a_report_is_a_page_with_its_record_beside_it(two_made: Workspace) -> None:
    """The record says how the page came about, and holds the hash of what lies there."""
    from impactlib.workspace import sha256

    folder = two_made.outputs / "GM0200-apeldoorn"
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))["reports"]["council.nl"]
    assert "made" == record["state"]
    assert {"council.nl.html": sha256(folder / "council.nl.html")} == record["files"]
    assert {"audience": "council", "language": "nl", "municipality": "GM0200"} == record["parameters"]
    assert 4 == len(record["sources"])


def test_nothing_that_is_handed_over_names_a_folder_of_this_machine(two_made: Workspace) -> None:
    """Pages, records and the overview hold no absolute path."""
    for path in (*two_made.outputs.glob("GM*/*"), two_made.outputs / "index.html"):
        text = path.read_text(encoding="utf-8")
        assert str(two_made.folder) not in text
        assert sys.prefix not in text


def test_the_same_inputs_give_the_same_bytes(two_made: Workspace) -> None:
    """A second run changes nothing."""
    page = two_made.outputs / "GM0200-apeldoorn" / "council.nl.html"
    before = page.read_bytes()
    page.unlink()
    run_batch(two_made, only=["GM0200"])
    assert before == page.read_bytes()


def test_papermill_alone_gives_the_same_report(two_made: Workspace, tmp_path: Path) -> None:
    """`papermill … -p municipality GM0200` and our exporter are all that a report needs."""
    executed = tmp_path / "out.ipynb"
    parameters = {"workspace": str(two_made.folder), "municipality": "GM0200"}
    papermill.execute_notebook(str(ROOT / "notebooks" / "report.ipynb"), str(executed), parameters=parameters, progress_bar=False)
    page, _ = get_exporter("impact-html")().from_filename(str(executed))
    assert (two_made.outputs / "GM0200-apeldoorn" / "council.nl.html").read_text(encoding="utf-8") == page


def test_a_partial_batch_never_shrinks_the_overview(two_made: Workspace) -> None:
    """All 51 stand in it: two with a link, the others as not made yet."""
    page = (two_made.outputs / "index.html").read_text(encoding="utf-8")
    assert 51 == page.count('<li data-name="')
    assert 2 == page.partition('<li data-name="')[2].count('council.nl.html"')
    assert "49 gemeenten: nog niet gemaakt" in page


def test_another_audience_and_language_come_beside_the_first(two_made: Workspace) -> None:
    """Making the officer's report in English leaves the council's where it is."""
    run_batch(two_made, only=["GM0277"], audience="officer", language="en")
    folder = two_made.outputs / "GM0277-rozendaal"
    expected = ["council.nl.html", "cycle.en.html", "cycle.nl.html", "officer.en.html", "run.json"]
    assert expected == sorted(path.name for path in folder.iterdir())
    assert '<html lang="en">' in (folder / "officer.en.html").read_text(encoding="utf-8")


def test_one_municipality_that_fails_does_not_stop_the_others(example_workspace: Workspace, tmp_path: Path) -> None:
    """The failed one has its cause, cell and command on the overview; the other is made."""
    cell = "if municipality == 'GM0277':\n    raise ValueError('the well is dry')"
    workspace = workspace_with(example_workspace, tmp_path / "workspace", cell=cell)
    batch = run_batch(workspace, only=["GM0277", "GM0246"])
    assert ["failed", "made"] == [outcome.state for outcome in batch.outcomes]
    assert ("ValueError: the well is dry", 3) == (batch.outcomes[0].cause, batch.outcomes[0].cell)
    page = batch.overview.read_text(encoding="utf-8")
    assert "the well is dry" in page
    assert "impact run --only GM0277 --audience council --language nl" in page
    assert not (workspace.outputs / "GM0277-rozendaal" / "council.nl.html").exists()
    assert (workspace.outputs / "GM0246-heerde" / "council.nl.html").is_file()


def test_a_report_that_fails_later_keeps_the_earlier_page(two_made: Workspace, tmp_path: Path) -> None:
    """A failure takes nothing away and leaves nothing half-written."""
    workspace = workspace_with(two_made, tmp_path / "workspace", cell="raise ValueError('later')")
    page = workspace.outputs / "GM0200-apeldoorn" / "council.nl.html"
    before = page.read_bytes()
    assert 1 == len(run_batch(workspace, only=["GM0200"]).failed)
    assert before == page.read_bytes()
    assert [] == list(workspace.internal.glob(".making-*"))


def test_a_kernel_that_dies_is_a_failure_with_its_cause(example_workspace: Workspace, tmp_path: Path) -> None:
    """Papermill itself calls such a notebook completed."""
    workspace = workspace_with(example_workspace, tmp_path / "workspace", cell="import os\nos._exit(9)")
    (outcome,) = run_batch(workspace, only=["GM0277"]).outcomes
    assert ("failed", "the notebook's process died (killed, or out of memory)") == (outcome.state, outcome.cause)


def test_a_worker_that_dies_takes_only_its_own_run_along(example_workspace: Workspace, tmp_path: Path) -> None:
    """A notebook that kills the process that runs it is named; the others are made."""
    cell = "import os, signal\nif municipality == 'GM0277':\n    os.kill(os.getppid(), signal.SIGKILL)"
    workspace = workspace_with(example_workspace, tmp_path / "workspace", cell=cell)
    runs = plan(workspace, list(read_areas(workspace.release).values()), only=["GM0200", "GM0277", "GM0246"])
    outcomes: dict[str, Outcome] = {outcome.run.code: outcome for outcome in perform_all(runs, workers=2)}
    assert {"GM0200": "made", "GM0246": "made", "GM0277": "failed"} == {code: each.state for code, each in outcomes.items()}
    assert "died" in outcomes["GM0277"].cause


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        (
            'workspace: str = "."\nmunicipalty: str = ""\naudience: str = ""\nlanguage: str = ""',
            "'municipalty', which nothing passes; did you mean",
        ),
        ('workspace: str = "."\nmunicipality: str = ""\naudience: str = ""', "does not set 'language'"),
    ],
)
def test_a_misspelt_parameter_in_the_notebook_is_refused(
    example_workspace: Workspace, tmp_path: Path, parameters: str, message: str
) -> None:
    """Papermill would warn, run, and give the default municipality's report under another's name."""
    workspace = workspace_with(example_workspace, tmp_path / "workspace", parameters=parameters)
    with pytest.raises(ImpactError, match=r"notebooks/report\.ipynb") as refused:
        check_notebook(workspace, "report")
    assert message in str(refused.value)


def test_a_notebook_without_a_parameters_cell_is_refused(example_workspace: Workspace, tmp_path: Path) -> None:
    """Every municipality would get the same report."""
    workspace = workspace_with(example_workspace, tmp_path / "workspace")
    path = workspace.folder / "notebooks" / "report.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].metadata.tags = ["remove-cell"]
    nbformat.write(notebook, path)
    with pytest.raises(ImpactError, match="no cell with the tag 'parameters'"):
        check_notebook(workspace, "report")


def test_a_file_where_a_folder_should_be_stops_one_municipality_only(example_workspace: Workspace, tmp_path: Path) -> None:
    """Nothing can be written for Heerde, not even its record; the overview says so, without a path of this machine."""
    workspace = copied(example_workspace, tmp_path / "workspace")
    (workspace.outputs / "GM0246-heerde").write_text("in the way", encoding="utf-8")
    batch = run_batch(workspace, only=["GM0246", "GM0277"])
    assert {"GM0246": "failed", "GM0277": "made"} == {outcome.run.code: outcome.state for outcome in batch.outcomes}
    assert batch.outcomes[0].cause.startswith("outputs/2025/GM0246-heerde")
    page = batch.overview.read_text(encoding="utf-8")
    assert "1 gemeente: mislukt" in page
    assert "impact run --only GM0246" in page
    assert str(tmp_path) not in page


@pytest.mark.parametrize("content", ["[1]", '{"reports": {"council.nl": {"state": "made"}}}', '{"reports": 3}', "{", "{}"])
def test_a_record_that_was_damaged_counts_as_none(two_made: Workspace, tmp_path: Path, content: str) -> None:
    """The page that this release made stays, the overview is written, and the next run makes a good record."""
    workspace = copied(two_made, tmp_path / "workspace")
    record = workspace.outputs / "GM0277-rozendaal" / "run.json"
    record.write_text(content, encoding="utf-8")
    overview = write_overview(workspace, read_manifest(workspace.release), list(read_areas(workspace.release).values()))
    assert "50 gemeenten: nog niet gemaakt" in overview.read_text(encoding="utf-8")
    assert (record.parent / "council.nl.html").is_file()


def test_a_record_names_the_release_that_the_report_read(example_workspace: Workspace, tmp_path: Path) -> None:
    """A release that changes under a report makes it run once more, on the new one."""
    cell = (
        "from pathlib import Path\nmanifest = Path(workspace, 'outputs/2025/release/release.json')\n"
        "text = manifest.read_text(encoding='utf-8')\n"
        'if \'"id": "changed"\' not in text:\n'
        "    import re, shutil\n    for table in manifest.parent.glob('*.parquet'):\n"
        "        shutil.copy(table, table.with_name(table.name.split('-')[0] + '-changed.parquet'))\n"
        '    manifest.write_text(re.sub(r\'"id": "[0-9a-f]+"\', \'"id": "changed"\', text, count=1), encoding=\'utf-8\')'
    )
    workspace = workspace_with(example_workspace, tmp_path / "workspace", cell=cell)
    (outcome,) = run_batch(workspace, only=["GM0277"]).outcomes
    assert ("made", "changed") == (outcome.state, outcome.release)
    assert "changed" == record_of(workspace, "GM0277-rozendaal")["release"]


def test_an_agreement_that_promises_an_unknown_audience_is_refused_before_a_run(example_workspace: Workspace, tmp_path: Path) -> None:
    """Nobody makes a report for 'counsil'."""
    workspace = copied(example_workspace, tmp_path / "workspace")
    changed(workspace, "parameters/GM0200-apeldoorn.yml", "audience: council", "audience: counsil")
    with pytest.raises(ImpactError) as refused:
        run_batch(workspace, only=["GM0277"])
    expected = "parameters/GM0200-apeldoorn.yml: presentations.audience: unknown audience 'counsil'; did you mean 'council'?"
    assert expected in str(refused.value)


def test_a_whole_workspace_may_be_in_a_folder_of_any_name(example_workspace: Workspace, tmp_path: Path) -> None:
    """Brackets, spaces, quotes and accents in the path do no harm, from the data to the finished page."""
    workspace = copied(example_workspace, tmp_path / "ws [2025] d'été")
    shutil.rmtree(workspace.outputs)
    batch = run_batch(workspace, only=["GM0277"])
    assert [("made", "")] == [(each.state, each.cause) for each in batch.outcomes]
    assert (workspace.outputs / "GM0277-rozendaal" / "council.nl.html").is_file()


@pytest.mark.slow
def test_all_51_reports_are_made_and_the_overview_links_each(example_workspace: Workspace, tmp_path: Path) -> None:
    """The main job, whole."""
    shutil.copytree(example_workspace.folder, tmp_path / "workspace")
    workspace = Workspace.open(tmp_path / "workspace")
    batch = run_batch(workspace)
    assert (51, ()) == (len(batch.outcomes), batch.failed)
    page = batch.overview.read_text(encoding="utf-8")
    assert 51 == page.partition('<li data-name="')[2].count('council.nl.html"')
    assert "51 gemeenten: gemaakt" in page
    assert all(path.stat().st_size < 300_000 for path in workspace.outputs.glob("GM*/*.html"))
