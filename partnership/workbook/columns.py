"""What one column of a sheet holds, worked out from the model field behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.operations import BaseDatabaseOperations

from partnership.fields import PartialDateField

if TYPE_CHECKING:
    AnyField = models.Field[Any, Any]
else:
    AnyField = models.Field

INTEGER_RANGES: Mapping[str, tuple[int, int]] = BaseDatabaseOperations.integer_field_ranges


class Kind(Enum):
    """The kinds of cell, as a person who fills in a sheet reads of them."""

    TEXT = "text"
    TEXTS = "texts, separated by “; ”"
    WHOLE = "whole number"
    DECIMAL = "decimal number"
    DAY = "day"
    MONTH = "month"
    PARTIAL_DATE = "partial date"
    TIME = "time of day"
    YES_NO = "yes or no"
    CHOICE = "one of"
    CHOICES = "some of, separated by “; ”"
    REFERENCE = "reference to"
    REFERENCES = "references, separated by “; ”, to"
    OWN_WORDS = "own words as “ours: own”, separated by “; ”, for"


LISTS = (Kind.TEXTS, Kind.CHOICES, Kind.REFERENCES, Kind.OWN_WORDS)


@dataclass(frozen=True)
class Links:
    """The records behind a list column: each joins the row's record to one value.

    `parent` and `value` name the fields of `model`. `folds_case` says that a
    value may stand once in the whole table, whatever its case.
    """

    model: type[models.Model]
    parent: str
    value: str
    folds_case: bool = False

    @property
    def field(self) -> AnyField:
        return concrete_field(self.model, self.value)


@dataclass(frozen=True)
class Column:
    """A column of a sheet.

    `field` is the model field it fills; a column without one only helps to
    find what a later column refers to. `within` names the columns that hold
    the earlier parts of the key of what this column refers to.
    """

    name: str
    kind: Kind
    help: str
    is_key: bool = False
    is_required: bool = False
    field: AnyField | None = None
    choices: tuple[str, ...] = ()
    default: Any = ""
    to: type[models.Model] | None = None
    within: tuple[str, ...] = ()
    links: Links | None = None

    @property
    def is_reference(self) -> bool:
        return self.to is not None

    @property
    def is_list(self) -> bool:
        return self.kind in LISTS

    @property
    def whole_range(self) -> tuple[int, int]:
        """The least and the greatest whole number that every database takes."""
        name = self.field.get_internal_type() if self.field else ""
        return INTEGER_RANGES.get(name, (0, 32767))


def concrete_field(model: type[models.Model], name: str) -> AnyField:
    """The model's own field of that name, not a relation that points to it."""
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)
    return field


def kind_of(field: AnyField) -> Kind:
    """The kind of cell that fits a model field."""
    by_type: list[tuple[type, Kind]] = [
        (PartialDateField, Kind.PARTIAL_DATE),
        (models.ForeignKey, Kind.REFERENCE),
        (models.DateField, Kind.DAY),
        (models.TimeField, Kind.TIME),
        (models.BooleanField, Kind.YES_NO),
        (models.DecimalField, Kind.DECIMAL),
        (models.IntegerField, Kind.WHOLE),
    ]
    if field.choices:
        return Kind.CHOICE
    return next((kind for type_, kind in by_type if isinstance(field, type_)), Kind.TEXT)


def choices_of(field: AnyField) -> tuple[str, ...]:
    """The values a person may write; empty (“not recorded”) is not one of them."""
    return tuple(value for value, _ in field.flatchoices if value)


def default_of(field: AnyField) -> Any:
    """What an empty cell means, where it may be empty."""
    if field.has_default():
        default = field.get_default()
        return default.value if isinstance(default, Enum) else default
    return (
        "" if isinstance(field, models.CharField | models.TextField | models.ForeignKey) else None
    )


def is_required(field: AnyField) -> bool:
    """Whether the field must be filled, having neither default nor a way to be empty."""
    return not (field.has_default() or field.null or field.blank)
