"""Whatever is wrong with a file or a setting gets a clear line with its place, value and cure, and leaves nothing behind."""

from __future__ import annotations

import pytest

from impactlib.disclosure.making import make_release
from impactlib.disclosure.measured import measure
from impactlib.errors import ImpactError
from impactlib.sources.store import fill_store
from tests.small import (
    COUNTS_LAYOUT,
    REGISTER,
    SURVEY_COLUMNS,
    SURVEY_LAYOUT,
    counted,
    files_of,
    people,
    spread,
    table,
    tiny,
)

GOOD = [*people(12, geleerd="soms")]
TEXT = table(SURVEY_COLUMNS, GOOD)
LINES = TEXT.splitlines()
DATED = SURVEY_LAYOUT.replace('period: {column: jaar, pattern: "{year}"}', 'period: {column: jaar, date: "%d-%m-%Y"}')


def refused(workspace_of) -> str:
    """The one message of what must be refused."""
    with pytest.raises(ImpactError) as error:
        workspace_of()
    return str(error.value)


def survey(folder, content, layout=SURVEY_LAYOUT):
    """Store a survey file with this content."""
    return fill_store(tiny(folder, survey=content, layouts={"tiny-survey": layout}))


def changed(number: int, old: str, new: str) -> str:
    """The good file with something else in one of its lines (1 is the header)."""
    assert old in LINES[number - 1]
    return "\n".join([*LINES[: number - 1], LINES[number - 1].replace(old, new, 1), *LINES[number:]]) + "\n"


SURVEYS = {
    "an answer that is not on the scale": (
        changed(5, "soms", "somss"),
        "row 5: column 'geleerd': 'somss' is no answer of this scale; did you mean 'soms'?",
    ),
    "the same wrong answer often": (
        TEXT.replace("soms", "zelden"),
        (
            "rows 2, 3, 4, 5, 6 and 7 more: column 'geleerd': 'zelden' is no answer of this scale; "
            "known: altijd, meestal, nooit, soms, vaak, weet niet"
        ),
    ),
    "an unknown area": (changed(3, ";A1;", ";Aburgh;"), "row 3: column 'gemeente': unknown area 'Aburgh'; did you mean 'Aburg'?"),
    "an empty area": (changed(3, ";A1;", ";;"), "row 3: column 'gemeente': the area is empty; fill in its code or name"),
    "an empty area between empty rows": (
        "\n".join([*LINES[:3], ";;;;;;;", *LINES[3:]]).replace(";A1;", ";;", 1),
        "row 2: column 'gemeente': the area is empty; fill in its code or name",
    ),
    "a column that is missing": (
        TEXT.replace("gemeente", "plaats", 1),
        "there is no column 'gemeente'; known: cijfer, cursus, eerst, geleerd, jaar, nu, nummer, plaats",
    ),
    "a period that is none": (
        changed(4, ";2025;", ";vorig jaar;"),
        "row 4: column 'jaar': 'vorig jaar' is not a period like '{year}'; correct the cell, or 'period' in the layout",
    ),
    "a decimal point for a comma": (
        table(SURVEY_COLUMNS, [*GOOD, *people(1, cijfer="7.5")]),
        "row 14: column 'cijfer': '7.5' is not a number with a decimal ','; correct the cell, or 'decimal' or 'missing' in the layout",
    ),
    "a mark off the scale": (
        table(SURVEY_COLUMNS, [*GOOD, *people(1, cijfer="11")]),
        "row 14: column 'cijfer': '11' is not between 1 and 10; correct the cell, or the scale in the layout",
    ),
    "no mark at all": (
        table(SURVEY_COLUMNS, [*GOOD, *people(1, cijfer="nan")]),
        "row 14: column 'cijfer': 'nan' is not a number; correct the cell, or 'decimal' or 'missing' in the layout",
    ),
    "an empty file": (b"", "the file is empty; export it again"),
    "an empty first line": (b"\n\n", "the first line is empty; the names of the columns belong there"),
    "no rows": (LINES[0] + "\n", "no row holds an answer; look at the file, and at 'rows' in the layout"),
    "another delimiter": (
        TEXT.replace(";", ","),
        "there is no delimiter ';' in the first line, but there is ','; correct 'delimiter' or leave it out",
    ),
    "windows-1252": (
        changed(3, "soms", "sóms").encode("windows-1252"),
        "byte 0xf3 on line 3 is not UTF-8 (it looks like Windows-1252); write encoding: windows-1252, or leave it out",
    ),
    "utf-16": (TEXT.encode("utf-16"), "the file is UTF-16, and the layout says encoding: utf-8; write encoding: utf-16, or leave it out"),
    "utf-16 without its mark": (
        TEXT.encode("utf-16-le"),
        "this is no text file: it holds zero bytes; save it as CSV in UTF-8 (a workbook needs a layout with format: xlsx)",
    ),
    "a delimiter in a cell without quotes": (
        changed(5, LINES[4], f"{LINES[4]}extra;meer"),
        "row 5: the row has 9 cells and the header 8; put a cell that holds ';' between quotes",
    ),
    "a quote that is never closed": (
        changed(5, ";soms;", ';"soms;'),
        'row 5: a quote (") is opened here and never closed; close it, or double it ("") inside a quoted cell',
    ),
    "a column twice": (
        TEXT.replace("eerst", "nu", 1).replace("cijfer", "eerst", 1),
        "the column 'nu' stands in the file twice; rename one of them",
    ),
}


