"""Addresses outside programmes: a person's own work, calendar and invitations."""

from django.urls import URLPattern, URLResolver, path

from pilots.views import calendar, invitations, public_feedback
from pilots.views.work import WorkView

urlpatterns: list[URLPattern | URLResolver] = [
    path("calendar/make/", calendar.make, name="calendar-make"),
    path("calendar/revoke/", calendar.revoke, name="calendar-revoke"),
    path("calendar/<str:token>.ics", calendar.read, name="calendar-feed"),
    path("feedback/<str:code>/", public_feedback.answer, name="feedback-form"),
    path("feedback/<str:code>/thanks/", public_feedback.thanks, name="feedback-thanks"),
    path("work/", WorkView.as_view(), name="my-work"),
    path("invitations/accept/", invitations.AcceptView.as_view(), name="invitation-accept"),
    path(
        "invitations/<str:token>/",
        invitations.InvitationLinkView.as_view(),
        name="invitation",
    ),
]
