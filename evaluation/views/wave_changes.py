"""Waves planned, changed, closed and opened again."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone

from evaluation.actions import waves as do
from evaluation.forms import waves as forms
from evaluation.selectors import planning
from evaluation.views.waves import OfAWave
from partnership.people.permissions import Permission
from partnership.programmes.views.forms import FormPage

KEPT = ("name", "version_asked", "stage", "before", "opens_on", "closes_on", "delete_on")
SWITCHES = ("audience", "notice", "asks_code", "by_invitation")
OPEN = ("name", "closes_on", "audience")


class PlanPage(FormPage):
    """A page on which a wave is planned."""

    section = "outcomes"
    permission = Permission.EVALUATE

    @cached_property
    def offered(self) -> planning.Offered:
        """What it can be planned with."""
        return planning.offered(self.programme)


class NewWaveView(PlanPage):
    """Plan a wave."""

    title = "Plan a wave"
    template_name = "evaluation/waves/plan.html"

    def form(self, data: Any = None) -> forms.NewWaveForm:
        form = forms.NewWaveForm(
            data, offered=self.offered, word=self.programme.area_word, initial=self._initial()
        )
        form.cancel_url = reverse("waves", args=[self.programme.slug])
        return form

    def _initial(self) -> dict[str, Any]:
        """The newest notice; and of an after wave all that it shares with its before wave."""
        newest = next(iter(self.offered.notices), None)
        asked = self.request.GET.get("after", "")
        before = next((each for each in self.offered.befores if each.slug == asked), None)
        initial = {"notice": newest, "opens_on": timezone.localdate()}
        if before is None:
            return initial | {"version_asked": self._version()}
        return initial | {
            "stage": before.Stage.AFTER,
            "before": before,
            "version_asked": before.version_asked_id,
            "place": place_of(before),
            "asks_code": True,
            "by_invitation": before.by_invitation,
            "audience": before.audience,
            "delete_on": before.delete_on,
        }

    def _version(self) -> Any:
        """The version that the address asks for, by its survey."""
        asked = self.request.GET.get("survey", "")
        there = (each for each in self.offered.versions if each.survey.slug == asked)
        return next(there, None)

    def act(self, form: Any) -> str:
        wave = do.plan_wave(programme=self.programme, details=form.details(), by=self.person)
        messages.success(self.request, "The wave is planned. Its link and papers are here.")
        return reverse("wave", args=[self.programme.slug, wave.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            offered=self.offered,
            breadcrumbs=[("Waves", reverse("waves", args=[self.programme.slug]))],
            **kwargs,
        )


def place_of(wave: Any) -> str:
    """What the form's choice of a place has for the wave's."""
    for kind in ("event", "group", "area"):
        if key := getattr(wave, f"{kind}_id"):
            return f"{kind}-{key}"
    return ""


class WaveStep(OfAWave, FormPage):
    """A page that changes a wave."""

    permission = Permission.EVALUATE
    lead = ""

    def ready(self, form: Any) -> Any:
        form.cancel_url = self.at("wave")
        return form

    def lead_on(self, said: str) -> str:
        messages.success(self.request, said)
        return self.at("wave")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("lead", self.lead)
        trail = [*self.trail(), (self.wave.name, self.at("wave"))]
        return super().get_context_data(caption=self.wave.name, breadcrumbs=trail, **kwargs)


class EditWaveView(WaveStep, PlanPage):
    """All of it before it opens; afterwards what was not promised to anybody."""

    title = "Change the wave"

    @cached_property
    def offered(self) -> planning.Offered:
        return planning.offered(self.programme, self.wave)

    @cached_property
    def is_begun(self) -> bool:
        return do.is_begun(self.wave)

    def form(self, data: Any = None) -> Any:
        wave = self.wave
        if self.is_begun:
            initial = {name: getattr(wave, name) for name in OPEN}
            return self.ready(forms.OpenWaveForm(data, version=wave.version, initial=initial))
        initial = {name: getattr(wave, name) for name in (*KEPT, *SWITCHES)}
        initial["place"] = place_of(wave)
        return self.ready(
            forms.WaveForm(
                data,
                offered=self.offered,
                word=self.programme.area_word,
                version=wave.version,
                initial=initial,
            )
        )

    def act(self, form: Any) -> str:
        common = {"wave": self.wave, "seen": form.seen, "by": self.person}
        if isinstance(form, forms.OpenWaveForm):
            do.change_open_wave(**common, **{name: form.cleaned_data[name] for name in OPEN})
        else:
            do.change_wave(**common, details=form.details())
        return self.lead_on("Saved. The link and the QR code stay the same.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.is_begun:
            kwargs["lead"] = (
                "It has opened: what people are asked, told and promised stays as it is."
            )
        return super().get_context_data(**kwargs)


class CloseWaveView(WaveStep):
    """No more answers."""

    title = "Close the wave"
    lead = "It takes no more answers by its link from now on. What was answered stays."

    def form(self, data: Any = None) -> forms.CloseWaveForm:
        return self.ready(forms.CloseWaveForm(data, version=self.wave.version))

    def act(self, form: Any) -> str:
        do.close_wave(wave=self.wave, seen=form.seen, by=self.person)
        return self.lead_on("The wave is closed.")


class ReopenWaveView(WaveStep):
    """Answers again, under the same link."""

    title = "Open the wave again"
    lead = "The link and the QR code are the same as before."

    def form(self, data: Any = None) -> forms.ReopenWaveForm:
        initial = {"closes_on": max(timezone.localdate(), self.wave.closes_on)}
        return self.ready(forms.ReopenWaveForm(data, version=self.wave.version, initial=initial))

    def act(self, form: Any) -> str:
        do.reopen_wave(
            wave=self.wave,
            seen=form.seen,
            closes_on=form.cleaned_data["closes_on"],
            by=self.person,
        )
        return self.lead_on("The wave takes answers again.")
