"""The interpretation meeting: findings as open questions, and what is filled in comes back into the agreement, whole or not at all."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from playwright.sync_api import Page

from impactlib.agreement.editing import with_items
from impactlib.agreement.history import kept_versions
from impactlib.agreement.meeting import Group, taken
from impactlib.agreement.model import Agreement
from impactlib.agreement.next_round import next_round
from impactlib.batch import meeting as batch_meeting
from impactlib.batch.dossier import meeting_files
from impactlib.batch.meeting import Brought, make_meetings, take_meeting
from impactlib.batch.record import read_record, withdraw_outdated
from impactlib.batch.rounds import open_agreement
from impactlib.disclosure.release import read_areas, read_manifest, read_release
from impactlib.documents import checked, parse_yaml
from impactlib.errors import ImpactError, InputError
from impactlib.publishing.meeting import FORM, read_filled
from impactlib.telling.language import language_codes, language_named
from impactlib.workspace import Workspace
from tests.hostile import KEPT, REFUSED, Hostile
from tests.test_dossier import CAUSAL

CODE = "GM0200"

EXPLAINED = {
    "kind": "explain",
    "about": "goal-1",
    "typed": {
        "finding": "Deelnemers zijn zekerder.",
        "explanation": "Meer oefenen # in kleine groepen.",
        "alternative": "De groep was anders.\n\nOok de lessen.",
        "counter_voice": "",
        "by": ["library", "schools"],
    },
}
DECIDED = {
    "kind": "decide",
    "about": "goal-1",
    "typed": {"kind": "scale", "text": "Een tweede groep erbij.", "owner": "library", "date": "1-9-2026"},
}
DONE = {"kind": "done", "about": "scale-reading", "typed": {"done": "yes"}}
LESSON = {"kind": "lesson", "about": "1", "typed": {"text": "Vraag het eerder: in de derde les."}}
HELD = {"kind": "meeting", "about": "whole", "typed": {"date": "11-3-2026"}}


def filled(*groups: dict[str, Any], **other: str) -> bytes:
    """The file that the page gives."""
    head = {"form": FORM, "municipality": CODE, "period": "2025", "language": "nl", "release": "x", **other}
    return json.dumps({**head, "groups": list(groups)}).encode()


def changed(group: dict[str, Any], **typed: Any) -> dict[str, Any]:
    """A group with something else typed."""
    return {**group, "typed": {**group["typed"], **typed}}


@pytest.fixture
def own(example_workspace: Workspace, tmp_path: Path) -> Workspace:
    """The agreements of the example, to be changed; without surveys and release."""
    parameters = tmp_path / "own/parameters"
    parameters.mkdir(parents=True)
    for path in example_workspace.parameters.iterdir():
        if path.is_file() and (path.name.startswith(("GM0200", "workspace")) or path.suffix != ".yml"):
            (parameters / path.name).write_bytes(path.read_bytes())
    (tmp_path / "own/data").mkdir()
    (tmp_path / "own/data/population.csv").write_bytes((example_workspace.folder / "data/population.csv").read_bytes())
    return Workspace.open(tmp_path / "own")


def take(workspace: Workspace, content: bytes, name: str = "GM0200-2025-meeting.json") -> Brought:
    """Take a form that was filled in."""
    file = workspace.folder / name
    file.write_bytes(content)
    return take_meeting(workspace, [CODE], file)


@pytest.fixture(scope="module")
def pages(example_workspace: Workspace) -> dict[str, bytes]:
    """Every form of one municipality in Dutch, and the page in English."""
    release = read_release(example_workspace.release, CODE)
    return {**meeting_files(example_workspace, release, "nl"), **meeting_files(example_workspace, release, "en", ["html"])}


def test_the_steps_stand_in_their_order_and_every_goal_is_asked_about(pages: dict[str, bytes]) -> None:
    """First figures, then stories, then explanations, then decisions (DOMAIN.md, item 19)."""
    found = BeautifulSoup(pages["meeting.nl.html"], "html.parser")
    assert [each.get_text()[3:] for each in found.find_all("h2")] == [
        "Kijk naar de cijfers",
        "Luister naar de verhalen",
        "Zoek verklaringen",
        "Besluit",
        "Kijk terug en vooruit",
    ]
    asked = [(each["data-kind"], each["data-about"]) for each in found.select("fieldset[data-kind]")]
    for kind in ("explain", "decide"):
        assert [about for name, about in asked if name == kind and about.startswith("goal")] == [f"goal-{n}" for n in range(1, 6)]
    assert [about for kind, about in asked if kind == "done"] == ["change-lifelong", "scale-reading"]


def test_each_verdict_has_questions_of_its_own_and_all_of_them_are_open() -> None:
    """Who asks 'how did the course help?' has answered already; a question begins with what, who, how or when."""
    for code in language_codes():
        language = language_named(code)
        asked = [
            language.sentence(f"meeting-ask-explanation-{verdict}") for verdict in ("met", "not-yet", "not-met", "cannot-say", "too-few")
        ]
        assert len(set(asked)) == len(asked)
        for text in asked:
            assert re.search(r"(^|[.:] )(Wat|What) ", text), text
            assert not CAUSAL.search(text)
    needed = language_named("nl").sentence("meeting-ask-text-cannot-say")
    assert needed == "Wat hebben we nodig om het volgend jaar wel te kunnen zeggen?"


def test_a_figure_stands_with_its_caveat_and_no_causal_word_is_said(pages: dict[str, bytes]) -> None:
    """Step 1 tells every finding as reports do."""
    found = BeautifulSoup(pages["meeting.nl.html"], "html.parser")
    figures = found.select_one(".step-1")
    assert figures is not None
    assert len(figures.select("h3")) == 6
    assert len(figures.select("p.caveat")) >= 3
    assert not CAUSAL.search(found.get_text(" "))


def test_the_same_release_gives_the_same_form(example_workspace: Workspace, pages: dict[str, bytes]) -> None:
    """Byte for byte."""
    assert meeting_files(example_workspace, read_release(example_workspace.release, CODE), "nl") == {
        name: page for name, page in pages.items() if ".nl." in name
    }


@pytest.mark.browser
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_is_for_everybody(page: Page, pages: dict[str, bytes], language: str) -> None:
    """No violation of WCAG or best practice, nothing smaller than 44 px to press, no sideways scroll at 320 px."""
    page.set_content(pages[f"meeting.{language}.html"].decode())
    assert [found["id"] for found in Axe().run(page).response["violations"]] == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    low = (
        "[...document.querySelectorAll('.option, textarea, input[type=text], button')].filter(e => e.getBoundingClientRect().height < 43.9)"
    )
    assert page.evaluate(f"{low}.map(e => e.outerHTML)") == []


@pytest.mark.browser
def test_what_is_typed_with_the_keyboard_stays_and_comes_into_the_agreement(page: Page, pages: dict[str, bytes], own: Workspace) -> None:
    """Fill in, close and open again, save as a file, take: and the page asks nobody for anything."""
    path = own.folder / "meeting.nl.html"
    path.write_bytes(pages["meeting.nl.html"])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.focus("#explain-goal-1-explanation")
    page.keyboard.type("Meer oefenen.")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.focus("[name=decide-goal-1-kind]:checked")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.type("We gaan door.")
    page.reload()
    assert page.input_value("#explain-goal-1-explanation") == "Meer oefenen."
    page.focus("#save")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "GM0200-2025-meeting.json"
    download.value.save_as(own.folder / "GM0200-2025-meeting.json")
    assert [each for each in asked if not each.startswith(("file:", "blob:"))] == []
    done = take_meeting(own, [CODE], own.folder / "GM0200-2025-meeting.json").taken
    assert done.interpretations == [
        {
            "period": "2025",
            "goal": "goal-1",
            "finding": "Digitale vaardigheden in 2025: doel gehaald.",
            "explanation": "Meer oefenen.",
            "by": ["municipality"],
            "date": "2026-03-11",
        }
    ]
    assert [(each["kind"], each["text"], each["goal"]) for each in done.decisions] == [("continue", "We gaan door.", "goal-1")]


def test_what_was_filled_in_is_added_and_nothing_else_in_the_file_changes(own: Workspace) -> None:
    """Every line that was there stays, in its order; the old file is kept first."""
    filed = open_agreement(own, CODE)
    before = filed.path.read_text(encoding="utf-8")
    take(own, filled(LESSON, DECIDED, EXPLAINED, HELD))
    after = filed.path.read_text(encoding="utf-8")
    rest = iter(after.splitlines())
    assert [line for line in before.splitlines() if line not in rest] == []
    assert len(after.splitlines()) == len(before.splitlines()) + 10 + 6 + 2
    agreement = open_agreement(own, CODE).agreement
    said = agreement.interpretations[-1]
    assert (said.goal, said.by, str(said.date)) == ("goal-1", ["library", "schools"], "2026-03-11")
    assert said.explanation.nl == "Meer oefenen # in kleine groepen."
    assert said.alternative is not None
    assert said.alternative.nl == "De groep was anders.\n\nOok de lessen."
    assert agreement.decisions[-1].text.nl == "Een tweede groep erbij."
    assert agreement.lessons[-1].text.nl == "Vraag het eerder: in de derde les."
    (kept,) = kept_versions(own, filed.path)
    assert kept.path.read_text(encoding="utf-8") == before


def test_an_earlier_decision_that_was_done_says_so(own: Workspace) -> None:
    """The comment under it stays where it was."""
    take(own, filled(DONE))
    filed = open_agreement(own, CODE)
    assert [each.done for each in filed.agreement.decisions] == [False, True]
    lines = filed.path.read_text(encoding="utf-8").splitlines()
    assert lines.index("    done: true") < lines.index("# Wat moet mee naar de volgende ronde?")


def test_the_same_form_twice_adds_nothing_twice(own: Workspace) -> None:
    """The second time the file is not touched."""
    content = filled(HELD, EXPLAINED, DECIDED, DONE, LESSON)
    assert not take(own, content).taken.is_empty
    after = open_agreement(own, CODE).path.read_bytes()
    again = take(own, content)
    assert again.taken.is_empty
    assert again.taken.known == 3
    assert open_agreement(own, CODE).path.read_bytes() == after


def test_a_decision_that_was_taken_reaches_the_next_round(own: Workspace) -> None:
    """So does a lesson; and a goal that was stopped is left out."""
    stopped = {"kind": "decide", "about": "goal-2", "typed": {"kind": "stop", "text": "Deze cursus stopt.", "owner": "library", "date": ""}}
    take(own, filled(DECIDED, LESSON, stopped))
    filed = open_agreement(own, CODE)
    text = filed.path.read_text(encoding="utf-8")
    draft = next_round(text, filed.agreement, {}, period="2025", language="nl", shown="x")
    content, _ = parse_yaml(draft.text, shown="x")
    assert "Een tweede groep erbij." in [each["text"] for each in content["decisions"]]
    assert "Vraag het eerder: in de derde les." in [each["text"] for each in content["lessons"]]
    assert draft.stopped == ("goal-2",)


REFUSALS = {
    "goal": (filled({**EXPLAINED, "about": "goal-9"}), "goal-9"),
    "party": (filled(changed(EXPLAINED, by=["libary"])), "explain goal-1, by: unknown party 'libary'; did you mean 'library'?"),
    "owner": (filled(changed(DECIDED, owner="iemand")), "decide goal-1, owner: unknown party 'iemand'"),
    "date": (filled(changed(DECIDED, date="31-2-2026")), "'31-2-2026' is a day that does not exist"),
    "american-date": (filled(changed(DECIDED, date="2/9/2026")), "'2/9/2026' is not a date"),
    "kind": (filled(changed(DECIDED, kind="hope")), "unknown kind of decision 'hope'"),
    "no-kind": (filled(changed(DECIDED, kind="")), "decide goal-1, kind: it is empty"),
    "no-text": (filled(changed(DECIDED, text=" ")), "decide goal-1, text: it is empty"),
    "no-explanation": (filled(changed(EXPLAINED, explanation="")), "alternative is filled in"),
    "no-finding": (filled(changed(EXPLAINED, finding="")), "explain goal-1, finding: it is empty"),
    "too-long": (filled(changed(LESSON, text="x" * 10_001)), "10001 letters"),
    "earlier": (filled({**DONE, "about": "never"}), "unknown earlier decision 'never'"),
    "field": (filled(changed(LESSON, state="x")), "unknown field 'state'"),
    "municipality": (filled(LESSON, municipality="GM0202"), "it is of 'GM0202', and not of GM0200"),
    "period": (filled(LESSON, period="2024"), "it is about '2024', and the workspace is about 2025"),
    "other-page": (filled(LESSON, form="x"), "of another page"),
    "no-json": (b"{", "no file of a meeting page"),
    "twice": (b'{"form": "x", "form": "y"}', "twice"),
    "deep": (b"[" * 100_000, "no file of a meeting page"),
    "list": (b"[]", "of another page"),
    "groups": (filled(LESSON).replace(b'"groups"', b'"group"'), "no list of 'groups'"),
    "number": (filled(changed(LESSON, text=5)), "more than texts"),
    "unknown-kind": (filled({**LESSON, "kind": "x"}), "no 'kind' and 'about'"),
    "half-zip": (b"PK\x03\x04x", "no Word file"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_what_does_not_fit_is_refused_with_its_place_and_nothing_is_written(own: Workspace, name: str) -> None:
    """The good parts beside it are not taken either, and the form stays."""
    content, said = REFUSALS[name]
    path = open_agreement(own, CODE).path
    before = path.read_bytes()
    with pytest.raises(ImpactError) as found:
        take(own, content)
    assert str(found.value).startswith("GM0200-2025-meeting.json")
    assert said in str(found.value)
    assert path.read_bytes() == before
    assert (own.folder / "GM0200-2025-meeting.json").read_bytes() == content
    assert kept_versions(own, path) == []


def test_all_that_does_not_fit_is_told_at_once(own: Workspace) -> None:
    """Nobody mends a form one answer at a time."""
    with pytest.raises(ImpactError) as found:
        take(own, filled(changed(EXPLAINED, by=["x"]), changed(DECIDED, date="x"), LESSON))
    assert len(found.value.lines()) == 2


@pytest.mark.parametrize("number", range(4))
def test_hostile_texts_stay_text(own: Workspace, number: int) -> None:
    """What is a command to a browser, YAML or a shell comes out of the file as it was typed."""
    texts = [each.text for each in KEPT][number::4]
    take(own, filled(*({"kind": "lesson", "about": "1", "typed": {"text": text}} for text in texts)))
    lessons = [each.text.nl for each in open_agreement(own, CODE).agreement.lessons[1:]]
    assert lessons == list(dict.fromkeys("\n".join(line.rstrip() for line in text.strip().split("\n")) for text in texts))


@pytest.mark.parametrize("bad", REFUSED, ids=lambda bad: bad.id)
def test_a_sign_that_has_no_place_in_a_text_is_refused(bad: Hostile) -> None:
    """By its number, before anything is written."""
    group = Group(where="x", kind="lesson", about="1", typed={"text": f"a{bad.text}b"})
    with pytest.raises(InputError, match="lesson 1, text: the text holds"):
        group.text("text")


def fill_in(form: bytes, answers: dict[str, dict[int, str]]) -> bytes:
    """The Word form with answers by the reference of a table and the number of a question, as somebody types them."""
    file = docx.Document(io.BytesIO(form))
    for table in file.tables:
        rows = [row.cells[0] for row in table.rows]
        for number, text in answers.get(rows[0].text.rpartition(" · ")[2], {}).items():
            place = next(place for place, cell in enumerate(rows) if cell.text.startswith(f"{number} · "))
            rows[place + 1].text = text
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def test_a_word_form_that_was_filled_in_comes_into_the_agreement(pages: dict[str, bytes], own: Workspace) -> None:
    """Names and kinds as people write them, several parties in one line, and a comma in a text."""
    answers = {
        "meeting whole": {1: "11-3-2026"},
        "explain goal-3": {2: "Bellen, en\nmailen.", 4: "De docent.", 5: "Gemeente Apeldoorn, library en Voorbeeldscholen Het Kompas."},
        "decide goal-3": {1: "Anders doen", 2: "Ook appen.", 3: "Voorbeeldhuis De Korenbloem", 4: "2026-10-01"},
        "done scale-reading": {1: "Ja"},
        "lesson 2": {1: "Eerder beginnen."},
    }
    done = take(own, fill_in(pages["meeting.nl.docx"], answers), "Ingevuld formulier.docx").taken
    assert done.interpretations == [
        {
            "period": "2025",
            "goal": "goal-3",
            "finding": "Afgeronde cursussen in 2025: doel gehaald.",
            "explanation": "Bellen, en\nmailen.",
            "counter_voice": "De docent.",
            "by": ["municipality", "library", "schools"],
            "date": "2026-03-11",
        }
    ]
    decided = {
        "id": "2025-goal-3-change",
        "kind": "change",
        "text": "Ook appen.",
        "goal": "goal-3",
        "owner": "library",
        "date": "2026-10-01",
    }
    assert done.decisions == [decided]
    assert done.lessons == [{"text": "Eerder beginnen.", "period": "2025"}]
    assert done.done == [1]


def test_an_empty_word_form_brings_nothing(pages: dict[str, bytes], own: Workspace) -> None:
    """What we see is printed in it; without an explanation that is no interpretation."""
    assert take(own, pages["meeting.nl.docx"], "leeg.docx").taken.is_empty


def test_a_word_form_whose_reference_was_changed_is_refused(pages: dict[str, bytes]) -> None:
    """What was typed in that table would be lost without a word."""
    file = docx.Document(io.BytesIO(pages["meeting.nl.docx"]))
    file.tables[2].rows[0].cells[0].text = "Onze antwoorden"
    out = io.BytesIO()
    file.save(out)
    with pytest.raises(InputError, match=r"x\.docx, table 3: the reference above the table was changed: 'Onze antwoorden'"):
        read_filled(out.getvalue(), "x.docx")


def test_a_word_file_of_something_else_is_refused() -> None:
    """A letter has no table of ours."""
    out = io.BytesIO()
    docx.Document().save(out)
    with pytest.raises(InputError, match="no table of a meeting form"):
        read_filled(out.getvalue(), "brief.docx")


LISTS = {
    "last": "a: 1\nlessons:\n  - text: x\n    open: true\n",
    "no-end": "a: 1\nlessons:\n  - text: x",
    "comment-below": "lessons:\n- text: x\n\n# Hierna\nb: 2\n",
    "comment-in-it": "lessons:\n  # de eerste\n  - text: x\n  # de laatste\n\nb: 2\n",
    "empty": "lessons: []  # nog geen\nb: 2\n",
    "nothing": "lessons:\nb: 2\n",
    "missing": "b: 2\n",
    "missing-no-end": "b: 2",
    "flow": "lessons: [{text: x}]\nb: 2\n",
    "dash-alone": "lessons:\n  -\n    text: x\nb: 2\n",
    "block-text": "lessons:\n  - text: |\n      x\n\n      # geen commentaar\nb: 2\n",
    "quoted-key": "'lessons':\n  - text: x\nb: 2\n",
}


@pytest.mark.parametrize("name", LISTS)
def test_an_item_is_added_to_a_list_however_that_is_written(name: str) -> None:
    """All that was there is there, comments too, and what comes after the list comes after it."""
    before = LISTS[name]
    after = with_items(before, "lessons", [{"text": "y: z"}, {"text": "w"}], shown="x")
    old, _ = parse_yaml(before, shown="x")
    new, _ = parse_yaml(after, shown="x")
    assert new == {**old, "lessons": [*(old.get("lessons") or []), {"text": "y: z"}, {"text": "w"}]}
    for comment in re.findall(r"# .*", before):
        assert comment in after
    if "# Hierna" in before:
        assert after.index("w") < after.index("# Hierna") < after.index("b: 2")


def test_several_parties_are_read_also_when_a_name_holds_and() -> None:
    """The longest name that is known is taken."""
    content = AGREED.replace("Bieb", "Taal en Thuis, B.V.")
    agreement = checked(*parse_yaml(content, shown="x"), Agreement, shown="x")
    group = Group(
        where="x", kind="explain", about="g1", typed={"finding": "f", "explanation": "e", "by": "Taal en Thuis, B.V. en gemeente"}
    )
    assert taken([group], agreement, period="2025").interpretations[0]["by"] == ["lib", "gem"]


AGREED = """
schema_version: "2"
municipality: A1
round: "2025"
parties:
  - {id: gem, name: Gemeente, role: commissioner, type: municipality}
  - {id: lib, name: "Bieb", role: contractor, type: library}
