"""One version of a template: its outline, preview and difference; a draft’s parts changed."""

from functools import cached_property
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from partnership.people.history import history_of
from partnership.people.refusals import RefusedError
from partnership.reports.actions import template_drafts as do
from partnership.reports.forms import templates as forms
from partnership.reports.presenters.templates import compared_lines, outline
from partnership.reports.rules import editing
from partnership.reports.rules.layout import RowLayout, SectionLayout
from partnership.reports.selectors import templates as ask
from partnership.reports.views.of_templates import DraftPage, KeepsReports, OfAVersion, SurePage
from partnership.web.forms import SureForm

HELD: dict[str, do.Held] = {"section": "sections", "implication": "rows"}
ANCHORS = {"sections": "section", "rows": "implication", "printed": "section"}
FORMS: dict[str, tuple[Any, Any]] = {
    "sections": (forms.NewSectionForm, forms.SectionForm),
    "rows": (forms.NewRowForm, forms.RowForm),
}


class VersionView(OfAVersion):
    """What it holds, as an outline; of a draft, with the ways to change it."""

    template_name = "reports/templates/version.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Move something one place."""
        if not self.keeps:
            raise PermissionDenied(KeepsReports.refusal)
        form = forms.StepForm(request.POST)
        if not form.is_valid():
            return redirect(self.version_page)
        try:
            self._move(form)
        except RefusedError as error:
            messages.error(request, f"Not moved. {error.words}")
        where = ANCHORS[form.cleaned_data["what"]]
        return redirect(f"{self.version_page}#{where}-{form.cleaned_data['key']}")

    def _move(self, form: forms.StepForm) -> None:
        what, key = form.cleaned_data["what"], form.cleaned_data["key"]
        draft = {"version": self.version, "key": key, "step": form.places, "by": self.person}
        if what == "printed":
            do.move_printed(place=form.cleaned_data["place"] or 0, **draft)
        else:
            do.move(held=what, **draft)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            sections=outline(self.layout),
            edits=self.keeps and not self.version.is_published,
            faults=self.layout.faults(),
            history=history_of(self.version, noun="version"),
            breadcrumbs=self.trail()[:-1],
            **kwargs,
        )


class PreviewView(OfAVersion):
    """A paper as it would be laid out, with the help where texts would stand."""

    template_name = "reports/templates/preview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(sections=outline(self.layout), **kwargs)


class ChangesView(OfAVersion):
    """What this version asks otherwise than the one before, or than an earlier one."""

    template_name = "reports/templates/changes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET.get("from", "")
        is_number = asked.isascii() and asked.isdigit() and len(asked) < 5
        earlier = int(asked) if is_number and 0 < int(asked) < self.version.number else None
        return super().get_context_data(
            beside=ask.compared(self.version, earlier=earlier),
            others=range(1, self.version.number),
            **kwargs,
        )


class CoverView(DraftPage):
    """The words of the cover that come from the template."""

    title = "Words of the cover"

    def form(self, data: Any = None) -> forms.CoverForm:
        mark = do.mark_of(do.CoverWords.of(self.layout))
        initial = forms.CoverForm.begin(self.layout)
        return self.ready(forms.CoverForm(data, version=mark, initial=initial))

    def act(self, form: Any) -> str:
        do.change_cover(version=self.version, seen=form.seen, words=form.details(), by=self.person)
        return self.lead_on("Saved.", f"{self.version_page}#cover")

    def compared(self, form: Any, now: Any) -> list[Any]:
        return compared_lines(form, now.part)


class NewPartView(DraftPage):
    """Add a section or an implication."""

    @property
    def noun(self) -> str:
        """What it is: section, implication."""
        return str(self.kwargs["noun"])

    @property
    def held(self) -> do.Held:
        """Where in the layout it is held."""
        return HELD[self.noun]

    def form(self, data: Any = None) -> Any:
        return self.ready(FORMS[self.held][0](data))

    def act(self, form: Any) -> str:
        key = do.add(version=self.version, held=self.held, part=form.part(), by=self.person)
        words = f"The {self.noun} is added, as the last."
        return self.lead_on(words, f"{self.version_page}#{self.noun}-{key}")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        article = "an" if self.noun == "implication" else "a"
        return super().get_context_data(title=f"Add {article} {self.noun}", **kwargs)


class OfAPart(NewPartView):
    """A page about one section or implication."""

    @cached_property
    def part(self) -> SectionLayout | RowLayout:
        """The one of the address."""
        parts: Any = getattr(self.layout, self.held)
        try:
            found: SectionLayout | RowLayout = editing.found(parts, self.kwargs["key"])
        except editing.GoneError as error:
            raise Http404(f"The version has no such {self.noun}.") from error
        return found


class PartView(OfAPart):
    """Put a section or an implication otherwise."""

    def form(self, data: Any = None) -> Any:
        kind = FORMS[self.held][1]
        return self.ready(kind(data, version=do.mark_of(self.part), initial=kind.begin(self.part)))

    def act(self, form: Any) -> str:
        part = form.part(self.part)
        do.change(version=self.version, held=self.held, seen=form.seen, part=part, by=self.person)
        return self.lead_on("Saved.", f"{self.version_page}#{self.noun}-{part.key}")

    def compared(self, form: Any, now: Any) -> list[Any]:
        return compared_lines(form, now.part)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        title = f"Change the {self.noun}"
        return super().get_context_data(**kwargs) | {"title": title}


class RemovePartView(OfAPart, SurePage):
    """Take out a section or an implication."""

    label: ClassVar[str] = "Remove it"

    def form(self, data: Any = None) -> Any:
        return self.ready(SureForm(data, label=self.label))

    def act(self, form: Any) -> str:
        do.remove(version=self.version, held=self.held, key=self.kwargs["key"], by=self.person)
        return self.lead_on(f"The {self.noun} is removed.", self.version_page)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = {"what": f"the {self.noun} “{self.part.heading}” from this draft"}
        said = {"title": f"Remove the {self.noun}"}
        return super().get_context_data(**words, **kwargs) | said
