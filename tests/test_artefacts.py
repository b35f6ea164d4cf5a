"""Every kind of artefact is read, wherever a text stands in it, and nothing in it is executed."""

from __future__ import annotations

import pickle
import zipfile
from pathlib import Path

import pytest

from impactlib.batch.reading import read_artefact, read_content
from impactlib.batch.reading.glyphs import letter_of
from impactlib.batch.reading.parts import read_part
from impactlib.batch.sweep.numbers import accounts, numbers
from impactlib.errors import InputError
from tests.planted import PLANTS, drawing, packed, png

TEXT = "Digitale vaardigheden: 6 mensen"


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.name)
def test_a_text_is_read_wherever_it_stands(plant, tmp_path):
    """The number is in a piece whose place says where."""
    path = tmp_path / plant.name
    path.write_bytes(plant.make(TEXT))
    pieces = list(read_artefact(path))
    places = [piece.where for piece in pieces if "6" in [number.text for number in numbers(piece.text)] or piece.text in ("6", "6.0")]
    assert any(plant.place in place for place in places), [(piece.where, piece.text) for piece in pieces]


def test_names_of_files_and_folders_are_read(tmp_path):
    """As seen from the folder that is shared."""
    (tmp_path / "R24-00001").mkdir()
    (tmp_path / "R24-00001" / "a.txt").write_text("x")
    assert "R24-00001/a.txt" == next(read_artefact(tmp_path / "R24-00001" / "a.txt", within=tmp_path)).text


@pytest.mark.parametrize("named", [True, False], ids=["named", "nameless"])
def test_letters_that_are_drawn_are_read_by_their_outline(named):
    """Also where the names of the letters say nothing, as in our own drawings."""
    pieces = read_content(drawing("71,4% van 7", named=named).encode(), kind=".svg")
    assert "71,4% van 7" in [piece.text for piece in pieces if piece.drawn]


def test_an_outline_that_is_no_letter_is_none():
    """A triangle."""
    assert "" == letter_of("M0 0L10 0L5 8z")


class Trap:
    """What executes something when it is unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return Path.touch, (Path("trap-was-sprung"),)


def test_nothing_is_unpickled(tmp_path, monkeypatch):
    """Its letters are read as bytes."""
    monkeypatch.chdir(tmp_path)
    assert any("trap-was-sprung" in piece.text for piece in read_content(pickle.dumps(Trap())))
    assert [] == list(tmp_path.iterdir())


BROKEN = {
    "pdf": b"%PDF-1.7\nnothing",
    "zip": b"PK\x03\x04nothing",
    "json": b'{"a": ',
    "parquet": b"PAR1nothing",
    "sqlite": b"SQLite format 3\x00nothing",
    "png": png("x")[:50],
    "xml in docx": packed({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:p>"}),
    "entities in docx": packed({"[Content_Types].xml": "<Types/>", "word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_is_a_problem_with_a_way_out(name):
    """Nobody can say what is in it."""
    with pytest.raises(InputError) as problem:
        list(read_content(BROKEN[name], kind=f".{name}"))
    assert "make it again, or take it away" == problem.value.cure


def test_what_unpacks_to_too_much_is_refused(monkeypatch, tmp_path):
    """By what it says of itself, before it is unpacked."""
    monkeypatch.setattr("impactlib.batch.reading.packed.LARGEST", 1000)
    with pytest.raises(InputError, match="unpacks to 1 things of 2000 bytes"):
        list(read_content(packed({"a.txt": "a" * 2000})))


def test_what_is_packed_without_end_is_refused():
    """A zip in a zip in a zip, and so on."""
    content = b"x"
    for _ in range(9):
        content = packed({"a.zip": content})
    with pytest.raises(InputError, match="packed in more than"):
        list(read_content(content))


def test_a_zip_under_another_name_is_a_zip(tmp_path):
    """What a file is, its first bytes say."""
    with zipfile.ZipFile(tmp_path / "a.txt", "w") as file:
        file.writestr("b.txt", "binnen")
    assert any("binnen" == piece.text for piece in read_artefact(tmp_path / "a.txt"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("71,4% van 1.234", [[71.4], [1234.0, 1.234]]),
        ("71.4 percent of 1,234.5", [[71.4], [1234.5]]),
        ("In 2025, op 2 maart 2026 om 12:30, versie 0.1.0", []),
        ("GM0200 DI07 part-6 b3cad6 16.8cm", []),
        ("0,123 en 0.001", [[0.123], [0.001]]),
        ("van +0,8 tot −1,0", [[0.8], [1.0]]),
    ],
)
def test_numbers_are_read_as_dutch_and_english_write_them(text, expected):
    """Days, years, times, versions, codes and sizes are none."""
    assert expected == [[value for value, _ in number.readings] for number in numbers(text)]


@pytest.mark.parametrize(
    ("text", "figure", "known"), [("71%", 5 / 7, True), ("72%", 5 / 7, False), ("0,71", 5 / 7, True), ("7", 7.4, True)]
)
def test_a_figure_accounts_for_a_number_that_is_rounded_of_it(text, figure, known):
    """As it stands, or as a percentage."""
    (number,) = numbers(text)
    assert known is accounts(number, [figure])


def test_the_number_of_a_slide_and_the_corners_of_its_shapes_are_no_figures():
    """They stand under every message of a presentation; another number in such a field is read, and so is a formula."""

    def slide(number: int, formula: str) -> list[str]:
        part = (
            f'<p:sld xmlns:p="p" xmlns:a="a"><a:gd name="adj" fmla="{formula}"/><a:p><a:r><a:t>Dia </a:t></a:r>'
            f'<a:fld type="slidenum"><a:t>{number}</a:t></a:fld></a:p></p:sld>'
        )
        return [each.text for each in read_part(part.encode(), where="", name="ppt/slides/slide7.xml")]

    assert slide(7, "val 25000") == ["adj", "slidenum", "Dia"]
    assert slide(6, "*/ 25000 w 2") == ["adj", "*/ 25000 w 2", "slidenum", "Dia 6"]


def test_the_version_of_a_licence_is_no_figure():
    """A notice with it stands on every slide, also on that of a hidden figure."""
    assert [] == list(numbers("(CBS, StatLine, CC BY 4.0), CC BY-SA 4.0"))
    assert ["4.0"] == [each.text for each in numbers("gemiddeld 4.0).")]