impact:
  challenge: {text: x}
  statements: [{version: "1.0", text: y, date: 2025-01-01, state: draft}]
  target_groups: {all: {name: allen}}
  changes: [{id: c1, text: c, target_group: all, level: skill}]
services: [{id: s1, name: s}]
goals:
  - id: g1
    service: s1
    change: c1
    indicator: DI07
    target: {reason: z}
    baseline: {reason: z}
    contribution: {strength: direct}
    main: true
"""


def test_the_forms_are_on_record_and_taken_from_view_with_the_release(
    example_workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Like the cycle page: the record says what they tell, and a later release that tells less takes them away."""
    monkeypatch.setattr(batch_meeting, "current_release", lambda workspace: read_manifest(workspace.release))
    used = (
        example_workspace.folder / "data/population.csv",
        *example_workspace.parameters.glob("*.*"),
        *example_workspace.release.rglob("*"),
    )
    for path in used:
        target = tmp_path / path.relative_to(example_workspace.folder)
        if path.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    workspace = Workspace.open(tmp_path)
    (made,) = make_meetings(workspace, [CODE], language="nl", forms=["html"])
    assert made.name == "meeting.nl.html"
    record = read_record(made.with_name("run.json"))
    entry = record["documents"]["meeting.nl"]
    assert list(entry["files"]) == ["meeting.nl.html"]
    assert any(each.startswith("story/") for each in entry["told"])
    assert "meeting.nl.html" in (workspace.outputs / "index.html").read_text(encoding="utf-8")
    changed_record = json.loads(made.with_name("run.json").read_text(encoding="utf-8"))
    changed_record["documents"]["meeting.nl"] |= {"release": "an earlier one", "told": ["story/withdrawn"]}
    made.with_name("run.json").write_text(json.dumps(changed_record), encoding="utf-8")
    withdraw_outdated(workspace, read_manifest(workspace.release), list(read_areas(workspace.release).values()))
    assert not made.exists()
