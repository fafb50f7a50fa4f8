"""Saying how a delivery is, on one screen; and that it is still on track, with one press."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_htmx.middleware import HtmxDetails

from milestones.actions.reports import days_of, record_update, still_on_track
from milestones.collect import tolerances_of
from milestones.consequences import Consequence, consequence
from milestones.forms.updates import UpdateForm
from milestones.presenters import updates as words
from milestones.schedule import Stage
from milestones.selectors import deliveries as ask
from milestones.selectors.standings import standing_of
from milestones.update_rules import NOTHING_SAID, said_by
from milestones.views.deliveries import OfADelivery
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError
from partnership.programmes.views.forms import FormPage
from partnership.web.forms import Difference, VersionedForm
from pilots.actions.attachments import undone_together

OVERTAKEN = (
    "{delivery} was changed meanwhile, so nothing was recorded. Look at how it stands now, and"
    " press again if it is still right."
)


class DeliveryUpdateView(OfADelivery, FormPage):
    """Is it done, when is it expected, why, what is there: and what that means, before saving."""

    template_name = "milestones/updates/update.html"
    title = "Update"

    def form(self, data: Any = None) -> UpdateForm:
        shown = ask.shown_at(self.delivery)
        waiting = [each for each in ask.outputs_asked(self.delivery) if each.pk not in shown]
        form = UpdateForm(
            data,
            self.request.FILES if data is not None else None,
            version=self.delivery.version,
            standing=self.row.standing,
            today=self.today,
            outputs=waiting,
            events=ask.events_to_show(self.delivery, on=self.today) if waiting else (),
        )
        form.cancel_url = self.back
        return form

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not HtmxDetails(request):
            return super().get(request, *args, **kwargs)
        form = self.form(request.GET)
        self.template_name = "milestones/updates/_consequence.html"
        return self.render_to_response({"row": self.row, **self.means(form)})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "show" not in request.POST:
            return super().post(request, *args, **kwargs)
        form = self.form(request.POST)
        return self.again(form, **self.means(form))

    def means(self, form: UpdateForm) -> dict[str, Any]:
        """What the form would mean if it were saved; words where that can't be told yet."""
        if not form.is_readable:
            return {"consequence": None, "consequence_words": "Choose a real day to see that."}
        try:
            after = self._after(form)
        except RefusedError as error:
            words_said = "" if error.words == NOTHING_SAID else error.words
            return {"consequence": None, "consequence_words": words_said}
        return {"consequence": after, "pushes": after.push_words(self.row.area_slug)}

    def _after(self, form: UpdateForm) -> Consequence:
        day = form.cleaned_data["reported_on"] or self.today
        word = replace(form.word, reason="given when it is saved")
        before = standing_of(self.delivery, on=day)
        said = said_by(word, before, days_of(self.delivery, day))
        return consequence(
            self.plan.network,
            self.delivery.pk,
            ask.standing_after(self.delivery, said),
            rows=self.plan.part.deliveries,
            tolerances=tolerances_of(self.programme),
        )

    def _act(self, form: BaseForm) -> str:
        with undone_together():  # around the transaction of a form that is acted on once
            return super()._act(form)

    def act(self, form: Any) -> str:
        update = record_update(
            delivery=self.delivery,
            seen=form.seen,
            word=form.word,
            shown=form.shown,
            reported_on=form.cleaned_data["reported_on"],
            by=self.person,
        )
        self.look_again()
        late = words.late_words(update)
        messages.success(
            self.request,
            f"Saved. {self.row.milestone.reference}, {self.row.where}: {self.row.status.words}."
            + (f" {late}: it counts from the day it was reported for." if late else ""),
        )
        return self.back

    def compared(self, form: Any, now: Any) -> list[Difference]:
        self.look_again()
        last = ask.last_words(self.delivery, on=self.today)
        return words.compared(form.word, self.row.standing, last[0] if last else None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form")
        if form and "consequence" not in kwargs:
            kwargs |= self.means(form)
        is_needed = self.row.standing.stage is not Stage.NOT_NEEDED
        shown = sorted(ask.shown_at(self.delivery).values(), key=lambda one: one.output.number)
        return super().get_context_data(
            is_needed=is_needed,
            shown=shown,
            history=ask.delivery_history(self.delivery),
            **kwargs,
        )


class StillOnTrackView(OfADelivery):
    """One press on a list: nothing changes, and that was said today."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self._say(request)
        except RefusedError as error:
            messages.error(request, f"{self.delivery}: {error.words}")
        except ChangedMeanwhileError:
            messages.error(request, OVERTAKEN.format(delivery=self.delivery))
        return redirect(self.back)

    def _say(self, request: HttpRequest) -> None:
        form = VersionedForm(request.POST, version=self.delivery.version)
        if not form.is_valid():
            raise RefusedError("Nothing was recorded: open the milestone, and say it there.")
        is_news = still_on_track(delivery=self.delivery, seen=form.seen, by=self.person)
        said = "Recorded" if is_news else "Recorded already"
        messages.success(request, f"{said}: {self.delivery} is still on track.")
