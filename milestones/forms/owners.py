"""What a person may type about who answers for a delivery."""

from collections.abc import Sequence
from typing import Any

from milestones.models import Delivery
from partnership.web.forms import VersionedForm
from pilots.forms.actions import WithOwner
from pilots.forms.fields import ProseField
from pilots.selectors.owners import Candidate


class OwnerForm(WithOwner, VersionedForm):
    """A post, or somebody who may update the delivery."""

    submit_label = "Save the owner"
    field_order = ["owner", "owner_post", "why"]

    why = ProseField(required=False, label="Why it changes", rows=2)

    def __init__(
        self, *args: Any, delivery: Delivery, people: Sequence[Candidate], **kwargs: Any
    ) -> None:
        super().__init__(*args, version=delivery.version, **kwargs)
        owner: Any = self.fields["owner"]
        owner.required = False
        owner.help_text = "Who may update it. They are reminded by e-mail before it is due."
        self.offer_people(people, held=delivery)
        owner.choices = [("", "Nobody in this list"), *list(owner.choices)[1:]]
        if "owner" not in self.initial:
            self.initial["owner_post"] = delivery.owner  # whose account has left: the post stays
