"""The plan, how each area delivers it, and what may go wrong."""

from milestones.models.delivery import Delivery, DeliveryQuerySet
from milestones.models.milestone import (
    Dependency,
    Milestone,
    MilestonePart,
    Output,
    Target,
)
from milestones.models.risk import Risk, RiskReview
from milestones.models.update import DeliveryUpdate, OutputDelivered

__all__ = [
    "Delivery",
    "DeliveryQuerySet",
    "DeliveryUpdate",
    "Dependency",
    "Milestone",
    "MilestonePart",
    "Output",
    "OutputDelivered",
    "Risk",
    "RiskReview",
    "Target",
]