@pytest.mark.parametrize(("content", "line"), SURVEYS.values(), ids=SURVEYS)
def test_a_survey_that_cannot_be_used_is_refused_with_its_row(tmp_path, content, line):
    """One line that names file, row, column and value, says what would do, and leaves no file in the store."""
    message = refused(lambda: survey(tmp_path, content))
    place, _, rest = message.partition(": ")
    assert (place, rest) == ("data/survey.csv", line)
    assert files_of(tmp_path / "outputs") == {}


def test_utf_8_under_a_windows_1252_layout_is_refused(tmp_path):
    """Its letters would be read as two wrong ones each."""
    message = refused(lambda: survey(tmp_path, changed(3, "soms", "sóms"), SURVEY_LAYOUT.replace("utf-8", "windows-1252")))
    assert (
        message == "data/survey.csv: the file is UTF-8, and the layout says encoding: windows-1252; write encoding: utf-8, or leave it out"
    )


@pytest.mark.parametrize("text", ["31-02-2025", "2025-03-01", "maart"])
def test_a_date_that_does_not_exist_or_has_another_form_is_refused(tmp_path, text):
    """The 31st of February, or the year first where the layout says day first."""
    message = refused(lambda: survey(tmp_path, people(1, year=text, geleerd="soms"), DATED))
    assert (
        message
        == f"data/survey.csv: row 2: column 'jaar': {text!r} is not a date of the form %d-%m-%Y; correct the cell, or 'date' in the layout"
    )


def test_somebody_with_two_sets_of_answers_is_refused(tmp_path):
    """Which of the two is right is not ours to choose; both rows are named."""
    message = refused(lambda: survey(tmp_path, [*GOOD, {**GOOD[3], "geleerd": "altijd"}]))
    assert message.startswith(
        f"data/survey.csv: rows 5, 14: nummer '{GOOD[3]['nummer']}' stands there twice with different answers (1 in all); "
    )


def test_a_line_break_in_a_cell_keeps_the_row_numbers_right(tmp_path):
    """Rows are numbered as an editor numbers lines: a cell of three lines moves the rest down by two."""
    columns = [*SURVEY_COLUMNS, "opmerking"]
    rows = [{**GOOD[0], "opmerking": 'een;\ntwee "\ndrie'}, *GOOD[1:3], {**GOOD[4], "geleerd": "zelden"}]
    assert "data/survey.csv: row 7: column 'geleerd': 'zelden'" in refused(lambda: survey(tmp_path, table(columns, rows)))


def test_twenty_wrong_values_are_shown_and_the_rest_counted(tmp_path):
    """A whole wrong column does not fill the screen."""
    with pytest.raises(ImpactError) as error:
        survey(tmp_path, [row for each in range(25) for row in people(1, geleerd=f"fout {each:02}")])
    assert len(error.value.lines()) == 21
    assert error.value.lines()[-1] == "data/survey.csv: column 'geleerd': 5 more values are refused; see the first ones"


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("veel", "holds 'veel', which is no whole number; correct the cell, or add it to 'missing' in the layout"),
        ("1,5", "holds '1,5', which is no whole number; correct the cell, or add it to 'missing' in the layout"),
        ("-5", "holds '-5', under 0; a count is 0 or more; a code for 'missing' belongs in the layout"),
        (
            "1,000",
            (
                "holds '1,000', which may be a thousand or a decimal; "
                "'decimal' in the layout is ','; correct it, or write the number without a separator"
            ),
        ),
    ],
)
def test_counts_that_are_no_counts_are_refused(tmp_path, cell, what):
    """Text, halves, negatives, and a thousand that could be one."""
    message = refused(lambda: fill_store(tiny(tmp_path, counts=[counted(activiteiten=3), counted("B2", leden=cell)])))
    assert message == f"data/counts.csv: row 3: column 'leden' {what}"


