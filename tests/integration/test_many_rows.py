"""Many rows at once are the rows that saving each would have made."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from evaluation.models import Answer, Response
from partnership.many_rows import add_records, add_rows, blank_row, point_each
from partnership.people.history import record_by, record_many
from partnership.people.models import Role
from partnership.programmes.models import Programme
from pilots.models import Event
from tests.support.builders import a_kind, a_person, an_event
from tests.support.evaluation_records import a_survey, a_wave
from tests.support.fixtures import programme  # noqa: F401

LAST = {"id", "history_id", "history_date", "recorded_at", "slug", "name"}


def told(record: Any) -> dict[str, Any]:
    fields = record._meta.concrete_fields
    return {f.attname: getattr(record, f.attname) for f in fields if f.name not in LAST}


def given(programme: Programme, slug: str) -> dict[str, Any]:  # noqa: F811
    return blank_row(Event) | {
        "programme_id": programme.pk, "kind_id": a_kind(programme).pk, "slug": slug, "name": slug,
        "status": "held", "happened": "2019-10-24", "day": date(2019, 10, 24),
        "reported_on": date(2019, 11, 1), "recorded_at": "2019-11-01T12:00:00Z",
    }  # fmt: skip


def test_a_row_is_what_a_saved_record_is(programme: Programme) -> None:  # noqa: F811
    by = a_person(Role.PROGRAMME_MANAGER, programme)
    row = given(programme, "many")
    add_rows(Event, list(row), [list(row.values())])
    many = Event.objects.get(slug="many")
    record_many(Event.objects.filter(pk=many.pk), sort="+", by=by, why="x" * 200)
    one = Event(programme=programme, kind=many.kind, slug="one", name="one", status="held")
    one.happened, one.reported_on = many.happened, many.reported_on
    record_by(one, by=by, why="x" * 100)
    one.save()
    one.refresh_from_db()

    assert told(many) == told(one)
    assert many.belongs_on == date(2019, 10, 24)
    assert told(many.history.get()) == told(one.history.get())


def test_what_contradicts_a_rule_of_the_database_adds_nothing(
    programme: Programme,  # noqa: F811
) -> None:
    row = given(programme, "same")

    with pytest.raises(IntegrityError), transaction.atomic():
        add_rows(Event, list(row), [list(row.values())] * 2)
    assert not Event.objects.exists()


def test_texts_of_any_sort_come_through(programme: Programme) -> None:  # noqa: F811
    texts = ["\\N", "\t\n\\", "a,b\"c'", "سلام 🎉", ""]
    rows = [given(programme, f"e{n}") | {"findings": text} for n, text in enumerate(texts)]
    add_rows(Event, list(rows[0]), [list(row.values()) for row in rows])

    assert list(Event.objects.order_by("slug").values_list("findings", flat=True)) == texts


def test_each_points_to_its_own(programme: Programme) -> None:  # noqa: F811
    a, b, c = (an_event(programme, name, slug=name) for name in "abc")

    point_each(Event, "repeats", {a.pk: b.pk, b.pk: c.pk})

    found = dict(Event.objects.order_by("slug").values_list("slug", "repeats__slug"))
    assert found == {"a": "b", "b": "c", "c": None}


def test_records_are_added_as_saving_each_would(programme: Programme) -> None:  # noqa: F811
    wave = a_wave(a_survey(programme), "Once")
    question = wave.version_asked.questions.first()
    plain, saved = (
        Response(wave=wave, channel="public", received_on=wave.opens_on, code_parts=["a", "ü"])
        for _ in range(2)
    )
    saved.save()
    add_records(Response, [plain])
    said = [Answer(response=plain, question=question, value=n, text="50% – ’") for n in (1, 2)]
    add_records(Answer, said)
    add_records(Answer, [])

    kept = Response.objects.get(pk=plain.pk)
    assert told(kept) == told(Response.objects.get(pk=saved.pk))
    assert list(kept.answers.order_by("value")) == said
    with pytest.raises(IntegrityError), transaction.atomic():
        add_records(Response, [plain])
