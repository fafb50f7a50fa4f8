"""The register of decisions, the same as a file, one decision, and its recording."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone

from partnership.people.history import history_of
from partnership.people.permissions import Permission, Place
from partnership.programmes.views.base import ProgrammePage
from partnership.programmes.views.forms import FormPage
from partnership.web.spreadsheet import csv_response
from pilots.actions import decisions as do
from pilots.forms.decisions import CorrectionForm, DecisionFilter, DecisionForm
from pilots.models import Decision
from pilots.paging import ListPaginator
from pilots.presenters import actions as words
from pilots.selectors import decisions as ask
from pilots.views.action_changes import RecordingPage
from pilots.views.actions import ROWS_AT_ONCE, file_query


class DecisionsPage(ProgrammePage):
    """A page about the decisions that the address asks for."""

    section = "actions"
    permission = Permission.READ

    def filter_form(self) -> DecisionFilter:
        deciders = ask.decider_choices(self.programme, reach=self.reach)
        return DecisionFilter(self.request.GET, deciders=deciders)

    def asked_for(self, form: DecisionFilter) -> Any:
        return ask.register(self.programme, reach=self.reach, as_at=self.as_at, **form.asked())


class DecisionsView(DecisionsPage):
    """What groups and boards decided, latest first."""

    template_name = "pilots/actions/decisions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = self.filter_form()
        paginator = ListPaginator(self.asked_for(form))
        return super().get_context_data(
            form=form,
            page=paginator.get_page(self.request.GET.get("page")),
            found=paginator.words("decision"),
            file_query=file_query(self.request),
            breadcrumbs=[("Overview", reverse("overview", args=[self.programme.slug]))],
            **kwargs,
        )


class DecisionsFileView(DecisionsPage):
    """The whole of the register as a file for a spreadsheet."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> StreamingHttpResponse:  # type: ignore[override]
        decisions = self.asked_for(self.filter_form())
        name = f"decisions-{self.programme.slug}-{self.as_at.isoformat()}.csv"
        return csv_response(name, words.DECISION_HEADS, self._rows(decisions))

    def _rows(self, decisions: Any) -> Iterator[list[object]]:
        for decision in decisions.iterator(chunk_size=ROWS_AT_ONCE):
            yield words.decision_row(decision)


class OfADecision(ProgrammePage):
    """A page about one decision within reach."""

    section = "actions"
    permission = Permission.READ
    decision: Decision

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.decision = self._decision(kwargs["decision"])
            if self.permission is not Permission.READ:
                self.entry.require(self.permission, self.at)

    def _decision(self, slug: str) -> Decision:
        try:
            return ask.decision_of(self.programme, slug, reach=self.reach, as_at=self.as_at)
        except Decision.DoesNotExist as error:
            raise Http404("No such decision had been reported by this day.") from error

    @property
    def at(self) -> Place:
        """Where it was decided."""
        decider = self.decision.group or self.decision.body
        return decider.at if decider else Place()

    def trail(self) -> list[tuple[str, str]]:
        """The way to the decision's page."""
        slug = self.programme.slug
        return [
            ("Overview", reverse("overview", args=[slug])),
            ("Decisions", reverse("decisions", args=[slug])),
        ]


class DecisionView(OfADecision):
    """One decision: who decided it, when, where, and what it authorises."""

    template_name = "pilots/actions/decision.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_now = self.as_at == timezone.localdate()
        return super().get_context_data(
            decision=self.decision,
            heading=words.heading(self.decision.text),
            may_edit=is_now and self.entry.may(Permission.MANAGE_GROUPS, self.at),
            history=history_of(self.decision),
            breadcrumbs=self.trail(),
            **kwargs,
        )


class DecisionEditView(OfADecision, FormPage):
    """Correct how a decision was recorded."""

    permission = Permission.MANAGE_GROUPS
    title = "Correct the decision"

    def form(self, data: Any = None) -> CorrectionForm:
        form = CorrectionForm(data, decision=self.decision)
        form.cancel_url = self.address
        return form

    @property
    def address(self) -> str:
        return reverse("decision", args=[self.programme.slug, self.decision.slug])

    def act(self, form: Any) -> str:
        names = ("text", "decided", "authorises_plan_change", "why")
        do.correct_decision(
            decision=self.decision,
            seen=form.seen,
            by=self.person,
            **{name: form.cleaned_data[name] for name in names},
        )
        messages.success(self.request, "The decision is corrected. What it said before is kept.")
        return self.address

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = words.heading(self.decision.text)
        return super().get_context_data(
            lead=shown, breadcrumbs=[*self.trail(), (shown, self.address)], **kwargs
        )


class DecisionNewView(RecordingPage):
    """Record what a group decided."""

    title = "Record a decision"

    def form(self, data: Any = None) -> BaseForm:
        meeting = ask.meeting_of(self.group, self.meeting_asked)
        initial = {"meeting": self.meeting_asked, "decided": meeting.held if meeting else None}
        return self.ready(DecisionForm(data, group=self.group, initial=initial))

    def act(self, form: BaseForm) -> str:
        names = ("text", "decided", "authorises_plan_change", "meeting", "reported_on")
        decision = do.record_decision(
            group=self.group,
            by=self.person,
            **{name: form.cleaned_data[name] for name in names},
        )
        messages.success(self.request, "The decision is recorded.")
        return reverse("decision", args=[self.programme.slug, decision.slug])
