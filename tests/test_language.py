"""The languages: the same sentences in each, whole, and never silently wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import get_args

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from impactlib.errors import ImpactError
from impactlib.telling.language import Register, language_codes, language_named, language_source

LANGUAGES = language_codes()


class _Variables(Visitor):  # type: ignore[misc]
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the parser calls it by this name
        self.names.add(node.id.name)


@cache
def patterns(code: str) -> dict[tuple[str, str], frozenset[str]]:
    """Every form of every sentence of a language, its value and its attributes by name, with the variables it uses."""
    found = {}
    for entry in FluentParser().parse(language_source(code)).body:
        if isinstance(entry, ast.Message):
            forms = {"": entry.value, **{each.id.name: each.value for each in entry.attributes}}
            for form, pattern in forms.items():
                visitor = _Variables()
                visitor.visit(pattern)
                found[entry.id.name, form] = frozenset(visitor.names)
    return found


@cache
def sentences(code: str) -> dict[str, frozenset[str]]:
    """Every sentence of a language with the variables it uses."""
    found = {}
    for entry in FluentParser().parse(language_source(code)).body:
        assert not isinstance(entry, ast.Junk), entry.content
        if isinstance(entry, ast.Message):
            assert entry.id.name not in found, f"the sentence {entry.id.name!r} stands twice"
            visitor = _Variables()
            visitor.visit(entry)
            found[entry.id.name] = frozenset(visitor.names)
    return found


def every_sentence() -> Iterator[tuple[str, str]]:
    """(language, sentence) of all languages."""
    for code in LANGUAGES:
        for name in sentences(code):
            yield code, name


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_the_same_sentences_with_the_same_variables(code: str) -> None:
    """A sentence that one language lacks, or that uses another variable there, would be an empty place in a report."""
    assert sentences("nl") == sentences(code)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_the_same_forms_with_the_same_variables(code: str) -> None:
    """A plain form that one language lacks, or in which it leaves out a figure, would tell its readers something else."""
    assert patterns("nl") == patterns(code)
    assert {form for _, form in patterns(code)} == {"", *(each for each in get_args(Register) if each != "precise")}


@pytest.mark.parametrize(("code", "name"), list(every_sentence()))
@pytest.mark.parametrize("register", get_args(Register))
def test_every_sentence_renders_for_none_one_two_and_many(code: str, name: str, register: Register) -> None:
    """In each register no sentence fails on a number, and none shows the braces of its template."""
    for number in (0, 1, 2, 1611):
        values = dict.fromkeys(sentences(code)[name], number)
        rendered = language_named(code, register).sentence(name, **values)
        assert rendered
        assert "{" not in rendered


def test_a_missing_variable_is_an_error_and_not_a_hole() -> None:
    """Fluent itself would print the variable's name."""
    with pytest.raises(ImpactError, match="count-found"):
        language_named("nl").sentence("count-found", period="2025")


def test_an_unknown_sentence_is_an_error() -> None:
    """A misspelt name must not vanish."""
    with pytest.raises(ImpactError, match="no sentence 'cout-found'"):
        language_named("nl").sentence("cout-found")


def test_an_unknown_language_is_refused_with_the_known_ones() -> None:
    """The message helps to choose."""
    with pytest.raises(ImpactError, match="known: en, nl"):
        language_named("fy")


def test_dutch_numbers_percentages_lists_and_dates() -> None:
    """Numbers are written as Dutch readers write them, and a percentage of few is whole."""
    dutch = language_named("nl")
    written = [dutch.number(1234.5, 1), dutch.number(0.04), dutch.percent(0.6471), dutch.percent(0.6471, 1)]
    written += [dutch.listing(["Centrum", "West", "Oost"]), dutch.date(date(2026, 11, 23))]
    assert ["1.234,5", "0", "65%", "64,7%", "Centrum, West en Oost", "23 november 2026"] == written


def test_a_year_given_as_text_is_not_written_as_a_number() -> None:
    """2025 is not 2.025."""
    assert "In 2025 waren er 1.611 leden." == language_named("nl").sentence(
        "count-found", period="2025", value="1.611", claim="leden", name="Leden", count=2
    )


def test_a_small_negative_number_that_rounds_to_zero_has_no_minus() -> None:
    """'-0,0' is no number a reader knows."""
    assert "0,0" == language_named("nl").number(-0.01, 1)
