"""Details of an event, row by row: added, changed, removed, and what is refused."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from partnership.dates import PartialDate
from partnership.people.models import Organisation, OrganisationAlias, Role, User
from partnership.programmes.models import Programme
from pilots.actions import organisations
from pilots.actions.organisations import known_or_added
from pilots.models import ConsultationQuestion, Event
from tests.support.builders import (
    a_count,
    a_group,
    a_partner,
    a_person,
    a_priority_group,
    a_source,
    an_activity,
    an_area,
    an_event,
    an_organisation,
)
from tests.support.posting import opened, standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(programme: Programme) -> User:
    return a_person(Role.PROGRAMME_MANAGER, programme)


@pytest.fixture
def client(manager: User) -> Client:
    client = Client()
    client.force_login(manager)
    return client


@pytest.fixture
def event(programme: Programme) -> Event:
    return an_event(programme, area=an_area(programme))


def address(event: Event, part: str = "") -> str:
    step = f"details/{part}/" if part else ""
    return f"/programmes/{event.programme.slug}/events/{event.slug}/{step}"


def send(client: Client, event: Event, part: str, **typed: Any) -> Any:
    event.refresh_from_db()
    data = {"seen_version": event.version, **typed}
    return client.post(address(event, part), data)


def said(response: Any) -> str:
    assert response.status_code == 200
    return str(response.context["form"].errors)


def test_rows_are_added_changed_and_removed_with_their_history(
    client: Client, event: Event, manager: User
) -> None:
    disco, film = an_activity(event, "Disco"), an_activity(event, "Film")
    typed = {f"there_{disco.pk}": "1", f"name_{disco.pk}": "Disco", f"sessions_{disco.pk}": "2"}
    typed |= {f"there_{film.pk}": "1", f"name_{film.pk}": "Film", f"remove_{film.pk}": "on"}
    typed |= {f"participations_qualifier_{key.pk}": "exact" for key in (disco, film)}

    assert send(client, event, "activities", name_new1="Den", **typed).status_code == 302

    assert [each.name for each in event.activities.all()] == ["Disco", "Den"]
    assert event.activities.get(name="Disco").sessions == 2
    latest = event.history.first()
    assert latest.history_user == manager
    assert latest.history_change_reason == "Activities: added Den; changed Disco; removed Film"
    page = client.get(address(event)).content.decode()
    assert "Activities: added Den; changed Disco; removed Film" in page


def test_two_rows_may_swap_their_names(client: Client, event: Event) -> None:
    one, two = an_activity(event, "One", detail="first"), an_activity(event, "Two", detail="second")
    typed = {}
    for row, name in ((one, "Two"), (two, "One")):
        typed |= {f"there_{row.pk}": "1", f"name_{row.pk}": name, f"detail_{row.pk}": row.detail}
        typed[f"participations_qualifier_{row.pk}"] = "exact"

    assert send(client, event, "activities", **typed).status_code == 302

    assert [(a.name, a.detail) for a in event.activities.all()] == [
        ("Two", "first"), ("One", "second"),
    ]  # fmt: skip


def test_a_row_is_there_once(client: Client, event: Event) -> None:
    typed = {"name_new1": "Disco", "name_new2": "disco"}

    assert "there twice" in said(send(client, event, "activities", **typed))
    assert not event.activities.exists()


def test_what_nobody_typed_changes_nothing(client: Client, event: Event) -> None:
    before = event.version

    assert send(client, event, "coverage").status_code == 302
    event.refresh_from_db()
    assert event.version == before


def test_a_detail_without_a_name_is_asked_for_it(client: Client, event: Event) -> None:
    assert "Fill in" in said(send(client, event, "activities", detail_new1="Loud"))


def test_nobody_counted_is_told_from_not_recorded(client: Client, event: Event) -> None:
    counts = {"type_new1": "attendance", "group_new1": "adults", "value_new1": "0"}
    counts |= {"type_new2": "attendance", "group_new2": "children", "value_new2": ""}
    counts |= {"qualifier_new1": "exact", "qualifier_new2": "exact"}

    assert send(client, event, "counts", **counts).status_code == 302
    assert [count.value for count in event.counts.order_by("group")] == [0, None]


def test_attendance_above_footfall_is_kept_with_a_word_why(client: Client, event: Event) -> None:
    counts = {"type_new1": "attendance", "value_new1": "50", "qualifier_new1": "exact"}
    counts |= {"type_new2": "footfall", "value_new2": "40", "qualifier_new2": "exact"}

    assert "Mend it, or say why" in said(send(client, event, "counts", **counts))
    assert send(client, event, "counts", why="Side door", **counts).status_code == 302

    assert event.counts.count() == 2
    page = client.get(address(event)).content.decode()
    assert "Attendance (50) is more than footfall (40). Why: Side door." in page


def test_a_reason_that_has_nothing_to_explain_any_more_goes(client: Client, event: Event) -> None:
    count = a_count(event, "attendance", 50)
    a_count(event, "footfall", 40)
    Event.objects.filter(pk=event.pk).update(above_why="Side door")
    typed = {f"there_{c.pk}": "1" for c in event.counts.all()}
    typed |= {f"type_{c.pk}": c.type for c in event.counts.all()}
    typed |= {f"qualifier_{c.pk}": "exact" for c in event.counts.all()}
    typed |= {f"value_{c.pk}": "40" for c in event.counts.all()} | {"why": "Side door"}

    assert send(client, event, "counts", **typed).status_code == 302

    count.refresh_from_db()
    event.refresh_from_db()
    assert (count.value, event.above_why) == (40, "")


@pytest.mark.parametrize("typed", ["-1", "1000001", "many"])
def test_what_can_be_no_number_of_people_is_refused(
    client: Client, event: Event, typed: str
) -> None:
    said(send(client, event, "counts", type_new1="attendance", value_new1=typed))
    assert not event.counts.exists()


def test_confirmed_counts_are_not_changed_here(client: Client, event: Event) -> None:
    a_count(event, "attendance", 5)
    Event.objects.filter(pk=event.pk).update(status="confirmed", confirmed_on="2026-01-01")

    assert client.get(address(event, "counts")).status_code == 302
    count = {"type_new1": "footfall", "value_new1": "9", "qualifier_new1": "exact"}
    assert "confirmed" in said(send(client, event, "counts", **count))
    assert event.counts.count() == 1


def test_an_organisation_is_known_by_its_alias(client: Client, event: Event) -> None:
    camhs = an_organisation("Child and Adolescent Mental Health Service")
    OrganisationAlias.objects.create(organisation=camhs, name="CAMHS")

    assert send(client, event, "partners", organisation_new1="camhs").status_code == 302
    assert event.partners.get().organisation == camhs


def test_an_organisation_that_is_not_there_is_added_when_asked(
    client: Client, event: Event
) -> None:
    assert "We don’t know" in said(send(client, event, "partners", organisation_new1="Tea Club"))
    new = {"organisation_new1": "Tea Club", "is_new_new1": "on", "sector_new1": "third-sector"}

    assert send(client, event, "partners", **new).status_code == 302
    assert event.partners.get().organisation == Organisation.objects.get(name="Tea Club")
    assert Organisation.objects.get(name="Tea Club").sector == "third-sector"


def test_every_name_of_the_register_is_suggested_with_whose_it_is(
    client: Client, event: Event
) -> None:
    camhs = an_organisation("Child and Adolescent Mental Health Service")
    OrganisationAlias.objects.create(organisation=camhs, name="CAMHS")

    page = client.get(address(event, "partners")).content.decode()

    assert f'<option value="CAMHS">{camhs}</option>' in page
    assert f'<option value="{camhs}"></option>' in page


def test_an_organisation_that_looks_like_a_known_one_is_asked_about(
    client: Client, event: Event
) -> None:
    leisure = an_organisation("KA Leisure")
    new = {"organisation_new1": "K.A. Leisure", "is_new_new1": "on"}

    asked = send(client, event, "partners", **new)
    assert "looks like an organisation that we know" in said(asked)
    assert "KA Leisure</label>" in asked.content.decode()

    send(client, event, "partners", **new, which_new1=leisure.slug)
    assert event.partners.get().organisation == leisure
    send(client, event, "partners", organisation_new1="KA Leisures", which_new1="*")
    assert {each.organisation.name for each in event.partners.all()} == {
        "KA Leisure",
        "KA Leisures",
    }


def test_an_organisation_out_of_reach_is_neither_suggested_nor_asked_about(
    client: Client, event: Event
) -> None:
    elsewhere = an_event(event.programme, "Elsewhere", area=an_area(event.programme, "Midlothian"))
    elsewhere.partners.create(organisation=an_organisation("Lasswade Tea Club"))
    own = Client()
    own.force_login(a_person(Role.AREA_MANAGER, event.area))

    assert "Lasswade" not in own.get(address(event, "partners")).content.decode()
    new = {"organisation_new1": "Laswade Tea Club", "is_new_new1": "on"}
    assert send(own, event, "partners", **new).status_code == 302


def test_of_two_who_add_one_organisation_at_once_one_adds_it(
    manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name comes in between the look and the writing."""
    slug = organisations.fresh_slug

    def meanwhile(*given: Any, **more: Any) -> str:
        an_organisation("Tea Club")
        return str(slug(*given, **more))

    monkeypatch.setattr(organisations, "fresh_slug", meanwhile)
    found, is_new = known_or_added(name="tea club", sector="", by=manager)

    assert (found.name, is_new) == ("Tea Club", False)


