"""A programme with two areas and its own records, another programme beside it, and people.

Every kind of record that belongs to an area is there for each place, so that tests
can try every way from one to the other. A model of which no place has a record fails
a test (`belonging.models_without`): whoever adds such a model adds a record here.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from model_bakery import baker

from milestones.actions.drafts import start_draft
from milestones.actions.updates import UpdateRow, record_updates
from milestones.models import (
    Judgement,
    Milestone,
    Output,
    OutputDelivered,
    PlanAnswer,
    Risk,
    RiskMilestone,
    RiskReview,
    Target,
)
from milestones.schedule import Stage
from partnership.people.models import Organisation, Role, User
from partnership.programmes.models import Champion, Phase, Programme
from pilots.actions.attachments import store_attachment
from pilots.actions.organisations import merge
from pilots.actions.roles import grant
from pilots.actions.tallies import recount_all
from pilots.models import (
    ActionUpdate,
    AgendaItem,
    AgendaTemplateItem,
    Area,
    AreaPriorityGroup,
    Attachment,
    Attendance,
    ConsultationQuestion,
    Declaration,
    EventBatch,
    EventBatchRow,
    EventCoverage,
    EventFeedback,
    Group,
    Invitation,
    Locality,
    MinutesCorrection,
    MinutesDraft,
    ReportingBody,
    RequiredSector,
    Venue,
    VenueAlias,
)
from tests.support.builders import (
    PAPER_DAY,
    START,
    a_count,
    a_decision,
    a_group,
    a_kind,
    a_meeting,
    a_member,
    a_partner,
    a_partner_role,
    a_person,
    a_priority_group,
    a_programme,
    a_seat_rule,
    an_action,
    an_activity,
    an_area,
    an_event,
    an_organisation,
    code,
)
from tests.support.evaluation_records import evaluated
from tests.support.event_records import a_confirmed_event
from tests.support.feedback import answered
from tests.support.learning import learned
from tests.support.plans import write_down
from tests.support.report_records import reported
from tests.support.service_tests import a_cycle, a_service_test
from tests.support.uploads import an_upload


@dataclass
class Place:
    """An area, or (None) the whole programme, with one record of each kind."""

    programme: Programme
    area: Area | None
    word: str
    people: dict[Role, User] = field(default_factory=dict)
    records: dict[str, Any] = field(default_factory=dict)

    @property
    def group(self) -> Group:
        return self.records["group"]

    @property
    def body(self) -> ReportingBody:
        return self.records["body"]


@dataclass
class World:
    """Two programmes; of the first its own records, and those of areas A and B."""

    programme: Programme
    whole: Place
    a: Place
    b: Place
    other: Place
    people: dict[Role, User]
    """One person of each role: of area A where the role is of an area, its group or its body."""
    outsider: User
    """A programme manager of the other programme."""


def a_world(*, with_b: bool = True) -> World:
    """Everything; without B's records there is still its area, which everybody may know of."""
    programme = _a_programme("Two areas")
    areas = [an_area(programme, name, position=n) for n, name in enumerate(("Ash", "Birch"))]
    write_down(programme)
    start_draft(programme=programme, by=None)
    elsewhere = _a_programme("Elsewhere")
    yonder = an_area(elsewhere, "Yew")
    write_down(elsewhere)
    start_draft(programme=elsewhere, by=None)
    whole = fill(Place(programme, None, "whole"))
    a, b = (Place(programme, area, area.slug) for area in areas)
    other = fill(Place(elsewhere, yonder, "yew"))
    fill(a)
    if with_b:
        fill(b)
    people = {role: a_person(role, programme) for role in _OF_THE_PROGRAMME}
    return World(
        programme,
        whole,
        a,
        b,
        other,
        people={**people, **a.people},
        outsider=a_person(Role.PROGRAMME_MANAGER, elsewhere),
    )


_OF_THE_PROGRAMME = (Role.ADMIN, Role.PROGRAMME_MANAGER, Role.EVALUATOR, Role.VIEWER)


def _a_programme(name: str) -> Programme:
    """A programme with a plan: a milestone for each area, and one of the whole programme."""
    programme = a_programme(name, area_word="pilot area", area_word_plural="pilot areas")
    phase = Phase.objects.create(programme=programme, number=1, name="Early adopters")
    for number, scope in enumerate((Milestone.Scope.EACH_AREA, Milestone.Scope.PROGRAMME), 1):
        milestone = baker.make(
            Milestone, programme=programme, phase=phase, reference=f"M{number}", position=number,
            title=f"Milestone {number}", due_month=number * 3, scope=scope, reported_on=START,
        )  # fmt: skip
        baker.make(Output, milestone=milestone, number=1, text=f"Output {number}")
        kind = a_kind(programme)
        baker.make(
            Target,
            milestone=milestone,
            number=1,
            wanted=3,
            what="days",
            counts="events",
            event_kind=kind,
        )
    a_priority_group(programme, "Carers")
    baker.make(
        Champion, programme=programme, slug="provost", post="The provost", kind="champion",
        reported_on=PAPER_DAY,
    )  # fmt: skip
    return programme


