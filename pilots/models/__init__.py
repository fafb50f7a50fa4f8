"""Areas, the bodies they answer to, groups, meetings and events."""

from pilots.models.area import Area, AreaPriorityGroup, Locality, Venue
from pilots.models.attachment import Attachment
from pilots.models.body import ReportingBody
from pilots.models.event import Event, EventKind
from pilots.models.event_detail import (
    ConsultationQuestion,
    EventActivity,
    EventCount,
    EventCoverage,
    EventFeedback,
    EventPartner,
)
from pilots.models.group import Group, Membership, RequiredSector, SeatRule
from pilots.models.meeting import (
    AgendaItem,
    AgendaTemplateItem,
    Attendance,
    Declaration,
    Meeting,
    MinutesCorrection,
    MinutesDraft,
)
from pilots.models.outcome import Action, ActionUpdate, Decision
from pilots.models.paper import BoardPaper, Implication, Recommendation
from pilots.models.partner import PartnerRole
from pilots.models.role import AreaRole, BodyRole, GroupRole, Invitation
from pilots.models.service_test import PdsaCycle, ServiceTest, TestContext

__all__ = [
    "Action",
    "ActionUpdate",
    "AgendaItem",
    "AgendaTemplateItem",
    "Area",
    "AreaPriorityGroup",
    "AreaRole",
    "Attachment",
    "Attendance",
    "BoardPaper",
    "BodyRole",
    "ConsultationQuestion",
    "Decision",
    "Declaration",
    "Event",
    "EventActivity",
    "EventCount",
    "EventCoverage",
    "EventFeedback",
    "EventKind",
    "EventPartner",
    "Group",
    "GroupRole",
    "Implication",
    "Invitation",
    "Locality",
    "Meeting",
    "Membership",
    "MinutesCorrection",
    "MinutesDraft",
    "PartnerRole",
    "PdsaCycle",
    "Recommendation",
    "ReportingBody",
    "RequiredSector",
    "SeatRule",
    "ServiceTest",
    "TestContext",
    "Venue",
]
