"""Publishing and withdrawing from the command line: nothing leaves that was not checked, and what left is never forgotten."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from impactlib import cli
from impactlib.batch import publish as publishing
from impactlib.batch.driver import run_batch
from impactlib.batch.published import published_stories
from impactlib.batch.told import told_of
from impactlib.disclosure.entries import LossEntry, PublicationEntry, WithdrawnEntry
from impactlib.disclosure.ledger import read_ledger
from impactlib.disclosure.making import make_release
from impactlib.disclosure.release import read_manifest, read_release
from impactlib.errors import InputError
from impactlib.sources.stories import Story
from impactlib.workspace import Workspace, sha256
from tests.made import copied
from tests.small import spread, tiny

Command = Callable[..., tuple[int, str, str]]

SLUGS = {"A1": "A1-aburg", "B2": "B2-bedorp"}
COUNTS = {"soms": 31, "vaak": 42, "altijd": 27}
STORY: dict[str, Any] = {
    "id": "A1-1",
    "municipality": "A1",
    "period": "2025",
    "indicator": "LO04",
    "role": {"nl": "deelnemer", "en": "participant"},
    "text": {"nl": "Ik durf het nu zelf.", "en": "I dare to do it myself now."},
    "outcome": "positive",
    "chosen": {"nl": "Het staat voor velen.", "en": "It stands for many."},
    "consent": {"given": True, "date": "2025-11-05"},
    "described": {"attributes": ["role"], "people": 100},
    "approved": {"by": "de coördinator", "date": "2025-12-01", "code": ""},
}


def write_stories(folder: Path, **changes: Any) -> None:
    """The story as an approved one, with these changes."""
    story = STORY | changes
    story["approved"] = STORY["approved"] | {"code": Story.model_validate(story).code([])}
    (folder / "data").mkdir(parents=True, exist_ok=True)
    (folder / "data" / "stories.yml").write_text(json.dumps({"stories": [story]}), encoding="utf-8")


def write_reports(workspace: Workspace, *codes: str) -> None:
    """Pages that tell all that may be told of these areas, with their record: as a batch leaves them."""
    for code in codes:
        release = read_release(workspace.release, code)
        folder = workspace.outputs / release.area.slug
        folder.mkdir(parents=True, exist_ok=True)
        files = {}
        for name in ("council.nl.html", "council.nl.pdf"):
            (folder / name).write_text(f"{release.manifest.id} {code} {name}", encoding="utf-8")
            files[name] = sha256(folder / name)
        entry = {
            "audience": "council",
            "language": "nl",
            "state": "made",
            "summary": "",
            "cause": "",
            "cell": None,
            "repeat": f"impact run --only {code} --audience council --language nl",
            "files": files,
            "release": release.manifest.id,
            "told": list(told_of(release)),
        }
        content = {"municipality": code, "reports": {"council.nl": entry}, "documents": {}}
        (folder / "run.json").write_text(json.dumps(content), encoding="utf-8")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with a release, a story, and the reports of two of its three areas."""
    folder = tmp_path_factory.mktemp("tiny") / "workspace"
    write_stories(folder)
    rows = [row for area in ("A1", "B2") for row in spread(COUNTS, area=area)]
    workspace = tiny(folder, survey=rows, more="stories: data/stories.yml\nreport_date: 2026-03-01\n")
    make_release(workspace)
    assert ("A1-1",) == tuple(each.id for each in read_release(workspace.release, "A1").area.stories)
    write_reports(workspace, "A1", "B2")
    return workspace


