"""Addresses of indicators, their aims and their values."""

from django.urls import path

from evaluation.views import indicators as views

ONE = "indicators/<slug:indicator>/"

urlpatterns = [
    path("indicators/", views.IndicatorsView.as_view(), name="indicators"),
    path("new-indicator/", views.NewIndicatorView.as_view(), name="indicator-new"),
    path(ONE, views.IndicatorView.as_view(), name="indicator"),
    path(f"{ONE}edit/", views.EditIndicatorView.as_view(), name="indicator-edit"),
    path(f"{ONE}aims/<slug:place>/", views.AimView.as_view(), name="indicator-aim"),
    path(f"{ONE}new-value/", views.NewValueView.as_view(), name="indicator-value-new"),
    path(
        f"{ONE}values/<int:value>/", views.CorrectValueView.as_view(), name="indicator-value-edit"
    ),
]