def test_what_is_given_in_kind_is_worth_its_hours(client: Client, event: Event) -> None:
    an_organisation("KA Leisure")
    row = {"organisation_new1": "KA Leisure", "hours_new1": "6", "hourly_rate_new1": "20.50"}

    assert "given in kind" in said(send(client, event, "partners", **row))
    assert send(client, event, "partners", **row, given_new1="in-kind").status_code == 302
    assert event.partners.get().worth == Decimal("123.00")
    page = client.get(address(event)).content.decode()
    assert "£20.50 an hour (source not recorded): worth about £123.00" in page


def test_the_source_of_a_rate_is_shown(client: Client, event: Event) -> None:
    an_organisation("KA Leisure")
    row = {"organisation_new1": "KA Leisure", "given_new1": "in-kind", "hours_new1": "2"}
    row |= {"rate_source_new1": "Its letter of 3 May"}

    assert "Give the rate too" in said(send(client, event, "partners", **row))
    send(client, event, "partners", **row, hourly_rate_new1="10")

    page = client.get(address(event)).content.decode()
    assert "In kind, 2 hours, declared rate £10.00 an hour (Its letter of 3 May)" in page


def test_what_was_paid_for_is_never_added_to_what_was_given(client: Client, event: Event) -> None:
    paid = {"given": "commissioned", "cost": Decimal(250)}
    given = {"given": "in-kind", "hours": Decimal(6), "hourly_rate": Decimal(20)}
    for name, fields in (("A", paid), ("B", given), ("C", {"given": "in-kind"})):
        partner = a_partner(event, an_organisation(name))
        type(partner).objects.filter(pk=partner.pk).update(**fields)

    page = client.get(address(event)).content.decode()

    assert "Commissioned: £250.00</p>" in page
    assert "In kind: about £120.00 (1 of 2 not recorded), 6 hours</p>" in page
    assert "370" not in page[page.index("<main") : page.index("</main>")]


