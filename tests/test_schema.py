"""The JSON Schema of agreements: valid itself, true to the model, and where the files say that it is."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from impactlib.agreement.schema import FIRST_LINE, SCHEMA_FILE, agreement_schema, schema_text, write_schema

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "parameters").glob("GM*.yml"))
WHOLE = ROOT / "tests" / "coherence" / "whole.yml"


def validator() -> Draft202012Validator:
    """What an editor checks with."""
    return Draft202012Validator(agreement_schema())


def errors(content: object) -> list[str]:
    """What an editor would underline: the path of every error."""
    return ["/".join(str(part) for part in error.absolute_path) for error in validator().iter_errors(content)]


def as_an_editor_reads(path: Path):
    """The file as an editor's YAML 1.2 reader sees it: numbers are numbers, true is a truth value, and a date is text."""
    return as_json(YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")))


def as_json(content):
    """The content with its dates as text."""
    if isinstance(content, dict):
        return {key: as_json(value) for key, value in content.items()}
    if isinstance(content, list):
        return [as_json(each) for each in content]
    return content.isoformat() if isinstance(content, date) else content


def test_the_schema_is_a_schema():
    """By the rules of its own draft."""
    Draft202012Validator.check_schema(agreement_schema())
    assert json.loads(schema_text()) == agreement_schema()


@pytest.mark.parametrize("path", [*FILES, WHOLE], ids=lambda path: path.stem)
def test_an_editor_finds_nothing_wrong_with_a_whole_agreement(path):
    """What `impact check` accepts is not underlined, with numbers, dates and truth values as people type them."""
    assert errors(as_an_editor_reads(path)) == []


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda content: content.update(rond="x"), ""),
        (lambda content: content.pop("municipality"), ""),
        (lambda content: content["parties"][0].update(role="boss"), "parties/0/role"),
        (lambda content: content["goals"][0].update(main="perhaps"), "goals/0/main"),
        (lambda content: content["impact"]["changes"][0].update(level="deep"), "impact/changes/0/level"),
        (lambda content: content.update(schema_version="9"), "schema_version"),
    ],
    ids=["unknown key", "missing key", "role", "truth value", "level", "version"],
)
def test_an_editor_underlines_what_is_wrong(change, where):
    """An unknown key, a missing one, a value that is none of those that can be."""
    content = as_an_editor_reads(WHOLE)
    change(content)
    assert where in errors(content)


def test_every_agreement_of_the_example_names_the_schema_in_its_first_line():
    """And the file is there, as it is made today."""
    assert {path.read_text(encoding="utf-8").splitlines()[0] for path in FILES} == {FIRST_LINE}
    assert schema_text() == (ROOT / "parameters" / SCHEMA_FILE).read_text(encoding="utf-8")


def test_the_schema_is_written_where_the_files_say(tmp_path):
    """Beside the agreements, byte for byte the same each time."""
    assert tmp_path / SCHEMA_FILE == write_schema(tmp_path) == write_schema(tmp_path)
    assert schema_text() == (tmp_path / SCHEMA_FILE).read_text(encoding="utf-8")
