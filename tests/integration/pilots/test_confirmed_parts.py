"""Figures of activities, sectors and feedback are kept as they were once they are confirmed."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from partnership.people.models import Role, User
from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from pilots.collect.engagement import engagement_part
from pilots.models import Event, EventFeedback, EventParticipants
from tests.support.builders import a_count, a_group, a_person, an_activity, an_area, an_event

pytestmark = pytest.mark.django_db
EARLIER = timezone.localdate() - timedelta(days=1)
SURE = "participations_qualifier"


@pytest.fixture
def event(programme: Programme) -> Event:
    """A confirmed event of long ago, with a figure of each part."""
    event = an_event(
        programme, area=an_area(programme), status="confirmed", confirmed_on=date(2019, 11, 1),
        happened="2019-10-01", reported_on=date(2019, 10, 1),
    )  # fmt: skip
    a_count(event, "attendance", 40)
    an_activity(event, "Laughter", participations=34)
    EventParticipants.objects.create(event=event, sector="health", value=9, as_stated="nine")
    EventFeedback.objects.create(
        event=event, position=1, answer="very satisfied", per_cent=Decimal(94),
        as_stated="94% very satisfied",
    )  # fmt: skip
    return event


@pytest.fixture
def client(programme: Programme) -> Client:
    return client_of(a_person(Role.PROGRAMME_MANAGER, programme))


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(client: Client, event: Event, **asked: str) -> str:
    address = f"/programmes/{event.programme.slug}/events/{event.slug}/"
    return client.get(address, asked).content.decode()


def told(client: Client, event: Event, **asked: str) -> str:
    """The page without the event's history, which a look back shows whole."""
    return page(client, event, **asked).split('<section class="history"')[0]


def send(client: Client, event: Event, part: str, **typed: Any) -> Any:
    event.refresh_from_db()
    address = f"/programmes/{event.programme.slug}/events/{event.slug}/details/{part}/"
    return client.post(address, {"seen_version": event.version} | typed)


def laughter(event: Event, **typed: str) -> dict[str, str]:
    """The row of the activity as it stands, and what is typed over it."""
    row = event.activities.get(name="Laughter")
    stands = {"there": "1", "name": "Laughter", "participations": "34", SURE: "exact"}
    return {f"{name}_{row.pk}": value for name, value in (stands | typed).items()}


def health(event: Event, value: str) -> dict[str, str]:
    key = event.participants.get().pk
    typed = {"there": "1", "sector": "health", "value": value, "qualifier": "exact"}
    return {f"{name}_{key}": each for name, each in typed.items()} | {f"as_stated_{key}": "nine"}


def satisfied(event: Event, per_cent: str, stated: str) -> dict[str, str]:
    key = event.feedback.get().pk
    typed = {"there": "1", "answer": "very satisfied", "per_cent": per_cent, "as_stated": stated}
    return {f"{name}_{key}": each for name, each in typed.items()}


def test_a_corrected_participation_is_kept_and_seen_by_looking_back(
    client: Client, event: Event
) -> None:
    typed = laughter(event, participations="30")

    assert (
        "say why they are corrected" in send(client, event, "activities", **typed).content.decode()
    )
    assert send(client, event, "activities", why="A list was found", **typed).status_code == 302

    now, then = page(client, event), page(client, event, as_at=EARLIER.isoformat())
    assert "Participations in Laughter" in now
    assert "corrected from 34 to 30; A list was found" in now  # its history
    assert '<td data-label="It was">34</td><td data-label="It became">30</td>' in now
    assert 'class="number">30</td>' in now
    assert 'class="number">34</td>' in then
    assert "It became" not in then


def test_a_corrected_sector_is_kept(client: Client, event: Event) -> None:
    assert (
        send(client, event, "sectors", why="Counted twice", **health(event, "7")).status_code == 302
    )

    assert "<dd>7</dd>" in page(client, event)
    assert "<dd>9</dd>" in page(client, event, as_at=EARLIER.isoformat())
    (kept,) = event.corrections.all()
    assert (kept.part, kept.group, kept.was, kept.became, kept.was_stated) == (
        "sector", "health", "9", "7", "nine",
    )  # fmt: skip


def test_corrected_satisfaction_is_kept(client: Client, event: Event) -> None:
    typed = satisfied(event, "92", "92% very satisfied")
    assert send(client, event, "feedback", why="Misread", **typed).status_code == 302

    assert "“92% very satisfied”" in page(client, event)
    then = told(client, event, as_at=EARLIER.isoformat())
    assert "“94% very satisfied”" in then
    assert "92%" not in then


