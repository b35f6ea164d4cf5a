"""YAML that people write: dates, amounts and percentages as they type them, and every fault with its line."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import Field

from impactlib.documents import Amount, Day, Document, parse_amount, parse_date, read_document, read_yaml
from impactlib.errors import ImpactError, Problems
from impactlib.workspace import Text, Workspace
from tests.small import write


class Step(Document):
    """A part of the tiny document."""

    name: str
    size: Amount = 1.0
    day: Day | None = None


class Round(Document):
    """A tiny document with every kind of value."""

    code: str
    steps: list[Step] = Field(default=[], min_length=1)
    title: Text | None = None
    times: int = Field(default=1, ge=1)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("0.75", 0.75),
        ("0,75", 0.75),
        ("75%", 0.75),
        ("62,5%", 0.625),
        ("62.5 %", 0.625),
        ("1200", 1200.0),
        ("-3", -3.0),
        ("0", 0.0),
        ("0.125", 0.125),
    ],
)
def test_amounts_are_read_as_people_type_them(text, amount):
    """A point or a comma, a percent sign with or without a space."""
    assert parse_amount(text) == amount


@pytest.mark.parametrize("text", ["1.200", "1,200", "12.000", "1.200.000", "-1.200", "1.200%"])
def test_a_thousand_or_a_decimal_is_refused_not_guessed(text):
    """`1.200` is 1200 to one reader and 1.2 to another."""
    with pytest.raises(ValueError, match="may be a thousand or a decimal; write it without a separator"):
        parse_amount(text)


@pytest.mark.parametrize("text", ["veel", "", "1.2.3", "nan", "inf", "1e3", "1 200", "%", "€ 5", "1_000"])
def test_what_is_no_number_is_refused(text):
    """With an example of what would do."""
    with pytest.raises(ValueError, match=r"is not a number; write for example 1200, 0.75 or 75%"):
        parse_amount(text)


@pytest.mark.parametrize("text", ["2026-03-01", "1-3-2026", "01-03-2026", " 2026-3-1 "])
def test_dates_are_read_as_people_type_them(text):
    """Year first, or day first; never month first."""
    assert parse_date(text) == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("31-2-2026", "is a day that does not exist"),
        ("2026-13-01", "is a day that does not exist"),
        ("29-2-2025", "is a day that does not exist"),
        ("1/3/2026", "is not a date; write it as 2026-03-01 or 1-3-2026"),
        ("1 maart 2026", "is not a date"),
        ("1-3-26", "is not a date"),
        ("2026", "is not a date"),
    ],
)
def test_days_that_do_not_exist_are_refused(text, what):
    """With the date as it stands there."""
    with pytest.raises(ValueError, match=what):
        parse_date(text)


@pytest.mark.parametrize("text", ["0363", "no", "yes", "12:30", "2026-03-01", "1e3", "0x1f", "~x", "1_000", "GM0200"])
def test_a_code_stays_as_it_is_typed(tmp_path, text):
    """YAML would make a number, a time, a date or 'False' of these."""
    assert read_document(write(tmp_path / "a.yml", f"code: {text}\nsteps: [{{name: x}}]\n"), Round).code == text


FAULTS = {
    "an unknown key": ("code: a\nsteps: [{name: x}]\ntitel: {nl: a, en: b}\n", "a.yml:3: unknown key 'titel'; did you mean 'title'?"),
    "an unknown key inside": ("code: a\nsteps:\n- {name: x, sise: 3}\n", "a.yml:3: unknown key 'sise' (in steps.1); did you mean 'size'?"),
    "a doubled key": (
        "code: a\nsteps: [{name: x}]\ncode: b\n",
        "a.yml:3: the key 'code' stands here twice (first on line 1); keep one of them",
    ),
    "a doubled key inside": (
        "code: a\nsteps:\n- name: x\n  name: y\n",
        "a.yml:4: the key 'name' stands here twice (first on line 3); keep one of them",
    ),
    "a missing key": ("steps: [{name: x}]\n", "a.yml:1: the key 'code' is missing; add 'code: …'"),
    "a missing key inside": ("code: a\nsteps:\n- name: x\n- size: 2\n", "a.yml:4: the key 'name' is missing; add 'name: …'"),
    "a missing language": ("code: a\nsteps: [{name: x}]\ntitle: {nl: a}\n", "a.yml:3: the key 'en' is missing; add 'en: …'"),
    "an ambiguous amount": (
        "code: a\nsteps:\n- name: x\n  size: 1.200\n",
        "a.yml:4: steps.1.size: '1.200' may be a thousand or a decimal; write it without a separator",
    ),
    "a day that does not exist": (
        "code: a\nsteps:\n- name: x\n  day: 30-2-2026\n",
        "a.yml:4: steps.1.day: '30-2-2026' is a day that does not exist; look at the day and the month",
    ),
    "no whole number": ("code: a\nsteps: [{name: x}]\ntimes: veel\n", "a.yml:3: times is 'veel'; write a whole number, such as 10"),
    "too low a number": ("code: a\nsteps: [{name: x}]\ntimes: 0\n", "a.yml:3: times is '0'; it can be 1 or more"),
    "an empty list": ("code: a\nsteps: []\n", "a.yml:2: steps is []; give at least 1"),
    "a text for a list": ("code: a\nsteps: x\n", "a.yml:2: steps is 'x'; write a list: [first, second]"),
    "a text for keys": ("code: a\nsteps: [x]\n", "a.yml:2: steps.1 is 'x'; write 'key: value' lines under it"),
    "an empty value": ("code:\nsteps: [{name: x}]\n", "a.yml:1: code is empty; write a text"),
    "an empty text": ("code: a\nsteps: [{name: x}]\ntitle: {nl: '', en: b}\n", "a.yml:3: title.nl is ''; fill it in"),
    "an open bracket": (
        "code: [a\n",
        "a.yml:2: this is not YAML: expected ',' or ']', but got '<stream end>'; look at the indents, colons and quotes",
    ),
    "a tab": (
        "code: a\n\tsteps: 3\n",
        (
            "a.yml:2: this is not YAML: found character '\\t' that cannot start any token; "
            "write spaces instead of tabs, and quotes round a text that begins with @, ` or %"
        ),
    ),
    "an unknown anchor": ("code: *a\n", "a.yml:1: this is not YAML: found undefined alias 'a'; look at the indents, colons and quotes"),
    "a value within itself": (
        "code: a\nsteps: &s [*s]\n",
        "a.yml:2: 'steps' is nested more than 30 deep; look at the '&' and '*' in the file",
    ),
    "nothing": ("# only a comment\n", "a.yml: this file is empty; fill it in, or make it with 'impact example'"),
    "a list": ("- a\n", "a.yml: holds no keys; write for example 'code: …'"),
}
"""What people write by mistake, and the one line they get."""


@pytest.mark.parametrize(("text", "line"), FAULTS.values(), ids=FAULTS)
def test_a_fault_gets_one_line_with_its_place_and_a_cure(tmp_path, text, line):
    """File and line, the value found, and what would do."""
    path = write(tmp_path / "a.yml", text)
    with pytest.raises(ImpactError) as refused:
        read_document(path, Round, shown="a.yml")
    assert refused.value.lines() == [line]


def test_all_faults_of_a_file_are_told_at_once(tmp_path):
    """Nobody mends a file one line at a time."""
    path = write(tmp_path / "a.yml", "code: a\nsteps:\n- size: 1.200\n- name: x\n  day: 31-2-2026\ntimes: x\n")
    with pytest.raises(Problems) as refused:
        read_document(path, Round, shown="a.yml")
    assert [line.split(" ")[0] for line in refused.value.lines()] == ["a.yml:3:", "a.yml:3:", "a.yml:5:", "a.yml:6:"]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("code: café\n".encode("windows-1252"), "a.yml:1: byte 0xe9 is not UTF-8"),
        ("code: a\n".encode("utf-16"), "a.yml:1: byte 0xff is not UTF-8"),
    ],
    ids=["windows-1252", "utf-16"],
)
def test_another_encoding_is_refused(tmp_path, content, what):
    """With the byte and its line."""
    with pytest.raises(ImpactError) as refused:
        read_yaml(write(tmp_path / "a.yml", content), shown="a.yml")
    assert str(refused.value) == f"{what}; save the file as UTF-8"


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path):
    """Notepad writes both."""
    path = write(tmp_path / "a.yml", b"\xef\xbb\xbfcode: a\r\nsteps: [{name: x}]\r\n")
    assert read_document(path, Round).code == "a"


def test_a_file_that_is_not_there_and_a_folder_are_told_apart(tmp_path):
    """Each with its own cure."""
    with pytest.raises(ImpactError, match=r"a.yml: this file does not exist; look at the name"):
        read_yaml(tmp_path / "a.yml", shown="a.yml")
    with pytest.raises(ImpactError, match=r"a.yml: this is a folder, not a file; name the file in it"):
        read_yaml(tmp_path, shown="a.yml")


def test_a_folder_without_settings_is_no_workspace(tmp_path):
    """And says how to make one."""
    with pytest.raises(ImpactError, match=r"there is no parameters/workspace.yml here or above; go to your workspace, or make one"):
        Workspace.open(tmp_path)


@pytest.mark.parametrize(
    ("period", "what"),
    [
        ("25", "'25' is not a period; write a year"),
        ("2025-2027", "'2025-2027' is not a school year; write for example 2025-2026"),
        ("2025/2026", "not a period"),
    ],
)
def test_a_period_is_a_year_or_a_school_year(tmp_path, period, what):
    """Two years that do not follow each other are neither."""
    write(tmp_path / "parameters/workspace.yml", f'period: "{period}"\nsources: {{}}\n')
    with pytest.raises(ImpactError, match=what):
        Workspace.open(tmp_path)
