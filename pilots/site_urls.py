"""Addresses outside programmes: a person's own work, calendar and invitations."""

from django.urls import URLPattern, URLResolver, path

from pilots.views import invitations

urlpatterns: list[URLPattern | URLResolver] = [
    path("invitations/accept/", invitations.AcceptView.as_view(), name="invitation-accept"),
    path(
        "invitations/<str:token>/",
        invitations.InvitationLinkView.as_view(),
        name="invitation",
    ),
]
