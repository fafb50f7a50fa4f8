"""Two records of one organisation become one: nothing is lost, and it is undone within a day."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from partnership.people import merging
from partnership.people.models import Organisation, OrganisationMerge
from partnership.people.refusals import RefusedError
from partnership.programmes.models import Programme
from pilots.actions import organisations as actions
from pilots.models import Membership
from tests.support.builders import (
    a_group,
    a_member,
    a_partner,
    a_partner_role,
    a_person,
    a_programme,
    an_activity,
    an_area,
    an_event,
    an_organisation,
)
from tests.support.organisations import at, manager, named

__all__ = ["manager"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def two(programme: Programme) -> tuple[Organisation, Organisation]:
    """Two records of one organisation, each named by records of every kind."""
    kept, duplicate = an_organisation("the ALLIANCE"), an_organisation("Alliance", sector="council")
    duplicate.aliases.create(name="HSCA")
    area = an_area(programme, council=duplicate)
    for each in (kept, duplicate):
        a_partner_role(programme, each, "sponsor")
    a_partner_role(programme, duplicate, "partner", area=area)
    event = an_event(programme)
    a_partner(event, duplicate)
    an_activity(event, "Den building", provider=duplicate)
    a_member(a_group(programme), "Lead", organisation=duplicate)
    return kept, duplicate


def naming() -> list[tuple[str, str, int]]:
    """Every (model, field, organisation) in the database, with the organisations themselves."""
    rows = [
        (model.__name__, name, row)
        for model, name in merging.references()
        for row in model._base_manager.exclude(**{name: None}).values_list("pk", name)
    ]
    own = Organisation.objects.values_list("pk", "name", "sector", "description")
    return sorted(map(repr, [*rows, *own]))


def test_a_merge_moves_all_that_named_the_duplicate(
    two: tuple[Organisation, Organisation],
) -> None:
    kept, duplicate = two
    named_before = {row for row in naming() if row.endswith(f"{duplicate.pk}))")}
    assert len(named_before) == 7

    merging.merge(kept=kept, duplicate=duplicate, by=a_person())

    assert Organisation.objects.get() == kept
    kept.refresh_from_db()
    assert kept.sector == "council"
    assert {alias.name for alias in kept.aliases.all()} == {"HSCA", "Alliance"}
    assert sorted(kept.partner_roles.values_list("role", flat=True)) == ["partner", "sponsor"]
    assert Organisation.objects.known_as("alliance").get() == kept


def test_a_seat_that_a_merge_moved_counts_as_changed(
    two: tuple[Organisation, Organisation],
) -> None:
    seat = Membership.objects.get()

    merging.merge(kept=two[0], duplicate=two[1], by=a_person())

    seat.refresh_from_db()
    assert (seat.organisation, seat.version) == (two[0], 2)


def test_undoing_brings_every_row_back_as_it_was(two: tuple[Organisation, Organisation]) -> None:
    before = naming()
    merged = merging.merge(kept=two[0], duplicate=two[1], by=a_person())
    assert naming() != before

    merging.undo(merged=merged, by=a_person())

    assert naming() == before


def test_a_merge_can_be_undone_for_a_day_and_once(two: tuple[Organisation, Organisation]) -> None:
    merged = merging.merge(kept=two[0], duplicate=two[1], by=a_person())

    with (
        time_machine.travel(timezone.now() + timedelta(hours=25)),
        pytest.raises(RefusedError, match="can no longer be undone"),
    ):
        merging.undo(merged=merged, by=a_person())
    with time_machine.travel(timezone.now() + timedelta(hours=23)):
        merging.undo(merged=merged, by=a_person())
    with pytest.raises(RefusedError, match="can no longer be undone"):
        merging.undo(merged=merged, by=a_person())


def test_what_changed_after_a_merge_stays_when_it_is_undone(
    programme: Programme, two: tuple[Organisation, Organisation]
) -> None:
    kept, duplicate = two
    merged = merging.merge(kept=kept, duplicate=duplicate, by=a_person())
    other = an_organisation("Council of the place")
    area = programme.areas.get()
    area.council = other
    area.save()

    merging.undo(merged=merged, by=a_person())

    assert programme.areas.get().council == other


def test_what_was_written_after_a_merge_outlives_its_undoing(
    two: tuple[Organisation, Organisation],
) -> None:
    kept, duplicate = two
    Organisation.objects.filter(pk=duplicate.pk).update(description="A network.")
    merged = merging.merge(kept=kept, duplicate=duplicate, by=a_person())
    Organisation.objects.filter(pk=kept.pk).update(description="A network of charities.")

    merging.undo(merged=merged, by=a_person())

    kept.refresh_from_db()
    assert (kept.description, kept.sector) == ("A network of charities.", "")


def test_a_record_is_not_merged_away_while_a_merge_into_it_can_be_undone(
    two: tuple[Organisation, Organisation],
) -> None:
    kept, duplicate = two
    third = an_organisation("Health and Social Care Alliance")
    first = merging.merge(kept=kept, duplicate=duplicate, by=a_person())

    with pytest.raises(RefusedError, match=r"Alliance was merged into the ALLIANCE.* Undo that"):
        merging.merge(kept=third, duplicate=kept, by=a_person())
    merging.undo(merged=first, by=a_person())
    merging.merge(kept=third, duplicate=kept, by=a_person())

    assert Organisation.objects.known_as("the ALLIANCE").get() == third


def test_a_day_after_a_merge_the_record_can_be_merged_further(
    two: tuple[Organisation, Organisation],
) -> None:
    third = an_organisation("Health and Social Care Alliance")
    merging.merge(kept=two[0], duplicate=two[1], by=a_person())

    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        merging.merge(kept=third, duplicate=two[0], by=a_person())

    assert Organisation.objects.known_as("HSCA").get() == third


@pytest.mark.django_db(transaction=True)
def test_a_merge_is_not_undone_to_name_a_record_that_is_gone(
    two: tuple[Organisation, Organisation],
) -> None:
    kept, duplicate = two
    later, same = an_organisation("Public Health Scotland"), an_organisation("PHS")
    Organisation.objects.filter(pk=duplicate.pk).update(became=later)
    Organisation.objects.filter(pk=kept.pk).update(became=same)
    merged = merging.merge(kept=kept, duplicate=duplicate, by=a_person())
    merging.merge(kept=same, duplicate=later, by=a_person())

    with pytest.raises(RefusedError, match=r"\(organisation\) that is gone since"):
        merging.undo(merged=merged, by=a_person())
    assert not Organisation.objects.filter(pk=duplicate.pk).exists()


def test_an_organisation_is_not_merged_into_itself(programme: Programme, manager: Client) -> None:
    organisation = named(programme, "HIRS")
    form = {"once_key": uuid4(), "kept": organisation.pk, "duplicate": organisation.pk}

    page = manager.post(at("organisation-merge", programme), form).content.decode()

    assert "An organisation can’t be merged into itself" in page
    assert not OrganisationMerge.objects.exists()


def test_one_that_became_the_other_is_no_duplicate(programme: Programme) -> None:
    later = an_organisation("Public Health Scotland")
    earlier = an_organisation("NHS Health Scotland", became=later)

    for kept, duplicate in ((earlier, later), (later, earlier)):
        with pytest.raises(RefusedError, match="one after the other"):
            merging.merge(kept=kept, duplicate=duplicate, by=a_person())


def test_a_manager_merges_and_undoes_in_the_browser(
    programme: Programme, manager: Client, two: tuple[Organisation, Organisation]
) -> None:
    kept, duplicate = two
    preview = manager.get(at("organisation-merge", programme), {"duplicate": duplicate.slug})
    assert "2 partner roles" in preview.content.decode()

    form = {"once_key": uuid4(), "kept": kept.pk, "duplicate": duplicate.pk}
    page = manager.post(at("organisation-merge", programme), form, follow=True).content.decode()
    assert "Alliance is now one of the names of the ALLIANCE" in page

    register = manager.get(at("organisation-register", programme)).content.decode()
    assert "Undo the merge" in register
    merged = OrganisationMerge.objects.get()
    undone = manager.post(at("organisation-merge-undo", programme, merged.pk), follow=True)
    assert "Alliance is a record of its own again" in undone.content.decode()


def test_a_manager_merges_nothing_that_another_programme_names(
    programme: Programme, two: tuple[Organisation, Organisation]
) -> None:
    kept, duplicate = two
    a_partner_role(a_programme("Another"), duplicate)

    with pytest.raises(RefusedError, match="only an administrator"):
        actions.merge(kept=kept, duplicate=duplicate, within=programme, by=a_person())
    actions.merge(kept=kept, duplicate=duplicate, within=None, by=a_person())