def fill(place: Place) -> Place:
    """Give a place one record of each kind; `word` begins all its slugs."""
    if place.area:
        _localities(place)
        _service_test(place)
    place.records["org"] = _organisation(place)
    _groups(place)
    _meetings(place)
    _bodies(place)
    _events(place)
    learned(place)
    a_confirmed_event(place)
    _plan(place)
    _people(place)
    evaluated(place)
    recount_all(place.programme)
    return place


def _named(place: Place, what: str) -> dict[str, str]:
    """A name and a slug that no other place has."""
    return {"name": f"{place.word} {what}".capitalize(), "slug": f"{place.word}-{what}"}


def _localities(place: Place) -> None:
    area = place.area
    locality = baker.make(Locality, area=area, name="Harbour")
    place.records["venue"] = baker.make(
        Venue, area=area, locality=locality, **_named(place, "library")
    )
    baker.make(VenueAlias, venue=place.records["venue"], name=f"{place.word} reading room")
    chosen = place.programme.priority_groups.get()
    baker.make(AreaPriorityGroup, area=area, priority_group=chosen, reported_on=PAPER_DAY)


def _service_test(place: Place) -> None:
    area, report = place.area, baker.make(
        Attachment, programme=place.programme, area=place.area, name="Report.pdf",
        path=f"attachments/{place.word}", media_type="application/pdf", size=1, sha256="0" * 64,
    )  # fmt: skip
    assert area is not None
    test = a_service_test(
        area, "Reading well", slug=f"{place.word}-test", venue=place.records["venue"],
        owner="Librarian", findings="It works", report_title="Report", report_file=report,
        priority_group=place.programme.priority_groups.get(),
    )  # fmt: skip
    a_cycle(test, do="Done", study="Learned", act="Go on", refinement="Shorter")
    place.records["test"] = test


def _organisation(place: Place) -> Organisation:
    organisation = an_organisation(**_named(place, "trust"))
    role = a_partner_role(place.programme, organisation, area=place.area)
    twin = an_organisation(**_named(place, "charity"))
    place.records["partner"] = role
    place.records["merge"] = merge(kept=organisation, duplicate=twin, within=None, by=a_person())
    return organisation


def _groups(place: Place) -> None:
    programme, word = place.programme, place.word
    group = a_group(programme, area=place.area, meets_at="Room 1", **_named(place, "group"))
    rule = a_seat_rule(group, 2, "Schools", slug=f"{word}-rule")
    baker.make(RequiredSector, group=group, sector="education")
    baker.make(AgendaTemplateItem, group=group, position=1, title="Welcome")
    seat = a_member(
        group, "Head teacher", slug=f"{word}-seat", seat_rule=rule, area=place.area,
        organisation=place.records["org"], note="Since the start",
    )  # fmt: skip
    counted = a_member(group, "Pupils", slug=f"{word}-pupils", people=8)
    place.records |= {"group": group, "rule": rule, "seat": seat, "counted_seat": counted}


def _meetings(place: Place) -> None:
    group, seat, word = place.group, place.records["seat"], place.word
    meeting = a_meeting(group, 1, held=PAPER_DAY.isoformat(), minutes="What was said", place="Hall")
    planned = a_meeting(group, 2, "planned", planned="2026-12-10", place="Hall")
    baker.make(AgendaItem, meeting=planned, position=1, title="Welcome", detail="By the chair")
    baker.make(Attendance, meeting=meeting, seat=seat, state="present")
    baker.make(Declaration, meeting=meeting, seat=seat, interest="A cousin", outcome="None")
    baker.make(MinutesCorrection, meeting=meeting, text="Item 3", reported_on=PAPER_DAY)
    baker.make(MinutesDraft, meeting=meeting, user=a_person(), text="A draft", seen_version=1)
    action = an_action(group, "Buy books", slug=f"{word}-action", meeting=meeting, due_on=PAPER_DAY)
    baker.make(
        ActionUpdate, action=action, number=0, owner="Librarian", why="Said so",
        reported_on=PAPER_DAY,
    )  # fmt: skip
    decision = a_decision(group, "Go on", slug=f"{word}-decision", meeting=meeting)
    place.records |= {
        "meeting": meeting, "planned": planned, "action": action, "decision": decision,
    }  # fmt: skip


def _bodies(place: Place) -> None:
    reported(place, **_named(place, "board"))


