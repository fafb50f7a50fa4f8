"""An anonymous answer can’t be traced: the database, logs and exports searched for who gave it.

Beside each search stands what it finds where something was left: a search that could find
nothing would prove nothing.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from time import time
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings as site
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from evaluation import models as of
from evaluation.actions.invitations import make_invitations, newly_used
from evaluation.actions.mixing import mix_answers
from evaluation.secrets import hash_of_key
from evaluation.tasks import tally
from partnership.people.middleware import NOTED_EVERY, SEEN
from partnership.people.models import Role
from partnership.programmes.models import Programme
from tests.support.answering import a_form, an_open_wave, post
from tests.support.builders import a_person, a_programme

ADDRESS, AGENT, OTHER = "192.0.2.77", "Odd-Browser/1.23", "198.51.100.9"
Rows = dict[str, set[str]]
POSTGRES = connection.vendor == "postgresql"


def rows() -> Rows:
    """Every row of every table, as text."""
    return {
        model._meta.label: {str(sorted(each.items())) for each in model._base_manager.values()}
        for model in apps.get_models()
        if model._meta.managed
    }


@dataclass
class Traces:
    """What an answer left behind: new and changed rows, what was logged, files."""

    before: Rows
    logged: pytest.LogCaptureFixture
    secrets: list[str] = field(default_factory=list)

    def left(self) -> Rows:
        """The rows that are new, or that changed."""
        now = rows()
        changed = {label: now[label] - self.before[label] for label in now}
        return {label: found for label, found in changed.items() if found}

    def everything(self) -> str:
        """All of it as one text."""
        files = [path for path in Path(site.FILES_DIR).rglob("*") if path.is_file()]
        contents = [path.read_bytes().decode("latin-1") for path in files]
        return "\n".join((str(self.left()), self.logged.text, *contents))

    def found(self) -> list[str]:
        """Which of the secrets can be read in it."""
        text = self.everything()
        return [secret for secret in self.secrets if secret in text]


@pytest.fixture
def invited(programme: Programme) -> tuple[of.Wave, str]:
    wave = an_open_wave(a_form(programme), by_invitation=True)
    first, *_ = make_invitations(wave=wave, number=3, by=a_person())
    return wave, first


@pytest.fixture
def somebody(programme: Programme) -> Client:
    """Signed in, at an address, with a browser that says what it is."""
    client = Client(
        REMOTE_ADDR=ADDRESS, HTTP_USER_AGENT=AGENT, HTTP_X_FORWARDED_FOR=OTHER,
        HTTP_REFERER="https://mail.example/inbox",
    )  # fmt: skip
    client.force_login(a_person(Role.STEERING_MEMBER, programme))
    session = client.session
    session[SEEN] = int(time()) - 2 * NOTED_EVERY  # so that it is due to be noted when they came
    session.save()
    return client


@pytest.fixture
def traces(
    invited: tuple[of.Wave, str],
    somebody: Client,
    caplog: pytest.LogCaptureFixture,
) -> Traces:
    """What is left once somebody has answered, with a few mistakes on the way."""
    wave, key = invited
    caplog.set_level(logging.DEBUG)
    found = Traces(rows(), caplog)
    answer = reverse("answer", args=[wave.code])
    somebody.get(answer)
    post(wave, somebody, invitation="aaaa-bbbb-cccc")
    post(wave, somebody, invitation=key, **{"q.confident": "9"})
    assert post(wave, somebody, invitation=key, **{"code.1": "7"}).status_code == 302
    somebody.get(reverse("answer-thanks", args=[wave.code]))
    session = somebody.cookies["session"].value
    found.secrets = [
        *(ADDRESS, AGENT, OTHER, "mail.example", session),
        *(key, key.replace("-", ""), hash_of_key(wave.pk, key), "aaaa-bbbb-cccc"),
    ]
    return found


def test_only_the_response_its_answers_and_the_used_mark_are_left(traces: Traces) -> None:
    assert set(traces.left()) == {
        "evaluation.Response",
        "evaluation.Answer",
        "evaluation.Invitation",
    }


def test_nothing_says_from_where_by_whom_or_with_which_invitation(
    traces: Traces, invited: tuple[of.Wave, str]
) -> None:
    used = hash_of_key(invited[0].pk, invited[1])
    assert traces.found() == [used]  # in the invitation itself, which says that it was used
    left = traces.left()
    assert used not in str(left["evaluation.Response"] | left["evaluation.Answer"])


def test_control_on_any_other_page_it_is_noted_when_somebody_came(
    traces: Traces, somebody: Client
) -> None:
    somebody.get(reverse("my-work"))
    assert "usersessions.UserSession" in traces.left()
    assert ADDRESS in traces.found()


def test_no_moment_is_kept_of_it(traces: Traces) -> None:
    kept = [*of.Response.objects.values(), *of.Answer.objects.values()]
    kept += of.Invitation.objects.values()
    moments = [value for row in kept for value in row.values() if isinstance(value, datetime)]
    assert kept
    assert moments == []


@pytest.mark.parametrize("where", ["row", "log", "file"])
def test_control_what_was_left_would_be_found(traces: Traces, where: str, tmp_path: Path) -> None:
    if where == "row":
        of.Response.objects.update(set_aside_why=f"from {ADDRESS}")
    elif where == "log":
        logging.getLogger("any").info("Answered from %s", ADDRESS)
    else:
        folder = Path(site.FILES_DIR) / "left"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "trace.txt").write_text(ADDRESS)
    try:
        assert ADDRESS in traces.found()
    finally:
        (Path(site.FILES_DIR) / "left" / "trace.txt").unlink(missing_ok=True)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_nor_do_the_exports_of_an_evaluator(
    traces: Traces,
    invited: tuple[of.Wave, str],
    signed_in: Callable[[Role], Client],
    kind: str,
) -> None:
    wave, _ = invited
    file = signed_in(Role.EVALUATOR).get(
        reverse("wave-data", args=[wave.programme.slug, wave.slug, kind])
    )
    assert file.status_code == 200
    content = b"".join(file.streaming_content) if file.streaming else file.content
    texts = content.decode("latin-1") if kind == "csv" else sheet_of(content)

    assert "It helped" in texts
    assert [secret for secret in traces.secrets if secret in texts] == []


def sheet_of(content: bytes) -> str:
    """All that stands in a workbook."""
    from io import BytesIO

    from openpyxl import load_workbook

    book = load_workbook(BytesIO(content))
    return str([[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()])


# -- What the database itself remembers -------------------------------------------------------

SIDE_BY_SIDE = """
    SELECT count(*) FROM evaluation_invitation i WHERE i.is_used AND (
        EXISTS (SELECT FROM evaluation_answer a WHERE a.xmin = i.xmin)
        OR EXISTS (SELECT FROM evaluation_response r WHERE r.xmin = i.xmin)
    )
