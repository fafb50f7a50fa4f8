"""Which records belong to an area, found by the models' own foreign keys."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db.models import CharField, EmailField, Model, Q, SlugField, TextField, URLField

from milestones.models import PlanVersion
from partnership.fields import PartialDateField
from partnership.people.models import User
from pilots.models import Area
from tests.support.guards import drop_guards
from tests.support.two_areas import Place


def paths_to_area() -> dict[type[Model], list[str]]:
    """Every model of the product that belongs to an area, with all ways that lead to it."""
    models = [model for model in apps.get_models() if not hasattr(model, "history_id")]
    models.remove(PlanVersion)
    found = {model: list(_ways(model, (model,))) for model in models}
    return {Area: ["pk"], **{model: ways for model, ways in found.items() if ways}}


def _ways(model: type[Model], passed: tuple[type[Model], ...]) -> Iterator[str]:
    """The ways from a model to the area by its foreign keys, through no model twice."""
    for column in model._meta.concrete_fields:
        to = column.related_model
        if to is Area:
            yield column.name
        elif to is PlanVersion:
            continue  # whoever decided it: a plan is the whole programme's
        elif isinstance(to, type) and issubclass(to, Model) and to not in passed:
            yield from (f"{column.name}__{way}" for way in _ways(to, (*passed, to)))


def of_area(model: type[Model], ways: list[str], area: Area) -> Any:
    """The records of a model that belong to the area, whichever way."""
    belongs = Q()
    for way in ways:
        belongs |= Q(**{way: area.pk})
    return model._default_manager.filter(belongs).distinct()


def models_without(area: Area) -> list[str]:
    """The models that belong to areas and of which this area has no record."""
    return [
        model._meta.label
        for model, ways in paths_to_area().items()
        if not of_area(model, ways, area).exists()
    ]


NOT_TEXT = (PartialDateField, SlugField, URLField)
BY_THE_PRODUCT = frozenset(
    {"media_type", "language", "code"}
)  # no words: parts of addresses and heads
KEPT = {"path", "sha256", "fingerprint", "token_hash", "letter", "reference", "failure"}


def mark(place: Place, word: str) -> int:
    """Begin every text of the area's records, but its own name, with a word; how many."""
    assert place.area is not None
    drop_guards()
    marked = 0
    for model, ways in paths_to_area().items():
        for record in of_area(model, ways, place.area):
            marked += _mark(record, word, keep={"name"} if model is Area else set())
    for one in (place.records["org"], *_accounts_of(place)):
        marked += _mark(one, word)
    return marked


def write_in_all(models: Iterable[type[Model]], word: str) -> int:
    """Begin every text of every record of these models with a word; how many."""
    drop_guards()
    return sum(
        _mark(record, word, keep=BY_THE_PRODUCT)
        for model in models
        for record in model._default_manager.all()
    )


def _accounts_of(place: Place) -> list[User]:
    held = [record.user for name, record in place.records.items() if name.endswith("-role")]
    held = [each for each in held if isinstance(each, User)]
    return [*place.people.values(), *held]


def _mark(record: Model, word: str, keep: frozenset[str] | set[str] = frozenset()) -> int:
    texts = {
        each.attname: f"{word} {getattr(record, each.attname)}"[: each.max_length or None]
        for each in record._meta.concrete_fields
        if _is_text(each) and each.name not in KEPT | keep
    }
    for each in record._meta.concrete_fields:
        if isinstance(each, EmailField):
            texts[each.attname] = f"{word}.{getattr(record, each.attname)}"
    if texts:
        type(record)._default_manager.filter(pk=record.pk).update(**texts)
    return len(texts)


def _is_text(column: Any) -> bool:
    is_text = isinstance(column, CharField | TextField) and not isinstance(column, EmailField)
    return is_text and not column.choices and not isinstance(column, NOT_TEXT)
