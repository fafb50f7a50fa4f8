"""Invitations: made, sent, accepted once, and what happens to links that no longer work."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.people.models import Email, Role, User
from partnership.people.refusals import RefusedError
from partnership.programmes.models import Programme
from pilots.actions.invitations import accept, accept_with_account, resend, withdraw
from pilots.emails.invitations import hash_of
from pilots.models import AreaRole, Group, GroupRole, Invitation
from tests.support.builders import a_body, a_group, a_member, a_person, an_area
from tests.support.invitations import an_invitation, link_of

pytestmark = pytest.mark.django_db
PASSWORD = "three odd words together"
NEW = {"display_name": "Library manager", "password": PASSWORD, "again": PASSWORD}


@pytest.fixture
def invitation(group: Group) -> Invitation:
    return an_invitation(Role.CHAIR, group)


def opened(invitation: Invitation, client: Client | None = None) -> Client:
    """A browser that followed the e-mail's link."""
    client = client or Client()
    answer = client.get(link_of(invitation))
    assert answer.status_code == 302
    assert answer["Location"] == reverse("invitation-accept")
    return client


def page(client: Client) -> Any:
    return client.get(reverse("invitation-accept"))


def send(client: Client, data: dict[str, str]) -> Any:
    return client.post(reverse("invitation-accept"), data)


# -- The e-mail --------------------------------------------------------------
def test_the_email_says_to_what_and_holds_nothing_personal(invitation: Invitation) -> None:
    link_of(invitation)
    sent = mail.outbox[-1]

    assert sent.to == ["new@example.org"]
    assert sent.subject == "You are invited to be a chair of North Ayrshire steering group"
    assert "A post" not in sent.body  # who invites, by what others see
    assert invitation.display_name not in sent.body


def test_only_the_hash_of_the_token_is_kept(invitation: Invitation) -> None:
    token = link_of(invitation).rstrip("/").rpartition("/")[2]
    invitation.refresh_from_db()

    assert invitation.token_hash == hash_of(token)
    kept = " ".join(str(row) for row in Email.objects.values_list("about", "key", "failure"))
    assert token not in kept


def test_an_email_of_a_withdrawn_invitation_is_not_sent(invitation: Invitation) -> None:
    withdraw(invitation=invitation, by=a_person())

    with pytest.raises(AssertionError):
        link_of(invitation)
    assert Email.objects.get().state == Email.State.DROPPED


# -- The link ----------------------------------------------------------------
def test_the_link_changes_nothing_and_leaves_the_token_behind(invitation: Invitation) -> None:
    client = opened(invitation)
    invitation.refresh_from_db()

    assert invitation.accepted_at is None
    assert page(client).status_code == 200
    assert "token" not in str(dict(client.session))
    assert client.post(reverse("invitation", args=["abc"])).status_code == 405


def test_the_page_says_who_invites_to_what_and_what_it_may_do(invitation: Invitation) -> None:
    text = page(opened(invitation)).content.decode()

    assert "A post invites you to be a chair of North Ayrshire steering group" in text
    assert "approve a report that someone else drafted" in text
    assert "signs in with two steps" in text
    assert "new@example.org" in text


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"expires_at": timezone.now() - timedelta(hours=1)}, 410, "has expired"),
        ({"accepted_at": timezone.now()}, 410, "was accepted already"),
        ({"withdrawn_at": timezone.now()}, 410, "was withdrawn"),
        ({"token_hash": "another"}, 404, "This link is not known"),
    ],
)
def test_a_link_that_no_longer_works_says_what_happened_and_what_to_do(
    invitation: Invitation, change: dict[str, Any], status: int, words: str
) -> None:
    client = opened(invitation)
    Invitation.objects.filter(pk=invitation.pk).update(**change)

    for answer in (page(client), send(client, NEW)):
        assert answer.status_code == status
        assert words in answer.content.decode()
        assert "What to do now" in answer.content.decode()
    assert not User.objects.filter(email="new@example.org").exists()


def test_an_unknown_link_is_not_told_from_one_never_made() -> None:
    client = Client()
    client.get(reverse("invitation", args=["made-up"]))

    assert page(client).status_code == 404
    assert page(Client()).content == page(Client()).content
    assert page(Client()).status_code == 404


