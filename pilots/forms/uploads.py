"""Several files in one field, each checked by itself and refused by its name."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from partnership.people.refusals import RefusedError
from partnership.web.uploads import MEGABYTE, limit_in_bytes
from pilots.actions.attachments import check_upload
from pilots.attachment_rules import ForbiddenFileError, safe_name
from pilots.photographs import Photograph, photograph

MOST_AT_ONCE = 10
PICTURES = "image/jpeg,image/png,image/webp"
AGAIN = "Choose all of them again: a browser keeps no files."


class SeveralFiles(forms.FileInput):
    """The browser's own choice of files, more than one if wanted."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile]:
        return files.getlist(name) if hasattr(files, "getlist") else []


class FilesField(forms.Field):
    """Documents, or any files that may be added; cleans to a list of uploads."""

    widget = SeveralFiles

    def __init__(self, **kwargs: Any) -> None:
        limit = limit_in_bytes() // MEGABYTE
        said = kwargs.pop("help_text", "")
        kwargs["help_text"] = f"{said} Up to {MOST_AT_ONCE} at once, each up to {limit} MB.".strip()
        super().__init__(**kwargs)

    def clean(self, value: Any) -> list[Any]:
        uploads: list[UploadedFile] = super().clean(value) or []
        if len(uploads) > MOST_AT_ONCE:
            raise forms.ValidationError(
                f"Choose {MOST_AT_ONCE} files at most: these are {len(uploads)}. Add the others"
                " after them."
            )
        taken, faults = [], []
        for upload in uploads:
            try:
                taken.append(self.take(upload))
            except (RefusedError, ForbiddenFileError) as error:
                faults.append(f"“{safe_name(upload.name or '')}”: {error}")
        if faults:
            raise forms.ValidationError([*faults, *self._others(len(taken))])
        return taken

    def _others(self, count: int) -> Iterator[str]:
        if count:
            yield f"Nothing was added yet. {AGAIN}"

    def take(self, upload: UploadedFile) -> Any:
        """What becomes of one file. Raises RefusedError or ForbiddenFileError in words."""
        check_upload(upload)
        return upload


class PhotographsField(FilesField):
    """Photographs; cleans to a list of them, drawn anew."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=SeveralFiles(attrs={"accept": PICTURES}), **kwargs)

    def take(self, upload: UploadedFile) -> Photograph:
        limit = limit_in_bytes()
        if (upload.size or 0) > limit:
            raise RefusedError(
                f"The photograph is larger than {limit // MEGABYTE} MB. Send it from the telephone"
                " in a smaller size, and choose it again."
            )
        upload.seek(0)
        return photograph(safe_name(upload.name or ""), upload.read())
