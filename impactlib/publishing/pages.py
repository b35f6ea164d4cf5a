"""What all pages share: the frame, the house style and the few words of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from ruamel.yaml import YAML

from impactlib.errors import UnknownNameError

TEMPLATES = Path(__file__).parent / "templates"


def render(template: str, *, language: str, title: str, **content: object) -> str:
    """A whole page of the house: one file that asks nothing of any other host."""
    css = (TEMPLATES / "house.css").read_text("utf-8")
    return _environment().get_template(template).render(language=language, title=title, css=css, words=words(language), **content)


def words(language: str) -> dict[str, Any]:
    """The words that pages say of themselves in `language`."""
    every = _all_words()
    if language not in every:
        raise UnknownNameError.among("page", "language", language, every)
    return every[language]


@cache
def palette() -> Mapping[str, str]:
    """The colours of the house style by name, each as `#rrggbb`: the one list that every format takes them from."""
    found = re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", (TEMPLATES / "house.css").read_text("utf-8").partition("}")[0])
    return MappingProxyType({name: value if len(value) == 7 else "#" + "".join(2 * digit for digit in value[1:]) for name, value in found})


def css_string(text: str) -> str:
    """The text as a CSS string in which no character can end the string, the rule or the style element."""
    return '"' + "".join(letter if letter.isalnum() and letter.isascii() else f"\\{ord(letter):06x}" for letter in text) + '"'


@cache
def _all_words() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = YAML(typ="safe").load(TEMPLATES / "words.yml")
    return found


@cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
