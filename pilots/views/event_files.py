"""An event's photographs and documents: shown, added, described, removed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from pilots.actions import event_files as do
from pilots.actions.attachments import undone_together
from pilots.forms import event_files as forms
from pilots.models import Attachment, Event, EventFile
from pilots.photographs import MEDIA_TYPE
from pilots.presenters.event_files import NO_CAPTION, file_lines
from pilots.selectors import event_files as ask
from pilots.views.attachments import AttachmentView
from pilots.views.of_an_event import EventFormPage

PHOTO, DOCUMENT = EventFile.Kind.PHOTO, EventFile.Kind.DOCUMENT


def files_on(event: Event) -> dict[str, Any]:
    """The event's files, for its page."""
    files = ask.files_of(event)
    return {"photographs": file_lines(files, PHOTO), "documents": file_lines(files, DOCUMENT)}


class PictureView(AttachmentView):
    """A photograph, or its preview: a JPEG that was written here, shown as nothing else."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The picture, or that the browser's copy of it is still the same."""
        attachment = self.attachment()
        etag = quote_etag(attachment.sha256)
        response = get_conditional_response(request, etag=etag) or super().get(request)
        if response.status_code in (200, 304):
            response["ETag"] = etag
            response["Cache-Control"] = "private, no-cache"
        return response

    def headers_of(self, attachment: Attachment) -> dict[str, str]:
        """It is shown within a page, and opens nothing by itself."""
        return super().headers_of(attachment) | {
            "Content-Disposition": "inline",
            "Content-Type": MEDIA_TYPE,
        }

    def attachment(self) -> Attachment:
        """The picture; one out of reach is not found."""
        if hasattr(self, "_found"):
            return self._found
        asked = self.kwargs
        if asked["size"] not in ask.SIZES:
            raise Http404("A photograph has no such size.")
        try:
            self._found: Attachment = ask.picture_of(
                self.programme, asked["event"], asked["file"], size=asked["size"], reach=self.reach
            )
        except EventFile.DoesNotExist as error:
            raise Http404("There is no such photograph.") from error
        return self._found


class AddFilesPage(EventFormPage):
    """A page on which files come to an event."""

    def form(self, data: Any = None) -> Any:
        files = self.request.FILES if data is not None else None
        return self.ready(self.form_class(data, files))

    form_class: Any

    def _act(self, form: Any) -> str:
        with undone_together():  # around the transaction of a form that is acted on once
            return super()._act(form)


class AddPhotographsView(AddFilesPage):
    """Add photographs."""

    title = "Add photographs"
    lead = "What is said here is said of each of them; it can be changed one by one afterwards."
    done = "The photographs are added."
    form_class = forms.AddPhotographsForm

    def act(self, form: Any) -> str:
        photographs = form.cleaned_data["uploads"]
        do.add_photographs(
            event=self.event, photographs=photographs, said=form.said(), by=self.person
        )
        return self.lead_back()


class AddDocumentsView(AddFilesPage):
    """Add documents."""

    title = "Add documents"
    lead = "Posters, programmes, hand-outs: whoever may read the event may download them."
    done = "The documents are added."
    form_class = forms.AddDocumentsForm

    def act(self, form: Any) -> str:
        uploads = form.cleaned_data["uploads"]
        do.add_documents(event=self.event, uploads=uploads, said=form.said(), by=self.person)
        return self.lead_back()


class OfAFile(EventFormPage):
    """A page about one file of an event."""

    template_name = "pilots/events/file.html"
    file: EventFile

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            try:
                self.file = ask.file_of(self.event, kwargs["file"])
            except EventFile.DoesNotExist as error:
                raise Http404("The event has no such file.") from error

    @property
    def is_photo(self) -> bool:
        return self.file.kind == PHOTO

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            file=self.file,
            is_photo=self.is_photo,
            alt=self.file.caption or NO_CAPTION,
            **kwargs,
        )


class ChangeFileView(OfAFile):
    """Describe a file anew."""

    done = "Saved. What changed is in the event’s history."

    @property
    def title(self) -> str:  # type: ignore[override]
        return "Describe the photograph" if self.is_photo else "Describe the document"

    def form(self, data: Any = None) -> Any:
        form_class = forms.PhotographForm if self.is_photo else forms.DocumentForm
        initial = {name: getattr(self.file, name) for name in do.Said.__dataclass_fields__}
        return self.ready(form_class(data, version=self.event.version, initial=initial))

    def act(self, form: Any) -> str:
        do.change_file(
            event=self.event, file=self.file, seen=form.seen, said=form.said(), by=self.person
        )
        return self.lead_back()

    def compared(self, form: Any, now: Any) -> list[Any]:
        return super().compared(form, ask.file_of(now, self.file.pk))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(can_be_taken_back=bool(self.file.consent), **kwargs)


class RemoveFileView(OfAFile):
    """Remove a file for good."""

    title = "Remove the file"
    lead = (
        "It goes from every page and from where it is stored, and can’t be brought back. The"
        " event’s history keeps that it was there."
    )
    done = "The file is removed, from every page and from where it was stored."

    def form(self, data: Any = None) -> Any:
        version = self.event.version
        return self.ready(forms.RemoveFileForm(data, version=version))

    def act(self, form: Any) -> str:
        reason = do.Removal[form.cleaned_data["reason"]]
        do.remove_file(
            event=self.event, file=self.file, seen=form.seen, reason=reason, by=self.person
        )
        return self.lead_back()
