"""Versions of the plan go out and come in again: the same plan on every day, asked once."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
import time_machine

from milestones.actions.answers import accept, accept_all, decline, reconsider
from milestones.actions.areas import start_area
from milestones.actions.drafts import set_phases
from milestones.models import Delivery, PlanAnswer, PlanVersion
from milestones.plan import (
    Plan,
    PlannedMilestone,
    PlannedOutput,
    PlannedPhase,
    PlannedTarget,
)
from milestones.selectors.answers import asking
from milestones.selectors.plans import plans_at
from partnership.programmes.models import Programme
from partnership.workbook import WorkbookFaults, dump, load
from partnership.workbook.loading import Loaded
from partnership.workbook.sheets import BY_NAME
from tests.integration.workbook.conftest import EVERY_COLUMN, Rows, databook
from tests.support.drafting import Drafting
from tests.support.illustrative import TODAY, load_on
from tests.support.plans import a_milestone, a_plan

pytestmark = pytest.mark.django_db


def rows_of(programme: Programme) -> Rows:
    """What a dump holds, by sheet."""
    return {
        sheet.title: [
            {name: cell for name, cell in row.items() if cell is not None} for row in sheet.dict
        ]
        for sheet in dump(programme).sheets()
        if len(sheet)
    }


def copied(programme: Programme) -> Programme:
    """The programme, dumped and loaded as another one."""
    rows = rows_of(programme)
    rows["programme"][0]["slug"] = "copy"
    return load(databook(rows)).programme


def told(programme: Programme, plan: Plan) -> Plan:
    """A plan with places among the programme's milestones instead of keys."""
    rows = programme.milestones.order_by("reference").values_list("pk", flat=True)
    places = {pk: place for place, pk in enumerate(rows)}

    def placed(row: PlannedMilestone) -> PlannedMilestone:
        needs = tuple(sorted(places[need] for need in row.needs))
        return replace(row, key=places[row.key], needs=needs)

    return replace(
        plan,
        milestones=tuple(map(placed, plan.milestones)),
        dropped=tuple(map(placed, plan.dropped)),
    )


def same_on_every_day(one: Programme, other: Programme) -> None:
    """Fails unless both have the same plan, version by version and day by day."""
    first, last = min(v.in_force_on for v in one.plan_versions.published()), date(2028, 1, 1)
    days = [first + timedelta(days=n) for n in range(-1, (last - first).days, 5)]
    for version in one.plan_versions.published():
        assert told(one, version.plan) == told(
            other, other.plan_versions.get(number=version.number).plan
        )
    for day, here, there in zip(days, plans_at(one, days), plans_at(other, days), strict=True):
        assert told(one, here) == told(other, there), day


def deliveries(programme: Programme) -> list[tuple[object, ...]]:
    rows = Delivery.objects.filter(programme=programme).order_by("milestone__reference", "area")
    return list(
        rows.values_list(
            "milestone__reference", "area__slug", "baseline_on", "from_on", "works_to__number"
        )
    )


@pytest.fixture
def drafting() -> Iterator[Drafting]:
    """A plan that was changed by its programme manager, and answered to by two areas."""
    programme = a_plan(areas=2)
    for number in (1, 2, 3, 4):
        a_milestone(programme, f"M{number}", due_month=number * 3)
    with time_machine.travel(date(2019, 11, 4), tick=False):
        drafting = Drafting(programme)
        _second_version(drafting)
        yield drafting


def _second_version(drafting: Drafting) -> None:
    drafting.change(
        "M1",
        reference="M1a",
        title="Named anew",
        parts=("One", "Two"),
        outputs=(PlannedOutput(1, "A page"), PlannedOutput(2, "A map")),
        targets=(PlannedTarget(1, 3, "contexts", "each-area", "contexts"),),
    )
    drafting.change("M3", due_month=10, needs=(drafting.key("M2"),), kotter_step=3)
    drafting.drop("M4")
    drafting.add("M1", due_month=6)
    _name_phases(drafting, "First", "Second")
    drafting.change("M2", phase=2)
    drafting.publish()


def _third_version(drafting: Drafting) -> None:
    """An output goes, and a milestone that others need; a phase comes."""
    drafting.change("M1a", outputs=(PlannedOutput(2, "A map"),), gone_outputs=(1,))
    drafting.drop("M2")
    _name_phases(drafting, "First", "Second, as it was", "Third")
    drafting.publish(why="One output less")


def _name_phases(drafting: Drafting, *names: str) -> None:
    set_phases(
        programme=drafting.programme,
        phases=[PlannedPhase(number, name) for number, name in enumerate(names, start=1)],
        seen=drafting.plan.phases_fingerprint,
        by=drafting.manager,
    )


def answered(drafting: Drafting) -> Programme:
    """The first area took all but the new row; the second has not answered."""
    programme, area = drafting.programme, drafting.programme.areas.first()
    given = {"programme": programme, "area": area, "by": drafting.manager, "seen": 2}
    decline(key=drafting.key("M1"), reason="Done before", **given)
    accept(key=drafting.key("M3"), **given)
    accept_all(programme=programme, area=area, seen=2, by=drafting.manager)
    return programme


def test_the_sample_and_the_illustrative_programme_have_the_same_plan_elsewhere() -> None:
    illustrative = load_on(TODAY)
    same_on_every_day(illustrative, copied(illustrative))
    Programme.objects.filter(slug="copy").update(slug="first-copy")

    sample = load(EVERY_COLUMN).programme
    same_on_every_day(sample, copied(sample))


