"""Nobody and outsiders at every address of the reference programme; roles are in the matrix."""

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django.plugin import DjangoDbBlocker

from partnership.people.models import Role
from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from partnership.reports import making, tasks
from partnership.reports.models import Report
from partnership.workbook.illustrative import REFERENCE
from partnership.workbook.loading import load
from pilots.models import ReportingBody
from tests.support.builders import a_person, a_programme
from tests.support.quick_reports import STAND_INS
from tests.support.site_map import (
    BY_KEY,
    IN_PROGRAMME,
    INSIDE,
    OUTSIDE,
    PROGRAMME,
    REPORT,
    Address,
    names_in_resolver,
)

pytestmark = pytest.mark.django_db

Visitor = Callable[[Role | None], Client]


@pytest.fixture(scope="module", autouse=True)
def programme(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Programme]:
    """The reference programme with one report made, undone after the module's last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        programme = load(REFERENCE).programme
        _make_report(programme)
        yield programme
        transaction.set_rollback(True)


def _make_report(programme: Programme) -> None:
    slug, last = REPORT
    period = Period.ending(date.fromisoformat(last))
    report = Report.objects.create(
        body=ReportingBody.objects.get(programme=programme, slug=slug),
        period_first=period.first,
        period_last=period.last,
    )
    with pytest.MonkeyPatch.context() as patch:
        for name, stand_in in STAND_INS.items():
            patch.setattr(making, name, stand_in)
        tasks.make(report.pk)


@pytest.fixture
def visitor(programme: Programme) -> Visitor:
    """Signs in somebody with a role in the programme, or (None) a manager of another one."""

    def sign_in(role: Role | None) -> Client:
        client = Client()
        if role:
            client.force_login(a_person(role, programme))
        else:
            client.force_login(a_person(Role.PROGRAMME_MANAGER, a_programme("Another")))
        return client

    return sign_in


@pytest.fixture(params=IN_PROGRAMME, ids=lambda address: address.name)
def address(request: pytest.FixtureRequest) -> Address:
    return request.param


def test_every_address_is_in_the_map_once() -> None:
    inside = [name for where, name in names_in_resolver() if where.startswith(INSIDE)]
    outside = [name for where, name in names_in_resolver() if not where.startswith(INSIDE)]

    assert sorted(inside) == sorted([*(address.name for address in IN_PROGRAMME), *BY_KEY])
    assert set(outside) == OUTSIDE


def test_the_map_is_of_the_programme_that_is_loaded(programme: Programme) -> None:
    assert IN_PROGRAMME[0].path() == reverse("overview", args=[programme.slug])


def test_nobody_is_sent_to_sign_in(address: Address) -> None:
    for answer in (Client().get(address.path()), Client().post(address.path())):
        assert answer.status_code == 302
        assert answer["Location"] == f"{reverse('sign-in')}?next={address.path()}"


def test_an_outsider_is_told_nothing(address: Address, visitor: Visitor) -> None:
    outsider = visitor(None)

    for answer in (outsider.get(address.path()), outsider.post(address.path())):
        assert answer.status_code == 404
        assert "Co-creating Libraries" not in answer.content.decode()


def test_a_programme_that_is_not_there_looks_like_one_that_is_hidden(
    address: Address, visitor: Visitor
) -> None:
    outsider = visitor(None)

    hidden, missing = (
        _without_what_was_asked(outsider.get(address.path(slug)), slug)
        for slug in (PROGRAMME, "no-such-programme")
    )

    assert hidden == missing


def _without_what_was_asked(answer: HttpResponse, slug: str) -> str:
    """A page's text, but for the address itself and the form's token, which never repeats."""
    text = answer.content.decode().replace(slug, "…")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


@pytest.mark.parametrize(
    "address", [each for each in IN_PROGRAMME if each.arguments], ids=lambda each: each.name
)
def test_a_record_that_is_not_there_is_not_found(address: Address, visitor: Visitor) -> None:
    path = reverse(address.name, args=[PROGRAMME, *_others(address)])

    assert visitor(Role.PROGRAMME_MANAGER).get(path).status_code == 404


def _others(address: Address) -> list[str]:
    """Arguments of the same form that no record answers."""
    return [_other(each) for each in address.arguments]


def _other(argument: str) -> str:
    if argument[:2] == "20":
        return "2018-03-31"
    return f"9{argument}" if argument.isdigit() else f"no-{argument}"


@pytest.mark.parametrize("name", ["home", "sign-in"])
def test_pages_outside_programmes_answer(name: str, visitor: Visitor) -> None:
    assert Client().get(reverse("sign-in")).status_code == 200
    assert visitor(Role.VIEWER).get(reverse(name), follow=True).status_code == 200


def test_the_components_page_is_for_staff_alone(visitor: Visitor) -> None:
    assert Client().get(reverse("components")).status_code == 404
    assert visitor(Role.PROGRAMME_MANAGER).get(reverse("components")).status_code == 404


def test_signing_out_takes_a_form_and_not_a_link() -> None:
    client = Client()
    client.force_login(a_person())

    assert client.get(reverse("sign-out")).status_code == 200
    assert client.get(reverse("account")).status_code == 200
    assert client.post(reverse("sign-out")).status_code == 302
    assert client.get(reverse("home")).status_code == 302
