"""The draft of the next version: looked at, changed row by row, published or thrown away."""

from typing import Any, ClassVar

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from milestones.actions import drafts as do
from milestones.actions.publishing import publish
from milestones.forms.plan import DiscardForm, PhasesForm, PublishForm, StartForm, StepForm
from milestones.models import PlanVersion
from milestones.plan import Plan
from milestones.plan_faults import faults
from milestones.presenters import plan as words
from milestones.selectors import plan_versions as ask
from milestones.views.plan import OfThePlan
from partnership.people.permissions import Permission
from partnership.programmes.views.forms import FormPage
from partnership.web.forms import VERSION
from pilots.selectors.decisions import register

OVERTAKEN = (
    "Somebody changed the draft after you opened this page. What would be published now is"
    " below: look at it once more, then publish."
)


class StartDraftView(OfThePlan, FormPage):
    """Begin the draft of the next version, or go to the one that is there."""

    permission = Permission.EDIT_PLAN
    title = "Start a draft of the plan"

    def form(self, data: Any = None) -> StartForm:
        form = StartForm(data)
        form.cancel_url = self.at("plan")
        return form

    def act(self, form: BaseForm) -> str:
        do.start_draft(programme=self.programme, by=self.person)
        return self.at("plan-draft")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lead = "It begins as the newest version. Nothing changes for anybody until you publish it."
        return super().get_context_data(lead=lead, **kwargs)


class DraftPage(OfThePlan, FormPage):
    """A page that changes the draft; where there is none, one is led to the plan.

    What was typed while somebody else published or threw it away is not lost: the
    form comes back with what happened.
    """

    permission = Permission.EDIT_PLAN
    done: ClassVar[str] = "Saved in the draft."
    draft: PlanVersion | None
    newest: PlanVersion | None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.look_again()
        if self.draft is None and request.method != "POST":
            messages.info(request, "There is no draft of the plan. Start one here.")
            return redirect("plan", self.programme.slug)
        return super().dispatch(request, *args, **kwargs)

    def look_again(self) -> None:
        """Read the draft anew: somebody changed it since the page was asked for."""
        self.draft, self.newest = ask.draft_and_newest(self.programme)

    @property
    def standing(self) -> Plan:
        """What is in force now."""
        return self.newest.plan if self.newest else Plan()

    @property
    def plan(self) -> Plan:
        """The draft's rows; where it is gone, those of what is in force."""
        return self.draft.plan if self.draft else self.standing

    def trail(self) -> list[tuple[str, str]]:
        return [*super().trail(), ("Draft", self.at("plan-draft"))]

    def ready(self, form: Any) -> Any:
        """The form with the way back."""
        form.cancel_url = self.at("plan-draft")
        return form

    def lead_on(self) -> str:
        """Say that it is done, and go back to the draft."""
        messages.success(self.request, self.done)
        return self.at("plan-draft")


class DraftView(DraftPage):
    """The draft with its rows, its faults, and the difference as areas will be shown it."""

    template_name = "milestones/plan/draft.html"
    title = "Draft of the plan"

    def form(self, data: Any = None) -> StepForm:
        return StepForm(data)

    def act(self, form: Any) -> str:
        given: dict[str, Any] = {"programme": self.programme, "by": self.person}
        key, to = form.cleaned_data["key"], form.cleaned_data["move"]
        match form.cleaned_data["do"]:
            case "drop":
                do.drop_row(key=key, **given)
            case "restore":
                do.restore_row(key=key, **given)
            case "rebase":
                do.bring_up_to_date(**given)
                messages.success(self.request, "The draft is up to date. Check it once more.")
            case _:
                do.move_row(key=key, to=to, **given)
                return f"{self.at('plan-draft')}#row-{key}"
        return self.at("plan-draft")

    def again(self, form: BaseForm, **context: Any) -> HttpResponse:
        if self.draft is None:
            messages.error(self.request, do.NO_DRAFT)
            return redirect(self.at("plan"))
        return super().again(form, **context)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan, standing = self.plan, self.standing
        found = faults(plan, length_months=self.programme.length_months)
        changes = words.change_lines(standing, plan)
        lines = words.draft_lines(plan, self.programme, faults=found, changes=changes)
        return super().get_context_data(
            draft=self.draft,
            newest=self.newest,
            is_overtaken=bool(
                self.draft and self.newest and self.draft.based_on_id != self.newest.pk
            ),
            lines=lines,
            phases=plan.phases,
            phase_words=plan.phase_words,
            faults=found,
            changes=changes,
            counts=words.change_counts(changes),
            is_only_arranged=words.is_only_arranged(standing, plan),
            is_changed=plan != standing,
            dropped=plan.dropped,
            history=ask.told_of(self.draft) if self.draft else [],
            breadcrumbs=self.trail()[:-1],
            **kwargs,
        )


