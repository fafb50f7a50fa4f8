"""Pages of indicators: all of them, one, its definition, its aims, its values."""

from collections.abc import Mapping
from dataclasses import fields
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse

from evaluation.actions import indicators as do
from evaluation.forms import indicators as forms
from evaluation.models import Indicator, IndicatorAim, IndicatorValue
from evaluation.presenters import indicators as words
from evaluation.presenters import surveyed as of_surveys
from evaluation.selectors import indicators as ask
from evaluation.selectors.computed import computed, computed_months
from evaluation.selectors.logic import choices
from evaluation.selectors.surveyed import Points, is_surveyed, surveyed_points
from partnership.people.history import history_of
from partnership.people.permissions import Permission, Place
from partnership.programmes.views.base import ProgrammePage
from partnership.programmes.views.forms import FormPage
from pilots.feedback_rules import SmallNumbers
from pilots.models import Area

WHOLE = "programme"  # instead of an area's slug
ROWS_BEHIND: Mapping[str, str] = {
    Indicator.Computed.EVENTS: "events",
    Indicator.Computed.PARTICIPANTS: "counted-measures",
    Indicator.Computed.BODIES: "counted-measures",
    Indicator.Computed.TESTS: "service-tests",
    Indicator.Computed.SCALE: "results",
    Indicator.Computed.ANSWERS: "results",
}


class IndicatorsView(ProgrammePage):
    """Every indicator with its newest figures."""

    template_name = "evaluation/indicators/list.html"
    section = "outcomes"
    permission = Permission.READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        areas = ask.areas_within(self.programme, self.reach)
        found = list(ask.indicators(self.programme, as_at=self.as_at, reach=self.reach))
        counted = computed(self.programme, found, as_at=self.as_at, reach=self.reach)
        trail = [("Overview", reverse("overview", args=[self.programme.slug]))]
        return super().get_context_data(
            lines=words.indicator_lines(found, areas, counted, self.as_at),
            keeps=Permission.KEEP_MODEL in self.permissions,
            breadcrumbs=trail,
            **kwargs,
        )


class OfAnIndicator(ProgrammePage):
    """A page about one indicator, which the address names."""

    section = "outcomes"

    @cached_property
    def indicator(self) -> Indicator:
        """The indicator, with what is in reach of its values and aims."""
        try:
            return ask.find_indicator(
                self.programme, self.kwargs["indicator"], as_at=self.as_at, reach=self.reach
            )
        except Indicator.DoesNotExist as error:
            raise Http404("The programme has no such indicator.") from error

    @property
    def page(self) -> str:
        """The indicator's own page."""
        return reverse("indicator", args=[self.programme.slug, self.indicator.slug])

    @property
    def list_address(self) -> str:
        """Where all of them are."""
        return reverse("indicators", args=[self.programme.slug])

    @cached_property
    def areas(self) -> list[Area]:
        """The areas in reach."""
        return ask.areas_within(self.programme, self.reach)


