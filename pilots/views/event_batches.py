"""Pages of sheets of events: the list, bringing one, and seeing it through."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header

from partnership.people.permissions import Permission, Place, refusal
from partnership.people.refusals import RefusedError
from partnership.programmes.views.base import ProgrammePage
from partnership.programmes.views.forms import FormPage
from pilots.actions import event_batches as do
from pilots.event_template import XLSX, allowed_names, template_csv, template_xlsx
from pilots.forms.event_batches import (
    BringForm,
    faulty_rows,
    lines_named,
    mended,
    said_of,
    taken_in,
)
from pilots.models import EventBatch
from pilots.presenters.event_batches import batch_line, progress_of
from pilots.selectors import event_batches as ask

FAULTY_AT_ONCE = 20
ROWS_SHOWN = 20


def trail(slug: str, *, inside: bool = True) -> list[tuple[str, str]]:
    """The way to the sheets of events."""
    way = [
        ("Overview", reverse("overview", args=[slug])),
        ("Events", reverse("events", args=[slug])),
    ]
    return [*way, ("Sheets of events", reverse("event-batches", args=[slug]))] if inside else way


class BatchesView(ProgrammePage):
    """The latest sheets that one may see, with how each stands."""

    template_name = "pilots/event_batches/list.html"
    section = "events"
    permission = Permission.CONFIRM_COUNTS

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = ask.batches_of(self.programme, self.entry, self.reach)
        return super().get_context_data(
            lines=[batch_line(batch) for batch in found],
            breadcrumbs=trail(self.programme.slug, inside=False),
            **kwargs,
        )


class BringView(FormPage):
    """Bring events in a file or paste them."""

    template_name = "pilots/event_batches/bring.html"
    title = "Add events by the sheet"
    section = "events"
    permission = Permission.CONFIRM_COUNTS

    def form(self, data: Any = None) -> BringForm:
        form = BringForm(
            data,
            self.request.FILES or None,
            areas=ask.areas_to_bring(self.entry),
            may_all=ask.may_bring(self.entry, Place()),
            word=self.programme.area_word,
        )
        form.cancel_url = reverse("event-batches", args=[self.programme.slug])
        return form

    def act(self, form: Any) -> str:
        batch = do.bring(
            programme=self.programme,
            area=form.chosen_area,
            file_name=form.file_name,
            sheet=form.sheet,
            by=self.person,
        )
        return reverse("event-batch", args=[self.programme.slug, batch.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(breadcrumbs=trail(self.programme.slug), **kwargs)


class TemplateFile(ProgrammePage):
    """The template, empty, with this programme's own names."""

    http_method_names = ["get", "head", "options"]
    permission = Permission.CONFIRM_COUNTS

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        ending = self.kwargs["ending"]
        if ending not in ("csv", "xlsx"):
            raise Http404("The template is a .csv or an .xlsx file.")
        if ending == "csv":
            response = HttpResponse(template_csv(), content_type="text/csv; charset=utf-8")
        else:
            names = ask.names_for_template(self.entry)
            response = HttpResponse(template_xlsx(allowed_names(**names)), content_type=XLSX)
        name = f"events-template-{self.programme.slug}.{ending}"
        response["Content-Disposition"] = content_disposition_header(True, name) or ""
        return response


class OfOneBatch(ProgrammePage):
    """A page of one sheet, for those who may bring events where it is of."""

    section = "events"
    permission = Permission.CONFIRM_COUNTS
    batch: EventBatch

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return
        try:
            self.batch = ask.batch_of(self.programme, kwargs["batch"], reach=self.reach)
        except EventBatch.DoesNotExist as error:
            raise Http404 from error
        if not ask.may_bring(self.entry, self.batch.at):
            raise PermissionDenied(refusal(self.permission))

    @property
    def address(self) -> str:
        return reverse("event-batch", args=[self.programme.slug, self.batch.pk])


class BatchView(OfOneBatch):
    """How far a sheet is; its faulty rows for mending; what would be added."""

    template_name = "pilots/event_batches/batch.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self._change()
        except RefusedError as error:
            messages.error(request, error.words)
        except ValueError as error:  # of the lines that are named
            messages.error(request, str(error))
        return redirect(self.address)

    def _change(self) -> None:
        sent = self.request.POST
        if "check" in sent:
            do.check_again(batch=self.batch)
        elif "leave-all" in sent:
            do.leave_out_faulty(batch=self.batch)
        elif "leave-lines" in sent:
            do.leave_out(batch=self.batch, lines=lines_named(sent.get("lines", "")))
        else:
            cells, left_out = mended(sent)
            do.mend(batch=self.batch, cells=cells, left_out=left_out, taken_in=taken_in(sent))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        batch = self.batch
        kwargs |= {"batch": batch, "progress": progress_of(batch)}
        if batch.state == EventBatch.State.READY:
            faulty = Paginator(ask.rows_of(batch, ask.FAULTY), FAULTY_AT_ONCE)
            page = faulty.get_page(self.request.GET.get("page"))
            kwargs |= {"page": page, "faulty": faulty_rows(page.object_list)}
        if batch.state in (EventBatch.State.READY, EventBatch.State.DONE):
            kwargs |= {
                "numbers": ask.numbers_of(batch),
                **{name: self._some(which) for name, which in SORTS.items()},
            }
        return super().get_context_data(breadcrumbs=trail(self.programme.slug), **kwargs)

    def _some(self, which: Any) -> list[dict[str, Any]]:
        """The first rows of a sort, each with what it is known by."""
        rows = ask.rows_of(self.batch, which).select_related("event")[:ROWS_SHOWN]
        return [{"row": row, "said": said_of(row)} for row in rows]


SORTS = {"added": ask.ADDED, "there": ask.THERE, "left_out": ask.LEFT_OUT}
