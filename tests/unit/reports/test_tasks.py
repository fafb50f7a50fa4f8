"""What the task that makes a report does with what it leaves behind."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from partnership.reports import actions, tasks, turns


class Left:
    """Something that refers to itself, so that only a search for garbage finds it."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture(autouse=True)
def looked_for() -> Iterator[None]:
    yield
    gc.enable()


@pytest.mark.parametrize("fails", [False, True])
def test_garbage_is_looked_for_after_a_report_not_meanwhile(
    fails: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[weakref.ref[Left]] = []

    def make(**_: object) -> None:
        assert not gc.isenabled()
        left.append(weakref.ref(Left()))
        if fails:
            raise ValueError

    monkeypatch.setattr(turns, "claim_next", lambda _: "a claim")
    monkeypatch.setattr(actions, "make", make)
    done = tasks.make.apply(args=[1])
    assert done.state == ("FAILURE" if fails else "SUCCESS")
    assert isinstance(done.result, ValueError) == fails
    assert gc.isenabled()
    assert left[0]() is None
