"""Small helps for writing parts of an agreement: words in both languages, and only what there is to say."""

from __future__ import annotations

from impactlib.example.yaml_text import Value
from impactlib.workspace import Text

Content = dict[str, Value]
"""A part of an agreement as its file says it."""


def words(text: Text, **values: str) -> Value:
    """A text in both languages, with these values filled in."""
    nl, en = text.nl, text.en
    for name, value in values.items():
        nl, en = nl.replace(f"{{{name}}}", value), en.replace(f"{{{name}}}", value)
    return {"nl": nl, "en": en}


def joined(texts: list[Text], **values: str) -> Value:
    """Texts after each other, in both languages."""
    return words(Text(nl=" ".join(text.nl for text in texts), en=" ".join(text.en for text in texts)), **values)


def given(**parts: Value) -> Content:
    """The parts that say something: what is None, false or empty has its usual value and is left out."""
    return {name: value for name, value in parts.items() if value is not None and value is not False and value not in ("", [], {})}
