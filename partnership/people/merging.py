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

from partnership.dates import day_words
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
    kept_after: Record = field(default_factory=dict)  # the same fields, as the merge wrote them
    alias: int | None = None


def references() -> list[tuple[type[models.Model], str]]:
    """Every (model, foreign key) that leads to organisations, but for merges and history.

    Nor sums of other records (`is_worked_out`): whoever keeps them counts them anew.
    """
    return [
        (relation.related_model, relation.field.name)
        for relation in Organisation._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel)
        and relation.related_model is not OrganisationMerge
        and not hasattr(relation.related_model, "history_date")
        and not getattr(relation.related_model, "is_worked_out", False)
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
    away, and comes back with undo(). Raises RefusedError in words: among others
    while a merge into the duplicate can be undone, which would go with it.
    """
    rows = Organisation.objects.select_for_update().in_bulk([kept.pk, duplicate.pk])
    _refuse_unlike(kept, duplicate, rows)
    kept, duplicate = rows[kept.pk], rows[duplicate.pk]
    _refuse_while_undoable(duplicate)
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


def _refuse_while_undoable(duplicate: Organisation) -> None:
    fresh = duplicate.merges.filter(undone_at=None, merged_at__gt=timezone.now() - UNDO_WITHIN)
    if earlier := fresh.first():
        until = timezone.localtime(earlier.merged_at + UNDO_WITHIN)
        raise RefusedError(
            f"{earlier.duplicate_name} was merged into {duplicate}, which can be undone until"
            f" {until:%H:%M} on {day_words(until.date())}. Undo that first, or merge these two"
            " after that.",
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
        after = _plain(kept)["fields"]
        undo.kept_before = {name: before[name] for name in sorted(names)}
        undo.kept_after = {name: after[name] for name in sorted(names)}
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

    What was changed since to name neither of the two, or to say something else,
    stays as it is. Raises RefusedError after a day, a second time, or where its
    name was taken or what it named has gone since.
    """
    merged = OrganisationMerge.objects.select_for_update().get(pk=merged.pk)
    if not can_be_undone(merged, now=timezone.now()):
        raise RefusedError(
            "This merge can no longer be undone: it was undone already, or a day has passed."
            " Add the organisation again instead."
        )
    done = _Undo(**merged.undo)
    _refuse_gone(done, merged.duplicate_name)
    if done.alias:
        for alias in OrganisationAlias.objects.filter(pk=done.alias):
            record_by(alias, by=by, why=WHY_UNDONE)
            alias.delete()
    duplicate = _restored(done, by)
    _give_back(done, merged.kept, duplicate, by)
    merged.undone_at, merged.undone_by = timezone.now(), by
    merged.save(update_fields=["undone_at", "undone_by"])
    return duplicate


def _refuse_gone(done: _Undo, name: str) -> None:
    """Refuse to bring back what would name a record that is there no more."""
    back = (done.duplicate["model"], done.duplicate["pk"])
    for record in (done.duplicate, *done.folded):
        for model, pk in _named_by(record):
            if (model._meta.label_lower, pk) == back or model._base_manager.filter(pk=pk).exists():
                continue
            raise RefusedError(
                f"The merge can’t be undone: {name} named a record"
                f" ({model._meta.verbose_name}) that is gone since. Add the organisation again"
                " instead."
            )


def _named_by(record: Record) -> Iterator[tuple[type[models.Model], Any]]:
    for each in apps.get_model(record["model"])._meta.concrete_fields:
        pk = record["fields"].get(each.name)
        if isinstance(each, models.ForeignKey) and pk is not None:
            yield each.related_model, pk


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
    plain = _plain(kept)
    if said_before := _unchanged_since(done, plain["fields"]):
        plain["fields"] |= said_before
        before = next(iter(serializers.deserialize("python", [plain]))).object
        assert isinstance(before, Organisation)
        _save_kept(before, by, WHY_UNDONE)


def _unchanged_since(done: _Undo, now: Record) -> Record:
    """What the fields that still hold what the merge wrote held before it."""
    return {
        name: before
        for name, before in done.kept_before.items()
        if now[name] == done.kept_after.get(name, now[name])
    }


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
