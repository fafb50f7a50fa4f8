"""Addresses of the tests of the service model, their cycles and their contexts."""

from django.urls import path

from pilots.views import cycles
from pilots.views import service_test_forms as forms
from pilots.views import test_contexts as contexts
from pilots.views.service_tests import TestsFileView, TestsView, TestView

ONE = "service-tests/<slug:test>/"
CONTEXT = "test-contexts/<slug:context>/"

urlpatterns = [
    path("service-tests/", TestsView.as_view(), name="service-tests"),
    path("service-tests.csv", TestsFileView.as_view(), name="service-tests-file"),
    path("new-service-test/", forms.NewTestView.as_view(), name="service-test-new"),
    path(ONE, TestView.as_view(), name="service-test"),
    path(f"{ONE}edit/", forms.EditTestView.as_view(), name="service-test-edit"),
    path(f"{ONE}finish/", forms.FinishTestView.as_view(), name="service-test-finish"),
    path(f"{ONE}stop/", forms.StopTestView.as_view(), name="service-test-stop"),
    path(f"{ONE}resume/", forms.ResumeTestView.as_view(), name="service-test-resume"),
    path(f"{ONE}new-cycle/", cycles.NewCycleView.as_view(), name="pdsa-cycle-new"),
    path(f"{ONE}cycles/<int:number>/", cycles.EditCycleView.as_view(), name="pdsa-cycle-edit"),
    path("test-contexts/", contexts.ContextsView.as_view(), name="test-contexts"),
    path(f"{CONTEXT}edit/", contexts.EditContextView.as_view(), name="test-context-edit"),
    path(f"{CONTEXT}remove/", contexts.RemoveContextView.as_view(), name="test-context-remove"),
]
