"""Addresses of feedback on an event, and of the words of the public form."""

from django.urls import path

from pilots.views import feedback as one
from pilots.views import feedback_answers as answers
from pilots.views import feedback_entry as entry
from pilots.views import feedback_papers as papers
from pilots.views import feedback_wordings as wordings

OF_AN_EVENT = "events/<slug:event>/feedback"
WORDS = "settings/feedback"

urlpatterns = [
    path(f"{OF_AN_EVENT}/", one.EventFeedbackView.as_view(), name="event-feedback"),
    path(f"{OF_AN_EVENT}/ask/", one.AskView.as_view(), name="event-feedback-ask"),
    path(f"{OF_AN_EVENT}/change/", one.ChangeFormView.as_view(), name="event-feedback-change"),
    path(f"{OF_AN_EVENT}/close/", one.CloseFormView.as_view(), name="event-feedback-close"),
    path(f"{OF_AN_EVENT}/open/", one.ReopenFormView.as_view(), name="event-feedback-reopen"),
    path(f"{OF_AN_EVENT}/qr.png", one.QrView.as_view(), name="event-feedback-qr"),
    path(f"{OF_AN_EVENT}/<str:paper>.pdf", papers.PaperView.as_view(), name="event-feedback-pdf"),
    path(f"{OF_AN_EVENT}/papers/", entry.PilesView.as_view(), name="event-feedback-papers"),
    path(
        f"{OF_AN_EVENT}/papers/one/",
        entry.RowsView.as_view(),
        name="event-feedback-one-paper",
    ),
    path(f"{OF_AN_EVENT}/answers/", answers.AnswersView.as_view(), name="event-feedback-answers"),
    path(f"{WORDS}/", wordings.WordingsView.as_view(), name="feedback-wordings"),
    path(
        f"{WORDS}/add-a-language/", wordings.NewWordingView.as_view(), name="feedback-wording-new"
    ),
    path(
        f"{WORDS}/<slug:language>/",
        wordings.EditWordingView.as_view(),
        name="feedback-wording-edit",
    ),
    path(
        f"{WORDS}/<slug:language>/remove/",
        wordings.RemoveWordingView.as_view(),
        name="feedback-wording-remove",
    ),
]