def test_a_link_sent_again_ends_the_earlier_one(invitation: Invitation) -> None:
    earlier = opened(invitation)
    resend(invitation=invitation, by=a_person())

    assert page(earlier).status_code == 404
    assert page(opened(invitation)).status_code == 200


# -- Accepting ---------------------------------------------------------------
def test_accepting_makes_the_account_grants_the_role_and_signs_in(
    invitation: Invitation, group: Group
) -> None:
    client = opened(invitation)
    before = client.session.session_key
    answer = send(client, NEW)
    user = User.objects.get(email="new@example.org")
    role = GroupRole.objects.get(user=user)

    assert answer["Location"] == reverse("group", args=[group.programme.slug, group.slug])
    assert (role.group, role.role, role.starts_on) == (group, Role.CHAIR, timezone.localdate())
    assert user.display_name == "Library manager"
    assert user.check_password(PASSWORD)
    assert user.emailaddress_set.get().verified  # type: ignore[attr-defined]
    assert client.session[SESSION_KEY] == str(user.pk)
    assert client.session.session_key != before


def test_an_account_without_a_password_is_led_to_a_passkey(invitation: Invitation) -> None:
    client = opened(invitation)
    answer = send(client, {"display_name": "Library manager", "passkey": "1"})

    assert answer["Location"] == reverse("mfa_add_webauthn")
    assert not User.objects.get(email="new@example.org").has_usable_password()
    assert client.session[SESSION_KEY]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"again": "another one altogether"}, "The two passwords differ"),
        ({"password": "", "again": ""}, "Enter a password, or use a passkey instead"),
        ({"password": "password1234", "again": "password1234"}, "too common"),
        ({"password": "short", "again": "short"}, "too short"),
        ({"display_name": ""}, "Fill in “What others see”"),
        ({"display_name": "Chair\u202eriahC"}, "without invisible characters"),
        ({"display_name": "Chair\r\nBcc: all"}, "Write it in one line"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(
    invitation: Invitation, change: dict[str, str], words: str
) -> None:
    text = send(opened(invitation), NEW | change).content.decode()

    assert words in text
    assert PASSWORD not in text
    assert not User.objects.filter(email="new@example.org").exists()


def test_extra_fields_change_nothing(invitation: Invitation) -> None:
    send(
        opened(invitation),
        NEW | {"role": "programme-manager", "is_staff": "1", "address": "x@example.org"},
    )
    user = User.objects.get(email="new@example.org")

    assert not user.is_staff
    assert user.programmeroles.count() == 0  # type: ignore[attr-defined]


def test_an_invitation_is_accepted_once(invitation: Invitation) -> None:
    first, second = opened(invitation), Client()
    second.cookies = first.cookies.copy()
    one_page = Invitation.objects.get(pk=invitation.pk)
    send(first, NEW)

    with pytest.raises(RefusedError):
        accept_with_account(invitation=one_page, display_name="Again", password=PASSWORD)
    assert User.objects.filter(email="new@example.org").count() == 1
    assert GroupRole.objects.filter(role=Role.CHAIR).count() == 1


def test_the_claim_alone_lets_one_of_two_through(invitation: Invitation) -> None:
    user = User.objects.create_user("new@example.org", display_name="New")
    stale = Invitation.objects.get(pk=invitation.pk)
    accept(invitation=invitation, by=user)

    with pytest.raises(RefusedError, match="used or withdrawn"):
        accept(invitation=stale, by=user)


@pytest.mark.django_db(transaction=True)
def test_of_six_acceptances_at_once_one_makes_the_account(invitation: Invitation) -> None:
    def attempt(number: int) -> bool:
        try:
            accept_with_account(invitation=invitation, display_name=str(number), password=PASSWORD)
        except RefusedError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(6) as pool:
        outcomes = list(pool.map(attempt, range(6)))

    assert sorted(outcomes) == [False] * 5 + [True]
    assert User.objects.filter(email="new@example.org").count() == 1
    assert GroupRole.objects.filter(user__email="new@example.org").count() == 1


# -- Somebody with an account ------------------------------------------------
def test_an_account_signs_in_and_accepts_with_one_press(
    invitation: Invitation, group: Group
) -> None:
    user = User.objects.create_user("new@example.org", PASSWORD, display_name="Chair")
    client = opened(invitation)
    assert "You have an account with this address already" in page(client).content.decode()
    assert send(client, NEW).status_code == 200  # nothing is made for it

    there = reverse("invitation-accept")
    signed_in = client.post(
        reverse("sign-in"), {"login": user.email, "password": PASSWORD, "next": there}
    )
    assert signed_in["Location"] == there
    assert ">Accept</button>" in page(client).content.decode()
    assert send(client, {}).status_code == 302
    assert GroupRole.objects.get(user=user).group == group


def test_somebody_else_is_told_so_and_can_sign_out(invitation: Invitation) -> None:
    client = Client()
    client.force_login(a_person())
    opened(invitation, client)

    assert "You are signed in as somebody else" in page(client).content.decode()
    assert send(client, NEW).status_code == 200
    assert not User.objects.filter(email="new@example.org").exists()
    assert send(client, {"sign-out": "1"})["Location"] == reverse("invitation-accept")
    assert SESSION_KEY not in client.session
    assert "Make your account" in page(client).content.decode()


def test_an_address_that_was_not_confirmed_is_not_theirs(invitation: Invitation) -> None:
    user = User.objects.create_user("new@example.org", display_name="Chair")
    user.emailaddress_set.update(verified=False)  # type: ignore[attr-defined]

    with pytest.raises(RefusedError, match=r"is for new@example\.org"):
        accept(invitation=invitation, by=user)


def test_nobody_lifts_themselves_by_a_changed_address(group: Group) -> None:
    manager = a_person(Role.AREA_MANAGER, group.area)
    invitation = an_invitation(Role.CHAIR, group, by=manager)
    manager.email = "new@example.org"
    manager.save()
    manager.emailaddress_set.update(email="new@example.org")  # type: ignore[attr-defined]

    with pytest.raises(RefusedError, match="made yourself"):
        accept(invitation=invitation, by=manager)


# -- Where it leads, and the seat ---------------------------------------------
def test_a_role_leads_to_where_it_begins(programme: Programme) -> None:
    area = an_area(programme, "Midlothian")
    body = a_body(programme, area=area)
    slug = programme.slug
    for role, where, there in (
        (Role.EVALUATOR, programme, reverse("overview", args=[slug])),
        (Role.AREA_MANAGER, area, reverse("area", args=[slug, area.slug])),
        (Role.IJB_OFFICER, body, reverse("reports", args=[slug])),
    ):
        invitation = an_invitation(role, where, f"{role}@example.org")
        assert send(opened(invitation), NEW)["Location"] == there


def test_a_role_to_come_leads_home_and_says_when(programme: Programme) -> None:
    area = an_area(programme, "Midlothian")
    later = timezone.localdate() + timedelta(days=30)
    invitation = an_invitation(Role.AREA_MANAGER, area, from_on=later)
    client = opened(invitation)

    assert send(client, NEW)["Location"] == reverse("home")
    assert "come back on that day" in client.get(reverse("home")).content.decode()
    assert AreaRole.objects.get().starts_on == later


def test_the_seat_becomes_theirs_with_its_history(group: Group) -> None:
    seat = a_member(group, "Chair of the group")
    invitation = an_invitation(Role.CHAIR, group, seat=seat)
    send(opened(invitation), NEW)
    seat.refresh_from_db()

    assert seat.user == User.objects.get(email="new@example.org")
    assert seat.version == 2
    assert seat.history.latest().history_change_reason == "by accepting an invitation"


def test_a_seat_that_somebody_got_meanwhile_stays_theirs(group: Group) -> None:
    seat = a_member(group, "Chair of the group")
    invitation = an_invitation(Role.CHAIR, group, seat=seat)
    seat.user = a_person()
    seat.save()
    send(opened(invitation), NEW)
    seat.refresh_from_db()

    assert seat.user.email != "new@example.org"


@pytest.mark.parametrize("kind", ["counted", "of another group", "taken"])
def test_a_seat_that_cannot_be_theirs_is_refused(group: Group, kind: str) -> None:
    seat = {
        "counted": lambda: a_member(group, "8 young people", people=8),
        "of another group": lambda: a_member(a_group(group.programme, "Another"), "Chair"),
        "taken": lambda: a_member(group, "Chair", user=a_person()),
    }[kind]()

    with pytest.raises(RefusedError, match="Choose a seat of this group"):
        an_invitation(Role.CHAIR, group, seat=seat)
