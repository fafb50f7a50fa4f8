"""Signing in and out, and what belongs to a person's own account."""

from allauth.account import views as allauth
from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from partnership.people.views import account

# Allauth sends people to its own addresses of these; each page has one address here.
moved = [
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
    path("account/", include(moved)),
    path("account/", include("allauth.urls")),
]