@pytest.fixture
def workspace(prepared: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A copy to be changed, in which the audit finds nothing."""
    monkeypatch.setattr(publishing, "audit_problems", lambda _: ())
    return copied(prepared, tmp_path / "workspace")


@pytest.fixture
def impact(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], workspace: Workspace) -> Command:
    """Runs `impact …` in the workspace as a user does; gives the exit status and what was printed on either stream."""

    def call(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["impact", *words, "-w", str(workspace.folder)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return int(ended.value.code or 0), printed.out, printed.err

    return call


def lines_of(workspace: Workspace) -> int:
    """How many lines the ledger has."""
    return read_ledger(workspace).end.lines


def refused(impact: Command, workspace: Workspace, *words: str) -> str:
    """What is printed when a publication is refused: nothing was written in the ledger, and there is no receipt of it."""
    before = lines_of(workspace)
    receipt = workspace.outputs / "published.json"
    vouched = receipt.read_bytes() if receipt.is_file() else b""
    status, out, err = impact("publish", *words)
    assert (1, "") == (status, out)
    assert before == lines_of(workspace)
    assert vouched == (receipt.read_bytes() if receipt.is_file() else b"")
    return err


def test_what_is_published_is_in_the_ledger_and_in_the_receipt(impact: Command, workspace: Workspace) -> None:
    """Figures with their facts and people, the story as a digest, the documents, a head; and it is said that this is for good."""
    status, out, err = impact("publish", "--by", "J. de Vries")
    assert (0, "") == (status, err)
    ledger = read_ledger(workspace)
    head, *_ = ledger.entries
    assert isinstance(head, PublicationEntry)
    assert ("J. de Vries", "2026-03-01", tuple(SLUGS.values()), lines_of(workspace) - 1) == (
        head.by,
        head.report_date,
        head.areas,
        head.lines,
    )
    assert {"A1/2025/LO04", "B2/2025/LO04"} <= {each.owner for each in ledger.told}
    assert all(each.facts and each.population for each in ledger.told)
    assert ["A1-1"] == [each.id for each in ledger.stories()]
    assert "durf" not in (workspace.parameters / "published" / "ledger.jsonl").read_text(encoding="ascii")
    documents = {each.place: each.sha256 for each in ledger.documents()}
    assert {f"2025/{slug}/council.nl.{form}" for slug in SLUGS.values() for form in ("html", "pdf")} == set(documents)
    (entry,) = json.loads((workspace.outputs / "published.json").read_bytes())["publications"]
    assert {"lines": ledger.end.lines, "sha256": ledger.end.sha256} == entry["ledger"]
    assert {"A1-aburg", "B2-bedorp"} == set(entry["documents"])
    assert "A1 Aburg: council.nl.html, council.nl.pdf" in out
    assert "story/A1-1" in out
    assert "not published: 1 of the areas" in out
    assert "every later release of this workspace is checked beside them" in out


def test_publishing_again_adds_only_that_it_was_done(impact: Command, workspace: Workspace) -> None:
    """What the ledger has is not written twice; the receipt has both publications."""
    impact("publish")
    before = lines_of(workspace)
    status, out, _ = impact("publish")
    assert (0, before + 1) == (status, lines_of(workspace))
    assert out.count("0 new;") == 2
    assert 2 == len(json.loads((workspace.outputs / "published.json").read_bytes())["publications"])


def test_one_area_publishes_its_own_facts_only(impact: Command, workspace: Workspace) -> None:
    """By code or by name; the other's come when that is published."""
    assert 0 == impact("publish", "aburg")[0]
    assert {"A1"} == {each.owner.partition("/")[0] for each in read_ledger(workspace).told}
    assert {"A1-aburg"} == {each.area for each in read_ledger(workspace).documents()}
    assert 0 == impact("publish", "B2")[0]
    assert {"A1", "B2"} == {each.owner.partition("/")[0] for each in read_ledger(workspace).told}


def test_the_release_stays_fresh_after_its_own_publication(impact: Command, workspace: Workspace) -> None:
    """What a release told itself is nothing new to it: the second area needs no new measuring."""
    before = read_manifest(workspace.release).id
    impact("publish", "A1")
    assert before == make_release(workspace).id


def test_a_misspelt_area_is_offered_the_nearest(impact: Command, workspace: Workspace) -> None:
    """As everywhere."""
    assert "unknown area 'Aburgh'; did you mean 'Aburg'?" in refused(impact, workspace, "Aburgh")


def test_an_area_without_reports_is_not_published(impact: Command, workspace: Workspace) -> None:
    """Named by itself it is refused, with the command that makes them."""
    assert "outputs/2025/C3-cestad: there is no record of any report; make them with 'impact run --only C3'" in refused(
        impact, workspace, "C3"
    )
    for slug in SLUGS.values():
        shutil.rmtree(workspace.outputs / slug)
    assert "there are no reports; make them with 'impact run'" in refused(impact, workspace)


def _other_data(workspace: Workspace) -> None:
    path = workspace.folder / "data" / "survey.csv"
    path.write_text(path.read_text(encoding="utf-8") + "x;A1;2025;A1-1;soms;;;\n", encoding="utf-8")


def _no_release(workspace: Workspace) -> None:
    shutil.rmtree(workspace.release)


@pytest.mark.parametrize("change", [_other_data, _no_release])
def test_a_release_that_is_not_of_what_is_there_now_is_not_published(
    impact: Command, workspace: Workspace, change: Callable[[Workspace], None]
) -> None:
    """The data changed since, or it is gone."""
    change(workspace)
    assert "outputs/2025/release: there is no release of this period, or it is not of what is there now" in refused(impact, workspace)


def _record(workspace: Workspace, **changes: Any) -> None:
    path = workspace.outputs / "A1-aburg" / "run.json"
    content = json.loads(path.read_bytes())
    content["reports"]["council.nl"] |= changes
    path.write_text(json.dumps(content), encoding="utf-8")


def _page(workspace: Workspace, name: str = "council.nl.html") -> Path:
    return workspace.outputs / "A1-aburg" / name


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda ws: _record(ws, state="failed", cause="ValueError: x"),
            "A1-aburg: council.nl: it failed (ValueError: x); repeat 'impact run",
        ),
        (lambda ws: _record(ws, state="withdrawn"), "A1-aburg: council.nl: it was withdrawn, since it told what may not be told; repeat"),
        (lambda ws: _record(ws, release="0ld"), "A1-aburg: council.nl: it is of release 0ld, and "),
        (lambda ws: _page(ws).unlink(), "A1-aburg/council.nl.html: it is on record, and it is gone; repeat 'impact run --only A1"),
        (lambda ws: _page(ws).write_text("mine"), "A1-aburg/council.nl.html: it was changed after it was made; repeat"),
        (lambda ws: _page(ws, "more.html").write_text("mine"), "A1-aburg/more.html: no record says what it tells; take it out"),
        (lambda ws: _page(ws, "run.json").write_text("{"), "A1-aburg: there is no record of any report"),
    ],
    ids=["failed", "withdrawn", "other release", "gone", "changed", "unknown file", "damaged record"],
)
def test_reports_that_are_not_as_they_were_made_are_not_published(
    impact: Command, workspace: Workspace, change: Callable[[Workspace], object], message: str
) -> None:
    """Each fault with its place and what would do; the area beside it can still be published."""
    change(workspace)
    assert message in refused(impact, workspace)
    assert 0 == impact("publish", "B2")[0]


