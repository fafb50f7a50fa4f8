"""One test: its page on a day, what is done to it, and what is refused."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from model_bakery import baker
from pytest_django import Settings

from partnership.people.models import Role
from partnership.programmes.models import Programme
from pilots.actions.roles import grant
from pilots.models import Area, Attachment, ServiceTest, Venue
from tests.support.builders import PAPER_DAY, START, a_person, a_priority_group, a_programme, code
from tests.support.posting import errors, opened, send
from tests.support.service_tests import a_context, a_cycle, a_service_test
from tests.support.uploads import SVG, an_upload


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    """A storage of each test's own."""
    default = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": default}
    return tmp_path


def at(name: str, test: ServiceTest, *more: object) -> str:
    return reverse(name, args=[test.programme.slug, test.slug, *more])


def new(programme: Programme) -> str:
    return reverse("service-test-new", args=[programme.slug])


def page(client: Client, address: str, **asked: str) -> str:
    return " ".join(client.get(address, asked).content.decode().split())


def a_venue(area: Area, name: str = "Kilwinning library") -> Venue:
    return baker.make(Venue, area=area, name=name, slug=name.lower().replace(" ", "-"))


def test_a_test_is_recorded_and_leads_to_its_page(
    ash_manager: Client, programme: Programme, ash: Area
) -> None:
    context, venue = a_context(programme), a_venue(ash)
    carers = a_priority_group(programme, "Carers")

    answer = send(
        ash_manager, new(programme), title="Reading  well", context=context.pk, venue=venue.pk,
        setting="Reading room", priority_group=carers.pk, owner="Librarian", began="June 2019",
        reported_on="2019-10-24",
    )  # fmt: skip

    test = programme.service_tests.get()
    assert answer["Location"] == at("service-test", test)
    assert (test.title, test.area, test.context, test.venue) == (
        "Reading well",
        ash,
        context,
        venue,
    )
    assert (test.priority_group, test.began, test.reported_on) == (
        carers, code("2019-06"), PAPER_DAY,
    )  # fmt: skip
    shown = page(ash_manager, at("service-test", test))
    assert "A post recorded the test." in shown
    assert "“Health promotion” in Ash does not count as tested by it." in shown


def test_a_form_sent_twice_records_one_test(
    ash_manager: Client, programme: Programme, ash: Area
) -> None:
    context = a_context(programme)
    filled = opened(ash_manager, new(programme)) | {
        "title": "Once", "context": context.pk, "setting": "Library",
    }  # fmt: skip

    answers = [ash_manager.post(new(programme), filled) for _ in range(2)]

    assert programme.service_tests.count() == 1
    assert answers[0]["Location"] == answers[1]["Location"]


def test_a_gap_leads_to_a_form_that_knows_it(
    manager: Client, programme: Programme, ash: Area, birch: Area
) -> None:
    context = a_context(programme)

    form: Any = manager.get(new(programme), {"area": "birch", "context": context.slug}).context

    assert (form["form"]["area"].value(), form["form"]["context"].value()) == (birch.pk, context.pk)


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"began": "December 2018"}, "began", "The programme starts on 1 January 2019"),
        ({"reported_on": "2199-01-01"}, "reported_on", "has not come yet"),
        ({"context": "0"}, "context", "Choose one from the list"),
        ({"title": " "}, "title", "Fill in “Title”"),
        ({"setting": ""}, "setting", "Fill in “Setting”"),
    ],
)
def test_what_can_not_be_is_refused_at_its_field(
    manager: Client, programme: Programme, ash: Area, typed: dict[str, str], field: str, said: str
) -> None:
    filled = {"title": "T", "context": a_context(programme).pk, "setting": "S"} | typed

    answer = send(manager, new(programme), **filled)

    assert said in errors(answer)[field][0]
    assert not programme.service_tests.exists()


def test_a_venue_of_another_area_is_refused(
    manager: Client, programme: Programme, ash: Area, birch: Area
) -> None:
    venue = a_venue(birch)

    answer = send(
        manager, new(programme), title="T", area=ash.pk, setting="S", venue=venue.pk,
        context=a_context(programme).pk,
    )  # fmt: skip

    assert errors(answer)["venue"] == [
        "Kilwinning library is not in Ash: choose a venue there, or none."
    ]


def test_an_area_s_manager_offers_and_reaches_the_own_area_alone(
    ash_manager: Client, programme: Programme, ash: Area, birch: Area
) -> None:
    theirs = a_service_test(birch, "Theirs", slug="theirs")
    venue = a_venue(birch)
    filled = {"title": "T", "context": theirs.context.pk, "setting": "S"}

    assert ash_manager.get(at("service-test", theirs)).status_code == 404
    assert ash_manager.post(at("service-test-finish", theirs), {"ended": "2019"}).status_code == 404
    for stranger in ({"area": birch.pk}, {"venue": venue.pk}):
        answer = send(ash_manager, new(programme), **filled | stranger)
        assert errors(answer).keys() == stranger.keys()
    assert programme.service_tests.get() == theirs


