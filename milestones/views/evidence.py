"""What shows that an output is there: recorded, corrected, removed."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest
from django.urls import reverse

from milestones.actions import evidence as do
from milestones.forms.evidence import EvidenceForm, RemoveEvidenceForm, Report
from milestones.models import Output, OutputDelivered
from milestones.presenters import updates as words
from milestones.selectors import deliveries as ask
from milestones.views.deliveries import OfADelivery
from partnership.programmes.views.forms import FormPage
from partnership.web.forms import Difference
from pilots.actions.attachments import undone_together


class OfAnOutput(OfADelivery, FormPage):
    """A page about one output of a delivery."""

    template_name = "milestones/updates/evidence.html"
    output: Output
    done = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.output = self._output(kwargs["number"])

    def _output(self, number: str) -> Output:
        found = (each for each in ask.outputs_of(self.delivery) if str(each.number) == number)
        output = next(found, None)
        if output is None:
            raise Http404("This milestone has no such output.")
        return output

    @property
    def stands(self) -> OutputDelivered | None:
        """What shows it now."""
        return ask.shown_at(self.delivery).get(self.output.pk)

    def act(self, form: BaseForm) -> str:
        self.change(form)
        messages.success(self.request, self.done)
        return self.back

    def change(self, form: Any) -> None:
        """Do what the form asks."""
        raise NotImplementedError

    def compared(self, form: Any, now: Any) -> list[Difference]:
        self.look_again()
        typed = form.cleaned_data.get("words") or form.cleaned_data.get("link") or ""
        return words.compared_evidence(self.stands, typed)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(output=self.output, stands=self.stands, **kwargs)


class EvidenceView(OfAnOutput):
    """Say what shows that the output is there, or correct it."""

    title = "What shows that it is there"
    done = "Saved: what showed it before is in the history."

    def form(self, data: Any = None) -> EvidenceForm:
        form = EvidenceForm(
            data,
            self.request.FILES if data is not None else None,
            version=self.delivery.version,
            stands=self.stands,
            events=ask.events_to_show(self.delivery, on=self.today),
            reports=self.reports(),
        )
        form.cancel_url = self.back
        return form

    def reports(self) -> dict[str, Report]:
        """The evaluation reports of this place; one that is a file is found on its test's page."""
        return {
            test.slug: Report(test.report_title, test.report_link or self.page_of(test.slug))
            for test in ask.reports_to_show(self.delivery, on=self.today)
        }

    def page_of(self, test: str) -> str:
        path = reverse("service-test", args=[self.programme.slug, test])
        return settings.SITE_URL.rstrip("/") + path

    def _act(self, form: BaseForm) -> str:
        with undone_together():  # around the transaction of a form that is acted on once
            return super()._act(form)

    def change(self, form: Any) -> None:
        do.show_output(
            delivery=self.delivery, seen=form.seen, shown=form.shown(self.output), by=self.person
        )


class RemoveEvidenceView(OfAnOutput):
    """Take back that the output is there; its file goes for good."""

    title = "Remove what shows it"
    done = "Removed. The history keeps that it was there, and why it went."

    def form(self, data: Any = None) -> RemoveEvidenceForm:
        form = RemoveEvidenceForm(data, version=self.delivery.version)
        form.cancel_url = self.back
        return form

    def change(self, form: Any) -> None:
        do.remove_output(
            delivery=self.delivery,
            seen=form.seen,
            output=self.output,
            why=form.cleaned_data["why"],
            by=self.person,
        )
