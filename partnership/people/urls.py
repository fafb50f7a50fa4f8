"""Signing in and out, and what belongs to a person's own account."""

from allauth.account import views as allauth
from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from partnership.people.views import account, accounts, roles

# In the place of views of allauth's own, which goes on sending people to these names.
ours = [
    path(
        "login/",
        login_not_required(RedirectView.as_view(pattern_name="sign-in", query_string=True)),
        name="account_login",
    ),
    path(
        "logout/",
        login_not_required(RedirectView.as_view(pattern_name="sign-out", query_string=True)),
        name="account_logout",
    ),
    path("inactive/", account.ShutView.as_view(), name="account_inactive"),
    path("sessions/", RedirectView.as_view(pattern_name="account"), name="usersessions_list"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", allauth.login, name="sign-in"),
    path("sign-out/", allauth.logout, name="sign-out"),
    path("account/", account.AccountView.as_view(), name="account"),
    path("account/name/", account.NameView.as_view(), name="account-name"),
    path("account/e-mails/", account.EmailPreferenceView.as_view(), name="account-emails"),
    path("account/sessions/end/", account.EndOtherSessionsView.as_view(), name="sessions-end"),
    path("account/sessions/<int:pk>/end/", account.EndSessionView.as_view(), name="session-end"),
    path("account/two-steps/", account.TwoStepsView.as_view(), name="two-steps"),
    path("roles/", roles.RolesView.as_view(), name="roles"),
    path("accounts/", accounts.AccountsView.as_view(), name="accounts"),
    path("accounts/<int:pk>/", accounts.AccountOfView.as_view(), name="account-of"),
    path("accounts/<int:pk>/lock/", accounts.LockView.as_view(), name="account-lock"),
    path("accounts/<int:pk>/open/", accounts.OpenView.as_view(), name="account-open"),
    path("accounts/<int:pk>/steps/", accounts.TakeStepsOffView.as_view(), name="account-steps"),
    path("accounts/<int:pk>/admin/", accounts.MakeAdminView.as_view(), name="account-make-admin"),
    path("accounts/<int:pk>/admin/end/", accounts.EndAdminView.as_view(), name="account-end-admin"),
    path("account/", include(ours)),
    path("account/", include("allauth.urls")),
]
