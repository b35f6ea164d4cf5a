"""Files as people have them, read into one coded table: encodings, delimiters, line breaks, sheets, and a store that is made once."""

from __future__ import annotations

import gzip
import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook

from impactlib.errors import Collector, ImpactError, InputError, Problems, UnknownNameError, suggestion
from impactlib.sources.areas import read_register, whole_number
from impactlib.sources.store import fill_store
from impactlib.workspace import Workspace
from tests.small import (
    COUNTS_COLUMNS,
    COUNTS_LAYOUT,
    REGISTER,
    REGISTER_LAYOUT,
    SURVEY_COLUMNS,
    SURVEY_LAYOUT,
    counted,
    files_of,
    people,
    spread,
    table,
    tiny,
    write,
)

ROWS = [*spread({"altijd": 3, "soms": 2, "weet niet": 1}), *people(2, geleerd="", cijfer="7,5")]
TEXT = table(SURVEY_COLUMNS, ROWS)
FREE = SURVEY_LAYOUT.replace('delimiter: ";", encoding: utf-8, ', "")
"""The tiny layout that leaves delimiter and encoding to be found out."""


def coded(workspace: Workspace, name: str = "survey") -> list[dict[str, object]]:
    """The rows of a source's coded table, in an order of their own."""
    source = next(each for each in fill_store(workspace)[1] if each.name == name)
    return sorted(pq.read_table(source.parquet).to_pylist(), key=str)


@pytest.fixture
def plain(tmp_path):
    """What the tiny survey is in coded form."""
    return coded(tiny(tmp_path / "plain", survey=ROWS))


def test_answers_become_codes_and_persons_are_left_behind(plain):
    """Codes of the scale, −1 for no opinion, nothing for blank; neither the person's number nor free text."""
    assert set(plain[0]) == {"area", "period", "cluster", "learned.now", "digital_skills.before", "digital_skills.now", "mark.now"}
    answers = [row["learned.now"] for row in plain]
    assert sorted(answers, key=str) == [-1, 2, 2, 5, 5, 5, None, None]
    assert [row["mark.now"] for row in plain if row["mark.now"] is not None] == [7.5, 7.5]


FORMS = {
    "a byte-order mark": TEXT.encode("utf-8-sig"),
    "utf-16": TEXT.encode("utf-16"),
    "utf-16 the other way": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "commas": table(SURVEY_COLUMNS, ROWS).replace("7,5", '"7.5"').replace(";", ",").replace("7.5", "7,5").encode(),
    "tabs": TEXT.replace(";", "\t").encode(),
    "bars": TEXT.replace(";", "|").encode(),
    "windows line ends": TEXT.replace("\n", "\r\n").encode(),
    "no last line end": TEXT.rstrip("\n").encode(),
    "a delimiter at each line's end": TEXT.replace("\n", ";\n").encode(),
    "short rows": "\n".join(line.rstrip(";") for line in TEXT.splitlines()).encode(),
    "empty rows": TEXT.replace("\n", "\n;;;;;;;\n", 3).encode(),
    "spaces and capitals": TEXT.replace("soms", "  Soms ").replace("altijd", "ALTIJD").replace("weet niet", "Weet  niet").encode(),
    "spaces in the header": TEXT.replace("cursus", " cursus ", 1).encode(),
    "quotes everywhere": "\n".join(";".join(f'"{cell}"' for cell in line.split(";")) for line in TEXT.splitlines()).encode(),
}


@pytest.mark.parametrize("content", FORMS.values(), ids=FORMS)
def test_the_same_answers_in_another_form_are_the_same(tmp_path, plain, content):
    """Encodings, delimiters, line ends, padding and quotes are found out."""
    assert coded(tiny(tmp_path, survey=content, layouts={"tiny-survey": FREE})) == plain


