"""Accounts of the whole site: found, locked, opened, made administrators, by administrators."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO
from threading import Barrier
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.people.accounts import lock
from partnership.people.actions import end_admin, lock_account, make_admin
from partnership.people.models import LockReason, Role, SiteRole, User
from partnership.people.permissions import ALLOWED
from partnership.people.refusals import RefusedError
from partnership.programmes.models import Programme
from tests.support.builders import a_group, a_person
from tests.support.fixtures import QueriesOf

pytestmark = pytest.mark.django_db
OF_ONE = ["account-of", "account-lock", "account-open", "account-steps"]
OF_ONE += ["account-make-admin", "account-end-admin"]


@pytest.fixture
def admin() -> User:
    return a_person(Role.ADMIN)


@pytest.fixture
def client(admin: User) -> Client:
    client = Client()
    client.force_login(admin)
    return client


def test_every_signed_in_person_reads_what_each_role_may_do() -> None:
    client = Client()
    assert client.get(reverse("roles")).status_code == 302
    client.force_login(a_person())
    text = client.get(reverse("roles")).content.decode()

    for role, allowed in ALLOWED.items():
        assert f'<section id="{role.value}">' in text
        assert all(permission.value in text for permission in allowed)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_accounts_are_for_administrators_alone(programme: Programme, role: Role) -> None:
    person = a_person(role, programme)
    client = Client()
    client.force_login(person)

    for address in [reverse("accounts"), *(reverse(name, args=[person.pk]) for name in OF_ONE)]:
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code == 403
            assert "An administrator can manage the accounts" in answer.content.decode()
    assert not SiteRole.objects.filter(user=person).exists()


def test_an_administrators_ended_role_opens_nothing(admin: User, client: Client) -> None:
    SiteRole.objects.update(ends_on=timezone.localdate() - timedelta(days=1))

    assert client.get(reverse("accounts")).status_code == 403


def test_an_administrator_signs_in_with_two_steps(client: Client, settings: Any) -> None:
    settings.REQUIRE_TWO_STEPS = True

    assert client.get(reverse("accounts"))["Location"].startswith(reverse("two-steps"))


def test_accounts_are_found_by_address_and_name(client: Client, programme: Programme) -> None:
    librarian = a_person(Role.EVALUATOR, programme)
    User.objects.filter(pk=librarian.pk).update(
        display_name="Librarian", last_login=timezone.now().replace(year=2026, month=3)
    )

    def found(**query: str) -> list[User]:
        page = client.get(reverse("accounts"), query)
        return [line.account for line in page.context["lines"]]

    assert found(words="LIBR") == [librarian]
    assert found(words=f"librarian {librarian.email}") == [librarian]
    assert found(words="librarian nobody") == []
    assert librarian not in found(state="admin")
    assert len(found(state="nonsense")) == 2
    text = client.get(reverse("accounts"), {"words": "librarian"}).content.decode()
    assert "March 2026" in text
    assert "No account fits" in client.get(reverse("accounts"), {"words": "x%_"}).content.decode()


def test_as_many_queries_for_one_account_as_for_fifty(
    client: Client, programme: Programme, queries_of: QueriesOf
) -> None:
    group = a_group(programme)
    a_person(Role.CHAIR, group)
    client.get(reverse("accounts"))
    few = queries_of(client, reverse("accounts"))
    for _ in range(45):
        a_person(Role.STEERING_MEMBER, group)

    assert queries_of(client, reverse("accounts")) == few


def test_a_locked_account_is_out_at_its_next_request(admin: User, client: Client) -> None:
    person = a_person()
    theirs = Client()
    theirs.force_login(person)
    assert theirs.get(reverse("roles")).status_code == 200
    address = reverse("account-lock", args=[person.pk])

    assert "Fill in “Why?”" in client.post(address, {}).content.decode()
    assert theirs.get(reverse("roles")).status_code == 200
    assert client.post(address, {"reason": "They left"}).status_code == 302
    assert theirs.get(reverse("roles")).status_code == 302
    page = client.get(reverse("account-of", args=[person.pk])).content.decode()
    assert "locked the account" in page
    assert "They left" in page


def test_a_session_of_before_stays_ended_when_the_account_is_opened(
    admin: User, client: Client
) -> None:
    person = User.objects.create_user("post@example.org", "three odd words", display_name="Post")
    theirs = Client()
    theirs.post(reverse("sign-in"), {"login": person.email, "password": "three odd words"})
    assert theirs.get(reverse("roles")).status_code == 200
    lock_account(account=person, reason="Lost phone", by=admin)
    client.post(reverse("account-open", args=[person.pk]))
    person.refresh_from_db()

    assert person.locked_at is None
    assert theirs.get(reverse("roles")).status_code == 302


def test_administrators_neither_lock_nor_raise_themselves(admin: User) -> None:
    with pytest.raises(RefusedError, match="own account"):
        lock_account(account=admin, reason="x", by=admin)
    with pytest.raises(RefusedError, match="give yourself"):
        make_admin(account=admin, by=admin)


def test_of_two_administrators_who_lock_each_other_one_stays(admin: User) -> None:
    other = a_person(Role.ADMIN)
    lock_account(account=other, reason="Left", by=admin)

    with pytest.raises(RefusedError, match="no administrator any more"):
        lock_account(account=admin, reason="Left", by=other)  # as their form stood before
    admin.refresh_from_db()
    assert admin.locked_at is None


def test_who_lost_the_role_meanwhile_locks_nobody(admin: User) -> None:
    other = a_person(Role.ADMIN)
    SiteRole.objects.filter(user=other).delete()

    with pytest.raises(RefusedError, match="no administrator any more"):
        lock_account(account=admin, reason="Left", by=other)


@pytest.mark.django_db(transaction=True)
def test_two_locks_at_the_same_moment_leave_one_administrator() -> None:
    pair = [a_person(Role.ADMIN), a_person(Role.ADMIN)]
    ready = Barrier(2)

    def attempt(number: int) -> bool:
        try:
            ready.wait()
            lock_account(account=pair[1 - number], reason="Left", by=pair[number])
        except RefusedError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, range(2))) == [False, True]
    assert User.objects.filter(locked_at=None).count() == 1


def test_the_last_administrator_does_not_leave(admin: User, client: Client) -> None:
    address = reverse("account-end-admin", args=[admin.pk])

    assert "You are the last administrator" in client.post(address).content.decode()
    assert SiteRole.objects.in_force(on=timezone.localdate()).count() == 1


def test_one_of_two_administrators_leaves_at_once(admin: User, client: Client) -> None:
    other = a_person()
    assert client.post(reverse("account-make-admin", args=[other.pk])).status_code == 302
    with pytest.raises(RefusedError, match="administrator already"):
        make_admin(account=other, by=admin)

    left = client.post(reverse("account-end-admin", args=[admin.pk]))
    assert left["Location"] == reverse("home")
    assert client.get(reverse("accounts")).status_code == 403
    with pytest.raises(RefusedError, match="last administrator"):
        end_admin(account=other, by=other)


def test_a_locked_administrator_does_not_count(admin: User) -> None:
    other = a_person(Role.ADMIN)
    lock_account(account=other, reason="On leave", by=admin)

    with pytest.raises(RefusedError, match="last administrator"):
        end_admin(account=admin, by=admin)


def test_the_first_administrator_is_made_at_the_command_line() -> None:
    out = StringIO()
    call_command("make_administrator", "First@Example.org", stdout=out)
    user = User.objects.get(email="first@example.org")

    assert SiteRole.objects.get().user == user
    assert not user.has_usable_password()
    assert "I have forgotten my password" in out.getvalue()
    with pytest.raises(CommandError, match="administrator already"):
        call_command("make_administrator", "first@example.org")
    with pytest.raises(CommandError, match="no e-mail address"):
        call_command("make_administrator", "nobody")


def test_an_administrator_who_was_locked_is_let_in_at_the_command_line(admin: User) -> None:
    lock(admin, reason=LockReason.IDLE, by=None)

    call_command("make_administrator", admin.email, stdout=StringIO())

    admin.refresh_from_db()
    assert admin.locked_at is None
    assert SiteRole.objects.get().user == admin


def test_a_locked_account_that_becomes_an_administrators_is_opened() -> None:
    person = a_person()
    lock(person, reason=LockReason.IDLE, by=None)

    call_command("make_administrator", person.email, stdout=StringIO())

    person.refresh_from_db()
    assert person.locked_at is None
    assert SiteRole.objects.get().user == person


@pytest.mark.parametrize("pk", [10**6, 10**20])
def test_an_account_that_is_not_there_is_not_found(client: Client, pk: int) -> None:
    for name in OF_ONE:
        assert client.get(reverse(name, args=[pk])).status_code == 404


def test_an_administrator_starts_with_people(client: Client, programme: Programme) -> None:
    there = reverse("people", args=[programme.slug])

    assert client.get(reverse("home"))["Location"] == there
    assert reverse("accounts") in client.get(there).content.decode()
    assert client.get(reverse("overview", args=[programme.slug])).status_code == 403
