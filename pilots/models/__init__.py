"""Areas, the bodies they answer to, groups, meetings and events."""

from pilots.models.area import Area, AreaPriorityGroup, Locality, Venue, VenueAlias
from pilots.models.attachment import Attachment
from pilots.models.body import BodyMeeting, ReportingBody
from pilots.models.event import Event
from pilots.models.event_batch import EventBatch, EventBatchRow
from pilots.models.event_detail import (
    ConsultationQuestion,
    ConsultationTheme,
    CountCorrection,
    EventActivity,
    EventCount,
    EventCoverage,
    EventFeedback,
    EventParticipants,
    EventPartner,
)
from pilots.models.event_file import EventFile, EventResource
from pilots.models.event_kind import EventKind
from pilots.models.event_tally import MonthCount, MonthPartner, MonthSector, MonthTally
from pilots.models.feedback import (
    FeedbackAnswer,
    FeedbackForm,
    FeedbackTally,
    FeedbackWording,
    Satisfaction,
)
from pilots.models.group import Group, Membership, RequiredSector, SeatRule
from pilots.models.learning import (
    LearningMethod,
    LearningResource,
    LearningResourceFile,
    LearningResourceVersion,
)
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
    "BodyMeeting",
    "BodyRole",
    "ConsultationQuestion",
    "ConsultationTheme",
    "CountCorrection",
    "Decision",
    "Declaration",
    "Event",
    "EventActivity",
    "EventBatch",
    "EventBatchRow",
    "EventCount",
    "EventCoverage",
    "EventFeedback",
    "EventFile",
    "EventKind",
    "EventParticipants",
    "EventPartner",
    "EventResource",
    "FeedbackAnswer",
    "FeedbackForm",
    "FeedbackTally",
    "FeedbackWording",
    "Group",
    "GroupRole",
    "Implication",
    "Invitation",
    "LearningMethod",
    "LearningResource",
    "LearningResourceFile",
    "LearningResourceVersion",
    "Locality",
    "Meeting",
    "Membership",
    "MinutesCorrection",
    "MinutesDraft",
    "MonthCount",
    "MonthPartner",
    "MonthSector",
    "MonthTally",
    "PartnerRole",
    "PdsaCycle",
    "Recommendation",
    "ReportingBody",
    "RequiredSector",
    "Satisfaction",
    "SeatRule",
    "ServiceTest",
    "TestContext",
    "Venue",
    "VenueAlias",
]