def test_an_unknown_cost_is_not_nothing(client: Client, event: Event) -> None:
    an_organisation("Joyworks")
    row = {"organisation_new1": "Joyworks", "given_new1": "commissioned"}

    assert send(client, event, "partners", **row).status_code == 302
    assert "Commissioned, cost not recorded" in client.get(address(event)).content.decode()


def test_answers_are_counts_and_never_per_cents(client: Client, event: Event) -> None:
    ConsultationQuestion.objects.create(event=event, number=1, text="What next?")
    theme = {"theme_new1": "Quiet rooms", "answers_new1": "7", "qualifier_new1": "about"}

    assert send(client, event, "questions/1", **theme).status_code == 302
    page = client.get(address(event)).content.decode()
    assert "Quiet rooms: about 7" in page


def test_a_new_method_joins_the_programmes(client: Client, event: Event) -> None:
    a_priority_group(event.programme, "Carers")

    response = send(
        client, event, "about", purpose="To meet", priority_groups="carers", new_method="Shadowing"
    )

    assert response.status_code == 302
    event.refresh_from_db()
    assert [str(each) for each in event.methods.all()] == ["Shadowing"]
    why = event.history.first().history_change_reason
    assert why == "Priority groups: added Carers. Learning methods: added Shadowing"


def test_who_was_slower_sees_what_stands_now(client: Client, event: Event) -> None:
    disco = an_activity(event, "Disco")
    typed = {f"there_{disco.pk}": "1", f"name_{disco.pk}": "Dance"}
    typed |= {f"participations_qualifier_{disco.pk}": "exact", "seen_version": event.version}
    send(client, event, "coverage", medium_new1="Radio", what_new1="A word")

    response = client.post(address(event, "activities"), typed)

    assert "Somebody changed this while you were writing" in response.content.decode()
    assert event.activities.get().name == "Disco"


