"""What a process of a worker does with what its reports leave behind."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from celery.signals import worker_process_init

from partnership.reports import actions, tasks, turns


class Left:
    """Something that refers to itself, so that only a search for garbage finds it."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture(autouse=True)
def as_before(monkeypatch: pytest.MonkeyPatch, settings) -> Iterator[None]:
    settings.WORKER_NICENESS = 0
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.enable()


def test_it_looks_for_garbage_seldom() -> None:
    gc.set_threshold(700)
    worker_process_init.send(None)
    assert gc.get_threshold()[0] == 10_000


def test_what_a_report_leaves_behind_is_let_go_of(monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[weakref.ref[Left]] = []
    monkeypatch.setattr(turns, "claim_next", lambda _: "a claim")
    monkeypatch.setattr(actions, "make", lambda **_: left.append(weakref.ref(Left())))
    gc.disable()
    tasks.make(1)
    assert left[0]() is not None  # there was something to let go of
    tasks.make.apply(args=[1])
    assert [reference() for reference in left] == [None, None]