def test_a_row_that_came_with_a_correction_was_not_there_before(
    client: Client, event: Event
) -> None:
    row = {"name_new1": "Film show", "participations_new1": "12", f"{SURE}_new1": "about"}
    typed = laughter(event) | row

    assert send(client, event, "activities", why="Forgotten", **typed).status_code == 302

    assert "Film show" in page(client, event)
    assert "Film show" not in told(client, event, as_at=EARLIER.isoformat())


def test_words_of_a_confirmed_event_change_without_a_correction(
    client: Client, event: Event
) -> None:
    assert (
        send(client, event, "activities", **laughter(event, detail="In the yard")).status_code
        == 302
    )

    assert not event.corrections.exists()
    assert event.activities.get().detail == "In the yard"


def test_a_renamed_activity_takes_its_corrections_along(client: Client, event: Event) -> None:
    send(client, event, "activities", why="Found", **laughter(event, participations="30"))
    renamed = laughter(event, participations="30", name="Laughing")
    assert send(client, event, "activities", **renamed).status_code == 302

    assert event.corrections.get().group == "Laughing"
    assert 'class="number">34</td>' in page(client, event, as_at=EARLIER.isoformat())


def test_a_row_with_a_confirmed_figure_stays(client: Client, event: Event) -> None:
    typed = laughter(event, remove="on")

    answer = send(client, event, "activities", why="Wrong", **typed).content.decode()

    assert "are confirmed, so it stays" in answer
    assert event.activities.exists()


def test_who_does_not_confirm_changes_no_confirmed_figure(event: Event) -> None:
    group = a_group(event.programme, "North group", area=event.area)
    member = a_person(Role.STEERING_MEMBER, group)
    Event.objects.filter(pk=event.pk).update(
        logged_by=member, group=group, happened=timezone.localdate().isoformat()
    )
    client = client_of(member)

    typed = laughter(event, participations="1", detail="In the yard")
    assert send(client, event, "activities", why="x", **typed).status_code == 302

    activity = event.activities.get()
    assert (activity.participations, activity.detail) == (34, "In the yard")
    assert not event.corrections.exists()


def test_a_report_as_at_a_day_before_says_what_it_said(client: Client, event: Event) -> None:
    send(client, event, "activities", why="Found", **laughter(event, participations="30"))
    send(client, event, "feedback", why="Misread", **satisfied(event, "92", "92% very satisfied"))
    period = Period.holding(date(2019, 10, 1))

    def reported(as_at: date) -> tuple[Any, ...]:
        part = engagement_part(event.programme, period=period, as_at=as_at)
        (row,) = part.held
        return (
            part.now.participation.value,
            row.activities[0].participations.value,
            *(each.as_stated for each in row.feedback),
        )

    assert reported(EARLIER) == (34, 34, "94% very satisfied")
    assert reported(timezone.localdate()) == (30, 30, "92% very satisfied")


def test_the_next_report_tells_of_the_correction(client: Client, event: Event) -> None:
    send(client, event, "activities", why="Found", **laughter(event, participations="30"))
    today = timezone.localdate()

    part = engagement_part(event.programme, period=Period.holding(today), as_at=today)

    found = [(each.what, each.was, each.became) for each in part.corrections]
    assert found == [("Participations in Laughter", "34", "30")]


def test_why_more_attended_than_came_in_is_said_wherever_the_figures_are(
    client: Client, event: Event
) -> None:
    a_count(event, "footfall", 30)
    address = f"/programmes/{event.programme.slug}/events/{event.slug}/"
    assert "Why: not recorded." in page(client, event)

    typed = {"seen_version": event.version, "why": "Groups used the side door"}
    assert client.post(f"{address}explain/", typed).status_code == 302

    said = "Attendance (40) is more than footfall (30). Why: Groups used the side door."
    assert said in told(client, event)
    today = timezone.localdate()
    part = engagement_part(event.programme, period=Period.holding(date(2019, 10, 1)), as_at=today)
    assert [row.at_odds for row in part.held] == [said]
    files: Any = client.get(f"/programmes/{event.programme.slug}/events.csv")
    assert "Groups used the side door" in b"".join(files.streaming_content).decode("utf-8-sig")


def test_what_fits_together_needs_no_word(client: Client, event: Event) -> None:
    a_count(event, "footfall", 90)
    address = f"/programmes/{event.programme.slug}/events/{event.slug}/"

    response = client.get(f"{address}explain/", follow=True)

    assert "there is nothing to explain" in response.content.decode()


def test_who_corrects_is_led_to_the_parts_that_hold_figures(client: Client, event: Event) -> None:
    address = f"/programmes/{event.programme.slug}/events/{event.slug}/"

    page = client.get(f"{address}correct/").content.decode()

    for part in ("activities", "sectors", "feedback"):
        assert f'href="{address}details/{part}/"' in page
