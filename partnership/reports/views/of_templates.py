"""What the pages about templates of reports, and about bodies, have in common."""

from functools import cached_property
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from partnership.programmes.views.forms import FormPage
from partnership.reports.actions.template_drafts import NEVER_CHANGES
from partnership.reports.models import ReportTemplate, TemplateVersion
from partnership.reports.rules.layout import Layout
from partnership.reports.selectors import templates as ask
from partnership.reports.templates import layout_of
from partnership.web.forms import SureForm


class AboutReports(ProgrammePage):
    """A page that those who read the programme may read, and who keeps its settings."""

    section = "reports"
    permission = Permission.READ
    or_permissions = (Permission.MANAGE,)

    @property
    def keeps(self) -> bool:
        """Whether the person keeps the programme's settings, which these are."""
        return self.entry.may(Permission.MANAGE)

    def at(self, name: str, *arguments: Any) -> str:
        """An address within the programme."""
        return reverse(name, args=[self.programme.slug, *arguments])

    def lead_on(self, words: str, where: str) -> str:
        """Say what was done, and lead on."""
        messages.success(self.request, words)
        return where

    def trail(self) -> list[tuple[str, str]]:
        """The way to what the page is about."""
        may_open = Permission.READ_REPORTS in self.permissions
        return [("Reports", self.at("reports"))] if may_open else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("breadcrumbs", self.trail())
        return super().get_context_data(keeps=self.keeps, **kwargs)


class KeepsReports(AboutReports, FormPage):
    """A page on which that is changed, by those who keep the programme's settings."""

    refusal: ClassVar[str] = (
        "Templates and bodies are settings of the whole programme. An administrator or a programme"
        " manager changes them: ask one of them, or ask for the role."
    )

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.find()
            if not self.keeps:
                raise PermissionDenied(self.refusal)

    def find(self) -> None:
        """Find what must not be known to those out of whose reach it is; Http404 comes first."""


class OfTemplates(AboutReports):
    """A page below the list of templates."""

    def trail(self) -> list[tuple[str, str]]:
        return [*super().trail(), ("Templates", self.at("report-templates"))]


class OfATemplate(OfTemplates):
    """A page about the template of the address."""

    @cached_property
    def template(self) -> ReportTemplate:
        """The template."""
        try:
            return ask.find_template(self.programme, self.kwargs["template"])
        except ReportTemplate.DoesNotExist as error:
            raise Http404("The programme has no such template.") from error

    @property
    def own_page(self) -> str:
        """The template’s own page."""
        return self.at("report-template", self.template.slug)

    def trail(self) -> list[tuple[str, str]]:
        return [*super().trail(), (self.template.name, self.own_page)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("caption", self.template.name)
        return super().get_context_data(template=self.template, **kwargs)


class OfAVersion(OfATemplate):
    """A page about the version of the address."""

    @cached_property
    def version(self) -> TemplateVersion:
        """The version with all that it holds."""
        try:
            slug, number = self.kwargs["template"], self.kwargs["number"]
            return ask.find_version(self.programme, slug, number)
        except TemplateVersion.DoesNotExist as error:
            raise Http404("The template has no such version.") from error

    @cached_property
    def layout(self) -> Layout:
        """What it holds."""
        return layout_of(self.version)

    @property
    def template(self) -> ReportTemplate:
        return self.version.template

    def of_version(self, name: str, *arguments: Any) -> str:
        """An address of the version."""
        return self.at(name, self.template.slug, self.version.number, *arguments)

    @property
    def version_page(self) -> str:
        """The version’s own page: its outline."""
        return self.of_version("report-template-version")

    def trail(self) -> list[tuple[str, str]]:
        return [*super().trail(), (f"Version {self.version.number}", self.version_page)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("caption", f"{self.template.name}, version {self.version.number}")
        return super().get_context_data(version=self.version, layout=self.layout, **kwargs)


class DraftPage(OfAVersion, KeepsReports):
    """A page on which a draft is changed; of a published version one is led to its page."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.version.is_published:
            messages.info(request, NEVER_CHANGES.format(number=self.version.number))
            return redirect(self.version_page)
        return super().get(request, *args, **kwargs)

    def ready(self, form: Any) -> Any:
        """The form with the way back."""
        form.cancel_url = self.version_page
        return form


class SurePage(KeepsReports):
    """A page that asks once more before something goes."""

    template_name = "reports/templates/sure.html"
    label: ClassVar[str] = "Remove it"

    def form(self, data: Any = None) -> Any:
        return SureForm(data, label=self.label)
