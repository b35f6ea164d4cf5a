"""Which stories may be told: consent, approval of the text as it is, the size of the group, what the words give away, and the figure."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from impactlib.disclosure.approval import approve
from impactlib.disclosure.stories import marks_of, names_known, story_advice, told_stories, withdrawn_after_publication
from impactlib.disclosure.story_reasons import SENTENCES, Reason
from impactlib.documents import read_document
from impactlib.errors import ImpactError
from impactlib.example.stories import stories_yaml
from impactlib.indicators.finding import Evidence, Finding, Precision, Response
from impactlib.sources.areas import Area, Register, default_register
from impactlib.sources.stories import Described, Story, StoryFile
from impactlib.statistics.rate import complete_count, complete_share
from impactlib.workspace import Privacy, Text, Workspace
from tests.agreements import agreed
from tests.small import tiny, write

DAY = date(2026, 3, 2)
"""The day of the report."""

NAMES = frozenset({"Epe", "Apeldoorn", "Buren"})
PLAIN: dict[str, Any] = {
    "id": "A1-1",
    "municipality": "A1",
    "period": "2025",
    "indicator": "LO04",
    "role": {"nl": "deelnemer aan de cursus", "en": "participant in the course"},
    "text": {"nl": "Ik durf nu meer.", "en": "I now dare to do more."},
    "outcome": "positive",
    "chosen": {"nl": "Gekozen door het lot.", "en": "Drawn by lot."},
    "described": {"attributes": ["role"], "people": 24},
    "consent": {"given": True, "date": "2025-11-01"},
}
"""A story that may be told as soon as it is approved."""


def story(*, approval: dict[str, Any] | None = None, accepted: tuple[str, ...] = (), **changes: Any) -> Story:
    """The plain story with changes, approved as it is then; `approval` changes the approval."""
    bare = Story.model_validate({**PLAIN, **changes})
    given = {"by": "de redactie", "date": "2025-12-01", "code": bare.code(accepted), "accepted": list(accepted), **(approval or {})}
    return Story.model_validate({**PLAIN, **changes, "approved": given})


def told(n: int = 24, indicator: str = "LO04", area: str = "A1", period: str = "2025", *, asked: bool = True) -> Finding:
    """A figure that is told: of people who were asked, or of what was counted."""
    return Finding(
        id=f"{area}/{period}/{indicator}",
        area=area,
        period=period,
        indicator=indicator,
        source="s",
        design="post-only" if asked else "register",
        estimate=complete_share(n // 2, n) if asked else complete_count(n),
        response=Response(invited=None, answered=n, no_opinion=None, blank=None) if asked else None,
        evidence=Evidence(design="register", level=0, precision=Precision.NOT_ASKED),
    )


def reasons(*stories: Story, findings: tuple[Finding, ...] | None = None, **changes: Any) -> list[Reason]:
    """Why these stories are not told beside the figure; none when they are."""
    settings = {"code": "A1", "period": "2025", "privacy": Privacy(), "day": DAY, "names": NAMES, **changes}
    tellable, refused = told_stories(stories, findings=(told(),) if findings is None else findings, **settings)
    assert len(tellable) + len(refused) == len(stories)
    return [reason for each in refused for reason in each.reasons]


def test_a_story_with_everything_in_order_is_told():
    """With its words, and without who approved it, when, or how many people it could be from."""
    (tellable,), refused = told_stories([story()], code="A1", period="2025", findings=[told()], privacy=Privacy(), day=DAY, names=NAMES)
    assert refused == []
    assert tellable.text == Text(nl="Ik durf nu meer.", en="I now dare to do more.")
    assert "redactie" not in repr(tellable)
    assert "24" not in repr(tellable)


@pytest.mark.parametrize(
    ("consent", "expected"),
    [
        ({"given": False, "date": "2025-11-01"}, [Reason.NO_CONSENT]),
        ({"given": True}, [Reason.UNDATED_CONSENT]),
        ({"given": True, "date": "2026-03-03"}, [Reason.LATER_CONSENT]),
        ({"given": True, "date": "2026-03-02"}, []),
        ({"given": True, "date": "2025-11-01", "withdrawn": "2026-01-05"}, [Reason.WITHDRAWN]),
        ({"given": True, "date": "2025-11-01", "withdrawn": "2026-12-01"}, [Reason.WITHDRAWN]),
        ({"given": True, "date": "2025-11-01", "until": "2026-03-01"}, [Reason.EXPIRED]),
        ({"given": True, "date": "2025-11-01", "until": "2026-03-02"}, []),
        ({"given": True, "date": "2025-11-01", "scope": ["campaign", "web"]}, [Reason.OTHER_USE]),
        ({"given": True, "date": "2025-11-01", "scope": ["campaign", "report"]}, []),
    ],
)
def test_consent_holds_on_the_day_of_the_report_and_for_reports(consent, expected):
    """Given, dated by then, not taken back (also not from later on), not ended, and for this use."""
    each = story(consent=consent)
    assert reasons(each) == expected
    assert each.consent_holds(DAY) == (expected == [])


def test_an_approval_is_of_the_text_as_it_is():
    """A changed word, role, reason, group, place or outcome is not approved; another way of breaking lines is."""
    code = story().approved.code
    changes = [
        {"text": {"nl": "Ik durf nu veel meer.", "en": "I now dare to do more."}},
        {"role": {"nl": "jonge deelnemer", "en": "participant in the course"}},
        {"chosen": {"nl": "Gekozen.", "en": "Drawn by lot."}},
        {"described": {"attributes": ["role"], "people": 25}},
        {"described": {"attributes": ["role", "age"], "people": 24}},
        {"municipality": "B2"},
        {"indicator": "LO06"},
        {"outcome": "critical"},
    ]
    for change in changes:
        changed = story(approval={"code": code}, **change)
        where = changed.municipality
        assert Reason.CHANGED in reasons(changed, findings=(told(indicator=changed.indicator, area=where),), code=where), change
    assert reasons(story(approval={"code": code}, text={"nl": "Ik durf\n  nu meer.", "en": "I now dare to do more."})) == []


def test_the_accepted_words_are_part_of_what_was_approved():
    """Nobody adds a word to the approval of somebody else."""
    words = {"nl": "Ik woon in Epe.", "en": "I live in Epe."}
    unaccepted = story(text=words)
    assert reasons(unaccepted) == [Reason.MARKED]
    assert reasons(story(text=words, accepted=("Epe",))) == []
    assert reasons(story(text=words, approval={"code": unaccepted.approved.code, "accepted": ["Epe"]})) == [Reason.CHANGED]


def test_without_a_valid_approval_nothing_is_told():
    """Nobody approved; the old form, which names no text; a day after the report."""
    bare = Story.model_validate(PLAIN)
    old = Story.model_validate({**PLAIN, "approved_by": "de redactie"})
    assert reasons(bare) == [Reason.NOT_APPROVED]
    assert reasons(old) == [Reason.OLD_APPROVAL]
    assert reasons(story(approval={"date": "2026-03-03"})) == [Reason.LATER_APPROVAL]
    assert reasons(story(approval={"date": "2026-03-02"})) == []


@pytest.mark.parametrize(
    ("people", "minimum", "is_told"), [(0, 10, False), (9, 10, False), (10, 10, True), (11, 10, True), (19, 20, False)]
)
def test_a_description_fits_at_least_the_minimum_of_people(people, minimum, is_told):
    """The boundary is the agreed minimum itself."""
    found = reasons(story(described={"attributes": ["role"], "people": people}), privacy=Privacy(minimum_group=minimum))
    assert found == ([] if is_told else [Reason.SMALL_GROUP])


def test_the_number_of_people_is_that_of_the_figure_only_for_one_who_was_asked():
    """Not of a count, not when more than the role is told, and not without 'described'."""
    left_out = story(described={"attributes": ["role"]})
    assert reasons(left_out) == []
    assert reasons(left_out, findings=(told(asked=False),)) == [Reason.NO_GROUP]
    assert reasons(left_out, privacy=Privacy(minimum_group=25)) == [Reason.SMALL_GROUP]
    assert reasons(story(described={"attributes": ["role", "age"]})) == [Reason.NO_GROUP]
    assert reasons(story(described=None)) == [Reason.NO_GROUP]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        (["role"], []),
        (["course"], []),
        (["role", "age"], []),
        (["month", "age"], [Reason.TOO_MUCH]),
        (["role", "age", "gender"], [Reason.TOO_MUCH]),
        (["course", "month"], [Reason.COMBINATION, Reason.TOO_MUCH]),
        (["role", "course", "month"], [Reason.COMBINATION, Reason.TOO_MUCH]),
    ],
)
def test_at_most_two_properties_are_told_and_the_role_is_one(attributes, expected):
    """However many people they fit."""
    assert reasons(story(described={"attributes": attributes, "people": 500})) == expected


def test_a_date_or_an_age_in_the_words_is_a_property_also_when_it_was_accepted():
    """'In maart' beside a role and a course is the combination that a list gives away."""
    words = {"nl": "Ik begon in maart.", "en": "I began in March."}
    accepted = ("maart", "March")
    assert reasons(story(text=words, accepted=accepted)) == [Reason.UNDESCRIBED]
    assert reasons(story(text=words, accepted=accepted, described={"attributes": ["role", "month"], "people": 40})) == []
    of_a_course = story(text=words, accepted=accepted, described={"attributes": ["role", "course"], "people": 40})
    assert reasons(of_a_course) == [Reason.UNDESCRIBED, Reason.COMBINATION, Reason.TOO_MUCH]


@pytest.mark.parametrize("place", ["role", "text", "chosen"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_everything_that_is_shown_is_screened(place, language):
    """A name hides as well in the role, in the reason, or in one language."""
    words = {**PLAIN[place], language: f"{PLAIN[place][language]} Fatima."}
    assert reasons(story(**{place: words})) == [Reason.MARKED]
    assert reasons(story(**{place: words}, accepted=("Fatima",))) == []


@pytest.mark.parametrize(
    "words", ["jan@voorbeeld.nl", "06-12345678", "111222333", "NL91 ABNA 0417 1643 00", "www.voorbeeld.nl", "F\u0430tima"]
)
def test_what_leads_to_one_person_is_refused_also_when_it_was_accepted(words):
    """There is no approval of a telephone number."""
    text = {"nl": f"Ik ben te vinden onder {words}", "en": "I now dare to do more."}
    assert reasons(story(text=text, accepted=(words,))) == [Reason.FORBIDDEN]


def test_accepted_words_are_exact():
    """Another capital is another word."""
    assert reasons(story(text={"nl": "Ik ken Fatima.", "en": "I know her."}, accepted=("fatima",))) == [Reason.MARKED]


def test_a_story_goes_with_its_figure():
    """A figure of another area, period or indicator does not help, nor one that is not told."""
    hidden = Finding(id="A1/2025/LO04", area="A1", period="2025", indicator="LO04", source="s", design="post-only", absent="protected")
    for findings in ((), (hidden,), (told(indicator="LO06"),), (told(area="B2"),), (told(period="2024"),)):
        assert reasons(story(), findings=findings) == [Reason.FIGURE]


def test_stories_of_another_area_or_period_are_no_part_of_it():
    """They are neither told nor refused there."""
    for changes in ({"municipality": "B2"}, {"period": "2024"}):
        assert told_stories([story(**changes)], code="A1", period="2025", findings=[told()], privacy=Privacy(), day=DAY, names=NAMES) == (
            [],
            [],
        )


def test_the_log_has_codes_and_neither_words_nor_numbers():
    """Every reason of every story, one line each."""
    bad = story(text={"nl": "Ik ken Fatima van 06-12345678.", "en": "I know her."}, described={"attributes": ["role"], "people": 7})
    _, (refused,) = told_stories([bad], code="A1", period="2025", findings=[], privacy=Privacy(), day=DAY, names=NAMES)
    rows = list(refused.rows())
    assert {row[:4] for row in rows} == {("A1", "2025", "LO04", "story:A1-1")}
    assert [row[4] for row in rows] == ["small-group", "forbidden-words", "marked-words", "figure-not-told"]


def test_every_reason_has_a_sentence_and_a_way_out():
    """None of them has room for what the story says."""
    assert set(SENTENCES) == set(Reason)
    assert all(what and cure and "{" not in what.replace("{attributes", "") for what, cure in SENTENCES.values())


def test_advice_tells_where_marks_are_and_never_what_they_are():
    """'impact check' may be printed anywhere; how many people there are is not told either."""
    bad = story(text={"nl": "Ik ken Fatima al lang.", "en": "I know her."}, described={"attributes": ["role"], "people": 7})
    lines = [str(each) for each in story_advice([bad, story(id="A1-2")], privacy=Privacy(), day=DAY, names=NAMES, where="data/s.yml")]
    assert [line for line in lines if "A1-2" in line] == []
    assert "data/s.yml: A1-1: text.nl: signs 8 to 13 look like: name" in lines
    assert any("fits fewer people than the minimum" in line for line in lines)
    assert not any("Fatima" in line or "7" in line for line in lines)


def test_what_told_a_story_before_is_named_when_consent_ends():
    """Taken back, ended, or no longer on file; not while it holds, and not because the approval is another."""
    taken_back = story(id="a", consent={"given": True, "date": "2025-11-01", "withdrawn": "2026-01-05"})
    ended = story(id="b", consent={"given": True, "date": "2025-11-01", "until": "2026-01-01"})
    holds = story(id="c", approval={"code": "0" * 16})
    published = {
        "a": [("A1/council.nl.html", date(2026, 1, 4)), ("A1/board.nl.pdf", date(2026, 1, 3))],
        "b": [("A1/council.nl.html", date(2025, 12, 1))],
        "c": [("A1/council.nl.html", date(2025, 12, 1))],
        "gone": [("B2/council.nl.html", date(2025, 12, 2))],
    }
    found = withdrawn_after_publication([taken_back, ended, holds], published, day=DAY)
    assert [(each.story, each.reason, each.document) for each in found] == [
        ("b", Reason.EXPIRED, "A1/council.nl.html"),
        ("gone", Reason.NO_CONSENT, "B2/council.nl.html"),
        ("a", Reason.WITHDRAWN, "A1/board.nl.pdf"),
        ("a", Reason.WITHDRAWN, "A1/council.nl.html"),
    ]


def test_names_are_those_of_areas_and_parties():
    """What a workspace knows, it finds."""
    register = Register(
        areas={"A1": Area(code="A1", name="Aburg")},
        words={},
        wider={"P1": Text(nl="Streek", en="Region")},
        title=Text(nl="r", en="r"),
        owner=Text(nl="r", en="r"),
        reference_date=None,
    )
    agreement = agreed()
    known = names_known(register, [agreement])
    assert {"Aburg", "Streek", "Region"} <= known
    assert {party.name for party in agreement.parties} <= known


FILE = """\
# Stories of ours. / Onze verhalen.
stories:
  - id: one   # the first
    municipality: A1
    period: "2025"
    indicator: LO04
    role: {nl: deelnemer, en: participant}
    text: {nl: Ik woon in Aburg., en: I live in Aburg.}
    outcome: positive
    chosen: {nl: geloot, en: drawn}
    described: {attributes: [role], people: 24}
    consent: {given: true, date: 2025-11-01}
    approved_by: "redactie"
