"""What is said when a report is decided on, corrected, or a file of it is checked."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.files.uploadedfile import UploadedFile

from partnership.reports.actions.moving import Signed
from partnership.web.forms import BaseForm, OnceForm
from partnership.web.uploads import MEGABYTE, limit_in_bytes
from pilots.forms.fields import LineField, ProseField

MYSELF, OTHERS = "myself", "others"


class MoveForm(BaseForm):
    """A form that stands beside others on a page, and is sent to `action_url`."""

    action_url = ""

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        helper.form_action = self.action_url
        return helper


class ApproveForm(MoveForm):
    """Who approves exactly what: the files of a fingerprint, and what was told of them."""

    submit_label = "Approve it"

    fingerprint = forms.CharField(max_length=64, widget=forms.HiddenInput)
    moved = forms.CharField(max_length=64, widget=forms.HiddenInput)
    whose = forms.ChoiceField(
        label="Whose approval is it?",
        choices=[
            (MYSELF, "Mine"),
            (OTHERS, "Somebody else’s, who gave it in another way"),
        ],
        initial=MYSELF,
        widget=forms.RadioSelect,
    )
    on_behalf_of = LineField(
        label="If it is somebody else’s: whose",
        required=False,
        max_length=120,
        help_text="A post, not a name: such as “Chair of the board”.",
    )
    authority = LineField(
        label="And by what authority",
        required=False,
        max_length=300,
        help_text="Such as “minute 7 of 24 October 2019” or “e-mail of 3 October 2019”.",
    )
    has_read = forms.BooleanField(
        label="I have read the files above. They are what is approved.",
        error_messages={"required": "Read the files first, then say that you have"},
    )

    def clean(self) -> dict[str, Any]:
        """An approval of somebody else names them, and what it rests on; one’s own does not."""
        given = super().clean() or self.cleaned_data
        if given.get("whose") == MYSELF and (given.get("on_behalf_of") or given.get("authority")):
            self.add_error(
                "whose", "You wrote below whose it is: choose that, or empty what is below"
            )
        if given.get("whose") == OTHERS:
            if not given.get("on_behalf_of"):
                self.add_error("on_behalf_of", "Say whose approval it is")
            if not given.get("authority"):
                self.add_error("authority", "Say where that approval stands")
        return given

    def signed(self) -> Signed:
        """What is signed, and for whom; only of a valid form."""
        given = self.cleaned_data
        is_own = given["whose"] == MYSELF
        return Signed(
            given["fingerprint"],
            given["moved"],
            on_behalf_of="" if is_own else given["on_behalf_of"],
            authority="" if is_own else given["authority"],
        )


class BesideForm(MoveForm):
    """A form whose button stands beside the page’s main one."""

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        helper.inputs[0].field_classes += " second"
        return helper


class DiscardForm(BesideForm):
    """That a correction goes, with all that was written in it."""

    submit_label = "Throw the correction away"

    is_sure = forms.BooleanField(
        label="What was written in it goes, too. Nothing brings it back.",
        error_messages={"required": "Say that what was written in it may go"},
    )


class SendBackForm(BesideForm):
    """What its writers are to change."""

    submit_label = "Send it back"

    why = ProseField(
        label="What is to be changed?",
        error_messages={"required": "Say what is to be changed: its writers read it"},
    )


class CorrectForm(OnceForm):
    """Why there is to be another edition."""

    submit_label = "Begin the correction"

    why = LineField(
        label="What is wrong with what was published?",
        max_length=300,
        help_text="Its readers see this with the new edition. Name posts, not people.",
        error_messages={"required": "Say what is wrong: the new edition’s readers are told"},
    )


class CheckFileForm(BaseForm):
    """A file that somebody was given."""

    submit_label = "Check it"

    file = forms.FileField(
        label="The file",
        allow_empty_file=True,
        help_text=(
            "A PDF, web page, data workbook or text for Word that is said to be a report of this"
            " programme. It is looked at and not kept."
        ),
        error_messages={"required": "Choose the file to be checked"},
    )

    def clean_file(self) -> UploadedFile:
        """A file that is not too large to be one of ours."""
        given: UploadedFile = self.cleaned_data["file"]
        if (given.size or 0) > limit_in_bytes():
            most = limit_in_bytes() // MEGABYTE
            raise forms.ValidationError(f"The file is larger than {most} MB: no report is.")
        return given
