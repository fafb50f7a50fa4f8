"""The few figures that are asked of every event: adults, children, through the door, how sure."""

from typing import Any

from django import forms

from partnership.web.forms import BaseForm
from pilots.actions.short_figures import Figure, figures_given, not_counted
from pilots.event_rules import PLAUSIBLE_PEOPLE
from pilots.forms.event_fields import PeopleField

EXACT, ABOUT, UNCOUNTED = "exact", "about", "uncounted"
FOOTFALL = "footfall"
PEOPLE = ("adults", "children", FOOTFALL)


class FigureFields(BaseForm):
    """The figures; `figures()` takes from a form that is being cleaned what they say."""

    adults = PeopleField(label="Adults")
    children = PeopleField(
        label="Children and young people",
        help_text="Write 0 if there were none. An empty box is printed as “not recorded”.",
    )
    footfall = PeopleField(
        label="Through the door, all in all",
        help_text="Only if somebody counted at the door: it may well be more than attended.",
    )
    sure = forms.ChoiceField(
        required=False,
        label="Are these figures exact?",
        widget=forms.RadioSelect,
        choices=[(EXACT, "Exact"), (ABOUT, "About"), (UNCOUNTED, "Not counted")],
    )
    that_many = forms.BooleanField(required=False, label="Yes, that many", widget=forms.HiddenInput)

    def figures(self) -> tuple[Figure, ...]:
        """The figures that were typed; what does not fit is said at its field."""
        given, sure = self.cleaned_data, self.cleaned_data.get("sure")
        people = {name: given.get(name) for name in PEOPLE if name in self.fields}
        told = [name for name, value in people.items() if value is not None]
        if sure == UNCOUNTED and not told:
            return not_counted()
        if told and sure == UNCOUNTED:
            self.add_error("sure", "You gave figures and “Not counted”: take one of them away")
        elif told and not sure:
            self.add_error("sure", "Say whether the figures are exact or about")
        elif sure and not told and not set(PEOPLE) & set(self.errors):
            self.add_error("sure", "Give the figures that are exact or about, or “Not counted”")
        self._ask_whether_so_many(people, told)
        return figures_given(
            adults=people.get("adults"),
            children=people.get("children"),
            footfall=people.get("footfall"),
            qualifier=sure or EXACT,
        )

    def _ask_whether_so_many(self, people: dict[str, Any], told: list[str]) -> None:
        many = [name for name in told if people[name] > PLAUSIBLE_PEOPLE]
        if many and not self.cleaned_data.get("that_many"):
            self.fields["that_many"].widget = forms.CheckboxInput()
            words = f"{people[many[0]]:,} people is very many: mend it, or tick “Yes, that many”"
            self.add_error("that_many", words)
