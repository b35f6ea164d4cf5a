"""YAML that people write: read strictly, with the place of every value, into a pydantic model.

Every scalar is read as text, so a code `0363` stays `0363` and `no` does not become False; the model says what a
number or a date is. Unknown, missing and doubled keys are refused with file and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from impactlib.errors import ImpactError, InputError, Problems, suggestion
from impactlib.yaml_text import Location, parse_yaml, read_text, read_yaml

__all__ = [
    "Amount",
    "Day",
    "Document",
    "Location",
    "Named",
    "check_names",
    "checked",
    "line_of",
    "parse_amount",
    "parse_date",
    "parse_yaml",
    "place_of",
    "read_document",
    "read_text",
    "read_yaml",
]

PYDANTIC_MARKS = ("function-", "is-instance", "lax-or-strict", "constrained-")
"""Parts of a pydantic location that are no key of the document."""

CURES = {
    "greater_than_equal": "it can be {ge} or more",
    "less_than_equal": "it can be {le} or less",
    "int_parsing": "write a whole number, such as 10",
    "int_type": "write a whole number, such as 10",
    "int_from_float": "write a whole number, such as 10",
    "date_type": "write a day, such as 2026-03-01",
    "float_type": "write a number, such as 0.75",
    "bool_parsing": "write true or false",
    "bool_type": "write true or false",
    "string_type": "write a text",
    "string_too_short": "fill it in",
    "list_type": "write a list: [first, second]",
    "too_short": "give at least {min_length}",
    "dict_type": "write 'key: value' lines under it",
    "model_type": "write 'key: value' lines under it",
    "model_attributes_type": "write 'key: value' lines under it",
}
"""What would do, by the type of pydantic's error; others keep pydantic's own words."""


class Document(BaseModel):
    """A model of something people write in YAML: unknown keys are refused, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


Model = TypeVar("Model", bound=BaseModel)
Value = TypeVar("Value")

NAME = re.compile(r"[a-z][a-z0-9_]*")
"""How the names look that people give to sources, items, measures and scales: they become folders and columns."""


def check_names(value: dict[str, Value]) -> dict[str, Value]:
    """The mapping itself, when every key of it is a name."""
    if wrong := [name for name in value if not NAME.fullmatch(name)]:
        msg = f"{wrong[0]!r} is no name; write small letters a-z, digits and _, a letter first, such as 'survey_2025'"
        raise ValueError(msg)
    return value


Named = Annotated[dict[str, Value], AfterValidator(check_names)]
"""A mapping of which the keys are names: `^[a-z][a-z0-9_]*$`."""


def parse_amount(value: object) -> object:
    """A number as people type it: `0.75`, `75%` and `62,5%` are the fractions 0.75, 0.75 and 0.625.

    A dot or comma before three digits (`1.200`) may be a thousand or a decimal: it is refused, not guessed. `0.125` can only be one.
    """
    if not isinstance(value, str):
        return value
    text = value.strip()
    percent = text.endswith("%")
    number = text.removesuffix("%").strip()
    if re.fullmatch(r"-?[1-9]\d{0,2}(\.\d{3})+", number) or re.fullmatch(r"-?[1-9]\d{0,2}(,\d{3})+", number):
        msg = f"{value!r} may be a thousand or a decimal; write it without a separator"
        raise ValueError(msg)
    if not re.fullmatch(r"-?\d+([.,]\d+)?", number):
        msg = f"{value!r} is not a number; write for example 1200, 0.75 or 75%"
        raise ValueError(msg)
    amount = float(number.replace(",", "."))
    return amount / 100 if percent else amount


def parse_date(value: object) -> object:
    """A date as people type it: `2026-03-01` or `1-3-2026`."""
    if not isinstance(value, str):
        return value
    if found := re.fullmatch(r"(\d{1,2})-(\d{1,2})-(\d{4})", value.strip()):
        day, month, year = (int(part) for part in found.groups())
    elif found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", value.strip()):
        year, month, day = (int(part) for part in found.groups())
    else:
        msg = f"{value!r} is not a date; write it as 2026-03-01 or 1-3-2026"
        raise ValueError(msg)
    try:
        return date(year, month, day)
    except ValueError:
        msg = f"{value!r} is a day that does not exist; look at the day and the month"
        raise ValueError(msg) from None


Amount = Annotated[float, BeforeValidator(parse_amount, json_schema_input_type=float | str)]
"""A number that people type, perhaps with a percent sign or a decimal comma."""

Day = Annotated[date, BeforeValidator(parse_date, json_schema_input_type=str)]
"""A calendar date that people type."""


def read_document(path: Path, model: type[Model], *, shown: str = "") -> Model:
    """The YAML file as a checked model; raises every problem in it at once.

    `shown` is how messages name the file (by default its path as given).
    """
    where = shown or str(path)
    content, lines = read_yaml(path, shown=where)
    return checked(content, lines, model, shown=where)