def test_what_the_audit_finds_is_not_published(impact: Command, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """All its problems are told."""
    problems = [InputError(f"outputs/{each}", "it holds a hidden value", "take it out") for each in "ab"]
    monkeypatch.setattr(publishing, "audit_problems", lambda _: problems)
    err = refused(impact, workspace)
    assert [f"outputs/{each}: it holds a hidden value; take it out" for each in "ab"] == err.splitlines()


def test_publishing_asks_the_audit(prepared: Workspace, tmp_path: Path) -> None:
    """The audit itself reads the outputs: a page that is none of ours is no reason for a traceback."""
    found = publishing.audit_problems(copied(prepared, tmp_path / "workspace"))
    assert all(str(each).startswith("outputs/") for each in found)


def test_a_damaged_ledger_stops_publishing_measuring_and_checking(impact: Command, workspace: Workspace) -> None:
    """With the way out, which is then taken; and from then on every command says that something was lost."""
    impact("publish")
    path = workspace.parameters / "published" / "ledger.jsonl"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    for words in (["publish"], ["measure"], ["run"], ["check"], ["ledger"], ["withdraw", "A1", "--reason", "x"]):
        status, _, err = impact(*words)
        assert 1 == status
        assert "parameters/published/ledger.jsonl: it was shortened" in err
        assert "from git or a backup" in err
    assert "--reason: it is empty" in impact("ledger", "--accept-loss", "--by", "J")[2]
    status, out, _ = impact("ledger", "--accept-loss", "--reason", "the disk broke", "--by", "J. de Vries")
    assert 0 == status
    assert "lost 1 line " in out
    said = "J. de Vries: the disk broke"
    make_release(workspace)
    write_reports(workspace, "A1", "B2")
    assert all(said in impact(*words)[1] for words in (["check"], ["publish"], ["ledger"]))
    assert 1 == sum(isinstance(each, LossEntry) for each in read_ledger(workspace).entries)


def test_a_withdrawn_story_is_taken_from_view_and_it_is_said_where_it_stood(impact: Command, workspace: Workspace) -> None:
    """Marked in the ledger with why and who; the pages lie inside; its facts stay; nothing is published until the report is made again."""
    impact("publish")
    facts = read_ledger(workspace).facts()
    status, out, _ = impact("withdraw", "A1-1", "--reason", "consent was taken back", "--by", "J")
    assert 0 == status
    assert "story A1-1: withdrawn (consent was taken back)." in out
    today = read_ledger(workspace).documents()[0].day
    inside = "outputs/2025/internal/A1-aburg/withdrawn/council.nl.html"
    assert f"it stood in 2025/A1-aburg/council.nl.html, published {today}; now in {inside}" in out
    assert (workspace.folder / inside).is_file()
    assert not _page(workspace).exists()
    assert (workspace.outputs / "B2-bedorp" / "council.nl.html").is_file()
    mark = read_ledger(workspace).withdrawn["story", "A1-1"]
    assert ("consent was taken back", "J") == (mark.reason, mark.by)
    assert ("2025/A1-aburg/council.nl.html", "2025/A1-aburg/council.nl.pdf") == mark.documents
    assert facts == read_ledger(workspace).facts()
    assert "A1-aburg: council.nl: it was withdrawn" in refused(impact, workspace)


def test_withdrawing_again_changes_nothing(impact: Command, workspace: Workspace) -> None:
    """It says since when."""
    impact("publish")
    impact("withdraw", "A1-1", "--reason", "x")
    before = lines_of(workspace)
    status, out, _ = impact("withdraw", "story/A1-1", "--reason", "y")
    assert (0, before) == (status, lines_of(workspace))
    assert "it was withdrawn already, on " in out


def test_a_withdrawn_story_is_not_published_again(impact: Command, workspace: Workspace) -> None:
    """Also when the report was made again without a word in the stories' file."""
    impact("publish")
    impact("withdraw", "A1-1", "--reason", "x")
    write_reports(workspace, "A1")
    assert "story A1-1: it was withdrawn on " in refused(impact, workspace)
    assert "its consent says that it may be told; write 'withdrawn:'" in impact("check")[1]


def test_a_withdrawn_figure_takes_every_document_that_tells_it(impact: Command, workspace: Workspace) -> None:
    """Its facts stay known; told again, that is said."""
    impact("publish")
    assert "owner A1/2025/LO04: withdrawn (it was wrong)." in impact("withdraw", "A1/2025/LO04", "--reason", "it was wrong")[1]
    assert not _page(workspace).exists()
    assert "A1/2025/LO04" in {each.owner for each in read_ledger(workspace).told}
    write_reports(workspace, "A1")
    status, out, _ = impact("publish", "A1")
    assert 0 == status
    assert "A1/2025/LO04 was withdrawn on " in out
    assert {("owner", "A1/2025/LO04")}.isdisjoint(read_ledger(workspace).withdrawn)


@pytest.mark.parametrize("name", ["A1", "aburg", "A1-aburg"])
def test_a_whole_area_can_be_withdrawn(impact: Command, workspace: Workspace, name: str) -> None:
    """All its documents; not the story or the figures themselves, which may be told in another."""
    impact("publish")
    assert 0 == impact("withdraw", name, "--reason", "x")[0]
    found = read_ledger(workspace).withdrawn
    assert {("document", f"2025/A1-aburg/council.nl.{form}") for form in ("html", "pdf")} == set(found)
    assert not _page(workspace).exists()
    write_reports(workspace, "A1")
    assert 0 == impact("publish")[0]
    assert {} == read_ledger(workspace).withdrawn


def test_one_document_takes_the_other_forms_of_the_same_report_along(impact: Command, workspace: Workspace) -> None:
    """They tell the same; the ledger says so of both."""
    impact("publish")
    status, out, _ = impact("withdraw", "A1", "--document", "council.nl.html", "--reason", "x")
    assert 0 == status
    assert "it stood in 2025/A1-aburg/council.nl.pdf" in out
    assert {"2025/A1-aburg/council.nl.html", "2025/A1-aburg/council.nl.pdf"} == {name for _, name in read_ledger(workspace).withdrawn}


def test_documents_that_are_gone_from_the_outputs_are_named_all_the_same(impact: Command, workspace: Workspace) -> None:
    """The ledger outlives `outputs/`, which people clear away: what others hold can still be fetched back."""
    impact("publish")
    shutil.rmtree(workspace.folder / "outputs")
    status, out, _ = impact("withdraw", "A1-1", "--reason", "x")
    assert 0 == status
    assert "it stood in 2025/A1-aburg/council.nl.html, published " in out


def test_a_page_that_tells_it_and_was_not_published_yet_is_taken_from_view_too(impact: Command, workspace: Workspace) -> None:
    """It lies where the next publication would take it from."""
    impact("publish", "A1")
    of_later = workspace.folder / "outputs" / "2026" / "A1-aburg"
    shutil.copytree(workspace.outputs / "A1-aburg", of_later)
    out = impact("withdraw", "A1-1", "--reason", "x")[1]
    assert "also taken from view, never published: now in outputs/2026/internal/A1-aburg/withdrawn/council.nl.html" in out
    assert not (of_later / "council.nl.html").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["A1-2"], "unknown published story, figure or area 'A1-2'; did you mean 'A1-1'?"),
        (["A1/2025/LO05"], "did you mean 'A1/2025/LO04'?"),
        (["A1", "--document", "council.nl.htm"], "unknown published document 'council.nl.htm'; did you mean 'council.nl.html'?"),
        (["A1-1", "--document", "council.nl.html"], "--document: A1-1 is no area"),
        (["A1", "--reason", " "], "--reason: it is empty"),
    ],
    ids=["story", "figure", "document", "document of a story", "no reason"],
)
def test_what_cannot_be_withdrawn_is_refused_with_what_would_do(
    impact: Command, workspace: Workspace, words: list[str], message: str
) -> None:
    """And the ledger stays as it is."""
    impact("publish")
    before = lines_of(workspace)
    status, _, err = impact("withdraw", "--reason", "x", *words)
    assert (1, before) == (status, lines_of(workspace))
    assert message in err


