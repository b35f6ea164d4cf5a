"""Files of version 1 of the format: read as version 2 with the same meaning, and rewritten with every comment."""

from __future__ import annotations

import copy
import re

import pytest

from impactlib.agreement.coherence import concerns
from impactlib.agreement.editing import dump, load
from impactlib.agreement.migration import STEPS, migrate, version_of
from impactlib.agreement.model import SCHEMA_VERSION, Agreement
from impactlib.documents import parse_yaml
from impactlib.errors import InputError
from tests.agreements import WHOLE, agreement_of, changed, filed, refusal, surroundings

VERSION_1 = """\
# Voorbeeldafspraken – verzonnen. Alleen naam, code en inwonertal van de gemeente zijn echt.
schema_version: "1"
municipality: GM0200
round: "2025-2027"

# Stap 1 · Bepaal de gewenste impact
# Wie doen er mee, en wie moet het er in elk geval mee eens zijn ('essential')?
parties:
  - {id: municipality, name: Gemeente Apeldoorn, role: commissioner, type: municipality, essential: true}
  - {id: library, name: Voorbeeldhuis De Korenbloem, role: contractor, type: mfco, essential: true}
  - {id: welfare, name: Voorbeeldwelzijn De Brug, role: partner, type: welfare, essential: false}
  - {id: schools, name: Voorbeeldscholen Het Kompas, role: partner, type: education, essential: false}

# Wat is er straks anders, voor wie, en welke veranderingen zijn daarvoor eerst nodig?
impact:
  challenge:
    nl: >-
      Een deel van de volwassenen in Apeldoorn vraagt voor elke digitale handeling hulp aan familie. Zij
      willen hun zaken graag zelf regelen.
    en: >-
      Some adults in Apeldoorn ask their family for help with everything digital. They would like to manage
      their own affairs.
  statement:
    nl: Volwassenen in Apeldoorn die nu vastlopen, redden zich vaker zelf.
    en: Adults in Apeldoorn who now get stuck more often manage by themselves.
  version: "1.0"
  target_groups:
    adults:
      nl: Volwassenen die het lastig vinden om dingen online te regelen
      en: Adults who find it hard to arrange things online
    children: {nl: Kinderen op de basisschool, en: Children in primary school}
  changes:
    # Wat dichtbij is, komt eerst.
    - id: can
      text:
        nl: Deelnemers kunnen online zaken regelen zonder hulp.
        en: Participants can manage affairs online without help.
      target_group: adults
      level: skill
      leads_to: [take-part]
    - id: take-part
      text:
        nl: "Inwoners kunnen meedoen, ook als er steeds meer digitaal gaat."
        en: "Residents can take part, also when more and more is digital."
      target_group: adults
      level: society
      leads_to: []
    - id: books-nearby
      text: {nl: Kinderen vinden boeken die bij hen passen., en: Children find books that suit them.}
      target_group: children
      level: situation
      leads_to: []
  endorsements:
    - {party: municipality, version: "1.0", state: endorsed, date: "2025-02-09"}
    - {party: library, version: "1.0", state: endorsed, date: "2025-03-13"}
    - party: welfare
      version: "1.0"
      state: endorsed-with-reservation
      date: "2025-04-15"
      reservation: "Wij doen mee, maar kunnen pas na de zomer een medewerker vrijmaken."

# Stap 2 · Formuleer concrete doelen
# Bij elk doel: een streefwaarde met 'by', of een reden waarom die er niet is.
goals:
  - id: goal-1
    service: {nl: Cursus zelf online zaken regelen, en: Course in managing affairs online}
    change: can
    indicator: DI07
    baseline: {value: 0.9, period: "2024"}
    target: {value: 0.5, by: "2025"}  # Vorig jaar ging het mis.
    contribution: shared
    main: true
  - id: goal-2
    service:
      nl: Cursus zelf online zaken regelen
      en: Course in managing affairs online
    change: can
    indicator: DI06
    baseline: {value: 74%, period: "2024"}
    target: {value: 75%, by: "2025"}
    contribution: direct
  - id: goal-3
    service: {nl: Leesconsulent op school, en: Reading consultant at school}
    change: books-nearby
    indicator: LB06
    baseline: {value: 52%, period: "2024"}
    target: {reason: {nl: Eerst kijken., en: Look first.}}
    contribution: conditional
    main: false

# Stap 3 · Maak afspraken over verantwoording
protocol:
  purpose: [learn, account]
  if_it_disappoints: {nl: Dan praten wij., en: Then we talk.}
  stories:
    rule: {nl: Wij vragen het in de laatste les., en: We ask in the last lesson.}
    critical: true

# Stap 4 · Kies de juiste manier van presenteren
presentations:
  - audience: council
    occasion: Beeldvormende raadsavond
    date: "2026-05-12"
    question: {nl: Wilt u dit elk jaar?, en: Do you want this every year?}

# Stap 5 · Leren en bijstellen
decisions: []
"""
"""The example agreement of Apeldoorn as version 0.1 of impactlib wrote it, shortened; two goals share a service."""

