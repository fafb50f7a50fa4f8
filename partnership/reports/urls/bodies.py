"""Addresses of bodies that are reported to, inside a programme."""

from django.urls import URLPattern, URLResolver, path

from partnership.reports.views import bodies as views

ALL = "reporting-bodies/"
ONE = f"{ALL}<slug:body>/"
MEETING = f"{ONE}meetings/<str:day>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(ALL, views.BodiesView.as_view(), name="reporting-bodies"),
    path("new-reporting-body/", views.NewBodyView.as_view(), name="reporting-body-new"),
    path(ONE, views.BodyView.as_view(), name="reporting-body"),
    path(f"{ONE}change/", views.ChangeBodyView.as_view(), name="reporting-body-edit"),
    path(f"{ONE}words/", views.WordsView.as_view(), name="reporting-body-words"),
    path(f"{ONE}template/", views.ChooseTemplateView.as_view(), name="reporting-body-template"),
    path(
        f"{ONE}template/<str:day>/remove/",
        views.DropChoiceView.as_view(),
        name="reporting-body-choice-remove",
    ),
    path(f"{ONE}new-meeting/", views.NewMeetingView.as_view(), name="reporting-body-meeting-new"),
    path(MEETING, views.MeetingView.as_view(), name="reporting-body-meeting"),
    path(
        f"{MEETING}remove/",
        views.RemoveMeetingView.as_view(),
        name="reporting-body-meeting-remove",
    ),
]
