"""Addresses outside programmes: the public’s answering form, short enough to be typed."""

from django.urls import URLPattern, URLResolver, path

from evaluation.views import public_answer, public_deletion

urlpatterns: list[URLPattern | URLResolver] = [
    path("answer/<str:code>/", public_answer.answer, name="answer"),
    path("answer/<str:code>/thanks/", public_answer.thanks, name="answer-thanks"),
    path("answer/<str:code>/delete/", public_deletion.delete, name="answer-delete"),
]