class PhasesView(DraftPage):
    """Name the phases of the draft."""

    template_name = "milestones/plan/phases.html"
    title = "Phases of the plan"

    def form(self, data: Any = None) -> PhasesForm:
        return self.ready(PhasesForm(data, plan=self.plan))

    def act(self, form: Any) -> str:
        phases, seen = form.phases(), form.seen
        do.set_phases(programme=self.programme, phases=phases, seen=seen, by=self.person)
        return self.lead_on()

    def _overtaken(self, request: HttpRequest, form: BaseForm, now: Any) -> HttpResponse:
        self.look_again()
        return super()._overtaken(request, form, PhasesForm.stands(now))


class PublishView(DraftPage):
    """Publish the draft, with why and the decision that authorises it."""

    template_name = "milestones/plan/publish.html"
    title = "Publish the plan"

    def form(self, data: Any = None) -> PublishForm:
        decisions = register(self.programme, reach=self.reach, as_at=self.as_at, authorises=True)
        version = self.draft.version if self.draft else 0
        is_first = self.newest is None
        return self.ready(
            PublishForm(data, version=version, decisions=decisions, is_first=is_first)
        )

    def act(self, form: Any) -> str:
        given = {name: form.cleaned_data[name] for name in ("why", "decision", "in_force_on")}
        version = publish(
            programme=self.programme, seen=form.seen, reach=self.reach, by=self.person, **given
        )
        messages.success(self.request, words.published(version.number or 0, self.programme))
        return self.at("plan-version", version.number)

    def _overtaken(self, request: HttpRequest, form: BaseForm, now: Any) -> HttpResponse:
        """What is published is what was looked at: show the draft as it is by now."""
        self.look_again()
        data = request.POST.copy()
        data[VERSION] = str(now.version)
        again = self.form(data)
        again.add_error(None, OVERTAKEN)
        return self.again(again)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan, standing = self.plan, self.standing
        changes = words.change_lines(standing, plan)
        return super().get_context_data(
            newest=self.newest,
            changes=changes,
            counts=words.change_counts(changes),
            is_only_arranged=words.is_only_arranged(standing, plan),
            faults=faults(plan, length_months=self.programme.length_months),
            **kwargs,
        )


class DiscardView(DraftPage):
    """Throw the draft away, after a look at what is lost."""

    template_name = "milestones/plan/discard.html"
    title = "Throw the draft away"

    def form(self, data: Any = None) -> DiscardForm:
        initial = {"draft": self.draft.pk if self.draft else None}
        return self.ready(DiscardForm(data, initial=initial))

    def act(self, form: Any) -> str:
        draft = form.cleaned_data["draft"]
        if do.throw_away(programme=self.programme, draft=draft, by=self.person):
            messages.success(self.request, "The draft is thrown away. The plan is as it was.")
        else:
            messages.info(self.request, words.DRAFT_WAS_GONE)
        return self.at("plan")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        changes = words.change_lines(self.standing, self.plan)
        counts = words.change_counts(changes)
        return super().get_context_data(changes=changes, counts=counts, **kwargs)
