"""Records for tests, each made in a line: what a test does not name is of no matter to it."""

from collections.abc import Iterable
from datetime import date
from itertools import count
from typing import Any

from django.utils.text import slugify
from model_bakery import baker

from partnership.dates import PartialDate
from partnership.people.models import Organisation, Role, Scope, User
from partnership.programmes.models import PriorityGroup, Programme, Source
from pilots.actions.roles import Where, grant
from pilots.models import (
    Action,
    Area,
    BoardPaper,
    Decision,
    Event,
    EventActivity,
    EventCount,
    EventKind,
    EventPartner,
    Group,
    Meeting,
    Membership,
    PartnerRole,
    ReportingBody,
    SeatRule,
)

START = date(2019, 1, 1)
PAPER_DAY = date(2019, 10, 24)
NEWS_DAY = date(2021, 10, 5)
numbers = count(1)


def code(text: str) -> PartialDate:
    """A date by its code."""
    return PartialDate.parse(text)


def a_programme(name: str = "Co-creating", **fields: Any) -> Programme:
    """A programme of 24 months from January 2019."""
    given = {"slug": slugify(name), "start_month": START, "length_months": 24} | fields
    return baker.make(Programme, name=name, **given)


def a_person(role: Role | None = None, *places: Where) -> User:
    """An account with a role in these places since the programme's start.

    A programme stands for every place in it where the role can be held.
    """
    user = User.objects.create_user(f"person{next(numbers)}@example.org", display_name="A post")
    if role:
        for where in [None] if role.scope is Scope.SITE else places:
            for each in _places(role.scope, where):
                grant(role=role, to=user, where=each, from_on=START, by=None)
    return user


def _places(scope: Scope, where: Where) -> Iterable[Where]:
    """The place, or those within a programme; one is made where there is none."""
    if not isinstance(where, Programme) or scope is Scope.PROGRAMME:
        return [where]
    match scope:
        case Scope.AREA:
            return where.areas.all() or [an_area(where)]
        case Scope.GROUP:
            return where.groups.all() or [a_group(where)]
        case _:
            return where.reporting_bodies.all() or [a_body(where)]


def a_source(programme: Programme, title: str = "Paper to the board", **fields: Any) -> Source:
    given = {"slug": slugify(title), "kind": "board-paper", "dated_on": PAPER_DAY} | fields
    return baker.make(Source, programme=programme, title=title, **given)


def an_area(programme: Programme, name: str = "North Ayrshire", **fields: Any) -> Area:
    given = {"slug": slugify(name)} | fields
    return baker.make(Area, programme=programme, name=name, **given)


def an_organisation(name: str, **fields: Any) -> Organisation:
    given = {"slug": slugify(name)} | fields
    return baker.make(Organisation, name=name, **given)


def a_priority_group(programme: Programme, name: str) -> PriorityGroup:
    return baker.make(PriorityGroup, programme=programme, name=name, slug=slugify(name))


def a_kind(programme: Programme, name: str = "Fun day") -> EventKind:
    """The programme's kind of event of that name, made where it is missing."""
    kind, _ = EventKind.objects.get_or_create(
        programme=programme, slug=slugify(name), defaults={"name": name}
    )
    return kind


def an_event(
    programme: Programme, name: str = "Fun Day", kind: str = "Fun day", **fields: Any
) -> Event:
    """An event that was held and reported on the day of the paper."""
    given = {"slug": slugify(name), "status": "held", "reported_on": PAPER_DAY} | fields
    return baker.make(Event, programme=programme, name=name, kind=a_kind(programme, kind), **given)


def a_count(event: Event, type: str, value: int | None, **fields: Any) -> EventCount:
    return baker.make(EventCount, event=event, type=type, value=value, **fields)


def an_activity(event: Event, name: str, **fields: Any) -> EventActivity:
    given = {"position": event.activities.count() + 1} | fields
    return baker.make(EventActivity, event=event, name=name, **given)


def a_partner(event: Event, organisation: Organisation, offered: str = "") -> EventPartner:
    return baker.make(EventPartner, event=event, organisation=organisation, offered=offered)


def a_group(programme: Programme, name: str = "Joint national group", **fields: Any) -> Group:
    """A steering group reported on the day of the paper."""
    given = {"slug": slugify(name), "kind": "steering-group", "reported_on": PAPER_DAY} | fields
    return baker.make(Group, programme=programme, name=name, **given)


def a_seat_rule(group: Group, seats: int, who: str, per: str = "group", **fields: Any) -> SeatRule:
    given = {"slug": slugify(who), "reported_on": PAPER_DAY} | fields
    return baker.make(SeatRule, group=group, seats=seats, who=who, per=per, **given)


def a_member(group: Group, post: str, **fields: Any) -> Membership:
    given = {"slug": slugify(post), "reported_on": PAPER_DAY} | fields
    return baker.make(Membership, group=group, post=post, **given)


def a_meeting(group: Group, number: int, status: str = "held", **fields: Any) -> Meeting:
    given = {"reported_on": PAPER_DAY} | fields
    return baker.make(Meeting, group=group, number=number, status=status, **given)


def an_action(group: Group, text: str, **fields: Any) -> Action:
    given = {"slug": slugify(text), "owner": "Project manager", "reported_on": PAPER_DAY} | fields
    return baker.make(Action, group=group, text=text, **given)


def a_decision(group: Group, text: str, **fields: Any) -> Decision:
    given = {"slug": slugify(text)[:80], "reported_on": PAPER_DAY} | fields
    return baker.make(Decision, programme=group.programme, group=group, text=text, **given)


def a_body(programme: Programme, name: str = "North Ayrshire IJB", **fields: Any) -> ReportingBody:
    given = {"slug": slugify(name), "kind": "ijb", "template": "ijb"} | fields
    return baker.make(ReportingBody, programme=programme, name=name, **given)


def a_paper(
    body: ReportingBody, subject: str = "Co-creating libraries", **fields: Any
) -> BoardPaper:
    given = {"slug": slugify(subject), "meeting_on": PAPER_DAY, "reported_on": PAPER_DAY} | fields
    return baker.make(BoardPaper, body=body, subject=subject, **given)


def a_partner_role(
    programme: Programme, organisation: Organisation, role: str = "partner", **fields: Any
) -> PartnerRole:
    given = {"reported_on": PAPER_DAY} | fields
    return baker.make(
        PartnerRole, programme=programme, organisation=organisation, role=role, **given
    )
