"""The commands: make a report at once, ask for the first ones, wait for them."""

import errno
import hashlib
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command

from milestones.actions.updates import UpdateRow, record_updates
from milestones.models import Delivery, Milestone
from partnership.programmes.models import Phase, Programme, Source
from partnership.reports import jobs, tasks
from partnership.reports.models import Report
from partnership.reports.selectors.reports import first_period
from pilots.models import ReportingBody
from tests.support.plans import write_down

TODAY = date(2026, 11, 21)


def run(*command: Any) -> str:
    out = StringIO()
    call_command(*command, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., str]:
    def made(body: str = "north-ijb", ending: str = "2019-09-30", *more: str, **kw: Any) -> str:
        output = kw.get("output", tmp_path / "out")
        return run("make_report", f"--body={body}", f"--quarter-ending={ending}",
                   f"--output={output}", *more)  # fmt: skip

    return made


# -- make_report -------------------------------------------------------------


def test_every_file_is_written_and_named(body: Any, make: Any, tmp_path: Path) -> None:
    said = make()
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert written == [
        "north-ijb-2019-q3-in-plain-words.html",
        *(f"north-ijb-2019-q3.{kind}" for kind in ("docx", "html", "pdf", "xlsx")),
    ]
    assert all(name in said for name in written)


def test_the_fingerprint_is_printed_and_nothing_is_recorded(
    report: Report, make: Any, sent: list
) -> None:
    tasks.make(report.pk)
    Report.objects.get().delete()
    assert f"fingerprint {report_fingerprint()}" in make()
    assert not Report.objects.exists()
    assert sent == []


def report_fingerprint() -> str:
    text = (
        '{"as_at": "2019-09-30", "body": "north-ijb", "edition": 1, "is_draft": true,'
        ' "last": "2019-09-30"}'
    )
    return hashlib.sha256(text.encode()).hexdigest()


def test_made_again_the_files_are_the_same_bytes(body: Any, make: Any, tmp_path: Path) -> None:
    make(output=tmp_path / "one")
    with time_machine.travel(date(2030, 1, 1)):
        make(output=tmp_path / "two")
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        (["nowhere"], r"No body is called “nowhere”. There is:\n  north-ijb  \(co-creating\)"),
        (["north-ijb", "2019-08-31"], "is not the end of a quarter"),
        (["north-ijb", "2018-12-31"], "lies before the programme"),
        (["north-ijb", "2031-12-31"], "has not ended yet"),
        (["north-ijb", "30/9/2019"], "“30/9/2019” is not a day"),
        (["north-ijb", "2019-09-30", "--programme=other"], "No body is reported to"),
    ],
)
def test_what_can_t_be_is_said_and_writes_nothing(
    body: Any, make: Any, tmp_path: Path, choice: list[str], said: str
) -> None:
    with pytest.raises(CommandError, match=said):
        make(*choice)
    assert not (tmp_path / "out").exists()


def test_a_body_of_two_programmes_needs_the_programme_named(body: ReportingBody, make: Any) -> None:
    other = Programme.objects.create(
        slug="other", name="Other", start_month="2019-01-01", length_months=12
    )
    ReportingBody.objects.create(
        programme=other, slug="north-ijb", name="North", kind="ijb", template="ijb"
    )
    with pytest.raises(CommandError, match="add --programme, one of co-creating, other"):
        make()
    assert "fingerprint" in make("north-ijb", "2019-09-30", "--programme=other")


def test_a_folder_that_can_t_be_written_is_said_before_the_long_work(
    body: Any, make: Any, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    with pytest.raises(CommandError, match=r"Can't write to .*: file exists. Choose another"):
        make(output=in_the_way)
    with pytest.raises(CommandError, match="not a directory"):
        make(output=in_the_way / "out")


def test_a_disk_that_fills_up_is_said(
    body: Any, make: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(CommandError, match="no space left on device"):
        make()


# -- ask_for_first_reports ---------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_the_first_report_is_asked_for_once(body: Any, sent: list) -> None:
    assert "asked for\n" in run("ask_for_first_reports")
    assert "asked for before" in run("ask_for_first_reports")
    assert Report.objects.count() == 1
    assert len(sent) == 1


@pytest.mark.django_db(transaction=True)
def test_asking_without_a_queue_says_so(body: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "send", lambda task, report_id: False)
    assert "as soon as the queue answers" in run("ask_for_first_reports")


def test_a_programme_too_young_for_a_report_has_none(body: Any) -> None:
    with time_machine.travel(date(2019, 2, 1)):
        assert "no period has ended yet" in run("ask_for_first_reports")
    assert not Report.objects.exists()


def add_paper(programme: Programme, dated_on: str) -> Source:
    return Source.objects.create(
        programme=programme, slug=dated_on, kind="news", title="Paper", dated_on=dated_on
    )


def test_the_first_report_is_on_the_period_in_which_a_paper_was_dated(
    body: ReportingBody,
) -> None:
    add_paper(body.programme, "2019-10-24")
    add_paper(body.programme, "2021-10-05")  # after the programme's end
    period = first_period(body, on=TODAY)
    assert period
    assert period.words == "October to December 2019"


def test_without_any_word_the_first_report_is_on_the_newest_period(body: ReportingBody) -> None:
    period = first_period(body, on=date(2020, 5, 1))
    assert period
    assert period.words == "January to March 2020"


def test_where_something_was_reported_since_the_newest_period_that_ended_is_taken(
    body: ReportingBody,
) -> None:
    programme = body.programme
    Milestone.objects.create(
        programme=programme,
        phase=Phase.objects.create(programme=programme, number=1, name="Early"),
        reference="M1",
        title="Start",
        position=1,
        due_month=2,
        scope="area",
        reported_on="2019-01-01",
    )
    add_paper(programme, "2019-02-01")
    write_down(programme)
    said = UpdateRow(number=1, reported_on=date(2019, 11, 1))
    record_updates(delivery=Delivery.objects.get(), rows=[said], by=None)
    period = first_period(body, on=date(2019, 11, 2))
    assert period
    assert period.words == "July to September 2019"


# -- wait_for_reports --------------------------------------------------------


def test_waiting_ends_when_every_report_is_ready(report: Report) -> None:
    tasks.make(report.pk)
    assert "North IJB, July to September 2019: ready" in run("wait_for_reports")


def test_waiting_ends_in_words_when_no_worker_comes(report: Report) -> None:
    with pytest.raises(CommandError, match=r"1 report.* not made yet\. Is a worker running"):
        run("wait_for_reports", "--timeout=0")


def test_a_report_that_failed_is_said(report: Report) -> None:
    claim = jobs.claim(report.pk)
    assert claim
    jobs.fail(claim, "Because.")
    with pytest.raises(CommandError, match=r"1 report.* could not be made"):
        run("wait_for_reports")
