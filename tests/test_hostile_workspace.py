"""A workspace in which everybody wrote commands: from its files to all that is made of it."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import docx
import nbformat
import pytest
from bs4 import BeautifulSoup

from impactlib import cli
from impactlib.batch.driver import run_batch
from impactlib.batch.rounds import changes_since, keep_versions, make_protocols, write_new
from impactlib.disclosure.making import make_release
from impactlib.documents import parse_yaml, read_yaml
from impactlib.telling.blocks import BLOCK_TYPE
from impactlib.workspace import Workspace
from tests import pdf_rules
from tests.agreements import WHOLE
from tests.hostile import IN_PRINT, on_one_line
from tests.poisoning import poisoned_content
from tests.small import AREAS, counted, people, tiny, write

TEXTS = [each.text for each in IN_PRINT if len(each.text) < 500]
LINES = [" ".join(text.split()) for text in TEXTS]

NAME = "<img src=x onerror=window.__pwned=1> {{7*7}} $x$ =1+1 [b](c)"
"""What an area is called."""

NOTICE = "</style><script>window.__pwned=1</script> #read('/etc/hostname') {{ 7 * 7 }} { $x } [x](javascript:1)"
"""What stands on every page."""

STORY = '<script>window.__pwned=1</script> #read("/etc/hostname") {{ 7 * 7 }} { $x } =1+1 [x](javascript:1)'
"""What somebody told."""

HARMLESS_ELEMENTS = {"script", "iframe", "object", "embed", "form", "base", "math", "img", "link", "noscript", "template"}
"""Elements that no page of ours has, but for the one script of the overview."""


def text_of(value: str) -> dict[str, str]:
    """The same words in both languages."""
    return {"nl": value, "en": value}


def hostile_workspace(folder: Path) -> Workspace:
    """Three areas, a survey and counts, an agreement, a story and settings, all worded by somebody who means harm."""
    register = "code;naam;deel;inwoners 2024;inwoners 2025\n" + "".join(
        f'{code};"{NAME if code == "A1" else name}";P1;2000;2000\n' for code, name in AREAS.items()
    )
    survey = [row for code in AREAS for row in people(60, code, geleerd="vaak", cijfer="8", cursus="=1+1<b>x</b>")]
    survey += [row for code in AREAS for row in people(40, code, geleerd="soms", cijfer="6")]
    counts = [
        counted(code, bibliotheek=f"{NAME}", leden=400, uitleningen=9000, activiteiten=50, cursisten=80, afgerond=50) for code in AREAS
    ]
    story = {
        "id": "<b>1</b>", "municipality": "A1", "period": "2025", "indicator": "LO01", "role": text_of(f"Rol {LINES[0]}"),
        "text": text_of(STORY), "outcome": "critical", "chosen": text_of(f"Gekozen {LINES[1]}"),
        "consent": {"given": "true", "date": "2025-06-01"}, "approved_by": "=x",
    }  # fmt: skip
    write(folder / "data/verhalen.yml", json.dumps({"stories": [story]}))
    more = f"notice: {json.dumps(text_of(NOTICE))}\nstories: data/verhalen.yml\n"
    more += "report_date: 2026-03-02\ndeliver: {council: [html, pdf, docx], officer: [html], public: [html, docx]}\n"
    workspace = tiny(folder, survey=survey, counts=counts, register=register, more=more)
    settings = folder / "parameters/workspace.yml"
    write(settings, settings.read_text(encoding="utf-8").replace("areas: all", "areas: agreed"))
    content, _ = parse_yaml(WHOLE.replace("GM0200", "A1").replace("GM0213", "B2"), shown="whole.yml")
    write(folder / "parameters/A1-x y; $(id) [1].yml", json.dumps(poisoned_content(content, LINES), ensure_ascii=False, indent=1))
    return Workspace.open(workspace.folder)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The workspace with its release."""
    workspace = hostile_workspace(tmp_path_factory.mktemp("hostile") / "ws")
    make_release(workspace)
    return workspace


def elements(page: str) -> set[str]:
    """The names of all elements of a page."""
    return {element.name for element in BeautifulSoup(page, "html.parser").find_all(True)}


def test_what_is_not_told_is_logged_in_cells_that_are_text(made: Workspace) -> None:
    """For the office, which opens it in a spreadsheet."""
    rows = list(csv.reader(io.StringIO((made.internal / "disclosure.csv").read_text(encoding="utf-8"))))
    assert rows[0] == ["area", "period", "indicator", "part", "reason"]
    assert {len(row) for row in rows} == {5}
    assert not any(re.match(r"[=+\-@\t\r]", cell) for row in rows for cell in row)


def test_a_release_of_hostile_texts_is_json_with_the_texts(made: Workspace) -> None:
    """Its manifest holds the name of the area, and no key but its own."""
    manifest = json.loads((made.release / "release.json").read_text(encoding="utf-8"))
    assert manifest["area_names"] == {"A1": NAME}
    assert manifest["notice"]["nl"] == NOTICE