def test_windows_1252_is_read_as_such(tmp_path):
    """é in an answer text, under a layout that says so and under one that leaves it out."""
    for name, layout in (("given", SURVEY_LAYOUT.replace("utf-8", "windows-1252")), ("found", FREE)):
        text = table(SURVEY_COLUMNS, people(3, geleerd="één keer")).encode("windows-1252")
        own = layout.replace("altijd: 5", "één keer: 5")
        assert [row["learned.now"] for row in coded(tiny(tmp_path / name, survey=text, layouts={"tiny-survey": own}))] == [5, 5, 5]


@pytest.mark.parametrize(
    "header", ["een  naam", "", '"naam\nvan twee regels"', "nummer"], ids=["two spaces", "none", "two lines", "a doubled name"]
)
def test_a_column_that_nobody_needs_may_be_called_anything(tmp_path, plain, header):
    """The header is never taken for a person, whatever else stands in it."""
    lines = TEXT.splitlines()
    text = "\n".join([f"{lines[0]};{header}", *(f"{line};x" for line in lines[1:])])
    if header == "nummer":
        own = SURVEY_LAYOUT.replace("person: nummer\n", "")
        assert coded(tiny(tmp_path, survey=text, layouts={"tiny-survey": own})) == plain
    else:
        assert coded(tiny(tmp_path, survey=text)) == plain


def test_a_packed_file_is_read_as_what_is_in_it(tmp_path, plain):
    """A `.csv.gz` is unpacked beside; one that is cut short is refused."""
    tiny(tmp_path, survey=ROWS)
    settings = tmp_path / "parameters/workspace.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("survey.csv", "survey.csv.gz"), encoding="utf-8")
    packed = gzip.compress(TEXT.encode())
    write(tmp_path / "data/survey.csv.gz", packed)
    assert coded(Workspace.open(tmp_path)) == plain
    write(tmp_path / "data/survey.csv.gz", packed[:-20])
    with pytest.raises(InputError, match=r"data/survey.csv.gz: this is not a whole gzip file"):
        fill_store(Workspace.open(tmp_path))


def test_parquet_with_empty_texts_and_nothing_counts_everybody_once(tmp_path, plain):
    """An empty text and no value at all are both blank, and make one person of one row."""
    cells = {
        name: [str(row.get(name, "")) or (None if position % 2 else "") for position, row in enumerate(ROWS)] for name in SURVEY_COLUMNS
    }
    tiny(tmp_path, layouts={"tiny-survey": SURVEY_LAYOUT.replace('format: csv, delimiter: ";", encoding: utf-8', "format: parquet")})
    pq.write_table(pa.table({name: pa.array(column, pa.string()) for name, column in cells.items()}), tmp_path / "data/survey.parquet")
    add_source(tmp_path, "survey: {path: data/survey.parquet, layout: tiny-survey}")
    assert coded(Workspace.open(tmp_path)) == plain


