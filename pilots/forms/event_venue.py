"""Where an event was: a venue by any of its names, one that is new, or words."""

from typing import Any

from django import forms

from partnership.web.forms import BaseForm
from pilots.event_rules import alike, same_names
from pilots.forms.event_fields import suggestions
from pilots.forms.fields import LineField
from pilots.models import Area, Venue
from pilots.selectors.event_log import Offer

ELSEWHERE = "*"  # no venue's slug can be this
NEAR_SHOWN = 4


class VenueFields(BaseForm):
    """The venue; `find_venue()` knows it by what was typed, or asks which was meant."""

    offered: Offer

    venue = LineField(
        required=False,
        label="Where was it?",
        help_text="Begin to type: the places we know are suggested. Or write where it was.",
    )
    add_venue = forms.BooleanField(
        required=False, label="We don’t have it yet: add it to the list of venues"
    )
    venue_is = forms.CharField(
        required=False, max_length=80, label="Which place is it?", widget=forms.HiddenInput
    )
    also_called = forms.BooleanField(
        required=False,
        label="What I wrote is another name of it: do not ask again",
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place: Area | None = None
        self.known_venue: Venue | None = None
        self.near: list[Venue] = []
        self.fields["venue"].widget = suggestions("known-venues")

    def find_venue(self) -> None:
        """Know the venue by one of its names; ask where the name is another's, or nearly one."""
        typed, names = self.cleaned_data.get("venue"), self.offered.names_of(self.place)
        if not typed or not names:
            return
        same = {each.venue for each in same_names(typed, names)}
        if len(same) == 1:
            self.known_venue = same.pop()
            return
        self.near = list(dict.fromkeys(each.venue for each in alike(typed, names)))[:NEAR_SHOWN]
        chosen = self.cleaned_data.get("venue_is")
        self.known_venue = next((each for each in self.near if each.slug == chosen), None)
        if self.near and not self.known_venue and chosen != ELSEWHERE:
            self._ask_which(typed)

    def _ask_which(self, typed: str) -> None:
        choices = [*((each.slug, each.name) for each in self.near)]
        choices.append((ELSEWHERE, f"None of these: it is “{typed}”"))
        self.fields["venue_is"].widget = forms.RadioSelect(choices=choices)
        self.fields["also_called"].widget = forms.CheckboxInput()
        self.add_error("venue_is", f"“{typed}” looks like a place that we know: say which it is")

    def where(self) -> dict[str, Any]:
        """The venue, one to add, words, and another name to remember; only of a valid form."""
        given = self.cleaned_data
        typed = given.get("venue", "")
        is_new = not self.known_venue and self.place is not None and given.get("add_venue")
        is_alias = self.known_venue in self.near and given.get("also_called")
        return {
            "venue": self.known_venue,
            "new_venue": typed if is_new else "",
            "place": "" if self.known_venue or is_new else typed,
            "also_called": typed if is_alias else "",
        }