def test_nothing_published_is_nothing_to_withdraw(impact: Command) -> None:
    """A clear line, and no ledger is made."""
    status, _, err = impact("withdraw", "A1", "--reason", "x")
    assert 1 == status
    assert "unknown published story, figure or area 'A1'; there is none yet" in err


def test_consent_that_ended_after_publication_is_a_warning(impact: Command, workspace: Workspace) -> None:
    """The check names the documents and the day; publishing without the story says so too."""
    impact("publish")
    today = read_ledger(workspace).documents()[0].day
    write_stories(workspace.folder, consent={"given": True, "date": "2025-11-05", "withdrawn": "2026-01-10"})
    warning = f"story A1-1: the teller took the consent back, and it stands in 2025/A1-aburg/council.nl.html (published {today}), "
    assert warning in impact("check")[1]
    assert 1 == impact("check", "--strict")[0]
    make_release(workspace)
    write_reports(workspace, "A1", "B2")
    status, out, _ = impact("publish")
    assert 0 == status
    assert warning in out
    impact("withdraw", "A1-1", "--reason", "consent was taken back")
    assert "story A1-1" not in impact("check")[1]


def test_published_stories_are_known_with_their_documents(impact: Command, workspace: Workspace) -> None:
    """Until they are withdrawn."""
    impact("publish")
    ledger = read_ledger(workspace)
    day = date.fromisoformat(ledger.documents()[0].day)
    places = [(f"2025/A1-aburg/council.nl.{form}", day) for form in ("html", "pdf")]
    assert {"A1-1": places} == published_stories(ledger)
    impact("withdraw", "A1-1", "--reason", "x")
    assert {} == published_stories(read_ledger(workspace))
    assert any(isinstance(each, WithdrawnEntry) for each in read_ledger(workspace).entries)