def add_source(folder, line: str) -> None:
    """One more source in the settings."""
    path = folder / "parameters/workspace.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("sources: {", f"sources: {{{line}, "), encoding="utf-8")


def test_a_workbook_with_a_title_totals_and_empty_cells_is_read(tmp_path):
    """The header is found under a title; totals are dropped; whole numbers stay whole, and an empty cell is missing."""
    book, content = Workbook(), io.BytesIO()
    for row in (
        ["Cijfers 2025"],
        [],
        list(COUNTS_COLUMNS),
        ["A1", 2025, "x", 3.0, None, 0],
        ["B2", "2025", "y", "onbekend"],
        ["Totaal", 2025, "", 3],
    ):
        book.active.append(row)
    book.save(content)
    layout = COUNTS_LAYOUT.replace('format: csv, delimiter: ";", encoding: utf-8, decimal: ","', "format: xlsx").replace(
        "area: {", "rows: {drop: {code: [totaal*]}}\narea: {"
    )
    tiny(tmp_path, layouts={"tiny-counts": layout})
    write(tmp_path / "data/counts.xlsx", content.getvalue())
    add_source(tmp_path, "counts: {path: data/counts.xlsx, layout: tiny-counts}")
    found = {(row["area"], row["measure"]): row["value"] for row in coded(Workspace.open(tmp_path), "counts")}
    assert [found["A1", name] for name in ("members", "loans", "activities")] == [3, None, 0]
    assert (found["B2", "members"], {area for area, _ in found}) == (None, {"A1", "B2"})


def test_counts_may_stand_in_a_column_for_each_year(tmp_path):
    """`leden {year}` stands for every such column."""
    layout = (
        COUNTS_LAYOUT[: COUNTS_LAYOUT.index("measures:")].replace("period: {column: jaar}\n", "").replace("provider: bibliotheek\n", "")
    )
    layout += 'measures:\n  members: {column: "leden {year}", unit: person}\n'
    text = "code;leden 2024;leden 2025;leden totaal\nA1;1.200;onbekend;9\n"
    found = {row["period"]: row["value"] for row in coded(tiny(tmp_path, counts=text, layouts={"tiny-counts": layout}), "counts")}
    assert found == {"2024": 1200, "2025": None}


@pytest.mark.parametrize(
    ("text", "decimal", "number"),
    [
        ("12", ".", 12),
        ("1.200", ",", 1200),
        ("1,200,000", ".", 1200000),
        ("12,0", ",", 12),
        ("12.00", ".", 12),
        ("0", ",", 0),
        ("5.0000", ".", 5),
    ],
)
def test_whole_numbers_are_read_with_their_separators(text, decimal, number):
    """Thousands and empty decimals, each with the sign the layout names."""
    assert whole_number(text, decimal, "here", "x") == number


def test_rows_are_kept_and_dropped_by_pattern(tmp_path):
    """`keep` and `drop` compare without capitals, and see empty cells as empty."""
    rows = [
        *people(2, geleerd="soms", cursus="Klik & Tik"),
        *people(3, geleerd="soms", cursus="Digisterker"),
        *people(4, geleerd="soms", cursus=""),
    ]
    for name, choice, kept in (("keep", "{keep: {cursus: [KLIK*]}}", 2), ("drop", '{drop: {cursus: ["klik*", ""]}}', 3)):
        layout = SURVEY_LAYOUT.replace("missing:", f"rows: {choice}\nmissing:")
        assert len(coded(tiny(tmp_path / name, survey=rows, layouts={"tiny-survey": layout}))) == kept


def test_one_area_for_all_rows_must_exist(tmp_path):
    """A layout may name the area itself; one that the register lacks is refused."""
    for code, fine in (("A1", True), ("A9", False)):
        layout = SURVEY_LAYOUT.replace("area: {column: gemeente}", f"area: {{constant: {code}}}")
        workspace = tiny(tmp_path / code, survey=ROWS, layouts={"tiny-survey": layout})
        if fine:
            assert {row["area"] for row in coded(workspace)} == {"A1"}
        else:
            with pytest.raises(UnknownNameError, match=r"layouts/tiny-survey.yml: area.constant: unknown area 'A9'"):
                fill_store(workspace)


def test_two_files_of_one_source_are_one_table(tmp_path):
    """A pattern takes all files, in order of name; the message of a doubled person names both files."""
    tiny(tmp_path, survey=ROWS)
    path = tmp_path / "parameters/workspace.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("survey.csv", "survey*.csv"), encoding="utf-8")
    write(tmp_path / "data/survey-2.csv", table(SURVEY_COLUMNS, people(4, geleerd="vaak")))
    assert len(coded(Workspace.open(tmp_path))) == 12
    write(tmp_path / "data/survey-2.csv", table(SURVEY_COLUMNS, [{**ROWS[0], "geleerd": "vaak"}]))
    with pytest.raises(
        InputError, match=r"data/survey-2.csv: row 2 and data/survey.csv: row 2: nummer '\w+' stands there twice with different answers"
    ):
        fill_store(Workspace.open(tmp_path))


def test_the_store_is_made_anew_only_when_file_layout_or_areas_changed(tmp_path):
    """An unchanged source keeps its table; a mended layout is read again in the same process."""
    workspace = tiny(tmp_path, survey=ROWS)
    source = fill_store(workspace)[1][0]
    made = source.parquet.stat().st_mtime_ns
    fill_store(workspace)
    assert source.parquet.stat().st_mtime_ns == made
    mended = tiny(tmp_path, survey=ROWS, layouts={"tiny-survey": SURVEY_LAYOUT.replace("altijd: 5", "altijd: 6")})
    assert max(row["learned.now"] or 0 for row in coded(mended)) == 6
    assert {name for name in files_of(tmp_path / "outputs") if "survey" in name} == {
        "2025/internal/store/survey/coded.parquet",
        "2025/internal/store/survey/source.json",
    }


def test_without_a_register_of_its_own_a_workspace_has_the_dutch_municipalities(tmp_path):
    """342 municipalities in 2026, with their population; together 18,130,208 people."""
    write(tmp_path / "parameters/workspace.yml", 'period: "2025"\nsources: {}\n')
    register = read_register(Workspace.open(tmp_path))
    populations = [area.population["2026"] for area in register.areas.values() if "2026" in area.population]
    assert (len(populations), sum(populations)) == (342, 18_130_208)
    assert (register.code_of(" apeldoorn "), register.code_of("GM0200"), register.code_of("PV25")) == ("GM0200", "GM0200", "PV25")
    assert register.code_of("Nergenshuizen") is None


def test_areas_are_data(tmp_path):
    """Nothing knows that an area is Dutch: a register without populations or provinces will do."""
    layout = REGISTER_LAYOUT.replace('population: "inwoners {year}"\n', "").replace("part_of: deel\n", "")
    register = read_register(tiny(tmp_path, register=REGISTER, layouts={"tiny-register": layout}))
    assert [(area.name, area.part_of, dict(area.population)) for area in register.areas.values()] == [
        (name, "", {}) for name in ("Aburg", "Bedorp", "Cestad")
    ]


def test_a_path_with_quotes_does_no_harm(tmp_path):
    """A folder called `it's` is only a folder, and a column's text never becomes a command."""
    rows = [*ROWS, *people(1, geleerd="soms", cursus="x'; DROP TABLE coded; --")]
    assert len(coded(tiny(tmp_path / 'it\'s "here"', survey=rows, counts=[counted(leden=3)]))) == 9


def test_problems_are_told_once_each_and_kept_in_order():
    """One problem is raised as itself, several together, none not at all."""
    collector = Collector()
    collector.raise_any()
    collector.add(InputError("a", "b", "c"))
    with pytest.raises(InputError, match="a: b; c"):
        collector.raise_any()
    with collector.catching():
        raise Problems([InputError("d", "e"), UnknownNameError.among("f", "x", "Aburgh", ["Aburg"])])
    with pytest.raises(Problems) as together:
        collector.raise_any()
    assert together.value.lines() == ["a: b; c", "d: e", "f: unknown x 'Aburgh'; did you mean 'Aburg'?"]
    assert isinstance(together.value, ImpactError)


@pytest.mark.parametrize(
    ("name", "known", "cure"),
    [
        ("langauge", ["language", "period"], "did you mean 'language'?"),
        ("APELDORN", ["Apeldoorn", "Arnhem"], "did you mean 'Apeldoorn'?"),
        ("zzz", ["b", "a"], "known: a, b"),
        ("zzz", [], "there is none yet"),
        ("zzz", ["n"] * 40, "known: n"),
        ("zzz", [f"n{each}" for each in range(31)], "none of the 31 names is like it"),
    ],
)
def test_an_unknown_name_is_offered_what_would_do(name, known, cure):
    """The nearest name, else all of a few."""
    assert suggestion(name, known) == cure