LESSONS = "decisions:\n  - Bel wie een les mist.\n  - Vraag het in de laatste les.\n"


def migrated(text: str = VERSION_1) -> Agreement:
    """The agreement in a text of version 1."""
    content, _ = parse_yaml(text, shown="x.yml")
    assert migrate(content, shown="x.yml")
    return Agreement.model_validate(content)


def rewritten(text: str = VERSION_1) -> str:
    """A text of version 1 as it is written anew, with its comments."""
    content = load(text, shown="x.yml")
    migrate(content, shown="x.yml")
    return dump(content, like=text)


def comments(text: str) -> list[str]:
    """Every comment of a text, in order."""
    return re.findall(r"#.*", text)


def test_every_earlier_version_has_the_step_to_the_next():
    """Up to the one that is written today."""
    assert [str(number) for number in range(1, int(SCHEMA_VERSION))] == list(STEPS)


def test_a_file_of_version_1_is_read_as_it_was_meant(tmp_path):
    """Its texts, groups, changes and endorsements are where version 2 has them."""
    read = filed(tmp_path, VERSION_1)
    impact = read.agreement.impact
    assert ("1", "2") == (read.version, read.agreement.schema_version)
    assert impact.challenge.text.nl.startswith("Een deel van de volwassenen in Apeldoorn")
    assert ["Volwassenen in Apeldoorn die nu vastlopen, redden zich vaker zelf."] == [each.text.nl for each in impact.statements]
    assert ["Adults who find it hard to arrange things online", "Children in primary school"] == [
        each.name.en for each in impact.target_groups.values()
    ]
    assert [("can", ["take-part"]), ("take-part", []), ("books-nearby", [])] == [
        (change.id, [link.change for link in change.leads_to]) for change in impact.changes
    ]
    assert ["municipality", "library", "welfare"] == [each.party for each in impact.endorsements]


def test_services_stand_apart_from_goals_and_the_same_one_once():
    """However each goal wrote it."""
    read = migrated()
    assert [("service-1", "Cursus zelf online zaken regelen"), ("service-2", "Leesconsulent op school")] == [
        (service.id, service.name.nl) for service in read.services
    ]
    assert ["service-1", "service-1", "service-2"] == [goal.service for goal in read.goals]


def test_goals_keep_what_was_agreed():
    """Figures, reasons, and which goal is the main one."""
    goals = migrated().goals
    assert [(0.9, 0.5), (0.74, 0.75), (0.52, None)] == [(goal.baseline.value, goal.target.value) for goal in goals]
    assert "Eerst kijken." == goals[2].target.reason.nl
    assert [True, False, False] == [goal.main for goal in goals]


def test_a_contribution_was_agreed_with_its_strength():
    """Version 1 wrote down only what had been agreed."""
    assert [("shared", "agreed"), ("direct", "agreed"), ("conditional", "agreed")] == [
        (goal.contribution.strength, goal.contribution.state) for goal in migrated().goals
    ]


ESSENTIAL = ("role: partner, type: education, essential: false", "role: partner, type: education, essential: true")
SCHOOLS = ("    - party: welfare", '    - {party: schools, version: "1.0", state: endorsed, date: "2025-04-13"}\n    - party: welfare')