def test_the_ledger_is_listed(impact: Command, workspace: Workspace) -> None:
    """As a whole, and of an area; an unknown one is refused."""
    impact("publish", "--by", "J")
    impact("withdraw", "B2", "--reason", "x")
    whole, area = impact("ledger")[1], impact("ledger", "a1")[1]
    assert "lines, whole; " in whole
    assert "by J: 2 areas, " in whole
    assert "withdrawn: document 2025/B2-bedorp/council.nl.html (x)" in whole
    assert "2025/A1-aburg/council.nl.html" in area
    assert {"A1/2025/LO04", "story A1-1"} <= set(area.splitlines())
    assert "B2" not in area
    assert "unknown published story, figure or area 'A2'" in impact("ledger", "A2")[2]


def test_every_new_command_has_an_example_in_its_help(impact: Command) -> None:
    """As all others have."""
    for verb in ("publish", "withdraw", "ledger"):
        assert f"Example: impact {verb}" in " ".join(impact(verb, "--help")[1].split())


@pytest.mark.slow
def test_reports_of_the_example_are_published_and_a_story_in_them_withdrawn(
    example_workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the batch to the ledger, with the audit itself, which reads the receipt as well; the overview is then without the page."""
    workspace = copied(example_workspace, tmp_path / "workspace")
    assert () == run_batch(workspace, only=["GM0200"]).failed
    told = [each.id for each in read_release(workspace.release, "GM0200").area.stories]
    for words in (["publish"], ["publish"], ["withdraw", told[0], "--reason", "x"]):
        monkeypatch.setattr(sys, "argv", ["impact", *words, "-w", str(workspace.folder)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        assert not ended.value.code, capsys.readouterr().err
    assert "GM0200-apeldoorn/council.nl.html" not in (workspace.outputs / "index.html").read_text(encoding="utf-8")
    ledger = read_ledger(workspace)
    assert {("story", told[0])} < set(ledger.withdrawn)
    assert {each.owner.partition("/")[0] for each in ledger.told} > {"GM0200"}
