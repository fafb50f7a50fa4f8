"""The plan's versions, one version, and a new area begun from it."""

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from milestones.actions.areas import start_area
from milestones.forms.plan import NewAreaForm
from milestones.models import PlanVersion
from milestones.plan import Plan
from milestones.presenters import plan as words
from milestones.selectors import plan_versions as ask
from milestones.selectors.answers import waiting_answers
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from partnership.programmes.views.forms import FormPage
from pilots.selectors.groups import areas_in


class OfThePlan(ProgrammePage):
    """A page about the plan itself, its versions and its drafts."""

    section = "milestones"

    def at(self, name: str, *more: Any) -> str:
        """One of the plan's addresses."""
        return reverse(name, args=[self.programme.slug, *more])

    def trail(self) -> list[tuple[str, str]]:
        """The way here, from the top."""
        return [
            ("Overview", self.at("overview")),
            ("Milestones", self.at("milestones")),
            ("Plan", self.at("plan")),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("breadcrumbs", self.trail())
        kwargs.setdefault("may_edit", self.entry.may(Permission.EDIT_PLAN))
        return super().get_context_data(**kwargs)


class PlanView(OfThePlan):
    """Every version of the plan, the draft of the next, and what waits for an answer."""

    template_name = "milestones/plan/plan.html"
    permission = Permission.READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_today = self.as_at == timezone.localdate()
        versions = list(ask.versions_in(self.programme, as_at=self.as_at))
        return super().get_context_data(
            versions=[(version, ask.decided(version, self.reach)) for version in versions],
            is_today=is_today,
            draft=ask.draft_of(self.programme) if is_today else None,
            places=self.places() if is_today and versions else [],
            breadcrumbs=self.trail()[:-1],
            **kwargs,
        )

    def places(self) -> list[dict[str, Any]]:
        """Each area within reach, and the whole programme where it is asked, with what waits."""
        waiting = waiting_answers(self.programme, self.reach)
        areas = areas_in(self.programme, reach=self.reach)
        places = [
            {
                "name": area.name,
                "address": self.at("plan-answers", area.slug),
                "waiting": waiting.get(area.pk, 0),
            }
            for area in areas
        ]
        if None in waiting:
            address = self.at("plan-answers-whole")
            places.append({"name": "Whole programme", "address": address, "waiting": waiting[None]})
        return places


class PlanVersionView(OfThePlan):
    """One version: its rows, what differs from the one before, and what areas answered."""

    template_name = "milestones/plan/version.html"
    permission = Permission.READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        version, before = self.found()
        plan = version.plan
        changes = words.change_lines(before.plan if before else Plan(), plan)
        return super().get_context_data(
            version=version,
            before=before,
            decided=ask.decided(version, self.reach),
            phases=words.phase_lines(plan, self.programme),
            changes=changes if before else [],
            counts=words.change_counts(changes),
            answers=ask.answers_to(version, reach=self.reach, as_at=self.as_at),
            history=ask.told_of(version),
            **kwargs,
        )

    def found(self) -> tuple[PlanVersion, PlanVersion | None]:
        """The version asked for and the one before it; not found before it was in force."""
        number = self.kwargs["number"]
        is_number = number.isascii() and number.isdigit() and len(number) <= 4
        try:
            return ask.version_and_before(
                self.programme, int(number) if is_number else 0, as_at=self.as_at
            )
        except PlanVersion.DoesNotExist as error:
            raise Http404(str(error)) from error


class NewAreaView(OfThePlan, FormPage):
    """Start an area from the newest version of the plan, with its own month 1."""

    permission = Permission.EDIT_PLAN

    def form(self, data: Any = None) -> NewAreaForm:
        form = NewAreaForm(data)
        form.cancel_url = self.at("plan")
        return form

    def act(self, form: Any) -> str:
        given = {name: form.cleaned_data[name] for name in ("name", "start_month", "stage")}
        area, made = start_area(programme=self.programme, by=self.person, **given)
        messages.success(self.request, words.area_begun(area.name, len(made)))
        last = max((delivery.baseline_on for delivery in made), default=self.programme.ends_on)
        if last > self.programme.ends_on:
            messages.warning(self.request, words.ends_late(last, self.programme))
        return reverse("area", args=[self.programme.slug, area.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            title=f"Start a new {self.programme.area_word}",
            lead="It gets every milestone of the plan that each of them delivers, with dates"
            " counted from its own first month.",
            **kwargs,
        )
