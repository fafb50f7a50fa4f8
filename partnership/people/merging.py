"""Two records of one organisation become one: nothing is lost, and a day long it can be undone.

Knows no app above: it walks the foreign keys that lead to organisations,
whoever declares them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from partnership.people.history import record_by
from partnership.people.models import (
    Organisation,
    OrganisationAlias,
    OrganisationMerge,
    User,
    Versioned,
)
from partnership.people.refusals import RefusedError

UNDO_WITHIN = timedelta(days=1)
WHY = "two records of one organisation were merged"
WHY_UNDONE = "a merge was undone"
FILLED = ("sector", "description", "became_id", "became_when")  # from the duplicate, where empty

Record = dict[str, Any]


@dataclass
class _Undo:
    """All that was done, as plain data."""

    duplicate: Record
    moved: list[tuple[str, str, Any]] = field(default_factory=list)  # model, field, primary key
    folded: list[Record] = field(default_factory=list)
    kept_before: Record = field(default_factory=dict)
    alias: int | None = None


def references() -> list[tuple[type[models.Model], str]]:
    """Every (model, foreign key) that leads to organisations, but for merges and history."""
    return [
        (relation.related_model, relation.field.name)
        for relation in Organisation._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel)
        and relation.related_model is not OrganisationMerge
        and not hasattr(relation.related_model, "history_date")
    ]


def moves(duplicate: Organisation) -> list[tuple[str, int]]:
    """What names the duplicate, as (kind of record in words, how many), for a preview."""
    counts: dict[str, int] = {}
    for model, name in references():
        found = model._base_manager.filter(**{name: duplicate}).count()
        if found:
            words = str(model._meta.verbose_name if found == 1 else model._meta.verbose_name_plural)
            counts[words] = counts.get(words, 0) + found
    return sorted(counts.items())


@transaction.atomic
def merge(*, kept: Organisation, duplicate: Organisation, by: User) -> OrganisationMerge:
    """Move all that names the duplicate to the kept record, and its name to the aliases.

    What the kept record has already (the same role in the same area) is folded
    away, and comes back with undo(). Raises RefusedError in words.
    """
    rows = Organisation.objects.select_for_update().in_bulk([kept.pk, duplicate.pk])
    _refuse_unlike(kept, duplicate, rows)
    kept, duplicate = rows[kept.pk], rows[duplicate.pk]
    undo = _Undo(duplicate=_plain(duplicate))
    for row, name in _rows_naming(duplicate):
        _move(row, name, kept, undo, by)
    _fill_gaps(kept, duplicate, undo, by)
    record_by(duplicate, by=by, why=WHY)
    duplicate.delete()
    if not OrganisationAlias.objects.filter(name__iexact=duplicate.name).exists():
        alias = OrganisationAlias(organisation=kept, name=duplicate.name)
        record_by(alias, by=by, why=WHY)
        alias.save()
        undo.alias = alias.pk
    return OrganisationMerge.objects.create(
        kept=kept,
        duplicate_name=duplicate.name,
        undo=vars(undo),
        merged_by=by,
        merged_at=timezone.now(),
    )


def _refuse_unlike(
    kept: Organisation, duplicate: Organisation, there: dict[int, Organisation]
) -> None:
    if kept.pk == duplicate.pk:
        raise RefusedError(
            "An organisation can’t be merged into itself. Choose two different records.",
            "duplicate",
        )
    if len(there) < 2:
        raise RefusedError("One of the two is gone: somebody merged it meanwhile. Look again.")
    if kept.pk == there[duplicate.pk].became_id or duplicate.pk == there[kept.pk].became_id:
        raise RefusedError(
            f"One of the two became the other: {kept} and {duplicate} are two organisations, one"
            " after the other. Keep both.",
            "duplicate",
        )


def _rows_naming(organisation: Organisation) -> Iterator[tuple[models.Model, str]]:
    for model, name in references():
        for row in model._base_manager.filter(**{name: organisation}).order_by("pk"):
            yield row, name


def _move(row: models.Model, name: str, kept: Organisation, undo: _Undo, by: User) -> None:
    """Let the row name the kept record, or fold it away where that would say it twice."""
    try:
        with transaction.atomic():
            _name(row, name, kept.pk, by, WHY)
    except IntegrityError:
        undo.folded.append(_plain(type(row)._base_manager.get(pk=row.pk)))
        record_by(row, by=by, why=WHY)
        row.delete()
    else:
        undo.moved.append((row._meta.label, name, row.pk))


def _name(row: models.Model, name: str, organisation: int, by: User, why: str) -> None:
    setattr(row, row._meta.get_field(name).attname, organisation)  # type: ignore[union-attr]
    record_by(row, by=by, why=why)
    if isinstance(row, Versioned):
        row.version += 1  # a form that is open on it learns of the merge
    row.save()


def _fill_gaps(kept: Organisation, duplicate: Organisation, undo: _Undo, by: User) -> None:
    """What only the duplicate said is kept; two descriptions stand one after the other."""
    before = _plain(kept)["fields"]
    changed = []
    for name in FILLED:
        mine, theirs = getattr(kept, name), getattr(duplicate, name)
        if theirs and not mine and theirs != kept.pk:
            setattr(kept, name, theirs)
            changed.append(name)
    if duplicate.description and duplicate.description not in kept.description:
        kept.description = f"{kept.description}\n\n{duplicate.description}".strip()
        changed.append("description")
    names = {name.removesuffix("_id") for name in changed}
    if names:
        undo.kept_before = {name: before[name] for name in sorted(names)}
        _save_kept(kept, by, WHY)


def _save_kept(kept: Organisation, by: User, why: str) -> None:
    kept.version += 1
    record_by(kept, by=by, why=why)
    kept.save()


def can_be_undone(merged: OrganisationMerge, *, now: datetime) -> bool:
    """Whether less than a day has passed, and it was not undone yet."""
    return merged.undone_at is None and now - merged.merged_at < UNDO_WITHIN


@transaction.atomic
def undo(*, merged: OrganisationMerge, by: User) -> Organisation:
    """Bring the duplicate back with all that was its own; the record is returned.

    What was changed since to name neither of the two stays as it is. Raises
    RefusedError after a day, a second time, or where its name was taken since.
    """
    merged = OrganisationMerge.objects.select_for_update().get(pk=merged.pk)
    if not can_be_undone(merged, now=timezone.now()):
        raise RefusedError(
            "This merge can no longer be undone: it was undone already, or a day has passed."
            " Add the organisation again instead."
        )
    done = _Undo(**merged.undo)
    if done.alias:
        for alias in OrganisationAlias.objects.filter(pk=done.alias):
            record_by(alias, by=by, why=WHY_UNDONE)
            alias.delete()
    duplicate = _restored(done, by)
    _give_back(done, merged.kept, duplicate, by)
    merged.undone_at, merged.undone_by = timezone.now(), by
    merged.save(update_fields=["undone_at", "undone_by"])
    return duplicate


def _restored(done: _Undo, by: User) -> Organisation:
    try:
        with transaction.atomic():
            duplicate = _saved(done.duplicate, by)
    except IntegrityError as error:
        raise RefusedError(
            "The name is in use again, so the merge can’t be undone. Rename the other first."
        ) from error
    assert isinstance(duplicate, Organisation)
    return duplicate


def _give_back(done: _Undo, kept: Organisation, duplicate: Organisation, by: User) -> None:
    for label, name, pk in done.moved:
        for row in apps.get_model(label)._base_manager.filter(pk=pk, **{name: kept}):
            _name(row, name, duplicate.pk, by, WHY_UNDONE)
    for record in done.folded:
        _saved(record, by)
    if done.kept_before:
        plain = {**_plain(kept), "fields": {**_plain(kept)["fields"], **done.kept_before}}
        before = next(iter(serializers.deserialize("python", [plain]))).object
        assert isinstance(before, Organisation)
        _save_kept(before, by, WHY_UNDONE)


def _plain(row: models.Model) -> Record:
    """The row as plain data that JSON can hold."""
    record: Record = serializers.serialize("python", [row])[0]
    fields = {name: _json(value) for name, value in record["fields"].items()}
    return {**record, "fields": fields}


def _json(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int | bool) else str(value)


def _saved(record: Record, by: User) -> models.Model:
    row: models.Model = next(iter(serializers.deserialize("python", [record]))).object
    record_by(row, by=by, why=WHY_UNDONE)
    row.save(force_insert=True)
    return row
