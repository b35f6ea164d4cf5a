"""The coherence checks: each finds its own fault in a whole agreement, at its place, and nothing in one that hangs together."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from impactlib.agreement.coherence import CHECKS, SEVERITIES, concerns
from impactlib.agreement.concern import Concern, Severity
from impactlib.agreement.files import Filed, concerns_of, read_agreement
from impactlib.agreement.history import keep
from impactlib.agreement.labels import models
from impactlib.agreement.model import Agreement
from impactlib.agreement.references import reference_faults
from impactlib.documents import checked, parse_yaml, place_of
from impactlib.indicators.indicator import catalogue
from tests.agreements import CASES, CODES, DAY, WHOLE, agreement_of, changed, filed, surroundings
from tests.small import AREAS, tiny, write

FILES = sorted(path for path in CASES.glob("A*.yml") if not path.stem.endswith(".earlier"))

MOST_LINES = 32
"""A case that differs in more lines from the whole agreement shows more than its fault."""

CODE = re.compile(r"A[1-7]\d\d")
"""The step of the cycle, 6 for the seven lessons or 7 for states, and a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A file of `tests/coherence`: what its first lines promise, and what the checks find in it."""

    code: str
    at: str
    says: str
    also: frozenset[str]
    filed: Filed
    found: tuple[Concern, ...]

    def place(self, concern: Concern) -> str:
        """Where something was found, in a reader's words."""
        return place_of(self.filed.content, concern.place)


@cache
def case_of(path: Path) -> Case:
    """The case in a file; a version that was kept before it lies beside it as `….earlier.yml`."""
    text = path.read_text(encoding="utf-8")
    told = dict(re.findall(r"^# (at|says|also|data): (.+)$", text, re.MULTILINE))
    content, lines = parse_yaml(text, shown=path.name)
    before = path.with_name(f"{path.stem}.earlier.yml")
    earlier = agreement_of(before.read_text(encoding="utf-8")) if before.exists() else None
    agreement = checked(content, lines, Agreement, shown=path.name)
    return Case(
        code=path.stem.partition("-")[0],
        at=told["at"],
        says=told["says"],
        also=frozenset(re.findall(CODE, told.get("also", ""))),
        filed=Filed(path=path, shown=path.name, agreement=agreement, content=content, lines=lines, version=agreement.schema_version),
        found=concerns(agreement, replace(surroundings(earlier), figures=dict(_figures(told.get("data", ""))))),
    )


def _figures(data: str) -> Iterator[tuple[tuple[str, str], float]]:
    """What the data say, as a file's first lines give it: indicator, period and figure."""
    yield from (((name, period), float(figure)) for name, period, figure in re.findall(r"(\S+) (\S+) ([\d.]+)", data))


by_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
by_check = pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)


@by_file
def test_a_check_finds_its_fault_at_its_place(path):
    """The file's first lines say where and in which words, among them the value or the name that was found."""
    case = case_of(path)
    told = [(each.code, case.place(each), each.what) for each in case.found]
    assert [each for each in told if each[:2] == (case.code, case.at) and case.says in each[2]], told


@by_file
def test_a_fault_is_found_by_its_check_alone(path):
    """Only what must follow from it, and is named in the file's first lines, is found as well."""
    case = case_of(path)
    assert {case.code} | case.also == {each.code for each in case.found}


@by_file
def test_what_is_found_says_what_is_wrong_and_what_would_do(path):
    """Both in one line of plain words, without a full stop: they become one sentence."""
    for each in case_of(path).found:
        assert each.what
        assert each.cure
        assert not {"\n", "."} & {each.what[-1], each.cure[-1]}
        assert "None" not in each.what + each.cure


@by_file
def test_what_is_found_has_the_severity_of_its_check(path):
    """A concern is as bad as its check says."""
    expected = {check.code: check.severity for check in CHECKS}
    assert [expected[each.code] for each in case_of(path).found] == [each.severity for each in case_of(path).found]


