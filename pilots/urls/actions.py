"""Addresses of the registers of actions and decisions."""

from django.urls import path

from pilots.views.action_changes import (
    ActionCloseView,
    ActionNewView,
    ActionReopenView,
    ActionUpdateView,
)
from pilots.views.actions import ActionsFileView, ActionsView, ActionView
from pilots.views.decisions import (
    DecisionEditView,
    DecisionNewView,
    DecisionsFileView,
    DecisionsView,
    DecisionView,
)

ONE = "actions/<slug:group>/<slug:action>/"

urlpatterns = [
    path("actions/", ActionsView.as_view(), name="actions"),
    path("actions.csv", ActionsFileView.as_view(), name="actions-file"),
    path("groups/<slug:group>/actions/new/", ActionNewView.as_view(), name="action-new"),
    path(ONE, ActionView.as_view(), name="action"),
    path(f"{ONE}update/", ActionUpdateView.as_view(), name="action-update"),
    path(f"{ONE}close/", ActionCloseView.as_view(), name="action-close"),
    path(f"{ONE}reopen/", ActionReopenView.as_view(), name="action-reopen"),
    path("decisions/", DecisionsView.as_view(), name="decisions"),
    path("decisions.csv", DecisionsFileView.as_view(), name="decisions-file"),
    path("groups/<slug:group>/decisions/new/", DecisionNewView.as_view(), name="decision-new"),
    path("decisions/<slug:decision>/", DecisionView.as_view(), name="decision"),
    path("decisions/<slug:decision>/edit/", DecisionEditView.as_view(), name="decision-edit"),
]