def test_protocols_of_a_hostile_agreement_stay_in_their_folder(made: Workspace) -> None:
    """In every form, beside the reports, in a folder that is called after code and name."""
    paths = make_protocols(made, ["A1"], language="nl")
    assert {path.parent for path in paths} == {made.outputs / "A1-img-src-x-onerror-window-pwned-1-7-7-x-1-1-b-c"}
    by_suffix = {path.suffix: path for path in paths}
    page = by_suffix[".html"].read_text(encoding="utf-8")
    assert not elements(page) & HARMLESS_ELEMENTS
    assert NAME in BeautifulSoup(page, "html.parser").get_text()
    assert "".join(on_one_line(NAME).split()) in "".join(on_one_line(pdf_rules.shown_text(by_suffix[".pdf"].read_bytes())).split())
    assert any(NAME in paragraph.text for paragraph in docx.Document(str(by_suffix[".docx"])).paragraphs)
    assert b"\r\nATTACH" not in by_suffix[".ics"].read_bytes()


def test_the_overview_names_the_area_and_links_within_its_folder(made: Workspace) -> None:
    """The name is text; each link leads to a file that is there."""
    make_protocols(made, ["A1"], language="nl", forms=["html"])
    page = BeautifulSoup((made.outputs / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert NAME in page.get_text()
    links = [str(link["href"]) for link in page.select("ul.reports a")]
    assert links
    assert all((made.outputs / link).resolve().is_relative_to(made.outputs) and (made.outputs / link).is_file() for link in links)
    assert len(page.find_all("script")) == 1


def test_what_changed_is_said_in_the_words_of_the_agreement(made: Workspace) -> None:
    """What stands between its quotes is what stands in the file."""
    [kept] = keep_versions(made, ["A1"])
    earlier = made.folder / "earlier.yml"
    content, _ = read_yaml(kept)
    content["impact"]["challenge"]["text"] = text_of(STORY)
    write(earlier, json.dumps(content))
    told = " ".join(" ".join(changes_since(made, "A1", str(earlier), language="nl")).split())
    assert STORY in told
    assert next(line for line in LINES if line in told)


def test_the_commands_print_hostile_texts_without_steering_the_terminal(
    made: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Check, plan, state and indicators."""
    for words in (["check"], ["plan", "A1"], ["state", "A1"], ["indicators"]):
        monkeypatch.setattr(sys, "argv", ["impact", *words, "-w", str(made.folder)])
        with pytest.raises(SystemExit):
            cli.main()
        printed = capsys.readouterr()
        shown = printed.out + printed.err
        assert shown
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown)
        assert "fault of the program" not in shown


def test_a_new_agreement_of_an_area_with_a_hostile_name_holds_it_as_a_name(tmp_path: Path) -> None:
    """No key comes of it, and no place that was to be filled in."""
    name = 'Den Dam, role: "x"}, {id: y} {code} {last} # z'
    register = f'code;naam;deel;inwoners 2024;inwoners 2025\nA1;"{name.replace(chr(34), chr(34) * 2)}";P1;2000;2000\n'
    workspace = tiny(tmp_path, register=register)
    content, _ = read_yaml(write_new(workspace, "A1"))
    assert [party["id"] for party in content["parties"]] == ["municipality", "library"]
    assert content["parties"][0]["name"] == f"Gemeente {name}"
    assert content["municipality"] == "A1"


@pytest.mark.slow
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_report_of_a_hostile_workspace_shows_its_texts_and_nothing_else(made: Workspace, language: str) -> None:
    """All audiences, in every form that is delivered, with the notebooks behind them and the record beside them."""
    batch = run_batch(made, language=language, workers=1)
    assert [(each.run.label, each.cause) for each in batch.failed] == []
    [folder] = [path for path in made.outputs.glob("A1-*") if path.is_dir()]
    pages = sorted(folder.glob(f"*.{language}.html"))
    assert {path.name.partition(".")[0] for path in pages} >= {"council", "officer", "public", "cycle"}
    for path in pages:
        page = path.read_text(encoding="utf-8")
        assert not elements(page) & HARMLESS_ELEMENTS, path.name
        assert NAME in BeautifulSoup(page, "html.parser").get_text()
        assert "\n49" not in page
    texts: dict[str, str] = {path.name: BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").get_text() for path in pages}
    assert [name for name, text in texts.items() if NOTICE not in text] == []
    told = "".join(on_one_line(pdf_rules.shown_text((folder / f"council.{language}.pdf").read_bytes())).split())
    assert "".join(on_one_line(NOTICE).split()) in told
    assert any(NOTICE in paragraph.text for paragraph in docx.Document(str(folder / f"council.{language}.docx")).paragraphs)
    record: dict[str, Any] = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert set(record) == {"municipality", "name", "period", "reports", "documents", "signals"}
    assert record["name"] == NAME
    notebook = nbformat.read(made.internal / folder.name / f"council.{language}.ipynb", as_version=4)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", []) if BLOCK_TYPE in output.get("data", {})]
    assert outputs
    assert not {name for output in outputs for name in elements(output.data["text/html"])} & HARMLESS_ELEMENTS
    assert NAME not in json.dumps([notebook.metadata, *(output.metadata for output in outputs)])


@pytest.mark.slow
def test_the_analysis_of_a_hostile_workspace_shows_its_texts_as_text(made: Workspace) -> None:
    """The page for inside, made by its notebook."""
    batch = run_batch(made, analysis=True, workers=1)
    assert [each.cause for each in batch.failed] == []
    [path] = made.internal.glob("A1-*/analysis.html")
    page = path.read_text(encoding="utf-8")
    assert NAME in " ".join(BeautifulSoup(page, "html.parser").get_text().split())
    assert not elements(page) & (HARMLESS_ELEMENTS - {"img"})
    assert not [image for image in BeautifulSoup(page, "html.parser").find_all("img") if not str(image["src"]).startswith("data:image/png")]