@by_file
def test_a_case_differs_from_the_whole_agreement_in_few_lines(path):
    """So that what each file shows is its fault, and nothing else."""
    whole, case = (text.splitlines() for text in (WHOLE, path.read_text(encoding="utf-8")))
    lines = [line for line in difflib.ndiff(whole, case) if line[:2] in ("- ", "+ ") and not line[2:].startswith("#")]
    assert len(lines) <= MOST_LINES, lines


@by_file
def test_every_name_in_a_case_exists(path):
    """Only what its values are to each other is wrong."""
    read = case_of(path).filed
    assert [] == list(reference_faults(read.content, read.lines, shown=read.shown, codes=CODES, indicators=catalogue()))


@by_file
def test_what_is_found_is_told_with_file_and_line(path):
    """Together with what would do, and the code to look up."""
    case = case_of(path)
    for each in case.found:
        assert re.fullmatch(rf"{path.name}:\d+: .+; .+ \({each.code}\)", str(case.filed.problem(each)))


def test_nothing_is_the_matter_with_the_whole_agreement():
    """Not even a note."""
    assert () == concerns(agreement_of(WHOLE), surroundings())


def test_nothing_is_the_matter_when_it_is_what_was_kept():
    """Its own earlier version allows every state."""
    whole = agreement_of(WHOLE)
    assert () == concerns(whole, surroundings(whole))


def test_the_whole_agreement_can_be_read(tmp_path):
    """With the packaged catalogue."""
    assert agreement_of(WHOLE) == filed(tmp_path, WHOLE).agreement


def test_the_whole_agreement_fills_in_every_part():
    """A field that is added to the model is added to the whole agreement, so that the checks see it filled in."""
    filled = set(_filled(agreement_of(WHOLE)))
    assert set() == {(model.__name__, field) for model in models() for field in model.model_fields} - filled


def _filled(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, BaseModel):
        yield from ((type(value).__name__, field) for field in value.model_fields_set)
        value = dict(value)
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _filled(each)


@by_check
def test_every_check_has_a_file_that_it_finds(check):
    """A check that never finds anything checks nothing."""
    assert check.code in {path.stem.partition("-")[0] for path in FILES}


@by_file
def test_every_file_has_its_check(path):
    """A file of a check that is no more would test nothing."""
    assert path.stem.partition("-")[0] in {check.code for check in CHECKS}


def test_every_earlier_version_belongs_to_a_file():
    """It is called after it."""
    earlier = {path.name.removesuffix(".earlier.yml") for path in CASES.glob("*.earlier.yml")}
    assert set() == earlier - {path.stem for path in FILES}


@by_check
def test_a_check_has_a_code_a_severity_and_a_rule_in_words(check):
    """The code says the step, the severity what it stops, the words what must hold."""
    assert CODE.fullmatch(check.code)
    assert check.severity in SEVERITIES
    assert check.about
    assert "." != check.about[-1]


def test_no_two_checks_have_the_same_code():
    """Readers look it up."""
    codes = [check.code for check in CHECKS]
    assert sorted(set(codes)) == sorted(codes)


def test_codes_stand_in_the_order_of_the_cycle():
    """What is found is told in that order."""
    assert sorted(check.code for check in CHECKS) == [check.code for check in CHECKS]


def test_there_are_thirty_checks_at_least():
    """As was asked for."""
    assert len(CHECKS) >= 30


def test_every_severity_is_in_the_order_that_they_are_told_in():
    """None is left out of it."""
    assert set(get_args(Severity)) == set(SEVERITIES)


SEVERAL = ["A213", "A301", "A103", "A115", "A316", "A503", "A117"]
"""What is the matter in several.yml: the errors, then the warnings, then the note, each in the order of the cycle."""


