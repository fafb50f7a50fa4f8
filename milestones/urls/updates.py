"""Addresses of updates: …/VERB/ of the whole programme's delivery, …/VERB/AREA/ of an area's."""

from django.urls import path

from milestones.addresses import of_a_delivery
from milestones.views.evidence import EvidenceView, RemoveEvidenceView
from milestones.views.judgements import JudgeView, TakeBackView
from milestones.views.rebaseline import AgreedDateView, NotNeededView
from milestones.views.update_round import UpdateRoundView
from milestones.views.updates import DeliveryUpdateView, StillOnTrackView

NUMBER = r"(?P<number>[^/\x00-\x1f]+)/"

urlpatterns = [
    path("milestones/updates/", UpdateRoundView.as_view(), name="milestone-updates"),
    of_a_delivery("update", DeliveryUpdateView, "delivery-update"),
    of_a_delivery("still-on-track", StillOnTrackView, "delivery-still-on-track"),
    of_a_delivery("agreed-date", AgreedDateView, "delivery-agreed-date"),
    of_a_delivery("not-needed", NotNeededView, "delivery-not-needed"),
    of_a_delivery("judge", JudgeView, "delivery-judge"),
    of_a_delivery("take-judgement-back", TakeBackView, "delivery-take-back"),
    of_a_delivery("output", EvidenceView, "delivery-output", more=NUMBER),
    of_a_delivery("remove-output", RemoveEvidenceView, "delivery-output-remove", more=NUMBER),
]