@pytest.mark.parametrize(
    ("edits", "state"),
    [
        ([], "endorsed"),
        ([('{party: library, version: "1.0", state: endorsed', '{party: library, version: "1.0", state: not-endorsed')], "submitted"),
        ([('{party: library, version: "1.0"', '{party: library, version: "0.9"')], "submitted"),
        ([('    - {party: municipality, version: "1.0", state: endorsed, date: "2025-02-09"}\n', "")], "submitted"),
        ([("welfare, essential: false", "welfare, essential: true")], "endorsed"),
        ([ESSENTIAL], "submitted"),
        ([ESSENTIAL, SCHOOLS], "endorsed"),
        ([('  version: "1.0"\n  target_groups', '  version: "2.0"\n  target_groups')], "submitted"),
        ([('version: "1.0"\n  target_groups', "version: 1.0\n  target_groups")], "endorsed"),
    ],
)
def test_a_statement_was_endorsed_only_when_all_who_are_needed_said_so(edits, state):
    """Both sides and all essential parties, of the version that holds, with or without a reservation; else it lies with them."""
    assert state == migrated(changed(*edits, text=VERSION_1)).impact.current.state


def test_what_was_written_as_decisions_is_kept_as_lessons():
    """It says neither who does what nor by when."""
    read = migrated(changed(("decisions: []\n", LESSONS), text=VERSION_1))
    assert ["Bel wie een les mist.", "Vraag het in de laatste les."] == [each.text.nl for each in read.lessons]
    assert [True, True] == [each.open for each in read.lessons]
    assert [] == read.decisions


def test_the_rest_stays_as_it_was():
    """Protocol and presentations have their keys of version 1 still."""
    read = migrated()
    assert ["learn", "account"] == read.protocol.purpose
    assert ("Dan praten wij.", True) == (read.protocol.if_it_disappoints.nl, read.protocol.stories.critical)
    assert ["Beeldvormende raadsavond"] == [each.occasion for each in read.presentations]


def test_an_agreement_of_version_1_has_no_error(tmp_path):
    """What version 2 asks for besides is a warning: nothing that could be released before is refused now."""
    found = concerns(filed(tmp_path, VERSION_1).agreement, surroundings())
    assert [] == [each for each in found if each.severity == "error"]
    assert found


def test_faults_of_a_file_of_version_1_are_told_with_their_lines(tmp_path):
    """Though it is brought up to date before it is looked at."""
    faults = {
        "contribution: conditional": ("contribution: conditionel", "'conditionel'; it can be"),
        "change: books-nearby": ("change: books-nerby", "unknown change 'books-nerby'; did you mean 'books-nearby'?"),
        "value: 74%": ("value: veel", "'veel' is not a number"),
    }
    text = changed(*((old, new) for old, (new, _) in faults.items()), text=VERSION_1)
    found = refusal(tmp_path, text)
    assert 3 == len(found)
    for new, what in faults.values():
        line = 1 + text[: text.index(new)].count("\n")
        assert [f"GM0200-voorbeeldstad.yml:{line}"] == [each.partition(": ")[0] for each in found if what in each]


# Rewriting a file.


def test_a_file_that_is_written_anew_means_the_same():
    """What is read from it is what is read from the old one."""
    assert migrated() == agreement_of(rewritten())


def test_a_file_that_is_written_anew_keeps_every_comment():
    """In the same order."""
    assert comments(VERSION_1) == comments(rewritten())


@pytest.mark.parametrize("key", ["parties", "impact", "  statement", "  target_groups", "  changes", "goals", "protocol", "decisions"])
def test_a_comment_before_any_section_is_kept(key):
    """Whoever wrote it, and wherever."""
    text = re.sub(rf"^({key}:)", rf"{' ' * key.count(' ')}# Van Jan.\n\1", VERSION_1, flags=re.MULTILINE)
    assert "# Van Jan." in rewritten(text)
    assert agreement_of(rewritten(text)) == migrated(text)


