"""What people call the parts, the fields and the values of an agreement, in each language: once, for pages, forms and comparisons."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from impactlib.agreement.model import Agreement
from impactlib.documents import Document, read_document
from impactlib.workspace import Text

FILE = Path(__file__).parent / "labels.yml"


class Labels(Document):
    """The words, by the name of a model, a field or a value; `Model.field` and `Model.value` go before the plain name."""

    parts: dict[str, Text]
    fields: dict[str, Text]
    values: dict[str, Text]


@cache
def labels() -> Labels:
    """All words."""
    return read_document(FILE, Labels, shown="agreement/labels.yml")


def part_label(model: type[BaseModel]) -> Text:
    """What a part of an agreement is called: 'doel'."""
    return labels().parts[model.__name__]


def field_label(model: type[BaseModel], field: str) -> Text:
    """What a field of a part is called: 'streefwaarde'."""
    known = labels().fields
    return known.get(f"{model.__name__}.{field}") or known[field]


def value_label(model: type[BaseModel], value: str) -> Text:
    """What one of the values that a field can have is called: 'opdrachtgever'."""
    known = labels().values
    return known.get(f"{model.__name__}.{value}") or known[value]


def models() -> Iterator[type[BaseModel]]:
    """Every model that an agreement is made of."""
    seen: set[type[BaseModel]] = set()
    waiting: list[Any] = [Agreement]
    while waiting:
        found = waiting.pop()
        if get_args(found):
            waiting.extend(get_args(found))
        elif isinstance(found, type) and issubclass(found, BaseModel) and found is not Text and found not in seen:
            seen.add(found)
            yield found
            waiting.extend(field.annotation for field in found.model_fields.values())


def choices(model: type[BaseModel], field: str) -> tuple[str, ...]:
    """The values that a field can have, where these are a few words; empty where it is free."""
    waiting: list[Any] = [model.model_fields[field].annotation]
    found: list[str] = []
    while waiting:
        kind = waiting.pop(0)
        if get_origin(kind) is Literal:
            found.extend(str(each) for each in get_args(kind))
        else:
            waiting.extend(get_args(kind))
    return tuple(found)