@pytest.mark.parametrize(("cell", "decimal"), [("1.000", "."), ("1,000", ",")])
def test_a_thousand_is_never_read_as_one(tmp_path, cell, decimal):
    """A layout with the wrong decimal sign is told so, and 1.000 members do not become 1."""
    layout = COUNTS_LAYOUT.replace('decimal: ","', f'decimal: "{decimal}"')
    message = refused(lambda: fill_store(tiny(tmp_path, counts=[counted(leden=cell)], layouts={"tiny-counts": layout})))
    assert f"which may be a thousand or a decimal; 'decimal' in the layout is '{decimal}'" in message


def test_a_provider_that_stands_there_twice_is_refused_once(tmp_path):
    """One line for the row, not one for each of its columns."""
    message = refused(lambda: fill_store(tiny(tmp_path, counts=[counted(leden=3), counted(leden=4)])))
    what = "A1 of 'Boekerij' in 2025 stands there twice (column 'leden')"
    assert message == f"data/counts.csv: row 3: {what}; keep one row, or name the column with the provider"


REGISTERS = {
    "two areas with one code": ("A1;Anders;P1;1;1", "row 5: the code A1 is of 'Aburg' and of 'Anders'; give each area its own code"),
    "one area twice": ("A1;Aburg;P1;1;1", "row 5: the code A1 (Aburg) stands here twice (2024); keep one row"),
    "an area without a name": ("D4;;P1;1;1", "row 5: code is 'D4' and name is ''; an area needs both"),
    "a population that is text": (
        "D4;Dedam;P1;veel;1",
        "row 5: column 'inwoners 2024' holds 'veel', which is no whole number; correct the cell",
    ),
}


@pytest.mark.parametrize(("row", "line"), REGISTERS.values(), ids=REGISTERS)
def test_a_register_that_contradicts_itself_is_refused(tmp_path, row, line):
    """Two municipalities with one code above all."""
    assert refused(lambda: fill_store(tiny(tmp_path, register=f"{REGISTER}{row}\n"))).startswith(f"data/register.csv: {line}")


def test_a_name_that_two_areas_share_asks_for_the_code(tmp_path):
    """Rather than the first of the two, or 'unknown'."""
    workspace = tiny(tmp_path, register=f"{REGISTER}D4;Aburg;P1;1;1\n", counts=[counted("aburg", leden=4)])
    assert (
        refused(lambda: fill_store(workspace)) == "data/counts.csv: row 2: column 'code': 'aburg' is the name of A1 and D4; give the code"
    )


def test_all_faults_of_all_sources_are_told_at_once(tmp_path):
    """A wrong answer and a wrong count are two lines of one refusal."""
    workspace = tiny(tmp_path, survey=changed(5, "soms", "somss"), counts=[counted(leden="veel")])
    assert [line.split(":")[0] for line in refused(lambda: fill_store(workspace)).splitlines()] == ["data/survey.csv", "data/counts.csv"]


def test_bad_input_leaves_the_last_good_store_and_release_as_they_were(tmp_path):
    """Nothing is half-written: the outputs are, byte for byte, what they were before somebody broke a file."""
    survey_ = spread({"altijd": 7, "soms": 6})
    workspace = tiny(tmp_path, survey=survey_, counts=[counted(activiteiten=3)])
    make_release(workspace)
    before = files_of(tmp_path / "outputs")
    broken = tiny(tmp_path, survey=changed(5, "soms", "somss"), counts=[counted(activiteiten=3)])
    assert "'somss'" in refused(lambda: make_release(broken))
    assert files_of(tmp_path / "outputs") == before
    mended = tiny(tmp_path, survey=survey_, counts=[counted(activiteiten=3)])
    assert measure(mended).findings
    assert files_of(tmp_path / "outputs") == before
