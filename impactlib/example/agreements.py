"""The agreement of each municipality, as the file that the parties would have written."""

from __future__ import annotations

from collections.abc import Iterator

from impactlib.agreement.history import FOLDER
from impactlib.agreement.model import SCHEMA_VERSION
from impactlib.agreement.schema import FIRST_LINE, SCHEMA_FILE
from impactlib.example.accountability import protocol
from impactlib.example.desired import impact
from impactlib.example.earlier import earlier_versions
from impactlib.example.learning import decisions, interpretations, lessons
from impactlib.example.parties import parties
from impactlib.example.planning import Plan, plan_of
from impactlib.example.promises import goals, services
from impactlib.example.region import Municipality
from impactlib.example.telling import moments, presentations
from impactlib.example.unfinished import UNFINISHED, unfinished
from impactlib.example.words import agreement_words
from impactlib.example.writing import Content
from impactlib.example.yaml_text import Style, document

ROUND = "2025-2027"
"""The round of the impact cycle that all of the example's agreements are in."""

STYLE = Style(width=140, inline=frozenset({"nl", "en"}))
"""Longer lines than elsewhere, so that a text and its English stay together."""


def agreement_file(municipality: Municipality) -> str:
    """The name of the agreement's file: code and name."""
    return f"parameters/{municipality.code}-{municipality.slug}.yml"


def agreement_yaml(municipality: Municipality) -> bytes:
    """The agreement of one municipality, readable and with a comment for each step of the cycle."""
    plan = plan_of(municipality)
    content = _content(plan)
    if municipality.code == UNFINISHED:
        return _written(unfinished(content), SCHEMA_FILE, agreement_words().unfinished)
    return _written(content, SCHEMA_FILE)


def kept_files(municipality: Municipality) -> Iterator[tuple[str, bytes]]:
    """The earlier versions of an agreement that were kept: their files' names and contents."""
    plan = plan_of(municipality)
    for day, content in earlier_versions(plan, _content(plan)):
        name = f"parameters/{FOLDER}/{municipality.code}-{municipality.slug}/{day}.yml"
        yield name, _written(content, f"../../{SCHEMA_FILE}")


def _content(plan: Plan) -> Content:
    return {
        "schema_version": SCHEMA_VERSION,
        "municipality": plan.code,
        "round": ROUND,
        "parties": parties(plan),
        "impact": impact(plan),
        "services": services(plan),
        "goals": goals(plan),
        "protocol": protocol(plan),
        "moments": moments(plan),
        "presentations": presentations(plan),
        "interpretations": interpretations(plan),
        "decisions": decisions(plan),
        "lessons": lessons(plan),
    }


def _written(content: Content, schema: str, remark: str = "") -> bytes:
    comments = agreement_words().comments
    first = FIRST_LINE.removeprefix("# ").replace(SCHEMA_FILE, schema)
    head = "\n".join(each for each in (first, comments["schema_version"], remark.strip()) if each)
    return document(content, {**comments, "schema_version": head}, style=STYLE).encode("utf-8")
