"""Addresses of the register of organisations."""

from django.urls import path

from pilots.views import register
from pilots.views.organisations import OrganisationsView

ONE = "organisations/<slug:organisation>/"

urlpatterns = [
    path("organisations/", OrganisationsView.as_view(), name="organisations"),
    path("register/", register.RegisterView.as_view(), name="organisation-register"),
    path("register.csv", register.RegisterFileView.as_view(), name="organisation-register-file"),
    path("register/new/", register.AddOrganisationView.as_view(), name="organisation-new"),
    path("register/merge/", register.MergeView.as_view(), name="organisation-merge"),
    path(
        "register/merges/<int:merge>/undo/",
        register.UndoMergeView.as_view(),
        name="organisation-merge-undo",
    ),
    path(ONE, register.OrganisationView.as_view(), name="organisation"),
    path(f"{ONE}edit/", register.EditOrganisationView.as_view(), name="organisation-edit"),
    path(f"{ONE}roles/new/", register.GiveRoleView.as_view(), name="organisation-role-new"),
    path(f"{ONE}roles/<int:role>/", register.ChangeRoleView.as_view(), name="organisation-role"),
]