def test_a_heading_stays_before_its_section():
    """Also after the last goal, of which the contribution has more keys now."""
    last = changed(("    contribution: conditional\n    main: false\n", "    contribution: conditional\n"), text=VERSION_1)
    lines = rewritten(last).splitlines()
    heading = lines.index("# Stap 3 · Maak afspraken over verantwoording")
    assert ["      state: agreed", "", "protocol:"] == [lines[heading - 2], lines[heading - 1], lines[heading + 1]]


def test_comments_of_decisions_stay_with_the_lessons():
    """They are about these."""
    text = changed(("decisions: []\n", LESSONS.replace(":\n", ":\n  # Na het gesprek.\n", 1)), text=VERSION_1)
    assert agreement_of(rewritten(text)) == migrated(text)


def test_a_file_that_is_written_anew_keeps_its_quotes_and_order():
    """Only what is new in version 2 differs."""
    text = rewritten()
    assert 'schema_version: "2"' in text
    order = ["parties:", "impact:", "statements:", "target_groups:", "changes:", "endorsements:", "services:", "goals:", "protocol:"]
    assert sorted(text.index(f"{key}\n") for key in order) == [text.index(f"{key}\n") for key in order]
    assert "- {id: welfare, name: Voorbeeldwelzijn De Brug, role: partner, type: welfare, essential: false}" in text


@pytest.mark.parametrize("written", ['"1"', "'1'", "1"])
def test_the_version_is_written_as_it_was(written):
    """In its quotes, or without."""
    assert f"schema_version: {written.replace('1', '2')}\n" in rewritten(
        VERSION_1.replace('schema_version: "1"', f"schema_version: {written}")
    )


@pytest.mark.parametrize("text", [WHOLE, WHOLE.replace('schema_version: "2"', "schema_version: 2")])
def test_a_file_of_version_2_is_left_as_it_is(text):
    """There is nothing to do."""
    content, _ = parse_yaml(text, shown="x.yml")
    before = copy.deepcopy(content)
    assert not migrate(content, shown="x.yml")
    assert before == content


def test_migrating_twice_changes_nothing_more():
    """The second time there is nothing to do."""
    content = load(VERSION_1, shown="x.yml")
    assert migrate(content, shown="x.yml")
    once = dump(content, like=VERSION_1)
    assert not migrate(content, shown="x.yml")
    assert once == dump(content, like=VERSION_1)


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        ("3", "this file is of a newer version than this impactlib knows; install a newer impactlib"),
        ("10", "this file is of a newer version than this impactlib knows; install a newer impactlib"),
        ("0", "it can be '1', '2'; a new file has '2'"),
        ("1.0", "it can be '1', '2'; a new file has '2'"),
        ("two", "it can be '1', '2'; a new file has '2'"),
    ],
)
def test_an_unknown_version_is_refused_before_anything_is_changed(written, cure):
    """With what would do."""
    content = {"schema_version": written, "impact": {"statement": {"nl": "x"}}}
    with pytest.raises(InputError) as error:
        migrate(content, shown="x.yml")
    assert str(error.value).startswith(f"x.yml: schema_version is {written!r}")
    assert str(error.value).endswith(cure)
    assert {"schema_version": written, "impact": {"statement": {"nl": "x"}}} == content


def test_without_a_version_nothing_is_changed():
    """The model says that it is missing."""
    content = {"impact": {"statement": {"nl": "x"}}}
    assert "" == version_of(content, shown="x.yml")
    assert not migrate(content, shown="x.yml")
    assert {"impact": {"statement": {"nl": "x"}}} == content


STRANGE = {
    "nothing else": "",
    "texts": "impact: x\ngoals: y\ndecisions: z\n",
    "lists of texts": "impact: [a]\ngoals: [b]\nparties: [c]\ndecisions: [d]\n",
    "empty parts": "impact:\n  statement:\n  endorsements: [a]\n  target_groups:\n    a:\ngoals:\n- service:\n  contribution:\n",
    "texts where two languages were": "impact: {challenge: a, statement: b, target_groups: {c: d}}\ngoals: [{service: e}]\n",
}


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
def test_a_file_of_version_1_that_is_not_whole_is_refused_and_not_stumbled_over(tmp_path, text):
    """What is missing or of the wrong shape is told as of any file."""
    assert all("; " in line for line in refusal(tmp_path, f'schema_version: "1"\n{text}'))
