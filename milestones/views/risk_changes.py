"""Pages on which a risk is recorded, changed, reviewed, closed and turned into an issue."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.urls import reverse
from django.utils import timezone

from milestones.actions import risks as do
from milestones.forms.risks import (
    KindForm,
    ReviewForm,
    RiskChangeForm,
    RiskCloseForm,
    RiskForm,
    in_a_quarter,
)
from milestones.models import Risk
from milestones.presenters import risks as words
from milestones.risk_rules import rule_words
from milestones.selectors import risks as ask
from milestones.selectors.risk_owners import risk_owners
from milestones.views.risks import OfARisk
from partnership.people.permissions import Permission, Place
from partnership.programmes.views.base import ProgrammePage
from partnership.programmes.views.forms import FormPage
from pilots.models import Area

CHANGES = Permission.UPDATE_DELIVERIES


def _place(area: Area | None) -> Place:
    return Place(area=area.pk if area else None)


class InPlaces(ProgrammePage):
    """A page on which a place is chosen among those where the person may change risks."""

    def places(self) -> list[Area | None]:
        """The areas, and None for the whole programme, where the person may change risks."""
        areas: list[Area | None] = list(ask.areas_in(self.programme, reach=self.reach))
        everywhere = [None, *areas]
        return [area for area in everywhere if self.entry.may(CHANGES, _place(area))]


class RiskNewView(FormPage, InPlaces):
    """Put a risk or an issue in the register."""

    title = "Add a risk or an issue"
    section = "milestones"
    permission = CHANGES

    def form(self, data: Any = None) -> RiskForm:
        asked = self.request.GET
        initial = {
            "where": asked.get("area", ""),
            "on_milestones": asked.getlist("milestone"),
            "review_on": in_a_quarter(),
        }
        form = RiskForm(data, initial=initial)
        areas = self.places()
        owners = risk_owners(self.programme, areas, on=timezone.localdate())
        form.offer(self.programme, areas=areas, owners=owners)
        form.cancel_url = reverse("risks", args=[self.programme.slug])
        return form

    def act(self, form: BaseForm) -> str:
        assert isinstance(form, RiskForm)
        worded = form.worded
        self.entry.require(CHANGES, _place(worded.area))
        risk = do.record_risk(
            programme=self.programme,
            kind=Risk.Kind(form.cleaned_data["kind"]),
            worded=worded,
            judged=form.judged,
            reported_on=form.cleaned_data["reported_on"],
            by=self.person,
        )
        messages.success(self.request, f"It is in the register as {risk.reference}.")
        return reverse("risk", args=[self.programme.slug, risk.reference])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        slug = self.programme.slug
        return super().get_context_data(
            lead=f"The score is likelihood × impact. {rule_words()}.",
            breadcrumbs=[
                ("Overview", reverse("overview", args=[slug])),
                ("Milestones", reverse("milestones", args=[slug])),
                ("Risks and issues", reverse("risks", args=[slug])),
            ],
            **kwargs,
        )


class OneRiskPage(OfARisk, FormPage):
    """A page with a form about one risk, for those who may change it."""

    template_name = "milestones/risks/change.html"
    permission = CHANGES
    done = ""

    def check(self) -> None:
        self.entry.require(CHANGES, self.risk.at)

    @property
    def stopped(self) -> str:
        """Why there is nothing to do here now; nothing where there is."""
        return ""

    @property
    def is_closed(self) -> bool:
        last = ask.last_review(self.risk)
        return last is not None and last.state == last.State.CLOSED

    def act(self, form: BaseForm) -> str:
        self.change(form)
        messages.success(self.request, self.done)
        return reverse("risk", args=self.arguments)

    def change(self, form: Any) -> None:
        """Do what the form asks."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        address = reverse("risk", args=self.arguments)
        told = ask.told(self.programme, self.risk, as_at=timezone.localdate())
        context = super().get_context_data(
            risk=self.risk,
            row=told.entry.row,
            stopped=self.stopped,
            address=address,
            breadcrumbs=[*self.trail(), (str(self.risk), address)],
            **kwargs,
        )
        context["form"].cancel_url = address
        return context


