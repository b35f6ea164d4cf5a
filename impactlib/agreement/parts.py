"""What all parts of an agreement are made of: words in one language or two, versions, rounds, and the base of every part."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field

from impactlib.documents import Document
from impactlib.signs import unfit
from impactlib.workspace import Text, check_period


class Part(Document):
    """A part of an agreement; what is said under each field here stands in the JSON Schema as its description."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class DutchFirst(Part):
    """Words in Dutch, and in English where reports are made in English too."""

    nl: str = Field(min_length=1)
    """The words in Dutch."""
    en: str = Field(default="", min_length=1)
    """The same in English; left out, English texts show the Dutch words."""


def in_both_languages(value: object) -> object:
    """The words in both languages: where only Dutch was written, English shows the same words."""
    if value is None or value == "":
        msg = "nothing is filled in; write a text, or 'nl: …' and 'en: …' under it"
        raise ValueError(msg)
    if isinstance(value, str):
        return {"nl": value, "en": value}
    if isinstance(value, dict) and "nl" in value and "en" not in value:
        return {**value, "en": value["nl"]}
    if not isinstance(value, dict | Text):
        msg = f"{value!r} is no text; write a text, or 'nl: …' and 'en: …' under it"
        raise ValueError(msg)  # noqa: TRY004 - pydantic tells a ValueError with its place, and raises any other
    return value


Words = Annotated[Text, BeforeValidator(in_both_languages, json_schema_input_type=str | DutchFirst)]
"""Words of the parties: one text, or `{nl: …, en: …}`."""


def _only_seen(value: str) -> str:
    if found := unfit(value, name=True):
        msg = f"a name holds {found}; type it anew, on one line"
        raise ValueError(msg)
    return value


Name = Annotated[str, Field(min_length=1), AfterValidator(_only_seen)]
"""A short name that must be there: the id of a part, or of the part that is meant. All of it can be seen."""


def _as_written(value: object) -> object:
    return str(value) if isinstance(value, int | float) else value


Version = Annotated[str, BeforeValidator(_as_written, json_schema_input_type=str | float), Field(min_length=1)]
"""The number of a version, such as 1.0; kept as it is written."""


def _period_if_any(value: str) -> str:
    return check_period(value) if value else value


MaybePeriod = Annotated[str, BeforeValidator(lambda value: value, json_schema_input_type=str | int), AfterValidator(_period_if_any)]
"""A period (2025, or the school year 2025-2026), or nothing where none was agreed."""


def check_round(value: str) -> str:
    """The round itself, when it is a year, or a first and a last one."""
    first, _, last = value.partition("-")
    if not re.fullmatch(r"\d{4}(-\d{4})?", value) or int(last or first) < int(first):
        msg = f"{value!r} is no round; write its first and last year, such as 2025-2027"
        raise ValueError(msg)
    return value


Round = Annotated[str, BeforeValidator(lambda value: value, json_schema_input_type=str | int), AfterValidator(check_round)]
"""The years that a round of the impact cycle takes: 2025, or 2025-2027."""


def years_of(round_: str) -> tuple[int, int]:
    """The first and the last year of a round."""
    first, _, last = round_.partition("-")
    return int(first), int(last or first)


def next_round_of(round_: str) -> str:
    """The round after this one, as long as this one: 2028-2030 after 2025-2027."""
    first, last = years_of(round_)
    length = last - first + 1
    return f"{first + length}-{last + length}" if length > 1 else str(first + 1)