def test_several_faults_are_told_at_once_errors_first():
    """Nobody mends a file one fault at a time."""
    found = concerns(agreement_of((CASES / "several.yml").read_text(encoding="utf-8")), surroundings())
    assert SEVERAL == [each.code for each in found]
    assert ["error"] * 2 + ["warning"] * 4 + ["note"] == [each.severity for each in found]


def test_one_check_tells_every_place_of_its_fault():
    """Both dates that were forgotten."""
    edits = [(f", date: {day}}}", "}") for day in ("2025-02-21", "2025-02-26")]
    found = concerns(agreement_of(changed(*edits)), surroundings())
    assert [("A113", ("impact", "endorsements", 3)), ("A113", ("impact", "endorsements", 5))] == [(each.code, each.place) for each in found]


QUIET = {
    "A102 about two ways to one change": [("    leads_to:\n    - change: kunnen", "    leads_to:\n    - meedoen\n    - change: kunnen")],
    "A105 about a link between changes of one level": [("term: long, leads_to: []", "term: long, leads_to: [taal]")],
    "A106 about a risk alone": [
        ("      assumption: Wie durft, oefent thuis door.\n", ""),
        ('assumption: "Wie meer leest, krijgt meer taal.", ', ""),
    ],
    "A108 about an endorsement of the day of the text": [("date: 2025-02-18", "date: 2025-02-03")],
    "A112 about an answer of which the text was withdrawn": [("state: superseded", "state: withdrawn")],
    "A116 about a version that was withdrawn": [("state: superseded", "state: withdrawn")],
    "A202 about a target below the start with its reason": [
        ("by: 2027, set_by", "by: 2027, why: Er komen meer beginners., set_by"),
        ('"1,1"', "0.8"),
    ],
    "A202 about less that is better": [
        ("direction: up", "direction: down"),
        ("{reason: Tot en met 2024 werd anders geteld.}", "{value: 3.4, period: 2024}"),
        ("{reason: Eerst moet bekend zijn waar wij staan.}", "{value: 3.1, by: 2027}"),
    ],
    "A203 about three indicators": [("  also: [DI08]", "  also: [DI08, LO04]")],
    "A202 about a target without a figure at the start": [("{reason: Eerst moet bekend zijn waar wij staan.}", "{value: 3, by: 2027}")],
    "A204 about fifteen indicators": [
        ("  change: leren\n  indicator: LO04\n", "  change: leren\n  indicator: LO04\n  also: [LO02, LO06]\n"),
        ("  indicator: LB06\n", "  indicator: LB06\n  also: [LB04, LB05]\n"),
        ("  indicator: BR03\n", "  indicator: BR03\n  also: [BR02, BR08]\n"),
        ("  indicator: BR01\n", "  indicator: BR01\n  also: [LB01, LO01]\n"),
        ("  change: durven\n  indicator: LO04\n", "  change: durven\n  indicator: LO04\n  also: [LO08]\n"),
    ],
    "A205 about a context statistic": [
        ("DI05: {state: lapsed, owner: bibliotheek, reason: Niemand gebruikte dit cijfer.}", "LB13: {owner: school}")
    ],
    "A207 about a target without a figure at the start": [("{reason: Eerst moet bekend zijn waar wij staan.}", "{value: 3, by: 2027}")],
    "A207 about the first year of the round": [("{value: 260, by: 2027}", "{value: 260, by: 2025}")],
    "A207 about a school year that ends after the round": [("{value: 260, by: 2027}", "{value: 260, by: 2027-2028}")],
    "A208 about what is shared with no party": [("    others: [welzijn]\n", "    external: De landelijke campagne.\n")],
    "A208 about a condition that is the municipality's": [("    external: Het landelijk tarief blijft gelijk.\n", "")],
    "A213 about the way that the catalogue says": [("  indicator: BR01\n", "  indicator: BR01\n  direction: up\n")],
    "A214 about a target for each year": [
        ("75%, period: 2024}\n  target: {value: 80%, by: 2027}", "75%, period: 2024}\n  target: {value: 78%, by: 2026}")
    ],
    "A215 about a protocol that is aligned": [("state: in-force", "state: aligned"), ("state: changed", "state: in-discussion")],
    "A301 about the smallest group that may be": [("minimum_group: 10", "minimum_group: 5")],
    "A302 about a smaller group than the workspace's": [("minimum_group: 10", "minimum_group: 5")],
    "A307 about a measurement on the day of telling": [("  date: 2027-02-15\n", "  date: 2027-05-11\n")],
    "A308 about a moment that measures everything": [("  indicators: [DI07, DI08, LO04, LB06, BR03, BR01]\n", "")],
    "A309 about a protocol of which only the end is known": [("    start: 2025-01-01\n", "")],
    "A309 about a protocol of which only the start is known": [("    until: 2027-12-31\n", "")],
    "A310 about a protocol that is aligned": [
        ("state: in-force", "state: aligned"),
        ('taalhuis, version: "1.1", date: 2025-03-11', 'welzijn, version: "1.1", date: 2025-03-11'),
    ],
    "A312 about a measurement that is due today": [("2026-02-15, covers", "2026-03-02, covers"), ("state: received", "state: planned")],
    "A313 about years that are talked about in the next": [
        ("dates: [2026-04-14, 2027-04-13, 2028-04-11]", "dates: [2026-04-14, 2028-04-11]")
    ],
    "A313 about years that are talked about in themselves": [("2026-04-14, 2027-04-13, 2028-04-11", "2025-12-01, 2026-12-01, 2027-12-01")],
    "A315 about numbers that are no telephone's": [
        ("Naar woonplaats.", "Van 01-01-2025 tot 31-12-2027, 4200 van de 41000, DVO 2025/0123.")
    ],
    "A316 about the most that may be": [('share: "2,9%"', "share: 5%")],
    "A316 about hours alone": [('{hours: 80, euros: 1500, share: "2,9%", text: Dat vinden wij redelijk.}', "{hours: 80}")],
    "A316 about nothing": [('  effort: {hours: 80, euros: 1500, share: "2,9%", text: Dat vinden wij redelijk.}\n', "")],
    "A404 about a presentation that is today": [("  date: 2026-05-12\n", "  date: 2026-03-02\n")],
    "A405 about the last year, told in the next": [("date: 2027-05-11", "date: 2028-05-11")],
    "A501 about a decision that is due today": [("date: 2026-09-01}", "date: 2026-03-02}")],
    "A504 about years, school years and ages": [("finding: De meeste", "finding: In 2024 en 2024-2025, van de 8-12-jarigen, de meeste")],
    "A505 about figures of last year": [("covers: 2024, indicators", "covers: 2025, indicators")],
    "A505 about figures of no year": [("covers: 2024, indicators", "indicators")],
    "A505 about a school year that was talked about": [("covers: 2024, indicators", "covers: 2024-2025, indicators")],
    "A505 about a year that was talked about as a school year": [("- period: 2024\n", "- period: 2024-2025\n")],
    "A601 about half of the goals": [
        ('{value: "1,1", by: 2027, set_by: bibliotheek}', "{reason: Eerst kijken.}"),
        ("{value: 260, by: 2027}", "{reason: Eerst kijken.}"),
    ],
    "A602 about a change in people's situation": [
        (
            "toepassen, text: Deelnemers gebruiken wat zij leerden., target_group: volwassenen, level: behaviour, leads_to: [meedoen]",
            "toepassen, text: Deelnemers gebruiken wat zij leerden., target_group: volwassenen, level: situation",
        )
    ],
    "A606 about a meeting alone": [("date: 2027-05-11", "date: 2028-01-11")],
    "A606 about the year after the round": [("2026-04-14, 2027-04-13, 2028-04-11", "2026-04-14, 2027-04-13")],
    "A607 about one contractor": [
        ("name: Taalhuis Voorbeeldstad, role: contractor", "name: Taalhuis Voorbeeldstad, role: partner"),
        ("  lead: true\n", ""),
    ],
}


