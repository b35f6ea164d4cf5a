"""The agreement: what can be read, what its parts are to each other, and that every fault of a file is told at once with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impactlib.agreement.chain import Outline, depth_of, links_of, loop_in, outline_of, reached_from
from impactlib.agreement.endorsement import Standing, missing_support, needed, standings
from impactlib.agreement.files import read_agreement
from impactlib.agreement.impact import LEVELS, ExpectedChange
from impactlib.agreement.parts import check_round, in_both_languages, next_round_of, years_of
from impactlib.agreement.protocol import USUAL_GROUP
from impactlib.agreement.references import OWN, UNIQUE, USES, reference_faults, values_at
from impactlib.documents import Location, parse_yaml, place_of
from impactlib.indicators.indicator import catalogue
from tests.agreements import CODES, NAME, WHOLE, agreed, agreement_of, changed, filed, refusal


def line_with(part: str, text: str = WHOLE) -> int:
    """The number of the one line that holds this part."""
    (found,) = [number for number, line in enumerate(text.splitlines(), start=1) if part in line]
    return found


# The model.


def test_an_agreement_finds_its_own_parts():
    """By id and by role."""
    whole = agreed()
    assert "Taalhuis Voorbeeldstad" == whole.party("taalhuis").name
    assert "Taalcafé" == whole.service("taalcafe").name.nl
    assert "skill" == whole.change("kunnen").level
    assert ["bibliotheek", "taalhuis"] == [party.id for party in whole.with_role("contractor")]
    assert "1.1" == whole.impact.current.version


def test_every_promised_indicator_is_listed_once_in_order():
    """Also one of two goals, and those that are told beside another."""
    assert ("DI07", "DI08", "LO04", "LB06", "BR03", "BR01") == agreed().promised


def test_what_people_type_is_understood():
    """Percent signs, decimal commas, Dutch dates, and years without quotes."""
    read = agreed(("  date: 2027-02-15", "  date: 15-2-2027"))
    assert 0.77 == read.goals[1].baseline.value
    assert 1.1 == read.goals[0].target.value
    assert "2027" == read.goals[0].target.by
    assert date(2027, 2, 15) == read.moments[3].date


def test_a_link_may_be_an_id_alone():
    """Or tell what it assumes."""
    alone, whole = agreed().change("kunnen").leads_to[0], agreed().change("durven").leads_to[0]
    assert ("meedoen", None) == (alone.change, alone.assumption)
    assert ("kunnen", "Wie durft, oefent thuis door.") == (whole.change, whole.assumption.nl)


SMALLEST = """\
schema_version: 2
municipality: GM0200
round: 2025
parties: [{id: a, name: A, role: commissioner, type: municipality}, {id: b, name: B, role: contractor, type: library}]
impact:
  challenge: {text: Waarom.}
  statements: [{version: 1.0, text: Wat.}]
  target_groups: {allen: {name: Allen}}
  changes: [{id: c, text: Wie durft., target_group: allen, level: skill}]
