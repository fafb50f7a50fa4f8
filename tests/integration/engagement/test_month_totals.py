"""What the database adds up of a month is what the rules make of its events one by one."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnership.people.models import Organisation
from partnership.programmes.models import Programme
from pilots.actions.tallies import recount_all
from pilots.models import Area, Event, EventCount, MonthCount
from pilots.models.event_detail import Qualifier
from tests.support.builders import a_count, a_partner, an_activity, an_event, an_organisation
from tests.support.tallies import kept, recounted

pytestmark = pytest.mark.django_db

VALUES = st.one_of(st.none(), st.integers(0, 3), st.just(1_000_000))
SURE = st.sampled_from(Qualifier.values)
GROUPS = st.sampled_from(["", "adults", "*", "＊", "~"])
COUNTS = st.dictionaries(
    st.tuples(st.sampled_from(EventCount.Type.values), GROUPS),
    st.tuples(VALUES, SURE, st.booleans()),
    max_size=5,
)
SESSIONS = st.one_of(st.none(), st.integers(0, 4))
EVENTS = st.lists(
    st.fixed_dictionaries(
        {
            "day": st.sampled_from(["2019-10-05", "2019-10"]),
            "in_area": st.sampled_from([True, True, False]),
            "status": st.sampled_from(["held", "held", "held", "confirmed", "planned"]),
            "counts": COUNTS,
            "activities": st.lists(st.tuples(VALUES, SURE, SESSIONS), max_size=3),
            "sectors": st.dictionaries(st.sampled_from(["health", ""]), st.tuples(VALUES, SURE)),
            "partners": st.sets(st.integers(0, 1)),
            "points": st.dictionaries(st.integers(1, 5), st.integers(0, 3)),
        }
    ),
    min_size=1,
    max_size=5,
)


def store(programme: Programme, area: Area, partners: list[Organisation], told: Any) -> Event:
    event = an_event(
        programme,
        f"Event {programme.events.count()}",
        area=area if told["in_area"] else None,
        happened=told["day"],
        reported_on=date(2019, 10, 24),
        status=told["status"],
        confirmed_on=date(2019, 10, 25) if told["status"] == "confirmed" else None,
    )
    for (type, group), (value, sure, overlaps) in told["counts"].items():
        a_count(event, type, value, group=group, qualifier=sure, may_overlap=overlaps)
    for number, (value, sure, sessions) in enumerate(told["activities"]):
        an_activity(
            event,
            f"Activity {number}",
            participations=value,
            participations_qualifier=sure,
            sessions=sessions,
        )
    for sector, (value, sure) in told["sectors"].items():
        event.participants.create(sector=sector, value=value, qualifier=sure)
    for number in told["partners"]:
        a_partner(event, partners[number])
    for point, answers in told["points"].items():
        event.feedback_tallies.create(satisfaction=point, answers=answers)
    return event


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(events=EVENTS)
def test_the_database_adds_up_as_the_rules_do(
    programme: Programme, area: Area, events: list[Any]
) -> None:
    with transaction.atomic():
        partners = [an_organisation(f"Partner {number}") for number in range(2)]
        for told in events:
            store(programme, area, partners, told)
        recount_all(programme)
        assert kept(programme) == recounted(programme)
        transaction.set_rollback(True)


def test_how_sure_an_unknown_figure_would_be_says_nothing(programme: Programme, area: Area) -> None:
    known, other = (an_event(programme, name, happened="2019-10-05") for name in ("One", "Other"))
    for type in EventCount.Type.values:
        a_count(known, type, 3, qualifier="exact")
        a_count(other, type, None, qualifier="at-least")
        a_count(other, type, None, group="adults", qualifier="about")
    recount_all(programme)

    assert {(row.is_about, row.is_at_least) for row in MonthCount.objects.all()} == {(False, False)}
    assert kept(programme) == recounted(programme)


def test_a_sum_too_large_to_be_kept_is_at_least_the_most(
    programme: Programme, area: Area, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pilots.month_sums.MOST", 1_500_000)
    for name in ("One", "Other"):
        a_count(an_event(programme, name, happened="2019-10-05"), "footfall", 1_000_000)
    recount_all(programme)

    row = MonthCount.objects.get()
    assert (row.value, row.is_at_least) == (1_500_000, True)
    assert kept(programme) == recounted(programme)


def test_what_has_not_changed_is_not_written_again(programme: Programme, area: Area) -> None:
    for number in range(3):
        event = an_event(programme, f"Event {number}", happened="2019-10-05")
        a_count(event, "attendance", 7)
        a_partner(event, an_organisation(f"Partner {number}"))
    recount_all(programme)
    keys = set(MonthCount.objects.values_list("pk", flat=True))
    recount_all(programme)

    assert set(MonthCount.objects.values_list("pk", flat=True)) == keys
