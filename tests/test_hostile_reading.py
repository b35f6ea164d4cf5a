"""What is refused where it is read: signs nobody sees, files that would take a machine hours, names that lead elsewhere."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impactlib.agreement.model import Agreement
from impactlib.documents import checked, parse_yaml, read_text
from impactlib.errors import ImpactError, InputError
from impactlib.signs import MOST_MARKS, refuse_unfit, unfit, visible
from impactlib.sources.areas import read_register
from impactlib.sources.layout import FileFormat
from impactlib.sources.store import fill_store
from impactlib.sources.table import open_table, workbench
from impactlib.workspace import Workspace
from impactlib.yaml_text import DEEPEST, LARGEST, MOST_VALUES
from tests.agreements import WHOLE
from tests.hostile import KEPT, NO_NAME, REFUSED, Hostile
from tests.small import AREAS, REGISTER, REGISTER_LAYOUT, spread, tiny, write

SECONDS = 20
"""What a refusal may take on a busy machine; what hangs takes hours."""

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{here}: &{here} [{', '.join([f'*{before}'] * 9)}]\n" for before, here in zip("abcdefgh", "bcdefghi", strict=True)
)
"""Nine lines that stand for more than 380 million words."""

ids = pytest.mark.parametrize("each", REFUSED, ids=lambda each: each.id)


def refusal(read: Callable[[], object]) -> str:
    """What a reader is told, within the time that a refusal may take."""
    started = time.perf_counter()
    with pytest.raises(ImpactError) as error:
        read()
    assert time.perf_counter() - started < SECONDS
    return str(error.value)


def as_yaml(content: object) -> str:
    """A content as YAML; of which JSON is a part."""
    return json.dumps(content, ensure_ascii=True)


@ids
def test_a_sign_that_nobody_sees_is_refused_in_every_yaml_text_with_its_line(each: Hostile) -> None:
    """Escaped as YAML can, so that no editor shows it; the message holds its number, and not the sign."""
    text = 'a: x\nb: "' + "".join(sign if sign.isascii() and sign.isprintable() else f"\\U{ord(sign):08X}" for sign in each.text) + '"'
    told = refusal(lambda: parse_yaml(text, shown="x.yml"))
    assert told.startswith("x.yml:2: b holds ")
    assert "take it out" in told
    assert told == visible(told)


@pytest.mark.parametrize("each", NO_NAME, ids=lambda each: each.id)
def test_a_name_has_only_what_can_be_seen(each: Hostile, tmp_path: Path) -> None:
    """In a text the same sign may stand; in the name of a party, a key and the name of an area it may not."""
    assert unfit(each.text) == ""
    assert "holds" in refusal(lambda: refuse_unfit(each.text, "here", "it", name=True))
    assert "a key holds" in refusal(lambda: parse_yaml(as_yaml({each.text: "x"}), shown="x.yml"))
    content, lines = parse_yaml(WHOLE, shown="x.yml")
    content["parties"][0]["name"] = each.text
    assert "a name holds" in refusal(lambda: checked(content, lines, Agreement, shown="x.yml"))
    if "\n" not in each.text and "\t" not in each.text:  # in a cell these are the space between two words
        named = REGISTER.replace(AREAS["A1"], each.text)
        assert "the name of A1 holds" in refusal(lambda: read_register(tiny(tmp_path, register=named)))


@pytest.mark.parametrize("each", KEPT, ids=lambda each: each.id)
def test_every_other_text_is_read_as_it_stands(each: Hostile) -> None:
    """Commands to something else are words to us."""
    assert parse_yaml(as_yaml({"a": each.text}), shown="x.yml")[0] == {"a": each.text}
    assert parse_yaml(json.dumps({"a": each.text}, ensure_ascii=False), shown="x.yml")[0] == {"a": each.text}


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=40))
def test_what_reaches_a_terminal_moves_nothing_in_it(text: str) -> None:
    """Whatever the text is: no escape, no bell, no return, no half letter."""
    shown = visible(text)
    shown.encode("utf-8")
    assert not any(ord(sign) < 32 and sign not in "\n\t" for sign in shown)
    assert not any(sign in "\x7f\x9b\u202e\u2066\u2028" for sign in shown)
    assert shown == text or not text.isprintable()


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="aé字\u0301\u202e\u2067\u2069\x1b\n\u200d", max_size=30))
def test_a_text_that_is_fit_is_fit_piece_by_piece(text: str) -> None:
    """Nothing in a text that is accepted is refused when it stands alone, but for a part in another direction that is torn."""
    if unfit(text) == "" and not set("\u2067\u2069") & set(text):
        assert all(unfit(text[:place]) == "" and unfit(text[place:]) == "" for place in range(len(text)))


def test_letters_of_every_script_may_carry_their_marks() -> None:
    """Up to the most that a language needs; one more is a pile."""
    assert unfit("a" + "\u0301" * MOST_MARKS) == ""
    assert "more than 8 marks" in unfit("a" + "\u0301" * (MOST_MARKS + 1))
    assert unfit("שָׁלוֹם בַּיִת, नमस्ते, مَرْحَبًا, Tiếng Việt") == ""


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a: !!python/object/apply:os.system ['exit 3']", "the tag '!!python/object/apply:os.system'"),
        ("a: !!python/name:os.system", "the tag '!!python/name:os.system'"),
        ("a: !!binary aGVsbG8=", "the tag '!!binary'"),
        ("a: !local x", "the tag '!local'"),
        ("a: [1, {b: !!set {x}}]", "the tag '!!set'"),
        ("!!omap a: x", "the tag '!!omap'"),
        ("? [a, b]\n: x", "a key is a list"),
        ("a: 1\nb: 2\na: 3", "stands here twice (first on line 1)"),
        ("a: {b: 1, b: 2}", "the key 'b' stands here twice"),
        ("a: x\u2028b: y", "U+2028"),
        ("a: x\u2029b: y", "U+2029"),
        ("a: x\x85b: y", "U+0085"),
        (BOMB, f"more than {MOST_VALUES} values"),
        ("a: &a [*a]", f"nested more than {DEEPEST} deep"),
        ("a: &a {b: *a}", f"nested more than {DEEPEST} deep"),
        ("a: " + "[" * 100_000, f"nested more than {DEEPEST} deep"),
        ("a: " + "{a: " * 100_000, f"nested more than {DEEPEST} deep"),
        ("a: " + "[" * 5_000 + "]" * 5_000, f"nested more than {DEEPEST} deep"),
        ("- " * 100_000 + "x", f"nested more than {DEEPEST} deep"),
        ("? " * 50_000 + "x", f"nested more than {DEEPEST} deep"),
        ("\n".join(" " * each + "a:" for each in range(2_000)), f"nested more than {DEEPEST} deep"),
        ("a: 1\n---\nb: 2", "another document"),
        ("%TAG ! tag:x,2000:\n---\na: !y z", "the tag"),
    ],
    ids=[
        "python-call", "python-name", "binary", "own-tag", "set-within", "omap", "key-is-list", "key-twice", "key-twice-within",
        "line-separator", "paragraph-separator", "next-line", "bomb", "holds-itself", "holds-itself-in-a-mapping", "brackets", "braces",
        "brackets-closed", "dashes", "questions", "indents", "two-documents", "tag-directive",
    ],
)  # fmt: skip
def test_yaml_that_asks_for_more_than_text_is_refused_at_once(text: str, what: str) -> None:
    """Nothing is run, nothing is made anew without end, and no reader goes down with what is nested."""
    told = refusal(lambda: parse_yaml(text, shown="x.yml"))
    assert told.startswith("x.yml")
    assert what in told


def test_what_may_be_written_in_yaml_is_still_read() -> None:
    """Anchors, tags of plain values, and texts that look like tags between quotes."""
    text = "a: &a {b: !!str 12}\nc: *a\nd: '!!python/name:os'\ne: [[[[x]]]]\nf: |\n  " + "[" * 200 + "\n"
    content, _ = parse_yaml(text, shown="x.yml")
    assert content == {"a": {"b": "12"}, "c": {"b": "12"}, "d": "!!python/name:os", "e": [[[["x"]]]], "f": "[" * 200 + "\n"}


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """Also one without any content, which takes no room on a disk."""
    path = tmp_path / "GM0200.yml"
    with path.open("wb") as file:
        file.truncate(40 * LARGEST)
    assert f"{40 * LARGEST} bytes" in refusal(lambda: read_text(path, shown="GM0200.yml"))
    path.write_text("a: x\n" + "#" * (LARGEST - 10), encoding="utf-8")
    assert parse_yaml(read_text(path), shown="x.yml")[0] == {"a": "x"}


@pytest.mark.parametrize(
    "sign", ["\x1b[2J", "\n", "\u202e", "\u200b", "\udcff"], ids=["escape", "new-line", "override", "zero-width", "byte"]
)
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_file_with_a_name_that_nobody_can_read_is_refused(tmp_path: Path, sign: str) -> None:
    """An agreement, and a file with data: a name stands in reports, and in messages on a terminal."""
    assert "the name of this file holds U+" in refusal(lambda: read_text(write(tmp_path / f"GM0200-{sign}.yml", "a: x")))
    workspace = tiny(tmp_path, survey=spread({"soms": 20}), more="")
    (tmp_path / "data/survey.csv").rename(tmp_path / f"data/survey-{sign}.csv")
    path = tmp_path / "parameters/workspace.yml"
    write(path, path.read_text(encoding="utf-8").replace("data/survey.csv", "data/survey*.csv"))
    told = refusal(lambda: fill_store(Workspace.open(workspace.folder)))
    assert "the name of a file holds U+" in told
    assert told == visible(told)


@pytest.mark.parametrize(
    "code",
    ["../../../x", "A/1", "..", ".hidden", "-rf", "A1 B2", "$(id)", "A1;id", "a\\b", "A1\u200b", "=1+1", "C:x", "A" * 41, "é1", "<b>"],
)
def test_the_code_of_an_area_is_no_path_and_no_command(tmp_path: Path, code: str) -> None:
    """Folders, commands to repeat and ids of figures are made of it."""
    workspace = tiny(tmp_path, register=REGISTER.replace("A1;", f'"{code}";'))
    assert f"{code!r} is no code of an area" in refusal(lambda: read_register(workspace))
    workspace = tiny(tmp_path / "wider", register=REGISTER.replace(";P1;", f';"{code}";'))
    assert f"{code!r} is no code of an area" in refusal(lambda: read_register(workspace))


def test_the_code_of_a_wider_area_is_one_as_well(tmp_path: Path) -> None:
    """It stands in the layout."""
    layout = REGISTER_LAYOUT.replace("wider: {P1:", "wider: {../P1:")
    told = refusal(lambda: read_register(tiny(tmp_path, layouts={"tiny-register": layout})))
    assert "wider: '../P1' is no code" in told


@pytest.mark.parametrize("name", ["a[12].csv", "a*.csv", "a?.csv", "a'; DROP TABLE x; --.csv", "{a,b}.csv", "a [2025] $(id).csv"])
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_file_is_read_and_no_other_whose_name_fits_its_name(tmp_path: Path, name: str) -> None:
    """The database takes some signs of a name for a pattern."""
    write(tmp_path / "a1.csv", "x\nof another file\n")
    write(tmp_path / "ab.csv", "x\nof another file\n")
    write(tmp_path / name, "x\nof this file\n")
    with workbench() as connection:
        open_table(connection, tmp_path / name, FileFormat(format="csv"), ["x"], where="here")
        assert connection.execute("SELECT * FROM raw").fetchall()[0][0] == "of this file"
        assert len(connection.execute("SELECT * FROM raw").fetchall()) == 1


def test_a_parquet_file_is_read_and_no_other(tmp_path: Path) -> None:
    """As a CSV."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    for name in ("a1.parquet", "a[12].parquet"):
        pq.write_table(pa.table({"x": [name]}), tmp_path / name)
    with workbench() as connection:
        open_table(connection, tmp_path / "a[12].parquet", FileFormat(format="parquet"), ["x"], where="here")
        assert connection.execute("SELECT x FROM raw").fetchall() == [("a[12].parquet",)]


def test_a_deep_answer_of_odata_is_refused(tmp_path: Path) -> None:
    """It is JSON, of which Python reads no more than a thousand levels."""
    path = write(tmp_path / "x.json", '{"value": ' + "[" * 200_000)
    with workbench() as connection, pytest.raises(InputError, match="not an OData answer"):
        open_table(connection, path, FileFormat(format="odata"), [], where="here")