def test_who_reads_and_can_not_change_is_told_who_could(
    signed_in: Callable[[Role], Client], reading_well: ServiceTest
) -> None:
    chair = signed_in(Role.CHAIR)

    assert chair.get(at("service-test", reading_well)).status_code == 200
    refused = chair.get(at("service-test-finish", reading_well))
    assert refused.status_code == 403
    assert "A programme manager or an area manager can" in refused.content.decode()


def test_another_area_s_test_that_one_may_read_is_not_one_s_to_change(
    programme: Programme, ash: Area, birch: Area, client: Client
) -> None:
    person = a_person(Role.AREA_MANAGER, ash)
    grant(role=Role.VIEWER, to=person, where=programme, from_on=START, by=None)
    client.force_login(person)
    theirs = a_service_test(birch, "Theirs", slug="theirs")

    assert "Finish it" not in page(client, at("service-test", theirs))
    for name in ("service-test-edit", "service-test-finish", "pdsa-cycle-new"):
        assert client.get(at(name, theirs)).status_code == 403
        assert client.post(at(name, theirs)).status_code == 403


def test_a_test_is_finished_from_the_day_on_which_that_was_said(
    ash_manager: Client, reading_well: ServiceTest
) -> None:
    answer = send(
        ash_manager, at("service-test-finish", reading_well), ended="September 2019",
        findings="They came back.", report_title="What we learned",
        report_link="https://example.org/report", end_reported_on="2019-11-30",
    )  # fmt: skip

    assert answer["Location"] == at("service-test", reading_well)
    before = page(ash_manager, answer["Location"], as_at="2019-11-29")
    after = page(ash_manager, answer["Location"], as_at="2019-11-30")
    assert "Under way</span> from June 2019, end not recorded" in before
    assert "Finished</span> June 2019 to September 2019" in after
    assert "“Health promotion” in Ash counts as tested by it." in after
    assert '<a href="https://example.org/report" rel="noopener noreferrer">What we' in after
    assert "changed the end from not recorded to September 2019" in after


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"ended": ""}, "ended", "Enter a date"),
        ({"ended": "May 2019"}, "ended", "It can’t end (May 2019) before it begins (June 2019)"),
        ({"ended": "2199"}, "ended", "2199 has not come yet"),
        (
            {"ended": "June 2020", "end_reported_on": "2020-05-31"},
            "end_reported_on",
            "It had not ended (June 2020) on 31 May 2020",
        ),
        (
            {"ended": "July 2019", "end_reported_on": "2019-10-23"},
            "end_reported_on",
            "The test itself was reported on 24 October 2019",
        ),
        (
            {"ended": "July 2019", "report_link": "javascript:alert(1)", "report_title": "R"},
            "report_link",
            "Enter a valid URL",
        ),
        (
            {"ended": "July 2019", "report_link": "https://example.org"},
            "report_title",
            "Give the report’s title",
        ),
    ],
)
def test_an_end_that_can_not_be_is_refused(
    manager: Client, reading_well: ServiceTest, typed: dict[str, str], field: str, said: str
) -> None:
    answer = send(manager, at("service-test-finish", reading_well), **typed)

    assert said in errors(answer)[field][0]
    reading_well.refresh_from_db()
    assert not reading_well.ended


def test_dates_that_may_be_in_order_are_taken(manager: Client, reading_well: ServiceTest) -> None:
    answer = send(manager, at("service-test-finish", reading_well), ended="2019")

    assert answer.status_code == 302


def test_a_test_is_stopped_with_why_and_counts_for_nothing(
    manager: Client, reading_well: ServiceTest
) -> None:
    stop = at("service-test-stop", reading_well)
    assert "Say why it was stopped" in errors(send(manager, stop))["findings"][0]

    send(manager, stop, findings="Too few people.")

    shown = page(manager, at("service-test", reading_well))
    assert "Stopped early</span> from June 2019, end not recorded" in shown
    assert "does not count as tested by it. It was stopped early." in shown
    assert "changed whether it was stopped early from no to yes" in shown
    again = errors(send(manager, stop, findings="Again"))
    assert "stopped early already" in again["__all__"][0]


def test_an_end_recorded_by_mistake_is_taken_back_with_why(
    manager: Client, reading_well: ServiceTest
) -> None:
    resume = at("service-test-resume", reading_well)
    assert "goes on already" in errors(send(manager, resume, why="?"))["__all__"][0]
    send(manager, at("service-test-stop", reading_well), findings="Too few.", ended="2019")

    send(manager, resume, why="It was another test")

    reading_well.refresh_from_db()
    assert (reading_well.is_stopped, bool(reading_well.ended)) == (False, False)
    assert reading_well.end_reported_on is None
    assert "Why: It was another test" in page(manager, at("service-test", reading_well))


