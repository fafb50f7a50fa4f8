"""Addresses of templates of reports, inside a programme."""

from django.urls import URLPattern, URLResolver, path

from partnership.reports.views import template_versions as versions
from partnership.reports.views import templates as views

ALL = "report-templates/"
ONE = f"{ALL}<slug:template>/"
VERSION = f"{ONE}versions/<int:number>/"


def _of_parts(noun: str, name: str) -> list[URLPattern]:
    """The addresses of a version's sections, or of its implications."""
    below, given = f"{VERSION}{noun}s/", {"noun": noun}
    return [
        path(f"{below}new/", versions.NewPartView.as_view(), given, name=f"{name}-new"),
        path(f"{below}<slug:key>/", versions.PartView.as_view(), given, name=name),
        path(
            f"{below}<slug:key>/remove/",
            versions.RemovePartView.as_view(),
            given,
            name=f"{name}-remove",
        ),
    ]


urlpatterns: list[URLPattern | URLResolver] = [
    path(ALL, views.TemplatesView.as_view(), name="report-templates"),
    path("new-report-template/", views.NewTemplateView.as_view(), name="report-template-new"),
    path(ONE, views.TemplateView.as_view(), name="report-template"),
    path(f"{ONE}rename/", views.RenameTemplateView.as_view(), name="report-template-rename"),
    path(f"{ONE}next/", views.StartVersionView.as_view(), name="report-template-next"),
    path(VERSION, versions.VersionView.as_view(), name="report-template-version"),
    path(f"{VERSION}preview/", versions.PreviewView.as_view(), name="report-template-preview"),
    path(f"{VERSION}changes/", versions.ChangesView.as_view(), name="report-template-changes"),
    path(f"{VERSION}cover/", versions.CoverView.as_view(), name="report-template-cover"),
    path(f"{VERSION}publish/", views.PublishVersionView.as_view(), name="report-template-publish"),
    path(f"{VERSION}delete/", views.DeleteDraftView.as_view(), name="report-template-delete"),
    *_of_parts("section", "report-template-section"),
    *_of_parts("implication", "report-template-row"),
]