@pytest.mark.parametrize("name", QUIET)
def test_a_check_says_nothing(name):
    """Of what is next to its fault, and is none."""
    found = concerns(agreement_of(changed(*QUIET[name])), surroundings())
    assert [] == [each for each in found if each.code == name[:4]]


def test_a_telephone_number_in_a_text_is_told_once():
    """It stands once in the file."""
    found = concerns(agreement_of(changed(("risk: Een verbouwing.", "risk: Bel 06-12345678."))), surroundings())
    assert [("A315", ("goals", 3, "risk"))] == [(each.code, each.place) for each in found]


def test_a_figure_in_the_english_finding_is_found_as_well():
    """The English report shows it."""
    text = "De meeste deelnemers leerden iets waar zij wat aan hebben."
    found = concerns(agreement_of(changed((text, f"{{nl: {text}, en: 81% of the participants learned something.}}"))), surroundings())
    assert ["A504"] == [each.code for each in found]


def test_a_party_that_answered_is_not_asked_again():
    """What it was asked about an earlier version stands below its answer."""
    answer = '  - {party: bewoners, version: "1.1", state: endorsed, date: 2025-03-03}\n'
    asked = '  - {party: bewoners, version: "1.0", state: asked}\n'
    assert () == concerns(agreement_of(changed((answer, answer + asked))), surroundings())


