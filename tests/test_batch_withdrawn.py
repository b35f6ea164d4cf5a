"""What may no longer be told does not stay published: pages of an earlier release are compared with the one that holds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from impactlib.batch.driver import run_batch
from impactlib.batch.record import write_overview
from impactlib.disclosure.making import make_release
from impactlib.disclosure.release import read_areas, read_manifest
from impactlib.publishing.docx import report_docx
from impactlib.publishing.facts import report_facts
from impactlib.publishing.pdf import report_pdf
from impactlib.publishing.pptx import report_pptx
from impactlib.publishing.xlsx import report_xlsx
from impactlib.telling.blocks import Block, Provenance, Sentence, Title
from impactlib.workspace import Workspace
from tests.made import MADE, changed, copied, made_in, record_of, workspace_with
from tests.sample_facts import sample_facts


@pytest.fixture(scope="module")
def two_made(example_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A copy of the example in which two municipalities' reports were made."""
    return made_in(tmp_path_factory.mktemp("made") / "workspace", example_workspace)


def test_a_withdrawn_story_does_not_stay_published(two_made: Workspace, tmp_path: Path) -> None:
    """As soon as the release is without it, the page that tells it lies inside, and the overview says what to do."""
    workspace = copied(two_made, tmp_path / "workspace")
    stories = {slug: [each for each in record_of(workspace, slug)["told"] if each.startswith("story/")] for slug in MADE}
    slug = next(slug for slug in MADE if stories[slug])
    other = next(each for each in MADE if each != slug)
    ids = [each.removeprefix("story/") for each in stories[slug]]
    changed(workspace, "data/stories.yml", f"id: {ids[0]}\n", f"id: {ids[0]}-gone\n")
    areas = list(read_areas(make_release(workspace) and workspace.release).values())
    page = write_overview(workspace, read_manifest(workspace.release), areas).read_text(encoding="utf-8")
    assert not (workspace.outputs / slug / "council.nl.html").exists()
    assert (workspace.internal / slug / "withdrawn" / "council.nl.html").is_file()
    assert not (workspace.outputs / slug / "cycle.nl.html").exists()
    assert "withdrawn" == record_of(workspace, slug)["state"]
    assert "ingetrokken: opnieuw maken" in page
    assert f"{slug}/council.nl.html" not in page
    assert (workspace.outputs / other / "council.nl.html").is_file()


def test_a_newly_hidden_figure_does_not_stay_published_although_the_new_run_fails(two_made: Workspace, tmp_path: Path) -> None:
    """Higher minimum, fewer figures: the old page goes also where no new one could be made."""
    workspace = workspace_with(two_made, tmp_path / "workspace", cell="raise ValueError('later')")
    changed(workspace, "parameters/workspace.yml", "minimum_group: 10", "minimum_group: 5000")
    workspace = Workspace.open(workspace.folder)
    assert 1 == len(run_batch(workspace, only=["GM0277"]).failed)
    assert [] == list(workspace.outputs.glob("GM*/*.html"))
    assert 2 == len(list(workspace.internal.glob("*/withdrawn/council.nl.html")))


def test_a_page_that_no_record_vouches_for_is_taken_from_view(two_made: Workspace, tmp_path: Path) -> None:
    """Its record was lost, and another release made it: nobody knows what it tells."""
    workspace = copied(two_made, tmp_path / "workspace")
    folder = workspace.outputs / "GM0277-rozendaal"
    (folder / "run.json").write_text("{}", encoding="utf-8")
    (folder / "council.nl.html").write_text("of long ago", encoding="utf-8")
    write_overview(workspace, read_manifest(workspace.release), list(read_areas(workspace.release).values()))
    assert ["cycle.nl.html", "run.json"] == sorted(path.name for path in folder.iterdir())


def test_a_file_of_any_format_that_no_record_vouches_for_is_taken_from_view(two_made: Workspace, tmp_path: Path) -> None:
    """Unless it says itself that it tells of this release: then it is just being made."""
    workspace = copied(two_made, tmp_path / "workspace")
    folder, manifest = workspace.outputs / "GM0277-rozendaal", read_manifest(workspace.release)
    for name, release in (("council.nl", "of long ago"), ("officer.nl", manifest.id)):
        blocks: list[Block] = [Title(text="x", subtitle=""), Provenance(label="Hoe", rows=(("Uitgave", f"2025 · {release}"),))]
        blocks.insert(1, Sentence(text="Er is niets te vertellen.", role="answer"))
        (folder / f"{name}.pdf").write_bytes(report_pdf(blocks, "nl"))
        (folder / f"{name}.docx").write_bytes(report_docx(blocks, "nl"))
        (folder / f"{name}.pptx").write_bytes(report_pptx(blocks, "nl"))
        figures = [*blocks, replace(sample_facts(), release=release)]
        (folder / f"{name}.xlsx").write_bytes(report_xlsx(figures, "nl"))
        (folder / f"{name}.json").write_text(report_facts(figures, "nl"), encoding="utf-8")
    (folder / "public.nl.docx").write_bytes(b"no Word file")
    write_overview(workspace, manifest, list(read_areas(workspace.release).values()))
    officer = [f"officer.nl.{each}" for each in ("docx", "json", "pdf", "pptx", "xlsx")]
    assert ["council.nl.html", "cycle.nl.html", *officer, "run.json"] == sorted(path.name for path in folder.iterdir())


def test_a_municipality_that_takes_part_no_longer_does_not_stay_published(two_made: Workspace, tmp_path: Path) -> None:
    """Without its agreement it is not in the release, and so nothing of it may be told."""
    workspace = copied(two_made, tmp_path / "workspace")
    (workspace.parameters / "GM0277-rozendaal.yml").unlink()
    make_release(workspace)
    write_overview(workspace, read_manifest(workspace.release), list(read_areas(workspace.release).values()))
    assert not (workspace.outputs / "GM0277-rozendaal" / "council.nl.html").exists()


def test_a_page_that_tells_nothing_that_went_stays(two_made: Workspace, tmp_path: Path) -> None:
    """Another release with the same stories and figures takes nothing from view."""
    workspace = copied(two_made, tmp_path / "workspace")
    changed(workspace, "parameters/GM0200-apeldoorn.yml", "main: true", "main: false")
    manifest = make_release(workspace)
    page = write_overview(workspace, manifest, list(read_areas(workspace.release).values())).read_text(encoding="utf-8")
    assert all((workspace.outputs / slug / "council.nl.html").is_file() for slug in MADE)
    assert "2 gemeenten: van een eerdere uitgave" in page
