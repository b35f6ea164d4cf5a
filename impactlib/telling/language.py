"""A language: whole sentences from its Fluent files, and numbers, lists and dates as its readers write them.

A sentence may be written for two registers. Its value is the `precise` one: complete, for who checks the agreement. Its attribute
`.plain`, where it has one, says the same in short sentences of everyday words (B1): for councils and residents.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from fluent.runtime import FluentBundle, FluentResource

from impactlib.errors import InputError, UnknownNameError
from impactlib.workspace import Text

Register = Literal["precise", "plain"]
"""How a reader is spoken to: complete, with every figure in its place; or in short sentences of everyday words."""

FOLDER = Path(__file__).parent / "languages"
"""The folder with the `.ftl` files: `nl.ftl` for reports, `nl.agreement.ftl` for documents about the agreement."""


DATES = {"en": "en_GB"}
"""How dates are written where a language has several ways: 2 March 2026, as the spelling of our English goes."""


class Language:
    """One language. It never falls silent: an unknown sentence or a missing variable is an error."""

    def __init__(self, code: str, source: str, register: Register = "precise") -> None:
        self.code = code
        self.register = register
        self._bundle = FluentBundle([code], use_isolating=False)
        self._bundle.add_resource(FluentResource(source))

    def in_register(self, register: Register) -> Language:
        """The same language as it speaks in a register."""
        return language_named(self.code, register)

    def sentence(self, name: str, /, **values: str | int) -> str:
        """The sentence `name` with these values. Whole numbers are written as the language does; years are given as text."""
        if not self._bundle.has_message(name):
            raise UnknownNameError(f"languages/{self.code}.ftl", f"there is no sentence {name!r}", "add it to every language")
        message = self._bundle.get_message(name)
        pattern = message.attributes.get(self.register, message.value)
        if pattern is None:
            raise InputError(f"languages/{self.code}.ftl", f"the sentence {name!r} is empty", "write it")
        text, errors = self._bundle.format_pattern(pattern, values)
        if errors:
            raise InputError(f"languages/{self.code}.ftl: {name}", f"{errors[0]}", f"it was given {', '.join(sorted(values)) or 'nothing'}")
        return str(text)

    def has(self, name: str) -> bool:
        """Whether there is a sentence of this name."""
        return bool(self._bundle.has_message(name))

    def of(self, text: Text) -> str:
        """A text in this language."""
        return text.in_language(self.code)

    def number(self, value: float, decimals: int = 0) -> str:
        """A number with so many decimals: 1.234,5 in Dutch."""
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        # Python's rounding of 0.5 goes to even, Babel's too; adding nothing here keeps every place that shows the figure the same.
        return str(format_decimal(round(value, decimals) + 0.0, format=pattern, locale=self.code))

    def percent(self, fraction: float, decimals: int = 0) -> str:
        """A fraction as a percentage with so many decimals: 64,7%."""
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "") + "%"
        return str(format_percent(round(fraction, decimals + 2) + 0.0, format=pattern, locale=self.code)).replace("\xa0", "")

    def listing(self, items: Sequence[str]) -> str:
        """Items as a list in a sentence: 'a, b en c'."""
        return str(format_list(list(items), locale=self.code))

    def choice(self, items: Sequence[str]) -> str:
        """Items of which one holds: 'a, b of c'."""
        return str(format_list(list(items), style="or", locale=self.code))

    def date(self, day: date) -> str:
        """A date in full: 23 november 2026."""
        return str(format_date(day, format="long", locale=DATES.get(self.code, self.code)))


def language_named(code: str, register: Register = "precise") -> Language:
    """The language with this code (nl or en), as it speaks in a register."""
    return _language(code, register)


@cache
def _language(code: str, register: Register) -> Language:
    if code not in language_codes():
        raise UnknownNameError.among("language", "language", code, language_codes())
    return Language(code, language_source(code), register)


def language_codes() -> list[str]:
    """The codes of all languages."""
    return sorted({path.name.partition(".")[0] for path in FOLDER.glob("*.ftl")})


def language_source(code: str) -> str:
    """All sentences of a language, as its files hold them."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob(f"{code}*.ftl")))
