"""The plan, how each area delivers it, and what may go wrong."""

from milestones.models.delivery import Delivery, DeliveryQuerySet
from milestones.models.judgement import Judgement
from milestones.models.milestone import (
    Dependency,
    Milestone,
    MilestonePart,
    Output,
    Target,
    TargetContext,
)
from milestones.models.plan import PlanAnswer, PlanVersion
from milestones.models.risk import Risk, RiskMilestone, RiskReview
from milestones.models.update import DeliveryUpdate, OutputDelivered

__all__ = [
    "Delivery",
    "DeliveryQuerySet",
    "DeliveryUpdate",
    "Dependency",
    "Judgement",
    "Milestone",
    "MilestonePart",
    "Output",
    "OutputDelivered",
    "PlanAnswer",
    "PlanVersion",
    "Risk",
    "RiskMilestone",
    "RiskReview",
    "Target",
    "TargetContext",
]
