"""Pages on which the logic model is kept: what stands, and one part added, changed, dropped."""

from dataclasses import fields
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from evaluation.actions import logic as do
from evaluation.actions.logic_details import ARROWS
from evaluation.forms import logic as forms
from evaluation.models import Framework, Outcome, Standing
from evaluation.presenters.logic import WORDS, PartLine, part_lines
from evaluation.selectors import logic as ask
from partnership.people.history import history_of
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from partnership.programmes.views.forms import FormPage


class PartsView(ProgrammePage):
    """Everything in the logic model, to be changed; what was dropped is below."""

    template_name = "evaluation/logic/parts.html"
    section = "outcomes"
    permission = Permission.KEEP_MODEL

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        groups = [
            (kind, words, part_lines(ask.parts_of(self.programme, kind)))
            for kind, words in WORDS.items()
        ]
        trail = [("Logic model", reverse("logic-model", args=[self.programme.slug]))]
        return super().get_context_data(groups=groups, breadcrumbs=trail, **kwargs)


class PartPage(FormPage):
    """A page about a kind of part, which the address names."""

    section = "outcomes"
    permission = Permission.KEEP_MODEL

    @cached_property
    def kind(self) -> str:
        """inputs, activities, outcomes, measures or frameworks."""
        if self.kwargs["kind"] not in WORDS:
            raise Http404("The logic model has no such kind of part.")
        return str(self.kwargs["kind"])

    @property
    def words(self) -> Any:
        """How the kind is spoken of."""
        return WORDS[self.kind]

    @cached_property
    def choices(self) -> ask.Choices:
        """What it can be linked with."""
        return ask.choices(self.programme)

    @property
    def list_address(self) -> str:
        """Where all parts are."""
        return reverse("logic-parts", args=[self.programme.slug]) + f"#{self.kind}"

    def lead_on(self, words: str) -> str:
        """Say what was done, and lead to the list."""
        messages.success(self.request, words)
        return self.list_address

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            breadcrumbs=[("Keep the logic model", self.list_address)], **kwargs
        )


class NewPartView(PartPage):
    """Add a part after the others."""

    def form(self, data: Any = None) -> Any:
        form: Any = forms.NEW[self.kind](data, choices=self.choices)
        if self.kind == "outcomes":
            form.ask_framework(self.frameworks)
        form.cancel_url = self.list_address
        return form

    def act(self, form: Any) -> str:
        part = do.add_part(
            model=ask.MODELS[self.kind],
            among=do.Among(self.programme, self._framework(form)),
            details=form.details(),
            reported_on=form.cleaned_data["reported_on"],
            by=self.person,
        )
        return self.lead_on(f"“{part}” is added.")

    @cached_property
    def frameworks(self) -> list[Framework]:
        """Those that a new outcome may belong to."""
        return ask.frameworks(self.programme, on=timezone.localdate())

    def _framework(self, form: Any) -> Framework | None:
        chosen = form.cleaned_data.get("framework")
        return next((each for each in self.frameworks if each.pk == chosen), None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        title = f"Add {self.words.article} {self.words.one}"
        return super().get_context_data(title=title, **kwargs)


class OnePart(PartPage):
    """A page about one part."""

    template_name = "evaluation/logic/part.html"

    @cached_property
    def line(self) -> PartLine:
        """The part of the address."""
        for each in part_lines(ask.parts_of(self.programme, self.kind)):
            if each.key == self.kwargs["part"]:
                return each
        raise Http404(f"The programme has no such {self.words.one}.")

    @property
    def part(self) -> Standing:
        """The record itself."""
        part: Standing = self.line.part
        return part

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            caption=self.line.name,
            title=f"{self.title} {self.words.article} {self.words.one}",
            history=history_of(self.part, noun=self.words.one),
            line=self.line,
            kind=self.kind,
            **kwargs,
        )


class ChangePartView(OnePart):
    """Say something else of a part, or link it otherwise."""

    title = "Change"

    def form(self, data: Any = None) -> Any:
        form = forms.CHANGED[self.kind](
            data, choices=self.choices, version=self.part.version, initial=self._initial()
        )
        form.cancel_url = self.list_address
        return form

    def _initial(self) -> dict[str, Any]:
        said = {name: getattr(self.part, name) for name in self._plain_fields()}
        arrows = ARROWS.get(type(self.part), {})
        return said | {name: list(each.standing(self.part)) for name, each in arrows.items()}

    def _plain_fields(self) -> list[str]:
        details = forms.FIELDS[self.kind].details_type
        return [each.name for each in fields(details) if each.name not in details.links]

    def act(self, form: Any) -> str:
        do.change_part(part=self.part, seen=form.seen, details=form.details(), by=self.person)
        return self.lead_on(f"“{self.part}” is saved.")


class DropPartView(OnePart):
    """Drop a part from a day on, or take a dropped one up again."""

    title = "Drop"

    def form(self, data: Any = None) -> Any:
        kind = forms.TakeUpForm if self.part.dropped_on else forms.DropForm
        form = kind(data, version=self.part.version)
        form.cancel_url = self.list_address
        return form

    def act(self, form: Any) -> str:
        if self.part.dropped_on:
            do.take_up(part=self.part, seen=form.seen, by=self.person)
            return self.lead_on(f"“{self.part}” stands again.")
        given = form.cleaned_data
        do.drop_part(
            part=self.part, seen=form.seen, on=given["on"], why=given["why"], by=self.person
        )
        return self.lead_on(f"“{self.part}” is dropped. A look back still shows it.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if self.part.dropped_on:
            context["title"] = f"Take {self.words.article} {self.words.one} up again"
            context["lead"] = (
                "It will stand as if it had never been dropped; its history keeps both."
            )
        elif isinstance(self.part, Outcome | Framework):
            context["lead"] = "Reports from that day on leave it out; earlier ones keep it."
        return context