def test_a_presentation_to_anybody_is_fine_where_it_is_not_known_who_is_told():
    """Without the workspace's settings, nobody can say for whom no report is made."""
    around = replace(surroundings(), delivered=())
    assert () == concerns(agreement_of(changed(("  audience: council\n", "  audience: officer\n"))), around)


def test_a_text_that_was_not_kept_before_may_be_anything():
    """Only a version that was kept is compared."""
    whole = agreement_of(WHOLE)
    first_only = whole.impact.model_copy(update={"statements": whole.impact.statements[:1]})
    assert () == concerns(whole, surroundings(whole.model_copy(update={"impact": first_only})))


def test_a_version_that_was_kept_and_is_gone_is_told():
    """Endorsements were given to it."""
    earlier = agreement_of(changed(('  - version: "1.1"', '  - version: "1.0.1"')))
    (concern,) = concerns(agreement_of(WHOLE), surroundings(earlier))
    assert ("A111", "version 1.0.1, which was kept, is not here any more") == (concern.code, concern.what)


def test_a_workspace_compares_with_the_version_that_it_kept_last(tmp_path):
    """Not with an older one; its own settings and its day hold."""
    workspace = tiny(tmp_path, more=f"report_date: {DAY}\ndeliver: {{council: [html]}}\n")
    path = tmp_path / "parameters/A1-voorbeeldstad.yml"
    text = changed(("municipality: GM0200", "municipality: A1"), ("serves: [GM0200, GM0213]", "serves: [A1, B2]"))
    was = [text.replace("redden meer volwassenen", "redden alle volwassenen"), text.replace("state: draft", "state: shared")]
    for day, kept in zip(("2025-03-04", "2025-06-01"), was, strict=True):
        keep(workspace, write(path, kept), date.fromisoformat(day))
    read = read_agreement(write(path, text), shown=workspace.shown(path), codes=AREAS, indicators=catalogue())
    (found,) = concerns_of(workspace, read, catalogue())
    line = 1 + text[: text.index("  state: draft")].count("\n")
    expected = (
        f"parameters/A1-voorbeeldstad.yml:{line}: presentations.raad-2026.state: presentation.raad-2026: a presentation that is 'shared' "
        "cannot become 'draft': it has been told; a correction is a presentation of its own; leave it as it is (A701)"
    )
    assert expected == str(read.problem(found))
