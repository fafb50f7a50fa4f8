"""A section is written: the figures above, the last report's text and comments beside it."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from partnership.people import kept_forms
from partnership.reports.forms.writing import TEXT, SectionForm
from partnership.reports.presenters import writing as words
from partnership.reports.presenters.stages import steps_of
from partnership.reports.rules.layout import RowLayout, SectionLayout
from partnership.reports.rules.parts import Part
from partnership.reports.selectors import desk as ask
from partnership.reports.selectors.as_printed import printed
from partnership.reports.views.writing.base import DeskPage
from partnership.reports.views.writing.saving import Saving
from partnership.reports.views.writing.telling import (
    BY_HAND,
    NOT_SAVED,
    OVERTAKEN,
    refused,
    told,
)
from pilots.views.kept import JSON, KeptFormPage


class SectionPage(DeskPage):
    """A page of one section of the paper, or of the public's summary."""

    @cached_property
    def part(self) -> SectionLayout:
        """The section of the address."""
        found = self.desk.section(self.kwargs["section"])
        if found is None:
            raise Http404("The paper has no such section.")
        return found


class SectionView(KeptFormPage, SectionPage):
    template_name = "reports/writing/section.html"

    @property
    def rows(self) -> tuple[RowLayout, ...]:
        """The implications, where this section prints them."""
        return self.desk.layout.rows if Part.IMPLICATIONS in self.part.parts else ()

    def form(self, data: Any = None) -> SectionForm:
        return SectionForm(
            data,
            text=self.desk.texts.get(self.part.key),
            rows=self.rows,
            answers=self.desk.answers,
            initial=self._initial(),
        )

    def _initial(self) -> dict[str, str]:
        """The text as it stands, with what was asked to be used added to it; answers that are
        still blank are taken from the last report then.
        """
        stored = self.desk.texts.get(self.part.key)
        text, more = (stored.text if stored else ""), self._asked_for()
        parts = [text, *([more] if more and more not in text else [])]
        filled = {TEXT: "\n\n".join(part for part in parts if part)}
        if self.request.GET.get("use") == "last":
            for row in self.rows:
                if row.key not in self.desk.answers and row.key in self.desk.last.answers:
                    given = self.desk.last.answers[row.key]
                    filled |= {f"answer_{row.key}": given.answer, f"words_{row.key}": given.text}
        return filled

    def _asked_for(self) -> str:
        """The text that the address asks to be used: the last report’s, or an earlier one’s."""
        asked = self.request.GET.get("use", "")
        if asked == "last":
            return self.desk.last.texts.get(self.part.key, "")
        stored = self.desk.texts.get(self.part.key)
        if not stored or not asked:
            return ""
        earlier = (each for each in ask.earlier_texts(stored) if str(each.pk) == asked)
        return next((each.text for each in earlier), "")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kept_forms.is_anothers(request):
            return super().post(request, *args, **kwargs)
        form = self.form(request.POST)
        if not form.is_valid():
            return self._refused(form)
        done = Saving(self.desk, self.part, form, self.person).save()
        is_script = request.headers.get("Accept") == JSON
        if done.is_whole and (not is_script or request.POST.get(BY_HAND)):
            messages.success(request, f"“{self.part.heading}” is saved.")
        if is_script:
            return self._told(done)
        if done.is_whole:
            return redirect(self._next())
        return self._once_more(done)

    def _next(self) -> str:
        """The section after this one where that was asked for; else this one again."""
        _, after = words.around(self.desk, self.part.key)
        if self.request.POST.get("then") == "next":
            return after.url if after else self.at("report-write")
        return self.request.path

    def _refused(self, form: SectionForm) -> HttpResponse:
        if self.request.headers.get("Accept") != JSON:
            return self.again(form)
        return refused(form)

    def _told(self, done: Saving) -> HttpResponse:
        """Say to a script what is saved, what is not, and how the section stands."""
        item = words.section_item(self.desk, self.part)
        problems = [said for _, said in done.problems]
        status = NOT_SAVED if problems and not done.notes else 200
        return told(
            problems,
            notes={} if done.overtaken else done.notes,
            status=OVERTAKEN if done.overtaken else status,
            words=item.words,
            tone=item.tone,
        )

    def _once_more(self, done: Saving) -> HttpResponse:
        """The form as it was sent, with what hinders it, ready to be sent over what stands now."""
        data = self.request.POST.copy()
        for name, value in done.notes.items():
            data[name] = value
        form = self.form(data)
        form.is_valid()
        for field, said in done.problems:
            form.add_error(field, said)
        return self.again(form, overtaken=done.overtaken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("title", self.part.heading)
        context = super().get_context_data(**kwargs)
        form = context["form"]
        return (
            context
            | self._around()
            | self._beside()
            | {
                "report": self.report,
                "part": self.part,
                "help": words.help_for(self.part),
                "next_words": words.next_words(self.report),
                "figures_words": words.figures_words(self.report),
                "printed": self._printed(),
                "stale": self.desk.stale(self.part.key),
                "unprintable": words.unprintable_in_section(self.desk, self.part),
                "text": self.desk.written.texts.get(self.part.key, ""),
                "rows": [self._row(row, form) for row in self.rows],
                "may_write": self.may_write,
                "is_added": "use" in self.request.GET and not form.is_bound,
                "keep": f"{self.person.pk}:{self.programme.slug}",
            }
        )

    def _around(self) -> dict[str, Any]:
        """The other sections, with what is missing in each."""
        before, after = words.around(self.desk, self.part.key)
        return {
            "items": words.items(self.desk),
            "stages": steps_of(self.report),
            "before": before,
            "after": after,
            "write_url": self.at("report-write"),
        }

    def _beside(self) -> dict[str, Any]:
        """The last report’s text, and what was said of the section."""
        return {
            "last": self.desk.last,
            "last_text": self.desk.last.texts.get(self.part.key, ""),
            "comments": self.desk.comments_on(self.part.key),
            "asked_of_all": self.desk.open_requests(""),
            "comment_form": self.comment_form(),
        }

    def _printed(self) -> Any:
        """What is printed beneath the text, from the figures of the draft."""
        snapshot = self.desk.snapshot if self.part.parts else None
        return printed(snapshot, self.desk.written, self.part.key) if snapshot else None

    def _row(self, row: RowLayout, form: SectionForm) -> dict[str, Any]:
        """An implication with its fields, and how it was answered last time."""
        given = self.desk.written.answers.get(row.key)
        return {
            "row": row,
            "answer": form[f"answer_{row.key}"],
            "words": form[f"words_{row.key}"],
            "hidden": form.hidden(row.key),
            "last": words.answer_words(self.desk.last.answers.get(row.key)),
            "given": words.answer_words(given),
            "stale": self.desk.stale_answer(row.key),
        }


class EarlierView(SectionPage):
    """What a section said before, so that nothing that was saved is ever lost."""

    template_name = "reports/writing/earlier.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stored = self.desk.texts.get(self.part.key)
        return super().get_context_data(
            report=self.report,
            part=self.part,
            earlier=ask.earlier_texts(stored) if stored else [],
            may_write=self.may_write,
            section_url=words.address(self.report, self.part.key),
            **kwargs,
        )
