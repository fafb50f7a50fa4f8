"""Signing in by e-mail address; what goes wrong is said in our words and tells nothing more."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core.management import call_command
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from partnership.people import accounts, tasks
from partnership.people.models import LockReason, Role, User
from partnership.programmes.models import ProgrammeRole
from pilots.models import GroupRole
from tests.support.account_map import ENTRANCE, OWN, Page
from tests.support.builders import START, a_group, a_programme
from tests.support.fixtures import QueriesOf
from tests.support.signing_in import ADDRESS, PASSWORD, an_account, is_in, sign_in

pytestmark = pytest.mark.django_db
NO_MATCH = "match an account"


def test_an_address_and_its_password_let_in(client: Client, person: User) -> None:
    assert sign_in(client)["Location"] == reverse("home")
    assert is_in(client)


def test_an_address_is_the_same_in_capitals(client: Client, person: User) -> None:
    sign_in(client, email="Post@Example.ORG ")

    assert is_in(client)


def test_after_signing_in_one_is_where_one_was_going(client: Client, person: User) -> None:
    page = client.get(reverse("account-name"))

    assert page["Location"] == f"{reverse('sign-in')}?next={reverse('account-name')}"
    given = {"login": ADDRESS, "password": PASSWORD}
    assert client.post(page["Location"], given)["Location"] == reverse("account-name")


def test_nobody_is_led_to_another_site(client: Client, person: User) -> None:
    given = {"login": ADDRESS, "password": PASSWORD, "next": "https://example.com/"}

    assert client.post(reverse("sign-in"), given)["Location"] == reverse("home")


@pytest.mark.parametrize("email", [ADDRESS, "nobody@example.org"])
def test_a_wrong_password_and_an_unknown_address_get_one_answer(
    client: Client, person: User, email: str
) -> None:
    answer = sign_in(client, email=email, password="not it")

    assert answer.status_code == 200
    assert NO_MATCH in answer.content.decode()
    assert not is_in(client)


def test_nothing_typed_is_named_field_by_field(client: Client) -> None:
    page = sign_in(client, email="", password="").content.decode()

    assert "Fill in “E-mail address”" in page
    assert "Fill in “Password”" in page


def test_nobody_signs_up(client: Client) -> None:
    for answer in (
        client.get(reverse("account_signup")),
        client.post(reverse("account_signup"), {"email": ADDRESS, "password1": PASSWORD}),
    ):
        assert "Accounts are by invitation" in answer.content.decode()
    assert not User.objects.exists()


# -- Closed, locked and idle accounts ------------------------------------------
def test_a_locked_account_is_told_why_when_its_password_is_right(
    client: Client, person: User
) -> None:
    accounts.lock(person, reason=LockReason.BY_HAND, by=None)

    page = sign_in(client, follow=True).content.decode()

    assert "locked because a manager locked it" in page
    assert "ask your programme manager" in page
    assert not is_in(client)


def test_a_locked_account_looks_like_any_other_when_the_password_is_wrong(
    client: Client, person: User
) -> None:
    accounts.lock(person, reason=LockReason.BY_HAND, by=None)

    page = sign_in(client, password="not it", follow=True).content.decode()

    assert NO_MATCH in page
    assert "locked" not in page


def test_a_closed_account_is_told_so(client: Client, person: User) -> None:
    User.objects.update(is_active=False)

    assert "This account is closed." in sign_in(client, follow=True).content.decode()


def test_the_page_of_a_shut_account_tells_a_stranger_nothing(client: Client) -> None:
    assert "because" not in client.get(reverse("account_inactive")).content.decode()


def test_an_account_that_was_idle_for_too_long_is_locked_as_it_comes_back(
    client: Client, person: User, settings: Settings
) -> None:
    User.objects.update(
        last_login=timezone.now() - timedelta(days=settings.IDLE_ACCOUNT_DAYS, seconds=1)
    )

    assert "not used for a long time" in sign_in(client, follow=True).content.decode()
    person.refresh_from_db()
    assert person.lock_reason == LockReason.IDLE


def test_one_day_less_than_too_long_is_not_idle(
    client: Client, person: User, settings: Settings
) -> None:
    days = settings.IDLE_ACCOUNT_DAYS - 1
    User.objects.update(last_login=timezone.now() - timedelta(days=days))

    sign_in(client)

    assert is_in(client)


def test_every_night_idle_accounts_are_locked_with_the_reason_in_their_history(
    person: User, settings: Settings
) -> None:
    long_ago = timezone.now() - timedelta(days=settings.IDLE_ACCOUNT_DAYS + 1)
    never_in = an_account("never@example.org", joined_at=long_ago)
    User.objects.filter(pk=person.pk).update(last_login=timezone.now(), joined_at=long_ago)

    tasks.lock_idle()

    locked = User.objects.exclude(locked_at=None)
    assert list(locked) == [never_in]
    assert never_in.history.first().history_change_reason == LockReason.IDLE.label


def test_an_unlocked_account_signs_in_and_is_not_idle_at_once(
    client: Client, person: User, settings: Settings
) -> None:
    User.objects.update(last_login=timezone.now() - timedelta(days=settings.IDLE_ACCOUNT_DAYS + 9))
    sign_in(client)
    person.refresh_from_db()

    accounts.unlock(person, by=None)
    sign_in(client)

    assert is_in(client)


# -- Accounts made elsewhere ----------------------------------------------------
def test_an_account_made_at_the_command_line_signs_in(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command(
        "createsuperuser", email=ADDRESS, display_name="Operator", interactive=False, verbosity=0
    )

    sign_in(client)

    assert is_in(client)


def test_accounts_from_before_are_known_by_their_addresses(client: Client, person: User) -> None:
    EmailAddress.objects.all().delete()
    migration = import_module("partnership.people.migrations.0003_verified_addresses")

    migration.know_addresses(apps, schema_editor=None)
    sign_in(client)

    assert is_in(client)


# -- Every page -------------------------------------------------------------------
@pytest.mark.parametrize("address", [*ENTRANCE, *OWN], ids=lambda each: each.name)
def test_a_stranger_reaches_the_entrance_alone(client: Client, address: Page) -> None:
    answer = client.get(address.path())

    assert answer.status_code == address.as_nobody
    if address in OWN:
        assert answer["Location"].startswith(reverse("sign-in"))


@pytest.mark.parametrize("address", [*ENTRANCE, *OWN], ids=lambda each: each.name)
def test_the_owner_reaches_every_page_of_the_account(
    client: Client, person: User, address: Page
) -> None:
    sign_in(client)

    answer = client.get(address.path())

    assert answer.status_code == address.as_owner
    if answer.status_code == 200:
        assert answer.content.decode().count("<h1>") == 1


REACHED = [
    *("login", "logout", "signup_closed", "account_inactive", "verification_sent"),
    *("password_reset", "password_reset_done", "password_reset_from_key"),
    *("password_reset_from_key_done", "password_change", "password_set"),
    *("email_change", "email_confirm", "reauthenticate", "base_reauthenticate"),
]
REACHED_OF_SECOND_STEPS = [
    *("index", "authenticate", "reauthenticate", "totp/activate_form", "totp/deactivate_form"),
    *("recovery_codes/index", "recovery_codes/generate", "webauthn/add_form"),
    *("webauthn/authenticator_list", "webauthn/authenticator_confirm_delete"),
    *("webauthn/edit_form", "webauthn/reauthenticate"),
]


@pytest.mark.parametrize(
    "name",
    [f"account/{name}" for name in REACHED] + [f"mfa/{name}" for name in REACHED_OF_SECOND_STEPS],
)
def test_no_page_of_allauths_own_shows_through(name: str, settings: Settings) -> None:
    origin = get_template(f"{name}.html").origin.name

    assert origin.startswith(str(settings.BASE_DIR / "templates"))


# -- History --------------------------------------------------------------------------
def test_signing_in_and_a_new_password_are_no_history_and_a_new_name_is(
    client: Client, person: User
) -> None:
    sign_in(client)
    given = {"oldpassword": PASSWORD, "password1": "four more odd words"}
    client.post(reverse("account_change_password"), given | {"password2": given["password1"]})
    assert person.history.count() == 1

    client.post(reverse("account-name"), {"display_name": "Area manager"})

    newest = person.history.first()
    assert (newest.display_name, newest.history_user) == ("Area manager", person)


def test_a_name_must_be_there(client: Client, person: User) -> None:
    sign_in(client)

    page = client.post(reverse("account-name"), {"display_name": " "}).content.decode()

    assert "Fill in “Your name here”" in page


def test_the_way_e_mails_come_is_chosen_and_nothing_else_with_it(
    client: Client, person: User
) -> None:
    sign_in(client)

    client.post(
        reverse("account-emails"),
        {"email_preference": "weekly", "is_staff": "on", "email": "x@example.org"},
    )

    person.refresh_from_db()
    assert person.email_preference == "weekly"
    assert (person.is_staff, person.email) == (False, ADDRESS)


def test_a_way_that_there_is_not_is_refused_in_words(client: Client, person: User) -> None:
    sign_in(client)

    page = client.post(reverse("account-emails"), {"email_preference": "hourly"}, follow=True)

    assert "Choose one of the ways" in page.content.decode()


# -- Roles ------------------------------------------------------------------------------
def test_the_roles_are_sentences_with_their_days(client: Client, person: User) -> None:
    group = a_group(a_programme("Co-creating"), "National steering group")
    GroupRole.objects.create(
        user=person, group=group, role=Role.CHAIR, starts_on=START, ends_on=date(2099, 3, 31)
    )
    sign_in(client)

    page = client.get(reverse("account")).content.decode()

    assert (
        "Chair, National steering group, Co-creating, since 1 January 2019, until 31 March 2099."
    ) in page


def test_a_role_that_has_ended_is_gone_and_one_to_come_is_there(
    client: Client, person: User
) -> None:
    programme = a_programme("Co-creating")
    for role, first, last in (
        (Role.VIEWER, START, date(2020, 1, 1)),
        (Role.EVALUATOR, date(2098, 5, 1), None),
    ):
        ProgrammeRole.objects.create(
            user=person, programme=programme, role=role, starts_on=first, ends_on=last
        )
    sign_in(client)

    page = client.get(reverse("account")).content.decode()

    assert "Evaluator, Co-creating, from 1 May 2098." in page
    assert "Viewer" not in page


@pytest.mark.parametrize(("role", "asks"), [(Role.EVALUATOR, True), (Role.VIEWER, False)])
def test_the_page_says_that_a_role_asks_for_two_steps(
    client: Client, person: User, settings: Settings, role: Role, asks: bool
) -> None:
    settings.REQUIRE_TWO_STEPS = True
    programme = a_programme()
    ProgrammeRole.objects.create(user=person, programme=programme, role=role, starts_on=START)
    sign_in(client)

    page = client.get(reverse("account")).content.decode()

    assert ("Your role asks for it" in page) is asks


def test_a_page_of_twelve_roles_costs_as_many_queries_as_one_of_two(
    client: Client, person: User, queries_of: QueriesOf
) -> None:
    def give(count: int, word: str) -> None:
        for number in range(count):
            programme = a_programme(f"{word} {number}")
            ProgrammeRole.objects.create(
                user=person, programme=programme, role=Role.VIEWER, starts_on=START
            )
            group = a_group(programme, f"{word} group {number}")
            GroupRole.objects.create(user=person, group=group, role=Role.CHAIR, starts_on=START)

    sign_in(client)
    give(1, "First")
    for_two = queries_of(client, reverse("account"))
    give(5, "Further")

    assert queries_of(client, reverse("account")) == for_two
