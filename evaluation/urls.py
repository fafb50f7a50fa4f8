"""Addresses of the evaluation, inside a programme."""

from django.urls import path

from evaluation.views.counted import CountedView
from evaluation.views.outcomes import LogicModelView, OutcomesView

urlpatterns = [
    path("outcomes/", OutcomesView.as_view(), name="outcomes"),
    path("counted-from-events/", CountedView.as_view(), name="counted-measures"),
    path("logic-model/", LogicModelView.as_view(), name="logic-model"),
]
