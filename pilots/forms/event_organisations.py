"""Rows that name an organisation: suggested by any of its names, or added where it is new."""

from collections.abc import Sequence
from typing import Any

from django import forms

from partnership.people.models import Organisation, Sector
from pilots.actions.event_details import NewOrganisation
from pilots.event_rules import alike
from pilots.forms.event_fields import suggestions
from pilots.forms.event_rows import RowsForm
from pilots.forms.fields import LineField
from pilots.selectors.event_details import KnownName, organisations_called

SECTORS = [("", "Not recorded"), *((value, label) for value, label in Sector.choices if value)]
NONE_OF_THEM = "*"  # no organisation's slug can be this
NEAR_SHOWN = 4


class WithOrganisations(RowsForm):
    """Rows that name an organisation, by its name or any other that it is known by.

    `names` are those that the page suggests; one that nearly is one of them is
    asked about, so that nobody is in the register twice.
    """

    named: str
    names: Sequence[KnownName] = ()

    def organisation_fields(self, label: str) -> dict[str, forms.Field]:
        """The name, and what is needed where it is not in the register."""
        name = LineField(label=label, help_text="Its name, or another that it goes by.")
        name.widget = suggestions("known-organisations")
        name.widget.attrs["maxlength"] = "200"
        return {
            self.named: name,
            "which": forms.CharField(
                label="Which organisation is it?", max_length=80, widget=forms.HiddenInput
            ),
            "is_new": forms.BooleanField(label="We don’t have it yet: add it to the register"),
            "sector": forms.ChoiceField(label="Its sector, if it is new", choices=SECTORS),
        }

    def clean(self) -> dict[str, Any]:
        names = [str(self.cleaned_data.get(f"{self.named}_{key}") or "") for key in self.keys]
        self.known = organisations_called(filter(None, names))
        return super().clean()

    def check(self, key: str, values: dict[str, Any]) -> None:
        super().check(key, values)
        name = str(values[self.named] or "")
        if not name or name.casefold() in self.known:
            return
        near, chosen = self._near(name), values["which"]
        if chosen in near:
            self.known[name.casefold()] = near[chosen]
        elif near and chosen != NONE_OF_THEM:
            self._ask_which(key, name, near)
        elif not near and not values["is_new"]:
            words = f"We don’t know “{name}”: choose one that is suggested, or tick that it is new"
            self.add_error(f"{self.named}_{key}", words)

    def _near(self, name: str) -> dict[str, Organisation]:
        """The organisations that one could have meant, by their slugs, the likeliest first."""
        found = {each.organisation.slug: each.organisation for each in alike(name, self.names)}
        return dict(list(found.items())[:NEAR_SHOWN])

    def _ask_which(self, key: str, name: str, near: dict[str, Organisation]) -> None:
        choices = [(slug, each.name) for slug, each in near.items()]
        choices.append((NONE_OF_THEM, f"None of these: add “{name}” to the register"))
        self.fields[f"which_{key}"].widget = forms.RadioSelect(choices=choices)
        words = f"“{name}” looks like an organisation that we know: say which it is"
        self.add_error(f"which_{key}", words)

    def stored(self, values: dict[str, Any]) -> dict[str, Any]:
        name = str(values[self.named] or "")
        kept = {each: values[each] for each in values if each not in ("which", "is_new", "sector")}
        known = self.known.get(name.casefold())
        new = NewOrganisation(name, values["sector"] or "") if name else None
        return kept | {self.named: known or new}