"""


@pytest.fixture
def own(tmp_path) -> Workspace:
    """A workspace with one story, in the old form, with a mark in it."""
    write(tmp_path / "data/stories.yml", FILE)
    return tiny(tmp_path, more="stories: data/stories.yml\n")


def the_story(workspace: Workspace) -> Story:
    """The one story of the file."""
    return read_document(workspace.folder / "data/stories.yml", StoryFile).stories[0]


def test_the_old_form_is_read_and_approves_nothing(own):
    """Nobody loses a file; what is missing is said."""
    advice = story_advice([the_story(own)], privacy=Privacy(), day=DAY, names={"Aburg"})
    assert any("'approved_by' is the old form" in str(each) for each in advice)


def test_approving_writes_who_when_and_what_and_leaves_the_rest(own):
    """Comments and quotes stay; the old line goes; the story is told."""
    done = approve(own, "one", by="A. Redacteur", day=date(2025, 12, 1), names={"Aburg"}, accept=["Aburg"])
    text = (own.folder / "data/stories.yml").read_text(encoding="utf-8")
    assert "# Stories of ours. / Onze verhalen." in text
    assert "- id: one   # the first" in text
    assert "approved_by" not in text
    approved = the_story(own)
    assert (approved.approved.by, approved.approved.date, approved.approved.code) == ("A. Redacteur", date(2025, 12, 1), done.code)
    assert done.accepted == ("Aburg",)
    assert reasons(approved, names={"Aburg"}) == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"by": "  "}, "--by: it is '  '"),
        ({"by": "17"}, "--by: it is '17'"),
        ({"story": "two"}, "unknown story 'two'"),
        ({"accept": []}, "'Aburg' looks like: place; change it, or accept it with --accept 'Aburg'"),
        ({"accept": ["Aburg", "Bedorp"]}, "--accept: 'Bedorp' is not marked in one"),
    ],
)
def test_an_approval_needs_a_person_a_story_and_a_look_at_every_mark(own, changes, message):
    """Nothing is written when something is missing."""
    given = {"story": "one", "by": "A. Redacteur", "accept": ["Aburg"], **changes}
    before = (own.folder / "data/stories.yml").read_bytes()
    with pytest.raises(ImpactError) as refusal:
        approve(own, given["story"], by=given["by"], day=DAY, names={"Aburg"}, accept=given["accept"])
    assert message in str(refusal.value)
    assert (own.folder / "data/stories.yml").read_bytes() == before


def test_an_address_cannot_be_approved(tmp_path):
    """Accepting it does not help."""
    write(tmp_path / "data/stories.yml", FILE.replace("Ik woon in Aburg.", "Mail jan@voorbeeld.nl maar."))
    workspace = tiny(tmp_path, more="stories: data/stories.yml\n")
    with pytest.raises(ImpactError, match="looks like: e-mail; take it out: this is never told"):
        approve(workspace, "one", by="A. Redacteur", day=DAY, names={"Aburg"}, accept=["Aburg", "jan@voorbeeld.nl"])


def test_an_approval_keeps_line_ends_and_the_byte_order_mark(tmp_path):
    """A file of a Windows editor stays one."""
    write(tmp_path / "data/stories.yml", b"\xef\xbb\xbf" + FILE.replace("\n", "\r\n").encode())
    workspace = tiny(tmp_path, more="stories: data/stories.yml\n")
    approve(workspace, "one", by="A. Redacteur", day=DAY, names={"Aburg"}, accept=["Aburg"])
    written = (tmp_path / "data/stories.yml").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf#")
    assert written.count(b"\r\n") == written.count(b"\n") > 10


@pytest.mark.parametrize(
    ("described", "message"),
    [
        ("{attributes: [], people: 24}", "described.attributes"),
        ("{attributes: [role, role], people: 24}", "an attribute stands twice"),
        ("{attributes: [shoe], people: 24}", "described.attributes.1 is 'shoe'"),
        ("{attributes: [role], people: -1}", "described.people is '-1'; it can be 0 or more"),
    ],
)
def test_a_description_that_cannot_be_is_refused_with_its_place(tmp_path, described, message):
    """Line and key are named."""
    write(tmp_path / "stories.yml", FILE.replace("{attributes: [role], people: 24}", described))
    with pytest.raises(ImpactError) as refusal:
        read_document(tmp_path / "stories.yml", StoryFile, shown="stories.yml")
    assert str(refusal.value).startswith("stories.yml:11: ")
    assert message in str(refusal.value)


@pytest.fixture(scope="module")
def of_the_example(tmp_path_factory) -> list[Story]:
    """All stories of the example."""
    path = write(tmp_path_factory.mktemp("stories") / "stories.yml", stories_yaml())
    return read_document(path, StoryFile).stories


def test_the_example_shows_every_way_of_being_refused(of_the_example):
    """No consent, taken back, a small group, a text that was changed, a name; the rest may be told as far as the story goes."""
    names = frozenset(area.name for area in default_register().areas.values())
    found: dict[str, list[Reason]] = {}
    for each in of_the_example:
        findings = (told(area=each.municipality, indicator=each.indicator),)
        if why := reasons(each, findings=findings, code=each.municipality, names=names):
            found[each.id] = why
    assert found == {
        "GM0200-1": [Reason.NO_CONSENT],
        "GM0202-4": [Reason.SMALL_GROUP],
        "GM0221-1": [Reason.WITHDRAWN],
        "GM0228-4": [Reason.CHANGED],
        "GM0268-4": [Reason.MARKED],
        "GM0301-1": [Reason.WITHDRAWN],
    }


def test_no_mark_is_left_in_the_example_that_nobody_accepted(of_the_example):
    """But for the name that is there to be found. 'Buren' are neighbours, and were accepted."""
    names = frozenset(area.name for area in default_register().areas.values())
    left = {(each.id, seen.words) for each in of_the_example for seen in marks_of(each, names) if seen.words not in each.approved.accepted}
    assert left == {("GM0268-4", "Voorbeeldsma"), ("GM0268-4", "Mr Voorbeeldsma")}
    assert {word for each in of_the_example for word in each.approved.accepted} == {"Buren"}


def test_a_description_without_a_number_of_people_is_read():
    """It is for one who was asked."""
    assert Described(attributes=["role"]).people is None
