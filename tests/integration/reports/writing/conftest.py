"""A draft to write in, and those who write it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from partnership.people.models import Role, User
from partnership.reports.models import Report
from partnership.reports.rules.layout import Layout
from partnership.reports.templates import layout_of
from pilots.models import ReportingBody
from tests.support.builders import a_group, a_person
from tests.support.drafting_reports import a_draft
from tests.support.report_pages import PAGE, words

Reading = Callable[..., str]
Sending = Callable[..., Any]


@pytest.fixture
def draft(body: ReportingBody) -> Report:
    """Begun the day after its quarter."""
    return a_draft(body, drafted_at=datetime(2019, 10, 1, tzinfo=UTC))


@pytest.fixture
def layout(draft: Report) -> Layout:
    return layout_of(draft.template)


@pytest.fixture
def manager(body: ReportingBody) -> User:
    """Somebody who may write reports of the whole programme."""
    return a_person(Role.PROGRAMME_MANAGER, body.programme)


@pytest.fixture
def other(body: ReportingBody) -> User:
    """A second writer, of the area."""
    return a_person(Role.AREA_MANAGER, body.area)


@pytest.fixture
def chair(body: ReportingBody) -> User:
    """Who approves what others wrote."""
    group = a_group(body.programme, area=body.area, name="North group")
    ReportingBody.objects.filter(pk=body.pk).update(group=group)
    return a_person(Role.CHAIR, group)


@pytest.fixture
def read(client: Client, draft: Report) -> Reading:
    """What somebody reads on a page of the draft, with single spaces."""

    def page(by: User, path: str = "write/", status: int = 200) -> str:
        client.force_login(by)
        answer = client.get(PAGE + path)
        assert answer.status_code == status, answer.content
        return words(answer)

    return page


@pytest.fixture
def send(client: Client, draft: Report) -> Sending:
    """The answer to a form as it came with its page, filled in and sent."""

    def post(by: User, path: str, *, opened: Any = None, json: bool = False, **typed: Any) -> Any:
        client.force_login(by)
        page = opened if opened is not None else client.get(PAGE + path)
        form = page.context["form"]
        given = {
            field.html_name: field.value() for field in form if field.value() not in (None, "")
        }
        headers = {"Accept": "application/json"} if json else {}
        return client.post(PAGE + path, given | typed, headers=headers)

    return post


@pytest.fixture
def opened(client: Client, draft: Report) -> Any:
    """A page as somebody opened it, before others changed what is on it."""

    def page(by: User, path: str) -> Any:
        client.force_login(by)
        return client.get(PAGE + path)

    return page
