"""An agreement from its first line to the next round, from the command line: what each command does, and that nothing is lost."""

from __future__ import annotations

import difflib
import shutil
from pathlib import Path

import icalendar
import pytest

from impactlib.batch.check import check_workspace
from impactlib.batch.rounds import open_agreement
from impactlib.indicators.indicator import catalogue
from impactlib.workspace import Workspace
from tests.made import copied
from tests.test_cli import Command, impact

__all__ = ["impact"]  # the fixture
APELDOORN = "parameters/GM0200-apeldoorn.yml"
HISTORY = "parameters/history/GM0200-apeldoorn"


@pytest.fixture
def workspace(example_workspace: Workspace, tmp_path: Path) -> Workspace:
    """A copy of the example with its release, without kept versions of Apeldoorn's agreement."""
    made = copied(example_workspace, tmp_path / "workspace")
    shutil.rmtree(made.folder / HISTORY, ignore_errors=True)
    return made


def text_of(workspace: Workspace, name: str = APELDOORN) -> str:
    """What a file of the workspace holds."""
    return (workspace.folder / name).read_bytes().decode("utf-8")


def kept(workspace: Workspace) -> list[str]:
    """The kept versions of Apeldoorn's agreement, oldest first."""
    return [path.read_bytes().decode("utf-8") for path in sorted((workspace.folder / HISTORY).glob("*.yml"))]


def test_a_new_agreement_says_what_to_fill_in(impact: Command, workspace: Workspace) -> None:
    """Its empty places are told one by one, with their lines; nothing else is wrong with it."""
    (workspace.folder / APELDOORN).unlink()
    status, out, _ = impact("new", "Apeldoorn", "-w", str(workspace.folder))
    assert (0, True) == (status, out.startswith(f"{APELDOORN}: fill in what is empty"))
    status, _, err = impact("check", "--only", "GM0200", "-w", str(workspace.folder))
    lines = [line for line in err.splitlines() if APELDOORN in line]
    assert 1 == status
    assert len(lines) >= 10
    assert all("empty" in line or "nothing is filled in" in line or "has either" in line for line in lines), lines


def test_a_municipality_without_an_agreement_is_no_typing_error(impact: Command, workspace: Workspace) -> None:
    """It is in the register, and somebody has to begin."""
    (workspace.folder / APELDOORN).unlink()
    status, _, err = impact("protocol", "Apeldoorn", "-w", str(workspace.folder))
    assert (1, "parameters: Apeldoorn (GM0200) has no agreement yet; begin with 'impact new GM0200'\n") == (status, err)


def test_a_new_agreement_does_not_take_the_place_of_one(impact: Command, workspace: Workspace) -> None:
    """What somebody wrote stays."""
    before = text_of(workspace)
    status, _, err = impact("new", "GM0200", "-w", str(workspace.folder))
    assert 1 == status
    assert f"{APELDOORN}: GM0200 has an agreement already" in err
    assert before == text_of(workspace)


def test_a_state_is_set_and_the_file_is_else_as_it_was(impact: Command, workspace: Workspace) -> None:
    """One line was added, where the usual state had been left out; the file as it was is kept, byte for byte."""
    before = text_of(workspace)
    thing = next(each for each in open_agreement(workspace, "GM0200").agreement.presentations if each.state == "draft")
    status, out, _ = impact("state", "GM0200", f"presentation.{thing.id}", "fact-check", "-w", str(workspace.folder))
    assert (0, f"presentation.{thing.id}: draft → fact-check\n") == (status, out)
    lines = list(difflib.ndiff(before.splitlines(), text_of(workspace).splitlines()))
    assert ["+     state: fact-check"] == [line for line in lines if line[0] in "+-"]
    assert [before] == kept(workspace)


