"""A4: 10,000 rows of every bad sort: nothing stored, each fault at its line, soon and in little."""

import csv
import io
import time
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest

from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.programmes.models import Programme
from pilots.actions import event_batch_checking as checking
from pilots.actions import event_batch_jobs as jobs
from pilots.actions import event_batch_writing as writing
from pilots.actions import event_batches as do
from pilots.event_sheet_files import SheetError, read_file
from pilots.models import Area, Event, EventBatch
from tests.integration.event_batches.conftest import Brings, a_row
from tests.integration.event_batches.test_batches import fault_of

HEADS = ["Key", "Event", "Kind", "Area", "When", "Status", "Attendance", "Findings"]
FAULTY = {  # what is wrong with every tenth row, and in which column it is told
    0: "name",  # a NUL
    1: "extra",  # more cells than headings
    2: "area",  # fewer
    3: "slug",  # the key of another row
    4: "attendance",
}
HUGE = "x" * 1_000_000


def rows(count: int) -> Iterator[list[str]]:
    """Half of them right; a few with a cell of a million characters."""
    for n in range(count):
        name, key, figure, findings = f"Café {n}", f"k{n}", "12", "Good; “quoted”"
        if n % 10 == 0:
            name = f"Ca\0fé {n}"
        if n % 10 == 3:
            key = "same"
        if n % 10 == 4:
            figure = "many"
        if n % 1_000 == 9:
            findings = HUGE
        row = [key, name, "Fun day", "North Ayrshire", "2019-10-24", "Held", figure, findings]
        yield row[:3] + row[4:6] if n % 10 == 2 else row + ["more"] * (n % 10 == 1)


def sheet_of(count: int, encoding: str = "cp1252") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([HEADS, *rows(count)])
    return out.getvalue().encode(encoding)


def test_ten_thousand_rows_half_of_them_wrong_store_nothing_and_name_their_lines(
    programme: Programme, area: Area, manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "send", lambda *_: True)
    content = sheet_of(10_000)
    tracemalloc.start()
    sheet = read_file("x.csv", content)
    assert tracemalloc.get_traced_memory()[1] < 100_000_000
    tracemalloc.stop()
    started = time.process_time()
    batch = do.bring(programme=programme, area=None, file_name="x", sheet=sheet, by=manager)
    jobs.run(batch.pk)

    assert time.process_time() - started < 10
    batch.refresh_from_db()
    assert "Read as Windows-1252" in batch.problem
    told = batch.rows.exclude(faults={}).order_by("number").values_list("number", "faults")
    long = [line for line, faults in told if set(faults) == {"findings"}]
    assert long == [11 + 1_000 * n for n in range(10)]
    others = {line: set(faults) for line, faults in told if line not in long}
    assert others == {n + 2: faults for n in range(10_000) if (faults := faults_of(n))}
    with pytest.raises(RefusedError, match="5,010 rows have faults"):
        do.store(batch=batch)
    assert not Event.objects.exists()


def faults_of(n: int) -> set[str]:
    """In a row with fewer cells each stands under another heading."""
    return (
        {"area", "when", "status"}
        if n % 10 == 2
        else {FAULTY[n % 10]}
        if n % 10 in FAULTY
        else set()
    )


@pytest.mark.parametrize("content", [b"\x81\x8d\xff", b"Event,Kind,Status\n\xe9\x81,a,b\n"])
def test_what_no_encoding_fits_is_refused_with_its_line(content: bytes) -> None:
    with pytest.raises(SheetError, match=r"Line \d holds characters"):
        read_file("x.csv", content)


def test_control_without_the_check_before_storing_a_faulty_row_is_stored(
    brings: Brings, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = brings(a_row(), a_row("Second", Attendance="many"))
    assert fault_of(batch, 3)
    assert jobs.ask(batch, jobs.State.WRITING, among=(jobs.State.READY,))
    jobs.run(batch.pk)
    assert not Event.objects.exists()

    def credulous(*given: Any) -> Any:
        reading = checking.read(*given)
        reading.faults.clear()
        return reading

    monkeypatch.setattr(writing, "read", credulous)
    assert jobs.ask(batch, jobs.State.WRITING, among=(jobs.State.READY,))
    jobs.run(batch.pk)
    assert Event.objects.count() == 2
    assert EventBatch.objects.get().state == jobs.State.DONE