class RiskChangeView(OneRiskPage, InPlaces):
    """Word an entry anew, give it to somebody else, tie it to other milestones."""

    title = "Change it"
    done = "Saved: what changed is in its history."

    def form(self, data: Any = None) -> RiskChangeForm:
        risk = self.risk
        initial = {
            "where": risk.area and risk.area.slug,
            "on_milestones": [each.reference for each in ask.milestones_of(risk)],
        } | {name: getattr(risk, name) for name in ("title", "approach", "response", "review_on")}
        form = RiskChangeForm(data, version=risk.version, initial=initial)
        owners = risk_owners(self.programme, [risk.area], on=timezone.localdate())
        form.offer(self.programme, areas=self.places(), owners=owners, held=risk)
        return form

    def change(self, form: RiskChangeForm) -> None:
        worded = form.worded
        self.entry.require(CHANGES, _place(worded.area))
        do.change_risk(
            risk=self.risk, seen=form.seen, worded=worded, why=form.cleaned_data["why"],
            by=self.person,
        )  # fmt: skip


class RiskReviewView(OneRiskPage):
    """Say how likely and how grave it is now; a closed entry is opened again by it."""

    title = "Review it"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(rule=rule_words(), **kwargs)

    def form(self, data: Any = None) -> ReviewForm:
        planned = self.risk.review_on
        is_ahead = planned is not None and planned > timezone.localdate()
        initial = {"review_on": planned if is_ahead else in_a_quarter()}
        last = ask.last_review(self.risk)
        return ReviewForm(data, last=last, version=self.risk.version, initial=initial)

    def change(self, form: ReviewForm) -> None:
        given = form.cleaned_data
        do.review_risk(
            risk=self.risk, seen=form.seen, reviewed_on=given["reviewed_on"], judged=form.judged,
            review_on=given["review_on"], by=self.person,
        )  # fmt: skip
        self.done = words.reviewed_words(self.risk, ask.last_review(self.risk))


class RiskCloseView(OneRiskPage):
    """Close an entry with a word on what happened."""

    title = "Close it"
    done = "It is closed. It stays in the register, and a review opens it again."

    @property
    def stopped(self) -> str:
        return "It is closed already: there is nothing to do here." if self.is_closed else ""

    def form(self, data: Any = None) -> RiskCloseForm:
        return RiskCloseForm(data, version=self.risk.version)

    def change(self, form: RiskCloseForm) -> None:
        given = form.cleaned_data
        do.close_risk(
            risk=self.risk, seen=form.seen, closed_on=given["closed_on"], note=given["note"],
            by=self.person,
        )  # fmt: skip


class RiskKindView(OneRiskPage):
    """Make an issue of a risk that came true, or a risk again of an issue."""

    @property
    def is_risk(self) -> bool:
        return self.risk.kind == Risk.Kind.RISK

    @property
    def title(self) -> str:  # type: ignore[override]
        return "It came true: make it an issue" if self.is_risk else "Make it a risk again"

    @property
    def stopped(self) -> str:
        return "It is closed: a review opens it again first." if self.is_closed else ""

    def form(self, data: Any = None) -> KindForm:
        form = KindForm(data, version=self.risk.version)
        form.submit_label = "Make it an issue" if self.is_risk else "Make it a risk"
        return form

    def change(self, form: KindForm) -> None:
        kind = Risk.Kind.ISSUE if self.is_risk else Risk.Kind.RISK
        do.change_kind(
            risk=self.risk, seen=form.seen, kind=kind, why=form.cleaned_data["why"],
            by=self.person,
        )  # fmt: skip
        self.done = (
            f"It is {'an issue' if self.is_risk else 'a risk'} now, as {self.risk.reference}."
        )
