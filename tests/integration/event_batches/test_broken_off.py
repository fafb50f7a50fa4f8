"""What a killed or overtaken worker leaves behind of a sheet of events."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from partnership.people.models import User
from partnership.programmes.models import Programme
from pilots.actions import event_batch_jobs as jobs
from pilots.actions import event_batch_writing as writing
from pilots.models import Event, EventBatch
from tests.integration.event_batches.conftest import Brings, a_row, taking

State = EventBatch.State


class TestBrokenOff:
    """What a killed worker leaves behind: nothing half-written, and work that goes on."""

    @pytest.fixture
    def begun(self, brings: Brings) -> EventBatch:
        """A batch asked to be written, for which no worker came."""
        batch = brings(a_row(Footfall="3"), a_row("Second"))
        assert jobs.ask(batch, State.WRITING, among=(State.READY,))
        return batch

    def expire(self, batch: EventBatch) -> None:
        EventBatch.objects.filter(pk=batch.pk).update(
            lease_until=timezone.now() - timedelta(seconds=1)
        )

    def test_killed_between_claim_and_commit_nothing_is_stored_and_the_next_try_stores_all(
        self, begun: EventBatch, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = writing._write

        def killed(*args: Any) -> Any:
            real(*args)
            raise SystemExit

        with monkeypatch.context() as patch:
            patch.setattr(writing, "_write", killed)
            with pytest.raises(SystemExit):
                jobs.run(begun.pk)
        assert not Event.objects.exists()
        jobs.run(begun.pk)  # its lease holds: nothing to do
        assert not Event.objects.exists()

        self.expire(begun)
        jobs.run(begun.pk)

        begun.refresh_from_db()
        assert (begun.state, Event.objects.count()) == (State.DONE, 2)

    def test_a_message_delivered_eight_times_stores_once(self, begun: EventBatch) -> None:
        for _ in range(8):
            jobs.run(begun.pk)

        assert Event.objects.count() == 2

    def test_an_overtaken_attempt_stores_nothing(
        self, begun: EventBatch, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        late = jobs.claim(begun.pk)
        self.expire(begun)
        assert jobs.claim(begun.pk) is not None
        assert late is not None

        with pytest.raises(jobs.LostClaimError):
            jobs.work(late)
        assert not Event.objects.exists()

        # The control: without the fence the late one would store.
        monkeypatch.setattr(jobs.Claim, "change", lambda *_, **__: None)
        jobs.work(late)
        assert Event.objects.count() == 2

    def test_what_kills_its_workers_three_times_is_given_up(self, begun: EventBatch) -> None:
        for _ in range(3):
            assert jobs.claim(begun.pk)
            self.expire(begun)

        jobs.sweep()

        begun.refresh_from_db()
        assert begun.state == State.FAILED
        assert "broken off 3 times" in begun.problem

    def test_the_sweep_sends_for_what_waits(
        self, begun: EventBatch, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        sent: list[Any] = []
        monkeypatch.setattr(jobs, "send", taking(sent))

        jobs.sweep()

        assert sent == [(jobs.RUN, begun.pk)]

    def test_a_fault_in_the_program_is_said(
        self, begun: EventBatch, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_: Any) -> None:
            raise ZeroDivisionError

        monkeypatch.setattr(writing, "_write", broken)
        jobs.run(begun.pk)

        begun.refresh_from_db()
        assert begun.state == State.FAILED
        assert f"event batch {begun.pk}" in begun.problem

    def test_a_name_that_went_meanwhile_has_the_rows_checked_again(
        self, begun: EventBatch, programme: Programme
    ) -> None:
        programme.event_kinds.update(is_retired=True)

        jobs.run(begun.pk)

        begun.refresh_from_db()
        assert (begun.state, begun.rows_faulty) == (State.READY, 2)
        assert "Something changed" in begun.problem
        assert not Event.objects.exists()

    def test_who_lost_the_role_meanwhile_stores_nothing(
        self, begun: EventBatch, manager: User
    ) -> None:
        manager.is_active = False
        manager.save()

        jobs.run(begun.pk)

        begun.refresh_from_db()
        assert begun.state == State.FAILED
        assert not Event.objects.exists()