def checked(content: object, lines: Mapping[Location, int], model: type[Model], *, shown: str) -> Model:
    """What `read_yaml` gave, as a checked model; raises every problem in it at once, each with its line."""
    if not isinstance(content, dict):
        raise InputError(shown, "holds no keys", f"write for example '{next(iter(model.model_fields))}: …'")
    try:
        return model.model_validate(content)
    except ValidationError as error:
        problems = [_problem(detail, location, model, shown, lines) for detail, location in _told(error, model, lines)]
        raise (problems[0] if len(problems) == 1 else Problems(problems)) from None


def line_of(location: Location, lines: Mapping[Location, int]) -> int:
    """The line that a value stands on, or the nearest key above it that is there."""
    return next((lines[location[:end]] for end in range(len(location), 0, -1) if location[:end] in lines), 1)


def place_of(content: object, location: Location) -> str:
    """A location in a reader's words: `goals.goal-1.target`, by the id of a list's item where it has one, else by its number from 1."""
    names: list[str] = []
    here: Any = content
    for part in location:
        here = _within(here, part)
        name = here.get("id") if isinstance(part, int) and isinstance(here, dict) else None
        names.append(str(name or (part + 1 if isinstance(part, int) else part)))
    return ".".join(names)


def _within(content: Any, part: str | int) -> Any:
    if isinstance(part, int):
        return content[part] if isinstance(content, list) and part < len(content) else None
    return content.get(part) if isinstance(content, dict) else None


def _told(error: ValidationError, model: type[BaseModel], lines: Mapping[Location, int]) -> list[tuple[ErrorDetails, Location]]:
    """The errors to tell, each with the keys that lead to it: where a value may be of several kinds, those of the likeliest kind."""
    kinds = {found.__name__ for found in _models(model)}
    branches: dict[Location, dict[str, list[tuple[ErrorDetails, Location]]]] = {}
    for detail in error.errors():
        parts = detail["loc"]
        marks = [part for part in parts if part in kinds or str(part).startswith(PYDANTIC_MARKS)]
        keys = [part for part in parts if part not in marks]
        location: Location = ()
        for position, part in enumerate(keys):
            if (*location, part) in lines or position == len(keys) - 1:
                location = (*location, part)
        shared = parts[: parts.index(marks[0])] if marks else location
        branches.setdefault(shared, {}).setdefault(str(marks[:1]), []).append((detail, location))
    return [found for by_kind in branches.values() for found in min(by_kind.values(), key=len)]


def _problem(detail: ErrorDetails, location: Location, model: type[BaseModel], where: str, lines: Mapping[Location, int]) -> ImpactError:
    at = f"{where}:{line_of(location, lines)}"
    name = ".".join(str(part + 1) if isinstance(part, int) else part for part in location)
    value = detail.get("input")
    context = detail.get("ctx") or {}
    match detail["type"]:
        case "extra_forbidden":
            within = f" (in {name.rpartition('.')[0]})" if "." in name else ""
            return InputError(
                at, f"unknown key {str(location[-1])!r}{within}", suggestion(str(location[-1]), _keys_at(model, location[:-1]))
            )
        case "missing":
            return InputError(at, f"the key {str(location[-1])!r} is missing", f"add '{location[-1]}: …'")
        case "value_error":
            return InputError(at, f"{name}: {context['error']}" if name else str(context["error"]))
        case "enum" | "literal_error":
            return InputError(at, f"{name} is {value!r}", f"it can be {context['expected'].replace(' or ', ', ')}")
        case "union_tag_invalid":
            return InputError(at, f"{name} is of the unknown kind {context['tag']!r}", f"it can be {context['expected_tags']}")
        case kind:
            shown = "empty" if value is None else repr(value)
            cure = CURES[kind].format(**context) if kind in CURES else detail["msg"][:1].lower() + detail["msg"][1:]
            return InputError(at, f"{name} is {shown}", cure)


def _models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """The model and every model within it."""
    seen: set[type[BaseModel]] = set()
    waiting: list[Any] = [model]
    while waiting:
        found = waiting.pop()
        if get_args(found):
            waiting.extend(get_args(found))
        elif isinstance(found, type) and issubclass(found, BaseModel) and found not in seen:
            seen.add(found)
            yield found
            waiting.extend(field.annotation for field in found.model_fields.values())


def _keys_at(model: type[BaseModel], location: Location) -> set[str]:
    """The keys that can stand at a place of a document; all of its keys where that cannot be told."""
    here: list[Any] = [model]
    for part in location:
        inner = [kind for each in here for kind in _parts_of(each)]
        found = [each.model_fields[str(part)].annotation for each in inner if str(part) in each.model_fields]
        # A position in a list, or a key of a mapping that people choose, leads to no other model than the list or mapping does.
        here = found or here
    known = {field.alias or name for each in here for kind in _parts_of(each) for name, field in kind.model_fields.items()}
    return known or set(_field_names(model))


def _parts_of(annotation: Any) -> list[type[BaseModel]]:
    """The models that an annotation names: itself, or those in a list, a mapping, a union or an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for each in get_args(annotation) for found in _parts_of(each)]


def _field_names(model: type[BaseModel]) -> Iterator[str]:
    return (field.alias or name for found in _models(model) for name, field in found.model_fields.items())
