"""An event changed by two (A2): no change is lost; without its version changes would be."""

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

import pytest
from django.utils import timezone

from partnership.dates import PartialDate
from partnership.people.models import Role, User
from partnership.people.versions import ChangedMeanwhileError
from pilots.actions import event_changes
from pilots.actions import events as do
from pilots.actions.event_changes import event_change
from pilots.actions.short_figures import Figure, figures_of
from pilots.models import Event
from tests.support.builders import a_person, a_programme, an_area, an_event

pytestmark = pytest.mark.django_db
Standing = tuple[int, str, tuple[Figure, ...] | None]


@pytest.fixture
def event(db: None, monkeypatch: pytest.MonkeyPatch) -> Event:
    """Held today; its month is not counted anew each time, which is proved elsewhere."""
    monkeypatch.setattr(event_changes, "touched", lambda *given, **more: None)
    programme = a_programme()
    today = PartialDate.on(timezone.localdate())
    return an_event(programme, area=an_area(programme), happened=today)


@pytest.fixture
def manager(event: Event) -> User:
    return a_person(Role.PROGRAMME_MANAGER, event.programme)


def stands(event: Event) -> Standing:
    now = Event.objects.get(pk=event.pk)
    return now.version, now.went, figures_of(now)


class Editor:
    """Opens the form, and saves words and a figure; told of a change, opens it again."""

    def __init__(self, event: Event, by: User, number: int) -> None:
        self.event, self.by, self.number = event, by, number
        self.form: Standing | None = None
        self.lost = self.saved = 0

    def act(self, people: int) -> None:
        if self.form is None:
            self.form = stands(self.event)
            return
        (seen, *stood), self.form = self.form, None
        event = self.event
        _, *before = stands(event)
        facts = do.ShortFacts(
            kind=event.kind, name=event.name, area=event.area, group=None, venue=None,
            new_venue="", place="", happened=event.happened, went=f"Editor {self.number}: {people}",
            figures=(Figure("attendance", "adults", people),),
        )  # fmt: skip
        try:
            do.change_event(event=event, seen=seen, facts=facts, by=self.by)
        except ChangedMeanwhileError:
            return
        self.saved += 1
        self.lost += before != stood  # overwrote what they had not seen


def interleaved(event: Event, by: User, seeds: range) -> tuple[int, int]:
    """Over random orders of two editors' steps: (changes lost, changes saved and told of)."""
    lost = kept = 0
    for seed in seeds:
        random, before = Random(seed), event.history.count()
        editors = [Editor(event, by, number) for number in range(2)]
        for step in range(5):
            random.choice(editors).act(10 * seed + step)
        saved = sum(editor.saved for editor in editors)
        assert event.history.count() - before == saved
        lost += sum(editor.lost for editor in editors)
        kept += saved
    return lost, kept


def test_no_change_is_lost_in_200_random_interleavings(event: Event, manager: User) -> None:
    lost, kept = interleaved(event, manager, range(200))

    assert lost == 0
    assert kept > 100


@contextmanager
def heedless(event: Event, *, seen: int, **more: Any) -> Iterator[Event]:
    """Takes in what somebody says, whatever they had seen."""
    newest = Event.objects.get(pk=event.pk).version
    with event_change(event, seen=newest, **more) as now:
        yield now


def test_without_the_version_changes_would_be_lost(
    event: Event, manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(do, "event_change", heedless)

    lost, _ = interleaved(event, manager, range(20))

    assert lost > 0
