"""Addresses of the register of risks and issues."""

from django.urls import path

from milestones.views.risk_changes import (
    RiskChangeView,
    RiskCloseView,
    RiskKindView,
    RiskNewView,
    RiskReviewView,
)
from milestones.views.risks import RisksFileView, RisksView, RiskView

ONE = "risks/<str:reference>/"

urlpatterns = [
    path("risks/", RisksView.as_view(), name="risks"),
    path("risks.csv", RisksFileView.as_view(), name="risks-file"),
    path("risks/new/", RiskNewView.as_view(), name="risk-new"),
    path(ONE, RiskView.as_view(), name="risk"),
    path(f"{ONE}edit/", RiskChangeView.as_view(), name="risk-edit"),
    path(f"{ONE}review/", RiskReviewView.as_view(), name="risk-review"),
    path(f"{ONE}close/", RiskCloseView.as_view(), name="risk-close"),
    path(f"{ONE}kind/", RiskKindView.as_view(), name="risk-kind"),
]
