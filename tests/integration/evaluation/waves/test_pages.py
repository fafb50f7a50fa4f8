"""Waves in the browser of an evaluator: planned, changed, closed, invited to, typed in."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from evaluation import models as of
from partnership.people.models import Role
from partnership.programmes.models import Programme
from tests.support.answering import a_form, an_open_wave, post
from tests.support.builders import an_area
from tests.support.evaluation_records import a_notice


@pytest.fixture
def evaluator(signed_in: Callable[[Role], Client]) -> Client:
    return signed_in(Role.EVALUATOR)


def at(wave: of.Wave, name: str = "wave") -> str:
    return reverse(name, args=[wave.programme.slug, wave.slug])


def planned(version: of.SurveyVersion, notice: of.PrivacyNotice, **typed: Any) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "once_key": str(uuid4()),
        "name": "Partners, autumn",
        "version_asked": version.pk,
        "stage": "single",
        "before": "",
        "place": "",
        "opens_on": today + timedelta(3),
        "closes_on": today + timedelta(17),
        "delete_on": today + timedelta(400),
        "audience": "40",
        "notice": notice.pk,
        "asks_code": "on",
    } | typed


def test_a_wave_is_planned_and_its_page_says_how_people_reach_it(
    evaluator: Client, programme: Programme
) -> None:
    version, notice = a_form(programme), a_notice(programme)
    page = evaluator.get(reverse("wave-new", args=[programme.slug]))
    assert page.status_code == 200

    sent = evaluator.post(
        reverse("wave-new", args=[programme.slug]), planned(version, notice), follow=True
    )

    wave = of.Wave.objects.get()
    text = sent.content.decode()
    assert f"/answer/{wave.code}/" in text
    assert "Not open yet" in text
    assert "0 of 40 who were asked answered" in text
    assert wave.history.count() == 1


def test_what_is_missing_of_a_wave_is_named(evaluator: Client, programme: Programme) -> None:
    version, notice = a_form(programme), a_notice(programme)
    data = planned(version, notice, name="", stage="")

    page = evaluator.post(reverse("wave-new", args=[programme.slug]), data).content.decode()

    assert "Fill in “Name”" in page
    assert "Choose an answer for “Before or after”" in page
    assert "This field is required" not in page


REFUSED = {
    "closes before it opens": ({"closes_on": "2019-01-01"}, "It would close before it opens"),
    "deleted while it is open": ({"delete_on": "KEEP"}, "deleted after the last day"),
    "an after without before": ({"stage": "after"}, "Choose the before wave"),
    "nobody is asked": ({"audience": "0"}, "Enter 1 or more for “How many are asked”"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_wave_that_cannot_be_is_refused_in_words(
    evaluator: Client, programme: Programme, case: str
) -> None:
    typed, words = REFUSED[case]
    today = timezone.localdate()
    typed = {name: today + timedelta(4) if each == "KEEP" else each for name, each in typed.items()}
    data = planned(a_form(programme), a_notice(programme), **typed)

    page = evaluator.post(reverse("wave-new", args=[programme.slug]), data).content.decode()

    assert words in page
    assert not of.Wave.objects.exists()


def test_an_after_wave_is_paired_with_its_before_wave_once(
    evaluator: Client, programme: Programme
) -> None:
    version, notice = a_form(programme), a_notice(programme)
    before = an_open_wave(version, "Before", stage="before")
    new = reverse("wave-new", args=[programme.slug])
    offered = evaluator.get(f"{new}?after={before.slug}").content.decode()
    assert f'value="{before.pk}" selected' in offered
    data = planned(version, notice, stage="after", before=before.pk)

    evaluator.post(new, data)
    again = evaluator.post(new, data | {"once_key": str(uuid4())}).content.decode()

    assert of.Wave.objects.get(stage="after").before == before
    assert "Select a valid choice" in again or "has its after wave already" in again


def test_before_and_after_are_of_one_place(evaluator: Client, programme: Programme) -> None:
    version, notice = a_form(programme), a_notice(programme)
    before = an_open_wave(version, "Before", stage="before", area=an_area(programme))
    data = planned(version, notice, stage="after", before=before.pk)

    page = evaluator.post(reverse("wave-new", args=[programme.slug]), data).content.decode()

    assert "Before and after are of one place" in page


def test_once_it_has_opened_what_was_promised_stays(evaluator: Client, wave: of.Wave) -> None:
    page = evaluator.get(at(wave, "wave-edit")).content.decode()
    assert "what people are asked, told and promised stays" in page
    assert "delete_on" not in page
    later = wave.closes_on + timedelta(7)

    evaluator.post(
        at(wave, "wave-edit"),
        {"name": "Renamed", "closes_on": later, "audience": "", "seen_version": wave.version},
    )

    wave.refresh_from_db()
    assert (wave.name, wave.closes_on, wave.audience) == ("Renamed", later, None)


def test_before_it_opens_all_of_it_can_change(evaluator: Client, programme: Programme) -> None:
    version, notice = a_form(programme), a_notice(programme)
    evaluator.post(reverse("wave-new", args=[programme.slug]), planned(version, notice))
    wave = of.Wave.objects.get()
    data = planned(version, notice, name="Otherwise", by_invitation="on")
    data["seen_version"] = wave.version

    evaluator.post(at(wave, "wave-edit"), data)
    overtaken = evaluator.post(at(wave, "wave-edit"), data | {"name": "Too late"})

    wave.refresh_from_db()
    assert (wave.name, wave.by_invitation) == ("Otherwise", True)
    assert "while you were" in overtaken.content.decode()


def test_a_wave_is_closed_and_opened_again(evaluator: Client, wave: of.Wave) -> None:
    evaluator.post(at(wave, "wave-close"), {"seen_version": wave.version})
    wave.refresh_from_db()
    closed = Client().get(f"/answer/{wave.code}/").content.decode()
    assert "This form is closed" in closed
    assert "Open it again" in evaluator.get(at(wave)).content.decode()

    data = {"seen_version": wave.version, "closes_on": timezone.localdate()}
    evaluator.post(at(wave, "wave-reopen"), data)

    wave.refresh_from_db()
    assert wave.closed_at is None
    assert Client().get(f"/answer/{wave.code}/").status_code == 200


def test_closing_counts_what_came(evaluator: Client, wave: of.Wave) -> None:
    post(wave)
    evaluator.post(at(wave, "wave-close"), {"seen_version": wave.version})
    assert of.Response.objects.get().is_tallied


def test_days_and_channels_are_for_evaluators_alone(
    evaluator: Client, wave: of.Wave, signed_in: Callable[[Role], Client]
) -> None:
    post(wave)
    assert "Answers by day" in evaluator.get(at(wave)).content.decode()

    viewer = signed_in(Role.VIEWER).get(at(wave)).content.decode()

    assert "1 answered" in viewer
    assert "Answers by day" not in viewer
    assert "Change it" not in viewer


# -- Invitations --------------------------------------------------------------------------


def made(client: Client, wave: of.Wave, number: int = 3, key: str = "") -> Any:
    data = {"once_key": key or str(uuid4()), "number": number}
    return client.post(at(wave, "wave-invitations"), data)


@pytest.fixture
def by_invitation(programme: Programme) -> of.Wave:
    return an_open_wave(a_form(programme), by_invitation=True)


def keys_of(page: Any) -> list[str]:
    return str(page.content.decode().split('name="keys" value="')[1].split('"')[0]).split()


def test_invitations_are_shown_once_and_stored_as_hashes(
    evaluator: Client, by_invitation: of.Wave
) -> None:
    once = str(uuid4())
    page = made(evaluator, by_invitation, key=once)
    keys = keys_of(page)
    again = made(evaluator, by_invitation, key=once)

    assert len(set(keys)) == 3
    assert "no-store" in page["Cache-Control"]
    assert again.status_code == 302
    assert of.Invitation.objects.count() == 3
    stored = str(list(of.Invitation.objects.values()))
    assert not any(key in stored or key.replace("-", "") in stored for key in keys)
    assert not any(key in evaluator.get(at(by_invitation)).content.decode() for key in keys)


def test_the_list_holds_the_keys_of_the_page_and_no_others(
    evaluator: Client, by_invitation: of.Wave
) -> None:
    keys = keys_of(made(evaluator, by_invitation))
    file = at(by_invitation, "wave-invitations-file")

    listed = evaluator.post(file, {"keys": " ".join(keys), "kind": "csv"}).content.decode()
    forged = evaluator.post(file, {"keys": "aaaa-bbbb-cccc", "kind": "csv"})

    assert all(f"/answer/{by_invitation.code}/#{key}" in listed for key in keys)
    assert forged.status_code == 302


def test_unused_invitations_can_be_withdrawn(evaluator: Client, by_invitation: of.Wave) -> None:
    made(evaluator, by_invitation)
    of.Invitation.objects.filter(pk=of.Invitation.objects.first().pk).update(is_used=True)

    evaluator.post(at(by_invitation, "wave-invitations-withdraw"), {"once_key": str(uuid4())})

    assert [each.is_used for each in of.Invitation.objects.all()] == [True]


def test_who_needs_no_invitation_gets_none(evaluator: Client, wave: of.Wave) -> None:
    assert "nobody needs an invitation" in made(evaluator, wave).content.decode()
    assert not of.Invitation.objects.exists()


# -- Paper ---------------------------------------------------------------------------------


def test_a_paper_form_is_typed_in_by_its_numbers(evaluator: Client, wave: of.Wave) -> None:
    form = evaluator.get(at(wave, "wave-entry")).content.decode()
    assert "1 Disagree · 2 Neither · 3 Agree" in form
    key = str(uuid4())
    data = {
        "once_key": key, "agrees": "on", "confident": "1", "why": "Because", "used": "1 3",
        "trust.health": "2", "code.1": "7",
    }  # fmt: skip

    sent, _ = [evaluator.post(at(wave, "wave-entry"), data, follow=True) for _ in range(2)]

    assert "The form is saved." in sent.content.decode()
    response = of.Response.objects.get()
    assert response.channel == "paper"
    assert str(response.pk) == key
    assert response.answers.count() == 5
    assert [bool(part) for part in response.code_parts] == [True, False]


def test_on_paper_nothing_has_to_be_answered_but_what_is_must_be_possible(
    evaluator: Client, wave: of.Wave
) -> None:
    data = {"once_key": str(uuid4()), "agrees": "on"}
    enter = at(wave, "wave-entry")

    assert "This form is empty" in evaluator.post(enter, data).content.decode()
    wrong = evaluator.post(enter, data | {"confident": "9", "code.1": "x"}).content.decode()
    assert "Choose one of the answers that are offered" in wrong
    assert "Type 2 digits" in wrong
    assert not of.Response.objects.exists()
    evaluator.post(enter, data | {"words": "Only this", "once_key": str(uuid4())})
    assert not of.Response.objects.exists()  # “words” is asked only after the first question


def test_paper_is_typed_in_after_closing_until_answers_are_deleted(
    evaluator: Client, wave: of.Wave
) -> None:
    today = timezone.localdate()
    days = {"opens_on": today - timedelta(30), "closes_on": today - timedelta(2)}
    of.Wave.objects.update(**days)
    assert evaluator.get(at(wave, "wave-entry")).status_code == 200
    of.Wave.objects.update(delete_on=today - timedelta(1))
    assert evaluator.get(at(wave, "wave-entry")).status_code == 302


# -- What respondents are told -----------------------------------------------------------------


def test_a_notice_is_published_in_versions_that_never_change(
    evaluator: Client, programme: Programme
) -> None:
    new = reverse("privacy-notice-new", args=[programme.slug])
    said = {"information": "We ask…", "consent": "I agree", "minimum_age": ""}
    evaluator.post(new, said | {"once_key": str(uuid4())})
    same = evaluator.post(new, said | {"once_key": str(uuid4())}).content.decode()
    evaluator.post(new, said | {"once_key": str(uuid4()), "minimum_age": "16"})

    assert "says the same" in same
    assert [(each.number, each.minimum_age) for each in programme.privacy_notices.all()] == [
        (2, 16),
        (1, None),
    ]
    listed = evaluator.get(reverse("privacy-notices", args=[programme.slug])).content.decode()
    assert "Version 2" in listed
    assert "From age 13" in listed


def test_a_notice_in_another_language_is_told_whole(
    evaluator: Client, programme: Programme
) -> None:
    of.VersionText.objects.create(
        version=a_form(programme), language="gd", language_name="Gàidhlig"
    )
    new = reverse("privacy-notice-new", args=[programme.slug])
    said = {"information": "We ask…", "consent": "I agree", "once_key": str(uuid4())}

    half = evaluator.post(new, said | {"information_gd": "Fios"}).content.decode()
    evaluator.post(new, said | {"information_gd": "Fios", "consent_gd": "Aonta"})

    assert "Give both texts" in half
    assert programme.privacy_notices.get().texts == {
        "gd": {"information": "Fios", "consent": "Aonta"}
    }


# -- Queries -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["waves", "wave"])
def test_pages_cost_the_same_whatever_there_is(
    evaluator: Client,
    programme: Programme,
    queries_of: Callable[[Client, str], int],
    name: str,
) -> None:
    version = a_form(programme)
    waves = [an_open_wave(version, "First")]
    address = reverse(name, args=[programme.slug, *([waves[0].slug] if name == "wave" else [])])
    evaluator.get(address)
    few = queries_of(evaluator, address)
    waves += [an_open_wave(version, f"Wave {number}") for number in range(20)]
    for wave in waves[:5]:
        for _ in range(5):
            of.Response.objects.create(wave=wave, channel="public", received_on=wave.opens_on)
    many = queries_of(evaluator, address)

    assert many == few
    assert many <= (8 if name == "waves" else 15)
