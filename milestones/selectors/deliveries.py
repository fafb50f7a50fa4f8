"""One delivery for the pages that change it: itself, what was said, what may show its outputs."""

from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from milestones.actions.updates import said as said_of
from milestones.models import Delivery, DeliveryUpdate, Judgement, Output, OutputDelivered
from milestones.schedule import Said, Standing, fold
from milestones.selectors.standings import deliveries_in
from partnership.people.history import HistoryLine, lines_of
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.models import Decision, Event, ServiceTest
from pilots.selectors.decisions import decisions_in

LAST_WORDS = 3
EVENTS_OFFERED = 50


def delivery_at(
    programme: Programme, reference: str, area: str, *, reach: Reach, on: date
) -> Delivery:
    """A milestone's delivery in an area ("": for the whole programme), within reach.

    Raises Delivery.DoesNotExist, also where it is not part of the plan there by a day.
    """
    found = deliveries_in(programme, reach=reach).filter(from_on__lte=on)
    where = {"area__slug": area} if area else {"area": None}
    return found.get(milestone__reference=reference, **where)


def last_words(delivery: Delivery, *, on: date) -> list[DeliveryUpdate]:
    """What was said of it last by a day, the newest first; one query."""
    found = delivery.updates.filter(reported_on__lte=on).select_related("by", "decision")
    return list(found.order_by("-reported_on", "-number")[:LAST_WORDS])


def standing_after(delivery: Delivery, said: Said) -> Standing:
    """How a delivery would stand now if that were said too; one query.

    What was reported for a later day stays said after it.
    """
    words = [
        (each.reported_on, each.number, said_of(each))
        for each in delivery.updates.only(
            "reported_on", "number", "said_stage", "said_forecast_on", "said_agreed_on",
            "said_actual_on",
        )
    ]  # fmt: skip
    newest = max((number for _, number, _ in words), default=0) + 1
    in_order = sorted([*words, (said.reported_on, newest, said)], key=lambda word: word[:2])
    return fold(delivery.baseline_on, [each for _, _, each in in_order])[-1]


def outputs_of(delivery: Delivery) -> QuerySet[Output]:
    """What its milestone must leave behind, in order."""
    return Output.objects.filter(milestone=delivery.milestone_id)


def outputs_asked(delivery: Delivery) -> list[Output]:
    """What its milestone must leave behind by the version that it works to; two queries.

    What the plan asks no longer is left out, and what was declined here is not asked.
    """
    found = list(outputs_of(delivery))
    version = delivery.works_to if found else None
    if version is None:
        return found
    plan = version.plan
    rows = {row.key: row for row in (*plan.dropped, *plan.milestones)}
    row = rows.get(delivery.milestone_id)
    asked = {output.number for output in row.outputs} if row else set()
    return [each for each in found if each.number in asked]


def shown_at(delivery: Delivery) -> dict[int, OutputDelivered]:
    """What shows the outputs that are there, by the output's key; one query."""
    found = delivery.outputs_delivered.select_related("attachment", "event", "output", "by")
    return {each.output_id: each for each in found}


def events_to_show(delivery: Delivery, *, on: date) -> QuerySet[Event]:
    """The latest events held in the same place, which may show that an output is there.

    Events of the whole programme show it anywhere; those of an area in that area alone.
    """
    events = Event.objects.filter(programme=delivery.programme_id)
    events = events.visible_to(place_of(delivery))
    held = events.as_at(on).held(as_at=on).order_by(F("reported_on").desc(), "name")
    keys = held.values("pk")[:EVENTS_OFFERED]
    return Event.objects.filter(pk__in=list(keys.values_list("pk", flat=True))).order_by("name")


def reports_to_show(delivery: Delivery, *, on: date) -> QuerySet[ServiceTest]:
    """Tests of the service model in the same place whose evaluation report may show an output."""
    found = ServiceTest.objects.filter(programme=delivery.programme_id, reported_on__lte=on)
    found = found.exclude(report_title="").visible_to(place_of(delivery))
    return found.order_by("report_title", "pk")[:EVENTS_OFFERED]


def judgement_of(delivery: Delivery, *, on: date) -> Judgement | None:
    """The judgement in force at the end of a day."""
    return Judgement.objects.filter(delivery=delivery).standing_at(on).select_related("by").last()


def authorities(delivery: Delivery, *, on: date) -> QuerySet[Decision]:
    """The decisions that authorise a change to it, newest first: made there, or for all."""
    found = decisions_in(delivery.programme, reach=place_of(delivery), as_at=on)
    return found.filter(authorises_plan_change=True).order_by("-reported_on", "slug")


def place_of(delivery: Delivery) -> Reach:
    """What bears on a delivery: records of its area, and of the whole programme."""
    return Reach.of(delivery.area_id) if delivery.area_id else Reach.of()


def delivery_history(delivery: Delivery) -> list[HistoryLine]:
    """What was told of a delivery, and what was changed of it, newest first.

    A word shows in none of its own fields: its history's row says it in its reason, the
    first line what was told, the rest why. Four queries at most.
    """
    rows = list(
        delivery.history.select_related("history_user").order_by("history_date", "history_id")
    )
    silent = [row for before, row in zip([None, *rows], rows, strict=False) if _tells(before, row)]
    lines = lines_of([row for row in rows if row not in silent], "delivery")
    lines += _evidence_lines(delivery)
    for row in silent:
        words, _, why = row.history_change_reason.partition("\n")
        lines.append(HistoryLine(_who(row), words, row.history_date, why))
    return sorted(lines, key=lambda line: line.at)[::-1]


def _tells(before: Any, row: Any) -> bool:
    """Whether a row of a delivery's history tells of a word, and of no field of its own.

    What was rolled out before there was a history begins with a word.
    """
    if row.history_type != "~" or not row.history_change_reason:
        return False
    return before is None or not _differs(before, row)


def _differs(before: object, after: object) -> bool:
    """Whether two rows of a delivery's history differ in a field of its own."""
    kept = (field.attname for field in Delivery._meta.concrete_fields if field.name != "version")
    return any(getattr(before, name) != getattr(after, name) for name in kept)


def _who(row: object) -> str:
    return str(getattr(row, "history_user", None) or "The service")


def _evidence_lines(delivery: Delivery) -> list[HistoryLine]:
    """What was recorded, corrected and removed of the evidence of its outputs."""
    rows = OutputDelivered.history.filter(delivery_id=delivery.pk).select_related("history_user")
    by_record: dict[int, list[object]] = {}
    for row in rows.order_by("history_date", "history_id"):
        by_record.setdefault(row.id, []).append(row)
    names = dict(outputs_of(delivery).values_list("pk", "text"))
    lines = []
    for found in by_record.values():
        name = names.get(getattr(found[0], "output_id", 0), "")
        lines += lines_of(found, f"evidence of “{name}”" if name else "evidence of an output")
    return lines
