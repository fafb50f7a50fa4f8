"""The learning resources that an event used: shown on its page, said, changed."""

from typing import Any

from pilots.actions.learning_uses import change_uses
from pilots.event_parts import RESOURCES
from pilots.forms.event_rows import RowsForm
from pilots.forms.learning import ResourcesForm, version_key
from pilots.models import Event
from pilots.selectors import learning as ask
from pilots.views.event_details import MORE, RowsPage


def resources_on(page: Any, event: Event) -> list[Any]:
    """What the event used, for its page, as far as the person may read of it."""
    return list(ask.used_at(event, reach=page.reach))


class ResourcesView(RowsPage):
    """Say which resources the event used, and how they worked."""

    part = RESOURCES
    done = "Saved. What was said of them is on the resources’ own pages too."

    def form_class(self) -> type[RowsForm]:
        return ResourcesForm

    def form_of(self, event: Event, data: Any = None) -> ResourcesForm:
        """The form over what the event used as it stands."""
        offered = list(ask.versions_for(event))
        rows = [
            (each.pk, {"version": version_key(each.version), "note": each.note})
            for each in ask.used_at(event, reach=self.reach)
            if each.version in offered
        ]
        return ResourcesForm(data, version=event.version, standing=rows, offered=offered)

    def act(self, form: Any) -> str:
        change_uses(event=self.event, rows=form.rows, seen=form.seen, by=self.person)
        self.lead_back()
        return self.request.path if MORE in self.request.POST else self.page

    def closed(self) -> str:
        if ask.versions_for(self.event).exists():
            return ""
        return (
            "The portfolio has nothing yet that this event could have used. Whoever manages the"
            " programme or the area adds it under “Learning”."
        )