class IndicatorView(OfAnIndicator):
    """Its definition, where it stands in each place, its values and its run charts."""

    template_name = "evaluation/indicators/one.html"
    permission = Permission.READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        indicator = self.indicator
        aims = list(indicator.aims.all())
        points = surveyed_points(self.programme, [indicator], as_at=self.as_at, reach=self.reach)
        figures = computed(
            self.programme, [indicator], as_at=self.as_at, reach=self.reach, points=points
        )
        (line,) = words.indicator_lines([indicator], self.areas, figures, self.as_at)
        return super().get_context_data(
            indicator=indicator,
            line=line,
            rows_behind=self._rows_behind(),
            facts=words.definition(indicator, self._asked()),
            pictures=words.pictures(indicator, self.areas, self._series(points)),
            waves=self._waves(points),
            values=[
                (each, words.figure_of(each).words(words.unit_of(indicator)), self._records(each))
                for each in reversed(indicator.values.all())
            ],
            keeps=Permission.KEEP_MODEL in self.permissions,
            records=Permission.RECORD_EVIDENCE in self.permissions and not indicator.computed_from,
            history=history_of(indicator, noun="indicator", within=aims),
            breadcrumbs=[
                ("Overview", reverse("overview", args=[self.programme.slug])),
                ("Indicators", self.list_address),
            ],
            **kwargs,
        )

    def _series(self, points: Points) -> Mapping[int | None, words.Series]:
        """The figures of months: entered, counted, or of the waves that ended in them."""
        if is_surveyed(self.indicator):
            return of_surveys.wave_series(points[self.indicator.pk])
        months = computed_months(self.programme, self.indicator, as_at=self.as_at, reach=self.reach)
        return words.series(self.indicator, months, self.as_at)

    def _waves(self, points: Points) -> list[of_surveys.WaveRow]:
        """What each wave says."""
        programme = self.programme
        return of_surveys.wave_rows(
            self.indicator,
            points.get(self.indicator.pk, []),
            self.areas,
            numbers=SmallNumbers(programme.counts_only_below, programme.base_beside_below),
            below=programme.suppress_below,
        )

    def _asked(self) -> list[tuple[str, str]]:
        """What it reads of its survey."""
        survey = self.indicator.survey
        if survey is None:
            return []
        return of_surveys.asked_facts(self.indicator, ask.survey_asks(self.programme, survey))

    def _rows_behind(self) -> str:
        """Where the records are that it is computed from; empty: it is entered."""
        name = ROWS_BEHIND.get(self.indicator.computed_from)
        if name is None:
            return ""
        return reverse(name, args=[self.programme.slug]) + words.rows_query(
            self.indicator, self.as_at if self.request.GET.get("as_at") else None
        )

    def _records(self, value: IndicatorValue) -> bool:
        """Whether the person may correct it."""
        return self.entry.may(Permission.RECORD_EVIDENCE, value.at)


class DefinitionPage(FormPage):
    """A page on which an indicator is defined."""

    section = "outcomes"
    permission = Permission.KEEP_MODEL

    @cached_property
    def offered(self) -> ask.Offered:
        """What the form offers."""
        return ask.offered(self.programme, choices(self.programme).outcomes)


class NewIndicatorView(DefinitionPage):
    """Define an indicator."""

    title = "Define an indicator"

    def form(self, data: Any = None) -> forms.NewIndicatorForm:
        form = forms.NewIndicatorForm(data, offered=self.offered)
        form.cancel_url = reverse("indicators", args=[self.programme.slug])
        return form

    def act(self, form: Any) -> str:
        indicator = do.add_indicator(
            programme=self.programme,
            details=form.details(),
            reported_on=form.cleaned_data["reported_on"],
            by=self.person,
        )
        messages.success(self.request, f"“{indicator}” is defined: values can be entered now.")
        return reverse("indicator", args=[self.programme.slug, indicator.slug])


class EditIndicatorView(OfAnIndicator, DefinitionPage):
    """Define an indicator otherwise."""

    title = "Define it otherwise"

    def form(self, data: Any = None) -> forms.IndicatorForm:
        indicator = self.indicator
        initial = {each.name: getattr(indicator, each.name) for each in fields(do.IndicatorDetails)}
        for many in ("outcomes", "event_kinds"):
            initial[many] = [each.pk for each in getattr(indicator, many).all()]
        initial["asked"] = forms.asked_key(
            indicator.survey_id,
            indicator.survey_code,
            is_scale=indicator.computed_from == Indicator.Computed.SCALE,
        )
        initial["counted_answers"] = ", ".join(map(str, indicator.counted_answers))
        form = forms.IndicatorForm(
            data, offered=self.offered, version=indicator.version, initial=initial
        )
        form.cancel_url = self.page
        return form

    def act(self, form: Any) -> str:
        do.change_indicator(
            indicator=self.indicator, seen=form.seen, details=form.details(), by=self.person
        )
        messages.success(self.request, "Saved.")
        return self.page

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            caption=self.indicator.name, breadcrumbs=[(self.indicator.name, self.page)], **kwargs
        )


