"""Pages on which PDSA cycles of a test are added and changed."""

from typing import Any

from django.http import Http404

from pilots.actions import cycles as do
from pilots.forms.cycles import CycleFields, CycleForm, NewCycleForm
from pilots.models import PdsaCycle
from pilots.presenters.service_tests import cycle_told
from pilots.views.service_test_forms import ChangeTest


class NewCycleView(ChangeTest):
    """Add the next cycle of a test."""

    title = "Add a PDSA cycle"
    template_name = "pilots/service_tests/new_cycle.html"
    done = "The cycle is added."
    lead = "Plan now; do, study and act can follow when they are known."

    def form(self, data: Any = None) -> NewCycleForm:
        return self.ready(NewCycleForm(data, initial={"number": do.next_number(self.test)}))

    def act(self, form: Any) -> str:
        given = form.cleaned_data
        do.add_cycle(
            test=self.test,
            number=given["number"],
            details=details_of(form),
            reported_on=given["reported_on"],
            by=self.person,
        )
        return self.lead_on()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        cycles = self.test.cycles_by_then  # type: ignore[attr-defined]
        before = cycle_told(cycles[-1]) if cycles else None
        return super().get_context_data(before=before, **kwargs)


class EditCycleView(ChangeTest):
    """Change what is said of a cycle."""

    done = "The cycle is saved."
    cycle: PdsaCycle

    def find(self) -> None:
        number = self.kwargs["number"]
        cycles = self.test.cycles_by_then  # type: ignore[attr-defined]
        found = next((each for each in cycles if each.number == number), None)
        if found is None:
            raise Http404("The test has no such cycle.")
        self.cycle = found

    def form(self, data: Any = None) -> CycleForm:
        initial = {name: getattr(self.cycle, name) for name in CycleFields.base_fields}
        return self.ready(CycleForm(data, version=self.cycle.version, initial=initial))

    def act(self, form: Any) -> str:
        do.change_cycle(cycle=self.cycle, seen=form.seen, details=details_of(form), by=self.person)
        return self.lead_on()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("title", f"Change cycle {self.cycle.number}")
        return super().get_context_data(**kwargs)


def details_of(form: Any) -> do.CycleDetails:
    """What was typed of a cycle."""
    return do.CycleDetails(**{name: form.cleaned_data[name] for name in CycleFields.base_fields})