def test_a_forbidden_state_is_refused_with_the_way_there(impact: Command, workspace: Workspace) -> None:
    """And nothing is written."""
    before = text_of(workspace)
    thing = next(each for each in open_agreement(workspace, "GM0200").agreement.presentations if each.state == "draft")
    status, _, err = impact("state", "GM0200", f"presentation.{thing.id}", "shared", "-w", str(workspace.folder))
    assert 1 == status
    assert "a presentation that is 'draft' cannot become 'shared' at once; the way is draft → fact-check → approved → shared" in err
    assert (before, []) == (text_of(workspace), kept(workspace))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("state", "GM0200", "protocoll", "signed"), "unknown thing with a state 'protocoll'; did you mean 'protocol."),
        (("state", "GM0200", "protocol", "signd"), "unknown state of a protocol 'signd'; did you mean 'signed'?"),
        (("state", "GM0200", "endorsement", "asked"), "'endorsement' may be endorsement."),
        (("state", "GM9200", "protocol", "signed"), "unknown agreement 'GM9200'; did you mean 'GM0200'?"),
        (("diff", "GM0200", "--since", "2024"), "no earlier version of parameters/GM0200-apeldoorn.yml was kept"),
        (("protocol", "GM0200", "--format", "odt"), "--format: unknown format 'odt'; known: docx, html, pdf"),
        (("protocol", "GM0200", "--language", "fy"), "unknown language 'fy'"),
        (("adopt", "GM0200", "--early"), "parameters/next/GM0200-apeldoorn.yml: there is no draft; make it with 'impact next GM0200'"),
        (("check", "--only", "Lochm"), "--only: no agreement's file has 'Lochm' in its name"),
        (("indicators", "--language", "fy"), "unknown language 'fy'"),
        (("new", "Apeldorn"), "unknown area 'Apeldorn'; did you mean 'Apeldoorn'?"),
    ],
)
def test_what_cannot_be_done_is_told_with_what_would_do(
    impact: Command, workspace: Workspace, words: tuple[str, ...], message: str
) -> None:
    """Status 1, the nearest name, no traceback."""
    status, _, err = impact(*words, "-w", str(workspace.folder))
    assert 1 == status
    assert message in err
    assert "Traceback" not in err


def test_a_state_that_needs_a_reason_gets_it(impact: Command, workspace: Workspace) -> None:
    """Without one the file would not be whole, and is left as it is."""
    before = text_of(workspace)
    moment = next(each for each in open_agreement(workspace, "GM0200").agreement.moments if each.state == "planned")
    words = ("state", "GM0200", f"moment.{moment.id}", "missed", "-w", str(workspace.folder))
    status, _, err = impact(*words)
    assert (1, True) == (status, "a moment that was missed needs 'reason': why" in err)
    assert before == text_of(workspace)
    assert 0 == impact(*words, "--reason", "De school verhuisde.")[0]
    now = next(each for each in open_agreement(workspace, "GM0200").agreement.moments if each.id == moment.id)
    assert ("missed", "De school verhuisde.") == (now.state, now.reason.nl if now.reason else "")


def test_a_difference_is_said_since_the_version_that_was_kept(impact: Command, workspace: Workspace) -> None:
    """Keep, change, and ask what changed: by year, by day, and beside a file."""
    assert 0 == impact("keep", "Apeldoorn", "-w", str(workspace.folder))[0]
    (file,) = (workspace.folder / HISTORY).glob("*.yml")
    changed = text_of(workspace).replace("Gemeente Apeldoorn", "Gemeente Apeldoorn (stad)", 1)
    (workspace.folder / APELDOORN).write_text(changed, encoding="utf-8")
    for since in ("2026", file.stem, str(file)):
        status, out, _ = impact("diff", "GM0200", "--since", since, "--language", "en", "-w", str(workspace.folder))
        assert 0 == status
        assert "name was ‘Gemeente Apeldoorn’ and is now ‘Gemeente Apeldoorn (stad)’." in out


def test_the_example_says_what_changed_since_2024(impact: Command, example_workspace: Workspace) -> None:
    """Three municipalities kept an earlier version."""
    for code in ("GM0200", "GM0222", "GM0268"):
        status, out, _ = impact("diff", code, "--since", "2024", "-w", str(example_workspace.folder))
        assert 0 == status
        assert len(out.splitlines()) > 3