def test_a_row_that_came_meanwhile_stays(client: Client, event: Event) -> None:
    an_activity(event, "Disco")

    assert send(client, event, "activities", name_new1="Den").status_code == 302
    assert event.activities.count() == 2


def test_details_that_are_sent_after_the_session_ended_are_there_after_signing_in(
    client: Client, event: Event, manager: User
) -> None:
    typed = {**opened(client, address(event, "activities")), "name_new1": "Disco"}
    Session.objects.all().delete()
    assert "/sign-in/" in client.post(address(event, "activities"), typed)["Location"]
    client.force_login(manager)

    again = client.get(address(event, "activities"))

    assert "What you typed is here again" in again.content.decode()
    sent = {name: value or "" for name, value in standing(again.context["form"]).items()}
    assert client.post(address(event, "activities"), sent).status_code == 302
    assert event.activities.get().name == "Disco"


def test_another_part_is_not_found(client: Client, event: Event) -> None:
    assert client.get(address(event, "nonsense")).status_code == 404
    assert client.get(address(event, "questions/9")).status_code == 404


def test_who_reads_changes_nothing(viewer: Client, event: Event) -> None:
    assert viewer.get(address(event, "activities")).status_code == 403
    assert "Add or change" not in viewer.get(address(event)).content.decode()


def test_what_a_paper_had_is_reported_on_its_day(client: Client, event: Event) -> None:
    Event.objects.filter(pk=event.pk).update(reported_on=date(2026, 5, 1))
    a_source(event.programme, dated_on=date(2019, 10, 24), slug="paper")

    assert "Choose the paper" in said(send(client, event, "about", as_paper="on"))
    assert send(client, event, "about", as_paper="on", source="paper").status_code == 302

    event.refresh_from_db()
    assert event.reported_on == event.belongs_on == date(2019, 10, 24)


def test_what_was_known_before_a_paper_stays_so(client: Client, event: Event) -> None:
    a_source(event.programme, dated_on=event.reported_on + timedelta(days=1), slug="paper")

    answer = said(send(client, event, "about", as_paper="on", source="paper"))

    assert "before that paper" in answer


def test_who_does_not_confirm_moves_no_event_to_an_earlier_report(event: Event) -> None:
    group = a_group(event.programme, "North group", area=event.area)
    member = a_person(Role.STEERING_MEMBER, group)
    today = timezone.localdate()
    Event.objects.filter(pk=event.pk).update(logged_by=member, group=group, reported_on=today)
    event.happened = PartialDate.on(today)
    event.save(update_fields=["happened"])
    a_source(event.programme, dated_on=date(2019, 10, 24), slug="paper")
    client = Client()
    client.force_login(member)

    assert send(client, event, "about", as_paper="on", source="paper").status_code == 302

    event.refresh_from_db()
    assert (event.source, event.reported_on) == (event.programme.sources.get(), today)
