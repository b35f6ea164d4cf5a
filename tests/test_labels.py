"""The words for the parts, fields and values of an agreement: all of them, once, in both languages, and none left over."""

from __future__ import annotations

from impactlib.agreement.items import protocol_items
from impactlib.agreement.labels import choices, field_label, labels, models, part_label, value_label
from impactlib.telling.agreed.protocol import ITEMS

MODELS = list(models())
NAMES = {model.__name__ for model in MODELS}
FIELDS = [(model, field) for model in MODELS for field in model.model_fields]
VALUES = [(model, field, value) for model, field in FIELDS for value in choices(model, field) if field != "schema_version"]


def test_every_part_field_and_value_has_a_label():
    """A page, a form or a comparison never shows the key itself."""
    assert all(part_label(model).nl and part_label(model).en for model in MODELS)
    assert all(field_label(model, field).nl for model, field in FIELDS)
    assert all(value_label(model, value).nl for model, _, value in VALUES)


def test_no_label_is_left_over():
    """A label that belongs to nothing was misspelt, or its field is gone."""
    fields = {field for _, field in FIELDS} | {f"{model.__name__}.{field}" for model, field in FIELDS}
    values = {value for *_, value in VALUES} | {f"{model.__name__}.{value}" for model, _, value in VALUES}
    assert set(labels().parts) - NAMES == set()
    assert set(labels().fields) - fields == set()
    assert set(labels().values) - values == set()


def test_no_two_fields_of_a_part_are_called_alike():
    """A reader could not tell them apart."""
    for model in MODELS:
        for language in ("nl", "en"):
            words = [field_label(model, field).in_language(language) for field in model.model_fields]
            assert sorted(set(words)) == sorted(words), model.__name__


def test_the_protocol_has_its_26_items_each_once_in_a_chapter():
    """As DOMAIN.md numbers them, and each has what writes it."""
    found = protocol_items()
    assert list(range(1, 27)) == sorted(found.items) == sorted(ITEMS)
    assert list(range(1, 27)) == [number for chapter in found.chapters for number in chapter.items]


def test_every_field_says_in_the_schema_what_it_is():
    """Editors show this beside the key."""
    assert [f"{model.__name__}.{field}" for model, field in FIELDS if not model.model_fields[field].description] == []