"""


def side_by_side() -> int:
    """How many used invitations were written by the transaction that wrote a response."""
    with connection.cursor() as cursor:
        cursor.execute(SIDE_BY_SIDE)
        return int(cursor.fetchone()[0])


@pytest.mark.skipif(not POSTGRES, reason="asks PostgreSQL which transaction wrote a row")
@pytest.mark.django_db(transaction=True)
def test_which_transaction_wrote_a_row_does_not_tell_either() -> None:
    wave = an_open_wave(a_form(a_programme()), by_invitation=True)
    for key in make_invitations(wave=wave, number=3, by=a_person()):
        assert post(wave, invitation=key).status_code == 302
    assert side_by_side() == 3  # the control: before they are mixed it can be told

    tally()

    assert side_by_side() == 0
    assert newly_used() == []


ORDER = "SELECT {} FROM evaluation_{} {} ORDER BY ctid"  # as the rows lie on the disk


def in_place(column: str, table: str, where: str = "") -> list[str]:
    """A column of a table in the order in which its rows lie there."""
    with connection.cursor() as cursor:
        cursor.execute(ORDER.format(column, table, where))
        return [str(row[0]) for row in cursor.fetchall()]


@pytest.mark.skipif(not POSTGRES, reason="asks PostgreSQL in which order rows lie")
@pytest.mark.django_db(transaction=True)
def test_neither_does_the_order_in_which_rows_lie() -> None:
    wave = an_open_wave(a_form(a_programme()), by_invitation=True)
    used = []
    for key in sorted(make_invitations(wave=wave, number=12, by=a_person()))[::-1]:
        assert post(wave, invitation=key).status_code == 302
        used.append(hash_of_key(wave.pk, key))
    came = in_place("id", "response")
    assert in_place("key_hash", "invitation", "WHERE is_used") == used  # the control

    tally()
    assert in_place("key_hash", "invitation", "WHERE is_used") == sorted(used)

    assert mix_answers(on=timezone.localdate() + timedelta(1)) == len(came)
    assert in_place("id", "response") == sorted(came) != came
    assert in_place("id", "answer") == sorted(in_place("id", "answer"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM evaluation_answer")
        assert cursor.fetchone()[0] == 1


def test_answers_that_are_mixed_stay_as_they_were(programme: Programme) -> None:
    version = a_form(programme)
    before = an_open_wave(version, "Before", stage="before", asks_code=True)
    after = an_open_wave(version, "After", stage="after", before=before, asks_code=True)
    for wave in (before, after):
        assert post(wave, **{"code.1": "7", "code.2": "Ann"}).status_code == 302
    tally()
    of_today = (of.Response, of.Answer, of.Match, of.Tally, of.PairTally)
    then = rows()
    assert all(then[model._meta.label] for model in of_today)

    assert mix_answers(on=timezone.localdate()) == 0  # the day is not over
    assert mix_answers(on=timezone.localdate() + timedelta(1)) == 2

    connection.check_constraints()
    assert rows() == then


# -- Paper ------------------------------------------------------------------------------------


def test_a_paper_form_leaves_nothing_of_whoever_typed_it_in(
    programme: Programme, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    wave, person = an_open_wave(a_form(programme)), a_person(Role.EVALUATOR, programme)
    client.force_login(person)
    entry = reverse("wave-entry", args=[programme.slug, wave.slug])
    client.get(entry)  # that somebody is there is noted of any page
    caplog.set_level(logging.DEBUG)
    found = Traces(rows(), caplog)
    sent = {"agrees": "on", "confident": "1", "once_key": str(uuid4())}
    for _ in range(2):
        assert "The form is saved." in client.post(entry, sent, follow=True).content.decode()

    assert set(found.left()) == {"evaluation.Response", "evaluation.Answer"}
    assert of.Response.objects.get().channel == "paper"
    assert person.email not in found.everything()


def test_a_paper_form_sent_again_with_other_answers_is_not_stored(
    programme: Programme, client: Client
) -> None:
    wave = an_open_wave(a_form(programme))
    client.force_login(a_person(Role.EVALUATOR, programme))
    entry = reverse("wave-entry", args=[programme.slug, wave.slug])
    sent = {"agrees": "on", "confident": "1", "once_key": str(uuid4())}
    client.post(entry, sent)
    told = client.post(entry, sent | {"confident": "2"}).content.decode()

    assert "This form was saved before, with other answers: these were not." in told
    assert of.Answer.objects.get(question__code="confident").value == 1