def _events(place: Place) -> None:
    event = an_event(
        place.programme, area=place.area, venue=place.records.get("venue"), purpose="To meet",
        audience="All", findings="They liked it", planned_with="Pupils", opened_by="The provost",
        happened=code("2019-11-05"), **_named(place, "day"),
    )  # fmt: skip
    a_count(event, "attendance", 160, group="adults", as_stated="160 adults")
    an_activity(event, "Storytelling", provider=place.records["org"], detail="Twice")
    a_partner(event, place.records["org"], offered="Tea")
    baker.make(EventFeedback, event=event, answer="Good", as_stated="Nine of ten", note="Cards")
    baker.make(ConsultationQuestion, event=event, number=1, text="What next?")
    baker.make(EventCoverage, event=event, medium="press", what="A page")
    answered(event, f"Liked {place.word} most", on=PAPER_DAY)
    place.records["event"] = event
    place.records["batch"] = a_batch(place.programme, place.area, name=f"{place.word} day 2")


def a_batch(programme: Programme, area: Area | None, *, name: str) -> EventBatch:
    """A sheet of one event, checked and ready to be stored."""
    batch: EventBatch = baker.make(
        EventBatch, programme=programme, area=area, file_name=f"{name}.csv", state="ready",
        rows_in_all=1, attempt=1,
    )  # fmt: skip
    cells = {"name": name, "kind": "Fun day", "status": "Held", "area": str(area or "")}
    baker.make(EventBatchRow, batch=batch, number=2, cells=cells)
    return batch


def _plan(place: Place) -> None:
    programme, group = place.programme, place.group
    reference = f"R{Risk.objects.count() + 1}"
    risk = baker.make(
        Risk, programme=programme, area=place.area, reference=reference, title="Flood",
        response="Sandbags", owner="Librarian", reported_on=PAPER_DAY,
    )  # fmt: skip
    baker.make(RiskReview, risk=risk, number=1, likelihood=2, impact=3, reported_on=PAPER_DAY)
    delivery = programme.deliveries.get(area=place.area)
    RiskMilestone.objects.create(risk=risk, milestone=delivery.milestone)
    decision = group.decisions.get()
    row = UpdateRow(
        1, PAPER_DAY, stage=Stage.STARTED, agreed_on=date(2020, 1, 31), decision=decision,
        reason="It rained", note="On the way", reported_by="Librarian",
    )  # fmt: skip
    record_updates(delivery=delivery, rows=[row], by=None)
    baker.make(
        PlanAnswer, version=delivery.works_to, milestone=delivery.milestone, area=place.area,
        is_accepted=False, reason="The hall is booked", reported_on=PAPER_DAY,
    )  # fmt: skip
    baker.make(
        Judgement, delivery=delivery, rag="Red", reason="The roof", reported_on=PAPER_DAY,
        ends_on=timezone.localdate() + timedelta(days=28),
    )  # fmt: skip
    attachment = store_attachment(
        programme=programme, area=place.area, by=None,
        upload=an_upload("leaflet.txt", f"By {place.word}".encode()),
    )  # fmt: skip
    baker.make(
        OutputDelivered, delivery=delivery, output=delivery.milestone.outputs.get(),
        evidence="A leaflet", attachment=attachment, reported_on=PAPER_DAY,
    )  # fmt: skip
    place.records |= {"risk": risk, "delivery": delivery, "attachment": attachment}


def _people(place: Place) -> None:
    """One person of each role that is held in a place of this kind."""
    where: dict[Role, Any] = {
        Role.CHAIR: place.group, Role.STEERING_MEMBER: place.group, Role.IJB_OFFICER: place.body,
    }  # fmt: skip
    if place.area:
        where[Role.AREA_MANAGER] = place.area
    for role, at in where.items():
        user = place.people[role] = a_person(role, at)
        user.display_name = f"{role.label} of {place.word}"
        user.save()
        fresh, _ = grant(role=role, to=a_person(), where=at, from_on=START, by=None)
        place.records[f"{role.value}-role"] = fresh
    viewer, _ = grant(
        role=Role.VIEWER, to=a_person(), where=place.programme, from_on=START, by=None
    )
    place.records |= {
        "role": place.records[f"{Role.CHAIR.value}-role"],
        "officer": place.records[f"{Role.IJB_OFFICER.value}-role"],
        "manager": place.records.get(f"{Role.AREA_MANAGER.value}-role"),
        "viewer": viewer,
    }
    place.records["invitation"] = _invitation(place, place.people[Role.CHAIR])


def _invitation(place: Place, by: User) -> Invitation:
    return baker.make(
        Invitation, programme=place.programme, address=f"{place.word}@example.org",
        display_name="The next member", role=Role.STEERING_MEMBER, group=place.group,
        role_starts_on=START, invited_by=by, expires_at=timezone.now() + timedelta(days=7),
    )  # fmt: skip
