"""The one press of a reminder's link."""

from partnership.web.forms import OnceForm, VersionedForm
from pilots.forms.fields import ProseField


class OnTrackForm(OnceForm, VersionedForm):
    """A word may be added; none is needed."""

    submit_label = "Still on track"

    note = ProseField(label="Anything to add", rows=2, required=False)
