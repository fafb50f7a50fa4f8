"""Addresses of outcomes and of the logic model that leads to them."""

from django.urls import path

from evaluation.views.counted import CountedView
from evaluation.views.outcomes import CoverageView, LogicModelView, OutcomesView, OutcomeView

urlpatterns = [
    path("outcomes/", OutcomesView.as_view(), name="outcomes"),
    path("outcomes/coverage/", CoverageView.as_view(), name="outcome-coverage"),
    path("outcomes/<slug:framework>/<str:outcome>/", OutcomeView.as_view(), name="outcome"),
    path("counted-from-events/", CountedView.as_view(), name="counted-measures"),
    path("logic-model/", LogicModelView.as_view(), name="logic-model"),
]