def test_two_editors_lose_nothing(
    manager: Client, ash_manager: Client, reading_well: ServiceTest
) -> None:
    edit = at("service-test-edit", reading_well)
    mine, theirs = opened(manager, edit), opened(ash_manager, edit)

    assert ash_manager.post(edit, theirs | {"setting": "Café"}).status_code == 302
    answer: Any = manager.post(edit, mine | {"setting": "Garden"})

    assert [(each.label, each.now, each.yours) for each in answer.context["conflict"]] == [
        ("Setting", "Café", "Garden")
    ]
    reading_well.refresh_from_db()
    assert reading_well.setting == "Café"


def test_an_end_said_meanwhile_survives_an_open_form(
    manager: Client, reading_well: ServiceTest
) -> None:
    edit = at("service-test-edit", reading_well)
    mine = opened(manager, edit)
    send(manager, at("service-test-finish", reading_well), ended="September 2019")

    overtaken: Any = manager.post(edit, mine | {"owner": "Nurse"})
    data = {bound.html_name: bound.value() or "" for bound in overtaken.context["form"]}
    manager.post(edit, data)

    reading_well.refresh_from_db()
    assert (reading_well.owner, reading_well.ended) == ("Nurse", code("2019-09"))


def test_a_finished_test_keeps_an_end(manager: Client, ash: Area) -> None:
    test = a_service_test(ash, began="2019-06", ended="2019-09")

    answer = send(manager, at("service-test-edit", test), ended="")

    assert "take it up again" in errors(answer)["ended"][0]


def test_the_report_s_file_is_kept_replaced_and_removed(
    manager: Client, reading_well: ServiceTest, folder: Path
) -> None:
    edit = at("service-test-edit", reading_well)
    send(manager, edit, report_title="Report", upload=an_upload("First.pdf"))
    reading_well.refresh_from_db()
    first = reading_well.report_file
    assert first is not None
    assert (first.area, first.programme) == (reading_well.area, reading_well.programme)
    link = reverse("attachment", args=[reading_well.programme.slug, first.pk])
    assert f'href="{link}"' in page(manager, at("service-test", reading_well))

    send(manager, edit, upload=an_upload("Second.pdf"))
    assert [each.name for each in Attachment.objects.all()] == ["Second.pdf"]

    send(manager, edit, is_file_removed="on")
    assert not Attachment.objects.exists()


def test_a_file_that_is_not_taken_changes_nothing(
    manager: Client, reading_well: ServiceTest, folder: Path
) -> None:
    answer = send(
        manager, at("service-test-edit", reading_well), report_title="R", setting="Café",
        upload=an_upload("a.jpg", SVG),
    )  # fmt: skip

    assert errors(answer)["upload"]
    reading_well.refresh_from_db()
    assert reading_well.setting == "Reading room"
    assert not [each for each in folder.rglob("*") if each.is_file()]


def test_a_file_goes_again_where_what_came_with_it_is_refused(
    manager: Client, reading_well: ServiceTest, folder: Path
) -> None:
    answer = send(
        manager, at("service-test-edit", reading_well), report_title="R", began="2018",
        upload=an_upload("Report.pdf"),
    )  # fmt: skip

    assert errors(answer)["began"]
    assert not Attachment.objects.exists()
    assert not [each for each in folder.rglob("*") if each.is_file()]


def test_a_test_is_not_there_before_it_was_reported(
    viewer: Client, reading_well: ServiceTest
) -> None:
    address = at("service-test", reading_well)
    assert viewer.get(address, {"as_at": "2019-10-23"}).status_code == 404
    assert viewer.get(address, {"as_at": "2019-10-24"}).status_code == 200


def test_another_programme_s_test_is_not_found(manager: Client, programme: Programme) -> None:
    elsewhere = a_programme("Elsewhere")
    person = a_person(Role.AREA_MANAGER, elsewhere)
    test = a_service_test(elsewhere.areas.get(), slug="theirs")

    assert manager.get(at("service-test", test)).status_code == 404
    assert person.pk
    address = reverse("service-test", args=[programme.slug, test.slug])
    assert manager.get(address).status_code == 404


def test_a_page_s_queries_do_not_grow_with_its_cycles(
    viewer: Client, reading_well: ServiceTest, queries_of: Callable[[Client, str], int]
) -> None:
    a_cycle(reading_well, 1)
    few = queries_of(viewer, at("service-test", reading_well))
    for number in range(2, 52):
        a_cycle(reading_well, number)
        a_service_test(reading_well.area, slug=f"other-{number}")

    assert queries_of(viewer, at("service-test", reading_well)) == few
    assert few <= 15


def test_the_page_stands_as_it_was_said_on_the_day(viewer: Client, ash: Area) -> None:
    test = a_service_test(
        ash, began="2019-06", ended="2019-10-01", end_reported_on=date(2020, 1, 6)
    )
    a_cycle(test, 1, plan="The first plan")
    a_cycle(test, 2, plan="The second plan", reported_on=date(2020, 1, 6))

    shown = page(viewer, at("service-test", test), as_at="2020-01-05")

    assert "Under way" in shown
    assert "The first plan" in shown
    assert "The second plan" not in shown
