"""Addresses outside programmes: a person's own work, calendar and invitations."""

from django.urls import URLPattern, URLResolver, path

from pilots.views import invitations
from pilots.views.work import WorkView

urlpatterns: list[URLPattern | URLResolver] = [
    path("work/", WorkView.as_view(), name="my-work"),
    path("invitations/accept/", invitations.AcceptView.as_view(), name="invitation-accept"),
    path(
        "invitations/<str:token>/",
        invitations.InvitationLinkView.as_view(),
        name="invitation",
    ),
]
