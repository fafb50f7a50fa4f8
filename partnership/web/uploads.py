"""Files while they arrive: what is over the limit is cut off, and refused by the form."""

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MEGABYTE = 1024 * 1024


def limit_in_bytes() -> int:
    """The largest file that is taken."""
    return int(settings.UPLOAD_MEGABYTES) * MEGABYTE


class LimitedUpload(FileUploadHandler):
    """Passes on as much of a file as shows that it is too large, and no more.

    What the next handlers keep is then over the limit, so that the form which
    asked for it can say so beside the field.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start <= limit_in_bytes() else None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        return None
