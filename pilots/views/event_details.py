"""Pages on which an event's details are added, changed and removed."""

from functools import cached_property
from typing import Any

from django.http import Http404

from partnership.people.permissions import Permission
from partnership.web.forms import Difference, said
from pilots.actions import event_details as do
from pilots.event_parts import PARTS, THEMES, Part
from pilots.forms.event_about import AboutForm
from pilots.forms.event_details import FORMS, ThemesForm, standing
from pilots.forms.event_organisations import WithOrganisations
from pilots.forms.event_rows import Figures, RowsForm
from pilots.models import ConsultationQuestion, Event
from pilots.selectors import event_details as ask
from pilots.views.of_an_event import EventFormPage

MORE = "more"


class RowsPage(EventFormPage):
    """The rows of one part of an event."""

    template_name = "pilots/events/details.html"
    done = "Saved. What changed is in the event’s history."

    @cached_property
    def part(self) -> Part:
        """The part that the address names; not found for any other word."""
        try:
            return PARTS[self.kwargs["part"]]
        except KeyError as error:
            raise Http404("An event has no such part.") from error

    def form_class(self) -> type[RowsForm]:
        """The form of the part."""
        return FORMS[self.part.slug]

    @property
    def question(self) -> ConsultationQuestion | None:
        """The question whose rows these are, if they are one's."""
        return None

    def closed(self) -> str:
        is_confirmed = self.event.status == Event.Status.CONFIRMED
        if self.part.slug == "counts" and is_confirmed:
            return "The figures are confirmed: correct one of them, with why, instead."
        return ""

    def form(self, data: Any = None) -> RowsForm:
        return self.ready(self.form_of(self.found(), data))

    def form_of(self, event: Event, data: Any = None) -> RowsForm:
        """The form over an event's rows as they stand."""
        of = self.form_class()
        names = list(of(version=1, standing=[]).row_fields())
        records = getattr(self.question or event, self.part.rows).all()
        rows = [(each.pk, standing(self.part, each, names)) for each in records]
        form = of(
            data,
            version=self.event.version,
            standing=rows,
            figures=self.figures(event),
            initial={"why": event.above_why} if self.part.slug == "counts" else {},
        )
        if isinstance(form, WithOrganisations):
            form.names = self.known_names
        return form

    @property
    def may_correct(self) -> bool:
        """Whether the person may correct confirmed figures there."""
        return self.entry.may(Permission.CONFIRM_COUNTS, self.event.at)

    def figures(self, event: Event) -> Figures:
        """How the figures of the part stand for the person."""
        if event.status != Event.Status.CONFIRMED:
            return Figures.OPEN
        return Figures.CORRECTED if self.may_correct else Figures.CLOSED

    @cached_property
    def known_names(self) -> list[ask.KnownName]:
        """The names of organisations that are suggested."""
        return ask.known_names(self.programme, reach=self.reach)

    def act(self, form: Any) -> str:
        do.change_rows(
            event=self.event,
            part=self.part,
            rows=form.rows,
            seen=form.seen,
            by=self.person,
            why=form.cleaned_data.get("why", ""),
            question=self.question,
            may_correct=self.may_correct,
        )
        self.lead_back()
        return self.request.path if MORE in self.request.POST else self.page

    def compared(self, form: Any, now: Any) -> list[Difference]:
        """What stands now beside what was typed, field by field."""
        fresh = self.form_of(now)
        return [
            Difference(f"{form[name].label}", said(fresh.fields[name].initial), said(typed))
            for name in form.data_fields()
            if name in fresh.fields
            and str(fresh.fields[name].initial or "") != str(typed := form[name].value() or "")
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", self.form())
        form = kwargs["form"]
        return super().get_context_data(
            title=self.part.title,
            lead=form.intro,
            suggested=form.names if isinstance(form, WithOrganisations) else (),
            **kwargs,
        )


class ThemesView(RowsPage):
    """What people answered to one question, theme by theme."""

    part = THEMES

    @cached_property
    def asked(self) -> ConsultationQuestion:
        """The question of the address."""
        wanted = self.kwargs["number"]
        found = [each for each in self.event.questions.all() if each.number == wanted]
        if not found:
            raise Http404("The event has no such question.")
        return found[0]

    @property
    def question(self) -> ConsultationQuestion:
        return self.asked

    def form_class(self) -> type[RowsForm]:
        return ThemesForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(question=self.asked, **kwargs)


class AboutView(EventFormPage):
    """Purpose, audience, learning methods, findings, source."""

    title = "About the event"

    def form(self, data: Any = None) -> AboutForm:
        programme = self.programme
        return self.ready(
            AboutForm(
                data,
                event=self.found(),
                may_date=self.entry.may(Permission.CONFIRM_COUNTS, self.event.at),
                offered={
                    "priority_groups": programme.priority_groups.all(),
                    "methods": programme.learning_methods.all(),
                    "bodies": ask.bodies_to_choose(programme, reach=self.reach),
                    "source": programme.sources.all(),
                },
            )
        )

    def act(self, form: Any) -> str:
        do.change_about(
            event=self.event,
            seen=form.seen,
            about=form.about(),
            groups=form.links("priority_groups"),
            methods=form.links("methods"),
            bodies=form.links("bodies"),
            new_method=form.cleaned_data["new_method"],
            by=self.person,
        )
        return self.lead_back()
