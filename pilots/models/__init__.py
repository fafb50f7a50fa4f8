"""Areas, the bodies they answer to, groups, meetings and events."""

from pilots.models.area import Area, AreaPriorityGroup, Locality, Venue
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
from pilots.models.meeting import Action, Decision, Meeting
from pilots.models.paper import BoardPaper, Implication, Recommendation
from pilots.models.partner import PartnerRole

__all__ = [
    "Action",
    "Area",
    "AreaPriorityGroup",
    "BoardPaper",
    "ConsultationQuestion",
    "Decision",
    "Event",
    "EventActivity",
    "EventCount",
    "EventCoverage",
    "EventFeedback",
    "EventKind",
    "EventPartner",
    "Group",
    "Implication",
    "Locality",
    "Meeting",
    "Membership",
    "PartnerRole",
    "Recommendation",
    "ReportingBody",
    "RequiredSector",
    "SeatRule",
    "Venue",
]