def test_a_protocol_is_made_in_every_form_with_its_calendar(impact: Command, workspace: Workspace) -> None:
    """Beside the reports, on record, and on the overview page; the calendar is one that diaries read."""
    status, out, _ = impact("protocol", "GM0200", "-w", str(workspace.folder))
    folder = workspace.outputs / "GM0200-apeldoorn"
    names = {"protocol.nl.html", "protocol.nl.pdf", "protocol.nl.docx", "calendar.nl.ics"}
    assert 0 == status
    assert names == {Path(line).name for line in out.splitlines()} == {path.name for path in folder.iterdir()} - {"run.json"}
    agreement = open_agreement(workspace, "GM0200").agreement
    events = icalendar.Calendar.from_ical((folder / "calendar.nl.ics").read_bytes()).walk("VEVENT")
    days = {event.decoded("dtstart") for event in events}
    assert {each.date for each in (*agreement.moments, *agreement.presentations)} <= days
    assert len({str(event["uid"]) for event in events}) == len(events)
    overview = (workspace.outputs / "index.html").read_text(encoding="utf-8")
    assert 'href="GM0200-apeldoorn/protocol.nl.pdf"' in overview


def test_a_protocol_stays_when_a_new_release_tells_no_less(impact: Command, workspace: Workspace) -> None:
    """A signed document does not vanish because a figure was corrected."""
    impact("protocol", "GM0200", "--format", "html", "-w", str(workspace.folder))
    stories = workspace.folder / "data/stories.yml"
    stories.write_text(stories.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert 0 == impact("measure", "-w", str(workspace.folder))[0]
    assert (workspace.outputs / "GM0200-apeldoorn" / "protocol.nl.html").is_file()


def test_the_next_round_is_drafted_and_adopted(impact: Command, workspace: Workspace) -> None:
    """The draft is a proposal; adopted, it is the agreement, and the old one is kept."""
    before = text_of(workspace)
    assert 0 == impact("next", "GM0200", "-w", str(workspace.folder))[0]
    assert before == text_of(workspace)
    status, _, err = impact("next", "GM0200", "-w", str(workspace.folder))
    assert (1, True) == (status, "this draft is there already" in err)
    draft = text_of(workspace, "parameters/next/GM0200-apeldoorn.yml")
    status, _, err = impact("adopt", "GM0200", "-w", str(workspace.folder))
    assert (1, True) == (status, "the round 2025-2027 runs until the end of 2027, and it is 2026-03-02" in err)
    assert before == text_of(workspace)
    assert 0 == impact("adopt", "GM0200", "--early", "-w", str(workspace.folder))[0]
    assert [before] == kept(workspace)
    assert "2028-2030" == open_agreement(workspace, "GM0200").agreement.round
    assert draft.count("\n") > text_of(workspace).count("\n")
    assert not (workspace.folder / "parameters/next/GM0200-apeldoorn.yml").exists()


def test_a_draft_that_is_no_agreement_is_not_adopted(impact: Command, workspace: Workspace) -> None:
    """What is wrong in it is told, and both files stay as they are."""
    impact("next", "GM0200", "-w", str(workspace.folder))
    draft = workspace.folder / "parameters/next/GM0200-apeldoorn.yml"
    draft.write_text(draft.read_text(encoding="utf-8").replace("indicator: DI07", "indicator: DI70", 1), encoding="utf-8")
    before = text_of(workspace)
    status, _, err = impact("adopt", "GM0200", "--early", "-w", str(workspace.folder))
    assert 1 == status
    assert "parameters/next/GM0200-apeldoorn.yml:" in err
    assert "unknown indicator 'DI70'; did you mean 'DI" in err
    assert before == text_of(workspace)
    assert draft.is_file()


def test_strict_fails_on_warnings_and_the_usual_check_does_not(impact: Command, workspace: Workspace) -> None:
    """One agreement of the example was left with open warnings."""
    warnings = check_workspace(workspace).warnings
    status, out, err = impact("check", "-w", str(workspace.folder))
    assert (0, "") == (status, err)
    assert f"{len(warnings)} warnings." in out
    assert all(f"warning: {each}" in out for each in warnings)
    status, _, err = impact("check", "--strict", "-w", str(workspace.folder))
    assert (1, True) == (status, f"{len(warnings)} warnings." in err)
    assert 0 == impact("check", "--strict", "--only", "GM0200", "-w", str(workspace.folder))[0]


def test_one_broken_agreement_does_not_hide_what_is_wrong_with_the_others(impact: Command, workspace: Workspace) -> None:
    """All problems and all warnings come at once."""
    before = {str(each) for each in check_workspace(workspace).warnings}
    (workspace.folder / APELDOORN).write_text("goals: [", encoding="utf-8")
    checked = check_workspace(workspace)
    assert any("this is not YAML" in str(each) for each in checked.problems)
    assert before == {str(each) for each in checked.warnings}


def test_every_indicator_is_listed_with_the_form_of_its_targets(impact: Command, workspace: Workspace) -> None:
    """Nobody has to guess an id."""
    status, out, _ = impact("indicators", "-w", str(workspace.folder))
    assert 0 == status
    assert all(f"{id_}  {each.name.nl} (" in out for id_, each in catalogue().items())
    assert "DI08  Vertrouwen in digitale vaardigheden (vooruitgang op de schaal, zoals 0.5)" in out


def test_the_schema_is_printed_or_written(impact: Command, workspace: Workspace) -> None:
    """The same either way."""
    status, out, _ = impact("schema", "--print", "-w", str(workspace.folder))
    assert 0 == status
    (workspace.folder / "parameters/schema/agreement.schema.json").unlink(missing_ok=True)
    assert 0 == impact("schema", "-w", str(workspace.folder))[0]
    assert out == text_of(workspace, "parameters/schema/agreement.schema.json")


OLD = """\
# wat wij afspraken
schema_version: "1"   # van vorig jaar
municipality: GM0200
round: "2025"
parties:
- {id: a, name: A, role: commissioner, type: municipality}
- {id: b, name: B, role: contractor, type: library}
impact:
  challenge: {nl: x, en: x}
  statement: {nl: y, en: y}   # de zin
  version: "1"
  target_groups: {all: {nl: z, en: z}}
  changes: [{id: c, text: {nl: x, en: x}, target_group: all, level: skill}]
goals:
- id: g
  service: {nl: dienst, en: service}
  change: c
  indicator: LO04
  baseline: {reason: {nl: x, en: x}}
  target: {value: 60%, by: "2026"}
  contribution: direct
protocol: {purpose: [learn], if_it_disappoints: {nl: x, en: x}, stories: {rule: {nl: x, en: x}, critical: true}}
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "BOM"])
def test_an_old_file_is_brought_up_to_date_and_kept(impact: Command, workspace: Workspace, end: str, mark: str) -> None:
    """With its comments, its line ends and its byte order mark; the old one lies in the history, byte for byte."""
    old = mark + OLD.replace("\n", end)
    for path in (workspace.folder / "parameters").glob("GM*.yml"):
        path.unlink()
    (workspace.folder / APELDOORN).write_bytes(old.encode("utf-8"))
    before = open_agreement(workspace, "GM0200").agreement
    status, out, _ = impact("migrate", "-w", str(workspace.folder))
    assert (0, True) == (status, "1 file changed." in out)
    new = text_of(workspace)
    assert [old] == kept(workspace)
    assert before == open_agreement(workspace, "GM0200").agreement
    assert all(comment in new for comment in ("# wat wij afspraken", "# van vorig jaar", "yaml-language-server"))
    assert (new.startswith(mark), end == "\n" or "\n" not in new.replace("\r\n", "")) == (True, True)
    assert "0 files changed." in impact("migrate", "-w", str(workspace.folder))[1]
