"""Two-step sign-in: set up, given, asked for where it is needed, and recovered when it is lost."""

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings
from time_machine import Traveller

from partnership.people.models import Email, User
from tests.support.signing_in import ADDRESS, an_app, code_of, is_in, sign_in

pytestmark = pytest.mark.django_db
GUARDED = "/guarded/"
SECOND_STEP = "mfa_authenticate"
committing = pytest.mark.django_db(transaction=True)  # what is done on commit is in time


@pytest.fixture(autouse=True)
def required(settings: Settings) -> None:
    settings.REQUIRE_TWO_STEPS = True
    settings.ROOT_URLCONF = "tests.support.guarded_urls"


def set_up_app(client: Client) -> str:
    """Set up an authenticator app on the pages; its key. Needs real transactions."""
    page = client.get(reverse("mfa_activate_totp"))
    secret: str = page.context["form"].secret
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    return secret


# -- Signing in --------------------------------------------------------------------
def test_with_an_app_the_password_alone_lets_nobody_in(client: Client, person: User) -> None:
    an_app(person)

    assert sign_in(client)["Location"] == reverse(SECOND_STEP)
    assert not is_in(client)


def test_the_code_that_the_app_shows_lets_in(client: Client, person: User) -> None:
    secret = an_app(person)
    sign_in(client)

    client.post(reverse(SECOND_STEP), {"code": code_of(secret)})

    assert is_in(client)


@pytest.mark.parametrize(("steps", "lets_in"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_phone_may_be_half_a_minute_off(
    client: Client, person: User, clock: Traveller, steps: int, lets_in: bool
) -> None:
    secret = an_app(person)
    sign_in(client)

    client.post(reverse(SECOND_STEP), {"code": code_of(secret, steps=steps)})

    assert is_in(client) is lets_in


@pytest.mark.parametrize("written", ["{}{}", "{}-{}", " {} {}."])
@pytest.mark.parametrize("after", [1, 35, 59])
def test_a_code_that_somebody_looked_at_lets_in_once(
    client: Client, person: User, clock: Traveller, after: int, written: str
) -> None:
    secret = an_app(person)
    code = code_of(secret)
    sign_in(client)
    client.post(reverse(SECOND_STEP), {"code": code})
    other = Client()
    sign_in(other)

    clock.shift(after)
    answer = other.post(reverse(SECOND_STEP), {"code": written.format(code[:3], code[3:])})

    assert not is_in(other)
    assert "There is a problem" in answer.content.decode()


def test_a_recovery_code_lets_in_once(client: Client, person: User) -> None:
    an_app(person)
    codes = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)
    code = codes.wrap().get_unused_codes()[0]
    sign_in(client)
    client.post(reverse(SECOND_STEP), {"code": code})
    other = Client()
    sign_in(other)

    other.post(reverse(SECOND_STEP), {"code": code})

    assert is_in(client)
    assert not is_in(other)


def test_codes_are_not_guessed_for_long(client: Client, person: User) -> None:
    secret = an_app(person)
    sign_in(client)
    for _ in range(5):
        client.post(reverse(SECOND_STEP), {"code": "000000"})

    answer = client.post(reverse(SECOND_STEP), {"code": code_of(secret)})

    assert "tried too often" in answer.content.decode()
    assert not is_in(client)


# -- Where it is needed --------------------------------------------------------------
@committing
def test_a_page_that_needs_two_steps_leads_to_set_them_up_and_back(
    client: Client, person: User
) -> None:
    sign_in(client)

    why = client.get(f"{GUARDED}?as_at=2019-10-24", follow=True)
    assert "Set up two-step sign-in first" in why.content.decode()
    set_up_app(client)
    codes = client.get(reverse("mfa_view_recovery_codes"))

    assert f'href="{GUARDED}?as_at=2019-10-24"' in codes.content.decode()
    assert client.get(GUARDED).content == b"in"


@committing
def test_the_way_back_is_forgotten_on_arrival(client: Client, person: User) -> None:
    sign_in(client)
    client.get(GUARDED, follow=True)
    set_up_app(client)
    client.get(GUARDED)

    assert f'href="{GUARDED}' not in client.get(reverse("mfa_index")).content.decode()


def test_with_a_second_step_that_was_not_given_one_is_asked_for_it(
    client: Client, person: User
) -> None:
    sign_in(client)  # before the app was set up, elsewhere
    secret = an_app(person)

    asked = client.get(GUARDED)
    assert asked["Location"] == f"{reverse('mfa_reauthenticate')}?next=%2Fguarded%2F"
    answer = client.post(asked["Location"], {"code": code_of(secret)})

    assert answer["Location"] == GUARDED
    assert client.get(GUARDED).content == b"in"


def test_a_form_that_came_too_early_leads_home_and_not_to_an_address_for_forms(
    client: Client, person: User
) -> None:
    sign_in(client)

    assert client.post(GUARDED)["Location"].endswith("?next=%2F")


def test_a_part_of_a_page_leads_the_whole_page_on(client: Client, person: User) -> None:
    sign_in(client)

    answer = client.get(GUARDED, headers={"HX-Request": "true"})

    assert answer["HX-Redirect"].startswith(reverse("two-steps"))


def test_who_may_only_read_needs_no_second_step(client: Client, person: User) -> None:
    sign_in(client)

    assert client.get("/unguarded/").content == b"in"


def test_without_the_setting_nobody_is_asked(
    client: Client, person: User, settings: Settings
) -> None:
    settings.REQUIRE_TWO_STEPS = False
    sign_in(client)

    assert client.get(GUARDED).content == b"in"


def test_asking_for_the_second_step_costs_no_query(client: Client, person: User) -> None:
    secret = an_app(person)
    sign_in(client)
    client.post(reverse(SECOND_STEP), {"code": code_of(secret)})

    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        return len(captured)

    assert queries(GUARDED) == queries("/unguarded/")


# -- What changes it -------------------------------------------------------------------
@committing
def test_who_takes_the_app_away_has_given_no_second_step(client: Client, person: User) -> None:
    sign_in(client)
    set_up_app(client)
    assert client.get(GUARDED).content == b"in"

    client.post(reverse("mfa_deactivate_totp"))

    assert client.get(GUARDED)["Location"].startswith(reverse("two-steps"))


def test_the_password_alone_takes_no_second_step_away(
    client: Client, person: User, clock: Traveller
) -> None:
    secret = an_app(person)
    sign_in(client)
    client.post(reverse(SECOND_STEP), {"code": code_of(secret)})
    clock.shift(20 * 60)

    asked = client.post(reverse("mfa_deactivate_totp"))

    assert asked["Location"].startswith(reverse("mfa_reauthenticate"))
    by_password = client.get(reverse("account_reauthenticate"))
    assert by_password["Location"] == reverse("mfa_reauthenticate")
    assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists()


def test_after_a_quarter_of_an_hour_one_says_again_who_one_is(
    client: Client, person: User, clock: Traveller
) -> None:
    sign_in(client)
    clock.shift(14 * 60)
    assert client.get(reverse("mfa_activate_totp")).status_code == 200

    clock.shift(2 * 60)

    asked = client.get(reverse("mfa_activate_totp"))["Location"]
    assert asked.startswith(reverse("account_reauthenticate"))


@committing
def test_new_codes_end_the_old_ones(client: Client, person: User) -> None:
    sign_in(client)
    set_up_app(client)
    before = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]

    client.post(reverse("mfa_generate_recovery_codes"))

    after = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert len(after) == len(before) == 10
    assert set(after).isdisjoint(before)


