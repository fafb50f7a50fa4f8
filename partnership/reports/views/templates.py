"""Templates of reports: their list, one with its versions, one begun, named, put in force."""

from typing import Any

from django.utils import timezone

from partnership.people.history import history_of
from partnership.reports.actions import templates as do
from partnership.reports.forms import templates as forms
from partnership.reports.presenters.section import views_of_reports
from partnership.reports.selectors import templates as ask
from partnership.reports.views.of_templates import (
    AboutReports,
    DraftPage,
    KeepsReports,
    OfATemplate,
    OfTemplates,
    SurePage,
)


class TemplatesView(AboutReports):
    """The templates of the programme, and whose papers are made with each."""

    template_name = "reports/templates/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = ask.template_lines(self.entry, on=timezone.localdate())
        return super().get_context_data(
            lines=lines, views=views_of_reports(self.entry, "report-templates"), **kwargs
        )


class NewTemplateView(OfTemplates, KeepsReports):
    """Begin a template."""

    title = "Begin a template"

    def form(self, data: Any = None) -> forms.NewTemplateForm:
        form = forms.NewTemplateForm(data, versions=ask.offered(self.programme))
        form.cancel_url = self.at("report-templates")
        return form

    def act(self, form: Any) -> str:
        draft = do.begin_template(
            programme=self.programme,
            name=form.cleaned_data["name"],
            like=form.chosen,
            by=self.person,
        )
        where = self.at("report-template-version", draft.template.slug, draft.number)
        return self.lead_on(
            "The draft is begun. No report is made with it until it is published.", where
        )


class TemplateView(OfATemplate):
    """A template: its versions, and the bodies whose papers are made with it."""

    template_name = "reports/templates/one.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        versions = ask.versions_of(self.template)
        lines = ask.template_lines(self.entry, on=today)
        line = next(each for each in lines if each.template == self.template)
        return super().get_context_data(
            line=line,
            versions=versions,
            draft=line.draft,
            history=history_of(self.template, noun="template"),
            breadcrumbs=super().trail()[:-1],
            caption="",
            **kwargs,
        )


class RenameTemplateView(OfATemplate, KeepsReports):
    """Call a template otherwise."""

    title = "Rename the template"

    def form(self, data: Any = None) -> forms.RenameForm:
        template = self.template
        form = forms.RenameForm(data, version=template.version, initial={"name": template.name})
        form.cancel_url = self.own_page
        return form

    def act(self, form: Any) -> str:
        do.rename_template(
            template=self.template, seen=form.seen, name=form.cleaned_data["name"], by=self.person
        )
        return self.lead_on("The name is saved.", self.own_page)


class StartVersionView(OfATemplate, KeepsReports):
    """Begin the next version."""

    title = "Start the next version"

    def form(self, data: Any = None) -> forms.StartForm:
        form = forms.StartForm(data)
        form.cancel_url = self.own_page
        return form

    def act(self, form: Any) -> str:
        draft = do.start_version(template=self.template, by=self.person)
        where = self.at("report-template-version", self.template.slug, draft.number)
        return self.lead_on(f"Version {draft.number} is begun as a copy of the one before.", where)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lead = (
            "It begins as a copy of the newest version. Nothing changes for any report until you"
            " publish it."
        )
        return super().get_context_data(lead=lead, **kwargs)


class PublishVersionView(DraftPage):
    """What hinders publication, what differs from the version before, and the button."""

    template_name = "reports/templates/publish.html"
    title = "Check and publish"

    def form(self, data: Any = None) -> forms.PublishForm:
        version = self.version
        initial = {"valid_from": version.valid_from, "why": version.why}
        form = forms.PublishForm(
            data, version=version.version, initial=initial, is_first=version.number == 1
        )
        return self.ready(form)

    def act(self, form: Any) -> str:
        do.publish_version(
            version=self.version,
            seen=form.seen,
            from_on=form.cleaned_data["valid_from"],
            why=form.cleaned_data["why"],
            by=self.person,
        )
        words = f"Version {self.version.number} is published. It never changes."
        return self.lead_on(words, self.version_page)

    def compared(self, form: Any, now: Any) -> list[Any]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            faults=self.layout.faults(),
            beside=ask.compared(self.version),
            begun=ask.begun_with(self.template),
            **kwargs,
        )


class DeleteDraftView(DraftPage, SurePage):
    """Delete a draft."""

    title = "Delete the draft"
    label = "Delete the draft"

    def form(self, data: Any = None) -> Any:
        return self.ready(super().form(data))

    def act(self, form: Any) -> str:
        is_only = self.version.number == 1
        do.delete_draft(version=self.version, by=self.person)
        where = self.at("report-templates") if is_only else self.own_page
        return self.lead_on("The draft is deleted.", where)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        number = self.version.number
        what = f"version {number}" if number > 1 else "the template, which was never published"
        return super().get_context_data(what=what, **kwargs)