def test_a_plan_changed_in_the_browser_is_the_same_elsewhere(drafting: Drafting) -> None:
    programme = answered(drafting)
    _third_version(drafting)

    other = copied(programme)

    assert other.plan_versions.count() == 3
    same_on_every_day(programme, other)
    assert deliveries(other) == deliveries(programme)


def test_what_was_answered_and_waits_is_the_same_elsewhere(drafting: Drafting) -> None:
    programme = answered(drafting)
    other = copied(programme)

    for area in programme.areas.all():
        here, there = asking(programme, area), asking(other, other.areas.get(slug=area.slug))
        assert here
        assert there
        assert [row.change.row.title for row in there.rows] == [
            row.change.row.title for row in here.rows
        ]
    said = ("milestone__reference", "is_accepted", "reason")
    answers = PlanAnswer.objects.values_list(*said).order_by("area__slug", *said)
    assert list(answers.filter(version__programme=other)) == list(
        answers.filter(version__programme=programme)
    )


def test_what_was_declined_and_accepted_later_is_told_as_both(drafting: Drafting) -> None:
    programme, key = answered(drafting), drafting.key("M1")
    area = programme.areas.first()
    reconsider(programme=programme, area=area, key=key, seen=2, by=drafting.manager)
    other = copied(programme)

    said = PlanAnswer.objects.filter(milestone__reference="M1", area__slug=area.slug)
    there = said.filter(version__programme=other).order_by("is_accepted")
    assert [(each.is_accepted, each.reason) for each in there] == [
        (False, "Done before"),
        (True, ""),
    ]
    here, elsewhere = (each.plan_versions.get(number=2).waiting for each in (programme, other))
    assert sum(elsewhere.values()) == sum(here.values()) > 0


def test_loading_its_own_dump_changes_nothing(drafting: Drafting) -> None:
    programme = answered(drafting)
    _third_version(drafting)

    again = load(dump(programme))

    assert not again.changed_anything
    assert programme.plan_versions.count() == 3


def test_a_declined_row_is_not_rolled_out_by_a_file_without_versions(drafting: Drafting) -> None:
    programme = answered(drafting)
    before = deliveries(programme)
    rows = {name: own for name, own in rows_of(programme).items() if not name.startswith("plan_")}
    del rows["deliveries"]

    loaded = load(databook(rows))

    assert loaded.rolled_out == 0
    assert deliveries(programme) == before


def test_an_area_begun_later_has_its_own_dates_elsewhere(drafting: Drafting) -> None:
    programme = drafting.programme
    start_area(programme=programme, name="Late", start_month=date(2019, 10, 1), by=drafting.manager)

    other = copied(programme)

    assert deliveries(other) == deliveries(programme)
    late = other.areas.get(name="Late")
    assert late.start_month == date(2019, 10, 1)
    assert late.deliveries.get(milestone__reference="M2").baseline_on == date(2020, 3, 31)


def test_a_draft_is_not_dumped_and_stays(drafting: Drafting) -> None:
    drafting.change("M2", title="Not yet")
    book = dump(drafting.programme)

    assert not load(book).changed_anything
    (draft,) = PlanVersion.objects.filter(state="draft")
    assert "Not yet" in {row.title for row in draft.plan.milestones}
    assert "Not yet" not in str([sheet.dict for sheet in book.sheets()])


def test_a_plan_loaded_without_versions_becomes_the_next_one(drafting: Drafting) -> None:
    rows = {name: own for name, own in rows_of(drafting.programme).items() if "plan_" not in name}
    rows["milestones"][1]["title"] = "From the workbook"

    load(databook(rows))

    newest = drafting.programme.plan_versions.get(number=3)
    assert "From the workbook" in {row.title for row in newest.plan.milestones}
    assert newest.decision is None


def test_an_older_file_takes_nothing_of_a_newer_plan_back(drafting: Drafting) -> None:
    rows = rows_of(drafting.programme)
    _third_version(drafting)
    rows["milestones"][1]["title"] = "As before"

    with pytest.raises(WorkbookFaults, match="Version 3 of the plan was published since this file"):
        load(databook(rows))


def test_every_detail_of_a_plan_has_a_column() -> None:
    """A detail that a version holds and no sheet carries would be lost on the way."""

    def carried(sheet: str, **other: str) -> set[str]:
        names = {*BY_NAME[sheet].names} - {"version", "position", "is_dropped"}
        return {other.get(name, name) for name in names} - {""}

    rows = carried("plan_rows", milestone="key", depends_on="needs")
    assert rows | {"parts", "outputs", "targets"} == {f.name for f in fields(PlannedMilestone)}
    assert carried("plan_phases") == {f.name for f in fields(PlannedPhase)}
    assert carried("plan_outputs", milestone="") == {f.name for f in fields(PlannedOutput)}
    assert carried("plan_targets", milestone="") == {f.name for f in fields(PlannedTarget)}
    assert {f.name for f in fields(Plan)} == {"phases", "milestones", "dropped"}


def test_why_a_version_was_made_may_be_mended(loaded: Loaded) -> None:
    rows = rows_of(loaded.programme)
    rows["plan_versions"][0]["why"] = "In better words."

    again = load(databook(rows))

    assert again.changed_anything
    assert PlanVersion.objects.get(number=1).why == "In better words."
