"""What of the plan waits for a person, as their page and their calendar show it."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse

from milestones.addresses import delivery_address
from milestones.models import Risk
from milestones.presenters.links import anchor
from milestones.schedule import NO_UPDATE
from milestones.selectors.work import (
    Mine,
    Unanswered,
    answers_waiting,
    deliveries_due,
    deliveries_to_come,
    risks_to_review,
)
from partnership.dates import day_words
from partnership.people.models import User
from partnership.people.permissions import Permission
from partnership.programmes.access import Entry
from pilots.calendars import CalendarDay
from pilots.presenters.work import Item, Section


def work_in_the_plan(person: User, entries: Sequence[Entry], on: date) -> Iterator[Section]:
    """A person's milestones that are due or late, risks to review, and changes to answer."""
    by_programme = {entry.programme.pk: entry for entry in entries}
    due = deliveries_due(person, entries, on)
    name = len(by_programme) > 1
    items = [_delivery(mine, by_programme[mine.delivery.programme_id], on, name) for mine in due]
    yield Section("Your milestones", tuple(items))
    risks = risks_to_review(person, entries, on)
    yield Section("Risks to review", tuple(_risk(risk, on, name) for risk in risks))
    waiting = answers_waiting(entries)
    yield Section("Changes of the plan to answer", tuple(_answer(each, name) for each in waiting))


def _delivery(mine: Mine, entry: Entry, on: date, name_programme: bool) -> Item:
    delivery, overdue = mine.delivery, mine.standing.days_overdue(on)
    when = f"due {day_words(mine.standing.agreed_on)}"
    if overdue:
        when = f"{overdue:,} day{'' if overdue == 1 else 's'} overdue"
    heard = mine.standing.updated_on
    said = f"last word {day_words(heard)}" if heard else NO_UPDATE
    return Item(
        "Late" if overdue else "Due",
        "red" if overdue else "blue",
        f"{delivery.milestone}, {_where(mine)}",
        _page(mine, entry),
        " · ".join(
            [f"{when[0].upper()}{when[1:]}, {said}", *[entry.programme.name] * name_programme]
        ),
    )


def _where(mine: Mine) -> str:
    return mine.delivery.area.name if mine.delivery.area else "whole programme"


def _page(mine: Mine, entry: Entry) -> str:
    """Where it is updated, by those who may; else where it is told of."""
    if entry.may(Permission.UPDATE_DELIVERIES, mine.delivery.at):
        return delivery_address("delivery-update", mine.delivery)
    return _told_at(mine)


def _told_at(mine: Mine) -> str:
    delivery = mine.delivery
    page = reverse("milestone", args=[delivery.programme.slug, delivery.milestone.reference])
    return f"{page}#{anchor(delivery.area.slug if delivery.area else '')}"


def _risk(risk: Risk, on: date, name_programme: bool) -> Item:
    assert risk.review_on is not None
    days = (on - risk.review_on).days
    where = risk.area.name if risk.area else "whole programme"
    late = f"Review {days:,} day{'' if days == 1 else 's'} overdue"
    said = late if days > 0 else f"Review due {day_words(risk.review_on)}"
    return Item(
        "Late" if days > 0 else "Review",
        "red" if days > 0 else "blue",
        str(risk),
        reverse("risk", args=[risk.programme.slug, risk.reference]),
        " · ".join([said, where, *[risk.programme.name] * name_programme]),
    )


def _answer(each: Unanswered, name_programme: bool) -> Item:
    slug = each.entry.programme.slug
    count = f"{each.count} change{'' if each.count == 1 else 's'}"
    where = each.area.name if each.area else "the whole programme"
    page = (
        reverse("plan-answers", args=[slug, each.area.slug])
        if each.area
        else reverse("plan-answers-whole", args=[slug])
    )
    note = "Accept each, or decline it with a reason"
    return Item(
        "Answer",
        "purple",
        f"{count} of the plan, for {where}",
        page,
        f"{note} · {each.entry.programme.name}" if name_programme else note,
    )


def days_in_the_plan(person: User, entries: Sequence[Entry], on: date) -> Iterator[CalendarDay]:
    """When a person's milestones, and those of the areas that they manage, are due."""
    for mine in deliveries_to_come(person, entries, on):
        delivery = mine.delivery
        yield CalendarDay(
            kind="delivery",
            id=delivery.pk,
            title=f"Milestone due: {delivery.milestone}, {_where(mine)}",
            path=_told_at(mine),
            day=mine.standing.agreed_on,
            changed=mine.changed,
            version=delivery.version - 1,
        )