services: [{id: s, name: Cursus}]
goals: [{id: g, service: s, change: c, indicator: LO04, target: {value: 60%, by: 2025}, contribution: {strength: direct}}]
"""


def test_an_agreement_may_be_short(tmp_path):
    """What is left out has its usual value."""
    read = filed(tmp_path, SMALLEST).agreement
    assert ("1.0", "draft") == (read.impact.current.version, read.impact.current.state)
    assert ("1.0", "draft", ["learn", "account"]) == (read.protocol.version, read.protocol.state, read.protocol.purpose)
    assert "proposed" == read.goals[0].contribution.state
    assert [] == read.moments + read.presentations + read.interpretations + read.decisions + read.lessons


def test_a_version_is_kept_as_it_is_written():
    """1.10 comes after 1.9, and is not 1.1."""
    assert "1.10" == agreement_of(SMALLEST.replace("version: 1.0", "version: 1.10")).impact.current.version


@pytest.mark.parametrize("where", ['  - version: "1.0"', 'protocol:\n  version: "1.1"', 'bewoners, version: "1.1", state'])
def test_a_version_that_is_left_empty_is_refused(tmp_path, where):
    """Nobody called it 'None'."""
    empty = re.sub(r'version: "1\.\d"', "version: ~", where)
    assert "version" in refusal(tmp_path, changed((where, empty)))[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  service: taalcafe\n", "  service: ''\n"),
        ("  change: durven\n", "  change: ''\n"),
        ("  indicator: BR03\n", "  indicator: ''\n"),
        ("{party: school, version", "{party: '', version"),
        ("    - change: kunnen", "    - change: ''"),
        ("text: Kinderen lezen vaker.\n    target_group: kinderen", "text: Kinderen lezen vaker.\n    target_group: ''"),
        ("- {id: nul,", "- {id: '',"),
    ],
)
def test_a_name_that_must_be_there_and_is_empty_is_refused(tmp_path, old, new):
    """There is no service without a name, and no goal without a service."""
    assert refusal(tmp_path, changed((old, new)))


def test_a_response_without_a_number_has_the_usual_smallest_group():
    """Nothing is told about fewer people."""
    assert USUAL_GROUP == agreed(("minimum_group: 10, ", "")).protocol.response.minimum_group


MISSING = {
    "a baseline with a value and a reason": (
        ("{reason: Tot en met 2024 werd anders geteld.}", "{value: 3, period: 2024, reason: x}"),
        "goals.4.baseline: a baseline has either a 'value'",
    ),
    "a baseline with neither": (
        ("{reason: Tot en met 2024 werd anders geteld.}", "{period: 2024}"),
        "goals.4.baseline: a baseline has either",
    ),
    "a baseline of no period": (("{value: 251, period: 2024}", "{value: 251}"), "goals.5.baseline: a baseline with a value needs 'period'"),
    "a target with neither": (("{value: 260, by: 2027}", "{by: 2027}"), "goals.5.target: a target has either a 'value'"),
    "a target by no period": (("{value: 260, by: 2027}", "{value: 260}"), "goals.5.target: a target with a value needs 'by'"),
    "an indicator that was dropped without a reason": (
        (", reason: Niemand gebruikte dit cijfer.", ""),
        "protocol.indicators.DI05: an indicator that is 'lapsed' needs 'reason': why",
    ),
    "an indicator that was paused without a reason": (
        ("DI07: {state: active,", "DI07: {state: paused,"),
        "protocol.indicators.DI07: an indicator that is 'paused' needs 'reason': why",
    ),
    "a moment that was missed without a reason": (
        (", reason: De school verhuisde.", ""),
        "moments.2: a moment that was missed needs 'reason'",
    ),
    "a role that nobody has": (
        ("role: commissioner", "role: payer"),
        "parties.1.role is 'payer'; it can be 'commissioner', 'contractor', 'partner'",
    ),
    "a state that nothing has": (
        ("state: in-force", "state: valid"),
        "protocol.state is 'valid'; it can be 'draft', 'aligned', 'signed', 'in-force', 'evaluated', 'lapsed'",
    ),
    "a key that nothing has": (
        ("  contact: directeur", "  contcat: directeur"),
        "unknown key 'contcat' (in parties.2); did you mean 'contact'?",
    ),
    "an amount that is none": (
        ("cost: 42000", "cost: veel"),
        "services.1.cost: 'veel' is not a number; write for example 1200, 0.75 or 75%",
    ),
    "an amount with a point before three digits": (("cost: 42000", "cost: 42.000"), "'42.000' may be a thousand or a decimal"),
    "a size under nought": (("size: 4200", "size: -1"), "impact.target_groups.volwassenen.size is '-1'; it can be 0 or more"),
    "a yes that is neither": (("critical: true", "critical: soms"), "protocol.stories.critical is 'soms'; write true or false"),
    "a round backwards": (("round: 2025-2027", "round: 2027-2025"), "round: '2027-2025' is no round; write its first and last year"),
}


def test_one_party_alone_agrees_on_nothing(tmp_path):
    """It takes two."""
    (line,) = refusal(tmp_path, SMALLEST.replace(", {id: b, name: B, role: contractor, type: library}", ""))
    assert line.startswith(f"{NAME}:4: parties is [")
    assert line.endswith("; give at least 2")


@pytest.mark.parametrize(("edit", "what"), MISSING.values(), ids=MISSING)
def test_a_value_that_cannot_be_is_refused(tmp_path, edit, what):
    """With its place and what would do."""
    (line,) = refusal(tmp_path, changed(edit))
    assert re.match(rf"{NAME}:\d+: ", line)
    assert what in line


# Words, rounds.


@pytest.mark.parametrize(
    ("written", "nl", "en"),
    [
        ("Iedereen leest.", "Iedereen leest.", "Iedereen leest."),
        ({"nl": "Lezen"}, "Lezen", "Lezen"),
        ({"nl": "Lezen", "en": "Reading"}, "Lezen", "Reading"),
    ],
)
def test_one_text_is_shown_in_both_languages(written, nl, en):
    """Until somebody writes the English one."""
    assert {"nl": nl, "en": en} == in_both_languages(written)


def test_one_text_reads_the_same_as_two_alike():
    """How it was written makes no difference."""
    twice = agreed(
        (
            "quality: Wij kijken of alles compleet is.",
            "quality: {nl: Wij kijken of alles compleet is., en: Wij kijken of alles compleet is.}",
        )
    )
    assert agreed() == twice


@pytest.mark.parametrize("written", ['""', "", "{en: Only English}", "[a, b]"])
def test_words_that_are_not_there_are_refused(tmp_path, written):
    """Dutch comes first: without it there is nothing to show."""
    found = refusal(
        tmp_path, changed(("text: Een deel van de inwoners kan niet meedoen, omdat steeds meer digitaal gaat.", f"text: {written}"))
    )
    assert all(re.match(rf"{NAME}:{line_with('steeds meer digitaal gaat')}: .*; .+", line) for line in found), found


@pytest.mark.parametrize(
    ("written", "years", "following"),
    [("2025", (2025, 2025), "2026"), ("2025-2027", (2025, 2027), "2028-2030"), ("2025-2025", (2025, 2025), "2026")],
)
def test_a_round_has_a_first_and_a_last_year(written, years, following):
    """And the next one is as long, right after it."""
    assert years == years_of(check_round(written))
    assert following == next_round_of(written)


@given(st.integers(1900, 2090), st.integers(0, 9))
def test_the_next_round_starts_where_this_one_ends(first, more):
    """Whatever its length, and is as long."""
    (start, end), last = years_of(check_round(next_round_of(f"{first}-{first + more}"))), first + more
    assert (last + 1, more) == (start, end - start)


@pytest.mark.parametrize("written", ["25", "2025-27", "2027-2025", "2025-", "2025/2027", "", "2025-2027-2029"])
def test_what_is_no_round_is_refused(written):
    """With an example of one."""
    with pytest.raises(ValueError, match=re.escape(f"{written!r} is no round; write its first and last year, such as 2025-2027")):
        check_round(written)


# Endorsements.


def standing(party: str, *edits: tuple[str, str]) -> Standing:
    """Where a party stands in the whole agreement, changed."""
    return next(each for each in standings(agreed(*edits)) if each.party.id == party)


RESIDENTS = '{party: bewoners, version: "1.1", state: endorsed, date: 2025-03-03}'
LAST = f"  - {RESIDENTS}\n"


def of_residents(*said: str) -> tuple[str, str]:
    """The edit that lets the residents say these things instead."""
    return LAST, "".join(f"  - {{party: bewoners, {each}}}\n" for each in said)


def test_every_party_has_its_standing_in_order():
    """Also one that said nothing."""
    found = standings(agreed(of_residents()))
    assert ["gemeente", "bibliotheek", "taalhuis", "welzijn", "school", "bewoners"] == [each.party.id for each in found]
    assert (None, False, False) == (found[-1].said, found[-1].stale, found[-1].carries)


@pytest.mark.parametrize(
    ("said", "stale", "carries"),
    [
        ('version: "1.1", state: endorsed, date: 2025-02-03', False, True),
        ('version: "1.1", state: endorsed', False, True),
        ('version: "1.1", state: endorsed, date: 2025-02-02', True, False),
        ('version: "1.0", state: endorsed, date: 2025-03-03', True, False),
        ('version: "1.1", state: endorsed-with-reservation, reservation: Later., date: 2025-03-03', False, True),
        ('version: "1.1", state: not-endorsed, date: 2025-03-03', False, False),
        ('version: "1.1", state: withdrawn, date: 2025-03-03', False, False),
        ('version: "1.1", state: asked', False, False),
    ],
)
def test_only_a_positive_word_on_the_text_that_holds_carries_it(said, stale, carries):
    """Stale is what was said of another version, or before this one was put to the parties; a reservation carries."""
    found = standing("bewoners", of_residents(said))
    assert (stale, carries) == (found.stale, found.carries)


def test_the_last_word_on_the_version_that_holds_counts():
    """What was said before is kept, and counts no more."""
    both = ('version: "1.1", state: endorsed, date: 2025-03-03', 'version: "1.1", state: withdrawn, date: 2025-06-01')
    assert "withdrawn" == standing("bewoners", of_residents(*both)).said.state
    assert not standing("bewoners", of_residents(*both)).carries


def test_the_last_word_is_the_latest_by_date():
    """Also where people write what is new at the top: a false alarm would stop a release (A110)."""
    both = ('version: "1.1", state: endorsed, date: 2025-03-03', 'version: "1.1", state: asked, date: 2025-02-10')
    assert standing("bewoners", of_residents(*both)).carries


def test_a_word_on_the_version_that_holds_counts_before_a_later_one_on_another():
    """It is this text that is asked about."""
    both = ('version: "1.1", state: endorsed, date: 2025-03-03', 'version: "1.0", state: withdrawn, date: 2025-06-01')
    assert standing("bewoners", of_residents(*both)).carries


def test_of_words_on_other_versions_the_latest_by_date_is_told():
    """In whatever order they stand."""
    both = ('version: "1.0", state: endorsed, date: 2025-01-09', 'version: "0.9", state: not-endorsed, date: 2024-01-09')
    assert "1.0" == standing("bewoners", of_residents(*both)).said.version


def test_without_the_day_of_the_text_no_answer_is_too_early():
    """Nobody can say that it was."""
    assert not standing("bewoners", of_residents('version: "1.1", state: endorsed, date: 2020-01-01'), ("    date: 2025-02-03\n", "")).stale


def test_commissioner_contractors_and_essential_parties_are_needed():
    """Other partners are not."""
    assert ["gemeente", "bibliotheek", "taalhuis", "bewoners"] == [party.id for party in needed(agreed())]
    assert () == missing_support(agreed())


@pytest.mark.parametrize(
    ("said_by", "missing"),
    [
        ('{party: gemeente, version: "1.1", state: endorsed, date: 2025-02-18, body: college}', ["gemeente"]),
        ('{party: bibliotheek, version: "1.1", state: endorsed, date: 2025-02-20, body: bestuur}', ["bibliotheek"]),
        ('{party: taalhuis, version: "1.1", state: endorsed, date: 2025-02-21}', ["taalhuis"]),
        (RESIDENTS, ["bewoners"]),
        ('{party: school, version: "1.1", state: endorsed, date: 2025-02-26}', []),
    ],
)
def test_a_statement_is_broadly_supported_only_by_all_who_are_needed(said_by, missing):
    """Without the word of one side, one of two contractors or an essential party it is not; a partner may be silent."""
    assert missing == [party.id for party in missing_support(agreed((f"  - {said_by}\n", "")))]


def test_a_new_version_must_be_asked_about_again():
    """Nobody carries a text that was not put to them."""
    newer = '  - {version: "1.2", text: Iedereen doet mee., date: 2026-01-05, state: submitted}\n  target_groups:\n'
    read = agreed(("  target_groups:\n", newer))
    assert ["gemeente", "bibliotheek", "taalhuis", "bewoners"] == [party.id for party in missing_support(read)]
    assert all(each.stale for each in standings(read))


# The chain.


def chain(**links: str) -> list[ExpectedChange]:
    """Changes by id, with the ids of what each leads to."""
    return [
        ExpectedChange.model_validate({"id": id_, "text": id_, "target_group": "allen", "level": "skill", "leads_to": to.split()})
        for id_, to in links.items()
    ]


@pytest.mark.parametrize(
    ("changes", "loop"),
    [
        (chain(a="b", b="c", c=""), ()),
        (chain(a="b c", b="d", c="d", d=""), ()),
        (chain(a="a"), ("a", "a")),
        (chain(a="b", b="a"), ("a", "b", "a")),
        (chain(a="b", b="c", c="d", d="b"), ("b", "c", "d", "b")),
        (chain(a="", b="c", c="b"), ("b", "c", "b")),
        (chain(a="nowhere"), ()),
    ],
)
def test_a_loop_is_found_with_its_path(changes, loop):
    """The first change of it again at the end; without those that only lead to it."""
    assert loop == loop_in(changes)


def test_what_a_change_leads_to_is_found_over_every_way():
    """With itself; also where the chain runs in a loop."""
    changes = chain(a="b", b="c d", c="e", d="e", e="b", f="a")
    assert set("abcde") == reached_from("a", changes)
    assert set("bcde") == reached_from("e", changes)
    assert {"unknown"} == reached_from("unknown", changes)


def test_an_outline_begins_with_what_nothing_leads_to():
    """What several lead to stands under each, with what follows on it under the first only."""
    expected = (("a", (("c", (("d", ()),)),)), ("b", (("c", ()), ("d", ()))))
    assert expected == outline_of(chain(a="c", b="c d", c="d", d=""))


def test_levels_go_from_near_to_far():
    """Knowledge is nearest to an activity, society furthest from it."""
    assert list(range(6)) == [depth_of(level) for level in LEVELS]
    assert depth_of("knowledge") < depth_of("society")


@st.composite
def dags(draw: st.DrawFn) -> list[ExpectedChange]:
    """A chain without loops, its changes in any order."""
    n = draw(st.integers(1, 9))
    links = {f"c{start}": [f"c{end}" for end in range(start + 1, n) if draw(st.booleans())] for start in range(n)}
    order = draw(st.permutations(sorted(links)))
    return chain(**{id_: " ".join(draw(st.permutations(links[id_]))) for id_ in order})


def told(outlines: tuple[Outline, ...], above: str = "") -> Iterator[tuple[str, str]]:
    """Every change of an outline after the one that it stands under."""
    for id_, under in outlines:
        yield above, id_
        yield from told(under, id_)


@given(dags())
def test_an_outline_tells_every_change_and_every_link_once(changes):
    """Nothing of a chain without loops is left out or told twice."""
    found = list(told(outline_of(changes)))
    links = [(change, to) for change, targets in links_of(changes).items() for to in targets]
    starts = [("", change.id) for change in changes if change.id not in {to for _, to in links}]
    assert sorted([*starts, *links]) == sorted(found)
    assert {change.id for change in changes} == {id_ for _, id_ in found}
    assert () == loop_in(changes)


@given(dags(), st.data())
def test_a_link_back_makes_a_loop(changes, data):
    """From anything that a change leads to; the loop that is found is one of its links."""
    start = data.draw(st.sampled_from(changes))
    end = data.draw(st.sampled_from(sorted(reached_from(start.id, changes))))
    links = {change.id: [link.change for link in change.leads_to] for change in changes}
    links[end].append(start.id)
    loop = loop_in(chain(**{id_: " ".join(to) for id_, to in links.items()}))
    assert loop[0] == loop[-1]
    assert all(after in links[before] for before, after in pairwise(loop))


# Names.

NEAR = {
    "party": ("gemeent", "gemeente"),
    "target group": ("inwoner", "inwoners"),
    "change": ("meedoe", "meedoen"),
    "service": ("curus", "cursus"),
    "goal": ("goal-22", "goal-2"),
    "presentation": ("raad-20277", "raad-2027"),
    "indicator": ("LO044", "LO04"),
    "area": ("GM02000", "GM0200"),
}
"""A name that nothing has, and the nearest that something has, by kind."""


def content_of(text: str) -> tuple[dict[str, Any], Mapping[Location, int]]:
    """The content of a text, and its lines."""
    return parse_yaml(text, shown=NAME)


def faults(content: Mapping[str, Any], lines: Mapping[Location, int]) -> list[str]:
    """Everything that is the matter with the names in it."""
    return [str(each) for each in reference_faults(content, lines, shown=NAME, codes=CODES, indicators=catalogue())]


def put(content: Any, location: Location, value: str, *, is_key: bool) -> None:
    """Another name at a place of the content: the value there, or its key."""
    *above, last = location
    for key in above:
        content = content[key]
    if is_key:
        content[value] = content.pop(last)
    else:
        content[last] = value


@pytest.mark.parametrize(("kind", "path"), USES, ids=[".".join(path) for _, path in USES])
def test_an_unknown_name_is_refused_with_its_line_and_the_nearest_one(kind, path):
    """Wherever a name can stand: the whole agreement has each of these places."""
    content, lines = content_of(WHOLE)
    location, _ = next((place, name) for place, name in values_at(content, path) if isinstance(name, str))
    wrong, near = NEAR[kind]
    put(content, location, wrong, is_key=path[-1] == "#")
    (fault,) = [each for each in faults(content, lines) if f"unknown {kind} {wrong!r}" in each]
    place = place_of(content, location) if path[-1] != "#" else place_of(content, (*location[:-1], wrong))
    key = location if path[-1] != "#" else location[:-1]
    assert f"{NAME}:{lines[key]}: {place}: unknown {kind} {wrong!r}; did you mean {near!r}?" == fault


def test_every_name_of_the_whole_agreement_exists():
    """So that each fault above is the one that was planted."""
    assert [] == faults(*content_of(WHOLE))


def test_every_kind_of_name_has_a_place_where_it_is_given():
    """In the file itself, in the catalogue or in the register."""
    assert {kind for kind, _ in USES} <= {*OWN, "indicator", "area"}


def test_a_name_is_unknown_where_nothing_has_one_yet():
    """The message says so instead of offering nothing."""
    content, lines = content_of(
        changed(
            ("feeds: [raad-2027]", "feeds: [raad]"),
            ("id: raad-2025, ", ""),
            ("id: raad-2027, ", ""),
            ("- id: raad-2026\n  audience", "- audience"),
        )
    )
    (fault,) = faults(content, lines)
    assert fault.endswith("moments.jaar-2.feeds.1: unknown presentation 'raad'; there is no presentation in this file yet")


TWICE = {
    "parties": ("- {id: school, name: Basisschool", "- {id: welzijn, name: Basisschool", "the id 'welzijn' is used twice"),
    "impact.changes": ("{id: toepassen,", "{id: leren,", "the id 'leren' is used twice"),
    "services": ("{id: taalcafe, name", "{id: collectie, name", "the id 'collectie' is used twice"),
    "goals": ("- id: goal-6", "- id: goal-5", "the id 'goal-5' is used twice"),
    "presentations": ("- {id: raad-2025,", "- {id: raad-2027,", "the id 'raad-2027' is used twice"),
    "moments": ("- {id: najaar,", "- {id: nul,", "the id 'nul' is used twice"),
    "decisions": ("- {id: bellen,", "- {id: oefenen,", "the id 'oefenen' is used twice"),
    "impact.statements": ('  - version: "1.0"', '  - version: "1.1"', "the version '1.1' is used twice"),
}


@pytest.mark.parametrize("where", TWICE)
def test_an_id_that_stands_twice_is_refused(where):
    """On the line of the second; what means the id that is now gone is told as well."""
    old, new, what = TWICE[where]
    found = faults(*content_of(changed((old, new))))
    assert 1 == len([each for each in found if f": {where}: {what}; give each its own" in each])


def test_every_id_that_must_stand_once_is_tested():
    """A target group is a key: doubled keys are refused when the file is read."""
    assert {".".join(path[:-2]) for path in UNIQUE} - {"impact"} == set(TWICE)


def test_a_doubled_target_group_is_refused_when_the_file_is_read(tmp_path):
    """With both lines."""
    double = changed(("    inwoners: {name", "    kinderen: {name"))
    line = line_with("kinderen: {name: {nl", double)
    assert (
        f"{NAME}:{line}: the key 'kinderen' stands here twice (first on line {line - 1}); keep one of them" == refusal(tmp_path, double)[0]
    )


SEVERAL = {
    "municipality: GM0200": ("municipality: GM0290", "municipality: unknown area 'GM0290'; did you mean 'GM0200'?"),
    "contact: directeur": ("contcat: directeur", "unknown key 'contcat' (in parties.2); did you mean 'contact'?"),
    "    leads_to: [meedoen]\n    not_covered": (
        "    leads_to: [medoen]\n    not_covered",
        "impact.changes.apparaat.leads_to.1: unknown change 'medoen'; did you mean 'meedoen'?",
    ),
    "    date: 2025-02-25": ("    date: 2025-02-30", "'2025-02-30' is a day that does not exist; look at the day and the month"),
    "  indicator: BR03": ("  indicator: BR33", "goals.goal-4.indicator: unknown indicator 'BR33'; did you mean 'BR03'?"),
    "cost: 42000": ("cost: 42.000", "'42.000' may be a thousand or a decimal; write it without a separator"),
    "state: received}": ("state: recieved}", "moments.3.state is 'recieved'; it can be 'planned', 'under-way', 'received'"),
}


def test_faults_of_several_kinds_are_told_at_once_each_with_its_line(tmp_path):
    """An impossible date, an unknown change, indicator, key and code, a number that may be two things: nobody mends one at a time."""
    text = changed(*((old, new) for old, (new, _) in SEVERAL.items()))
    found = refusal(tmp_path, text)
    assert len(SEVERAL) == len(found)
    for new, what in SEVERAL.values():
        number = 1 + text[: text.index(new.strip("\n").split("\n")[0])].count("\n")
        assert 1 == len([line for line in found if line.startswith(f"{NAME}:{number}: ") and what in line]), (number, what, found)


def test_a_file_under_another_name_is_refused(tmp_path):
    """Each municipality has one file, called after its code."""
    (line,) = refusal(tmp_path, changed(("municipality: GM0200", "municipality: GM0213")))
    what = "municipality is GM0213, and the file is called GM0200-voorbeeldstad; call it GM0213-….yml"
    assert f"{NAME}:{line_with('municipality: GM0200')}: {what}" == line


# What is no agreement.

BAD = {
    "an empty file": ("", "this file is empty; fill it in, or make it with 'impact example'"),
    "comments alone": ("# niets\n", "this file is empty; fill it in, or make it with 'impact example'"),
    "a list at the top": ("- municipality: GM0200\n", "holds no keys; write for example 'schema_version: …'"),
    "a text": ("GM0200\n", "holds no keys; write for example 'schema_version: …'"),
    "no YAML": ("parties: [a, b\n", "this is not YAML: "),
    "a tab": ("impact:\n\tchallenge: x\n", "this is not YAML: found character '\\t'"),
    "two documents": ("a: 1\n---\nb: 2\n", "this is not YAML: "),
    "no text at all": (b"\x89PNG\r\n\x1a\n\x00\x00", "byte 0x89 is not UTF-8; save the file as UTF-8"),
    "a nought byte": (b"municipality: \x00\n", "this is not YAML: unacceptable character"),
    "Windows' own signs": ("naam: Café\n".encode("cp1252"), "byte 0xe9 is not UTF-8; save the file as UTF-8"),
    "a value within itself": ("impact: &a\n  changes: *a\n", "'impact' is nested more than 30 deep"),
    "a newer version": (
        WHOLE.replace('schema_version: "2"', 'schema_version: "3"'),
        "schema_version is '3': this file is of a newer version than this impactlib knows; install a newer impactlib",
    ),
    "an unknown version": (
        WHOLE.replace('schema_version: "2"', "schema_version: two"),
        "schema_version is 'two'; it can be '1', '2'; a new file has '2'",
    ),
    "version nought": (WHOLE.replace('schema_version: "2"', 'schema_version: "0"'), "schema_version is '0'; it can be '1', '2'"),
    "no version": (WHOLE.replace('schema_version: "2"\n', ""), "the key 'schema_version' is missing; add 'schema_version: …'"),
    "a version without a value": (WHOLE.replace('schema_version: "2"', "schema_version:"), "schema_version is "),
}


@pytest.mark.parametrize(("content", "what"), BAD.values(), ids=BAD)
def test_what_is_no_agreement_is_refused_in_one_line(tmp_path, content, what):
    """The file is named, what is wrong with it, and what would do."""
    (line,) = refusal(tmp_path, content)
    assert re.match(rf"{NAME}(:\d+)?: ", line)
    assert what in line
    assert "; " in line


def test_a_folder_or_nothing_is_no_agreement(tmp_path):
    """Each is told for what it is."""
    (tmp_path / NAME).mkdir()
    with pytest.raises(ValueError, match="this is a folder, not a file"):
        read_agreement(tmp_path / NAME, shown=NAME, codes=CODES, indicators=catalogue())
    (tmp_path / NAME).rmdir()
    with pytest.raises(ValueError, match="this file does not exist"):
        read_agreement(tmp_path / NAME, shown=NAME, codes=CODES, indicators=catalogue())


WRONG_SHAPES = {
    "parties that are no list": "parties: {a: {id: x}}",
    "an impact that is a number": "impact: 3",
    "services that are texts": "services: [a]",
    "goals that are a mapping": "goals: {}",
    "a protocol that is a list": "protocol: [a]",
    "moments that are nothing": "moments:",
    "changes that are a text": "impact: {changes: x, target_groups: [a]}",
}


@pytest.mark.parametrize("part", WRONG_SHAPES.values(), ids=WRONG_SHAPES)
def test_parts_of_the_wrong_shape_are_told_and_not_stumbled_over(tmp_path, part):
    """Names are looked up in what is there."""
    key = part.partition(":")[0]
    kept = "".join(line for line in SMALLEST.splitlines(keepends=True) if not line.startswith((key, "  ") if key == "impact" else key))
    found = refusal(tmp_path, f"{kept}{part}\n")
    assert any(f": {key}" in line for line in found), found


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("  text: De bibliotheek geeft cursus #3.", "the text ends before '#3.'; put it between straight quotes"),
        ('  text: "De bibliotheek geeft cursus #3."', ""),
        ("  text: De bibliotheek geeft cursussen. # derde versie", ""),
    ],
)
def test_a_text_that_yaml_would_cut_off_is_told(tmp_path, line, what):
    """A number behind a number sign would be lost without a word; a remark is none."""
    text = changed(("  risk: Een verbouwing.", line.replace("  text", "  risk")))
    if what:
        assert what in str(refusal(tmp_path, text))
    else:
        assert filed(tmp_path, text).agreement
