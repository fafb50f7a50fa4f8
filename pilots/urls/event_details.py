"""Addresses at which an event's details are changed."""

from django.urls import path

from pilots.views import event_details as views

ONE = "events/<slug:event>/details"

urlpatterns = [
    path(f"{ONE}/about/", views.AboutView.as_view(), name="event-about"),
    path(
        f"{ONE}/questions/<int:number>/", views.ThemesView.as_view(), name="event-question-themes"
    ),
    path(f"{ONE}/<slug:part>/", views.RowsPage.as_view(), name="event-detail"),
]