@committing
def test_the_codes_are_downloaded_as_text(client: Client, person: User) -> None:
    sign_in(client)
    set_up_app(client)
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]

    text = client.get(reverse("mfa_download_recovery_codes"))

    assert text["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert all(code in text.content.decode() for code in codes)


@committing
def test_the_database_holds_no_key_that_can_be_read(client: Client, person: User) -> None:
    sign_in(client)
    secret = set_up_app(client)

    stored = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert secret not in stored
    assert code_of(secret) not in stored


def test_with_another_secret_key_codes_do_not_fit_and_with_the_old_one_kept_they_do(
    client: Client, person: User, settings: Settings
) -> None:
    secret = an_app(person)
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another-" + "1" * 50
    sign_in(client)
    client.post(reverse(SECOND_STEP), {"code": code_of(secret)})
    assert not is_in(client)

    settings.SECRET_KEY_FALLBACKS = [old]
    client.post(reverse(SECOND_STEP), {"code": code_of(secret)})

    assert is_in(client)


@committing
def test_the_owner_is_told_by_e_mail(client: Client, person: User) -> None:
    sign_in(client)
    set_up_app(client)

    assert Email.objects.get(address=ADDRESS).about == {"what": "mfa/email/totp_activated"}


def test_a_key_that_can_not_be_opened_fits_no_code_that_could_be_worked_out(
    client: Client, person: User, settings: Settings
) -> None:
    an_app(person)
    settings.SECRET_KEY = "another-" + "1" * 50
    sign_in(client)

    client.post(reverse(SECOND_STEP), {"code": code_of("")})

    assert not is_in(client)


def test_the_way_back_leads_to_no_other_site(client: Client, person: User) -> None:
    sign_in(client)

    client.get(reverse("two-steps"), {"next": "https://example.com/"})

    assert "example.com" not in str(dict(client.session))
