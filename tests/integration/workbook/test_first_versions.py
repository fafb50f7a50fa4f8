"""The migration that writes first versions down says what loading the same plan would say."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from milestones.actions.versions import plan_in_tables, take_in
from milestones.models import Delivery, DeliveryUpdate, PlanVersion, TargetContext
from partnership.programmes.models import Programme
from partnership.workbook.loading import Loaded
from tests.integration.workbook.conftest import load_spoilt, without_versions

pytestmark = pytest.mark.django_db
migration = import_module("milestones.migrations.0005_first_versions")


@pytest.fixture
def migrated(db: None) -> Programme:
    """A programme as it was before versions were kept, and then migrated."""
    loaded: Loaded = load_spoilt(without_versions)
    Delivery.objects.update(works_to=None, from_on=date(2000, 1, 1))
    DeliveryUpdate.objects.update(times_moved=0)
    PlanVersion.objects.all().delete()
    TargetContext.objects.all().delete()  # no target named contexts then
    migration.write_first_versions(apps, None)
    return loaded.programme


def test_the_first_version_is_the_plan_as_it_stood(migrated: Programme) -> None:
    (version,) = migrated.plan_versions.all()

    assert (version.number, version.in_force_on) == (1, date(2024, 2, 1))
    assert version.plan == plan_in_tables(migrated, version)
    assert take_in(programme=migrated, why="again", by=None) is None


def test_deliveries_work_to_it_since_their_milestone_was_planned(migrated: Programme) -> None:
    rows = Delivery.objects.select_related("milestone", "works_to")

    assert len(rows) == 5
    for row in rows:
        assert row.works_to
        assert row.works_to.number == 1
        assert row.from_on == row.milestone.reported_on


def test_moved_dates_are_counted(migrated: Programme) -> None:
    moves = {
        str(update.delivery): update.times_moved
        for update in DeliveryUpdate.objects.select_related("delivery__milestone", "delivery__area")
    }

    assert moves == {"M1, whole programme": 0, "M2, East Quay": 1, "M2, West Quay": 0}
