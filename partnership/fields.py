"""Model fields for dates that are known to some precision."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

from partnership.dates import UNKNOWN, PartialDate

if TYPE_CHECKING:
    PartialDateColumn = models.CharField[PartialDate | date | str, PartialDate]
    DayColumn = models.DateField[date | None, date | None]
else:
    PartialDateColumn, DayColumn = models.CharField, models.DateField


class PartialDateField(PartialDateColumn):
    """A date with its precision; unknown is a value, never null."""

    description = "A day, month, quarter, season or year, or not recorded"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 16)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", UNKNOWN)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        for derived in ("max_length", "blank", "default"):
            kwargs.pop(derived, None)
        return name, path, args, kwargs

    def from_db_value(self, value: str | None, *_: Any) -> PartialDate:
        return PartialDate.parse(value or "")

    def to_python(self, value: Any) -> PartialDate:
        if isinstance(value, PartialDate):
            return value
        if isinstance(value, date):
            return PartialDate.on(value)
        try:
            return PartialDate.parse(value or "")
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def get_prep_value(self, value: Any) -> str:
        return str(self.to_python(value))

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))


class KnownDayField(DayColumn):
    """The day of a PartialDateField beside it, null where the day is not known.

    Kept so that the database can compare and index days; `of` names the field.
    """

    def __init__(self, *args: Any, of: str, **kwargs: Any) -> None:
        self.of = of
        kwargs.update(null=True, blank=True, editable=False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        for derived in ("null", "blank", "editable"):
            kwargs.pop(derived, None)
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> date | None:
        field = model_instance._meta.get_field(self.of)
        day = field.to_python(getattr(model_instance, self.of)).day  # type: ignore[union-attr]
        setattr(model_instance, self.attname, day)
        return day
