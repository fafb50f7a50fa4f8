"""Addresses of outcomes and of the logic model that leads to them."""

from django.urls import path

from evaluation.views.outcomes import LogicModelView, OutcomesView

urlpatterns = [
    path("outcomes/", OutcomesView.as_view(), name="outcomes"),
    path("logic-model/", LogicModelView.as_view(), name="logic-model"),
]
