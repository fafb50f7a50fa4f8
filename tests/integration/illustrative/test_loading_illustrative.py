"""Loading the illustrative programme, on days that calendars make awkward."""

from datetime import date

import pytest
from django.core import serializers
from django.core.management import call_command
from django.utils import timezone

from milestones.collect import plan_part
from milestones.models import PlanVersion
from milestones.schedule import Rag
from partnership.dates import add_months
from partnership.programmes.models import Programme
from partnership.programmes.reach import EVERYTHING
from partnership.workbook.illustrative import REFERENCE
from partnership.workbook.sheets import SHEETS
from pilots.models import Meeting
from tests.support.illustrative import TODAY, load_on

pytestmark = pytest.mark.django_db
AWKWARD_DAYS = [
    TODAY,
    date(2027, 1, 31),
    date(2028, 2, 29),
    date(2026, 12, 31),
    date(2027, 10, 1),
]


def everything() -> str:
    """All records of all sheets, as text."""
    models = [sheet.model for sheet in SHEETS if not sheet.model._meta.abstract]
    return "\n".join(
        serializers.serialize("json", model.objects.order_by("pk"), indent=1) for model in models
    )


@pytest.mark.parametrize("today", AWKWARD_DAYS, ids=str)
def test_it_loads_and_today_is_in_month_10(today: date) -> None:
    programme = load_on(today)

    assert programme.month_on(today) == 10
    assert programme.start_month.day == 1


@pytest.mark.parametrize("today", AWKWARD_DAYS, ids=str)
def test_every_status_is_seen_in_its_plan(today: date) -> None:
    tally = plan_part(load_on(today), as_at=today, reach=EVERYTHING).tally

    assert {rag for rag in Rag if not tally[rag]} <= {Rag.NOT_STARTED}
    assert tally[Rag.COMPLETE] == 6
    assert tally[Rag.NOT_NEEDED] == 1
    assert tally[Rag.RED] == 2


def test_loading_twice_changes_nothing() -> None:
    load_on(TODAY)
    before = everything()

    load_on(TODAY)

    assert everything() == before


@pytest.mark.parametrize("months", [1, 2, 14])
def test_loading_months_later_changes_nothing(months: int) -> None:
    start = load_on(TODAY).start_month
    before = everything()

    programme = load_on(add_months(TODAY, months))

    assert programme.start_month == start
    assert everything() == before


def test_minutes_that_a_visitor_approved_stay_when_it_is_loaded_again() -> None:
    load_on(TODAY)
    draft = Meeting.objects.get(group__slug="north", number=5)
    Meeting.objects.filter(pk=draft.pk).update(
        minutes="As a visitor wrote them.", minutes_state="approved", approved_on=TODAY
    )

    load_on(TODAY)

    draft.refresh_from_db()
    assert (draft.minutes, draft.minutes_state) == ("As a visitor wrote them.", "approved")


def test_a_programme_of_that_slug_that_is_real_does_not_give_its_start() -> None:
    call_command("load_programme", str(REFERENCE), verbosity=0)

    programme = load_on(TODAY)

    assert programme.start_month == date(2026, 2, 1)
    assert Programme.objects.count() == 2


def test_its_first_plan_is_the_reference_programmes() -> None:
    call_command("load_programme", str(REFERENCE), verbosity=0)
    load_on(TODAY)
    reference, illustrative = Programme.objects.order_by("is_illustrative")

    def plan(programme: Programme) -> list[tuple[object, ...]]:
        rows = programme.plan_versions.get(number=1).plan.milestones
        return [
            (
                row.reference,
                row.title,
                row.due_month,
                row.scope,
                row.parts,
                [output.text for output in row.outputs],
                [target.wanted for target in row.targets],
            )
            for row in rows
        ]

    assert len(plan(reference)) == 11
    assert plan(illustrative) == plan(reference)


def test_a_plan_that_somebody_published_there_stays() -> None:
    programme = load_on(TODAY)
    newest = programme.plan_versions.get(number=2)
    PlanVersion.objects.create(
        programme=programme,
        state=PlanVersion.State.PUBLISHED,
        number=3,
        based_on=newest,
        content=newest.content,
        in_force_on=TODAY,
        published_at=timezone.now(),
    )
    programme.milestones.filter(reference="M5").update(due_month=15)
    before = everything()

    load_on(add_months(TODAY, 1))

    assert everything() == before
