"""Addresses of the people of a programme: roles and invitations."""

from django.urls import path

from pilots.views import inviting, people, roles

urlpatterns = [
    path("people/", people.PeopleView.as_view(), name="people"),
    path("people.csv", people.PeopleFileView.as_view(), name="people-file"),
    path("people/invite/", inviting.ChooseRoleView.as_view(), name="people-invite"),
    path("people/invite/<slug:role>/", inviting.InviteView.as_view(), name="people-invite-to"),
    path(
        "people/invitations/<int:pk>/",
        inviting.InvitationView.as_view(),
        name="people-invitation",
    ),
    path("people/roles/<slug:kind>/<int:pk>/", roles.RoleView.as_view(), name="people-role"),
    path(
        "people/roles/<slug:kind>/<int:pk>/days/",
        roles.RoleDaysView.as_view(),
        name="people-role-days",
    ),
    path(
        "people/roles/<slug:kind>/<int:pk>/end/",
        roles.RoleEndView.as_view(),
        name="people-role-end",
    ),
    path("areas/<slug:area>/people/", people.AreaPeopleView.as_view(), name="area-people"),
    path("groups/<slug:group>/people/", people.GroupPeopleView.as_view(), name="group-people"),
    path(
        "groups/<slug:group>/people/invite/",
        inviting.GroupInviteView.as_view(),
        name="group-people-invite",
    ),
    path(
        "groups/<slug:group>/people/invitations/<int:pk>/",
        inviting.GroupInvitationView.as_view(),
        name="group-people-invitation",
    ),
    path(
        "groups/<slug:group>/people/roles/<int:pk>/",
        roles.GroupRoleView.as_view(),
        name="group-people-role",
    ),
    path(
        "groups/<slug:group>/people/roles/<int:pk>/days/",
        roles.GroupRoleDaysView.as_view(),
        name="group-people-role-days",
    ),
    path(
        "groups/<slug:group>/people/roles/<int:pk>/end/",
        roles.GroupRoleEndView.as_view(),
        name="group-people-role-end",
    ),
]
