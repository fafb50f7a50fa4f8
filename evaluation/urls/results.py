"""Addresses of results, of matches, and of answers as files."""

from django.urls import path

from evaluation.views import answer_files, matches, results

ONE = "results/<slug:wave>/"

urlpatterns = [
    path("results/", results.ResultsView.as_view(), name="results"),
    path(ONE, results.WaveResultsView.as_view(), name="wave-results"),
    path(f"{ONE}matches/", matches.MatchesView.as_view(), name="wave-matches"),
    path(f"{ONE}answers.<slug:ending>", answer_files.AnswersFileView.as_view(), name="wave-data"),
    path(
        "codebooks/<slug:survey>/<int:number>.<slug:ending>",
        answer_files.CodebookView.as_view(),
        name="survey-codebook",
    ),
]
