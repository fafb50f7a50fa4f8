"""Five hundred people answer on their phones at once while the event's page is read (A3).

A live server, real connections, PostgreSQL. Beside it: what is lost or doubled where the
protection is taken away.
"""

import http.client
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event as Flag
from typing import Any
from unittest import mock
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from partnership.people.models import Role
from pilots.actions import feedback_answers as do
from pilots.actions.tallies import recount_all
from pilots.models import Event, FeedbackAnswer, FeedbackForm
from pilots.selectors.feedback import counted, points_of
from tests.integration.feedback.test_answers_at_once import forgetful, tally, without_the_key
from tests.support.builders import a_person
from tests.support.tallies import kept, recounted

PEOPLE, FEWER, CLIENTS = 500, 60, 16
SAID = re.compile(r"\d+ of (\d+) who answered")
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one at a time"),
]


@dataclass
class Crowd:
    """People who open the form and answer, and one who reads the event's page meanwhile."""

    server: str
    form: FeedbackForm
    statuses: list[int] = field(default_factory=list)
    seen: list[int] = field(default_factory=list)

    @contextmanager
    def line(self) -> Iterator[http.client.HTTPConnection]:
        open_line = http.client.HTTPConnection(urlsplit(self.server).netloc, timeout=30)
        try:
            yield open_line
        finally:
            open_line.close()

    def answer(self, people: int) -> None:
        """Everybody answers once; every tenth phone sends its answer twice at the same time."""
        finished, cookie = Flag(), self._signed_in()
        with ThreadPoolExecutor(CLIENTS + 1) as pool:
            reader = pool.submit(self._read, cookie, finished)
            doing = [pool.submit(self._phones, range(n, people, CLIENTS)) for n in range(CLIENTS)]
            try:
                for each in doing:
                    self.statuses += each.result()
            finally:
                finished.set()
            reader.result()

    def _phones(self, numbers: range) -> list[int]:
        there, statuses = reverse("feedback-form", args=[self.form.code]), []
        with self.line() as line, self.line() as again:
            for number in numbers:
                is_sent_twice = number % 10 == 0
                key = opened(line, there, number) if is_sent_twice else uuid4()
                typed = urlencode({"key": key, "satisfaction": number % 5 + 1, "language": "en"})
                lines = [line, again] if is_sent_twice else [line]
                for each in lines:
                    send(each, "POST", there, number, typed)
                statuses += [received(each)[0] for each in lines]
        return statuses

    def _signed_in(self) -> str:
        reader = Client()
        reader.force_login(a_person(Role.VIEWER, self.form.event.programme))
        return "; ".join(f"{name}={each.value}" for name, each in reader.cookies.items())

    def _read(self, cookie: str, finished: Flag) -> None:
        there = reverse("event", args=[self.form.event.programme.slug, self.form.event.slug])
        with self.line() as line:
            while True:
                is_last = finished.is_set()
                line.request("GET", there, headers={"Cookie": cookie})
                status, page = received(line)
                assert status == 200
                self.seen.append(max((int(n) for n in SAID.findall(page)), default=0))
                if is_last:
                    return
                finished.wait(0.25)


def send(
    line: http.client.HTTPConnection, method: str, there: str, number: int, typed: str = ""
) -> None:
    """As a phone with an address of its own, behind our proxy."""
    headers = {"X-Forwarded-For": f"198.51.100.{number % CLIENTS}"}
    if typed:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    line.request(method, there, body=typed or None, headers=headers)


def received(line: http.client.HTTPConnection) -> tuple[int, str]:
    response = line.getresponse()
    return response.status, " ".join(response.read().decode().split())


def opened(line: http.client.HTTPConnection, there: str, number: int) -> str:
    """The key of the form as it is opened."""
    send(line, "GET", there, number)
    return received(line)[1].split('name="key" value="')[1].split('"')[0]


@pytest.fixture
def crowd(form: FeedbackForm, live_server: Any, settings: Any) -> Crowd:
    """Before a form whose event is in its month's tally."""
    settings.TRUSTED_PROXIES = 1
    recount_all(form.event.programme)
    return Crowd(live_server.url, form)


def test_five_hundred_answers_are_all_counted_once_while_the_page_is_read(crowd: Crowd) -> None:
    crowd.answer(PEOPLE)

    event: Event = crowd.form.event
    assert set(crowd.statuses) == {302}
    assert FeedbackAnswer.objects.count() == PEOPLE
    assert tally(event) == points_of(counted(event)) == dict.fromkeys(range(1, 6), PEOPLE // 5)
    assert kept(event.programme) == recounted(event.programme)
    assert crowd.seen == sorted(crowd.seen)  # no figure on the page ever went back
    assert crowd.seen[-1] == PEOPLE
    assert len(set(crowd.seen)) > 3  # it was read in between


def test_control_without_the_unique_key_some_would_be_doubled(crowd: Crowd) -> None:
    with without_the_key():
        crowd.answer(FEWER)
        assert FeedbackAnswer.objects.count() == FEWER + FEWER // 10


def test_control_with_a_tally_that_is_read_and_written_some_would_be_lost(crowd: Crowd) -> None:
    with mock.patch.object(do, "_count", forgetful):
        crowd.answer(FEWER)

    assert FeedbackAnswer.objects.count() == FEWER
    assert sum(tally(crowd.form.event).values()) < FEWER
