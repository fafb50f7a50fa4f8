"""What a person may type about organisations."""

from collections.abc import Iterable
from typing import Any

from django import forms

from partnership.people.models import Organisation, Sector
from partnership.web.forms import BaseForm, OnceForm, PartialDateFormField, VersionedForm
from pilots.models import Area, PartnerRole
from pilots.selectors.organisations import NO_SECTOR

SECTORS = [(value, label) for value, label in Sector.choices if value]
WHOLE_PROGRAMME = "Whole programme"
MOST_ALIASES = 20


class RegisterFilter(BaseForm):
    """How the register is narrowed."""

    method = "get"
    submit_label = "Show"

    words = forms.CharField(required=False, max_length=100, label="Any of its names", strip=True)
    sector = forms.ChoiceField(
        required=False, choices=[("", "All"), *SECTORS, (NO_SECTOR, "Not recorded")]
    )

    def asked(self) -> dict[str, Any]:
        """What can be read of what was asked."""
        self.is_valid()
        return self.cleaned_data


class AliasesField(forms.CharField):
    """Further names, one a line; cleans to a list, each once."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: Any) -> list[str]:
        """The names, without empty lines or repetitions."""
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        names = list({line.lower(): line for line in reversed(lines) if line}.values())[::-1]
        if any(len(name) > 200 for name in names) or len(names) > MOST_ALIASES:
            raise forms.ValidationError(
                f"Write at most {MOST_ALIASES} names of 200 characters each, one a line"
            )
        return names


class _About(BaseForm):
    name = forms.CharField(max_length=200)
    aliases = AliasesField(
        required=False,
        label="Other names",
        help_text="One a line: short names, former names, the name in another paper.",
    )
    sector = forms.ChoiceField(required=False, choices=[("", "Not recorded"), *SECTORS])
    description = forms.CharField(
        required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class _HasArea(BaseForm):
    area = forms.ModelChoiceField(
        queryset=Area.objects.none(), required=False, empty_label=WHOLE_PROGRAMME
    )

    def offer(self, areas: Any, word: str) -> None:
        """Let the programme's areas be chosen, under its word for them."""
        field = self.fields["area"]
        field.queryset, field.label = areas, f"Where ({word})"  # type: ignore[attr-defined]


class AddOrganisationForm(OnceForm, _About, _HasArea):
    """A new organisation, or a known one by any of its names, with its first role."""

    submit_label = "Add to the programme"
    field_order = ("name", "aliases", "sector", "description", "role", "area")

    role = forms.ChoiceField(
        choices=[("", "Choose"), *PartnerRole.Role.choices], label="What it is to the programme"
    )

    def __init__(self, *args: Any, areas: Any, word: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(areas, word)


class EditOrganisationForm(VersionedForm, _About):
    """What is said of an organisation, and what it became."""

    became = forms.ModelChoiceField(
        queryset=Organisation.objects.none(), required=False, empty_label="Nothing else"
    )
    became_when = PartialDateFormField(label="When")

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["became"].queryset = others  # type: ignore[attr-defined]


class _RoleDates(BaseForm):
    detail = forms.CharField(required=False, max_length=250)
    since = PartialDateFormField()
    until = PartialDateFormField()


class GiveRoleForm(OnceForm, _RoleDates, _HasArea):
    """What an organisation is to the programme or to one area, and when."""

    field_order = ("role", "area", "detail", "since", "until")

    role = forms.ChoiceField(choices=[("", "Choose"), *PartnerRole.Role.choices])

    def __init__(self, *args: Any, areas: Any, word: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(areas, word)


class ChangeRoleForm(VersionedForm, _RoleDates):
    """A role's dates and detail."""


class MergeForm(OnceForm):
    """Which record is kept, and which is the duplicate."""

    submit_label = "Merge them"

    kept = forms.ModelChoiceField(
        queryset=Organisation.objects.none(), label="Keep", empty_label="Choose"
    )
    duplicate = forms.ModelChoiceField(
        queryset=Organisation.objects.none(), label="Duplicate", empty_label="Choose"
    )

    def __init__(self, *args: Any, among: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("kept", "duplicate"):
            self.fields[name].queryset = among  # type: ignore[attr-defined]


def alias_lines(aliases: Iterable[Any]) -> str:
    """Aliases as the form shows them, one a line."""
    return "\n".join(alias.name for alias in aliases)
