"""Addresses at which the logic model is kept."""

from django.urls import path

from evaluation.views import logic as views

ONE = "logic-model/keep/<slug:kind>/<str:part>/"

urlpatterns = [
    path("logic-model/keep/", views.PartsView.as_view(), name="logic-parts"),
    path("logic-model/new/<slug:kind>/", views.NewPartView.as_view(), name="logic-part-new"),
    path(ONE, views.ChangePartView.as_view(), name="logic-part-edit"),
    path(f"{ONE}drop/", views.DropPartView.as_view(), name="logic-part-drop"),
]
