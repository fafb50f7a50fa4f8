"""One milestone of the draft: changed, or added."""

from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse

from milestones.actions import drafts as do
from milestones.forms.plan_row import Offered, RowForm
from milestones.plan import EACH_AREA, Plan, PlannedMilestone
from milestones.presenters import plan as words
from milestones.selectors import plan_versions as ask
from milestones.views.plan_draft import DraftPage


def a_row(plan: Plan, months: int) -> PlannedMilestone:
    """A row with nothing in it yet."""
    phase = plan.phases[-1].number if plan.phases else 0
    return PlannedMilestone(
        key=0, reference="", phase=phase, title="", due_month=months, scope=EACH_AREA
    )


class RowPage(DraftPage):
    """A page with the form of one milestone."""

    template_name = "milestones/plan/row.html"

    def offered(self) -> Offered:
        """What the row may name."""
        named = ask.groups_kinds_contexts(self.programme)
        return Offered(self.plan, self.programme.length_months, *named)

    def form(self, data: Any = None) -> RowForm:
        return self.ready(RowForm(data, row=self.found(), offered=self.offered()))

    def found(self) -> PlannedMilestone:
        """The row that the page is about."""
        raise NotImplementedError


class EditRowView(RowPage):
    """Change a milestone of the draft; of two people who do, the second is told."""

    done = "The milestone is saved in the draft."

    def found(self) -> PlannedMilestone:
        rows = {str(row.key): row for row in (*self.plan.dropped, *self.plan.milestones)}
        row = rows.get(self.kwargs["key"])
        if row is None and self.request.method != "POST":
            raise Http404("The draft of the plan has no such milestone.")
        return row or a_row(self.plan, self.programme.length_months)  # gone meanwhile

    def act(self, form: Any) -> str:
        do.change_row(programme=self.programme, row=form.typed(), seen=form.seen, by=self.person)
        return self.lead_on()

    def _overtaken(self, request: HttpRequest, form: BaseForm, now: Any) -> HttpResponse:
        assert isinstance(form, RowForm)
        self.look_again()
        return super()._overtaken(request, form, form.stands(now))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.found()
        before = self.standing.by_key.get(row.key)
        return super().get_context_data(
            title=f"{row.reference} {row.title}",
            caption="Milestone of the draft",
            before=words.row_line(before, self.standing, self.programme) if before else None,
            newest=self.newest,
            **kwargs,
        )


class NewRowView(RowPage):
    """Add a milestone to the draft."""

    title = "Add a milestone to the draft"
    done = "The milestone is added at the end of the draft. Move it up to its place."

    def found(self) -> PlannedMilestone:
        return a_row(self.plan, self.programme.length_months)

    def act(self, form: Any) -> str:
        do.add_row(programme=self.programme, row=form.typed(), by=self.person)
        return self.lead_on()
