"""Files added to records, given out to whoever may read the record."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from pilots.actions.attachments import DamagedAttachmentError, read_attachment
from pilots.models import Attachment
from pilots.selectors.attachments import attachment_of

# Whatever a file holds, it opens nothing here, and nothing opens it inside a page.
ON_ITS_OWN = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
)


class AttachmentView(ProgrammePage):
    """One file, always to be kept, never shown inside the site."""

    http_method_names = ["get", "head", "options"]
    template_name = "pilots/attachment_refused.html"
    permission = Permission.READ

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        attachment = self.attachment()
        try:
            content = read_attachment(attachment)
        except DamagedAttachmentError as error:
            page = self.get_context_data(words=str(error), attachment=attachment)
            return self.render_to_response(page, status=409)
        return HttpResponse(content, headers=self.headers_of(attachment))

    def headers_of(self, attachment: Attachment) -> dict[str, str]:
        """What the browser is told of the file."""
        return {
            "Content-Type": attachment.media_type,
            "Content-Disposition": content_disposition_header(True, attachment.name) or "",
            "Content-Security-Policy": ON_ITS_OWN,
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-cache",
        }

    def attachment(self) -> Attachment:
        """The file; one out of reach is not found."""
        try:
            return attachment_of(self.programme, self.kwargs["attachment"], reach=self.reach)
        except Attachment.DoesNotExist as error:
            raise Http404 from error
