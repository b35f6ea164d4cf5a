"""The JSON Schema of an agreement: what editors complete and check while somebody types."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from impactlib.agreement.history import write_whole
from impactlib.agreement.model import Agreement

SCHEMA_FILE = "schema/agreement.schema.json"
"""Where the schema lies, seen from the agreements' folder: the first line of each agreement names it."""

SCHEMA_MARK = "yaml-language-server:"
"""By this an editor knows that a comment names the schema."""

FIRST_LINE = f"# {SCHEMA_MARK} $schema={SCHEMA_FILE}"
"""What editors look for in the first lines of a YAML file."""


def agreement_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of an agreement's file."""
    schema = Agreement.model_json_schema(mode="validation")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Impact agreement of a municipality",
        **{key: value for key, value in schema.items() if key != "title"},
    }


def schema_text() -> str:
    """The schema as it is written to a file; the same text every time."""
    return json.dumps(agreement_schema(), indent=1, ensure_ascii=False, sort_keys=False) + "\n"


def write_schema(parameters: Path) -> Path:
    """Write the schema beside the agreements in this folder."""
    target = parameters / SCHEMA_FILE
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, schema_text().encode("utf-8"))
    return target
