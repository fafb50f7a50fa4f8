"""The release before this one writes to the tables as they are now, while it is replaced."""

from datetime import date
from typing import Any

import pytest
from django.db.migrations.loader import MigrationLoader
from django.db.models import NOT_PROVIDED
from django.test import override_settings

from milestones.actions.versions import plan_in_tables
from milestones.collect import plan_part
from milestones.models import Delivery
from partnership.programmes.models import Programme
from partnership.programmes.reach import EVERYTHING
from tests.support.builders import START, a_kind
from tests.support.plans import a_milestone, a_plan, write_down

PREVIOUS = [  # the last migration of each app in the release before this one
    ("people", "0003_verified_addresses"),
    ("programmes", "0003_programme_roles_only"),
    ("pilots", "0006_minutes_as_approved"),
    ("milestones", "0002_history_of_milestones"),
    ("evaluation", "0001_initial"),
    ("reports", "0001_initial"),
]


@pytest.fixture(scope="module")
def loader() -> MigrationLoader:
    with override_settings(MIGRATION_MODULES={}):  # also where tests are run without them
        return MigrationLoader(None)


@pytest.fixture(scope="module")
def before(loader: MigrationLoader) -> Any:
    """The models as the release before this one knows them."""
    return loader.project_state(PREVIOUS).apps


def test_no_column_is_wanted_that_it_does_not_know(loader: MigrationLoader, before: Any) -> None:
    now = loader.project_state().apps
    wanted = []
    for model in before.get_models():
        known = {field.name for field in model._meta.local_fields}
        later = now.get_model(model._meta.app_label, model._meta.model_name)
        wanted += [
            str(field)
            for field in later._meta.local_fields
            if field.name not in known and not field.null and field.db_default is NOT_PROVIDED
        ]

    assert wanted == []


@pytest.mark.django_db
def test_what_it_writes_of_a_plan_is_read_as_it_meant_it(before: Any) -> None:
    programme = a_plan(areas=1)
    (area,) = programme.areas.all()
    milestone = a_milestone(programme, "M1", due_month=3)
    write_down(programme)
    Delivery.objects.all().delete()
    get = lambda name: before.get_model("milestones", name)  # noqa: E731

    delivery = get("Delivery").objects.create(
        programme_id=programme.pk,
        milestone_id=milestone.pk,
        area_id=area.pk,
        baseline_on=date(2019, 3, 31),
    )
    get("DeliveryUpdate").objects.create(
        delivery=delivery,
        number=1,
        reported_on=date(2019, 2, 1),
        agreed_on=date(2019, 3, 31),
        said_stage="started",
        stage="started",
    )
    get("Target").objects.create(
        milestone_id=milestone.pk,
        number=1,
        wanted=4,
        what="fun days",
        per="each-area",
        event_kind_id=a_kind(programme).pk,
    )
    get("Risk").objects.create(
        programme_id=programme.pk, reference="R1", title="Nobody comes", reported_on=START
    )

    (row,) = plan_part(programme, as_at=date(2019, 2, 28), reach=EVERYTHING).deliveries
    assert (row.standing.updated_on, row.times_moved) == (date(2019, 2, 1), 0)
    (planned,) = plan_in_tables(Programme.objects.get(), None).milestones
    assert [(each.counts, each.event_kind) for each in planned.targets] == [("events", "fun-day")]