class AimView(OfAnIndicator, FormPage):
    """Where an indicator started, and where it is to get to, in one place."""

    title = "Baseline and target"
    permission = Permission.KEEP_MODEL

    @cached_property
    def area(self) -> Area | None:
        """The area of the address, or None for the whole programme."""
        if self.kwargs["place"] == WHOLE:
            return None
        for each in self.areas:
            if each.slug == self.kwargs["place"]:
                return each
        raise Http404("The programme has no such area.")

    @cached_property
    def aim(self) -> IndicatorAim | None:
        """What stands now."""
        key = self.area.pk if self.area else None
        return next((each for each in self.indicator.aims.all() if each.area_id == key), None)

    def form(self, data: Any = None) -> forms.AimForm:
        aim = self.aim
        initial = (
            {each.name: getattr(aim, each.name) for each in fields(do.AimDetails)} if aim else {}
        )
        form = forms.AimForm(data, version=aim.version if aim else 0, initial=initial)
        form.cancel_url = self.page
        return form

    def act(self, form: Any) -> str:
        do.set_aim(
            indicator=self.indicator,
            area=self.area,
            seen=form.seen,
            details=form.details(),
            by=self.person,
        )
        messages.success(self.request, "The baseline and the target are saved.")
        return self.page

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        place = self.area.name if self.area else words.WHOLE_PROGRAMME
        return super().get_context_data(
            caption=f"{self.indicator.name}, {place}",
            breadcrumbs=[(self.indicator.name, self.page)],
            **kwargs,
        )


class NewValueView(OfAnIndicator, FormPage):
    """Enter what was found."""

    title = "Enter a value"
    permission = Permission.RECORD_EVIDENCE

    def form(self, data: Any = None) -> forms.NewValueForm:
        areas = (
            ask.areas_to_record(self.programme, self.entry) if self.indicator.is_per_area else None
        )
        form = forms.NewValueForm(
            data,
            kind=self.indicator.kind,
            papers=self.programme.sources.all(),
            areas=areas,
            word=self.programme.area_word,
        )
        form.cancel_url = self.page
        return form

    def act(self, form: Any) -> str:
        area = form.cleaned_data.get("area")
        self.entry.require(Permission.RECORD_EVIDENCE, Place(area=area.pk if area else None))
        do.record_value(indicator=self.indicator, area=area, details=form.details(), by=self.person)
        messages.success(self.request, "The value is entered.")
        return self.page

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            caption=self.indicator.name, breadcrumbs=[(self.indicator.name, self.page)], **kwargs
        )


class CorrectValueView(OfAnIndicator, FormPage):
    """Put another value in the place of one."""

    title = "Correct a value"
    permission = Permission.RECORD_EVIDENCE

    @cached_property
    def value(self) -> IndicatorValue:
        """The value of the address, which must stand and be of a place that is the person's."""
        for each in self.indicator.values.all():
            if each.pk == self.kwargs["value"]:
                self.entry.require(Permission.RECORD_EVIDENCE, each.at)
                return each
        raise Http404("The indicator has no such value now.")

    def form(self, data: Any = None) -> forms.CorrectValueForm:
        value = self.value
        initial = {
            "number": value.value,
            **{name: getattr(value, name) for name in ("when", "qualifier", "as_stated", "base")},
            **{name: getattr(value, name) for name in ("direction", "note", "source")},
        }
        form = forms.CorrectValueForm(
            data,
            kind=self.indicator.kind,
            papers=self.programme.sources.all(),
            initial=initial,
        )
        form.cancel_url = self.page
        return form

    def act(self, form: Any) -> str:
        do.correct_value(
            value=self.value,
            details=form.details(),
            why=form.cleaned_data["why"],
            by=self.person,
        )
        messages.success(self.request, "Corrected. A look back still shows what it was.")
        return self.page

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        place = self.value.area.name if self.value.area else words.WHOLE_PROGRAMME
        return super().get_context_data(
            caption=f"{self.indicator.name}, {place}",
            breadcrumbs=[(self.indicator.name, self.page)],
            **kwargs,
        )
